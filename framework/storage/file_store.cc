// SPDX-License-Identifier: Apache-2.0
#include "framework/storage/file_store.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace ecommerce::storage {

namespace {

constexpr std::string_view kNameCharacters = "abcdefghijklmnopqrstuvwxyz0123456789-_.";

// No other write, in this process or another, has the same.
std::string partial_suffix() {
    static std::atomic<std::uint64_t> count = 0;
    return "." + std::to_string(::getpid()) + "-" + std::to_string(++count) + ".partial";
}

// Written beside its place and moved there, so that a reader finds the whole file or none. The same file may be
// written twice at once.
bool write_file(const std::filesystem::path& path, const std::string& bytes) {
    std::error_code failed;
    if (std::filesystem::exists(path, failed)) return true;
    auto partial = path;
    partial += partial_suffix();
    std::filesystem::create_directories(path.parent_path(), failed);
    std::ofstream file(partial, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), std::streamsize(bytes.size()));
    file.close();
    if (!file) return false;
    std::filesystem::rename(partial, path, failed);
    return !failed;
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
