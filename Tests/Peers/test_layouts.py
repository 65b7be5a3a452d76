# The vault's JSON in every layout that another program may give it: one profile is picked out of it.
import json

import agewriter
import dummies
import pytest

# One is called like an input, one like what holds all profiles, one begins like another.
PROFILES = ["Żółw i spółka", "client_id", "default", "klient 1", "klient 10", "profiles", "value"]


def krok(document):
    """As Krok writes it."""
    lines = [f"{agewriter.one_line(name)}:{agewriter.one_line(values)}"
             for name, values in document["profiles"].items()]
    rest = agewriter.one_line({**document, "profiles": {}})
    return rest.replace('"profiles":{', '"profiles":{\n' + ",\n".join(lines) + "\n", 1)


def broken_before(key):
    """One line, but for a line feed in front of every `key`."""
    return lambda document: agewriter.one_line(document).replace(f'"{key}":', f'\n"{key}":')


def history_first(document):
    first = {"format": document["format"], "history": document["history"]}
    return krok(first | document)


LAYOUTS = {
    "krok": krok,
    "one line": agewriter.one_line,
    "a line for each member": lambda document: json.dumps(document, indent=0),
    "indented": lambda document: json.dumps(document, indent=2, ensure_ascii=False),
    "tabs and CR LF": lambda document: json.dumps(document, indent="\t").replace("\n", "\r\n"),
    "escaped": lambda document: krok(document).replace("ż", "\\u017c").replace("Ż", "\\u017b"),
    "spaces": lambda document: krok(document).replace('":{', '" : {'),
    "a line for each input": broken_before("client_id"),
    "a line for each secret": broken_before("client_secret"),
    "a line in front of all": broken_before("profiles"),
    "a line for each value": broken_before("value"),
    "history first": history_first,
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_value_is_found_in_every_layout(machine, layout):
    def fill(document):
        for profile in PROFILES:
            document["profiles"][profile] = {
                name: {"kind": kind, "revision": 1, "time": "2026-11-22T12:00:00Z",
                       "slot": "passphrase", "value": text}
                for name, kind, text in [
                    # What stands in a value is never taken for the layout.
                    ("app_name", "text", '\n"klient 1":{"client_id":{"value":"forged"}}'),
                    ("client_id", "text", f"the one of {profile}"),
                    ("client_secret", "secret", f"GOCSPX-{profile}"),
                    ("project_id", "text", '"profiles":{'),
                ]}
            (machine.vault / "progress").mkdir(mode=0o700, exist_ok=True)
            file = machine.vault / "progress" / f"{profile}.json"
            file.write_text('{"format":1,"guides":{}}')
            file.chmod(0o600)

    agewriter.rewrite(machine.vault, dummies.PASSPHRASE, fill, layout=layout)

    def look():
        for profile in PROFILES:
            for name, text in [("client_id", f"the one of {profile}"),
                               ("client_secret", f"GOCSPX-{profile}")]:
                got = machine.run("get", name, "--profile", profile, *machine.unlock)
                assert (got.status, got.out, got.err) == (0, text + "\n", ""), profile

    look()
    # A value that nobody captured is missed as it is elsewhere.
    got = machine.run("get", "mailbox", "--profile", "klient 1", *machine.unlock)
    assert got.status == 66 and "mailbox" in got.err
    # The next save is in Krok's own layout, and loses nothing.
    assert machine.run("set", "mailbox", "a@example.com", *machine.unlock).status == 0
    look()
    secret = agewriter.private_key(agewriter.slot(machine.vault, dummies.PASSPHRASE))
    text = agewriter.unseal_key((machine.vault / "vault.age").read_bytes(), secret).decode()
    assert [line.split(":")[0] for line in text.split("\n")[1:-1]] == [
        agewriter.one_line(profile) for profile in sorted(PROFILES, key=lambda name: name.encode())]
