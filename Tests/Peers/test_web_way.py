# The whole guide in a browser, from no vault at all to the export, in both languages: with and
# without script, with a mouse and with the keyboard alone; and the same answers given at the
# terminal make the same exports.
import json
import pathlib
import urllib.parse

import pytest

import agewriter
import dummies
import exports
from browsing import Typist, Visitor, chromium
from conftest import Machine
from web import Serve, place

PASSPHRASE = "zażółć jaźń – correct battery"
WAYS = {
    "pl": {
        "profile": "Zażółć gęślą jaźń", "audience": "external", "publishing": "production",
        "sign_in": "never", "skip": "użytkownicy zrobią to sami", "values": dummies.VALUES,
    },
    "en": {
        "profile": "Zoë Ångström Ltd", "audience": "internal", "publishing": None,
        "sign_in": "never", "skip": "each user does it alone",
        "values": {
            "yetiforce_url": "https://crm.office.example/sub/",
            "mailbox": "mailbox@office.example", "redirect_app": "Mailbox sign-in",
            "project_id": "office-mailbox-test", "app_name": "Office CRM test",
            "redirect_uri": dummies.URI.replace(dummies.URL, "https://crm.office.example/sub/"),
            "client_id": dummies.CLIENT, "client_secret": dummies.SECRET,
            "server_name": "Corporate mailbox",
        },
    },
}


def make_the_vault(visitor, way):
    page = visitor.page
    assert visitor.path() == "/vault"
    assert str(visitor.server.machine.vault) in page.inner_text("main")
    visitor.fill("#passphrase", PASSPHRASE)
    visitor.fill("#again", "another one")
    visitor.press("button[value=make]")
    assert not visitor.server.machine.vault.joinpath("vault.age").exists()
    assert page.input_value("#passphrase") == "", "a passphrase never comes back in a page"
    visitor.fill("#passphrase", PASSPHRASE)
    visitor.fill("#again", PASSPHRASE)
    visitor.press("button[value=make]")
    assert visitor.path().split("?")[0] == "/"
    visitor.fill("#profile", way["profile"])
    visitor.press("main form button.main")
    assert visitor.step() == "prepare"


def bring_google_file(visitor, machine, way):
    file = dummies.google_file(
        machine.folder / "client_secret_test.json", project_id=way["values"]["project_id"],
        redirect_uris=[way["values"]["redirect_uri"]])
    back = visitor.page.url
    visitor.page.goto(visitor.server.origin + place(way["profile"]) + "/import")
    visitor.choose_file("#file", file)
    visitor.press("form.drop button.main")
    assert file.name in visitor.said(), visitor.said()
    assert file.exists(), "a page cannot delete a file; it says how"
    file.unlink()
    visitor.page.goto(back)


def counted(machine):
    """The steps that are done one after the other: all but those to look things up."""
    steps = json.loads(machine.run("status", "--json").out)["steps"]
    return {step["id"]: step["state"] for step in steps if step["state"] != "reference"}


def answer_what_is_asked(visitor, way):
    """Whatever the step asks, where it asks it; an answer may bring another question."""
    answered = set()
    while True:
        asked = [name.removeprefix("ask-") for name in visitor.page.locator(".ask").evaluate_all(
            "all => all.map(one => one.id)")]
        open_questions = [name for name in asked if name not in answered]
        if not open_questions:
            return
        name = open_questions[0]
        answered.add(name)
        if name in ("client_id", "client_secret"):
            continue
        if name in way["values"]:
            visitor.answer(name, way["values"][name])
        else:
            visitor.choose(name, way[name])


def walk(visitor, machine, way):
    """Every step of the way; whatever is asked is answered where it is asked."""
    last = list(counted(machine))[-1]
    seen = []
    while visitor.step() != last:
        step = visitor.step()
        assert step not in seen
        seen.append(step)
        current = visitor.page.locator("nav.steps [aria-current=step]")
        assert current.count() == 1 and current.get_attribute("href").endswith("/step/" + step)
        if step == "client":
            bring_google_file(visitor, machine, way)
        answer_what_is_asked(visitor, way)
        if step in ("prepare", "client"):
            visitor.tick_all()
        if visitor.page.locator("button[name=whole]").count():
            visitor.press("button[name=whole]")
        visitor.go_on()
    visitor.click(".skipping summary")
    visitor.fill("#reason", way["skip"])
    visitor.press(".skipping button")
    assert visitor.path().split("?")[0] == place(way["profile"]) + "/form", visitor.page.url
    states = counted(machine)
    assert states.pop(last) == "skipped"
    assert [step for step, state in states.items() if state == "done"] == seen
    assert {state for step, state in states.items() if step not in seen} == {"excluded"}


