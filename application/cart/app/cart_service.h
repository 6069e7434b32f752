// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/cart/app/cart_view.h"
#include "application/cart/app/merge_guest_cart.h"
#include "application/cart/app/taken_lines.h"
#include "framework/postgres/transactor.h"

#include "cart/v1/cart_service.rpc.h"

namespace ecommerce::cart {

// Implements the contract's CartService. Stateless; any loop.
class CartService final : public v1::CartService {
public:
    struct Needs {
        postgres::Transactor transact;
        CartStore& carts;
        const CartView& view;
        const cart::MergeGuestCart& merge;
        const TakenLines& taken;
        const runtime::Clock& clock;
    };
    explicit CartService(const Needs& needs)
        : transact_(needs.transact),
          carts_(needs.carts),
          view_(needs.view),
          merge_(needs.merge),
          taken_(needs.taken),
          clock_(needs.clock) {}

    Task<Result<v1::GetCartResponse>> GetCart(CallContext& context,
                                              const v1::GetCartRequest& request) override;
    Task<Result<v1::CountCartResponse>> CountCart(CallContext& context,
                                                  const v1::CountCartRequest& request) override;
    Task<Result<v1::ClearCartResponse>> ClearCart(CallContext& context,
                                                  const v1::ClearCartRequest& request) override;
    Task<Result<v1::AddItemResponse>> AddItem(CallContext& context,
                                              const v1::AddItemRequest& request) override;
    Task<Result<v1::AddItemsResponse>> AddItems(CallContext& context,
                                                const v1::AddItemsRequest& request) override;
    Task<Result<v1::UpdateItemResponse>> UpdateItem(CallContext& context,
                                                    const v1::UpdateItemRequest& request) override;
    Task<Result<v1::RemoveItemResponse>> RemoveItem(CallContext& context,
                                                    const v1::RemoveItemRequest& request) override;
    Task<Result<v1::RemoveItemsResponse>> RemoveItems(CallContext& context,
                                                      const v1::RemoveItemsRequest& request) override;
    Task<Result<v1::SelectItemsResponse>> SelectItems(CallContext& context,
                                                      const v1::SelectItemsRequest& request) override;
    Task<Result<v1::GetSelectedLinesResponse>> GetSelectedLines(
        CallContext& context, const v1::GetSelectedLinesRequest& request) override;
    Task<Result<v1::TakeLinesResponse>> TakeLines(CallContext& context,
                                                  const v1::TakeLinesRequest& request) override;
    Task<Result<v1::ReturnLinesResponse>> ReturnLines(CallContext& context,
                                                      const v1::ReturnLinesRequest& request) override;
    Task<Result<v1::RemoveLinesResponse>> RemoveLines(CallContext& context,
                                                      const v1::RemoveLinesRequest& request) override;
    Task<Result<v1::MergeGuestCartResponse>> MergeGuestCart(
        CallContext& context, const v1::MergeGuestCartRequest& request) override;

private:
    // Takes lines out of the caller's cart; `Response` has the cart.
    template <typename Response>
    Task<Result<Response>> remove(CallContext& context, std::vector<std::int64_t> sku_ids);

    struct Owner {
        std::string name;               // as of owner.h
        std::vector<LineRow> left_out;  // of the guest's cart that was joined to it
    };
    // The caller's cart; a guest's that is still to be joined to the account's is joined first.
    Task<Result<Owner>> owner(CallContext& context);

    template <typename Response>
    static Response respond(v1::Cart cart, const Owner& owner, Response response,
                            const std::string& new_guest);
    // Every change answers with the whole cart as it is now.
    template <typename Response>
    Task<Result<Response>> answer(CallContext& context, Owner owner, Response response,
                                  std::string new_guest = {});

    postgres::Transactor transact_;
    CartStore& carts_;
    const CartView& view_;
    const cart::MergeGuestCart& merge_;
    const TakenLines& taken_;
    const runtime::Clock& clock_;
};

}  // namespace ecommerce::cart
