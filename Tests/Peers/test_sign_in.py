# krok check --sign-in, whole: a provider, IMAP and SMTP in Google's place, and a person's browser.
import base64
import contextlib
import hashlib
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import threading
import time
import urllib.parse

import agewriter
import canary
import dummies
import httpx
import pexpect
import pytest
from authority import Authority
from conftest import KROK
from displays import until
from mailpeers import Dovecot, free_port
from provider import HOSTS, MAIL, Client, Provider
from playwright.sync_api import sync_playwright
from processmemory import found as found_in_memory
from tunnel import Tunnel

MAILBOX = dummies.VALUES["mailbox"]

TITLES = {
    "Sign-in: the address of this computer, as Google knows it": "sign-in-address",
    "Sign-in: consent in the browser": "sign-in-consent",
    "Sign-in: token for the mailbox": "sign-in-token",
    "Sign-in: the mailbox by IMAP": "sign-in-imap",
    "Sign-in: the mailbox by SMTP": "sign-in-smtp",
    "Sign-in: what becomes of the consent": "sign-in-grant",
}
SIGNS = {"✓": "right", "[x]": "right", "!": "wrong", "[!]": "wrong", "?": "unclear", "[?]": "unclear"}

# Stands where xdg-open stands, and does what it does: hands the address on and returns.
OPENER = """#!/bin/sh
printf '%s\\n' "$1" >"{file}.new"
mv "{file}.new" "{file}"
"""


class World:
    """Everything that a sign-in meets, and the ways that lead there."""

    def __init__(self, folder):
        self.folder = folder
        self.authority = Authority(folder / "authority")
        self.redirect_port = free_port()
        self.client = Client(dummies.CLIENT, dummies.SECRET, [dummies.URI, self.redirect])
        self.provider = Provider(self.authority, self.client)
        self.dovecot = Dovecot(folder / "dovecot", self.authority, self.provider)
        self.tunnel = Tunnel()
        self.routes = {
            "accounts.google.com:443": self.provider.port,
            "oauth2.googleapis.com:443": self.provider.port,
            "imap.gmail.com:993": self.dovecot.imaps,
            "smtp.gmail.com:465": self.dovecot.submissions,
        }

    @property
    def redirect(self):
        return f"http://localhost:{self.redirect_port}/"

    def close(self):
        self.tunnel.close()
        self.dovecot.close()
        self.provider.close()

    def reset(self):
        self.client.redirect_uris[:] = [dummies.URI, self.redirect]
        self.client.client_id, self.client.client_secret = dummies.CLIENT, dummies.SECRET
        provider = self.provider
        provider.codes.clear(), provider.tokens.clear(), provider.consents.clear()
        provider.asked.clear(), provider.overrides.clear(), self.tunnel.asked.clear()
        provider.token_seconds, provider.granted = 3599, None
        provider.mailbox, provider.answer = MAILBOX, "allow"
        self.tunnel.routes = dict(self.routes)


@pytest.fixture(scope="module")
def _world():
    with tempfile.TemporaryDirectory(prefix="krok-") as folder:
        os.chmod(folder, 0o711)
        world = World(pathlib.Path(folder))
        yield world
        world.close()


@pytest.fixture
def world(_world):
    _world.reset()
    return _world


class Scripted:
    """A mail server that offers XOAUTH2 and gives every login the same answer."""

    def __init__(self, authority, service, answer):
        self._context = authority.server("imap.gmail.com", "smtp.gmail.com")
        self._service, self._answer = service, answer
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self):
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _serve(self):
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                with contextlib.suppress(OSError), client:
                    self._speak(self._context.wrap_socket(client, server_side=True))

    def _speak(self, line):
        def say(text):
            line.sendall(text.encode() + b"\r\n")

        imap = self._service == "imap"
        say("* OK Gimap" if imap else "220 smtp.gmail.com")
        for said in line.makefile():
            words = said.upper().split()
            if imap and words[1] == "CAPABILITY":
                say(f"* CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2\r\n{words[0]} OK done")
            elif imap:
                say(f"{said.split()[0]} {self._answer}")
            else:
                say("250-here\r\n250 AUTH XOAUTH2" if words[0] == "EHLO" else self._answer)


class Browser:
    """Follows what it is given as a browser does, signs in, consents, and goes where it is sent.

    The hosts in Google's place are reached through the tunnel, this machine directly.
    """

    def __init__(self, world):
        self.world = world
        tls = ssl.create_default_context(cafile=str(world.authority.file))
        proxy = httpx.HTTPTransport(verify=tls, proxy=f"http://127.0.0.1:{world.tunnel.port}")
        self._client = httpx.Client(mounts={"https://": proxy}, trust_env=False, timeout=10)

    def consent(self, address):
        """The redirect that leads back to krok, as the consent screen gives it."""
        page = self._client.get(address, follow_redirects=True)
        assert page.status_code == 200, page
        action = re.search(r'action="([^"]+)"', page.text)[1]
        provider = self.world.provider
        done = self._client.post(
            urllib.parse.urljoin(str(page.url), action),
            data={"mailbox": provider.mailbox, "answer": provider.answer})
        assert done.status_code == 302, done.text
        return done.headers["Location"]

    def go(self, address):
        return self._client.get(address)


