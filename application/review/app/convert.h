// SPDX-License-Identifier: Apache-2.0
// Between the contract's messages and the tables of reviews.
#pragma once

#include <span>

#include "application/review/app/review_rules.h"
#include "application/review/domain/dictionary.h"
#include "application/review/storage/review_rows.h"

#include "review/v1/review.pb.h"

namespace ecommerce::review {

// Who reads, which decides what they see.
enum class Viewer : std::uint8_t { everyone, author, shop, admin };

// A review with the remarks beside it, of which a viewer sees those published and their own.
void fill(v1::Review& out, const ReviewRow& row, std::span<const RemarkRow> remarks,
          const Dictionary& dictionary, const ReviewRules& rules, Viewer viewer);
void fill(v1::Remark& out, const RemarkRow& row, Viewer viewer);
void fill(v1::Report& out, const ReportRow& row);
void fill(v1::Rating& out, const Tally& tally);

}  // namespace ecommerce::review
