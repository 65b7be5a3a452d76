# `krok check` as a person uses it: what is said, what is written, what leaves the machine, and the guide.
import json
import re

import agewriter
import dummies
import pytest
import standins
from standins import IMAP, SIGN_IN, SMTP, SUBMISSION, TOKEN
from test_checks import KEY, STATUS, YETIFORCE, error, refusal

ALL = [TOKEN, SIGN_IN, IMAP, SMTP, SUBMISSION, YETIFORCE]


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return standins.Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def world(authority):
    """Everything as it should be."""
    world = standins.World(authority)
    world.site(TOKEN, standins.http(400, error("invalid_grant")))
    world.site(SIGN_IN, standins.http(302, "", "location: /v3/signin/identifier?x=y"))
    world.site(IMAP, standins.imap())
    world.site(SMTP, standins.smtp())
    world.site(SUBMISSION, standins.smtp(starttls=authority.context("smtp.gmail.com")), tls=False)
    world.site(YETIFORCE, standins.http(401, "Internal Server Error"))
    yield world
    world.close()


def put(machine, **values):
    agewriter.put_values(machine.vault, dummies.PASSPHRASE, "default", values)


def online(machine, world, *words, **changes):
    return machine.run("check", *words, "--online", "--ca-file", world.authority.file,
                       *machine.unlock, all_proxy=world.address, **changes)


def snapshot(machine):
    """Every file of the vault; what the machine remembers of it is not part of it."""
    return {path: path.read_bytes() for path in machine.vault.rglob("*")
            if path.is_file() and path.name != ".lock"}


def results(done):
    return {(one["check"], one.get("input")): one for one in json.loads(done.out)}


def test_everything_right_is_0_and_writes_nothing(filled, world):
    put(filled, audience="external", publishing="production")
    before = snapshot(filled)
    done = online(filled, world, "--json")
    found = results(done)
    assert done.status == 0, (done.out, done.err)
    assert {one["verdict"] for one in found.values()} == {"right"}
    assert {name for name, _ in found} == {
        "form", "redirect-address", "ports", "lifetime", "credentials", "redirect-uri", "imap",
        "smtp", "smtp-starttls", "yetiforce"}
    assert sorted(world.connects) == sorted(ALL) and snapshot(filled) == before


def test_without_online_the_rest_is_named_and_nobody_is_asked(filled, world):
    done = filled.run("check", *filled.unlock, all_proxy=world.address)
    assert done.status == 0 and world.connects == []
    assert done.err == "6 more checks ask others: add --online.\n"
    polish = filled.run("check", *filled.unlock, KROK_LANG="pl")
    assert polish.err == "Jeszcze 6 sprawdzeń wymaga zapytania przez sieć: dodaj --online.\n"


def test_what_is_not_known_is_not_listed(machine, world):
    done = online(machine, world, "--json")
    assert {name for name, _ in results(done)} == {"ports", "imap", "smtp", "smtp-starttls"}
    done = online(machine, world, "client")
    assert (done.status, done.out) == (0, "")
    assert done.err == "Nothing of what is known can be checked here.\n"


def test_wrong_wins_over_could_not_tell(filled, world):
    world.site(IMAP, standins.hang)
    world.site(TOKEN, standins.http(401, error("invalid_client")))
    done = online(filled, world, "--timeout", "1", "--json")
    verdicts = {one["verdict"] for one in json.loads(done.out)}
    assert done.status == 1 and verdicts == {"right", "wrong", "unclear"}


def test_what_is_announced_is_what_happens(filled, world):
    done = online(filled, world)
    announced, asking = done.err.split("Asking", 1)
    gets = dict(re.findall(r"^  (\S+) gets:? (.*)$", announced, re.M))
    assert list(gets) == ALL and set(world.connects) == set(ALL)
    for place, received in world.received.items():
        data = b"".join(received)
        assert (dummies.SECRET.encode() in data) == ("client secret" in gets[place]), place
        assert (KEY.encode() in data) == ("redirect URI with its key" in gets[place]), place
        assert (dummies.CLIENT.encode() in data) == ("Client ID" in gets[place]), place
        assert dummies.VALUES["mailbox"].encode() not in data, place
    assert [place for place in gets if "client secret" in gets[place]] == [TOKEN]


# The packet-level look


def sockets(log):
    """The families that were opened, and where to."""
    text = log.read_text()
    families = set(re.findall(r"socket\((\w+)", text))
    places = set(re.findall(r'connect\(\d+, \{sa_family=AF_INET6?, sin6?_port=htons\((\d+)\)'
                            r'.*?"([\d.:a-f]+)"', text))
    return families, places


def traced(machine, log, *words, **changes):
    return machine.run(*words, prefix=["strace", "-f", "-e", "trace=network", "-o", str(log)],
                       **changes)


