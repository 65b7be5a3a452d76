# Teams: two clones, real pulls, values and ticks of both sides, conflicts that people settle.
import json
import os
import re
import shutil
import signal
import subprocess

import agewriter
import dummies
import pexpect
import pytest
from teams import KROK, document, team

SECRETS = ["GOCSPX-EXAMPLE-not-a-real-secret-AA11", "GOCSPX-EXAMPLE-not-a-real-secret-BB22"]


@pytest.fixture
def clones(tmp_path, _cheap_vault):
    return team(tmp_path, _cheap_vault)


@pytest.fixture
def anna(clones):
    return clones[0]


@pytest.fixture
def bob(clones):
    return clones[1]


def values(person, profile="default"):
    kept = document(person)["profiles"].get(profile, {})
    return {name: entry["value"] for name, entry in kept.items() if "value" in entry}


def ticks(person, step="prepare", profile="default"):
    return set(person.progress(profile)["guides"]["gmail"].get("ticks", {}).get(step, {}))


def set_secret(person, value):
    person.krok("set", "client_secret", "-", stdin=value.encode())


def in_conflict(anna, bob):
    """Both have captured the secret; Anna has pulled, and git has told her of the conflict."""
    set_secret(bob, SECRETS[1])
    bob.share()
    set_secret(anna, SECRETS[0])
    anna.commit()
    return anna.pull(1)


# Clean merges


def test_values_of_both_sides_come_together_in_a_pull(anna, bob):
    bob.krok("set", "project_id", "bobs-project-1")
    bob.krok("set", "audience", "internal")
    bob.share()
    anna.krok("set", "app_name", "CRM Anny")
    anna.krok("set", "mailbox", "poczta@firma.example")
    anna.commit()
    generations = [document(person)["generation"] for person in (anna, bob)]
    said = anna.pull()
    assert "krok" not in said and "CONFLICT" not in said
    assert values(anna) == {"project_id": "bobs-project-1", "audience": "internal",
                            "app_name": "CRM Anny", "mailbox": "poczta@firma.example"}
    merged = document(anna)
    assert merged["generation"] == max(generations) + 1
    events = [(entry["event"], entry.get("subject"), entry["slot"])
              for entry in merged["history"]]
    assert events[-1] == ("merged", None, "anna")
    assert {("set", "project_id", "bob"), ("set", "app_name", "anna")} <= set(events)
    assert len(events) == len(set(events)), "what both sides had stands once"
    assert anna.git("status", "--short") == ""
    # What git keeps of the merge is what Bob gets, without a merge of his own.
    anna.git("push", "--quiet", "origin", "HEAD:main")
    bob.pull()
    assert document(bob) == merged
    assert bob.krok("get", "app_name").out == "CRM Anny\n"
    status = bob.krok("status", "--json", "--identity", bob.key).out
    assert status.count('"captured": true') == 4


def test_a_pull_with_rebase_merges_as_well(anna, bob):
    bob.krok("set", "project_id", "bobs-project-1")
    bob.share()
    for number in range(3):
        anna.krok("set", "app_name", f"CRM {number}")
        anna.commit()
    anna.pull(0, "--rebase")
    assert values(anna) == {"project_id": "bobs-project-1", "app_name": "CRM 2"}
    assert anna.git("status", "--short") == ""


def test_ticks_of_both_sides_stay_and_what_one_took_back_stays_taken_back(anna, bob):
    bob.krok("tick", "prepare/site-url")
    bob.krok("untick", "prepare/version")
    bob.krok("skip", "client", "--reason", "später")
    bob.share()
    anna.krok("tick", "prepare/services")
    anna.krok("tick", "webservice")
    anna.commit()
    # No key is needed for what stands in clear.
    anna.pull(0)
    anna.git("push", "--quiet", "origin", "HEAD:main")
    bob.pull()
    assert ticks(anna) == {"site-url", "services"} == ticks(bob)
    gmail = anna.progress()["guides"]["gmail"]
    assert "webservice" in gmail["done"] and gmail["skipped"]["client"]["reason"] == "später"
    assert set(gmail["withdrawn"]) == {"ticks/prepare/version"}
    # The other way round: Anna takes all back while Bob goes on.
    bob.krok("tick", "prepare/rewrite")
    bob.share()
    anna.krok("reset", "--yes")
    anna.commit()
    anna.pull()
    assert ticks(anna) == {"rewrite"}
    assert "done" not in anna.progress()["guides"]["gmail"]


