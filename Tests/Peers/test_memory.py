# What is left in memory after a lock: nothing that is secret. And memory that cannot be locked.
import os
import pathlib
import random
import re
import subprocess
import sys
import time

import agewriter
import dummies
import pexpect
import pytest
import standins
from conftest import KROK
from processmemory import found

PROMPT = r"Passphrase of the vault \(slot passphrase\): "
NOTICE = {"en": "Note: the kernel did not lock all memory", "pl": "Uwaga: jądro nie zablokowało"}

# The signs of YetiForce's key, of a client secret, and those of a passphrase.
KEY = "0123456789ABCDEFGHJKMNPQRSTUVWXYZ"
SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


def made(alphabet, length):
    return "".join(random.SystemRandom().choice(alphabet) for _ in range(length))


class Guide:
    """A person in the guide at a pseudo-terminal, who captures two values and locks."""

    def __init__(self, machine, passphrase):
        self.passphrase = passphrase
        self.child = machine.terminal("--plain", *machine.words, size=(50, 200))
        self.child.expect_exact("\r\n> ")

    def command(self, line):
        self.child.sendline(line)
        self.child.expect_exact("\r\n> ")
        return self.child.before

    def answer(self, step, title, value):
        self.command("g " + step)
        self.child.sendline("v")
        while True:
            which = self.child.expect([re.escape(title + ": "), PROMPT, r"\]: ", r"[a-zA-Z]: "])
            if which == 0:
                self.child.sendline(value)
                break
            self.child.sendline(self.passphrase if which == 1 else "")
        # What else the step asks for is left for later.
        later = r"later\): |\r\nClient secret: "
        while (which := self.child.expect([PROMPT, later, r"\r\n> "])) != 2:
            self.child.sendline(self.passphrase if which == 0 else "")


@pytest.fixture
def world(machine, tmp_path):
    """Google as it should be, for a guide that is started afterwards."""
    world = standins.World(standins.Authority(tmp_path / "authority"))
    world.site(standins.TOKEN, standins.http(400, '{"error":"invalid_grant"}'))
    world.site(standins.SIGN_IN, standins.http(302, "", "location: /v3/signin/identifier"))
    machine.environment["all_proxy"] = world.address
    machine.words = ["--ca-file", str(world.authority.file)]
    yield world
    world.close()


@pytest.fixture
def guide(machine):
    """An open vault with fresh values in it, and what to look for."""
    passphrase = made(SIGNS, 40)
    agewriter_slot = agewriter.slot(machine.vault, dummies.PASSPHRASE)
    (machine.vault / "keys/passphrase.age").write_bytes(
        agewriter.seal_passphrase(agewriter_slot, passphrase, work=10))
    raw = agewriter.private_key(agewriter_slot).private_bytes_raw()
    secret, key = "GOCSPX-" + made(SIGNS, 28), made(KEY, 32)
    guide = Guide(machine, passphrase)
    guide.machine = machine
    guide.answer("redirect-uri", "Redirect URI",
                 dummies.URL + "webservice/OAuth/MailAccount/" + key)
    guide.answer("client", "Client secret", secret)
    guide.needles = {
        "passphrase": passphrase.encode(),
        "vault key": re.search(rb"AGE-SECRET-KEY-1(\w+)", agewriter_slot)[1],
        # Without its first and last byte: X25519 sets bits there in the copy that it works with.
        "raw key": raw[1:31],
        "client secret": secret.encode()[7:],
        "redirect key": key.encode(),
    }
    got = machine.run("get", "client_secret", "--passphrase-file",
                      machine.secret_file("own", passphrase + "\n"))
    assert got.out == secret + "\n"
    yield guide
    guide.child.close(force=True)


def test_after_a_lock_no_secret_is_left_in_memory(guide):
    pid = guide.child.pid
    before = found(pid, guide.needles)
    # A search that finds nothing in an open vault would prove nothing.
    assert before["client secret"] and before["redirect key"] and before["raw key"], before
    assert before["passphrase"] == before["vault key"] == 0, before
    # Pages that show what is captured, and a value that is typed once more.
    guide.command("g redirect-uri")
    guide.command("st")
    guide.command("g mail-server")
    guide.command("lock")
    assert found(pid, guide.needles) == dict.fromkeys(guide.needles, 0)
    # It goes on: the vault opens again and can be locked again.
    guide.child.sendline("x")
    guide.child.expect(PROMPT)
    guide.child.sendline(guide.passphrase)
    guide.child.expect_exact("\r\n> ")
    assert found(pid, guide.needles)["client secret"]
    guide.command("lock")
    assert found(pid, guide.needles) == dict.fromkeys(guide.needles, 0)
    guide.child.sendline("q")
    guide.child.expect(pexpect.EOF)


def test_after_a_check_and_a_lock_no_secret_is_left_in_memory(world, guide):
    """libcurl and OpenSSL had copies of both."""
    guide.answer("client", "Client ID", dummies.CLIENT)
    guide.command("g client")
    guide.child.sendline("check")
    guide.child.expect_exact("Ask them now? [y/N]")
    guide.command("y")
    sent = {place: b"".join(data) for place, data in world.received.items()}
    assert guide.needles["client secret"] in sent[standins.TOKEN]
    assert guide.needles["redirect key"] in sent[standins.SIGN_IN]
    assert found(guide.child.pid, guide.needles)["client secret"]
    guide.command("lock")
    assert found(guide.child.pid, guide.needles) == dict.fromkeys(guide.needles, 0)


