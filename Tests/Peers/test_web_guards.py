# The guards of `krok serve`, attacked over raw sockets: every one of them, and every route.
import os
import re
import resource
import socket
import subprocess
import threading
import time

import pytest

import dummies
from web import ASSETS, Serve, parse, place

# Every address that there is, with one that a form is sent to.
ROUTES = [
    "/", "/vault", "/settings", "/events", *ASSETS,
    "/images/gmail/client.pl.svg", place(), place() + "/step/client",
    place() + "/search", place() + "/search?q=a", place() + "/trouble",
    place() + "/trouble/not-found", place() + "/form", place() + "/form/json",
    place() + "/form/fill", place() + "/import",
]
ACTIONS = [
    ("/", "profile"), ("/vault", "unlock"), ("/vault", "lock"), ("/vault", "make"),
    ("/vault", "suggest"), ("/settings", "settings"), ("/settings", "end"),
    (place(), "reset"), (place() + "/step/client", "tick"), (place() + "/step/client", "skip"),
    (place() + "/step/client", "next"), (place() + "/step/client", "back"),
    (place() + "/step/client", "value"), (place() + "/step/client", "drop"),
    (place() + "/step/client", "check"), (place() + "/step/client", "ask"),
    (place() + "/form", "reveal"),
    (place() + "/form", "secret"), (place() + "/form/json", "download"),
    (place() + "/import", "file"),
]
SECRETS = [dummies.SECRET.encode(), dummies.URI.encode()[-32:], dummies.CLIENT.encode()]


@pytest.fixture(scope="module")
def server(tmp_path_factory, _cheap_vault):
    import shutil

    import agewriter
    from conftest import Machine
    machine = Machine(tmp_path_factory.mktemp("guards"))
    shutil.copytree(_cheap_vault, machine.vault)
    agewriter.put_values(machine.vault, dummies.PASSPHRASE, "default", dummies.VALUES)
    assert machine.run("tick", "prepare/version", *machine.unlock).status == 0
    with Serve(machine, "--rate", "0") as server:
        yield server
        assert server.process.poll() is None, server.said().decode()


@pytest.fixture
def inside(server):
    """The same server, come in to."""
    if server.cookie is None:
        server.come_in()
    return server


@pytest.fixture
def outside(server):
    """The same server without the cookie."""
    cookie, server.cookie = server.cookie, None
    yield server
    server.cookie = cookie


def test_with_the_cookie_every_page_is_there(inside):
    for path in ROUTES:
        if path == "/events":
            continue
        got = inside.get(path)
        assert got.status == (303 if path == place() else 200), (path, got)
        assert got.is_guarded()


@pytest.mark.parametrize("path", ROUTES)
def test_no_route_opens_without_the_cookie(outside, path):
    got = outside.get(path)
    assert got.status == 403 and got.is_guarded()
    assert not any(secret in got.body for secret in SECRETS)
    for cookie in ("krok=1", f"krok-{outside.port}=", f"krok-{outside.port}=" + "0" * 64):
        assert outside.get(path, Cookie=cookie).status == 403


@pytest.mark.parametrize("path,action", ACTIONS)
def test_no_action_is_done_without_the_cookie_or_the_word(inside, path, action):
    before = inside.machine.document(), inside.machine.progress()
    fields = {"do": action, "tick": "open", "value": "x", "input": "client_id", "reason": "r",
              "profile": "stolen", "passphrase": dummies.PASSPHRASE, "field": "client_secret"}
    for cookie, word in [(None, inside.word), (inside.cookie, None), (inside.cookie, ""),
                         (inside.cookie, "0" * 64), (inside.cookie, inside.word[:-1])]:
        sent = fields | ({"word": word} if word is not None else {})
        got = inside.ask("POST", path, sent, Cookie=cookie)
        assert got.status == 403 and got.is_guarded(), (cookie, word, got)
        assert not any(secret in got.body for secret in SECRETS)
    assert (inside.machine.document(), inside.machine.progress()) == before
    assert inside.process.poll() is None


def test_a_token_works_once_and_another_one_never(inside):
    cookie = inside.cookie
    for token in (inside.token, "", "0" * 64, inside.token[:-1], inside.address):
        got = inside.ask("POST", "/enter", {"token": token}, Origin="null", Cookie=None)
        assert got.status == 403 and got.header("set-cookie") is None and got.is_guarded()
    assert inside.get("/enter").status == 200
    assert inside.cookie == cookie


