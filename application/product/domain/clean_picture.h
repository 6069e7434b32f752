// SPDX-License-Identifier: Apache-2.0
// A picture file taken apart by the structure of its format, without decoding it: one that is cut or damaged is
// refused, and what tells about its maker stays behind: place and time, camera, comments, previews, and whatever
// hides behind the picture's end. Colours, transparency, movement and how it is turned stay as they are.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "application/product/domain/picture_format.h"

namespace ecommerce::product {

struct CleanPicture {
    PictureFormat format;  // as it is seen: turned pictures have their sides exchanged
    std::string bytes;
};

// Nothing when the bytes are not one whole picture of a format that picture_format() knows.
std::optional<CleanPicture> clean_picture(std::string_view bytes);

}  // namespace ecommerce::product
