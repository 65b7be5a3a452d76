# Files that are not Google's client file, or not the one that is captured: refused, nothing saved.
import json
import subprocess
import time

import dummies
import pytest
from conftest import KROK

WEB = {"client_id": dummies.CLIENT, "client_secret": dummies.SECRET,
       "project_id": dummies.VALUES["project_id"], "redirect_uris": [dummies.URI]}
REFUSED = {
    "installed": ({"installed": WEB}, "is for a desktop app (“installed”)"),
    "service_account": ({"type": "service_account", "private_key": "x"},
                        "is the key of a service account"),
    "authorized_user": ({"type": "authorized_user", "refresh_token": "x"},
                        "holds a user's authorisation"),
    "no_secret": ({"web": {"client_id": dummies.CLIENT}}, "holds no client_secret"),
    "no_client": ({"web": {"client_secret": dummies.SECRET}}, "holds no client_id"),
    "two_keys": ({"web": WEB, "installed": WEB}, "has several top-level keys (web, installed)"),
    "empty": ({}, "holds no web"),
    "array": ([WEB], "is JSON, but not Google's client file"),
    "number": ({"web": WEB | {"client_secret": 1}}, "client_secret is not of the type"),
    "blank": ({"web": WEB | {"client_secret": ""}}, "client_secret is empty"),
    "not_json": (b"client_id = x\n", ".json:1:1: this is not JSON"),
    "cut": (b'{"web": {"client_id": "x"', "this is not JSON"),
    "nothing": (b"", ".json:1:1: this is not JSON"),
    "not_utf8": (b'{"web": {"client_id": "\xff"}}', ".json:1:"),
    "twice": (b'{"web": {}, "web": {}}', ".json:1:"),
    "deep": (b"[" * 100_000, "this is not JSON"),
    "swapped": ({"web": WEB | {"client_id": dummies.SECRET}}, "looks like client_secret"),
    "spaces": ({"web": WEB | {"client_secret": "a b"}}, "holds a space"),
}


@pytest.mark.parametrize("content, text", REFUSED.values(), ids=REFUSED)
def test_a_file_of_another_kind_is_65_and_nothing_is_saved(machine, content, text):
    path = machine.folder / "client_secret_test.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    before = path.read_bytes()
    for source, stdin in ((path, b""), ("-", before)):
        for options in ([], ["--yes", "--delete"]):
            done = machine.run("import", source, *options, *machine.unlock, stdin=stdin)
            assert (done.status, done.out) == (65, ""), done
            assert text.replace(".json:", ":" if source == "-" else ".json:") in done.err
            assert dummies.SECRET not in done.err
    assert machine.values() == {} and path.read_bytes() == before


def test_a_hundred_megabytes_are_refused_fast_and_in_little_memory(machine):
    path = machine.folder / "client_secret_big.json"
    with open(path, "wb") as file:
        file.write(b'{"web": {"client_id": "')
        for _ in range(100):
            file.write(b"x" * (1 << 20))
    for source in (path, "-"):
        start = time.monotonic()
        with open(path, "rb") as stdin:
            # Of 192 MiB of addresses krok and its libraries take the greater part themselves.
            done = subprocess.run(
                ["prlimit", f"--as={192 << 20}", KROK, "import", source, *machine.unlock],
                stdin=stdin, capture_output=True, env=machine.environ(), start_new_session=True)
        assert done.returncode == 65, done
        assert b"is larger than 1048576 bytes" in done.stderr
        assert time.monotonic() - start < 3
    assert machine.values() == {} and path.exists()


DOUBTS = {
    "redirect_uri": ({"redirect_uris": ["https://other.example/"]},
                     "The captured redirect URI is not among those in the file"),
    "project": ({"project_id": "another-project"},
                "The file belongs to project another-project, but yetiforce-mail-test is captured."),
    "client": ({"client_id": dummies.CLIENT.replace("example", "sample0", 1)},
               "The file belongs to client 000000000000-sample0exampleexample"),
}


@pytest.mark.parametrize("changes, text", DOUBTS.values(), ids=DOUBTS)
def test_a_doubtful_file_is_64_without_a_terminal_and_taken_with_yes(filled, changes, text):
    path = dummies.google_file(filled.folder / "client_secret_test.json", **changes)
    for source, stdin in ((path, b""), ("-", path.read_bytes())):
        done = filled.run("import", source, *filled.unlock, stdin=stdin)
        assert (done.status, done.out) == (64, "") and text in done.err
        assert "repeat with --yes" in done.err and filled.values() == dummies.VALUES
    done = filled.run("import", path, "--yes", "--keep", *filled.unlock)
    assert (done.status, done.out) == (0, "") and text in done.err
    assert "Imported and checked: client_id, client_secret, project_id" in done.err
    wanted = {name: value for name, value in changes.items() if isinstance(value, str)}
    kept = {"registered_uris": "\n".join(changes.get("redirect_uris", [dummies.URI]))}
    assert filled.values() == dummies.VALUES | wanted | kept and path.exists()


@pytest.mark.parametrize("option, stays", [("--delete", False), ("--keep", True), (None, True)])
def test_the_file_is_deleted_only_when_that_was_asked_for(machine, option, stays):
    path = dummies.google_file(machine.folder / "client_secret_test.json")
    done = machine.run("import", path, *([option] if option else []), *machine.unlock)
    assert (done.status, done.out) == (0, "")
    assert path.exists() == stays and ("still holds the secret in clear" in done.err) == stays
    assert machine.values()["client_secret"] == dummies.SECRET


def test_an_import_that_cannot_be_saved_keeps_the_file(machine):
    path = dummies.google_file(machine.folder / "client_secret_test.json")
    wrong = machine.secret_file("wrong", "another passphrase\n")
    done = machine.run("import", path, "--delete", "--passphrase-file", wrong)
    assert done.status == 77 and path.exists() and machine.values() == {}
