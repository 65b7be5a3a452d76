# The terminal: nothing echoed, everything given back, and pages that fit.
import re
import signal
import termios
import unicodedata

import agewriter
import dummies
import pexpect
import pytest
from conftest import KROK, ended
from whole_way import ESCAPE

SECRET_PROMPT = "Client secret: "
PASSPHRASE_PROMPT = r"Passphrase of the vault \(slot passphrase\): "


class Shell:
    """A real interactive bash on a pseudo-terminal: jobs, Ctrl-Z and fg as a person has them."""

    def __init__(self, machine, **changes):
        self.child = machine.terminal(
            "--norc", "--noprofile", "-i", command="/bin/bash", size=(40, 200),
            PS1="READY> ", HISTFILE="/dev/null", INPUTRC="/dev/null", **changes)
        self.child.expect_exact("READY> ")
        self.line("bind 'set enable-bracketed-paste off' 2>/dev/null; PS1='D''ONE> '")
        self.child.expect_exact("DONE> ")

    def line(self, text):
        self.child.sendline(text)

    def settings(self):
        """What the terminal is set to while nothing but `stty` runs."""
        self.line("echo S$(stty -g)E")
        self.child.expect(r"S([0-9a-f:]+)E\r\n")
        found = self.child.match[1]
        self.child.expect_exact("DONE> ")
        return found

    def status(self):
        self.line("echo status=$?")
        self.child.expect(r"status=(\d+)\r\n")
        found = int(self.child.match[1])
        self.child.expect_exact("DONE> ")
        return found

    def ask(self, machine):
        self.line(f"{KROK} set client_secret --passphrase-file {machine.passphrase_file}")
        self.child.expect_exact(SECRET_PROMPT)
        assert not echoes(self.child)


def echoes(child):
    return bool(termios.tcgetattr(child.child_fd)[3] & termios.ECHO)


def test_a_secret_is_not_echoed_and_the_terminal_is_as_before_after_the_answer(machine):
    shell = Shell(machine)
    before = shell.settings()
    shell.ask(machine)
    shell.line(dummies.SECRET)
    shell.child.expect_exact("DONE> ")
    assert shell.status() == 0
    assert shell.settings() == before
    assert machine.values() == {"client_secret": dummies.SECRET}
    assert dummies.SECRET not in shell.child.seen()


@pytest.mark.parametrize("key, status", [("\x03", 130), ("\x04", 64), ("\x1c", 131)],
                         ids=["ctrl_c", "ctrl_d", "ctrl_backslash"])
def test_a_key_that_ends_a_hidden_prompt_gives_the_terminal_back(machine, key, status):
    shell = Shell(machine)
    before = shell.settings()
    shell.ask(machine)
    shell.child.send(key)
    shell.child.expect_exact("DONE> ")
    assert shell.status() == status
    assert shell.settings() == before and machine.values() == {}


def test_half_a_secret_then_ctrl_c_leaves_nothing_behind_for_the_shell(machine):
    shell = Shell(machine)
    shell.ask(machine)
    shell.child.send("half a secr\x03")
    shell.child.expect_exact("DONE> ")
    assert shell.status() == 130
    assert "half a secr" not in shell.child.seen() and machine.values() == {}


def test_ctrl_z_gives_the_terminal_back_and_fg_asks_again_without_echo(machine):
    shell = Shell(machine)
    before = shell.settings()
    shell.ask(machine)
    shell.child.send("begun\x1a")
    shell.child.expect("Stopped")
    shell.child.expect_exact("DONE> ")
    assert shell.settings() == before
    shell.line("fg")
    shell.child.expect_exact(SECRET_PROMPT)
    assert not echoes(shell.child)
    shell.line(dummies.SECRET)
    shell.child.expect_exact("DONE> ")
    assert shell.status() == 0 and shell.settings() == before
    assert machine.values() == {"client_secret": dummies.SECRET}
    assert dummies.SECRET not in shell.child.seen() and "begun" not in shell.child.seen()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_from_outside_gives_the_terminal_back(machine, number):
    child = machine.terminal("set", "client_secret", "--passphrase-file", machine.passphrase_file)
    # The slave side stays open, so that its settings can be read when krok is gone.
    child.expect_exact(SECRET_PROMPT)
    with open(f"/proc/{child.pid}/fd/0"):
        assert not echoes(child)
        child.kill(number)
        ended(child)
        assert child.signalstatus == number
        assert echoes(child)
    child.close()
    assert machine.values() == {}


def test_a_line_of_five_thousand_bytes_is_refused_and_the_longest_right_one_is_not(machine):
    shell = Shell(machine)
    shell.ask(machine)
    shell.child.send("x" * 5000 + "\n")
    shell.child.expect_exact("the line is longer than a terminal can pass on (4,095 bytes)")
    shell.child.expect_exact("DONE> ")
    assert shell.status() == 65 and machine.values() == {}
    assert "xxx" not in shell.child.seen()
    # 4,094 bytes and the line feed are what a terminal passes on whole; the form takes fewer.
    shell.ask(machine)
    shell.child.send("x" * 4094 + "\n")
    shell.child.expect("client_secret has 4094 characters")
    shell.child.expect_exact("DONE> ")
    assert shell.status() == 65 and machine.values() == {}


@pytest.mark.parametrize("passphrase", [
    "zażółć gęślą jaźń", "пароль и ещё", "パスフレーズ", " spaces at both ends ", "\"'`$\\"])
