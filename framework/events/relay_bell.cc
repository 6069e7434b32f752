// SPDX-License-Identifier: Apache-2.0
#include "framework/events/relay_bell.h"

#include <algorithm>
#include <mutex>

namespace ecommerce::events {

struct RelayBell::State {
    struct Lane {
        std::size_t places = 0;  // taken
        bool behind = false;
    };

    std::mutex mutex;  // of all but the ear
    std::map<std::string, Lane, std::less<>> lanes;
    News news;
    std::size_t promised = 0;  // places whose events have not come yet
    bool open = false;
    bool on_its_way = false;
    std::chrono::milliseconds lease{0};
    std::function<void(News)> ear;  // the loop's alone

    Lane& lane(std::string_view type) {
        const auto found = lanes.find(type);
        return found != lanes.end() ? found->second : lanes[std::string(type)];
    }

    void hear() {
        News heard;
        {
            const std::lock_guard lock(mutex);
            on_its_way = false;
            if (!ear) return;
            heard = std::exchange(news, {});
        }
        ear(std::move(heard));
    }

    // Changes what is to be heard, and sees to its being heard.
    template <typename Change>
    static void tell(const std::shared_ptr<State>& state, runtime::Loop& loop, Change change) {
        {
            const std::lock_guard lock(state->mutex);
            change(*state);
            if (std::exchange(state->on_its_way, true)) return;
        }
        loop.post([state] { state->hear(); });
    }
};

RelayBell::RelayBell(runtime::Loop& loop) : loop_(loop), state_(std::make_shared<State>()) {}

RelayBell::Place& RelayBell::Place::operator=(Place&& other) noexcept {
    if (this == &other) return *this;
    leave();
    state_ = std::move(other.state_);
    type_ = std::move(other.type_);
    promised_ = other.promised_;
    return *this;
}

void RelayBell::Place::leave() {
    if (!state_) return;
    const auto state = std::move(state_);
    const std::lock_guard lock(state->mutex);
    --state->lane(type_).places;
    if (promised_) --state->promised;
}

RelayBell::Place RelayBell::take_place(std::string_view type) {
    Place place;
    const std::lock_guard lock(state_->mutex);
    if (!state_->open) return place;
    auto& lane = state_->lane(type);
    if (lane.behind || lane.places >= kPlaces) return place;
    ++lane.places;
    ++state_->promised;
    place.state_ = state_;
    place.type_ = type;
    place.promised_ = true;
    return place;
}

std::chrono::milliseconds RelayBell::lease() const {
    const std::lock_guard lock(state_->mutex);
    return state_->lease;
}

void RelayBell::hand_over(Place place, Claimed claimed) {
    State::tell(state_, loop_, [&](State& state) {
        if (std::exchange(place.promised_, false)) --state.promised;
        state.news.handed.emplace_back(std::move(claimed), std::move(place));
    });
}

void RelayBell::ring(std::string_view type, Timestamp due, Wait wait) {
    State::tell(state_, loop_, [&](State& state) {
        const auto [known, first] = state.news.due.try_emplace(std::string(type), due);
        if (!first) known->second = std::min(known->second, due);
        if (wait == Wait::none) state.lane(type).behind = true;
    });
}

void RelayBell::ring_all() {
    State::tell(state_, loop_, [](State& state) { state.news.look = true; });
}

void RelayBell::listen(std::chrono::milliseconds lease, std::function<void(News)> ear) {
    {
        const std::lock_guard lock(state_->mutex);
        state_->lease = lease;
    }
    state_->ear = std::move(ear);
    state_->hear();
}

void RelayBell::open() {
    const std::lock_guard lock(state_->mutex);
    state_->open = true;
}

void RelayBell::close() {
    const std::lock_guard lock(state_->mutex);
    state_->open = false;
}

bool RelayBell::is_owed() const {
    const std::lock_guard lock(state_->mutex);
    return state_->promised > 0;
}

RelayBell::News RelayBell::deafen() {
    state_->ear = nullptr;
    const std::lock_guard lock(state_->mutex);
    return std::exchange(state_->news, {});
}

void RelayBell::fall_behind(std::string_view type) {
    const std::lock_guard lock(state_->mutex);
    state_->lane(type).behind = true;
}

void RelayBell::catch_up(std::string_view type) {
    const std::lock_guard lock(state_->mutex);
    if (!state_->news.due.contains(type)) state_->lane(type).behind = false;
}

}  // namespace ecommerce::events
