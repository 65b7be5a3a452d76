"""Any Markdown as a guide: pages as YetiForce writes them, and files that nobody should write."""

import json
import pathlib
import shutil
import time

import pexpect
import pytest

PLAIN = pathlib.Path(__file__).parent / "plain"


@pytest.fixture
def folder(machine):
    shutil.copytree(PLAIN, machine.folder / "docs")
    return machine.folder / "docs"


def status(machine, guide, lang="pl"):
    done = machine.run("status", "--json", "--guide", guide, "--lang", lang)
    assert done.status == 0, done.err
    return json.loads(done.out)


def outline(machine, guide, lang="pl"):
    return [(step["id"], step["title"], step["state"], len(step["tasks"]))
            for step in status(machine, guide, lang)["steps"]]


def test_a_page_in_two_languages(machine, folder):
    assert outline(machine, "docs") == [
        ("skrzynka-w-systemie", "Skrzynka w systemie", "reference", 0),
        ("zaloz-projekt-w-konsoli", "Załóż projekt w konsoli", "todo", 3),
        ("utworz-ekran-zgody", "Utwórz ekran zgody", "todo", 3),
        ("przepisz-dane", "Przepisz dane", "todo", 2),
        ("zobacz-tez", "Zobacz też", "reference", 0),
    ]
    english = outline(machine, "docs", "en")
    assert [step[0] for step in english] == [step[0] for step in outline(machine, "docs")]
    assert [step[1] for step in english] == [
        "A mailbox in the system", "Create a project in the console", "Create the consent screen",
        "Copy the data", "See also"]
    shown = machine.run("show", "--all", "--plain", "--lang", "pl", "--guide", "docs").out
    for words in ("Uwaga\n", "1. Załóż projekt w konsoli", "[ ]  3. Wybierz Utwórz projekt.",
                  "{{identyfikator}}", "Gdy klucz zginął", "(→ zaloz-projekt-w-konsoli)",
                  "Strona", "- Internal – na co dzień"):
        assert words in shown, words
    for gone in ("sidebar_position", "import Karta", ":::", "<details>", "{#zakresy}", "Krok 1:"):
        assert gone not in shown, gone
    assert "docs to Markdown bez manifestu" in machine.run(
        "status", "--guide", "docs", "--lang", "pl").out
    assert status(machine, "docs")["derived_from"] == "docs"


def test_ticks_are_kept_for_every_language_and_follow_edits(machine, folder):
    done = machine.run("tick", "utworz-ekran-zgody/2", "--guide", "docs")
    assert done.status == 0, done.err
    assert machine.run("tick", "przepisz-dane", "--guide", folder, "--lang", "en").status == 0
    text = (folder / "pl.md").read_text()
    text = text.replace("## Krok 1", "## Krok 0: Nowy\n\n1. Coś.\n\n## Krok 1")
    text = text.replace("1. Z listy", "1. Najpierw coś nowego.\n1. Z listy")
    (folder / "pl.md").write_text(text)
    # The English text has other steps now, and is a guide by itself; both readers are told.
    for lang, other, said in (("pl", "en", "pominięty"), ("en", "pl", "left out")):
        page = " ".join(machine.run("status", "--guide", "docs", "--lang", lang).out.split())
        assert f"“{other}” is {said}" in page or f"„{other}” jest {said}" in page, page
        assert "Krok 3: Przepisz dane" in page, page
    ticked = {step["id"]: [task["ticked"] is not None for task in step["tasks"]]
              for step in status(machine, "docs/")["steps"]}
    assert ticked["utworz-ekran-zgody"] == [False, False, True, False]
    assert ticked["przepisz-dane"] == [True, True] and ticked["nowy"] == [False]
    (guide,) = machine.progress()["guides"]
    assert guide.startswith("file:") and "docs" not in guide
    assert status(machine, "gmail", "en")["finished"] == 0


def test_a_way_through_at_the_terminal(machine, folder):
    child = machine.terminal("--guide", "docs", "--plain", size=(60, 100), KROK_LANG="pl")
    child.expect_exact("docs to Markdown bez manifestu: kroki i zadania pochodzą z nagłówków i list.")
    child.expect_exact("Ten tekst uzupełnia instrukcję")
    for line, shown in [
            ("", "1. Załóż projekt w konsoli"), ("1,2,3", "Odhaczone: 1, 2, 3"),
            ("/ scopes", "Niczego nie znaleziono"), ("/ZGODY", "2. Utwórz ekran zgody"),
            ("j", "Create the consent screen"), ("l", "2. Utwórz ekran zgody"),
            ("a", "zrobione"), ("", "3. Przepisz dane"), ("a", "zrobione"), ("o", "nie ma strony"),
            ("i", "Ścieżka"), ("client.json", "o nic nie pyta"),
            ("et", "nie ma nazw w drugim języku"),
            ("", "Wszystkie kroki są zrobione.")]:
        child.sendline(line)
        child.expect_exact(shown)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    # Which guide is in use is not forgotten for a file.
    assert status(machine, "gmail")["guide"] == "gmail"
    assert json.loads(machine.run("status", "--json").out)["guide"] == "gmail"


@pytest.mark.parametrize("command", [
    ["export"], ["export", "--as", "json", "--reveal"], ["set", "client_id", "x"],
    ["get", "client_id"], ["unset", "client_id"], ["import", "client.json"], ["check"],
    ["check", "--online"]])
