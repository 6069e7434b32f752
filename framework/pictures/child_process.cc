// SPDX-License-Identifier: Apache-2.0
#include "framework/pictures/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <system_error>

#include <spawn.h>

namespace ecommerce::pictures {

namespace {

// Above every number that a program is given, so that no duplicate takes the place of one that is still needed.
constexpr int kLowest = 64;

[[noreturn]] void fail_with(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

// What a program starts with: descriptors, signals, a group of its own that no terminal interrupts.
class Start {
public:
    explicit Start(std::span<const MemoryFile> files) {
        ::posix_spawn_file_actions_init(&actions_);
        ::posix_spawnattr_init(&attributes_);
        int number = 0;
        for (const auto& file : files) {
            ::posix_spawn_file_actions_adddup2(&actions_, file.descriptor(), number++);
        }
        ::posix_spawn_file_actions_addclosefrom_np(&actions_, number);
        sigset_t signals;
        ::sigemptyset(&signals);
        ::posix_spawnattr_setsigmask(&attributes_, &signals);
        ::sigfillset(&signals);
        ::posix_spawnattr_setsigdefault(&attributes_, &signals);
        ::posix_spawnattr_setflags(&attributes_,
                                   POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    }
    ~Start() {
        ::posix_spawnattr_destroy(&attributes_);
        ::posix_spawn_file_actions_destroy(&actions_);
    }
    Start(const Start&) = delete;
    Start& operator=(const Start&) = delete;

    // Its number; 0 when it cannot be started.
    pid_t run(std::string program) const {
        char* const arguments[] = {program.data(), nullptr};
        char* const environment[] = {nullptr};
        pid_t child = 0;
        return ::posix_spawn(&child, program.c_str(), &actions_, &attributes_, arguments, environment) == 0
                   ? child
                   : 0;
    }

private:
    posix_spawn_file_actions_t actions_{};
    posix_spawnattr_t attributes_{};
};

// False when it still runs at the deadline.
bool wait_until(pid_t child, Deadline deadline) {
    const int handle = int(::syscall(SYS_pidfd_open, child, 0));
    if (handle < 0) return true;  // an old system: the program's own limit of time ends it
    pollfd ended{.fd = handle, .events = POLLIN, .revents = 0};
    bool in_time = true;
    for (;;) {
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
        const int ready = ::poll(&ended, 1, int(std::clamp<std::int64_t>(left.count(), 0, 60'000)));
        if (ready > 0) break;
        if (ready < 0 && errno == EINTR) continue;
        if (left.count() > 0 && ready == 0) continue;
        in_time = false;
        break;
    }
    ::close(handle);
    return in_time;
}

}  // namespace

MemoryFile::MemoryFile() {
    const int file = ::memfd_create("picture", MFD_CLOEXEC);
    if (file < 0) fail_with("a file in memory");
    descriptor_ = ::fcntl(file, F_DUPFD_CLOEXEC, kLowest);
    ::close(file);
    if (descriptor_ < 0) fail_with("a file in memory");
}

MemoryFile::~MemoryFile() {
    ::close(descriptor_);
}

void MemoryFile::write(std::string_view bytes) {
    off_t at = 0;
    while (!bytes.empty()) {
        const auto written = ::pwrite(descriptor_, bytes.data(), bytes.size(), at);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) fail_with("a file in memory");
        bytes.remove_prefix(std::size_t(written));
        at += written;
    }
}

std::string MemoryFile::read() const {
    struct stat status{};
    if (::fstat(descriptor_, &status) != 0) fail_with("a file in memory");
    std::string bytes(std::size_t(status.st_size), '\0');
    std::size_t size = 0;
    while (size < bytes.size()) {
        const auto more = ::pread(descriptor_, bytes.data() + size, bytes.size() - size, off_t(size));
        if (more < 0 && errno == EINTR) continue;
        if (more <= 0) fail_with("a file in memory");
        size += std::size_t(more);
    }
    return bytes;
}

std::optional<ChildEnd> run_child(const std::string& program, std::span<const MemoryFile> files,
                                  Deadline deadline) {
    const pid_t child = Start(files).run(program);
    if (child == 0) return std::nullopt;
    ChildEnd end{.in_time = wait_until(child, deadline)};
    if (!end.in_time) ::kill(child, SIGKILL);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {}
    if (WIFEXITED(status)) end.code = WEXITSTATUS(status);
    if (WIFSIGNALED(status)) end.signal = WTERMSIG(status);
    return end;
}

}  // namespace ecommerce::pictures
