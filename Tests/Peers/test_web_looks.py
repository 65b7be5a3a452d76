# What a person sees of Krok's pages, measured: what is in sight, where the focus goes, what stands
# beside what, and the ways that lead back.
import pytest

import dummies
from browsing import until
from test_web_access import LONG, WALK, browser, come_in, server  # noqa: F401
from web import place

EXTERNAL = place("external")
BOTH = pytest.mark.parametrize("lang", ["pl", "en"])
SCRIPT = pytest.mark.parametrize("script", [True, False])


def box(page, selector):
    return page.locator(selector).first.evaluate("one => one.getBoundingClientRect().toJSON()")


# The current step, the list around it, and how far the page itself is scrolled.
SIGHT = """() => {
    const list = document.querySelector('nav.steps').getBoundingClientRect();
    const step = document.querySelector('nav.steps [aria-current]').getBoundingClientRect();
    const end = Math.min(list.bottom, innerHeight);
    return [step.top >= list.top - 1 && step.bottom <= end + 1, scrollY, list.top];
}"""


@SCRIPT
@BOTH
def test_the_current_step_is_in_sight_in_the_list(server, browser, lang, script):
    visitor = come_in(browser, server, lang, width=1440, height=900, script=script)
    page = visitor.page
    for step in ("prepare", "client", "sign-in-remove", "mail-server", "link-corporate", "trouble"):
        page.goto(server.origin + WALK + "/step/" + step)
        seen, scrolled, top = page.evaluate(SIGHT)
        assert seen and scrolled == 0 and top > 0, step
    if script:
        # Going on swaps the list; whoever moves it sees what they moved it to.
        page.goto(server.origin + WALK + "/step/mail-server")
        page.evaluate("document.querySelector('nav.steps').scrollTop = 0")
        visitor.press("button[value=next]")
        assert page.evaluate(SIGHT)[:2] == [True, 0]
        page.evaluate("document.querySelector('nav.steps').scrollTop = 0")
        assert server.machine.run("tick", "link-users").status == 0
        page.wait_for_selector("nav.steps li.done a[href$='/step/link-users']")
        assert page.evaluate("document.querySelector('nav.steps').scrollTop") == 0
        assert server.machine.run("untick", "link-users").status == 0
    visitor.close()


DESCRIBED = """() => (document.activeElement.getAttribute('aria-describedby') || '').split(' ')
    .map(id => document.getElementById(id)?.textContent || '?' + id).join(' ')"""


@SCRIPT
@pytest.mark.parametrize("lang,words", [
    ("en", "holds a space"), ("pl", "zawiera w środku spację")])
def test_a_refused_value_has_the_focus_and_says_why(server, browser, lang, words, script):
    visitor = come_in(browser, server, lang, script=script, height=600)
    page = visitor.page
    page.goto(server.origin + WALK + "/step/client")
    visitor.answer("client_id", "a client ID")
    until(page, "document.activeElement.id === 'value-client_id'")
    assert page.get_attribute("#value-client_id", "aria-invalid") == "true"
    described = page.evaluate(DESCRIBED)
    assert words in described and "apps.googleusercontent.com" in described, described
    reason, field = box(page, "#reason-client_id"), box(page, "#value-client_id")
    assert 0 <= reason["top"] < field["bottom"] <= 600, "what is wrong is in sight too"
    # The summary above stays for whoever reads the page from its beginning.
    assert words in visitor.said()
    # A value that is taken in says nothing of the kind.
    visitor.answer("client_id", dummies.CLIENT)
    assert page.get_attribute("#value-client_id", "aria-invalid") is None
    assert page.locator("#reason-client_id").count() == 0
    visitor.close()


