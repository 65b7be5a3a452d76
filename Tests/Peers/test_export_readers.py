# Hostile values stay values in every export: a shell, csv and an HTML parser are the judges.
import csv
import io
import json

import exports
import pytest

HOSTILE = {
    "formula": "=HYPERLINK(\"http://example.invalid\";A1)",
    "plus": "+1+cmd|' /C calc'!A0",
    "shell": "$(touch pwned) `id` 'one' \"two\" \\ ; rm -rf x # & | > f",
    "html": "<script>alert(1)</script> &amp; <img src=http://example.invalid/x>",
    "markdown": "a|b `c` [d](http://example.invalid) **e**",
}


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_value_stays_a_value_in_every_export(filled, value):
    assert len(value) <= 100
    done = filled.run("set", "redirect_app", value, *filled.unlock)
    assert done.status == 0, done.err
    expected = json.loads(exports.export(filled, filled.unlock, "json", "--reveal"))
    assert exports.rows(expected)["redirect_uri_id"] == value
    for shell in ("/bin/sh", "/bin/bash"):
        exports.source_env(filled, filled.unlock, expected, shell)
    assert not (filled.folder / "pwned").exists()
    text = exports.export(filled, filled.unlock, "csv", "--reveal")
    cell = {row[0]: row[3] for row in csv.reader(io.StringIO(text), strict=True)}
    assert cell["redirect_uri_id"] == ("'" + value if value[0] in "=+-@" else value)
    exports.read_html(filled, filled.unlock, expected, "en")
