# `krok check`: every answer of Google and YetiForce, and of networks that mean harm or are merely broken.
import base64
import json
import re
import ssl
import time

import agewriter
import dummies
import pytest
import standins
from standins import IMAP, SIGN_IN, SMTP, SUBMISSION, TOKEN

YETIFORCE = "crm.firma.example:443"
KEY = dummies.URI.rsplit("/", 1)[1]


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return standins.Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def world(authority):
    world = standins.World(authority)
    yield world
    world.close()


def check(machine, world, *words, timeout=5, **changes):
    """Runs `krok check` so that the world is all there is."""
    return machine.run(
        "check", *words, "--ca-file", world.authority.file, "--timeout", timeout, *machine.unlock,
        all_proxy=world.address, **changes)


def asked(machine, world, name, **changes):
    """The exit status and the one result of a check that asks somebody."""
    # A step has the name of one check, and comes first: the value is named instead.
    target = {"redirect-uri": "redirect_uri"}.get(name, name)
    done = check(machine, world, target, "--online", "--json", **changes)
    (result,) = [one for one in json.loads(done.out) if one["check"] == name]
    return done, result


STATUS = {"right": 0, "wrong": 1, "unclear": 75}


def expect(done, result, verdict, reason, **details):
    assert (result["verdict"], result["reason"]) == (verdict, reason), (done.out, done.err)
    assert done.status == STATUS[verdict]
    assert result["details"].items() >= details.items()
    assert ("step" in result) == (verdict == "wrong")


def error(code, description=None):
    members = {"error": code} | ({"error_description": description} if description else {})
    return json.dumps(members)


# Client ID and secret: facts about Google, table 5.1

CREDENTIALS = {
    "accepted": (400, error("invalid_grant", "Malformed auth code."), "right", "accepted"),
    "accepted, other words": (400, error("invalid_grant", "Bad Request"), "right", "accepted"),
    "accepted, no words": (400, error("invalid_grant"), "right", "accepted"),
    "client": (401, error("invalid_client", "The OAuth client was not found."),
               "wrong", "client-unknown"),
    "secret": (401, error("invalid_client", "The provided client secret is invalid."),
               "wrong", "secret-refused"),
    "either": (401, error("invalid_client", "Unauthorized"), "wrong", "credentials-refused"),
    "either, no words": (401, error("invalid_client"), "wrong", "credentials-refused"),
    "deleted": (401, error("invalid_client", "The OAuth client was deleted."),
                "wrong", "client-deleted"),
    "deleted, own code": (401, error("deleted_client"), "wrong", "client-deleted"),
    "our fault": (400, error("invalid_request", "client_secret is missing."),
                  "unclear", "unexpected-error"),
    "our fault, other words": (400, error("invalid_request", "Missing required parameter: code"),
                               "unclear", "unexpected-error"),
    "redirect": (400, error("redirect_uri_mismatch", "Bad Request"),
                 "unclear", "unexpected-error"),
    "type": (401, error("unauthorized_client"), "unclear", "unexpected-error"),
    "unknown error": (400, error("something_new"), "unclear", "unexpected-error"),
    "words alone": (400, json.dumps({"error_description": "invalid_client"}),
                    "unclear", "unexpected"),
    "error is no text": (400, json.dumps({"error": {"code": "invalid_client"}}),
                         "unclear", "unexpected"),
    "error is no code": (400, error("invalid_client \x1b[31m"), "unclear", "unexpected"),
    "no JSON": (400, "<html>invalid_client</html>", "unclear", "unexpected"),
    "cut JSON": (400, '{"error":"invalid_client"', "unclear", "unexpected"),
    "empty": (401, "", "unclear", "unexpected"),
    "a token": (200, json.dumps({"access_token": "x"}), "unclear", "unexpected"),
    "forbidden": (403, error("invalid_client"), "unclear", "unexpected"),
    "timeout": (408, error("invalid_client"), "unclear", "busy"),
    "too many": (429, error("invalid_client"), "unclear", "busy"),
    "server error": (500, error("invalid_client"), "unclear", "busy"),
    "bad gateway": (502, "<html>", "unclear", "busy"),
    "unavailable": (503, error("invalid_client"), "unclear", "busy"),
}


@pytest.mark.parametrize("status, body, verdict, reason", CREDENTIALS.values(), ids=CREDENTIALS)
def test_the_key_error_decides_about_client_id_and_secret(
        filled, world, status, body, verdict, reason):
    world.site(TOKEN, standins.http(status, body, "content-type: application/json"))
    done, result = asked(filled, world, "credentials")
    expect(done, result, verdict, reason)
    assert result["recipient"] == TOKEN and world.connects == [TOKEN]
    assert set(result["sent"]) == {"client-id", "client-secret", "made-up-code", "redirect-uri"}


