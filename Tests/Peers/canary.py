# Secrets that stand nowhere else, and everything that a command did with them, as strace saw it.
import base64
import dataclasses
import os
import pathlib
import re

import agewriter
import dummies
import pexpect
import pyrage
from conftest import KROK

# Whatever can carry bytes out of a process; reading is what a secret is there for.
TRACED = ("execve,execveat,write,pwrite64,writev,pwritev,pwritev2,sendto,sendmsg,sendmmsg,open,"
          "openat,creat,mkdirat,mkdir,renameat,renameat2,rename,symlinkat,linkat,setxattr,fsetxattr,"
          "memfd_create,connect,add_key,keyctl,prctl,msgsnd,mq_timedsend,sethostname")


class Canaries:
    """One secret of each kind, of a shape that its place takes."""

    def __init__(self):
        identity = pyrage.x25519.Identity.generate()
        self.recipient = str(identity.to_public())
        self.secrets = {
            # No piece of it may stand in a sentence of Krok's: that speaks of passphrases, too.
            "passphrase": "canary " + os.urandom(13).hex(),
            "new_passphrase": "another canary " + os.urandom(8).hex(),
            "wrong_passphrase": "a wrong canary " + os.urandom(8).hex(),
            "client_secret": "GOCSPX-CANARY" + os.urandom(11).hex(),
            "new_client_secret": "GOCSPX-CANARY" + os.urandom(11).hex(),
            "redirect_key": "CANARY" + os.urandom(13).hex(),
            "identity": str(identity),
        }

    def forms(self):
        """Each secret as it is, in hexadecimal, and in base64 at each of its three offsets."""
        for kind, secret in self.secrets.items():
            data = secret.encode()
            yield kind, data
            yield kind, data.hex().encode()
            for offset in range(3):
                text = base64.b64encode(bytes(offset) + data)
                # What stands at the edges depends on the neighbours.
                yield kind, text[4:-4]

    def found(self, data):
        return {kind for kind, form in self.forms() if form in data}


@dataclasses.dataclass
class Trace:
    """Every traced call of one run, and what came out of it."""

    status: int
    out: bytes
    err: bytes
    lines: list

    def leaks(self, canaries, reveals=(), allowed=()):
        """Calls that carried a secret, other than results to standard output that were asked for.

        `allowed` are patterns of calls that are the command's purpose.
        """
        leaks = []
        for line in self.lines:
            kinds = canaries.found(line)
            if re.match(rb"(\d+ +)?write\(1<", line):
                kinds -= set(reveals)
            if any(re.search(pattern.encode(), line) for pattern in allowed):
                continue
            if kinds:
                leaks.append((sorted(kinds), line[:200]))
        return leaks


def loaded(machine, canaries):
    """A vault with a canary of every kind in it, behind a canary passphrase and an identity."""
    secrets = canaries.secrets
    key = agewriter.slot(machine.vault, dummies.PASSPHRASE)
    # The vault key itself is the worst thing to lose.
    secrets["vault_key"] = re.search(r"AGE-SECRET-KEY-1\w+", key.decode())[0]
    uri = dummies.URL + "webservice/OAuth/MailAccount/" + secrets["redirect_key"]
    agewriter.put_values(machine.vault, dummies.PASSPHRASE, "default", dummies.VALUES | {
        "redirect_uri": uri, "client_secret": secrets["client_secret"]})
    # From here on this is no first use, which a recipient's slot would have to ask about.
    machine.remembers = True
    added = machine.run("key", "add", "--name", "canary", "--recipient", canaries.recipient,
                        *machine.unlock)
    assert added.status == 0, added.err
    assert machine.run("tick", "prepare").status == 0
    machine.passphrase_file.unlink()
    (machine.vault / "keys/passphrase.age").write_bytes(
        agewriter.seal_passphrase(key, secrets["passphrase"]))
    files = machine.folder / "given"
    files.mkdir()
    given = {name: secrets[name] for name in (
        "passphrase", "new_passphrase", "wrong_passphrase", "identity", "new_client_secret")}
    given["google.json"] = dummies.google_file(
        files / "google.json", client_secret=secrets["new_client_secret"],
        redirect_uris=[uri]).read_text()
    given["broken.json"] = given["google.json"][:-3]
    for name, text in given.items():
        (files / name).write_text(text + "\n")
        (files / name).chmod(0o600)
    for name in ("tmp", "home"):
        (machine.folder / name).mkdir(exist_ok=True)
    machine.environment["TMPDIR"] = str(machine.folder / "tmp")
    return files


def strace(log):
    return ["strace", "-f", "-v", "-y", "-s", "1000000", "-o", str(log), "-e", "trace=" + ",".join(
        "?" + call for call in TRACED.split(","))]


def traced(machine, words, stdin=b"", **changes):
    """Runs krok without a terminal."""
    log = machine.folder / "trace"
    done = machine.run(*words, stdin=stdin, prefix=strace(log), **changes)
    lines = log.read_bytes().splitlines()
    log.unlink()
    return Trace(done.status, done.out.encode(), done.err.encode(), lines)


def follow(child, script):
    """Does what `script` says to the end: what to wait for and what to type, in turns."""
    for index, part in enumerate(script):
        if index % 2 == 0:
            child.expect_exact(part)
        else:
            child.sendline(part)
    child.expect(pexpect.EOF)
    child.close()


def traced_at_terminal(machine, words, script, **changes):
    """Runs krok on a pseudo-terminal; for `script` see `follow`."""
    log = machine.folder / "trace"
    child = machine.terminal(*strace(log)[1:], KROK, *words, command="/usr/bin/strace", **changes)
    follow(child, script)
    lines = log.read_bytes().splitlines()
    log.unlink()
    return Trace(child.exitstatus, child.seen().encode(), b"", lines)


def written_files(folders, besides):
    """Every file below `folders` but the ones that were given, with its bytes and its name."""
    for folder in folders:
        for path in pathlib.Path(folder).rglob("*"):
            if besides not in path.parents and path.is_file() and not path.is_symlink():
                yield path, path.read_bytes() + os.fsencode(path)