def test_the_cookie_is_for_this_server_and_for_no_script(machine):
    with Serve(machine) as server:
        got = server.come_in()
        name, *attributes = got.header("set-cookie").split("; ")
        assert re.fullmatch(rf"krok-{server.port}=[0-9a-f]{{64}}", name)
        assert sorted(attributes) == ["HttpOnly", "Path=/", "SameSite=Strict"]
        # A page, not a redirect: a cookie of this kind is not sent along a redirect from outside.
        assert got.status == 200 and got.header("location") is None
        assert b'http-equiv="refresh"' in got.body and got.header("clear-site-data") == '"storage"'


def test_rebinding_gets_nothing(inside):
    for host in ("evil.example", f"evil.example:{inside.port}", "127.0.0.1", "localhost",
                 f"127.0.0.1:{inside.port + 1}", f"[::1]:{inside.port}", "", None,
                 f"127.0.0.1.evil.example:{inside.port}", f"127.0.0.1:{inside.port}@evil.example"):
        got = inside.get("/vault", Host=host)
        # Without a Host the library itself answers: HTTP/1.1 demands one.
        assert got.status in ((421,) if host is not None else (400, 421)), (host, got)
        assert got.is_guarded()
    assert inside.get("/vault", Host=f"localhost:{inside.port}").status == 200
    two = inside.get("/vault", headers=["Host: evil.example"])
    assert two.status in (400, 421) and two.is_guarded()


def test_another_sites_form_is_not_read(inside):
    fields = {"word": inside.word, "do": "lock"}
    for origin, site in [
            ("https://evil.example", "cross-site"), ("https://evil.example", None),
            ("https://evil.example", "same-origin"),
            ("null", None), ("null", "cross-site"), (None, None), (None, "cross-site"),
            (f"http://127.0.0.1:{inside.port + 1}", "same-site"),
            (f"http://localhost:{inside.port}", None), (inside.origin, "cross-site")]:
        got = inside.ask("POST", "/vault", fields, Origin=origin, Sec_Fetch_Site=site)
        assert got.status == 403 and got.is_guarded(), (origin, site)
    assert b"vault is open" in inside.get("/vault").body
    for site in ("cross-site", "same-site"):
        assert inside.get("/vault", Sec_Fetch_Site=site).status == 403


