# The player of the whole way: an administrator at a pseudo-terminal, in either language.
import base64
import json
import re

import pexpect

TASKS = {
    "prepare": 5, "webservice": 7, "google-account": 4, "project": 5, "consent": 6,
    "data-access": 4, "test-users": 4, "branding": 5, "publish": 3, "redirect-uri": 6,
    "client": 8, "mail-server": 3, "mail-protocols": 5, "link-users": 4, "link-corporate": 3,
}

# Colours and cursor movement (CSI), links (OSC 8).
ESCAPE = re.compile(r"\x1b\[[0-9;]*[A-Za-z]|\x1b\]8;;[^\x1b]*\x1b\\")


class Player:
    """Types what a person types and waits for what a person would see."""

    def __init__(self, machine, words, passphrase=None):
        self.machine, self.words, self.passphrase = machine, words, passphrase
        self.child, self.record = None, ""

    def start(self, **changes):
        # The person's own surroundings: nothing but the locale says which language to speak.
        self.child = self.machine.terminal(
            size=(50, 200), KROK_LANG=None, **changes)

    def expect(self, text):
        """Waits for words, wherever the width of the terminal breaks their lines."""
        gap = r"(?:\s|\x1b\[[0-9;]*m)+"
        self.child.expect(gap.join(re.escape(word) for word in text.split()))

    def type(self, line=""):
        self.child.sendline(line)

    def at_prompt(self):
        """Waits for the guide's prompt; the words before it, without looks and line ends."""
        self.child.expect_exact("\r\n> ")
        return " ".join(ESCAPE.sub("", self.child.before).split())

    def command(self, line=""):
        self.type(line)
        return self.at_prompt()

    def answer(self, title, value, *, after=None):
        """Answers one question; the vault may have to be opened first or afterwards."""
        self.expect(title)
        self.type(value)
        if after is not None:
            self.expect(after)

    def unlock(self):
        self.expect(self.words["ask-passphrase"])
        self.type(self.passphrase)

    def tick(self, step):
        """Ticks every task of the step by its number and sees them ticked on the page."""
        numbers = ",".join(str(number + 1) for number in range(TASKS[step]))
        self.command(numbers)
        assert self.open_tasks(step) == [], step

    def open_tasks(self, step):
        steps = {entry["id"]: entry for entry in self.status()["steps"]}
        return [task["id"] for task in steps[step]["tasks"] if task["ticked"] is None]

    def status(self, **changes):
        got = self.machine.run("status", "--json", KROK_LANG=None, **changes)
        assert got.status == 0, got.err
        return json.loads(got.out)

    def go_on(self, step):
        """Enter: the next step, which has to be `step`."""
        self.command()
        assert self.status()["current"] == step

    def quit(self, word):
        self.type(word)
        self.expect(self.words["bye"])
        self.ended(0)

    def ended(self, status):
        self.child.expect(pexpect.EOF)
        self.child.close()
        self.record += self.child.seen()
        assert self.child.exitstatus == status, self.record[-2000:]


def without_titles(status):
    """A status with everything that depends on the language taken out."""
    steps = [{name: part for name, part in step.items() if name not in ("title", "language")}
             for step in status["steps"]]
    return status | {"steps": steps}


def made_passphrase(player):
    """The generated passphrase, read from the screen where it is shown once."""
    player.child.expect(r"\r\n    ([a-z]{5}(?:-[a-z]{5}){6})\r\n")
    return player.child.match[1]


def nothing_in_clear(machine, values, passphrase):
    """No file of vault and state holds a captured value, however it may be spelled."""
    wanted = {}
    for name, value in [*values.items(), ("passphrase", passphrase)]:
        raw = value.encode()
        wanted[raw] = name
        wanted[json.dumps(value)[1:-1].encode()] = name
    for raw in (values["client_secret"].encode(), values["redirect_uri"].encode()[-32:],
                passphrase.encode()):
        wanted |= {raw: "raw", raw.hex().encode(): "hex", raw.hex().upper().encode(): "hex",
                   raw[::-1]: "reversed", "".join(map(chr, raw)).encode("utf-16-le"): "utf-16"}
        for shift in range(3):
            # Whatever stands before: the middle of its base64 is one of three.
            inner = base64.b64encode(b"\0" * shift + raw)[4:-4]
            wanted |= {inner: "base64", inner.replace(b"+", b"-").replace(b"/", b"_"): "base64"}
    seen = 0
    for folder in (machine.vault, machine.state, machine.folder / "home", machine.folder / "data"):
        for path in folder.rglob("*") if folder.exists() else []:
            found = [name for raw, name in wanted.items()
                     if (path.is_file() and raw in path.read_bytes()) or raw in str(path).encode()]
            assert found == [], f"{path} holds {found} in clear"
            seen += path.is_file()
    assert seen >= 5, "vault, slot, README, progress and what is remembered should be there"


def nothing_steers_the_terminal(text):
    """Colours, cursor and links are all that is sent; no other control character is."""
    rest = ESCAPE.sub("", text)
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", rest)
