// SPDX-License-Identifier: Apache-2.0
// Moves shops through their life, with the news of it in the same transaction: ShopClosed and ShopReopened are versioned
// by the shop's row. The owner's account is always locked before the shop.
#pragma once

#include <string>
#include <string_view>

#include "application/user/storage/shop_store.h"
#include "application/user/storage/user_store.h"
#include "framework/events/publisher.h"

namespace ecommerce::user {

// Stateless; any loop.
class MoveShop {
public:
    MoveShop(const UserStore& users, const ShopStore& shops, events::Publisher& events,
             const runtime::Clock& clock)
        : users_(users), shops_(shops), events_(events), clock_(clock) {}

    // What an administrator decides on, as it was read. Without an etag: the first application as it was sent.
    struct Decision {
        std::int64_t shop_id;
        std::int64_t owner_user_id;
        std::string_view etag;
    };
    // Errors: not_found; precondition SHOP_STATE; conflict ETAG_MISMATCH.
    using Decided = Task<Result<ShopRow>>;
    Decided approve(postgres::Transaction& tx, CallContext& context, const Decision& on) const;
    Decided reject(postgres::Transaction& tx, const Decision& on, std::string reason) const;
    Decided close(postgres::Transaction& tx, CallContext& context, const Decision& on,
                  std::string reason) const;
    Decided close_for_good(postgres::Transaction& tx, CallContext& context, const Decision& on,
                           std::string reason) const;
    Decided reopen(postgres::Transaction& tx, CallContext& context, const Decision& on) const;

    // With the owner's account, which this transaction has locked. Without a shop, or one to move, nothing happens.
    Task<Result<void>> freeze(postgres::Transaction& tx, CallContext& context,
                              std::int64_t owner_user_id) const;
    Task<Result<void>> unfreeze(postgres::Transaction& tx, CallContext& context,
                                std::int64_t owner_user_id) const;
    // Erases it too. Gives the shop's id; 0: there was none.
    Task<Result<std::int64_t>> close_with_account(postgres::Transaction& tx, CallContext& context,
                                                  std::int64_t owner_user_id) const;

private:
    struct Locked {
        UserRow owner;
        ShopRow shop;
    };
    Task<Result<Locked>> lock(postgres::Transaction& tx, const Decision& on) const;
    Decided decide(postgres::Transaction& tx, const ShopRow& shop, std::string_view etag,
                   const Moved& to) const;
    // A move that may have nothing to do.
    Task<Result<void>> follow(postgres::Transaction& tx, CallContext& context, const ShopRow& before,
                              const Moved& to) const;
    Task<Result<void>> set_seller(postgres::Transaction& tx, CallContext& context, const UserRow& owner,
                                  RoleSet roles, std::int64_t shop_id) const;
    void tell(postgres::Transaction& tx, CallContext& context, const Standing& before,
              const ShopRow& now) const;

    const UserStore& users_;
    const ShopStore& shops_;
    events::Publisher& events_;
    const runtime::Clock& clock_;
};

}  // namespace ecommerce::user
