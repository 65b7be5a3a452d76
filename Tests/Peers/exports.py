# What a whole export has to be, in every format, judged by other programs' readers.
import csv
import html.parser
import json
import pathlib
import re
import subprocess

EXPECTED = pathlib.Path(__file__).parent / "expected"
# `facts/yetiforce.md`, "Fields, in form order".
NAMES = [
    "name", "auth_method", "oauth_provider", "client_id", "client_secret", "redirect_uri_id",
    "status", "visible", "validate_cert", "imap_encrypt", "imap_host", "imap_port",
    "smtp_encrypt", "smtp_host", "smtp_port", "spellcheck", "ip_check", "identities_level",
]


def export(machine, unlock, kind, *options):
    got = machine.run("export", "--as", kind, *options, *unlock)
    assert (got.status, got.err) == (0, ""), got.err
    return got.out


def whole_json(machine, unlock, expected):
    """The revealed JSON, whole, against the file that was written from the design."""
    found = json.loads(export(machine, unlock, "json", "--reveal"))
    assert [field["name"] for field in expected["fields"]] == NAMES
    assert found == expected
    # The order of members and fields is part of the format.
    assert json.dumps(found) == json.dumps(expected)


def masked_json(machine, unlock, expected, secrets):
    """Without --reveal no secret stands anywhere, and everything else does."""
    text = export(machine, unlock, "json")
    for secret in secrets:
        assert secret not in text
    found = json.loads(text)
    for field, whole in zip(found["fields"], expected["fields"], strict=True):
        wanted = whole["masked"] if whole["secret"] else whole["value"]
        assert (field["name"], field["value"]) == (whole["name"], wanted)
    assert found["redirect_uri"]["value"] == expected["redirect_uri"]["masked"]


def rows(expected):
    values = {field["name"]: field["value"] for field in expected["fields"]}
    return values | {"redirect_uri": expected["redirect_uri"]["value"]}


def read_csv(machine, unlock, expected):
    text = machine.folder / "form.csv"
    got = machine.run("export", "--as", "csv", "--reveal", "--output", text, *unlock)
    assert got.status == 0, got.err
    assert text.stat().st_mode & 0o7777 == 0o600
    with open(text, newline="", encoding="utf-8") as file:
        read = list(csv.reader(file, strict=True))
    assert read[0] == ["name", "label_pl", "label_en", "value"]
    assert {row[0]: row[3] for row in read[1:]} == rows(expected)
    labels = [[f["name"], f["label"]["pl"], f["label"]["en"], f["value"]]
              for f in expected["fields"]]
    assert read[1:19] == labels
    text.unlink()


def source_env(machine, unlock, expected, shell="/bin/sh"):
    """The file is sourced by a real shell, whose variables are compared byte by byte."""
    script = machine.folder / "form.env"
    script.write_text(export(machine, unlock, "env", "--reveal"))
    wanted = {"YETIFORCE_" + name.upper(): value for name, value in rows(expected).items()}
    code = 'set -eu; . "$1"; printf "%s\\0" ' + " ".join(f'"${name}"' for name in wanted)
    done = subprocess.run(
        [shell, "-c", code, "sh", str(script)], capture_output=True, check=True,
        cwd=machine.folder, env={"PATH": "/usr/bin:/bin"})
    assert done.stderr == b""
    assert dict(zip(wanted, done.stdout.decode().split("\0"))) == wanted
    script.unlink()


class Page(html.parser.HTMLParser):
    """Collects the words of a page, and whatever would be fetched from elsewhere."""

    VOID = {"meta", "link", "br", "hr", "input", "img", "col"}

    def __init__(self):
        super().__init__()
        self.words, self.outside, self.open, self.tags = [], [], [], set()

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        if tag not in self.VOID:
            self.open.append(tag)
        for name, value in attributes:
            if name in ("src", "href", "srcset", "action", "data", "poster", "background"):
                self.outside.append((tag, name, value))
            if re.search(r"url\(|@import", value or ""):
                self.outside.append((tag, name, value))

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, f"</{tag}> closes nothing"

    def handle_data(self, data):
        (self.outside if re.search(r"url\(|@import", data) else self.words).append(data)


def read_html(machine, unlock, expected, lang):
    page = Page()
    text = export(machine, unlock, "html", "--reveal")
    page.feed(text)
    page.close()
    assert page.open == [] and page.outside == [] and "script" not in page.tags
    words = "\n".join(page.words)
    assert expected["profile"] in words and expected["redirect_uri"]["value"] in words
    for field in expected["fields"]:
        # What is picked or ticked stands in the form's own words.
        told = field["shown"][lang] if "shown" in field else field["value"]
        assert field["label"][lang] in words and told in words
    assert f'lang="{lang}"' in text and text.lower().startswith("<!doctype html>")


def read_text(machine, unlock, expected, lang, kind):
    """The table and the Markdown page name every field in order, with its value or its words."""
    text = export(machine, unlock, kind, "--reveal")
    at = 0
    for field in expected["fields"]:
        at = text.index(field["label"][lang], at)
        at = text.index(field["shown"][lang] if "shown" in field else field["value"], at)
    assert expected["redirect_uri"]["value"] in text[at:]
    assert "\x1b" not in text


def every_format(machine, unlock, lang, secrets):
    expected = json.loads((EXPECTED / f"export.{lang}.json").read_text())
    masked_json(machine, unlock, expected, secrets)
    read_csv(machine, unlock, expected)
    source_env(machine, unlock, expected)
    read_html(machine, unlock, expected, lang)
    for kind in ("table", "markdown"):
        read_text(machine, unlock, expected, lang, kind)
        masked = export(machine, unlock, kind)
        assert not any(secret in masked for secret in secrets)
    whole_json(machine, unlock, expected)
