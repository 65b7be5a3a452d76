# Commands that a guide's text names: a page does itself what it can, and says so; the same text
# stays right at a terminal.
import time
from urllib.parse import quote

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


def test_only_what_is_to_be_pasted_is_copied_in_a_table(started):
    """What a note warns of has no button: `ssl://`, or the port that does not fit."""
    with chromium() as browser:
        visitor = visit(browser, started, WALK + "/step/mail-protocols")
        cells = visitor.page.locator("main td:has(button.copy)")
        assert [text.split() for text in cells.all_inner_texts()] == [
            [value, "Copy"] for value in ("ssl", "imap.gmail.com", "993", "ssl", "smtp.gmail.com", "465")]
        assert "ssl://" in visitor.page.inner_text("main table")
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
    (WALK + "/trouble/secret-lost", "krok --guide rotate-secret",
     "Replace the OAuth client secret", ROTATE),
    (WALK + "/step/mail-server", "krok export --as fill", "Have YetiForce's form filled in",
     WALK + "/form#fill"),
    (WALK + "/step/mail-protocols", "krok export", "Finished form", WALK + "/form"),
    (WALK + "/step/sign-in-remove", "krok check sign-in-remove --online", "Checks", "#checking"),
    (ROTATE + "/step/add", "krok set client_secret", "Client secret", "#ask-client_secret"),
    (ROTATE + "/step/add", "krok status", "Client secret", "#ask-client_secret"),
    (ROTATE + "/step/disable", "krok status", "Client secret",
     ROTATE + "/step/add#ask-client_secret"),
    (ROTATE + "/step/delete", "krok unset client_secret --previous", "Client secret",
     ROTATE + "/step/add#ask-client_secret"),
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
                                  or address == ROTATE and "rotate-secret/step/" in url)
        if "#" in address:
            assert visitor.page.locator("#" + address.partition("#")[2]).is_visible()
        visitor.close()


@pytest.mark.parametrize("script", [True, False])
def test_two_secrets_are_told_apart_and_the_older_one_goes(started, script):
    """What the guide to replace a secret needs: the last characters of both, and an end of one."""
    newer = "GOCSPX-EXAMPLE-the-second-secret-77"
    with chromium() as browser:
        visitor = visit(browser, started, ROTATE + "/step/add", script=script)
        asked = visitor.page.locator("#ask-client_secret")
        assert asked.locator(".previous").count() == 0
        visitor.answer("client_secret", newer)
        assert "t-77" in asked.locator(".now").inner_text()
        assert "t-00" in asked.locator(".previous").inner_text()
        assert newer not in visitor.page.content() and dummies.SECRET not in visitor.page.content()
        visitor.press("#ask-client_secret .previous button")
        assert visitor.said() == "The older value is removed: Client secret"
        assert asked.locator(".previous").count() == 0
        assert "t-77" in asked.locator(".now").inner_text()
        visitor.close()
    assert started.machine.values()["client_secret"] == newer
    secret = started.machine.document()["profiles"]["default"]["client_secret"]
    assert "previous" not in secret


def test_what_only_a_terminal_does_is_said(started):
    assert started.machine.run("set", "sign_in", "once", *started.machine.unlock).status == 0
    with chromium() as browser:
        visitor = visit(browser, started, WALK + "/step/sign-in")
        command = visitor.page.locator("code:text-is('krok check --sign-in') + .here").first
        assert command.inner_text() == "(in a terminal)"
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
        visitor.page.keyboard.press("Tab")
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


@pytest.mark.parametrize("script", [True, False])
def test_a_lock_before_the_file_was_sent_leads_back_to_the_step_too(filled, script):
    """Locked by the clock or in another page: from the step, and from the page about a doubt."""
    assert filled.run("tick", "prepare/version").status == 0
    file = dummies.google_file(filled.folder / "client_secret_other.json",
                               redirect_uris=["https://other.example/"])
    with Serve(filled) as server, chromium() as browser:
        visitor = visit(browser, server, WALK + "/step/client", script=script)
        chosen = "#ask-client_secret input[type=file]"
        visitor.choose_file(chosen, file)
        # The page stays as it is, as long as somebody is at the file.
        visitor.page.focus(chosen)
        lock(visitor)
        visitor.press("form.drop button")
        assert "unlock it first" in visitor.said()
        visitor.unlock(dummies.PASSPHRASE)
        assert visitor.path().split("?")[0] == WALK + "/step/client"
        visitor.choose_file(chosen, file)
        visitor.press("form.drop button")
        visitor.page.wait_for_selector("button[name=anyway]")
        lock(visitor)
        if not script:
            visitor.press("button[name=anyway]")
        visitor.page.wait_for_selector("#passphrase")
        visitor.unlock(dummies.PASSPHRASE)
        assert visitor.path().split("?")[0] == WALK + "/step/client"
        # The file went with the lock: whoever still sees the question is asked for it again.
        server.cookie = "; ".join(f"{one['name']}={one['value']}" for one in visitor.context.cookies())
        server.word = visitor.page.locator("input[name=word]").first.input_value()
        got = server.post(WALK + "/import", {"do": "file", "anyway": "1", "back": WALK + "/step/client"})
        assert got.status == 303 and got.header("location").startswith(WALK + "/import?n=")
        visitor.page.goto(server.origin + got.header("location"))
        assert "choose it again" in visitor.said()
        assert visitor.page.input_value("main input[name=back]") == WALK + "/step/client"
        visitor.close()


def test_a_way_back_survives_polish_names_the_other_language_and_the_unlocking(filled):
    walk = place("Żółw i syn")
    assert filled.run("profile", "new", "Żółw i syn").status == 0
    assert filled.run("tick", "prepare/version", "--profile", "Żółw i syn").status == 0
    step = walk + "/step/client"
    with Serve(filled, unlock=False) as server, chromium() as browser:
        visitor = visit(browser, server, step, script=False)
        # By the button above, and by the one where a value is asked for.
        for button in (".state a.button", "#ask-client_id a.button"):
            visitor.page.goto(server.origin + step)
            visitor.click(button)
            visitor.page.wait_for_selector("#passphrase")
            visitor.press("button[name=language][value=pl]")
            assert visitor.page.get_attribute("html", "lang") == "pl"
            visitor.press("button[name=language][value=en]")
            # The page itself has no such button: it would lead to itself.
            assert visitor.page.locator(".state a.button").count() == 0
            visitor.unlock(dummies.PASSPHRASE)
            assert visitor.path().split("?")[0] == step
            lock(visitor)
        # The same from a page that has a way back of its own.
        own = walk + "/import?back=" + quote(step, safe="")
        visitor.page.goto(server.origin + own)
        visitor.unlock(dummies.PASSPHRASE)
        assert visitor.path().split("?")[0] == step
        visitor.page.goto(server.origin + own)
        visitor.press("button[name=language][value=pl]")
        assert visitor.page.input_value("form.drop input[name=back]") == step
        visitor.close()


def lock(visitor):
    other = visitor.another_page()
    other.goto(visitor.server.origin + "/vault")
    other.click("main button[value=lock]")
    other.wait_for_selector("#passphrase")
    other.close()
    visitor.page.bring_to_front()


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
