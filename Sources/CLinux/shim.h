// What Swift's Glibc module leaves out. Imported by the room Platform alone.
#pragma once
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
