# krok doctor on a healthy and on a sick machine: each finding by its code, its sentence and its cure.
import html
import json
import os
import re
import shutil
import subprocess

import agewriter
import dummies
import pexpect
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


# What a vault lacks


def test_a_vault_without_slots_has_no_way_in(known):
    shutil.rmtree(known.vault / "keys")
    for lang, words in (("en", "There is no key slot in"), ("pl", "nie ma żadnego wejścia")):
        found, text, _ = look(known, lang=lang)
        assert found["no-slots"]["level"] == "wrong" and words in text, text
        assert "slots-fine" not in found
    identity = known.secret_file("identity", "AGE-SECRET-KEY-18CFJ7WNJ7CR0CV43EY9Y2C6VGA3HAPNWZE5DM2MW4FC6WCEJ7EZQ30MG29\n")
    got = known.run("get", "server_name", "--identity", identity)
    assert got.status == 65 and "lacks keys/" in got.err and "tried" not in got.err


def test_an_identity_and_passphrase_slots_alone(known):
    identity = known.secret_file("identity", "AGE-SECRET-KEY-18CFJ7WNJ7CR0CV43EY9Y2C6VGA3HAPNWZE5DM2MW4FC6WCEJ7EZQ30MG29\n")
    for lang, words in (("en", "a passphrase opens: passphrase"),
                        ("pl", "hasłem otwierają się: passphrase")):
        got = known.run("get", "server_name", "--identity", identity, KROK_LANG=lang)
        assert got.status == 77 and words in got.err, got.err


@pytest.mark.parametrize("lang, forms", [
    ("en", ["1 key slot, and it is sound.", "2 key slots, all of them sound.",
            "5 key slots, all of them sound."]),
    ("pl", ["prowadzi 1 wejście i jest w porządku", "prowadzą 2 wejścia, wszystkie w porządku",
            "prowadzi 5 wejść, wszystkie w porządku"]),
])
def test_slots_are_counted_in_words(known, lang, forms):
    identity = known.secret_file("identity", "")
    subprocess.run(["age-keygen"], stdout=identity.open("w"), stderr=subprocess.DEVNULL, check=True)
    recipient = re.search("age1\\w+", identity.read_text())[0]
    counts = iter(forms)
    for number in range(1, 6):
        assert known.run("key", "add", "--name", f"s{number}", "--recipient", recipient,
                         *known.unlock).status == 0
        if number == 1:
            assert known.run("key", "remove", "passphrase", "--identity", identity).status == 0
            known.unlock = ["--identity", str(identity)]
        if number in (1, 2, 5):
            _, text, _ = look(known, lang=lang)
            assert next(counts) in text, text


@pytest.mark.parametrize("lang, words, back", [
    ("en", "has lost its vault.age", "krok vault restore"),
    ("pl", "brakuje pliku vault.age", "krok vault restore"),
])
def test_a_vault_that_lost_its_file_is_told_so_everywhere_and_comes_back(known, lang, words, back):
    assert known.run("set", "server_name", "two", *known.unlock).status == 0
    newest = max(int(path.stem) for path in (known.vault / "previous").iterdir())
    (known.vault / "vault.age").unlink()
    found, text, _ = look(known, lang=lang)
    assert found["vault-missing"]["level"] == "wrong" and words in text and back in text
    for command in (["get", "server_name"], ["vault", "status"], ["key", "list"], ["vault", "init"],
                    ["set", "server_name", "x"], []):
        got = known.run(*command, *known.unlock, KROK_LANG=lang)
        assert got.status == 65 and words in got.err and back in got.err, (command, got)
        # One sentence and what to do: nothing is announced that is refused afterwards.
        assert len(got.err.splitlines()) == 2, got.err
    got = known.run("vault", "restore", newest, *known.unlock, KROK_LANG=lang)
    assert got.status == 0, got.err
    assert known.run("get", "server_name", *known.unlock).out == dummies.VALUES["server_name"] + "\n"
    assert known.run("set", "server_name", "three", *known.unlock).status == 0


