// SPDX-License-Identifier: Apache-2.0
#include "application/review/app/pages.h"

#include "framework/text/words.h"

namespace ecommerce::review {

namespace {

std::string micros(Timestamp at) {
    return std::to_string(
        std::chrono::duration_cast<std::chrono::microseconds>(at.time_since_epoch()).count());
}

}  // namespace

Result<After> read_after(const Page& page, Sort sort) {
    After after;
    if (page.after().id == 0) return after;
    after.id = page.after().id;
    const auto values = text::split(page.after().value, '.');
    const auto first = text::to_number<std::int64_t>(values.front());
    if (!first || *first < 0) return invalid_page_token();
    switch (sort) {
    case Sort::newest:
        after.at = Timestamp(std::chrono::microseconds(*first));
        if (after.at > After::kLatest) return invalid_page_token();  // the database knows no such time
        break;
    case Sort::helpful: after.likes = *first; break;
    case Sort::rating: {
        const auto second = text::to_number<std::int64_t>(values.back());
        if (values.size() != 2 || !second) return invalid_page_token();
        after.stars = *first;
        after.likes = *second;
        break;
    }
    }
    return after;
}

PageKey key_of(const ReviewPlace& place, Sort sort) {
    switch (sort) {
    case Sort::newest: return key_of(place.id, place.at);
    case Sort::helpful: return {.id = place.id, .value = std::to_string(place.likes)};
    case Sort::rating: break;
    }
    return {.id = place.id, .value = std::to_string(place.stars) + "." + std::to_string(place.likes)};
}

ReviewPlace place_of(const ReviewRow& row) {
    return {.id = row.id,
            .stars = row.opinion.goods_stars,
            .likes = row.likes,
            .at = row.written_at.value_or(Timestamp())};
}

PageKey key_of(std::int64_t id, Timestamp at) {
    return {.id = id, .value = micros(at)};
}

}  // namespace ecommerce::review
