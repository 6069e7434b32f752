// SPDX-License-Identifier: Apache-2.0
#include "application/search/app/compare_orders.h"

#include <algorithm>
#include <unordered_map>

#include "framework/runtime/spawn.h"

namespace ecommerce::search {

namespace {

constexpr std::uint32_t kAtOnce = 200;
constexpr int kReportedMax = 100;
constexpr std::chrono::seconds kBetweenLooks{1};

}  // namespace

Task<Result<CompareOrders::Piece>> CompareOrders::look(CallContext& context, std::int64_t after_id) const {
    order::v1::ListIndexedOrdersRequest request;
    request.set_after_id(after_id);
    request.set_limit(kAtOnce);
    const auto listed = co_await ok(orders_.ListIndexedOrders(context, request));
    Piece piece;
    if (listed.orders().empty()) co_return piece;
    std::vector<std::string> numbers;
    for (const auto& order : listed.orders()) numbers.push_back(order.order_no());
    std::unordered_map<std::string, std::int32_t> known;
    for (const auto& order : co_await ok(store_.known(context, numbers)))
        known.emplace(order.order_no, order.status);
    for (const auto& order : listed.orders()) {
        const auto found = known.find(order.order_no());
        if (found == known.end() || found->second != order.status()) piece.wrong.push_back(order.order_no());
    }
    piece.last_id = listed.orders().rbegin()->id();
    co_return piece;
}

Task<Result<void>> CompareOrders::operator()(CallContext& context,
                                             diagnostics::v1::CheckInvariantsResponse& response) const {
    const auto walk = co_await ok(walks_.latest(context));
    if (!walk || walk->finished_run < walk->run) co_return {};
    int looks_left = looks_again_;
    for (std::int64_t after_id = 0;;) {
        auto piece = co_await ok(look(context, after_id));
        // Only what stays so is wrong.
        for (; !piece.wrong.empty() && looks_left > 0; --looks_left) {
            co_await runtime::sleep(kBetweenLooks);
            const auto again = co_await ok(look(context, after_id));
            std::erase_if(piece.wrong, [&](const std::string& number) {
                return std::ranges::find(again.wrong, number) == again.wrong.end();
            });
        }
        for (const auto& number : piece.wrong) {
            if (response.violations_size() >= kReportedMax) co_return {};
            auto& violation = *response.add_violations();
            violation.set_invariant("all orders can be found, in the status that they have");
            violation.set_detail("order " + number);
        }
        if (piece.last_id == 0) co_return {};
        after_id = piece.last_id;
    }
}

}  // namespace ecommerce::search
