// SPDX-License-Identifier: Apache-2.0
// Content codings: gzip and brotli for text, as the client's Accept-Encoding wants it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "framework/http/request.h"
#include "framework/http/response.h"

namespace ecommerce::http {

enum class Coding : std::uint8_t { identity, gzip, brotli };

std::string_view to_string(Coding coding);  // "br"

// What there is to choose from, beside the body as it is.
struct Codings {
    bool gzip = true;
    bool brotli = true;
};

// The coding with the highest q-value among those that are there; brotli before gzip before none among
// equals.
Coding choose_coding(std::string_view accept_encoding, Codings there = {});

// Whether bodies of that type become notably smaller.
bool is_compressible(std::string_view content_type);

// At the quality for replies that are made for one request: about 10 ns a byte.
std::string compress(Coding coding, std::string_view text);

// Compresses the reply's body where that is worth it: types of text, 1 KiB to 512 KiB (longer ones would
// hold up the loop), not compressed yet. Adds Vary, makes a strong ETag weak.
void compress(const Request& request, Response& response);

}  // namespace ecommerce::http
