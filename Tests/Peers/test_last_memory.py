# What a command's memory holds at its very end: no secret, whatever the command did with it.
import pathlib
import subprocess
import sys

import agewriter
import canary
import canaryruns
import processmemory
import pytest
import standins
from conftest import KROK
from web import Serve, place

HIDDEN = "Client secret: "
PASSPHRASE = "Passphrase of the vault (slot passphrase): "
LAUNCHER = pathlib.Path(__file__).with_name("lastmemory.py")


class Last:
    """A launcher that keeps the last memory, and the search in what it kept."""

    def __init__(self, machine, secrets):
        self.dump = machine.folder / "last-memory"
        self.secrets = secrets
        self.prefix = [sys.executable, str(LAUNCHER), str(self.dump)]

    def found(self):
        """The secrets that stand in it, whole or in a piece; both keys as raw bytes, too."""
        kept = self.secrets.secrets
        needles = {kind: secret.encode() for kind, secret in kept.items()}
        for kind in ("vault_key", "identity"):
            # Without its first and last byte: X25519 sets bits there in a copy to work with.
            raw = agewriter.private_key(needles[kind]).private_bytes_raw()[1:31]
            needles[kind] = needles[kind].removeprefix(b"AGE-SECRET-KEY-1")
            needles["raw " + kind] = raw
        for kind in ("client_secret", "new_client_secret"):
            needles[kind] = needles[kind].removeprefix(b"GOCSPX-CANARY")
        memory = self.dump.read_bytes()
        self.dump.unlink()
        # What is not secret is there: this is the memory of a program that still had all of it.
        assert b"--passphrase-file" in memory or b"XDG_STATE_HOME" in memory
        counts = processmemory.counted([memory], needles)
        return {kind for kind, count in counts.items() if count}


@pytest.fixture
def secrets(machine):
    machine.environment["all_proxy"] = "http://127.0.0.1:9"
    return canary.Canaries()


@canaryruns.EVERY
def test_no_secret_is_left_in_memory_when_a_command_ends(machine, secrets, run, way):
    files = canary.loaded(machine, secrets)
    words = canaryruns.words(run, way, machine, secrets, files)
    last = Last(machine, secrets)
    done = machine.run(*words, prefix=last.prefix,
                       stdin=run.stdin.format(**secrets.secrets).encode())
    assert way != "file" or done.status == run.status, done.err
    assert last.found() == set()


def at_terminal(machine, last, words, script):
    child = machine.terminal(*last.prefix[1:], KROK, *words, command=last.prefix[0])
    canary.follow(child, script)
    assert child.exitstatus == 0, child.seen()


def test_what_was_typed_in_the_guide_is_gone_when_it_ends_unlocked(machine, secrets):
    """It ends with the vault open: nobody typed `lock`."""
    canary.loaded(machine, secrets)
    kept, last = secrets.secrets, Last(machine, secrets)
    at_terminal(machine, last, [], [
        "\r\n> ", "g client", "\r\n> ", "v", PASSPHRASE, kept["passphrase"], "Client ID", "",
        HIDDEN, kept["new_client_secret"], "(Enter: later): ", "never", "\r\n> ", "st",
        "\r\n> ", "q"])
    assert last.found() == set()


def test_what_was_typed_at_hidden_prompts_is_gone_when_the_command_ends(machine, secrets):
    files = canary.loaded(machine, secrets)
    kept, last = secrets.secrets, Last(machine, secrets)
    at_terminal(machine, last, ["set", "client_secret"], [
        HIDDEN, kept["new_client_secret"], PASSPHRASE, kept["passphrase"]])
    assert last.found() == set()
    at_terminal(machine, last, [
        "vault", "passphrase", "--passphrase-file", files / "passphrase"], [
        "Krok makes one", kept["new_passphrase"], "The same passphrase again",
        kept["new_passphrase"]])
    assert last.found() == set()


def test_what_a_check_sent_is_gone_when_it_ends(machine, secrets):
    """libcurl and OpenSSL had it in memory of their own."""
    files = canary.loaded(machine, secrets)
    world = standins.World(standins.Authority(files / "authority"))
    world.site(standins.TOKEN, standins.http(400, '{"error":"invalid_grant"}'))
    world.site(standins.SIGN_IN, standins.http(302, "", "location: /v3/signin/identifier"))
    last = Last(machine, secrets)
    done = machine.run("check", "client", "--online", "--ca-file", world.authority.file,
                       "--passphrase-file", files / "passphrase", prefix=last.prefix,
                       all_proxy=world.address)
    world.close()
    assert done.status == 0, done.err
    assert secrets.secrets["client_secret"].encode() in b"".join(world.received[standins.TOKEN])
    assert last.found() == set()


def test_a_server_that_is_ended_while_the_vault_is_open_takes_everything_along(machine, secrets):
    files = canary.loaded(machine, secrets)
    kept, last = secrets.secrets, Last(machine, secrets)
    machine.unlock = ["--passphrase-file", str(files / "passphrase")]
    with Serve(machine, "--rate", "0", prefix=last.prefix) as server:
        server.come_in()
        assert server.post(place() + "/step/client", {
            "do": "value", "input": "client_secret", "value": kept["new_client_secret"],
        }).status == 303
        assert kept["new_client_secret"].encode() in server.post(
            place() + "/form", {"do": "reveal"}).body
        server.end()
    assert last.found() == set()


def test_the_last_memory_of_a_program_that_wipes_nothing_is_found(machine, secrets):
    """The search itself: a program that only read its passphrase ends with it."""
    files = canary.loaded(machine, secrets)
    last = Last(machine, secrets)
    # It ends at once: an interpreter that tidies up gives memory back to the kernel before.
    program = f"import os; kept = open({str(files / 'passphrase')!r}).read(); os._exit(0)"
    subprocess.run([*last.prefix, sys.executable, "-c", program], check=True,
                   env=machine.environ())
    assert last.found() == {"passphrase"}
