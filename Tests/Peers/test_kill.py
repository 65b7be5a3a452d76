# A save that is killed, fails or is cut short at any of its system calls: old or new, never neither.
import os
import random
import re
import shutil
import signal
import subprocess

import pytest
from saves import NEW, OLD, Save
from test_bad_input import inside


@pytest.fixture
def saving(machine):
    return Save(machine)


def test_a_kill_at_any_system_call_of_a_save_leaves_the_old_or_the_new_value(saving):
    found = []
    for call in saving.calls():
        done = saving.inject(call, "signal=SIGKILL")
        assert done.status in (-signal.SIGKILL, 128 + signal.SIGKILL), (str(call), done)
        found.append(saving.value())
        # The next save sweeps up whatever was left, and goes through.
        saving.set(NEW + " again")
        assert saving.leftovers() == [], str(call)
    # A test that never kills between the two would prove nothing.
    assert OLD in found and NEW in found and found == sorted(found, key=[OLD, NEW].index)


@pytest.mark.parametrize("number, folder", [(2, "previous"), (3, "."), (5, "progress")])
def test_what_a_killed_save_left_is_swept_up_by_the_next_one(saving, number, folder):
    rename = [call for call in saving.calls() if call.name == "renameat"][number - 1]
    saving.inject(rename, "signal=SIGKILL")
    [litter] = saving.leftovers()
    assert litter.parent == saving.machine.vault / folder
    assert litter.stat().st_mode & 0o7777 == 0o600
    saving.set(NEW)
    assert saving.leftovers() == [] and saving.value() == NEW


def test_every_file_is_synchronised_before_its_rename_and_its_folder_after_it(saving):
    """After a power failure a new name would else stand for no content, or for the old one."""
    calls = [call for call in saving.calls() if call.name in ("fsync", "renameat")]
    places = [place for place, call in enumerate(calls) if call.name == "renameat"]
    for place in places:
        folder, name = re.match(r'[^<]*<([^>]*)>, "([^"]*)"', calls[place].line).groups()
        before, after = calls[place - 1], calls[place + 1]
        assert before.name == "fsync" and f"<{folder}/{name}>" in before.line, calls[place]
        assert after.name == "fsync" and f"<{folder}>" in after.line, calls[place]
    # The previous generation, the vault, the ticks, and twice what the machine remembers.
    assert len(places) == 5


def remembers(call):
    """Whether it is a call for what the machine remembers: the save is whole without it."""
    return "/state" in call.line


# What could not be remembered is told; the save is whole without it.
NOT_KEPT = "Note: this machine cannot write down what it has seen of the vault"


def is_true(saving, done, call):
    """What krok said about a save that met one fault is what happened."""
    found = saving.value()
    assert saving.leftovers() == [], call
    if done.status == 0:
        assert found == NEW, call
        assert done.err == "" or done.err.startswith(NOT_KEPT) and done.err.count("\n") == 1, done
    else:
        told = done.err.partition("\n")[2] if done.err.startswith(NOT_KEPT) else done.err
        assert done.status == 74 and told.startswith("krok: "), (call, done)
        assert found == OLD or "nothing was changed" not in done.err, (call, done)
    return found, done.status


def test_an_error_at_any_system_call_of_a_save_is_74_or_does_no_harm(saving):
    found = []
    for call in saving.calls():
        done = saving.inject(call, "error=EIO")
        value, status = is_true(saving, done, str(call))
        # A file that does not close was synchronised before; a lock ends with the process.
        if call.name != "close" and "LOCK_UN" not in call.line:
            is_told = remembers(call) and value == NEW and NOT_KEPT in done.err
            assert status == 74 or is_told, (str(call), done)
        found.append((value, status))
    assert {(OLD, 74), (NEW, 74), (NEW, 0)} == set(found)


@pytest.mark.parametrize("error", ["ENOSPC", "EDQUOT"])
def test_no_space_at_any_writing_call_of_a_save_is_74_and_said(saving, error):
    calls = [call for call in saving.calls() if call.writes()]
    assert len(calls) >= 18
    for call in calls:
        done = saving.inject(call, f"error={error}")
        value, status = is_true(saving, done, str(call))
        is_harmless = call.name == "close" or (remembers(call) and value == NEW)
        assert "no space left for" in done.err or (is_harmless and status == 0), str(call)