def test_what_is_sent_is_what_the_facts_say_and_what_was_announced(filled, world):
    world.site(TOKEN, standins.http(400, error("invalid_grant")))
    done = check(filled, world, "credentials", "--online")
    assert done.status == 0
    request = b"".join(world.received[TOKEN]).decode()
    head, _, body = request.partition("\r\n\r\n")
    assert head.startswith("POST /token HTTP/1.1\r\n") and "\r\nUser-Agent: krok/" in head
    fields = dict(pair.split("=") for pair in body.split("&"))
    assert fields == {
        "grant_type": "authorization_code", "code": "4%2Fmade-up-by-krok",
        "client_id": dummies.CLIENT, "client_secret": dummies.SECRET,
        "redirect_uri": dummies.URI.replace(":", "%3A").replace("/", "%2F")}
    assert "Cookie" not in head and "Authorization" not in head
    assert TOKEN in done.err and "the client secret" in done.err


# The redirect URI: facts about Google, 5.2


def refusal(code, path="/signin/oauth/error", host="https://accounts.google.com", tail="&rapt=1"):
    """Google's error page: a message in protocol buffers, base64 with the alphabet of addresses."""
    data = b"\x0a" + bytes([len(code)]) + code.encode() + b"\x12\x06Sorry. \x80\xfe"
    text = base64.urlsafe_b64encode(data).decode().rstrip("=")
    return f"{host}{path}?authError={text}{tail}"


SIGN_INS = {
    "sign in": ("https://accounts.google.com/v3/signin/identifier?continue=x", "right",
                "registered"),
    "sign in, relative": ("/v3/signin/identifier?continue=x", "right", "registered"),
    "consent": ("https://accounts.google.com/signin/oauth/consent?authuser=unknown", "right",
                "registered"),
    "old sign in": ("https://accounts.google.com/o/oauth2/auth/identifier?x=y", "right",
                    "registered"),
    "mismatch": (refusal("redirect_uri_mismatch"), "wrong", "redirect-mismatch"),
    "mismatch, seen": (
        "https://accounts.google.com/signin/oauth/error?authError="
        "ChVyZWRpcmVjdF91cmlfbWlzbWF0Y2gSsAEKWW91&client_id=x", "wrong", "redirect-mismatch"),
    "client, seen": ("https://accounts.google.com/signin/oauth/error?authError="
                     "Cg5pbnZhbGlkX2NsaWVudBIfVGhlIE9BdXRo%3D", "wrong", "client-unknown"),
    "deleted, seen": ("https://accounts.google.com/signin/oauth/error?authError="
                      "Cg5kZWxldGVkX2NsaWVudBIf", "wrong", "client-deleted"),
    "mismatch, newer page": (refusal("redirect_uri_mismatch", path="/signin/oauth/error/v2"),
                             "wrong", "redirect-mismatch"),
    "our fault": (refusal("invalid_request"), "unclear", "unexpected-error"),
    "another error": (refusal("admin_policy_enforced"), "unclear", "unexpected-error"),
    "unknown error": (refusal("something_new"), "unclear", "unknown-page"),
    "longer word": (refusal("not_redirect_uri_mismatch"), "unclear", "unknown-page"),
    "no error": ("https://accounts.google.com/signin/oauth/error?x=y", "unclear", "unknown-page"),
    "no base64": ("https://accounts.google.com/signin/oauth/error?authError=%00%ff!", "unclear",
                  "unknown-page"),
    "another page": ("https://accounts.google.com/v4/hello", "unclear", "unknown-page"),
    "beginning of a page": ("https://accounts.google.com/v3/signin/identifiers", "unclear",
                            "unknown-page"),
    "elsewhere": ("https://portal.hotel.example/v3/signin/identifier", "unclear", "redirected"),
    "elsewhere, same words": (
        refusal("redirect_uri_mismatch", host="https://accounts.google.com.evil.example"),
        "unclear", "redirected"),
    "user name": ("https://accounts.google.com@evil.example/v3/signin/identifier", "unclear",
                  "redirected"),
    "another port": ("https://accounts.google.com:8443/v3/signin/identifier", "unclear",
                     "redirected"),
    "http": ("http://accounts.google.com/v3/signin/identifier", "unclear", "redirected"),
    "no host": ("//evil.example/v3/signin/identifier", "unclear", "redirected"),
}


