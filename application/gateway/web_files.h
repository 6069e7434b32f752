// SPDX-License-Identifier: Apache-2.0
// The files of the built web application, read once into memory.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace ecommerce::gateway {

inline constexpr std::size_t kWebBytesMax = std::size_t(64) << 20;  // of all files together

struct WebFile {
    std::string bytes;
    // The same, packed, from the files beside it ("x.js.br", "x.js.gz"); empty where there is none.
    std::string brotli;
    std::string gzip;
};

// By their paths below the folder: "assets/index-4f1c.js". What begins with a dot is left out. Throws
// std::runtime_error with one sentence, which names the `setting`, when there is no index.html, when a link leads
// out of the folder, and when there is more than `bytes_max`.
std::map<std::string, WebFile, std::less<>> read_web_folder(const std::filesystem::path& folder,
                                                            std::string_view setting = "gateway.web_folder",
                                                            std::size_t bytes_max = kWebBytesMax);

}  // namespace ecommerce::gateway
