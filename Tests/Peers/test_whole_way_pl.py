# The whole guide in Polish by `krok` alone: External, production, a generated passphrase.
import unicodedata

import dummies
import exports
import whole_way

PROFILE = "Żółw i spółka"
WORDS = {
    "ask-passphrase": "Hasło do sejfu (wejście passphrase): ",
    "bye": "Wszystko jest zapisane. Polecenie krok zacznie od tego miejsca.",
}
URL = "https://crm.zolw.example/"
VALUES = {
    "yetiforce_url": URL,
    "mailbox": "skrzynka@zolw.example",
    "redirect_app": "OAuth dla Żółwia",
    "project_id": "zolw-poczta-test",
    "app_name": "System Żółwia",
    "redirect_uri": dummies.URI.replace(dummies.URL, URL),
    "client_id": dummies.CLIENT,
    "client_secret": dummies.SECRET,
    "server_name": "Poczta Żółwia",
}


def first_run(player):
    player.start(LANG="C.UTF-8")
    player.answer("Number from 1 to 2: ", "3", after="Choose a number from 1 to 2.")
    player.answer("Number from 1 to 2: ", "pl")
    player.expect("Profil to jedna instalacja YetiForce.")
    player.answer("Nazwa profilu [default]: ", "a/b", after="„a/b” zawiera / (U+002F)")
    player.answer("Nazwa profilu [default]: ", unicodedata.normalize("NFD", PROFILE))
    player.expect(f"Nowy sejf powstanie w {player.machine.vault} (KROK_VAULT).")
    player.answer("Nowe hasło (sam Enter: Krok je wymyśli): ", "")
    player.passphrase = whole_way.made_passphrase(player)
    player.answer("bezpiecznie zapisane: ", player.passphrase, after="Sejf jest gotowy")
    page = player.at_prompt()
    assert "Przygotuj, co potrzebne" in page
    assert player.passphrase not in page


def console(player):
    """The steps up to the consent screen, with a way back and a wrong answer in between."""
    player.type()
    player.answer("Adres YetiForce: ", VALUES["yetiforce_url"])
    player.answer("Pierwsza skrzynka: ", "skrzynka zolw", after="zawiera w środku spację")
    player.answer("Pierwsza skrzynka: ", VALUES["mailbox"])
    player.at_prompt()
    player.tick("prepare")
    player.go_on("webservice")
    player.type()
    player.answer("Nazwa aplikacji Web service [Gmail OAuth]: ", VALUES["redirect_app"])
    player.at_prompt()
    player.tick("webservice")
    player.command("w")
    assert player.status()["current"] == "prepare"
    player.go_on("webservice")
    player.go_on("google-account")
    player.tick("google-account")
    player.go_on("project")
    player.type()
    player.answer("Identyfikator projektu: ", VALUES["project_id"])
    player.at_prompt()
    player.tick("project")
    player.go_on("consent")


def audience(player):
    """The answers change the path at once."""
    states = {step["id"]: step["state"] for step in player.status()["steps"]}
    for step in ("data-access", "test-users", "branding", "publish"):
        assert states[step] == "undecided"
    player.type()
    player.answer("Nazwa aplikacji [YetiForce CRM]: ", VALUES["app_name"])
    player.expect("Odbiorcy:")
    player.answer("Numer od 1 do 2 (Enter: później): ", "2")
    player.expect("Stan publikacji:")
    player.answer("Numer od 1 do 2 (Enter: później): ", "production")
    player.at_prompt()
    steps = {step["id"]: step for step in player.status()["steps"]}
    assert steps["publish"]["state"] == "todo"
    assert (steps["test-users"]["state"], steps["test-users"]["reason"]) == (
        "excluded", "publishing=production")
    player.tick("consent")
    player.go_on("data-access")
    player.tick("data-access")
    player.go_on("branding")
    player.tick("branding")
    player.go_on("publish")


def languages(player):
    """There and back: every tick and every answer stays."""
    before = player.status()
    page = player.command("j")
    assert "Publish the app" in page and "Enter go on" in page
    assert whole_way.without_titles(player.status()) == whole_way.without_titles(before)
    page = player.command("l")
    assert "Opublikuj aplikację" in page and "Enter dalej" in page
    assert player.status() == before


