// SPDX-License-Identifier: Apache-2.0
// How the files of a picture are called. An uploaded one has a file for each width; its own name is that of the
// widest, from which the others follow: "p<digest>_1600.webp" has "…_800.webp" and "…_400.webp" beside it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ecommerce::product {

// The name of the file of that width, one of pictures::kWidths. The digest is of the upload's bytes.
std::string uploaded_name(std::string_view digest, int width);

// The names that a picture of these bytes can have, before it is known how wide it is.
std::vector<std::string> possible_names(std::string_view digest);

// Of every file that belongs to the picture; itself alone for what was not uploaded, or before there were widths.
std::vector<std::string> files_of(const std::string& name);

}  // namespace ecommerce::product
