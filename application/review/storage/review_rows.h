// SPDX-License-Identifier: Apache-2.0
// Rows of reviews and of the remarks beside them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "application/review/domain/review_state.h"
#include "application/review/domain/tally.h"
#include "framework/runtime/clock.h"

namespace ecommerce::review {

// Pictures as columns: an element each.
struct PictureColumns {
    std::vector<std::string> picture_urls;
    std::vector<std::int64_t> picture_widths;
    std::vector<std::int64_t> picture_heights;
};

// What was bought, as it was then.
struct GoodsRow {
    std::int64_t product_id = 0;
    std::int64_t sku_id = 0;
    std::int64_t shop_id = 0;
    std::string product_name;
    std::vector<std::string> option_values;
    std::string goods_picture_url;
    std::int64_t goods_picture_width = 0;
    std::int64_t goods_picture_height = 0;
    std::string goods_picture_alt;
};

// A line of an order that was received.
struct ReceivedRow {
    std::string order_no;
    std::int64_t line_no = 0;
    std::int64_t user_id = 0;
    GoodsRow goods;
    Timestamp received_at;
    Timestamp write_before;
};

// What its author says.
struct OpinionRow {
    std::int64_t goods_stars = 0;
    std::int64_t logistics_stars = 0;
    std::int64_t service_stars = 0;
    std::string text;
    PictureColumns pictures;
    std::vector<std::int64_t> tag_ids;
    std::string nickname;
    bool anonymous = false;
    std::vector<std::string> held_words;
};

struct ReviewRow {
    std::int64_t id = 0;
    std::string order_no;
    std::int64_t line_no = 0;
    std::int64_t user_id = 0;
    GoodsRow goods;
    State state = State::awaited;
    OpinionRow opinion;
    bool author_closed = false;
    bool automatic = false;
    std::int64_t likes = 0;
    std::string hidden_reason;
    std::int64_t open_reports = 0;
    bool followed_up = false;
    Timestamp received_at;
    Timestamp write_before;
    std::optional<Timestamp> returned_at;
    std::optional<Timestamp> written_at;
    std::optional<Timestamp> edited_at;
    std::int64_t version = 0;

    // What it adds to the ratings.
    Tally tally() const {
        if (state != State::published) return {};
        return tally_of({.goods = opinion.goods_stars,
                         .logistics = opinion.logistics_stars,
                         .service = opinion.service_stars,
                         .with_pictures = !opinion.pictures.picture_urls.empty(),
                         .automatic = automatic});
    }
    // The tags that it adds.
    std::vector<std::int64_t> counted_tags() const {
        return state == State::published ? opinion.tag_ids : std::vector<std::int64_t>();
    }
};

struct NewRemarkRow {
    RemarkKind kind = RemarkKind::question;
    RemarkState state = RemarkState::published;
    std::int64_t review_id = 0;
    std::int64_t question_id = 0;
    std::int64_t product_id = 0;
    std::int64_t shop_id = 0;
    std::int64_t user_id = 0;
    bool by_shop = false;
    std::string nickname;
    bool anonymous = false;
    std::string text;
    PictureColumns pictures;
    std::vector<std::string> held_words;
    Timestamp written_at;
};

struct RemarkRow {
    std::int64_t id = 0;
    RemarkKind kind = RemarkKind::question;
    RemarkState state = RemarkState::published;
    std::int64_t review_id = 0;
    std::int64_t question_id = 0;
    std::int64_t product_id = 0;
    std::int64_t shop_id = 0;
    std::int64_t user_id = 0;
    bool by_shop = false;
    std::string nickname;
    bool anonymous = false;
    bool author_closed = false;
    std::string text;
    PictureColumns pictures;
    std::vector<std::string> held_words;
    std::int64_t answer_count = 0;
    Timestamp written_at;
    std::optional<Timestamp> edited_at;
    std::int64_t version = 0;
};

struct ReportRow {
    std::int64_t id = 0;
    std::int64_t review_id = 0;
    std::int64_t user_id = 0;
    ReportReason reason = ReportReason::other;
    std::string note;
    ReportState state = ReportState::open;
    std::string decision;
    Timestamp reported_at;
    std::optional<Timestamp> decided_at;
};

}  // namespace ecommerce::review
