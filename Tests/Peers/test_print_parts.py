"""What of a guide stands on the page to print, part by part; read as text, without a browser."""

import html
import json
import re

import agewriter

import dummies
from test_print import printed

PLAIN = """# Mail

Words before.

## Needed

- an account

## Step 1: First

1. One with `{{x}}`, see *[the **second**](#step-2-second)* and ~~[it](#step-2-second)~~.
2. Two **[it](#step-2-second)**, [a *page*](https://example.com/b).
   - [ ] within
   - beside

> 1. quoted
> 2. [again](#step-2-second)

### See [it](#step-2-second)

#### Deeper

##### Five

###### Six

| [it](#step-2-second) |
|---|
| [it](#step-2-second) |

## Step 2: Second

Nothing but words.
"""
INTRODUCTION = "from your first visit to Google"


def plain(text):
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def sections(text):
    """By title, numbers and all: what stands below it."""
    found = {}
    for part in text.split("<section>")[1:]:
        title = re.search(r"<h2>(.*?)</h2>", part)
        found[plain(title[1]) if title else ""] = part.split("</section>")[0]
    return found


def test_plain_markdown_is_its_steps_and_the_rest_on_demand(machine):
    (machine.folder / "g.md").write_text(PLAIN)
    left = printed(machine, "--guide", "g.md")
    assert list(sections(left)) == ["1. First", "2. Second"]
    assert "Words before." not in left and "minute" not in left.split("</style>")[1]
    assert "<div>\n</div>" not in left and left.count("lang=\"en\"") == 1
    whole = printed(machine, "--all", "--guide", "g.md")
    # The first has the title of the page, which is not said twice.
    assert list(sections(whole)) == ["", "1. First", "2. Second"] and "<h3>Needed</h3>" in whole
    assert "Words before." in whole and "Not on your path" not in whole
    assert "<code>{{x}}</code>" in whole


def test_links_to_steps_are_numbers_and_headings_lie_below_the_page_s_own(machine):
    (machine.folder / "g.md").write_text(PLAIN)
    first = sections(printed(machine, "--guide", "g.md"))["1. First"]
    assert "href=\"#" not in first
    assert first.count("(→ step 2)") == plain(first).count("(→ step 2)") == 7
    for kept in ("<em>the <strong>second</strong> (→ step 2)</em>", "<del>it (→ step 2)</del>",
                 "<strong>it (→ step 2)</strong>", "<h3>See it (→ step 2)</h3>",
                 "href=\"https://example.com/b\""):
        assert kept in first, kept
    assert re.findall(r"<h(\d)", first) == ["2", "3", "4", "5", "6"]
    (machine.folder / "deep.md").write_text("# Step 1: A\n\n## b\u202ec\n\n###### d\n")
    text = printed(machine, "--guide", "deep.md")
    assert re.findall(r"<h(\d)>", text)[-2:] == ["3", "6"]
    # Nothing of the text turns what is around it.
    assert "<h3>b\ufffdc</h3>" in text


def tasks_of(machine, file):
    status = json.loads(machine.run("status", "--json", "--guide", file).out)
    return [task["id"] for step in status["steps"] for task in step["tasks"]]


def test_what_is_ticked_goes_wherever_it_stands(machine):
    (machine.folder / "g.md").write_text(PLAIN)
    one, two, within, quoted, again = tasks_of(machine, "g.md")
    for task in (within, quoted):
        assert machine.run("tick", task, "--guide", "g.md").status == 0
    text = sections(printed(machine, "--guide", "g.md"))["1. First"]
    assert [word for word in ("One", "Two", "within", "beside", "quoted", "again") if word in text] == [
        "One", "Two", "beside", "again"]
    assert "2 tasks of this step are ticked already and left out." in text and "<ol" not in text
    whole = printed(machine, "--all", "--guide", "g.md")
    assert "left out" not in whole and "within" in whole
    # Where nothing is left, no empty list and no empty quote is.
    assert machine.run("tick", again, "--guide", "g.md").status == 0
    assert "<blockquote>" not in printed(machine, "--guide", "g.md")
    assert machine.run("untick", again, "--guide", "g.md").status == 0
    for task in (one, two):
        assert machine.run("tick", task, "--guide", "g.md").status == 0
    rest = sections(printed(machine, "--guide", "g.md"))["1. First"]
    assert rest.count("<ul>") == 1 and rest.index("<blockquote>") < rest.index("<ul>")


