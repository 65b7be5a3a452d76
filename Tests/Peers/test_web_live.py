# Pages and a terminal at once: what one does the others show, nothing is lost, and the server may
# be killed at any time.
import fcntl
import os
import re
import signal
import subprocess
import sys
import termios
import threading
import time

import pytest

import dummies
from browsing import Visitor, chromium
from conftest import KROK
from web import Serve, place

STEP = place() + "/step/client"


@pytest.fixture
def started(machine):
    assert machine.run("tick", "prepare/version").status == 0
    with Serve(machine) as server:
        yield server


def speaker(browser, server, lang):
    """Comes in and chooses a language, as a person does."""
    visitor = Visitor(browser, server, locale=lang)
    visitor.come_in()
    visitor.press(f"button[name=language][value={lang}]")
    assert visitor.page.get_attribute("html", "lang") == lang
    return visitor


def is_ticked(page, task):
    return page.get_attribute(f"#box-{task}", "aria-checked") == "true"


def wait_until(condition, timeout=1.0):
    """The time until something holds; it has to within a second."""
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < timeout, "not within a second"
        time.sleep(0.02)
    return time.monotonic() - began


LIVE = [("en", "1 of 8"), ("pl", "1 z 8")]


@pytest.mark.parametrize("lang,count", LIVE)
def test_a_tick_in_the_terminal_shows_on_both_pages_and_the_other_way_round(started, lang, count):
    machine = started.machine
    with chromium() as browser:
        visitor = speaker(browser, started, lang)
        visitor.page.goto(started.origin + STEP)
        task = visitor.page.locator(".box").first.get_attribute("id").removeprefix("box-")
        # A page in the background asks for nothing; each is brought to the front in its turn.
        assert machine.run("tick", f"client/{task}").status == 0
        took = wait_until(lambda: is_ticked(visitor.page, task))
        assert took < 1
        wait_until(lambda: count in visitor.page.inner_text("#live"))
        other = visitor.another_page()
        other.goto(started.origin + STEP)
        assert is_ticked(other, task)
        other.click(f"#box-{task}")
        other.wait_for_selector(f"#box-{task}[aria-checked=false]")
        assert machine.progress()["guides"]["gmail"].get("ticks", {}).get("client") is None
        visitor.page.bring_to_front()
        wait_until(lambda: not is_ticked(visitor.page, task))
        visitor.close()


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_what_is_being_typed_survives_somebody_elses_tick(started, lang):
    machine = started.machine
    with chromium() as browser:
        visitor = speaker(browser, started, lang)
        page = visitor.page
        page.goto(started.origin + place() + "/step/mail-server")
        page.fill("#value-server_name", "half a na")
        page.focus("#value-server_name")
        assert machine.run("tick", "client").status == 0
        page.wait_for_selector("nav.steps li.done a[href$='/step/client']")
        assert page.input_value("#value-server_name") == "half a na"
        assert page.evaluate("document.activeElement.id") == "value-server_name"
        # What is selected is replaced by the next key, and not written into.
        page.evaluate("document.activeElement.setSelectionRange(5, 9)")
        assert machine.run("tick", "webservice").status == 0
        page.wait_for_selector("nav.steps li.done a[href$='/step/webservice']")
        page.keyboard.insert_text("whole")
        assert page.input_value("#value-server_name") == "half whole"
        visitor.close()


def test_what_is_being_chosen_survives_somebody_elses_tick(started):
    machine = started.machine
    with chromium() as browser:
        visitor = Visitor(browser, started, locale="en")
        visitor.come_in()
        page = visitor.page
        page.goto(started.origin + STEP)
        page.check("#option-sign_in-never")
        assert machine.run("tick", "prepare").status == 0
        page.wait_for_selector("nav.steps li.done a[href$='/step/prepare']")
        assert page.is_checked("#option-sign_in-never")
        # The same with a button: it is named by nothing but its form and its place.
        page.focus("#ask-sign_in form button")
        assert machine.run("tick", "webservice").status == 0
        page.wait_for_selector("nav.steps li.done a[href$='/step/webservice']")
        assert page.is_checked("#option-sign_in-never")
        assert page.evaluate("document.activeElement.closest('form').parentElement.id") == "ask-sign_in"
        visitor.close()


