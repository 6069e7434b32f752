// SPDX-License-Identifier: Apache-2.0
// The queue and its thread are spdlog's; the lines are ours.
#include <unistd.h>

#include <spdlog/async_logger.h>
#include <spdlog/details/thread_pool.h>
#include <spdlog/sinks/base_sink.h>

#include "framework/telemetry/log_line.h"
#include "framework/telemetry/log_sink.h"

namespace ecommerce::log {
namespace {

// Writes finished lines to a descriptor, on the queue's thread alone.
class DescriptorSink final : public spdlog::sinks::base_sink<spdlog::details::null_mutex> {
public:
    explicit DescriptorSink(int descriptor) : descriptor_(descriptor) {}

private:
    void sink_it_(const spdlog::details::log_msg& line) override {
        std::string_view rest(line.payload.data(), line.payload.size());
        while (!rest.empty()) {
            const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) return;  // nobody reads us any more: there is nowhere to say so
            rest.remove_prefix(std::size_t(written));
        }
    }
    void flush_() override {}

    int descriptor_;
};

}  // namespace

struct Output::Queue final : Sink {
    Queue(const Options& options, bool human)
        : human(human),
          most(options.level),
          pool(std::make_shared<spdlog::details::thread_pool>(options.queue_lines, 1)),
          logger(std::make_shared<spdlog::async_logger>(
              "ecommerce", std::make_shared<DescriptorSink>(options.descriptor), pool,
              spdlog::async_overflow_policy::overrun_oldest)) {}

    Level level() const override { return most; }
    void write(const Record& record) override {
        const std::string line = human ? human_line(record, true) : json_line(record);
        logger->log(spdlog::level::critical, spdlog::string_view_t(line.data(), line.size()));
    }

    const bool human;
    const config::Live<Level> most;
    std::shared_ptr<spdlog::details::thread_pool> pool;  // its end writes what waits
    std::shared_ptr<spdlog::async_logger> logger;
};

Output::Output(const Options& options) {
    const bool human = options.format == Format::human ||
                       (options.format == Format::automatic && ::isatty(options.descriptor) != 0);
    queue_ = std::make_unique<Queue>(options, human);
    set_sink(queue_.get());
}

Output::~Output() {
    set_sink(nullptr);
    const auto lost = dropped();
    queue_.reset();
    if (lost > 0) warning("log lines were lost because the queue was full", {{"lines", lost}});
}

std::uint64_t Output::dropped() const {
    return queue_->pool->overrun_counter();
}

}  // namespace ecommerce::log
