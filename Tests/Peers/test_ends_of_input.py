# The end of input at every prompt: nothing is guessed, nothing half made, nothing lost.
import pexpect
import pytest

# What is typed before the end comes; the last one is where Ctrl-D is pressed.
FIRST_RUN = {
    "language": ["Number from 1 to 2: "],
    "profile": ["Number from 1 to 2: ", "1", "Name of the profile"],
    "passphrase": ["Number from 1 to 2: ", "1", "Name of the profile", "", "Krok makes one"],
    "again": ["Number from 1 to 2: ", "1", "Name of the profile", "", "Krok makes one",
              "a typed passphrase", "The same passphrase again"],
    "generated": ["Number from 1 to 2: ", "1", "Name of the profile", "", "Krok makes one", "",
                  "Type it once to be sure"],
}


def play(child, script):
    for index, part in enumerate(script):
        if index % 2 == 0:
            child.expect_exact(part)
        else:
            child.sendline(part)
    child.sendeof()
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus


@pytest.mark.parametrize("script", FIRST_RUN.values(), ids=FIRST_RUN)
def test_an_end_of_input_in_the_first_run_makes_no_vault(bare, script):
    child = bare.terminal(KROK_LANG=None)
    # Every question that nobody answers is an answer that is missing.
    assert play(child, script) == 64
    assert "the input ended before the answer" in " ".join(child.seen().split())
    assert not bare.vault.exists() or not list(bare.vault.rglob("*.age"))
    assert "[" not in bare.run("vault", "status").out
    assert bare.run("vault", "status").status == 66


LOOP = {
    "guide": ["\r\n> "],
    "answer": ["\r\n> ", "v", "YetiForce address"],
    "choice": ["\r\n> ", "g consent", "\r\n> ", "v", "App name", "", "Number from 1 to 2 (Enter"],
    "hidden": ["\r\n> ", "g redirect-uri", "\r\n> ", "v", "Redirect URI: "],
    "reason": ["\r\n> ", "s", "Why is the step skipped? "],
    "leave_open": ["\r\n> ", "g link-users", "\r\n> ", "", "[y/N] "],
    "file": ["\r\n> ", "i", "Path of client_secret_….json: "],
    "trouble": ["\r\n> ", "?", "Number of the failure"],
}


@pytest.mark.parametrize("script", LOOP.values(), ids=LOOP)
def test_an_end_of_input_in_the_guide_is_a_way_to_leave(filled, script):
    before = filled.values()
    child = filled.terminal(*filled.unlock)
    assert play(child, script) == 0
    assert "Everything is saved. Run krok again to go on from here." in child.seen()
    assert filled.values().items() >= before.items()


@pytest.mark.parametrize("script", LOOP.values(), ids=LOOP)
def test_a_pipe_that_ends_at_the_same_place_is_the_same(filled, script):
    lines = "".join(line + "\n" for line in script[1::2])
    done = filled.run(*filled.unlock, stdin=lines.encode())
    assert done.status == 0, done.err
    assert done.err.endswith("Everything is saved. Run krok again to go on from here.\n")
    assert "\x1b" not in done.out + done.err


@pytest.mark.parametrize("lines, option", [
    ("", None), ("1\n", None), ("1\nname\n", "--new-passphrase-file")])
def test_a_first_run_from_a_pipe_that_ends_is_refused(bare, lines, option):
    done = bare.run(stdin=lines.encode(), KROK_LANG=None)
    assert done.status == 64, done.err
    assert option is None or f"Give it with: {option}" in done.err
    assert not list(bare.folder.rglob("*.age"))


@pytest.mark.parametrize("words, text", [
    (["reset"], "--yes"), (["profile", "remove", "default"], "--yes"),
    (["set", "server_name"], "-"), (["vault", "passphrase"], "--new-passphrase-file"),
])
def test_a_command_that_would_have_to_ask_is_64_and_names_the_option(filled, words, text):
    assert filled.run("tick", "prepare").status == 0
    before = filled.values(), filled.progress()
    done = filled.run(*words, *filled.unlock)
    assert (done.status, done.out) == (64, "")
    assert done.err == ("krok: an answer is needed and there is no terminal to ask for it\n"
                        f"Give it with: {text}\n")
    assert (filled.values(), filled.progress()) == before
