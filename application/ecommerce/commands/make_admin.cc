// SPDX-License-Identifier: Apache-2.0
// The first administrator of a new platform: raises an account that registered. Whoever can run this has
// the database's password, so no other right is asked for.
#include <algorithm>
#include <iostream>
#include <stdexcept>

#include "application/ecommerce/commands/commands.h"
#include "application/ecommerce/platform.h"
#include "application/ecommerce/services.h"
#include "framework/call/proof.h"
#include "framework/rpc/channels.h"

#include "user/v1/user_admin_service.rpc.h"

namespace ecommerce {

namespace {

Task<void> raise(rpc::Channels& channels, std::string email) {
    auto users = channels.client<user::v1::UserAdminServiceClient>();
    auto context = CallContext::background("setup", deadline_in(std::chrono::seconds(10)));
    context.principal.user_id = 1;
    context.principal.roles = RoleSet().with(Role::admin).with(kProven);
    user::v1::ListUsersRequest find;
    find.set_query(email);
    auto found = co_await users.ListUsers(context, find);
    if (!found) throw std::runtime_error(found.error().message());
    for (const auto& user : found->users()) {
        if (user.email() != email) continue;
        user::v1::UpdateUserRequest update;
        update.set_id(user.id());
        for (const auto role : user.roles()) {
            if (role != options::v1::ROLE_SELLER) update.add_roles(options::v1::Role(role));
        }
        if (std::ranges::find(update.roles(), options::v1::ROLE_ADMIN) == update.roles().end()) {
            update.add_roles(options::v1::ROLE_ADMIN);
        }
        auto updated = co_await users.UpdateUser(context, update);
        if (!updated) throw std::runtime_error(updated.error().message());
        co_return;
    }
    throw std::runtime_error("There is no account " + email + ". Register it first.");
}

}  // namespace

int make_admin(const CommandLine& line) {
    line.allow_flags({});
    if (line.words.size() != 1) throw std::invalid_argument("usage: ecommerce make-admin EMAIL");
    auto configuration = load_configuration(line);
    const auto run = services_with(service::Need::database);
    service::Host host(configuration, host_options(run));
    check(configuration, run);
    auto channels = host.channels("setup");
    host.loops().run_blocking(0, raise(*channels, line.words[0]));
    std::cout << line.words[0] << " is an administrator; open sessions know it within seconds.\n";
    return 0;
}

}  // namespace ecommerce
