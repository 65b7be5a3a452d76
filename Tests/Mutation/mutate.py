#!/usr/bin/env python3
"""Changes one comparison or drops one check of Age and Vaults at a time: a test has to notice.

The sample is drawn with a fixed seed from every place that can be changed, so that two runs over
the same sources are the same. Mutants are built and tested in copies of the tree, each with a
build folder of its own, below .build-mutants/: first with the tests of Age and Vaults, and where
those notice nothing with those of Workspace. A survivor has to stand, with its reason, in
survivors.toml; one that does not, or one that stands there and is killed, is a failure.

    Tests/Mutation/mutate.py [--count 40] [--seed 20261122] [--list]
"""
import argparse
import filecmp
import pathlib
import random
import re
import shutil
import subprocess
import sys
import time
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
ROOMS = ["Sources/Age", "Sources/Vaults"]
WORK = ROOT / ".build-mutants"
# Which tests each copy keeps, with what they need: all else would be built again for every mutant.
NEAR = ["AgeTests", "VaultsTests"]
FAR = ["WorkspaceTests"]
KEEPING = """
var kept: Set<String> = []
var wanted = KEPT
while let name = wanted.popLast() {
    guard kept.insert(name).inserted else { continue }
    for dependency in package.targets.first(where: { $0.name == name })?.dependencies ?? [] {
        switch dependency {
        case .byNameItem(let name, _), .targetItem(let name, _): wanted.append(name)
        default: break
        }
    }
}
package.targets.removeAll { !kept.contains($0.name) }
package.products.removeAll { $0.name != "Age" }
"""
FLIPS = [(" == ", " != "), (" != ", " == "), (" <= ", " < "), (" >= ", " > "), (" < ", " <= "),
         (" > ", " >= "), (" && ", " || "), (" || ", " && "), ("...", "..<"),
         (".allSatisfy", ".contains"), ("isEmpty", "isEmpty == false")]


class Mutant:
    """One change of one place; known by the file, its line's text and what becomes of it."""

    def __init__(self, path, start, end, new, text):
        self.path, self.start, self.end, self.new = path, start, end, new
        self.line = text.count("\n", 0, start) + 1
        before = text[text.rfind("\n", 0, start) + 1:text.find("\n", end)]
        after = text[text.rfind("\n", 0, start) + 1:start] + new + text[end:text.find("\n", end)]
        self.before, self.after = (" ".join(part.split()) for part in (before, after))

    @property
    def key(self):
        return (str(self.path), self.before, self.after)

    def __str__(self):
        return f"{self.path}:{self.line}: {self.before}  →  {self.after}"


def blanked(text):
    """The text with comments and string literals as blanks of the same length."""
    pattern = r'"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|//[^\n]*'
    return re.sub(pattern, lambda m: re.sub(r"[^\n]", " ", m[0]), text)


def conditions(code, start):
    """Where the conditions of a `guard` begin and end, split at the commas of the outermost level."""
    depth, first, parts = 0, start, []
    for index in range(start, len(code)):
        sign = code[index]
        depth += (sign in "([{") - (sign in ")]}")
        if depth < 0:
            return []
        if depth == 0 and sign == ",":
            parts.append((first, index))
            first = index + 1
        if depth == 0 and re.match(r"\belse\b", code[index:index + 5]) and code[index - 1].isspace():
            return [*parts, (first, index)]
    return []


def mutants(path):
    text = (ROOT / path).read_text()
    code = blanked(text)
    found = []
    for old, new in FLIPS:
        for match in re.finditer(re.escape(old), code):
            around = code[match.start() - 1:match.end() + 1]
            if old in (" < ", " > ") and re.search(r"[<>]", around.strip(old.strip() + " ")):
                continue
            # A range has two ends; what has one is open, or a variadic.
            if old == "..." and not re.fullmatch(r"[\w)\]][\w(]", around[0] + around[-1]):
                continue
            found.append(Mutant(path, match.start(), match.end(), new, text))
    for match in re.finditer(r"\bguard\s", code):
        for start, end in conditions(code, match.end()):
            item = code[start:end]
            if re.search(r"\b(let|var|case)\b", item) or not item.strip():
                continue
            start += len(item) - len(item.lstrip())
            end -= len(item) - len(item.rstrip())
            found.append(Mutant(path, start, end, f"({text[start:end]} || true)", text))
    return found


def every():
    paths = sorted(path.relative_to(ROOT) for room in ROOMS for path in (ROOT / room).glob("*.swift"))
    return [mutant for path in paths for mutant in sorted(mutants(path), key=lambda m: (m.start, m.new))]


