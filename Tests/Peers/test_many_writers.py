# Fifty processes that write at once: every write that was acknowledged is there at the end.
import os
import threading
import time

import pytest

# A few seconds in `.ci/test`; `.ci/soak` asks for a minute.
SECONDS = float(os.environ.get("KROK_SOAK_SECONDS", "6"))
WRITERS = 50
BUSY = 75


@pytest.fixture
def crowd(machine):
    """A guide with a value for each writer, and one that all of them write."""
    names = ["shared", *(f"own{number}" for number in range(WRITERS))]
    guide = machine.folder / "crowd"
    guide.mkdir()
    inputs = "".join(f"  {name}: {{ kind: text }}\n" for name in names)
    (guide / "guide.yml").write_text(
        f"id: crowd\nsource: en\nlocales: [en]\ninputs:\n{inputs}"
        f"steps:\n  - id: only\n    minutes: 1\n    asks: [{', '.join(names)}]\n")
    items = "".join(f"- {name}: a value <!-- input: {name} -->\n" for name in names)
    (guide / "en.md").write_text(
        f"# Crowd\n\n## Only step\n<!-- step: only -->\n\n{items}- [ ] Do it. <!-- task: it -->\n")
    machine.environment["KROK_GUIDE"] = str(guide)
    return machine


class Writer(threading.Thread):
    """Starts one process after the other, and remembers what was acknowledged."""

    def __init__(self, machine, number, until):
        super().__init__()
        self.machine, self.number, self.until = machine, number, until
        self.acknowledged, self.shared, self.refused, self.wrong = [], [], 0, []

    def run(self):
        turn = 0
        while time.monotonic() < self.until:
            name = "shared" if turn % 5 == 4 else f"own{self.number}"
            value = f"{self.number}-{turn}"
            done = self.machine.run("set", name, value, *self.machine.unlock, timeout=120)
            if done.status == 0 and done.err == "":
                (self.shared if name == "shared" else self.acknowledged).append(value)
            elif done.status == BUSY:
                # After ten seconds of waiting: said, and not written.
                self.refused += 1
            else:
                self.wrong.append(done)
            turn += 1


def test_every_acknowledged_write_of_fifty_processes_at_once_is_there(crowd):
    until = time.monotonic() + SECONDS
    writers = [Writer(crowd, number, until) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [wrong for writer in writers for wrong in writer.wrong] == []

    document = crowd.document()
    values = document["profiles"]["default"]
    for writer in writers:
        if writer.acknowledged:
            own = values[f"own{writer.number}"]
            assert own["value"] == writer.acknowledged[-1]
            assert own["revision"] == len(writer.acknowledged)
    shared = [value for writer in writers for value in writer.shared]
    if shared:
        assert values["shared"]["value"] in shared
        assert values["shared"]["revision"] == len(shared)

    own = [value for writer in writers for value in writer.acknowledged]
    count = len(own) + len(shared)
    assert count >= WRITERS, "so few writes prove nothing"
    # Each acknowledged write is one generation and one event, and nothing else is.
    assert document["generation"] == 1 + count
    events = [entry for entry in document["history"] if entry["event"] == "set"]
    assert len(events) == min(count, 1000)
    refused = sum(writer.refused for writer in writers)
    print(f"{count} writes acknowledged, {refused} refused as busy, in {SECONDS:.0f} s")
    assert list(crowd.vault.rglob(".krok-new-*")) == []
    kept = sorted(int(path.stem) for path in crowd.vault.glob("previous/*.age"))
    assert kept == [count - 2, count - 1, count]
    captured = crowd.progress()["guides"]["crowd"]["captured"]
    assert set(captured) == set(values)


def test_a_reader_among_writers_always_sees_a_whole_vault(crowd):
    assert crowd.run("set", "shared", "0", *crowd.unlock).status == 0
    until = time.monotonic() + min(SECONDS, 10) / 2
    writers = [Writer(crowd, number, until) for number in range(4)]
    for writer in writers:
        writer.start()
    seen = 0
    while time.monotonic() < until:
        got = crowd.run("get", "shared", *crowd.unlock)
        assert (got.status, got.err) == (0, ""), got
        assert got.out == "0\n" or got.out.split("-")[0] in "0123"
        seen += 1
    for writer in writers:
        writer.join()
    assert seen >= 3
