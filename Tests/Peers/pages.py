# Pages as a terminal gets them, and a judge of their lines that shares no code with krok.
import json
import re

import wcwidth

STEPS = {"gmail": ["audience", "publishing"], "rotate-secret": []}
OPTIONS = {"audience": ["internal", "external"], "publishing": ["testing", "production"]}

SGR = re.compile(r"\x1b\[([0-9;]*)m")
LINK = re.compile(r"\x1b\]8;;([^\x1b\x07]*)\x1b\\")


def paths(guide):
    """Every combination of answers to the guide's choices, the unanswered ones too."""
    found = [{}]
    for name in STEPS[guide]:
        found += [path | {name: option} for path in found if len(path) == STEPS[guide].index(name)
                  for option in OPTIONS[name]]
    return found


def answer(machine, guide, path):
    """Writes the answers into the progress file, where choices stand in clear."""
    time = "2026-11-22T15:04:05Z"
    progress = {"answers": {name: {"value": value, "time": time} for name, value in path.items()}}
    folder = machine.vault / "progress"
    folder.mkdir(mode=0o700, exist_ok=True)
    file = folder / "default.json"
    file.write_text(json.dumps({"format": 1, "guides": {guide: progress}}))
    file.chmod(0o600)


def faults(page, columns):
    """What is wrong with the lines of a page; columns is the terminal's width."""
    found = []
    for number, line in enumerate(page.split("\n"), 1):
        words, fault = bare(line)
        if fault:
            found.append((number, fault, line))
        width = wcwidth.wcswidth(words)
        if width < 0:
            found.append((number, "a control character", line))
        elif width > columns and not is_unbreakable(words):
            found.append((number, f"{width} columns", line))
        if words != words.rstrip():
            found.append((number, "blanks at the end", line))
    return found


def bare(line):
    """The words of a line; a fault where a colour or a link goes on behind its end."""
    colour = link = False
    words, rest = "", line
    while rest:
        if match := SGR.match(rest):
            colour = match[1] not in ("", "0")
        elif match := LINK.match(rest):
            link = match[1] != ""
        elif rest[0] == "\x1b":
            return words, "half a control sequence"
        else:
            words, rest = words + rest[0], rest[1:]
            continue
        rest = rest[match.end():]
    return words, "a colour that goes on" if colour else "a link that goes on" if link else None


def is_unbreakable(words):
    """One word and what stands before it: the mark of a list, the bar of a quote, an indent."""
    return len(re.sub(r"^(\[[ x✓]\] +|\d+\. |[-•>│] | )+", "", words).split()) <= 1
