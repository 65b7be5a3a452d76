# Handover there and back: age, pyrage and openssl open what krok seals, and krok what they seal.
import concurrent.futures
import json
import re
import shutil
import subprocess

import certificates
import dummies
import pexpect
import pyrage
import pytest
from conftest import Machine
from cryptography.hazmat.primitives import serialization

TAKEN = {name: dummies.VALUES[name]
         for name in ("server_name", "client_id", "client_secret", "redirect_app", "redirect_uri")}


def tool(*words, stdin=None):
    done = subprocess.run([str(word) for word in words], input=stdin, capture_output=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def openssl_encrypt(machine, plain, holder, *options, form="PEM"):
    return tool("openssl", "cms", "-encrypt", "-outform", form, *options,
                "-recip", holder.certificate, stdin=plain)


class Key:
    """An age identity of age-keygen's own making."""

    def __init__(self, machine, name="key.txt"):
        self.path = machine.folder / name
        tool("age-keygen", "-o", self.path)
        self.path.chmod(0o600)
        text = self.path.read_text()
        self.secret = re.search(r"AGE-SECRET-KEY-1\w+", text)[0]
        self.recipient = re.search(r"age1\w+", text)[0]


def sealed(filled, *options, kind="json"):
    """What export --to prints, which holds no value in clear."""
    got = filled.run("export", "--as", kind, *options, *filled.unlock)
    assert got.status == 0, got.err
    for value in (dummies.SECRET, dummies.URI, dummies.CLIENT):
        assert value not in got.out + got.err
    return got.out.encode()


def plain(filled, kind="json"):
    got = filled.run("export", "--as", kind, "--reveal", *filled.unlock)
    assert got.status == 0
    return got.out.encode()


@pytest.fixture
def empty(filled, tmp_path_factory, _cheap_vault):
    """The colleague: a machine of their own with an empty vault."""
    other = Machine(tmp_path_factory.mktemp("colleague"))
    shutil.copytree(_cheap_vault, other.vault)
    return other


def receive(machine, content, *options, name="received", **changes):
    path = machine.folder / name
    path.write_bytes(content)
    return machine.run("receive", path, *options, *machine.unlock, **changes)


def is_taken(machine, got):
    assert (got.status, got.out) == (0, ""), got.err
    assert dummies.SECRET not in got.err and dummies.URI not in got.err
    assert machine.values() == TAKEN
    events = [event["event"] for event in machine.document()["history"]]
    assert events.count("imported") == len(TAKEN) and machine.document()["generation"] == 2
    assert set(machine.progress()["guides"]["gmail"]["captured"]) == set(TAKEN)


def is_refused(machine, got, status, text=""):
    assert (got.status, got.out) == (status, ""), got
    assert text in got.err and dummies.SECRET not in got.err
    assert machine.values() == {} and machine.document()["generation"] == 1


# age


@pytest.mark.parametrize("kind", ["json", "csv", "env", "table", "markdown", "html"])
def test_age_and_pyrage_open_every_format_that_krok_seals(filled, kind):
    key = Key(filled)
    file = filled.folder / "out.age"
    got = filled.run("export", "--as", kind, "--to", key.recipient, "--output", file,
                     *filled.unlock)
    assert (got.status, got.out) == (0, "") and key.recipient in got.err
    assert file.stat().st_mode & 0o777 == 0o600
    content = file.read_bytes()
    assert content.startswith(b"-----BEGIN AGE ENCRYPTED FILE-----\n")
    assert tool("age", "-d", "-i", key.path, file) == plain(filled, kind)
    identity = pyrage.x25519.Identity.from_str(key.secret)
    assert pyrage.decrypt(content, [identity]) == plain(filled, kind)


def test_each_of_two_recipients_opens_the_file_and_a_third_does_not(filled):
    one, two, three = (Key(filled, name) for name in ("one", "two", "three"))
    team = filled.folder / "team.txt"
    team.write_text(f"# the team\n\n{two.recipient}\n")
    content = sealed(filled, "--to", one.recipient, "--to", team, "--to", one.recipient)
    assert len(pyrage.decrypt(content, [pyrage.x25519.Identity.from_str(one.secret)])) > 1000
    for key in (one, two):
        assert tool("age", "-d", "-i", key.path, stdin=content) == plain(filled)
    failed = subprocess.run(["age", "-d", "-i", three.path], input=content, capture_output=True)
    assert failed.returncode != 0


@pytest.mark.parametrize("armored", [True, False])
@pytest.mark.parametrize("writer", ["krok", "age", "pyrage"])
def test_krok_takes_in_what_each_of_them_sealed(filled, empty, writer, armored):
    key = Key(empty)
    if writer == "krok":
        content = sealed(filled, "--to", key.recipient)
    elif writer == "age":
        content = tool("age", *(["-a"] if armored else []), "-r", key.recipient,
                       stdin=plain(filled))
    else:
        recipient = pyrage.x25519.Recipient.from_str(key.recipient)
        content = pyrage.encrypt(plain(filled), [recipient], armored=armored)
    got = receive(empty, content, "--identity", key.path, "--yes")
    is_taken(empty, got)
    assert "Nothing proves who sent this file" in got.err
    assert dummies.CLIENT in got.err and "MailAccount/••••0000" in got.err
    assert "Client secret [client_secret]: new" in got.err


def test_the_key_may_come_from_the_variable_and_the_file_from_standard_input(filled, empty):
    key = Key(empty)
    content = sealed(filled, "--to", key.recipient)
    got = empty.run("receive", "-", "--yes", *empty.unlock, stdin=content,
                    KROK_IDENTITY=str(key.path))
    is_taken(empty, got)


def test_the_same_identity_opens_the_vault_where_a_slot_fits(filled, empty):
    key, other = Key(empty), Key(empty, "other")
    empty.remembers = True
    got = empty.run("key", "add", "--name", "me", "--recipient", key.recipient, *empty.unlock)
    assert got.status == 0, got.err
    path = empty.folder / "received"
    path.write_bytes(sealed(filled, "--to", key.recipient, "--to", other.recipient))
    refused = empty.run("receive", path, "--identity", other.path, "--yes")
    assert refused.status == 77 and "passphrase" in refused.err and empty.values() == {}
    got = empty.run("receive", path, "--identity", key.path, "--yes")
    assert got.status == 0, got.err
    assert empty.values() == TAKEN
    assert empty.document()["history"][-1]["slot"] == "me"


def test_a_wrong_identity_is_77_and_no_identity_is_64(filled, empty):
    content = sealed(filled, "--to", Key(filled).recipient)
    is_refused(empty, receive(empty, content, "--identity", Key(empty).path, "--yes"), 77,
               "does not open with this key")
    is_refused(empty, receive(empty, content, "--yes"), 64, "--identity FILE")


def test_an_identity_that_others_can_read_is_refused(filled, empty):
    key = Key(empty)
    content = sealed(filled, "--to", key.recipient)
    key.path.chmod(0o644)
    is_refused(empty, receive(empty, content, "--identity", key.path, "--yes"), 77, "chmod 600")


@pytest.mark.parametrize("lang, words", [
    ("en", ["Whoever opens the file sees every value in clear", "Nothing proves who sent",
            "an answer is needed"]),
    ("pl", ["Kto otworzy plik, zobaczy wszystkie wartości", "Nic nie dowodzi, kto wysłał",
            "potrzebna jest odpowiedź"]),
])
def test_without_a_terminal_yes_is_needed_in_both_languages(filled, empty, lang, words):
    key = Key(empty)
    exported = filled.run("export", "--as", "json", "--to", key.recipient, "--lang", lang,
                          *filled.unlock)
    assert exported.status == 0 and words[0] in exported.err
    got = receive(empty, exported.out.encode(), "--identity", key.path, "--lang", lang)
    is_refused(empty, got, 64, words[1])
    assert words[2] in got.err and "--yes" in got.err


def test_at_a_terminal_the_answer_decides(filled, empty):
    key = Key(empty)
    path = empty.folder / "received"
    path.write_bytes(sealed(filled, "--to", key.recipient))
    for answer, values in (("n", {}), ("", {}), ("y", TAKEN)):
        child = empty.terminal("receive", path, "--identity", key.path, *empty.unlock)
        child.expect_exact("Take these values in? [y/N]")
        child.sendline(answer)
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == 0 and empty.values() == values, child.seen()
        assert dummies.SECRET not in child.seen() and dummies.URI not in child.seen()


def test_an_encrypted_identity_asks_for_its_passphrase(filled, empty):
    key = Key(empty)
    content = sealed(filled, "--to", key.recipient)
    locked = empty.secret_file(
        "locked", pyrage.passphrase.encrypt(key.path.read_bytes(), "hasło klucza"))
    is_refused(empty, receive(empty, content, "--identity", locked, "--yes"), 77, "terminal")
    for passphrase, status in (("wrong", 77), ("hasło klucza", 0)):
        child = empty.terminal("receive", empty.folder / "received", "--identity", locked,
                               "--yes", *empty.unlock)
        child.expect_exact(f"Passphrase of the key {locked}: ")
        child.sendline(passphrase)
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == status and passphrase not in child.seen()
    assert empty.values() == TAKEN


def test_a_file_behind_a_passphrase_asks_for_it(filled, empty):
    path = empty.folder / "received"
    path.write_bytes(pyrage.passphrase.encrypt(plain(filled), "hasło pliku"))
    got = empty.run("receive", path, "--yes", *empty.unlock)
    is_refused(empty, got, 77, "no terminal")
    for passphrase, status in (("wrong", 77), ("hasło pliku", 0)):
        child = empty.terminal("receive", path, "--yes", *empty.unlock)
        child.expect_exact(f"Passphrase of the file {path}: ")
        child.sendline(passphrase)
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == status, child.seen()
    assert empty.values() == TAKEN
    assert "proves only that its sender knows the passphrase" in " ".join(child.seen().split())


# CMS


@pytest.mark.parametrize("cbc", [False, True], ids=["gcm", "cbc"])
@pytest.mark.parametrize("kind", ["rsa2048", "rsa4096", "p256", "p384"])
def test_openssl_opens_what_krok_seals_and_krok_what_openssl_seals(filled, empty, kind, cbc):
    holder = certificates.Holder(empty.folder, kind)
    options = ["--to", holder.certificate] + (["--cbc"] if cbc else [])
    got = filled.run("export", "--as", "json", *options, *filled.unlock)
    assert got.status == 0
    assert holder.fingerprint in got.err and "CN = Zażółć Gęślą" in got.err
    content = got.out.encode()
    assert content.startswith(b"-----BEGIN CMS-----\n")
    structure = tool("openssl", "cms", "-cmsout", "-print", "-inform", "PEM", stdin=content)
    wanted = b"aes-256-cbc" if cbc else b"aes-256-gcm"
    assert wanted in structure and (b"authEnvelopedData" in structure) == (not cbc)
    assert (b"rsaesOaep" if kind.startswith("rsa") else b"dhSinglePass-stdDH-sha256") in structure
    for opener in (["-inkey", holder.key], ["-inkey", holder.key, "-recip", holder.certificate]):
        opened = tool("openssl", "cms", "-decrypt", "-inform", "PEM", *opener, stdin=content)
        assert opened == plain(filled)

    cipher = "-aes-256-cbc" if cbc else "-aes-256-gcm"
    for form in ("PEM", "DER"):
        for more in ([], ["-binary"], ["-stream", "-binary"]):
            theirs = openssl_encrypt(empty, plain(filled), holder, cipher, *more, form=form)
            got = receive(empty, theirs, "--identity", holder.key, "--yes")
            assert got.status == 0, got.err
            assert ("encrypted with CBC" in got.err) == cbc
            assert empty.values() == TAKEN
    is_taken(empty, got)


def test_krok_opens_what_openssl_wraps_with_oaep_and_older_ciphers(filled, empty):
    holder = certificates.Holder(empty.folder, "rsa2048")
    oaep = ["-keyopt", "rsa_padding_mode:oaep", "-keyopt", "rsa_oaep_md:sha256"]
    for cipher in ("-aes-128-gcm", "-aes-192-cbc"):
        content = tool("openssl", "cms", "-encrypt", "-outform", "PEM", cipher, "-recip",
                       holder.certificate, *oaep, stdin=plain(filled))
        assert receive(empty, content, "--identity", holder.key, "--yes").status == 0
    is_taken(empty, receive(empty, content, "--identity", holder.key, "--yes"))
    weak = openssl_encrypt(empty, plain(filled), holder, "-des3")
    got = receive(empty, weak, "--identity", holder.key, "--yes")
    assert got.status == 65 and "does not support" in got.err


def test_two_certificates_in_two_files_or_in_one(filled, empty):
    one, two = (certificates.Holder(empty.folder, kind) for kind in ("rsa2048", "p256"))
    both = filled.folder / "both.pem"
    both.write_bytes(one.certificate.read_bytes() + two.certificate.read_bytes())
    for options in (["--to", one.certificate, "--to", two.certificate], ["--to", both]):
        content = sealed(filled, *options)
        for holder in (one, two):
            opened = tool("openssl", "cms", "-decrypt", "-inform", "PEM", "-inkey", holder.key,
                          "-recip", holder.certificate, stdin=content)
            assert opened == plain(filled)
            assert receive(empty, content, "--identity", holder.key, "--yes").status == 0


def test_an_encrypted_private_key_asks_for_its_passphrase(filled, empty):
    holder = certificates.Holder(empty.folder, "p256")
    path = empty.folder / "received"
    path.write_bytes(sealed(filled, "--to", holder.certificate))
    holder.save_key(serialization.BestAvailableEncryption("hasło".encode()))
    got = empty.run("receive", path, "--identity", holder.key, "--yes", *empty.unlock)
    is_refused(empty, got, 77, "terminal")
    for passphrase, status in (("haslo", 77), ("hasło", 0)):
        child = empty.terminal("receive", path, "--identity", holder.key, "--yes", *empty.unlock)
        child.expect_exact(f"Passphrase of the key {holder.key}: ")
        child.sendline(passphrase)
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == status, child.seen()
    assert empty.values() == TAKEN


def test_without_openssl_certificates_and_cms_are_69_and_all_else_goes_on(filled, empty):
    holder = certificates.Holder(empty.folder, "rsa2048")
    content = sealed(filled, "--to", holder.certificate)
    # A file that is no library stands in front of the real one.
    missing = filled.folder / "missing"
    missing.mkdir()
    (missing / "libcrypto.so.3").write_bytes(b"")
    without = {"LD_LIBRARY_PATH": str(missing)}
    for lang, package in (("en", "on Debian it comes with the package libssl3"),
                          ("pl", "w Debianie należy do pakietu libssl3")):
        got = filled.run("export", "--as", "json", "--to", holder.certificate, "--lang", lang,
                         *filled.unlock, **without)
        assert (got.status, got.out) == (69, "") and package in got.err, got.err
        got = receive(empty, content, "--identity", holder.key, "--yes", "--lang", lang, **without)
        is_refused(empty, got, 69, package)
    key = Key(empty)
    got = filled.run("export", "--as", "json", "--to", key.recipient, *filled.unlock, **without)
    assert got.status == 0, got.err
    # A CMS file is still told from one that is neither kind.
    got = receive(empty, b"neither", "--identity", key.path, "--yes", **without)
    is_refused(empty, got, 65, "neither an age file nor CMS")
    got = filled.run("report", **without)
    assert got.status == 0 and "- OpenSSL: –\n" in got.out, got.err


def test_another_private_key_is_77(filled, empty):
    for kind in ("rsa2048", "p256"):
        content = sealed(filled, "--to", certificates.Holder(empty.folder, kind).certificate)
        for other in ("rsa2048", "p256", "p384"):
            key = certificates.Holder(empty.folder, other).key
            is_refused(empty, receive(empty, content, "--identity", key, "--yes"), 77)
        is_refused(empty, receive(empty, content, "--identity", Key(empty, other + kind).path,
                                  "--yes"), 77, "CMS a private key in PEM")


UNFIT = {
    "ed25519": ({"kind": "ed25519"}, "its key (Ed25519) can only sign",
                "jego klucz (Ed25519) służy tylko do podpisywania"),
    "expired": ({"kind": "p256", "start": -9 * certificates.DAY, "end": -certificates.DAY},
                "it expired on 20", "stracił ważność 20"),
    "not yet": ({"kind": "rsa2048", "start": certificates.DAY}, "it is valid only from 20",
                "jest ważny dopiero od 20"),
    "usage rsa": ({"kind": "rsa2048", "usage": ["digital_signature"]},
                  "does not allow keyEncipherment", "nie dopuszcza keyEncipherment"),
    "usage ec": ({"kind": "p256", "usage": ["digital_signature", "key_encipherment"]},
                 "does not allow keyAgreement", "nie dopuszcza keyAgreement"),
    "weak": ({"kind": "rsa1024"}, "its key has 1024 bits; at least 2048",
             "jest 1024-bitowy, a potrzeba co najmniej 2048-bitowego"),
}


@pytest.mark.parametrize("made, english, polish", UNFIT.values(), ids=UNFIT)
def test_an_unfit_certificate_is_65_and_nothing_is_written(filled, made, english, polish):
    holder = certificates.Holder(filled.folder, **made)
    fine = certificates.Holder(filled.folder, "p256")
    file = filled.folder / "out.cms"
    for options in ([], ["--yes"], ["--cbc"]):
        for lang, text in (("en", english), ("pl", polish)):
            got = filled.run("export", "--to", fine.certificate, "--to", holder.certificate,
                             "--output", file, "--lang", lang, *options, *filled.unlock)
            assert (got.status, got.out) == (65, "") and text in got.err, got.err
    assert not file.exists()


def test_right_usage_is_taken(filled):
    for kind, usage in (("rsa2048", "key_encipherment"), ("p384", "key_agreement")):
        holder = certificates.Holder(filled.folder, kind, usage=[usage])
        assert sealed(filled, "--to", holder.certificate)


def test_at_a_terminal_a_certificate_is_asked_about(filled):
    holder = certificates.Holder(filled.folder, "p256")
    file = filled.folder / "out.cms"
    words = ["export", "--to", holder.certificate, "--output", file, *filled.unlock]
    for answer, written in (("n", False), ("", False), ("y", True)):
        child = filled.terminal(*words)
        child.expect_exact(holder.fingerprint)
        child.expect_exact("Encrypt for this certificate? [y/N]")
        assert not file.exists()
        child.sendline(answer)
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == 0 and file.exists() == written
    file.unlink()
    child = filled.terminal(*words, "--yes")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0 and file.exists() and "[y/N]" not in child.seen()


def test_a_subject_cannot_steer_the_terminal(filled):
    holder = certificates.Holder(filled.folder, "p256", name="a\x1b[2J\r\n\u202eevil")
    got = filled.run("export", "--to", holder.certificate, *filled.unlock)
    assert got.status == 0
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", got.err)


# Recipients that are none


def test_recipients_that_are_none_are_refused(filled):
    key, holder = Key(filled), certificates.Holder(filled.folder, "p256")
    text = filled.folder / "text"
    text.write_text("hello\n")
    ssh = filled.folder / "ssh"
    ssh.write_text("ssh-ed25519 AAAA somebody\n")
    cases = [
        (["--to", "age1nonsense"], 65, "no age recipient"),
        (["--to", text], 65, "text:1: this is no age recipient"),
        (["--to", ssh], 65, "ssh-ed25519 are not supported"),
        (["--to", filled.folder / "none"], 66, "is not there"),
        (["--to", key.path], 65, "this is a secret key"),
        (["--to", holder.key], 65, "this is a secret key"),
        (["--to", key.secret], 64, "a secret key"),
        (["--to", key.recipient, "--to", holder.certificate], 65, "cannot share a file"),
        (["--to", key.recipient, "--cbc"], 64, "--cbc is for certificates"),
        (["--cbc"], 64, "only with --to"),
        (["--yes"], 64, "only with --to"),
    ]
    file = filled.folder / "out"
    for options, status, words in cases:
        got = filled.run("export", *options, "--output", file, *filled.unlock)
        assert (got.status, got.out) == (status, "") and words in got.err, (options, got)
        assert key.secret not in got.err and not file.exists()


def test_an_incomplete_form_is_sealed_for_nobody(machine):
    got = machine.run("export", "--to", Key(machine).recipient, *machine.unlock)
    assert (got.status, got.out) == (65, "")


# Exports that are none


def other_content(filled):
    whole = json.loads(plain(filled))
    masked = filled.run("export", "--as", "json", *filled.unlock).out.encode()
    swapped = json.loads(plain(filled))
    for field in swapped["fields"]:
        if field["name"] == "client_id":
            field["value"] = dummies.SECRET
    lacking = whole | {"fields": [f for f in whole["fields"] if f["name"] != "client_secret"]}
    return {
        "masked": (masked, "its secrets are masked"),
        "csv": (plain(filled, "csv"), "holds no export"),
        "env": (plain(filled, "env"), "holds no JSON (line 1, column 1)"),
        "html": (plain(filled, "html"), "holds no JSON"),
        "table": (plain(filled, "table"), "holds no JSON"),
        "empty": (b"", "holds no JSON"),
        "google": (b'{"web":{}}', "holds no export"),
        "form": (json.dumps(whole | {"form": "another"}).encode(), "form “another”"),
        "guide": (json.dumps(whole | {"guide": "other"}).encode(), "guide “other”, not “gmail”"),
        "lacking": (json.dumps(lacking).encode(), "client_secret is missing"),
        "swapped": (json.dumps(swapped).encode(), "looks like client_secret"),
        "not utf-8": (plain(filled).replace(b"Gmail", b"\xff"), "holds no JSON"),
    }


def test_what_is_no_revealed_json_export_is_65_and_nothing_is_taken(filled, empty):
    key = Key(empty)
    recipient = pyrage.x25519.Recipient.from_str(key.recipient)
    for name, (content, words) in other_content(filled).items():
        got = receive(empty, pyrage.encrypt(content, [recipient]), "--identity", key.path, "--yes")
        is_refused(empty, got, 65, words)


def test_what_nobody_sealed_is_65(filled, empty):
    key = Key(empty)
    for content, words in ((plain(filled), "neither an age file nor CMS"), (b"", "neither"),
                           (b"x" * (2 << 20), "larger than 1048576 bytes")):
        is_refused(empty, receive(empty, content, "--identity", key.path, "--yes"), 65, words)
    got = empty.run("receive", empty.folder / "none", "--yes", *empty.unlock)
    is_refused(empty, got, 66)


def test_values_from_elsewhere_cannot_steer_the_terminal(filled, empty):
    key = Key(empty)
    recipient = pyrage.x25519.Recipient.from_str(key.recipient)
    evil = json.loads(plain(filled))
    evil["profile"] = "\x1b[2J\n\u202eprofile"
    for field in evil["fields"]:
        if field["name"] == "client_id":
            field["value"] += "\x1b]0;title\x07"
    content = pyrage.encrypt(json.dumps(evil).encode(), [recipient])
    got = receive(empty, content, "--identity", key.path, "--yes")
    is_refused(empty, got, 65, "control character")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", got.err)


def test_a_receive_that_replaces_says_so(filled, empty):
    key = Key(empty)
    content = sealed(filled, "--to", key.recipient)
    for name, value in (("server_name", "Another"), ("redirect_app", TAKEN["redirect_app"])):
        assert empty.run("set", name, value, *empty.unlock).status == 0
    got = receive(empty, content, "--identity", key.path, "--yes")
    assert got.status == 0
    assert "[server_name]: replaces the captured value" in got.err
    assert "[redirect_app]: the same as captured" in got.err
    assert "[client_id]: new" in got.err and empty.values() == TAKEN


# Tampering


def changed(content, step=64):
    """Every 64th bit flipped, wandering through the places in a byte; cuts and an extension."""
    for bit in range(0, len(content) * 8, step):
        at = bit // 8
        flipped = content[at] ^ (1 << (at // 8 % 8))
        yield f"bit {bit}", content[:at] + bytes([flipped]) + content[at + 1:]
    for length in range(0, len(content) - 1, 97):
        yield f"cut {length}", content[:length]
    yield "extended", content + b"x"


@pytest.mark.parametrize("kind", ["age", "armor", "rsa", "ec", "pem", "cbc"])
def test_no_change_of_a_sealed_file_gets_another_value_in(filled, empty, kind):
    """Refused with nothing taken in. CMS leaves the recipient's name and the version numbers to
    anybody: where krok opens a file changed there, it has to be to the very same values."""
    if kind in ("age", "armor"):
        key = Key(empty)
        options = ["-a"] if kind == "armor" else []
        path = key.path
        content = tool("age", *options, "-r", key.recipient, stdin=plain(filled))
    else:
        holder = certificates.Holder(empty.folder, "rsa2048" if kind == "rsa" else "p256")
        path = holder.key
        content = sealed(filled, "--to", holder.certificate, *(["--cbc"] if kind == "cbc" else []))
        if kind != "pem":
            content = tool("openssl", "cms", "-cmsout", "-inform", "PEM", "-outform", "DER",
                           stdin=content)
    whole = receive(empty, content, "--identity", path)
    assert whole.status == 64 and "[client_id]: new" in whole.err

    def judged(named):
        # Without --yes nothing is taken in; 64 says that all of it was opened and shown.
        name, file = named
        got = receive(empty, file, "--identity", path, name="changed " + name)
        assert got.out == "" and dummies.SECRET not in got.err
        assert got.status in (64, 65, 77), (name, got)
        if got.status == 64:
            assert got.err == whole.err, name
            return [named]
        return []

    step = 64 if kind in ("age", "rsa", "ec") else 512
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        opened = [one for found in pool.map(judged, changed(content, step)) for one in found]
    assert empty.values() == {}
    if kind in ("age", "armor"):
        assert opened == []
    names = [name for name, _ in opened]
    assert len(opened) <= 12 and not any("bit" not in name for name in names), names
    for name, file in opened:
        taken = receive(empty, file, "--identity", path, "--yes")
        assert taken.status == 0 and empty.values() == TAKEN, name