def test_progress_merges_without_any_way_in(anna, bob):
    bob.krok("tick", "prepare/site-url")
    bob.share()
    anna.krok("tick", "prepare/services")
    anna.commit()
    said = anna.git("pull", "--quiet", "--no-edit", "origin", "main", KROK_IDENTITY=None)
    assert "CONFLICT" not in said
    assert ticks(anna) == {"version", "site-url", "services"}


def test_a_profile_that_one_side_removed_or_renamed_does_not_come_back(anna, bob):
    for name in ("Klient A", "Klient B"):
        anna.krok("profile", "new", name)
        anna.krok("set", "project_id", "a-project-1", "--profile", name)
    anna.share()
    bob.pull()
    bob.krok("profile", "remove", "Klient A", "--yes")
    bob.krok("profile", "rename", "Klient B", "Klient C")
    bob.share()
    anna.krok("set", "app_name", "CRM Anny", "--profile", "default")
    anna.commit()
    anna.pull()
    assert values(anna, "Klient A") == {} == values(anna, "Klient B")
    assert values(anna, "Klient C") == {"project_id": "a-project-1"}
    assert anna.krok("profile", "list").out.split("\n")[:-1] == ["* default", "  Klient C"]
    # The old name is free, and what is captured under it now wins everywhere.
    anna.krok("profile", "rename", "Klient C", "Klient B")
    assert values(anna, "Klient B") == {"project_id": "a-project-1"}


def test_a_slot_that_one_side_added_or_removed_is_there_or_gone_for_both(anna, bob):
    bob.krok("key", "add", "--name", "carol", "--recipient", bob.recipient)
    bob.krok("key", "remove", "anna")
    bob.share()
    anna.krok("set", "app_name", "CRM Anny")
    anna.commit()
    anna.pull()
    names = {slot["name"] for slot in document(anna)["slots"]}
    assert names == {"passphrase", "bob", "carol"}
    assert {path.stem for path in (anna.vault / "keys").iterdir()} == names


def test_slots_that_each_removed_of_the_other_stay_listed_and_are_a_conflict(anna, bob):
    for person, other in ((bob, "anna"), (anna, "bob")):
        person.krok("key", "remove", "passphrase")
        person.krok("key", "remove", other)
    bob.share()
    anna.commit()
    said = anna.pull(1)
    assert "each side removed the key slots" in said and "anna, bob" in said
    for side in ("HEAD", "MERGE_HEAD"):
        anna.git("checkout", side, "--", "vault/keys")
    anna.commit("both again")
    assert anna.krok("vault", "history").status == 0
    assert {path.stem for path in (anna.vault / "keys").iterdir()} == {"anna", "bob"}


def test_a_vault_at_the_top_of_a_repository_merges_and_so_do_two_in_one(tmp_path, _cheap_vault):
    anna, bob = team(tmp_path, _cheap_vault, below=".")
    for person, name in ((anna, "app_name"), (bob, "server_name")):
        # A second vault beside the first: one driver serves both.
        person.krok("set", name, "of " + person.name)
        second = person.repository / "it's 100% more" / "vault"
        if person is anna:
            second.mkdir(parents=True)
            for part in ("keys", "vault.age", "README.md", ".gitattributes", ".gitignore"):
                subprocess.run(["cp", "-r", anna.vault / part, second / part], check=True)
            anna.share("two")
            continue
        person.commit()
        person.pull()
    assert values(bob) == {"app_name": "of anna", "server_name": "of bob"}
    second = bob.repository / "it's 100% more" / "vault"
    bob.git("push", "--quiet", "origin", "HEAD:main")
    anna.pull()
    for person, name in ((anna, "project_id"), (bob, "redirect_app")):
        where = person.repository / second.relative_to(bob.repository)
        # A copy of the first vault, changed apart from it: a machine that remembers refuses that.
        person.remembers = False
        person.krok("set", name, "project-of-" + person.name, "--vault", where, *person.unlock)
        person.commit()
    anna.git("push", "--quiet", "origin", "HEAD:main")
    bob.pull()
    merged = agewriter.open_vault(second, dummies.PASSPHRASE)["profiles"]["default"]
    assert {"project_id", "redirect_app", "app_name"} == set(merged)
    assert set(values(bob)) == {"app_name", "server_name"}


# Conflicts


