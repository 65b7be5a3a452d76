# krok get --copy against real clipboards: an X server and a Wayland compositor, without screens.
import os
import pathlib
import re
import signal
import subprocess
import tempfile
import time

import canary
import displays
import dummies
import pexpect
import pytest
from conftest import KROK
from displays import until
from processmemory import found as found_in_memory

COPIED = "The value client_secret is in the clipboard."
SECRET = dummies.SECRET


@pytest.fixture(scope="module", params=["x11", "wayland"])
def display(request):
    if request.param == "x11":
        with displays.x11() as display:
            yield display
        return
    # A short path that others may pass through: sway runs as nobody where the tester is root.
    with tempfile.TemporaryDirectory(prefix="krok-") as folder:
        os.chmod(folder, 0o711)
        with displays.wayland(pathlib.Path(folder) / "run") as display:
            yield display


def copy(machine, display, *more, name="client_secret", **changes):
    return machine.run("get", name, "--copy", *more, *machine.unlock,
                       **(display.environment | changes))


def guards():
    """The processes that wait beside a clipboard."""
    done = subprocess.run(["pgrep", "-f", "clipboard-guard"], capture_output=True, text=True)
    return {int(line) for line in done.stdout.split()}


@pytest.fixture(autouse=True)
def nobody_stays():
    before = guards()
    yield
    try:
        until(lambda: guards() <= before, 15)
    finally:
        for guard in guards() - before:
            os.kill(guard, signal.SIGTERM)


def test_the_value_is_there_for_a_while_and_then_it_is_not(filled, display):
    done = copy(filled, display, "--for", "2s")
    assert (done.status, done.out) == (0, ""), done.err
    assert COPIED in done.err and "in 2 seconds" in done.err
    assert SECRET not in done.err
    assert display.content() == SECRET
    time.sleep(1)
    assert display.content() == SECRET
    until(lambda: display.content() in (None, ""), 4)
    # And nothing puts it back when the guard has gone.
    until(lambda: not guards())
    assert display.content() in (None, "")


def test_a_value_in_polish_arrives_as_it_is(filled, display):
    name = "Poczta: zażółć gęślą jaźń"
    assert filled.run("set", "server_name", name, *filled.unlock).status == 0
    assert copy(filled, display, "--for", "1s", name="server_name").status == 0
    assert display.content() == name


def test_what_was_copied_since_stays(filled, display):
    assert copy(filled, display, "--for", "1s").status == 0
    display.copy("something else")
    until(lambda: not guards())
    assert display.content() == "something else"


def test_the_same_value_copied_anew_is_cleared_when_its_own_time_is_up(filled, display):
    """Two guards of one value: the first to end clears what it knows."""
    assert copy(filled, display, "--for", "1s").status == 0
    assert copy(filled, display, "--for", "2s").status == 0
    until(lambda: not guards())
    assert display.content() in (None, "")


def test_it_survives_ctrl_c_and_the_end_of_the_terminal(filled, display):
    words = ["get", "client_secret", "--copy", "--for", "3s", *map(str, filled.unlock)]
    child = filled.terminal("-c", f"{KROK} {' '.join(words)}; echo over; sleep 30",
                            command="/bin/sh", **display.environment)
    child.expect_exact("over")
    (guard,) = guards()
    # Without job control everything that was started here is in the foreground.
    child.sendintr()
    child.expect(pexpect.EOF)
    child.close(force=True)
    time.sleep(0.5)
    assert guards() == {guard} and display.content() == SECRET
    until(lambda: not guards())
    assert display.content() in (None, "")


def test_a_guard_that_is_told_to_end_clears_at_once(filled, display):
    assert copy(filled, display, "--for", "1h").status == 0
    (guard,) = guards()
    os.kill(guard, signal.SIGTERM)
    until(lambda: not guards())
    assert display.content() in (None, "")


# The real program, which takes its time to say that it is done.
SLOW = """#!/bin/sh
/usr/bin/{program} "$@"
status=$?
case "$*" in *--help*|*-out*) ;; *) touch "{mark}"; sleep 1 ;; esac
exit $status
"""


