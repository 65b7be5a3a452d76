# `export --as fill` in a real Chromium, on a page with the names, types, lists and events of YetiForce's form.
import dataclasses
import json
import pathlib
import re
import unicodedata

import agewriter
import dummies
import exports
import formpage
import playwright.sync_api as playwright
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
WANTED = {
    "name": dummies.VALUES["server_name"], "auth_method": "oauth2", "oauth_provider": "Google",
    "client_id": dummies.CLIENT, "client_secret": dummies.SECRET, "redirect_uri_id": "23",
    "status": True, "visible": True, "validate_cert": True, "imap_encrypt": "ssl",
    "imap_host": "imap.gmail.com", "imap_port": "993", "smtp_encrypt": "ssl",
    "smtp_host": "smtp.gmail.com", "smtp_port": "465", "spellcheck": False, "ip_check": False,
    "identities_level": "0",
}
# Of every control on the page: what it holds, whether it is locked; of every element its classes.
STATE = """() => ({
  controls: [...document.querySelectorAll('input, select, button')].map((c) => [
    c.form?.id, c.name, c.type, c.type === 'checkbox' ? c.checked : c.value, c.disabled]),
  hidden: [...document.querySelectorAll('.d-none')].length,
  stored: [localStorage.length, sessionStorage.length, document.cookie, location.href],
})"""


def words(lang, section="fill"):
    text = (ROOT / f"content/interface/{lang}.yml").read_text(encoding="utf-8")
    part = re.search(rf"^{section}:\n((?:  .*\n)+)", text, re.M).group(1)
    text = {key: json.loads(value) for key, value in re.findall(r'^  ([a-z-]+): (".*")$', part, re.M)}
    # What is filled in here needs no quotes of the shell.
    return {key: re.sub(r"\{'([a-z-]+)'\}", r"{\1}", value) for key, value in text.items()}


def label(name, lang):
    expected = json.loads((exports.EXPECTED / f"export.{lang}.json").read_text())
    return {field["name"]: field["label"][lang] for field in expected["fields"]}[name]


@pytest.fixture(scope="module")
def window():
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield Browser(browser.new_page())
        browser.close()


@pytest.fixture
def site():
    site = formpage.Site()
    site.page = formpage.page(formpage.form())
    yield site
    site.close()


@dataclasses.dataclass
class Run:
    """What running the script did to the page, and what was heard and said meanwhile."""

    before: dict
    after: dict
    heard: list
    submitted: int
    requests: list
    said: list
    values: dict

    @property
    def sentence(self):
        return self.said[-1][1]

    @property
    def rows(self):
        (table,) = [rows for kind, rows in self.said if kind == "table"]
        return table

    def results(self):
        return {row[1]: row[2] for row in (list(row.values()) for row in self.rows)}

    def is_untouched(self):
        return self.before == self.after and (self.heard, self.submitted, self.requests) == ([], 0, [])


VALUES = """() => Object.fromEntries([...document.querySelectorAll(
  '#EditView input:not([type=hidden]), #EditView select')].map(
  (c) => [c.name, c.type === 'checkbox' ? c.checked : c.value]))"""


