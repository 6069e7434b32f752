// SPDX-License-Identifier: Apache-2.0
#include "application/review/app/convert.h"

#include "application/review/app/errors.h"
#include "framework/rpc/messages.h"

namespace ecommerce::review {

namespace {

void fill(v1::ReviewedGoods& out, const GoodsRow& row) {
    out.set_product_id(row.product_id);
    out.set_sku_id(row.sku_id);
    out.set_shop_id(row.shop_id);
    out.set_product_name(row.product_name);
    for (const auto& value : row.option_values) out.add_option_values(value);
    if (row.goods_picture_url.empty()) return;
    out.mutable_picture()->set_url(row.goods_picture_url);
    out.mutable_picture()->set_width(std::uint32_t(row.goods_picture_width));
    out.mutable_picture()->set_height(std::uint32_t(row.goods_picture_height));
    out.mutable_picture()->set_alt(row.goods_picture_alt);
}

void fill(google::protobuf::RepeatedPtrField<common::v1::Picture>& out, const PictureColumns& pictures) {
    for (std::size_t i = 0; i < pictures.picture_urls.size(); ++i) {
        auto& picture = *out.Add();
        picture.set_url(pictures.picture_urls[i]);
        picture.set_width(std::uint32_t(pictures.picture_widths[i]));
        picture.set_height(std::uint32_t(pictures.picture_heights[i]));
    }
}

struct Pen {
    bool closed = false;
    bool shop = false;
    bool anonymous = false;
    std::string_view nickname;
};

void fill(v1::Author& out, const Pen& pen) {
    if (pen.closed) {
        out.set_kind(v1::AUTHOR_KIND_CLOSED);
    } else if (pen.shop) {
        out.set_kind(v1::AUTHOR_KIND_SHOP);
    } else if (pen.anonymous || pen.nickname.empty()) {
        out.set_kind(v1::AUTHOR_KIND_ANONYMOUS);
    } else {
        out.set_kind(v1::AUTHOR_KIND_NAMED);
        out.set_name(std::string(pen.nickname));
    }
}

// What the author alone sees.
void fill_own(v1::Review& out, const ReviewRow& row, const ReviewRules& rules) {
    out.set_order_no(row.order_no);
    out.set_line_no(std::uint32_t(row.line_no));
    out.set_anonymous(row.opinion.anonymous);
    out.set_hidden_reason(row.hidden_reason);
    if (row.state == State::awaited) rpc::set_time(*out.mutable_write_before(), row.write_before);
    if (!row.written_at) return;
    const bool is_open = row.state == State::published || row.state == State::held;
    if (is_open && !row.automatic) {
        rpc::set_time(*out.mutable_edit_before(), *row.written_at + rules.edit_within.get());
    }
    if (row.state == State::published && !row.followed_up) {
        rpc::set_time(*out.mutable_follow_up_before(), *row.written_at + rules.follow_up_within.get());
    }
}

void fill_for_admin(v1::Review& out, const ReviewRow& row) {
    out.set_user_id(row.user_id);
    for (const auto& word : row.opinion.held_words) out.add_held_words(word);
    out.set_open_reports(std::uint32_t(row.open_reports));
    out.set_hidden_reason(row.hidden_reason);
}

bool sees(Viewer viewer, const RemarkRow& remark) {
    if (remark.state == RemarkState::published || viewer == Viewer::admin) return true;
    return (viewer == Viewer::author && remark.kind == RemarkKind::follow_up) ||
           (viewer == Viewer::shop && remark.kind == RemarkKind::reply);
}

}  // namespace

void fill(v1::Review& out, const ReviewRow& row, std::span<const RemarkRow> remarks,
          const Dictionary& dictionary, const ReviewRules& rules, Viewer viewer) {
    const auto& said = row.opinion;
    out.set_id(row.id);
    fill(*out.mutable_goods(), row.goods);
    out.set_state(v1::ReviewState(row.state));
    fill(*out.mutable_author(),
         {.closed = row.author_closed, .anonymous = said.anonymous, .nickname = said.nickname});
    out.set_goods_stars(std::uint32_t(said.goods_stars));
    out.set_logistics_stars(std::uint32_t(said.logistics_stars));
    out.set_service_stars(std::uint32_t(said.service_stars));
    out.set_text(said.text);
    fill(*out.mutable_pictures(), said.pictures);
    for (const auto id : said.tag_ids) {
        const auto* rule = dictionary.find_tag(id);
        if (!rule) continue;
        auto& tag = *out.add_tags();
        tag.set_id(id);
        tag.set_name(rule->name);
    }
    out.set_likes(row.likes);
    out.set_automatic(row.automatic);
    out.set_returned(row.returned_at.has_value());
    for (const auto& remark : remarks) {
        if (remark.review_id != row.id || !sees(viewer, remark)) continue;
        const bool reply = remark.kind == RemarkKind::reply;
        fill(reply ? *out.mutable_reply() : *out.mutable_follow_up(), remark, viewer);
    }
    rpc::set_time(*out.mutable_received_at(), row.received_at);
    if (row.written_at) rpc::set_time(*out.mutable_written_at(), *row.written_at);
    if (row.edited_at) rpc::set_time(*out.mutable_edited_at(), *row.edited_at);
    if (viewer != Viewer::everyone) out.set_etag(etag_of(row.version));
    if (viewer == Viewer::author) fill_own(out, row, rules);
    if (viewer == Viewer::admin) fill_for_admin(out, row);
}

void fill(v1::Remark& out, const RemarkRow& row, Viewer viewer) {
    out.set_id(row.id);
    out.set_kind(v1::RemarkKind(row.kind));
    out.set_state(v1::RemarkState(row.state));
    out.set_review_id(row.review_id);
    out.set_question_id(row.question_id);
    out.set_product_id(row.product_id);
    fill(*out.mutable_author(), {.closed = row.author_closed,
                                 .shop = row.by_shop,
                                 .anonymous = row.anonymous,
                                 .nickname = row.nickname});
    out.set_text(row.text);
    fill(*out.mutable_pictures(), row.pictures);
    rpc::set_time(*out.mutable_written_at(), row.written_at);
    if (row.edited_at) rpc::set_time(*out.mutable_edited_at(), *row.edited_at);
    if (viewer != Viewer::admin) return;
    out.set_etag(etag_of(row.version));
    out.set_user_id(row.user_id);
    for (const auto& word : row.held_words) out.add_held_words(word);
}

void fill(v1::Report& out, const ReportRow& row) {
    out.set_id(row.id);
    out.set_review_id(row.review_id);
    out.set_user_id(row.user_id);
    out.set_reason(v1::ReportReason(row.reason));
    out.set_text(row.note);
    out.set_state(v1::ReportState(row.state));
    out.set_decision(row.decision);
    rpc::set_time(*out.mutable_reported_at(), row.reported_at);
    if (row.decided_at) rpc::set_time(*out.mutable_decided_at(), *row.decided_at);
}

void fill(v1::Rating& out, const Tally& tally) {
    out.set_count(tally.count());
    out.set_average(tally.average());
    for (const auto stars : tally.stars) out.add_stars(stars);
    out.set_good_share(tally.good_share());
    out.set_with_pictures(tally.with_pictures);
    out.set_automatic(tally.automatic);
    out.set_logistics_average(tally.logistics_average());
    out.set_service_average(tally.service_average());
}

}  // namespace ecommerce::review
