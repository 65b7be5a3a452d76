# age (Debian) and pyrage (PyPI) open what krok wrote, and krok opens what they wrote.
import json
import re

import pexpect
import pyrage
import pytest

import agewriter
import dummies

SECRET = ["client_secret", "-"]


def set_secret(machine):
    done = machine.run("set", *SECRET, *machine.unlock, stdin=dummies.SECRET.encode())
    assert (done.status, done.out, done.err) == (0, "", "")


def age(machine, *arguments, answers):
    """Runs age on a terminal, where it asks for passphrases; its whole output."""
    child = machine.terminal(*arguments, command="age")
    for answer in answers:
        child.expect(r"passphrase[^:]*: ")
        child.sendline(answer)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0, child.seen()


def test_age_opens_a_vault_that_krok_wrote(real):
    set_secret(real)
    age(real, "-d", "-i", real.vault / "keys/passphrase.age", "-o", real.folder / "plain",
        real.vault / "vault.age", answers=[dummies.PASSPHRASE])
    document = json.loads((real.folder / "plain").read_bytes())
    assert document["format"] == 1
    assert document["profiles"]["default"]["client_secret"]["value"] == dummies.SECRET


def test_pyrage_opens_a_vault_that_krok_wrote(real):
    set_secret(real)
    plain, key = opened_by_pyrage(real)
    document = json.loads(plain)
    kept = document["profiles"]["default"]["client_secret"]
    assert (kept["value"], kept["kind"], kept["sensitive"]) == (dummies.SECRET, "secret", True)
    assert document["slots"] == [{"name": "passphrase", "kind": "passphrase"}]
    assert len(plain) % 4096 == 0 and plain.rstrip(b" ").endswith(b"]}")
    first, second, last = plain.split(b"\n")
    assert first.endswith(b'"profiles":{') and last.startswith(b'},"history":[')
    assert second.startswith(b'"default":{"client_secret":')
    lines = [line for line in key.decode().splitlines() if not line.startswith("#")]
    assert len(lines) == 1 and re.fullmatch(r"AGE-SECRET-KEY-1[0-9A-Z]{58}", lines[0])


def opened_by_pyrage(machine):
    key = pyrage.passphrase.decrypt(
        (machine.vault / "keys/passphrase.age").read_bytes(), dummies.PASSPHRASE)
    text = re.search(r"AGE-SECRET-KEY-1\w+", key.decode())[0]
    identity = pyrage.x25519.Identity.from_str(text)
    return pyrage.decrypt((machine.vault / "vault.age").read_bytes(), [identity]), key


def test_krok_opens_a_vault_whose_files_pyrage_wrote(real):
    set_secret(real)
    plain, key = opened_by_pyrage(real)
    identity = pyrage.x25519.Identity.from_str(re.search(r"AGE-SECRET-KEY-1\w+", key.decode())[0])
    (real.vault / "vault.age").write_bytes(pyrage.encrypt(plain, [identity.to_public()]))
    (real.vault / "keys/passphrase.age").write_bytes(
        pyrage.passphrase.encrypt(key, dummies.PASSPHRASE))
    got = real.run("get", "client_secret", *real.unlock)
    assert (got.status, got.out, got.err) == (0, dummies.SECRET + "\n", "")


def test_krok_opens_a_vault_whose_files_age_wrote(real):
    set_secret(real)
    plain, key = opened_by_pyrage(real)
    identity = pyrage.x25519.Identity.from_str(re.search(r"AGE-SECRET-KEY-1\w+", key.decode())[0])
    (real.folder / "plain").write_bytes(plain)
    (real.folder / "key").write_bytes(key)
    age(real, "-r", str(identity.to_public()), "-o", real.vault / "vault.age",
        real.folder / "plain", answers=[])
    age(real, "-p", "-o", real.vault / "keys/passphrase.age", real.folder / "key",
        answers=[dummies.PASSPHRASE, dummies.PASSPHRASE])
    got = real.run("get", "client_secret", *real.unlock)
    assert (got.status, got.out, got.err) == (0, dummies.SECRET + "\n", "")


@pytest.mark.parametrize("shape", [
    "{key}", "{key}\n", "{key}\r\n", "# a comment\n\n{key}\n",
    "# created: 2026-11-22T12:00:00Z\n# public key: age1example\n{key}\n",
], ids=["bare", "line_feed", "windows", "comment", "age_keygen"])
def test_krok_takes_every_shape_of_identity_file_that_age_takes(machine, shape):
    agewriter.put_values(machine.vault, dummies.PASSPHRASE, "default", dummies.VALUES)
    key = re.search(rb"AGE-SECRET-KEY-1\w+", agewriter.slot(machine.vault, dummies.PASSPHRASE))[0]
    file = agewriter.seal_passphrase(shape.format(key=key.decode()).encode(), dummies.PASSPHRASE)
    (machine.vault / "keys/passphrase.age").write_bytes(file)
    # age itself is the judge of what an identity file may look like.
    age(machine, "-d", "-i", machine.vault / "keys/passphrase.age", "-o", machine.folder / "p",
        machine.vault / "vault.age", answers=[dummies.PASSPHRASE])
    got = machine.run("get", "server_name", *machine.unlock)
    assert (got.status, got.out, got.err) == (0, dummies.VALUES["server_name"] + "\n", "")


@pytest.mark.parametrize("shape", ["", "# only a comment\n", "AGE-SECRET-KEY-1QQQQ\n", "hello\n"],
                         ids=["empty", "comment", "short", "foreign"])
def test_a_slot_that_holds_no_identity_is_77(machine, shape):
    file = agewriter.seal_passphrase(shape.encode(), dummies.PASSPHRASE)
    (machine.vault / "keys/passphrase.age").write_bytes(file)
    assert machine.run("get", "server_name", *machine.unlock).status == 77


def test_an_armored_vault_and_slot_open_as_age_opens_them(real):
    set_secret(real)
    plain, key = opened_by_pyrage(real)
    identity = pyrage.x25519.Identity.from_str(re.search(r"AGE-SECRET-KEY-1\w+", key.decode())[0])
    armored = pyrage.encrypt(plain, [identity.to_public()], armored=True)
    (real.vault / "vault.age").write_bytes(armored)
    agewriter.cheapen(real.vault, dummies.PASSPHRASE)
    assert armored.startswith(b"-----BEGIN AGE ENCRYPTED FILE-----")
    got = real.run("get", "client_secret", *real.unlock)
    assert (got.status, got.out, got.err) == (0, dummies.SECRET + "\n", "")
