# Every command with secrets of its own: none of them in arguments, environment, output or files.
import dataclasses
import re
import subprocess

import canary
import pytest
import standins
from conftest import KROK


@dataclasses.dataclass
class Run:
    """One way to call a command, and what it is there to print.

    `{name}` in a word is a file that was given. `unlocks`: it opens the vault, and is run with a
    passphrase file, an identity file and a descriptor. `allowed` are patterns of calls that may
    carry a secret because that is what the command is for.
    """

    words: str
    reveals: tuple = ()
    status: int = 0
    unlocks: bool = True
    stdin: str = ""
    allowed: tuple = ()


WHOLE = ("client_secret", "redirect_key")
# One line for each command that `--help` names: a new command without one fails the test below.
COMMANDS = {
    "show": [Run("show client", unlocks=False), Run("show --all", unlocks=False),
             # The address is shown, on purpose, where it has to be pasted.
             Run("show client", reveals=("redirect_key",)),
             Run("show --all", reveals=("redirect_key",))],
    "status": [Run("status"), Run("status --json"), Run("status", unlocks=False)],
    "tick": [Run("tick prepare", unlocks=False)],
    "untick": [Run("untick prepare", unlocks=False)],
    "skip": [Run("skip client --reason later", unlocks=False)],
    "reset": [Run("reset --yes", unlocks=False)],
    "set": [Run("set server_name Poczta"),
            Run("set client_secret -", stdin="new_client_secret"),
            Run("set redirect_uri -", stdin="new_client_secret")],
    "get": [Run("get client_secret", reveals=("client_secret",)), Run("get server_name"),
            Run("get redirect_uri", reveals=("redirect_key",))],
    "unset": [Run("unset client_secret")],
    "report": [Run("report", unlocks=False), Run("report --with-names")],
    "import": [Run("import {google.json} --yes --keep"), Run("import {google.json} --yes --delete"),
               Run("import {broken.json} --yes", status=65)],
    # The proxy is not there: see `secrets`. What does go out is looked at further down.
    "check": [Run("check"), Run("check client --json"),
              Run("check --online --timeout 1", status=75)],
    "export": [Run("export"), Run("export --as json --to {recipient}"), *(
        Run(f"export --as {kind}") for kind in ("json", "csv", "env", "markdown", "html", "fill")), *(
        Run(f"export --as {kind} --reveal", reveals=WHOLE)
        for kind in ("table", "json", "csv", "env", "markdown", "html")),
        # The script holds the form's fields, and the redirect URI is none of them.
        Run("export --as fill --reveal", reveals=("client_secret",))],
    "profile list": [Run("profile list", unlocks=False), Run("profile list --json", unlocks=False)],
    "profile new": [Run("profile new second", unlocks=False)],
    "profile rename": [Run("profile rename default third")],
    "profile remove": [Run("profile remove default --yes")],
    "profile use": [Run("profile use default", unlocks=False)],
    "vault init": [Run("vault init --vault {new} --passphrase-file {passphrase}", unlocks=False),
                   Run("vault init", status=73, unlocks=False)],
    "vault status": [Run("vault status", unlocks=False), Run("vault status")],
    "vault passphrase": [Run("vault passphrase --new-passphrase-file {new_passphrase}")],
    "vault history": [Run("vault history"), Run("vault history --json")],
    "vault restore": [Run("vault restore"), Run("vault restore 99", status=66)],
    "key list": [Run("key list", unlocks=False), Run("key list --json", unlocks=False)],
    "key add": [Run("key add --name other --new-passphrase --new-passphrase-file {new_passphrase}"),
                Run("key add --name friend --recipient {recipient}")],
    "key remove": [Run("key remove canary"), Run("key remove passphrase")],
    "key recovery": [Run("key recovery --output {new}")],
    "vault rekey": [Run("vault rekey --yes")],
    "vault accept": [Run("vault accept --fingerprint 0000", status=77)],
    "vault merge": [Run("vault merge base ours theirs vault.age", status=77)],
    "vault choose": [Run("vault choose")],
    # The kernel's keyring is where the key is meant to go, and a second process reads it there.
    "unlock": [Run("unlock --for 5s", allowed=(r"add_key\(", r"keyctl\(KEYCTL_READ"))],
    "lock": [Run("lock", unlocks=False)],
    "doctor": [Run("doctor", unlocks=False), Run("doctor --json", unlocks=False),
               Run("doctor --passphrase-file {passphrase}", unlocks=False)],
    "receive": [Run("receive {google.json} --identity {identity} --yes", status=65, unlocks=False)],
    "guide list": [Run("guide list", unlocks=False)],
    "guide lint": [Run("guide lint", unlocks=False), Run("guide lint --json", unlocks=False)],
    "guide report": [Run("guide report client --note other", unlocks=False)],
    # No guide lies in the folder that it is called in.
    "guide bless": [Run("guide bless", status=66, unlocks=False)],
    # Runs until it is ended: its secrets are looked for in `test_web_secrets.py`.
    "serve": [],
    "guide search": [Run("guide search klienci --lang pl", unlocks=False)],
    "guide print": [Run("guide print", unlocks=False), Run("guide print --all"),
                    Run("guide print --labels both --output {new}")],
}