@BOTH
def test_a_refused_passphrase_or_name_has_the_focus(server, browser, lang):
    visitor = come_in(browser, server, lang)
    page = visitor.page
    page.goto(server.origin + "/")
    page.fill("#profile", "a/b:c")
    visitor.press("main form button.main")
    assert page.evaluate("document.activeElement.id") == "profile"
    assert visitor.said() and visitor.said().split("\n")[0] in page.evaluate(DESCRIBED)
    assert server.post("/vault", {"do": "lock"}).status == 303
    page.goto(server.origin + "/vault")
    visitor.unlock("not the passphrase")
    assert page.evaluate("document.activeElement.id") == "passphrase"
    assert visitor.said().split("\n")[0] in page.evaluate(DESCRIBED)
    visitor.unlock(dummies.PASSPHRASE)
    assert page.evaluate("document.activeElement.id") != "passphrase"
    visitor.close()


@SCRIPT
@BOTH
def test_the_first_step_offers_no_way_back(server, browser, lang, script):
    visitor = come_in(browser, server, lang, script=script)
    page = visitor.page
    page.goto(server.origin + WALK + "/step/prepare")
    assert page.locator("button[value=back]").count() == 0
    onward, button = box(page, ".onward"), box(page, "button[value=next]")
    assert abs(onward["right"] - button["right"]) < 2, "it stays where it is on other steps"
    page.goto(server.origin + WALK + "/step/webservice")
    visitor.press("button[value=back]")
    assert visitor.step() == "prepare"
    visitor.close()


@BOTH
def test_ways_lead_back_to_the_guide_from_pages_beside_it(server, browser, lang):
    visitor = come_in(browser, server, lang)
    page = visitor.page
    ways = "nav.ways a[href='{}']".format
    page.goto(server.origin + EXTERNAL + "/step/client")
    for path in ("/vault", "/settings", "/", "/none", EXTERNAL + "/step/none"):
        got = page.goto(server.origin + path)
        assert got.status == (404 if "none" in path else 200), path
        assert page.locator(ways(EXTERNAL)).count() == 1, path
        assert "external" in page.inner_text(".where"), path
        here = page.locator("nav.ways [aria-current]").evaluate_all("all => all.map(one => one.pathname)")
        assert here == ([] if "none" in path else [path]), path
    page.goto(server.origin + "/vault")
    page.click(ways(EXTERNAL))
    page.wait_for_url("**/external/gmail/step/**")
    # What was kept of a page for the next visitor leads nowhere else.
    page.goto(server.origin + WALK + "/step/client")
    page.goto(server.origin + "/settings")
    assert page.locator(ways(WALK)).count() == 1
    page.click(ways("/"))
    page.wait_for_selector(".profile")
    assert server.post("/vault", {"do": "lock"}).status == 303
    page.goto(server.origin + EXTERNAL + "/form")
    assert page.locator("#passphrase").count() == 1 and page.locator(ways(EXTERNAL)).count() == 1
    assert page.locator(".state a[href^='/vault']").count() == 0, "it would lead to itself"
    page.goto(server.origin + EXTERNAL + "/step/client")
    assert page.locator(".state a[href^='/vault']").count() == 1
    page.goto(server.origin + "/vault")
    visitor.unlock(dummies.PASSPHRASE)
    visitor.close()


@BOTH
def test_values_and_commands_are_whole(server, browser, lang):
    visitor = come_in(browser, server, lang, width=1440)
    page = visitor.page
    page.goto(server.origin + WALK + "/step/client")
    whole = "one => one.scrollWidth <= one.clientWidth"
    assert page.locator("#value-client_id").evaluate(whole), "its ending is what one compares"
    copying = box(page, "#ask-client_id .copy")
    saving = box(page, "#ask-client_id button:not([type=button])")
    assert copying["height"] == saving["height"] and copying["top"] == saving["top"]
    sizes = page.locator("#ask-client_id button").evaluate_all(
        "all => all.map(one => getComputedStyle(one).fontSize + getComputedStyle(one).fontWeight)")
    assert sizes == sizes[:1] * 2, "a small button beside a large one"
    page.goto(server.origin + WALK + "/form")
    # Exactly as high as two lines: a third came of the names beside it.
    code = page.locator("td code", has_text="apps.googleusercontent.com")
    assert len(code.evaluate("one => [...one.getClientRects()]")) <= 2
    caption, heading = box(page, "table.form caption"), box(page, "h1")
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(server.origin + WALK + "/trouble/secret-lost")
    command = page.locator("code", has_text="--guide")
    lines = command.evaluate("""one => { const range = document.createRange();
        range.selectNodeContents(one); return range.getClientRects().length }""")
    assert lines == 1, "an option is not parted from its hyphens"
    visitor.close()


