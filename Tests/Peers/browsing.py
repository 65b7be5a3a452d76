# A person at Krok's page: comes in, reads, ticks, answers, goes on.
import contextlib
import re
import time

from playwright.sync_api import sync_playwright

from web import CHROMIUM


@contextlib.contextmanager
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        yield browser
        browser.close()


def until(page, expression, timeout=5):
    """Waits until something holds in a page, whose policy forbids Playwright's own waiting."""
    end = time.monotonic() + timeout
    while not page.evaluate(expression):
        assert time.monotonic() < end, expression
        page.wait_for_timeout(20)


class Visitor:
    """One page of one browser, and everything that it complained about."""

    def __init__(self, browser, server, script=True, width=1280, height=900, **options):
        self.server, self.script = server, script
        self.context = browser.new_context(
            java_script_enabled=script, viewport={"width": width, "height": height}, **options)
        self.page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.complaints, self.requests = [], []
        self.watch(self.page)

    def watch(self, page):
        page.on("console", lambda message: self.complaints.append(message.text)
                if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.requests.append(request))

    def come_in(self, address=None):
        """With a script the address is enough; without, the token is typed."""
        address = address or self.server.address
        if self.script:
            self.page.goto(address)
        else:
            base, token = address.split("#")
            self.page.goto(base)
            self.page.fill("#token", token)
            self.page.click("button")
        self.page.wait_for_url(lambda url: "/enter" not in url)
        self.page.wait_for_selector("#main")

    def another_page(self):
        page = self.context.new_page()
        page.set_default_timeout(15_000)
        self.watch(page)
        return page

    def path(self):
        return self.page.url.removeprefix(self.server.origin)

    def step(self):
        return re.search(r"/step/([a-z-]+)", self.page.url)[1]

    def heading(self):
        return self.page.inner_text("h1")

    def said(self):
        """The notices above the page, as one text."""
        return " ".join(self.page.locator("main .notice").all_inner_texts())

    def press(self, selector):
        """Clicks what sends a form, and waits for what comes of it."""
        if not self.script:
            with self.page.expect_navigation():
                self.click(selector)
            return
        with self.page.expect_response(lambda answer: answer.request.method == "POST"):
            self.click(selector)
        # The form is busy until another page stands in its place.
        self.page.wait_for_selector("form[aria-busy]", state="detached")

    # What hands do

    def click(self, selector):
        self.page.click(selector)

    def fill(self, selector, text):
        self.page.fill(selector, text)

    def check(self, selector):
        self.page.check(selector)

    def choose_file(self, selector, file):
        # As a person does: as long as the chooser is open the page stays as it is.
        with self.page.expect_file_chooser() as chooser:
            self.click(selector)
        chooser.value.set_files(str(file))

    # What a person does

    def tick(self, task):
        self.press(f"#box-{task}")
        assert self.page.get_attribute(f"#box-{task}", "aria-checked") == "true", task

    def tick_all(self):
        while self.page.locator(".box[aria-checked=false]").count():
            name = self.page.locator(".box[aria-checked=false]").first.get_attribute("id")
            self.tick(name.removeprefix("box-"))

    def answer(self, name, value):
        self.fill(f"#value-{name}", value)
        self.press(f"#ask-{name} form button:not([type=button])")

    def choose(self, name, option):
        self.check(f"#option-{name}-{option}")
        self.press(f"#ask-{name} form button")

    def go_on(self, step=None):
        self.press("button[value=next]")
        if step:
            assert self.step() == step, self.page.url

    def unlock(self, passphrase):
        self.fill("#passphrase", passphrase)
        self.press("main form button.main")

    def close(self):
        self.context.close()


class Typist(Visitor):
    """Has no mouse: goes from control to control with the Tab key, and sees where the focus is."""

    def go_to(self, selector, most=250):
        wanted = self.page.locator(selector).first
        wanted.wait_for(state="visible")
        for _ in range(most):
            if wanted.evaluate("one => document.activeElement === one"):
                ring = wanted.evaluate("one => getComputedStyle(one).outlineStyle")
                assert ring != "none", f"{selector} shows no focus"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{selector} is not reached by the Tab key")

    def click(self, selector):
        self.go_to(selector)
        self.page.keyboard.press("Enter")

    def fill(self, selector, text):
        self.go_to(selector)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def check(self, selector):
        """One stop for a group of radio buttons; the arrows go on from there."""
        name = self.page.get_attribute(selector, "name")
        group = self.page.locator(selector).locator("xpath=ancestor::fieldset").locator(
            f"input[name={name}]")
        ids = group.evaluate_all("all => all.map(one => one.id)")
        stop = next((one for one in ids if self.page.is_checked("#" + one)), ids[0])
        self.go_to("#" + stop)
        self.page.keyboard.press("Space")
        for _ in range(ids.index(selector.removeprefix("#")) - ids.index(stop)):
            self.page.keyboard.press("ArrowDown")
        assert self.page.is_checked(selector), selector

