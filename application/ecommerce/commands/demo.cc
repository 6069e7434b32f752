// SPDX-License-Identifier: Apache-2.0
#include <iostream>
#include <stdexcept>

#include "application/ecommerce/commands/commands.h"
#include "application/ecommerce/demo/demo_data.h"
#include "application/ecommerce/platform.h"
#include "application/ecommerce/services.h"
#include "application/ecommerce/welcome.h"
#include "framework/service/platform_settings.h"

namespace ecommerce {

int demo(const CommandLine& line) {
    line.allow_flags({"--once"});
    auto configuration = load_configuration(line);
    demo::MovingClock clock;
    auto options = host_options(all_services());
    options.clock = &clock;
    service::Host host(configuration, std::move(options));
    check(configuration, all_services(), false);
    require_migrations(host.settings().database.source, all_services());
    const auto made = demo::load(host, clock, line.flags.contains("--once"));
    if (made.already_there) {
        std::cout << "The demo data is there.\n";
    } else {
        std::cout << "Demo data: " << made.shops << " shops, " << made.categories << " categories, " << made.products
                  << " products, " << made.orders << " orders.\n";
    }
    return 0;
}

}  // namespace ecommerce
