# Commands that a guide's text names: a page does itself what it can, and says so; the same text
# stays right at a terminal.
import time

import pytest

import dummies
from browsing import Visitor, chromium
from test_web_secrets import drop
from web import Serve, place

WALK = place()
ROTATE = place(guide="rotate-secret")
CLIPBOARD = "navigator.clipboard.readText()"


@pytest.fixture
def started(filled):
    assert filled.run("tick", "prepare/version").status == 0
    with Serve(filled, "--rate", "0") as server:
        yield server


def visit(browser, server, path, lang="en", **options):
    visitor = Visitor(browser, server, locale=lang, **options)
    visitor.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.origin)
    visitor.come_in()
    if lang != "en":
        visitor.press(f"button[name=language][value={lang}]")
    visitor.page.goto(server.origin + path)
    return visitor


def comes_to_the_clipboard(page, text):
    """A predicate that is a promise would count as true at once: asked here, again and again."""
    end = time.monotonic() + 15
    while page.evaluate(CLIPBOARD) != text:
        assert time.monotonic() < end, "nothing was copied"
        page.wait_for_timeout(50)


@pytest.mark.parametrize("lang,terminal,copy", [
    ("en", "terminal", "Copy: Client secret"), ("pl", "terminal", "Kopiuj: Tajny klucz klienta")])
@pytest.mark.parametrize("path", [WALK + "/step/mail-server", ROTATE + "/step/swap",
                                  ROTATE + "/trouble/invalid-client"])
def test_a_page_copies_what_a_command_would_print(started, lang, terminal, copy, path):
    with chromium() as browser:
        visitor = visit(browser, started, path, lang)
        page = visitor.page
        assert terminal not in page.inner_text("main").lower()
        assert "krok get" not in page.inner_text("main")
        button = page.locator("button.copy[data-secret=client_secret]").first
        assert button.inner_text() == copy
        page.evaluate("navigator.clipboard.writeText('before')")
        button.click()
        comes_to_the_clipboard(page, dummies.SECRET)
        assert dummies.SECRET not in page.content()
        visitor.close()


def test_without_a_script_the_command_stands_there(started):
    with chromium() as browser:
        visitor = visit(browser, started, WALK + "/step/mail-server", script=False)
        text = visitor.page.inner_text("main")
        assert "krok get client_secret (in a terminal)" in text
        assert "Copy: Client secret" not in text
        visitor.close()


def test_a_locked_vault_is_unlocked_before_a_secret_is_copied(filled):
    assert filled.run("tick", "prepare/version").status == 0
    assert filled.run("set", "server_name", "Mail", *filled.unlock).status == 0
    with Serve(filled, unlock=False) as server, chromium() as browser:
        visitor = visit(browser, server, WALK + "/step/mail-server")
        known = visitor.page.locator("#ask-server_name .now")
        assert "vault locked" in known.inner_text() and known.locator("code").count() == 0, "words"
        visitor.page.locator("button.copy[data-secret=client_secret]").first.click()
        visitor.page.wait_for_selector("#passphrase")
        visitor.unlock(dummies.PASSPHRASE)
        assert visitor.path().split("?")[0] == WALK + "/step/mail-server"
        visitor.close()


def test_a_secret_that_is_not_there_is_not_copied(machine):
    assert machine.run("tick", "prepare/version").status == 0
    with Serve(machine) as server, chromium() as browser:
        visitor = visit(browser, server, WALK + "/step/mail-server")
        visitor.page.locator("button.copy[data-secret=client_secret]").first.click()
        notices = visitor.page.locator("main .notice.wrong")
        notices.wait_for()
        assert "not been captured" in visitor.said()
        # It is said once, however often somebody tries, and not after it has worked.
        visitor.page.locator("button.copy[data-secret=client_secret]").first.click()
        visitor.page.wait_for_timeout(300)
        assert notices.count() == 1
        assert machine.run("set", "client_secret", "-", *machine.unlock,
                           stdin=dummies.SECRET.encode() + b"\n").status == 0
        # The page hears of it within a second.
        visitor.page.wait_for_timeout(1500)
        visitor.page.locator("button.copy[data-secret=client_secret]").first.click()
        comes_to_the_clipboard(visitor.page, dummies.SECRET)
        notices.wait_for(state="detached")
        visitor.close()


def test_a_copy_that_fails_for_another_reason_is_not_called_missing(started):
    with chromium() as browser:
        visitor = visit(browser, started, WALK + "/step/mail-server")
        visitor.page.route("**/form", lambda route: route.fulfill(status=429, body="too many"))
        visitor.page.locator("button.copy[data-secret=client_secret]").first.click()
        visitor.page.wait_for_selector("main .notice.wrong")
        assert "not been captured" not in visitor.said() and "copy" in visitor.said()
        visitor.close()


