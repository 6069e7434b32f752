// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/review/app/dictionary_cache.h"

#include "review/v1/word_filter_service.rpc.h"

namespace ecommerce::review {

// Implements the contract's WordFilterService. Stateless; any loop.
class WordFilterService final : public v1::WordFilterService {
public:
    explicit WordFilterService(DictionaryCache& dictionaries) : dictionaries_(dictionaries) {}

    Task<Result<v1::BatchCheckTextsResponse>> BatchCheckTexts(
        CallContext& context, const v1::BatchCheckTextsRequest& request) override;

private:
    DictionaryCache& dictionaries_;
};

}  // namespace ecommerce::review
