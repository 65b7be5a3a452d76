# One save of one value, taken apart into its system calls: what tests of faults and kills share.
import dataclasses
import re
import shutil

OLD, NEW = "old value of a name", "new value of a name"
CALLS = ["openat", "mkdirat", "flock", "read", "write", "fsync", "fdatasync", "renameat", "renameat2",
         "rename", "unlinkat", "unlink", "close", "ftruncate", "fallocate", "pwrite64", "fchmod"]


@dataclasses.dataclass(frozen=True)
class Call:
    """The `number`-th call of its name in the whole run, and what it was for."""

    name: str
    number: int
    line: str

    def __str__(self):
        return f"{self.name} {self.number}: {self.line[:160]}"

    def writes(self):
        """Whether a full disk could make it fail; closing belongs to it, as on NFS."""
        return (self.name in ("write", "pwrite64", "fsync", "fdatasync", "renameat", "renameat2",
                              "rename", "mkdirat", "ftruncate", "fallocate")
                or "O_CREAT" in self.line
                or self.name == "close" and ".krok-new-" in self.line)


class Save:
    """`krok set` on a vault that is put back as it was before each run."""

    def __init__(self, machine):
        self.machine = machine
        machine.use_tiny_guide()
        # Three times: folders, kept generations and ticks are there from then on.
        for value in (NEW, NEW + " ", OLD):
            self.set(value)
        for path in machine.vault.glob("progress/*.json"):
            # Older times, so that the save has this file to write in whatever second it comes.
            path.write_text(re.sub(r"\d{4}(-\d\d-\d\dT)", r"2020\1", path.read_text()))
        self.template = machine.folder / "template"
        shutil.copytree(machine.vault, self.template)
        self.state = machine.folder / "state-template"
        shutil.copytree(machine.state, self.state) if machine.state.exists() else self.state.mkdir()

    def set(self, value):
        done = self.machine.run("set", "server_name", value, *self.machine.unlock)
        assert (done.status, done.err) == (0, "")

    def put_back(self):
        for kept, folder in ((self.template, self.machine.vault), (self.state, self.machine.state)):
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(kept, folder)

    def run(self, *prefix, value=NEW):
        """One save under `prefix`, from the same beginning each time."""
        self.put_back()
        return self.machine.run(
            "set", "server_name", value, *self.machine.unlock, prefix=prefix)

    def calls(self):
        """Every call from the taking of the lock to the end of the process, in order."""
        log = self.machine.folder / "calls"
        done = self.run("strace", "-f", "-y", "-o", log, "-e", "trace=?" + ",?".join(CALLS))
        assert done.status == 0, done.err
        counts, found, is_locked = {}, [], False
        for line in log.read_text().splitlines():
            if called := re.match(r"\d+ +(\w+)\((.*)", line):
                name = called[1]
                counts[name] = counts.get(name, 0) + 1
                is_locked = is_locked or name == "flock"
                if is_locked:
                    found.append(Call(name, counts[name], called[2]))
        log.unlink()
        names = [call.name for call in found]
        assert names.count("fsync") >= 6 and names.count("renameat") >= 3 and len(found) >= 60
        return found

    def inject(self, call, what):
        return self.run("strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call.name}",
                        "-e", f"inject={call.name}:{what}:when={call.number}")

    # What has to hold afterwards

    def value(self):
        """The vault opens with krok's own eyes and the second implementation's, to one value."""
        document = self.machine.document()
        got = self.machine.run("get", "server_name", *self.machine.unlock)
        assert (got.status, got.err) == (0, "")
        assert document["profiles"]["default"]["server_name"]["value"] == got.out[:-1]
        assert got.out[:-1] in (OLD, NEW)
        self.nothing_in_clear()
        return got.out[:-1]

    def nothing_in_clear(self):
        for folder in (self.machine.vault, self.machine.state, self.machine.folder / "home"):
            for path in folder.rglob("*"):
                if path.is_file():
                    data = path.read_bytes()
                    assert not any(value.encode() in data for value in (OLD, NEW)), path

    def leftovers(self):
        return [path for folder in (self.machine.vault, self.machine.state)
                for path in folder.rglob(".krok-new-*")]