def test_what_a_pipe_answered_is_gone_after_a_lock(machine):
    """Without a terminal answers come line by line, read ahead of the question."""
    secret = "GOCSPX-" + made(SIGNS, 28)
    needles = {"client secret": secret.encode()[7:]}
    guide = subprocess.Popen(
        [KROK, "--plain", *machine.unlock], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, env=machine.environ(), cwd=machine.folder,
        start_new_session=True)

    def command(*lines, prompts=1):
        guide.stdin.write("".join(line + "\n" for line in lines).encode())
        guide.stdin.flush()
        seen = b""
        while not seen.endswith(b"\n> ") or seen.count(b"\n> ") < prompts:
            seen += guide.stdout.read1()

    try:
        # The first prompt comes before any command.
        command()
        command("g client")
        command("v", dummies.CLIENT, secret, "2")
        assert machine.run("get", "client_secret", *machine.unlock).out == secret + "\n"
        assert found(guide.pid, needles)["client secret"]
        command("lock")
        assert found(guide.pid, needles) == {"client secret": 0}
        # In one piece with the lock behind it: what was read ahead goes as well.
        command("v", dummies.CLIENT, secret, "", "lock", prompts=2)
        assert found(guide.pid, needles) == {"client secret": 0}
    finally:
        guide.kill()
        guide.communicate()


@pytest.fixture(scope="module")
def watcher(tmp_path_factory):
    """Looks into each block that a process gives back to the allocator."""
    library = tmp_path_factory.mktemp("watcher") / "freed.so"
    source = pathlib.Path(__file__).with_name("freed.c")
    subprocess.run(["clang", "-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", library, source],
                   check=True)
    return library


class Freed:
    """The secrets that somebody gave back with the memory that held them."""

    def __init__(self, watcher, folder, secrets):
        self.log = folder / "freed"
        (folder / "secrets").write_text("\n".join(secrets))
        self.environment = {"LD_PRELOAD": str(watcher), "FREED_LOG": str(self.log),
                            "FREED_SECRETS": str(folder / "secrets")}

    def found(self):
        return set(self.log.read_text().splitlines())


FREEING = """
import ctypes
libc = ctypes.CDLL(None)
libc.malloc.restype = libc.realloc.restype = ctypes.c_void_p
def block(secret):
    start = libc.malloc(len(secret) + 20)
    ctypes.memmove(start + 10, secret, len(secret))
    return ctypes.c_void_p(start)
libc.free(block(bytes(reversed(b"tluaf-a"))))
libc.realloc(block(bytes(reversed(b"devom"))), 9_000_000)
wiped = block(bytes(reversed(b"depiw")))
ctypes.memset(wiped, 0, 20)
libc.free(wiped)
"""


def test_the_watcher_sees_what_is_freed_and_what_is_moved(watcher, tmp_path):
    freed = Freed(watcher, tmp_path, ["a-fault", "moved", "wiped"])
    subprocess.run([sys.executable, "-c", FREEING], check=True, env=freed.environment)
    assert freed.found() == {"a-fault", "moved"}


def test_no_memory_that_a_check_gives_back_holds_a_secret(filled, world, watcher, tmp_path):
    """libcurl and OpenSSL overwrite theirs first: later blocks would overwrite much of it anyway,
    and a search after the check finds none of it either way."""
    key = dummies.URI.rsplit("/", 1)[1]
    freed = Freed(watcher, tmp_path, [dummies.SECRET, key, dummies.PASSPHRASE])
    done = filled.run("check", "--online", *filled.words, *filled.unlock, **freed.environment)
    sent = {place: b"".join(data) for place, data in world.received.items()}
    assert dummies.SECRET.encode() in sent[standins.TOKEN], done
    assert key.encode() in sent[standins.SIGN_IN], done
    assert freed.found() == set()


def without_locked_memory(limit=0):
    """Takes away what lets root lock as much as it likes, and lowers the limit itself."""
    drop = ["setpriv", "--bounding-set=-ipc_lock", "--inh-caps=-ipc_lock"]
    return [*(drop if os.geteuid() == 0 else []), "prlimit", f"--memlock={limit}:{limit}"]


@pytest.mark.parametrize("lang", ["en", "pl"])
@pytest.mark.parametrize("limit", [0, 16384])
def test_memory_that_cannot_be_locked_is_told_once_and_naming_the_limit(filled, lang, limit):
    done = filled.run("get", "server_name", "--lang", lang, *filled.unlock,
                      prefix=without_locked_memory(limit))
    assert (done.status, done.out) == (0, dummies.VALUES["server_name"] + "\n")
    assert done.err.count(NOTICE[lang]) == 1 and "ulimit -l" in done.err
    assert len(done.err.splitlines()) == 1


def test_it_is_told_when_a_command_fails_as_well(filled):
    done = filled.run("get", "app", *filled.unlock, prefix=without_locked_memory())
    assert done.status == 66 and done.err.count(NOTICE["en"]) == 1


def test_with_enough_locked_memory_nothing_is_said(filled):
    done = filled.run("get", "server_name", *filled.unlock,
                      prefix=without_locked_memory(8 << 20))
    assert (done.status, done.err) == (0, "")


def test_in_the_guide_it_is_told_once(filled):
    child = filled.terminal(*without_locked_memory()[1:], KROK, "--plain",
                            command=without_locked_memory()[0], size=(50, 200))
    for line in ("st", "st", "q"):
        child.expect_exact("\r\n> ")
        child.sendline(line)
    child.expect(pexpect.EOF)
    assert child.seen().count(NOTICE["en"]) == 1


