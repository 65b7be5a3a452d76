# Guides from outside: every fault is 65 with file:line:column, and nothing is run in part.
import re
import shutil

import pytest
from conftest import ROOT


def guide(machine):
    folder = machine.folder / "content" / "gmail"
    shutil.copytree(ROOT / "content" / "gmail", folder)
    return folder


def place(file, needle, after=0):
    """Line and column (in characters, from 1) where `needle` begins."""
    for number, line in enumerate(file.read_text().split("\n"), 1):
        if needle in line and number > after:
            return number, line.index(needle) + 1
    raise AssertionError(needle)


def edit(file, old, new):
    text = file.read_text()
    assert text.count(old) >= 1
    file.write_text(text.replace(old, new, 1))


def unknown_key(folder):
    edit(folder / "guide.yml", "\nsteps:", "\ncolour: red\n\nsteps:")
    return "guide.yml", place(folder / "guide.yml", "colour"), "“colour” is not known here"


def duplicate_id(folder):
    edit(folder / "pl.md", "<!-- task: site-url -->", "<!-- task: version -->")
    first = place(folder / "pl.md", "task: version")[0]
    line, _ = place(folder / "pl.md", "task: version", after=first)
    return "pl.md", (line, None), "appears here a second time: task “version”"


def duplicate_key(folder):
    edit(folder / "guide.yml", "\nsource: pl", "\nsource: pl\nsource: pl")
    return "guide.yml", (None, 1), "the key “source” appears more than once"


def missing_translation(folder):
    (folder / "en.md").unlink()
    return "guide.yml", (place(folder / "guide.yml", "locales")[0], None), "there is no file en.md"


def missing_task(folder):
    edit(folder / "en.md", " <!-- task: add -->", " <!-- task: added -->")
    return "en.md", (None, None), "lacks the task “add”"


def unclosed_fence(folder):
    path = folder / "en.md"
    path.write_text(path.read_text() + "\n```sh\nnever closed\n")
    return "en.md", (place(path, "```sh")[0], 1), "the code block has no closing line"


def unclosed_comment(folder):
    path = folder / "en.md"
    path.write_text(path.read_text() + "\n<!-- never closed\n")
    return "en.md", (place(path, "<!-- never")[0], 1), "is opened and never closed"


def not_utf8(folder):
    path = folder / "pl.md"
    data = path.read_bytes() + b"\nab\xffcd\n"
    path.write_bytes(data)
    return "pl.md", (data.count(b"\n", 0, data.index(b"\xff")) + 1, 3), "is not UTF-8 text"


def manifest_not_utf8(folder):
    path = folder / "guide.yml"
    path.write_bytes(b"# \xc5\n" + path.read_bytes())
    return "guide.yml", (1, 3), "is not UTF-8 text"


def secret_shown(folder):
    edit(folder / "en.md", "{{app_name}}", "{{client_secret}}")
    return "en.md", place(folder / "en.md", "{{client_secret}}"), "is secret and must not be shown"


def unsafe_link(folder):
    edit(folder / "guide.yml", "open: https://console", "open: http://console")
    return "guide.yml", (place(folder / "guide.yml", "open: http:")[0], None), "https://"


def weaker_kind(folder):
    edit(folder / "guide.yml", "kind: secret", "kind: safe")
    line, column = place(folder / "guide.yml", "kind: safe")
    return "guide.yml", (line, column + 6), "“safe”"


FAULTS = [unknown_key, duplicate_id, duplicate_key, missing_translation, missing_task,
          unclosed_fence, unclosed_comment, not_utf8, manifest_not_utf8, secret_shown,
          unsafe_link, weaker_kind]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_broken_guide_is_65_with_the_place_of_its_fault(machine, fault):
    folder = guide(machine)
    file, (line, column), text = fault(folder)
    shown = []
    for words in (["show", "--guide", folder], ["status", "--content", folder.parent]):
        done = machine.run(*words)
        assert (done.status, done.out) == (65, ""), done.err
        assert done.err.startswith("krok: the guide cannot be used:")
        wanted = rf"{re.escape(str(folder / file))}:{line or r'[0-9]+'}:{column or r'[0-9]+'}: "
        hits = [told for told in done.err.splitlines() if re.search(wanted, told)]
        assert any(text in told for told in hits), done.err
        shown.append(done.err)
    assert shown[0] == shown[1]
    polish = machine.run("show", "--guide", folder, "--lang", "pl")
    assert polish.status == 65 and polish.err.startswith("krok: tego przewodnika nie można użyć:")


def test_the_same_guide_from_a_folder_is_the_same_as_the_carried_one(machine):
    folder = guide(machine)
    for words in (["show", "client"], ["status", "--json"]):
        carried = machine.run(*words)
        assert carried.status == 0
        assert machine.run(*words, "--guide", folder) == carried
        assert machine.run(*words, "--guide", str(folder) + "/") == carried


def test_a_guide_that_declares_a_kept_secret_as_text_is_65_and_shows_nothing(filled):
    folder = guide(filled)
    edit(folder / "guide.yml", "  client_secret:                # the second form is the one "
         "given out before 2021\n    kind: secret", "  client_secret:\n    kind: text")
    for words in (["get", "client_secret"], ["status"], ["export"]):
        done = filled.run(*words, "--guide", folder, *filled.unlock)
        assert (done.status, done.out) == (65, ""), words
        assert "the vault keeps client_secret as secret or sensitive" in done.err


def test_control_characters_of_a_guide_never_reach_the_terminal(machine):
    folder = guide(machine)
    edit(folder / "en.md", "Check these before", "Check\x1b[31m these\x07\u202e before")
    done = machine.run("show", "prepare", "--guide", folder)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", done.out + done.err)
