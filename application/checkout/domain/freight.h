// SPDX-License-Identifier: Apache-2.0
// What a shop's parcel costs to send, by the terms of the templates of what is in it. All amounts are in minor units of
// whatever currency the goods are in.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "framework/runtime/result.h"

namespace ecommerce::checkout {

enum class FreightBasis : std::uint8_t { pieces, weight, volume };  // weight in grams, volume in cm³

// To one place. Units are at least 1, nothing is negative.
struct FreightFees {
    std::int64_t first_units = 1;
    std::int64_t first_fee = 0;
    std::int64_t further_units = 1;
    std::int64_t further_fee = 0;       // for each further_units begun
    std::int64_t surcharge = 0;         // stays where the rest is free
    std::int64_t free_from_minor = 0;   // 0: never free
    std::int64_t free_from_pieces = 0;  // the same
};

// Provinces are the first two digits of the codes of their regions.
struct FreightGroup {
    std::vector<std::string> provinces;
    FreightFees fees;
};

struct FreightTerms {
    FreightBasis basis = FreightBasis::pieces;
    FreightFees elsewhere;
    std::vector<FreightGroup> groups;
    std::vector<std::string> not_delivered;
};

// The configuration's: a base fee that is waived from a goods total on, and a surcharge for far regions.
struct FlatFreight {
    std::int64_t base_minor;
    std::int64_t free_from_minor;  // 0: never free
    std::int64_t remote_surcharge_minor;
    std::vector<std::string> remote_provinces;
};
FreightTerms terms_of(const FlatFreight& flat);

// The fees that hold for a region by its code (empty: not known yet, or abroad); null: nothing is delivered there.
const FreightFees* fees_for(const FreightTerms& terms, std::string_view region_code);

// What goes by one template, and the fees that hold for it.
struct FreightLoad {
    FreightFees fees;
    std::int64_t units = 0;  // of the template's basis
    std::int64_t pieces = 0;
    std::int64_t goods_minor = 0;
};

// A parcel has one first fee, the highest of those of its loads; what else is in it counts as further units. A load that
// is free adds nothing, and the highest surcharge is charged once. Error: invalid AMOUNT_OUT_OF_RANGE.
Result<std::int64_t> freight_minor(std::span<const FreightLoad> loads);

}  // namespace ecommerce::checkout
