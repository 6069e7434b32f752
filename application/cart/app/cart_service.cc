// SPDX-License-Identifier: Apache-2.0
#include "application/cart/app/cart_service.h"

#include <algorithm>

#include "application/cart/app/owner.h"
#include "application/cart/domain/limits.h"
#include "framework/auth/digest.h"
#include "framework/auth/random_id.h"
#include "framework/call/reasons.h"

#include "cart/v1/error_reason.rpc.h"

namespace ecommerce::cart {

namespace {

using Done = Task<Result<void>>;

Error off_shelf(std::int64_t sku_id) {
    return v1::reason::sku_off_shelf("This article is not on sale.").with("sku_id", std::to_string(sku_id));
}

Error out_of_stock(std::int64_t sku_id, std::int64_t left) {
    return v1::reason::out_of_stock("Fewer are left than you asked for.")
        .with("sku_id", std::to_string(sku_id))
        .with("left", std::to_string(std::max<std::int64_t>(left, 0)));
}

Error cart_full() {
    return v1::reason::cart_full("The cart is full.").with("lines_max", std::to_string(kLinesMax));
}

Error too_many() {
    return v1::reason::quantity_limit("A line holds at most 999 units.")
        .with("quantity_max", std::to_string(kQuantityMax));
}

Error no_such_line() {
    return reason::not_found("This article is not in the cart.");
}

// Puts `wanted` more units of a SKU on top of what the cart holds of it.
Result<LineRow> line_to_put(const std::vector<LineRow>& lines, const product::v1::SkuInfo& sku, int wanted,
                            Timestamp now) {
    const auto same = std::ranges::find(lines, sku.sku_id(), &LineRow::sku_id);
    const int had = same == lines.end() ? 0 : same->quantity;
    if (same == lines.end() && lines.size() >= std::size_t(kLinesMax)) return fail(cart_full());
    if (had + wanted > kQuantityMax) return fail(too_many());
    if (had + wanted > sku.available()) return fail(out_of_stock(sku.sku_id(), sku.available()));
    return LineRow{.sku_id = sku.sku_id(),
                   .quantity = had + wanted,
                   .selected = true,
                   .added_price_minor = sku.price().minor_units(),
                   .currency_code = sku.price().currency_code(),
                   .added_at = now,
                   .product_name = sku.product_name()};
}

void fill(google::protobuf::RepeatedPtrField<v1::LeftOutLine>& out, const std::vector<LineRow>& lines) {
    for (const auto& line : lines) {
        auto& each = *out.Add();
        each.set_sku_id(line.sku_id);
        each.set_product_name(line.product_name);
        each.set_quantity(std::uint32_t(line.quantity));
    }
}

}  // namespace

Task<Result<CartService::Owner>> CartService::owner(CallContext& context) {
    Owner owner{.name = owner_of(context), .left_out = {}};
    if (context.principal.signed_in() && !context.guest_token.empty()) {
        const auto guest = guest_owner(auth::guest_id(context.guest_token));
        auto merged = co_await ok(merge_(context, guest, context.principal.user_id));
        owner.left_out = std::move(merged.left_out);
    }
    co_return owner;
}

template <typename Response>
Response CartService::respond(v1::Cart cart, const Owner& owner, Response response,
                              const std::string& new_guest) {
    fill(*cart.mutable_left_out(), owner.left_out);
    cart.set_guest_token(new_guest);
    *response.mutable_cart() = std::move(cart);
    return response;
}

template <typename Response>
Task<Result<Response>> CartService::answer(CallContext& context, Owner owner, Response response,
                                           std::string new_guest) {
    auto cart = co_await ok(view_(context, owner.name));
    co_return respond(std::move(cart), owner, std::move(response), new_guest);
}

Task<Result<v1::GetCartResponse>> CartService::GetCart(CallContext& context, const v1::GetCartRequest&) {
    auto whose = co_await ok(owner(context));
    co_return co_await answer(context, whose, v1::GetCartResponse());
}

Task<Result<v1::CountCartResponse>> CartService::CountCart(CallContext& context,
                                                           const v1::CountCartRequest&) {
    auto whose = co_await ok(owner(context));
    v1::CountCartResponse response;
    if (whose.name.empty()) co_return response;
    fill(*response.mutable_left_out(), whose.left_out);
    auto counts = co_await ok(carts_.count(context, whose.name));
    response.set_line_count(std::uint32_t(counts.lines));
    response.set_quantity(std::uint32_t(counts.units));
    co_return response;
}

Task<Result<v1::ClearCartResponse>> CartService::ClearCart(CallContext& context,
                                                           const v1::ClearCartRequest& request) {
    auto whose = co_await ok(owner(context));
    std::vector<std::int64_t> gone;
    if (request.off_shelf_only()) {
        auto before = co_await ok(view_(context, whose.name));
        for (const auto& shop : before.shops()) {
            for (const auto& line : shop.lines()) {
                if (std::ranges::find(line.problems(), v1::LINE_PROBLEM_OFF_SHELF) != line.problems().end()) {
                    gone.push_back(line.sku_id());
                }
            }
        }
    }
    auto body = [&](postgres::Transaction& tx) -> Done {
        auto id = co_await ok(carts_.lock_existing(tx, whose.name));
        if (!id) co_return {};
        if (request.off_shelf_only()) {
            carts_.remove(tx, *id, gone);
        } else {
            carts_.clear(tx, *id);
        }
        co_return {};
    };
    co_await ok(transact_(context, std::move(body)));
    co_return co_await answer(context, whose, v1::ClearCartResponse());
}

Task<Result<v1::AddItemResponse>> CartService::AddItem(CallContext& context,
                                                       const v1::AddItemRequest& request) {
    auto whose = co_await ok(owner(context));
    std::vector<std::int64_t> ids{request.sku_id()};
    auto skus = co_await ok(view_.skus(context, ids));
    const auto sku = skus.find(request.sku_id());
    if (sku == skus.end() || !sku->second.on_sale()) co_return off_shelf(request.sku_id());

    std::string new_guest;
    if (whose.name.empty()) {
        new_guest = auth::random_id();
        whose.name = guest_owner(auth::guest_id(new_guest));
    }
    const auto wanted = int(request.quantity());
    const auto line = co_await ok(line_to_put({}, sku->second, wanted, clock_.now()));
    const auto most = std::min<std::int64_t>(sku->second.available(), kQuantityMax);
    std::optional<CartStore::Adding> adding;
    const auto refusal = [&](const CartStore::Added& added) -> Result<void> {
        if (added.done) return {};
        auto put = line_to_put(added.lines, sku->second, wanted, clock_.now());
        return fail(put ? cart_full() : std::move(put).error());
    };
    auto body = [&](postgres::Transaction& tx) -> Done {
        adding = carts_.add(tx, whose.name, line, most, clock_.now());
        // Under a key the COMMIT records an effect, which a refusal is not.
        if (!context.key_claim) co_return {};
        co_await ok(tx.flush());
        co_return refusal(carts_.read(*adding));
    };
    co_await ok(transact_(context, std::move(body)));
    const auto added = carts_.read(*adding);
    co_await ok(refusal(added));
    auto cart = co_await ok(view_.show(context, added.lines, std::move(skus)));
    co_return respond(std::move(cart), whose, v1::AddItemResponse(), new_guest);
}

Task<Result<v1::AddItemsResponse>> CartService::AddItems(CallContext& context,
                                                         const v1::AddItemsRequest& request) {
    auto whose = co_await ok(owner(context));
    std::vector<std::int64_t> ids;
    for (const auto& item : request.items()) ids.push_back(item.sku_id());
    std::ranges::sort(ids);
    ids.erase(std::ranges::unique(ids).begin(), ids.end());
    auto skus = co_await ok(view_.skus(context, ids));

    v1::AddItemsResponse response;
    std::string new_guest;
    if (whose.name.empty()) {
        new_guest = auth::random_id();
        whose.name = guest_owner(auth::guest_id(new_guest));
    }
    auto body = [&](postgres::Transaction& tx) -> Done {
        response.clear_skipped_sku_ids();
        auto id = co_await ok(carts_.lock(tx, whose.name, clock_.now()));
        auto lines = co_await ok(carts_.lines(tx, id));
        for (const auto& item : request.items()) {
            const auto sku = skus.find(item.sku_id());
            const bool on_sale = sku != skus.end() && sku->second.on_sale();
            const auto same = std::ranges::find(lines, item.sku_id(), &LineRow::sku_id);
            const auto had = same == lines.end() ? 0 : same->quantity;
            const auto room =
                on_sale ? std::min<std::int64_t>(sku->second.available(), kQuantityMax) - had : 0;
            const auto wanted = int(std::min<std::int64_t>(item.quantity(), room));
            auto line =
                wanted > 0 ? line_to_put(lines, sku->second, wanted, clock_.now()) : fail(cart_full());
            if (!line) {
                response.add_skipped_sku_ids(item.sku_id());
                continue;
            }
            carts_.put(tx, id, *line);
            if (same == lines.end()) {
                lines.push_back(*std::move(line));
            } else {
                *same = *std::move(line);
            }
        }
        co_return {};
    };
    co_await ok(transact_(context, std::move(body)));
    co_return co_await answer(context, whose, std::move(response), new_guest);
}

Task<Result<v1::UpdateItemResponse>> CartService::UpdateItem(CallContext& context,
                                                             const v1::UpdateItemRequest& request) {
    auto whose = co_await ok(owner(context));
    std::vector<std::int64_t> ids{request.sku_id()};
    if (request.has_quantity()) {
        auto skus = co_await ok(view_.skus(context, ids));
        const auto sku = skus.find(request.sku_id());
        if (sku == skus.end() || !sku->second.on_sale()) co_return off_shelf(request.sku_id());
        if (request.quantity() > sku->second.available()) {
            co_return out_of_stock(request.sku_id(), sku->second.available());
        }
    }
    auto body = [&](postgres::Transaction& tx) -> Done {
        auto id = co_await ok(carts_.lock_existing(tx, whose.name));
        if (!id) co_return no_such_line();
        auto lines = co_await ok(carts_.lines(tx, *id));
        if (std::ranges::find(lines, request.sku_id(), &LineRow::sku_id) == lines.end()) {
            co_return no_such_line();
        }
        if (request.has_quantity()) carts_.set_quantity(tx, *id, request.sku_id(), int(request.quantity()));
        if (request.has_selected()) carts_.select(tx, *id, ids, request.selected());
        co_return {};
    };
    co_await ok(transact_(context, std::move(body)));
    co_return co_await answer(context, whose, v1::UpdateItemResponse());
}

template <typename Response>
Task<Result<Response>> CartService::remove(CallContext& context, std::vector<std::int64_t> sku_ids) {
    auto whose = co_await ok(owner(context));
    auto body = [&](postgres::Transaction& tx) -> Done {
        auto id = co_await ok(carts_.lock_existing(tx, whose.name));
        if (id) carts_.remove(tx, *id, sku_ids);
        co_return {};
    };
    co_await ok(transact_(context, std::move(body)));
    co_return co_await answer(context, whose, Response());
}

Task<Result<v1::RemoveItemResponse>> CartService::RemoveItem(CallContext& context,
                                                             const v1::RemoveItemRequest& request) {
    return remove<v1::RemoveItemResponse>(context, {request.sku_id()});
}

Task<Result<v1::RemoveItemsResponse>> CartService::RemoveItems(CallContext& context,
                                                               const v1::RemoveItemsRequest& request) {
    return remove<v1::RemoveItemsResponse>(context, {request.sku_ids().begin(), request.sku_ids().end()});
}

Task<Result<v1::SelectItemsResponse>> CartService::SelectItems(CallContext& context,
                                                               const v1::SelectItemsRequest& request) {
    auto whose = co_await ok(owner(context));
    const std::vector<std::int64_t> ids(request.sku_ids().begin(), request.sku_ids().end());
    auto body = [&](postgres::Transaction& tx) -> Done {
        auto id = co_await ok(carts_.lock_existing(tx, whose.name));
        if (id) carts_.select(tx, *id, ids, request.selected());
        co_return {};
    };
    co_await ok(transact_(context, std::move(body)));
    co_return co_await answer(context, whose, v1::SelectItemsResponse());
}

Task<Result<v1::GetSelectedLinesResponse>> CartService::GetSelectedLines(
    CallContext& context, const v1::GetSelectedLinesRequest& request) {
    auto lines = co_await ok(carts_.list(context, account_owner(request.user_id())));
    v1::GetSelectedLinesResponse response;
    for (const auto& line : lines) {
        if (!line.selected) continue;
        auto& out = *response.add_lines();
        out.set_sku_id(line.sku_id);
        out.set_quantity(std::uint32_t(line.quantity));
    }
    co_return response;
}

Task<Result<v1::TakeLinesResponse>> CartService::TakeLines(CallContext& context,
                                                           const v1::TakeLinesRequest& request) {
    const auto lines = co_await ok(taken_.take(context, request.user_id(), request.checkout_id()));
    v1::TakeLinesResponse response;
    for (const auto& line : lines) {
        auto& out = *response.add_lines();
        out.set_sku_id(line.sku_id);
        out.set_quantity(std::uint32_t(line.quantity));
        response.set_taken_before(line.again);
    }
    co_return response;
}

Task<Result<v1::ReturnLinesResponse>> CartService::ReturnLines(CallContext& context,
                                                               const v1::ReturnLinesRequest& request) {
    co_await ok(taken_.put_back(context, request.user_id(), request.checkout_id()));
    co_return v1::ReturnLinesResponse();
}

Task<Result<v1::RemoveLinesResponse>> CartService::RemoveLines(CallContext& context,
                                                               const v1::RemoveLinesRequest& request) {
    co_await ok(taken_.forget(context, request.user_id(), request.checkout_id()));
    co_return v1::RemoveLinesResponse();
}

Task<Result<v1::MergeGuestCartResponse>> CartService::MergeGuestCart(
    CallContext& context, const v1::MergeGuestCartRequest& request) {
    const auto guest = guest_owner(auth::guest_id(request.guest_token()));
    const auto merged = co_await ok(merge_(context, guest, request.user_id()));
    v1::MergeGuestCartResponse response;
    response.set_moved_lines(std::uint32_t(merged.moved));
    fill(*response.mutable_left_out(), merged.left_out);
    co_return response;
}

}  // namespace ecommerce::cart
