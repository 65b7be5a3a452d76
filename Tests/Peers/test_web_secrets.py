# What is secret on a page: nowhere before it is revealed, gone after a minute and after a lock.
import os
import re
import subprocess
import urllib.parse

import agewriter
import dummies
import pyrage
import pytest
from browsing import Visitor, chromium, until
from conftest import Machine
from processmemory import found
from web import Serve, place

WALK = place()
KEY = dummies.URI[-32:]
PATHS = ["/", "/vault", "/settings", WALK + "/step/prepare", WALK + "/step/mail-server",
         WALK + "/step/redirect-uri", WALK + "/search?q=secret", WALK + "/trouble",
         WALK + "/form", WALK + "/form/json", WALK + "/form/html", WALK + "/form/fill",
         WALK + "/import"]


@pytest.fixture
def started(filled):
    assert filled.run("tick", "prepare/version").status == 0
    with Serve(filled, "--rate", "0") as server:
        server.come_in()
        yield server


def test_no_secret_stands_in_a_page_before_it_is_revealed(started):
    for path in PATHS:
        got = started.get(path)
        assert got.status == 200, path
        for secret in (dummies.SECRET, KEY, dummies.PASSPHRASE):
            assert secret.encode() not in got.body, (path, secret)
            assert secret not in str(got.headers)
    # The step that pastes the redirect URI shows it, and nothing else that is secret.
    page = started.get(WALK + "/step/client").body
    assert dummies.URI.encode() in page and dummies.SECRET.encode() not in page


def test_revealed_pages_leave_by_themselves_and_are_kept_nowhere(started):
    got = started.post(WALK + "/form", {"do": "reveal"})
    assert got.status == 200 and dummies.SECRET.encode() in got.body and KEY.encode() in got.body
    assert got.header("refresh") == f"60; url={WALK}/form" and got.is_guarded()
    again = started.get(WALK + "/form")
    assert dummies.SECRET.encode() not in again.body and again.header("refresh") is None


def test_values_are_escaped_where_they_are_shown(machine):
    hostile = '<script>alert("x")</script>&amp;\'"'
    assert machine.run("set", "server_name", "-", *machine.unlock,
                       stdin=hostile.encode()[:50]).status == 0
    with Serve(machine) as server:
        server.come_in()
        page = server.get(WALK + "/step/mail-server").body
        assert b"<script>alert" not in page and b"&lt;script&gt;alert" in page


def test_nothing_secret_is_written_to_a_log_or_an_address(filled):
    """Everything that a passphrase and a secret pass through, watched from outside."""
    assert filled.run("tick", "prepare/version").status == 0
    fresh = "GOCSPX-CANARY" + os.urandom(11).hex()
    with Serve(filled, unlock=False) as server, chromium() as browser:
        visitor = Visitor(browser, server, locale="en")
        visitor.come_in()
        visitor.page.goto(server.origin + WALK + "/step/client")
        visitor.page.click("#ask-client_secret a")
        visitor.unlock("wrong " + dummies.PASSPHRASE)
        assert visitor.page.input_value("#passphrase") == ""
        visitor.unlock(dummies.PASSPHRASE)
        assert visitor.path().split("?")[0] == WALK + "/step/client", "back to where it was needed"
        assert visitor.page.get_attribute("#value-client_secret", "type") == "password"
        assert visitor.page.input_value("#value-client_secret") == ""
        visitor.answer("client_secret", fresh + " with a space")
        assert visitor.page.input_value("#value-client_secret") == "", "not even a wrong one"
        visitor.answer("client_secret", fresh)
        assert filled.values()["client_secret"] == fresh
        assert fresh[-4:] in visitor.page.inner_text("#ask-client_secret")
        assert fresh not in visitor.page.content()
        stored = visitor.page.evaluate(
            "JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])")
        assert stored == "[[],[]]"
        addresses = [urllib.parse.unquote(request.url) for request in visitor.requests]
        cookies = str(visitor.context.cookies())
        for secret in (fresh, dummies.PASSPHRASE, KEY):
            assert not any(secret in address for address in addresses)
            assert secret not in cookies and secret.encode() not in server.said()
        public = subprocess.run(
            f"cat /proc/{server.process.pid}/cmdline", shell=True, capture_output=True).stdout
        assert dummies.PASSPHRASE.encode() not in public
        visitor.close()