def test_the_introduction_opens_a_guide_that_is_not_begun(machine):
    new = printed(machine)
    assert INTRODUCTION in new and "left out" not in new
    assert machine.run("tick", "prepare").status == 0
    assert INTRODUCTION not in printed(machine)
    whole = printed(machine, "--all")
    assert INTRODUCTION in whole
    assert not any("Troubleshooting" in title for title in sections(whole))


def test_a_step_says_what_it_takes_while_it_is_to_be_done(machine):
    assert machine.run("tick", "prepare").status == 0
    assert machine.run("skip", "webservice", "--reason", "none").status == 0
    whole = sections(printed(machine, "--all"))
    facts = {re.sub(r"^\d+\. ", "", title): plain(" ".join(
        re.findall(r"<p class=\"about\">.*?</p>", part))) for title, part in whole.items()}
    assert facts["Get everything ready"] == "done"
    assert facts["Create the Web service application in YetiForce"].startswith("skipped: none")
    assert re.match(r"depends on an answer .*about \d+ minutes", facts["Add test users"])
    assert re.match(r"about \d+ minutes Open: https://", facts["Create a Google Cloud project"])
    assert not any("minute" in said for said in facts.values() if said.startswith(("done", "skipped")))
    assert "translated" not in " ".join(facts.values())


def test_what_is_answered_says_so_and_what_is_not_asked_is_left_out(machine):
    for name, value in {"audience": "internal", "app_name": "Przykład"}.items():
        assert machine.run("set", name, value, *machine.unlock).status == 0
    def consent(*more):
        found = sections(printed(machine, *more))
        return next(part for title, part in found.items() if "consent screen" in title)
    text = consent(*machine.unlock)
    assert "Audience: <strong>Internal</strong>" in text and "App name: <strong>Przykład</strong>" in text
    assert "Publishing status: only" not in text and "External: everyone" not in text
    assert "captured" not in plain(printed(machine, *machine.unlock))
    locked = consent()
    assert "Audience: <strong>Internal</strong>" in locked and "App name: <strong>captured</strong>" in locked


def test_what_depends_on_an_answer_is_printed_with_its_condition(machine):
    for lang, title, condition, hint in [
            ("en", "Publishing status", "only if: Audience: External", "after seven days"),
            ("pl", "Stan publikacji", "tylko jeśli: Odbiorcy: Zewnętrzni", "po siedmiu dniach")]:
        text = plain(printed(machine, "--lang", lang))
        assert f"{title}: " in text and f"({condition})" in text and hint in text
    # The steps that depend on it say so, too.
    assert "only if: Audience: External and Publishing status: Testing" in plain(printed(machine))
    assert machine.run("set", "audience", "external", *machine.unlock).status == 0
    text = plain(printed(machine))
    assert "Publishing status: " in text and "(only if: Audience: External)" not in text


def test_a_value_that_nobody_has_chosen_yet_is_not_printed(filled):
    def split(document):
        entry = document["profiles"]["default"]["project_id"]
        entry["conflicting"] = [entry | {"value": "another", "time": "2026-11-23T12:00:00Z"}]
    agewriter.rewrite(filled.vault, dummies.PASSPHRASE, split)
    text = printed(filled, *filled.unlock)
    assert dummies.VALUES["project_id"] not in text and "another-" not in text
    assert dummies.VALUES["app_name"] in text
