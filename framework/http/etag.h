// SPDX-License-Identifier: Apache-2.0
// Entity tags (RFC 9110, section 8.8), If-None-Match and If-Match.
#pragma once

#include <string>
#include <string_view>

#include "framework/http/request.h"
#include "framework/http/response.h"

namespace ecommerce::http {

// A strong tag of the bytes, with its quotes: 128 bits that differ for different bodies unless somebody
// works on it. Not a cryptographic hash.
std::string strong_etag(std::string_view body);

// W/"…" of "…"; weak tags stay.
std::string weak_etag(std::string_view etag);

// Whether an If-None-Match field names the tag or is "*"; weak and strong tags are equal here.
bool etag_matches(std::string_view if_none_match, std::string_view etag);

// Whether an If-Match field names the tag or is "*"; weak tags name nothing here.
bool etag_is_current(std::string_view if_match, std::string_view etag);

// For 200 replies to GET and HEAD: adds an ETag where there is none, and turns the reply into a 304 when
// the client has that body already. False when If-Match names other bodies: the reply must not be sent then.
bool apply_etag(const Request& request, Response& response);

}  // namespace ecommerce::http
