// SPDX-License-Identifier: Apache-2.0
#include <iostream>
#include <stdexcept>

#include "application/ecommerce/commands/commands.h"
#include "application/ecommerce/demo/demo_data.h"
#include "application/ecommerce/platform.h"
#include "application/ecommerce/services.h"
#include "application/ecommerce/welcome.h"

namespace ecommerce {

namespace {

// No port is open, so the sandbox tells the payment service what was paid without HTTP: the message, its
// signature and the way it is judged are the same.
config::Variables environment() {
    auto variables = config::process_environment();
    variables["ECOMMERCE_PAYMENT_SANDBOX_WEBHOOK_URL"] = "direct";
    return variables;
}

}  // namespace

int demo(const CommandLine& line) {
    line.allow_flags({"--once"});
    auto configuration = config::Configuration::load(line.conf, environment());
    demo_data::MovingClock clock;
    const auto run = services_with(service::Need::database);
    auto options = host_options(run);
    options.clock = &clock;
    service::Host host(configuration, std::move(options));
    const auto pictures = configuration.section("product").string("pictures_folder", "data/pictures",
                                                                  {.help = "where pictures are kept"});
    check(configuration, run);
    require_migrations(host);
    const auto made = demo_data::load(host, clock, pictures, line.flags.contains("--once"));
    if (made.already_there) {
        std::cout << "The demo data is there.\n";
    } else {
        std::cout << "Demo data: " << made.shops << " shops, " << made.categories << " categories, "
                  << made.products << " products, " << made.orders << " orders.\n";
    }
    return 0;
}

}  // namespace ecommerce
