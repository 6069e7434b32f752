// SPDX-License-Identifier: Apache-2.0
#include "framework/pictures/confine.h"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdint>

namespace ecommerce::pictures {

namespace {

constexpr rlim_t kMemoryMax = rlim_t(2) << 30;  // bytes of address space, of which libraries take a quarter
constexpr rlim_t kComputingMax = 12;            // seconds
constexpr rlim_t kFileMax = rlim_t(8) << 20;    // bytes
constexpr int kNicer = 5;

// What decoders need: memory, threads, time, and descriptors that are open.
constexpr auto kAllowed = std::to_array<unsigned>({
    __NR_brk,
    __NR_clock_gettime,
    __NR_clock_nanosleep,
    __NR_clone,
    __NR_clone3,
    __NR_close,
    __NR_exit,
    __NR_exit_group,
    __NR_fstat,
    __NR_futex,
    __NR_getpid,
    __NR_getrandom,
    __NR_gettid,
    __NR_gettimeofday,
    __NR_lseek,
    __NR_madvise,
    __NR_mmap,
    __NR_mprotect,
    __NR_mremap,
    __NR_munmap,
    __NR_read,
    __NR_rseq,
    __NR_rt_sigaction,
    __NR_rt_sigprocmask,
    __NR_rt_sigreturn,
    __NR_sched_getaffinity,
    __NR_sched_yield,
    __NR_set_robust_list,
    __NR_sigaltstack,
    __NR_tgkill,
    __NR_write,
    __NR_writev,
});

#if defined(__x86_64__)
constexpr unsigned kMachine = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr unsigned kMachine = AUDIT_ARCH_AARCH64;
#else
#error "say which machine's calls of the system are meant"
#endif

void limit(decltype(RLIMIT_AS) resource, rlim_t most) {
    const rlimit value{most, most};
    ::setrlimit(resource, &value);
}

// Everything else fails as if it were not permitted, so that a library that tries goes on without.
void allow_only_computing() {
    std::array<sock_filter, kAllowed.size() + 6> program;
    auto next = program.begin();
    *next++ = BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch));
    *next++ = BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, kMachine, 1, 0);
    *next++ = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
    *next++ = BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr));
    for (std::size_t i = 0; i < kAllowed.size(); ++i) {
        const auto to_the_end = std::uint8_t(kAllowed.size() - i);
        *next++ = BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, kAllowed[i], to_the_end, 0);
    }
    *next++ = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
    *next++ = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    const sock_fprog filter{.len = static_cast<unsigned short>(program.size()), .filter = program.data()};
    ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter);
}

}  // namespace

void confine() {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::setpriority(PRIO_PROCESS, 0, kNicer);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_CPU, kComputingMax);
    limit(RLIMIT_FSIZE, kFileMax);
    limit(RLIMIT_AS, kMemoryMax);
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    allow_only_computing();
}

}  // namespace ecommerce::pictures
