# A new vault key: killed at any system call, at the same time as others write, before a merge.
import json
import re
import shutil
import signal
import subprocess

import agewriter
import dummies
import pytest

CALLS = ["renameat", "renameat2", "mkdirat", "unlinkat", "fsync", "fchmod", "write"]
# A kill between two of these finds what a kill at the next one finds.
CHANGES = ["renameat", "renameat2", "mkdirat", "unlinkat", "fchmod"]


class Keyring:
    """A vault that an age identity opens, so that a new key costs no scrypt."""

    def __init__(self, machine):
        self.machine = machine
        machine.use_tiny_guide()
        self.identity = machine.folder / "identity"
        subprocess.run(["age-keygen", "-o", self.identity], check=True, capture_output=True)
        self.identity.chmod(0o600)
        recipient = subprocess.run(["age-keygen", "-y", self.identity], check=True,
                                   capture_output=True, text=True).stdout.strip()
        self.way = ["--identity", str(self.identity)]
        # A passphrase that opens the vault makes it known here; the identity's slot alone would ask.
        machine.remembers = True
        for words in (["key", "add", "--name", "me", "--recipient", recipient, *machine.unlock],
                      ["set", "server_name", "one", *self.way],
                      ["set", "server_name", "two", *self.way]):
            done = machine.run(*words)
            assert done.status == 0, done
        self.kept = {path: machine.folder / (path.name + ".kept")
                     for path in (machine.vault, machine.state)}
        for path, copy in self.kept.items():
            shutil.copytree(path, copy)

    def put_back(self):
        for path, copy in self.kept.items():
            shutil.rmtree(path, ignore_errors=True)
            shutil.copytree(copy, path)

    def rekey(self, *prefix):
        self.put_back()
        return self.machine.run("vault", "rekey", "--yes", *self.way, prefix=prefix)

    def calls(self, names=CALLS):
        """The calls of these names that a new key makes inside the vault, by name and number."""
        log = self.machine.folder / "calls"
        assert self.rekey("strace", "-f", "-y", "-o", log, "-e", ",".join(CALLS)).status == 0
        counts, found = {}, []
        for line in log.read_text().splitlines():
            if call := re.match(r"\d+ +(\w+)\(", line):
                counts[call[1]] = counts.get(call[1], 0) + 1
                if f"{self.machine.vault}" in line and call[1] in names:
                    found.append((call[1], counts[call[1]]))
        return found

    def whole(self):
        """Whether everything that stands there is of one key; True for the new one."""
        with_me = {path.name: path for path in self.machine.vault.glob("keys/*.age")}
        key = agewriter.private_key(agewriter.unseal_key(
            with_me["me.age"].read_bytes(), agewriter.private_key(self.identity.read_bytes())))
        for path in [self.machine.vault / "vault.age", *self.machine.vault.glob("previous/*.age")]:
            agewriter.unseal_key(path.read_bytes(), key)
        document = json.loads(agewriter.unseal_key(
            (self.machine.vault / "vault.age").read_bytes(), key))
        assert document["profiles"]["default"]["server_name"]["value"] == "two"
        assert {slot["name"] for slot in document["slots"]} == {
            name.removesuffix(".age") for name in with_me}
        return document["history"][-1]["event"] == "rekeyed"


@pytest.fixture
def keyring(machine):
    return Keyring(machine)


def test_a_kill_at_any_system_call_of_a_new_key_leaves_the_old_or_the_new_vault(keyring):
    calls = keyring.calls(CHANGES)
    assert len(calls) > 20
    found = []
    for name, number in calls:
        done = keyring.rekey("strace", "-f", "-qq", "-o", "/dev/null",
                             "-e", f"inject={name}:signal=SIGKILL:when={number}")
        assert done.status in (-signal.SIGKILL, 128 + signal.SIGKILL), (name, number, done)
        # Whoever comes next finishes it, or finds that nothing happened.
        got = keyring.machine.run("vault", "history", *keyring.way)
        if got.status == 77 and "holds another vault" in got.err:
            # The new key was in place and not yet remembered: a person compares it.
            fingerprint = re.search(r"--fingerprint ([0-9a-f-]{39})", got.err)[1]
            got = keyring.machine.run(
                "vault", "accept", "--fingerprint", fingerprint, *keyring.way)
        assert got.status == 0, (name, number, got)
        found.append(keyring.whole())
        changed = keyring.machine.run("set", "server_name", "three", *keyring.way)
        assert changed.status == 0, (name, number, changed)
        left = {path.name for path in keyring.machine.vault.iterdir()}
        assert not {"rekey", "rekey.new"} & left, (name, number, left)
        assert list(keyring.machine.vault.rglob(".krok-new-*")) == []
    assert set(found) == {True, False} and found == sorted(found)


def test_an_error_at_any_system_call_of_a_new_key_loses_nothing(keyring):
    calls = keyring.calls()
    # Every one of them in turn takes minutes; each kind of place is met by every third.
    for name, number in calls[::3]:
        done = keyring.rekey("strace", "-f", "-qq", "-o", "/dev/null",
                             "-e", f"inject={name}:error=EIO:when={number}")
        assert done.status in (0, 74), (name, number, done)
        got = keyring.machine.run("vault", "history", *keyring.way)
        if got.status == 77:
            fingerprint = re.search(r"--fingerprint ([0-9a-f-]{39})", got.err)[1]
            assert keyring.machine.run("vault", "accept", "--fingerprint", fingerprint,
                                       *keyring.way).status == 0
        is_new = keyring.whole()
        # What was said is what happened.
        assert is_new or done.status == 74, (name, number, done)