class Run:
    """One krok check --sign-in; the browser is what `behave` does with the address."""

    def __init__(self, machine, world, *more, behave=None, prefix=(), unlock=None):
        self.world = world
        self.opened = machine.folder / "opened"
        self.opened.unlink(missing_ok=True)
        programs = machine.folder / "programs"
        programs.mkdir(exist_ok=True)
        opener = programs / "xdg-open"
        opener.write_text(OPENER.format(file=self.opened))
        opener.chmod(0o755)
        self.pages = []
        machine.forget()
        self.process = subprocess.Popen(
            [*prefix, KROK, "check", "--sign-in", "--redirect-port", str(world.redirect_port),
             "--ca-file", str(world.authority.file), *more, *map(str, unlock or machine.unlock)],
            env=machine.environ(DISPLAY=":0", PATH=f"{programs}:/usr/bin:/bin",
                                **world.tunnel.environment),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            cwd=machine.folder, start_new_session=True)
        self._behave = behave or (lambda run, browser: run.visit(browser))
        self._browsing = threading.Thread(target=self._browse)
        self._browsing.start()

    def _browse(self):
        end = time.monotonic() + 30
        while not self.opened.exists():
            if self.process.poll() is not None or time.monotonic() > end:
                return
            time.sleep(0.02)
        self.address = self.opened.read_text().strip()
        self._behave(self, Browser(self.world))

    def visit(self, browser):
        self.pages.append(browser.go(browser.consent(self.address)))

    def wait(self):
        self.out, self.err = (text.decode() for text in self.process.communicate(timeout=60))
        self._browsing.join(30)
        self.status = self.process.returncode
        return self

    @property
    def text(self):
        """The results without the ends of their lines."""
        return " ".join(self.out.split())

    def verdicts(self):
        found = re.findall(r"^(\[[x!?]\]|[✓!?]) +(Sign-in: [^–\n]+?)(?: –.*)?$", self.out, re.M)
        return {TITLES[title]: SIGNS[sign] for sign, title in found}


def run(machine, world, *more, **changes):
    more = more or ("--revoke", "yes")
    return Run(machine, world, *more, **changes).wait()


ALL = ["address", "consent", "token", "imap", "smtp", "grant"]
ALL_RIGHT = {"sign-in-" + name: "right" for name in ALL}


def upto(last, verdict):
    """Everything before `last` was right, nothing after it was asked."""
    names = ALL[:ALL.index(last) + 1]
    # Without a token nobody can tell what became of the consent.
    end = {"sign-in-grant": "unclear"} if last == "token" else {}
    return {"sign-in-" + name: "right" for name in names} | {"sign-in-" + last: verdict} | end


# Consented, but without a token that could be revoked.
STRANDED = {"sign-in-grant": "unclear"}


# The whole way


def test_the_whole_sign_in_is_right_and_leaves_nothing_behind(filled, world):
    done = run(filled, world)
    assert (done.status, done.verdicts()) == (0, ALL_RIGHT), done.out + done.err
    query = urllib.parse.parse_qs(urllib.parse.urlsplit(done.address).query)
    assert query["scope"] == [f"openid email {MAIL}"]
    assert query["access_type"] == ["online"] and query["code_challenge_method"] == ["S256"]
    assert query["redirect_uri"] == [world.redirect] and query["login_hint"] == [MAILBOX]
    # The address is printed too, whole, for a browser that does not open by itself.
    assert done.address in done.err
    (exchange,) = world.provider.requests("/token")
    assert exchange["host"] == "oauth2.googleapis.com"
    assert "client_secret" in exchange["form"] and "code_verifier" in exchange["form"]
    # The grant is gone, and with it every token.
    assert world.provider.tokens == {} and world.provider.consents == {}
    assert "imap-login: Info: Login: user=<skrzynka@firma.example>, method=XOAUTH2" in \
        world.dovecot.log()
    assert "submission-login: Info: Login: user=<skrzynka@firma.example>" in world.dovecot.log()


def test_nobody_else_was_asked_and_the_secret_went_where_it_was_announced(filled, world):
    done = run(filled, world)
    assert done.status == 0
    assert set(world.tunnel.asked) == set(world.routes)
    announced = done.err[:done.err.index("The browser is being opened")]
    assert {line.split()[0] for line in announced.splitlines() if " gets" in line} == \
        set(world.routes)
    with_secret = {request["path"] for request in world.provider.asked
                   if dummies.SECRET in json.dumps([request["query"], request["form"]])}
    assert with_secret == {"/token"}


def test_the_page_in_the_browser_is_strict_and_speaks_the_language(filled, world):
    done = run(filled, world, "--revoke", "yes", "--lang", "pl")
    (page,) = done.pages
    assert page.status_code == 200 and "Wróć do terminala" in page.text
    assert '<html lang="pl">' in page.text
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none';")
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    # Nothing of the request is on the page.
    assert "code=" not in page.text and "state=" not in page.text
    assert "Token otwiera skrzynkę." in done.text


# The grant


def test_told_to_leave_the_grant_it_leaves_it_and_says_what_that_means(filled, world):
    done = run(filled, world, "--revoke", "no")
    assert (done.status, done.verdicts()) == (0, ALL_RIGHT)
    assert world.provider.requests("/revoke") == [] and len(world.provider.tokens) == 1
    assert "The consent stays." in done.text and "myaccount.google.com/connections" in done.text


