# The whole guide in English by `krok` alone: Internal, a passphrase typed twice.
import dummies
import exports
import whole_way

PROFILE = "Zoë Ångström Ltd"
PASSPHRASE = "correct zażółć battery – no secret"
WORDS = {
    "ask-passphrase": "Passphrase of the vault (slot passphrase): ",
    "bye": "Everything is saved. Run krok again to go on from here.",
}
URL = "https://crm.office.example/sub/"
OTHER_CLIENT = dummies.CLIENT.replace("example", "sample0", 1)
VALUES = {
    "yetiforce_url": URL,
    "mailbox": "mailbox@office.example",
    "redirect_app": "Mailbox sign-in",
    "project_id": "office-mailbox-test",
    "app_name": "Office CRM test",
    "redirect_uri": dummies.URI.replace(dummies.URL, URL),
    "client_id": dummies.CLIENT,
    "client_secret": dummies.SECRET,
    "server_name": "Corporate mailbox",
}


def first_run(player):
    """A Polish locale offers Polish first; the person takes English all the same."""
    player.start(LANG="pl_PL.UTF-8")
    player.expect("1 Polski")
    player.answer("Numer od 1 do 2: ", "2")
    player.expect("A profile is one installation of YetiForce.")
    player.answer("Name of the profile [default]: ", PROFILE)
    player.expect(f"A new vault is made in {player.machine.vault} (KROK_VAULT).")
    player.answer("Krok makes one): ", "short")
    player.answer("The same passphrase again: ", "shorter", after="The two passphrases differ.")
    player.answer("Krok makes one): ", PASSPHRASE)
    player.answer("The same passphrase again: ", PASSPHRASE, after="The vault is ready: ")
    assert "Get everything ready" in player.at_prompt()
    player.passphrase = PASSPHRASE


def console(player):
    player.type()
    player.answer("YetiForce address: ", VALUES["yetiforce_url"])
    player.answer("First mailbox: ", VALUES["mailbox"])
    player.at_prompt()
    player.tick("prepare")
    player.command("3")
    assert player.open_tasks("prepare") == ["prepare/services"]
    player.command("10")
    player.command("a")
    player.go_on("webservice")
    player.type()
    player.answer("Web service application name [Gmail OAuth]: ", VALUES["redirect_app"])
    player.at_prompt()
    player.tick("webservice")
    player.go_on("google-account")
    player.tick("google-account")
    player.go_on("project")
    player.quit("quit")


def resumed(player):
    """The passphrase alone is asked again, once for the whole run."""
    before = player.status()
    player.start(LANG="pl_PL.UTF-8")
    player.unlock()
    assert "Create a Google Cloud project" in player.at_prompt()
    player.type()
    player.answer("Project ID: ", VALUES["project_id"])
    player.at_prompt()
    assert player.status()["values"][3]["captured"] and not before["values"][3]["captured"]
    player.tick("project")
    player.go_on("consent")


def audience(player):
    player.type()
    player.answer("App name [YetiForce CRM]: ", VALUES["app_name"])
    player.expect("Audience:")
    player.answer("Number from 1 to 2 (Enter: later): ", "internal")
    player.at_prompt()
    steps = {step["id"]: step for step in player.status()["steps"]}
    for step in ("data-access", "test-users", "branding", "publish"):
        assert (steps[step]["state"], steps[step]["reason"]) == ("excluded", "audience=internal")
    player.tick("consent")
    player.type("st")
    player.expect("not on your path (Audience: Internal)")
    player.at_prompt()
    before = player.status()
    player.command("l")
    assert "Skonfiguruj ekran zgody" in player.command("r")
    assert whole_way.without_titles(player.status()) == whole_way.without_titles(before)
    player.command("j")
    assert player.status() == before
    player.go_on("redirect-uri")


def client(player, file, wrong):
    player.type()
    player.answer("Redirect URI: ", VALUES["redirect_uri"])
    player.at_prompt()
    player.tick("redirect-uri")
    player.go_on("client")
    player.type()
    player.answer("Client ID: ", dummies.SECRET, after="looks like client_secret")
    player.answer("Client ID: ", VALUES["client_id"])
    player.answer("Client secret: ", "")
    player.expect("Trial sign-in:")
    player.answer("Number from 1 to 2 (Enter: later): ", "never")
    player.at_prompt()
    player.type(f"import {wrong}")
    player.expect(f"The file belongs to client {OTHER_CLIENT}")
    player.answer("Import it all the same? [y/N] ", "", after="Nothing was imported.")
    player.at_prompt()
    player.type("i")
    player.answer("Path of client_secret_….json: ", str(file))
    player.expect("Imported and checked: client_id, client_secret, project_id")
    player.answer("Delete it now? [Y/n] ", "", after="Deleted: ")
    player.at_prompt()
    assert wrong.exists() and not file.exists()
    player.command("? mailbox dies week zzz")
    player.type("? access_denied")
    player.expect("Go back to: Add test users [test-users]")
    player.at_prompt()
    player.tick("client")
    player.go_on("mail-server")


def ending(player):
    player.type()
    player.answer("Mail server name [Google]: ", VALUES["server_name"])
    player.at_prompt()
    player.tick("mail-server")
    player.go_on("mail-protocols")
    player.tick("mail-protocols")
    player.go_on("link-users")
    player.type("skip")
    player.answer("Why is the step skipped? ", "each user does it alone")
    player.at_prompt()
    player.tick("link-corporate")
    player.type("n")
    player.expect("All steps are done. Print the finished form with: krok export")
    player.ended(0)


def test_an_administrator_goes_the_whole_way_in_english(bare):
    file = dummies.google_file(
        bare.folder / "client_secret_test.json", project_id=VALUES["project_id"],
        redirect_uris=["https://other.example/", VALUES["redirect_uri"]])
    wrong = dummies.google_file(
        bare.folder / "client_secret_other.json", project_id=VALUES["project_id"],
        redirect_uris=[VALUES["redirect_uri"]], client_id=OTHER_CLIENT)
    player = whole_way.Player(bare, WORDS)
    first_run(player)
    console(player)
    resumed(player)
    audience(player)
    client(player, file, wrong)
    ending(player)

    status = player.status()
    steps = {step["id"]: step for step in status["steps"]}
    assert steps.pop("link-users")["reason"] == "each user does it alone"
    states = {name: step["state"] for name, step in steps.items()}
    for step in ("data-access", "test-users", "branding", "publish"):
        assert states.pop(step) == "excluded"
    # The trial sign-in was not wanted.
    assert states.pop("sign-in") == states.pop("sign-in-remove") == "excluded"
    assert states.pop("trouble") == "reference" and set(states.values()) == {"done"}
    assert (status["profile"], status["finished"], status["all"]) == (PROFILE, 11, 11)
    assert dummies.SECRET not in player.record.replace("Client ID: " + dummies.SECRET, "", 1)
    assert PASSPHRASE not in player.record
    whole_way.nothing_steers_the_terminal(player.record)
    whole_way.nothing_in_clear(bare, VALUES, PASSPHRASE)
    unlock = ["--lang", "en", "--passphrase-file",
              bare.secret_file("typed", PASSPHRASE + "\n")]
    exports.every_format(bare, unlock, "en", [dummies.SECRET, VALUES["redirect_uri"]])
