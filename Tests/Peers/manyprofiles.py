"""Makes a vault of many profiles without Krok's own writer, for benchmarks: format of vault/README.md.

    manyprofiles.py KROK FOLDER COUNT

FOLDER gets `vault`, `identity` (an age identity that opens the slot `me`), `vaultkey` (the vault key as an identity file, as
`age -d -i` takes it) and `passphrase`. Krok itself makes the vault and the slot; `age` encrypts what is in it.
"""

import json
import os
import subprocess
import sys

VALUES = {
    "yetiforce_url": ("url", "https://crm{n}.example.com"),
    "mailbox": ("email", "poczta{n}@example.com"),
    "redirect_app": ("text", "Gmail"),
    "project_id": ("text", "yetiforce-{n}"),
    "app_name": ("text", "YetiForce {n}"),
    "audience": ("choice", "internal"),
    "redirect_uri": (
        "url",
        "https://crm{n}.example.com/webservice/OAuth/MailAccount/0123456789abcdef0123456789abcdef",
    ),
    "client_id": ("text", "123456789012-example0example0example0.apps.googleusercontent.com"),
    "client_secret": ("secret", "GOCSPX-EXAMPLEexampleEXAMPLEexample0"),
    "server_name": ("text", "Poczta {n}"),
}
SENSITIVE = {"redirect_uri", "client_secret"}


def profile(number):
    values = {}
    for name, (kind, text) in VALUES.items():
        value = {"kind": kind}
        if name in SENSITIVE:
            value["sensitive"] = True
        value |= {"revision": 1, "time": "2026-11-22T10:00:00Z", "slot": "passphrase"}
        value["value"] = text.replace("{n}", str(number))
        values[name] = value
    return values


def age(*arguments, data=None):
    return subprocess.run(["age", *arguments], input=data, check=True, capture_output=True).stdout


def dumped(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def make(krok, folder, count):
    os.umask(0o077)
    vault = os.path.join(folder, "vault")
    identity, key, passphrase = (
        os.path.join(folder, name) for name in ("identity", "vaultkey", "passphrase")
    )
    with open(passphrase, "w") as file:
        file.write("lusab-babad-gutih-tugad-hilod\n")
    subprocess.run(["age-keygen", "-o", identity], check=True, capture_output=True)
    recipient = subprocess.check_output(["age-keygen", "-y", identity], text=True).strip()
    common = ["--vault", vault, "--passphrase-file", passphrase]
    for command in (["vault", "init"], ["key", "add", "--name", "me", "--recipient", recipient]):
        subprocess.run([krok, *command, *common], check=True, capture_output=True)
    with open(key, "wb") as file:
        file.write(age("-d", "-i", identity, os.path.join(vault, "keys", "me.age")))
    public = subprocess.check_output(["age-keygen", "-y", key], text=True).strip()
    path = os.path.join(vault, "vault.age")
    document = json.loads(age("-d", "-i", key, path))
    names = ["default"] + [f"klient {number:04}" for number in range(1, count)]
    document["profiles"] = {name: profile(number) for number, name in enumerate(sorted(names))}
    document["generation"] += 1
    # As Krok writes it: a line begins with each profile, and behind the last one.
    lines = [f"{dumped(name)}:{dumped(values)}" for name, values in document["profiles"].items()]
    document["profiles"] = {}
    text = dumped(document).replace('"profiles":{', '"profiles":{\n' + ",\n".join(lines) + "\n", 1)
    text = text.encode()
    text += b" " * (-len(text) % 4096)
    with open(path + ".new", "wb") as file:
        file.write(age("-r", public, data=text))
    os.replace(path + ".new", path)
    progress = os.path.join(vault, "progress")
    os.makedirs(progress, exist_ok=True)
    for name in names:
        with open(os.path.join(progress, name + ".json"), "w") as file:
            file.write('{"format":1,"guides":{}}')


if __name__ == "__main__":
    make(sys.argv[1], sys.argv[2], int(sys.argv[3]))
