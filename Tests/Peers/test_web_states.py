# Pages in states beside the way: many that are gone, a vault without a passphrase, a search in the
# other language, a name that cannot be, a script that is to be read before it is used.
import re
import subprocess
import time

import pytest

import dummies
from browsing import Visitor, chromium
from conftest import Machine
from web import Serve, place

WALK = place()
KEY = dummies.URI[-32:]
CLIPBOARD = "navigator.clipboard.readText()"


@pytest.fixture
def started(filled):
    assert filled.run("tick", "prepare/version").status == 0
    with Serve(filled, "--rate", "0") as server:
        yield server


def test_pages_that_are_gone_make_room_for_others(started, filled):
    """Each page listens to what changes, and is noticed to be gone though nothing changes."""
    with chromium() as browser:
        visitor = Visitor(browser, started, locale="en")
        visitor.come_in()
        refused = []
        visitor.page.on("response", lambda answer: refused.append(answer.url)
                        if answer.status == 429 else None)
        for turn in range(45):
            step = ("client", "publish")[turn % 2]
            visitor.page.goto(f"{started.origin}{WALK}/step/{step}")
            visitor.page.wait_for_timeout(150)
        assert refused == []
        task = visitor.page.locator(".box[aria-checked=false]").first.get_attribute("id")
        step = visitor.step()
        assert filled.run("tick", f"{step}/{task.removeprefix('box-')}").status == 0
        visitor.page.wait_for_selector(f"#{task}[aria-checked=true]", timeout=5_000)
        visitor.close()


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_a_vault_that_no_passphrase_opens_says_how_to_serve_it(tmp_path, lang):
    machine = Machine(tmp_path / "keys-alone", lang)
    machine.remembers = True
    assert machine.run("vault", "init", *machine.unlock).status == 0
    key = str(machine.folder / "key.txt")
    subprocess.run(["age-keygen", "-o", key], check=True, capture_output=True)
    public = subprocess.check_output(["age-keygen", "-y", key], text=True).strip()
    assert machine.run("key", "add", "--recipient", public, "--name", "key",
                       *machine.unlock).status == 0
    got = machine.run("key", "remove", "passphrase", "--identity", key)
    assert got.status == 0, got
    with Serve(machine, unlock=False) as server:
        server.come_in()
        page = server.get("/vault").body.decode()
        key = {"pl": "KLUCZ", "en": "KEY"}[lang]
        assert f"<code class=\"command\">krok serve --identity {key}</code>" in page
        assert "type=\"password\"" not in page and "<select" not in page
        said = {"pl": "nie otwiera żadne hasło", "en": "No passphrase opens"}[lang]
        assert said in page


@pytest.mark.parametrize("script", [True, False])
def test_a_search_keeps_its_words_in_the_other_language(started, script):
    with chromium() as browser:
        visitor = Visitor(browser, started, script, locale="en")
        visitor.come_in()
        page = visitor.page
        words = "ekran & zgody"
        page.goto(f"{started.origin}{WALK}/search")
        page.fill("#q", words)
        page.press("#q", "Enter")
        page.wait_for_url("**/search?q=*")
        visitor.press("header button[name=language][value=pl]")
        page.wait_for_selector("html[lang=pl]")
        assert page.input_value("#q") == words and "q=" in page.url
        visitor.press("header button[name=language][value=en]")
        page.wait_for_selector("html[lang=en]")
        assert page.input_value("#q") == words
        visitor.close()


def test_what_is_found_is_marked_as_the_language_that_it_is_in(started):
    started.come_in()
    assert started.post("/settings", {"do": "settings", "language": "pl"}).status == 303
    page = started.get(WALK + "/search?q=clients").body.decode()
    found = re.findall(r'<p class="excerpt">(.*?)</p>', page)
    assert any('<span lang="en">Clients</span>' in text for text in found), found
    assert not any('lang="pl"' in text for text in found), found
    page = started.get(WALK + "/search?q=create+the").body.decode()
    assert re.search(r'<p class="excerpt"><span lang="en">[^<]*Create the', page), page


