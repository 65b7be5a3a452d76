# The recovery key: shown once, read by a real QR decoder, printed, typed back, used by age.
import html
import json
import os
import re
import subprocess

import dummies
import pexpect
import pyrage
import pytest
import qrreader
from conftest import KROK

KEY = re.compile(r"AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}")
END = "Type its last six characters"
ASK = re.escape("Identity or recovery key (AGE-SECRET-KEY-1…): ")


@pytest.fixture(autouse=True)
def _remembering(monkeypatch):
    """The machine has opened the vault before: a recovery key is a recipient's slot."""
    monkeypatch.setattr("conftest.Machine.remembers", True)



def slots(machine):
    return {slot["name"]: slot for slot in machine.document()["slots"]}


def events(machine):
    return [(entry["event"], entry.get("subject")) for entry in machine.document()["history"]]


def shown(machine, *words, answer="", size=(50, 120), **changes):
    """Makes a recovery key at a terminal; the key, and everything that was seen."""
    child = machine.terminal("key", "recovery", *words, *machine.unlock, size=size, **changes)
    child.expect(END)
    key = KEY.search(child.before)[0]
    child.sendline(key[-6:].lower() if answer is None else answer)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0, child.seen()
    return key, child.seen()


def typed(machine, line, *words):
    """Opens the vault with a typed identity; what was printed, and the terminal's record."""
    child = machine.terminal("get", "server_name", "--identity", "-", *words)
    child.expect(ASK)
    child.sendline(line)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0, child.seen()
    assert line not in child.seen()
    return child.seen().strip().splitlines()[-1]


@pytest.mark.parametrize("background", [0, 96, 255])
def test_a_decoder_reads_the_key_from_the_terminal_on_any_background(filled, background):
    key, seen = shown(filled)
    lines, coloured = qrreader.blocks(seen)
    assert coloured and len(lines) == 21
    picture = qrreader.on_background(qrreader.image(lines, ink=0, paper=255), background)
    assert qrreader.decoded(picture) == [key]


@pytest.mark.parametrize("words, changes", [(["--plain"], {}), ([], {"NO_COLOR": "1"})],
                         ids=["plain", "no_color"])
def test_without_colours_a_decoder_reads_it_on_a_dark_background(filled, words, changes):
    key, seen = shown(filled, *words, **changes)
    lines, coloured = qrreader.blocks(seen)
    assert not coloured and not re.search(r"\x1b\[[0-9;]*m", seen)
    picture = qrreader.on_background(qrreader.image(lines, ink=255, paper=0), 0)
    assert qrreader.decoded(picture) == [key]


def test_the_key_is_shown_once_at_the_terminal_and_nowhere_else(filled):
    out = filled.folder / "out"
    child = filled.terminal(
        "-c", f"{KROK} key recovery --passphrase-file {filled.passphrase_file} "
              f">{out} 2>{out}2", command="/bin/sh")
    child.expect(END)
    # Prompt and key go to the terminal itself; what the streams lead to holds neither.
    key = KEY.search(child.before)[0]
    child.sendline("")
    child.expect(pexpect.EOF)
    assert child.seen().count(key) == 1
    for path in [out, filled.folder / "out2", *filled.vault.rglob("*"), *filled.state.rglob("*")]:
        if path.is_file():
            assert key.encode() not in path.read_bytes(), path


def test_the_last_six_characters_prove_that_it_was_kept(filled):
    child = filled.terminal("key", "recovery", *filled.unlock, size=(50, 120))
    child.expect(END)
    key = KEY.search(child.before)[0]
    child.sendline("QQQQQQ" if key[-6:] != "QQQQQQ" else "PPPPPP")
    child.expect("not the last six characters")
    child.expect(END)
    assert "recovery" not in slots(filled)
    child.sendline(key[-6:])
    child.expect(pexpect.EOF)
    assert slots(filled)["recovery"]["kind"] == "recipient"
    assert key[-6:] not in child.seen().replace(key, "")