@pytest.mark.parametrize("place, verdict, reason", SIGN_INS.values(), ids=SIGN_INS)
def test_where_google_sends_a_browser_says_whether_it_knows_the_address(
        filled, world, place, verdict, reason):
    world.site(SIGN_IN, standins.http(302, "", "location: " + place))
    done, result = asked(filled, world, "redirect-uri")
    expect(done, result, verdict, reason)
    assert world.connects == [SIGN_IN]


@pytest.mark.parametrize("status", [200, 204, 400, 404, 429, 500, 503])
def test_without_a_redirect_google_has_not_answered(filled, world, status):
    world.site(SIGN_IN, standins.http(status, "redirect_uri_mismatch"))
    done, result = asked(filled, world, "redirect-uri")
    assert result["verdict"] == "unclear" and done.status == 75


def test_an_address_that_google_takes_from_nobody_is_wrong(filled, world):
    agewriter.put_values(filled.vault, dummies.PASSPHRASE, "default", {
        "redirect_uri": dummies.URI.replace("firma.example", "firma.local")})
    world.site(SIGN_IN, standins.http(302, "", "location: " + refusal("invalid_request")))
    done, result = asked(filled, world, "redirect-uri")
    expect(done, result, "wrong", "address-not-allowed")


# Mail


@pytest.mark.parametrize("name, place, script", [
    ("imap", IMAP, standins.imap), ("smtp", SMTP, standins.smtp)])
def test_a_mail_server_is_right_when_it_offers_a_login_by_token(filled, world, name, place, script):
    world.site(place, script())
    expect(*asked(filled, world, name), "right", "offers-xoauth2")
    world.site(place, script("IMAP4rev1 AUTH=PLAIN" if name == "imap" else "PLAIN LOGIN"))
    expect(*asked(filled, world, name), "wrong", "no-xoauth2")
    # Neither an address nor a name of this machine was given.
    sent = b"".join(world.received[place]).upper()
    assert re.fullmatch(rb"(A\d+ (CAPABILITY|LOGOUT)\r\n)*|((EHLO LOCALHOST|QUIT)\r\n)*", sent), sent


def test_starttls_has_to_succeed_before_anything_counts(filled, world, authority):
    tls = authority.context("smtp.gmail.com")
    world.site(SUBMISSION, standins.smtp(starttls=tls), tls=False)
    expect(*asked(filled, world, "smtp-starttls"), "right", "offers-xoauth2")
    # What is offered before the encryption could come from anybody.
    world.site(SUBMISSION, standins.smtp(
        mechanisms="PLAIN", starttls=tls, before="STARTTLS|AUTH XOAUTH2"), tls=False)
    expect(*asked(filled, world, "smtp-starttls"), "wrong", "no-xoauth2")
    world.site(SUBMISSION, standins.smtp(starttls=tls, before="AUTH XOAUTH2"), tls=False)
    expect(*asked(filled, world, "smtp-starttls"), "unclear", "network", fault="not-encrypted")
    world.site(SUBMISSION, standins.smtp(starttls=authority.context("mail.evil.example")), tls=False)
    expect(*asked(filled, world, "smtp-starttls"), "unclear", "network",
           fault="certificate-of-other")


# YetiForce

SERVICES = {
    "alive": (401, "Internal Server Error", "right", "service-answers"),
    "alive, forbidden": (403, "", "right", "service-answers"),
    "alive, found": (200, "{}", "right", "service-answers"),
    "rewrite": (404, "Not Found", "wrong", "service-missing"),
    "not active": (503, "Webservice - Service is not active", "wrong", "service-not-active"),
    "not active, quiet": (503, "", "wrong", "service-not-active"),
    "nginx": (503, "<h1>503 Service Temporarily Unavailable</h1>", "unclear", "busy"),
    "HAProxy": (503, "No server is available to handle this request.", "unclear", "busy"),
    "too many": (429, "", "unclear", "busy"),
    "error": (500, "", "unclear", "busy"),
    "gateway": (502, "", "unclear", "busy"),
}


@pytest.mark.parametrize("status, body, verdict, reason", SERVICES.values(), ids=SERVICES)
def test_the_web_service_is_asked_with_a_made_up_key(filled, world, status, body, verdict, reason):
    world.site(YETIFORCE, standins.http(status, body))
    done, result = asked(filled, world, "yetiforce")
    expect(done, result, verdict, reason)
    request = b"".join(world.received[YETIFORCE])
    assert re.match(rb"GET /webservice/OAuth/MailAccount/[0-9A-HJKMNP-Za-hjkmnp-z]{32} ", request)
    assert KEY.encode() not in request and dummies.SECRET.encode() not in request
    assert dummies.CLIENT.encode() not in request and result["sent"] == ["made-up-key"]