def test_a_name_that_cannot_be_stays_to_be_mended(started):
    started.come_in()
    got = started.post("/", {"do": "profile", "profile": "Żółw/Łódź"})
    page = got.body.decode()
    assert got.status == 422
    field = re.search(r'<input id="profile"[^>]*>', page)[0]
    assert 'value="Żółw/Łódź"' in field and 'aria-invalid="true"' in field
    assert 'aria-invalid' not in started.get("/").body.decode()


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_the_script_that_is_read_is_the_script_that_is_copied(filled, lang):
    """Without the secret, until the values are revealed; then with it, for a minute."""
    assert filled.run("tick", "prepare/version").status == 0
    with Serve(filled, "--lang", lang) as server, chromium() as browser:
        visitor = Visitor(browser, server, locale=lang, accept_downloads=True)
        visitor.context.grant_permissions(["clipboard-read", "clipboard-write"],
                                          origin=server.origin)
        visitor.page.clock.install()
        visitor.come_in()
        page = visitor.page
        page.goto(f"{server.origin}{WALK}/form")

        def script():
            return page.text_content("details.reading code")

        def copied():
            page.evaluate("navigator.clipboard.writeText('')")
            page.click("button.copy.wide")
            page.wait_for_function("() => document.querySelector('#live').textContent")
            end = time.monotonic() + 5
            while not page.evaluate(CLIPBOARD):
                assert time.monotonic() < end, "nothing was copied"
                time.sleep(0.05)
            return page.evaluate(CLIPBOARD)

        def downloaded(selector):
            with page.expect_download() as download:
                page.click(selector)
            assert download.value.suggested_filename == "yetiforce-mail-server.js"
            return open(download.value.path(), encoding="utf-8").read()

        plain = script()
        assert dummies.SECRET not in plain and "client_secret" in plain
        assert copied() == plain and downloaded("a[href$='/form/fill']") == plain
        assert dummies.SECRET not in page.content()
        visitor.press("button[value=reveal]")
        whole = script()
        assert dummies.SECRET in whole and whole != plain
        assert copied() == whole
        assert downloaded("form[action$='/form/fill'] button") == whole
        page.clock.fast_forward(61_000)
        page.wait_for_selector("button[value=reveal]")
        assert script() == plain and dummies.SECRET not in page.content()
        visitor.close()


@pytest.mark.parametrize("script", [True, False])
def test_a_suggested_passphrase_leaves_after_a_minute_and_can_be_seen_again(tmp_path, script):
    machine = Machine(tmp_path / "new", "pl")
    with Serve(machine, unlock=False) as server, chromium() as browser:
        visitor = Visitor(browser, server, script, locale="pl")
        if script:
            visitor.page.clock.install()
        visitor.come_in()
        page = visitor.page
        page.goto(server.origin + "/vault")
        assert page.locator("button[value=recall]").count() == 0
        visitor.press("button[value=suggest]")
        suggested = page.inner_text("code.big")
        page.fill("#passphrase", suggested)
        if script:
            page.clock.fast_forward(59_000)
            assert suggested in page.content()
            page.clock.fast_forward(2_000)
            page.wait_for_selector("button[value=recall]")
            assert page.input_value("#passphrase") == suggested, "what was typed stays"
        else:
            page.goto(server.origin + "/vault")
        assert suggested not in page.content()
        visitor.press("button[value=recall]")
        assert page.inner_text("code.big") == suggested
        visitor.press("button[value=suggest]")
        another = page.inner_text("code.big")
        assert another != suggested
        page.fill("#passphrase", another)
        page.fill("#again", another)
        visitor.press("button[value=make]")
        page.goto(server.origin + "/vault")
        assert page.locator("button[value=recall]").count() == 0
        visitor.close()


def test_the_minutes_of_the_settings_lock_the_vault_and_are_remembered(filled):
    assert filled.run("tick", "prepare/version").status == 0
    with Serve(filled, "--rate", "0") as server:
        server.come_in()
        got = server.post("/settings", {"do": "settings", "language": "en", "minutes": "1"})
        assert got.status == 303
        assert 'value="1"' in server.get("/settings").body.decode()
        # What a page asks for by itself is no use: the last one was before.
        began = time.monotonic()
        while server.get(WALK + "/form", headers=["Krok-Unasked: 1"]).status == 200:
            assert time.monotonic() - began < 90, "not locked"
            time.sleep(0.5)
        assert time.monotonic() - began > 55
        assert server.get(WALK + "/form").status == 403
    for options, minutes in ((), "1"), (("--idle", "3m"), "3"):
        with Serve(filled, *options) as server:
            server.come_in()
            assert f'value="{minutes}"' in server.get("/settings").body.decode(), options


def test_the_history_calls_googles_addresses_by_words(filled):
    file = dummies.google_file(filled.folder / "client_secret_1.json")
    assert filled.run("import", str(file), "--yes", "--keep", *filled.unlock).status == 0
    for lang, words in ("pl", "adresy z pliku od Google"), ("en", "addresses from Google"):
        with Serve(filled, "--lang", lang) as server:
            server.come_in()
            page = server.get("/vault").body.decode()
            assert "registered_uris" not in page and words in page
