// SPDX-License-Identifier: Apache-2.0
// A JSON document in the making; members keep the order in which they were set.
#pragma once

#include <concepts>
#include <cstdint>
#include <list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace ecommerce::openapi {

class Json {
public:
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

    // The member of an object, made when it is not there.
    Json& operator[](std::string_view name);
    const Json* find(std::string_view name) const;
    void push(Json item);
    // Without members or items.
    bool empty() const;
    std::string text() const;

private:
    using Member = std::pair<std::string, Json>;
    using Members = std::list<Member>;  // references to members stay good
    void append_to(std::string& out) const;

    std::variant<Members, std::vector<Json>, std::string, std::int64_t, bool> value_;
};

}  // namespace ecommerce::openapi
