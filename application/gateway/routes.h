// SPDX-License-Identifier: Apache-2.0
// What the gateway serves: the method tables of every service, whether they run here or elsewhere.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "framework/rpc/method.h"

namespace ecommerce::gateway {

struct Upstream {
    // Of the platform: "order". Empty: every service has them, and the request's field `service` says which
    // one is meant.
    std::string_view service;
    std::span<const rpc::Method> methods;
};

const std::vector<Upstream>& upstreams();

}  // namespace ecommerce::gateway
