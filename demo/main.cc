// SPDX-License-Identifier: Apache-2.0
// Fills an empty platform with the demo data: `ecommerce-demo [-conf DIR] [-data DIR] [--once]`. It runs the
// services in its own process, without ports, and calls them as people would.
#include <filesystem>
#include <iostream>
#include <stdexcept>

#include "application/ecommerce/platform.h"
#include "application/ecommerce/services.h"
#include "application/ecommerce/welcome.h"
#include "demo/demo_data.h"

namespace {

using namespace ecommerce;

// No port is open, so the sandbox tells the payment service what was paid without HTTP: the message, its
// signature and the way it is judged are the same.
config::Variables environment() {
    auto variables = config::process_environment();
    variables["ECOMMERCE_PAYMENT_SANDBOX_WEBHOOK_URL"] = "direct";
    variables["ECOMMERCE_NOTIFICATION_MAIL_ENABLED"] = "no";  // to nobody who ever lived
    // Nobody waits who would rather be refused: on a busy machine a connection takes its time.
    variables.emplace("ECOMMERCE_DATABASE_CONNECT_TIMEOUT", "1m");
    return variables;
}

// Where `cmake --install` puts it, seen from the program.
std::filesystem::path installed_data() {
    const auto program = std::filesystem::canonical("/proc/self/exe");
    return program.parent_path().parent_path() / "share/ecommerce/demo";
}

struct Wish {
    std::string conf;
    std::filesystem::path data = installed_data();
    bool once = false;  // a platform that has the demo data is left alone
};

Wish read(int argc, char** argv) {
    Wish wish;
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        if (word == "--once") {
            wish.once = true;
        } else if ((word == "-conf" || word == "-data") && i + 1 < argc) {
            if (word == "-conf")
                wish.conf = argv[++i];
            else
                wish.data = argv[++i];
        } else {
            throw std::invalid_argument("usage: ecommerce-demo [-conf DIR] [-data DIR] [--once]");
        }
    }
    return wish;
}

void load(const Wish& wish) {
    const demo_data::Data data(wish.data);
    auto configuration = config::Configuration::load(wish.conf, environment());
    demo_data::MovingClock clock;
    const auto run = services_with(service::Need::database);
    auto options = host_options(run);
    options.clock = &clock;
    service::Host host(configuration, std::move(options));
    const auto pictures = configuration.section("product").string("pictures_folder", "data/pictures",
                                                                  {.help = "where pictures are kept"});
    check(configuration, run);
    require_migrations(host);
    const auto made = demo_data::load(host, clock, data, pictures, wish.once);
    if (made.already_there) {
        std::cout << "The demo data is there.\n";
    } else {
        std::cout << "Demo data: " << made.shops << " shops, " << made.categories << " categories, "
                  << made.products << " products, " << made.orders << " orders.\n";
    }
}

}  // namespace

// As in the platform's own program: one sentence for everything that a person can mend.
int main(int argc, char** argv) {
    try {
        load(read(argc, argv));
        return 0;
    } catch (const std::exception& problem) {
        std::cerr << "ecommerce-demo: " << problem.what() << "\n";
        return 1;
    }
}
