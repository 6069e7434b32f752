// SPDX-License-Identifier: Apache-2.0
#include "framework/auth/session_cache.h"

#include <charconv>

#include <fmt/format.h>

#include "framework/redis/client.h"

namespace ecommerce::auth {

namespace {

constexpr std::string_view kRevoked = "revoked";
constexpr std::string_view kAlive = "alive|";

std::string key_of(std::string_view session_id) {
    return fmt::format("session:{}", session_id);
}

constexpr redis::Script kSetUnlessNewer{R"lua(
    local there = redis.call('GET', KEYS[1])
    if there == 'revoked' then return 0 end
    local version, proven
    if there then version, proven = string.match(there, '^alive|%d+|%d+|%d+|(%d+)|(%d+)$') end
    if version and tonumber(version) > tonumber(ARGV[3]) then return 0 end
    if version and tonumber(version) == tonumber(ARGV[3]) and tonumber(proven) > tonumber(ARGV[4]) then return 0 end
    redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
    return 1
)lua"};

// Reads a number up to the separator and moves past it.
bool number(std::string_view& text, std::int64_t& out) {
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (failed != std::errc{} || out < 0) return false;
    text.remove_prefix(std::size_t(end - text.data()));
    if (text.starts_with('|')) text.remove_prefix(1);
    return true;
}

}  // namespace

std::string write_session_state(const SessionState& state) {
    if (!state.alive) return std::string(kRevoked);
    return fmt::format("{}{}|{}|{}|{}|{}", kAlive, state.user_id, unsigned(state.roles.bits()), state.shop_id,
                       state.version, state.proven_until);
}

std::optional<SessionState> read_session_state(std::string_view text) {
    if (text == kRevoked) return SessionState{};
    if (!text.starts_with(kAlive)) return std::nullopt;
    text.remove_prefix(kAlive.size());
    SessionState state{.alive = true};
    std::int64_t roles = 0;
    if (!number(text, state.user_id) || !number(text, roles) || !number(text, state.shop_id) ||
        !number(text, state.version) || !number(text, state.proven_until) || !text.empty() || roles > 255) {
        return std::nullopt;
    }
    state.roles = RoleSet(std::uint8_t(roles));
    return state;
}

Task<std::optional<SessionState>> SessionCache::find(CallContext& context, std::string_view session_id) {
    auto text = co_await redis_.get(context, key_of(session_id));
    if (!text || !*text) co_return std::nullopt;
    co_return read_session_state(**text);
}

Task<void> SessionCache::remember(CallContext& context, std::string_view session_id,
                                  const SessionState& state) {
    (void)co_await redis_.set_if_absent(context, key_of(session_id), write_session_state(state), kAliveFor);
}

Task<Result<void>> SessionCache::overwrite(CallContext& context, std::string_view session_id,
                                           const SessionState& state) {
    if (!state.alive) {
        co_return co_await redis_.set(context, key_of(session_id), kRevoked, kRevokedFor);
    }
    std::vector<std::string> keys{key_of(session_id)};
    std::vector<std::string> args{write_session_state(state), std::to_string(kAliveFor.count()),
                                  std::to_string(state.version), std::to_string(state.proven_until)};
    co_await ok(redis_.eval(context, kSetUnlessNewer, std::move(keys), std::move(args)));
    co_return {};
}

}  // namespace ecommerce::auth
