// SPDX-License-Identifier: Apache-2.0
// Any request line, query and body against routes of every shape: what is accepted must be a message that
// can be written again; nothing may crash or hang.
#include "framework/rest/transcoder.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "framework/http/compress.h"
#include "framework/http/etag.h"
#include "framework/http/problem.h"
#include "framework/rest/call_headers.h"
#include "framework/rest/router.h"

#include "rest_sample/v1/sample.pb.h"

namespace {

using namespace ecommerce;
using rest_sample::v1::SampleRequest;

const google::protobuf::Message* prototype() {
    return &SampleRequest::default_instance();
}

constexpr rpc::HttpRule kRules[] = {
    {"GET", "/a/{item_id}", ""},       {"GET", "/a", ""},
    {"POST", "/a/{order_no}:go", "*"}, {"POST", "/s/{shop.id}", "shop"},
    {"GET", "/f/{order_no=**}", ""},   {"POST", "/a", "*"},
};

struct Site {
    Site() {
        method.service = "fuzz";
        method.path = "fuzz";
        method.http = kRules;
        method.request = prototype;
        method.response = prototype;
        for (const auto& rule : kRules) {
            router.add(http::parse_verb(rule.verb), rule.path, bindings.size(), rule.path);
            bindings.emplace_back(method, rule);
        }
    }
    rpc::Method method{};
    rest::Router router;
    std::vector<rest::Binding> bindings;
};

}  // namespace

// The input is a target, a line feed and a body.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Site site;
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const auto cut = input.find('\n');
    const auto target = input.substr(0, cut);
    const auto body = cut == std::string_view::npos ? std::string_view() : input.substr(cut + 1);
    std::string text = body.empty() ? "GET " : "POST ";
    text += target;
    text += " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: " +
            std::to_string(body.size());
    text += "\r\n\r\n";
    text += body;
    const auto request = http::Request::from_text(text);
    if (!request) return 0;

    CallContext context;
    rest::read_identity(*request, {.traceparent = true, .forwarded_for = true}, false, context);
    const auto match = site.router.match(request->verb(), request->path());
    if (!match) {
        http::problem(match.error());
        return 0;
    }
    SampleRequest message;
    const auto& binding = site.bindings[match->route];
    if (const auto read = binding.read(*request, *match, message); !read) {
        http::problem(read.error());
        return 0;
    }
    auto response = binding.write(message);
    http::apply_etag(*request, response);
    if (response.body.empty()) std::abort();
    return 0;
}
