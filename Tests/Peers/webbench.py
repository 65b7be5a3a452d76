#!/usr/bin/env python3
# The figures of `krok serve`: webbench.py KROK PASSPHRASE-FILE, in the environment of .ci/bench. Needs wrk.
import http.client
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse

KROK, PASSPHRASE = sys.argv[1:3]
STEP = "/p/default/gmail/step/client"
WEB = pathlib.Path(__file__).parents[2] / "content" / "web"
OWN = sorted("/assets/" + file.name for file in WEB.iterdir()
             if file.suffix in {".css", ".js", ".svg"} and file.stem != "entrance")
STARTS = 15


class Server:
    """`krok serve` with its vault open, as a browser sees it."""

    def __init__(self, opens=True):
        way = ["--passphrase-file", PASSPHRASE] if opens else []
        began = time.perf_counter()
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [KROK, "serve", "--no-open", "--rate", "0", *way],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=self.log,
            start_new_session=True)
        while True:
            self.log.seek(0)
            found = re.search(rb"127\.0\.0\.1:(\d+)/enter#([0-9a-f]{64})", self.log.read())
            if found:
                break
            if self.process.poll() is not None or time.perf_counter() - began > 30:
                self.process.kill()
                sys.exit("krok serve did not start")
            time.sleep(0.0005)
        self.up_after = (time.perf_counter() - began) * 1000
        self.port, self.token = int(found[1]), found[2].decode()
        self.cookie = ""

    def come_in(self):
        body = urllib.parse.urlencode({"token": self.token})
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        connection.request("POST", "/enter", body, {
            "Origin": "null", "Content-Type": "application/x-www-form-urlencoded"})
        got = connection.getresponse()
        got.read()
        if got.status != 200:
            sys.exit(f"nobody comes in: {got.status}")
        self.cookie = got.getheader("Set-Cookie").partition(";")[0]

    def page(self):
        """Milliseconds to the first byte and to the last one of all parts, and their bytes."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        began, first, weight = time.perf_counter(), None, 0
        for path in [STEP, *OWN]:
            connection.request("GET", path, headers={"Cookie": self.cookie})
            got = connection.getresponse()
            first = first or time.perf_counter()
            body = got.read()
            if got.status != 200:
                sys.exit(f"{path}: {got.status}")
            weight += len(body)
        end = time.perf_counter()
        connection.close()
        return (first - began) * 1000, (end - began) * 1000, weight

    def peak(self):
        with open(f"/proc/{self.process.pid}/status") as status:
            return int(re.search(r"VmHWM:\s+(\d+)", status.read())[1])

    def worked(self):
        """Seconds of processor time so far; what a loaded machine does not stretch."""
        with open(f"/proc/{self.process.pid}/stat") as stat:
            fields = stat.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def end(self):
        self.process.terminate()
        self.process.wait(20)


# Asks for the parts of a page one after the other.
TURNS = """
local paths, turn = { %s }, 0
request = function()
  turn = turn %% #paths + 1
  return wrk.format("GET", paths[turn])
end
"""


def flood(server, connections, paths=(STEP,), name="a step's page"):
    """Requests a second and percentiles, as wrk finds them, of paths that are asked for in turn."""
    before = server.worked()
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(TURNS % ", ".join(f'"{path}"' for path in paths))
        script.flush()
        said = subprocess.run(
            ["wrk", "-t1", f"-c{connections}", "-d5s", "--latency", "-s", script.name,
             "-H", f"Cookie: {server.cookie}", f"http://127.0.0.1:{server.port}{paths[0]}"],
            capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        print(said)
    count = int(re.search(r"(\d+) requests in", said)[1])
    each = (server.worked() - before) / count * 1e6
    rate = re.search(r"Requests/sec:\s+(\S+)", said)[1]
    middle, last = (re.search(rf"{part}%\s+(\S+)", said)[1] for part in (50, 99))
    print(f"  {name}, {connections} connections: {rate} requests/s, 50th percentile {middle}, 99th {last}, "
          f"{each:.0f} µs of processor each")


def main():
    starts = []
    colds = []
    for _ in range(STARTS):
        server = Server(opens=False)
        starts.append(server.up_after)
        server.come_in()
        colds.append(server.page())
        server.end()
    middle = statistics.median
    print(f"  up and listening after {middle(starts):.1f} ms (median of {STARTS})")
    server = Server()
    server.come_in()
    server.page()
    warms = [server.page() for _ in range(100)]
    for name, pages in [("cold", colds), ("warm", warms)]:
        print(f"  a step's page, {name}: first byte {middle(p[0] for p in pages):.2f} ms, "
              f"whole page with style and script {middle(p[1] for p in pages):.2f} ms")
    print(f"  page weight without pictures: {warms[0][2] / 1000:.1f} kB")
    for connections in (1, 100):
        flood(server, connections)
    flood(server, 100, [STEP, *OWN], "a step's page, style, scripts and sign in turn")
    # What the server and wrk take on this machine where nothing has to be made.
    flood(server, 100, ["/assets/krok.svg"], "a small file")
    print(f"  peak memory: {server.peak()} kB; with the vault opened by scrypt (256 MiB)")
    server.end()
    locked = Server(opens=False)
    locked.come_in()
    flood(locked, 100)
    print(f"  peak memory of a server whose vault stays locked: {locked.peak()} kB")
    locked.end()


os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp())
main()