@pytest.mark.parametrize("method", ["HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "BREW"])
def test_no_other_method_is_answered(inside, method):
    got = inside.ask(method, "/vault")
    assert got.status in (400, 405) and got.is_guarded()
    assert got.header("access-control-allow-origin") is None


@pytest.mark.parametrize("path", [
    "/..", "/../etc/passwd", "/assets/../web/frame.mustache", "/assets/%2e%2e/frame.mustache",
    "/assets/..%2fframe.mustache", "/assets/frame.mustache", "/assets/krok.css/", "//vault",
    "/images/gmail/..%2f..%2fguide.yml", "/images/gmail/%2e%2e", "/images/..%2f/x.svg",
    "/images/gmail/.hidden.svg", "/images/gmail/guide.yml", "/images/%2fetc/passwd",
    "/images/gmail/client.pl.svg%00.png", "/images/other/client.pl.svg",
    "/p/..%2f..%2fetc/gmail/form", "/p/%2e%2e/gmail", "/p/default/..%2fgmail/form",
    "/p/default/%2e%2e/form", "/p/nobody/gmail/form", "/p/default/other/form",
    "/p/default/gmail/step/..", "/p/default/gmail/step/none", "/p/default/gmail/form/exe",
    "/p/default/gmail/trouble/none", "/vault/x", "/Vault", "/vault%20", "/\\vault", "/%5cvault",
    "vault", "*", "/" + "a" * 3000, "/p/" + "a" * 300 + "/gmail",
])
def test_no_path_leads_out(inside, path):
    got = inside.get(path)
    assert got.status in (400, 404) and got.is_guarded(), got
    assert b"root:" not in got.body and b"mustache" not in got.body


def test_nothing_gets_into_a_header(inside):
    evil = "x\r\nSet-Cookie: evil=1\r\n\r\n<script>alert(1)</script>"
    for path in ("/vault?back=" + "%0d%0aSet-Cookie:%20evil=1", "/p/%0d%0aSet-Cookie/gmail"):
        got = inside.get(path)
        assert b"evil" not in str(got.headers).encode() and got.is_guarded()
    got = inside.post("/settings", {"do": "settings", "language": "en", "back": "/" + evil})
    assert got.status == 303 and got.header("location") == "/vault"
    for back in ("//evil.example/", "https://evil.example/", "/\\evil.example", "evil", "/x"):
        got = inside.post("/settings", {"do": "settings", "language": "en", "back": back})
        assert got.header("location") == "/vault", back
    got = inside.post("/", {"do": "profile", "profile": evil})
    assert got.status == 422 and b"<script>alert" not in got.body and got.is_guarded()


def test_nothing_gets_into_the_markup(inside):
    evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{page}}{{{page}}}'
    for answer in (inside.get(place() + "/search?q=" + "%22%3E%3Cscript%3Ealert(1)%3C/script%3E"),
                   inside.get(place() + "/trouble?q=%3Cimg%20src%3Dx%3E"),
                   inside.post(place() + "/step/prepare",
                               {"do": "value", "input": "mailbox", "value": evil + " x"}),
                   inside.post(place() + "/step/link-users", {"do": "skip", "reason": evil})):
        assert b"<script>alert" not in answer.body and b"<img src=x" not in answer.body
        assert answer.is_guarded()
    page = inside.get(place() + "/step/link-users")
    assert b"&lt;script&gt;alert(1)" in page.body and b"<script>alert" not in page.body
    assert inside.post(place() + "/step/link-users", {"do": "tick", "none": "1"}).status == 303


@pytest.mark.parametrize("fields", [
    {"do": "tick"}, {"do": "tick", "tick": "none"}, {"do": "tick", "tick": "../x"},
    {"do": "value"}, {"do": "value", "input": "client_id"}, {"do": "value", "input": "none",
                                                             "value": "x"},
    {"do": "value", "input": "audience", "value": "neither"}, {"do": "none"}, {}, {"do": ""},
    {"do": "unlock"}, {"do": "skip"}, {"do": "skip", "reason": "  \t "},
])
def test_a_form_that_makes_no_sense_changes_nothing(inside, fields):
    before = inside.machine.document(), inside.machine.progress()
    got = inside.post(place() + "/step/client", fields)
    assert got.status in (303, 400, 404, 422) and got.is_guarded(), got
    assert (inside.machine.document(), inside.machine.progress()) == before


@pytest.mark.parametrize("data", [
    b"\r\n\r\n", b"\0" * 512, b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\x16\x03\x01\x02\x00",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"GET / HTTP/1.1\r\n: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost : a\r\n\r\n", b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
    b"POST /vault HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"POST /vault HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    b"POST /vault HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 5000 + b"\r\n",
    b"GET / HTTP/1.1\r\nA: " + b"b" * 100_000 + b"\r\n\r\n",
    b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n",
], ids=range(15))
def test_what_is_no_request_gets_a_guarded_refusal_or_none(inside, data):
    got = inside.raw(data, timeout=15)
    assert b"alert" not in got and not any(secret in got for secret in SECRETS)
    if got:
        answer = parse(got)
        assert answer.status in (400, 403, 404, 414, 421, 431), answer
        assert answer.is_guarded()
    assert inside.get("/vault").status == 200


def test_a_body_without_end_is_not_read(inside):
    for path, kind in [("/vault", "application/x-www-form-urlencoded"),
                       (place() + "/import", "multipart/form-data; boundary=XX")]:
        got = inside.ask("POST", path, Content_Type=kind, Content_Length=str(1 << 40))
        assert got.status == 413 and got.is_guarded(), got
        head = (f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{inside.port}\r\nOrigin: {inside.origin}"
                f"\r\nSec-Fetch-Site: same-origin\r\nCookie: {inside.cookie}\r\nContent-Type: {kind}"
                "\r\nTransfer-Encoding: chunked\r\n\r\n").encode()
        sent, stopped = 0, b""
        with socket.create_connection(("127.0.0.1", inside.port), 10) as connection:
            connection.sendall(head)
            piece = b"10000\r\n" + b"a" * 0x10000 + b"\r\n"
            try:
                while sent < 64 << 20:
                    connection.sendall(piece)
                    sent += len(piece)
            except OSError:
                pass
            try:
                stopped = connection.recv(1 << 16)
            except OSError:
                pass
        assert sent < 64 << 20 or stopped.startswith(b"HTTP/1.1 413")
    other = inside.ask("POST", "/vault", body=b"{}", Content_Type="application/json")
    assert other.status == 415 and other.is_guarded()


def post_head(server, path, *lines):
    """The head of a form without its end, and how the body comes."""
    return "\r\n".join([
        f"POST {path} HTTP/1.1", f"Host: 127.0.0.1:{server.port}", f"Origin: {server.origin}",
        "Sec-Fetch-Site: same-origin", f"Cookie: {server.cookie}",
        "Content-Type: application/x-www-form-urlencoded", *lines, "", ""]).encode()


def wait_until_read(connection):
    """Until the server's process has taken everything that was sent from the kernel's queue."""
    def end(address):
        host, port = address
        return f"{int.from_bytes(socket.inet_aton(host), 'little'):08X}:{port:04X}"

    ends = [end(connection.getpeername()), end(connection.getsockname())]
    began = time.monotonic()
    while True:
        with open("/proc/net/tcp") as table:
            lines = [line.split() for line in table]
        queues = [line[4].split(":") for line in lines if line[1:3] in (ends, ends[::-1])]
        assert len(queues) == 2, queues
        # What waits here to be sent, and what waits there to be read.
        if all(int(queue, 16) == 0 for pair in queues for queue in pair):
            return
        assert time.monotonic() - began < 10, queues
        time.sleep(0.005)


def rest_of(connection):
    got = b""
    while piece := connection.recv(1 << 16):
        got += piece
    return got


@pytest.mark.parametrize("is_apart", [True, False])
def test_what_the_library_answers_in_the_middle_of_a_body_is_guarded_too(inside, is_apart):
    """A chunk without a length breaks the body while a page reads it: nothing of ours answers."""
    begun = post_head(inside, "/vault", "Transfer-Encoding: chunked") + b"3\r\nabc\r\n"
    broken = b"zz\r\n"
    with socket.create_connection(("127.0.0.1", inside.port), 10) as connection:
        connection.sendall(begun if is_apart else begun + broken)
        if is_apart:
            wait_until_read(connection)
            connection.sendall(broken)
        got = rest_of(connection)
    answer = parse(got)
    assert answer.status == 400 and answer.is_guarded() and answer.body == b"", got
    assert inside.get("/vault").status == 200


@pytest.mark.parametrize("is_chunked", [True, False])
@pytest.mark.parametrize("is_refused", [True, False])
def test_half_a_form_is_never_taken_for_the_whole(inside, is_chunked, is_refused):
    """The other side goes, or says no more: what came so far looks like a form of its own."""
    before = inside.machine.document()
    path = place() + "/step/mail-server"
    body = f"word={inside.word}&do=value&input=server_name&value=half".encode()
    if is_chunked:
        sent = post_head(inside, path, "Transfer-Encoding: chunked")
        sent += b"%x\r\n%s\r\n" % (len(body), body)
    else:
        sent = post_head(inside, path, f"Content-Length: {len(body) + 8}") + body
    with socket.create_connection(("127.0.0.1", inside.port), 20) as connection:
        connection.sendall(sent)
        wait_until_read(connection)
        if is_refused:
            connection.shutdown(socket.SHUT_WR)
        got = rest_of(connection)
    if is_refused:
        assert parse(got).status == 400 and parse(got).is_guarded(), got
    else:
        assert got == b"", "dropped after ten seconds"
    assert inside.machine.document() == before


def memory(process):
    text = open(f"/proc/{process.pid}/status").read()
    return int(re.search(r"VmRSS:\s+(\d+)", text)[1])


def test_a_slow_client_is_dropped(inside):
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", inside.port), 30) as slow, \
            socket.create_connection(("127.0.0.1", inside.port), 30) as idle:
        ended = None
        slow.sendall(b"GET /vault HTTP/1.1\r\n")
        slow.settimeout(0.5)
        while time.monotonic() - began < 25:
            try:
                # A byte now and then must not keep the connection.
                slow.sendall(b"A")
                if slow.recv(100) == b"":
                    ended = time.monotonic() - began
                    break
            except TimeoutError:
                continue
            except OSError:
                ended = time.monotonic() - began
                break
        assert ended is not None and 8 < ended < 13, ended
        idle.settimeout(1)
        assert idle.recv(1) == b"", "a connection that says nothing is dropped too"


def test_another_users_process_gets_nothing(inside):
    for path in ("/", "/enter", "/vault"):
        script = (
            "import socket,sys\n"
            f"c=socket.create_connection(('127.0.0.1',{inside.port}),10)\n"
            f"c.sendall(b'GET {path} HTTP/1.1\\r\\nHost: 127.0.0.1:{inside.port}\\r\\n"
            f"Cookie: {inside.cookie}\\r\\n\\r\\n')\n"
            "try:\n d=c.recv(100)\nexcept OSError:\n d=b''\nsys.stdout.buffer.write(d)\n")
        done = subprocess.run(
            ["setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups",
             "/usr/bin/python3", "-c", script], capture_output=True, timeout=30)
        assert (done.returncode, done.stdout) == (0, b""), done
    # The very same bytes from this user are answered.
    assert inside.get("/vault").status == 200


def test_ten_thousand_connections_end_with_a_server_that_answers(inside):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(12_000, hard), hard))
    before = memory(inside.process)
    opened = []
    try:
        began = time.monotonic()
        while len(opened) < 10_000 and time.monotonic() - began < 40:
            connection = socket.socket()
            connection.setblocking(False)
            connection.connect_ex(("127.0.0.1", inside.port))
            opened.append(connection)
        assert len(opened) == 10_000
        files = len(os.listdir(f"/proc/{inside.process.pid}/fd"))
        assert files < 300, f"{files} descriptors"
    finally:
        for connection in opened:
            connection.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    end = time.monotonic() + 30
    while True:
        try:
            assert inside.get("/vault").status == 200
            break
        except (OSError, ValueError):
            assert time.monotonic() < end
            time.sleep(0.2)
    assert memory(inside.process) - before < 100_000, "kilobytes"


