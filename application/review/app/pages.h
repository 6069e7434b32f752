// SPDX-License-Identifier: Apache-2.0
// Pages of lists that are sorted by more than the id.
#pragma once

#include "application/review/storage/review_reader.h"
#include "framework/call/page.h"

namespace ecommerce::review {

// Where a page of a list begins, and what names its last row.
// Error: invalid INVALID_PAGE_TOKEN.
Result<After> read_after(const Page& page, Sort sort);
PageKey key_of(const ReviewPlace& place, Sort sort);
ReviewPlace place_of(const ReviewRow& row);
// For lists by time, the latest first.
PageKey key_of(std::int64_t id, Timestamp at);

}  // namespace ecommerce::review