def test_a_vault_that_was_put_back_or_replaced_is_a_finding_of_its_own(known, tmp_path_factory):
    before = (known.vault / "vault.age").read_bytes()
    assert known.run("set", "server_name", "two", *known.unlock).status == 0
    after = (known.vault / "vault.age").read_bytes()
    (known.vault / "vault.age").write_bytes(before)
    for lang, words in (("en", "is older than what this machine has seen"),
                        ("pl", "jest starszy niż ten, który widział ten komputer")):
        found, text, read = look(known, *known.unlock, lang=lang)
        details = found["vault-older"]["details"]
        assert found["vault-older"]["level"] == "wrong" and words in text
        assert int(details["known-generation"]) == int(details["generation"]) + 1
        assert f"krok vault accept --fingerprint {details['fingerprint']}" in text
        assert read.err == "" and not {"opens-not", "pinned"} & set(found)
    # Another change of the same generation, made beside the first one.
    assert known.run("set", "server_name", "three", *known.unlock,
                     XDG_STATE_HOME=tmp_path_factory.mktemp("elsewhere")).status == 0
    for lang, words in (("en", "were changed apart from each other"),
                        ("pl", "zmieniano niezależnie od siebie")):
        found, text, read = look(known, *known.unlock, lang=lang)
        details = found["vault-fork"]["details"]
        assert found["vault-fork"]["level"] == "wrong" and words in text and read.err == ""
        assert details["known-generation"] == details["generation"]
        assert f"krok vault accept --fingerprint {details['fingerprint']}" in text
    (known.vault / "vault.age").write_bytes(after)
    assert "pinned" in look(known, *known.unlock)[0]
    shutil.rmtree(known.vault)
    assert known.run("vault", "init", *known.unlock, XDG_STATE_HOME=tmp_path_factory.mktemp("s")).status == 0
    for lang, words in (("en", "holds another vault"), ("pl", "leży inny sejf")):
        found, text, read = look(known, *known.unlock, lang=lang)
        details = found["vault-replaced"]["details"]
        assert details["known"] != details["fingerprint"] and words in text and read.err == ""


def test_a_vault_on_a_read_only_mount_is_told_that_nothing_can_be_saved(known):
    script = 'set -e; mount --bind "$1" "$1"; mount -o remount,bind,ro "$1"; shift; exec "$@"'
    prefix = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, "sh", known.vault]
    for lang, words in (("en", "Nothing can be saved in"), ("pl", "niczego nie da się zapisać")):
        found, text, _ = look(known, lang=lang, prefix=prefix)
        assert found["not-writable"]["level"] == "wrong" and words in text, text
        assert "files-fine" not in found
    for lang, words in (("en", "Make it writable, or work on a copy."),
                        ("pl", "Umożliw w nim zapis albo pracuj na kopii.")):
        got = known.run("tick", "prepare", prefix=prefix, KROK_LANG=lang)
        assert got.status == 73 and words in got.err, got.err


def old_history(document):
    for entry in document["history"]:
        entry["time"] = "2001-01-01T00:00:00Z"


def test_a_clock_far_behind_the_last_change_may_run_ahead(known):
    agewriter.rewrite(known.vault, dummies.PASSPHRASE, old_history)
    (known.state / "krok/pins.json").unlink()
    for lang, words in (("en", "Perhaps the clock runs ahead"), ("pl", "Być może zegar się spieszy")):
        found, text, _ = look(known, *known.unlock, lang=lang)
        assert found["clock-ahead"]["level"] == "note" and words in text, text


# What is advised is copied into a shell


def test_lines_are_broken_for_a_terminal_alone(known):
    folder = known.folder / "a folder whose name is long" / "and that of the one in it as well"
    folder.parent.mkdir()
    known.vault.rename(folder)
    told = known.run("doctor", "--vault", folder)
    assert str(folder) in told.out
    child = known.terminal("doctor", "--plain", "--vault", folder, size=(40, 60))
    child.expect(pexpect.EOF)
    lines = child.seen().splitlines()
    assert str(folder) not in child.seen() and max(map(len, lines)) <= 60


def test_what_is_to_be_copied_is_quoted(known):
    (known.vault / "keys/a;id.age").write_text("x")
    (known.vault / "keys/b c.age").write_text("x")
    for lang in ("en", "pl"):
        _, text, _ = look(known, *known.unlock, lang=lang)
        assert "krok key remove 'a;id'" in text and "krok key remove 'b c'" in text, text
    (known.vault / "keys/a;id.age").chmod(0o666)
    _, text, _ = look(known)
    # A path that is longer than a line is broken.
    assert f"chmod600'{known.vault}/keys/a;id.age'" in "".join(text.split()), text
    open_key = known.secret_file("my key;touch pwned", "x", mode=0o644)
    got = known.run("get", "server_name", "--identity", open_key)
    command = got.err.strip().splitlines()[-1].split(": ", 1)[1]
    subprocess.run(["sh", "-c", command], check=True, cwd=known.folder)
    assert open_key.stat().st_mode & 0o777 == 0o600 and not (known.folder / "pwned").exists()
