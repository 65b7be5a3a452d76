# Checks from the page: what is said beforehand, who is asked, and what stands there afterwards.
import html
import json
import re
import threading

import dummies
import pytest
import standins
from browsing import Visitor, chromium
from standins import SIGN_IN, TOKEN
from test_checks import KEY, error, refusal
from web import Serve, place

CLIENT = place() + "/step/client"


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return standins.Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def world(authority):
    world = standins.World(authority)
    world.site(TOKEN, standins.http(400, error("invalid_grant")))
    world.site(SIGN_IN, standins.http(302, "", "location: /v3/signin/identifier?x=y"))
    yield world
    world.close()


@pytest.fixture
def served(filled, world):
    # A profile that was used, and a step without open questions.
    assert filled.run("set", "sign_in", "never", *filled.unlock).status == 0
    with Serve(filled, "--ca-file", world.authority.file, all_proxy=world.address) as server:
        server.come_in()
        yield server


def text(response):
    """What a person reads."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", response.body.decode())).split())


def done(server, path, action):
    """The page that a button leads to."""
    got = server.post(path, {"do": action})
    assert got.status == 303, got
    return server.get(got.header("location").partition("#")[0])


def state(machine, step):
    steps = json.loads(machine.run("status", "--json").out)["steps"]
    return next(entry["state"] for entry in steps if entry["id"] == step)


def test_the_page_says_who_gets_what_and_asks_nobody_until_told(filled, served, world):
    page = text(served.get(CLIENT))
    assert f"{TOKEN} gets: the Client ID, the client secret" in page
    assert f"{SIGN_IN} gets: the Client ID" in page and "Ask these servers" in page
    assert str(world.authority.file) in page
    assert world.connects == []
    page = done(served, CLIENT, "check")
    assert page.status == 200 and world.connects == []
    page = done(served, CLIENT, "ask")
    assert "Google knows the client, and the secret is right." in text(page)
    assert "The checks prove this step: it is done." in text(page)
    assert world.connects == [TOKEN, SIGN_IN] and state(filled, "client") == "done"
    # Once said it is not said again, and no secret was ever on the page.
    assert "Google knows the client" not in text(served.get(CLIENT))
    assert dummies.SECRET.encode() not in page.body


def test_wrong_and_could_not_tell_stand_on_the_page_with_the_step_that_mends_it(
        filled, served, world):
    world.site(TOKEN, standins.http(503, ""))
    world.site(SIGN_IN, standins.http(302, "", "location: " + refusal("redirect_uri_mismatch")))
    page = done(served, CLIENT, "ask")
    assert "Google does not know this redirect URI for this client" in text(page)
    assert "Mend it in: Create the OAuth client [client]" in text(page)
    assert "Could not tell: the server has trouble of its own" in text(page)
    assert state(filled, "client") == "todo" and KEY.encode() not in page.body.partition(
        b'class="text"')[0]


def test_what_needs_nobody_is_checked_without_asking(served, world):
    path = place() + "/step/redirect-uri"
    page = served.get(path)
    assert b'value="check"' in page.body and b'value="ask"' not in page.body
    assert "It is YetiForce's address, the right path and a key." in text(
        done(served, path, "check"))
    assert world.connects == []


def test_the_trial_sign_in_is_led_to_the_terminal(served):
    page = served.get(place() + "/step/sign-in")
    assert "krok check --sign-in" in text(page) and b'value="ask"' not in page.body
    assert "terminal" in text(page)
    assert b'value="check"' not in served.get(place() + "/step/link-users").body


def test_a_step_that_only_a_check_finishes_says_so_once_all_is_ticked(filled, served):
    for answer in ("audience external", "publishing production", "sign_in once"):
        assert filled.run("set", *answer.split(), *filled.unlock).status == 0
    step = place() + "/step/sign-in-remove"
    finish = b'name="whole"'
    before = served.get(step).body
    assert finish in before and b"krok check sign-in-remove --online\n" not in before
    assert served.post(step, {"do": "tick", "whole": "1"}).status == 303
    after = served.get(step).body
    assert finish not in after and b"only a check that asks Google finishes this step" in after
    for lang, said in (("en", "only a check that asks Google finishes this step"),
                       ("pl", "ten krok kończy dopiero sprawdzenie")):
        child = filled.terminal("--lang", lang, "--plain", size=(60, 200))
        for line in ("g sign-in-remove", ""):
            child.expect_exact("\r\n> ")
            child.sendline(line)
        child.expect(r"\? \[")
        assert said in child.before
        child.close(force=True)


def test_a_locked_vault_asks_for_the_passphrase_first(served, world):
    assert served.post("/vault", {"do": "lock"}).status == 303
    page = served.get(CLIENT)
    assert b'value="check"' in page.body and b'value="ask"' not in page.body
    for action in ("check", "ask"):
        got = served.post(CLIENT, {"do": action})
        assert got.status == 403 and b'name="passphrase"' in got.body
    assert world.connects == []


def test_what_came_out_is_in_sight_of_whoever_pressed_the_button(served):
    with chromium() as browser:
        visitor = Visitor(browser, served, locale="en")
        name, _, value = served.cookie.partition("=")
        visitor.context.add_cookies([{"name": name, "value": value, "url": served.origin}])
        visitor.page.goto(served.origin + CLIENT)
        visitor.press("button[value=check]")
        box = visitor.page.locator("main .notice").first.bounding_box()
        assert 0 <= box["y"] < visitor.page.viewport_size["height"]
        visitor.close()


def test_other_pages_answer_while_somebody_is_waited_for(served, world):
    """A server that hangs holds up its own check and nothing else."""
    reached, go_on = threading.Event(), threading.Event()

    def hold(connection):
        standins.read_request(connection)
        reached.set()
        go_on.wait(20)

    world.site(TOKEN, hold)
    got = []
    asking = threading.Thread(target=lambda: got.append(done(served, CLIENT, "ask")))
    asking.start()
    assert reached.wait(15)
    assert served.get(CLIENT).status == 200 and got == []
    go_on.set()
    asking.join(40)
    assert "the connection was cut off" in text(got[0])


def test_nobody_but_this_page_can_have_it_ask(served, world):
    assert served.post(CLIENT, {"do": "ask"}, Origin="https://evil.example").status == 403
    assert served.post(CLIENT, {"do": "ask", "word": "0" * 64}).status == 403
    assert served.get(CLIENT + "?do=ask").status in (200, 400, 404)
    assert world.connects == []


@pytest.mark.parametrize("lang, said", [("pl", "Sprawdź bez sieci")])
def test_polish(filled, world, lang, said):
    assert filled.run("set", "sign_in", "never", *filled.unlock).status == 0
    with Serve(filled, "--lang", lang, "--ca-file", world.authority.file,
               all_proxy=world.address) as server:
        server.come_in()
        page = text(server.get(CLIENT))
        assert said in page and f"{TOKEN} dostanie: identyfikator klienta" in page
        assert "Sekret" not in page and "najwyżej 20 sekund" in page