def test_a_passphrase_in_any_script_opens_from_prompt_and_file(machine, passphrase):
    key = agewriter.slot(machine.vault, dummies.PASSPHRASE)
    (machine.vault / "keys/passphrase.age").write_bytes(agewriter.seal_passphrase(key, passphrase))
    child = machine.terminal("set", "server_name", "typed")
    child.expect(PASSPHRASE_PROMPT)
    child.sendline(passphrase)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0 and passphrase not in child.seen()
    file = machine.secret_file("other", passphrase + "\n")
    assert machine.run("get", "server_name", "--passphrase-file", file).out == "typed\n"


@pytest.mark.parametrize("words, changes, kind", [
    ([], {"NO_COLOR": "1"}, "no colour"), ([], {"TERM": "dumb"}, "nothing"),
    (["--plain"], {}, "nothing"), (["--plain"], {"NO_COLOR": "1"}, "nothing"),
    ([], {}, "everything"),
])
def test_colour_and_cursor_are_sent_only_where_they_are_wanted(filled, words, changes, kind):
    child = filled.terminal(*words, **changes)
    for line in ("h", "st", "1", "g client", "l", "q"):
        child.expect_exact("\r\n> ")
        child.sendline(line)
    child.expect(pexpect.EOF)
    seen = child.seen()
    if kind == "everything":
        assert "\x1b[2J" in seen and re.search(r"\x1b\[[1-9][0-9;]*m", seen)
    elif kind == "nothing":
        assert "\x1b" not in seen
    else:
        assert not re.search(r"\x1b\[[0-9;]*m", seen)
    for page in (["status"], ["show", "client"], ["show", "--all"], ["export"]):
        # A pipe never gets them.
        assert "\x1b" not in filled.run(*page, *filled.unlock).out


def columns(line):
    return sum(0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF"
               else 1 for sign in line)


def too_wide(text, width):
    """Lines that do not fit; a word that cannot be broken may stand out alone."""
    lines = [ESCAPE.sub("", line) for line in re.split(r"[\r\n]+", text)]
    return [line for line in lines
            if columns(line) > width and len(line.replace("│", " ").split()) > 1
            and "https://" not in line and str(dummies.CLIENT) not in line]


@pytest.mark.parametrize("lang", ["pl", "en"])
@pytest.mark.parametrize("width", [40, 41, 60, 80, 200])
def test_no_line_is_wider_than_the_terminal(filled, lang, width):
    for words in (["show", "--all"], ["show", "trouble"], ["status"], ["export"]):
        child = filled.terminal(*words, "--lang", lang, *filled.unlock, size=(24, width))
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == 0
        assert too_wide(child.seen(), width) == [], words


def test_a_resized_terminal_is_noticed_with_the_next_page(filled):
    child = filled.terminal(size=(40, 120))
    child.expect_exact("\r\n> ")
    wide = child.before
    assert any(columns(ESCAPE.sub("", line)) > 60 for line in wide.splitlines())
    for rows, width in ((24, 40), (50, 200), (10, 60)):
        child.setwinsize(rows, width)
        child.sendline("r")
        child.expect_exact("\r\n> ")
        page = child.before
        assert too_wide(page, width) == []
        assert "Get everything ready" in " ".join(ESCAPE.sub("", page).split())
    child.sendline("q")
    child.expect(pexpect.EOF)


def test_a_dash_at_a_terminal_asks_without_echo(filled):
    child = filled.terminal("set", "client_secret", "-", "--lang", "en", *filled.unlock)
    child.expect_exact("Client secret: ")
    child.sendline("GOCSPX-EXAMPLEexampleEXAMPLEexample1")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert "GOCSPX" not in child.seen()
    got = filled.run("get", "client_secret", *filled.unlock)
    assert got.out == "GOCSPX-EXAMPLEexampleEXAMPLEexample1\n"


def test_a_number_that_is_not_there_is_told(filled):
    child = filled.terminal("--lang", "en")
    for line, question in (("?", "Number of the failure"), ("/ consent", "Number (Enter: stay here)")):
        child.expect_exact("\r\n> ")
        child.sendline(line)
        child.expect_exact(question)
        child.sendline("99")
        child.expect(r"Choose a number from 1 to \d+\.")
    child.expect_exact("\r\n> ")
    child.sendline("q")
    child.expect(pexpect.EOF)


def test_several_tasks_are_ticked_in_one_line(filled):
    child = filled.terminal("--lang", "pl", "--plain")
    for line in ("g prepare", "1-3", "2–3", "q"):
        child.expect_exact("\r\n> ")
        child.sendline(line)
    child.expect(pexpect.EOF)
    said = [line for line in child.seen().splitlines() if line.startswith("Odhaczone")]
    assert [line.partition(".")[0] for line in said] == ["Odhaczone: 1, 2, 3", "Odhaczone: 1"]


@pytest.mark.parametrize("width", [40, 80])
def test_keys_stand_on_one_line_with_what_they_do(filled, width):
    child = filled.terminal("--lang", "pl", "--plain", size=(24, width))
    child.expect_exact("\r\n> ")
    lines = re.split(r"\r?\n", child.before)
    keys = " ".join(lines[max(at for at, line in enumerate(lines) if not line):]).strip().split(" · ")
    assert "w wstecz" in keys and "? kłopoty" in keys
    assert all(key in child.before for key in keys), keys