@pytest.mark.parametrize("way", ["typed", "passphrase file", "identity file"])
def test_after_a_lock_the_server_holds_no_secret(filled, way):
    """Typed, captured, shown, revealed, copied, downloaded: after the lock all of it is gone."""
    assert filled.run("tick", "prepare/version").status == 0
    fresh = "GOCSPX-CANARY" + os.urandom(11).hex()
    # Of `KEY` a piece is everywhere: it is all zeros.
    address_key = "CANARY" + os.urandom(13).hex()
    agewriter.put_values(filled.vault, dummies.PASSPHRASE, "default", dummies.VALUES | {
        "redirect_uri": dummies.URI[:-32] + address_key})
    key = agewriter.slot(filled.vault, dummies.PASSPHRASE)
    identity = pyrage.x25519.Identity.generate()
    needles = {"passphrase": dummies.PASSPHRASE.encode(), "client secret": fresh.encode()[7:],
               "redirect key": address_key.encode()}
    for name, text in [("vault key", key), ("identity", str(identity).encode())]:
        needles[name] = re.search(rb"AGE-SECRET-KEY-1(\w+)", text)[1]
        # Without its first and last byte: X25519 sets bits there in the copy that it works with.
        needles["raw " + name] = agewriter.private_key(text).private_bytes_raw()[1:31]
    if way == "identity file":
        filled.remembers = True
        assert filled.run("key", "add", "--name", "me", "--recipient", identity.to_public(),
                          *filled.unlock).status == 0
        filled.unlock = ["--identity", str(filled.secret_file("identity", str(identity) + "\n"))]
    with Serve(filled, "--rate", "0", unlock=way != "typed") as server:
        server.come_in()
        if way == "typed":
            assert server.post("/vault", {
                "do": "unlock", "passphrase": dummies.PASSPHRASE}).status == 303
        assert server.post(WALK + "/step/client", {
            "do": "value", "input": "client_secret", "value": fresh}).status == 303
        assert fresh.encode() in server.post(WALK + "/form", {"do": "reveal"}).body
        assert server.post(WALK + "/form", {
            "do": "secret", "field": "client_secret"}).body == fresh.encode()
        assert fresh.encode() in server.post(
            WALK + "/form/json", {"do": "download"}).body
        assert address_key.encode() in server.get(WALK + "/step/client").body
        before = found(server.process.pid, needles)
        # The vault is open: this is how a secret is found, that of which there is but one too.
        assert before["redirect key"] and before["client secret"] and before["raw vault key"]
        assert before["passphrase"] == before["identity"] == before["vault key"] == 0, before
        assert server.post("/vault", {"do": "lock"}).status == 303
        assert server.get(WALK + "/form").status == 403
        assert found(server.process.pid, needles) == dict.fromkeys(needles, 0)


READ = "navigator.clipboard.readText()"
STORED = "JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])"


@pytest.fixture
def copier(filled):
    """Somebody on the page of the form whose clock the test moves."""
    assert filled.run("tick", "prepare/version").status == 0
    with Serve(filled) as server, chromium() as browser:
        visitor = Visitor(browser, server, locale="en")
        visitor.context.grant_permissions(["clipboard-read", "clipboard-write"],
                                          origin=server.origin)
        visitor.page.clock.install()
        visitor.come_in()
        visitor.page.goto(server.origin + WALK + "/form")
        yield visitor
        visitor.close()


def copy(page, selector="button[data-secret=client_secret]"):
    """Presses the button, and waits until the page knows what it has to take away again."""
    page.click(selector)
    page.wait_for_selector("#live:text-is('Copied')")
    until(page, "sessionStorage.getItem('copied') !== null")


def settled(page):
    until(page, "sessionStorage.getItem('copied') === null")


