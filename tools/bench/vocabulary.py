"""A vocabulary several times as large, for measuring what more topics will cost.

A copy of every lexicon with other names and other words: each word of four letters or more has its letters moved on by
a step, so that it is a word of the same length that a note does not contain. Short words stay (`in`, `the`, `at`),
as they do between the vocabularies of two topics; so do the lists of `words.yaml`, which topics share.
"""

import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
LEXICONS = ROOT / "rules/lexicons"
KEYS = {"terms", "exact", "phrases", "patterns", "except", "not-near", "only-near", "within", "concepts", "words", "in", "extend"}


def moved(word, step):
    return "".join(chr((ord(c) - 97 + step) % 26 + 97) if "a" <= c <= "z" else c for c in word)


def copy(text, shared, step):
    """The YAML of a lexicon with other names and words, or None if it has parts that cannot be copied."""
    text = re.sub(r"^lexicon: (.*)$", rf"lexicon: \1-copy{step}", text, flags=re.MULTILINE)
    lines, part, block = [], None, None
    for line in text.split("\n"):
        top = re.match(r"([a-z-]+):", line)
        name = re.match(r"  ([a-z0-9-]+):(.*)", line)
        key = re.match(r" +([a-z-]+):(.*)$", line)
        indent = len(line) - len(line.lstrip())
        if block is not None and line.strip() and indent <= block:
            block = None
        if top:
            part = top[1]
            lines.append(line)
        elif name and block is None and part in ("concepts", "words"):
            lines.append(f"  {name[1]}-copy{step}:{words(name[2], shared, step)}")
        elif block is not None or not key or line.lstrip().startswith(("#", "-")) or key[1] not in KEYS:
            lines.append(line if line.lstrip().startswith("#") else words(line, shared, step))
        else:
            if key[2].strip() in ("|", "|-"):
                block = indent
            value = key[2] if key[1] in ("within", "in") else words(key[2], shared, step)
            lines.append(line[: key.start(2)] + value)
    return "\n".join(lines)


def words(text, shared, step):
    """The same with other words; the name of a list changes only where the copy has a list of its own."""

    def piece(match):
        if match[1]:
            name, dots = re.match(r"\{([^}.]*)(\.*)\}", match[1]).groups()
            known = name in shared or not re.fullmatch(r"[a-z0-9-]+", name) or name in CLASSES or name[0].isdigit()
            return match[1] if known else f"{{{name}-copy{step}{dots}}}"
        is_key = match[0] in KEYS and text[match.end() : match.end() + 1] == ":"
        return match[0] if is_key or len(match[0]) < 4 else moved(match[0], step)

    return re.sub(r"(\{[a-z0-9-]+\.*\})|[a-z]+", piece, text)


CLASSES = set(
    "number digits ordinal year level clock word sign blank ticked unticked numeric-date fraction-span start end first last"
    " date duration moment time-unit range score month weekday".split()
)


def write(folder, times):
    """Writes copies of the built-in lexicons into a folder, which with them are `times` as many."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {path.stem: path.read_text() for path in sorted(LEXICONS.glob("*.yaml"))}
    # A lexicon that has only lists shares them; one of headings or cues has no vocabulary.
    shares = [text for text in texts.values() if not re.search(r"^(concepts|headings|cues):", text, re.MULTILINE)]
    shared = {name for text in shares for name in re.findall(r"^  ([a-z0-9-]+):", text, re.MULTILINE)}
    for step in range(1, times):
        for stem, text in texts.items():
            if re.search(r"^concepts:", text, re.MULTILINE):
                (folder / f"{stem}-copy{step}.yaml").write_text(copy(text, shared, step))
