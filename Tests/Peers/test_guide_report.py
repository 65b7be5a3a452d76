# krok guide report: the note of a reader to a guide's author, and what never stands in it.
import hashlib

import dummies
import pytest

KEY = dummies.VALUES["redirect_uri"].rpartition("/")[2]


@pytest.mark.parametrize("words", [
    dummies.VALUES["redirect_uri"], "…/MailAccount/" + KEY, "key: " + KEY[3:20],
    dummies.SECRET, dummies.SECRET[9:30]])
def test_a_captured_secret_is_refused_where_the_vault_opens(filled, words):
    note = filled.folder / "n.md"
    done = filled.run("guide", "report", "client", "--note", "Look: " + words, "--output", note,
                      *filled.unlock)
    assert (done.status, done.out) == (65, "") and not note.exists()
    assert "the note holds what looks like a secret" in done.err and words not in done.err


# Capitals, small letters and digits, as YetiForce and Google make their keys.
SHAPES = ["https://crm.firma.example/webservice/OAuth/MailAccount/7h2KpZ9XcVbN4mQwErTyUsAfGdHjWk3D",
          "…/MailAccount/hkKpZNXcVbNmmQwErTyUsAfGdHjWkeDq", "GOCSPX-" + "aB3" * 9 + "x",
          "aB3dE6gH9jK2mN5pQ8sT1vW4"]


@pytest.mark.parametrize("words", SHAPES)
def test_what_has_the_form_of_a_secret_is_refused_without_the_vault(filled, words):
    done = filled.run("guide", "report", "client", "--note", f"I see {words} here")
    assert (done.status, done.out) == (65, "")


@pytest.mark.parametrize("words", [
    "authorized-redirect-uris", "The button is called Create client now",
    "https://console.cloud.google.com/auth/clients/create?project=yetiforce-mail-2026",
    "123456789012-EXAMPLE.apps.googleusercontent.com", "crm.firma.example/webservice/OAuth/"])
def test_ordinary_words_are_none(filled, words):
    done = filled.run("guide", "report", "client", "--note", words, *filled.unlock)
    assert done.status == 0, done.err
    assert "> " + words in done.out and done.err == ""


def test_krok_claims_no_more_than_it_looked_for(filled):
    note = filled.folder / "n.md"
    written = ["guide", "report", "client", "--output", note, "--note"]
    locked = filled.run(*written, "other")
    assert locked.status == 0 and "The vault is locked" in locked.err
    assert "None of your secrets" not in locked.err
    assert "The vault is locked" in filled.run("guide", "report", "client", "--note", "other").err
    assert "None of your secrets is in it" in filled.run(*written, "other", *filled.unlock).err
    # Where nothing was written by hand there is nothing to look for.
    assert "None of your secrets is in it" in filled.run(*written, "").err
    polish = filled.run(*written, "inny", "--lang", "pl")
    assert "Sejf jest zamknięty" in polish.err


def test_of_plain_Markdown_the_file_is_named_and_what_it_was(bare):
    folder = bare.folder / "docs"
    folder.mkdir()
    file = folder / "setup.md"
    file.write_text("# T\n\n## Make it\n\n- [ ] a\n")
    done = bare.run("guide", "report", "make-it", "--guide", file, "--note", "other")
    assert done.status == 0, done.err
    assert "- Guide: `setup.md`" in done.out and str(bare.folder) not in done.out
    assert hashlib.sha256(file.read_bytes()).hexdigest() in done.out
    assert "# This screen looks different: Make it" in done.out
    assert "`–`" not in done.out and "`file:" not in done.out


def test_readers_are_told_of_it(filled):
    for lang in ("en", "pl"):
        shown = filled.run("show", "client", "--lang", lang)
        assert "krok guide report client" in " ".join(shown.out.split())
    child = filled.terminal(size=(50, 120))
    child.expect_exact("\r\n> ")
    child.sendline("g client")
    child.expect_exact("\r\n> ")
    child.sendline("h")
    child.expect_exact("krok guide report client")
    child.expect_exact("\r\n> ")
    child.sendline("q")


def test_a_folder_that_is_not_there_is_named(bare):
    done = bare.run("guide", "bless", "nosuchdir")
    assert done.status == 66 and "nosuchdir" in done.err
