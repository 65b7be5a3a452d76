# Krok's pages for everybody: axe on every page in both languages and themes, names, focus, the
# keyboard alone, 320 pixels, 400 %, and languages of parts.
import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT

import dummies
from browsing import Visitor, chromium, until
from web import Serve, place

WALK = place()
LONG = "Żółw i Syn spółka jawna"
PAGES = ["/", "/vault", "/settings", WALK + "/step/prepare", WALK + "/step/consent",
         WALK + "/step/test-users", WALK + "/step/client", WALK + "/step/mail-server",
         WALK + "/step/trouble", WALK + "/search?q=client", WALK + "/trouble",
         WALK + "/trouble/redirect-mismatch", WALK + "/form", WALK + "/import"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


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
                      ["set", "audience", "internal", *machine.unlock],
                      *[["profile", "new", name] for name in ("external", "empty", "conflict", LONG)],
                      ["profile", "use", "default"]):
        assert machine.run(*arguments).status == 0, arguments
    for name in ("external", "conflict"):
        agewriter.put_values(machine.vault, dummies.PASSPHRASE, name, dummies.VALUES)
    for name, option in [("audience", "external"), ("publishing", "testing")]:
        assert machine.run("set", name, option, "--profile", "external",
                           *machine.unlock).status == 0

    def conflict(document):
        entry = document["profiles"]["conflict"]["client_id"]
        entry["conflicting"] = [entry | {"value": "another", "time": "2026-11-23T12:00:00Z"}]
    agewriter.rewrite(machine.vault, dummies.PASSPHRASE, conflict)
    machine.forget()
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


# What axe finds; by itself it would also hand over everything that it finds no fault with.
AXE = """rules => axe.run(document, { runOnly: rules, resultTypes: ['violations'] }).then(found =>
    found.violations.map(fault => [fault.id, fault.nodes.map(one => one.html.slice(0, 200))]))"""


def violations(page, rules=RULES):
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(AXE, rules)


class Judge:
    """Asks axe about page after page, each in both themes; one browser page for all of them."""

    def __init__(self, browser, server, lang):
        self.visitor = come_in(browser, server, lang, reduced_motion="reduce")
        self.page, self.server, self.lang = self.visitor.page, server, lang
        self.faults, self.judged = [], []

    def look(self, name):
        assert self.page.get_attribute("html", "lang") == self.lang, name
        self.page.emulate_media(color_scheme="light")
        found = violations(self.page)
        self.page.emulate_media(color_scheme="dark")
        # The theme changes colours and nothing else.
        found += violations(self.page, ["color-contrast"])
        self.faults += [(name, *fault) for fault in found]
        self.judged.append(name)

    def go(self, *paths):
        for path in paths:
            self.page.goto(self.server.origin + path)
            self.look(path)

    def steps(self, guide):
        """Every step that the list at the side names."""
        self.page.goto(self.server.origin + guide)
        paths = self.page.locator("nav.steps a").evaluate_all("all => all.map(one => one.pathname)")
        self.go(*paths)

    def done(self, least):
        assert self.faults == [] and len(self.judged) >= least, self.judged
        self.visitor.close()


@pytest.fixture(params=["pl", "en"])
def judge(request, browser, server):
    return Judge(browser, server, request.param)


def test_axe_finds_nothing_in_the_steps(judge):
    judge.steps(WALK)
    judge.steps(place(guide="rotate-secret"))
    judge.go(place("external") + "/step/test-users", place("external") + "/step/consent")
    judge.done(28)


def test_axe_finds_nothing_beside_the_steps(judge):
    judge.go(*[path for path in PAGES if "/step/" not in path])
    judge.go(WALK + "/search?q=xyzzy", WALK + "/trouble?q=redirect", WALK + "/trouble?q=xyzzy",
             place(guide="rotate-secret") + "/trouble/invalid-client", "/none", WALK + "/step/none",
             place("empty") + "/form", place("empty") + "/step/client",
             place("conflict") + "/step/client", place("conflict") + "/form")
    assert judge.page.locator("main [role=alert]").count() == 1, "the conflict is told"
    judge.done(18)


def test_axe_finds_nothing_in_what_a_form_leads_to(judge):
    """Revealed, refused, kept, open tasks, checked, asked about, in doubt, taken in."""
    page, visitor, origin = judge.page, judge.visitor, judge.server.origin

    def after(path, selector, name, *filled):
        page.goto(origin + path)
        if filled:
            page.fill(*filled)
        visitor.press(selector)
        judge.look(name)

    after(WALK + "/form", "button[value=reveal]", "revealed")
    page.click(".reading summary")
    judge.look("the script, to be read")
    ask = "#ask-{} form button:not([type=button])".format
    after(WALK + "/step/prepare", ask("mailbox"), "refused", "#value-mailbox", "with a space@x")
    after(WALK + "/step/prepare", ask("yetiforce_url"), "doubted", "#value-yetiforce_url",
          "http://crm.firma.example")
    after(WALK + "/step/prepare", ask("yetiforce_url"), "kept", "#value-yetiforce_url", dummies.URL)
    after(WALK + "/step/consent", "button[value=next]", "open tasks")
    after(WALK + "/step/redirect-uri", "button[value=check]", "checked")
    assert page.locator("main .notice").count() >= 1
    after("/", "main form button.main", "profile refused", "#profile", "a/b:c")
    after("/settings", "main form button.main", "settings saved")
    for name, changes in [("in doubt", {"redirect_uris": ["https://other.example/"]}),
                          ("taken in", {})]:
        file = dummies.google_file(judge.server.machine.folder / "client_secret_axe.json", **changes)
        page.goto(origin + WALK + "/import")
        visitor.choose_file("#file", file)
        visitor.press("form.drop button")
        judge.look(name)
        if changes:
            visitor.press("button[name=leave]")
    desktop = dummies.google_file(judge.server.machine.folder / "desktop.json", kind="installed")
    page.goto(origin + WALK + "/import")
    visitor.choose_file("#file", desktop)
    visitor.press("form.drop button")
    judge.look("no file for this")
    judge.done(12)