def test_ctrl_c_before_the_proof_changes_nothing(filled):
    before = filled.document()
    child = filled.terminal("key", "recovery", *filled.unlock, size=(50, 120))
    child.expect(END)
    child.sendcontrol("c")
    child.expect(pexpect.EOF)
    child.close()
    assert child.signalstatus == 2 or child.exitstatus == 130
    assert filled.document() == before and not (filled.vault / "keys/recovery.age").exists()


def test_a_narrow_terminal_gets_the_key_and_a_reason_instead_of_a_picture(filled):
    child = filled.terminal("key", "recovery", *filled.unlock, size=(50, 40))
    child.expect("41\\s+columns")
    child.expect("AGE-SECRET-KEY-1")
    assert "▀" not in child.before


def test_without_the_library_the_key_is_shown_and_the_package_named(filled):
    # A file that is no library stands in front of the real one.
    library = filled.folder / "libqrencode.so.4"
    library.write_bytes(b"")
    child = filled.terminal(
        "key", "recovery", *filled.unlock, size=(50, 120), LD_LIBRARY_PATH=str(filled.folder))
    child.expect("libqrencode4")
    child.expect(END)
    assert KEY.search(child.before)
    page = filled.folder / "page.html"
    done = filled.run("key", "recovery", "--name", "recovery-safe", "--output", page, *filled.unlock,
                      LD_LIBRARY_PATH=str(filled.folder))
    assert done.status == 0 and "libqrencode4" in done.err
    assert "<svg" not in page.read_text()


def test_the_typed_key_opens_the_vault_in_groups_and_in_either_case(filled):
    key, _ = shown(filled)
    name = dummies.VALUES["server_name"]
    assert typed(filled, key) == name
    groups = " ".join([key[:16], *re.findall(".{1,6}", key[16:])])
    assert typed(filled, groups.lower()) == name
    # A pipe has it as a file would.
    got = filled.run("get", "server_name", "--identity", "-", stdin=key.encode())
    assert (got.status, got.out) == (0, name + "\n")


def test_a_mistyped_key_is_asked_for_again(filled):
    key, _ = shown(filled)
    child = filled.terminal("get", "server_name", "--identity", "-")
    child.expect(ASK)
    child.sendline(key[:-1] + ("Q" if key[-1] != "Q" else "P"))
    child.expect("missing or mistyped")
    child.expect(ASK)
    child.sendline(key)
    child.expect(dummies.VALUES["server_name"])


def test_a_replaced_recovery_key_opens_nothing_and_both_changes_are_noted(filled):
    first, _ = shown(filled)
    refused = filled.run("key", "recovery", "--output", filled.folder / "p", *filled.unlock)
    assert refused.status == 64 and "--yes" in refused.err
    assert not (filled.folder / "p").exists()
    child = filled.terminal("key", "recovery", *filled.unlock, size=(50, 120))
    child.expect(r"\[y/N\]")
    child.sendline("")
    child.expect("stays")
    child.expect(pexpect.EOF)
    second, _ = shown(filled, "--yes")
    assert first != second
    assert events(filled)[-3:] == [
        ("slot-added", "recovery"), ("slot-removed", "recovery"), ("slot-added", "recovery")]
    recipient = str(pyrage.x25519.Identity.from_str(second).to_public())
    assert slots(filled)["recovery"]["recipient"] == recipient
    old = filled.run("get", "server_name", "--identity", "-", stdin=first.encode())
    assert old.status == 77
    new = filled.run("get", "server_name", "--identity", "-", stdin=second.encode())
    assert new.status == 0


def test_a_passphrase_slot_is_never_taken_for_a_recovery_key(filled):
    for lang, words in (("en", "cannot be the name of a recovery key's slot"),
                        ("pl", "nie może być nazwą wejścia dla klucza odzyskiwania")):
        done = filled.run("key", "recovery", "--name", "passphrase", "--yes", "--output",
                          filled.folder / "p", "--lang", lang, *filled.unlock)
        assert done.status == 65 and words in done.err and not (filled.folder / "p").exists()
    assert list(slots(filled)) == ["passphrase"]


