// SPDX-License-Identifier: Apache-2.0
// Between HTTP and messages, as google.api.http describes it: path, query and body fill a request message,
// a response message becomes a reply.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "framework/http/request.h"
#include "framework/http/response.h"
#include "framework/rest/router.h"
#include "framework/rpc/method.h"
#include "framework/runtime/result.h"

namespace google::protobuf {
class FieldDescriptor;
class Message;
}  // namespace google::protobuf

namespace ecommerce::rest {

// One HTTP rule of one method, checked against the method's messages. Immutable; any loop.
class Binding {
public:
    // Throws std::invalid_argument when the rule names fields that are not there or do not fit.
    Binding(const rpc::Method& method, const rpc::HttpRule& rule);

    const rpc::Method& method() const { return *method_; }
    const rpc::HttpRule& rule() const { return *rule_; }

    // Fills an empty message. Errors name each wrong field. If-Match goes into the request's `etag`, which the method
    // compares with what it changes; a method without that field cannot hold to it, so it is refused unless it reads
    // what has a tag of its own (http::apply_etag).
    Result<void> read(const http::Request& request, const Router::Match& match,
                      google::protobuf::Message& out) const;
    // The reply of a unary method: JSON, or the response's own bytes for methods with raw_reply. The version of what it
    // is about is its ETag, unless the whole reply has one because it is kept.
    http::Response write(const google::protobuf::Message& message) const;

private:
    using Field = const google::protobuf::FieldDescriptor*;

    Result<void> read_body(const http::Request& request, google::protobuf::Message& out) const;
    Result<void> read_query(const http::Request& request, google::protobuf::Message& out) const;
    Result<void> read_if_match(const http::Request& request, google::protobuf::Message& out) const;

    const rpc::Method* method_;
    const rpc::HttpRule* rule_;
    Field body_ = nullptr;            // the field that the body fills; null: none or the whole message
    std::vector<Field> path_fields_;  // what the path fills
    Field reply_type_ = nullptr;      // of a raw reply
    Field reply_data_ = nullptr;
    Field etag_ = nullptr;            // of the request: the version that it is about
    Field reply_resource_ = nullptr;  // what the reply is about, when that has a version
    Field reply_etag_ = nullptr;      // of that
};

// Follows "shop.id" through messages, by proto or JSON names; null when there is no such field.
const google::protobuf::FieldDescriptor* find_field(const google::protobuf::Message& message,
                                                    std::string_view path);

}  // namespace ecommerce::rest
