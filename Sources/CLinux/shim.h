#pragma once

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

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

/// Closes every descriptor from `first` on when this process becomes another program.
static inline void gongbao_close_on_exec(unsigned first) {
    // CLOSE_RANGE_CLOEXEC; a kernel without the call leaves those open that were meant to be.
    (void)syscall(__NR_close_range, first, ~0U, 4U);
}
