# What every peer test needs: the built krok, a machine of its own, vaults that open quickly.
import dataclasses
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import time

import pexpect
import pytest

pytest.register_assert_rewrite("exports", "whole_way")

import agewriter  # noqa: E402
import dummies  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
KROK = os.environ.get("KROK_BINARY", str(ROOT / ".build/debug/krok"))

TINY = {
    "guide.yml": "id: tiny\nsource: en\nlocales: [en]\ninputs:\n  server_name: { kind: text }\n"
                 "steps:\n  - id: only\n    minutes: 1\n    asks: [server_name]\n",
    "en.md": "# Tiny\n\n## Only step\n<!-- step: only -->\n\n"
             "- Name: a name <!-- input: server_name -->\n- [ ] Do it. <!-- task: it -->\n",
}


def pytest_sessionstart(session):
    """A missing peer is a failure of the whole run, never a skipped test."""
    wanted = ["age", "age-keygen", "git", "strace", "bash", "mount", "unshare", "keyctl",
              "rsvg-convert", "setpriv", "prlimit", "pgrep", "openssl", "Xvfb", "xclip", "sway",
              "wl-copy", "wl-paste", KROK]
    missing = [name for name in wanted if shutil.which(name) is None]
    if missing:
        raise pytest.UsageError("missing peers: " + ", ".join(missing))


@dataclasses.dataclass
class Result:
    """Everything that a command left behind."""

    status: int
    out: str
    err: str


def as_from_a_shell():
    """In a child before it is what it shall be: signals do what they usually do.

    Whoever started the tests may have had some ignored (`nohup`: SIGHUP), which is inherited.
    """
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        if number < signal.SIGRTMIN:
            signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, [])


def ended(child, seconds=20):
    """Waits for the end of what runs at a pseudo-terminal, but not for ever."""
    deadline = time.monotonic() + seconds
    while child.isalive():
        assert time.monotonic() < deadline, "it does not end"
        time.sleep(0.01)


FIRST_USE = re.compile(
    r"^(This machine opens the vault .* for the first time: whether"
    r"|Ten komputer otwiera sejf .* po raz pierwszy: nie da się).*\n", re.MULTILINE)


class Machine:
    """A home of its own, with a vault place and nothing inherited from the tester.

    Tests put vaults into its folder as they need them, older ones too. So every command finds them
    for the first time, and what krok says of that is left out of the result; a test about what is
    remembered sets `remembers`.
    """

    remembers = False
    # What every run of the guide in a test is given.
    words = ()

    def __init__(self, folder, lang="en"):
        self.folder = pathlib.Path(folder)
        self.vault = self.folder / "vault"
        self.state = self.folder / "state"
        self.environment = {
            "HOME": str(self.folder / "home"),
            "XDG_STATE_HOME": str(self.state),
            "XDG_DATA_HOME": str(self.folder / "data"),
            "KROK_VAULT": str(self.vault),
            "KROK_LANG": lang,
            "LANG": "C.UTF-8",
            "PATH": "/usr/bin:/bin",
            "TERM": "xterm-256color",
        }
        (self.folder / "home").mkdir(parents=True, exist_ok=True)
        self.passphrase_file = self.secret_file("passphrase", dummies.PASSPHRASE + "\n")
        self.unlock = ["--passphrase-file", str(self.passphrase_file)]

    def secret_file(self, name, text, mode=0o600):
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        path.chmod(mode)
        return path

    def use_tiny_guide(self):
        """A guide as small as can be: it is read anew by each of very many processes."""
        guide = self.folder / "tiny"
        guide.mkdir(exist_ok=True)
        for file, text in TINY.items():
            (guide / file).write_text(text)
        self.environment["KROK_GUIDE"] = str(guide)

    def environ(self, **changes):
        merged = {**self.environment, **changes}
        return {name: value for name, value in merged.items() if value is not None}

    def forget(self):
        """Forgets every vault that was seen, unless the test is about that."""
        if not self.remembers:
            (self.state / "krok/pins.json").unlink(missing_ok=True)

    def run(self, *arguments, stdin=b"", cwd=None, prefix=(), timeout=60, **changes):
        """Runs krok without a terminal (a session of its own has no /dev/tty)."""
        self.forget()
        done = subprocess.run(
            [*prefix, KROK, *map(str, arguments)], input=stdin, capture_output=True,
            cwd=cwd or self.folder, env=self.environ(**changes), timeout=timeout,
            start_new_session=True, preexec_fn=as_from_a_shell)
        told = FIRST_USE.sub("", done.stderr.decode())
        return Result(done.returncode, done.stdout.decode(), told)

    def start(self, *arguments, **changes):
        # Several at once share a memory: one opening beforehand is the first use.
        if not (self.state / "krok/pins.json").exists():
            self.run("vault", "history", *self.unlock)
        return subprocess.Popen(
            [KROK, *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, cwd=self.folder, env=self.environ(**changes),
            start_new_session=True, preexec_fn=as_from_a_shell)

    def terminal(self, *arguments, size=(40, 120), command=KROK, timeout=20, **changes):
        """Runs a command on a pseudo-terminal of its own; everything read is in `.seen()`."""
        self.forget()
        child = pexpect.spawn(
            command, [str(part) for part in arguments], env=self.environ(**changes),
            cwd=str(self.folder), dimensions=size, encoding="utf-8", timeout=timeout,
            preexec_fn=as_from_a_shell)
        child.delaybeforesend = None
        record = []
        child.logfile_read = type(
            "Record", (), {"write": lambda _, text: record.append(text),
                           "flush": lambda _: None})()
        child.seen = lambda: "".join(record)
        return child

    def document(self):
        """The vault's document, read by the second implementation of the format."""
        return agewriter.open_vault(self.vault, dummies.PASSPHRASE)

    def values(self, profile="default"):
        kept = self.document()["profiles"].get(profile, {})
        return {name: entry["value"] for name, entry in kept.items() if "value" in entry}

    def progress(self, profile="default"):
        return json.loads((self.vault / "progress" / (profile + ".json")).read_text())


@pytest.fixture(scope="session")
def _real_vault(tmp_path_factory):
    """A vault as krok makes it, with scrypt log N 18; made once, copied where it is needed."""
    machine = Machine(tmp_path_factory.mktemp("real"))
    made = machine.run("vault", "init", *machine.unlock)
    assert made.status == 0, made.err
    return machine.vault


@pytest.fixture(scope="session")
def _cheap_vault(_real_vault, tmp_path_factory):
    """The same vault behind a slot of log N 4, so that opening it costs milliseconds."""
    folder = tmp_path_factory.mktemp("cheap") / "vault"
    shutil.copytree(_real_vault, folder)
    agewriter.cheapen(folder, dummies.PASSPHRASE)
    return folder


@pytest.fixture
def bare(tmp_path):
    """A machine without a vault."""
    return Machine(tmp_path)


@pytest.fixture
def machine(bare, _cheap_vault):
    """A machine with an empty vault that opens quickly."""
    shutil.copytree(_cheap_vault, bare.vault)
    return bare


@pytest.fixture
def real(bare, _real_vault):
    """A machine with an empty vault exactly as krok made it."""
    shutil.copytree(_real_vault, bare.vault)
    return bare


@pytest.fixture
def filled(machine):
    """A machine with a whole set of dummy values in the vault."""
    agewriter.put_values(machine.vault, dummies.PASSPHRASE, "default", dummies.VALUES)
    return machine
