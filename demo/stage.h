// SPDX-License-Identifier: Apache-2.0
// What the loader plays on: the services' clients, the people it calls as, and the clock.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "demo/crew.h"
#include "demo/data.h"
#include "demo/moving_clock.h"
#include "framework/files/local_files.h"
#include "framework/rpc/channels.h"
#include "framework/service/host.h"

#include "category/v1/category_service.rpc.h"
#include "checkout/v1/checkout_service.rpc.h"
#include "order/v1/order_service.rpc.h"
#include "order/v1/shop_order_service.rpc.h"
#include "payment/v1/payment_service.rpc.h"
#include "payment/v1/sandbox_cashier_service.rpc.h"
#include "product/v1/freight_service.rpc.h"
#include "product/v1/product_admin_service.rpc.h"
#include "product/v1/product_service.rpc.h"
#include "product/v1/shop_product_service.rpc.h"
#include "review/v1/question_service.rpc.h"
#include "review/v1/review_admin_service.rpc.h"
#include "review/v1/review_service.rpc.h"
#include "review/v1/shop_review_service.rpc.h"
#include "search/v1/search_admin_service.rpc.h"
#include "user/v1/shop_service.rpc.h"
#include "user/v1/user_address_service.rpc.h"
#include "user/v1/user_admin_service.rpc.h"
#include "user/v1/user_service.rpc.h"

namespace ecommerce::demo_data {

struct Person {
    std::int64_t user_id = 0;
    std::int64_t shop_id = 0;
    RoleSet roles;
};

// The answer, or an exception that says which step was refused and why.
template <typename T>
T must(Result<T> result, const std::string& step) {
    if (result) return *std::move(result);
    throw std::runtime_error("The demo data could not be made (" + step + "): " + result.error().reason() +
                             ", " + result.error().message());
}

class Stage {
public:
    Stage(service::Host& host, MovingClock& clock, const Data& data, const std::string& pictures_folder);

    // A call as this person makes it; the key is the Idempotency-Key.
    static CallContext as(const Person& person, std::string key = {});
    void each(std::size_t count, const Crew::Job& job) { Crew::run(host.loops(), count, job); }

    Task<Result<void>> keep(Picture picture);

    // Moves the clock, lets everything that is due by then happen, and waits for it. Blocks, not on a loop.
    void move_to(Timestamp time);
    void settle();
    // Days before the end of the story.
    Timestamp days_ago(double days) const;

    service::Host& host;
    MovingClock& clock;
    const Data& data;
    const std::unique_ptr<rpc::Channels> channels;      // the edge's: people call through it
    const std::unique_ptr<rpc::Channels> own_channels;  // calls of the loader itself
    files::LocalFiles pictures;                         // where the product service keeps them
    user::v1::UserServiceClient users;
    user::v1::UserAdminServiceClient user_admin;
    user::v1::UserAdminServiceClient founding;  // of administrators, whom no administrator can make yet
    user::v1::UserAddressServiceClient addresses;
    user::v1::ShopServiceClient shops;
    category::v1::CategoryServiceClient categories;
    product::v1::ShopProductServiceClient shop_products;
    product::v1::ShopFreightServiceClient shop_freight;
    product::v1::ProductAdminServiceClient product_admin;
    product::v1::ProductServiceClient products;
    checkout::v1::CheckoutServiceClient checkout;
    order::v1::OrderServiceClient orders;
    order::v1::ShopOrderServiceClient shop_orders;
    payment::v1::PaymentServiceClient payments;
    payment::v1::SandboxCashierServiceClient cashier;
    review::v1::ReviewServiceClient reviews;
    review::v1::ShopReviewServiceClient shop_reviews;
    review::v1::QuestionServiceClient questions;
    review::v1::ReviewAdminServiceClient review_admin;
    search::v1::SearchAdminServiceClient search_admin;

    Timestamp end{};  // of the story: the present of its first run
    Person admin;
    std::vector<Person> owners;  // one for each shop
    std::vector<Person> customers;
    std::vector<std::int64_t> address_ids;  // the default one of each customer
};

}  // namespace ecommerce::demo_data
