// SPDX-License-Identifier: Apache-2.0
#include "framework/files/content_type.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace ecommerce::files {

namespace {

constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
    {"html", "text/html; charset=utf-8"},
    {"js", "text/javascript; charset=utf-8"},
    {"mjs", "text/javascript; charset=utf-8"},
    {"css", "text/css; charset=utf-8"},
    {"csv", "text/csv; charset=utf-8"},
    {"json", "application/json"},
    {"map", "application/json"},
    {"webmanifest", "application/manifest+json"},
    {"txt", "text/plain; charset=utf-8"},
    {"xml", "application/xml"},
    {"pdf", "application/pdf"},
    {"svg", "image/svg+xml"},
    {"png", "image/png"},
    {"jpg", "image/jpeg"},
    {"webp", "image/webp"},
    {"gif", "image/gif"},
    {"avif", "image/avif"},
    {"ico", "image/x-icon"},
    {"woff2", "font/woff2"},
};

}  // namespace

std::string_view content_type_of(std::string_view name) {
    const auto ending = name.substr(name.rfind('.') + 1);
    const auto* found = std::ranges::find(kTypes, ending, [](const auto& type) { return type.first; });
    return found == std::end(kTypes) ? "application/octet-stream" : found->second;
}

}  // namespace ecommerce::files