class Browser:
    """Opens the page anew and runs a script there, as an administrator would in the console."""

    def __init__(self, page):
        self.page, self.site = page, None
        self.broken, self.requests, self.messages = [], [], []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.messages.append(message))
        page.on("pageerror", lambda error: self.broken.append(str(error)))

    def run(self, script, path=formpage.FORM, host="127.0.0.1", prepare="", how="evaluate"):
        self.page.goto(f"http://{host}:{self.site.port}{path}", wait_until="load")
        if prepare:
            self.page.evaluate(prepare)
        before = self.page.evaluate(STATE)
        assert self.broken == [], "the page itself has to work"
        for record in (self.messages, self.requests, self.site.asked):
            record.clear()
        self.evaluate(script, how)
        # What a script sent would be on its way by then.
        self.page.wait_for_timeout(30)
        assert self.broken == []
        heard, submitted, values = map(self.page.evaluate, (
            "() => window.heard ?? []", "() => window.submitted ?? 0", VALUES))
        said = [(message.type, message.args[0].json_value() if message.type == "table"
                 else message.text) for message in self.messages]
        return Run(before, self.page.evaluate(STATE), heard, submitted,
                   self.requests + self.site.asked, said, values)

    def evaluate(self, script, how):
        if how == "evaluate":
            return self.page.evaluate(script)
        # What the console of the developer tools does with a line that was entered.
        session = self.page.context.new_cdp_session(self.page)
        answer = session.send("Runtime.evaluate", {
            "expression": script, "includeCommandLineAPI": True, "replMode": True,
            "userGesture": True, "awaitPromise": False, "objectGroup": "console"})
        session.detach()
        assert "exceptionDetails" not in answer, answer
        assert answer["result"] == {"type": "undefined"}


@pytest.fixture
def browser(window, site):
    window.site = site
    return window


@pytest.fixture
def script(filled, site):
    """Makes the script for this site, with other values where a test has them."""
    def make(*options, lang="en", address=site.url, **values):
        agewriter.put_values(
            filled.vault, dummies.PASSPHRASE, "default", {"yetiforce_url": address} | values)
        return exports.export(filled, filled.unlock, "fill", "--lang", lang, *options)

    return make


@pytest.mark.parametrize("lang", ["en", "pl"])
@pytest.mark.parametrize("how", ["evaluate", "console"])
def test_all_fields_are_filled_in_and_every_listener_hears_of_it_once(browser, script, lang, how):
    run = browser.run(script("--reveal", lang=lang), how=how)
    assert run.values == WANTED
    expected = [
        (name, kind, listener) for name in exports.NAMES for kind in ("input", "change")
        for listener in ("native", "jQuery")]
    # In the form's order: OAuth2 is chosen before the fields that it shows.
    assert list(map(tuple, run.heard)) == expected
    assert (run.submitted, run.requests) == (0, [])
    text = words(lang)
    assert run.said[-1] == ("info", text["complete"].format(all=18))
    assert [kind for kind, _ in run.said] == ["table", "info"]
    head = words(lang, "export")
    assert run.rows == [
        {head["field"]: label(name, lang), head["name"]: name, text["result"]: text["filled"]}
        for name in exports.NAMES]


def test_lists_show_what_was_chosen_and_the_oauth_fields_appear(browser, script):
    shown = """() => { window.shown = () => Object.fromEntries([...document.querySelectorAll(
      '#EditView select')].map((list) => [list.name,
      list.parentElement.querySelector('.select2-selection__rendered').textContent])); }"""
    code = script("--reveal").rstrip().removesuffix(";") + ";\nconsole.log(JSON.stringify(shown()));"
    run = browser.run(code, prepare=shown, how="evaluate")
    (rendered,) = [json.loads(text) for kind, text in run.said if kind == "log"]
    assert {name: text.strip("×") for name, text in rendered.items()} == {
        "auth_method": "OAuth2", "oauth_provider": "Synchronizacja z Google",
        "redirect_uri_id": "Gmail OAuth Test", "imap_encrypt": "ssl", "smtp_encrypt": "ssl",
        "identities_level": "poziom 0"}
    assert (run.before["hidden"], run.after["hidden"]) == (4, 0)


def test_nothing_beside_the_fields_is_touched(browser, script):
    run = browser.run(script("--reveal"))

    def others(state):
        return [c for c in state["controls"]
                if c[0] != "EditView" or c[1] not in WANTED or c[2] == "hidden"]

    assert others(run.before) == others(run.after)
    assert sum(1 for c in others(run.after) if c[2] == "hidden" and c[1] in WANTED) == 5
    assert run.before["stored"] == run.after["stored"]


