"""Every page of every path in both languages: no line too wide, none broken inside of a sequence."""

import json
import pathlib

import pexpect
import pytest
import wcwidth

import pages

ROOT = pathlib.Path(__file__).parents[2]
WIDTHS = [40, 80, 200]
REFERENCES = {"gmail": ["trouble"], "rotate-secret": ["trouble"]}


def fences(guide, lang):
    """The lines of code of a guide: they are there to be copied, and are never broken."""
    inside, lines = False, set()
    for line in (ROOT / "content" / guide / (lang + ".md")).read_text().splitlines():
        if line.strip().startswith("```"):
            inside = not inside
        elif inside:
            lines.add(line.strip())
    return lines


def in_colour(machine, columns, *arguments):
    """What a terminal of that width is sent."""
    child = machine.terminal(
        *arguments, size=(50, columns), VTE_VERSION="7000", COLORTERM="truecolor")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0, child.seen()[-500:]
    return child.seen().replace("\r\n", "\n")


@pytest.mark.parametrize("lang", ["pl", "en"])
@pytest.mark.parametrize(
    "guide, path", [(guide, path) for guide in pages.GUIDES for path in pages.paths(guide)],
    ids=lambda part: part if isinstance(part, str) else "-".join(part.values()) or "open")
def test_no_line_is_broken(machine, guide, path, lang):
    pages.answer(machine, guide, path)
    code = fences(guide, lang)
    checked = 0
    for words in (["show", "--all"], ["show", *REFERENCES[guide]], ["status"],
                  ["show", "--all", "--labels", "both"]):
        arguments = [*words, "--guide", guide, "--lang", lang]
        for columns in WIDTHS:
            plain = machine.run(*arguments, "--plain", COLUMNS=str(columns))
            assert plain.status == 0, plain.err
            coloured = in_colour(machine, columns, *arguments)
            assert "\x1b[" in coloured and "\x1b[" not in plain.out
            for page in (plain.out, coloured):
                bad = [fault for fault in pages.faults(page, columns)
                       if pages.bare(fault[2])[0].strip() not in code]
                assert bad == []
                checked += len(page.splitlines())
    assert checked > 500


SAMPLES = [
    "zażółć gęślą jaźń", "ŻÓŁĆ", "z\u0307o\u0301łc\u0301", "漢字かな交じり文", "한국어", "ｆｕｌｌ",
    "😀 emoji", "👩‍👩‍👧‍👦 family", "👍🏽 hand", "🇵🇱 flag", "☁️ cloud", "☁ sign", "1️⃣ key", "❤️‍🔥",
    "e\u0301\u0323", "नी क्ष", "กำ", "עברית", "العربية", "a\u200bb", "→ … „” – ⟨x⟩", "ﬁ ﬀ", "𝕏 𝔸",
    "\u3000wide blank", "ĳ ŉ ǆ", "Ω≈ç√∫", "½ ² ³", "✓ ✗ ░ █", "🏳️‍🌈", "👨🏿‍💻", "🅰️", "〰️",
]


def test_the_width_of_a_character_is_what_another_library_says(bare):
    """Cells of one column are padded to one width: the next column shows what krok measured."""
    table = bare.folder / "table.md"
    rows = "".join(f"| {sample} | X{number} |\n" for number, sample in enumerate(SAMPLES))
    table.write_text("| a | b |\n|---|---|\n" + rows)
    shown = bare.run("show", "--all", "--plain", "--guide", table)
    assert shown.status == 0, shown.err
    ends = {}
    for number, sample in enumerate(SAMPLES):
        (line,) = [line for line in shown.out.splitlines() if line.endswith(f" X{number}")]
        ends[sample] = wcwidth.wcswidth(line[:line.rindex("X")])
    assert len(set(ends.values())) == 1, ends


def test_wide_characters_are_wrapped_at_the_width(bare):
    text = bare.folder / "text.md"
    text.write_text("# T\n\n## 漢字かな交じり文の見出しはここにあります\n\n" + " ".join(SAMPLES * 3)
                    + "\n\n- [ ] " + "漢字" * 60 + "\n\n> " + "한국어 " * 40 + "\n")
    for columns in (20, 40, 80, 200):
        for page in (
                bare.run("show", "--all", "--plain", "--guide", text, COLUMNS=str(columns)).out,
                in_colour(bare, columns, "show", "--all", "--guide", text)):
            assert len(page.splitlines()) > 10
            assert pages.faults(page, columns) == []


def test_the_judge_finds_what_is_wrong():
    assert pages.faults("a\x1b[1mb\x1b[0m\n", 2) == []
    assert [fault[1] for fault in pages.faults("\x1b[1mb\nc\x1b[0m", 9)] == ["a colour that goes on"]
    assert [fault[1] for fault in pages.faults("\x1b]8;;https://a\x1b\\b", 9)] == [
        "a link that goes on"]
    assert [fault[1] for fault in pages.faults("a \x1b[3", 9)] == ["half a control sequence",
                                                                "blanks at the end"]
    assert [fault[1] for fault in pages.faults("漢字 漢字", 8)] == ["9 columns"]
    assert pages.faults("- 漢字漢字", 4) == []
    assert [fault[1] for fault in pages.faults("a\tb", 9)] == ["a control character"]


@pytest.mark.parametrize("guide", pages.GUIDES)
def test_the_ways_are_as_many_as_the_linter_follows(bare, guide):
    done = bare.run("guide", "lint", guide, "--json")
    assert done.status == 0, done.err
    (checked,) = json.loads(done.out)["checked"]
    whole, _ = pages.ways(guide)
    assert len(whole) == checked["combinations"]


def test_paths_are_all_there():
    assert sorted("-".join(path.values()) for path in pages.paths("gmail")) == [
        "", "external", "external-production", "external-production-never",
        "external-production-once", "external-testing", "external-testing-never",
        "external-testing-once", "internal", "internal-never", "internal-once",
    ]
    assert pages.paths("rotate-secret") == [{}]
