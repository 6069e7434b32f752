// SPDX-License-Identifier: Apache-2.0
#include "application/product/app/own_pictures.h"

#include <algorithm>

#include "product/v1/error_reason.rpc.h"

namespace ecommerce::product {

namespace {

constexpr std::string_view kFolder = "/pictures/";

Error unknown(const common::v1::Picture& picture) {
    return v1::reason::picture_unknown("Only pictures that were uploaded here can be shown.")
        .with("url", picture.url());
}

// Empty when it cannot be one of ours.
std::string name_of(const common::v1::Picture& picture) {
    if (!picture.url().starts_with(kFolder)) return {};
    auto name = picture.url().substr(kFolder.size());
    return files::is_file_name(name) ? name : std::string();
}

}  // namespace

Task<Result<void>> OwnPictures::keep(CallContext& context, std::vector<common::v1::Picture*> shown) const {
    if (shown.empty()) co_return {};
    std::vector<std::string> names;
    for (const auto* picture : shown) {
        names.push_back(name_of(*picture));
        if (names.back().empty()) co_return unknown(*picture);
    }
    auto rows = co_await ok(pictures_.find(context, names));
    std::vector<std::string> to_keep;
    for (const auto& row : rows) {
        if (!row.kept) to_keep.push_back(row.name);
    }
    // Whatever is not stored, or is swept in this moment, is missing from what comes back.
    std::vector<std::string> kept;
    if (!to_keep.empty()) kept = co_await ok(pictures_.keep(context, to_keep, clock_.now()));
    for (std::size_t i = 0; i < shown.size(); ++i) {
        auto row = std::ranges::find(rows, names[i], &PictureRow::name);
        if (row == rows.end()) {
            co_await ok(adopt(context, *shown[i], rows));
            row = std::prev(rows.end());
        } else if (!row->kept && std::ranges::find(kept, names[i]) == kept.end()) {
            co_return unknown(*shown[i]);
        }
        if (row->width == 0) continue;
        shown[i]->set_width(std::uint32_t(row->width));
        shown[i]->set_height(std::uint32_t(row->height));
    }
    co_return {};
}

// Drawings are never uploaded, only put there by the platform: they have any size that they are shown in.
Task<Result<void>> OwnPictures::adopt(CallContext& context, const common::v1::Picture& picture,
                                      std::vector<PictureRow>& rows) const {
    PictureRow row{.name = name_of(picture), .stored = true, .kept = true};
    const auto info = co_await ok(files_.find(context, row.name));
    if (!info || info->content_type != "image/svg+xml") co_return unknown(picture);
    co_await ok(pictures_.adopt(context, row, clock_.now()));
    rows.push_back(std::move(row));
    co_return {};
}

}  // namespace ecommerce::product
