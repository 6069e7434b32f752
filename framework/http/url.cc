// SPDX-License-Identifier: Apache-2.0
#include "framework/http/url.h"

#include <charconv>
#include <memory>
#include <optional>

#include <curl/curl.h>

#include "framework/call/reasons.h"

namespace ecommerce::http {

namespace {

using Handle = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

std::unexpected<Error> bad(const std::string& text, std::string_view problem) {
    return fail(
        reason::invalid_field("\"" + text + "\" is no usable address: " + std::string(problem) + "."));
}

std::string part(const Handle& url, CURLUPart which, unsigned flags = 0) {
    char* text = nullptr;
    if (curl_url_get(url.get(), which, &text, flags) != CURLUE_OK) return {};
    std::string copy(text);
    curl_free(text);
    return copy;
}

}  // namespace

Result<Url> Url::parse(const std::string& text) {
    const Handle handle(curl_url(), curl_url_cleanup);
    const auto read = curl_url_set(handle.get(), CURLUPART_URL, text.c_str(),
                                   CURLU_DISALLOW_USER | CURLU_NON_SUPPORT_SCHEME);
    if (read != CURLUE_OK) return bad(text, curl_url_strerror(read));
    Url url{.scheme = part(handle, CURLUPART_SCHEME), .host = part(handle, CURLUPART_HOST)};
    if (url.scheme != "http" && url.scheme != "https") return bad(text, "it is neither http nor https");
    const auto port = part(handle, CURLUPART_PORT, CURLU_DEFAULT_PORT);
    std::from_chars(port.data(), port.data() + port.size(), url.port);
    if (url.port == 0) return bad(text, "it has no port");
    return url;
}

}  // namespace ecommerce::http