def read_the_form(visitor, way):
    page = visitor.page
    secret = way["values"]["client_secret"]
    key = way["values"]["redirect_uri"][-32:]
    assert secret not in page.content() and key not in page.content()
    names = page.locator("td.field").all_inner_texts()
    assert names == exports.NAMES
    assert way["values"]["client_id"] in page.content()
    visitor.press("button[value=reveal]")
    assert secret in page.content() and key in page.content()
    assert visitor.path().split("?")[0] == place(way["profile"]) + "/form"
    page.goto(page.url)
    assert secret not in page.content()


def downloads(visitor, way, machine, unlock, lang):
    """Each format, masked and revealed, is byte for byte what the command prints."""
    for kind in ("table", "json", "csv", "env", "markdown", "html"):
        address = place(way["profile"]) + "/form/" + kind
        for reveal in ([], ["--reveal"]):
            with visitor.page.expect_download() as waiting:
                if reveal:
                    visitor.click(f'form[action="{address}"] button')
                else:
                    visitor.click(f'a[href="{address}"]')
            download = waiting.value
            assert download.suggested_filename.startswith("yetiforce-mail-server.")
            got = pathlib.Path(download.path()).read_bytes()
            told = machine.run("export", "--as", kind, "--lang", lang, *reveal, *unlock)
            assert got == told.out.encode(), kind
            download.delete()


def replay_at_the_terminal(folder, lang, way):
    """The same answers, ticks and reasons, given with commands."""
    machine = Machine(folder, lang)
    machine.passphrase_file.write_text(PASSPHRASE + "\n")
    assert machine.run("vault", "init", *machine.unlock).status == 0
    agewriter.cheapen(machine.vault, PASSPHRASE)
    assert machine.run("profile", "new", way["profile"]).status == 0
    for name, value in way["values"].items():
        got = machine.run("set", name, "-", *machine.unlock, stdin=value.encode())
        assert got.status == 0, got.err
    for name in ("audience", "publishing", "sign_in"):
        if way[name]:
            assert machine.run("set", name, way[name], *machine.unlock).status == 0
    *steps, last = counted(machine)
    for step in steps:
        assert machine.run("tick", step).status == 0
    assert machine.run("skip", last, "--reason", way["skip"]).status == 0
    return machine


@pytest.mark.parametrize("lang,script,width,person", [
    ("pl", True, 1280, Visitor), ("en", False, 1280, Visitor), ("en", True, 320, Typist),
    ("pl", True, 320, Typist),
    ("pl", False, 320, Visitor)])
def test_an_administrator_goes_the_whole_way_in_a_browser(tmp_path, lang, script, width, person):
    way = WAYS[lang]
    machine = Machine(tmp_path / "page", lang)
    with Serve(machine, unlock=False) as server, chromium() as browser:
        visitor = person(browser, server, script, width, locale=lang, accept_downloads=True)
        visitor.come_in()
        assert visitor.page.get_attribute("html", "lang") == lang
        make_the_vault(visitor, way)
        walk(visitor, machine, way)
        read_the_form(visitor, way)
        machine.passphrase_file.write_text(PASSPHRASE + "\n")
        # The page has the vault open; every command that follows would cost a second of scrypt.
        agewriter.cheapen(machine.vault, PASSPHRASE)
        unlock = ["--passphrase-file", machine.passphrase_file]
        downloads(visitor, way, machine, unlock, lang)
        asked = [request for request in visitor.requests
                 if not request.url.startswith((server.origin, "blob:"))]
        assert asked == [], "everything comes from this server"
        for request in visitor.requests:
            address = urllib.parse.unquote(request.url)
            assert PASSPHRASE not in address and dummies.SECRET not in address
        complaints = [text for text in visitor.complaints if "422" not in text]
        assert complaints == []
        visitor.close()
        assert server.end() == 0

    terminal = replay_at_the_terminal(tmp_path / "terminal", lang, way)
    for kind in ("table", "json", "csv", "env", "markdown", "html", "fill"):
        arguments = ["export", "--as", kind, "--reveal", "--profile", way["profile"], *unlock]
        from_page, from_terminal = machine.run(*arguments), terminal.run(*arguments)
        assert from_page.status == from_terminal.status == 0, from_page.err
        assert from_page.out == from_terminal.out, kind
