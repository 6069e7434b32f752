// SPDX-License-Identifier: Apache-2.0
// Who checks what callers show to prove who they are, and who makes it for our own calls.
#pragma once

#include <string>

#include "framework/call/context.h"
#include "framework/runtime/result.h"
#include "framework/runtime/task.h"

namespace ecommerce::rpc {

struct Credentials {
    std::string bearer;    // of "authorization: Bearer …"; empty: none
    std::string identity;  // of "x-ecommerce-identity", signed by a service of ours; empty: none
};

class Authenticator {
public:
    virtual ~Authenticator() = default;
    // The principal of a call; nobody (Principal{}) when there are no credentials. Credentials that are
    // there and wrong are an error. An identity, being signed, is taken whole, the user in it included.
    virtual Task<Result<Principal>> authenticate(CallContext& context, const Credentials& credentials) = 0;
};

class IdentitySigner {
public:
    virtual ~IdentitySigner() = default;
    // What proves context.principal to other services, as the value of "x-ecommerce-identity": visible
    // ASCII, valid for a short time. Called for each attempt of a call; any thread.
    virtual std::string sign(const CallContext& context) = 0;
};

}  // namespace ecommerce::rpc
