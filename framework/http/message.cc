// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "framework/call/reasons.h"
#include "framework/http/request.h"
#include "framework/http/request_reader.h"
#include "framework/http/response.h"
#include "framework/http/verb.h"

namespace ecommerce::http {

namespace {

constexpr std::array<std::string_view, kVerbCount> kVerbs = {"GET",   "HEAD",   "POST",    "PUT",
                                                             "PATCH", "DELETE", "OPTIONS", ""};

}  // namespace

std::string_view to_string(Verb verb) {
    return kVerbs[std::size_t(verb)];
}

Verb parse_verb(std::string_view method) {
    for (std::size_t i = 0; i + 1 < kVerbs.size(); ++i) {
        if (method == kVerbs[i]) return Verb(i);
    }
    return Verb::other;
}

std::string_view Request::header(std::string_view name) const {
    for (const auto& field : fields_) {
        if (equals_ignoring_case(view(field.name), name)) return view(field.value);
    }
    return {};
}

std::size_t Request::header_count(std::string_view name) const {
    std::size_t count = 0;
    for (const auto& field : fields_) count += equals_ignoring_case(view(field.name), name) ? 1 : 0;
    return count;
}

Result<Request> Request::from_text(std::string_view text, std::string remote_address) {
    RequestReader reader{HeadLimits{}};
    while (!text.empty() && reader.state() == RequestReader::State::head)
        text.remove_prefix(reader.consume(text));
    if (reader.state() == RequestReader::State::head_complete) reader.begin_body(SIZE_MAX);
    while (!text.empty() && reader.state() == RequestReader::State::body)
        text.remove_prefix(reader.consume(text));
    if (reader.state() == RequestReader::State::failed) {
        return fail(reason::malformed_request(std::string(reader.failure().detail)));
    }
    if (reader.state() != RequestReader::State::complete || !text.empty()) {
        return fail(reason::malformed_request("The text is not one whole request."));
    }
    auto request = std::move(reader.request());
    request.remote_address_ = std::move(remote_address);
    return request;
}

Response Response::empty(int status) {
    Response response;
    response.status = status;
    return response;
}

Response Response::of(int status, std::string_view content_type, std::string body) {
    Response response;
    response.status = status;
    response.content_type = content_type;
    response.body = std::move(body);
    return response;
}

std::string_view reason_phrase(int status) {
    switch (status) {
    case 100: return "Continue";
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 206: return "Partial Content";
    case 301: return "Moved Permanently";
    case 302: return "Found";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 307: return "Temporary Redirect";
    case 308: return "Permanent Redirect";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 406: return "Not Acceptable";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 417: return "Expectation Failed";
    case 422: return "Unprocessable Content";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 499: return "Client Closed Request";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    case 504: return "Gateway Timeout";
    case 505: return "HTTP Version Not Supported";
    default: return {};
    }
}

}  // namespace ecommerce::http
