// SPDX-License-Identifier: Apache-2.0
// What must exist before a service can migrate and connect: its schema, owned by the account that
// migrates, and its login role, which can use the rows of that schema and nothing else.
//
// All of this blocks: for the command line and the start of the program, not for a loop.
#pragma once

#include <string>
#include <string_view>

#include "framework/postgres/migrations.h"
#include "framework/runtime/result.h"

namespace ecommerce::postgres {

// "order" -> "order_service": plain names also where the service's name is a word of SQL.
std::string schema_of(std::string_view service);
// "order" -> "ecommerce_order"
std::string role_of(std::string_view service);

struct ServiceAccount {
    std::string schema;
    std::string role;
    std::string password;
};
// With the names above.
ServiceAccount service_account(std::string_view service, std::string password);

// Makes schema and role if they are missing and sets password, rights and search_path. The account of
// `source` needs CREATEROLE and CREATE on the database. Repeatable, also from several processes at once.
Result<void> bootstrap(const std::string& source, const ServiceAccount& account);

// Everything that a service needs before it starts: bootstrap, the platform's migrations, then its own.
// Gives the number of files that ran.
Result<int> prepare_service(const std::string& source, const ServiceAccount& account,
                            std::span<const Migration> platform, std::span<const Migration> own);

}  // namespace ecommerce::postgres
