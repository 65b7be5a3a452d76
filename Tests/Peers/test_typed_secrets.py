# Options that name standard input, at a terminal: what is typed is a secret, so it is asked for unseen.
import signal
import subprocess
import termios

import certificates
import dummies
import pexpect
import pyrage
import pytest
from conftest import KROK
from test_handover import Key, TAKEN, empty, sealed  # noqa: F401
from test_prompts import Shell, echoes

PROMPT = {"en": "Passphrase of the vault (slot passphrase): ",
          "pl": "Hasło do sejfu (wejście passphrase): "}
IDENTITY = {"en": "Identity or recovery key (AGE-SECRET-KEY-1…): ",
            "pl": "Tożsamość albo klucz odzyskiwania (AGE-SECRET-KEY-1…): "}
NEW = {"en": "New passphrase (Enter alone: Krok makes one): ",
       "pl": "Nowe hasło (sam Enter: Krok je wymyśli): "}
AGAIN = {"en": "The same passphrase again: ", "pl": "To samo hasło jeszcze raz: "}
BOTH = pytest.mark.parametrize("lang", ["en", "pl"])
PLACES = {"file": ["--passphrase-file", "-"], "descriptor": ["--passphrase-fd", "0"],
          "device": ["--passphrase-file", "/dev/stdin"], "tty": ["--passphrase-file", "/dev/tty"]}


def ends(child, status):
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == status, child.seen()


def answer(child, prompt, text):
    child.expect_exact(prompt)
    assert not echoes(child)
    child.sendline(text)


@BOTH
@pytest.mark.parametrize("words", PLACES.values(), ids=PLACES)
def test_a_passphrase_is_asked_for_unseen(filled, words, lang):
    child = filled.terminal("get", "server_name", *words, KROK_LANG=lang)
    answer(child, PROMPT[lang], dummies.PASSPHRASE)
    child.expect_exact(dummies.VALUES["server_name"])
    ends(child, 0)
    assert dummies.PASSPHRASE not in child.seen()


@BOTH
def test_a_new_passphrase_is_asked_for_twice_and_unseen(filled, lang):
    child = filled.terminal("vault", "passphrase", "--new-passphrase-file", "-", *filled.unlock,
                            KROK_LANG=lang, timeout=60)
    answer(child, NEW[lang], "zupełnie nowe hasło")
    answer(child, AGAIN[lang], "zupełnie nowe hasło")
    ends(child, 0)
    assert "nowe hasło do" not in child.seen() and "zupełnie" not in child.seen()
    new = filled.secret_file("new", "zupełnie nowe hasło\n")
    assert filled.run("get", "server_name", "--passphrase-file", new).status == 0


def test_both_passphrases_may_be_typed_one_after_the_other(filled):
    """A pipe is read once; a person is asked as often as it takes."""
    both = ["--passphrase-file", "-", "--new-passphrase-file", "-"]
    assert filled.run("vault", "passphrase", *both, stdin=b"x\ny\n").status == 64
    child = filled.terminal("vault", "passphrase", *both, timeout=60)
    answer(child, PROMPT["en"], dummies.PASSPHRASE)
    answer(child, NEW["en"], "another passphrase")
    answer(child, AGAIN["en"], "another passphrase")
    ends(child, 0)


@BOTH
def test_the_key_of_a_received_file_is_asked_for_unseen(filled, empty, lang):  # noqa: F811
    key = Key(empty)
    path = empty.folder / "received"
    path.write_bytes(sealed(filled, "--to", key.recipient))
    child = empty.terminal("receive", path, "--identity", "-", "--yes", *empty.unlock,
                           KROK_LANG=lang)
    # A letter that is wrong is told, and asked for again.
    answer(child, IDENTITY[lang], key.secret[:-1])
    answer(child, IDENTITY[lang], key.secret)
    ends(child, 0)
    assert key.secret[20:60] not in child.seen() and empty.values() == TAKEN
    # From a pipe it is read as before.
    got = empty.run("receive", path, "--identity", "-", "--yes", *empty.unlock,
                    stdin=key.path.read_bytes())
    assert got.status == 0, got.err


@BOTH
def test_a_private_key_in_pem_is_not_waited_for(filled, empty, lang):  # noqa: F811
    holder = certificates.Holder(empty.folder, "p256")
    path = empty.folder / "received"
    path.write_bytes(sealed(filled, "--to", holder.certificate))
    child = empty.terminal("receive", path, "--identity", "-", "--yes", *empty.unlock,
                           KROK_LANG=lang)
    child.expect_exact({"en": "cannot be typed", "pl": "nie da się wpisać"}[lang])
    ends(child, 64)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("case", ["passphrase", "descriptor", "new", "receive"])
