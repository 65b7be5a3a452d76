# Names that lead nowhere, names that are not allowed, and messages compared whole.
import subprocess
import unicodedata

import dummies
import pytest
from conftest import KROK

STEPS = ("prepare, webservice, google-account, project, consent, data-access, test-users, "
         "branding, publish, redirect-uri, client, sign-in, sign-in-remove, mail-server, mail-protocols, "
         "link-users, link-corporate, trouble")
INPUTS = ("yetiforce_url, mailbox, redirect_app, project_id, app_name, audience, publishing, "
          "redirect_uri, client_id, client_secret, sign_in, server_name")
WHOLE = [
    (["show", "nowhere"], 66, f"there is no step “nowhere”; there are: {STEPS}",
     f"nie ma kroku „nowhere”; są: {STEPS}"),
    (["get", "nothing"], 66, f"the guide asks for no “nothing”; it asks for: {INPUTS}",
     f"przewodnik nie pyta o „nothing”; pyta o: {INPUTS}"),
    (["status", "--profile", "nobody"], 66,
     "there is no profile “nobody”; this vault has none yet\nMake it with: krok profile new NAME",
     "nie ma profilu „nobody”; w tym sejfie nie ma jeszcze żadnego\nUtwórz go poleceniem: krok profile new NAZWA"),
    (["status", "--guide", "outlook"], 66, "there is no guide “outlook”; there are: gmail, rotate-secret",
     "nie ma przewodnika „outlook”; są: gmail, rotate-secret"),
    (["show", "trouble/nothing-known"], 66, "there is no failure “nothing-known”; there are: ",
     "nie ma awarii „nothing-known”; są: "),
    (["tick", "webservice/nothing"], 66,
     "step webservice has no task “nothing”; it has: open, add, name, status, type, ips, save",
     "w kroku webservice nie ma zadania „nothing”; są: open, add, name, status, type, ips, save"),
    (["set", "client_secret", "a-dummy-argument"], 64,
     "client_secret must not be an argument: arguments can be read by every user of the machine\n"
     "Type it at the prompt: krok set client_secret    or pipe it in: krok set client_secret - "
     "< FILE. If it was real, it is now in your shell's history: remove it there.",
     "wartość client_secret nie może być argumentem: argumenty może odczytać każdy użytkownik "
     "komputera\nWpisz ją na pytanie: krok set client_secret    albo przekaż potokiem: krok set "
     "client_secret - < PLIK. Jeśli była prawdziwa, jest teraz w historii powłoki: usuń ją "
     "stamtąd."),
    (["get", "server_name", "--passphrase-file", "wrong"], 77,
     "the passphrase does not open slot passphrase, or the slot is damaged\nTry once more; mind "
     "the case and the keyboard layout. If you are sure of the passphrase, put the slot back from "
     "a backup.",
     "to hasło nie pasuje do wejścia passphrase albo plik tego wejścia jest uszkodzony\nSpróbuj jeszcze raz; "
     "uważaj na wielkość liter i układ klawiatury. Jeśli hasło jest na pewno dobre, przywróć plik "
     "wejścia z kopii zapasowej."),
    (["get", "server_name", "--passphrase-file", "open"], 77,
     "others may read open, so what it holds is not secret\nClose it with: chmod 600 open",
     "open mogą czytać inni, więc zawartość nie jest tajna\nZamknij go poleceniem: chmod 600 open"),
    (["get", "server_name"], 77,
     "a passphrase is needed and there is no terminal to ask for it\n"
     "Give it with --passphrase-file FILE or --passphrase-fd N.",
     "potrzebne jest hasło, a nie ma terminala, żeby o nie zapytać\n"
     "Podaj je opcją --passphrase-file PLIK albo --passphrase-fd N."),
    (["get", "server_name", "--vault", "gone", "--passphrase-file", "passphrase"], 66,
     "there is no vault in {folder}/gone\n"
     "Start with: krok    or make one with: krok vault init",
     "w {folder}/gone nie ma sejfu\n"
     "Zacznij od polecenia: krok    albo utwórz sejf: krok vault init"),
    (["set", "yetiforce_url", "crm.example.com", "--passphrase-file", "passphrase"], 65,
     "yetiforce_url is no whole address: https:// is missing in front\n"
     "Copy the whole address from the browser's address bar.",
     "wartość yetiforce_url nie jest pełnym adresem: na początku brakuje https://\n"
     "Skopiuj cały adres z paska adresu przeglądarki."),
    (["import", "wrong"], 65,
     "wrong:1:1: this is not JSON\n"
     "Download the client's file from Google's console once more, and leave it as it is.",
     "wrong:1:1: to nie jest JSON\n"
     "Pobierz plik klienta z konsoli Google jeszcze raz i nie zmieniaj go."),
    (["profile", "new", "a/b"], 65,
     "the profile name “a/b” holds / (U+002F): only letters, digits, spaces, dots, _ and - are allowed",
     "nazwa profilu „a/b” zawiera / (U+002F): dozwolone są tylko litery, cyfry, spacje, kropki, _ i -"),
]


