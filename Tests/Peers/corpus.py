# Every file of Markdown below a folder as a guide: opened, rendered, printed, linted; see `.ci/corpus`.
import concurrent.futures
import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile
import time

KROK = os.environ["KROK_BINARY"]
LINT = ["guide", "lint"]
COMMANDS = (["show", "--all", "--plain"], ["status", "--json"], ["guide", "print", "--all"], LINT)
TIMED = (COMMANDS[0], LINT)
LEAST = 500
# A file twice as long may take this much more processor time, once starting is taken off.
GROWTH = 2.6


def run(file, command, home, columns="80"):
    """Status, seconds, bytes of output and what was said of a command on one file."""
    start = time.perf_counter()
    place = [str(file)] if command is LINT else ["--guide", str(file)]
    done = subprocess.run(
        [KROK, *command, *place, "--lang", "en"], capture_output=True, timeout=120,
        env={"HOME": home, "PATH": "/usr/bin:/bin", "COLUMNS": columns, "LANG": "C.UTF-8"})
    return done.returncode, time.perf_counter() - start, len(done.stdout), done.stderr.decode()


def check(file, home):
    """Seconds for showing and for linting the file, and the faults of all commands on it."""
    faults, seconds = [], {}  # seconds by the command's last word
    for command in COMMANDS:
        status, took, written, said = run(file, command, home)
        fine = status == 0 and written > 0
        if command is LINT:
            # A stranger's file may have errors: then it says where they are, and ends with 65.
            errors = re.search(r": (\d+) errors?, ", said)
            fine = errors is not None and status == (65 if int(errors[1]) else 0)
            fine = fine and (status == 0 or written > 0)
        if not fine:
            faults.append(f"{file}: krok {' '.join(command)}: {status}: {said.strip()[:300]}")
        seconds[command[-1]] = took
    return seconds, faults


def effort(file, command, home, tries=3):
    """Seconds of processor time, the least of some tries: other programs hardly count."""
    def once():
        start = resource.getrusage(resource.RUSAGE_CHILDREN)
        run(file, command, home)
        end = resource.getrusage(resource.RUSAGE_CHILDREN)
        return end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime
    return min(once() for _ in range(tries))


def growth(file, command, home, tiny):
    """How many times as long the command takes for twice as much, and how many copies that is.

    Sixteen copies against eight; of a file so long that sixteen are past a limit fewer. None of a
    file of which two are too much.
    """
    with tempfile.TemporaryDirectory() as folder:
        def copy(number):
            place = pathlib.Path(folder) / f"{number}-{file.name}"
            place.write_bytes(b"\n\n".join([file.read_bytes()] * number))
            return place
        number = 16
        while number > 1 and run(copy(number), COMMANDS[0], home)[0] != 0:
            number //= 2
        if number == 1:
            return None, 1
        copies = copy(number // 2), copy(number)
        for tries in (3, 9, 27):
            # Starting is measured beside them: it is most of what a short file takes.
            idle, few, many = (effort(copy, command, home, tries) for copy in (tiny, *copies))
            grows = (many - idle) / max(few - idle, 0.001)
            if grows <= GROWTH:
                break  # else a busy machine is the likelier reason: a closer look
    return grows, number


def slowest(long, name):
    """The ten files that a command took longest for, per byte."""
    per_byte = [(seconds[name], file) for seconds, file in long]
    return sorted(per_byte, key=lambda entry: -entry[0] / entry[1].stat().st_size)[:10]


def main(folder):
    files = [file for file in sorted(pathlib.Path(folder).rglob("*.md")) if file.stat().st_size]
    faults = [] if len(files) >= LEAST else [f"only {len(files)} files, {LEAST} are wanted"]
    with tempfile.TemporaryDirectory() as home:
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            results = list(pool.map(lambda file: check(file, home), files))
        tiny = pathlib.Path(home) / "tiny.md"
        tiny.write_text("# T\n")
        idle = effort(tiny, COMMANDS[0], home, 9)
        for _, found in results:
            faults += found
        size = sum(file.stat().st_size for file in files)
        print(f"{len(files)} files, {size} bytes, start-up {idle * 1000:.1f} ms")
        long = [(seconds, file) for (seconds, _), file in zip(results, files)
                if file.stat().st_size >= 20_000]
        for command in TIMED:
            name = command[-1] if command is LINT else command[0]
            print(f"{name}: the slowest per byte of 20 kB and more, how they grow with their length:")
            for seconds, file in slowest(long, command[-1]):
                length = file.stat().st_size
                grows, number = growth(file, command, home, tiny)
                said = "too long for two" if grows is None else f"x{grows:.2f} from {number // 2} to {number}"
                print(f"  {seconds * 1e9 / length:7.0f} ns/byte  {length:8} bytes  {said}  {file}")
                if grows is not None and grows > GROWTH:
                    faults.append(f"{file}: {name} takes {grows:.2f} times as long for twice as much")
    print("\n".join(faults) or "no fault")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
