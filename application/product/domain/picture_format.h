// SPDX-License-Identifier: Apache-2.0
// What kind of picture some bytes are, and how large, read from their headers alone. Bounded: no byte
// beyond the end is looked at, whatever the headers claim.
//
// Formats: PNG (ISO/IEC 15948), JPEG (ITU-T T.81, frame headers), GIF89a, WebP (RIFF container).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace ecommerce::product {

struct PictureFormat {
    std::string_view content_type;  // "image/png"
    std::string_view ending;        // "png"
    std::uint32_t width = 0;        // pixels
    std::uint32_t height = 0;
};

// Nothing when the bytes are none of these formats, or cut before their size.
std::optional<PictureFormat> picture_format(std::string_view bytes);

}  // namespace ecommerce::product