@BOTH
def test_a_drawing_can_be_read_on_a_narrow_page(server, browser, lang):
    visitor = come_in(browser, server, lang, width=320, height=800)
    page = visitor.page
    page.goto(server.origin + WALK + "/step/client")
    page.wait_for_selector(".text p[tabindex='0'] > img")
    assert box(page, ".text img")["width"] > 500, "it is drawn for 620"
    page.focus(".text p:has(> img)")
    page.keyboard.press("ArrowRight")
    until(page, "document.activeElement.scrollLeft > 0")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.set_viewport_size({"width": 1280, "height": 800})
    until(page, "!document.querySelector('.text p[tabindex]')")
    visitor.close()


@BOTH
def test_the_header_fills_its_rows(server, browser, lang):
    visitor = come_in(browser, server, lang, width=768)
    page = visitor.page
    page.goto(server.origin + place(LONG) + "/step/client")
    brand, state = box(page, ".brand"), box(page, ".state")
    assert abs(brand["top"] + brand["bottom"] - state["top"] - state["bottom"]) < 20, "one row"
    assert box(page, ".ways")["height"] < 45, "and one for the ways"
    # Where the profile begins a line nothing stands before it.
    page.set_viewport_size({"width": 320, "height": 800})
    where, whose = box(page, ".where"), box(page, ".where .whose")
    assert where["left"] == whose["left"] and whose["top"] > where["top"] + 10
    sign = "one => { const sign = getComputedStyle(one, '::before'); return sign.position + sign.left }"
    assert page.locator(".where .whose").evaluate(sign).startswith("absolute-")
    assert page.locator(".where").evaluate("one => getComputedStyle(one).overflow") == "hidden"
    visitor.close()


@BOTH
def test_what_ends_a_step_is_apart_from_its_checks(server, browser, lang):
    visitor = come_in(browser, server, lang)
    page = visitor.page
    page.goto(server.origin + WALK + "/step/client")
    # In one go: what comes late, like a drawing, moves everything below it.
    apart, line = page.evaluate("""() => {
        const [ticks, checks] = ['#ticks', '.checking'].map(one => document.querySelector(one));
        return [ticks.getBoundingClientRect().top - checks.getBoundingClientRect().bottom,
            getComputedStyle(ticks).borderTopWidth] }""")
    assert apart >= 24 and line == "1px"
    visitor.close()


@BOTH
def test_paper_gets_addresses_and_no_word_about_buttons(server, browser, lang):
    visitor = come_in(browser, server, lang)
    page = visitor.page
    page.goto(server.origin + WALK + "/form")
    assert page.locator(".told .scripted").is_visible()
    page.emulate_media(media="print")
    assert page.locator(".told .scripted").is_hidden() and page.locator(".told:has(.scripted)").is_visible()
    page.goto(server.origin + WALK + "/step/client")
    printed = page.locator("a.button.main").evaluate("one => getComputedStyle(one, '::after').content")
    assert "attr(href)" in printed or "https://console.cloud.google.com" in printed, printed
    visitor.close()


def test_links_of_the_page_before_the_way_in_are_large_enough(server, browser):
    """Whoever has no cookie gets no header: it would lead nowhere."""
    page = browser.new_page()
    for path in ("/none", "/vault"):
        page.goto(server.origin + path)
        for link in page.locator("a").all():
            assert link.bounding_box()["height"] >= 24, path
    assert page.locator(".top").count() == 0
    page.close()
