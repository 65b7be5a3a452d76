"""Runs a command and keeps what its memory held at its last moment.

    lastmemory.py DUMP COMMAND…

The kernel stops the process as it ends (PTRACE_EVENT_EXIT), while all of its memory is still mapped:
what is overwritten by then nobody finds afterwards. DUMP gets every byte that may be written, or
that waits closed until it may.
"""
import ctypes
import os
import signal
import sys

import processmemory

TRACEME, CONTINUE, SET_OPTIONS = 0, 7, 0x4200
TRACE_EXIT, EXIT_EVENT = 0x40, 6
libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]


def ptrace(request, pid, data=0):
    if libc.ptrace(request, pid, None, data) < 0:
        raise OSError(ctypes.get_errno(), "ptrace")


def started(words):
    pid = os.fork()
    if pid == 0:
        ptrace(TRACEME, 0)
        os.execv(words[0], words)
    os.waitpid(pid, 0)
    ptrace(SET_OPTIONS, pid, TRACE_EXIT)
    return pid


def main(dump, *words):
    pid = started(words)
    # A signal ends the command, and this through it.
    signal.signal(signal.SIGTERM, lambda *_: os.kill(pid, signal.SIGTERM))
    passed_on = 0
    while True:
        ptrace(CONTINUE, pid, passed_on)
        _, status = os.waitpid(pid, 0)
        if not os.WIFSTOPPED(status):
            return os.waitstatus_to_exitcode(status)
        passed_on = os.WSTOPSIG(status)
        if status >> 16 == EXIT_EVENT:
            passed_on = 0
            with open(dump, "wb") as file:
                for _, content in processmemory.contents(pid):
                    file.write(content)


if __name__ == "__main__":
    code = main(*sys.argv[1:])
    if code < 0:
        signal.signal(-code, signal.SIG_DFL)
        os.kill(os.getpid(), -code)
    sys.exit(code)