def test_a_value_that_both_changed_is_kept_twice_and_refused_until_somebody_chooses(anna, bob):
    said = in_conflict(anna, bob)
    assert "krok: both sides changed the same values" in said
    assert "default › client_secret" in said and "git add vault/vault.age" in said
    assert not any(secret in said for secret in SECRETS)
    entry = document(anna)["profiles"]["default"]["client_secret"]
    versions = [entry, *entry["conflicting"]]
    assert {version["value"] for version in versions} == set(SECRETS)
    assert {version["slot"] for version in versions} == {"anna", "bob"}
    assert {version["revision"] for version in versions} == {1}
    assert "UU vault/vault.age" in anna.git("status", "--short")

    refused = anna.krok("get", "client_secret", status=65)
    assert refused.out == "" and "through anna" in refused.err and "through bob" in refused.err
    assert "krok vault choose client_secret NUMBER" in refused.err
    assert anna.krok("export", "--reveal", status=65).out == ""
    shown = anna.krok("status", "--identity", anna.key).out
    assert "••••AA11" in shown and "••••BB22" in shown and "choose one" in shown
    listed = anna.krok("vault", "choose").out
    assert "••••AA11" in listed and "••••BB22" in listed
    assert not any(secret in shown + listed for secret in SECRETS)
    [number] = re.findall(r"(\d)  \S+, through bob: ••••BB22", listed)

    anna.krok("vault", "choose", "client_secret", number)
    assert anna.krok("get", "client_secret").out == SECRETS[1] + "\n"
    anna.git("add", "vault/vault.age")
    anna.git("commit", "--quiet", "--no-edit")
    anna.git("push", "--quiet", "origin", "HEAD:main")
    bob.pull()
    assert bob.krok("get", "client_secret").out == SECRETS[1] + "\n"
    assert document(bob)["profiles"]["default"]["client_secret"]["revision"] == 2


def test_setting_a_value_anew_or_removing_it_settles_a_conflict_too(anna, bob):
    in_conflict(anna, bob)
    set_secret(anna, SECRETS[0])
    entry = document(anna)["profiles"]["default"]["client_secret"]
    assert (entry["value"], entry["revision"]) == (SECRETS[0], 2) and "conflicting" not in entry
    anna.commit("settled")
    # One removes, the other changes: that is a conflict as well, and either may be chosen.
    anna.git("push", "--quiet", "origin", "HEAD:main")
    bob.pull()
    bob.krok("unset", "client_secret")
    bob.share()
    set_secret(anna, SECRETS[1])
    anna.commit()
    anna.pull(1)
    assert "removed" in anna.krok("get", "client_secret", status=65).err
    anna.krok("vault", "choose", "client_secret", "2")
    assert anna.krok("get", "client_secret", status=66).out == ""


def test_the_same_value_on_both_sides_is_no_conflict(anna, bob):
    for person in (bob, anna):
        set_secret(person, SECRETS[0])
    bob.share()
    anna.commit()
    anna.pull()
    assert anna.krok("get", "client_secret").out == SECRETS[0] + "\n"


def test_a_higher_revision_wins_and_is_told_where_both_changed(anna, bob):
    bob.krok("set", "app_name", "CRM Boba")
    bob.share()
    for name in ("CRM 1", "CRM 2"):
        anna.krok("set", "app_name", name)
    anna.commit()
    said = anna.pull()
    assert "both sides changed default › app_name" in said
    assert values(anna)["app_name"] == "CRM 2"
    # Where one side alone went on, nobody is bothered.
    anna.git("push", "--quiet", "origin", "HEAD:main")
    bob.pull()
    bob.krok("set", "app_name", "CRM 3")
    bob.share()
    anna.krok("set", "server_name", "Poczta")
    anna.commit()
    assert "both sides" not in anna.pull()
    assert values(anna) == {"app_name": "CRM 3", "server_name": "Poczta"}


def test_a_choice_that_does_not_exist_is_66_and_changes_nothing(anna, bob):
    in_conflict(anna, bob)
    before = (anna.vault / "vault.age").read_bytes()
    for words in (["client_secret", "3"], ["client_secret", "0"], ["app_name", "1"],
                  ["app_name"]):
        assert anna.krok("vault", "choose", *words, status=66).err.startswith("krok: ")
    assert (anna.vault / "vault.age").read_bytes() == before


def test_the_conflict_in_polish(anna, bob):
    for person in (anna, bob):
        person.environment["KROK_LANG"] = "pl"
    said = in_conflict(anna, bob)
    assert ("krok: obie strony zmieniły te same wartości; vault/vault.age zawiera teraz obie "
            "wersje każdej z nich:\n  default › client_secret\n") in said
    assert "Potem: git add vault/vault.age" in said
    refused = anna.krok("get", "client_secret", status=65).err
    assert "scalenie zostawiło kilka wersji wartości client_secret" in refused
    assert re.search(r"1  \S+Z, przez (anna|bob)\n", refused)