@pytest.mark.parametrize("lang", ["en", "pl"])
def test_a_masked_script_leaves_the_secret_alone_and_says_so(browser, script, lang):
    code = script(lang=lang)
    assert "GOCSPX" not in code and "TESTKEY" not in code and "••••" not in code
    run = browser.run(code)
    assert run.values == WANTED | {"client_secret": ""}
    assert not [event for event in run.heard if event[0] == "client_secret"]
    text = words(lang)
    assert run.results()["client_secret"] == text["withheld"]
    left = f"{label('client_secret', lang)} (client_secret)"
    assert run.said[-1] == ("warning", text["incomplete"].format(filled=17, all=18, left=left))


SAVED = {
    "name": "Google", "auth_method": "oauth2", "oauth_provider": "MSAzure", "client_id": "old",
    "client_secret": "saved", "redirect_uri_id": "31", "status": "1", "spellcheck": "1",
    "ip_check": "1", "imap_encrypt": "tls", "imap_port": "143", "identities_level": "3",
}


@pytest.mark.parametrize("jquery", [True, False])
def test_a_saved_secret_is_unlocked_by_its_button_and_replaced(browser, site, script, jquery):
    site.page = formpage.page(formpage.form(SAVED, record="7"), jquery=jquery)
    run = browser.run(script("--reveal"), path=formpage.FORM + "&record=7")
    assert run.values == WANTED
    assert (run.submitted, run.requests) == (0, [])
    assert ["EditView", "client_secret", "password", dummies.SECRET, False] in run.after["controls"]


def test_a_masked_script_keeps_a_saved_secret_locked(browser, site, script):
    site.page = formpage.page(formpage.form(SAVED, record="7"))
    run = browser.run(script(), path=formpage.FORM + "&record=7")
    assert run.values == WANTED | {"client_secret": "••••••"}
    assert ["EditView", "client_secret", "password", "••••••", True] in run.after["controls"]


@pytest.mark.parametrize("how", ["dead", "submits", "gone"])
def test_a_secret_that_stays_locked_is_left(browser, site, script, how):
    site.page = formpage.page(formpage.form(
        SAVED, record="7", clear_type="submit" if how == "submits" else "button"))
    prepare = {"dead": "() => jQuery('.js-pwd-clear').off()", "submits": "",
               "gone": "() => document.querySelector('.js-pwd-clear').remove()"}[how]
    run = browser.run(script("--reveal"), path=formpage.FORM + "&record=7", prepare=prepare)
    assert run.values == WANTED | {"client_secret": "••••••"}
    assert (run.submitted, run.requests) == (0, [])
    assert run.results()["client_secret"] == words("en")["locked"]


# Elsewhere


@pytest.mark.parametrize("lang", ["en", "pl"])
def test_on_another_origin_it_stops(browser, site, script, lang):
    run = browser.run(script("--reveal", lang=lang), host="localhost")
    assert run.is_untouched()
    sentence = words(lang)["elsewhere"].format(
        found=f"http://localhost:{site.port}", expected=site.url.rstrip("/"))
    assert run.said == [("error", sentence)]


def test_an_address_that_only_looks_alike_stops_it(browser, site, script):
    for address in ("https://127.0.0.1:{}/", "http://127.0.0.1/", "http://127.0.0.10:{}/",
                    "http://evil.example/http://127.0.0.1:{}/", "http://evil.example?127.0.0.1:{}/"):
        run = browser.run(script("--reveal", address=address.format(site.port)))
        assert run.is_untouched(), address
        assert [kind for kind, _ in run.said] == ["error"]


OTHER_PAGES = (
    "/index.php?module=MailServers&parent=Settings&view=List",
    "/index.php?module=MailServers&parent=Settings&view=Detail&record=7",
    "/index.php?module=Accounts&view=Edit", "/index.php?module=MailServers&view=Edit",
    "/index.php?module=MailSmtp&parent=Settings&view=Edit", "/index.php", "/",
    "/crm/index.php?module=MailServers&parent=Settings&view=Edit",
    "/other.php?module=MailServers&parent=Settings&view=Edit")


