// SPDX-License-Identifier: Apache-2.0
#include "application/search/storage/memory_follower.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <span>

#include "framework/call/reasons.h"

namespace ecommerce::search {

namespace {

constexpr std::size_t kAddedAtOnce = 8'000;
constexpr std::size_t kReadAtOnce = 500;
constexpr std::int64_t kComparedAtOnce = 2'000;

}  // namespace

MemoryFollower::MemoryFollower(postgres::Database& database, runtime::Loops& loops,
                               const FollowOptions& options)
    : loops_(loops), home_(loops[0]), table_(database), options_(options), served_(loops, [](runtime::Loop&) {
          return std::make_unique<Served>();
      }) {}

std::optional<EngineFigures> MemoryFollower::figures() const {
    const auto as_of = as_of_.load(std::memory_order_relaxed);
    if (as_of == std::chrono::steady_clock::time_point()) return std::nullopt;
    return EngineFigures{.documents = documents_.load(std::memory_order_relaxed),
                         .bytes = bytes_.load(std::memory_order_relaxed),
                         .merges = merges_.load(std::memory_order_relaxed),
                         .age = std::chrono::steady_clock::now() - as_of};
}

Task<Result<void>> MemoryFollower::serve(std::shared_ptr<MemoryIndex> index) {
    auto make = [this, &index] {
        return Served{.number = ++number_, .snapshot = index ? index->snapshot() : nullptr};
    };
    const auto served = co_await ok(writer_.run(std::move(make)));
    serving_ = served.snapshot != nullptr;
    // Another may be on its way at the same time.
    for (auto& loop : loops_) {
        co_await loop->hop();
        auto& local = served_.local();
        if (local.number < served.number) local = served;
    }
    co_await home_.hop();
    documents_.store(served.snapshot ? served.snapshot->documents : 0, std::memory_order_relaxed);
    bytes_.store(served.snapshot ? served.snapshot->bytes : 0, std::memory_order_relaxed);
    co_return {};
}

Task<Result<void>> MemoryFollower::refresh(CallContext& context) {
    auto& caller = runtime::Loop::current();
    co_await home_.hop();
    Result<void> result;
    if (!index_ && !loading_) {
        loading_ = true;
        result = co_await load(context);
        loading_ = false;
    }
    if (result) result = co_await follow_until(context, ++asked_);
    co_await caller.hop();
    co_return result;
}

Task<Result<void>> MemoryFollower::catch_up(CallContext& context) {
    auto& caller = runtime::Loop::current();
    co_await home_.hop();
    auto result = co_await follow_until(context, ++asked_);
    co_await caller.hop();
    co_return result;
}

// One follows for all who have asked before it began.
Task<Result<void>> MemoryFollower::follow_until(CallContext& context, std::uint64_t asked) {
    // Without an index nobody is answered from it, and whoever loads one follows before it serves.
    while (index_ && answered_ < asked) {
        if (following_) {
            if (!co_await followed_.wait(context.deadline))
                co_return fail(reason::deadline_exceeded("The search index took too long to follow."));
            continue;
        }
        following_ = true;
        const auto all = asked_;
        const auto result = co_await follow(context);
        following_ = false;
        if (result) answered_ = all;
        followed_.notify_all();
        if (!result) co_return result.error();
    }
    co_return {};
}

Task<Result<void>> MemoryFollower::load(CallContext& context) {
    // What is written while the pages are read was not seen by this one.
    auto seen = co_await ok(table_.snapshot(context));
    if (seen.empty()) co_return {};
    auto index = std::make_shared<MemoryIndex>();
    std::vector<MemoryDocument> waiting;
    std::int64_t after = 0;
    for (bool more = true; more;) {
        auto page = co_await ok(table_.page(context, after, options_.page));
        more = std::ssize(page) == options_.page;
        if (!page.empty()) after = page.back().product_id;
        std::ranges::move(page, std::back_inserter(waiting));
        if (more && waiting.size() < kAddedAtOnce) continue;
        auto add = [&index, &waiting] { index->add(std::exchange(waiting, {})); };
        co_await ok(writer_.run(std::move(add)));
        co_await ok(merge_all(index));
    }
    co_await ok(take_shops(context, index));
    index_ = std::move(index);
    seen_ = std::move(seen);
    co_return {};
}

Task<Result<void>> MemoryFollower::follow(CallContext& context) {
    const auto begin = std::chrono::steady_clock::now();
    auto news = co_await ok(table_.since(context, seen_));
    if (news.other_past) {
        // It is loaded anew; until then others answer.
        index_ = nullptr;
        as_of_.store({}, std::memory_order_relaxed);
        co_return co_await serve(nullptr);
    }
    if (news.shops) co_await ok(take_shops(context, index_));
    bool changed = co_await ok(take(context, news.products));
    if (begin >= compare_next_) {
        changed = co_await ok(compare_page(context)) || changed;
        compare_next_ = begin + options_.compare_pause;
    }
    if (!serving_ || news.shops || changed) co_await ok(serve(index_));
    seen_ = std::move(news.snapshot);
    as_of_.store(begin, std::memory_order_relaxed);
    co_return {};
}

Task<Result<void>> MemoryFollower::take_shops(CallContext& context, std::shared_ptr<MemoryIndex> index) {
    auto shops = co_await ok(table_.closed_shops(context));
    auto close = [&index, &shops] { index->close_shops(std::move(shops)); };
    co_return co_await writer_.run(std::move(close));
}

// Rows are read later than the news of them, so they may be newer: then there will be news of them once more.
Task<Result<bool>> MemoryFollower::take(CallContext& context, const std::vector<Version>& versions) {
    if (versions.empty()) co_return false;
    auto compare = [this, &versions] { return index_->unknown(versions); };
    const auto changed = co_await ok(writer_.run(std::move(compare)));
    for (std::size_t at = 0; at < changed.size(); at += kReadAtOnce) {
        const auto end = std::min(at + kReadAtOnce, changed.size());
        std::vector<std::int64_t> gone(changed.begin() + std::ptrdiff_t(at),
                                       changed.begin() + std::ptrdiff_t(end));
        auto documents = co_await ok(table_.get(context, gone));
        std::erase_if(gone, [&](std::int64_t id) {
            return std::ranges::find(documents, id, &MemoryDocument::product_id) != documents.end();
        });
        auto put = [this, &documents, &gone] { index_->put(std::move(documents), gone); };
        co_await ok(writer_.run(std::move(put)));
    }
    co_return !changed.empty();
}

Task<Result<bool>> MemoryFollower::compare_page(CallContext& context) {
    constexpr std::int64_t kNoTicket = -1;
    auto versions = co_await ok(table_.versions(context, compared_, kComparedAtOnce));
    const bool last = std::ssize(versions) < kComparedAtOnce;
    const auto to = last ? std::numeric_limits<std::int64_t>::max() : versions.back().product_id;
    auto list = [this, to] { return index_->between(compared_, to); };
    const auto kept = co_await ok(writer_.run(std::move(list)));
    const auto on_sale = versions.size();
    for (const auto id : kept) {
        const auto page = std::span(versions).first(on_sale);
        if (!std::ranges::binary_search(page, id, {}, &Version::product_id))
            versions.push_back({.product_id = id, .ticket = kNoTicket});
    }
    compared_ = last ? 0 : to;
    co_return co_await take(context, versions);
}

Task<Result<void>> MemoryFollower::merge() {
    auto& caller = runtime::Loop::current();
    co_await home_.hop();
    Result<void> result;
    if (index_ && !merging_) {
        merging_ = true;
        result = co_await merge_all(index_);
        merging_ = false;
    }
    co_await caller.hop();
    co_return result;
}

Task<Result<void>> MemoryFollower::merge_all(std::shared_ptr<MemoryIndex> index) {
    for (;;) {
        auto choose = [&index] { return index->to_merge(); };
        const auto parts = co_await ok(writer_.run(std::move(choose)));
        if (parts.empty()) co_return {};
        auto make = [&parts] { return std::make_shared<const Segment>(parts); };
        auto segment = co_await ok(merger_.run(std::move(make)));
        auto put = [&index, &parts, &segment] { index->merged(parts, std::move(segment)); };
        co_await ok(writer_.run(std::move(put)));
        merges_.fetch_add(1, std::memory_order_relaxed);
        if (index == index_ && serving_) co_await ok(serve(index));
    }
}

}  // namespace ecommerce::search