def test_the_script_copies_a_secret_unseen_and_clears_the_clipboard(copier):
    page = copier.page
    copy(page)
    assert page.evaluate(READ) == dummies.SECRET
    assert dummies.SECRET not in page.content()
    page.clock.fast_forward(61_000)
    page.wait_for_selector("#live:has-text('off the clipboard')")
    assert page.evaluate(READ) == ""
    # What somebody else put there meanwhile is left alone.
    copy(page)
    page.evaluate("navigator.clipboard.writeText('somebody else')")
    page.clock.fast_forward(61_000)
    settled(page)
    assert page.evaluate(READ) == "somebody else"
    page.goto(copier.server.origin + WALK + "/step/client")
    page.click("pre + button.copy")
    page.wait_for_selector("#live:text-is('Copied')")
    assert page.evaluate(READ) == page.inner_text("pre").strip()


def test_a_copied_secret_leaves_the_clipboard_though_its_page_is_left(copier):
    """Every step is a page of its own. Kept is when, and a salted hash: never the value."""
    page = copier.page
    copy(page)
    stored = page.evaluate(STORED)
    assert dummies.SECRET not in stored and dummies.SECRET[-8:] not in stored
    page.click("nav.steps a[href$='/step/client']")
    page.wait_for_url("**/step/client")
    page.clock.fast_forward(30_000)
    page.wait_for_timeout(200)
    assert page.evaluate(READ) == dummies.SECRET, "the minute is not over"
    page.click("nav.steps a[href$='/step/mail-server']")
    page.wait_for_url("**/step/mail-server")
    page.clock.fast_forward(31_000)
    page.wait_for_selector("#live:has-text('off the clipboard')")
    assert page.evaluate(READ) == "" and page.evaluate(STORED) == "[[],[]]"
    # A page that is loaded after the minute does so at once, and leaves alone what is another's.
    page.goto(copier.server.origin + WALK + "/form")
    for now in (dummies.SECRET, "somebody else"):
        copy(page)
        page.evaluate(f"navigator.clipboard.writeText('{now}')")
        page.evaluate("sessionStorage.setItem('copied', JSON.stringify(Object.assign("
                      "JSON.parse(sessionStorage.getItem('copied')), { until: 1 })))")
        page.reload()
        settled(page)
        assert page.evaluate(READ) == ("" if now == dummies.SECRET else now)


def test_a_copied_secret_leaves_the_clipboard_once_the_page_may_look(copier):
    """Whoever pastes is in another page by then, and a page without the focus may not read."""
    page = copier.page
    copy(page)
    other = copier.context.new_page()
    other.bring_to_front()
    devtools = copier.context.new_cdp_session(page)
    devtools.send("Emulation.setFocusEmulationEnabled", {"enabled": False})
    assert page.evaluate("document.hasFocus()") is False
    page.clock.fast_forward(61_000)
    other.wait_for_timeout(500)
    assert page.evaluate("sessionStorage.getItem('copied')"), "it could not look yet"
    assert copier.said() == "Secrets are masked." or "clipboard" not in copier.said()
    devtools.send("Emulation.setFocusEmulationEnabled", {"enabled": True})
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    page.wait_for_selector("#live:has-text('off the clipboard')")
    assert page.evaluate(READ) == ""


@pytest.mark.parametrize("lang,words", [
    ("en", "may still be on the clipboard"), ("pl", "może nadal być w schowku")])
def test_who_may_not_look_at_the_clipboard_says_so(copier, lang, words):
    page = copier.page
    page.wait_for_load_state()
    copier.press(f"button[name=language][value={lang}]")
    page.click("button[data-secret=client_secret]")
    until(page, "sessionStorage.getItem('copied') !== null")
    copier.context.clear_permissions()
    copier.context.grant_permissions(["clipboard-write"], origin=copier.server.origin)
    page.clock.fast_forward(61_000)
    page.wait_for_selector(".notice.wrong")
    assert words in copier.said()


