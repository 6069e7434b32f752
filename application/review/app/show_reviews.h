// SPDX-License-Identifier: Apache-2.0
// Reviews as somebody sees them: rows with their remarks and the names of their tags.
#pragma once

#include "application/review/app/convert.h"
#include "application/review/app/dictionary_cache.h"
#include "application/review/storage/remark_store.h"
#include "application/review/storage/review_reader.h"

#include "review/v1/review.pb.h"

namespace ecommerce::review {

// The references outlive it; any loop.
class ShowReviews {
public:
    ShowReviews(const ReviewReader& reader, const RemarkStore& remarks, DictionaryCache& dictionaries,
                const ReviewRules& rules)
        : reader_(reader), remarks_(remarks), dictionaries_(dictionaries), rules_(rules) {}

    using Shown = google::protobuf::RepeatedPtrField<v1::Review>;
    Task<Result<void>> show(CallContext& context, const std::vector<ReviewRow>& rows, Viewer viewer,
                            Shown& out) const;
    // One as it is now. Error: not_found.
    Task<Result<v1::Review>> read(CallContext& context, std::int64_t id, Viewer viewer) const;

    using Questions = google::protobuf::RepeatedPtrField<v1::Question>;
    // Questions with their first answers.
    Task<Result<void>> show_questions(CallContext& context, const std::vector<RemarkRow>& questions,
                                      Questions& out) const;

private:
    const ReviewReader& reader_;
    const RemarkStore& remarks_;
    DictionaryCache& dictionaries_;
    const ReviewRules& rules_;
};

}  // namespace ecommerce::review
