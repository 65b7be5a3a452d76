# What stands in the memory of a process, as root reads it: one search for every test.
import time

# Above it lies what was set aside and never used: an allocator's next heap, a thread's stack.
IDLE = 1 << 22


def settled(pid):
    """Comes back once the process waits for somebody: a prompt is seen before it does."""
    before, end = None, time.monotonic() + 10
    while time.monotonic() < end:
        with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/stat") as stat:
            now = maps.read()
            if stat.read().rpartition(")")[2].split()[0] == "S" and now == before:
                return
        before = now
        time.sleep(0.02)
    raise AssertionError("the process does not come to rest")


def contents(pid):
    """Every byte of a process that may be written, or is closed until it may."""
    with open(f"/proc/{pid}/maps") as maps:
        lines = maps.read().splitlines()
    with open(f"/proc/{pid}/mem", "rb", 0) as content:
        for line in lines:
            span, rights, *_ = line.split()
            start, end = (int(part, 16) for part in span.split("-"))
            # Keys' memory waits closed for the next key: it has to be empty.
            is_closed = rights == "---p" and end - start <= IDLE
            if "w" not in rights and not is_closed:
                continue
            content.seek(start)
            try:
                yield line.split()[-1], content.read(end - start)
            except OSError:
                assert is_closed, line


def pieces(needle):
    """Whole or in part: a copy that was half overwritten is a copy."""
    return {needle[at:at + 12] for at in range(0, len(needle) - 11, 4)}


def counted(parts, needles):
    """How often each needle stands in these parts of memory, whole or in a piece of twelve bytes."""
    counts = dict.fromkeys(needles, 0)
    for content in parts:
        for name, needle in needles.items():
            counts[name] += sum(content.count(piece) for piece in pieces(needle))
    return counts


def found(pid, needles):
    """The same in the memory of a process, once it waits."""
    settled(pid)
    return counted((content for _, content in contents(pid)), needles)
