// SPDX-License-Identifier: Apache-2.0
// A load generator of one thread over HTTP/1.1: arrivals by chance at a given rate, whether or not earlier ones were
// answered (an open loop), or connections that ask without pause (a closed one).
//
//   open_loop --port N --requests FILE [options]
//     --rate RATE:SECONDS[,RATE:SECONDS…]   open loop: Poisson arrivals, one phase after the other
//     --seconds S          closed loop: every connection asks as soon as it was answered (5)
//     --at-once N          closed loop: so many requests under way, each over any connection that is free (all)
//     --connections N      that ask (64)
//     --idle N             more that ask once, before the run, and stay open (0)
//     --slow-readers N     more that ask and hardly read (0)
//     --slow-request PATH  what those ask for: the path of a GET (/)
//     --when-full wait|leave   an arrival that finds no connection free waits for one, its time counted from the
//                          arrival (wait), or goes away and counts as `left` (leave)
//     --patience S         how long replies are waited for after the end (10)
//     --weights CLASS=N,…  of the classes of FILE
//     --key PREFIX         "{key}" in a header of FILE becomes PREFIX and a number
//     --host A             an IPv4 address (127.0.0.1)
//     --seed N
//
// A line of FILE: CLASS <tab> VERB <tab> PATH <tab> HEADER|HEADER <tab> BODY. Connections are kept alive. Prints one
// JSON object:
//
//   seconds, offered (arrivals), left, unanswered (after the patience), reconnects, own_cpu (seconds of the generator)
//   good_rate, refused_rate       a second, of what came before the end
//   good, refused, failed, lost   {n, p50, p90, p99, p999, max}, milliseconds from the arrival: 2xx; 429 and 503; any
//                                 other reply; no reply
//   retry_after                   how many of the refused said when to return
//   outcomes                      {"200": n, "503 UNAVAILABLE": n, …}
//   classes, phases               the same four of each class, and of each phase of --rate, with `offered`
//   series                        [second, good/s, refused/s, other/s, p50, p99 of the good] for each half second
//   slow_readers                  {bytes, cut}
#include <arpa/inet.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <map>
#include <random>

#include <fmt/format.h>

#include "bench/load/clients.h"
#include "bench/load/requests.h"
#include "bench/load/slow_readers.h"

