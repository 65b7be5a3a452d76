# How a browser comes in: a file of mode 0600 with a token that works once, never an argument.
import os
import stat
import time

import pytest

from browsing import chromium
from web import Serve, own_folder


@pytest.fixture
def recorder(tmp_path):
    """A program in the browser's place: notes what it was given, and what everybody can see."""
    script = tmp_path / "browser"
    script.write_text(
        f"#!/bin/sh\nstat -c '%a %u' \"$1\" >{tmp_path}/mode\ncat \"$1\" >{tmp_path}/page\n"
        f"cat /proc/*/cmdline /proc/*/environ 2>/dev/null >{tmp_path}/public\n"
        f"printf %s \"$1\" >{tmp_path}/given.new\nmv {tmp_path}/given.new {tmp_path}/given\n")
    script.chmod(0o700)
    return script


def given(tmp_path):
    end = time.monotonic() + 10
    while not (tmp_path / "given").exists():
        assert time.monotonic() < end
        time.sleep(0.02)
    return (tmp_path / "given").read_text()


def token_in(page):
    return page.split('name="token" value="')[1].split('"')[0]


def test_the_browser_gets_a_file_that_nobody_else_can_read(machine, recorder, tmp_path):
    with Serve(machine, browser=recorder) as server:
        path = given(tmp_path)
        assert path == str(server.runtime / "krok" / f"open-{server.process.pid}.html")
        mode, owner = (tmp_path / "mode").read_text().split()
        assert (mode, int(owner)) == ("600", os.getuid())
        assert stat.S_IMODE(os.stat(os.path.dirname(path)).st_mode) == 0o700
        token = token_in((tmp_path / "page").read_text())
        assert len(token) == 64
        assert token.encode() not in (tmp_path / "public").read_bytes()
        assert token.encode() not in server.said()
        with chromium() as browser:
            page = browser.new_context(locale="en").new_page()
            faults = []
            page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
            page.goto("file://" + path)
            page.wait_for_selector("#main")
            assert page.url.startswith(server.origin) and token not in page.url
            assert page.evaluate("document.cookie") == "", "no script reads the cookie"
            assert faults == []
        assert server.waiting_files() == [], "the file goes when its token is used"
        again = server.ask("POST", "/enter", {"token": token}, Origin="null")
        assert again.status == 403


def test_the_file_works_without_a_script(machine, recorder, tmp_path):
    with Serve(machine, browser=recorder) as server:
        path = given(tmp_path)
        with chromium() as browser:
            page = browser.new_context(java_script_enabled=False).new_page()
            page.goto("file://" + path)
            page.click("button")
            page.wait_for_selector("#main")
            assert page.url.startswith(server.origin)


def test_without_a_runtime_folder_one_of_our_own_is_used(machine, recorder, tmp_path):
    with Serve(machine, browser=recorder, XDG_RUNTIME_DIR=None) as server:
        path = given(tmp_path)
        assert path == str(machine.state / "krok/run" / f"open-{server.process.pid}.html")
        assert stat.S_IMODE(os.stat(machine.state / "krok/run").st_mode) == 0o700
        assert server.end() == 0
        assert not os.path.exists(path)


@pytest.mark.parametrize("spoil", ["link", "open"])
def test_a_runtime_folder_that_others_write_to_is_refused(machine, recorder, spoil):
    runtime = machine.folder / "runtime"
    runtime.mkdir(mode=0o700)
    if spoil == "link":
        (machine.folder / "elsewhere").mkdir()
        (runtime / "krok").symlink_to(machine.folder / "elsewhere")
    else:
        (runtime / "krok").mkdir()
        (runtime / "krok").chmod(0o777)
    got = machine.run("serve", XDG_RUNTIME_DIR=str(runtime), BROWSER=str(recorder), timeout=20)
    assert got.status == 77 and "runtime/krok" in got.err, got
    assert list((machine.folder / "elsewhere").iterdir() if spoil == "link"
                else (runtime / "krok").iterdir()) == []


def test_what_a_killed_server_left_is_swept_up(machine, recorder, tmp_path):
    with Serve(machine, browser=recorder) as first:
        left = given(tmp_path)
        first.end(9)
    assert os.path.exists(left)
    (tmp_path / "given").unlink()
    with Serve(machine, browser=recorder):
        given(tmp_path)
        assert not os.path.exists(left)


def test_without_a_browser_the_address_is_printed(machine):
    with Serve(machine) as server:
        assert server.said().count(b"/enter#") == 1
        assert server.waiting_files() == []


@pytest.mark.parametrize("arguments,status", [
    (["--port", "70000"], 64), (["--port", "x"], 64), (["--idle", "0s"], 64),
    (["--rate", "-1"], 64), (["--guide", "none"], 66), (["--profile", "nobody"], 66),
])
def test_a_wrong_option_is_told(machine, arguments, status):
    got = machine.run("serve", "--no-open", *arguments, timeout=20)
    assert got.status == status and got.err


def test_a_port_that_is_taken_is_told(machine):
    with Serve(machine) as server:
        got = machine.run("serve", "--no-open", "--port", server.port, timeout=20)
        assert got.status == 75 and "--port" in got.err


def test_a_wrong_passphrase_is_told_before_anything_is_served(machine):
    wrong = machine.secret_file("wrong", "another passphrase\n")
    got = machine.run("serve", "--no-open", "--passphrase-file", wrong, timeout=20)
    assert got.status == 77 and "/enter#" not in got.err


def test_a_template_that_is_broken_is_told(machine):
    folder = own_folder(machine.folder / "content")
    (folder / "web/step.mustache").write_text("{{#open}}")
    got = machine.run("serve", "--no-open", "--content", folder, timeout=20)
    assert got.status == 65 and "“step”" in got.err, got