def test_a_signal_gives_the_terminal_back(filled, empty, case, number):  # noqa: F811
    machine, words, prompt = filled, ["get", "server_name", *PLACES["file"]], PROMPT["en"]
    if case == "descriptor":
        words = ["get", "server_name", *PLACES["descriptor"]]
    elif case == "new":
        words = ["vault", "passphrase", "--new-passphrase-file", "-", *filled.unlock]
        prompt = NEW["en"]
    elif case == "receive":
        machine, path = empty, empty.folder / "received"
        path.write_bytes(sealed(filled, "--to", Key(empty).recipient))
        words = ["receive", path, "--identity", "-", *empty.unlock]
        prompt = IDENTITY["en"]
    child = machine.terminal(*words)
    child.expect_exact(prompt)
    with open(f"/proc/{child.pid}/fd/0") as terminal:
        assert not echoes(child)
        child.send("half an answer")
        child.kill(number)
        child.wait()
        assert child.signalstatus == number
        assert termios.tcgetattr(terminal)[3] & termios.ECHO
    child.close()
    assert "half an answer" not in child.seen()


def test_a_question_that_is_stopped_comes_again_after_fg(filled):
    shell = Shell(filled)
    before = shell.settings()
    shell.line(f"{KROK} get server_name --passphrase-file -")
    shell.child.expect_exact(PROMPT["en"])
    shell.child.send("\x1a")
    shell.child.expect("Stopped")
    shell.child.expect_exact("DONE> ")
    assert shell.settings() == before
    shell.line("fg")
    shell.child.expect_exact(PROMPT["en"])
    shell.line(dummies.PASSPHRASE)
    shell.child.expect_exact("DONE> ")
    assert shell.status() == 0 and shell.settings() == before
    assert dummies.PASSPHRASE not in shell.child.seen()


# The passphrase of a key or a file, where nobody can be asked


@BOTH
def test_the_passphrase_of_a_key_or_a_file_comes_from_a_file(filled, empty, lang):  # noqa: F811
    key = Key(empty)
    own = empty.secret_file("own", "hasło klucza\n")
    locked = empty.secret_file(
        "locked", pyrage.passphrase.encrypt(key.path.read_bytes(), "hasło klucza"))
    path = empty.folder / "received"
    path.write_bytes(sealed(filled, "--to", key.recipient))
    way = ["--identity", locked, "--yes", *empty.unlock]
    got = empty.run("receive", path, *way, KROK_LANG=lang)
    assert got.status == 77 and "--key-passphrase-file" in got.err
    got = empty.run("receive", path, *way, "--key-passphrase-file", empty.passphrase_file)
    assert got.status == 77 and empty.values() == {}
    assert empty.run("receive", path, *way, "--key-passphrase-file", own).status == 0
    assert empty.values() == TAKEN

    plain = subprocess.run(["age", "-d", "-i", key.path, path], capture_output=True, check=True)
    path.write_bytes(pyrage.passphrase.encrypt(plain.stdout, "hasło klucza"))
    got = empty.run("receive", path, "--yes", *empty.unlock, KROK_LANG=lang)
    assert got.status == 77 and "--key-passphrase-file" in got.err
    for words, stdin in ((["--key-passphrase-file", own], b""),
                         (["--key-passphrase-file", "-"], "hasło klucza\n".encode())):
        got = empty.run("receive", path, "--yes", *empty.unlock, *words, stdin=stdin)
        assert got.status == 0, got.err
    own.chmod(0o644)
    got = empty.run("receive", path, "--yes", *empty.unlock, "--key-passphrase-file", own)
    assert got.status == 77 and "others may read" in got.err


def test_two_things_are_not_read_from_one_pipe(filled, empty):  # noqa: F811
    words = ["--yes", "--key-passphrase-file", "-"]
    assert empty.run("receive", "-", *words, *empty.unlock, stdin=b"x").status == 64
    assert empty.run("receive", "x", *words, "--passphrase-file", "-", stdin=b"x").status == 64


def test_a_terminal_that_is_another_descriptor_is_asked_as_well(filled):
    """`--passphrase-fd 3 3<&0` is a terminal, too."""
    child = filled.terminal("-c", f"exec {KROK} get server_name --passphrase-fd 3 3<&0",
                            command="/bin/sh")
    answer(child, PROMPT["en"], dummies.PASSPHRASE)
    child.expect_exact(dummies.VALUES["server_name"])
    ends(child, 0)
    assert dummies.PASSPHRASE not in child.seen()
