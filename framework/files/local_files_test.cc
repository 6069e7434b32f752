// SPDX-License-Identifier: Apache-2.0
#include "framework/files/local_files.h"

#include <signal.h>
#include <sys/resource.h>

#include <atomic>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "framework/files/content_type.h"
#include "framework/runtime/loop.h"

namespace ecommerce::files {
namespace {

TEST(FileStore, TakesPlainNamesAlone) {
    for (const char* name : {"a.png", "0b-c_d.webp"}) EXPECT_TRUE(is_file_name(name)) << name;
    for (const char* name : {"", "a", ".png", "a.", "../a.png", "a/b.png", "A.png", "a..png", "a.b.png"}) {
        EXPECT_FALSE(is_file_name(name)) << name;
    }
}

class LocalFilesTest : public ::testing::Test {
protected:
    ~LocalFilesTest() override { std::filesystem::remove_all(folder); }

    Result<void> put(const std::string& name, const std::string& bytes, std::size_t loop = 0) {
        CallContext context;
        TextSource source(bytes);
        return run(files.put(context, name, bytes.size(), source), loop);
    }
    // The content; nothing when there is no such file.
    std::optional<std::string> get(const std::string& name) {
        TextSink sink;
        const auto info = run(files.get(context, name, sink)).value();
        if (!info) return std::nullopt;
        EXPECT_EQ(info->size, sink.text().size());
        return sink.text();
    }
    template <typename T>
    T run(Task<T> task, std::size_t loop = 0) {
        std::optional<T> out;
        auto keep = [](Task<T> given, std::optional<T>& into) -> Task<void> {
            into.emplace(co_await std::move(given));
        };
        loops.run_blocking(loop, keep(std::move(task), out));
        return std::move(*out);
    }
    bool holds_no_file() const {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
            if (!entry.is_directory()) return false;
        }
        return true;
    }

    const std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("files-" + std::to_string(::getpid()));
    runtime::Loops loops{4};
    runtime::WorkerPool workers{4, 1000};
    LocalFiles files{folder, workers};
    CallContext context;
};

TEST_F(LocalFilesTest, GivesBackWhatWasPut) {
    const std::string bytes("\0picture", 8);
    EXPECT_TRUE(put("abc.png", bytes));
    EXPECT_TRUE(put("abc.png", bytes)) << "again";
    EXPECT_EQ(get("abc.png"), bytes);
    EXPECT_EQ(get("none.png"), std::nullopt);
    EXPECT_EQ(get("../../etc/passwd"), std::nullopt);
    EXPECT_TRUE(put("empty.txt", ""));
    EXPECT_EQ(get("empty.txt"), "");
}

TEST_F(LocalFilesTest, SaysWhatAFileIs) {
    EXPECT_TRUE(put("abc.webp", "picture"));
    const auto info = run(files.find(context, "abc.webp")).value();
    ASSERT_TRUE(info);
    EXPECT_EQ(info->content_type, "image/webp");
    EXPECT_EQ(info->size, 7U);
    EXPECT_FALSE(run(files.find(context, "none.webp")).value());
    EXPECT_FALSE(run(files.find(context, "..")).value());
    EXPECT_EQ(content_type_of("a.unheard"), "application/octet-stream");
}

TEST_F(LocalFilesTest, RemovesFilesAndDoesNotMindThoseThatAreNotThere) {
    EXPECT_TRUE(put("abc.png", "picture"));
    EXPECT_TRUE(run(files.remove(context, "abc.png")));
    EXPECT_EQ(get("abc.png"), std::nullopt);
    EXPECT_TRUE(run(files.remove(context, "abc.png")));
    EXPECT_TRUE(run(files.remove(context, "../../etc/passwd")));
    EXPECT_TRUE(put("abc.png", "picture")) << "it may come back";
}

// Large files in small pieces; fails after some of them where the test says so.
class Pieces final : public ByteSource {
public:
    explicit Pieces(std::size_t count, bool breaks = false) : left_(count), breaks_(breaks) {}
    Task<Result<std::string>> read() override {
        if (left_ == 0 && breaks_) co_return fail(Code::cancelled, "GONE", "The sender is gone.");
        co_return left_ == 0 ? std::string() : (--left_, std::string(1000, 'x'));
    }

private:
    std::size_t left_;
    const bool breaks_;
};

class Largest final : public ByteSink {
public:
    Task<Result<void>> write(std::string_view bytes) override {
        total += bytes.size();
        largest = std::max(largest, bytes.size());
        co_return {};
    }
    std::size_t total = 0;
    std::size_t largest = 0;
};

TEST_F(LocalFilesTest, PassesLargeFilesOnInPieces) {
    Pieces pieces(3'000);
    EXPECT_TRUE(run(files.put(context, "large.png", 3'000'000, pieces)));
    Largest sink;
    EXPECT_EQ(run(files.get(context, "large.png", sink)).value()->size, 3'000'000U);
    EXPECT_EQ(sink.total, 3'000'000U);
    EXPECT_LT(sink.largest, 500'000U);
}

TEST_F(LocalFilesTest, KeepsNothingOfAFileThatDidNotComeWhole) {
    Pieces broken(10, true);
    EXPECT_EQ(run(files.put(context, "abc.png", 20'000, broken)).error().reason(), "GONE");
    for (const std::uint64_t said : {9'000, 11'000}) {
        Pieces pieces(10);
        EXPECT_EQ(run(files.put(context, "abc.png", said, pieces)).error().code(), Code::internal) << said;
    }
    context.deadline = Deadline::min();
    Pieces pieces(10);
    EXPECT_EQ(run(files.put(context, "abc.png", 10'000, pieces)).error().code(), Code::deadline);
    EXPECT_TRUE(holds_no_file());
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

TEST_F(LocalFilesTest, LeavesNothingOfWhatCouldNotBeWritten) {
    const std::string bytes(5'000, 'x');
    {
        const FileSizeLimit limit(1'000);
        const auto refused = put("abc.png", bytes);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().reason(), "STORAGE_UNAVAILABLE");
    }
    EXPECT_TRUE(holds_no_file());
    EXPECT_TRUE(put("abc.png", bytes)) << "once there is room";
}

TEST_F(LocalFilesTest, LetsTheSameFileBePutByManyAtOnce) {
    const std::string bytes(200'000, 'x');
    std::atomic<int> refused = 0;
    for (int round = 0; round < 50; ++round) {
        std::vector<std::thread> writers;
        for (std::size_t i = 0; i < 4; ++i) {
            writers.emplace_back([&, i] {
                if (!put("round-" + std::to_string(round) + ".png", bytes, i)) ++refused;
            });
        }
        for (auto& writer : writers) writer.join();
    }
    EXPECT_EQ(refused, 0);
}

}  // namespace
}  // namespace ecommerce::files