@pytest.mark.parametrize("lang", ["en", "pl"])
def test_on_another_page_it_stops_and_says_where_the_form_is(browser, site, script, lang):
    code = script("--reveal", lang=lang)
    sentence = words(lang)["other-page"].format(address=site.url.rstrip("/") + formpage.FORM)
    for path in OTHER_PAGES:
        run = browser.run(code, path=path)
        assert run.is_untouched(), path
        assert run.said == [("error", sentence)]


@pytest.mark.parametrize("body", [
    "<p>401</p>", formpage.form(without=["redirect_uri_id"]), formpage.form(without=["auth_method"]),
    formpage.form() + formpage.form().replace('id="EditView"', 'id="Second"')],
    ids=["no form", "no list", "no method", "two forms"])
def test_without_the_form_on_the_page_it_stops(browser, site, script, body):
    site.page = formpage.page(body, own_script="EditView" in body)
    run = browser.run(script("--reveal"))
    assert run.is_untouched()
    assert run.said == [("error", words("en")["no-fields"])]


def test_an_installation_in_a_folder_is_known_with_and_without_its_slash(browser, site, script):
    query = formpage.FORM.partition("php")[2]
    for folder, path in (
            ("crm/", "/crm" + formpage.FORM), ("crm", "/crm" + formpage.FORM),
            ("crm//", "/crm" + formpage.FORM), ("crm/", "/crm/" + query),
            ("", formpage.FORM + "&record=7#top")):
        run = browser.run(script("--reveal", address=site.url + folder), path=path)
        assert run.values == WANTED, folder


def test_a_page_without_jquery_is_filled_in_too(browser, site, script):
    # Trusted types, which Debian's jQuery does not live under, are one guard more.
    site.policy += "; require-trusted-types-for 'script'"
    site.page = formpage.page(formpage.form(), jquery=False)
    run = browser.run(script("--reveal"))
    assert run.values == WANTED and run.after["hidden"] == 0


# Fields that cannot be filled in


@pytest.mark.parametrize("applications, value, result", [
    ([("17", "Inna")], "", "no-option"), ([], "", "no-option"),
    ([("17", "gmail oauth test")], "", "no-option"),
    ([("17", "Gmail OAuth Test"), ("18", " Gmail  OAuth Test")], "", "same-option")])
def test_an_application_that_is_not_there_or_there_twice_is_left(
        browser, site, script, applications, value, result):
    site.page = formpage.page(formpage.form(applications=applications))
    run = browser.run(script("--reveal"))
    assert run.values == WANTED | {"redirect_uri_id": value}
    assert run.results()["redirect_uri_id"] == words("en")[result]
    assert not [event for event in run.heard if event[0] == "redirect_uri_id"]
    left = f"{label('redirect_uri_id', 'en')} (redirect_uri_id)"
    assert run.sentence == words("en")["incomplete"].format(filled=17, all=18, left=left)


def test_the_line_that_asks_to_choose_is_no_application(browser, site, script):
    run = browser.run(script("--reveal", redirect_app="Wybierz opcję"))
    assert run.results()["redirect_uri_id"] == words("en")["no-option"]


def test_an_application_is_known_however_its_name_is_spaced_and_composed(browser, site, script):
    name = unicodedata.normalize("NFD", "Poczta  żółta ")
    site.page = formpage.page(formpage.form(applications=[("4", "Poczta żółta"), ("5", "Poczta")]))
    assert browser.run(script("--reveal", redirect_app=name)).values["redirect_uri_id"] == "4"


@pytest.mark.parametrize("change, names, result", [
    ({"without": ["ip_check", "imap_host"]}, ["imap_host", "ip_check"], "absent"),
    ({"twice": ["smtp_host", "status"]}, ["status", "smtp_host"], "ambiguous"),
    ({"locked": ["name", "imap_encrypt"]}, ["name", "imap_encrypt"], "locked")])
