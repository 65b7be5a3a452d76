# Krok's pages for everybody: axe on every page in both languages and themes, names, focus, the
# keyboard alone, 320 pixels, 400 %, and languages of parts.
import re

import pytest
from axe_playwright_python.sync_playwright import Axe

import dummies
from browsing import Visitor, chromium
from web import Serve, place

WALK = place()
PAGES = ["/", "/vault", "/settings", WALK + "/step/prepare", WALK + "/step/consent",
         WALK + "/step/test-users", WALK + "/step/client", WALK + "/step/mail-server",
         WALK + "/step/trouble", WALK + "/search?q=client", WALK + "/trouble",
         WALK + "/trouble/redirect-mismatch", WALK + "/form", WALK + "/import"]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def server(tmp_path_factory, _cheap_vault):
    import shutil

    import agewriter
    from conftest import Machine
    machine = Machine(tmp_path_factory.mktemp("access"))
    shutil.copytree(_cheap_vault, machine.vault)
    agewriter.put_values(machine.vault, dummies.PASSPHRASE, "default", dummies.VALUES)
    for arguments in (["tick", "prepare/version"], ["tick", "webservice"],
                      ["skip", "project", "--reason", "znany już z zeszłego roku"],
                      ["set", "audience", "internal", *machine.unlock]):
        assert machine.run(*arguments).status == 0
    with Serve(machine, "--rate", "0") as server:
        yield server


@pytest.fixture(scope="module")
def browser():
    with chromium() as browser:
        yield browser


def come_in(browser, server, lang, **options):
    """Another browser that comes in through the terminal's next address."""
    server.come_in() if server.cookie is None else None
    visitor = Visitor(browser, server, locale=lang, **options)
    name, _, value = server.cookie.partition("=")
    visitor.context.add_cookies([{"name": name, "value": value, "url": server.origin}])
    assert server.post("/settings", {"do": "settings", "language": lang}).status == 303
    return visitor


def violations(page):
    found = Axe().run(page, options=RULES).response["violations"]
    return [(fault["id"], [node["html"][:200] for node in fault["nodes"]]) for fault in found]