@pytest.mark.parametrize("written", [1, 100])
def test_a_disk_that_claims_to_have_written_is_found_out(saving, written):
    """The call returns as if so many bytes had been written, and none was."""
    writes = [call for call in saving.calls() if call.name == "write"]
    # Two of them are what the machine remembers of the vault: opened, and saved.
    assert len(writes) == 5
    for call in writes:
        done = saving.inject(call, f"retval={written}")
        value, status = is_true(saving, done, str(call))
        assert status == 74 or (remembers(call) and value == NEW)


@pytest.mark.parametrize("ignored", [True, False], ids=["error", "signal"])
def test_a_write_that_the_kernel_cuts_short_leaves_the_old_value(saving, ignored):
    """A limit on the size of files: the first write is short, the next one fails or kills."""
    trap = "trap '' XFSZ;" if ignored else ""
    for size in (0, 1, 100, 131, 1000, 4095, 4096, 4295):
        done = saving.run("sh", "-c", f'{trap} exec prlimit --fsize={size} "$@"', "sh")
        if ignored:
            assert is_true(saving, done, size) == (OLD, 74)
        else:
            assert done.status == -signal.SIGXFSZ, (size, done)
            assert saving.value() == OLD
    # The vault is 4,296 bytes long: with as many a save goes through.
    done = saving.run("prlimit", "--fsize=4296")
    assert is_true(saving, done, 4296) == (NEW, 0)


# A real full disk

FULL = """
cp -a "$V" "$V.kept"; mount -t tmpfs -o {options},mode=0700 tmpfs "$V"; cp -a "$V.kept/." "$V"
{fill}
krok() {{ "$@"; S=$?; find "$V" -name '.krok-new-*' >&2; {free}; rm -rf "$V.after"
cp -a "$V" "$V.after"; return $S; }}; set -- krok "$@"
"""
PAGES = """
cat /dev/zero 2>/dev/null >"$V/filler" || true
truncate -s -$(({room} * 4096)) "$V/filler"
"""
NODES = """
n=0; while touch "$V/filler$n" 2>/dev/null; do n=$((n + 1)); done
for i in $(seq {room}); do rm "$V/filler$((n - i))"; done
"""


@pytest.mark.parametrize("options, fill, most", [
    ("size=256k", PAGES, 8), ("size=1m,nr_inodes=64", NODES, 4)], ids=["pages", "inodes"])
def test_a_save_on_a_full_disk_is_whole_or_not_at_all(saving, options, fill, most):
    found = []
    for room in range(most):
        saving.put_back()
        mount = FULL.format(
            options=options, fill=fill.format(room=room), free='rm -f "$V"/filler*').strip()
        done = inside(
            saving.machine, mount, "set", "server_name", NEW, *saving.machine.unlock)
        # What stood on the full disk was copied beside the folder before the disk went away.
        shutil.rmtree(saving.machine.vault)
        (saving.machine.folder / "vault.after").rename(saving.machine.vault)
        value = saving.value()
        assert saving.leftovers() == [] and ".krok-new-" not in done.err.split("\n", 1)[-1]
        if done.status == 0:
            assert (value, done.err) == (NEW, "")
        else:
            assert done.status == 74 and "krok: no space left for" in done.err, (room, done)
        found.append((value, done.status))
        shutil.rmtree(saving.machine.folder / "vault.kept")
    assert found[0] == (OLD, 74) and found[-1] == (NEW, 0), found


def test_two_hundred_kills_at_random_moments_lose_nothing(saving):
    machine, chance = saving.machine, random.Random(20261122)
    standing, killed = OLD, 0
    for round in range(200):
        value = f"{NEW} {round}"
        process = machine.start("set", "server_name", value, *machine.unlock)
        try:
            # The moment is what is random here; nothing is waited for.
            process.wait(timeout=chance.uniform(0.002, 0.07))
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
            killed += 1
        process.communicate()
        found = machine.document()["profiles"]["default"]["server_name"]["value"]
        assert found in (standing, value), round
        if process.returncode == 0:
            assert found == value, "an acknowledged write is there"
        standing = found
    assert killed >= 50, "the moments have to fall into the save"
    saving.set(OLD)
    assert saving.leftovers() == [] and saving.value() == OLD