def subcommands(*path):
    """The commands that `--help` names, each with those below it; a group is not one itself."""
    text = subprocess.run(
        [KROK, *path, "--help"], capture_output=True, check=True, text=True).stdout
    _, found, rest = text.partition("SUBCOMMANDS:\n")
    if not found:
        return {" ".join(path)}
    names = re.findall(r"^  ([a-z-]+)", rest, flags=re.M)
    assert names, path
    return {command for name in names for command in subcommands(*path, name)}


def test_every_command_has_an_entry_here():
    assert subcommands() == set(COMMANDS)


WAYS = {
    "file": ["--passphrase-file", "{passphrase}"],
    "identity": ["--identity", "{identity}"],
    "wrong": ["--passphrase-file", "{wrong_passphrase}"],
}
CASES = [(run, way) for runs in COMMANDS.values() for run in runs
         for way in (WAYS if run.unlocks else ["none"])]


@pytest.fixture
def secrets(machine):
    # Whoever asks others asks nobody here.
    machine.environment["all_proxy"] = "http://127.0.0.1:9"
    return canary.Canaries()


@pytest.mark.parametrize("run, way", CASES, ids=[f"{run.words} by {way}" for run, way in CASES])
def test_a_secret_leaves_a_command_only_where_that_is_its_purpose(machine, secrets, run, way):
    files = canary.loaded(machine, secrets)
    places = {"recipient": secrets.recipient, "new": str(machine.folder / "new")}
    words = [re.sub(r"\{(.+?)\}", lambda m: places.get(m[1], str(files / m[1])), word)
             for word in run.words.split() + WAYS.get(way, [])]
    trace = canary.traced(
        machine, words, stdin=secrets.secrets.get(run.stdin, "").encode())
    wanted = {"file": {run.status}, "none": {run.status}, "identity": {run.status, 65},
              "wrong": {77, run.status}}[way]
    assert trace.status in wanted, trace.err
    assert any(b"execve(" in line for line in trace.lines) and len(trace.lines) > 20

    assert trace.leaks(secrets, run.reveals, run.allowed) == []
    assert secrets.found(trace.out) <= set(run.reveals) and secrets.found(trace.err) == set()
    if way == "file" and trace.status == 0 and set(run.reveals) - {"redirect_key"}:
        # What is asked for does come out: the search finds what is there.
        assert secrets.found(trace.out) == set(run.reveals)
    no_file_holds_a_secret(machine, secrets, files)


def no_file_holds_a_secret(machine, secrets, files):
    folders = [machine.folder, "/dev/shm", "/dev/mqueue"]
    found = {str(path): secrets.found(data)
             for path, data in canary.written_files(folders, besides=files)}
    assert {path: kinds for path, kinds in found.items() if kinds} == {}
    assert list((machine.folder / "tmp").iterdir()) == []
    assert any(path.endswith("vault.age") for path in found)


def test_a_passphrase_from_a_descriptor_goes_nowhere_else(machine, secrets):
    files = canary.loaded(machine, secrets)
    trace = canary.traced(machine, ["get", "client_secret", "--passphrase-fd", "0"],
                          stdin=secrets.secrets["passphrase"].encode())
    assert trace.status == 0, trace.err
    assert trace.leaks(secrets, reveals=("client_secret",)) == []
    assert secrets.found(trace.out) == {"client_secret"} and secrets.found(trace.err) == set()
    no_file_holds_a_secret(machine, secrets, files)


def test_what_a_check_sends_is_encrypted_before_it_leaves(machine, secrets):
    """To those that were announced; no call carries a secret in clear, no file holds one."""
    files = canary.loaded(machine, secrets)
    world = standins.World(standins.Authority(files / "authority"))
    world.site(standins.TOKEN, standins.http(400, '{"error":"invalid_grant"}'))
    world.site(standins.SIGN_IN, standins.http(302, "", "location: /v3/signin/identifier"))
    trace = canary.traced(
        machine, ["check", "client", "--online", "--ca-file", world.authority.file,
                  "--passphrase-file", files / "passphrase"], all_proxy=world.address)
    world.close()
    assert trace.status == 0, trace.err
    assert trace.leaks(secrets) == []
    assert secrets.found(trace.out) == secrets.found(trace.err) == set()
    no_file_holds_a_secret(machine, secrets, files)
    heard = {place: b"".join(data) for place, data in world.received.items()}
    assert set(heard) == {standins.TOKEN, standins.SIGN_IN}
    assert secrets.found(heard[standins.TOKEN]) == {"client_secret", "redirect_key"}
    assert secrets.found(heard[standins.SIGN_IN]) == {"redirect_key"}


