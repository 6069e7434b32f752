// SPDX-License-Identifier: Apache-2.0
#include "framework/files/local_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <random>
#include <stdexcept>

#include "framework/call/reasons.h"
#include "framework/files/content_type.h"

namespace ecommerce::files {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPieceBytes = std::size_t(256) << 10;

Error unavailable(std::string message) {
    return {Code::unavailable, "STORAGE_UNAVAILABLE", std::move(message)};
}

Result<void> check_deadline(const CallContext& context) {
    if (!context.expired()) return {};
    return fail(reason::deadline_exceeded("The call ran out of time."));
}

// Random, since replicas in containers share a folder and have the same process number.
std::string partial_suffix() {
    thread_local std::random_device device;
    return "." + std::to_string(std::uint64_t(device()) << 32 | device()) + ".partial";
}

// Puts the names in a folder on the disk.
bool sync_folder(const fs::path& path) {
    const int folder = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return false;
    const bool synced = ::fsync(folder) == 0;
    return ::close(folder) == 0 && synced;
}

class Descriptor {
public:
    explicit Descriptor(int value = -1) : value_(value) {}
    ~Descriptor() { close(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int get() const { return value_; }
    void open(const fs::path& path, int flags) { value_ = ::open(path.c_str(), flags | O_CLOEXEC, 0644); }
    bool close() { return value_ < 0 || ::close(std::exchange(value_, -1)) == 0; }

private:
    int value_;
};

// A file that is written beside its place and moved there when all of it is on the disk. Every function blocks.
class Draft {
public:
    explicit Draft(fs::path path) : path_(std::move(path)), partial_(path_) { partial_ += partial_suffix(); }
    ~Draft() {
        file_.close();
        if (made_) ::unlink(partial_.c_str());
    }
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;

    // There is such a file already.
    bool is_needless() const {
        std::error_code failed;
        return fs::exists(path_, failed);
    }
    bool begin() {
        std::error_code failed;
        const auto folder = path_.parent_path();
        if (fs::create_directories(folder, failed) && !sync_folder(folder.parent_path())) return false;
        file_.open(partial_, O_WRONLY | O_CREAT | O_EXCL);
        made_ = file_.get() >= 0;
        return made_;
    }
    bool write(std::string_view bytes) const {
        while (!bytes.empty()) {
            const auto written = ::write(file_.get(), bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            if (written <= 0) return false;
            bytes.remove_prefix(std::size_t(written));
        }
        return true;
    }
    bool keep() {
        if (::fsync(file_.get()) != 0 || !file_.close()) return false;
        if (::rename(partial_.c_str(), path_.c_str()) != 0) return false;
        made_ = false;
        return sync_folder(path_.parent_path());
    }

private:
    const fs::path path_;
    fs::path partial_;
    Descriptor file_;
    bool made_ = false;
};

// The next piece; empty at the end, nothing when it cannot be read.
std::optional<std::string> read_piece(int file) {
    std::string piece(kPieceBytes, '\0');
    for (;;) {
        const auto size = ::read(file, piece.data(), piece.size());
        if (size < 0 && errno == EINTR) continue;
        if (size < 0) return std::nullopt;
        piece.resize(std::size_t(size));
        return piece;
    }
}

std::optional<FileInfo> info_of(const std::string& name, int failed, const struct stat& status) {
    if (failed != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
    return FileInfo{std::string(content_type_of(name)), std::uint64_t(status.st_size)};
}

}  // namespace

LocalFiles::LocalFiles(fs::path folder, runtime::WorkerPool& workers)
    : folder_(std::move(folder)), workers_(workers) {
    std::error_code failed;
    fs::create_directories(folder_, failed);
    if (failed) {
        throw std::runtime_error("The folder for files, " + folder_.string() +
                                 ", cannot be made: " + failed.message() + ".");
    }
}

// Spread over folders by the first two characters: large flat folders are slow.
fs::path LocalFiles::path_of(const std::string& name) const {
    return folder_ / name.substr(0, std::min<std::size_t>(2, name.find('.'))) / name;
}

Task<Result<void>> LocalFiles::put(CallContext& context, std::string name, std::uint64_t size,
                                   ByteSource& bytes) {
    if (!is_file_name(name)) throw std::invalid_argument("not a file name: " + name);
    Draft draft(path_of(name));
    bool needless = false;
    const auto begin = [&] { return (needless = draft.is_needless()) || draft.begin(); };
    bool well = co_await ok(workers_.run(begin));
    std::uint64_t written = 0;
    while (well && !needless) {
        co_await ok(check_deadline(context));
        const auto piece = co_await ok(bytes.read());
        if (piece.empty()) break;
        written += piece.size();
        if (written > size) break;
        well = co_await ok(workers_.run([&] { return draft.write(piece); }));
    }
    if (well && needless) co_return {};
    if (well && written != size) {
        co_return fail(reason::internal("The file has another size than was said."));
    }
    if (well) well = co_await ok(workers_.run([&] { return draft.keep(); }));
    if (!well) co_return unavailable("The file could not be stored.");
    co_return {};
}

Task<Result<std::optional<FileInfo>>> LocalFiles::find(CallContext& context, std::string name) {
    if (!is_file_name(name)) co_return std::nullopt;
    co_await ok(check_deadline(context));
    co_return co_await workers_.run([&] {
        struct stat status{};
        return info_of(name, ::stat(path_of(name).c_str(), &status), status);
    });
}

Task<Result<std::optional<FileInfo>>> LocalFiles::get(CallContext& context, std::string name, ByteSink& out) {
    if (!is_file_name(name)) co_return std::nullopt;
    co_await ok(check_deadline(context));
    Descriptor file;
    const auto open = [&] {
        struct stat status{};
        file.open(path_of(name), O_RDONLY);
        return info_of(name, ::fstat(file.get(), &status), status);
    };
    auto info = co_await ok(workers_.run(open));
    while (info) {
        const auto piece = co_await ok(workers_.run([&] { return read_piece(file.get()); }));
        if (!piece) co_return unavailable("The file could not be read.");
        if (piece->empty()) break;
        co_await ok(check_deadline(context));
        co_await ok(out.write(*piece));
    }
    co_return info;
}

Task<Result<void>> LocalFiles::remove(CallContext& context, std::string name) {
    if (!is_file_name(name)) co_return {};
    co_await ok(check_deadline(context));
    const auto unlink = [path = path_of(name)] {
        if (::unlink(path.c_str()) == 0) return sync_folder(path.parent_path());
        return errno == ENOENT;
    };
    if (!co_await ok(workers_.run(unlink))) co_return unavailable("The file could not be deleted.");
    co_return {};
}

}  // namespace ecommerce::files