# The driver alone


def sides(anna, bob):
    """Copies of both vaults as git would lay them down, with what each has captured."""
    bob.krok("set", "project_id", "bobs-project-1")
    anna.krok("set", "app_name", "CRM Anny")
    for name, person in (("ours", anna), ("theirs", bob)):
        path = anna.repository / name
        path.write_bytes((person.vault / "vault.age").read_bytes())
        path.chmod(0o644)
    return anna.repository / "ours", anna.repository / "theirs"


def merge(anna, base="base", status=0, **changes):
    return anna.krok("vault", "merge", base, "ours", "theirs", "vault/vault.age",
                     status=status, **changes)


def opened(anna, path):
    secret = agewriter.private_key(agewriter.slot(anna.vault, dummies.PASSPHRASE))
    found = agewriter.json.loads(agewriter.unseal_key(path.read_bytes(), secret))
    found["history"] = [entry for entry in found["history"] if entry["event"] != "merged"]
    return found


def test_whatever_git_calls_the_base_the_result_is_the_same(anna, bob):
    ours, theirs = sides(anna, bob)
    original, base, results = ours.read_bytes(), anna.repository / "base", []
    foreign = agewriter.seal_key(
        b'{"format":1}', agewriter.x25519.X25519PrivateKey.generate())
    for content in (original, theirs.read_bytes(), b"", b"garbage", foreign, None, "huge", "pipe"):
        ours.write_bytes(original)
        base.unlink(missing_ok=True)
        if isinstance(content, bytes):
            base.write_bytes(content)
        elif content == "huge":
            with open(base, "wb") as file:
                file.truncate(1 << 40)
        elif content == "pipe":
            os.mkfifo(base)
        done = merge(anna)
        assert (done.out, done.err) == ("", "")
        results.append(opened(anna, ours))
    assert all(result == results[0] for result in results)
    assert {"project_id", "app_name"} == set(results[0]["profiles"]["default"])


def test_the_other_sides_file_has_to_open_or_ours_stays_untouched(anna, bob):
    ours, theirs = sides(anna, bob)
    whole, original = theirs.read_bytes(), ours.read_bytes()
    foreign = agewriter.seal_key(
        b'{"format":1}', agewriter.x25519.X25519PrivateKey.generate())
    for content, status, words in [
            (b"", 65, "is damaged"), (b"garbage", 65, "is damaged"),
            (whole[:-1], 65, "is damaged"), (foreign, 65, "is not encrypted to this vault's key"),
            (whole[:-20] + bytes(20), 65, "is damaged"), ("huge", 65, "is larger than"),
            (None, 66, "is not there")]:
        theirs.unlink(missing_ok=True)
        if isinstance(content, bytes):
            theirs.write_bytes(content)
        elif content == "huge":
            with open(theirs, "wb") as file:
                file.truncate(1 << 40)
        done = merge(anna, status=status)
        assert words in done.err and "krok merged nothing" in done.err, content
        assert ours.read_bytes() == original
    theirs.write_bytes(whole)
    ours.write_bytes(b"garbage")
    merge(anna, status=65)
    assert ours.read_bytes() == b"garbage"


def test_a_way_in_that_is_missing_or_wrong_leaves_ours_untouched(anna, bob):
    ours, _ = sides(anna, bob)
    original = ours.read_bytes()
    merge(anna, status=77, KROK_IDENTITY=None)
    wrong = anna.secret_file("wrong", "another passphrase\n")
    anna.krok("vault", "merge", "base", "ours", "theirs", "vault/vault.age", "--passphrase-file",
              wrong, status=77)
    anna.krok("vault", "merge", "base", "ours", "theirs", "vault/keys/bob.age", status=64)
    assert ours.read_bytes() == original
    for name in ("a", "b"):
        (anna.repository / name).write_text("{}")
    anna.krok("vault", "merge", "base", "a", "b", "vault/progress/default.json", status=65)
    assert (anna.repository / "a").read_text() == "{}"


