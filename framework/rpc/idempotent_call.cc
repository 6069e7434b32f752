// SPDX-License-Identifier: Apache-2.0
#include "framework/rpc/idempotent_call.h"

#include <algorithm>
#include <optional>
#include <stdexcept>

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/message.h>

#include "framework/call/reasons.h"
#include "framework/rpc/stored_reply.h"
#include "framework/runtime/spawn.h"

namespace ecommerce::rpc {

namespace {

using namespace std::chrono_literals;

constexpr auto kLeaseMin = 30s;
constexpr auto kLeaseMargin = 5s;
constexpr auto kWaitMax = std::chrono::steady_clock::duration(10s);
constexpr auto kPollMin = std::chrono::steady_clock::duration(5ms);
constexpr auto kPollMax = std::chrono::steady_clock::duration(250ms);
constexpr auto kSettleTime = 2s;

Error reused() {
    return reason::idempotency_key_reused("This Idempotency-Key came with another request before.");
}

Error in_progress() {
    return reason::idempotency_key_in_progress("The first call with this Idempotency-Key is still running.")
        .retry_after(1);
}

Error reply_lost() {
    return reason::idempotency_reply_lost(
        "The first call with this Idempotency-Key was carried out, but its answer is not kept. Look at what it changed.");
}

std::chrono::seconds lease_for(const CallContext& context) {
    if (context.deadline == Deadline::max()) return kLeaseMin;
    const auto left = context.deadline - std::chrono::steady_clock::now();
    return std::max<std::chrono::seconds>(kLeaseMin,
                                          std::chrono::ceil<std::chrono::seconds>(left) + kLeaseMargin);
}

// Asks for the key until it is ours, finished or another's, or until waiting makes no sense any more.
Task<Result<IdempotencyClaim>> await_claim(IdempotencyStore& store, CallContext& context,
                                           const IdempotencyId& id, const std::string& hash_of_request) {
    const auto give_up = std::min(context.deadline, deadline_in(kWaitMax));
    auto pause = kPollMin;
    for (;;) {
        auto claim = co_await store.claim(context, id, hash_of_request, lease_for(context));
        if (!claim || claim->state != IdempotencyClaim::State::running) co_return claim;
        // Room is left to answer before the caller's deadline.
        if (deadline_in(pause + kPollMin) >= give_up) co_return claim;
        co_await runtime::sleep(pause);
        pause = std::min(pause * 2, kPollMax);
    }
}

Result<void> replay(const KeptCall& kept, const IdempotencyClaim& claim, CallContext& context,
                    google::protobuf::Message& response) {
    HeaderList headers;
    const auto reply = kept.open(claim.reply);
    if (!reply || !unpack_reply(*reply, response, headers)) {
        return fail(reason::internal("The kept reply cannot be read."));
    }
    std::ranges::move(headers, std::back_inserter(context.reply_headers));
    context.reply_headers.emplace_back("idempotent-replayed", "true");
    return {};
}

// Whether the method's answer says for certain that nothing was done.
bool is_refusal(const Error& error) {
    switch (error.code()) {
    case Code::exhausted:
    case Code::unavailable:
    case Code::deadline:
    case Code::cancelled:
    case Code::internal: return false;
    default: return error.declared();
    }
}

enum class End : std::uint8_t { answered, refused, unclear };

// The key must not stay claimed because the caller's time is over. When the store fails now, the lease does the rest.
Task<void> settle(IdempotencyStore& store, const CallContext& context, const IdempotencyId& id,
                  std::int64_t attempt, End end, const std::string& reply) {
    CallContext own = context;
    own.deadline = deadline_in(kSettleTime);
    for (int tries = 0; tries < 2; ++tries) {
        auto settled = end == End::answered  ? store.complete(own, id, attempt, reply)
                       : end == End::refused ? store.abandon(own, id, attempt)
                                             : store.leave(own, id, attempt);
        if (co_await std::move(settled)) co_return;
    }
}

// Lends the context its claim for the time of a call.
class Claimed {
public:
    Claimed(CallContext& context, const IdempotencyId& id, std::int64_t attempt) : context_(context) {
        context.key_claim = std::make_shared<KeyClaim>(id.scope, id.key, attempt);
    }
    Claimed(const Claimed&) = delete;
    Claimed& operator=(const Claimed&) = delete;
    ~Claimed() { context_.key_claim.reset(); }

private:
    CallContext& context_;
};

}  // namespace

Result<void> check_idempotency_key(std::string_view key) {
    const auto printable = [](char c) { return c > ' ' && c <= '~'; };
    if (!key.empty() && key.size() <= kIdempotencyKeyMax && std::ranges::all_of(key, printable)) return {};
    auto error =
        reason::invalid_field("An Idempotency-Key is 1 to 255 printable ASCII characters without spaces.");
    return fail(
        std::move(error).violations({{"Idempotency-Key", "must be 1 to 255 printable ASCII characters"}}));
}

namespace {

std::string account_scope(const Method& method, std::int64_t user_id) {
    return std::string(method.path) + "|user:" + std::to_string(user_id);
}

// Secrets and addresses of callers without an account are a part of the row's name alone.
std::string scope_of(const Method& method, const CallContext& context) {
    if (context.principal.signed_in()) return account_scope(method, context.principal.user_id);
    return std::string(method.path) + (context.guest_token.empty() ? "|anonymous" : "|guest");
}

// A reply may hold secrets (a new guest token): who guesses a key must not get it from elsewhere.
std::string holder_of(const std::string& scope, const CallContext& context) {
    if (context.principal.signed_in()) return scope;
    return scope + ":" + (context.guest_token.empty() ? context.client_address : context.guest_token);
}

}  // namespace

std::string caller_scope(std::span<const Method> methods, std::string_view name, std::int64_t user_id) {
    const auto method = std::ranges::find(methods, name, &Method::name);
    if (method == methods.end()) throw std::logic_error("There is no method " + std::string(name) + ".");
    return account_scope(*method, user_id);
}

KeptCall::KeptCall(const Method& method, const CallContext& context, const google::protobuf::Message& request)
    : id_{.scope = scope_of(method, context), .key = {}},
      seal_(holder_of(id_.scope, context), context.idempotency_key) {
    id_.key = seal_.name();
    google::protobuf::io::StringOutputStream stream(&request_);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);  // maps in one order
    request.SerializeToCodedStream(&coded);
}

