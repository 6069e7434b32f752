// SPDX-License-Identifier: Apache-2.0
// The public API as an OpenAPI 3.0.3 document, made from method tables, descriptors and comments.
#pragma once

#include <span>
#include <string>

#include "framework/rpc/doc.h"
#include "framework/rpc/method.h"

namespace ecommerce::openapi {

struct Info {
    std::string title;
    std::string version;
    std::string description;  // CommonMark
    std::string server_url = "/";
};

// `services` are method tables; methods that only services may call, or that HTTP does not reach, are left
// out. `docs` are the contract's comments. Takes milliseconds: make it once.
//
// Beside the standard's own members: `x-roles` of an operation ("anonymous" or roles), `x-reasons` of a tag
// and of the document (the reasons of failure of its service and of the platform, each with its HTTP status),
// `x-rate-class`, `x-timeout-ms`, `x-cache-seconds`.
std::string openapi_document(std::span<const std::span<const rpc::Method>> services,
                             std::span<const rpc::Doc> docs, const Info& info);

}  // namespace ecommerce::openapi