def test_a_file_chosen_during_somebody_elses_tick_is_not_lost(started):
    """Some browsers do not give the focus to a file field that is clicked."""
    machine = started.machine
    file = dummies.google_file(machine.folder / "client_secret_test.json")
    with chromium() as browser:
        visitor = Visitor(browser, started, locale="en")
        visitor.come_in()
        page = visitor.page
        page.goto(started.origin + STEP)
        page.evaluate("document.addEventListener('mousedown', event => event.preventDefault())")
        with page.expect_file_chooser() as chooser:
            page.click("#file")
        assert page.evaluate("document.activeElement.id") != "file"
        assert machine.run("tick", "prepare").status == 0
        # As long as a page takes to hear of a change; nobody can see that it waits.
        page.wait_for_timeout(1500)
        chooser.value.set_files(str(file))
        names = "Array.from(document.querySelector('#file').files).map(file => file.name)"
        assert page.evaluate(names) == [file.name]
        # What was held back meanwhile is shown, and the file is still there, also the next time.
        page.wait_for_selector("nav.steps li.done a[href$='/step/prepare']")
        assert page.evaluate(names) == [file.name]
        assert machine.run("tick", "webservice").status == 0
        page.wait_for_selector("nav.steps li.done a[href$='/step/webservice']")
        assert page.evaluate(names) == [file.name]
        visitor.close()


def test_a_click_in_the_moment_of_somebody_elses_tick_arrives(started):
    machine = started.machine
    with chromium() as browser:
        visitor = Visitor(browser, started, locale="en")
        visitor.come_in()
        page = visitor.page
        page.goto(started.origin + STEP)
        box = page.locator(".box").first
        task = box.get_attribute("id").removeprefix("box-")
        box.hover()
        page.mouse.down()
        assert machine.run("tick", "prepare").status == 0
        # As long as a page takes to hear of a change; nobody can see that it waits.
        time.sleep(1.5)
        page.mouse.up()
        page.wait_for_selector(f"#box-{task}[aria-checked=true]")
        # What was held back meanwhile is shown as well.
        page.wait_for_selector("nav.steps li.done a[href$='/step/prepare']")
        visitor.close()


TOO_MANY = {"status": 429, "content_type": "text/html", "body": "<h1>Too many requests.</h1>"}


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_a_page_that_was_sent_away_comes_back_by_itself(started, lang):
    """The server answers so when too many listen, and a browser does not ask again then."""
    machine = started.machine
    with chromium() as browser:
        visitor = speaker(browser, started, lang)
        page = visitor.page
        page.route("**/events", lambda route: route.fulfill(**TOO_MANY))
        page.goto(started.origin + STEP)
        assert machine.run("tick", "prepare").status == 0
        # Meanwhile nobody can tell it: it is sent away again and again.
        page.wait_for_timeout(1500)
        assert page.locator("nav.steps li.done a[href$='/step/prepare']").count() == 0
        page.unroute("**/events")
        page.wait_for_selector("nav.steps li.done a[href$='/step/prepare']", timeout=6000)
        assert machine.run("tick", "webservice").status == 0
        page.wait_for_selector("nav.steps li.done a[href$='/step/webservice']", timeout=1000)
        visitor.close()


def test_a_page_that_was_sent_away_is_up_to_date_once_somebody_looks(started):
    """The pause before it asks again has grown by then."""
    machine = started.machine
    with chromium() as browser:
        visitor = Visitor(browser, started, locale="en")
        visitor.page.clock.install()
        visitor.come_in()
        page = visitor.page
        page.route("**/events", lambda route: route.fulfill(**TOO_MANY))
        asked = lambda: sum(one.url.endswith("/events") for one in visitor.requests)
        page.goto(started.origin + STEP)
        page.wait_for_timeout(300)
        before = asked()
        for _ in range(20):
            page.clock.fast_forward(1000)
            page.wait_for_timeout(50)
        assert 2 <= asked() - before <= 5, "a pause that grows: after 1, 2, 4 and 8 seconds"
        page.unroute("**/events")
        assert machine.run("tick", "prepare").status == 0
        page.evaluate("window.dispatchEvent(new Event('focus'))")
        page.wait_for_selector("nav.steps li.done a[href$='/step/prepare']", timeout=2000)
        visitor.close()