# At the terminal

HIDDEN = "Client secret: "
PASSPHRASE = "Passphrase of the vault (slot passphrase): "


def test_what_is_typed_at_the_prompts_of_set_goes_nowhere_else(machine, secrets):
    files = canary.loaded(machine, secrets)
    kept = secrets.secrets
    trace = canary.traced_at_terminal(
        machine, ["set", "client_secret"],
        [HIDDEN, kept["new_client_secret"], PASSPHRASE, kept["passphrase"]])
    assert trace.status == 0, trace.out
    assert trace.leaks(secrets) == [] and secrets.found(trace.out) == set()
    no_file_holds_a_secret(machine, secrets, files)


def test_what_is_typed_in_the_guide_goes_nowhere_else(machine, secrets):
    """The command without a name: steps, a hidden question, a page that shows the address."""
    files = canary.loaded(machine, secrets)
    kept = secrets.secrets
    trace = canary.traced_at_terminal(machine, [], [
        "\r\n> ", "g client", "\r\n> ", "v", PASSPHRASE, kept["passphrase"], "Client ID", "",
        HIDDEN, kept["new_client_secret"], "(Enter: later): ", "never", "\r\n> ", "st",
        "\r\n> ", "h", "\r\n> ", "q"])
    assert trace.status == 0, trace.out
    assert trace.leaks(secrets, reveals=("redirect_key",)) == []
    assert secrets.found(trace.out) <= {"redirect_key"}
    no_file_holds_a_secret(machine, secrets, files)


def test_a_generated_passphrase_is_shown_at_the_terminal_and_nowhere_else(bare):
    """`vault init` makes one when none is typed; the terminal alone gets it."""
    (bare.folder / "home").mkdir(exist_ok=True)
    log = bare.folder / "trace"
    child = bare.terminal(
        *canary.strace(log)[1:], KROK, "vault", "init", command="/usr/bin/strace")
    child.expect("Krok makes one")
    child.sendline("")
    child.expect(r"\r\n +(([a-z]{5}-){6}[a-z]{5})\r\n", timeout=30)
    passphrase = child.match[1]
    child.expect_exact("Type it once to be sure")
    child.sendline(passphrase)
    child.expect(canary.pexpect.EOF, timeout=60)
    lines = [line for line in log.read_bytes().splitlines() if passphrase.encode() in line]
    assert len(lines) == 1 and re.match(rb"\d+ +write\(\d+</dev/tty>", lines[0]), lines
    log.unlink()
    for path, data in canary.written_files([bare.folder], besides=bare.folder / "given"):
        assert passphrase.encode() not in data, path


def test_the_history_of_a_shell_holds_no_secret(machine, secrets):
    files = canary.loaded(machine, secrets)
    kept, history = secrets.secrets, machine.folder / "home/.bash_history"
    child = machine.terminal(
        "--norc", "--noprofile", "-i", command="/bin/bash", PS1="READY> ",
        HISTFILE=str(history), INPUTRC="/dev/null")
    child.expect_exact("READY> ")
    child.sendline(f"{KROK} set client_secret --passphrase-file {files / 'passphrase'}")
    child.expect_exact(HIDDEN)
    child.sendline(kept["new_client_secret"])
    child.expect_exact("READY> ")
    child.sendline(f"{KROK} set client_secret - --identity {files / 'identity'} "
                   f"< {files / 'new_client_secret'}")
    child.expect_exact("READY> ")
    child.sendline("exit")
    child.expect(canary.pexpect.EOF)
    assert "set client_secret" in history.read_text()
    assert secrets.found(history.read_bytes()) == set() == secrets.found(child.seen().encode())
    no_file_holds_a_secret(machine, secrets, files)


# The search itself


def test_the_search_finds_a_secret_wherever_it_is_put(machine, secrets, tmp_path):
    secret = secrets.secrets["client_secret"]
    script = f"""
        /bin/echo {secret} >/dev/null
        CANARY={secret} /bin/true
        /bin/echo -n out >{tmp_path}/{secret}
        printf %s {secret} | od -An -tx1 | tr -d ' \\n' >{tmp_path}/hex
        printf x%s {secret} | base64 -w0 >{tmp_path}/base64
    """
    log = tmp_path / "trace"
    subprocess.run([*canary.strace(log), "sh", "-c", script], check=True)
    lines = log.read_bytes().splitlines()[1:]
    kinds = {re.match(rb"\d+ +(\w+)\(", line)[1] for line in lines
             if secrets.found(line) == {"client_secret"}}
    assert kinds == {b"execve", b"openat", b"write"}
    log.unlink()
    found = {path.name for path, data in canary.written_files([tmp_path], besides=tmp_path / "no")
             if secrets.found(data)}
    assert found == {secret, "hex", "base64"}
