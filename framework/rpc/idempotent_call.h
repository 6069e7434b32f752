// SPDX-License-Identifier: Apache-2.0
// Runs a call once for each Idempotency-Key.
//
// The first call with a key runs. A repetition with an equal request gets the kept reply and the header
// `idempotent-replayed: true`; one that comes while the first runs waits for it, at most 10 s, then gets
// IDEMPOTENCY_KEY_IN_PROGRESS; another request under the key gets IDEMPOTENCY_KEY_REUSED. Only successes
// are kept: after a refusal the client may mend its request and retry with the same key. After a failure
// that leaves open whether anything was done the key stays its request's: the same request may come again
// at once, another one is refused. A process that dies while it runs a call loses the claim after 30 s.
//
// Who comes again after such an end runs the call, unless the transaction with its effect was committed: that
// has recorded it under the key (postgres::TransactionOptions), and the answer is IDEMPOTENCY_REPLY_LOST. A
// method that commits nothing itself goes on where it was by natural keys of its neighbours.
//
// What is kept can be read by nobody but who sends the same key again (reply_seal.h).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "framework/call/idempotency.h"
#include "framework/rpc/admission.h"
#include "framework/rpc/endpoint.h"
#include "framework/rpc/reply_seal.h"

namespace ecommerce::rpc {

// An error when the key's shape is wrong.
Result<void> check_idempotency_key(std::string_view key);

// The scope of an account's calls of a method; for a name that is none of `methods` it throws std::logic_error.
std::string caller_scope(std::span<const Method> methods, std::string_view name, std::int64_t user_id);

// What is kept of the call that the context is about. Keys of signed-in callers are apart by account, those of guests
// by guest token, others by address.
class KeptCall {
public:
    KeptCall(const Method& method, const CallContext& context, const google::protobuf::Message& request);

    const IdempotencyId& id() const { return id_; }
    std::string request_hash() const { return seal_.hash(request_); }
    std::string seal(std::string_view reply) const { return seal_.seal(request_, reply); }
    std::optional<std::string> open(std::string_view sealed) const { return seal_.open(request_, sealed); }

private:
    IdempotencyId id_;
    ReplySeal seal_;
    std::string request_;
};

// `admission` may be null. It is asked before the key is claimed, and not for a repetition.
Task<Result<void>> call_once(IdempotencyStore& store, const Admissions::Check* admission, Endpoint& endpoint,
                             std::size_t index, CallContext& context,
                             const google::protobuf::Message& request, google::protobuf::Message& response);

}  // namespace ecommerce::rpc
