// SPDX-License-Identifier: Apache-2.0
// The headers that carry what a call needs beside its request, and those that go back.
#pragma once

#include "framework/call/context.h"
#include "framework/http/request.h"
#include "framework/http/response.h"
#include "framework/rpc/authenticator.h"
#include "framework/runtime/result.h"

namespace ecommerce::rest {

// How much of what a client says about itself is believed.
struct HeaderTrust {
    bool traceparent = false;    // follow the client's trace
    bool forwarded_for = false;  // the last address of X-Forwarded-For is the client's: behind a proxy only
};

// Request id, trace, client address and user agent; never fails, because problems need them too. The trace
// is begun when none is followed; `sampled` says whether a new one is recorded.
void read_identity(const http::Request& request, const HeaderTrust& trust, bool sampled,
                   CallContext& context);

// Idempotency-Key and X-Guest-Token. An error names the header.
Result<void> read_keys(const http::Request& request, CallContext& context);

// Authorization. An error is of Code::unauthenticated.
Result<rpc::Credentials> read_credentials(const http::Request& request);

// Every header but those that hold secrets and those that only the platform and its proxies may write,
// names in lower case, for methods that check signatures.
HeaderList raw_headers(const http::Request& request);

// X-Request-Id, traceparent and what the method added.
void write_headers(const CallContext& context, http::Response& response);

}  // namespace ecommerce::rest