def test_a_command_that_is_killed_half_way_leaves_no_value(filled, display, tmp_path):
    """Killed when the value is in the clipboard already: it is gone at once, not in an hour."""
    programs, mark = tmp_path / "programs", tmp_path / "copied"
    programs.mkdir()
    slow = programs / display.program
    slow.write_text(SLOW.format(program=display.program, mark=mark))
    slow.chmod(0o755)
    started = subprocess.Popen(
        [KROK, "get", "client_secret", "--copy", "--for", "1h", *map(str, filled.unlock)],
        env=filled.environ(**display.environment, PATH=f"{programs}:/usr/bin:/bin"),
        stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    until(mark.exists)
    assert display.content() == SECRET
    started.kill()
    started.wait()
    until(lambda: not guards())
    assert display.content() in (None, "")


def test_the_guard_holds_neither_the_value_nor_anything_of_the_vault(machine, display):
    secrets = canary.Canaries()
    files = canary.loaded(machine, secrets)
    done = machine.run("get", "client_secret", "--copy", "--for", "1h", "--passphrase-file",
                       files / "passphrase", **display.environment)
    assert done.status == 0, done.err
    (guard,) = guards()
    process = pathlib.Path("/proc") / str(guard)
    needles = {kind: secrets.secrets[kind].encode()
               for kind in ("client_secret", "redirect_key", "passphrase", "vault_key")}
    # Pieces of what a secret has in common with others are everywhere.
    needles = {kind: secret[-24:] for kind, secret in needles.items()}
    assert found_in_memory(guard, needles) == dict.fromkeys(needles, 0)
    # The search finds what is there.
    assert found_in_memory(guard, {"name": b"clipboard-guard"})["name"] > 0
    for part in ("cmdline", "environ"):
        assert secrets.found((process / part).read_bytes()) == set()
    assert os.readlink(process / "cwd") == "/"
    # That it is not dumpable either shows where another user runs it: `test_hardening.py`.
    opened = {os.readlink(link) for link in (process / "fd").iterdir()}
    assert not any(str(machine.folder) in name for name in opened), opened
    # In a session of its own, without a terminal.
    fields = (process / "stat").read_text().rsplit(")", 1)[1].split()
    assert int(fields[3]) == guard and int(fields[4]) == 0
    os.kill(guard, signal.SIGTERM)


def test_the_secret_goes_through_pipes_alone(machine, display):
    """strace sees every program of it, until the clipboard is clear again."""
    secrets = canary.Canaries()
    files = canary.loaded(machine, secrets)
    trace = canary.traced(
        machine, ["get", "client_secret", "--copy", "--for", "1s", "--passphrase-file",
                  str(files / "passphrase")], **display.environment)
    assert trace.status == 0, trace.err
    assert secrets.found(trace.out) == set() == secrets.found(trace.err)
    allowed = [r"write\(\d+<pipe:\[\d+\]>, "]
    if display.kind == "x11":
        # What the X server is asked to hand from one xclip to the other.
        allowed.append(r"(write|writev|sendto|sendmsg)\(\d+<(UNIX|socket|TCP):")
    else:
        # wl-copy has cat write its standard input into a file, which the command says.
        allowed.append(r"write\(1</tmp/wl-copy-buffer-\w+/stdin>, ")
        assert "wl-copy keeps the value in a file of its own below /tmp" in trace.err.decode()
    assert trace.leaks(secrets, allowed=allowed) == []
    # The search finds what is there: the value did go somewhere.
    assert trace.leaks(secrets) != []
    assert [str(path) for path in pathlib.Path("/tmp").glob("wl-copy-buffer-*")
            if path.stat().st_mtime > time.time() - 60] == []
    for path, data in canary.written_files([machine.folder], besides=files):
        assert secrets.found(data) == set(), path


def test_it_says_what_it_cannot_promise(filled, display):
    done = copy(filled, display, "--for", "1s")
    assert "every program of this desktop can read it" in done.err
    # Debian's wl-copy 2.1 has no --sensitive, and xclip serves one target only.
    assert f"{display.program} cannot ask clipboard managers to keep no copy" in done.err
    assert ("middle mouse button" in done.err) == (display.kind == "x11")
    assert ("keeps the value in a file" in done.err) == (display.kind == "wayland")
    polish = copy(filled, display, "--for", "5s", "--lang", "pl")
    assert "Krok wyczyści go za 5 sekund, chyba że" in polish.err


def test_the_primary_selection_is_left_alone(filled):
    with displays.x11() as display:
        subprocess.run(["xclip", "-selection", "primary"], input=b"marked", env=display.all(),
                       check=True)
        assert copy(filled, display, "--for", "1s").status == 0
        until(lambda: not guards())
        assert display.content("primary") == "marked"


# A newer wl-copy, which Debian does not have yet: its help names the hint.
NEWER = """#!/bin/sh
case "$*" in
  *--help*) echo "    -s, --sensitive  Hint that the data is sensitive." ;;
  *) for word; do shift; test "$word" = --sensitive && touch "{mark}" || set -- "$@" "$word"; done
     exec /usr/bin/wl-copy "$@" ;;
esac
"""


def test_a_wl_copy_that_knows_the_hint_is_given_it(filled, display, tmp_path):
    if display.kind != "wayland":
        return
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "wl-copy").write_text(NEWER.format(mark=tmp_path / "asked"))
    (programs / "wl-copy").chmod(0o755)
    done = copy(filled, display, "--for", "1s", PATH=f"{programs}:/usr/bin:/bin")
    assert done.status == 0, done.err
    assert (tmp_path / "asked").exists()
    assert "Clipboard managers were asked to keep no copy" in done.err


# Refusals


def refused(machine, status, message, *more, **changes):
    done = machine.run("get", "client_secret", "--copy", *more, **changes)
    assert (done.status, done.out) == (status, ""), done.err
    assert message in done.err


def test_without_a_display_nothing_is_opened_or_copied(filled):
    refused(filled, 73, "neither WAYLAND_DISPLAY nor DISPLAY is set")
    refused(filled, 73, "nie ma schowka", "--lang", "pl")


@pytest.mark.parametrize("variable, program", [("DISPLAY", "xclip"), ("WAYLAND_DISPLAY", "wl-copy")])
def test_without_the_program_it_says_which(filled, tmp_path, variable, program):
    refused(filled, 73, f"reached by {program}, which is not installed",
            PATH=str(tmp_path), **{variable: ":7"})


@pytest.mark.parametrize("variable", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_a_display_that_is_not_there_is_a_failure(filled, variable):
    refused(filled, 74, "did not put the value into the clipboard", *filled.unlock,
            **{variable: ":4711"})


def test_the_time_is_checked_before_anything_is_done(filled):
    for more in (["--for", "2s"], ["--copy", "--for", "2h"], ["--copy", "--for", "0s"]):
        done = filled.run("get", "client_secret", *more)
        assert (done.status, done.out) == (64, ""), more