def test_axe_finds_nothing_on_locked_pages(judge):
    assert judge.server.post("/vault", {"do": "lock"}).status == 303
    judge.go("/vault", "/", WALK + "/step/client", WALK + "/form", WALK + "/import")
    judge.page.goto(judge.server.origin + "/vault")
    judge.visitor.unlock("not the passphrase")
    judge.look("refused")
    assert judge.page.locator("main .notice.wrong").count() == 1
    judge.visitor.unlock(dummies.PASSPHRASE)
    judge.look("open")
    judge.done(7)


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_axe_finds_nothing_before_the_first_vault_and_after_the_end(tmp_path, browser, lang):
    from conftest import Machine
    with Serve(Machine(tmp_path / "new", lang), "--rate", "0", unlock=False) as new:
        judge = Judge(browser, new, lang)
        judge.go("/vault")
        judge.visitor.press("button[value=suggest]")
        assert judge.page.locator("code.big").count() == 1
        judge.look("suggested")
        judge.page.fill("#passphrase", "abc")
        judge.page.fill("#again", "abd")
        judge.visitor.press("button[value=make]")
        judge.look("they differ")
        judge.go("/enter")
        judge.page.fill("#token", "abc")
        judge.page.click("button")
        judge.page.wait_for_selector("[role=alert]")
        judge.look("wrong token")
        judge.page.goto(new.origin + "/settings")
        judge.page.click("button[value=end]")
        judge.page.wait_for_selector("h1:not([tabindex])")
        judge.look("ended")
        judge.done(6)


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


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_buttons_take_one_line_on_a_narrow_page(server, browser, lang):
    """But for those that name a step or another page."""
    visitor = come_in(browser, server, lang, width=320, height=800)
    for path in PAGES:
        visitor.page.goto(server.origin + path)
        assert visitor.page.evaluate(TWO_LINES) == [], path
    assert server.post("/vault", {"do": "lock"}).status == 303
    visitor.page.goto(server.origin + WALK + "/step/client")
    assert visitor.page.evaluate(TWO_LINES) == []
    visitor.page.goto(server.origin + "/vault")
    visitor.unlock(dummies.PASSPHRASE)
    file = dummies.google_file(server.machine.folder / "client_secret_other.json",
                               redirect_uris=["https://other.example/"])
    visitor.page.goto(server.origin + WALK + "/import")
    visitor.choose_file("#file", file)
    visitor.press("form.drop button")
    visitor.page.wait_for_selector("button[name=anyway]")
    assert visitor.page.evaluate(TWO_LINES) == []
    visitor.press("button[name=leave]")
    visitor.close()


# A row of two buttons with nothing else in it, and words that are too long for a button.
TWO_LINES = """() => {
    const buttons = row => [...row.querySelectorAll('button, a.button')]
        .filter(one => one.checkVisibility());
    const high = buttons(document.querySelector('main'))
        .filter(one => one.clientHeight > 46 && !one.querySelector('.host')
            && !one.matches('p.onward a'));
    const broken = [...document.querySelectorAll('main .doing, main .onward, main .line, .formats li')]
        .filter(row => !row.querySelector('input[type=file]'))
        .filter(row => new Set(buttons(row).map(
            one => Math.round(one.getBoundingClientRect().bottom / 12))).size > 1);
    return [...high, ...broken].map(one => one.innerText);
}"""

# The margin of a narrow page would hide it from the check of the whole page's width. A drawing may
# be wider where it can be scrolled, by keyboard too.
STICKING_OUT = """() => [...document.querySelectorAll('main *')]
    .filter(one => one.checkVisibility() && !one.closest('.away'))
    .filter(one => !one.parentElement.matches('[tabindex="0"]'))
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
    # 18 fields, the redirect URI and the script.
    assert len(names(visitor.page, "button.copy:visible")) == 20
    rows = visitor.page.locator("table.form tbody tr")
    assert rows.count() == 18
    for row in rows.all():
        assert row.locator("button.copy:visible").count() == 1, row.inner_text()
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


@pytest.mark.parametrize("lang,skip", [
    ("en", "Skip to the content"), ("pl", "Przejdź do treści")])
def test_the_keyboard_alone_is_enough(server, browser, lang, skip):
    visitor = come_in(browser, server, lang)
    page = visitor.page
    page.goto(server.origin + WALK + "/step/client")
    page.keyboard.press("Tab")
    assert focused(page) == skip
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


@pytest.mark.parametrize("lang,search", [("en", "Search"), ("pl", "Szukaj")])
def test_a_step_chosen_in_the_list_is_read_from_its_heading(server, browser, lang, search):
    """A click there loads a page, which would leave the focus nowhere."""
    visitor = come_in(browser, server, lang)
    page = visitor.page
    page.goto(server.origin + WALK + "/step/client")
    assert page.evaluate("document.activeElement === document.body"), "an ordinary first load"
    page.click("nav.steps a[href$='/step/mail-server']")
    page.wait_for_url("**/step/mail-server")
    until(page, "document.activeElement.id === 'heading'")
    assert page.evaluate("window.scrollY") == 0
    page.reload()
    assert page.evaluate("document.activeElement === document.body"), "nor after a reload"
    tab_to(page, search)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search")
    until(page, "document.activeElement.id === 'heading'")
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