def test_a_vault_with_a_new_key_on_the_other_side_is_refused_in_a_real_pull(
        anna, bob, _real_vault):
    # What a rekey leaves: slots and vault of another key.
    other = bob.folder / "other"
    done = bob.run("vault", "init", "--vault", other, *bob.unlock)
    assert done.status == 0
    subprocess.run(["cp", "-rT", other, bob.vault], check=True)
    bob.share("rekeyed")
    anna.krok("set", "app_name", "CRM Anny")
    anna.commit()
    before = (anna.vault / "vault.age").read_bytes()
    said = anna.pull(1)
    assert "is not encrypted to this vault's key" in said and "krok merged nothing" in said
    assert (anna.vault / "vault.age").read_bytes() == before
    # The hint's way out.
    anna.git("-C", "vault", "checkout", "MERGE_HEAD", "--", "keys", "vault.age")
    anna.commit("taken over")
    history = ["vault", "history", "--vault", anna.vault, *anna.unlock]
    refused = anna.run(*history)
    assert refused.status == 77 and "another vault than the one this machine knows" in refused.err
    known = json.loads(bob.run("vault", "status", "--json", "--vault", other).out)
    anna.krok("vault", "accept", "--fingerprint", known["fingerprint"], "--vault", anna.vault,
              *anna.unlock)
    assert anna.run(*history).status == 0


CALLS = "write,fsync,rename,renameat,unlink,openat,close"


def test_a_kill_at_any_system_call_leaves_ours_old_or_merged(anna, bob):
    ours, _ = sides(anna, bob)
    original = ours.read_bytes()
    log = anna.folder / "calls"
    words = ["vault", "merge", "base", "ours", "theirs", "vault/vault.age"]
    anna.krok(*words, prefix=["strace", "-f", "-o", log, "-e", "trace=" + CALLS])
    counts = {}
    for line in log.read_text().splitlines():
        if found := re.match(r"\d+ +(\w+)\(", line):
            counts[found[1]] = counts.get(found[1], 0) + 1
    assert counts["renameat"] == 1 and counts["fsync"] == 2
    merged = opened(anna, ours)["profiles"]
    found = set()
    for call, count in counts.items():
        for number in range(max(1, count - 4), count + 1):
            ours.write_bytes(original)
            done = anna.run(
                *words, cwd=anna.repository,
                prefix=["strace", "-f", "-qq", "-o", "/dev/null",
                        "-e", f"inject={call}:signal=SIGKILL:when={number}"])
            assert done.status in (-signal.SIGKILL, 128 + signal.SIGKILL), (call, number, done)
            is_old = ours.read_bytes() == original
            assert is_old or opened(anna, ours)["profiles"] == merged, (call, number)
            found.add(is_old)
            for litter in anna.repository.glob(".krok-new-*"):
                assert b"CRM Anny" not in litter.read_bytes()
                litter.unlink()
    assert found == {True, False}


def test_a_pull_asks_for_the_passphrase_at_the_terminal_and_forgives_a_slip(anna, bob):
    bob.krok("set", "project_id", "bobs-project-1")
    bob.share()
    anna.krok("set", "app_name", "CRM Anny")
    anna.commit()
    child = anna.terminal(
        "-C", anna.repository, "pull", "--no-edit", "origin", "main", command="git", timeout=60,
        KROK_IDENTITY=None, KROK_VAULT=None)
    child.expect_exact("Passphrase of the vault (slot passphrase): ")
    child.sendline("not this one")
    child.expect_exact("does not open slot passphrase")
    child.expect_exact("Passphrase of the vault (slot passphrase): ")
    child.sendline(dummies.PASSPHRASE)
    child.expect("Merge made by")
    child.expect(pexpect.EOF)
    assert dummies.PASSPHRASE not in child.seen()
    assert set(values(anna)) == {"project_id", "app_name"}


def test_a_merge_that_failed_is_repeated_with_the_command_that_krok_names(anna, bob):
    bob.krok("set", "project_id", "bobs-project-1")
    bob.share()
    anna.krok("set", "app_name", "CRM Anny")
    anna.commit()
    said = anna.git("pull", "--quiet", "--no-edit", "origin", "main", status=1,
                    KROK_IDENTITY=None)
    [command] = re.findall(r"repeat with: git (checkout --merge -- vault/vault.age)", said)
    assert set(values(anna)) == {"app_name"}
    anna.git(*command.split(" "))
    assert set(values(anna)) == {"project_id", "app_name"}
    anna.git("add", "vault/vault.age")
    anna.git("commit", "--quiet", "--no-edit")


