# krok report: what a colleague gets to see, and what never stands in it.
import re
import shutil

import agewriter
import canary
import dummies
import pytest

HEADS = ["# Report of Krok", "## Versions", "## State", "## Steps", "## Values",
         "## What krok doctor found"]


def report(machine, *more, **changes):
    done = machine.run("report", *more, **changes)
    assert done.status == 0, done.err
    return done.out


def row(text, name):
    (line,) = [line for line in text.splitlines() if line.startswith(f"| `{name}` |")]
    return [cell.strip() for cell in line.strip("| ").split("|")]


def test_it_says_how_things_stand_without_opening_the_vault(filled):
    filled.run("tick", "prepare")
    filled.run("skip", "link-users", "--reason", "reason that is nobody's business")
    text = report(filled)
    assert [line for line in text.splitlines() if line.startswith("#")] == HEADS
    state, ticked = row(text, "prepare")[1:]
    assert state == "done" and re.fullmatch(r"([1-9]\d*)/\1", ticked)
    assert row(text, "link-users")[1] == "skipped" and "nobody's business" not in text
    assert "- vault: locked" in text
    assert re.search(r"^- krok: \d+\.\d+", text, re.M)
    for library in ("libsodium", "cmark-gfm", "OpenSSL", "libcurl"):
        assert re.search(rf"^- {library}: .*\d+\.\d+", text, re.M), library
    assert "Linux" in text and "`files-fine`" in text


def test_with_the_vault_open_it_tells_the_form_of_values_and_nothing_of_them(filled):
    agewriter.put_values(filled.vault, dummies.PASSPHRASE, "default", {
        "project_id": "UPPER CASE", "client_secret": dummies.SECRET})
    text = report(filled, *filled.unlock)
    assert row(text, "client_id")[1] == "captured, of the usual form"
    assert row(text, "project_id")[1] in ("captured, of an unusual form",
                                          "captured, would be refused today")
    for name, value in dummies.VALUES.items():
        assert value not in text, name
        # Nor the ends that other pages show.
        if name in ("client_secret", "client_id", "redirect_uri"):
            assert value[-4:] not in text.replace(".com", ""), name
    assert "firma.example" not in text


CHECKS = {
    "en": ("## Checks", "right", "wrong", "Nobody was asked"),
    "pl": ("## Sprawdzenia", "dobrze", "źle", "nikogo nie zapytano"),
}


@pytest.mark.parametrize("lang", CHECKS)
def test_the_checks_that_need_nobody_are_told_by_their_keys(filled, lang):
    head, right, wrong, note = CHECKS[lang]
    assert head not in report(filled, "--lang", lang)
    other = dummies.URI.replace("firma.example", "inna.example")
    agewriter.put_values(filled.vault, dummies.PASSPHRASE, "default", {
        "redirect_uri": other, "audience": "internal"})
    text = report(filled, "--lang", lang, *filled.unlock)
    assert head in text and note in text
    assert row(text, "redirect-address")[1:] == [wrong, "`address-differs`"]
    assert row(text, "lifetime")[1:] == [right, "`lasts`"]
    assert "inna.example" not in text and "firma.example" not in text


def test_names_are_told_only_when_asked_for(filled):
    filled.run("tick", "prepare")
    filled.run("profile", "rename", "default", "Klient Kowalski", *filled.unlock)
    text = report(filled, *filled.unlock, "--profile", "Klient Kowalski")
    assert "Kowalski" not in text and "crm.firma.example" not in text
    named = report(filled, *filled.unlock, "--with-names", "--profile", "Klient Kowalski")
    assert "Klient Kowalski" in named and "`…crm.firma.example…`" in named
    assert "`…@firma.example…`" in named and dummies.VALUES["mailbox"] not in named
    assert dummies.URI not in named and "TESTKEY" not in named


def test_no_path_of_the_machine_stands_in_it(filled):
    for more in ([], ["--with-names", *filled.unlock]):
        assert str(filled.folder) not in report(filled, *more)


def test_polish(filled):
    text = report(filled, "--lang", "pl")
    assert text.startswith("# Raport Kroka\n")
    assert row(text, "prepare")[1] == "do zrobienia"


def test_it_goes_to_a_file_that_nobody_else_reads(filled):
    path = filled.folder / "report.md"
    done = filled.run("report", "--output", path)
    assert (done.status, done.out) == (0, "") and "Read it before you send it" in done.err
    assert path.read_text().startswith("# Report of Krok") and path.stat().st_mode & 0o777 == 0o600


def test_without_a_vault_and_with_a_wrong_passphrase_it_reports_all_the_same(bare, filled):
    wrong = filled.secret_file("wrong", "not the passphrase\n")
    text = report(filled, "--passphrase-file", wrong)
    assert "- vault: did not open" in text
    shutil.rmtree(filled.vault)
    assert "- vault: none yet" in report(filled)


def test_an_own_guide_is_named_as_such(filled):
    filled.use_tiny_guide()
    text = report(filled)
    assert "`tiny`" in text and row(text, "only")[1] == "to do"


@pytest.mark.parametrize("way", [[], ["--passphrase-file", "{passphrase}"],
                                 ["--with-names", "--identity", "{identity}"]])
def test_no_secret_stands_in_a_report_however_it_is_made(machine, way):
    secrets = canary.Canaries()
    files = canary.loaded(machine, secrets)
    words = ["report"] + [word.format(passphrase=files / "passphrase", identity=files / "identity")
                          for word in way]
    trace = canary.traced(machine, words)
    assert trace.status == 0, trace.err
    assert trace.leaks(secrets) == [] and secrets.found(trace.out) == set()
    for path, data in canary.written_files([machine.folder], besides=files):
        assert secrets.found(data) == set(), path
