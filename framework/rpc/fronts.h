// SPDX-License-Identifier: Apache-2.0
// The services of this process. Filled while the process starts, only read afterwards.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "framework/rpc/front.h"

namespace ecommerce::rpc {

class Fronts {
public:
    struct Entry {
        std::string service;  // of the platform: "order"; several may serve one RPC service (EventsService)
        Front* front;
    };

    // `front` outlives this. Throws std::invalid_argument when the service serves it already.
    void add(std::string service, Front& front);

    // The RPC service ("ecommerce.order.v1.OrderService") of a platform service, or of whichever came
    // first when `service` is empty; null when this process does not serve it.
    Front* find(std::string_view service, std::string_view rpc_service) const;
    bool serves(std::string_view service) const;
    const std::vector<Entry>& entries() const { return entries_; }

private:
    std::vector<Entry> entries_;
};

}  // namespace ecommerce::rpc