def test_no_key_is_shown_whose_slot_would_take_the_place_of_a_stray_file(filled):
    stray = filled.vault / "keys/recovery-stray.age"
    stray.write_text("x")
    stray.chmod(0o600)
    child = filled.terminal("key", "recovery", "--name", "recovery-stray", *filled.unlock,
                            size=(50, 120))
    if child.expect([END, pexpect.EOF]) == 0:
        child.sendline("")
        child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 73 and not KEY.search(child.seen()), child.seen()
    assert stray.read_text() == "x" and list(slots(filled)) == ["passphrase"]


@pytest.mark.parametrize("lang, words", [
    ("en", ["Recovery key of a Krok vault", "Print the page, delete the file"]),
    ("pl", ["Klucz odzyskiwania sejfu Kroka", "Wydrukuj stronę, usuń plik"]),
])
def test_the_page_holds_all_that_is_needed_and_a_decoder_reads_it(filled, lang, words):
    path = filled.folder / "page.html"
    done = filled.run("key", "recovery", "--output", path, "--lang", lang, *filled.unlock)
    assert (done.status, done.out) == (0, "")
    assert str(path) in done.err and not KEY.search(done.err)
    assert path.stat().st_mode & 0o7777 == 0o600
    page = path.read_text()
    for word in words:
        assert word in page
    text = html.unescape(re.sub(r"<[^>]*>", "", page))
    key = KEY.search(text)[0]
    assert qrreader.decoded(qrreader.page_picture(page)) == [key]
    groups = re.findall(r"<span>([^<]*)</span>", page)
    assert "".join(groups) == key and [len(group) for group in groups[1:-1]] == [6] * 9
    document = filled.document()
    fingerprint = document["vault"][:32]
    assert " ".join(re.findall("....", fingerprint)) in text
    assert str(filled.vault) in text and document["history"][-1]["time"][:10] in text
    assert f'lang="{lang}"' in page and "krok --vault" in text and "--identity -" in text
    # Nothing is fetched, and nothing runs.
    assert not re.search(r"\b(src|href)=|url\(|<script", page)
    again = filled.run("key", "recovery", "--output", path, "--yes", *filled.unlock)
    assert again.status == 73 and path.read_text() == page


def test_age_alone_opens_the_vault_as_the_page_says(filled):
    path = filled.folder / "page.html"
    assert filled.run("key", "recovery", "--output", path, *filled.unlock).status == 0
    page = path.read_text()
    key = KEY.search(re.sub(r"<[^>]*>", "", page))[0]
    command = html.unescape(re.findall(r"<pre>(.*?)</pre>", page, re.S)[1])
    (filled.vault / "key.txt").write_text(key + "\n")
    done = subprocess.run(["bash", "-ec", command], capture_output=True, env=os.environ)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["profiles"]["default"]["client_secret"]["value"] == dummies.SECRET


def test_without_a_terminal_the_page_is_needed(filled):
    done = filled.run("key", "recovery", *filled.unlock)
    assert done.status == 64 and "--output" in done.err
    assert list(slots(filled)) == ["passphrase"]


@pytest.mark.parametrize("call", ["renameat", "fsync"])
def test_when_the_slot_cannot_be_saved_the_page_goes_and_the_old_key_stays(filled, call):
    first, _ = shown(filled)
    before = filled.document()
    path = filled.folder / "page.html"
    counted = filled.folder / "calls"
    # Everything after the page: each save renames slot, previous generation, and vault.
    for number in range(1, 12):
        done = filled.run(
            "key", "recovery", "--yes", "--output", path, *filled.unlock,
            prefix=["strace", "-f", "-qq", "-o", counted,
                    "-e", f"inject={call}:error=ENOSPC:when={number}"])
        if done.status == 0:
            break
        assert done.status == 74, done.err
        assert not path.exists(), number
        got = filled.run("get", "server_name", "--identity", "-", stdin=first.encode())
        assert got.status == 0, (number, got.err)
        if filled.document() != before:
            # The failure came behind the rename that made the new vault: it says so, and the
            # paper that is about still opens.
            before = filled.document()
    assert number > 3 and path.exists()


# Identities that are themselves encrypted