@pytest.mark.parametrize("ticked", ["link-users", "link-users/authorise-corporate"])
def test_when_yetiforce_is_linked_nothing_is_revoked_whatever_is_said(filled, world, ticked):
    tasks = json.loads(filled.run("status", "--json").out)["steps"]
    known = next(step for step in tasks if step["id"] == "link-users")["tasks"]
    ticked = ticked if "/" not in ticked else known[0]["id"]
    assert filled.run("tick", ticked).status == 0
    done = run(filled, world, "--revoke", "yes")
    assert (done.status, done.verdicts()) == (0, ALL_RIGHT), done.err
    assert world.provider.requests("/revoke") == []
    assert "because YetiForce works with it" in done.text


def test_yetiforce_still_gets_its_refresh_token_after_a_revoked_trial(filled, world):
    """What the trial must not spoil: the first consent of YetiForce's own."""
    assert run(filled, world).status == 0
    assert yetiforce_authorises(world).get("refresh_token")
    # And what it would have spoilt, had the first refresh token gone to somebody before.
    assert yetiforce_authorises(world).get("refresh_token") is None


def yetiforce_authorises(world):
    """What YetiForce does: access_type=offline, no prompt, its own redirect URI."""
    browser = Browser(world)
    verifier = "v" * 43
    challenge = base64.urlsafe_b64encode(
        hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    back = browser.consent("https://accounts.google.com/o/oauth2/v2/auth?" + urllib.parse.urlencode({
        "client_id": dummies.CLIENT, "redirect_uri": dummies.URI, "response_type": "code",
        "scope": MAIL, "state": "x", "access_type": "offline", "code_challenge": challenge,
        "code_challenge_method": "S256"}))
    code = urllib.parse.parse_qs(urllib.parse.urlsplit(back).query)["code"][0]
    return browser._client.post("https://oauth2.googleapis.com/token", data={
        "grant_type": "authorization_code", "code": code, "client_id": dummies.CLIENT,
        "client_secret": dummies.SECRET, "redirect_uri": dummies.URI,
        "code_verifier": verifier}).json()


@pytest.mark.parametrize("answer", [
    ({"error": "invalid_token"}, 400), ({"error": {"code": 500, "status": "INTERNAL"}}, 500),
    ("not json", 200 + 303)])
def test_a_grant_that_cannot_be_revoked_is_said_loudly(filled, world, answer):
    world.provider.overrides["/revoke"] = lambda request: answer
    done = run(filled, world)
    assert done.status == 75 and done.verdicts() == ALL_RIGHT | {"sign-in-grant": "unclear"}
    assert "THE CONSENT COULD NOT BE WITHDRAWN" in done.text
    assert "https://myaccount.google.com/connections" in done.text


def test_without_a_terminal_the_answer_has_to_be_given(filled, world):
    done = filled.run("check", "--sign-in", *filled.unlock)
    assert done.status == 64 and "--revoke" in done.err
    assert world.provider.asked == []


def test_at_a_terminal_it_asks_and_no_is_the_usual_answer(filled, world):
    programs = filled.folder / "programs"
    programs.mkdir()
    opened = filled.folder / "opened"
    (programs / "xdg-open").write_text(OPENER.format(file=opened))
    (programs / "xdg-open").chmod(0o755)
    child = filled.terminal(
        "check", "--sign-in", "--redirect-port", str(world.redirect_port), "--ca-file",
        str(world.authority.file), *filled.unlock, DISPLAY=":0",
        PATH=f"{programs}:/usr/bin:/bin", **world.tunnel.environment)
    child.expect_exact("[y/N]")
    child.sendline("")
    until(opened.exists)
    browser = Browser(world)
    browser.go(browser.consent(opened.read_text().strip()))
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0, child.seen()
    assert world.provider.requests("/revoke") == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_whoever_interrupts_it_has_the_grant_settled_all_the_same(filled, world, number):
    reached, go_on = threading.Event(), threading.Event()

    def hold(request):
        reached.set()
        go_on.wait(20)
        return None

    world.provider.overrides["/token"] = hold

    def behave(run, browser):
        run.pages.append(browser.go(browser.consent(run.address)))
        assert reached.wait(20)
        run.process.send_signal(number)
        time.sleep(0.2)
        assert run.process.poll() is None
        go_on.set()

    done = run(filled, world, behave=behave)
    assert done.status == -number
    assert len(world.provider.requests("/revoke")) == 1 and world.provider.tokens == {}


def test_whoever_interrupts_it_is_told_of_a_consent_that_stayed(filled, world):
    """And the logins, which are nobody's wish any more, are left out."""
    reached, go_on = threading.Event(), threading.Event()

    def hold(request):
        reached.set()
        go_on.wait(20)

    world.provider.overrides["/token"] = hold
    world.provider.overrides["/revoke"] = lambda request: ({"error": "invalid_token"}, 400)

    def behave(run, browser):
        run.pages.append(browser.go(browser.consent(run.address)))
        assert reached.wait(20)
        run.process.send_signal(signal.SIGINT)
        go_on.set()

    done = run(filled, world, behave=behave)
    assert done.status == -signal.SIGINT and done.out == ""
    assert "THE CONSENT COULD NOT BE WITHDRAWN (invalid_token)" in " ".join(done.err.split())
    assert "https://myaccount.google.com/connections" in done.err
    assert len(world.provider.requests("/revoke")) == 1
    assert not {"imap.gmail.com:993", "smtp.gmail.com:465"} & set(world.tunnel.asked)


def test_ctrl_c_while_the_browser_is_waited_for_ends_it_at_once(filled, world):
    done = run(filled, world, behave=lambda run, _: run.process.send_signal(signal.SIGINT))
    assert (done.status, done.out) == (-signal.SIGINT, "")
    assert world.provider.requests("/token") == []
    # The port is free again.
    socket.create_server(("127.0.0.1", world.redirect_port)).close()


@pytest.mark.parametrize("lang, said", [("en", "no answer in time"), ("pl", "na czas")])
def test_why_a_revocation_failed_is_said_in_words(filled, world, lang, said):
    world.provider.overrides["/revoke"] = lambda request: time.sleep(3)
    done = run(filled, world, "--revoke", "yes", "--timeout", "2", "--lang", lang)
    assert done.status == 75 and said in done.text and "timed-out" not in done.text


# What can be wrong


def test_an_address_that_google_does_not_know_stops_it_before_the_browser(filled, world):
    world.client.redirect_uris.remove(world.redirect)
    done = run(filled, world)
    assert (done.status, done.verdicts()) == (1, {"sign-in-address": "wrong"}), done.out
    assert not done.opened.exists()
    assert f"does not know the address {world.redirect}" in done.text


def test_the_port_is_part_of_the_address(filled, world):
    world.client.redirect_uris[:] = ["http://localhost:53682/"]
    assert run(filled, world).verdicts() == {"sign-in-address": "wrong"}


def test_a_client_that_google_does_not_know_is_wrong(filled, world):
    agewriter.put_values(filled.vault, dummies.PASSPHRASE, "default", {
        "client_id": dummies.CLIENT.replace("000000000000", "999999999999")})
    done = run(filled, world)
    assert (done.status, done.verdicts()) == (1, {"sign-in-address": "wrong"})
    assert "invalid_client" in done.text


def test_a_no_at_the_consent_screen_is_told_with_what_it_may_mean(filled, world):
    world.provider.answer = "deny"
    done = run(filled, world)
    assert (done.status, done.verdicts()) == (1, upto("consent", "wrong"))
    assert "test users" in done.text
    assert "given no access" in done.pages[0].text


def test_a_wrong_secret_is_told_by_the_token_endpoint(filled, world):
    world.client.client_secret = "GOCSPX-another-one"
    done = run(filled, world)
    assert (done.status, done.verdicts()) == (1, upto("token", "wrong") | STRANDED)
    assert "error invalid_client" in done.text
    # There is a consent by now, and nothing to withdraw it with.
    assert "THE CONSENT MAY STILL STAND" in done.text
    assert "https://myaccount.google.com/connections" in done.text
    assert dummies.SECRET not in done.out + done.err


def test_without_a_token_nobody_is_told_to_remove_what_yetiforce_works_with(filled, world):
    assert filled.run("tick", "link-users").status == 0
    world.client.client_secret = "GOCSPX-another-one"
    done = run(filled, world)
    assert done.verdicts() == upto("token", "wrong") | {"sign-in-grant": "right"}
    assert "because YetiForce works with it" in done.text
    assert "myaccount.google.com" not in done.text


def test_a_scope_that_was_left_out_is_told_and_the_grant_is_taken_back(filled, world):
    world.provider.granted = {"openid", "email"}
    done = run(filled, world)
    assert done.status == 1
    assert done.verdicts() == upto("token", "wrong") | {"sign-in-grant": "right"}
    assert "does not open mail; it has: openid email" in done.text
    assert world.provider.tokens == {}


def test_another_mailbox_is_told_by_both_names(filled, world):
    world.provider.mailbox = "inna@firma.example"
    done = run(filled, world)
    assert done.status == 1
    assert done.verdicts() == ALL_RIGHT | {"sign-in-imap": "wrong", "sign-in-smtp": "wrong"}
    assert "signed in as inna@firma.example, but the mailbox to be opened is " + MAILBOX \
        in done.text


def test_a_token_that_has_expired_proves_nothing_about_the_values(filled, world):
    world.provider.token_seconds = 0
    done = run(filled, world)
    assert done.status == 75
    assert done.verdicts() == ALL_RIGHT | {"sign-in-imap": "unclear", "sign-in-smtp": "unclear"}
    assert "it has expired, or the consent was withdrawn meanwhile" in done.text


def test_a_refusal_that_nobody_explains_proves_nothing(filled, world):
    """The token has expired, and Google does not say so: its own trouble hides the reason."""
    world.provider.token_seconds = 0
    world.provider.overrides["/tokeninfo"] = lambda request: ("busy", 500)
    done = run(filled, world)
    assert done.status == 75
    assert done.verdicts() == ALL_RIGHT | {"sign-in-imap": "unclear", "sign-in-smtp": "unclear"}


def test_a_grant_that_was_withdrawn_meanwhile_proves_nothing_either(filled, world):
    """Withdrawn by somebody else between the token and the login, which the tunnel sees coming."""
    lead = world.tunnel.routes
    provider = world.provider

    class Withdrawing(dict):
        def get(self, wanted, default=None):
            if wanted == "imap.gmail.com:993":
                provider.tokens.clear()
            return super().get(wanted, default)

    world.tunnel.routes = Withdrawing(lead)
    done = run(filled, world)
    assert done.status == 75
    wanted = {name: "unclear" for name in ("sign-in-imap", "sign-in-smtp", "sign-in-grant")}
    assert done.verdicts() == ALL_RIGHT | wanted
    # Google says that there is nothing to revoke: whether that is so, the person has to look.
    assert "myaccount.google.com/connections" in done.text


def test_whom_google_is_asked_about_a_token_is_announced_whatever_becomes_of_the_consent(
        filled, world):
    world.provider.mailbox = MAILBOX
    world.provider.overrides["/tokeninfo"] = lambda request: (
        {"scope": MAIL, "email": "else@firma.example"})
    done = run(filled, world, "--revoke", "no")
    assert done.status == 1
    # Dovecot asks too; krok names itself.
    asked = [request for request in world.provider.requests("/tokeninfo")
             if request["headers"].get("User-Agent", "").startswith("krok/")]
    assert asked
    announced = done.err[:done.err.index("The browser is being opened")]
    (line,) = [line for line in announced.splitlines() if "oauth2.googleapis.com:443 gets" in line]
    assert "the token" in line


MAIL_ANSWERS = [
    ("imap", "NO [UNAVAILABLE] Temporary System Error", "unclear", "NO [UNAVAILABLE]"),
    ("imap", "NO [LIMIT] Too many", "unclear", "NO [LIMIT]"),
    ("imap", "BAD Unknown command", "unclear", "BAD"),
    ("imap", "NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)", "wrong", "(NO)"),
    ("imap", "NO [ALERT] Please log in via your web browser", "wrong", "(NO)"),
    ("smtp", "454 4.7.0 Temporary authentication failure", "unclear", "454 4.7.0"),
    ("smtp", "421 4.3.0 Temporary System Problem", "unclear", "421 4.3.0"),
    ("smtp", "504 5.7.4 Unrecognized Authentication Type", "unclear", "504 5.7.4"),
    ("smtp", "535-5.7.8 Username and Password not accepted\r\n535 5.7.8 BadCredentials", "wrong",
     "535 5.7.8"),
]


@pytest.mark.parametrize("service, answer, verdict, said", MAIL_ANSWERS)
def test_what_a_mail_server_answers_is_wrong_only_where_it_speaks_of_the_token(
        filled, world, service, answer, verdict, said):
    server = Scripted(world.authority, service, answer)
    place = {"imap": "imap.gmail.com:993", "smtp": "smtp.gmail.com:465"}[service]
    world.tunnel.routes[place] = server.port
    done = run(filled, world)
    server.close()
    assert done.verdicts() == ALL_RIGHT | {"sign-in-" + service: verdict}, done.out
    assert done.status == {"wrong": 1, "unclear": 75}[verdict] and said in done.text


def test_a_mailbox_that_stays_shut_although_the_token_is_good(filled, world):
    """An administrator who closed IMAP: the server refuses what Google calls good."""
    world.provider.overrides["/tokeninfo"] = lambda request: (
        {"scope": MAIL, "email": "else@firma.example"}
        if request.headers.get("User-Agent", "").startswith("dovecot") else
        {"scope": MAIL, "email": MAILBOX})
    done = run(filled, world)
    assert done.status == 1
    assert done.verdicts() == ALL_RIGHT | {"sign-in-imap": "wrong", "sign-in-smtp": "wrong"}
    assert "The token is good, but the mailbox does not open" in done.text


GOOGLE_ERRORS = [
    (401, {"error": "invalid_client", "error_description": "The OAuth client was not found."},
     "wrong"),
    (401, {"error": "deleted_client", "error_description": "The OAuth client was deleted."},
     "wrong"),
    (400, {"error": "redirect_uri_mismatch", "error_description": "Bad Request"}, "wrong"),
    (400, {"error": "admin_policy_enforced"}, "wrong"),
    (400, {"error": "invalid_grant", "error_description": "Bad Request"}, "unclear"),
    (400, {"error": "invalid_request", "error_description": "Missing required parameter: code"},
     "unclear"),
    (500, {"error": "invalid_client"}, "unclear"),
    (429, {"error": {"code": 429, "message": "Quota exceeded", "status": "RESOURCE_EXHAUSTED"}},
     "unclear"),
    (503, "<html>busy</html>", "unclear"), (200, {}, "unclear"), (200, [1], "unclear"),
    (200, {"access_token": ""}, "unclear"), (200, '{"access_token": "x"', "unclear"),
    (400, {"error": {"error": {"error": "invalid_client"}}}, "unclear"),
    (302, "", "unclear"),
]


@pytest.mark.parametrize("status, body, verdict", GOOGLE_ERRORS)
def test_every_shape_of_an_error_gets_its_verdict(filled, world, status, body, verdict):
    world.provider.overrides["/token"] = lambda request: (
        body if isinstance(body, str) else json.dumps(body), status)
    done = run(filled, world)
    assert done.verdicts() == upto("token", verdict) | STRANDED, done.out
    assert done.status == {"wrong": 1, "unclear": 75}[verdict]


@pytest.mark.parametrize("host, unclear", [
    ("accounts.google.com:443", ["address"]), ("oauth2.googleapis.com:443", ["token", "grant"]),
    ("imap.gmail.com:993", ["imap"]), ("smtp.gmail.com:465", ["smtp"])])
def test_a_host_that_cannot_be_reached_is_never_wrong(filled, world, host, unclear):
    class Cut(dict):
        def get(self, wanted, default=None):
            # The person's own browser has another way.
            return None if wanted == host and not browsing.is_set() else dict.get(self, wanted)

    browsing = threading.Event()

    def behave(run, browser):
        browsing.set()
        location = browser.consent(run.address)
        browsing.clear()
        run.pages.append(browser.go(location))

    world.tunnel.routes = Cut(world.routes)
    done = run(filled, world, behave=behave)
    assert done.status == 75, done.out + done.err
    verdicts = done.verdicts()
    assert "wrong" not in verdicts.values()
    unclear = unclear + (["grant"] if unclear == ["token"] else [])
    assert [name for name in ALL if verdicts.get("sign-in-" + name) == "unclear"] == unclear


# The listener


def stray(run, address, method="GET", host=None, **more):
    port = run.world.redirect_port
    return httpx.request(method, f"http://127.0.0.1:{port}{address}",
                         headers={"Host": host or f"localhost:{port}"}, timeout=5,
                         trust_env=False, **more)


def test_only_the_answer_to_this_sign_in_is_taken(filled, world):
    seen = {}

    def behave(run, browser):
        location = browser.consent(run.address)
        query = urllib.parse.urlsplit(location).query
        values = urllib.parse.parse_qs(query)
        code, state = values["code"][0], values["state"][0]
        seen.update({
            "another path": stray(run, "/favicon.ico"),
            "another path with the answer": stray(run, "/x?" + query),
            "no query": stray(run, "/"),
            "no state": stray(run, f"/?code={code}"),
            "another state": stray(run, f"/?code=stolen&state={'A' * len(state)}"),
            "a shorter state": stray(run, f"/?code=stolen&state={state[:-1]}"),
            "two states": stray(run, f"/?code=x&state={state}&state={state}"),
            "two codes": stray(run, f"/?code=x&code=y&state={state}"),
            "code and error": stray(run, f"/?code=x&error=y&state={state}"),
            "an empty code": stray(run, f"/?code=&state={state}"),
            "half an escape": stray(run, f"/?code=%4&state={state}"),
            "another issuer": stray(run, "/?" + query + "&iss=https://evil.example"),
            "another method": stray(run, "/?" + query, "POST", data={"code": code}),
            "another host": stray(run, "/?" + query, host="evil.example"),
        })
        run.pages.append(browser.go(location))

    done = run(filled, world, behave=behave)
    assert (done.status, done.verdicts()) == (0, ALL_RIGHT), done.out + done.err
    statuses = {what: page.status_code for what, page in seen.items()}
    assert statuses.pop("another method") == 405
    assert statuses.pop("another path") == statuses.pop("another path with the answer") == 404
    assert statuses.pop("no query") == 404
    assert set(statuses.values()) == {400}, statuses
    assert len(world.provider.requests("/token")) == 1


def test_a_second_request_finds_nobody(filled, world):
    again = []

    def behave(run, browser):
        location = browser.consent(run.address)
        run.pages.append(browser.go(location))
        try:
            again.append(browser.go(location))
        except httpx.TransportError as error:
            again.append(error)

    done = run(filled, world, behave=behave)
    assert done.status == 0
    assert isinstance(again[0], httpx.TransportError), again
    assert len(world.provider.requests("/token")) == 1


def test_nobody_who_comes_and_only_strangers_are_told_apart(filled, world):
    done = run(filled, world, "--revoke", "yes", "--wait", "2s", behave=lambda *_: None)
    assert (done.status, done.verdicts()) == (75, upto("consent", "unclear"))
    assert "Nobody came back" in done.text

    def stranger(run, browser):
        assert stray(run, "/?code=x&state=y").status_code == 400

    done = run(filled, world, "--revoke", "yes", "--wait", "2s", behave=stranger)
    assert (done.status, done.verdicts()) == (75, upto("consent", "unclear"))
    assert "from another sign-in" in done.text
    assert world.provider.requests("/token") == []


def test_slow_and_endless_clients_hold_up_nobody(filled, world):
    """Forty connections that say little or nothing, one that never stops, and the browser."""
    ended = {}

    def behave(run, browser):
        port = run.world.redirect_port
        idle = [socket.create_connection(("127.0.0.1", port)) for _ in range(40)]
        for number, line in enumerate(idle):
            if number % 2:
                line.sendall(b"GET /?code=")
        endless = socket.create_connection(("127.0.0.1", port))
        try:
            for _ in range(1000):
                endless.sendall(b"GET /?" + b"x" * 4096)
        except OSError as error:
            ended["endless"] = error
        begun = time.monotonic()
        run.pages.append(browser.go(browser.consent(run.address)))
        ended["seconds"] = time.monotonic() - begun
        for line in idle + [endless]:
            line.close()

    done = run(filled, world, behave=behave)
    assert (done.status, done.verdicts()) == (0, ALL_RIGHT), done.out + done.err
    assert "endless" in ended and ended["seconds"] < 5


def test_it_listens_on_this_machine_alone(filled, world):
    seen = []

    def behave(run, browser):
        found = subprocess.run(["ss", "-Htln", f"sport = :{run.world.redirect_port}"],
                               capture_output=True, text=True).stdout
        seen.extend(line.split()[3].rsplit(":", 1)[0] for line in found.splitlines())
        run.visit(browser)

    assert run(filled, world, behave=behave).status == 0
    assert set(seen) <= {"127.0.0.1", "[::1]"} and "127.0.0.1" in seen


def test_a_port_that_is_taken_is_said_with_a_way_out(filled, world):
    with socket.create_server(("127.0.0.1", world.redirect_port)):
        done = run(filled, world)
    assert done.status == 75
    assert f"port {world.redirect_port}" in done.err and "--redirect-port" in done.err


def test_values_that_are_missing_are_named(machine, world):
    done = machine.run("check", "--sign-in", "--revoke", "no", *machine.unlock)
    assert done.status == 66 and "client_id" in done.err
    other = machine.run("check", "--sign-in", "--revoke", "no", "--guide", "rotate-secret",
                        *machine.unlock)
    assert other.status == 64, other.err


# The guide's steps


def state(machine, step):
    status = json.loads(machine.run("status", "--json").out)
    return next(entry["state"] for entry in status["steps"] if entry["id"] == step)


def chosen(machine):
    done = machine.run("set", "sign_in", "once", *machine.unlock)
    assert done.status == 0, done.err


def asked(machine, world, *more):
    return machine.run(
        "check", *more, "--online", "--redirect-port", world.redirect_port, "--ca-file",
        world.authority.file, *machine.unlock, **world.tunnel.environment)


def test_whoever_does_not_want_the_trial_never_sees_it(filled, world):
    assert state(filled, "sign-in") == state(filled, "sign-in-remove") == "undecided"
    assert filled.run("set", "sign_in", "never", *filled.unlock).status == 0
    assert state(filled, "sign-in") == state(filled, "sign-in-remove") == "excluded"


def test_the_trial_is_done_when_all_of_it_was_right_and_not_before(filled, world):
    chosen(filled)
    world.provider.mailbox = "inna@firma.example"
    assert run(filled, world).status == 1 and state(filled, "sign-in") == "todo"
    world.provider.mailbox = MAILBOX
    done = run(filled, world)
    assert done.status == 0 and state(filled, "sign-in") == "done"
    assert "The checks prove this step" in done.err


def test_the_address_has_to_be_gone_whatever_is_ticked(filled, world):
    chosen(filled)
    assert filled.run("tick", "sign-in-remove").status == 0
    assert state(filled, "sign-in-remove") == "todo"
    done = asked(filled, world, "sign-in-remove")
    assert done.status == 1 and "still knows the address" in " ".join(done.out.split())
    assert "[sign-in-remove]" in done.out and state(filled, "sign-in-remove") == "todo"
    # A failure of the network proves nothing.
    world.tunnel.routes = {}
    assert asked(filled, world, "sign-in-remove").status == 75
    assert state(filled, "sign-in-remove") == "todo"
    world.tunnel.routes = dict(world.routes)
    world.client.redirect_uris.remove(world.redirect)
    done = asked(filled, world, "sign-in-remove")
    assert done.status == 0, done.out + done.err
    assert state(filled, "sign-in-remove") == "done"
    # It was put back: then it is to do again.
    world.client.redirect_uris.append(world.redirect)
    assert asked(filled, world, "sign-in-removed").status == 1
    assert state(filled, "sign-in-remove") == "todo"


def test_a_whole_check_looks_for_the_address_once_the_trial_is_over(filled, world):
    chosen(filled)
    assert "trial sign-in, gone" not in asked(filled, world).out
    assert filled.run("tick", "sign-in").status == 0
    assert "trial sign-in, gone" in asked(filled, world).out


def test_in_the_guide_one_letter_leads_through_it(filled, world):
    """The port is the usual one there."""
    chosen(filled)
    world.client.redirect_uris.append("http://localhost:53682/")
    programs, opened = filled.folder / "programs", filled.folder / "opened"
    programs.mkdir()
    (programs / "xdg-open").write_text(OPENER.format(file=opened))
    (programs / "xdg-open").chmod(0o755)
    child = filled.terminal("--ca-file", str(world.authority.file), *filled.unlock, DISPLAY=":0",
                            PATH=f"{programs}:/usr/bin:/bin", **world.tunnel.environment)
    child.expect_exact("\r\n> ")
    child.sendline("g sign-in")
    child.expect_exact("\r\n> ")
    child.sendline("c")
    child.expect_exact("[y/N]")
    child.sendline("y")
    child.expect_exact("Begin? [Y/n]")
    assert world.provider.asked == [] and not opened.exists()
    child.sendline("")
    until(opened.exists)
    browser = Browser(world)
    browser.go(browser.consent(opened.read_text().strip()))
    child.expect_exact("The checks prove this step")
    child.expect_exact("\r\n> ")
    child.sendline("q")
    child.expect(pexpect.EOF)
    child.close()
    assert state(filled, "sign-in") == "done" and world.provider.tokens == {}


def test_a_real_browser_comes_back_and_finds_nothing_amiss(filled, world):
    """Chromium, with its speculative connections and its wish for an icon."""
    told = []

    def behave(run, _):
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"],
                proxy={"server": f"http://127.0.0.1:{world.tunnel.port}", "bypass": "localhost"})
            page = chromium.new_page(ignore_https_errors=True)
            # The provider's own pages have no icon, which is no business of krok's.
            page.on("console", lambda message: told.append(message.text) if message.location[
                "url"].startswith(world.redirect) else None)
            page.on("pageerror", lambda error: told.append(str(error)))
            page.goto(run.address)
            page.get_by_role("button", name="Allow").click()
            page.get_by_role("heading", name="Krok: signing in").wait_for()
            run.pages.append(page.inner_text("main"))
            chromium.close()

    done = run(filled, world, behave=behave)
    assert (done.status, done.verdicts()) == (0, ALL_RIGHT), done.out + done.err
    assert "You may close this page." in done.pages[0]
    assert told == []


