# SIGKILL at every system call of a save and at random moments: the old or the new value.
import os
import random
import re
import signal
import subprocess

import dummies
import pytest

CALLS = "write,fsync,fdatasync,renameat,renameat2,rename,openat,unlinkat,unlink,close,flock,read"
OLD, NEW = "old value of a name", "new value of a name"


@pytest.fixture(autouse=True)
def tiny(machine):
    machine.use_tiny_guide()


def saved_calls(machine):
    """How often each system call of interest happens in one whole save."""
    # Twice: the first save makes folders, and every later one is like the second.
    save(machine, NEW)
    save(machine, OLD)
    log = machine.folder / "calls"
    done = machine.run(
        "set", "server_name", NEW, *machine.unlock,
        prefix=["strace", "-f", "-o", log, "-e", "trace=" + CALLS])
    assert done.status == 0, done.err
    counts = {}
    for line in log.read_text().splitlines():
        if found := re.match(r"\d+ +(\w+)\(", line):
            counts[found[1]] = counts.get(found[1], 0) + 1
    log.unlink()
    assert counts.get("fsync", 0) >= 3 and counts.get("renameat", 0) >= 2
    return counts


def is_whole(machine, *values):
    """The vault opens with krok's own eyes and the second implementation's."""
    document = machine.document()
    assert document["profiles"]["default"]["server_name"]["value"] in values
    got = machine.run("get", "server_name", *machine.unlock)
    assert (got.status, got.err) == (0, "") and got.out[:-1] in values
    for path in [machine.vault, *machine.vault.rglob("*"), *machine.state.rglob("*")]:
        if path.is_file():
            data = path.read_bytes()
            assert not any(value.encode() in data for value in (OLD, NEW)), path
    return got.out[:-1]


def leftovers(machine):
    return list(machine.vault.rglob(".krok-new-*"))


def save(machine, value):
    done = machine.run("set", "server_name", value, *machine.unlock)
    assert (done.status, done.err) == (0, "")
    # Older ticks, so that the next save has both files to write whatever the second is.
    for path in machine.vault.glob("progress/*.json"):
        path.write_text(re.sub(r"\d{4}(-\d\d-\d\dT)", r"2020\1", path.read_text()))


def killed_at(machine, call, number):
    save(machine, OLD)
    assert not list(machine.vault.glob(".krok-new-*")), "a save sweeps what a killed one left"
    done = machine.run(
        "set", "server_name", NEW, *machine.unlock,
        prefix=["strace", "-f", "-qq", "-o", "/dev/null",
                "-e", f"inject={call}:signal=SIGKILL:when={number}"])
    assert done.status in (-signal.SIGKILL, 128 + signal.SIGKILL), (call, number, done)
    return is_whole(machine, OLD, NEW)


def places(machine):
    """Every place where a save can die: what comes before the vault is looked at only in parts."""
    counts = saved_calls(machine)
    chosen = []
    for call, count in counts.items():
        first = 1 if call in ("fsync", "renameat", "unlinkat", "flock", "write") else count - 9
        chosen += [(call, number) for number in range(max(1, first), count + 1)]
    return chosen


def test_a_kill_at_any_system_call_of_a_save_leaves_the_old_or_the_new_value(machine):
    save(machine, OLD)
    found = [killed_at(machine, call, number) for call, number in places(machine)]
    assert len(found) >= 40
    # A test that never kills between the two would prove nothing.
    assert OLD in found and NEW in found


@pytest.mark.parametrize("number, folder", [(1, "previous"), (2, "."), (3, "progress")])
def test_what_a_killed_save_left_is_swept_up_by_the_next_one(machine, number, folder):
    save(machine, OLD)
    killed_at(machine, "renameat", number)
    [litter] = leftovers(machine)
    assert litter.parent == machine.vault / folder
    assert litter.stat().st_mode & 0o7777 == 0o600
    save(machine, NEW)
    assert leftovers(machine) == [] and is_whole(machine, NEW) == NEW


def test_two_hundred_kills_at_random_moments_lose_nothing(machine):
    chance = random.Random(20261122)
    save(machine, OLD)
    arguments = ["set", "server_name", None, *machine.unlock]
    standing, killed = OLD, 0
    for round in range(200):
        value = f"{NEW} {round}"
        arguments[2] = value
        process = machine.start(*arguments)
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
    save(machine, OLD)
    assert not list(machine.vault.glob(".krok-new-*")) and is_whole(machine, OLD) == OLD


@pytest.mark.parametrize("call", ["write", "fsync", "renameat"])
@pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
def test_a_failed_call_of_a_save_is_74_leaves_no_litter_and_says_the_truth(machine, call, error):
    for number in range(1, saved_calls(machine)[call] + 1):
        save(machine, OLD)
        done = machine.run(
            "set", "server_name", NEW, *machine.unlock,
            prefix=["strace", "-f", "-qq", "-o", "/dev/null",
                    "-e", f"inject={call}:error={error}:when={number}"])
        assert done.status == 74 and done.err != "", (number, done)
        assert leftovers(machine) == []
        found = is_whole(machine, OLD, NEW)
        if error == "ENOSPC":
            assert "no space left for" in done.err
            assert found == OLD or "nothing was changed" not in done.err, (number, done.err)