def test_a_flood_is_slowed_and_says_so(machine):
    with Serve(machine, "--rate", "20") as server:
        server.come_in()
        found = [server.get("/vault").status for _ in range(150)]
        assert 429 in found and found.count(200) >= 60
        # Whoever goes on asking is refused again sooner or later: 20 a second, and one asks more.
        refused = next(got for got in (server.get("/vault") for _ in range(500))
                       if got.status == 429)
        assert refused.header("retry-after") == "1" and refused.is_guarded()
        time.sleep(1.5)
        assert server.get("/vault").status == 200


def test_a_visitors_script_is_not_counted(machine):
    """A page with a part of its script missing would run none of it."""
    with Serve(machine, "--rate", "1") as server:
        strangers = [server.get(ASSETS[0]).status for _ in range(20)]
        assert strangers.count(429) >= 12 and 200 not in strangers
        time.sleep(2)
        server.come_in()
        assert {server.get(path).status for path in ASSETS for _ in range(5)} == {200}
        assert {server.get("/vault").status for _ in range(10)} >= {429}


def test_a_page_loads_all_of_its_script_at_once(inside):
    """Without a round trip for each file that names others; and every file that is there."""
    page = inside.get("/vault").body.decode()
    loaded = set(re.findall(r'(?:href|src)="(/assets/[^"]+)"', page))
    assert loaded == set(ASSETS)


