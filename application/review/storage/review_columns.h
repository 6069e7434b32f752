// SPDX-License-Identifier: Apache-2.0
// The columns of a ReviewRow and of a RemarkRow, for the sources that read them.
#pragma once

#include "framework/postgres/statement.h"

namespace ecommerce::review {

inline constexpr postgres::Piece kReviewColumns = R"sql(
    r.id, r.order_no, r.line_no, r.user_id, r.product_id, r.sku_id, r.shop_id, r.product_name, r.option_values,
    r.goods_picture_url, r.goods_picture_width, r.goods_picture_height, r.goods_picture_alt, r.state, r.goods_stars,
    r.logistics_stars, r.service_stars, r.text, r.picture_urls, r.picture_widths, r.picture_heights, r.tag_ids,
    r.nickname, r.anonymous, r.held_words, r.author_closed, r.automatic, r.likes, r.hidden_reason, r.open_reports,
    r.followed_up, r.received_at, r.write_before, r.returned_at, r.written_at, r.edited_at, r.version
)sql";

inline constexpr postgres::Piece kRemarkColumns = R"sql(
    m.id, m.kind, m.state, m.review_id, m.question_id, m.product_id, m.shop_id, m.user_id, m.by_shop, m.nickname,
    m.anonymous, m.author_closed, m.text, m.picture_urls, m.picture_widths, m.picture_heights, m.held_words,
    m.answer_count, m.written_at, m.edited_at, m.version
)sql";

}  // namespace ecommerce::review
