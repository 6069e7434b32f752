// SPDX-License-Identifier: Apache-2.0
#include "application/search/app/search_admin_service.h"

#include <algorithm>
#include <set>

#include "application/search/domain/analyser.h"
#include "framework/call/reasons.h"
#include "framework/rpc/messages.h"

#include "search/v1/error_reason.rpc.h"

namespace ecommerce::search {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t kGroupsMax = 2'000;
constexpr std::uint32_t kMissesShown = 50;
constexpr auto kMissesSince = 30 * 24h;

std::set<std::string> keys_of(const std::vector<std::string>& words) {
    std::set<std::string> keys;
    for (const auto& word : words) keys.insert(key_of(word));
    return keys;
}

// Whether the group may be among the others.
Result<void> check(const std::vector<SynonymRow>& groups, const SynonymRow& group) {
    const auto keys = keys_of(group.words);
    if (keys.size() < 2 || keys.contains(""))
        return fail(
            v1::reason::synonyms_alike("A group needs two words that differ by more than case and width."));
    for (const auto& other : groups) {
        if (other.id == group.id) continue;
        for (const auto& word : other.words) {
            if (keys.contains(key_of(word)))
                return fail(v1::reason::synonym_taken("The word " + word + " is in another group."));
        }
    }
    return {};
}

void fill(v1::SynonymGroup& out, const SynonymRow& group) {
    out.set_id(group.id);
    for (const auto& word : group.words) out.add_words(word);
    rpc::set_time(*out.mutable_updated_at(), group.updated_at);
}

}  // namespace

Task<Result<v1::ListSynonymsResponse>> SearchAdminService::ListSynonyms(CallContext& context,
                                                                        const v1::ListSynonymsRequest&) {
    v1::ListSynonymsResponse response;
    for (const auto& group : co_await ok(synonyms_.list(context))) fill(*response.add_groups(), group);
    co_return response;
}

Task<Result<v1::PutSynonymsResponse>> SearchAdminService::PutSynonyms(CallContext& context,
                                                                      const v1::PutSynonymsRequest& request) {
    SynonymRow group{.id = request.id(), .words = {request.words().begin(), request.words().end()}};
    auto body = [&](postgres::Transaction& tx) -> Task<Result<SynonymRow>> {
        const auto groups = co_await ok(synonyms_.lock(tx));
        auto put = group;
        put.updated_at = clock_.now();
        co_await ok(check(groups, put));
        if (put.id == 0) {
            if (groups.size() >= kGroupsMax)
                co_return v1::reason::too_many_synonyms("No more groups of synonyms are kept.");
            put.id = co_await ok(synonyms_.insert(tx, put.words, put.updated_at));
            co_return put;
        }
        if (std::ranges::find(groups, put.id, &SynonymRow::id) == groups.end())
            co_return reason::not_found("There is no such group.");
        synonyms_.update(tx, put);
        co_return put;
    };
    const auto put = co_await ok(transact_(context, std::move(body)));
    cache_.changed();
    v1::PutSynonymsResponse response;
    fill(*response.mutable_group(), put);
    co_return response;
}

Task<Result<v1::DeleteSynonymsResponse>> SearchAdminService::DeleteSynonyms(
    CallContext& context, const v1::DeleteSynonymsRequest& request) {
    if (!co_await ok(synonyms_.remove(context, request.id())))
        co_return reason::not_found("There is no such group.");
    cache_.changed();
    co_return v1::DeleteSynonymsResponse();
}

Task<Result<v1::ListMissedWordsResponse>> SearchAdminService::ListMissedWords(
    CallContext& context, const v1::ListMissedWordsRequest& request) {
    const auto limit = std::int64_t(request.limit() == 0 ? kMissesShown : request.limit());
    v1::ListMissedWordsResponse response;
    for (const auto& miss : co_await ok(history_.misses(context, clock_.now() - kMissesSince, limit))) {
        auto& word = *response.add_words();
        word.set_text(miss.query);
        word.set_count(miss.count);
        rpc::set_time(*word.mutable_last_at(), miss.last_at);
    }
    co_return response;
}

}  // namespace ecommerce::search