def look_up(player):
    player.type("? redirect_uri_mismatch")
    player.expect("Google pisze redirect_uri_mismatch")
    player.answer("Numer awarii (Enter: żadna): ", "2", after="Wróć do kroku:")
    player.expect("[client]")
    player.at_prompt()
    player.command("? zolw")


def redirect_uri(player):
    """A question is left for later, then answered; the vault is opened by the first answer."""
    player.command("g redirect-uri")
    player.type()
    player.answer("URI przekierowania: ", "")
    player.answer("zostawić ten krok niedokończony? [t/N] ", "ja", after="Odpowiedz t albo n.")
    player.type("n")
    player.at_prompt()
    player.type("v")
    player.answer("URI przekierowania: ", VALUES["redirect_uri"])
    player.unlock()
    assert VALUES["redirect_uri"] not in player.at_prompt()
    player.tick("redirect-uri")


def client(player, file):
    player.go_on("client")
    assert VALUES["redirect_uri"] in player.command("r")
    player.type(f"i {file}")
    player.expect("Wczytano i sprawdzono: client_id, client_secret, project_id")
    player.answer("Usunąć go teraz? [T/n] ", "t", after="Usunięto: ")
    player.at_prompt()
    assert not file.exists()
    player.type()
    player.expect("Logowanie próbne:")
    player.answer("Numer od 1 do 2 (Enter: później): ", "never")
    player.at_prompt()
    player.tick("client")
    player.go_on("mail-server")


def ending(player):
    player.type()
    player.answer("Nazwa serwera poczty [Google]: ", VALUES["server_name"])
    player.at_prompt()
    player.tick("mail-server")
    player.go_on("mail-protocols")
    player.tick("mail-protocols")
    player.go_on("link-users")
    player.tick("link-users")
    player.go_on("link-corporate")
    player.tick("link-corporate")
    player.type()
    player.expect("Wszystkie kroki są zrobione. Gotowy formularz wypisze polecenie: krok export")
    player.ended(0)


def test_an_administrator_goes_the_whole_way_in_polish(bare):
    file = dummies.google_file(
        bare.folder / "client_secret_test.json", project_id=VALUES["project_id"],
        redirect_uris=[VALUES["redirect_uri"]])
    player = whole_way.Player(bare, WORDS)
    first_run(player)
    console(player)
    audience(player)
    languages(player)
    player.tick("publish")
    player.quit("k")
    before = player.status()

    player.start(LANG="en_US.UTF-8")
    player.answer("Hasło do sejfu (wejście passphrase): ", "")
    assert "Opublikuj aplikację" in player.at_prompt()
    assert player.status() == before
    player.command("u")
    assert len(player.open_tasks("publish")) == 3
    player.type("p")
    player.answer("Dlaczego pomijasz ten krok? ", "", after="potrzebny jest powód")
    player.at_prompt()
    player.type("p opublikowała Ewa")
    player.at_prompt()
    look_up(player)
    redirect_uri(player)
    client(player, file)
    ending(player)

    status = player.status()
    states = {step["id"]: step["state"] for step in status["steps"]}
    assert states.pop("publish") == "skipped" and states.pop("test-users") == "excluded"
    # The trial sign-in was not wanted.
    assert states.pop("sign-in") == states.pop("sign-in-remove") == "excluded"
    assert states.pop("trouble") == "reference" and set(states.values()) == {"done"}
    assert (status["profile"], status["finished"], status["all"]) == (PROFILE, 14, 14)
    assert dummies.SECRET not in player.record
    whole_way.nothing_steers_the_terminal(player.record)
    whole_way.nothing_in_clear(bare, VALUES, player.passphrase)
    unlock = ["--lang", "pl", "--passphrase-file",
              bare.secret_file("made", player.passphrase + "\n")]
    exports.every_format(bare, unlock, "pl", [dummies.SECRET, VALUES["redirect_uri"]])
