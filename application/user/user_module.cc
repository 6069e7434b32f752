// SPDX-License-Identifier: Apache-2.0
#include "application/user/user_module.h"

#include "application/user/app/bank_card_service.h"
#include "application/user/app/region_service.h"
#include "application/user/app/shop_service.h"
#include "application/user/app/user_address_service.h"
#include "application/user/app/user_admin_service.h"
#include "application/user/app/user_service.h"
#include "application/user/storage/user_checks.h"
#include "application/user/user_migrations.h"
#include "framework/config/configuration.h"

#include "diagnostics/v1/diagnostics_service.pb.h"

namespace ecommerce::user {

namespace {

using namespace std::chrono_literals;
using service::Need;

struct Settings {
    config::Secret bank_card_key;
    AttemptRules attempts;
};

Settings read(config::Section& section) {
    auto& attempts = section.section("password_attempts");
    return {
        .bank_card_key = section.key(
            "bank_card_key", {.help = "encrypts bank card numbers; losing it loses them", .required = true}),
        .attempts = {
            .per_account = attempts.integer<std::int64_t>(
                "per_account", 10,
                {.help = "wrong passwords of one account, and of one device that it knows; 0 is no limit",
                 .min = 0,
                 .max = 1'000'000}),
            .per_address = attempts.integer<std::int64_t>(
                "per_address", 1'000,
                {.help = "wrong passwords from one address; 0 is no limit", .min = 0, .max = 1'000'000}),
            .window = attempts.duration(
                "window", 15min, {.help = "how long until as many are forgiven", .min = 1s, .max = 24h})}};
}

class UserModule final : public service::Module {
public:
    UserModule(service::Environment& environment, const Settings& settings)
        : passwords_(environment.passwords),
          attempts_(environment.redis, environment.clock, settings.attempts),
          card_box_(settings.bank_card_key.reveal()),
          regions_(kRegionTable),
          users_(environment.database),
          addresses_(environment.database),
          cards_(environment.database),
          shops_(environment.database),
          checks_(environment.database),
          move_shop_(users_, shops_, environment.events, environment.clock),
          orders_(environment.client<order::v1::OrderServiceClient>()),
          open_orders_(shops_, orders_),
          close_account_(open_orders_, environment.database, users_, addresses_, cards_, move_shop_,
                         environment.events, environment.clock),
          user_service_(environment.database, users_, close_account_, passwords_, attempts_,
                        environment.events, environment.clock),
          admin_service_(environment.database, users_, close_account_, move_shop_, passwords_,
                         environment.events, environment.clock),
          address_service_(environment.database, addresses_, users_, regions_, environment.clock),
          card_service_(environment.database, cards_, users_, card_box_, environment.clock),
          pictures_(environment.client<product::v1::PictureServiceClient>()),
          shop_service_(environment.database, shops_, users_, move_shop_, pictures_, environment.clock),
          region_service_(regions_) {}

    std::vector<rpc::Endpoint*> endpoints() override {
        return {&user_endpoint_, &admin_endpoint_, &address_endpoint_,
                &card_endpoint_, &shop_endpoint_,  &region_endpoint_};
    }

    Task<Result<void>> check_invariants(CallContext& context,
                                        diagnostics::v1::CheckInvariantsResponse& response) override {
        return checks_.run(context, response);
    }

private:
    auth::PasswordHasher passwords_;
    PasswordAttempts attempts_;
    auth::SealedBox card_box_;
    Regions regions_;
    UserStore users_;
    AddressStore addresses_;
    BankCardStore cards_;
    ShopStore shops_;
    UserChecks checks_;
    MoveShop move_shop_;
    order::v1::OrderServiceClient orders_;
    OpenOrders open_orders_;
    CloseAccount close_account_;
    UserService user_service_;
    UserAdminService admin_service_;
    UserAddressService address_service_;
    BankCardService card_service_;
    product::v1::PictureServiceClient pictures_;
    ShopService shop_service_;
    RegionService region_service_;
    v1::UserServiceEndpoint user_endpoint_{user_service_};
    v1::UserAdminServiceEndpoint admin_endpoint_{admin_service_};
    v1::UserAddressServiceEndpoint address_endpoint_{address_service_};
    v1::BankCardServiceEndpoint card_endpoint_{card_service_};
    v1::ShopServiceEndpoint shop_endpoint_{shop_service_};
    v1::RegionServiceEndpoint region_endpoint_{region_service_};
};

std::unique_ptr<service::Module> make(service::Environment& environment) {
    return std::make_unique<UserModule>(environment, read(environment.config));
}

}  // namespace

const service::Definition kDefinition{
    .name = "user",
    .needs = {Need::database, Need::events, Need::key_value, Need::passwords},
    .apis = {v1::UserService::methods, v1::UserAdminService::methods, v1::UserAddressService::methods,
             v1::BankCardService::methods, v1::ShopService::methods, v1::RegionService::methods},
    .migrations = migrations,
    .make = make};

}  // namespace ecommerce::user
