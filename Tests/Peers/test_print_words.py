"""The page to print of guides that were changed: out of date, with a value, with both words."""

import re
import shutil

from test_print import ROOT, printed
from test_print_parts import sections


def test_a_step_behind_its_source_says_so_in_both_languages(machine):
    content = machine.folder / "content"
    shutil.copytree(ROOT / "content", content)
    file = content / "gmail" / "pl.md"
    text = file.read_text()
    assert text.count("## Utwórz projekt w Google Cloud\n") == 1
    file.write_text(text.replace(
        "## Utwórz projekt w Google Cloud\n", "## *Utwórz* projekt w Google Cloud\n"))
    stale = sections(printed(machine, "--content", content))
    part = stale["4. Utwórz projekt w Google Cloud"]
    assert "translated" in part and "<span lang=\"pl\">" in part and "<div lang=\"pl\">" in part
    assert sum("translated" in other for other in stale.values()) == 1
    assert sum("lang=\"pl\"" in other for other in stale.values()) == 1


def test_an_answer_stands_where_a_text_shows_it(machine):
    content = machine.folder / "content"
    shutil.copytree(ROOT / "content", content)
    for name, words in {"pl": "Zdecyduj", "en": "Decide first"}.items():
        file = content / "gmail" / f"{name}.md"
        before, consent = file.read_text().split("<!-- step: consent -->", 1)
        assert words in consent
        file.write_text(before + "<!-- step: consent -->" + consent.replace(
            words, f"`{{{{audience}}}}` {words}", 1))
    assert "<code>⟨audience⟩</code>" in printed(machine, "--content", content)
    assert machine.run("set", "audience", "internal", *machine.unlock).status == 0
    assert "<code>internal</code>" in printed(machine, "--content", content)


def test_a_title_has_both_words_too(machine):
    content = machine.folder / "content"
    shutil.copytree(ROOT / "content", content)
    file = content / "gmail" / "en.md"
    assert file.read_text().count("## Complete the branding\n") == 1
    file.write_text(file.read_text().replace(
        "## Complete the branding\n", "## Complete the **Branding**\n"))
    text = printed(machine, "--content", content, "--labels", "both")
    assert re.search(r"<h2>.*<strong>Branding</strong> \(<span lang=\"pl\">", text)


def test_both_words_stand_in_titles_introduction_and_text(machine):
    both, one = (printed(machine, *more) for more in (["--labels", "both"], []))
    before, after = both.split("<section>", 1)
    assert "<span lang=\"pl\">" in before and "<span lang=\"pl\">" in after
    assert "<span lang=\"pl\">" not in one
