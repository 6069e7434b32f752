// SPDX-License-Identifier: Apache-2.0
// One HTTP rule of a method as an operation of an OpenAPI document.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "framework/json/tree.h"
#include "framework/openapi/docs.h"
#include "framework/openapi/schemas.h"
#include "framework/rpc/method.h"

namespace ecommerce::openapi {

// A path template apart: "/v1/orders/{order_no}:cancel".
struct PathParts {
    std::vector<std::string> variables;  // "order_no"
    std::string shape;                   // "/v1/orders/{}:cancel"

    static PathParts parse(std::string_view path);
    // The shape with names for its variables.
    std::string with(const std::vector<std::string>& names) const;
};

struct OperationInput {
    const rpc::Method& method;
    const rpc::HttpRule& rule;
    std::string id;  // operationId
    std::string tag;
    std::vector<std::string> path_names;  // how the document calls the path's variables
};

// Tells the schemas what the method needs.
void use_schemas(const rpc::Method& method, Schemas& schemas);

Json operation(const OperationInput& input, const Schemas& schemas, const Docs& docs);

// The errors that operations refer to: `components.responses` and the schema of a problem.
Json problem_responses();
Json problem_schema();

}  // namespace ecommerce::openapi
