# Names from a document or a folder that would steer a terminal, or lead to another place.
import shutil

import agewriter
import dummies
import pytest

GET = ["get", "client_secret"]
SET = ["set", "server_name", "written after the attack"]

HOSTILE = {
    "escape": "a\x1b[2Jb", "title": "a\x1b]0;evil\x07b", "c1": "a\x9b2Jb", "bell": "a\x07",
    "override": "a\u202egpj.b", "isolate": "a\u2067b", "line": "a\nkrok: all is well",
    "return": "a\rb", "mark": "a\u200fb", "delete": "a\x7fb", "up": "../../evil", "dots": "..",
}


def is_tame(text):
    bad = [sign for sign in text if ord(sign) < 32 and sign not in "\n" or 127 <= ord(sign) < 160
           or sign in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"]
    return bad == []


LOOKS = [["status"], ["status", "--json"], ["profile", "list"], ["vault", "status"],
         ["vault", "history"], ["key", "list"], ["export"], ["show"]]


def looks(machine):
    for words in LOOKS:
        done = machine.run(*words, *machine.unlock)
        assert is_tame(done.out) and is_tame(done.err), (words, done)
        assert "\nkrok: all is well" not in "\n" + done.out + done.err, (words, done)
        yield words, done


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_name_inside_the_document_steers_no_terminal_and_no_path(filled, name):
    """Whoever has a way in can write any name; nobody's terminal obeys it."""
    def change(document):
        document["profiles"][name] = document["profiles"]["default"]
        document["history"].append({"time": name, "slot": name, "event": "set", "profile": name,
                                    "subject": name})
        document["slots"].append({"name": name, "kind": "recipient", "recipient": name})
        document["profiles"]["default"]["server_name"]["slot"] = name
        document["profiles"]["default"]["server_name"]["time"] = name

    agewriter.rewrite(filled.vault, dummies.PASSPHRASE, change)
    before = sorted(filled.folder.rglob("*"))
    for words, done in looks(filled):
        assert done.status in (0, 65), (words, done)
    for words in (["profile", "use", name], ["profile", "new", name], ["status", "--profile", name],
                  ["get", "server_name", "--profile", name]):
        done = filled.run(*words, *filled.unlock)
        assert done.status != 0 and is_tame(done.out) and is_tame(done.err), (words, done)
    made = [path for path in sorted(filled.folder.rglob("*")) if path not in before]
    assert [path for path in made if filled.vault not in path.parents
            and filled.state not in [path, *path.parents]] == []


@pytest.mark.parametrize("name", [*HOSTILE.values(), "../vault"])
def test_a_slot_of_a_hostile_name_can_be_removed_and_takes_no_other_file_along(filled, name):
    def change(document):
        document["slots"].append({"name": name, "kind": "recipient", "recipient": "age1"})

    agewriter.rewrite(filled.vault, dummies.PASSPHRASE, change)
    (filled.folder / "evil.age").write_text("of somebody else")
    before = {*filled.folder.rglob("*")}
    done = filled.run("key", "remove", name, *filled.unlock)
    assert (done.status, done.out) == (0, "") and is_tame(done.err) and done.err.count("\n") == 1
    assert before - {*filled.folder.rglob("*")} == set()
    assert [slot["name"] for slot in filled.document()["slots"]] == ["passphrase"]


@pytest.mark.parametrize("name", [
    name for name in HOSTILE.values() if "/" not in name and name != ".."],
    ids=[key for key, name in HOSTILE.items() if "/" not in name and name != ".."])
@pytest.mark.parametrize("place", ["progress/{}.json", "keys/{}.age", "previous/{}.age"])
def test_a_hostile_file_name_in_the_vault_steers_no_terminal(filled, name, place):
    """Anyone who can push to a team's repository can add a file of any name."""
    assert filled.run("tick", "prepare").status == 0
    model = {"progress": "progress/default.json", "keys": "keys/passphrase.age",
             "previous": "vault.age"}[place.split("/")[0]]
    target = filled.vault / place.format(name)
    target.parent.mkdir(exist_ok=True, mode=0o700)
    shutil.copy(filled.vault / model, target)
    for words, done in looks(filled):
        assert done.status == 0, (words, done)
    assert filled.run(*GET, *filled.unlock).out == dummies.SECRET + "\n"
    done = filled.run(*SET, "--slot", name, *filled.unlock)
    assert is_tame(done.out) and is_tame(done.err), done
