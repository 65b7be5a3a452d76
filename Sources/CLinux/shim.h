// What Swift's Glibc module leaves out. Imported by the room Platform alone.
#pragma once
#include <malloc.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>

// A variadic function, which Swift cannot call.
static inline int krok_set_undumpable(void) {
    return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

static inline int krok_is_dumpable(void) {
    return prctl(PR_GET_DUMPABLE, 0, 0, 0, 0);
}

// Hidden from Swift behind a feature macro of <wchar.h>.
#include <wchar.h>
int wcwidth(wchar_t);
static inline int krok_width(wchar_t character) {
    return wcwidth(character);
}

// Hidden behind the same macro in <stdio.h>; 1 is RENAME_NOREPLACE.
#include <fcntl.h>
int renameat2(int, const char *, int, const char *, unsigned int);
static inline int krok_rename_without_replacing(const char *from, const char *to) {
    return renameat2(AT_FDCWD, from, AT_FDCWD, to, 1);
}

// Hidden from Swift behind _GNU_SOURCE.
#include <spawn.h>
int memfd_create(const char *, unsigned int);
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *, int);
// A file in memory that no other program inherits.
static inline int krok_memory_file(const char *name) {
    return memfd_create(name, 1U /* MFD_CLOEXEC */);
}

// A pipe that no other program inherits; hidden behind _GNU_SOURCE, as are the next three.
int pipe2(int *, int);
static inline int krok_pipe(int *ends) {
    return pipe2(ends, O_CLOEXEC);
}

int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *, const char *);
// The flag POSIX_SPAWN_SETSID of <spawn.h>.
static inline short krok_spawn_in_own_session(void) {
    return 0x80;
}

// A descriptor that can be read when the process has ended; -1 where the kernel has none.
#include <sys/syscall.h>
#include <unistd.h>
long syscall(long, ...);
static inline int krok_process(pid_t process) {
    return (int)syscall(434 /* pidfd_open */, process, 0U);
}

// A descriptor that can be read once `seconds` have passed, the machine's sleep included.
#include <sys/timerfd.h>
#include <time.h>
static inline int krok_timer(long seconds) {
    int timer = timerfd_create(7 /* CLOCK_BOOTTIME */, TFD_CLOEXEC);
    struct itimerspec once = {{0, 0}, {seconds, 0}};
    if (timer >= 0 && timerfd_settime(timer, 0, &once, NULL) < 0) {
        close(timer);
        return -1;
    }
    return timer;
}

// One question to the kernel about one TCP socket over IPv4 (sock_diag(7)): the user of the socket
// at `own` that is connected to `other`, both in the order of the network. -1 unless it is found and
// established; reading /proc/net/tcp instead takes milliseconds, since it walks the whole hash table.
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
static inline long krok_socket_user(
    unsigned own, unsigned short own_port, unsigned other, unsigned short other_port) {
    struct {
        struct nlmsghdr head;
        struct inet_diag_req_v2 body;
    } question;
    struct {
        struct nlmsghdr head;
        struct inet_diag_msg body;
        char rest[4096];
    } answer;
    memset(&question, 0, sizeof question);
    memset(&answer, 0, sizeof answer);
    question.head.nlmsg_len = sizeof question;
    question.head.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    question.head.nlmsg_flags = NLM_F_REQUEST;
    question.body.sdiag_family = AF_INET;
    question.body.sdiag_protocol = IPPROTO_TCP;
    question.body.idiag_states = 1U << 1 /* TCP_ESTABLISHED */;
    question.body.id.idiag_src[0] = own;
    question.body.id.idiag_sport = own_port;
    question.body.id.idiag_dst[0] = other;
    question.body.id.idiag_dport = other_port;
    question.body.id.idiag_cookie[0] = question.body.id.idiag_cookie[1] = INET_DIAG_NOCOOKIE;
    int channel = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
    if (channel < 0) return -1;
    long length = -1;
    // The kernel answers before send returns: nothing is waited for.
    if (send(channel, &question, sizeof question, 0) == (long)sizeof question)
        length = recv(channel, &answer, sizeof answer, MSG_DONTWAIT);
    close(channel);
    // A listening socket may be named in its stead: the answer has to be about these two ends.
    if (length < (long)(sizeof answer.head + sizeof answer.body)
        || answer.head.nlmsg_type != SOCK_DIAG_BY_FAMILY
        || answer.body.idiag_state != 1 /* TCP_ESTABLISHED */
        || answer.body.id.idiag_sport != own_port || answer.body.id.idiag_dport != other_port)
        return -1;
    return (long)answer.body.idiag_uid;
}

// The processors that this thread may run on, and those of them that it does not run on now; -1
// where there are none, or the kernel knows more than a cpu_set_t holds. Hidden behind _GNU_SOURCE.
#include <pthread.h>
#include <sched.h>
int sched_getcpu(void);
int sched_getaffinity(pid_t, size_t, cpu_set_t *);
static inline int krok_processors(cpu_set_t *all, cpu_set_t *others) {
    const unsigned bits = 8 * sizeof all->__bits[0];
    int here = sched_getcpu();
    if (here < 0 || sched_getaffinity(0, sizeof *all, all) != 0) return -1;
    *others = *all;
    if ((unsigned)here < 8 * sizeof *all) others->__bits[here / bits] &= ~(1UL << here % bits);
    for (unsigned word = 0; word < 8 * sizeof *all / bits; word++)
        if (others->__bits[word] != 0) return 0;
    return -1;
}

// Hidden behind it as well.
int pthread_setaffinity_np(pthread_t, size_t, const cpu_set_t *);
int pthread_attr_setaffinity_np(pthread_attr_t *, size_t, const cpu_set_t *);
