// SPDX-License-Identifier: Apache-2.0
// `ecommerce reindex`: has the running search service read the whole catalogue again, and waits for it.
#include <iostream>
#include <stdexcept>

#include "application/ecommerce/commands/commands.h"
#include "application/ecommerce/platform.h"
#include "framework/rpc/channels.h"
#include "framework/runtime/spawn.h"

#include "search/v1/search_index_service.rpc.h"

namespace ecommerce {

namespace {

using namespace std::chrono_literals;

constexpr auto kCallTimeout = 10s;
constexpr auto kBetweenLooks = 250ms;
// Without a step forward for so long nobody seems to be reading.
constexpr auto kPatience = 60s;

struct Outcome {
    std::int64_t documents = 0;
    std::int64_t products = 0;
};

template <typename T>
T must(Result<T> result) {
    if (result) return *std::move(result);
    throw std::runtime_error(result.error().message());
}

Task<void> rebuild(rpc::Channels& channels, bool wait, Outcome& out) {
    auto index = channels.client<search::v1::SearchIndexServiceClient>();
    const auto context = [] { return CallContext::background("setup", deadline_in(kCallTimeout)); };
    auto asked = context();
    const auto run = must(co_await index.StartReindex(asked, {})).run();
    auto step = deadline_in(kPatience);
    std::int64_t products = -1;
    std::int64_t waiting = -1;
    while (wait) {
        auto looking = context();
        const auto state = must(co_await index.GetIndexState(looking, {}));
        out = {.documents = state.documents(), .products = state.products_read()};
        if (state.finished_run() >= run) co_return;
        if (state.products_read() != products || state.waiting() != waiting) step = deadline_in(kPatience);
        products = state.products_read();
        waiting = state.waiting();
        if (std::chrono::steady_clock::now() > step)
            throw std::runtime_error("The catalogue is not being read. Does the search service run?");
        co_await runtime::sleep(kBetweenLooks);
    }
}

}  // namespace

int reindex(const CommandLine& line) {
    line.allow_flags({"--no-wait"});
    if (!line.words.empty()) throw std::invalid_argument("usage: ecommerce reindex [--no-wait]");
    const bool wait = !line.flags.contains("--no-wait");
    auto configuration = load_configuration(line);
    const auto run = services_with(service::Need::database);
    service::Host host(configuration, host_options(run));
    check(configuration, run);
    auto channels = host.channels("setup");
    Outcome outcome;
    host.loops().run_blocking(0, rebuild(*channels, wait, outcome));
    if (wait) {
        std::cout << outcome.products << " products read, " << outcome.documents << " can be found.\n";
    } else {
        std::cout << "The search service reads the catalogue again.\n";
    }
    return 0;
}

}  // namespace ecommerce