def test_fields_that_are_missing_doubled_or_locked_are_left(
        browser, site, script, change, names, result):
    site.page = formpage.page(formpage.form(**change))
    run = browser.run(script("--reveal"))
    assert {name: text for name, text in run.results().items() if text != words("en")["filled"]} == {
        name: words("en")[result] for name in names}
    left = ", ".join(f"{label(name, 'en')} ({name})" for name in names)
    assert run.said[-1] == (
        "warning", words("en")["incomplete"].format(filled=16, all=18, left=left))


def test_a_value_that_the_form_changes_in_reply_is_said(browser, script):
    prepare = """() => jQuery('[name=smtp_host]').on('change', () =>
      jQuery('[name=name]').val('changed'))"""
    run = browser.run(script("--reveal"), prepare=prepare)
    assert run.results()["name"] == words("en")["changed"]
    assert "(name)" in run.sentence and run.said[-1][0] == "warning"


# Values that would leave their place

HOSTILE = {
    "quotes": "'\"`${alert(1)}`",
    "tag": "</script><script>window.pwned = 1</script><!-- -->",
    "backslash": "\\\"; window.pwned = 1; \\",
    "line ends": "a\u2028window.pwned = 1\u2029b",
    "line feed": "a\nwindow.pwned = 1\r\nb",
    "comment": "*/ window.pwned = 1 // \r",
    "emoji": "👩\u200d💻 😀 \U000e0041",
    "polish": "Zażółć gęślą jaźń",
    "directions": "a\u202ebc\u2066d",
    "pattern": "$& $1 $` {filled} {left} %s %o %c",
}


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("how", ["console", "inside a page"])
def test_a_hostile_value_stays_a_value(browser, site, script, value, how):
    code = script("--reveal", redirect_app=value, client_secret=value, server_name=value)
    assert "<" not in code and "\r" not in code
    assert not [c for c in code if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") and c != "\n"]
    body = formpage.form(applications=[("4", value), ("5", "Gmail")])
    if how == "console":
        site.page = formpage.page(body)
        run = browser.run(code, how="console")
    else:
        # Not how it is meant to be used; whoever shows it in a page has to be safe too.
        site.policy = None
        site.page = formpage.page(body, inline=code)
        run = browser.run("() => console.log(typeof window.pwned)")
        assert run.said == [("log", "undefined")]
    # An input keeps no line ends: that is said, not passed over.
    kept = re.sub(r"[\r\n]", "", value)
    assert run.values == WANTED | {"redirect_uri_id": "4", "client_secret": kept, "name": kept}
    if how == "console":
        wanted = words("en")["filled" if kept == value else "changed"]
        assert {run.results()[name] for name in ("name", "client_secret")} == {wanted}


def test_the_pages_policy_would_stop_any_other_script(browser, site):
    site.page = formpage.page(formpage.form(), inline="window.pwned = 1")
    run = browser.run("() => console.log(typeof window.pwned)")
    assert run.said[-1] == ("log", "undefined")


# The command


@pytest.mark.parametrize("lang", ["en", "pl"])
def test_without_an_address_there_is_no_script(filled, lang):
    assert filled.run("unset", "yetiforce_url", *filled.unlock).status == 0
    got = filled.run("export", "--as", "fill", "--lang", lang, *filled.unlock)
    assert (got.status, got.out) == (65, "")
    assert "yetiforce_url" in got.err and "prepare" in got.err
    assert words(lang, "error")["missing-values"] in got.err
    assert filled.run("export", "--as", "html", *filled.unlock).status == 0


@pytest.mark.parametrize("lang", ["en", "pl"])
def test_an_address_that_no_browser_opens_makes_no_script(filled, lang):
    agewriter.put_values(
        filled.vault, dummies.PASSPHRASE, "default", {"yetiforce_url": "https://a@crm.example/"})
    target = filled.folder / "fill.js"
    got = filled.run("export", "--as", "fill", "--lang", lang, "--output", target, *filled.unlock)
    assert (got.status, got.out) == (65, "") and not target.exists()
    assert words(lang, "error")["bad-address"].format(input="yetiforce_url") in got.err
    assert words(lang, "hint")["bad-address"].format(input="yetiforce_url") in got.err