def test_without_online_no_socket_leads_out(filled, world, tmp_path):
    log = tmp_path / "trace"
    for words in (["check"], ["check", "client"], ["check", "--json"], ["check", "credentials"]):
        done = traced(filled, log, *words, *filled.unlock, all_proxy=world.address)
        assert done.status == 0, done.err
        families, places = sockets(log)
        assert families <= {"AF_UNIX", "AF_LOCAL"} and places == set()


def test_with_online_the_proxy_is_the_only_one_that_is_spoken_to(filled, world, tmp_path):
    log = tmp_path / "trace"
    done = traced(filled, log, "check", "--online", "--ca-file", world.authority.file,
                  *filled.unlock, all_proxy=world.address)
    assert done.status == 0, done.err
    families, places = sockets(log)
    # libcurl tries once whether there is IPv6, and connects nowhere with it.
    assert families <= {"AF_UNIX", "AF_INET", "AF_INET6"}
    assert places == {(str(world.port), "127.0.0.1")}


# What is said

OFFLINE = [
    # the captured redirect URI, the sentence, the two lines
    (dummies.URI.replace("https://crm", "https://www.crm"), 9, "address-differs"),
    (dummies.URI.replace("crm.firma.example/", "crm.firma.example/yeti/"), 27, "path-differs"),
    (dummies.URI.replace("/OAuth/", "/oauth/"), 38, "path-differs"),
    (dummies.URI + "/", len(dummies.URI) + 1, "path-differs"),
    (dummies.URI.replace(KEY, ""), 56, "path-differs"),
    (dummies.URI.replace("https://crm", "HTTPS://CRM"), None, "address-fits"),
]


@pytest.mark.parametrize("uri, position, reason", OFFLINE, ids=[one[0] for one in OFFLINE])
def test_the_first_difference_is_shown_and_the_key_is_not(filled, uri, position, reason):
    put(filled, redirect_uri=uri)
    done = filled.run("check", "redirect-address", "--json", *filled.unlock)
    (result,) = json.loads(done.out)
    assert result["reason"] == reason
    assert result["details"].get("position") == (position and str(position))
    assert done.status == (0 if position is None else 1)
    shown = filled.run("check", "redirect-address", *filled.unlock)
    for text in (done.out, shown.out):
        assert KEY not in text and KEY[:-4] not in text
    if position:
        words = " ".join(shown.out.split())
        assert f"the first difference is character {position}." in words
        assert "    expected: https://crm.firma.example/webservice/OAuth/MailAccount/…\n    found:    http" in shown.out.replace("HTTP", "http")
        assert "Mend it in: Copy the redirect URI from YetiForce [redirect-uri]" in shown.out


def test_googles_file_is_compared_until_google_itself_says_otherwise(filled, world):
    other = dummies.URI[:-1] + "7"
    path = dummies.google_file(filled.folder / "client.json", redirect_uris=[
        "https://localhost/callback", other])
    assert filled.run("import", path, "--yes", "--keep", *filled.unlock).status == 0
    assert filled.values()["registered_uris"] == "https://localhost/callback\n" + other
    done = filled.run("check", "redirect-file", "--json", *filled.unlock)
    (result,) = json.loads(done.out)
    assert (done.status, result["reason"], result["step"]) == (1, "not-in-file", "client")
    assert result["details"] == {
        "position": str(len(dummies.URI)), "found": dummies.URI.replace(KEY, "••••0000"),
        "file": other.replace(KEY[:-1] + "7", "••••0007")}
    # By itself this check asks nobody; with the address's other checks Google has the last word.
    done = online(filled, world, "redirect_uri", "--json")
    assert done.status == 0 and results(done)["redirect-file", "redirect_uri"]["reason"] == (
        "registered-since")
    world.site(SIGN_IN, standins.http(302, "", "location: " + refusal("redirect_uri_mismatch")))
    done = online(filled, world, "redirect_uri", "--json")
    assert done.status == 1
    assert filled.run("get", "registered_uris", *filled.unlock).out.endswith(other + "\n")
    assert filled.run("unset", "registered_uris", *filled.unlock).status == 0
    done = filled.run("check", "redirect-file", *filled.unlock)
    assert (done.status, done.out) == (0, "")
    # The right file, and one without an address.
    dummies.google_file(path)
    assert filled.run("import", path, "--yes", "--keep", *filled.unlock).status == 0
    assert filled.run("check", "redirect-file", *filled.unlock).status == 0
    dummies.google_file(path, redirect_uris=None)
    assert filled.run("import", path, "--yes", "--keep", *filled.unlock).status == 0
    assert "registered_uris" not in filled.values()


