// SPDX-License-Identifier: Apache-2.0
#include "framework/http/etag.h"

#include <cstdint>
#include <cstring>

#include <fmt/format.h>

#include "framework/http/characters.h"
#include "framework/text/words.h"

namespace ecommerce::http {

namespace {

// Odd constants with about as many ones as zeros.
constexpr std::uint64_t kMix1 = 0x9E3779B97F4A7C15;
constexpr std::uint64_t kMix2 = 0xC2B2AE3D27D4EB4F;

// Both halves of the product: every bit of the input reaches every bit of the result.
std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
    __extension__ using Wide = unsigned __int128;
    const auto wide = Wide(a) * b;
    return std::uint64_t(wide) ^ std::uint64_t(wide >> 64);
}

std::uint64_t load(const char* bytes, std::size_t size) {
    std::uint64_t value = 0;
    std::memcpy(&value, bytes, size);
    return value;
}

std::string_view opaque(std::string_view etag) {
    if (etag.starts_with("W/")) etag.remove_prefix(2);
    return etag;
}

// Whether a field with a list of tags, or "*", names this one. Strongly, a weak tag is like no other.
bool names(std::string_view field, std::string_view etag, bool strongly) {
    if (text::trim(field) == "*") return true;
    if (strongly && etag.starts_with("W/")) return false;
    while (!field.empty()) {
        // Tags may hold commas, so the quotes are what separates them.
        const auto begin = field.find('"');
        if (begin == std::string_view::npos) return false;
        const auto end = field.find('"', begin + 1);
        if (end == std::string_view::npos) return false;
        const bool weak = field.substr(0, begin).ends_with("W/");
        if (field.substr(begin, end + 1 - begin) == opaque(etag) && !(weak && strongly)) return true;
        field.remove_prefix(end + 1);
    }
    return false;
}

}  // namespace

std::string strong_etag(std::string_view body) {
    std::uint64_t high = kMix1 ^ body.size();
    std::uint64_t low = kMix2 + body.size();
    const char* next = body.data();
    std::size_t left = body.size();
    for (; left >= 16; left -= 16, next += 16) {
        const auto first = load(next, 8);
        const auto second = load(next + 8, 8);
        high = mix(high ^ first, second ^ kMix1);
        low = mix(low + second, first ^ kMix2) + high;
    }
    const auto first = load(next, left < 8 ? left : 8);
    const auto second = left > 8 ? load(next + 8, left - 8) : 0;
    high = mix(high ^ first, second ^ kMix1);
    low = mix(low + second, first ^ kMix2) + high;
    return fmt::format("\"{:016x}{:016x}\"", mix(high, kMix2), mix(low, kMix1));
}

std::string weak_etag(std::string_view etag) {
    return etag.starts_with("W/") ? std::string(etag) : "W/" + std::string(etag);
}

bool etag_matches(std::string_view if_none_match, std::string_view etag) {
    return names(if_none_match, etag, false);
}

bool etag_is_current(std::string_view if_match, std::string_view etag) {
    return names(if_match, etag, true);
}

bool apply_etag(const Request& request, Response& response) {
    const bool reads = request.verb() == Verb::get || request.verb() == Verb::head;
    if (!reads || response.status != 200 || response.producer) return true;
    if (!response.headers.has("ETag")) response.headers.set("ETag", strong_etag(response.whole_body()));
    const auto etag = response.headers.get("ETag");
    if (request.header_count("if-match") > 0 && !etag_is_current(request.header("if-match"), etag))
        return false;
    const auto known = request.header("if-none-match");
    if (known.empty() || !etag_matches(known, etag)) return true;
    response.status = 304;
    response.content_type.clear();
    response.body.clear();
    response.shared_body.reset();
    return true;
}

}  // namespace ecommerce::http
