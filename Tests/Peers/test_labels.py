"""Words of a vendor in both languages at the terminal, and steps that changed since they were ticked."""

import json
import shutil

import pexpect
import pytest

from test_print import ROOT
from web import Serve, place

WALK = place()
FINISH = 'name="whole"'


@pytest.fixture
def content(machine):
    """The guides, to be changed."""
    folder = machine.folder / "content"
    shutil.copytree(ROOT / "content", folder)
    return folder


def change(content, name, old, new):
    file = content / "gmail" / f"{name}.md"
    assert file.read_text().count(old) == 1
    file.write_text(file.read_text().replace(old, new))


def shown(machine, *arguments):
    done = machine.run("show", *arguments, "--plain")
    assert done.status == 0, done.err
    return " ".join(done.out.split())


@pytest.mark.parametrize("lang, both", [
    ("en", "Create client (Utwórz klienta)"), ("pl", "Utwórz klienta (Create client)")])
def test_a_step_has_both_words_where_they_are_wanted(machine, lang, both):
    assert both in shown(machine, "client", "--lang", lang, "--labels", "both")
    one = shown(machine, "client", "--lang", lang)
    assert both not in one and both.split(" (")[0] in one


def test_a_title_has_both_words_too(machine, content):
    change(content, "en", "## Complete the branding\n", "## Complete the **Branding**\n")
    text = shown(machine, "branding", "--content", content, "--labels", "both")
    assert "Complete the Branding (Elementy marki)" in text, text[:200]


def test_the_guide_switches_to_both_and_back_and_remembers(machine):
    def page(child, *line):
        for words in line:
            child.sendline(words)
        child.expect_exact("\r\n> ")
        return "Utwórz klienta" in child.before

    child = machine.terminal("--guide", "gmail", "--plain", size=(60, 100))
    assert not page(child)
    for line, both in [("g client", False), ("lb", True), ("lb", False), ("lb", True)]:
        assert page(child, line) == both, line
    child.sendline("q")
    child.expect(pexpect.EOF)
    child = machine.terminal("--guide", "gmail", "--plain", size=(60, 100))
    assert page(child)
    child.sendline("q")
    child.expect(pexpect.EOF)


def test_plain_markdown_has_neither_labels_nor_commands(machine):
    (machine.folder / "g.md").write_text("## Krok 1: Początek\n\nWróć do `krok 3`.\n")
    child = machine.terminal("--guide", "g.md", "--plain", KROK_LANG="pl")
    child.expect_exact("krok 3")
    child.expect_exact("\r\n> ")
    child.sendline("et")
    child.expect_exact("nie ma nazw w drugim języku")
    child.sendline("k")
    child.close()
    assert "w drugim terminalu" not in child.seen()


def test_a_step_that_changed_since_it_was_ticked_says_so(machine, content):
    assert machine.run("tick", "prepare", "--content", content).status == 0
    assert machine.run("tick", "webservice/open", "--content", content).status == 0
    assert "since you ticked" not in machine.run("status", "--content", content).out
    change(content, "pl", "Sprawdź to, zanim", "Sprawdź to wszystko, zanim")
    status = machine.run("status", "--content", content).out
    assert " ".join(status.split()).count("changed since you ticked it") == 1
    assert "has changed since you ticked it" in shown(machine, "prepare", "--content", content)
    steps = json.loads(machine.run("status", "--json", "--content", content).out)["steps"]
    assert [step["id"] for step in steps if step["changed"]] == ["prepare"]
    assert {task["id"].split("/")[0] for step in steps for task in step["tasks"]
            if task["changed"]} == {"prepare"}


def test_the_page_in_a_browser_says_both_too(machine, content):
    change(content, "en", "## Complete the branding\n", "## Complete the **Branding**\n")
    assert machine.run("tick", "prepare", "--content", content).status == 0
    assert machine.run("tick", "webservice", "--content", content).status == 0
    change(content, "pl", "Sprawdź to, zanim", "Sprawdź to wszystko, zanim")
    pair = "(<span lang=\"pl\">"
    with Serve(machine, "--content", content) as server:
        server.come_in()

        def step(name):
            return server.get(f"{WALK}/step/{name}").body.decode()

        ticked, done, branding = (step(name) for name in ("prepare", "webservice", "branding"))
        assert pair not in branding and branding.count("changed since you ticked it") == 1
        # Only what changed can be called done once more.
        assert [FINISH in page for page in (ticked, done)] == [True, False]
        both = {"do": "settings", "language": "en", "both": "1", "minutes": "10"}
        assert server.post("/settings", both).status == 303
        page = step("branding")
        title = page[page.index("<h1"):page.index("</h1>")]
        assert f"<strong>Branding</strong> {pair}" in title, title
