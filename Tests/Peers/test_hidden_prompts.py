# Every hidden prompt under every signal that a person or a terminal sends, and what is typed there.
import os
import signal
import subprocess
import termios
import time

import agewriter
import dummies
import pexpect
import pytest
from conftest import KROK
from test_prompts import PASSPHRASE_PROMPT, SECRET_PROMPT, Shell, echoes

NEW_PROMPT = "Krok makes one"
NON_ASCII = "zażółć gęślą jaźń – пароль"

# What is run, the prompt that comes first, and what answers it.
PROMPTS = {
    "passphrase": (["get", "client_secret"], PASSPHRASE_PROMPT, dummies.PASSPHRASE),
    "secret": (["set", "client_secret", "--passphrase-file", "passphrase"], SECRET_PROMPT,
               dummies.SECRET),
    "address": (["set", "redirect_uri", "--passphrase-file", "passphrase"], "Redirect URI: ",
                dummies.URI),
    "new_passphrase": (["vault", "passphrase", "--passphrase-file", "passphrase"], NEW_PROMPT,
                       NON_ASCII),
}
EVERY = pytest.mark.parametrize("words, prompt, answer", PROMPTS.values(), ids=PROMPTS)


def files(machine):
    return {path: path.read_bytes() for path in machine.vault.rglob("*")
            if path.is_file() and path.name != ".lock"}


@EVERY
@pytest.mark.parametrize("number", [
    signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_at_any_hidden_prompt_gives_the_terminal_back_and_changes_nothing(
        filled, words, prompt, answer, number):
    before = files(filled)
    child = filled.terminal(*words)
    child.expect(prompt)
    with open(f"/proc/{child.pid}/fd/0") as terminal:
        saved = termios.tcgetattr(terminal)
        assert not echoes(child)
        # Half an answer is in the terminal's buffer; nobody may read it afterwards.
        child.send(answer[:5])
        child.kill(number)
        child.wait()
        assert child.signalstatus == number
        assert echoes(child) and termios.tcgetattr(terminal)[3] == saved[3] | termios.ECHO | (
            termios.ECHOE | termios.ECHOK)
    child.close()
    assert answer[:5] not in child.seen().replace("GOCSPX-…", "") and files(filled) == before


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
        filled, words, prompt, answer):
    """SIGTSTP and SIGCONT from another program, as `kill` sends them: under a shell of its own."""
    shell = Shell(filled)
    before = shell.settings()
    shell.line(f"{KROK} {' '.join(words)}")
    shell.child.expect(prompt)
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
        shell.child.expect(prompt)
        wait_for(lambda: not echoes(shell.child))
    shell.line(answer)
    if prompt is NEW_PROMPT:
        shell.child.expect("The same passphrase again")
        shell.line(answer)
    shell.child.expect_exact("DONE> ", timeout=60)
    assert shell.status() == 0 and shell.settings() == before
    assert prompt == PASSPHRASE_PROMPT or answer not in shell.child.seen()


@EVERY
def test_a_terminal_that_goes_away_ends_the_question(filled, words, prompt, answer):
    before = files(filled)
    child = filled.terminal(*words)
    child.expect(prompt)
    pid = child.pid
    os.close(child.child_fd)
    wait_for(lambda: os.waitpid(pid, os.WNOHANG)[0] == pid)
    child.closed = True
    assert files(filled) == before


@EVERY
def test_the_end_of_input_at_a_hidden_prompt_is_64_and_changes_nothing(
        filled, words, prompt, answer):
    before = files(filled)
    child = filled.terminal(*words)
    child.expect(prompt)
    child.sendeof()
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 64 and files(filled) == before


@EVERY
def test_a_line_of_five_thousand_bytes_is_65_at_every_hidden_prompt(filled, words, prompt, answer):
    before = files(filled)
    child = filled.terminal(*words)
    child.expect(prompt)
    child.send("x" * 5000 + "\n")
    child.expect_exact("the line is longer than a terminal can pass on (4,095 bytes)")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 65 and "xxx" not in child.seen() and files(filled) == before


@EVERY
def test_what_was_typed_before_the_question_is_no_answer(filled, words, prompt, answer):
    """Whoever types ahead answers something else: what is there when the prompt comes is dropped."""
    shell = Shell(filled)
    # The shell sleeps while the wrong answer is typed; krok is started afterwards.
    shell.line(f"stty -echo; echo READ''Y; sleep 1; exec {KROK} {' '.join(words)}")
    shell.child.expect_exact("READY")
    shell.line("typed ahead, meant for something else")
    shell.child.expect(prompt)
    shell.line(answer)
    if prompt is NEW_PROMPT:
        shell.child.expect("The same passphrase again")
        shell.line(answer)
    shell.child.expect(pexpect.EOF, timeout=60)
    shell.child.close()
    assert shell.child.exitstatus == 0, shell.child.seen()
    assert "typed ahead" not in shell.child.seen()
    assert "typed ahead, meant for something else" not in filled_values(filled, prompt)


def filled_values(machine, prompt):
    if prompt is NEW_PROMPT:
        agewriter.unseal_passphrase(
            (machine.vault / "keys/passphrase.age").read_bytes(), NON_ASCII)
        return []
    return list(machine.values().values())


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
