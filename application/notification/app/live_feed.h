// SPDX-License-Identifier: Apache-2.0
// Tells the open streams of this process what has changed, whichever process changed it: one read of the latest changes
// several times a second for all streams together, and none while there is no stream.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "application/notification/app/live_meters.h"
#include "application/notification/domain/change_cursor.h"
#include "application/notification/storage/live_store.h"
#include "framework/runtime/loop.h"
#include "framework/runtime/spawn.h"

namespace ecommerce::notification {

// Of this process.
struct LiveRules {
    int per_account = 10;
    int streams_max = 4096;
};

// Whose changes a stream tells of.
struct LiveReader {
    std::int64_t user_id = 0;
    std::int64_t shop_id = 0;  // 0: none
    std::string session_id;    // empty: none
};

// What one stream hears. Belongs to its loop.
class LiveEar {
public:
    enum class Over : std::uint8_t { no, session, replaced };

    // True when there is something to take, or it is over.
    Task<bool> wait(Deadline deadline) { return news_.wait(deadline); }
    // The oldest first; none when some were missed, and everything has to be read again.
    std::optional<std::vector<ChangeRow>> take();
    Over over() const { return over_; }

private:
    friend class LiveFeed;
    void hear(const std::vector<ChangeRow>& changes);
    void end(Over how);

    std::vector<ChangeRow> heard_;
    bool missed_ = false;
    Over over_ = Over::no;
    runtime::Waiter news_;
};

// Any loop; keeps its streams on its home, which outlives it.
class LiveFeed {
    struct Stream;
    struct Streams;

public:
    // A stream that waits longer for its reader than so many changes come has missed some.
    static constexpr std::size_t kHeardMost = 64;

    LiveFeed(runtime::Loop& home, const LiveStore& changes, LiveRules rules, LiveMeters meters);

    // While it is held, a stream is open.
    class Place {
    public:
        Place(Place&&) = default;
        Place& operator=(Place&&) = delete;
        ~Place();
        LiveEar& ear() const;

    private:
        friend class LiveFeed;
        Place(const LiveFeed& of, std::shared_ptr<Stream> stream);

        runtime::Loop* home_;
        std::shared_ptr<Streams> streams_;  // none where it was moved from
        std::shared_ptr<Stream> stream_;
    };
    // What changes from now on is heard. A stream of the same session ends. Error: exhausted TOO_MANY_STREAMS.
    Task<Result<Place>> enter(CallContext& context, LiveReader reader);

    // Reads what has changed and tells it; how many changes of at most `kReadAtOnce`. Not twice at once.
    static constexpr int kReadAtOnce = 1'000;
    Task<Result<int>> look(CallContext& context);

private:
    Result<std::shared_ptr<Stream>> admit(LiveReader reader, runtime::Loop& loop);  // at home, as all below
    Task<Result<void>> start(CallContext& context);
    Task<Result<int>> look_at_home(CallContext& context);
    void tell(const std::vector<ChangeRow>& changes);

    runtime::Loop& home_;
    const LiveStore& changes_;
    const LiveRules rules_;
    const LiveMeters meters_;
    std::shared_ptr<Streams> streams_;
    ChangeCursor cursor_;
};

}  // namespace ecommerce::notification