def test_writers_beside_a_new_key_lose_nothing_that_was_acknowledged(keyring):
    machine = keyring.machine
    for turn in range(4):
        keyring.put_back()
        running = [machine.start("set", "server_name", f"{turn}-{number}", *keyring.way)
                   for number in range(3)]
        rekey = machine.start("vault", "rekey", "--yes", *keyring.way)
        said = [child.communicate() for child in running]
        out, err = rekey.communicate()
        assert rekey.returncode == 0, err
        written = [f"{turn}-{number}" for number, child in enumerate(running)
                   if child.returncode == 0]
        for child, (_, told) in zip(running, said):
            # Opened with the old key, and not in time: said, and nothing written.
            assert child.returncode in (0, 75, 77), told
            assert child.returncode == 0 or b"new key" in told or b"another vault" in told, told
        fingerprint = re.search(r"[0-9a-f]{4}(-[0-9a-f]{4}){7}", out.decode())[0]
        assert machine.run("vault", "accept", "--fingerprint", fingerprint,
                           *keyring.way).status == 0
        history = json.loads(machine.run("vault", "history", "--json", *keyring.way).out)
        sets = [entry for entry in history if entry["event"] == "set"]
        assert len(sets) == 2 + len(written)
        value = machine.run("get", "server_name", *keyring.way).out.strip()
        assert value in written if written else value == "two"


def test_a_restored_vault_merges_with_what_a_colleague_changed(keyring):
    """Going back is a change like any other: it wins over what was given up, and drops nothing."""
    machine = keyring.machine
    base = machine.vault / "vault.age"
    ours, theirs = machine.folder / "ours.age", machine.folder / "theirs.age"
    shutil.copy(base, theirs)
    generations = machine.run("vault", "restore").out.split()
    restored = machine.run("vault", "restore", generations[-1], *keyring.way)
    assert restored.status == 0 and machine.run("get", "server_name", *keyring.way).out == "one\n"
    shutil.copy(base, ours)
    merged = machine.run("vault", "merge", base, ours, theirs, *keyring.way)
    assert merged.status == 0, merged
    shutil.copy(ours, base)
    assert machine.run("get", "server_name", *keyring.way).out == "one\n"


def test_a_vault_with_a_new_key_does_not_merge_with_one_of_the_old(keyring):
    machine = keyring.machine
    ours, theirs = machine.folder / "ours.age", machine.folder / "theirs.age"
    shutil.copy(machine.vault / "vault.age", theirs)
    assert machine.run("vault", "rekey", "--yes", *keyring.way).status == 0
    shutil.copy(machine.vault / "vault.age", ours)
    before = ours.read_bytes()
    done = machine.run("vault", "merge", theirs, ours, theirs, *keyring.way)
    assert done.status == 65 and ours.read_bytes() == before, done
    assert dummies.PASSPHRASE not in done.err


@pytest.mark.parametrize("lang, both, read_out", [
    ("en", "(2 values are kept, and all of them were exposed)", "Read it out to everybody"),
    ("pl", "(w sejfie są 2 wartości i wszystkie zostały ujawnione)", "Podyktuj go wszystkim, którzy korzystają"),
])
def test_two_kept_secrets_are_both_to_be_rotated_and_removed_slots_are_in_the_history(
        filled, lang, both, read_out):
    second = filled.secret_file("second", "another passphrase\n")
    assert filled.run("key", "add", "--name", "piotr", "--new-passphrase",
                      "--new-passphrase-file", second, *filled.unlock).status == 0
    done = filled.run("set", "client_secret", "-", *filled.unlock, stdin=b"GOCSPX-EXAMPLE-newer-secret-0123")
    assert done.status == 0, done.err
    done = filled.run("vault", "rekey", "--yes", *filled.unlock, KROK_LANG=lang)
    assert done.status == 0 and f"default: client_secret {both}" in done.out, done.out
    fingerprint = re.search(r"([0-9a-f]{4}-){7}[0-9a-f]{4}", done.out)[0]
    line = next(line for line in done.out.splitlines() if read_out in line)
    assert line.endswith(f"krok vault accept --fingerprint {fingerprint}")
    history = json.loads(filled.run("vault", "history", "--json", *filled.unlock).out)
    assert [(entry["event"], entry["subject"]) for entry in history[-2:]] == [
        ("slot-removed", "piotr"), ("rekeyed", None)]


@pytest.mark.parametrize("lang, hint", [("en", "What each of them ends with"),
                                        ("pl", "Czym kończy się każda z nich")])
def test_kept_generations_are_shown_with_what_can_be_known(filled, lang, hint):
    filled.remembers = True
    for name in ("one", "two"):
        assert filled.run("set", "server_name", name, *filled.unlock).status == 0
    numbers = filled.run("vault", "restore", KROK_LANG=lang).out.split()
    assert len(numbers) == 2
    opened = filled.run("vault", "restore", *filled.unlock, KROK_LANG=lang).out.splitlines()
    assert [line.split()[0] for line in opened] == numbers
    assert re.search(r" \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ .*server_name", opened[-1]), opened
    (filled.vault / f"previous/{numbers[0]}.age").write_text("junk")
    opened = filled.run("vault", "restore", *filled.unlock, KROK_LANG=lang)
    assert opened.status == 0 and opened.out.splitlines()[0].startswith(numbers[0] + "  ")
    child = filled.terminal("vault", "restore", KROK_LANG=lang)
    child.expect_exact(hint)
    child.wait()
    assert re.search(numbers[1] + r"  \w+ .*\d{4}-\d\d-\d\dT", child.seen()), child.seen()
