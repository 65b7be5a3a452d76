# krok doctor on a healthy and on a sick machine: each finding by its code, its sentence and its cure.
import html
import json
import os
import re
import shutil
import subprocess

import agewriter
import dummies
import pytest

# What the machine that runs the tests is like, and not what a test made it.
OF_THE_MACHINE = {"swap", "memory-not-lockable", "memory-fine", "dumps-core"}


@pytest.fixture
def known(filled):
    """A machine that has opened its vault before."""
    filled.remembers = True
    assert filled.run("vault", "history", *filled.unlock).status == 0
    return filled


def look(machine, *words, lang="en", **changes):
    """The findings by their codes, and what a person reads."""
    told = machine.run("doctor", "--json", *words, **changes)
    findings = json.loads(told.out)
    found = {finding["code"]: finding for finding in findings}
    read = machine.run("doctor", "--lang", lang, *words, **changes)
    # Each finding stands on the page under a sign of its own.
    for sign, level in (("[x]", "fine"), ("[i]", "note"), ("[!]", "wrong")):
        assert read.out.count(sign) == [finding["level"] for finding in findings].count(level)
    wrong = [code for code, finding in found.items() if finding["level"] == "wrong"]
    assert told.status == read.status == (1 if wrong else 0), (wrong, told, read)
    return found, " ".join(read.out.split()), read


def test_a_healthy_machine(known):
    """The slot is a cheap one, for the tests' sake; nobody has made a recovery key."""
    found, text, read = look(known, *known.unlock)
    levels = {code: finding["level"] for code, finding in found.items()
              if code not in OF_THE_MACHINE}
    assert levels == {
        "files-fine": "fine", "slot-weak": "note", "recovery-missing": "note", "opens": "fine",
        "git-none": "fine", "pinned": "fine", "clock-fine": "fine"}
    assert read.err == "" and read.out.startswith("[x] Folder and files belong to you alone")
    assert "[i] There is no recovery key. Make one and print it: krok key recovery" in text
    assert f"The vault opens through slot passphrase, generation {found['opens']['details']['generation']}." in text


def git(machine, *words):
    subprocess.run(["git", "-C", machine.vault, *words], check=True, capture_output=True,
                   env=machine.environ(GIT_CONFIG_NOSYSTEM="1"))


def slot_in_the_list(name):
    def change(document):
        document["slots"].append({"name": name, "kind": "recipient", "recipient": "age1"})

    return lambda machine: agewriter.rewrite(machine.vault, dummies.PASSPHRASE, change)


def future(document):
    document["history"].append(
        {"time": "2199-01-01T00:00:00Z", "slot": "passphrase", "event": "merged"})


def two_secrets(document):
    secret = document["profiles"]["default"]["client_secret"]
    secret |= {"time": "2020-01-02T03:04:05Z", "previous": {
        "time": "2019-01-01T00:00:00Z", "slot": "passphrase", "value": "GOCSPX-EXAMPLE-older"}}


def repository(machine):
    git(machine, "init", "--quiet")


def attributes(machine):
    repository(machine)
    (machine.vault / ".gitattributes").write_text("vault.age merge=krok-vault\n")


def another_driver(machine):
    attributes(machine)
    git(machine, "config", "merge.krok-vault.driver", "true")


def published(machine):
    repository(machine)
    assert machine.run("set", "server_name", "x", *machine.unlock).status == 0
    git(machine, "add", "--force", "previous")


def closed(machine):
    machine.state.rename(machine.folder / "moved")
    machine.state.write_text("in the way")


SICK = {
    "others-may-write": (lambda m: (m.vault / "vault.age").chmod(0o666), "wrong",
                         "Others may write to", "Inni mogą zapisywać w"),
    "others-may-read": (lambda m: (m.vault / "vault.age").chmod(0o644), "note",
                        "Git makes files like that", "Takie pliki tworzy git"),
    "not-yours": (lambda m: os.chown(m.vault / "vault.age", 65534, 65534), "wrong",
                  "belongs to another user", "należy do innego użytkownika"),
    "not-a-file": (lambda m: (m.vault / "keys/link.age").symlink_to("passphrase.age"), "wrong",
                   "does not belong there", "czego tu być nie powinno"),
    "leftover": (lambda m: (m.vault / "keys/.krok-new-0").write_text("x"), "note",
                 "A run that was killed left", "Przerwane polecenie zostawiło"),
    "unfinished-rekey": (lambda m: (m.vault / "rekey").mkdir() or (m.vault / "rekey").chmod(0o1700), "note",
                         "Open the vault once: that finishes it.", "Otwórz sejf raz"),
    "strange-rekey": (lambda m: (m.vault / "rekey").mkdir(), "wrong",
                      "krok did not make this folder here", "tego folderu nie utworzył tu krok"),
    "slot-broken": (lambda m: (m.vault / "keys/b.age").write_text("x"), "wrong",
                    "is no age file", "nie jest plikiem age"),
    "slot-unlisted": (lambda m: shutil.copy(m.vault / "keys/passphrase.age", m.vault / "keys/e.age"),
                      "wrong", "the list inside the vault does not know it",
                      "nie ma go na liście wewnątrz sejfu"),
    "slot-without-file": (slot_in_the_list("anna"), "wrong", "but has no file",
                          "ale nie ma pliku"),
    "secret-kept-long": (lambda m: agewriter.rewrite(m.vault, dummies.PASSPHRASE, two_secrets),
                         "note", "keeps two values of client_secret since 2020-01-02",
                         "trzyma dwie wartości client_secret od 2020-01-02"),
    "clock-behind": (lambda m: agewriter.rewrite(m.vault, dummies.PASSPHRASE, future), "wrong",
                     "but something was recorded at 2199-01-01T00:00:00Z",
                     "a coś zapisano z późniejszą datą: 2199-01-01T00:00:00Z"),
    "git-not-set-up": (repository, "note", "would not merge it value by value",
                       "nie scaliłby go wartość po wartości"),
    "git-without-driver": (attributes, "wrong", "Run once in this clone: krok vault init --git",
                           "Wydaj raz w tym klonie: krok vault init --git"),
    "git-driver-gone": (another_driver, "wrong", "with another command: true",
                        "innym poleceniem: true"),
    "git-publishes": (published, "wrong", "Whoever clones the repository gets older generations",
                      "Kto sklonuje repozytorium, dostanie też starsze generacje"),
    "pins-broken": (lambda m: (m.state / "krok/pins.json").write_text("{"), "wrong",
                    "cannot be understood", "Nie można odczytać"),
    "pins-not-kept": (closed, "wrong", "Make the folder writable for you",
                      "Nadaj sobie prawo zapisu"),
}


