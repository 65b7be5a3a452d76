"""Writes a sound guide in two languages whose texts have about so many bytes each, for measuring lint.

bigguide.py FOLDER BYTES
"""
import pathlib
import sys

WORDS = {
    "pl": ("Przewodnik", "Krok", "Otwórz stronę **Klienci** i sprawdź, czy wartość jest właściwa; "
           "zajrzyj też do [poprzedniego opisu](https://example.com/pl/opis).", "Zapisz `wartość` i wróć.",
           "Nazwa: tak, jak ją widzisz"),
    "en": ("A guide", "Step", "Open the page **Clients** and check that the value is the right one; "
           "see the [description](https://example.com/en/opis) as well.", "Save the `value` and go back.",
           "Name: as you see it"),
}


def text(language: str, steps: int, repeated: int = 1) -> str:
    title, step, sentence, task, name = WORDS[language]
    parts = [f"# {title}\n\n{sentence}\n".replace("**", "*")]
    for number in range(steps):
        parts.append(
            f"\n## {step} {number}\n<!-- step: s-{number} -->\n\n"
            + f"{sentence} {sentence}\n\n" * repeated +
            f"- [ ] {task} <!-- task: a -->\n- [ ] {task} <!-- task: b -->\n\n"
            "| a | b |\n|---|---|\n| `x` | *y* |\n\n```\nkrok status\n```\n\n"
            f"- {name} <!-- input: i_{number} -->\n")
    return "".join(parts)


def main() -> None:
    folder, size = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    # A guide has a thousand steps at most: beyond that, the steps grow.
    repeated = 1 + size // 300_000
    one = len(text("pl", 2, repeated).encode()) - len(text("pl", 1, repeated).encode())
    steps = max(1, size // (one + 6))
    folder.mkdir(parents=True)
    for language in WORDS:
        (folder / f"{language}.md").write_text(text(language, steps, repeated))
    manifest = [f"id: {folder.name}\nsource: pl\nlocales: [pl, en]\ninputs:\n"]
    manifest += [f"  i_{n}: {{ kind: text }}\n" for n in range(steps)]
    manifest += ["steps:\n"]
    manifest += [f"  - {{ id: s-{n}, minutes: 3, asks: [i_{n}] }}\n" for n in range(steps)]
    manifest += ["labels:\n  clients: { en: Clients, pl: Klienci }\n"]
    (folder / "guide.yml").write_text("".join(manifest))


main()