# Secrets


class Watched(canary.Canaries):
    """Canaries, and what the provider gives out while they are watched."""

    def given(self, world, answer=None):
        for number, token in enumerate(world.provider.given):
            self.secrets[f"given{number}"] = token


def test_no_token_no_code_and_no_secret_goes_anywhere_else(machine, world):
    """Every call of krok and of what it starts; its files; its memory is in the test below."""
    secrets = Watched()
    files = canary.loaded(machine, secrets)
    world.client.client_secret = secrets.secrets["client_secret"]
    kept = {}

    def behave(run, browser):
        location = browser.consent(run.address)
        kept["code"] = urllib.parse.parse_qs(urllib.parse.urlsplit(location).query)["code"][0]
        run.pages.append(browser.go(location))

    world.provider.given.clear()
    log = machine.folder / "trace"
    done = run(machine, world, "--revoke", "yes", behave=behave, prefix=canary.strace(log),
               unlock=["--passphrase-file", files / "passphrase"])
    assert (done.status, done.verdicts()) == (0, ALL_RIGHT), done.out + done.err
    secrets.given(world)
    secrets.secrets["code"] = kept["code"]
    assert len([name for name in secrets.secrets if name.startswith("given")]) == 1
    trace = canary.Trace(done.status, done.out.encode(), done.err.encode(),
                         log.read_bytes().splitlines())
    log.unlink()
    assert trace.leaks(secrets) == []
    assert secrets.found(trace.out) == set() == secrets.found(trace.err)
    for path, data in canary.written_files([machine.folder, "/dev/shm"], besides=files):
        assert secrets.found(data) == set(), path
    assert list((machine.folder / "tmp").iterdir()) == []


