// SPDX-License-Identifier: Apache-2.0
// How publishers of this process tell its relay of events, from any thread: a ring says that there is one in the
// outbox; what was leased to the relay as it was written is handed over whole, and nobody has to look for it.
//
// Each type of event is a lane. A lane has places for what is handed over; while all are taken, or while the lane is
// behind (something may be due in the outbox), the next event waits there too, so that it overtakes none.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "framework/events/outbox.h"
#include "framework/runtime/clock.h"
#include "framework/runtime/loop.h"

namespace ecommerce::events {

class RelayBell {
    struct State;

public:
    // Of one lane.
    static constexpr std::size_t kPlaces = 128;

    // `loop` is the relay's and outlives this.
    explicit RelayBell(runtime::Loop& loop);

    // Room for one event, as long as this lives.
    class Place {
    public:
        Place() = default;
        ~Place() { leave(); }
        Place(Place&& other) noexcept { *this = std::move(other); }
        Place& operator=(Place&& other) noexcept;
        explicit operator bool() const { return state_ != nullptr; }

    private:
        friend class RelayBell;
        void leave();
        std::shared_ptr<State> state_;  // null: none
        std::string type_;
        bool promised_ = false;  // its event has not been handed over yet
    };

    // ---- for publishers; any thread

    // None where the event has to wait in the outbox.
    Place take_place(std::string_view type);
    // How long what gets a place is leased.
    std::chrono::milliseconds lease() const;
    // After the commit.
    void hand_over(Place place, Claimed claimed);
    // An event of the type waits in the outbox until `due`, or is due now. Rings that come close together wake the
    // relay once.
    enum class Wait : std::uint8_t { until_due, none };
    void ring(std::string_view type, Timestamp due, Wait wait);
    // Everything is to be looked at anew.
    void ring_all();

    // ---- for the relay; on its loop

    struct News {
        std::map<std::string, Timestamp, std::less<>> due;  // the earliest of each type that was rung for
        std::vector<std::pair<Claimed, Place>> handed;      // in the order of their commits
        bool look = false;                                  // at everything
    };
    // Who hears news, soon after. Rings with nobody to hear them are kept.
    void listen(std::chrono::milliseconds lease, std::function<void(News)> ear);
    // The outbox has been looked at, so that lanes may have places.
    void open();
    // No more places are given; what has one may still come, which is_owed() says.
    void close();
    bool is_owed() const;
    // The end of listening, with what was not heard yet.
    News deafen();
    // More of the type may be due in the outbox; or nothing was when it was looked at, which counts unless somebody
    // has rung for it since.
    void fall_behind(std::string_view type);
    void catch_up(std::string_view type);

private:
    runtime::Loop& loop_;
    std::shared_ptr<State> state_;  // outlives this in places, and in calls that are on their way to the loop
};

}  // namespace ecommerce::events
