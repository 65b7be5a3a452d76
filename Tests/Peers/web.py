# A krok that serves, a client that speaks HTTP by hand, and a browser that comes in.
import dataclasses
import os
import re
import signal
import socket
import subprocess
import time
import urllib.parse

from conftest import KROK, ROOT, as_from_a_shell

CHROMIUM = {"executable_path": "/usr/bin/chromium", "args": ["--no-sandbox"]}
ADDRESS = re.compile(rb"http://127\.0\.0\.1:(\d+)/enter#([0-9a-f]{64})")
# What every page loads: style, script and sign.
ASSETS = sorted("/assets/" + file.name for file in (ROOT / "content/web").iterdir()
                if file.suffix in {".css", ".js", ".svg"} and file.stem != "entrance")

# The headers that every response carries, whatever it says.
GUARDS = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


@dataclasses.dataclass
class Response:
    status: int
    headers: list
    body: bytes

    def header(self, name):
        """The value of a header that is there once; None when it is not."""
        found = [value for key, value in self.headers if key == name]
        assert len(found) <= 1, (name, found)
        return found[0] if found else None

    def is_guarded(self):
        for name, value in GUARDS.items():
            assert self.header(name) == value, (name, self)
        policy = self.header("content-security-policy")
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy, policy
        assert "unsafe" not in policy and "http" not in policy and "*" not in policy, policy
        names = {name for name, _ in self.headers}
        assert not {"server", "krok-wiped", "access-control-allow-origin", "etag"} & names, names
        return True


def parse(data):
    """One response with a Content-Length, or what was cut off."""
    head, _, rest = data.partition(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    status = int(lines[0].split()[1]) if lines[0].startswith(b"HTTP/1.1 ") else 0
    headers = [(name.decode().lower(), value.strip().decode())
               for name, _, value in (line.partition(b":") for line in lines[1:])]
    length = int(dict(headers).get("content-length", len(rest)))
    return Response(status, headers, rest[:length])


class Serve:
    """`krok serve` without a browser; the address is read from its error stream."""

    def __init__(self, machine, *options, unlock=True, browser=None, prefix=(), **changes):
        self.machine = machine
        runtime = machine.folder / "runtime"
        runtime.mkdir(mode=0o700, exist_ok=True)
        changes.setdefault("XDG_RUNTIME_DIR", str(runtime))
        if browser:
            changes["BROWSER"] = str(browser)
        self.runtime = runtime
        self.log = open(machine.folder / "serve.log", "wb+")
        began = time.monotonic()
        self.process = subprocess.Popen(
            [*prefix, KROK, "serve", *([] if browser else ["--no-open"]),
             *(machine.unlock if unlock else []), *map(str, options)],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=self.log,
            cwd=machine.folder, env=machine.environ(**changes), start_new_session=True,
            preexec_fn=as_from_a_shell)
        self.port = int(self.wait_for(rb"http://127\.0\.0\.1:(\d+)/")[1])
        self.up_after = time.monotonic() - began
        self.token = None if browser else self.wait_for(ADDRESS)[2].decode()
        self.origin = f"http://127.0.0.1:{self.port}"
        self.address = f"{self.origin}/enter#{self.token}" if self.token else None
        self.cookie = self.word = None

    def said(self):
        return (self.machine.folder / "serve.log").read_bytes()

    def wait_for(self, pattern, timeout=20):
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            match = re.search(pattern, self.said())
            if match:
                return match
            assert self.process.poll() is None, self.said().decode()
            time.sleep(0.01)
        raise AssertionError(self.said().decode())

    def waiting_files(self):
        """What lies in the runtime folder: a file while its token waits for a browser."""
        folder = self.runtime / "krok"
        return sorted(folder.iterdir()) if folder.exists() else []

    def end(self, number=signal.SIGTERM, timeout=10):
        """Asks the server to end; its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        status = self.process.wait(timeout)
        self.log.close()
        return status

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.log.close()

    # HTTP by hand

    def raw(self, data, timeout=15, source=None):
        """Sends bytes as they are; everything that comes back until the other side closes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout, source) as connection:
            connection.sendall(data)
            got = b""
            while True:
                try:
                    piece = connection.recv(1 << 16)
                except ConnectionResetError:
                    return got
                if not piece:
                    return got
                got += piece

    def ask(self, method, path, fields=None, body=b"", headers=(), **known):
        """One request like a browser's; `known` changes a header or, with None, drops it."""
        if fields is not None:
            body = urllib.parse.urlencode(fields).encode()
        usual = {
            "Host": f"127.0.0.1:{self.port}",
            "Connection": "close",
            "Cookie": self.cookie,
            "Sec-Fetch-Site": "same-origin",
        }
        if method == "POST":
            usual |= {"Origin": self.origin, "Content-Length": str(len(body)),
                      "Content-Type": "application/x-www-form-urlencoded"}
        usual |= {name.replace("_", "-"): value for name, value in known.items()}
        lines = [f"{method} {path} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in usual.items() if value is not None]
        lines += list(headers)
        return parse(self.raw("\r\n".join(lines).encode() + b"\r\n\r\n" + body))

    def get(self, path, **known):
        return self.ask("GET", path, **known)

    def come_in(self, token=None):
        """Exchanges the token for the cookie and reads the word that forms carry."""
        got = self.ask("POST", "/enter", {"token": token or self.token}, Origin="null",
                       **{"Sec-Fetch-Site": "cross-site"})
        assert got.status == 200, got
        self.cookie = got.header("set-cookie").partition(";")[0]
        page = self.get("/settings")
        self.word = re.search(rb'name="word" value="([0-9a-f]{64})"', page.body)[1].decode()
        return got

    def post(self, path, fields, **known):
        return self.ask("POST", path, {"word": self.word, **fields}, **known)


def place(profile="default", guide="gmail"):
    return f"/p/{urllib.parse.quote(profile, safe='')}/{guide}"


def own_folder(folder):
    """A folder in the shape of `content/` with everything that is carried in it."""
    subprocess.run(["cp", "-r", str(ROOT / "content"), str(folder)], check=True)
    return folder


def threads_of(process):
    return len(os.listdir(f"/proc/{process.pid}/task"))
