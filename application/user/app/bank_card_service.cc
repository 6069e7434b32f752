// SPDX-License-Identifier: Apache-2.0
#include "application/user/app/bank_card_service.h"

#include <algorithm>

#include "application/user/domain/bank_card_number.h"
#include "framework/call/reasons.h"
#include "framework/postgres/idempotency_store.h"
#include "framework/rpc/idempotent_call.h"

#include "user/v1/error_reason.rpc.h"

namespace ecommerce::user {

namespace {

Error no_such_card() {
    return reason::not_found("There is no such bank card.");
}

Error expired() {
    return v1::reason::bank_card_expired("This card is no longer valid.");
}

// A card is valid through the last day of its month.
bool is_expired(std::uint32_t month, std::uint32_t year, Timestamp now) {
    namespace chrono = std::chrono;
    const chrono::year_month_day today(chrono::floor<chrono::days>(now));
    return chrono::year(int(year)) / chrono::month(month) < today.year() / today.month();
}

std::string seal_context(std::int64_t user_id) {
    return "bank card of user " + std::to_string(user_id);
}

}  // namespace

Task<Result<v1::ListBankCardsResponse>> BankCardService::ListBankCards(CallContext& context,
                                                                       const v1::ListBankCardsRequest&) {
    auto cards = co_await ok(cards_.list(context, context.principal.user_id));
    v1::ListBankCardsResponse response;
    for (auto& card : cards) *response.add_bank_cards() = std::move(card);
    co_return response;
}

Task<Result<v1::CreateBankCardResponse>> BankCardService::CreateBankCard(
    CallContext& context, const v1::CreateBankCardRequest& request) {
    const auto digits = card_digits(request.number());
    if (!check_digit_fits(digits)) {
        co_return v1::reason::bank_card_number("The card number is mistyped: its check digit is wrong.");
    }
    if (is_expired(request.expiry_month(), request.expiry_year(), clock_.now())) co_return expired();
    const auto user_id = context.principal.user_id;
    const BankCardStore::SealedNumber number{.sealed = box_.seal(digits, seal_context(user_id)),
                                             .digest = box_.digest(digits, seal_context(user_id))};
    auto body = [&](postgres::Transaction& tx) -> Task<Result<v1::CreateBankCardResponse>> {
        auto user = co_await ok(users_.lock(tx, user_id));
        // A token may outlive its account by a moment; nothing personal is kept of a closed one.
        if (!user || user->status == Status::closed) co_return reason::not_found("There is no such account.");
        auto cards = co_await ok(cards_.lock(tx, user_id));
        if (cards.size() >= std::size_t(kBankCardsMax)) {
            co_return v1::reason::bank_card_limit("An account keeps at most 20 bank cards.");
        }
        v1::BankCard card;
        card.set_brand(v1::CardBrand(brand_of(digits)));
        card.set_last_four(digits.substr(digits.size() - 4));
        card.set_holder(request.holder());
        card.set_expiry_month(request.expiry_month());
        card.set_expiry_year(request.expiry_year());
        card.set_is_default(cards.empty() || request.is_default());
        if (card.is_default()) cards_.clear_default(tx, user_id);
        auto inserted = co_await ok(cards_.insert(tx, user_id, card, number, clock_.now()));
        v1::CreateBankCardResponse response;
        *response.mutable_bank_card() = std::move(inserted);
        co_return response;
    };
    auto created = co_await transact_(context, std::move(body));
    if (!created && postgres::violates(created.error(), BankCardStore::kNumberUnique)) {
        co_return v1::reason::bank_card_exists("The account has this card already.");
    }
    co_return created;
}

Task<Result<v1::GetBankCardResponse>> BankCardService::GetBankCard(CallContext& context,
                                                                   const v1::GetBankCardRequest& request) {
    auto found = co_await ok(cards_.find(context, context.principal.user_id, request.id()));
    if (!found) co_return no_such_card();
    v1::GetBankCardResponse response;
    *response.mutable_bank_card() = *std::move(found);
    co_return response;
}

Task<Result<v1::UpdateBankCardResponse>> BankCardService::UpdateBankCard(
    CallContext& context, const v1::UpdateBankCardRequest& request) {
    const auto user_id = context.principal.user_id;
    auto body = [&](postgres::Transaction& tx) -> Task<Result<v1::UpdateBankCardResponse>> {
        co_await ok(users_.lock(tx, user_id));
        auto cards = co_await ok(cards_.lock(tx, user_id));
        const auto found = std::ranges::find(cards, request.id(), &v1::BankCard::id);
        if (found == cards.end()) co_return no_such_card();
        if (request.has_holder()) found->set_holder(request.holder());
        if (request.has_expiry_month()) found->set_expiry_month(request.expiry_month());
        if (request.has_expiry_year()) found->set_expiry_year(request.expiry_year());
        if (is_expired(found->expiry_month(), found->expiry_year(), clock_.now())) co_return expired();
        cards_.update(tx, user_id, *found);
        if (request.is_default() && !found->is_default()) {
            cards_.clear_default(tx, user_id);
            cards_.make_default(tx, user_id, found->id());
            found->set_is_default(true);
        }
        v1::UpdateBankCardResponse response;
        *response.mutable_bank_card() = *found;
        co_return response;
    };
    co_return co_await transact_(context, std::move(body));
}

Task<Result<v1::DeleteBankCardResponse>> BankCardService::DeleteBankCard(
    CallContext& context, const v1::DeleteBankCardRequest& request) {
    const auto user_id = context.principal.user_id;
    auto body = [&](postgres::Transaction& tx) -> Task<Result<v1::DeleteBankCardResponse>> {
        co_await ok(users_.lock(tx, user_id));
        auto cards = co_await ok(cards_.lock(tx, user_id));
        const auto found = std::ranges::find(cards, request.id(), &v1::BankCard::id);
        if (found == cards.end()) co_return no_such_card();
        cards_.remove(tx, user_id, request.id());
        // A repetition of the call that made it must not show it any more.
        postgres::IdempotencyStore::erase_replies(
            tx, rpc::caller_scope(v1::BankCardService::methods(), "CreateBankCard", user_id));
        // The latest of the others is the next default.
        const auto next =
            std::ranges::find_if(cards, [&](const auto& other) { return other.id() != request.id(); });
        if (found->is_default() && next != cards.end()) cards_.make_default(tx, user_id, next->id());
        co_return v1::DeleteBankCardResponse();
    };
    co_return co_await transact_(context, std::move(body));
}

}  // namespace ecommerce::user
