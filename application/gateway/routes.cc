// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/routes.h"

#include "auth/v1/auth_service.rpc.h"
#include "cart/v1/cart_service.rpc.h"
#include "category/v1/category_service.rpc.h"
#include "checkout/v1/checkout_service.rpc.h"
#include "events/v1/events_service.rpc.h"
#include "order/v1/order_admin_service.rpc.h"
#include "order/v1/order_service.rpc.h"
#include "order/v1/shop_order_service.rpc.h"
#include "payment/v1/payment_service.rpc.h"
#include "payment/v1/sandbox_cashier_service.rpc.h"
#include "product/v1/inventory_service.rpc.h"
#include "product/v1/picture_service.rpc.h"
#include "product/v1/product_admin_service.rpc.h"
#include "product/v1/product_service.rpc.h"
#include "product/v1/shop_product_service.rpc.h"
#include "user/v1/bank_card_service.rpc.h"
#include "user/v1/region_service.rpc.h"
#include "user/v1/shop_service.rpc.h"
#include "user/v1/user_address_service.rpc.h"
#include "user/v1/user_admin_service.rpc.h"
#include "user/v1/user_service.rpc.h"

namespace ecommerce::gateway {

const std::vector<Upstream>& upstreams() {
    static const std::vector<Upstream> all{
        {"auth", auth::v1::AuthService::methods()},
        {"cart", cart::v1::CartService::methods()},
        {"category", category::v1::CategoryService::methods()},
        {"checkout", checkout::v1::CheckoutService::methods()},
        {"order", order::v1::OrderService::methods()},
        {"order", order::v1::ShopOrderService::methods()},
        {"order", order::v1::OrderAdminService::methods()},
        {"payment", payment::v1::PaymentService::methods()},
        {"payment", payment::v1::SandboxCashierService::methods()},
        {"product", product::v1::ProductService::methods()},
        {"product", product::v1::ShopProductService::methods()},
        {"product", product::v1::ProductAdminService::methods()},
        {"product", product::v1::InventoryService::methods()},
        {"product", product::v1::PictureService::methods()},
        {"user", user::v1::UserService::methods()},
        {"user", user::v1::UserAdminService::methods()},
        {"user", user::v1::UserAddressService::methods()},
        {"user", user::v1::BankCardService::methods()},
        {"user", user::v1::ShopService::methods()},
        {"user", user::v1::RegionService::methods()},
        {"", events::v1::EventsService::methods()},
    };
    return all;
}

}  // namespace ecommerce::gateway
