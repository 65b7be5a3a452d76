# Every command with its ways of being called, for what looks for secrets where none may be.
import dataclasses
import re
import shutil
import subprocess

import agewriter
import certificates
import pyrage
import pytest
from conftest import ROOT


@dataclasses.dataclass
class Run:
    """One way to call a command, and what it is there to print.

    `{name}` in a word is a file that was given. `unlocks`: it opens the vault, and is run with a
    passphrase file, an identity file and a descriptor. `allowed` are patterns of calls that may
    carry a secret because that is what the command is for. `before` is what has to be there
    first; `{name}` in `stdin` is a secret.
    """

    words: str
    reveals: tuple = ()
    status: int = 0
    unlocks: bool = True
    stdin: str = ""
    allowed: tuple = ()
    before: str = ""


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
            Run("set client_secret -", stdin="{new_client_secret}"),
            Run("set redirect_uri -", stdin="https://crm.example.com/{new_client_secret}"),
            # Refused: it is no address, and the refusal says so without it.
            Run("set redirect_uri -", stdin="{new_client_secret}", status=65)],
    "get": [Run("get client_secret", reveals=("client_secret",)), Run("get server_name"),
            Run("get redirect_uri", reveals=("redirect_key",))],
    "unset": [Run("unset client_secret")],
    "report": [Run("report", unlocks=False), Run("report --with-names")],
    "import": [Run("import {google.json} --yes --keep"), Run("import {google.json} --yes --delete"),
               Run("import {broken.json} --yes", status=65)],
    # The proxy is not there: see `secrets`. What does go out is looked at further down.
    "check": [Run("check"), Run("check client --json"),
              Run("check --online --timeout 1", status=75)],
    "export": [Run("export"), Run("export --as json --to {recipient}"),
               Run("export --as json --to {certificate} --yes"), *(
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
    "vault accept": [Run("vault accept --fingerprint {fingerprint}", before="forgotten"),
                     Run("vault accept --fingerprint 0000", status=77)],
    "vault merge": [
        Run("vault merge base {ours.age} {theirs.age} {vault}/vault.age", before="versions"),
        Run("vault merge base {ours.age} {rival.age} {vault}/vault.age", before="versions", status=1),
        Run("vault merge base ours theirs vault.age", status=77)],
    "vault choose": [Run("vault choose"), Run("vault choose", before="conflict"),
                     Run("vault choose client_secret", before="conflict"),
                     Run("vault choose client_secret 2", before="conflict")],
    # The kernel's keyring is where the key is meant to go, and a second process reads it there.
    "unlock": [Run("unlock --for 5s", allowed=(r"add_key\(", r"keyctl\(KEYCTL_READ"))],
    "lock": [Run("lock", unlocks=False)],
    "doctor": [Run("doctor", unlocks=False), Run("doctor --json", unlocks=False),
               Run("doctor --passphrase-file {passphrase}", unlocks=False)],
    "receive": [
        Run("receive {form.age} --identity {identity} --passphrase-file {passphrase} --yes",
            before="sealed", unlocks=False),
        Run("receive {form.cms} --identity {key.pem} --passphrase-file {passphrase} --yes",
            before="sealed", unlocks=False),
        Run("receive {google.json} --identity {identity} --yes", status=65, unlocks=False)],
    "guide list": [Run("guide list", unlocks=False)],
    "guide lint": [Run("guide lint", unlocks=False), Run("guide lint --json", unlocks=False)],
    "guide report": [Run("guide report client --note other", unlocks=False)],
    # No guide lies in the folder that it is called in.
    "guide bless": [Run("guide bless", status=66, unlocks=False),
                    Run("guide bless {guide}", before="guide", unlocks=False)],
    # Runs until it is ended: its secrets are looked for in `test_web_secrets.py`.
    "serve": [],
    "guide search": [Run("guide search klienci --lang pl", unlocks=False)],
    "guide print": [Run("guide print", unlocks=False), Run("guide print --all"),
                    Run("guide print --labels both --output {new}")],
}

WAYS = {
    "file": ["--passphrase-file", "{passphrase}"],
    "identity": ["--identity", "{identity}"],
    "wrong": ["--passphrase-file", "{wrong_passphrase}"],
}
CASES = [(run, way) for runs in COMMANDS.values() for run in runs
         for way in (WAYS if run.unlocks else ["none"])]
EVERY = pytest.mark.parametrize(
    "run, way", CASES, ids=[" ".join(filter(None, [run.words, run.before, "by", way]))
                            for run, way in CASES])


def words(run, way, machine, secrets, files):
    """The command's arguments, once what it needs is there."""
    if run.before:
        BEFORE[run.before](machine, secrets, files)
    places = {"recipient": secrets.recipient, "new": str(machine.folder / "new"),
              "guide": str(machine.folder / "gmail"), "vault": str(machine.vault)}
    if "{certificate}" in run.words:
        places["certificate"] = str(holder(secrets, files).certificate)
    if "{fingerprint}" in run.words:
        places["fingerprint"] = document(machine, secrets)["vault"]
    return [re.sub(r"\{(.+?)\}", lambda m: places.get(m[1], str(files / m[1])), word)
            for word in run.words.split() + WAYS.get(way, [])]


# What has to be there first


def document(machine, secrets):
    return agewriter.open_vault(machine.vault, secrets.secrets["passphrase"])


def holder(secrets, files):
    """A colleague with a certificate; whose private key, to be given to `receive`, is a secret."""
    holder = certificates.Holder(files, "p256")
    holder.key.rename(files / "key.pem")
    secrets.secrets["certificate_key"] = (files / "key.pem").read_text().splitlines()[2]
    return holder


def forgotten(machine, secrets, files):
    (machine.state / "krok/pins.json").unlink()


def rewritten(machine, secrets, change):
    """The vault as a colleague saved it: a generation on, and otherwise as `change` makes it."""
    def both(document):
        document["generation"] += 1
        change(document["profiles"]["default"]["client_secret"])

    agewriter.rewrite(machine.vault, secrets.secrets["passphrase"], both)
    return (machine.vault / "vault.age").read_bytes()


def versions(machine, secrets, files):
    """Ours, a later one, and one that is neither earlier nor later."""
    fresh = secrets.secrets["new_client_secret"]
    ours = (machine.vault / "vault.age").read_bytes()
    rival = rewritten(machine, secrets, lambda value: value.update(value=fresh))
    theirs = rewritten(machine, secrets, lambda value: value.update(revision=2))
    (machine.vault / "vault.age").write_bytes(ours)
    for name, version in [("ours.age", ours), ("rival.age", rival), ("theirs.age", theirs)]:
        (files / name).write_bytes(version)


def conflict(machine, secrets, files):
    fresh = secrets.secrets["new_client_secret"]
    rewritten(machine, secrets, lambda value: value.update(
        conflicting=[value | {"value": fresh, "time": "2026-11-22T12:00:01Z"}]))


def sealed(machine, secrets, files):
    """A form with another secret in it, for the identity and for the certificate."""
    kept = secrets.secrets
    form = machine.run("export", "--as", "json", "--reveal", "--passphrase-file",
                       files / "passphrase").out
    assert kept["client_secret"] in form
    form = form.replace(kept["client_secret"], kept["new_client_secret"]).encode()
    recipient = pyrage.x25519.Recipient.from_str(secrets.recipient)
    (files / "form.age").write_bytes(pyrage.encrypt(form, [recipient]))
    certificate = holder(secrets, files).certificate
    subprocess.run(["openssl", "cms", "-encrypt", "-aes-256-gcm", "-outform", "PEM", "-out",
                    files / "form.cms", "-recip", certificate], input=form, check=True)


def guide(machine, secrets, files):
    shutil.copytree(ROOT / "content/gmail", machine.folder / "gmail")


BEFORE = {"forgotten": forgotten, "versions": versions, "conflict": conflict, "sealed": sealed,
          "guide": guide}
