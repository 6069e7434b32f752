// SPDX-License-Identifier: Apache-2.0
#include "application/user/app/user_address_service.h"

#include <algorithm>

#include "framework/call/reasons.h"
#include "framework/postgres/idempotency_store.h"
#include "framework/rpc/idempotent_call.h"

#include "user/v1/error_reason.rpc.h"

namespace ecommerce::user {

namespace {

Error no_such_address() {
    return reason::not_found("There is no such address.");
}

AddressRow to_row(const v1::CreateAddressRequest& request) {
    AddressRow row{.address = to_address(request), .tag = request.tag()};
    if (row.address.country_code.empty()) row.address.country_code = "CN";
    return row;
}

void apply(const v1::UpdateAddressRequest& request, AddressRow& row) {
    change_address(row.address, request);
    if (request.has_tag()) row.tag = request.tag();
}

v1::UserAddress to_message(const AddressRow& row) {
    v1::UserAddress message;
    message.set_id(row.id);
    write_address(row.address, message);
    message.set_tag(row.tag);
    message.set_is_default(row.is_default);
    return message;
}

}  // namespace

Task<Result<v1::ListAddressesResponse>> UserAddressService::ListAddresses(CallContext& context,
                                                                          const v1::ListAddressesRequest&) {
    auto addresses = co_await ok(addresses_.list(context, context.principal.user_id));
    v1::ListAddressesResponse response;
    for (const auto& row : addresses) *response.add_addresses() = to_message(row);
    co_return response;
}

// Every write locks the account's row first: a new book has no rows of its own that could be, and who waited
// for another's new row must see it.
Task<Result<v1::CreateAddressResponse>> UserAddressService::CreateAddress(
    CallContext& context, const v1::CreateAddressRequest& request) {
    const auto user_id = context.principal.user_id;
    auto body = [&](postgres::Transaction& tx) -> Task<Result<v1::CreateAddressResponse>> {
        auto user = co_await ok(users_.lock(tx, user_id));
        // A token may outlive its account by a moment; nothing personal is kept of a closed one.
        if (!user || user->status == Status::closed) co_return reason::not_found("There is no such account.");
        auto book = co_await ok(addresses_.lock(tx, user_id));
        if (book.size() >= std::size_t(kAddressesMax)) {
            co_return v1::reason::address_limit("An account keeps at most 20 addresses.");
        }
        auto row = to_row(request);
        row.is_default = book.empty() || request.is_default();
        if (row.is_default) addresses_.clear_default(tx, user_id);
        row.id = co_await ok(addresses_.insert(tx, user_id, row, clock_.now()));
        v1::CreateAddressResponse response;
        *response.mutable_address() = to_message(row);
        co_return response;
    };
    co_return co_await transact_(context, std::move(body));
}

Task<Result<v1::GetAddressResponse>> UserAddressService::GetAddress(CallContext& context,
                                                                    const v1::GetAddressRequest& request) {
    auto found = co_await ok(addresses_.find(context, context.principal.user_id, request.id()));
    if (!found) co_return no_such_address();
    v1::GetAddressResponse response;
    *response.mutable_address() = to_message(*found);
    co_return response;
}

Task<Result<v1::UpdateAddressResponse>> UserAddressService::UpdateAddress(
    CallContext& context, const v1::UpdateAddressRequest& request) {
    const auto user_id = context.principal.user_id;
    auto body = [&](postgres::Transaction& tx) -> Task<Result<v1::UpdateAddressResponse>> {
        co_await ok(users_.lock(tx, user_id));
        auto book = co_await ok(addresses_.lock(tx, user_id));
        const auto found = std::ranges::find(book, request.id(), &AddressRow::id);
        if (found == book.end()) co_return no_such_address();
        apply(request, *found);
        addresses_.update(tx, user_id, *found);
        if (request.is_default() && !found->is_default) {
            addresses_.clear_default(tx, user_id);
            addresses_.make_default(tx, user_id, found->id);
            found->is_default = true;
        }
        v1::UpdateAddressResponse response;
        *response.mutable_address() = to_message(*found);
        co_return response;
    };
    co_return co_await transact_(context, std::move(body));
}

Task<Result<v1::DeleteAddressResponse>> UserAddressService::DeleteAddress(
    CallContext& context, const v1::DeleteAddressRequest& request) {
    const auto user_id = context.principal.user_id;
    auto body = [&](postgres::Transaction& tx) -> Task<Result<v1::DeleteAddressResponse>> {
        co_await ok(users_.lock(tx, user_id));
        auto book = co_await ok(addresses_.lock(tx, user_id));
        const auto found = std::ranges::find(book, request.id(), &AddressRow::id);
        if (found == book.end()) co_return no_such_address();
        addresses_.remove(tx, user_id, request.id());
        // A repetition of the call that made it must not show it any more.
        postgres::IdempotencyStore::erase_replies(
            tx, rpc::caller_scope(v1::UserAddressService::methods(), "CreateAddress", user_id));
        // The latest of the others is the next default.
        const auto next =
            std::ranges::find_if(book, [&](const AddressRow& other) { return other.id != request.id(); });
        if (found->is_default && next != book.end()) addresses_.make_default(tx, user_id, next->id);
        co_return v1::DeleteAddressResponse();
    };
    co_return co_await transact_(context, std::move(body));
}

Task<Result<v1::GetAddressForUserResponse>> UserAddressService::GetAddressForUser(
    CallContext& context, const v1::GetAddressForUserRequest& request) {
    auto found =
        co_await ok(request.id() == 0 ? co_await addresses_.find_default(context, request.user_id())
                                      : co_await addresses_.find(context, request.user_id(), request.id()));
    if (!found) co_return no_such_address();
    v1::GetAddressForUserResponse response;
    *response.mutable_address() = to_message(*found);
    co_return response;
}

}  // namespace ecommerce::user
