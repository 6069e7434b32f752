// SPDX-License-Identifier: Apache-2.0
#include "demo/demo_data.h"

#include "demo/loader.h"

namespace ecommerce::demo_data {

namespace {

constexpr std::size_t kFirstProducts = 880;  // the others arrive between the orders
constexpr std::size_t kBatch = 40;
constexpr double kStoryDays = 130;

}  // namespace

Made load(service::Host& host, MovingClock& clock, const Data& data, const std::string& pictures_folder,
          bool once) {
    Stage stage(host, clock, data, pictures_folder);
    std::optional<Person> admin;
    auto look = [](Stage& on, std::optional<Person>& out) -> Task<void> {
        out = co_await find_person(on, "admin@demo.shop");
    };
    host.loops().run_blocking(0, look(stage, admin));
    if (once && admin) return {.already_there = true};

    // The operator's first day fixes the calendar, also for a run that goes on with this one.
    stage.end = clock.now();
    Timestamp begin = stage.days_ago(kStoryDays);
    clock.set(begin);
    host.start_without_ports();
    load_operator(stage, begin);
    stage.end += begin - stage.days_ago(kStoryDays);
    clock.set(begin);
    load_accounts(stage);
    Made made{.shops = data.people.shops().size()};
    const auto categories = load_categories(stage);
    made.categories = categories.size();
    load_dictionary(stage);
    load_synonyms(stage);

    Shelving shelving(stage, categories, load_freight(stage));
    for (std::size_t from = 0; from < kFirstProducts; from += kBatch) {
        stage.move_to(stage.days_ago(128 - 35.0 * double(from) / kFirstProducts));
        shelving.load(from, std::min(from + kBatch, kFirstProducts));
    }
    made.orders = load_orders(stage, shelving, kFirstProducts);
    made.products = shelving.count();
    load_voices(stage);
    clock.follow_system();
    load_admin(stage);
    stage.settle();
    host.stop();
    return made;
}

}  // namespace ecommerce::demo_data
