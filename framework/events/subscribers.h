// SPDX-License-Identifier: Apache-2.0
// Who takes which events, and how to reach them.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ecommerce::events {

namespace v1 {
class EventsService;
}

// Event type -> subscribing services. Filled once at start from the services' definitions, all of them and
// not only those of this process; read-only and any thread after.
class SubscriberTable {
public:
    void add(std::string_view type, std::string_view service);
    // Empty: nobody subscribes.
    const std::vector<std::string>& of(std::string_view type) const;
    // Every service that subscribes to something.
    std::vector<std::string> services() const;

private:
    std::map<std::string, std::vector<std::string>, std::less<>> services_;
};

// The events service of a subscriber, in this process or another; null when there is none. What it points
// to outlives the relay.
using FindSubscriber = std::function<v1::EventsService*(std::string_view service)>;

}  // namespace ecommerce::events
