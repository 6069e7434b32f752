// SPDX-License-Identifier: Apache-2.0
// The one door for traffic from outside: routes by the method tables, over channels to services that run
// here or elsewhere. It keeps no business rule.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>

namespace ecommerce::config {
class Section;
}
namespace ecommerce::service {
class Host;
}

namespace ecommerce::gateway {

class Gateway {
public:
    // Opens no port yet. The host outlives it.
    Gateway(service::Host& host, config::Section& section);
    ~Gateway();

    // Throws std::runtime_error with one sentence when the port is taken or the pages are not there.
    void start();
    // The storefront's, beside the API.
    bool serves_pages() const;
    // After start(), like the next.
    std::uint16_t port() const;
    // Lets running requests end, for at most `grace`. Not on a loop.
    void stop(std::chrono::milliseconds grace);

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace ecommerce::gateway
