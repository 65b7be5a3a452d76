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
