# Every file of Markdown below a folder as a guide: opened, rendered, printed; see `.ci/corpus`.
import concurrent.futures
import os
import pathlib
import subprocess
import sys
import tempfile
import time

KROK = os.environ["KROK_BINARY"]
COMMANDS = (["show", "--all", "--plain"], ["status", "--json"], ["guide", "print", "--all"])
LEAST = 500
# A file twice as long may take this many times as long, once starting is taken off.
GROWTH = 2.6


def run(file, command, home, columns="80"):
    """Status, seconds, bytes of output and what was said of a command on one file."""
    start = time.perf_counter()
    done = subprocess.run(
        [KROK, *command, "--guide", str(file), "--lang", "en"], capture_output=True, timeout=120,
        env={"HOME": home, "PATH": "/usr/bin:/bin", "COLUMNS": columns, "LANG": "C.UTF-8"})
    return done.returncode, time.perf_counter() - start, len(done.stdout), done.stderr.decode()


def check(file, home):
    """Seconds for showing the file, and the faults of all commands on it."""
    faults, seconds = [], 0.0
    for command in COMMANDS:
        status, took, written, said = run(file, command, home)
        if status != 0 or written == 0:
            faults.append(f"{file}: krok {' '.join(command)}: {status}: {said.strip()[:300]}")
        if command[0] == "show":
            seconds = took
    return seconds, faults


def growth(file, home, idle):
    """How many times as long the file takes when it is written twice; the best of three."""
    with tempfile.TemporaryDirectory() as folder:
        double = pathlib.Path(folder) / file.name
        text = file.read_bytes()
        double.write_bytes(text + b"\n\n" + text)
        once = min(run(file, COMMANDS[0], home)[1] for _ in range(3)) - idle
        status, *_ = run(double, COMMANDS[0], home)
        if status != 0:
            return 0.0  # the doubled file is past a limit: nothing to measure
        twice = min(run(double, COMMANDS[0], home)[1] for _ in range(3)) - idle
    return twice / max(once, 0.001)


def main(folder):
    files = [file for file in sorted(pathlib.Path(folder).rglob("*.md")) if file.stat().st_size]
    faults = [] if len(files) >= LEAST else [f"only {len(files)} files, {LEAST} are wanted"]
    with tempfile.TemporaryDirectory() as home:
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            results = list(pool.map(lambda file: check(file, home), files))
        tiny = pathlib.Path(home) / "tiny.md"
        tiny.write_text("# T\n")
        idle = min(run(tiny, COMMANDS[0], home)[1] for _ in range(5))
        for _, found in results:
            faults += found
        size = sum(file.stat().st_size for file in files)
        print(f"{len(files)} files, {size} bytes, start-up {idle * 1000:.1f} ms")
        long = [(seconds, file) for (seconds, _), file in zip(results, files)
                if file.stat().st_size >= 20_000]
        slow = sorted(long, key=lambda entry: -entry[0] / entry[1].stat().st_size)[:10]
        print("the slowest per byte of 20 kB and more, and how they grow when written twice:")
        for seconds, file in slow:
            length = file.stat().st_size
            grows = growth(file, home, idle)
            print(f"  {seconds * 1e9 / length:7.0f} ns/byte  {length:8} bytes  x{grows:.2f}  {file}")
            if grows > GROWTH:
                faults.append(f"{file} takes {grows:.2f} times as long when written twice")
    print("\n".join(faults) or "no fault")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
