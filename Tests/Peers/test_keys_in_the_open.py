# A secret key where everybody could read it: never repeated, and told what to do about it.
import re
import subprocess

import pytest

KEY = "AGE-SECRET-KEY-1UZ6HEJWAX4J5PKGEXJ30VP8Y2MYF96VTV392HXHPZSSVSU5J9X7SLK9J0C"
COMMANDS = {
    "identity": ["get", "server_name", "--identity", KEY],
    "identity_equals": ["get", "server_name", "--identity=" + KEY],
    "lower_case": ["get", "server_name", "--identity", KEY.lower()],
    "part": ["get", "server_name", "--identity", KEY[:40]],
    "path": ["get", "server_name", "--identity", "/tmp/" + KEY + ".txt"],
    "recipient": ["key", "add", "--name", "eve", "--recipient", KEY],
    "receive": ["receive", "form.age", "--identity", KEY],
    "file": ["receive", KEY],
    "to": ["export", "--to", KEY],
    "passphrase": ["status", "--passphrase-file", KEY],
    "vault": ["--vault", KEY, "status"],
    "value": ["set", "server_name", KEY],
    "unknown": ["get", "server_name", "--identy", KEY],
    "behind": ["get", "server_name", "--", KEY],
    "lint": ["guide", "lint", KEY],
}


def is_refused(got, place):
    everything = (got.out + got.err).upper()
    assert got.status == 64 and got.out == "", got
    assert KEY[20:40] not in everything and KEY[40:60] not in everything
    assert got.err.startswith(f"krok: {place}"), got.err
    assert "krok vault rekey" in got.err


@pytest.mark.parametrize("lang", ["en", "pl"])
@pytest.mark.parametrize("case", COMMANDS)
def test_a_key_as_an_argument_is_refused_and_not_repeated(filled, case, lang):
    got = filled.run(*COMMANDS[case], KROK_LANG=lang)
    place = next((word.split("=")[0] for word in COMMANDS[case] if word.startswith("--ident")),
                 "--recipient" if case == "recipient" else "")
    is_refused(got, place)
    assert {"en": "shell's history", "pl": "historia powłoki"}[lang] in got.err


@pytest.mark.parametrize("lang", ["en", "pl"])
@pytest.mark.parametrize("name", ["KROK_IDENTITY", "KROK_VAULT", "KROK_GUIDE"])
def test_a_key_in_a_variable_is_refused_and_not_repeated(filled, name, lang):
    for words in (["get", "server_name"], ["status"], ["doctor"]):
        is_refused(filled.run(*words, KROK_LANG=lang, **{name: KEY}), name)


def test_the_language_of_the_command_is_spoken(filled):
    assert "klucz tajny" in filled.run("--lang", "pl", "get", "x", "--identity", KEY).err
    assert "klucz tajny" in filled.run("get", "x", "--identity", KEY, "--lang=pl").err
    assert "secret key" in filled.run("get", "x", "--identity", KEY, "--lang", KEY).err


def test_a_file_may_be_named_after_a_key(filled):
    public = subprocess.run(["age-keygen", "-y"], input=KEY.encode(), capture_output=True).stdout
    recipient = re.search(r"age1\w+", public.decode())[0]
    added = filled.run("key", "add", "--name", "anna", "--recipient", recipient, *filled.unlock)
    assert added.status == 0, added.err
    file = filled.secret_file("AGE-SECRET-KEY-of-anna.txt", KEY + "\n")
    filled.remembers = True
    assert filled.run("get", "server_name", *filled.unlock).status == 0
    assert filled.run("get", "server_name", "--identity", file.name).status == 0
