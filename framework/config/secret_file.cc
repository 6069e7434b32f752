// SPDX-License-Identifier: Apache-2.0
#include "framework/config/secret_file.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/random.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string>
#include <system_error>

#include <fmt/format.h>
#include <sodium.h>

#include "framework/config/configuration.h"

namespace ecommerce::config {
namespace {

constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kFileBytesMax = 64 * 1024;  // a certificate chain fits; a wrong path to a log does not

[[noreturn]] void cannot(std::string_view what, const std::filesystem::path& path) {
    throw Error(fmt::format("Cannot {} {}: {}.", what, path.string(), std::strerror(errno)));
}

class Descriptor {
public:
    explicit Descriptor(int value) : value_(value) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (value_ >= 0) ::close(value_);
    }
    int get() const { return value_; }

private:
    int value_;
};

std::array<char, 2 * kKeyBytes + 1> random_line() {
    std::array<unsigned char, kKeyBytes> key;
    if (::getrandom(key.data(), key.size(), 0) != ssize_t(key.size())) {
        throw Error("The system gives no random numbers.");
    }
    std::array<char, 2 * kKeyBytes + 1> line;
    sodium_bin2hex(line.data(), line.size(), key.data(),
                   key.size());  // not into a string, which nobody wipes
    line.back() = '\n';
    wipe(reinterpret_cast<char*>(key.data()), key.size());
    return line;
}

}  // namespace

bool generate_secret_file(const std::filesystem::path& path) {
    namespace fs = std::filesystem;
    if (fs::exists(path)) return false;
    std::error_code failure;
    if (path.has_parent_path() && fs::create_directories(path.parent_path(), failure)) {
        fs::permissions(path.parent_path(), fs::perms::owner_all, failure);
    }
    // Written aside and linked into place, so that nobody ever reads half a key.
    std::string draft = path.string() + ".XXXXXX";
    {
        const Descriptor file(::mkostemp(draft.data(), O_CLOEXEC));  // 0600
        if (file.get() < 0) cannot("write the secret file", path);
        auto line = random_line();
        const bool written = ::write(file.get(), line.data(), line.size()) == ssize_t(line.size());
        wipe(line.data(), line.size());
        if (!written || ::fsync(file.get()) != 0) cannot("write the secret file", path);
    }
    const bool first = ::link(draft.c_str(), path.c_str()) == 0;
    const int error = errno;
    ::unlink(draft.c_str());
    errno = error;
    if (!first && error != EEXIST) cannot("write the secret file", path);
    return first;
}

Secret read_secret_file(const std::filesystem::path& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0) cannot("read the secret file", path);
    std::string content(kFileBytesMax + 1, '\0');
    std::size_t size = 0;
    while (size < content.size()) {
        const ssize_t got = ::read(file.get(), content.data() + size, content.size() - size);
        if (got < 0) cannot("read the secret file", path);
        if (got == 0) break;
        size += std::size_t(got);
    }
    if (size > kFileBytesMax) {
        throw Error(fmt::format("The secret file {} is larger than {} bytes.", path.string(), kFileBytesMax));
    }
    const std::string_view all(content.data(), size);
    Secret secret(all.substr(0, all.find_last_not_of("\r\n") + 1));
    wipe(content.data(), content.size());
    return secret;
}

}  // namespace ecommerce::config
