#pragma once

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <malloc.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define GONGBAO_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define GONGBAO_ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "name this processor's audit architecture"
#endif

#define GONGBAO_REFUSE(name) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_##name, 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)

/// Takes sockets, and looking into other processes, away from this process and all that it starts, for good.
///
/// Needs no privilege and no namespace, so it holds in a container and under systemd's own filters as well. Gives back 0
/// or an errno.
static inline int gongbao_forbid_sockets(void) {
    struct sock_filter rules[] = {
        // Calls of another architecture have other numbers: they end the process.
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, GONGBAO_ARCHITECTURE, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
#if defined(__x86_64__)
        // The numbers of x32 are those of x86-64 with a bit more.
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
#endif
        GONGBAO_REFUSE(socket),
        // A ring can open sockets without the call.
        GONGBAO_REFUSE(io_uring_setup),
        GONGBAO_REFUSE(ptrace),
        GONGBAO_REFUSE(process_vm_readv),
        GONGBAO_REFUSE(process_vm_writev),
        GONGBAO_REFUSE(pidfd_getfd),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {.len = sizeof rules / sizeof rules[0], .filter = rules};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return errno;
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) != 0) return errno;
    return 0;
}

// O_PATH, which the C library hides from whoever does not ask for GNU's own.
#define GONGBAO_O_PATH 010000000

// Landlock, spelled out: the headers of the distribution are older than kernels that know more of it. Calls and bits are the
// same on every architecture.
struct gongbao_ruleset {
    uint64_t files;
    uint64_t network;
    uint64_t scopes;
};
struct gongbao_beneath {
    uint64_t allowed;
    int32_t parent;
} __attribute__((packed));

/// Which version of Landlock this kernel has, from 1; 0 or less where it has none, or may not be asked.
static inline long gongbao_landlock_version(void) { return syscall(444, NULL, 0, 1U); }

/// A set of rules that allows nothing of what the kernel can refuse of files, nor signals to processes outside; -1 with errno.
static inline int gongbao_landlock_ruleset(void) {
    long version = gongbao_landlock_version();
    struct gongbao_ruleset rules = {.files = 0x1FFF};
    size_t size = sizeof rules.files;
    if (version < 1) return -1;
    if (version >= 2) rules.files |= 1 << 13;
    if (version >= 3) rules.files |= 1 << 14;
    if (version >= 5) rules.files |= 1 << 15;
    if (version >= 6) {
        rules.scopes = 3;
        size = sizeof rules;
    }
    return (int)syscall(444, &rules, size, 0U);
}

/// Allows reading and running what is at a path and beneath it, where `writes` also changing it; 0, or an errno.
static inline int gongbao_landlock_allow(int ruleset, const char *path, int writes) {
    struct stat status;
    // Run, read, list; for a file only what can be done with one.
    uint64_t allowed = writes ? 0xFFFF : 1 | 1 << 2 | 1 << 3;
    long version = gongbao_landlock_version();
    struct gongbao_beneath rule = {.parent = open(path, GONGBAO_O_PATH | O_CLOEXEC)};
    if (rule.parent < 0) return errno;
    if (fstat(rule.parent, &status) == 0 && !S_ISDIR(status.st_mode)) allowed &= 1 | 1 << 1 | 1 << 2 | 1 << 14 | 1 << 15;
    if (version < 5) allowed &= ~(1ULL << 15);
    if (version < 3) allowed &= ~(1ULL << 14);
    if (version < 2) allowed &= ~(1ULL << 13);
    rule.allowed = allowed;
    long answer = syscall(445, ruleset, 1, &rule, 0U);
    int number = answer == 0 ? 0 : errno;
    close(rule.parent);
    return number;
}

/// Holds this process and all that it starts to the rules, for good; 0, or an errno.
static inline int gongbao_landlock_enforce(int ruleset) {
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return errno;
    return syscall(446, ruleset, 0U) == 0 ? 0 : errno;
}

/// Closes every descriptor from `first` on when this process becomes another program.
static inline void gongbao_close_on_exec(unsigned first) {
    // CLOSE_RANGE_CLOEXEC; a kernel without the call leaves those open that were meant to be.
    (void)syscall(__NR_close_range, first, ~0U, 4U);
}
