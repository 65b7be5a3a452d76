# What is secret on a page: nowhere before it is revealed, gone after a minute and after a lock.
import os
import subprocess
import urllib.parse

import pytest

import dummies
from browsing import Visitor, chromium
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


def memory_of(pid):
    """Everything that can be read of a process's memory; krok forbids it to all but root."""
    found = b""
    with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory:
        for line in maps:
            span, rights = line.split()[:2]
            if not rights.startswith("r") or "[v" in line:
                continue
            start, end = (int(part, 16) for part in span.split("-"))
            try:
                memory.seek(start)
                found += memory.read(end - start)
            except (OSError, ValueError, OverflowError):
                continue
    return found


def test_after_a_lock_no_secret_is_left_in_memory(filled):
    """Typed, captured, shown, revealed, copied, downloaded: after the lock all of it is gone."""
    assert filled.run("tick", "prepare/version").status == 0
    fresh = "GOCSPX-CANARY" + os.urandom(11).hex()
    typed = dummies.PASSPHRASE
    with Serve(filled, "--rate", "0", unlock=False) as server:
        server.come_in()
        assert server.post("/vault", {"do": "unlock", "passphrase": typed}).status == 303
        assert server.post(WALK + "/step/client", {
            "do": "value", "input": "client_secret", "value": fresh}).status == 303
        assert fresh.encode() in server.post(WALK + "/form", {"do": "reveal"}).body
        assert server.post(WALK + "/form", {
            "do": "secret", "field": "client_secret"}).body == fresh.encode()
        assert fresh.encode() in server.post(
            WALK + "/form/json", {"do": "download"}).body
        assert KEY.encode() in server.get(WALK + "/step/client").body
        open_now = memory_of(server.process.pid)
        assert KEY.encode() in open_now, "the vault is open: this is how a secret would be found"
        assert server.post("/vault", {"do": "lock"}).status == 303
        assert server.get(WALK + "/form").status == 403
        left = memory_of(server.process.pid)
        found = {name for name, secret in [
            ("passphrase", typed), ("client secret", fresh), ("redirect key", KEY)]
            if secret.encode() in left
            or urllib.parse.quote_plus(secret).encode() in left}
        assert found == set()


def test_the_script_copies_a_secret_unseen_and_clears_the_clipboard(filled):
    assert filled.run("tick", "prepare/version").status == 0
    with Serve(filled) as server, chromium() as browser:
        visitor = Visitor(browser, server, locale="en")
        visitor.context.grant_permissions(["clipboard-read", "clipboard-write"],
                                          origin=server.origin)
        visitor.page.clock.install()
        visitor.come_in()
        page = visitor.page
        page.goto(server.origin + WALK + "/form")
        page.click("button[data-secret=client_secret]")
        page.wait_for_selector("#live:has-text('Copied')")
        clipboard = "navigator.clipboard.readText()"
        assert page.evaluate(clipboard) == dummies.SECRET
        assert dummies.SECRET not in page.content()
        page.clock.fast_forward(61_000)
        page.wait_for_selector("#live:has-text('off the clipboard')")
        assert page.evaluate(clipboard) == ""
        # What somebody else put there meanwhile is left alone.
        page.click("button[data-secret=client_secret]")
        page.wait_for_selector("#live:has-text('Copied')")
        page.evaluate("navigator.clipboard.writeText('somebody else')")
        page.clock.fast_forward(61_000)
        page.wait_for_timeout(300)
        assert page.evaluate(clipboard) == "somebody else"
        page.goto(server.origin + WALK + "/step/client")
        page.click("pre + button.copy")
        page.wait_for_selector("#live:has-text('Copied')")
        assert page.evaluate(clipboard) == page.inner_text("pre").strip()
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
        server.come_in_again = None
        assert dummies.SECRET in visitor.page.content()
        other = visitor.another_page()
        other.goto(server.origin + "/vault")
        other.click("main button[value=lock]")
        other.wait_for_selector("#passphrase")
        visitor.page.bring_to_front()
        visitor.page.wait_for_selector("#passphrase")
        assert dummies.SECRET not in visitor.page.content()
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
        drop(page, other)
        page.wait_for_selector("button[name=anyway]")
        visitor.press("button[name=anyway]")
        assert "client_secret_other.json" in visitor.said() and "Delete from disk" in visitor.said()
        assert machine.values()["client_secret"] == "GOCSPX-EXAMPLE-another-secret-00001"
        assert "GOCSPX-EXAMPLE-another" not in page.content()
        visitor.close()


def drop(page, file):
    """A file let go over the page, as a browser hands it to the script."""
    data = page.evaluate_handle(
        "([name, text]) => { const data = new DataTransfer(); data.items.add("
        "new File([text], name, { type: 'application/json' })); return data }",
        [file.name, file.read_text()])
    page.dispatch_event("form.drop", "dragover", {"dataTransfer": data})
    page.dispatch_event("form.drop", "drop", {"dataTransfer": data})