namespace {

using namespace ecommerce::bench;
using namespace std::chrono_literals;

constexpr auto kLongestWait = 20ms;
constexpr auto kSlowTurn = 50ms;

// The words of the command line: "--name value".
class Options {
public:
    Options(int count, char** words) {
        for (int i = 1; i + 1 < count; i += 2) values_[words[i]] = words[i + 1];
        if (count % 2 == 0 || values_.empty()) {
            std::fprintf(
                stderr,
                "usage: open_loop --port N --requests FILE [--name value]…; bench/open_loop.cc has all\n");
            std::exit(2);
        }
    }
    std::string text(const std::string& name, const std::string& fallback = {}) const {
        const auto found = values_.find("--" + name);
        return found == values_.end() ? fallback : found->second;
    }
    double number(const std::string& name, double fallback) const {
        const auto found = text(name);
        return found.empty() ? fallback : std::stod(found);
    }

private:
    std::map<std::string, std::string> values_;
};

struct Phase {
    double rate = 0;
    double seconds = 0;
};

std::vector<Phase> phases_of(const std::string& text) {
    std::vector<Phase> phases;
    for (const auto& each : split(text, ',')) {
        const auto parts = split(each, ':');
        if (parts.size() != 2) {
            std::fprintf(stderr, "\"%s\" is no RATE:SECONDS.\n", each.c_str());
            std::exit(2);
        }
        phases.push_back({.rate = std::stod(parts[0]), .seconds = std::stod(parts[1])});
    }
    return phases;
}

std::chrono::nanoseconds nanoseconds(double seconds) {
    return std::chrono::nanoseconds(std::int64_t(seconds * 1e9));
}

double cpu_seconds() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    return double(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
           double(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

sockaddr_in address_of(const Options& options) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(std::uint16_t(options.number("port", 0)));
    inet_pton(AF_INET, options.text("host", "127.0.0.1").c_str(), &address.sin_addr);
    return address;
}

class Run {
public:
    explicit Run(const Options& options)
        : requests_(options.text("requests"), options.text("host", "127.0.0.1"), options.text("weights")),
          phases_(phases_of(options.text("rate"))),
          open_(!phases_.empty()),
          leaves_(options.text("when-full", "wait") == "leave"),
          at_once_(std::size_t(options.number("at-once", 1e9))),
          key_(options.text("key", "key-")),
          patience_(nanoseconds(options.number("patience", 10))),
          engine_(std::uint64_t(options.number("seed", 1))),
          clients_(address_of(options), samples_),
          idle_(address_of(options), samples_of_idle_),
          slow_(address_of(options), std::size_t(options.number("slow-readers", 0)),
                "GET " + options.text("slow-request", "/") + " HTTP/1.1\r\nHost: slow\r\n\r\n") {
        if (!open_) phases_ = {{.rate = 0, .seconds = options.number("seconds", 5)}};
        offered_.resize(phases_.size());
        clients_.open(std::size_t(options.number("connections", 64)));
        clients_.wait(200ms);
        rest(std::size_t(options.number("idle", 0)));
    }

    void run() {
        const auto used = cpu_seconds();
        begun_ = next_ = Clock::now();
        samples_.begin(begun_);
        for (const auto& phase : phases_) seconds_ += phase.seconds;
        phase_end_ = begun_ + nanoseconds(phases_[0].seconds);
        const auto end = begun_ + nanoseconds(seconds_);
        while (Clock::now() < end) {
            open_ ? arrive() : ask_all();
            clients_.wait(open_
                              ? std::clamp<std::chrono::nanoseconds>(next_ - Clock::now(), 0ns, kLongestWait)
                              : std::chrono::nanoseconds(kLongestWait));
            turn_slow_ones();
        }
        used_ = cpu_seconds() - used;
        // What is still due, so that the slowest are not left out.
        const auto give_up = Clock::now() + patience_;
        while ((clients_.busy() > 0 || !queue_.empty()) && Clock::now() < give_up) {
            send_waiting();
            clients_.wait(kLongestWait);
            turn_slow_ones();
        }
        unanswered_ = clients_.busy() + queue_.size();
        clients_.abandon();
    }

    void print() const {
        std::size_t offered = 0;
        for (const auto each : offered_) offered += each;
        fmt::print(
            "{{\"seconds\": {:.3f}, \"offered\": {}, \"left\": {}, \"unanswered\": {}, \"reconnects\": {}, "
            "\"own_cpu\": {:.3f}, {}, \"slow_readers\": {{\"bytes\": {}, \"cut\": {}}}}}\n",
            seconds_, offered, left_, unanswered_, clients_.reconnects(), used_,
            samples_.report(seconds_, requests_.classes(), offered_), slow_.bytes_read(), slow_.cut());
    }

private:
    void rest(std::size_t count) {
        samples_of_idle_.begin(Clock::now());
        idle_.open(count);
        for (std::size_t i = 0; i < count; ++i)
            idle_.ask({.arrival = Clock::now()}, requests_.text(requests_.choose(engine_), key_), engine_);
        const auto give_up = Clock::now() + patience_;
        while (idle_.busy() > 0 && Clock::now() < give_up) idle_.wait(kLongestWait);
    }

    struct Waiting {
        Ask ask;
        Requests::Choice choice;
    };

    // Everything whose time has come.
    void arrive() {
        const auto now = Clock::now();
        while (next_ <= now && phase_ < phases_.size()) {
            if (next_ >= phase_end_) {
                if (++phase_ == phases_.size()) break;
                next_ = phase_end_;
                phase_end_ += nanoseconds(phases_[phase_].seconds);
                continue;
            }
            ++offered_[phase_];
            const auto choice = requests_.choose(engine_);
            const Ask ask{.arrival = next_, .kind = choice.kind, .phase = std::uint8_t(phase_)};
            next_ += nanoseconds(std::exponential_distribution<double>(phases_[phase_].rate)(engine_));
            if (leaves_ && !clients_.any_free()) {
                ++left_;
            } else {
                queue_.push_back({ask, choice});
                send_waiting();
            }
        }
        send_waiting();
    }

    void send_waiting() {
        while (!queue_.empty() && clients_.any_free()) {
            send(queue_.front().ask, queue_.front().choice);
            queue_.pop_front();
        }
    }

    void ask_all() {
        while (clients_.any_free() && clients_.busy() < at_once_) {
            ++offered_[0];
            const auto choice = requests_.choose(engine_);
            send({.arrival = Clock::now(), .kind = choice.kind}, choice);
        }
    }

    void send(const Ask& ask, Requests::Choice choice) {
        clients_.ask(ask, requests_.text(choice, key_ + std::to_string(++count_)), engine_);
    }

    void turn_slow_ones() {
        if (Clock::now() < slow_turn_) return;
        slow_turn_ = Clock::now() + kSlowTurn;
        slow_.turn();
    }

    const Requests requests_;
    std::vector<Phase> phases_;
    const bool open_;
    const bool leaves_;
    const std::size_t at_once_;
    const std::string key_;
    const std::chrono::nanoseconds patience_;
    std::mt19937_64 engine_;
    Samples samples_, samples_of_idle_;
    Clients clients_;
    Clients idle_;
    SlowReaders slow_;
    std::deque<Waiting> queue_;
    Time begun_, next_, phase_end_, slow_turn_;
    std::size_t phase_ = 0;
    std::vector<std::size_t> offered_;
    double seconds_ = 0, used_ = 0;
    std::size_t left_ = 0, unanswered_ = 0, count_ = 0;
};

}  // namespace

int main(int count, char** words) {
    Run run(Options(count, words));
    run.run();
    run.print();
}