Task<Result<void>> call_once(IdempotencyStore& store, const Admissions::Check* admission, Endpoint& endpoint,
                             std::size_t index, CallContext& context,
                             const google::protobuf::Message& request, google::protobuf::Message& response) {
    const KeptCall kept(endpoint.methods()[index], context, request);
    const auto& id = kept.id();
    // To look costs a read; a row is written for those alone who are let in.
    if (admission && !co_await ok(store.holds(context, id))) {
        co_await ok((*admission)(context, request));
        admission = nullptr;
    }
    auto claim = co_await await_claim(store, context, id, kept.request_hash());
    if (!claim) co_return fail(std::move(claim).error());
    switch (claim->state) {
    case IdempotencyClaim::State::mine: break;
    case IdempotencyClaim::State::running: co_return fail(in_progress());
    case IdempotencyClaim::State::done: co_return fail(reply_lost());
    case IdempotencyClaim::State::finished: co_return replay(kept, *claim, context, response);
    case IdempotencyClaim::State::other_request: co_return fail(reused());
    }

    Result<void> result;
    std::exception_ptr failure;
    try {
        const Claimed claimed(context, id, claim->attempt);
        if (admission) result = co_await (*admission)(context, request);  // it was another's key until now
        if (result) result = co_await endpoint.call(index, context, request, response);
    } catch (...) {
        failure = std::current_exception();
    }
    if (!failure && result) {
        const auto reply = kept.seal(pack_reply(response, context.reply_headers));
        co_await settle(store, context, id, claim->attempt, End::answered, reply);
    } else {
        const bool refused = !failure && is_refusal(result.error());
        co_await settle(store, context, id, claim->attempt, refused ? End::refused : End::unclear, {});
    }
    if (failure) std::rethrow_exception(failure);
    co_return result;
}

}  // namespace ecommerce::rpc
