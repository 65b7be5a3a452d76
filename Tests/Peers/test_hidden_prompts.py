# Every hidden prompt under every signal that a person or a terminal sends, and what is typed there.
import dataclasses
import os
import signal
import subprocess
import termios
import time

import agewriter
import dummies
import pexpect
import pyrage
import pytest
from conftest import KROK, ended
from test_prompts import PASSPHRASE_PROMPT, SECRET_PROMPT, Shell, echoes

NEW_PROMPT = "Krok makes one"
NON_ASCII = "zażółć gęślą jaźń – пароль"

OWN = "własne hasło – пароль"


@dataclasses.dataclass
class Prompt:
    """What is run, the prompt that comes first, and what answers it."""

    words: str
    text: str
    answer: str
    # What becomes of a line in other letters: it is taken, it ends the command, or it is asked
    # for once more.
    foreign: str | int
    again: str = ""

    def go_on(self, child):
        """Answers it, and what comes after it."""
        child.sendline(self.answer)
        if self.again:
            child.expect(self.again)
            child.sendline(self.answer)

    # Half an answer.
    half = property(lambda self: (self.answer or "qqqqqq")[-5:])


IDENTITY = pyrage.x25519.Identity.generate()
PROMPTS = {
    "passphrase": Prompt("get client_secret", PASSPHRASE_PROMPT, dummies.PASSPHRASE, 77),
    "secret": Prompt("set client_secret --passphrase-file passphrase", SECRET_PROMPT,
                     dummies.SECRET, 65),
    "address": Prompt("set redirect_uri --passphrase-file passphrase", "Redirect URI: ",
                      dummies.URI, 65),
    "new_passphrase": Prompt("vault passphrase --passphrase-file passphrase", NEW_PROMPT,
                             NON_ASCII, "The same passphrase again", "The same passphrase again"),
    "identity": Prompt("get server_name --identity -", "Identity or recovery key [^:]*: ",
                       str(IDENTITY), "Identity or recovery key"),
    "identity_file": Prompt("get server_name --identity identity.age",
                            "Passphrase of the identity file [^:]*: ", OWN, 77),
    "recovery_end": Prompt("key recovery --passphrase-file passphrase",
                           "Type its last six characters [^:]*: ", "", "Type its last six"),
    "received_file": Prompt("receive form.age --yes --passphrase-file passphrase",
                            "Passphrase of the file [^:]*: ", OWN, 77),
    "received_key": Prompt(
        "receive form-for-key.age --identity identity.age --yes --passphrase-file passphrase",
        "Passphrase of the key [^:]*: ", OWN, 77),
}
EVERY = pytest.mark.parametrize("asked", PROMPTS.values(), ids=PROMPTS)


@pytest.fixture
def ready(filled):
    """What the prompts need: a slot for an identity, whose file is locked, and sealed forms."""
    filled.remembers = True
    done = filled.run("key", "add", "--name", "me", "--recipient", IDENTITY.to_public(),
                      *filled.unlock)
    assert done.status == 0, done.err
    form = filled.run("export", "--as", "json", "--reveal", *filled.unlock).out
    form = form.replace(dummies.VALUES["server_name"], "Poczta przekazana").encode()
    sealed = {
        "identity.age": agewriter.seal_passphrase(f"{IDENTITY}\n".encode(), OWN),
        "form.age": agewriter.seal_passphrase(form, OWN),
        "form-for-key.age": pyrage.encrypt(form, [IDENTITY.to_public()]),
    }
    for name, content in sealed.items():
        filled.secret_file(name, content)
    return filled


def files(machine):
    return {path: path.read_bytes() for path in machine.vault.rglob("*")
            if path.is_file() and path.name != ".lock"}


