"""The README's commands, run as a new user would: set-up, first start, release build, opening with age."""

import os
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", README, re.S)


def sh(command, **more):
    return subprocess.run(
        ["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, timeout=1800, **more
    )


def test_the_first_command_sets_up_and_starts_krok(tmp_path):
    (command,) = [block.strip() for block in BLOCKS if "swift run krok" in block]
    environment = dict(
        os.environ, HOME=str(tmp_path), XDG_STATE_HOME=str(tmp_path / "state"), KROK_LANG="pl",
        KROK_VAULT=str(tmp_path / "vault"),
    )
    # The cache of SwiftPM lies in the home folder: without it every package is fetched again.
    environment["HOME"] = os.environ["HOME"]
    done = sh(command + " show prepare", env=environment)
    assert done.returncode == 0, done.stderr
    assert "Przygotuj, co potrzebne" in done.stdout


def test_the_set_up_changes_nothing_the_second_time():
    done = sh("bash .ci/setup && bash .ci/setup")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""


def test_a_release_carries_its_libraries(tmp_path):
    (block,) = [block for block in BLOCKS if "static-swift-stdlib" in block]
    install = block.replace("~/.local/bin/", f"{tmp_path}/")
    done = sh("set -e\n" + install)
    assert done.returncode == 0, done.stderr[-2000:]
    needed = subprocess.run(
        ["ldd", tmp_path / "krok"], capture_output=True, text=True, check=True
    ).stdout
    assert not re.search(r"sodium|cmark|swift|Foundation|stdc|gcc|crypto", needed), needed
    shown = subprocess.run(
        [tmp_path / "krok", "show", "client", "--lang", "en", "--vault", tmp_path / "none"],
        capture_output=True, text=True, cwd=tmp_path,
    )
    assert shown.returncode == 0, shown.stderr
    assert "Create the OAuth client" in shown.stdout
