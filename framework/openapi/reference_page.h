// SPDX-License-Identifier: Apache-2.0
// A page for people that shows /openapi.json. Three files, because the content security policy of the
// platform allows neither scripts nor styles inside a page; the page refers to the other two by these paths.
#pragma once

#include <string>
#include <string_view>

namespace ecommerce::openapi {

inline constexpr std::string_view kReferencePagePath = "/docs";
inline constexpr std::string_view kReferenceStylePath = "/docs/reference.css";
inline constexpr std::string_view kReferenceScriptPath = "/docs/reference.js";

std::string reference_page();    // text/html
std::string reference_style();   // text/css
std::string reference_script();  // text/javascript

}  // namespace ecommerce::openapi