def test_the_port_is_not_open_to_the_network(inside):
    listening = subprocess.run(["cat", "/proc/net/tcp", "/proc/net/tcp6"], capture_output=True,
                               text=True, check=True).stdout
    ports = [line.split()[1] for line in listening.splitlines()
             if len(line.split()) > 3 and line.split()[3] == "0A"
             and line.split()[1].endswith(f":{inside.port:04X}")]
    assert ports == [f"0100007F:{inside.port:04X}"]


def test_several_at_once_are_answered_in_order_of_nobody(inside):
    """Pages, changes and a passphrase at the same time: none is lost, none is mixed up."""
    answers, faults = [], []

    def pages():
        for _ in range(10):
            got = inside.get(place() + "/step/client")
            answers.append(got.status)
            if b"<h1" not in got.body:
                faults.append(got)

    def ticks(task):
        for kind in ("tick", "untick") * 3 + ("tick",):
            got = inside.post(place() + "/step/client", {"do": "tick", kind: task})
            answers.append(got.status)

    tasks = re.findall(rb'id="task-([a-z-]+)"', inside.get(place() + "/step/client").body)
    threads = [threading.Thread(target=pages) for _ in range(4)]
    threads += [threading.Thread(target=ticks, args=[task.decode()]) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults and set(answers) == {200, 303}
    ticked = inside.machine.progress()["guides"]["gmail"]["ticks"]["client"]
    assert set(ticked) == {task.decode() for task in tasks}
