// SPDX-License-Identifier: Apache-2.0
#include "application/notification/app/live_feed.h"

#include <algorithm>
#include <map>
#include <utility>

#include "notification/v1/error_reason.rpc.h"

namespace ecommerce::notification {

namespace {

// Read again at the start: their transactions may have been under way while a stream opened.
constexpr std::int64_t kFromBefore = 200;

}  // namespace

std::optional<std::vector<ChangeRow>> LiveEar::take() {
    auto heard = std::exchange(heard_, {});
    if (std::exchange(missed_, false)) return std::nullopt;
    return heard;
}

void LiveEar::hear(const std::vector<ChangeRow>& changes) {
    if (missed_ || heard_.size() + changes.size() > LiveFeed::kHeardMost) {
        missed_ = true;
        heard_.clear();
    } else {
        heard_.insert(heard_.end(), changes.begin(), changes.end());
    }
    news_.notify();
}

void LiveEar::end(Over how) {
    over_ = how;
    news_.notify();
}

struct LiveFeed::Stream {
    Stream(LiveReader whose, runtime::Loop& where, const telemetry::UpDownCounter& meter)
        : reader(std::move(whose)), loop(where), open(meter) {
        open.add(1);
    }
    ~Stream() { open.add(-1); }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    const LiveReader reader;
    runtime::Loop& loop;
    const telemetry::UpDownCounter open;
    LiveEar ear;  // on that loop
};

struct LiveFeed::Streams {
    using ByOwner = std::multimap<std::int64_t, std::shared_ptr<Stream>>;
    ByOwner by_account, by_shop;

    static void take_out(ByOwner& from, std::int64_t owner, const std::shared_ptr<Stream>& stream) {
        const auto [first, last] = from.equal_range(owner);
        const auto found = std::find_if(first, last, [&](const auto& each) { return each.second == stream; });
        if (found != last) from.erase(found);
    }
    void remove(const std::shared_ptr<Stream>& stream) {
        take_out(by_account, stream->reader.user_id, stream);
        take_out(by_shop, stream->reader.shop_id, stream);
    }
};

LiveFeed::LiveFeed(runtime::Loop& home, const LiveStore& changes, LiveRules rules, LiveMeters meters)
    : home_(home),
      changes_(changes),
      rules_(rules),
      meters_(std::move(meters)),
      streams_(std::make_shared<Streams>()) {}

LiveFeed::Place::Place(const LiveFeed& of, std::shared_ptr<Stream> stream)
    : home_(&of.home_), streams_(of.streams_), stream_(std::move(stream)) {}

LiveFeed::Place::~Place() {
    if (!streams_) return;
    home_->post([streams = std::move(streams_), stream = std::move(stream_)] { streams->remove(stream); });
}

LiveEar& LiveFeed::Place::ear() const {
    return stream_->ear;
}

Result<std::shared_ptr<LiveFeed::Stream>> LiveFeed::admit(LiveReader reader, runtime::Loop& loop) {
    const auto refuse = [&](const char* words) {
        meters_.refused.add();
        return fail(v1::reason::too_many_streams(words).retry_after(30));
    };
    const auto [first, last] = streams_->by_account.equal_range(reader.user_id);
    for (auto each = first; each != last && !reader.session_id.empty(); ++each) {
        const auto earlier = each->second;
        if (earlier->reader.session_id != reader.session_id) continue;
        earlier->loop.post([earlier] { earlier->ear.end(LiveEar::Over::replaced); });
        streams_->remove(earlier);
        meters_.replaced.add();
        break;  // there is one at most
    }
    if (streams_->by_account.count(reader.user_id) >= std::size_t(rules_.per_account)) {
        return refuse("Too many devices of this account listen already. Close some of them.");
    }
    if (streams_->by_account.size() >= std::size_t(rules_.streams_max)) {
        return refuse("Too many listen just now. Try again later.");
    }
    auto stream = std::make_shared<Stream>(std::move(reader), loop, meters_.open);
    streams_->by_account.emplace(stream->reader.user_id, stream);
    if (stream->reader.shop_id != 0) streams_->by_shop.emplace(stream->reader.shop_id, stream);
    return stream;
}

Task<Result<LiveFeed::Place>> LiveFeed::enter(CallContext& context, LiveReader reader) {
    auto& here = runtime::Loop::current();
    co_await home_.hop();
    auto stream = admit(std::move(reader), here);
    Result<void> started;
    if (stream) started = co_await start(context);
    co_await here.hop();
    if (!stream) co_return fail(std::move(stream.error()));
    Place place(*this, *std::move(stream));
    if (!started) co_return fail(std::move(started.error()));
    co_return place;
}

Task<Result<void>> LiveFeed::start(CallContext& context) {
    if (cursor_.started()) co_return {};
    const auto last = co_await ok(changes_.last_id(context));
    if (!cursor_.started()) cursor_.start(std::max<std::int64_t>(last - kFromBefore, 0));
    co_return {};
}

Task<Result<int>> LiveFeed::look(CallContext& context) {
    auto& here = runtime::Loop::current();
    co_await home_.hop();
    auto read = co_await look_at_home(context);
    co_await here.hop();
    co_return read;
}

Task<Result<int>> LiveFeed::look_at_home(CallContext& context) {
    if (streams_->by_account.empty()) {
        cursor_.reset();
        co_return 0;
    }
    co_await ok(start(context));
    auto rows = co_await ok(changes_.read(context, cursor_.missing(std::chrono::steady_clock::now()),
                                          cursor_.last(), kReadAtOnce));
    const auto read = int(rows.size());
    std::ranges::sort(rows, {}, &ChangeRow::id);
    const auto now = std::chrono::steady_clock::now();
    std::erase_if(rows, [&](const ChangeRow& row) { return !cursor_.take(row.id, now); });
    tell(rows);
    co_return read;
}

void LiveFeed::tell(const std::vector<ChangeRow>& changes) {
    std::map<std::shared_ptr<Stream>, std::vector<ChangeRow>> by_stream;
    for (const auto& change : changes) {
        const auto& among = change.box == Box::shop ? streams_->by_shop : streams_->by_account;
        const auto [first, last] = among.equal_range(change.owner_id);
        for (auto each = first; each != last; ++each) {
            const auto& stream = each->second;
            if (change.change != Change::session_over) {
                by_stream[stream].push_back(change);
            } else if (stream->reader.session_id == change.subject) {
                stream->loop.post([stream] { stream->ear.end(LiveEar::Over::session); });
            }
        }
    }
    for (auto& [stream, news] : by_stream) {
        stream->loop.post([stream, news = std::move(news)] { stream->ear.hear(news); });
    }
}

}  // namespace ecommerce::notification
