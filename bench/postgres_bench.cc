// SPDX-License-Identifier: Apache-2.0
// Rows read by primary key through Database::query, as `pgbench -S -M prepared` reads them: 16 coroutines on
// each of two loops for a few seconds. DB_SOURCE names a database that `pgbench -i` has filled.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <thread>

#include "framework/postgres/database.h"
#include "framework/runtime/spawn.h"

namespace ecommerce {
namespace {

using namespace std::chrono_literals;

constexpr postgres::Read kSelect{R"sql(SELECT abalance FROM pgbench_accounts WHERE aid = $1)sql"};
constexpr int kReadersPerLoop = 16;
constexpr auto kTime = 5s;

Task<void> read_rows(postgres::Database& database, int rows, Deadline end, std::size_t& count) {
    std::mt19937 random{std::random_device{}()};
    std::uniform_int_distribution<int> id(1, rows);
    while (std::chrono::steady_clock::now() < end) {
        auto context = CallContext::background("bench", deadline_in(5s));
        auto found = co_await database.query(context, kSelect, id(random));
        if (!found || found->size() != 1) std::abort();
        ++count;
    }
}

Task<void> run_loop(postgres::Database& database, int rows, Deadline end, std::size_t& count) {
    runtime::TaskGroup readers;
    std::vector<std::size_t> counts(kReadersPerLoop);
    for (auto& each : counts) readers.start(read_rows(database, rows, end, each));
    co_await readers.close();
    for (const auto each : counts) count += each;
}

}  // namespace
}  // namespace ecommerce

int main(int argc, char** argv) {
    using namespace ecommerce;
    const char* source = std::getenv("DB_SOURCE");  // a benchmark has no configuration
    if (!source || argc != 2) {
        std::fprintf(stderr, "usage: DB_SOURCE=... postgres_bench ROWS\n");
        return 1;
    }
    runtime::Loops loops(2);
    postgres::ConnectionBudget budget(16);
    postgres::DatabaseOptions options;
    options.name = "bench";
    options.source = source;
    options.shared_connections = 2;
    postgres::Database database(loops, budget, options);
    std::size_t counts[2] = {};
    const auto end = std::chrono::steady_clock::now() + kTime;
    auto second = [&] { loops.run_blocking(1, run_loop(database, std::atoi(argv[1]), end, counts[1])); };
    std::jthread other(second);
    loops.run_blocking(0, run_loop(database, std::atoi(argv[1]), end, counts[0]));
    other.join();
    std::printf("%.0f\n", double(counts[0] + counts[1]) / 5.0);
    return 0;
}
