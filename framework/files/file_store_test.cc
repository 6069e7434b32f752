// SPDX-License-Identifier: Apache-2.0
#include "framework/files/file_store.h"

#include <signal.h>
#include <sys/resource.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "framework/runtime/loop.h"

namespace ecommerce::storage {
namespace {

TEST(FileStore, TakesPlainNamesAlone) {
    for (const char* name : {"a.png", "0b-c_d.webp"}) EXPECT_TRUE(is_file_name(name)) << name;
    for (const char* name : {"", "a", ".png", "a.", "../a.png", "a/b.png", "A.png", "a..png", "a.b.png"}) {
        EXPECT_FALSE(is_file_name(name)) << name;
    }
}

TEST(LocalFiles, GiveBackWhatWasPut) {
    const auto folder = std::filesystem::temp_directory_path() / ("files-" + std::to_string(::getpid()));
    runtime::Loops loops(1);
    runtime::WorkerPool workers(1, 8);
    LocalFiles files(folder, workers);
    std::optional<std::string> found, missing, outside;
    auto body = [&]() -> Task<void> {
        const std::string bytes("\0picture", 8);
        EXPECT_TRUE(co_await files.put("abc.png", bytes));
        EXPECT_TRUE(co_await files.put("abc.png", bytes)) << "again";
        found = (co_await files.get("abc.png")).value();
        missing = (co_await files.get("none.png")).value();
        outside = (co_await files.get("../../etc/passwd")).value();
    };
    loops.run_blocking(0, body());
    EXPECT_EQ(found, std::string("\0picture", 8));
    EXPECT_FALSE(missing);
    EXPECT_FALSE(outside);
    std::filesystem::remove_all(folder);
}

// While it lives, the process cannot write files beyond so many bytes.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes) {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{.rlim_cur = bytes, .rlim_max = before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        handler_ = ::signal(SIGXFSZ, SIG_IGN);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;
    ~FileSizeLimit() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        ::signal(SIGXFSZ, handler_);
    }

private:
    rlimit before_{};
    sighandler_t handler_ = SIG_DFL;
};

TEST(LocalFiles, LeaveNothingOfWhatCouldNotBeWritten) {
    const auto folder = std::filesystem::temp_directory_path() / ("full-" + std::to_string(::getpid()));
    runtime::Loops loops(1);
    runtime::WorkerPool workers(1, 8);
    LocalFiles files(folder, workers);
    Result<void> refused;
    bool stored = false;
    auto put = [&]() -> Task<void> {
        const std::string bytes(5'000, 'x');
        {
            const FileSizeLimit limit(1'000);
            refused = co_await files.put("abc.png", bytes);
        }
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
            EXPECT_TRUE(entry.is_directory()) << entry.path();
        }
        stored = (co_await files.put("abc.png", bytes)).has_value();
    };
    loops.run_blocking(0, put());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().reason(), "STORAGE_UNAVAILABLE");
    EXPECT_TRUE(stored) << "once there is room";
    std::filesystem::remove_all(folder);
}

TEST(LocalFiles, LetTheSameFileBePutByManyAtOnce) {
    const auto folder = std::filesystem::temp_directory_path() / ("same-" + std::to_string(::getpid()));
    runtime::Loops loops(4);
    runtime::WorkerPool workers(4, 1000);
    LocalFiles files(folder, workers);
    const std::string bytes(200'000, 'x');
    std::atomic<int> refused = 0;
    auto put = [&](std::string name) -> Task<void> {
        if (!co_await files.put(std::move(name), bytes)) ++refused;
    };
    for (int round = 0; round < 50; ++round) {
        std::vector<std::thread> writers;
        for (std::size_t i = 0; i < 4; ++i) {
            writers.emplace_back(
                [&, i] { loops.run_blocking(i, put("round-" + std::to_string(round) + ".png")); });
        }
        for (auto& writer : writers) writer.join();
    }
    EXPECT_EQ(refused, 0);
    std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace ecommerce::storage
