# What goes wrong on the machine below a running server becomes a page that says so, once, and is
# guarded like every other; nothing of it ends the server or becomes a bare 500.
import os
import re
import shutil
import subprocess

import pytest

import dummies
from web import Serve, place

ASKED = ["/", "/vault", "/settings", place() + "/step/prepare", place() + "/step/mail-server",
         place() + "/form", place() + "/import", place() + "/search?q=secret",
         place(guide="rotate-secret") + "/step/add"]
SENT = [
    (place() + "/step/prepare", {"do": "tick", "tick": "site-url"}),
    (place() + "/step/mail-server", {"do": "value", "input": "server_name", "value": "x"}),
    ("/", {"do": "profile", "profile": "other"}),
    ("/settings", {"do": "settings", "minutes": "5", "language": "en"}),
    ("/vault", {"do": "lock"}),
    ("/vault", {"do": "unlock", "passphrase": dummies.PASSPHRASE}),
]


def limit(server, option):
    subprocess.run(["prlimit", "--pid", str(server.process.pid), option], check=True)


def few_files(server):
    # A connection of its own, the vault's folder, and nothing else.
    limit(server, f"--nofile={len(os.listdir(f'/proc/{server.process.pid}/fd')) + 2}")


def no_space(server):
    limit(server, "--fsize=0")


def folder_for_a_vault(server):
    (server.machine.vault / "vault.age").unlink()
    (server.machine.vault / "vault.age").mkdir()


def damaged_vault(server):
    (server.machine.vault / "vault.age").write_bytes(b"age-encryption.org/v1\n")


def no_vault(server):
    shutil.rmtree(server.machine.vault)


def file_for_the_progress(server):
    shutil.rmtree(server.machine.vault / "progress")
    (server.machine.vault / "progress").write_text("x")


def damaged_progress(server):
    (server.machine.vault / "progress/default.json").write_bytes(b"\xff{")


@pytest.mark.parametrize("fault,words", [
    (few_files, "Too many open files"), (no_space, "File too large"),
    (folder_for_a_vault, "is not a file"), (damaged_vault, "is damaged"),
    (no_vault, "There is no vault"), (file_for_the_progress, "is not a folder"),
    (damaged_progress, "not a progress file"),
], ids=lambda one: getattr(one, "__name__", ""))
def test_a_fault_of_the_machine_is_a_page_that_says_so_once(filled, fault, words):
    assert filled.run("tick", "prepare/version").status == 0
    with Serve(filled, "--rate", "0") as server:
        server.come_in()
        fault(server)
        answers = [server.get(path) for path in ASKED]
        answers += [server.post(path, fields) for path, fields in SENT]
        said = 0
        for got in answers:
            assert got.status in (200, 303, 403, 404, 422) and got.is_guarded(), got
            alerts = re.findall(rb'role="alert">\s*<p>(.*?)</p>', got.body)
            assert len(alerts) == len(set(alerts)), alerts
            said += words.encode() in b"".join(alerts)
            assert not any(secret.encode() in got.body for secret in (dummies.SECRET, dummies.PASSPHRASE))
        assert said > 0, [(got.status, got.body[-2000:]) for got in answers]
        assert server.process.poll() is None, server.said()