@pytest.mark.parametrize("lang", ["en", "pl"])
@pytest.mark.parametrize("words, status, english, polish", WHOLE)
def test_a_refusal_says_what_is_wrong_and_what_to_do_next(
        machine, words, status, english, polish, lang):
    machine.secret_file("wrong", "another passphrase\n")
    machine.secret_file("open", dummies.PASSPHRASE + "\n", mode=0o640)
    done = machine.run(*words, "--lang", lang)
    text = {"en": english, "pl": polish}[lang].replace("{folder}", str(machine.folder))
    assert (done.status, done.out) == (status, "")
    if text.endswith(": ") and "known" in text:
        assert done.err.startswith("krok: " + text) and "redirect-mismatch" in done.err
    else:
        assert done.err == "krok: " + text + "\n"
    assert "a-dummy-argument" not in done.err and machine.document()["generation"] == 1


@pytest.mark.parametrize("words", [
    ["tick", "nowhere"], ["untick", "nowhere"], ["skip", "nowhere", "--reason", "x"],
    ["tick", "prepare/nothing"], ["unset", "nothing"], ["set", "nothing", "x"],
    ["unset", "server_name"], ["get", "server_name"], ["profile", "use", "nobody"],
    ["profile", "remove", "nobody", "--yes"], ["profile", "rename", "nobody", "somebody"],
    ["import", "gone.json"], ["status", "--guide", "./gone"],
], ids=" ".join)
def test_a_name_that_leads_nowhere_is_66_and_changes_nothing(machine, words):
    done = machine.run(*words, *machine.unlock)
    assert (done.status, done.out) == (66, "") and done.err.startswith("krok: ")
    assert machine.document()["generation"] == 1


BAD = {
    "slash": "a/b", "up": "../up", "absolute": "/etc/x", "dots": "..", "empty": "",
    "bell": "a\x07b", "line_feed": "a\nb", "escape": "a\x1b[2Jb", "c1": "a\x9bb",
    "override": "a\u202eb", "isolate": "a\u2067b", "mark": "a\u200fb", "joiner": "a\u200db",
    "space": " a", "trailing": "a ", "hidden": ".a", "option": "-a", "emoji": "a😀",
    "long": "a" * 65, "many_bytes": "한" * 64 + "글", "no_break": "a\u00a0b", "quote": "a'b",
    "backslash": "a\\b", "line_separator": "a\u2028b", "not_utf8": b"a\xffb",
}


@pytest.mark.parametrize("name", BAD.values(), ids=BAD)
def test_a_bad_profile_name_is_65_and_makes_no_file(machine, name):
    before = sorted(machine.folder.rglob("*"))
    for words in (["profile", "new", "--", name], ["profile", "rename", "--", "default", name]):
        done = run_raw(machine, words)
        assert done.returncode == (65 if words[1] == "new" else 66) or done.returncode == 65
        assert done.stdout == b"" and done.stderr.startswith(b"krok: ")
        shown = done.stderr.decode()
        assert not any(ord(sign) < 32 and sign != "\n" or 127 <= ord(sign) < 160 for sign in shown)
        assert not any(sign in shown for sign in "\u202e\u2067\u200f")
    after = [path for path in sorted(machine.folder.rglob("*")) if path.name != ".lock"]
    assert [path for path in before if path.name != ".lock"] == after


def run_raw(machine, words):
    """Arguments that are not UTF-8 go past Python's text."""
    return subprocess.run(
        [KROK, *words], env=machine.environ(), cwd=machine.folder,
        capture_output=True, start_new_session=True, stdin=subprocess.DEVNULL)


@pytest.mark.parametrize("name", [
    "Żółw i spółka", "ż" * 64, "A.b_c-d 1", "株式会社", "Ωmega", "e\u0301te\u0301", "1"])
def test_a_good_profile_name_is_taken_and_stands_in_nfc(machine, name):
    assert machine.run("profile", "new", name).status == 0
    normal = unicodedata.normalize("NFC", name)
    assert (machine.vault / "progress" / (normal + ".json")).exists()
    assert machine.run("profile", "list").out == f"* {normal}\n"
    done = machine.run("profile", "new", normal)
    assert done.status == 73


@pytest.mark.parametrize("value", [b"\xff\xfe", b"ok\xc3", b"\xed\xa0\x80", b"\xc0\xaf"],
                         ids=["bytes", "cut", "surrogate", "overlong"])
def test_a_value_that_is_not_utf8_is_65_and_not_saved(machine, value):
    done = machine.run("set", "server_name", "-", *machine.unlock, stdin=value)
    assert (done.status, done.out, done.err) == (65, "", "krok: server_name is not UTF-8 text\n")
    argument = run_raw(machine, ["set", "server_name", value, *machine.unlock])
    assert machine.values() == {} and argument.returncode == 65