class Copy:
    """A copy of the tree with fewer targets, and its build folder."""

    def __init__(self, name, keeps):
        self.folder = WORK / name
        self.keeps = keeps
        self.refresh()

    def refresh(self):
        """Brings the copy up to date; files that are the same keep their times."""
        for top in ("Sources", "Tests", "content", "vault"):
            there = {path.relative_to(ROOT) for path in (ROOT / top).rglob("*") if path.is_file()}
            for path in there:
                target = self.folder / path
                target.parent.mkdir(parents=True, exist_ok=True)
                if not target.exists() or not filecmp.cmp(ROOT / path, target, shallow=False):
                    shutil.copy(ROOT / path, target)
            for path in list((self.folder / top).rglob("*")):
                if path.is_file() and path.relative_to(self.folder) not in there:
                    path.unlink()
        manifest = (ROOT / "Package.swift").read_text()
        # A mutant often leaves a variable unused or code that never runs.
        manifest = manifest.replace("    .treatAllWarnings(as: .error),\n", "")
        manifest += KEEPING.replace("KEPT", str(self.keeps).replace("'", '"'))
        target = self.folder / "Package.swift"
        if not target.exists() or target.read_text() != manifest:
            target.write_text(manifest)

    def swift(self, *words, timeout):
        try:
            done = subprocess.run(
                ["swift", *words], cwd=self.folder, timeout=timeout,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                errors="replace")
        except subprocess.TimeoutExpired:
            return None, "it never ended"
        return done.returncode, done.stdout

    def verdict(self, *filters):
        """`broken`, `killed` with the first test that failed, or `alive`."""
        status, output = self.swift("build", "--build-tests", timeout=3600)
        if status != 0:
            return "broken", next(
                (line for line in output.splitlines() if "error:" in line), "no reason given")
        for chosen in filters:
            status, output = self.swift(
                "test", "--disable-xctest", "--skip-build", *chosen, timeout=900)
            if status != 0:
                failed = re.findall(r'✘ Test ("[^"]*"|\S+)', output)
                return "killed", failed[0] if failed else output.strip().splitlines()[-1]
            if not re.search(r"Test run with [1-9]\d* tests?", output):
                raise SystemExit(f"no test was run: {chosen}\n{output}")
        return "alive", ""


def quick(copy):
    return copy.verdict(
        ["--filter", "AgeTests|VaultsTests", "--skip", "TamperingTests"],
        # Both rooms', which take longest.
        ["--filter", "TamperingTests"])


def judge(mutant, near, far):
    source = (ROOT / mutant.path).read_text()
    changed = source[:mutant.start] + mutant.new + source[mutant.end:]
    for copy, run in ((near, quick), (far, lambda copy: copy.verdict(["--filter", "WorkspaceTests"]))):
        place = copy.folder / mutant.path
        place.write_text(changed)
        try:
            verdict, why = run(copy)
        finally:
            place.write_text(source)
        if verdict != "alive":
            return verdict, why
    return "alive", ""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--list", action="store_true", help="print the sample and change nothing")
    options = parser.parse_args()

    candidates = every()
    order = random.Random(options.seed).sample(candidates, len(candidates))
    print(f"{len(candidates)} places can be changed; {options.count} are, one at a time", flush=True)
    if options.list:
        print("\n".join(map(str, order[:options.count])))
        return 0
    explained = {
        (entry["file"], entry["before"], entry["after"]): entry["why"] for entry in tomllib.loads(
            (pathlib.Path(__file__).parent / "survivors.toml").read_text()).get("survivor", [])}

    near, far = Copy("near", NEAR), Copy("far", FAR)
    for copy, run in ((near, quick), (far, lambda copy: copy.verdict(["--filter", "WorkspaceTests"]))):
        verdict, why = run(copy)
        if verdict != "alive":
            print(f"without any change {copy.folder.name} is {verdict}: {why}")
            return 1

    counts, failures = {"killed": 0, "alive": 0}, []
    for mutant in order:
        if sum(counts.values()) == options.count:
            break
        start = time.monotonic()
        verdict, why = judge(mutant, near, far)
        reason = explained.get(mutant.key)
        if verdict == "alive":
            why = f"explained: {reason}" if reason else "NOT EXPLAINED"
            failures += [] if reason else [f"survived: {mutant}"]
        elif verdict == "killed" and reason:
            failures.append(f"explained, but killed by {why}: {mutant}")
        if verdict in counts:
            counts[verdict] += 1
        print(f"{verdict} {time.monotonic() - start:4.0f} s  {mutant}  [{why}]", flush=True)
    print(f"{counts['killed']} killed, {counts['alive']} survived")
    print("\n".join(failures))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