@EVERY
@pytest.mark.parametrize("number", [
    signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_at_any_hidden_prompt_gives_the_terminal_back_and_changes_nothing(
        ready, asked, number):
    before = files(ready)
    child = ready.terminal(*asked.words.split())
    child.expect(asked.text)
    with open(f"/proc/{child.pid}/fd/0") as terminal:
        saved = termios.tcgetattr(terminal)
        assert not echoes(child)
        # Half an answer is in the terminal's buffer; nobody may read it afterwards.
        child.send(asked.half)
        child.kill(number)
        ended(child)
        assert child.signalstatus == number
        assert echoes(child) and termios.tcgetattr(terminal)[3] == saved[3] | termios.ECHO | (
            termios.ECHOE | termios.ECHOK)
    child.close()
    assert asked.half not in child.seen().replace("GOCSPX-…", "") and files(ready) == before


def state_of(pid):
    with open(f"/proc/{pid}/stat") as file:
        return file.read().rsplit(")", 1)[1].split()[0]


def wait_for(condition):
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.01)


@EVERY
def test_a_prompt_that_is_stopped_and_continued_from_outside_asks_again(
        ready, asked):
    """SIGTSTP and SIGCONT from another program, as `kill` sends them: under a shell of its own."""
    shell = Shell(ready)
    before = shell.settings()
    shell.line(f"{KROK} {asked.words}")
    shell.child.expect(asked.text)
    pid = int(subprocess.run(
        ["pgrep", "-P", str(shell.child.pid)], capture_output=True, text=True).stdout.split()[0])
    for _ in range(2):
        assert not echoes(shell.child)
        os.kill(pid, signal.SIGTSTP)
        shell.child.expect("Stopped")
        shell.child.expect_exact("DONE> ")
        assert state_of(pid) == "T"
        assert shell.settings() == before
        shell.line("fg")
        shell.child.expect(asked.text)
        wait_for(lambda: not echoes(shell.child))
    asked.go_on(shell.child)
    shell.child.expect_exact("DONE> ", timeout=60)
    assert shell.status() == 0 and shell.settings() == before
    assert not asked.answer or asked.answer not in shell.child.seen()


@EVERY
def test_a_terminal_that_goes_away_ends_the_question(ready, asked):
    before = files(ready)
    child = ready.terminal(*asked.words.split())
    child.expect(asked.text)
    pid = child.pid
    os.close(child.child_fd)
    wait_for(lambda: os.waitpid(pid, os.WNOHANG)[0] == pid)
    child.closed = True
    assert files(ready) == before


@EVERY
def test_the_end_of_input_at_a_hidden_prompt_is_64_and_changes_nothing(
        ready, asked):
    before = files(ready)
    child = ready.terminal(*asked.words.split())
    child.expect(asked.text)
    child.sendeof()
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 64 and files(ready) == before


@EVERY
def test_a_line_of_five_thousand_bytes_is_65_at_every_hidden_prompt(ready, asked):
    before = files(ready)
    child = ready.terminal(*asked.words.split())
    child.expect(asked.text)
    child.send("x" * 5000 + "\n")
    child.expect_exact("the line is longer than a terminal can pass on (4,095 bytes)")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 65 and "xxx" not in child.seen() and files(ready) == before


@EVERY
def test_what_was_typed_before_the_question_is_no_answer(ready, asked):
    """Whoever types ahead answers something else: what is there when the prompt comes is dropped."""
    shell = Shell(ready)
    # The shell sleeps while the wrong answer is typed; krok is started afterwards.
    shell.line(f"stty -echo; echo READ''Y; sleep 1; exec {KROK} {asked.words}")
    shell.child.expect_exact("READY")
    shell.line("typed ahead, meant for something else")
    shell.child.expect(asked.text)
    asked.go_on(shell.child)
    shell.child.expect(pexpect.EOF, timeout=60)
    shell.child.close()
    assert shell.child.exitstatus == 0, shell.child.seen()
    assert "typed ahead" not in shell.child.seen()
    assert "typed ahead, meant for something else" not in values(ready, asked)


def values(machine, asked):
    if asked.text is NEW_PROMPT:
        agewriter.unseal_passphrase(
            (machine.vault / "keys/passphrase.age").read_bytes(), NON_ASCII)
        return []
    return list(machine.values().values())


@EVERY
def test_other_letters_at_a_hidden_prompt_are_taken_refused_or_asked_about(ready, asked):
    """Never shown, never the end of the terminal's settings, and never half an answer."""
    before = files(ready)
    child = ready.terminal(*asked.words.split())
    child.expect(asked.text)
    child.sendline(NON_ASCII)
    if isinstance(asked.foreign, str):
        child.expect(asked.foreign)
        child.sendintr()
        child.expect(pexpect.EOF)
    else:
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == asked.foreign, child.seen()
    assert "gęślą" not in child.seen() and files(ready) == before


@pytest.mark.parametrize("typed", [
    "GOCSPX-żółć-EXAMPLE-0000000000000", "GOCSPX-パスワード-EXAMPLE-0000000000", "GOCSPX-пароль"])
def test_a_secret_of_any_script_is_kept_byte_for_byte(filled, typed):
    child = filled.terminal("set", "client_secret", *filled.unlock)
    child.expect_exact(SECRET_PROMPT)
    child.sendline(typed)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0, child.seen()
    assert typed not in child.seen() and filled.values()["client_secret"] == typed


def test_what_the_tests_start_is_sent_no_signal_that_is_ignored(bare):
    """However they were started: `nohup` ignores SIGHUP, a shell's `&` SIGINT, for every child."""
    kept = {number: signal.signal(number, signal.SIG_IGN)
            for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)}
    try:
        child = bare.terminal("^SigIgn", "/proc/self/status", command="/bin/grep")
        child.expect(pexpect.EOF)
        ended(child)
    finally:
        for number, action in kept.items():
            signal.signal(number, action)
    assert child.seen().split() == ["SigIgn:", "0" * 16]


def test_a_key_of_the_terminal_that_edits_a_line_edits_a_hidden_one(filled):
    child = filled.terminal("set", "client_secret", *filled.unlock)
    child.expect_exact(SECRET_PROMPT)
    child.send("thrown away\x15GOCSPX-EXAMPLE-typx\x7fed-0000000000000\n")
    child.expect(pexpect.EOF)
    assert filled.values()["client_secret"] == "GOCSPX-EXAMPLE-typed-0000000000000"


@pytest.mark.parametrize("redirect", [
    ">out", ">out 2>err", ">out 2>err </dev/null", "2>&1 | cat >out", "</dev/null | cat >out"])
def test_the_question_stands_at_the_terminal_wherever_the_streams_lead(filled, redirect):
    # The vault is known to this machine: nothing else is said but the question.
    filled.remembers = True
    filled.run("vault", "history", *filled.unlock)
    shell = Shell(filled)
    before = shell.settings()
    shell.line(f"set -o pipefail; {KROK} get client_secret {redirect}")
    shell.child.expect(PASSPHRASE_PROMPT)
    wait_for(lambda: not echoes(shell.child))
    shell.line(dummies.PASSPHRASE)
    shell.child.expect_exact("DONE> ")
    assert shell.status() == 0 and dummies.SECRET not in shell.child.seen()
    assert (filled.folder / "out").read_text() == dummies.SECRET + "\n"
    assert not (filled.folder / "err").exists() or (filled.folder / "err").read_text() == ""
    assert shell.settings() == before
