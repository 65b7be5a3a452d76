# What this machine remembers of a vault: damaged, unwritable, somebody else's; and very many slots.
import html
import os
import re
import shutil
import subprocess

import dummies
import pytest
from conftest import Machine
from web import Serve, place

GET = ["get", "server_name"]
NAME = dummies.VALUES["server_name"] + "\n"
NOT_KEPT = "cannot write down what it has seen of the vault"


@pytest.fixture
def known(filled):
    """A machine that has opened its vault before."""
    filled.remembers = True
    assert filled.run(*GET, *filled.unlock).status == 0
    return filled


def pins(machine):
    return machine.state / "krok/pins.json"


def read_only(machine):
    """Runs krok where the folder of its memory can be read and not written."""
    script = 'set -e; mount --bind "$1" "$1"; mount -o remount,bind,ro "$1"; shift; exec "$@"'
    return ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, "sh",
            machine.state]


def test_a_memory_that_cannot_be_written_is_told_once_with_each_save(known):
    before = pins(known).read_bytes()
    done = known.run("set", "server_name", "later", *known.unlock, prefix=read_only(known))
    assert done.status == 0 and done.err.count(NOT_KEPT) == 1, done
    assert "read-only file system" in done.err and pins(known).read_bytes() == before
    looked = known.run("doctor", prefix=read_only(known))
    assert looked.status == 1 and "An older copy of it would not be noticed." in looked.out
    # What is remembered already is not told again.
    assert known.run(*GET, *known.unlock).err == ""
    assert known.run(*GET, *known.unlock, prefix=read_only(known)).err == ""


def test_a_vault_is_made_and_used_where_nothing_can_be_remembered(bare):
    bare.state.mkdir()
    made = bare.run("vault", "init", *bare.unlock, prefix=read_only(bare))
    assert made.status == 0 and made.err.count(NOT_KEPT) == 1, made
    bare.remembers = True
    # It is the first use each time, and both is said.
    for lang, words in (("en", NOT_KEPT), ("pl", "nie może zapisać, co wie o sejfie")):
        got = bare.run("vault", "history", "--lang", lang, *bare.unlock, prefix=read_only(bare))
        assert got.status == 0 and got.err.count(words) == 1, got


@pytest.mark.parametrize("lang, words", [
    ("en", NOT_KEPT), ("pl", "nie może zapisać, co wie o sejfie")])
def test_a_page_tells_of_a_memory_that_cannot_be_written(known, lang, words):
    """On every page, as long as it is so; with the reason."""
    assert known.run("tick", "prepare/version").status == 0
    walk = place()
    fields = {"do": "value", "input": "server_name", "value": "later"}
    with Serve(known, "--lang", lang, prefix=read_only(known)) as server:
        server.come_in()
        # What is remembered already is nothing to tell.
        assert words.encode() not in server.get("/vault").body
        saved = server.post(walk + "/step/mail-server", fields)
        assert saved.status == 303, saved
        for path in (saved.header("location").split("#")[0], "/vault", "/settings", "/settings"):
            page = html.unescape(server.get(path).body.decode())
            assert page.count(words) == 1, (path, page)
        reason = {"en": "read-only file system", "pl": "tylko do odczytu"}[lang]
        assert reason in page
    # The same save where it can be written down says nothing of it.
    with Serve(known, "--lang", lang) as server:
        server.come_in()
        assert server.post(walk + "/step/mail-server", fields | {"value": "x"}).status == 303
        assert words.encode() not in server.get("/vault").body


def test_a_page_tells_of_a_first_opening_that_is_not_remembered(filled):
    filled.state.mkdir(exist_ok=True)
    with Serve(filled, unlock=False, prefix=read_only(filled)) as server:
        server.come_in()
        opened = server.post("/vault", {"do": "unlock", "passphrase": dummies.PASSPHRASE})
        assert opened.status == 303, opened
        page = server.get("/vault").body.decode()
        assert page.count(NOT_KEPT) == 1, page


def test_what_must_last_is_refused_where_it_cannot_be_written(known):
    fingerprint = known.run("vault", "status").out.split("Fingerprint as last seen here: ")[1]
    done = known.run("vault", "accept", "--fingerprint", fingerprint.split("\n")[0],
                     *known.unlock, prefix=read_only(known))
    assert done.status == 73 and "read-only file system" in done.err, done


@pytest.mark.parametrize("change, status, words", [
    (lambda path: path.write_text("{"), 65, "is not krok's memory"),
    (lambda path: path.write_text('{"format":2}'), 65, "is not krok's memory"),
    (lambda path: path.write_bytes(b"\xff" * 100), 65, "is not krok's memory"),
    (lambda path: path.write_text('{"format":1,"paths":{},"vaults":{"a":{"generation":0}}}'), 65,
     "is not krok's memory"),
    (lambda path: path.chmod(0o666), 77, "others may write"),
    (lambda path: os.chown(path, 65534, 65534), 77, "belongs to another user"),
    (lambda path: os.chown(path.parent, 65534, 65534), 77, "belongs to another user"),
    (lambda path: (path.rename(path.with_name("moved")), path.symlink_to("moved")), 77,
     "is a symbolic link"),
    (lambda path: (path.unlink(), path.mkdir()), 66, "is not a file"),
    (lambda path: (path.unlink(), os.mkfifo(path)), 66, "is not a file"),
], ids=["cut", "newer", "bytes", "shape", "writable", "stranger", "strangers_folder", "link",
        "folder", "pipe"])
def test_a_memory_that_is_no_memory_opens_nothing(known, change, status, words):
    change(pins(known))
    for command in (GET, ["set", "server_name", "x"]):
        done = known.run(*command, *known.unlock, timeout=20)
        assert (done.status, done.out) == (status, "") and words in done.err, done
    assert known.values() == dummies.VALUES


def test_very_many_slots_are_looked_through_once(known):
    """Anyone who can push to a team's repository can add ten thousand of them."""
    identity = known.folder / "identity"
    subprocess.run(["age-keygen", "-o", identity], check=True, capture_output=True)
    identity.chmod(0o600)
    recipient = subprocess.run(["age-keygen", "-y", identity], check=True, capture_output=True,
                               text=True).stdout.strip()
    added = known.run("key", "add", "--name", "zuzanna", "--recipient", recipient, *known.unlock)
    assert added.status == 0
    other = known.folder / "other"
    subprocess.run(["age-keygen", "-o", other], check=True, capture_output=True)
    other.chmod(0o600)
    log = known.folder / "calls"
    for number in range(1000):
        shutil.copy(known.vault / "keys/zuzanna.age", known.vault / f"keys/eve{number:04d}.age")
    done = known.run(*GET, "--identity", other, prefix=["strace", "-o", log, "-e", "getdents64"])
    assert done.status == 77 and "opens no slot" in done.err
    # Names enough to see what is meant, and not all of them.
    assert len(done.err) < 2000 and "(+951)" in done.err
    assert len(re.findall("getdents64", log.read_text())) < 60


def test_two_machines_of_one_home_share_what_they_saw(known):
    """The state folder is what counts, not the path that leads to the vault."""
    twin = Machine(known.folder)
    twin.remembers = True
    link = known.folder / "link"
    link.symlink_to(known.folder)
    got = twin.run(*GET, "--vault", link / "vault", *known.unlock)
    assert (got.status, got.out, got.err) == (0, NAME, "")
