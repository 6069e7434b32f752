// SPDX-License-Identifier: Apache-2.0
#include "application/review/app/word_filter_service.h"

namespace ecommerce::review {

Task<Result<v1::BatchCheckTextsResponse>> WordFilterService::BatchCheckTexts(
    CallContext& context, const v1::BatchCheckTextsRequest& request) {
    const auto dictionary = co_await ok(dictionaries_.get(context));
    v1::BatchCheckTextsResponse response;
    for (int at = 0; at < request.texts_size(); ++at) {
        if (dictionary->words_in(request.texts(at)).empty()) response.add_allowed(std::uint32_t(at));
    }
    co_return response;
}

}  // namespace ecommerce::review
