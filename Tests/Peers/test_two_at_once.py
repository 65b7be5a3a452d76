# Several kroks on one vault: no acknowledged write is lost, and a held lock is told after 10 s.
import fcntl
import time

import dummies

NAMES = ["yetiforce_url", "mailbox", "redirect_app", "project_id", "app_name", "server_name"]


def value(name, number):
    """A value that is right for its input and never the same twice."""
    return {
        "yetiforce_url": f"https://crm{number}.firma.example/",
        "mailbox": f"skrzynka{number}@firma.example",
        "project_id": f"yetiforce-mail-{number:04}",
    }.get(name, f"{name} {number}")


def finish(processes):
    for name, process in processes.items():
        out, err = process.communicate(timeout=60)
        assert (process.returncode, out, err) == (0, b"", b""), (name, err)


def test_every_acknowledged_write_of_many_processes_is_there(machine):
    for number in range(5):
        finish({
            name: machine.start("set", name, value(name, number), *machine.unlock)
            for name in NAMES})
        assert machine.values() == {name: value(name, number) for name in NAMES}
    document = machine.document()
    assert document["generation"] == 1 + 5 * len(NAMES)
    events = [entry["subject"] for entry in document["history"] if entry["event"] == "set"]
    assert sorted(events) == sorted(NAMES * 5)
    revisions = {entry["revision"] for entry in document["profiles"]["default"].values()}
    assert revisions == {5}


def test_values_ticks_and_profiles_written_at_once_are_all_kept(machine):
    for profile in ("first", "second"):
        assert machine.run("profile", "new", profile).status == 0
    tasks = ["version", "site-url", "services", "rewrite", "cookie"]
    processes = {}
    for profile in ("first", "second"):
        for task in tasks:
            processes[profile, task] = machine.start(
                "tick", "prepare/" + task, "--profile", profile)
        for name in NAMES[:3]:
            processes[profile, name] = machine.start(
                "set", name, value(name, len(profile)), "--profile", profile, *machine.unlock)
    finish(processes)
    for profile in ("first", "second"):
        assert set(machine.progress(profile)["guides"]["gmail"]["ticks"]["prepare"]) == set(tasks)
        assert set(machine.progress(profile)["guides"]["gmail"]["captured"]) == set(NAMES[:3])
        assert machine.values(profile) == {
            name: value(name, len(profile)) for name in NAMES[:3]}


def test_one_value_written_by_all_ends_as_one_of_them_with_every_revision(machine):
    processes = {
        number: machine.start("set", "server_name", f"name {number}", *machine.unlock)
        for number in range(8)}
    finish(processes)
    kept = machine.document()["profiles"]["default"]["server_name"]
    assert kept["value"] in {f"name {number}" for number in range(8)}
    assert kept["revision"] == 8


def test_a_loop_at_the_terminal_takes_in_what_another_krok_wrote_meanwhile(filled):
    child = filled.terminal("--passphrase-file", filled.passphrase_file, size=(50, 100))
    child.expect_exact("\r\n> ")
    child.sendline("v")
    child.expect("YetiForce address ")
    assert filled.run("set", "server_name", "from outside", *filled.unlock).status == 0
    child.sendline("https://inside.firma.example/")
    child.expect("First mailbox ")
    child.sendline("")
    child.expect_exact("\r\n> ")
    child.sendline("q")
    child.expect("Everything is saved")
    values = filled.values()
    assert values["server_name"] == "from outside"
    assert values["yetiforce_url"] == "https://inside.firma.example/"
    assert values["client_secret"] == dummies.SECRET


MESSAGES = {
    "en": "krok: another krok is changing the vault: {path} has been locked for ten seconds\n"
          "Wait until the other krok has finished, then repeat the command.\n",
    "pl": "krok: inny uruchomiony krok zmienia sejf: {path} jest zablokowany od dziesięciu sekund\n"
          "Poczekaj, aż tamten Krok skończy, i powtórz polecenie.\n",
}


def test_a_lock_that_another_process_holds_is_75_after_ten_seconds_in_both_languages(filled):
    filled.remembers = True
    lock = filled.vault / ".lock"
    before = (filled.vault / "vault.age").read_bytes()
    with open(lock, "a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        start = time.monotonic()
        waiting = {
            (lang, *words): filled.start(*words, "--lang", lang)
            for lang in MESSAGES
            for words in [("set", "server_name", "late", *filled.unlock), ("tick", "prepare")]}
        # Reading needs no lock.
        got = filled.run("get", "server_name", *filled.unlock)
        assert (got.status, got.out) == (0, dummies.VALUES["server_name"] + "\n")
        assert filled.run("status").status == 0
        assert time.monotonic() - start < 8
        for (lang, *_), process in waiting.items():
            out, err = process.communicate(timeout=30)
            assert 9.5 < time.monotonic() - start < 16
            assert (process.returncode, out) == (75, b"")
            assert err.decode() == MESSAGES[lang].format(path=lock)
    assert (filled.vault / "vault.age").read_bytes() == before
    assert filled.run("set", "server_name", "late", *filled.unlock).status == 0



def test_a_lock_file_that_stays_behind_locks_nobody_out(filled):
    lock = filled.vault / ".lock"
    lock.write_text("of a process that is gone")
    assert filled.run("set", "server_name", "after it", *filled.unlock).status == 0
    assert filled.values()["server_name"] == "after it" and lock.exists()
