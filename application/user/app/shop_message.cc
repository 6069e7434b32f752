// SPDX-License-Identifier: Apache-2.0
#include "application/user/app/shop_message.h"

#include "framework/rpc/messages.h"

namespace ecommerce::user {

v1::Shop to_public(const ShopRow& shop) {
    v1::Shop message;
    message.set_id(shop.id);
    message.set_name(shop.name);
    message.set_description(shop.description);
    if (!shop.logo_url.empty()) {
        message.mutable_logo()->set_url(shop.logo_url);
        message.mutable_logo()->set_width(shop.logo_width);
        message.mutable_logo()->set_height(shop.logo_height);
        message.mutable_logo()->set_alt(shop.name);
    }
    message.set_province(shop.province);
    message.set_city(shop.city);
    if (has_opened(shop.standing) && shop.standing.decided_at) {
        rpc::set_time(*message.mutable_opened_at(), *shop.standing.decided_at);
    }
    return message;
}

v1::ManagedShop to_message(const ShopRow& shop) {
    const auto& standing = shop.standing;
    v1::ManagedShop message;
    *message.mutable_shop() = to_public(shop);
    message.set_status(v1::ShopStatus(standing.status));
    message.set_owner_user_id(shop.owner_user_id);
    message.set_contact_name(shop.contact_name);
    message.set_contact_phone(shop.contact_phone);
    message.set_reject_reason(standing.reject_reason);
    rpc::set_time(*message.mutable_applied_at(), shop.applied_at);
    if (standing.decided_at) rpc::set_time(*message.mutable_decided_at(), *standing.decided_at);
    message.set_etag(etag_of(shop));
    if (standing.owner_frozen) message.add_suspensions(v1::SHOP_SUSPENSION_OWNER_FROZEN);
    if (standing.closed_by_admin) message.add_suspensions(v1::SHOP_SUSPENSION_ADMINISTRATOR);
    message.set_close_reason(standing.close_reason);
    if (standing.closed_at) rpc::set_time(*message.mutable_closed_at(), *standing.closed_at);
    return message;
}

std::string etag_of(const ShopRow& shop) {
    return "v" + std::to_string(shop.version);
}

}  // namespace ecommerce::user
