// SPDX-License-Identifier: Apache-2.0
#include "framework/http/resolver.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include <cstring>

#include <netdb.h>

#include "framework/call/reasons.h"
#include "framework/runtime/spawn.h"

namespace ecommerce::http {

namespace {

// Shared by the waiting coroutine, which may give up, and the thread that looks the name up.
struct Lookup {
    Resolver::Addresses addresses;
    runtime::Waiter* waiter = nullptr;  // on the loop
};

Resolver::Addresses look_up(const std::string& host) {
    Resolver::Addresses found;
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* list = nullptr;
    if (::getaddrinfo(host.c_str(), nullptr, &hints, &list) != 0) return found;
    for (auto* entry = list; entry; entry = entry->ai_next) {
        if (entry->ai_family == AF_INET) {
            sockaddr_in v4{};
            std::memcpy(&v4, entry->ai_addr, sizeof v4);
            found.push_back(boost::asio::ip::make_address_v4(ntohl(v4.sin_addr.s_addr)));
        } else if (entry->ai_family == AF_INET6) {
            sockaddr_in6 v6{};
            std::memcpy(&v6, entry->ai_addr, sizeof v6);
            boost::asio::ip::address_v6::bytes_type bytes;
            std::memcpy(bytes.data(), &v6.sin6_addr, bytes.size());
            found.push_back(boost::asio::ip::make_address_v6(bytes, v6.sin6_scope_id));
        }
    }
    ::freeaddrinfo(list);
    return found;
}

}  // namespace

Task<Result<Resolver::Addresses>> Resolver::resolve(std::string host, Deadline deadline) {
    boost::system::error_code not_an_address;
    const auto literal = boost::asio::ip::make_address(host, not_an_address);
    if (!not_an_address) co_return Addresses{literal};
    if (const auto* known = known_.find(host)) co_return *known;
    runtime::Waiter waiter;
    auto lookup = std::make_shared<Lookup>();
    lookup->waiter = &waiter;
    auto job = [lookup, host, home = &runtime::Loop::current()] {
        lookup->addresses = look_up(host);
        home->post([lookup] {
            if (lookup->waiter) lookup->waiter->notify();
        });
    };
    const std::string reason(reason::kUnavailable);
    if (!pool_.submit(std::move(job)))
        co_return fail(Code::unavailable, reason, "Too many names are being resolved.");
    const bool answered = co_await waiter.wait(deadline);
    lookup->waiter = nullptr;
    if (!answered) {
        co_return fail(Code::deadline, std::string(reason::kDeadlineExceeded),
                       "The name was not resolved in time.");
    }
    if (lookup->addresses.empty())
        co_return fail(Code::unavailable, reason, "The name \"" + host + "\" is not known.");
    co_return known_.put(host, lookup->addresses);
}

}  // namespace ecommerce::http
