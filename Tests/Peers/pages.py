# Pages as a terminal gets them, and a judge of their lines that shares no code with krok.
import json
import pathlib
import re

import wcwidth
import yaml

CONTENT = pathlib.Path(__file__).parents[2] / "content"
GUIDES = sorted(file.parent.name for file in CONTENT.glob("*/guide.yml"))

SGR = re.compile(r"\x1b\[([0-9;]*)m")
LINK = re.compile(r"\x1b\]8;;([^\x1b\x07]*)\x1b\\")


def manifest(guide):
    return yaml.safe_load((CONTENT / guide / "guide.yml").read_text())


def holds(condition, answers, options):
    """A condition reads as Python does, with every option standing for its own name."""
    return condition is None or eval(condition, {}, {name: name for name in options} | answers)


def ways(guide):
    """Every way: its answers in the order in which they are asked for, up to each of them."""
    rules = manifest(guide)
    choices = {name: rule for name, rule in rules["inputs"].items() if rule["kind"] == "choice"}
    options = {option for rule in choices.values() for option in rule["options"]}
    whole, begun = [{}], []
    for step in rules["steps"]:
        for name in step.get("asks", []):
            following = []
            for path in whole:
                asked = (name in choices and name not in path
                         and holds(step.get("when"), path, options)
                         and holds(choices[name].get("when"), path, options))
                if asked:
                    begun.append(path)
                following += [path | {name: option} for option in choices[name]["options"]
                              ] if asked else [path]
            whole = following
    return whole, begun


def paths(guide):
    """Every combination of answers, those that are given in part too."""
    whole, begun = ways(guide)
    return begun + whole


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
