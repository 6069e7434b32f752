// SPDX-License-Identifier: Apache-2.0
// The one table of ports: of the services that are, and kept free for those that are planned. A service of
// another name brings its ports in its definition. Images, compose, Kubernetes and CI files follow from what
// `ecommerce ports` prints. All lie in the NodePort range 30000-32767.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace ecommerce {

struct ServicePorts {
    std::string_view service;
    std::uint16_t http;
    std::uint16_t grpc;  // 0: none
};

inline constexpr std::array kPortTable{
    ServicePorts{"gateway", 30000, 0},
    ServicePorts{"auth", 30001, 30002},
    ServicePorts{"user", 30003, 30004},
    ServicePorts{"product", 30005, 30006},
    ServicePorts{"cart", 30007, 30008},
    ServicePorts{"order", 30009, 30010},
    ServicePorts{"checkout", 30011, 30012},
    ServicePorts{"payment", 30013, 30014},
    ServicePorts{"category", 30015, 30016},
    ServicePorts{"assistant", 30017, 30018},
    ServicePorts{"web", 30020, 0},
    ServicePorts{"bff", 30021, 30022},
    ServicePorts{"analytics", 30023, 30024},
    ServicePorts{"review", 30025, 30026},
    ServicePorts{"notification", 30027, 30028},
    ServicePorts{"search", 30029, 30030},
    ServicePorts{"admin", 30031, 30032},
};

}  // namespace ecommerce
