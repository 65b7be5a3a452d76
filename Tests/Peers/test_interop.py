# The library Age against age (Debian) and pyrage (PyPI), both ways: sizes, armor, recipients, work.
import os
import pathlib
import random
import re
import subprocess

import agewriter
import conftest
import dummies
import pexpect
import pyrage
import pytest

PEER = pathlib.Path(conftest.KROK).parent / "AgePeer"
if not PEER.exists():
    PEER = conftest.ROOT / ".build/debug/AgePeer"
# Around the edges of a chunk, and more than one.
SIZES = [0, 1, 65535, 65536, 65537, 131072, 200000]
LOG_N = [1, 10, 15, 18]
PASSPHRASE = "zażółć gęślą jaźń"


def run(*words, data=b""):
    done = subprocess.run([str(word) for word in words], input=data, capture_output=True)
    assert done.returncode == 0, (words, done.stderr)
    return done.stdout


def texts(count=None):
    chance = random.Random(20261122)
    return [chance.randbytes(size) for size in SIZES[:count]]


class Keys:
    """Twenty identities, each in a file of its own."""

    def __init__(self, folder):
        self.identities = [pyrage.x25519.Identity.generate() for _ in range(20)]
        self.recipients = [str(identity.to_public()) for identity in self.identities]
        self.files = []
        for number, identity in enumerate(self.identities):
            file = folder / f"key{number}"
            file.write_text(f"# key {number}\n{identity}\n")
            file.chmod(0o600)
            self.files.append(file)


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    assert PEER.exists(), "AgePeer is built by: swift build --build-tests"
    return Keys(tmp_path_factory.mktemp("keys"))


def openers(count):
    """The first, one in the middle and the last: a peer is started for each."""
    return sorted({0, count // 2, count - 1})


@pytest.mark.parametrize("armored", [False, True], ids=["binary", "armored"])
@pytest.mark.parametrize("count", [1, 2, 20])
def test_age_and_pyrage_open_what_the_library_wrote(keys, count, armored):
    for text in texts():
        option = ["--armor"] if armored else []
        file = run(PEER, "encrypt", *option, *keys.recipients[:count], data=text)
        assert file.startswith(b"-----BEGIN AGE" if armored else b"age-encryption.org/v1\n")
        assert file.count(b"\n-> X25519 ") == (0 if armored else count)
        for number in openers(count):
            assert run("age", "-d", "-i", keys.files[number], data=file) == text
            assert pyrage.decrypt(file, [keys.identities[number]]) == text
        if count < 20:
            with pytest.raises(pyrage.DecryptError):
                pyrage.decrypt(file, [keys.identities[count]])


@pytest.mark.parametrize("armored", [False, True], ids=["binary", "armored"])
@pytest.mark.parametrize("count", [1, 2, 20])
def test_the_library_opens_what_age_and_pyrage_wrote(keys, count, armored):
    recipients = [identity.to_public() for identity in keys.identities[:count]]
    named = [word for text in keys.recipients[:count] for word in ("-r", text)]
    for text in texts():
        by_age = run("age", *(["-a"] if armored else []), *named, data=text)
        by_rage = pyrage.encrypt(text, recipients, armored=armored)
        for file in (by_age, by_rage):
            assert file.startswith(b"-----BEGIN AGE") == armored
            for number in range(count) if len(text) < 2 else openers(count):
                assert run(PEER, "decrypt", keys.files[number], data=file) == text
        if count < 20:
            done = subprocess.run(
                [PEER, "decrypt", keys.files[count]], input=by_age, capture_output=True)
            assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"noMatch\n")


def test_the_library_writes_the_same_length_as_the_others(keys):
    for text in texts():
        file = run(PEER, "encrypt", keys.recipients[0], data=text)
        assert len(file) == len(run("age", "-r", keys.recipients[0], data=text))


# Passphrases


@pytest.fixture
def passphrase_file(tmp_path):
    file = tmp_path / "passphrase"
    file.write_text(PASSPHRASE)
    return file


def opened_by_age(folder, file):
    """age asks at a terminal and nowhere else."""
    (folder / "in").write_bytes(file)
    child = pexpect.spawn("age", ["-d", "-o", str(folder / "out"), str(folder / "in")], timeout=60)
    child.expect("passphrase[^:]*: ")
    child.sendline(PASSPHRASE)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0, child.before
    return (folder / "out").read_bytes()


@pytest.mark.parametrize("armored", [False, True], ids=["binary", "armored"])
@pytest.mark.parametrize("log_n", LOG_N)
def test_age_and_pyrage_open_a_passphrase_file_of_the_library(
        tmp_path, passphrase_file, log_n, armored):
    option = ["--armor"] if armored else []
    text = b"work factor %d" % log_n
    file = run(PEER, "encrypt", *option, "--passphrase", passphrase_file, log_n, data=text)
    assert armored or file.splitlines()[1].split()[3] == b"%d" % log_n
    assert opened_by_age(tmp_path, file) == text
    # pyrage first measures how much work it is ready to do: seconds for each call.
    assert pyrage.passphrase.decrypt(file, PASSPHRASE) == text


@pytest.mark.parametrize("log_n", LOG_N)
def test_the_library_opens_passphrase_files_of_every_work_factor(
        tmp_path, passphrase_file, log_n):
    """No peer lets its caller choose: age writes 18, pyrage what takes it a second. So the tests'
    own writer stands in, on OpenSSL's scrypt, and age vouches for what it wrote."""
    for text in texts(3):
        file = agewriter.seal_passphrase(text, PASSPHRASE, work=log_n)
        assert run(PEER, "decrypt", "--passphrase", passphrase_file, data=file) == text
    assert opened_by_age(tmp_path, file) == text


def test_a_slot_of_a_new_vault_costs_log_n_18(real):
    slot = (real.vault / "keys/passphrase.age").read_bytes()
    assert re.match(rb"age-encryption\.org/v1\n-> scrypt [A-Za-z0-9+/]{22} 18\n", slot)


def test_the_library_opens_passphrase_files_of_age_and_pyrage(tmp_path, passphrase_file):
    text = os.urandom(70000)
    (tmp_path / "in").write_bytes(text)
    for option in ([], ["-a"]):
        child = pexpect.spawn(
            "age", ["-p", *option, "-o", str(tmp_path / "out"), str(tmp_path / "in")], timeout=60)
        for _ in range(2):
            child.expect("passphrase[^:]*: ")
            child.sendline(PASSPHRASE)
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == 0, child.before
        file = (tmp_path / "out").read_bytes()
        (tmp_path / "out").unlink()
        assert run(PEER, "decrypt", "--passphrase", passphrase_file, data=file) == text
    for armored in (False, True):
        file = pyrage.passphrase.encrypt(text, PASSPHRASE, armored)
        assert file.startswith(b"-----BEGIN AGE") == armored
        assert run(PEER, "decrypt", "--passphrase", passphrase_file, data=file) == text


@pytest.mark.parametrize("log_n", LOG_N)
def test_krok_opens_a_slot_of_every_work_factor(machine, log_n):
    """The binary itself, not the library alone."""

    key = agewriter.slot(machine.vault, dummies.PASSPHRASE)
    agewriter.put_values(machine.vault, dummies.PASSPHRASE, "default", {"server_name": "Poczta"})
    (machine.vault / "keys/passphrase.age").write_bytes(
        agewriter.seal_passphrase(key, dummies.PASSPHRASE, work=log_n))
    got = machine.run("get", "server_name", *machine.unlock)
    assert (got.status, got.out, got.err) == (0, "Poczta\n", "")
