"""Notes for measurements, made of the project's own: the example notes and those of the reading test.

Each note has about 2.7 KB, the size of an ordinary visit. Notes of a longer corpus are other combinations of the
same paragraphs, so that no two are alike and the same call always gives the same text.
"""

import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SIZE = 2700


def own_notes():
    """Every note of the project, in a fixed order."""
    notes = [path.read_text() for path in sorted((ROOT / "examples/notes").glob("*.txt"))]
    for path in sorted((ROOT / "tests/reading").glob("*.yaml")):
        notes += blocks(path.read_text())
    return [note.strip() for note in notes if note.strip()]


def blocks(yaml):
    """The texts under `note: |-`, without their indentation."""
    for block in re.findall(r"^  note: \|-?\n((?:    .*\n|\s*\n)+)", yaml, re.MULTILINE):
        yield re.sub(r"^    ", "", block, flags=re.MULTILINE)


def notes(count):
    """So many notes of about SIZE bytes."""
    own = own_notes()
    made = []
    for at in range(count):
        # The step walks through all notes in another order on each round.
        step = 1 + at // len(own) * 2
        text, next_one = own[at % len(own)], at
        while len(text.encode()) < SIZE:
            next_one += step
            text += "\n\n" + own[next_one % len(own)]
        cut = text.encode()[: SIZE + 300].decode(errors="ignore")
        made.append(cut[: cut.rfind("\n")] + "\n")
    return made


def one_note(size):
    """One text of so many bytes, made of whole notes."""
    parts, length = [], 0
    own = own_notes()
    while length < size:
        parts.append(own[len(parts) % len(own)])
        length += len(parts[-1].encode()) + 2
    return "\n\n".join(parts)


def write(folder, count):
    """Writes so many notes into a folder; returns their bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    total = 0
    for at, text in enumerate(notes(count)):
        (folder / f"{at:05}.txt").write_text(text)
        total += len(text.encode())
    return total
