"""The page to print: valid HTML, no request, boxes, pictures, no secret; in a real browser."""

import json
import pathlib
import re

import agewriter
import html5lib
import pytest
from playwright.sync_api import sync_playwright

import dummies
import pages
import whole_way

ROOT = pathlib.Path(__file__).parents[2]
SECRETS = [dummies.SECRET, dummies.SECRET[-8:], dummies.URI, dummies.URI[-32:], "TESTKEY"]


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield started
        started.close()


class Sheet:
    """A page in the browser, with everything that it asked for."""

    def __init__(self, browser, file):
        self.requests, self.complaints = [], []
        self.page = browser.new_page()
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.goto(f"file://{file}")

    def count(self, selector):
        return self.page.locator(selector).count()

    def texts(self, selector):
        return self.page.locator(selector).all_inner_texts()


def printed(machine, *arguments):
    done = machine.run("guide", "print", *arguments)
    assert done.status == 0, done.err
    return done.out


def sheet(browser, machine, *arguments):
    file = machine.folder / "page.html"
    text = printed(machine, *arguments)
    file.write_text(text)
    html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    found = Sheet(browser, file)
    assert [url for url in found.requests if not url.startswith("data:")] == [f"file://{file}"]
    assert found.complaints == []
    return found


def test_html5lib_is_strict():
    with pytest.raises(html5lib.html5parser.ParseError):
        html5lib.HTMLParser(strict=True).parse("<!doctype html><title>a</title><p><b>x</p>")


@pytest.mark.parametrize("guide", ["gmail", "rotate-secret"])
@pytest.mark.parametrize("lang", ["pl", "en"])
def test_a_new_page_has_every_step_with_its_boxes_and_pictures(machine, browser, guide, lang):
    found = sheet(browser, machine, "--guide", guide, "--lang", lang)
    status = json.loads(machine.run("status", "--json", "--guide", guide, "--lang", lang).out)
    steps = [step for step in status["steps"] if step["state"] in ("todo", "undecided")]
    titles = [re.sub(r"^\d+\. ", "", title.replace("\xa0", " ")) for title in found.texts("section h2")]
    assert titles == [step["title"] for step in steps]
    assert found.count(".box") == sum(len(step["tasks"]) for step in steps)
    assert found.count("input, script, link, iframe, object") == 0
    assert found.page.get_attribute("html", "lang") == lang
    broken = found.page.evaluate(
        "[...document.images].filter(image => !image.complete || image.naturalWidth == 0"
        " || !image.alt || !image.src.startsWith('data:image/svg+xml')).length")
    assert (broken, found.count("img") >= 3) == (0, True)
    # On paper every box lies in front of its words, on their first line.
    found.page.emulate_media(media="print")
    lies = found.page.evaluate("""[...document.querySelectorAll('.box')].map(box => {
        const at = box.getBoundingClientRect(), number = box.nextElementSibling
        const range = document.createRange()
        range.selectNodeContents(box.parentElement)
        range.setStartAfter(number)
        const words = [...range.getClientRects()].filter(part => part.width > 1)[0]
        return at.right < words.left && at.width > 10 && Math.abs(at.top - words.top) < 12
    })""")
    assert lies and all(lies)
    assert found.page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_only_what_is_left_is_printed(machine, browser):
    pages.answer(machine, "gmail", {"audience": "internal", "sign_in": "never"})
    machine.run("tick", "prepare")
    machine.run("tick", "webservice/open")
    machine.run("tick", "webservice/add")
    machine.run("skip", "project", "--reason", "<b>było & jest</b>")
    found = sheet(browser, machine)
    titles = " ".join(found.texts("h2"))
    for gone in ("Get everything ready", "Google Cloud project", "Add test users", "Publish"):
        assert gone not in titles
    section = found.page.locator("section").first
    assert section.locator("h2").inner_text() == "2. Create the Web service application in YetiForce"
    assert section.locator(".number").all_inner_texts() == ["3.", "4.", "5.", "6.", "7."]
    assert "2 tasks of this step are ticked already and left out." in section.inner_text()

    everything = sheet(browser, machine, "--all")
    text = everything.page.inner_text("body")
    assert "1. Get everything ready" in text and "skipped: <b>było & jest</b>" in text
    assert everything.count("h2:has-text('Add test users')") == 0
    assert "Not on your path" in text and "Audience: Internal" in text
    ticked = everything.page.locator(".box[aria-label=ticked]")
    assert ticked.count() == whole_way.TASKS["prepare"] + 2 and set(ticked.all_inner_texts()) == {"✓"}

    for step in json.loads(machine.run("status", "--json").out)["steps"]:
        if step["state"] == "todo":
            machine.run("tick", step["id"])
    done = sheet(browser, machine)
    assert done.count("section") == 0
    assert "All steps are done: nothing is left." in done.page.inner_text("body")