def test_a_prepared_key_change_out_of_the_repository_is_refused_and_takes_nothing_away(anna, bob):
    """A folder `rekey` is finished by whoever finds it: one that git brought must not be."""
    anna.krok("set", "app_name", "CRM Anny")
    room = bob.vault / "rekey"
    shutil.copytree(bob.vault / "keys", room / "keys")
    (room / "previous").mkdir()
    shutil.copy(bob.vault / "vault.age", room / "previous/1.age")
    shutil.copy(bob.vault / "vault.age", room / "vault.age")
    bob.git("add", "--all", "--force", "vault/rekey")
    bob.share()
    # Anna has not committed what she set: git leaves it alone, and so must krok.
    anna.pull()
    standing = {path: path.read_bytes() for path in anna.vault.rglob("*") if path.is_file()}
    assert (anna.vault / "rekey/vault.age").exists() and (anna.vault / "previous").exists()
    for words in (["get", "app_name"], ["set", "app_name", "Another"], ["tick", "prepare"]):
        done = anna.run(*words, cwd=anna.repository)
        assert done.status == 77 and "rekey looks like an interrupted change" in done.err, done
        assert standing == {
            path: path.read_bytes() for path in anna.vault.rglob("*") if path.is_file()}
    looked = anna.run("doctor", cwd=anna.repository)
    assert looked.status == 1
    assert "krok did not make this folder here" in " ".join(looked.out.split())
    shutil.rmtree(anna.vault / "rekey")
    assert anna.krok("get", "app_name").out == "CRM Anny\n"


# Setting up


def configured(person, key):
    return person.git("config", "--get-all", "merge.krok-vault." + key).strip()


def test_setting_git_up_again_changes_nothing(anna, bob):
    driver = configured(anna, "driver")
    assert driver == f"'{os.path.realpath(KROK)}' vault merge -- %O %A %B %P"
    before = {name: (anna.vault / name).read_bytes() for name in (".gitattributes", ".gitignore")}
    assert before[".gitattributes"].decode() == (
        "vault.age merge=krok-vault -text -diff\nkeys/*.age binary\n"
        "progress/*.json merge=krok-vault\n")
    assert before[".gitignore"].decode() == (
        ".lock\nprevious/\n.krok-new-*\n/rekey/\n/rekey.new/\n")
    for _ in range(2):
        anna.krok("vault", "init", "--git", KROK_IDENTITY=None)
    assert configured(anna, "driver") == driver
    assert before == {name: (anna.vault / name).read_bytes() for name in before}
    assert anna.git("status", "--short") == ""
    # What stays at home does: kept generations and the lock.
    anna.krok("set", "app_name", "CRM Anny")
    assert (anna.vault / "previous").is_dir() and (anna.vault / ".lock").exists()
    assert anna.git("status", "--short").split() == [
        "M", "vault/progress/default.json", "M", "vault/vault.age"]
    assert "keys/anna.age: merge: unset" in anna.git(
        "-C", "vault", "check-attr", "merge", "keys/anna.age")


def test_other_peoples_lines_stay(anna):
    (anna.vault / ".gitattributes").write_bytes(b"*.txt text\r\nkeys/*.age binary\r\n# \xff")
    anna.krok("vault", "init", "--git")
    assert (anna.vault / ".gitattributes").read_bytes() == (
        b"*.txt text\r\nkeys/*.age binary\r\n# \xff\nvault.age merge=krok-vault -text -diff\n"
        b"progress/*.json merge=krok-vault\n")


def test_outside_of_git_nothing_is_made_and_the_reason_is_told(bare):
    done = bare.run("vault", "init", "--git", *bare.unlock)
    assert done.status == 66 and "git says: fatal: not a git repository" in done.err
    assert not bare.vault.exists()
    done = bare.run("vault", "init", "--git", *bare.unlock, PATH=str(bare.folder))
    assert done.status == 66 and "git is not installed" in done.err
    assert not bare.vault.exists()


def test_a_vault_that_is_not_there_is_made_first_and_one_that_git_ignores_is_told(bare):
    subprocess.run(["git", "init", "--quiet", bare.folder], check=True, env=bare.environ())
    (bare.folder / ".gitignore").write_text("/vault/*\n")
    done = bare.run("vault", "init", "--git", *bare.unlock)
    assert done.status == 0 and (bare.vault / "vault.age").exists()
    assert "makes git ignore " + str(bare.vault) in done.err
    assert (bare.vault / ".gitattributes").exists()
    (bare.folder / ".git" / "config.lock").touch()
    done = bare.run("vault", "init", "--git", KROK_LANG="pl")
    assert done.status == 73 and done.err.startswith(
        "krok: polecenie git config merge.krok-vault.name nie powiodło się; komunikat gita: ")
