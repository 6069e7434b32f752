// SPDX-License-Identifier: Apache-2.0
#include "framework/pictures/child_process.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include <gtest/gtest.h>

#include "framework/pictures/confine.h"

namespace ecommerce::pictures {
namespace {

using namespace std::chrono_literals;

TEST(ChildProcess, GetsWhatItIsGivenAndNothingElse) {
    std::array<MemoryFile, 3> files;
    files[0].write("said");
    auto end = run_child("/bin/cat", files, deadline_in(20s));
    ASSERT_TRUE(end);
    EXPECT_EQ(end->code, 0);
    EXPECT_EQ(files[1].read(), "said");
    std::array<MemoryFile, 3> others;
    end = run_child("/usr/bin/env", others, deadline_in(20s));
    ASSERT_TRUE(end);
    EXPECT_EQ(end->code, 0);
    EXPECT_EQ(others[1].read(), "");
}

TEST(ChildProcess, TellsWhatCannotBeStarted) {
    std::array<MemoryFile, 3> files;
    EXPECT_FALSE(run_child("/no/such/program", files, deadline_in(20s)));
}

TEST(Confine, LeavesNothingButComputing) {
    const pid_t child = ::fork();
    if (child == 0) {
        confine();
        const bool opens = ::open("/dev/null", O_RDONLY) >= 0 || errno != EPERM;
        const bool connects = ::socket(AF_INET, SOCK_STREAM, 0) >= 0 || errno != EPERM;
        const bool starts = ::execl("/bin/true", "true", nullptr) != -1 || errno != EPERM;
        ::_exit(opens ? 1 : connects ? 2 : starts ? 3 : 0);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status)) << status;
    EXPECT_EQ(WEXITSTATUS(status), 0);
}

}  // namespace
}  // namespace ecommerce::pictures