def unlocked(pid, needles):
    """How often each needle stands in memory that may be swapped; root may read it."""
    locked, span = set(), None
    for line in pathlib.Path(f"/proc/{pid}/smaps").read_text().splitlines():
        if found := re.match(r"([0-9a-f]+)-[0-9a-f]+ ", line):
            span = int(found[1], 16)
        elif line.startswith("VmFlags:") and " lo" in line:
            locked.add(span)
    counts = dict.fromkeys(needles, 0)
    with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as content:
        for line in maps:
            start, end = (int(part, 16) for part in line.split()[0].split("-"))
            if "rw" not in line.split()[1] or start in locked:
                continue
            content.seek(start)
            data = content.read(end - start)
            for name, needle in needles.items():
                counts[name] += data.count(needle)
    return counts


def test_what_is_held_while_it_runs_is_held_in_locked_memory(filled, world):
    """Looked at while the revocation is under way: code and verifier are done with, and the token
    stands outside of locked memory only in the request that carries it."""
    reached, go_on = threading.Event(), threading.Event()
    kept = {}

    def hold(request):
        reached.set()
        go_on.wait(20)

    world.provider.overrides["/revoke"] = hold

    def behave(run, browser):
        location = browser.consent(run.address)
        kept["code"] = urllib.parse.parse_qs(urllib.parse.urlsplit(location).query)["code"][0]
        run.pages.append(browser.go(location))
        assert reached.wait(20)
        (exchange,) = world.provider.requests("/token")
        (token,) = world.provider.tokens
        needles = {"code": kept["code"], "verifier": exchange["form"]["code_verifier"],
                   "token": token, "secret": dummies.SECRET}
        needles = {name: value.encode() for name, value in needles.items()}
        kept["everywhere"] = found_in_memory(run.process.pid, needles)
        kept["unlocked"] = unlocked(run.process.pid, needles)
        go_on.set()

    done = run(filled, world, behave=behave)
    assert done.status == 0, done.err
    # The search finds what is there: the token is still needed.
    assert kept["everywhere"]["token"] > 0
    assert kept["unlocked"].pop("token") <= 1
    assert kept["unlocked"] == {"code": 0, "verifier": 0, "secret": 0}
