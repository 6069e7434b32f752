// SPDX-License-Identifier: Apache-2.0
// `ecommerce reindex`: has the running search service read the whole catalogue and all orders again, and waits for it.
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
    std::int64_t orders = 0;
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
    const auto started = must(co_await index.StartReindex(asked, {}));
    auto step = deadline_in(kPatience);
    std::int64_t read = -1;
    std::int64_t waiting = -1;
    while (wait) {
        auto looking = context();
        const auto state = must(co_await index.GetIndexState(looking, {}));
        if (state.finished_run() >= started.run() && state.finished_order_run() >= started.order_run()) {
            auto counting = context();
            search::v1::GetIndexStateRequest request;
            request.set_with_documents(true);
            const auto last = must(co_await index.GetIndexState(counting, request));
            out = {.documents = last.documents(),
                   .products = last.products_read(),
                   .orders = last.orders_read()};
            co_return;
        }
        const auto done = state.products_read() + state.orders_read();
        if (done != read || state.waiting() != waiting) step = deadline_in(kPatience);
        read = done;
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
        std::cout << outcome.products << " products read, " << outcome.documents << " can be found. "
                  << outcome.orders << " orders read.\n";
    } else {
        std::cout << "The search service reads the catalogue and all orders again.\n";
    }
    return 0;
}

}  // namespace ecommerce
