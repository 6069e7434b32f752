// SPDX-License-Identifier: Apache-2.0
#include "application/user/app/shop_changes.h"

#include "application/user/app/shop_message.h"
#include "application/user/domain/shop_name.h"
#include "framework/call/reasons.h"

#include "user/v1/error_reason.rpc.h"

namespace ecommerce::user {

namespace {

Error no_such_shop() {
    return reason::not_found("There is no such shop.");
}

Error invalid(std::string field, std::string rule) {
    std::vector<FieldViolation> violations{{std::move(field), std::move(rule)}};
    return reason::invalid_field("One or more fields break their rules.").violations(std::move(violations));
}

Error taken() {
    return v1::reason::shop_name_taken("Another shop has this name.");
}

// Everything but name and logo.
void apply_details(const v1::UpdateMyShopRequest& request, ShopRow& shop) {
    if (request.has_description()) shop.description = request.description();
    if (request.has_province()) shop.province = request.province();
    if (request.has_city()) shop.city = request.city();
    if (request.has_contact_name()) shop.contact_name = request.contact_name();
    if (request.has_contact_phone()) shop.contact_phone = request.contact_phone();
}

void set_logo(ShopRow& shop, const common::v1::Picture& logo) {
    shop.logo_url = logo.url();
    shop.logo_width = logo.width();
    shop.logo_height = logo.height();
}

// What is as it was asks for nothing; to go without a logo needs nobody's leave.
void ask(const v1::UpdateMyShopRequest& request, ShopRow& shop, Timestamp now) {
    auto& pending = shop.pending;
    const auto before = std::pair(pending.name, pending.logo_url);
    if (request.has_name()) pending.name = request.name() == shop.name ? std::string() : request.name();
    if (request.has_logo()) {
        const auto& logo = request.logo();
        if (logo.url().empty()) set_logo(shop, logo);
        const bool same = logo.url() == shop.logo_url;
        pending.logo_url = same ? std::string() : logo.url();
        pending.logo_width = same ? 0 : logo.width();
        pending.logo_height = same ? 0 : logo.height();
    }
    if (before == std::pair(pending.name, pending.logo_url)) return;
    ++pending.version;
    pending.reject_reason.clear();
    pending.at.reset();
    if (!pending.name.empty() || !pending.logo_url.empty()) pending.at = now;
}

void settle(PendingChange& pending, std::string reject_reason) {
    pending = {.version = pending.version + 1, .reject_reason = std::move(reject_reason)};
}

}  // namespace

Error name_taken(Error error) {
    return postgres::violates(error, ShopStore::kNameUnique) ? taken() : error;
}

Result<void> check_name(std::string_view name) {
    if (!folded_name(name).empty()) return {};
    return fail(invalid("name", "must have something to see"));
}

Task<Result<void>> ShopChanges::keep_logo(CallContext& context, common::v1::Picture& logo) const {
    if (logo.url().empty()) co_return {};
    product::v1::KeepPicturesRequest request;
    *request.add_pictures() = logo;
    auto kept = co_await pictures_.KeepPictures(context, request);
    if (!kept && kept.error().code() != Code::invalid) co_return std::move(kept.error());
    if (kept && kept->pictures_size() == 1) {
        logo = std::move(*kept->mutable_pictures(0));
        co_return {};
    }
    co_return fail(invalid("logo.url", "must be a picture that was uploaded here"));
}

ShopChanges::Changed ShopChanges::write(postgres::Transaction& tx, const ShopRow& shop) const {
    auto written = co_await shops_.update(tx, shop);
    if (!written) co_return name_taken(std::move(written.error()));
    co_return *std::move(written);
}

ShopChanges::Changed ShopChanges::edit(postgres::Transaction& tx, std::int64_t owner_user_id,
                                       const v1::UpdateMyShopRequest& request) const {
    if (request.has_name()) co_await ok(check_name(request.name()));
    auto shop = co_await ok(shops_.lock_of(tx, owner_user_id));
    if (!shop) co_return no_such_shop();
    if (shop->standing.status == ShopState::closed) {
        co_return v1::reason::shop_state("The shop is closed for good.");
    }
    apply_details(request, *shop);
    if (!has_opened(shop->standing)) {
        if (request.has_name()) shop->name = request.name();
        if (request.has_logo()) set_logo(*shop, request.logo());
        co_return co_await write(tx, *shop);
    }
    ask(request, *shop, clock_.now());
    if (request.has_name() && !shop->pending.name.empty()) {
        const bool is_taken = co_await ok(shops_.is_name_taken(tx, shop->pending.name, shop->id));
        if (is_taken) co_return taken();
    }
    co_return co_await write(tx, *shop);
}

ShopChanges::Changed ShopChanges::lock_waiting(postgres::Transaction& tx, std::int64_t shop_id,
                                               std::string_view etag) const {
    auto shop = co_await ok(shops_.lock(tx, shop_id));
    if (!shop) co_return no_such_shop();
    if (etag != etag_of(shop->pending)) {
        co_return reason::etag_mismatch("The change is another one since you read it. Read it again.");
    }
    if (!shop->pending.at) co_return v1::reason::shop_state("No change of the shop waits.");
    co_return *std::move(shop);
}

ShopChanges::Changed ShopChanges::approve(postgres::Transaction& tx, std::int64_t shop_id,
                                          std::string_view etag) const {
    auto shop = co_await ok(lock_waiting(tx, shop_id, etag));
    if (!shop.pending.name.empty()) shop.name = shop.pending.name;
    if (!shop.pending.logo_url.empty()) {
        shop.logo_url = shop.pending.logo_url;
        shop.logo_width = shop.pending.logo_width;
        shop.logo_height = shop.pending.logo_height;
    }
    settle(shop.pending, "");
    co_return co_await write(tx, shop);
}

ShopChanges::Changed ShopChanges::reject(postgres::Transaction& tx, std::int64_t shop_id,
                                         std::string_view etag, std::string reason) const {
    auto shop = co_await ok(lock_waiting(tx, shop_id, etag));
    settle(shop.pending, std::move(reason));
    co_return co_await write(tx, shop);
}

}  // namespace ecommerce::user
