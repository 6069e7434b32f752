// SPDX-License-Identifier: Apache-2.0
#include "framework/files/file_store.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <random>
#include <sstream>
#include <stdexcept>

namespace ecommerce::storage {

namespace {

constexpr std::string_view kNameCharacters = "abcdefghijklmnopqrstuvwxyz0123456789-_.";

// Random, since replicas in containers share a folder and have the same process number.
std::string partial_suffix() {
    thread_local std::random_device device;
    return "." + std::to_string(std::uint64_t(device()) << 32 | device()) + ".partial";
}

bool write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes.remove_prefix(std::size_t(written));
    }
    return true;
}

// A new file, which is on the disk when this returns true.
bool write_new(const std::filesystem::path& path, std::string_view bytes) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (file < 0) return false;
    const bool written = write_all(file, bytes) && ::fsync(file) == 0;
    return ::close(file) == 0 && written;
}

// Puts the names in a folder on the disk.
bool sync_folder(const std::filesystem::path& path) {
    const int folder = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return false;
    const bool synced = ::fsync(folder) == 0;
    return ::close(folder) == 0 && synced;
}

// Written beside its place and moved there when it is on the disk, so that a reader finds the whole file or none,
// also after a crash of the machine. The same file may be written twice at once.
bool write_file(const std::filesystem::path& path, const std::string& bytes) {
    std::error_code failed;
    if (std::filesystem::exists(path, failed)) return true;
    const auto folder = path.parent_path();
    const bool made = std::filesystem::create_directories(folder, failed);
    if (made && !sync_folder(folder.parent_path())) return false;
    auto partial = path;
    partial += partial_suffix();
    bool moved = write_new(partial, bytes);
    if (moved) {
        std::filesystem::rename(partial, path, failed);
        moved = !failed;
    }
    if (!moved) std::filesystem::remove(partial, failed);
    return moved && sync_folder(folder);
}

std::optional<std::string> read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::nullopt;
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return std::move(bytes).str();
}

}  // namespace

bool is_file_name(std::string_view name) {
    const auto dot = name.find('.');
    return !name.empty() && name.size() <= 100 &&
           name.find_first_not_of(kNameCharacters) == std::string_view::npos &&
           dot != std::string_view::npos && dot > 0 && dot == name.rfind('.') && dot + 1 < name.size();
}

LocalFiles::LocalFiles(std::filesystem::path folder, runtime::WorkerPool& workers)
    : folder_(std::move(folder)), workers_(workers) {
    std::error_code failed;
    std::filesystem::create_directories(folder_, failed);
    if (failed) {
        throw std::runtime_error("The folder for files, " + folder_.string() +
                                 ", cannot be made: " + failed.message() + ".");
    }
}

// Spread over folders by the first two characters: large flat folders are slow.
std::filesystem::path LocalFiles::path_of(const std::string& name) const {
    return folder_ / name.substr(0, std::min<std::size_t>(2, name.find('.'))) / name;
}

Task<Result<void>> LocalFiles::put(std::string name, std::string bytes) {
    if (!is_file_name(name)) throw std::invalid_argument("not a file name: " + name);
    auto work = [&, path = path_of(name)] { return write_file(path, bytes); };
    auto written = co_await workers_.run(std::move(work));
    if (!written) co_return fail(std::move(written.error()));
    if (!*written) co_return fail(Code::unavailable, "STORAGE_UNAVAILABLE", "The file could not be stored.");
    co_return Result<void>();
}

Task<Result<std::optional<std::string>>> LocalFiles::get(std::string name) {
    if (!is_file_name(name)) co_return std::nullopt;
    auto work = [path = path_of(name)] { return read_file(path); };
    co_return co_await workers_.run(std::move(work));
}

}  // namespace ecommerce::storage