def test_a_sensitive_value_in_the_text_leaves_the_clipboard_too(copier):
    """The redirect URI holds a key: it stands in the step that pastes it."""
    page = copier.page
    page.goto(copier.server.origin + WALK + "/step/client")
    copy(page, "pre + button.copy")
    assert page.evaluate(READ) == dummies.URI
    page.clock.fast_forward(61_000)
    page.wait_for_selector("#live:has-text('off the clipboard')")
    assert page.evaluate(READ) == ""
    # What is not to be hidden stays.
    page.goto(copier.server.origin + WALK + "/form")
    page.locator("td button.copy[data-copy]").first.click()
    page.wait_for_selector("#live:text-is('Copied')")
    page.clock.fast_forward(61_000)
    page.wait_for_timeout(300)
    assert page.evaluate(READ) == dummies.VALUES["server_name"]


def test_a_suggested_passphrase_can_be_copied_and_leaves_the_clipboard(tmp_path):
    machine = Machine(tmp_path / "new", "pl")
    with Serve(machine, unlock=False) as server, chromium() as browser:
        visitor = Visitor(browser, server, locale="pl")
        visitor.context.grant_permissions(["clipboard-read", "clipboard-write"],
                                          origin=server.origin)
        visitor.page.clock.install()
        visitor.come_in()
        page = visitor.page
        page.goto(server.origin + "/vault")
        visitor.press("button[value=suggest]")
        suggested = page.inner_text("code.big")
        page.click(".notice button.copy")
        until(page, "sessionStorage.getItem('copied') !== null")
        assert page.evaluate(READ) == suggested
        assert suggested not in page.evaluate(STORED)
        page.clock.fast_forward(61_000)
        page.wait_for_selector("#live:has-text('usunięta ze schowka')")
        assert page.evaluate(READ) == ""
        # Once it has left the page nothing is left to be copied, also when nobody answers.
        visitor.press("button[value=suggest]")
        assert page.locator("button[data-fleeting]").is_visible()
        server.process.kill()
        server.process.wait()
        page.clock.fast_forward(61_000)
        until(page, "document.querySelector('code.big').textContent === '•••'")
        assert page.locator("button[data-fleeting]").is_hidden()
        visitor.close()


def test_the_script_takes_revealed_values_off_the_page(filled):
    assert filled.run("tick", "prepare/version").status == 0
    with Serve(filled) as server, chromium() as browser:
        visitor = Visitor(browser, server, locale="en")
        visitor.page.clock.install()
        visitor.come_in()
        visitor.page.goto(server.origin + WALK + "/form")
        visitor.press("button[value=reveal]")
        assert dummies.SECRET in visitor.page.content()
        visitor.page.clock.fast_forward(59_000)
        assert dummies.SECRET in visitor.page.content()
        visitor.page.clock.fast_forward(2_000)
        visitor.page.wait_for_selector("button[value=reveal]")
        assert dummies.SECRET not in visitor.page.content()
        # Locking takes them off every page at once.
        visitor.press("button[value=reveal]")
        assert dummies.SECRET in visitor.page.content()
        other = visitor.another_page()
        other.goto(server.origin + "/vault")
        other.click("main button[value=lock]")
        other.wait_for_selector("#passphrase")
        visitor.page.bring_to_front()
        visitor.page.wait_for_selector("#passphrase")
        assert dummies.SECRET not in visitor.page.content()
        visitor.close()


def test_revealed_values_stay_while_somebody_else_ticks(filled):
    """Not while the values change, nor after the minute when nobody answers any more."""
    assert filled.run("tick", "prepare/version").status == 0
    with Serve(filled) as server, chromium() as browser:
        visitor = Visitor(browser, server, locale="en")
        visitor.page.clock.install()
        visitor.come_in()
        page = visitor.page
        page.goto(server.origin + WALK + "/form")
        visitor.press("button[value=reveal]")
        page.focus("nav.steps a[href$='/step/client']")
        assert filled.run("tick", "client").status == 0
        page.wait_for_selector("nav.steps li.done a[href$='/step/client']")
        assert dummies.SECRET in page.content()
        assert page.evaluate("document.activeElement.pathname").endswith("/step/client")
        # A page that comes to the front again asks what is new.
        with page.expect_response(lambda answer: answer.url == page.url):
            page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        page.wait_for_timeout(500)
        assert dummies.SECRET in page.content()
        fresh = b"GOCSPX-EXAMPLE-somebody-else-set-it"
        assert filled.run("set", "client_secret", "-", *filled.unlock, stdin=fresh).status == 0
        page.wait_for_selector("button[value=reveal]")
        assert dummies.SECRET not in page.content()
        visitor.press("button[value=reveal]")
        assert fresh.decode() in page.content()
        server.process.kill()
        server.process.wait()
        page.clock.fast_forward(61_000)
        assert fresh.decode() not in page.content()
        visitor.close()


