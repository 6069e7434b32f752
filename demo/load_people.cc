// SPDX-License-Identifier: Apache-2.0
#include "demo/loader.h"

namespace ecommerce::demo_data {

namespace {

// Bootstraps: the first administrator cannot be made by one.
constexpr Person kFounder{.user_id = 1, .roles = RoleSet().with(Role::admin)};

Person person_of(const user::v1::User& user) {
    Person person{.user_id = user.id(), .shop_id = user.shop_id()};
    for (const auto role : user.roles()) person.roles = person.roles.with(Role(role));
    return person;
}

Task<void> ensure_customer(Stage& stage, std::string email, std::string nickname, Person& out) {
    if (auto found = co_await find_person(stage, email)) {
        out = *found;
        co_return;
    }
    user::v1::AddUserRequest request;
    request.set_email(email);
    request.set_password(kPassword);
    request.set_nickname(nickname);
    request.add_roles(options::v1::ROLE_CUSTOMER);
    request.set_email_confirmed(true);  // nobody reads mails there
    auto context = Stage::as(kFounder);
    out = person_of(must(co_await stage.founding.AddUser(context, request), email).user());
}

Task<void> ensure_addresses(Stage& stage, std::size_t customer) {
    const auto& person = stage.customers[customer];
    auto context = Stage::as(person);
    auto list = must(co_await stage.addresses.ListAddresses(context, {}), "addresses");
    const std::size_t wanted = customer == 0 ? 3 : 1 + customer % 2;
    for (auto number = std::size_t(list.addresses_size()); number < wanted; ++number) {
        const auto& plan = stage.data.people.address_of(customer, number);
        user::v1::CreateAddressRequest request;
        request.set_recipient(stage.data.people.customers()[customer]);
        request.set_phone(phone_of(customer));
        request.set_country_code("CN");
        request.set_province(plan.province);
        request.set_city(plan.city);
        request.set_district(plan.district);
        request.set_street(plan.street);
        request.set_postal_code(plan.postal_code);
        request.set_tag(number == 0 ? "家" : number == 1 ? "公司" : "父母家");
        request.set_is_default(number == 0);
        auto call = Stage::as(person);
        must(co_await stage.addresses.CreateAddress(call, request), "an address");
    }
    auto again = Stage::as(person);
    list = must(co_await stage.addresses.ListAddresses(again, {}), "addresses");
    stage.address_ids[customer] = list.addresses(0).id();
}

// An application gets its logo before it is decided on: later ones would wait for an administrator.
Task<user::v1::ManagedShop> with_logo(Stage& stage, std::size_t number) {
    const auto& plan = stage.data.people.shops()[number];
    const auto& sells = stage.data.catalogue.shelf_of(plan.sells.front());
    auto logo = stage.data.pictures.logo(number, sells.thing);
    user::v1::UpdateMyShopRequest update;
    update.mutable_logo()->set_url("/pictures/" + logo.name);
    update.mutable_logo()->set_width(kPictureSide);
    update.mutable_logo()->set_height(kPictureSide);
    update.mutable_logo()->set_alt(plan.name);
    must(co_await stage.keep(std::move(logo)), "a logo");
    auto context = Stage::as(stage.owners[number]);
    co_return must(co_await stage.shops.UpdateMyShop(context, update), "a logo").shop();
}

Task<void> ensure_shop(Stage& stage, std::size_t number) {
    const auto& plan = stage.data.people.shops()[number];
    auto& owner = stage.owners[number];
    auto look = Stage::as(owner);
    auto mine = co_await stage.shops.GetMyShop(look, {});
    if (!mine) {
        user::v1::ApplyForShopRequest request;
        request.set_name(plan.name);
        request.set_description(plan.description);
        request.set_province(plan.province);
        request.set_city(plan.city);
        request.set_contact_name(plan.owner);
        request.set_contact_phone(phone_of(100 + number));
        auto apply = Stage::as(owner);
        auto applied = must(co_await stage.shops.ApplyForShop(apply, request), request.name());
        mine = user::v1::GetMyShopResponse();
        *mine->mutable_shop() = std::move(*applied.mutable_shop());
    }
    if (mine->shop().status() == user::v1::SHOP_STATUS_PENDING) {
        *mine->mutable_shop() = co_await with_logo(stage, number);
        user::v1::ApproveShopRequest approve;
        approve.set_id(mine->shop().shop().id());
        approve.set_etag(mine->shop().etag());
        auto context = Stage::as(stage.admin);
        must(co_await stage.shops.ApproveShop(context, approve), "opening a shop");
    }
    owner.shop_id = mine->shop().shop().id();
    owner.roles = owner.roles.with(Role::seller);
}

Task<void> ensure_admin(Stage& stage, std::string email, std::string password, Person& out,
                        Timestamp& created_at) {
    if (auto found = co_await find_person(stage, email, &created_at)) {
        out = *found;
        co_return;
    }
    user::v1::AddUserRequest request;
    request.set_email(email);
    request.set_password(password);
    request.set_nickname("平台运营");
    request.add_roles(options::v1::ROLE_ADMIN);
    request.set_email_confirmed(true);
    auto context = Stage::as(kFounder);
    out = person_of(must(co_await stage.founding.AddUser(context, request), email).user());
    created_at = stage.clock.now();
}

}  // namespace

Task<std::optional<Person>> find_person(Stage& stage, std::string email, Timestamp* created_at) {
    user::v1::ListUsersRequest request;
    request.set_query(email);
    auto context = Stage::as(kFounder);
    auto found = must(co_await stage.user_admin.ListUsers(context, request), "looking for accounts");
    for (const auto& user : found.users()) {
        if (user.email() != email) continue;
        if (created_at) *created_at = rpc::to_time(user.created_at());
        co_return person_of(user);
    }
    co_return std::nullopt;
}

// The operator approves everything during the story; nobody knows its password.
void load_operator(Stage& stage, Timestamp& created_at) {
    stage.host.loops().run_blocking(
        0, ensure_admin(stage, "operator@demo.shop", auth::random_id(), stage.admin, created_at));
}

void load_accounts(Stage& stage) {
    const auto& shops = stage.data.people.shops();
    const auto& customers = stage.data.people.customers();
    stage.owners.resize(shops.size());
    stage.customers.resize(customers.size());
    stage.address_ids.resize(customers.size());
    stage.each(shops.size(), [&](std::size_t i) {
        return ensure_customer(stage, shop_email(i), shops[i].owner, stage.owners[i]);
    });
    stage.each(customers.size(), [&](std::size_t i) {
        return ensure_customer(stage, customer_email(i), customers[i], stage.customers[i]);
    });
    stage.each(customers.size(), [&](std::size_t i) { return ensure_addresses(stage, i); });
    stage.each(shops.size(), [&](std::size_t i) { return ensure_shop(stage, i); });
    stage.settle();
}

void load_admin(Stage& stage) {
    Person admin;
    Timestamp created_at;
    stage.host.loops().run_blocking(0, ensure_admin(stage, "admin@demo.shop", kPassword, admin, created_at));
}

}  // namespace ecommerce::demo_data
