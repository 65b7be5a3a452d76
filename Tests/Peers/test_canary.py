# Every command with secrets of its own: none of them in arguments, environment, output or files.
import re
import subprocess

import canary
import canaryruns
import pytest
import standins
from conftest import KROK


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
    assert subcommands() == set(canaryruns.COMMANDS)




@pytest.fixture
def secrets(machine):
    # Whoever asks others asks nobody here.
    machine.environment["all_proxy"] = "http://127.0.0.1:9"
    return canary.Canaries()


@canaryruns.EVERY
def test_a_secret_leaves_a_command_only_where_that_is_its_purpose(machine, secrets, run, way):
    files = canary.loaded(machine, secrets)
    words = canaryruns.words(run, way, machine, secrets, files)
    trace = canary.traced(
        machine, words, stdin=run.stdin.format(**secrets.secrets).encode())
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