@pytest.mark.parametrize("code", SICK)
def test_a_sick_machine_is_told_what_it_lacks_and_what_to_do(known, code):
    prepare, level, english, polish = SICK[code]
    prepare(known)
    # What needs a look inside is opened; a machine that refuses to open it is looked at from outside.
    way = known.unlock if code.startswith(("slot-", "secret", "clock")) else []
    # A document that was written for the test is an older or another one to this machine.
    if way:
        (known.state / "krok/pins.json").unlink()
    for lang, words in (("en", english), ("pl", polish)):
        found, text, _ = look(known, *way, lang=lang)
        assert code in found and found[code]["level"] == level, found
        assert words in text, text


def with_swaps(machine):
    """Runs krok where the kernel seems to swap: to a disk, and to compressed memory."""
    swaps = machine.folder / "swaps"
    swaps.write_text("Filename Type Size Used Priority\n/dev/sdx9 partition 9 0 -2\n"
                     "/dev/zram0 partition 9 0 -3\n")
    script = 'set -e; mount --bind "$1" /proc/swaps; shift; exec "$@"'
    return ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, "sh", swaps]


# Each call by which krok would forbid core dumps, and the one that asks, answers 1.
DUMPING = ["strace", "-qq", "-o", "/dev/null", "-e", "trace=prctl", "-e", "inject=prctl:retval=1"]


@pytest.mark.parametrize("code, prefix, level, english, polish", [
    ("memory-not-lockable", lambda m: ["prlimit", "--memlock=65536:65536"], "note",
     "Only 64 KiB of memory can be kept out of swap; 1024 KiB are enough.",
     "Tylko 64 KiB pamięci da się utrzymać poza plikiem wymiany; wystarczy 1024 KiB."),
    ("swap", with_swaps, "note", "Memory may be swapped to /dev/sdx9.",
     "Pamięć może trafić do /dev/sdx9."),
    ("dumps-core", lambda m: DUMPING, "wrong", "A crash could write Krok's memory to a file.",
     "Awaria mogłaby zapisać pamięć Kroka do pliku."),
], ids=["memory-not-lockable", "swap", "dumps-core"])
def test_a_machine_that_does_not_keep_memory_to_itself_is_told(
        known, code, prefix, level, english, polish):
    for lang, words in (("en", english), ("pl", polish)):
        found, text, _ = look(known, lang=lang, prefix=prefix(known))
        assert found[code]["level"] == level and words in text, (found, text)
        assert "memory-fine" not in found


def test_a_machine_that_keeps_memory_to_itself_is_fine(known):
    swaps = with_swaps(known)
    swaps[-1].write_text("Filename Type Size Used Priority\n/dev/zram0 partition 9 0 -3\n")
    found, text, _ = look(known, prefix=["prlimit", "--memlock=1048576:1048576", *swaps])
    assert found["memory-fine"]["level"] == "fine" and not OF_THE_MACHINE - {"memory-fine"} & set(found)
    assert "Secrets stay out of swap and out of core dumps." in text


def test_a_vault_that_was_never_opened_here_is_a_note(filled):
    shutil.rmtree(filled.state, ignore_errors=True)
    found, text, _ = look(filled)
    assert found["not-pinned"]["level"] == "note" and found["not-opened"]["level"] == "note"
    assert "This machine has not opened the vault yet" in text


def test_a_way_in_that_does_not_fit_is_wrong_and_says_why(known):
    other = known.secret_file("other", "not the passphrase of this vault\n")
    found, text, read = look(known, "--passphrase-file", other)
    assert found["opens-not"]["level"] == "wrong" and "does not open with what was given" in text
    assert "does not open slot passphrase" in read.err


def test_where_there_is_no_vault_there_is_nothing_to_look_at(bare):
    done = bare.run("doctor")
    assert (done.status, done.out) == (66, "") and "there is no vault in" in done.err


def test_a_recovery_key_is_told_with_the_day_it_was_tried(known):
    page = known.folder / "page.html"
    assert known.run("key", "recovery", "--output", page, *known.unlock).status == 0
    found, text, _ = look(known)
    assert found["recovery-never-tried"]["level"] == "note" and "Try it once" in text
    text = html.unescape(re.sub(r"<[^>]*>", "", page.read_text()))
    identity = known.secret_file("paper", re.search(r"AGE-SECRET-KEY-1[A-Z0-9]{58}", text)[0])
    opened = known.run("vault", "history", "--identity", identity)
    assert opened.status == 0, opened
    found, text, _ = look(known)
    assert found["recovery-tried"]["level"] == "fine"
    assert f"last tried on {found['recovery-tried']['details']['date']}." in text