@pytest.mark.parametrize("lang", ["pl", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(server, browser, lang, scheme):
    visitor = come_in(browser, server, lang, color_scheme=scheme)
    for path in PAGES:
        visitor.page.goto(server.origin + path)
        assert visitor.page.get_attribute("html", "lang") == lang
        assert violations(visitor.page) == [], path
    visitor.page.goto(server.origin + WALK + "/form")
    visitor.press("button[value=reveal]")
    assert violations(visitor.page) == []
    visitor.page.goto(server.origin + WALK + "/step/prepare")
    visitor.page.fill("#value-mailbox", "with a space@x")
    visitor.press("#ask-mailbox form button:not([type=button])")
    assert visitor.page.get_attribute("#value-mailbox", "aria-invalid") == "true"
    assert visitor.page.input_value("#value-mailbox") == "with a space@x"
    assert violations(visitor.page) == []
    for path in ("/enter", "/none"):
        visitor.page.goto(server.origin + path)
        assert violations(visitor.page) == [], path
    visitor.close()


@pytest.mark.parametrize("width", [320, 768, 1440])
def test_nothing_is_cut_off_and_targets_are_large_enough(server, browser, width):
    """320 pixels are also a screen of 1280 at 400 %."""
    visitor = come_in(browser, server, "pl", width=width, height=800)
    for path in PAGES:
        visitor.page.goto(server.origin + path)
        wide = visitor.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{path} is {wide} pixels too wide"
        assert visitor.page.evaluate(STICKING_OUT) == [], path
        small = visitor.page.evaluate(SMALL_TARGETS)
        assert small == [], path
    visitor.close()


# The margin of a narrow page would hide it from the check of the whole page's width.
STICKING_OUT = """() => [...document.querySelectorAll('main *')]
    .filter(one => one.checkVisibility() && !one.closest('.away'))
    .filter(one => one.getBoundingClientRect().right
        > document.querySelector('main').getBoundingClientRect().right + 1)
    .map(one => one.outerHTML.slice(0, 80))"""

# Links inside of sentences are excepted (WCAG 2.2, 2.5.8); a box and its label are one target.
SMALL_TARGETS = """() => [...document.querySelectorAll('button, a, input, select, summary')]
    .filter(one => one.checkVisibility() && one.type !== 'hidden'
        && !one.closest('.text p, .text li, .what, .hint, .excerpt, .skip')
        && !(one.type === 'radio' || one.type === 'checkbox'))
    .map(one => [one, one.getBoundingClientRect()])
    .filter(([one, box]) => box.width && (box.width < 24 || box.height < 24))
    .map(([one, box]) => one.outerHTML.slice(0, 80) + ' ' + box.width + '×' + box.height)"""


def names(page, selector):
    return page.locator(selector).evaluate_all(
        "all => all.map(one => one.getAttribute('aria-label') || one.textContent.trim())")


def test_buttons_have_names_of_their_own(server, browser):
    visitor = come_in(browser, server, "en")
    for path in PAGES:
        visitor.page.goto(server.origin + path)
        copying = names(visitor.page, "button.copy:visible")
        assert len(copying) == len(set(copying)), path
        boxes = names(visitor.page, ".box")
        assert len(boxes) == len(set(boxes)), path
        tasks = visitor.page.locator(".box[aria-describedby]")
        assert tasks.count() == len(boxes)
    visitor.page.goto(server.origin + WALK + "/form")
    assert len(names(visitor.page, "button.copy:visible")) == 10
    visitor.close()


def test_headings_skip_no_level_and_steps_are_an_ordered_list(server, browser):
    visitor = come_in(browser, server, "en")
    for path in PAGES:
        visitor.page.goto(server.origin + path)
        levels = visitor.page.locator("h1, h2, h3, h4, h5, h6").evaluate_all(
            "all => all.map(one => Number(one.tagName[1]))")
        assert levels[0] == 1 and levels.count(1) == 1, (path, levels)
        assert all(after - before <= 1 for before, after in zip(levels, levels[1:])), (path, levels)
        if path.startswith(WALK):
            assert visitor.page.locator("nav.steps ol > li").count() >= 11
            assert visitor.page.locator("nav.steps [aria-current=step]").count() == (
                1 if "/step/" in path else 0)
            # State by a sign and by a word.
            for item in visitor.page.locator("nav.steps li").all():
                assert item.locator(".sign").inner_text() and item.locator(".word").inner_text()
    assert re.search(r"not on your path \(.+: .+\)", visitor.page.inner_text("nav.steps"))
    visitor.close()


def test_parts_in_another_language_say_so(server, browser):
    visitor = come_in(browser, server, "pl")
    both = {"do": "settings", "language": "pl", "both": "1", "minutes": "10"}
    assert server.post("/settings", both).status == 303
    visitor.page.goto(server.origin + WALK + "/step/client")
    parts = visitor.page.locator(".text [lang=en]").all_inner_texts()
    assert "Create client" in parts, parts
    visitor.page.goto(server.origin + WALK + "/form")
    assert "Authorization method" in " ".join(
        visitor.page.locator("main [lang=en]").all_inner_texts())
    assert visitor.page.get_attribute("button[value=en][name=language]", "lang") == "en"
    visitor.close()


def focused(page):
    return page.evaluate("() => { const one = document.activeElement; return one.id || "
                         "one.getAttribute('value') || one.textContent.trim().slice(0, 40) }")


def tab_to(page, wanted, most=120):
    for _ in range(most):
        page.keyboard.press("Tab")
        if focused(page) == wanted:
            ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert ring != "none", f"{wanted} shows no focus"
            return
    raise AssertionError(f"{wanted} is not reached by the Tab key")


def test_the_keyboard_alone_is_enough(server, browser):
    visitor = come_in(browser, server, "en")
    page = visitor.page
    page.goto(server.origin + WALK + "/step/client")
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    first = page.locator(".box").first.get_attribute("id")
    tab_to(page, first)
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.keyboard.press("Space")
    page.wait_for_selector(f"#{first}[aria-checked=true]")
    assert focused(page) == first, "the focus stays where it was"
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#{first}[aria-checked=false]")
    tab_to(page, "value-client_id")
    tab_to(page, "next")
    page.keyboard.press("Enter")
    page.wait_for_url("**/step/mail-server*")
    assert focused(page) == "heading", "the new step's heading has the focus"
    page.go_back()
    page.wait_for_selector("#value-client_id")
    assert page.url.endswith("/step/client")
    visitor.close()


def test_a_step_chosen_in_the_list_is_read_from_its_heading(server, browser):
    """A click there loads a page, which would leave the focus nowhere."""
    visitor = come_in(browser, server, "en")
    page = visitor.page
    page.goto(server.origin + WALK + "/step/client")
    assert page.evaluate("document.activeElement === document.body"), "an ordinary first load"
    page.click("nav.steps a[href$='/step/mail-server']")
    page.wait_for_url("**/step/mail-server")
    page.wait_for_function("document.activeElement.id === 'heading'")
    assert page.evaluate("window.scrollY") == 0
    page.reload()
    assert page.evaluate("document.activeElement === document.body"), "nor after a reload"
    tab_to(page, "Search")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search")
    page.wait_for_function("document.activeElement.id === 'heading'")
    # Opened beside this one it is another page's first load.
    with visitor.context.expect_page() as opened:
        page.click("nav.steps a[href$='/step/client']", modifiers=["Control"])
    opened.value.wait_for_load_state()
    assert opened.value.evaluate("document.activeElement === document.body")
    page.reload()
    assert page.evaluate("document.activeElement === document.body")
    visitor.close()


@pytest.mark.parametrize("lang,word,name", [
    ("en", "“Client ID” holds a space", "client_id"),
    ("pl", "Wartość „Identyfikator klienta” zawiera w środku spację", "client_id")])
def test_what_is_wrong_is_called_by_its_title(server, browser, lang, word, name):
    visitor = come_in(browser, server, lang)
    visitor.page.goto(server.origin + WALK + "/step/client")
    visitor.answer(name, "a client ID")
    assert word in visitor.said() and name not in visitor.said()
    visitor.page.goto(server.origin + WALK + "/step/client")
    visitor.close()


@pytest.mark.parametrize("lang,moment", [
    ("en", "30 Nov 2026, 23:30"), ("pl", "30 lis 2026, 23:30")])
def test_the_history_is_told_in_the_persons_own_time_and_words(machine, lang, moment):
    import agewriter

    def change(document):
        document["history"][-1]["time"] = "2026-11-30T21:30:59Z"
    assert machine.run("set", "client_id", dummies.CLIENT, *machine.unlock).status == 0
    agewriter.rewrite(machine.vault, dummies.PASSPHRASE, change)
    machine.forget()
    with Serve(machine, TZ="XYZ-2", KROK_LANG=lang) as server:
        server.come_in()
        page = server.get("/vault").body.decode()
        assert f'<time datetime="2026-11-30T21:30:59Z">{moment}</time>' in page
        title = {"en": "Client ID", "pl": "Identyfikator klienta"}[lang]
        assert f"<strong>default › {title}</strong>" in page and "client_id" not in page
        assert "T21:30" not in page.replace('datetime="2026-11-30T21:30:59Z"', "")


def test_motion_and_paper_are_taken_care_of(server, browser):
    visitor = come_in(browser, server, "en", reduced_motion="reduce")
    page = visitor.page
    page.goto(server.origin + WALK + "/step/client")
    moving = page.evaluate(
        "[...document.querySelectorAll('*')].filter(one => "
        "parseFloat(getComputedStyle(one).transitionDuration) > 0 || "
        "getComputedStyle(one).animationName !== 'none').length")
    assert moving == 0
    page.emulate_media(media="print")
    for selector in ("nav.steps", "nav.ways", ".onward", "button.copy"):
        assert page.locator(selector).first.is_hidden(), selector
    assert page.locator("h1").is_visible() and page.locator(".task").first.is_visible()
    page.goto(server.origin + WALK + "/form")
    assert page.locator("table.form").first.is_visible() and page.locator(".uri").is_visible()
    downloads = page.locator("h2:has(+ .formats)")
    assert downloads.count() == 1 and downloads.is_hidden(), "a heading of nothing"
    assert page.locator(".reading").is_hidden()
    visitor.close()


def test_console_links_carry_project_and_language(server, browser):
    for lang in ("pl", "en"):
        visitor = come_in(browser, server, lang)
        visitor.page.goto(server.origin + WALK + "/step/client")
        link = visitor.page.locator("a.button.main[target=_blank]").first
        assert link.get_attribute("href") == (
            "https://console.cloud.google.com/auth/clients?project="
            f"{dummies.VALUES['project_id']}&hl={lang}")
        assert re.search("noopener", link.get_attribute("rel"))
        visitor.close()