def test_too_many_requests_take_nothing_that_is_being_typed(started):
    machine = started.machine
    with chromium() as browser:
        visitor = Visitor(browser, started, locale="en")
        visitor.come_in()
        page = visitor.page
        page.goto(started.origin + place() + "/step/mail-server")
        page.fill("#value-server_name", "half a na")
        page.route("**/step/mail-server", lambda route: route.fulfill(**TOO_MANY))
        with page.expect_response("**/step/mail-server"):
            assert machine.run("tick", "prepare").status == 0
        page.click("#ticks button")
        page.wait_for_selector(".notice.wrong:has-text('Too many requests')")
        page.unroute("**/step/mail-server")
        page.wait_for_selector("nav.steps li.done a[href$='/step/prepare']", timeout=6000)
        assert page.input_value("#value-server_name") == "half a na"
        visitor.close()


def test_pages_and_terminals_that_tick_at_once_lose_nothing(started):
    machine = started.machine
    started.come_in()
    found = re.findall(rb'id="task-([a-z-]+)"', started.get(place() + "/step/prepare").body)
    tasks = [task.decode() for task in found]
    faults = []

    def by_page(step_tasks):
        for task in step_tasks:
            got = started.post(place() + "/step/prepare", {"do": "tick", "tick": task})
            if got.status != 303:
                faults.append(got)

    def by_terminal(step_tasks):
        for task in step_tasks:
            got = machine.run("tick", f"prepare/{task}")
            if got.status != 0:
                faults.append(got)

    threads = [threading.Thread(target=by_page, args=[tasks[::2]]),
               threading.Thread(target=by_page, args=[tasks[1::3]]),
               threading.Thread(target=by_terminal, args=[tasks[1::2]])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert set(machine.progress()["guides"]["gmail"]["ticks"]["prepare"]) == set(tasks)


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_a_killed_server_loses_nothing_that_it_acknowledged(machine, lang):
    machine.environment["KROK_LANG"] = lang
    assert machine.run("tick", "prepare/version").status == 0
    with chromium() as browser:
        with Serve(machine) as server:
            visitor = speaker(browser, server, lang)
            visitor.page.goto(server.origin + place() + "/step/webservice")
            visitor.answer("redirect_app", "Before the kill")
            visitor.tick("open")
            port = server.port
            assert server.end(signal.SIGKILL) == -signal.SIGKILL
            visitor.page.click("#box-add")
            visitor.page.wait_for_selector(".notice.wrong")
            assert "krok serve" in visitor.said()
        with Serve(machine, "--port", port) as server:
            visitor.server = server
            visitor.page.goto(server.origin + place() + "/step/webservice")
            assert "krok serve" in visitor.page.inner_text("main"), "the old cookie is dead"
            visitor.come_in()
            visitor.page.goto(server.origin + place() + "/step/webservice")
            assert is_ticked(visitor.page, "open") and not is_ticked(visitor.page, "add")
            assert visitor.page.input_value("#value-redirect_app") == "Before the kill"
            visitor.tick("add")
            visitor.close()
    assert machine.values()["redirect_app"] == "Before the kill"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_ends_when_asked_and_leaves_nothing_behind(machine, number):
    with Serve(machine) as server:
        assert server.end(number) == 0
        assert server.waiting_files() == []
        assert b"has ended" in server.said()


def test_it_ends_with_its_terminal(machine):
    machine.environment["XDG_RUNTIME_DIR"] = str(machine.folder)
    child = machine.terminal("serve", "--no-open", *machine.unlock)
    child.expect(r"/enter#([0-9a-f]{64})")
    first = child.match[1]
    child.sendline("")
    child.expect(r"/enter#([0-9a-f]{64})")
    assert child.match[1] != first, "Enter prints a new address"
    pid = child.pid
    child.close(force=False)
    wait_until(lambda: not alive(pid), timeout=5)


# A session's leader that hears no hangup: what it started in the background is told of none.
LEADER = """
import os, signal, sys
signal.signal(signal.SIGHUP, signal.SIG_IGN)
child = os.fork()
if child == 0:
    os.setpgid(0, 0)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    os.execv(sys.argv[1], sys.argv[1:])
signal.pause()
"""


def test_it_ends_when_its_terminal_goes_away_without_a_signal(machine):
    """Krok runs in the background of a terminal: its end sends SIGHUP to others alone."""
    log = machine.folder / "serve.log"
    pid = None
    parent, terminal = os.openpty()
    runtime = machine.folder / "runtime"
    runtime.mkdir(mode=0o700)
    with open(log, "wb") as output:
        leader = subprocess.Popen(
            [sys.executable, "-c", LEADER, KROK, "serve", "--no-open", *machine.unlock],
            stdin=terminal, stdout=output, stderr=output, cwd=machine.folder,
            env=machine.environ(XDG_RUNTIME_DIR=str(runtime)), start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))
    os.close(terminal)
    try:
        wait_until(lambda: b"/enter#" in log.read_bytes(), timeout=20)
        children = f"/proc/{leader.pid}/task/{leader.pid}/children"
        pid = int(open(children).read())
        status = open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()
        assert int(status[2]) == pid and int(status[4]) != 0, "its own group, with a terminal"
        os.close(parent)
        wait_until(lambda: not alive(pid), timeout=5)
        assert leader.poll() is None, "whoever started it goes on"
        assert b"has ended" in log.read_bytes()
    finally:
        for process in filter(None, [pid, leader.pid]):
            if alive(process):
                os.kill(process, signal.SIGKILL)
        leader.wait()