def test_a_suggested_passphrase_stays_while_somebody_looks_elsewhere(tmp_path):
    machine = Machine(tmp_path / "new", "pl")
    with Serve(machine, unlock=False) as server, chromium() as browser:
        visitor = Visitor(browser, server, locale="pl")
        visitor.come_in()
        page = visitor.page
        page.goto(server.origin + "/vault")
        visitor.press("button[value=suggest]")
        suggested = page.inner_text("code.big")
        # A page that comes to the front again asks what is new.
        with page.expect_response(server.origin + "/vault"):
            page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        page.wait_for_timeout(500)
        assert page.inner_text("code.big") == suggested
        # A vault that somebody else made meanwhile ends the question.
        machine.passphrase_file.write_text("somebody else's passphrase\n")
        assert machine.run("vault", "init", *machine.unlock).status == 0
        page.wait_for_selector("code.big", state="detached")
        visitor.close()


def test_googles_file_is_imported_like_on_the_command_line(filled):
    """Dropped or chosen; what does not fit is asked about; every fault is told; nothing half."""
    machine = filled
    assert machine.run("tick", "prepare/version").status == 0
    other = dummies.google_file(machine.folder / "client_secret_other.json",
                                client_secret="GOCSPX-EXAMPLE-another-secret-00001",
                                redirect_uris=["https://other.example/"])
    desktop = dummies.google_file(machine.folder / "desktop.json", kind="installed")
    broken = machine.folder / "broken.json"
    broken.write_text("{")
    with Serve(machine) as server, chromium() as browser:
        visitor = Visitor(browser, server, locale="en")
        visitor.come_in()
        page = visitor.page
        before = machine.document()
        # Beside a page that takes it in it is refused, and said where it belongs: the browser
        # would open it and show the secret.
        page.goto(server.origin + "/settings")
        assert drop(page, other, "h1") == [True, True]
        assert "Google's file" in visitor.said() and machine.document() == before
        page.click(".notice a[href$='/import']")
        page.wait_for_url("**/import")
        for file, words in [(desktop, "Web application"), (broken, "broken.json")]:
            page.goto(server.origin + WALK + "/import")
            page.set_input_files("#file", str(file))
            visitor.press("form.drop button.main")
            assert words in visitor.said(), visitor.said()
        page.goto(server.origin + WALK + "/import")
        drop(page, other)
        page.wait_for_selector("button[name=anyway]")
        assert "redirect URI" in page.inner_text("main") and machine.document() == before
        visitor.press("button[name=leave]")
        assert machine.document() == before
        # Anywhere on the page: not the dashed box alone; whoever has a script is told so.
        assert page.locator(".dropped").is_visible()
        assert drop(page, other, "nav.steps") == [True, True]
        page.wait_for_selector("button[name=anyway]")
        visitor.press("button[name=anyway]")
        deletion = page.inner_text("main .notice.note")
        assert "client_secret_other.json" in deletion and "Delete from disk" in deletion
        assert machine.values()["client_secret"] == "GOCSPX-EXAMPLE-another-secret-00001"
        assert "GOCSPX-EXAMPLE-another" not in page.content()
        visitor.close()


def drop(page, file, selector="form.drop"):
    """A file let go over the page, as a browser hands it to the script; whether it was taken."""
    return page.evaluate(
        """([selector, name, text]) => ['dragover', 'drop'].map(kind => {
            const data = new DataTransfer();
            data.items.add(new File([text], name, { type: 'application/json' }));
            const event = new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: data });
            document.querySelector(selector).dispatchEvent(event);
            return event.defaultPrevented;
        })""", [selector, file.name, file.read_text()])
