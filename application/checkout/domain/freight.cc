// SPDX-License-Identifier: Apache-2.0
#include "application/checkout/domain/freight.h"

#include <algorithm>
#include <optional>

#include "framework/money/money.h"

#include "checkout/v1/error_reason.rpc.h"

namespace ecommerce::checkout {

namespace {

bool is_free(const FreightLoad& load) {
    const auto& fees = load.fees;
    return (fees.free_from_minor > 0 && load.goods_minor >= fees.free_from_minor) ||
           (fees.free_from_pieces > 0 && load.pieces >= fees.free_from_pieces);
}

// None: more than an amount can be.
std::optional<std::int64_t> further_minor(const FreightFees& fees, std::int64_t units) {
    if (units <= 0) return 0;
    const auto steps = (units - 1) / fees.further_units + 1;
    std::int64_t amount = 0;
    if (__builtin_mul_overflow(steps, fees.further_fee, &amount)) return std::nullopt;
    return amount;
}

bool has(const std::vector<std::string>& provinces, std::string_view province) {
    return std::ranges::find(provinces, province) != provinces.end();
}

}  // namespace

FreightTerms terms_of(const FlatFreight& flat) {
    FreightTerms terms;
    terms.elsewhere.first_fee = flat.base_minor;
    terms.elsewhere.free_from_minor = flat.free_from_minor;
    if (flat.remote_provinces.empty()) return terms;
    FreightGroup remote{.provinces = flat.remote_provinces, .fees = terms.elsewhere};
    remote.fees.surcharge = flat.remote_surcharge_minor;
    terms.groups.push_back(std::move(remote));
    return terms;
}

const FreightFees* fees_for(const FreightTerms& terms, std::string_view region_code) {
    const auto province = region_code.substr(0, 2);
    if (has(terms.not_delivered, province)) return nullptr;
    const auto group = std::ranges::find_if(
        terms.groups, [&](const FreightGroup& each) { return has(each.provinces, province); });
    return group == terms.groups.end() ? &terms.elsewhere : &group->fees;
}

Result<std::int64_t> freight_minor(std::span<const FreightLoad> loads) {
    const FreightLoad* first = nullptr;
    std::int64_t surcharge = 0;
    for (const auto& load : loads) {
        surcharge = std::max(surcharge, load.fees.surcharge);
        if (!is_free(load) && (!first || load.fees.first_fee > first->fees.first_fee)) first = &load;
    }
    std::int64_t sum = surcharge + (first ? first->fees.first_fee : 0);
    for (const auto& load : loads) {
        if (is_free(load)) continue;
        const auto covered = &load == first ? load.fees.first_units : 0;
        const auto further = further_minor(load.fees, load.units - covered);
        if (!further || __builtin_add_overflow(sum, *further, &sum) || sum > kLargestAmountMinor) {
            return fail(v1::reason::amount_out_of_range("The amount of this basket is out of range."));
        }
    }
    return sum;
}

}  // namespace ecommerce::checkout