def test_no_way_leads_to_checks_that_a_page_has_not(machine):
    assert machine.run("tick", "prepare/version").status == 0
    assert machine.run("set", "sign_in", "once", *machine.unlock).status == 0
    with Serve(machine) as server, chromium() as browser:
        visitor = visit(browser, server, WALK + "/step/sign-in-remove")
        assert visitor.page.locator("#checking").count() == 0
        assert visitor.page.locator("a[href='#checking']").count() == 0
        visitor.close()


@pytest.mark.parametrize("path,command,name,address", [
    (WALK + "/step/client", "krok import FILE", "Google's file", "#google-file"),
    (WALK + "/step/client", "krok --guide rotate-secret", "Replace the OAuth client secret",
     ROTATE),
    (WALK + "/step/mail-server", "krok export --as fill", "Have YetiForce's form filled in",
     WALK + "/form#fill"),
    (WALK + "/step/mail-protocols", "krok export", "Finished form", WALK + "/form"),
    (WALK + "/step/sign-in-remove", "krok check sign-in-remove --online", "Checks", "#checking"),
    (ROTATE + "/step/add", "krok set client_secret", "Client secret", "#ask-client_secret"),
])
def test_a_page_leads_to_where_it_does_the_same(started, path, command, name, address):
    assert started.machine.run("set", "sign_in", "once", *started.machine.unlock).status == 0
    with chromium() as browser:
        visitor = visit(browser, started, path)
        way = visitor.page.locator(f"code:text-is('{command}') + .here a").first
        assert (way.inner_text(), way.get_attribute("href")) == (name, address)
        where = "on this page" if address[0] == "#" else "in the browser"
        assert way.locator("xpath=..").inner_text() == f"({where}: {name})"
        way.click()
        visitor.page.wait_for_url(lambda url: url.partition("?")[0].endswith(address)
                                  or "rotate-secret/step/" in url)
        if "#" in address:
            assert visitor.page.locator("#" + address.partition("#")[2]).is_visible()
        visitor.close()


@pytest.mark.parametrize("script", [True, False])
def test_googles_file_is_taken_in_where_its_values_are_asked(machine, script):
    """In the step itself: dropped or chosen, and one is back at the step."""
    assert machine.run("tick", "prepare/version").status == 0
    file = dummies.google_file(machine.folder / "client_secret_test.json")
    with Serve(machine) as server, chromium() as browser:
        visitor = visit(browser, server, WALK + "/step/client", script=script)
        page = visitor.page
        if script:
            drop(page, file)
            page.wait_for_selector("main .notice")
        else:
            visitor.choose_file("#ask-client_secret input[type=file]", file)
            visitor.press("form.drop button")
        assert visitor.path().split("?")[0] == WALK + "/step/client"
        assert file.name in visitor.said() and "Delete from disk" in visitor.said()
        assert page.input_value("#value-client_id") == dummies.CLIENT
        assert machine.values()["client_secret"] == dummies.SECRET
        visitor.close()


def test_a_file_in_doubt_leads_back_to_the_step_that_asked(filled):
    assert filled.run("tick", "prepare/version").status == 0
    file = dummies.google_file(filled.folder / "client_secret_other.json",
                               redirect_uris=["https://other.example/"])
    with Serve(filled) as server, chromium() as browser:
        visitor = visit(browser, server, WALK + "/step/client")
        visitor.choose_file("#ask-client_secret input[type=file]", file)
        # A file that was chosen survives somebody else's tick.
        assert filled.run("tick", "webservice").status == 0
        visitor.page.wait_for_selector("nav.steps li.done a[href$='/step/webservice']")
        # As long as a chooser may be open the page stays as it is.
        visitor.page.focus("#ask-client_secret input[type=file]")
        assert filled.run("tick", "google-account").status == 0
        visitor.page.wait_for_timeout(1500)
        later = visitor.page.locator("nav.steps li.done a[href$='/step/google-account']")
        assert later.count() == 0
        visitor.page.keyboard.press("Tab")
        later.wait_for()
        visitor.press("form.drop button")
        visitor.page.wait_for_selector("button[name=anyway]")
        visitor.page.reload()
        visitor.press("button[name=anyway]")
        assert visitor.path().split("?")[0] == WALK + "/step/client"
        assert file.name in visitor.said()
        visitor.close()


@pytest.mark.parametrize("lang,words", [
    ("en", "in a second terminal"), ("pl", "w drugim terminalu")])
def test_the_guide_at_a_terminal_says_where_commands_are_typed(filled, lang, words):
    assert filled.run("tick", "prepare/version").status == 0
    child = filled.terminal(KROK_LANG=lang)
    child.expect("\n> ")
    assert words not in child.seen(), "a step without commands"
    child.sendline("g mail-server")
    child.expect("krok get client_secret")
    child.expect(words)
    child.sendline("q")
    child.close()
