// SPDX-License-Identifier: Apache-2.0
// A JSON document as a tree, for what no message describes: made piece by piece, or read. Members keep the order in
// which they were set.
//
//   Json query = Json::object({{"term", Json::object({{"brand", brand}})}});
//   send(query.text());
//   const auto total = reply.at("hits").at("total").integer().value_or(0);
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace ecommerce::json {

class Json {
public:
    using Member = std::pair<std::string, Json>;
    using Members = std::list<Member>;  // references to members stay good

    Json() = default;  // an object without members
    // Scalars become JSON by being assigned. NOLINTBEGIN(google-explicit-constructor)
    template <typename Text>
        requires std::convertible_to<Text, std::string_view>
    Json(const Text& text) : value_(std::string(std::string_view(text))) {}
    Json(bool value) : value_(value) {}
    template <std::integral T>
    Json(T value) : value_(std::int64_t(value)) {}
    // NOLINTEND(google-explicit-constructor)
    static Json list(std::vector<Json> items = {});
    static Json object(std::initializer_list<std::pair<std::string_view, Json>> members);
    // Nothing for what is no JSON.
    static std::optional<Json> parse(std::string_view text);

    // The member of an object, made when it is not there.
    Json& operator[](std::string_view name);
    const Json* find(std::string_view name) const;
    void push(Json item);
    // Without members or items.
    bool empty() const;
    std::string text() const;
    void append_to(std::string& out) const;

    // Of what was read. Null for what is not there; nothing where it is of another kind.
    const Json& at(std::string_view name) const;
    const Json& at(std::size_t place) const;
    bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
    std::optional<std::int64_t> integer() const;  // a fraction is cut off
    std::optional<bool> boolean() const;
    std::string_view string() const;  // empty where it is none
    std::span<const Json> items() const;
    const Members& members() const;

private:
    class Reader;

    std::variant<Members, std::vector<Json>, std::string, std::int64_t, bool, double, std::monostate> value_;
};

}  // namespace ecommerce::json