def test_testing_ends_after_a_week_and_the_day_is_named(filled):
    put(filled, audience="external", publishing="testing")
    for lang, text in (("en", r"One that is given today will end on (\S+)\."),
                       ("pl", r"Udzielona dzisiaj wygaśnie (\S+)\.")):
        done = filled.run("check", "lifetime", "--lang", lang, *filled.unlock, COLUMNS="200")
        assert done.status == 1
        (day,) = re.findall(text, " ".join(done.out.split()))
        assert standins.datetime.date.fromisoformat(day) - standins.datetime.datetime.now(
            standins.datetime.UTC).date() == 7 * standins.DAY
    put(filled, audience="internal")
    assert filled.run("check", "audience", *filled.unlock).status == 0


def test_forms_are_unusual_before_they_are_wrong(filled):
    put(filled, client_id="my client", client_secret="short", project_id="yetiforce-mail-test")
    done = filled.run("check", "--json", *filled.unlock)
    found = results(done)
    assert found["form", "client_id"]["reason"] == "not-accepted"
    assert found["form", "client_secret"]["reason"] == "unusual"
    assert found["form", "project_id"]["reason"] == "looks-right"
    assert done.status == 1
    assert filled.run("check", "client_secret", *filled.unlock).status == 75
    assert filled.run("check", "project", *filled.unlock).status == 0


def test_a_value_in_conflict_is_65(filled):
    def change(document):
        entry = document["profiles"]["default"]["client_id"]
        entry["conflicting"] = [entry | {"value": "another"}]
    agewriter.rewrite(filled.vault, dummies.PASSPHRASE, change)
    assert filled.run("check", *filled.unlock).status == 65


def test_the_json_has_stable_keys(filled, world):
    done = online(filled, world, "credentials", "--json")
    assert json.loads(done.out) == [{
        "check": "credentials", "recipient": TOKEN,
        "sent": ["client-id", "client-secret", "made-up-code", "redirect-uri"],
        "verdict": "right", "reason": "accepted", "details": {}}]


def test_another_guides_checks_are_its_own(filled, world):
    done = online(filled, world, "--guide", "rotate-secret", "--json")
    assert done.status == 0, (done.out, done.err)
    asking = {name for name, input in results(done) if name not in ("form",)}
    assert asking == {"credentials", "imap", "smtp", "smtp-starttls", "yetiforce"}
    filled.use_tiny_guide()
    done = online(filled, world)
    assert done.status == 0 and "Form: Name" in done.out and "Asking" not in done.err


# In the guide

PROMPT = "\r\n> "


def guide(machine, world, *turns, lang="en"):
    child = machine.terminal("--plain", "--lang", lang, "--ca-file", world.authority.file,
                             *machine.unlock, all_proxy=world.address)
    child.expect_exact(PROMPT)
    return child


def test_in_the_guide_a_check_asks_first_and_proves_the_step(filled, world):
    # Whether to sign in once is asked at that step too.
    assert filled.run("set", "sign_in", "never", *filled.unlock).status == 0
    child = guide(filled, world)
    for line in ("g client", "check"):
        child.sendline(line)
        child.expect_exact(PROMPT if line != "check" else "Ask them now? [y/N]")
    assert world.connects == [] and f"{TOKEN} gets: the Client ID" in child.seen()
    child.sendline("n")
    child.expect_exact(PROMPT)
    assert world.connects == [] and "Form: Client ID" in child.seen()
    child.sendline("c")
    child.expect_exact("Ask them now? [y/N]")
    child.sendline("y")
    child.expect_exact("The checks prove this step: it is done.")
    child.expect_exact(PROMPT)
    assert world.connects == [TOKEN, SIGN_IN]
    child.sendline("q")
    child.expect("saved")
    progress = filled.progress()["guides"]["gmail"]
    assert list(progress["done"]) == ["client"] and progress.get("ticks", {}) == {}


def test_in_the_guide_a_wrong_answer_proves_nothing(filled, world):
    world.site(SIGN_IN, standins.http(302, "", "location: " + refusal("redirect_uri_mismatch")))
    child = guide(filled, world, lang="pl")
    child.sendline("g client")
    child.expect_exact(PROMPT)
    child.sendline("sprawdz")
    child.expect_exact("Zapytać je teraz? [t/N]")
    child.sendline("t")
    child.expect_exact("Google nie zna tego URI przekierowania u tego klienta")
    child.expect_exact(PROMPT)
    child.sendline("q")
    child.expect("zapisane")
    assert "done" not in filled.progress()["guides"]["gmail"]
    assert "dowodzą" not in child.seen()


def test_a_step_without_checks_says_so(filled, world):
    child = guide(filled, world)
    child.sendline("g link-users")
    child.expect_exact(PROMPT)
    child.sendline("check")
    child.expect_exact("Nothing of what is known can be checked here.")
    child.expect_exact(PROMPT)
    assert world.connects == [] and STATUS["right"] == 0
