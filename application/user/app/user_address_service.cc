// SPDX-License-Identifier: Apache-2.0
#include "application/user/app/user_address_service.h"

#include <algorithm>

#include "common/v1/error_reason.rpc.h"
#include "user/v1/error_reason.rpc.h"

namespace ecommerce::user {

namespace {

Error no_such_address() {
    return Error(Code::not_found, std::string(common::v1::reason::kNotFound), "There is no such address.");
}

Error no_such_account() {
    return Error(Code::not_found, std::string(common::v1::reason::kNotFound), "There is no such account.");
}

v1::UserAddress from_request(const v1::CreateAddressRequest& request) {
    v1::UserAddress address;
    address.set_recipient(request.recipient());
    address.set_phone(request.phone());
    address.set_country_code(request.country_code().empty() ? "CN" : request.country_code());
    address.set_province(request.province());
    address.set_city(request.city());
    address.set_district(request.district());
    address.set_street(request.street());
    address.set_postal_code(request.postal_code());
    address.set_tag(request.tag());
    return address;
}

void apply(const v1::UpdateAddressRequest& request, v1::UserAddress& address) {
    if (request.has_recipient()) address.set_recipient(request.recipient());
    if (request.has_phone()) address.set_phone(request.phone());
    if (request.has_country_code()) address.set_country_code(request.country_code());
    if (request.has_province()) address.set_province(request.province());
    if (request.has_city()) address.set_city(request.city());
    if (request.has_district()) address.set_district(request.district());
    if (request.has_street()) address.set_street(request.street());
    if (request.has_postal_code()) address.set_postal_code(request.postal_code());
    if (request.has_tag()) address.set_tag(request.tag());
}

}  // namespace

Task<Result<v1::ListAddressesResponse>> UserAddressService::ListAddresses(CallContext& context,
                                                                          const v1::ListAddressesRequest&) {
    auto addresses = co_await addresses_.list(context, context.principal.user_id);
    if (!addresses) co_return fail(std::move(addresses.error()));
    v1::ListAddressesResponse response;
    for (auto& address : *addresses) *response.add_addresses() = std::move(address);
    co_return response;
}

// Every write locks the account's row first: a new book has no rows of its own that could be, and who waited
// for another's new row must see it.
Task<Result<v1::CreateAddressResponse>> UserAddressService::CreateAddress(
    CallContext& context, const v1::CreateAddressRequest& request) {
    const auto user_id = context.principal.user_id;
    auto body = [&](postgres::Transaction& tx) -> Task<Result<v1::CreateAddressResponse>> {
        auto user = co_await users_.lock(tx, user_id);
        if (!user) co_return fail(std::move(user.error()));
        // A token may outlive its account by a moment; nothing personal is kept of a closed one.
        if (!*user || (*user)->status == Status::closed) co_return fail(no_such_account());
        auto book = co_await addresses_.lock(tx, user_id);
        if (!book) co_return fail(std::move(book.error()));
        if (book->size() >= std::size_t(kAddressesMax)) {
            co_return fail(Code::precondition, std::string(v1::reason::kAddressLimit),
                           "An account keeps at most 20 addresses.");
        }
        auto address = from_request(request);
        address.set_is_default(book->empty() || request.is_default());
        if (address.is_default()) addresses_.clear_default(tx, user_id);
        auto inserted = co_await addresses_.insert(tx, user_id, address, clock_.now());
        if (!inserted) co_return fail(std::move(inserted.error()));
        v1::CreateAddressResponse response;
        *response.mutable_address() = *std::move(inserted);
        co_return response;
    };
    co_return co_await addresses_.database().transaction(context, std::move(body));
}

Task<Result<v1::GetAddressResponse>> UserAddressService::GetAddress(CallContext& context,
                                                                    const v1::GetAddressRequest& request) {
    auto found = co_await addresses_.find(context, context.principal.user_id, request.id());
    if (!found) co_return fail(std::move(found.error()));
    if (!*found) co_return fail(no_such_address());
    v1::GetAddressResponse response;
    *response.mutable_address() = **std::move(found);
    co_return response;
}

Task<Result<v1::UpdateAddressResponse>> UserAddressService::UpdateAddress(
    CallContext& context, const v1::UpdateAddressRequest& request) {
    const auto user_id = context.principal.user_id;
    auto body = [&](postgres::Transaction& tx) -> Task<Result<v1::UpdateAddressResponse>> {
        auto user = co_await users_.lock(tx, user_id);
        if (!user) co_return fail(std::move(user.error()));
        auto book = co_await addresses_.lock(tx, user_id);
        if (!book) co_return fail(std::move(book.error()));
        const auto found = std::ranges::find(*book, request.id(), &v1::UserAddress::id);
        if (found == book->end()) co_return fail(no_such_address());
        apply(request, *found);
        addresses_.update(tx, user_id, *found);
        if (request.is_default() && !found->is_default()) {
            addresses_.clear_default(tx, user_id);
            addresses_.make_default(tx, user_id, found->id());
            found->set_is_default(true);
        }
        v1::UpdateAddressResponse response;
        *response.mutable_address() = *found;
        co_return response;
    };
    co_return co_await addresses_.database().transaction(context, std::move(body));
}

Task<Result<v1::DeleteAddressResponse>> UserAddressService::DeleteAddress(
    CallContext& context, const v1::DeleteAddressRequest& request) {
    const auto user_id = context.principal.user_id;
    auto body = [&](postgres::Transaction& tx) -> Task<Result<v1::DeleteAddressResponse>> {
        auto user = co_await users_.lock(tx, user_id);
        if (!user) co_return fail(std::move(user.error()));
        auto book = co_await addresses_.lock(tx, user_id);
        if (!book) co_return fail(std::move(book.error()));
        const auto found = std::ranges::find(*book, request.id(), &v1::UserAddress::id);
        if (found == book->end()) co_return fail(no_such_address());
        addresses_.remove(tx, user_id, request.id());
        // The latest of the others is the next default.
        const auto next =
            std::ranges::find_if(*book, [&](const auto& other) { return other.id() != request.id(); });
        if (found->is_default() && next != book->end()) addresses_.make_default(tx, user_id, next->id());
        co_return v1::DeleteAddressResponse();
    };
    co_return co_await addresses_.database().transaction(context, std::move(body));
}

Task<Result<v1::GetAddressForUserResponse>> UserAddressService::GetAddressForUser(
    CallContext& context, const v1::GetAddressForUserRequest& request) {
    auto found = request.id() == 0 ? co_await addresses_.find_default(context, request.user_id())
                                   : co_await addresses_.find(context, request.user_id(), request.id());
    if (!found) co_return fail(std::move(found.error()));
    if (!*found) co_return fail(no_such_address());
    v1::GetAddressForUserResponse response;
    *response.mutable_address() = **std::move(found);
    co_return response;
}

}  // namespace ecommerce::user
