# Two clones of one repository with a vault in it, driven by the real git.
import json
import os
import subprocess

import agewriter
import dummies
from conftest import KROK, Machine

GIT = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_EDITOR": "true",
       "GIT_CONFIG_COUNT": "2", "GIT_CONFIG_KEY_0": "init.defaultBranch",
       "GIT_CONFIG_VALUE_0": "main", "GIT_CONFIG_KEY_1": "pull.rebase",
       "GIT_CONFIG_VALUE_1": "false"}


class Colleague(Machine):
    """A machine whose vault lies in a clone; an age identity opens it without a question."""

    remembers = True

    def __init__(self, folder, name, below="vault"):
        super().__init__(folder / name)
        self.name, self.below = name, below
        self.repository = self.folder / "clone"
        self.vault = self.repository / below
        self.key = self.folder / "identity"
        subprocess.run(["age-keygen", "-o", self.key], check=True, capture_output=True)
        self.key.chmod(0o600)
        self.recipient = subprocess.run(
            ["age-keygen", "-y", self.key], check=True, capture_output=True,
            text=True).stdout.strip()
        # git's driver is not told where the vault lies: it finds it by the path in the repository.
        self.environment |= GIT | {
            "KROK_VAULT": str(self.vault), "KROK_IDENTITY": str(self.key), "GIT_AUTHOR_NAME": name, "GIT_COMMITTER_NAME": name,
            "GIT_AUTHOR_EMAIL": name + "@firma.example",
            "GIT_COMMITTER_EMAIL": name + "@firma.example"}

    def git(self, *arguments, status=0, **changes):
        """Runs git in the clone; what it said on both streams, and its status checked."""
        done = subprocess.run(
            ["git", *map(str, arguments)], cwd=self.repository, capture_output=True,
            stdin=subprocess.DEVNULL, env=self.environ(**{"KROK_VAULT": None} | changes),
            start_new_session=True, timeout=120)
        said = done.stdout.decode() + done.stderr.decode()
        assert status is None or done.returncode == status, (done.returncode, said)
        return said

    def krok(self, *arguments, status=0, **changes):
        done = self.run(*arguments, cwd=self.repository, **changes)
        assert done.status == status, done
        return done

    def share(self, message="change"):
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)
        self.git("push", "--quiet", "origin", "HEAD:main")

    def pull(self, status=0, *options):
        return self.git("pull", "--quiet", "--no-edit", *options, "origin", "main", status=status)

    def commit(self, message="change"):
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)


def team(folder, cheap_vault, below="vault"):
    """Anna has shared a vault; Bob has cloned it; each has run `krok vault init --git`."""
    origin = folder / "origin.git"
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", origin],
                   check=True, env=os.environ | GIT)
    anna, bob = Colleague(folder, "anna", below), Colleague(folder, "bob", below)
    subprocess.run(["git", "clone", "--quiet", origin, anna.repository], check=True,
                   capture_output=True, env=anna.environ())
    anna.vault.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["cp", "-rT", cheap_vault, anna.vault], check=True)
    for person in (anna, bob):
        anna.krok("key", "add", "--name", person.name, "--recipient", person.recipient,
                  *anna.unlock)
    anna.krok("vault", "init", "--git")
    anna.krok("tick", "prepare/version")
    anna.share("a vault")
    subprocess.run(["git", "clone", "--quiet", origin, bob.repository], check=True,
                   capture_output=True, env=bob.environ())
    bob.krok("vault", "init", "--git")
    # Anna reads the fingerprint out: a slot for Bob's recipient proves nothing to him.
    bob.krok("vault", "accept", "--fingerprint", fingerprint(anna))
    assert bob.git("status", "--short") == "", "what a clone sets up again changes no file"
    return anna, bob


def fingerprint(person):
    """The vault key's fingerprint as it was last seen on this machine."""
    return json.loads(person.krok("vault", "status", "--json").out)["fingerprint"]


def document(person):
    """The vault as the second implementation reads it."""
    return agewriter.open_vault(person.vault, dummies.PASSPHRASE)


__all__ = ["KROK", "document", "team"]
