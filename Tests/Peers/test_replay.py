"""A recorded set of answers: guide, single commands and the page in both languages end alike.

`Tests/WorkspaceTests/ReplayTests.swift` plays the same records through the engine itself, and
compares with the same files: `answers/NAME.path.json` and `answers/NAME.export.json`.
"""

import json
import pathlib
import re

import pexpect
import pytest

from web import Serve, place

HERE = pathlib.Path(__file__).parent
GUIDE = HERE.parents[1] / "content/gmail"
RECORDS = ["external", "internal", "testing-once", "production-once", "internal-once"]
TITLES = {name: title.strip() for title, name in re.findall(
    r"^- ([^:<]+?)(?::(?:[^\n]|\n(?!\n|- ))*?)?\s*<!-- input: (\w+) -->",
    (GUIDE / "en.md").read_text(), re.MULTILINE)}
OPTIONS = {"audience": ["internal", "external"], "publishing": ["testing", "production"],
           "sign_in": ["once", "never"]}


def record(name):
    return json.loads((HERE / "answers" / (name + ".json")).read_text())["steps"]


def tasks(machine, step):
    """The IDs of a step's tasks, as `step/task`."""
    status = json.loads(machine.run("status", "--json").out)
    return [task["id"] for entry in status["steps"] if entry["id"] == step
            for task in entry["tasks"]]


def wanted(machine, entry):
    """The numbers of the tasks that a record ticks, from 1."""
    count = len(tasks(machine, entry["step"]))
    return list(range(1, 1 + (count if entry["ticks"] == "all" else entry["ticks"])))


def by_commands(machine, name):
    for entry in record(name):
        for value in entry.get("answers", []):
            done = machine.run("set", value[0], "-", *machine.unlock, stdin=value[1].encode())
            assert done.status == 0, done.err
        if "skip" in entry:
            done = machine.run("skip", entry["step"], "--reason", entry["skip"])
            assert done.status == 0, done.err
            continue
        known = tasks(machine, entry["step"])
        for number in wanted(machine, entry):
            done = machine.run("tick", known[number - 1])
            assert done.status == 0, done.err


def at_a_terminal(machine, name):
    child = machine.terminal(*machine.unlock, size=(50, 160))
    child.expect_exact("\r\n> ")
    for entry in record(name):
        child.sendline("g " + entry["step"])
        child.expect_exact("\r\n> ")
        if "skip" in entry:
            child.sendline("s " + entry["skip"])
            child.expect_exact("\r\n> ")
            continue
        if entry["answers"]:
            child.sendline("")
        for value in entry["answers"]:
            child.expect_exact(TITLES[value[0]])
            if value[0] in OPTIONS:
                child.expect_exact("(Enter: later): ")
            child.sendline(value[1])
        if entry["answers"]:
            child.expect_exact("\r\n> ")
        if numbers := wanted(machine, entry):
            child.sendline(",".join(map(str, numbers)))
            child.expect_exact("\r\n> ")
    child.sendline("q")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0, child.seen()[-2000:]


def by_page(machine, name, lang):
    """What the forms of the page send, in the language of the page."""
    assert machine.run("profile", "new", "default").status == 0
    with Serve(machine, "--rate", "0") as server:
        server.come_in()
        sent = [("/settings", {"do": "settings", "language": lang})]
        for entry in record(name):
            step = place() + "/step/" + entry["step"]
            sent += [(step, {"do": "value", "input": value[0], "value": value[1]})
                     for value in entry.get("answers", [])]
            if "skip" in entry:
                sent.append((step, {"do": "skip", "reason": entry["skip"]}))
                continue
            known = tasks(machine, entry["step"])
            sent += [(step, {"do": "tick", "tick": known[number - 1].partition("/")[2]})
                     for number in wanted(machine, entry)]
        for address, fields in sent:
            got = server.post(address, fields)
            assert got.status == 303, (address, sorted(fields), got.body.decode())
        page = server.get(place() + "/step/prepare").body.decode()
        assert f'<html lang="{lang}"' in page
        assert server.end() == 0


def by_polish_page(machine, name):
    by_page(machine, name, "pl")


def by_english_page(machine, name):
    by_page(machine, name, "en")


def path(machine):
    """Every step with its state and how many of its tasks are ticked, as the record's file has it."""
    def ticked(step):
        found = [task for task in step["tasks"] if task["ticked"] is not None]
        return "all" if found and len(found) == len(step["tasks"]) else str(len(found))

    status = json.loads(machine.run("status", "--json").out)
    return [[step["id"], step["state"], ticked(step)] for step in status["steps"]]


def export(machine):
    done = machine.run("export", "--as", "json", "--reveal", *machine.unlock)
    assert done.status == 0, done.err
    return done.out


@pytest.mark.parametrize("drive", [by_commands, at_a_terminal, by_polish_page, by_english_page])
@pytest.mark.parametrize("name", RECORDS)
def test_a_record_ends_alike_however_it_is_played(machine, name, drive):
    drive(machine, name)
    assert path(machine) == json.loads((HERE / "answers" / (name + ".path.json")).read_text())
    assert export(machine) == (HERE / "answers" / (name + ".export.json")).read_text()


def test_every_question_of_the_guide_has_its_title():
    asked = set(re.findall(r"<!-- input: (\w+) -->", (GUIDE / "en.md").read_text()))
    assert set(TITLES) == asked
