// SPDX-License-Identifier: Apache-2.0
// What owners change of their shops. Buyers know a shop that has opened by its name and logo, so new ones wait for an
// administrator.
#pragma once

#include <string>
#include <string_view>

#include "application/user/storage/shop_store.h"

#include "product/v1/picture_service.rpc.h"
#include "user/v1/shop_service.pb.h"

namespace ecommerce::user {

// Stateless; any loop.
class ShopChanges {
public:
    ShopChanges(const ShopStore& shops, product::v1::PictureService& pictures, const runtime::Clock& clock)
        : shops_(shops), pictures_(pictures), clock_(clock) {}

    // Only pictures that were uploaded here can be shown. Error: invalid INVALID_FIELD.
    Task<Result<void>> check_logo(CallContext& context, const common::v1::Picture& logo) const;

    using Changed = Task<Result<ShopRow>>;
    // Written at once, or waiting. Errors: not_found; invalid for a name of nothing; precondition SHOP_STATE,
    // SHOP_NAME_TAKEN.
    Changed edit(postgres::Transaction& tx, std::int64_t owner_user_id,
                 const v1::UpdateMyShopRequest& request) const;
    // Errors: not_found; precondition SHOP_STATE when nothing waits, SHOP_NAME_TAKEN; conflict ETAG_MISMATCH.
    Changed approve(postgres::Transaction& tx, std::int64_t shop_id, std::string_view etag) const;
    Changed reject(postgres::Transaction& tx, std::int64_t shop_id, std::string_view etag,
                   std::string reason) const;

private:
    Changed lock_waiting(postgres::Transaction& tx, std::int64_t shop_id, std::string_view etag) const;
    Changed write(postgres::Transaction& tx, const ShopRow& shop) const;

    const ShopStore& shops_;
    product::v1::PictureService& pictures_;
    const runtime::Clock& clock_;
};

// Names are unique as people see them; other errors pass.
Error name_taken(Error error);
// Nothing to see is no name. Error: invalid INVALID_FIELD.
Result<void> check_name(std::string_view name);

}  // namespace ecommerce::user