def test_what_makes_no_sense_is_refused(machine, folder, command):
    # Before anybody is asked for a passphrase: there is nothing that it could open.
    done = machine.run(*command, "--guide", "docs")
    assert (done.status, done.out) == (64, "")
    assert "docs is Markdown without a manifest" in done.err and "--guide gmail" in done.err


def test_which_files_of_a_folder_are_read(machine):
    folder = machine.folder / "d"
    folder.mkdir()
    done = machine.run("show", "--guide", "d")
    assert (done.status, "neither a guide.yml nor" in done.err) == (66, True)
    for name, title in [("b.md", "B"), ("index.md", "Index"), ("README.md", "Readme"),
                        ("README.pl.md", "Czytaj"), ("en.md", "English")]:
        (folder / name).write_text(f"# {title}\n\n## S\n")
        (first, *_) = machine.run("status", "--guide", "d", "--lang", "en").out.splitlines()
        assert first == {"README.pl.md": "Readme"}.get(name, title)
        if name == "README.pl.md":
            (first, *_) = machine.run("status", "--guide", "d", "--lang", "pl").out.splitlines()
            assert first == title
    (folder / "guide.yml").write_text("id: d\n")
    assert machine.run("show", "--guide", "d").status == 65


def test_a_file_that_cannot_be_read_is_named(machine):
    for name, text, said in [
            ("latin.md", "# Za\xbf\xf3\xb3\xe6".encode("latin-1"), "latin.md:1:5"),
            ("zero.md", b"a\0b", "zero.md:1:2"),
            ("long.md", b"a " * 20_000, "long.md:1:1"),
            ("big.md", b"a\n\n" * 400_000, "1048576")]:
        (machine.folder / name).write_bytes(text)
        done = machine.run("show", "--guide", name)
        assert (done.status, done.out, said in done.err) == (65, "", True), done.err
    assert machine.run("show", "--guide", "none.md").status == 66
    (machine.folder / "folder.md").mkdir()
    assert machine.run("show", "--guide", "folder.md").status == 66


NASTY = {
    "empty": "", "blank": "\n\n \n", "mark": "\ufeff", "only a title": "# T",
    "headings without words": "#\n##\n## \n###\n", "a heading of signs": "## !?*\n\n## ###\n",
    "the same heading": "## A\n\n" * 50, "a heading in a list": "- # A\n  ## B\n\n> ## C\n",
    "numbers out of order": "## 3. c\n\n## 1. a\n\n## 2. b\n",
    "a huge number": "## 99999999999999999999. a\n\n## Step 99999999999999999999: b\n",
    "front matter without end": "---\ntitle: x\n", "front matter alone": "---\na: b\n---\n",
    "an open fence": "## A\n\n```\n1. x\n", "an open comment": "## A\n\n<!-- x\n\n1. y\n",
    "returns alone": "# T\r## A\r1. x\r", "html": "<div>\n<p>a<br>b</p>\n</div>\n\n<b>c</b> d\n",
    "tabs": "## A\n\n\tcode\tx\n\n```\nif:\n\tx\ty\n```\n\n`a\tb`\n", "tags without end": "<p\n\n</\n\n<script>\nx\n", "braces": "{{ {{a}} }} `{{`\n",
    "steering": "## \x1b[2J\x1b]0;t\x07A\n\n- [ ] \u202etxet\x9b\n",
    "a task without words": "## A\n\n1.\n2.\n- [ ]\n- [ ] \n", "a table alone": "|a|\n|-|\n",
    "a short row": "|a|b|\n|-|-|\n|c|\n\n||\n|-|\n||\n", "only rules": "---\n***\n___\n",
    "deep quotes": "> " * 90 + "a\n", "deep lists": "".join("  " * n + "- a\n" for n in range(90)),
    "references": "[a]: <x y>\n[b]\n[^1]: n\n[a][b]\n", "comments of a guide":
        "## A\n<!-- step: x -->\n\n- [ ] a <!-- task: y -->\n- b <!-- input: z -->\n",
    "no letters": "漢字\n\n## 漢字\n\n1. かな\n", "many steps": "## a\n\n" * 3000,
    "many tasks": "1. a\n" * 5000, "many links": "[a](#a) ![b](b.png)\n\n" * 2000,
    "a long word": "## A\n\n" + "x" * 30_000, "words of one letter": "## A\n\n" + "i " * 10_000,
    "a wide table": "|" + "a|" * 60 + "\n|" + "-|" * 60 + "\n" + ("|" + "b|" * 60 + "\n") * 50,
}

# What cmark would take quadratic time for is refused, with its place.
REFUSED = {"an open comment": "nasty.md:3:1: error [K208-unclosed-declaration]"}


@pytest.mark.parametrize("name", NASTY)
def test_a_nasty_file_opens(machine, name):
    file = machine.folder / "nasty.md"
    file.write_bytes(NASTY[name].encode())
    start = time.monotonic()
    for command in (["show", "--all"], ["show"], ["status"], ["status", "--json"],
                    ["guide", "print", "--all"], ["guide", "search", "a"]):
        done = machine.run(*command, "--guide", file, "--plain")
        if name in REFUSED:
            assert (done.status, REFUSED[name] in done.err) == (65, True), done.err
        else:
            assert done.status in ((0, 66) if "search" in command else (0,)), (command, done.err)
        assert "\x1b" not in done.out and "\x9b" not in done.out and "\u202e" not in done.out
    # No measure, but whatever is not linear takes minutes.
    assert time.monotonic() - start < 60
