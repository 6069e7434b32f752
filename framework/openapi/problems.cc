// SPDX-License-Identifier: Apache-2.0
#include "framework/openapi/operations.h"

namespace ecommerce::openapi {

namespace {

Json text(std::string_view description) {
    Json schema;
    schema["type"] = "string";
    schema["description"] = description;
    return schema;
}

Json field_errors() {
    Json error;
    error["type"] = "object";
    error["properties"]["field"] = text("The field's path, for example \"items[2].quantity\".");
    error["properties"]["message"] = text("What is wrong with it.");
    error["required"] = Json::list({"field", "message"});
    Json errors;
    errors["type"] = "array";
    errors["description"] = "Fields of the request that break their rules.";
    errors["items"] = std::move(error);
    return errors;
}

Json response(std::string_view description) {
    Json response;
    response["description"] = description;
    response["content"]["application/problem+json"]["schema"]["$ref"] = "#/components/schemas/Problem";
    return response;
}

Json with_retry_after(Json response) {
    Json header;
    header["description"] = "Seconds after which to try again.";
    header["schema"]["type"] = "integer";
    response["headers"]["Retry-After"] = std::move(header);
    return response;
}

}  // namespace

Json problem_schema() {
    Json schema;
    schema["type"] = "object";
    schema["description"] = "A failure, after RFC 9457. Programs decide by `reason`, never by texts.";
    auto& properties = schema["properties"];
    properties["type"] = text("A URN of the reason.");
    properties["title"] = text("The reason for people.");
    properties["status"]["type"] = "integer";
    properties["detail"] = text("One sentence about this very failure.");
    properties["reason"] = text("What happened, stable for ever: OUT_OF_STOCK.");
    properties["errors"] = field_errors();
    properties["metadata"]["type"] = "object";
    properties["metadata"]["description"] = "Ids, limits and the like that go with the reason.";
    properties["metadata"]["additionalProperties"]["type"] = "string";
    properties["traceId"] = text("Names this call in our logs.");
    schema["required"] = Json::list({"type", "title", "status", "reason"});
    return schema;
}

Json problem_responses() {
    Json responses;
    responses["Invalid"] = response("The request is malformed or breaks the rules of its fields.");
    responses["Unauthenticated"] = response("The call needs a valid access token.");
    responses["Forbidden"] = response("The account has none of the roles that may call this.");
    responses["NotFound"] = response("It is not there, or it is not yours.");
    responses["Conflict"] =
        response("The state of things does not allow it; `reason` says what to do about it.");
    responses["KeyReused"] = response("The Idempotency-Key came with another request before.");
    responses["RateLimited"] = with_retry_after(response("Too many calls."));
    responses["Problem"] = response("Any other failure.");
    return responses;
}

}  // namespace ecommerce::openapi