def test_it_ends_after_its_hard_limit_though_it_is_in_use(machine):
    """Twelve hours, shortened here; requests and an open vault do not put it off."""
    got = machine.run("serve", "--no-open", "--longest", "13h", timeout=20)
    assert got.status == 64 and "--longest" in got.err, got
    with Serve(machine, "--longest", "4s") as server:
        server.come_in()
        assert server.get("/vault").status == 200
        end = time.monotonic() + 60
        while server.process.poll() is None:
            assert time.monotonic() < end, "no end"
            try:
                server.get("/vault")
            except (OSError, ValueError, IndexError):
                pass
            time.sleep(0.1)
        assert server.process.returncode == 0 and server.waiting_files() == []
        assert b"has ended" in server.said() and b"twelve hours" in server.said()


def alive(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_it_ends_from_the_page(machine):
    assert machine.run("tick", "prepare/version").status == 0
    with Serve(machine) as server, chromium() as browser:
        visitor = Visitor(browser, server, locale="en")
        visitor.come_in()
        visitor.page.goto(server.origin + "/settings")
        visitor.page.click("button[value=end]")
        visitor.page.wait_for_selector("text=The server has ended")
        assert server.process.wait(5) == 0
        visitor.close()


def test_the_vault_is_locked_after_a_while_without_use(machine):
    """An open page that nobody touches is no sign of life, whatever a terminal does."""
    assert machine.run("set", "client_id", dummies.CLIENT, *machine.unlock).status == 0
    # The browser first: on a busy machine its start alone may take longer than the vault waits.
    with chromium() as browser, Serve(machine, "--idle", "6s") as server:
        visitor = Visitor(browser, server, locale="en")
        visitor.come_in()
        visitor.page.goto(server.origin + STEP)
        assert visitor.page.input_value("#value-client_id") == dummies.CLIENT
        for _ in range(3):
            time.sleep(1)
            machine.run("tick", "prepare/site-url")
            machine.run("untick", "prepare/site-url")
        visitor.page.wait_for_selector("text=Unlock to answer", timeout=9000)
        assert dummies.CLIENT not in visitor.page.content()
        visitor.page.goto(server.origin + place() + "/form")
        assert "unlock it first" in visitor.said()
        assert dummies.CLIENT not in visitor.page.content()
        visitor.close()
