# What the kernel says of a running krok: no core dump, and no look at it by others of its user.
import os
import pathlib
import re
import signal
import subprocess

import displays
import pytest
from conftest import KROK, ended
from displays import until
from test_attacks import as_nobody
from test_prompts import PASSPHRASE_PROMPT

ANYTHING_GOES = ["-c", 'ulimit -c unlimited; exec "$@"', "bash"]


@pytest.fixture
def anna(filled):
    """A machine whose user is not root: of root's processes nobody can tell who may look."""
    filled.prefix = as_nobody(filled)
    for path in [filled.folder, *filled.folder.rglob("*")]:
        os.chown(path, 65534, 65534)
    return filled


def at_a_prompt(anna):
    child = anna.terminal(*ANYTHING_GOES, *anna.prefix, KROK, "get", "client_secret",
                          command="/bin/bash")
    child.expect(PASSPHRASE_PROMPT)
    return child


def in_the_guide(anna):
    child = anna.terminal(*ANYTHING_GOES, *anna.prefix, KROK, command="/bin/bash")
    child.expect_exact("\r\n> ")
    return child


def serving(anna):
    child = anna.terminal(*ANYTHING_GOES, *anna.prefix, KROK, "serve", "--no-open",
                          XDG_RUNTIME_DIR=None, command="/bin/bash")
    child.expect("http://127.0.0.1")
    return child


def something_else(anna):
    child = anna.terminal(*ANYTHING_GOES, *anna.prefix, "cat", command="/bin/bash")
    child.sendline("ready")
    child.expect("ready\r\nready")
    return child


def limit(pid):
    limits = pathlib.Path(f"/proc/{pid}/limits").read_text()
    return re.search(r"^Max core file size +(\S+) +(\S+)", limits, re.M).groups()


def seen_by_its_user(anna, pid):
    """What another program of the same user can open of it; the kernel gives the rest to root."""
    parts = ["mem", "environ", "maps"]
    return {part for part in parts
            if subprocess.run([*anna.prefix, "head", "-c", "0", f"/proc/{pid}/{part}"],
                              capture_output=True).returncode == 0}


def dumped(child):
    """Whether a fault of it wrote its memory to a file."""
    child.kill(signal.SIGSEGV)
    ended(child)
    assert child.signalstatus == signal.SIGSEGV
    return os.WCOREDUMP(child.status)


@pytest.mark.parametrize("started", [at_a_prompt, in_the_guide, serving])
def test_no_core_is_written_and_its_own_user_cannot_look_into_it(anna, started):
    child = started(anna)
    assert limit(child.pid) == ("0", "0")
    assert seen_by_its_user(anna, child.pid) == set()
    assert os.stat(f"/proc/{child.pid}/mem").st_uid == 0
    assert not dumped(child)
    assert not list(anna.folder.rglob("core*"))


def test_another_program_that_is_started_so_can_be_looked_into(anna):
    """The measurement itself: what is not hardened has no limit, and shows everything."""
    child = something_else(anna)
    assert limit(child.pid) == ("unlimited", "unlimited")
    assert seen_by_its_user(anna, child.pid) == {"mem", "environ", "maps"}
    assert os.stat(f"/proc/{child.pid}/mem").st_uid == 65534
    pattern = pathlib.Path("/proc/sys/kernel/core_pattern").read_text()
    # A program that takes cores may be missing here.
    assert dumped(child) or pattern.startswith("|")


def test_the_guard_of_the_clipboard_is_hardened_as_well(anna):
    with displays.x11() as display:
        done = subprocess.run(
            ["bash", *ANYTHING_GOES, *anna.prefix, KROK, "get", "client_secret", "--copy", "--for",
             "1h", *anna.unlock], env=anna.environ(**display.environment), capture_output=True,
            cwd=anna.folder, start_new_session=True)
        assert done.returncode == 0, done.stderr
        found = subprocess.run(["pgrep", "-u", "65534", "-f", "clipboard-guard"],
                               capture_output=True, text=True).stdout.split()
        (guard,) = map(int, found)
        try:
            assert limit(guard) == ("0", "0")
            assert seen_by_its_user(anna, guard) == set()
            assert os.stat(f"/proc/{guard}/mem").st_uid == 0
        finally:
            os.kill(guard, signal.SIGTERM)
            until(lambda: not pathlib.Path(f"/proc/{guard}").exists())