def test_a_redirect_of_yetiforce_is_not_followed(filled, world):
    world.site(YETIFORCE, standins.http(301, "", "location: https://www.firma.example/x"))
    expect(*asked(filled, world, "yetiforce"), "unclear", "redirected", host="www.firma.example")
    assert world.connects == [YETIFORCE]


def test_an_address_with_http_is_wrong_and_nobody_is_asked(filled, world):
    agewriter.put_values(filled.vault, dummies.PASSPHRASE, "default", {
        "yetiforce_url": "http://crm.firma.example/"})
    expect(*asked(filled, world, "yetiforce"), "wrong", "not-https")
    assert world.connects == []


# Networks that are broken, or mean harm

FAULTS = {
    "hang": (standins.hang, "timed-out"),
    "reset": (standins.reset, "cut-off"),
    "closed": (standins.close, "cut-off"),
    "endless headers": (standins.endless_headers, "too-much"),
    "endless continues": (standins.endless_continues, "too-much"),
    "slow bytes": (standins.slow, "timed-out"),
    "another protocol": (standins.another_protocol, None),
}
ONLINE = {"credentials": TOKEN, "redirect-uri": SIGN_IN, "yetiforce": YETIFORCE}


@pytest.mark.parametrize("name", ONLINE)
@pytest.mark.parametrize("script, fault", FAULTS.values(), ids=FAULTS)
def test_a_server_that_misbehaves_proves_nothing_and_holds_nobody_up(
        filled, world, name, script, fault):
    world.site(ONLINE[name], script)
    start = time.monotonic()
    done, result = asked(filled, world, name, timeout=2)
    assert time.monotonic() - start < 8
    expect(done, result, "unclear", "network")
    assert fault is None or result["details"]["fault"] == fault


def test_a_gigabyte_is_not_read(filled, world):
    world.site(TOKEN, standins.gigabyte)
    start = time.monotonic()
    done, result = asked(filled, world, "credentials")
    assert time.monotonic() - start < 4
    expect(done, result, "unclear", "unexpected")


@pytest.mark.parametrize("name, place, script", [
    ("imap", IMAP, b"* OK hello\r\n" + b"* NOTHING\r\n" * (1 << 20)),
    ("imap", IMAP, b"* " + b"x" * (1 << 24)), ("imap", IMAP, b"* OK hello\r\n"),
    ("imap", IMAP, b"220 hello\r\n"), ("imap", IMAP, b""),
    ("smtp", SMTP, b"220-hello\r\n" * (1 << 20)), ("smtp", SMTP, b"220 hello\r\n"),
    ("smtp", SMTP, b"* OK hello\r\n"), ("smtp", SMTP, b"\0" * (1 << 24))])
def test_a_mail_server_that_misbehaves_holds_nobody_up(filled, world, name, place, script):
    def misbehave(connection):
        connection.sendall(script)
        time.sleep(30)
    world.site(place, misbehave)
    start = time.monotonic()
    done, result = asked(filled, world, name, timeout=2)
    assert time.monotonic() - start < 8
    expect(done, result, "unclear", "network")


CERTIFICATES = {
    "self-signed": ({"self_signed": True}, "certificate-untrusted", None),
    "expired": ({"start": -9 * standins.DAY, "end": -standins.DAY}, "certificate-expired",
                "certificate-expired"),
    "not yet valid": ({"start": standins.DAY}, "certificate-not-yet-valid", None),
    "of another name": ({}, "certificate-of-other", "certificate-of-other"),
}


@pytest.mark.parametrize("life, fault, wrong", CERTIFICATES.values(), ids=CERTIFICATES)
@pytest.mark.parametrize("name, place", [*ONLINE.items(), ("imap", IMAP), ("smtp", SMTP)])
def test_nothing_is_sent_to_a_server_whose_certificate_does_not_hold(
        filled, world, authority, name, place, life, fault, wrong):
    host = "evil.example" if fault == "certificate-of-other" else place.split(":")[0]
    world.site(place, standins.http(404), authority.context(host, **life))
    done, result = asked(filled, world, name)
    if name == "yetiforce" and wrong:
        # Here the certificate itself is what is asked about.
        expect(done, result, "wrong", wrong)
    else:
        expect(done, result, "unclear", "network", fault=fault)
    assert not any(world.received.get(place, []))