@pytest.mark.parametrize("armored", [False, True], ids=["binary", "armored"])
def test_an_encrypted_identity_file_asks_for_its_own_passphrase(filled, armored):
    identity = pyrage.x25519.Identity.generate()
    added = filled.run("key", "add", "--name", "anna", "--recipient", str(identity.to_public()),
                       *filled.unlock)
    assert added.status == 0, added.err
    file = filled.secret_file("identity.age", pyrage.passphrase.encrypt(
        (str(identity) + "\n").encode(), "its own passphrase", armored))
    child = filled.terminal("get", "server_name", "--identity", file, timeout=60)
    child.expect("Passphrase of the identity file")
    child.sendline("its own passphrase")
    child.expect(dummies.VALUES["server_name"])
    child.expect(pexpect.EOF)
    assert "its own" not in child.seen()
    own = filled.secret_file("own", "its own passphrase\n")
    name = dummies.VALUES["server_name"] + "\n"
    got = filled.run("get", "server_name", "--identity", file, "--passphrase-file", own)
    assert (got.status, got.out) == (0, name)
    # The vault's passphrase is not the identity's.
    wrong = filled.run("get", "server_name", "--identity", file, *filled.unlock)
    assert wrong.status == 77 and "does not open the identity file" in wrong.err
    nobody = filled.run("get", "server_name", "--identity", file)
    assert nobody.status == 77


def test_an_identity_file_that_age_itself_encrypted_opens(filled):
    # `age -p` writes what most people have: log N 18, binary.
    identity = pyrage.x25519.Identity.generate()
    filled.run("key", "add", "--name", "anna", "--recipient", str(identity.to_public()),
               *filled.unlock)
    plain = filled.secret_file("plain", str(identity) + "\n")
    child = filled.terminal("-p", "-o", filled.folder / "sealed", plain, command="age")
    for _ in range(2):
        child.expect(r"passphrase[^:]*: ")
        child.sendline("its own passphrase")
    child.expect(pexpect.EOF)
    (filled.folder / "sealed").chmod(0o600)
    own = filled.secret_file("own", "its own passphrase\n")
    got = filled.run("get", "server_name", "--identity", filled.folder / "sealed",
                     "--passphrase-file", own)
    assert (got.status, got.out) == (0, dummies.VALUES["server_name"] + "\n")


def test_an_age_file_that_no_passphrase_opens_is_no_identity(filled):
    other = pyrage.x25519.Identity.generate()
    file = filled.secret_file("identity.age", pyrage.encrypt(b"x", [other.to_public()]))
    done = filled.run("get", "server_name", "--identity", file, *filled.unlock)
    assert done.status == 65 and "no age identity" in done.err


# Standard input and descriptors


@pytest.mark.parametrize("words", [
    ["--passphrase-fd", "9"], ["--passphrase-fd", "1000"], ["--passphrase-fd=-1"],
])
def test_a_descriptor_that_is_not_open_is_64(filled, words):
    done = filled.run("get", "server_name", *words)
    assert done.status == 64 and "is not open for reading" in done.err


def test_a_descriptor_that_can_only_be_written_is_64(filled):
    done = filled.run("get", "server_name", "--passphrase-fd", "3",
                      prefix=["sh", "-c", 'exec "$@" 3>/dev/null', "sh"])
    assert done.status == 64 and "is not open for reading" in done.err


@pytest.mark.parametrize("words, named", [
    (["set", "server_name", "-", "--passphrase-fd", "0"], ["server_name -", "--passphrase-fd 0"]),
    (["set", "server_name", "-", "--passphrase-file", "-"], ["server_name -"]),
    (["set", "server_name", "-", "--identity", "-"], ["--identity -"]),
    (["import", "-", "--passphrase-fd", "0"], ["import -"]),
    (["get", "server_name", "--identity", "-", "--passphrase-fd", "0"], ["--identity -"]),
])
def test_two_readers_of_standard_input_are_64_and_nothing_is_changed(filled, words, named):
    before = filled.document()
    done = filled.run(*words, stdin=dummies.PASSPHRASE.encode() + b"\n")
    assert done.status == 64
    for name in named:
        assert name in done.err
    assert filled.document() == before
