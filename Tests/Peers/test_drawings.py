"""The drawings, for readers that are not ours: XML, a renderer, the command that makes them."""

import pathlib
import re
import shutil
import subprocess
from xml.parsers import expat

import pytest

CONTENT = pathlib.Path(__file__).parents[2] / "content"
DRAWINGS = sorted(CONTENT.glob("*/images/*.svg"))
GUIDES = ["gmail", "rotate-secret"]


def elements(text):
    """Every element and attribute name that a strict parser finds."""
    names, attributes = set(), set()
    parser = expat.ParserCreate()

    def start(name, given):
        names.add(name)
        attributes.update(given)

    parser.StartElementHandler = start
    parser.Parse(text, True)
    return names, attributes


def test_there_are_drawings():
    assert len(DRAWINGS) > 40


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.name)
def test_a_drawing_is_well_formed_and_passive(path):
    names, attributes = elements(path.read_bytes())
    assert names <= {"svg", "title", "style", "rect", "circle", "path", "text"}
    assert not [name for name in attributes if name.startswith("on") or "href" in name]


def test_a_renderer_draws_all_of_them(tmp_path):
    done = subprocess.run(
        ["rsvg-convert", "--format=pdf", "--output", tmp_path / "all.pdf", *DRAWINGS],
        capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "all.pdf").stat().st_size > 10_000


def test_hostile_words_stay_words(machine):
    folder = machine.folder / "gmail"
    shutil.copytree(CONTENT / "gmail", folder)
    for file in ("guide.yml", "en.md"):
        text = (folder / file).read_text()
        text = text.replace("Add URI", "</text><script>&\"' Add")
        text = re.sub(r"\*\*(</text>[^*]*)\*\*", r"**\\</text>\\<script>&\"' Add**", text)
        (folder / file).write_text(text)
    manifest = (folder / "guide.yml").read_text()
    (folder / "guide.yml").write_text(
        re.sub(r"en: </text>.* Add,", """en: "</text><script>&\\\\"' Add",""", manifest))
    done = machine.run("guide", "draw", folder)
    assert done.status == 0, done.err
    svg = (folder / "images/client.en.svg").read_text()
    assert "&lt;/text&gt;&lt;script&gt;&amp;" in svg
    assert "script" not in elements(svg)[0]


@pytest.mark.parametrize("name", GUIDES)
def test_draw_writes_what_changed_and_nothing_else(machine, name):
    folder = machine.folder / name
    shutil.copytree(CONTENT / name, folder)
    done = machine.run("guide", "draw", folder)
    assert (done.status, done.out) == (0, "")
    assert re.fullmatch(r"All \d+ drawings are up to date\.\n", done.err)

    manifest = folder / "guide.yml"
    manifest.write_text(manifest.read_text().replace("pl: Zapisz }", "pl: Zachowaj }"))
    text = folder / "pl.md"
    text.write_text(text.read_text().replace("**Zapisz**", "**Zachowaj**"))
    old = {path: path.read_bytes() for path in (folder / "images").iterdir()}
    done = machine.run("guide", "draw", str(folder) + "/")
    assert done.status == 0
    told = {line.removeprefix("Drawn: ") for line in done.out.splitlines()}
    changed = {str(path) for path, was in old.items() if path.read_bytes() != was}
    assert told == changed and changed
    for path in changed:
        assert path.endswith(".pl.svg") and "Zachowaj" in pathlib.Path(path).read_text()


def test_draw_makes_the_folder_and_tells_what_is_left_over(machine):
    folder = machine.folder / "gmail"
    shutil.copytree(CONTENT / "gmail", folder, ignore=shutil.ignore_patterns("images"))
    done = machine.run("guide", "draw", "gmail", cwd=machine.folder)
    assert done.status == 0
    assert len(done.out.splitlines()) == len(list((CONTENT / "gmail/images").iterdir()))
    for path in (CONTENT / "gmail/images").iterdir():
        assert (folder / "images" / path.name).read_bytes() == path.read_bytes()
    (folder / "images/old.pl.svg").write_text("<svg/>")
    done = machine.run("guide", "draw", "gmail", "--lang", "pl", cwd=machine.folder)
    assert (done.status, done.out) == (0, "")
    assert "images/old.pl.svg nie należy już do żadnego rysunku" in done.err


def test_a_picture_that_does_not_fit_its_guide_is_65_and_draws_nothing(machine):
    folder = machine.folder / "gmail"
    shutil.copytree(CONTENT / "gmail", folder, ignore=shutil.ignore_patterns("images"))
    pictures = folder / "pictures.yml"
    text = pictures.read_text()
    for old, new, found in [
        ("$add-key, importance", "$nokey, importance", "the manifest has no label “nokey”"),
        ("task: ips", "task: nothing", "the step “webservice” has no task “nothing”"),
        ("id: webservice", "id: other", "does not show the picture “other”"),
    ]:
        pictures.write_text(text.replace(old, new, 1))
        done = machine.run("guide", "draw", folder)
        assert (done.status, done.out) == (65, "")
        assert str(pictures) in done.err and found in done.err
        assert not (folder / "images").exists()


def test_a_guide_without_pictures_or_a_folder_that_is_none(machine):
    folder = machine.folder / "gmail"
    shutil.copytree(CONTENT / "gmail", folder)
    (folder / "pictures.yml").unlink()
    done = machine.run("guide", "draw", folder)
    assert done.status == 0 and "belongs to no picture" in done.err
    assert done.err.startswith("The guide describes no pictures.\n")
    assert machine.run("guide", "draw", machine.folder / "nothing").status == 66