@pytest.mark.parametrize("more", [[], ["--all"], ["--all", "--labels", "both", "--lang", "pl"]])
def test_values_stand_in_it_but_no_secret(filled, browser, more):
    opened = sheet(browser, filled, *filled.unlock, *more)
    text = opened.page.content()
    assert dummies.CLIENT in text
    assert dummies.VALUES["project_id"] in text
    assert "⟨redirect_uri⟩" in text
    for secret in SECRETS:
        assert secret not in text
    locked = printed(filled, *more)
    assert dummies.VALUES["project_id"] not in locked and "⟨redirect_uri⟩" in locked
    for secret in SECRETS:
        assert secret not in locked


def test_both_labels_carry_their_language(machine, browser):
    found = sheet(browser, machine, "--labels", "both", "--lang", "pl")
    pairs = found.page.evaluate(
        "[...document.querySelectorAll('strong + span[lang=en]')]"
        ".map(other => other.previousElementSibling.innerText + ' ' + other.innerText)")
    assert "Klienci Clients" in [pair for pair in pairs]
    assert found.count("[lang=en]") == len(pairs)


def test_a_hostile_guide_stays_text(machine, browser):
    folder = machine.folder / "hostile"
    folder.mkdir()
    (folder / "README.md").write_text(
        "# <script>alert(1)</script>T & \"q\"\n\n<img src=x onerror=alert(1)>\n\n## A `</code>`\n\n"
        "1. [x](javascript:alert(1)) ![p](../../etc/passwd.png) ![q](/etc/hosts.svg) "
        "![r](https://a.example/b.png) ![s](out.svg)\n\n```html\n</pre><script>alert(2)</script>\n"
        "```\n\n| <b>a</b> |\n|---|\n| </table> |\n\n{{client_secret}} `{{client_secret}}`\n")
    (folder / "out.svg").symlink_to("/etc/hostname")
    (folder / "in.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    agewriter.put_values(machine.vault, dummies.PASSPHRASE, "default", dummies.VALUES)
    found = sheet(browser, machine, "--all", "--guide", folder, *machine.unlock)
    assert found.count("script, [onerror], a[href^=javascript], img") == 0
    text = found.page.inner_text("body")
    for kept in ("</code>", "</pre><script>alert(2)</script>", "{{client_secret}}", "T & \"q\""):
        assert kept in text, kept
    assert dummies.SECRET not in text


def test_a_picture_beside_plain_markdown_is_in_the_page(machine, browser):
    (machine.folder / "in.svg").write_text(
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>")
    (machine.folder / "g.md").write_text("## A\n\n![a box](in.svg)\n")
    found = sheet(browser, machine, "--all", "--guide", "g.md")
    assert found.page.evaluate("document.images[0].naturalWidth") == 9
    assert found.page.get_attribute("img", "alt") == "a box"


def test_the_page_is_written_for_its_owner(machine):
    file = machine.folder / "out.html"
    done = machine.run("guide", "print", "--output", file)
    assert (done.status, done.out, file.stat().st_mode & 0o777) == (0, "", 0o600)
    assert str(file) in done.err
    assert file.read_text() == printed(machine)