def test_a_certificate_in_the_name_of_a_trusted_authority_is_not_enough(filled, world, tmp_path):
    forger = standins.Authority(tmp_path / "forger")
    world.site(TOKEN, standins.http(400, error("invalid_client")),
               forger.context("oauth2.googleapis.com"))
    # A forged signature ends the handshake; libcurl does not tell it from a server without TLS 1.2.
    expect(*asked(filled, world, "credentials"), "unclear", "network", fault="no-tls")
    assert TOKEN not in world.received


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
def test_tls_before_1_2_is_not_spoken(filled, world, authority):
    context = authority.context("oauth2.googleapis.com")
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    world.site(TOKEN, standins.http(400, error("invalid_client")), context)
    expect(*asked(filled, world, "credentials"), "unclear", "network", fault="no-tls")
    world.site(TOKEN, standins.another_protocol, tls=False)
    expect(*asked(filled, world, "credentials"), "unclear", "network", fault="no-tls")
    assert not any(world.received[TOKEN])


def test_without_the_authority_nobody_is_trusted_and_no_variable_changes_that(filled, world):
    world.site(TOKEN, standins.http(400, error("invalid_grant")))
    tricks = {name: str(world.authority.file) for name in (
        "SSL_CERT_FILE", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE")}
    log = filled.folder / "keys.log"
    done = filled.run(
        "check", "credentials", "--online", "--json", *filled.unlock, all_proxy=world.address,
        SSL_CERT_DIR=str(world.authority.folder), SSLKEYLOGFILE=str(log), **tricks)
    (result,) = json.loads(done.out)
    expect(done, result, "unclear", "network", fault="certificate-untrusted")
    assert not log.exists() and not any(world.received[TOKEN] if TOKEN in world.received else [])


def test_the_keys_of_a_connection_are_written_nowhere(filled, world):
    world.site(TOKEN, standins.http(400, error("invalid_grant")))
    log = filled.folder / "keys.log"
    done, result = asked(filled, world, "credentials", SSLKEYLOGFILE=str(log))
    expect(done, result, "right", "accepted")
    assert not log.exists()


def test_a_firms_authority_is_trusted_beside_the_systems_folder(filled, world, tmp_path):
    """As OpenSSL looks for an issuer: in the file that was given, then in Debian's folder."""
    stranger = standins.Authority(tmp_path / "stranger", name="Stranger")
    world.site(TOKEN, standins.http(400, error("invalid_grant")),
               stranger.context("oauth2.googleapis.com"))
    log = tmp_path / "trace"
    done = filled.run(
        "check", "credentials", "--online", "--ca-file", world.authority.file, *filled.unlock,
        all_proxy=world.address, prefix=["strace", "-f", "-e", "trace=openat,newfstatat,stat",
                                         "-o", str(log)])
    said = " ".join(done.out.split())
    assert done.status == 75 and "an authority that this machine does not trust" in said
    seen = log.read_text()
    assert str(world.authority.file) in seen
    assert re.search(r'"/etc/ssl/certs/[0-9a-f]{8}\.0"', seen)
    assert "/etc/ssl/certs/ca-certificates.crt" not in seen


@pytest.mark.parametrize("words, status, text", [
    (["--ca-file", "none.pem"], 66, "none.pem is not there"),
    (["--ca-file", "passphrase"], 65, "holds no certificate in PEM"),
    (["--timeout", "0"], 64, "--timeout takes 1 to 300"),
    (["--timeout", "soon"], 64, "--timeout"),
    (["nowhere"], 66, "there is no step, value or check nowhere"),
])
def test_options_that_cannot_be_are_refused(filled, words, status, text):
    done = filled.run("check", *words, *filled.unlock)
    assert done.status == status and text in done.err, done.err


def test_a_proxy_that_refuses_or_is_not_there_proves_nothing(filled, world):
    expect(*asked(filled, world, "credentials"), "unclear", "network", fault="proxy-refused")
    world.close()
    expect(*asked(filled, world, "credentials"), "unclear", "network", fault="no-connection")


@pytest.mark.parametrize("name, variable", [
    ("imap", "imaps_proxy"), ("smtp", "smtps_proxy"), ("smtp-starttls", "smtp_proxy")])
def test_mail_goes_by_a_proxy_of_its_own_and_never_by_the_one_for_https(
        filled, world, name, variable):
    """curl's own rule: a proxy for https seldom leads to the ports of mail."""
    mail = {variable: world.address, "https_proxy": "http://127.0.0.1:9"}
    done = filled.run("check", name, "--online", "--json", "--ca-file", world.authority.file,
                      "--timeout", 5, *filled.unlock, **mail)
    assert json.loads(done.out)[-1]["details"]["fault"] == "proxy-refused", done.out + done.err
