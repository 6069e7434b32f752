// SPDX-License-Identifier: Apache-2.0
#include "framework/events/subscriptions.h"

#include <stdexcept>

#include <google/protobuf/message.h>

namespace ecommerce::events {

// Here, where protobuf's Message is a complete type.
Subscriptions::Subscriptions() = default;
Subscriptions::~Subscriptions() = default;

void Subscriptions::add(std::string_view type, std::unique_ptr<google::protobuf::Message> prototype,
                        Handle handle) {
    put(type, Entry{std::move(prototype), std::move(handle), nullptr, nullptr});
}

void Subscriptions::add_many(std::string_view type, std::unique_ptr<google::protobuf::Message> prototype,
                             HandleMany handle) {
    put(type, Entry{std::move(prototype), nullptr, std::move(handle), nullptr});
}

void Subscriptions::add_outside(std::string_view type, std::unique_ptr<google::protobuf::Message> prototype,
                                HandleOutside handle) {
    put(type, Entry{std::move(prototype), nullptr, nullptr, std::move(handle)});
}

Task<Result<void>> Subscriptions::Entry::take(CallContext& context, postgres::Transaction& transaction,
                                              std::span<const Told<google::protobuf::Message>> told) const {
    if (handle_many) co_return co_await handle_many(context, transaction, told);
    for (const auto& each : told) co_await ok(handle(*each.context, transaction, *each.event));
    co_return {};
}

void Subscriptions::put(std::string_view type, Entry entry) {
    if (!entries_.emplace(type, std::move(entry)).second) {
        throw std::logic_error("a service has two handlers for " + std::string(type));
    }
}

const Subscriptions::Entry* Subscriptions::find(std::string_view type) const {
    const auto found = entries_.find(type);
    return found == entries_.end() ? nullptr : &found->second;
}

std::vector<std::string_view> Subscriptions::types() const {
    std::vector<std::string_view> types;
    types.reserve(entries_.size());
    for (const auto& [type, entry] : entries_) types.push_back(type);
    return types;
}

}  // namespace ecommerce::events
