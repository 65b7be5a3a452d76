# A real decoder (zbar) for what krok draws: half blocks of a terminal, SVG of a page.
import re
import subprocess
import tempfile

from PIL import Image
from pyzbar import pyzbar

SCALE = 8
DRAWN = {" ": (0, 0), "▀": (1, 0), "▄": (0, 1), "█": (1, 1)}
COLOURED = "\x1b[38;5;16;48;5;231m"


def blocks(text):
    """The lines of a picture in characters, and whether they name black and white."""
    lines = [line for line in re.split(r"[\r\n]+", text)
             if re.sub(r"\x1b\[[0-9;]*m", "", line) and not set(
                 re.sub(r"\x1b\[[0-9;]*m", "", line)) - set(DRAWN)]
    coloured = [line.startswith(COLOURED) for line in lines]
    assert lines and len(set(coloured)) == 1
    return [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in lines], coloured[0]


def image(lines, ink, paper):
    """What a terminal shows with these two grey values."""
    width = max(map(len, lines))
    picture = Image.new("L", (width * SCALE, 2 * len(lines) * SCALE), paper)
    for row, line in enumerate(lines):
        for column, sign in enumerate(line):
            for half, drawn in enumerate(DRAWN[sign]):
                if drawn:
                    left, top = column * SCALE, (2 * row + half) * SCALE
                    picture.paste(ink, (left, top, left + SCALE, top + SCALE))
    return picture


def on_background(picture, grey):
    """The picture in the middle of a window of one colour."""
    window = Image.new("L", (picture.width + 200, picture.height + 200), grey)
    window.paste(picture, (100, 100))
    return window


def decoded(picture):
    return [found.data.decode() for found in pyzbar.decode(picture)]


def page_picture(page):
    """The page's own SVG, drawn by librsvg."""
    svg = re.search(r"<svg.*?</svg>", page, re.S)[0]
    with tempfile.NamedTemporaryFile(suffix=".png") as file:
        subprocess.run(["rsvg-convert", "-w", "410", "-o", file.name],
                       input=svg.encode(), check=True)
        return Image.open(file.name).convert("L")
