// SPDX-License-Identifier: Apache-2.0
#include "application/search/app/compare_catalogue.h"

#include <algorithm>
#include <iterator>
#include <limits>

#include "framework/runtime/spawn.h"

namespace ecommerce::search {

namespace {

using Ids = std::vector<std::int64_t>;

constexpr std::uint32_t kAtOnce = 1'000;
constexpr int kReportedMax = 100;
// News of a change is on its way for so long at most.
constexpr int kLooks = 5;
constexpr std::chrono::seconds kBetweenLooks{1};

Ids difference(const Ids& one, const Ids& other) {
    Ids result;
    std::ranges::set_difference(one, other, std::back_inserter(result));
    return result;
}
Ids common(const Ids& one, const Ids& other) {
    Ids result;
    std::ranges::set_intersection(one, other, std::back_inserter(result));
    return result;
}

struct Piece {
    Ids missing;  // on sale, and not to be found
    Ids extra;
    std::int64_t to_id = 0;

    bool agrees() const { return missing.empty() && extra.empty(); }
};

void report(diagnostics::v1::CheckInvariantsResponse& response, const Ids& ids, const char* detail) {
    for (const auto id : ids) {
        if (response.violations_size() >= kReportedMax) return;
        auto& violation = *response.add_violations();
        violation.set_invariant("the products on sale, and no others, can be found");
        violation.set_detail("product " + std::to_string(id) + detail);
    }
}

}  // namespace

Task<Result<void>> CompareCatalogue::operator()(CallContext& context,
                                                diagnostics::v1::CheckInvariantsResponse& response) const {
    const auto walk = co_await ok(walks_.latest(context));
    if (!walk || walk->finished_run < walk->run) co_return {};
    const auto look = [&](std::int64_t after_id) -> Task<Result<Piece>> {
        product::v1::ListIndexedIdsRequest request;
        request.set_after_id(after_id);
        request.set_limit(kAtOnce);
        const auto listed = co_await ok(products_.ListIndexedIds(context, request));
        const Ids on_sale(listed.ids().begin(), listed.ids().end());
        Piece piece;
        piece.to_id = on_sale.size() < kAtOnce ? std::numeric_limits<std::int64_t>::max() : on_sale.back();
        const auto found = co_await ok(checks_.indexed(context, after_id, piece.to_id));
        const auto marked = co_await ok(checks_.marked(context, after_id, piece.to_id));
        piece.missing = difference(difference(on_sale, found), marked);
        piece.extra = difference(difference(found, on_sale), marked);
        co_return piece;
    };
    for (std::int64_t after_id = 0; after_id != std::numeric_limits<std::int64_t>::max();) {
        auto piece = co_await ok(look(after_id));
        // Only what stays so is wrong.
        for (int looks = 1; !piece.agrees() && looks < kLooks; ++looks) {
            co_await runtime::sleep(kBetweenLooks);
            const auto again = co_await ok(look(after_id));
            piece.missing = common(piece.missing, again.missing);
            piece.extra = common(piece.extra, again.extra);
        }
        report(response, piece.missing, " is on sale and cannot be found");
        report(response, piece.extra, " is found and not on sale");
        after_id = piece.to_id;
    }
    co_return {};
}

}  // namespace ecommerce::search
