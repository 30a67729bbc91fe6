"""The codes that a note of the tabular list names: "low back strain (S39.012)", "diabetes (E08-E13 with .41)".

A note prints its codes in brackets. Ranges and families are kept as ranges; a condition ("with 7th character B",
"with .41", "with fifth character 2") is kept with them, because a range without its condition would exclude pairs
of codes that the list allows. Brackets that are not fully understood count as naming no code.

A reference is written `LOW-HIGH`, both without dots and each including everything below it, followed by `/` and the
condition if there is one:

* `/7=BC`: the seventh character is one of these
* `/5=4`: the fifth character, counted without the dot, is this one
* `/56=1234`: the fifth or the sixth character is one of these
* `/.41`: the text after the category begins with this
* `/~23`: the code ends with this
"""

from __future__ import annotations

import re

CODE = r"[A-Z][0-9A-Z][0-9AB](?:\.[0-9A-Z]{0,4})?"
ITEM = re.compile(rf"({CODE})[.-]*(?:\s*(?:-|to)\s*({CODE})[.-]*)?")
POSITIONS = {"4th": "4", "fourth": "4", "5th": "5", "fifth": "5", "sixth": "6", "six": "6", "6th": "6"}


def references(note: str) -> list[str]:
    """The references of a note, in order; empty if it names no code, or only in a form that is not understood."""
    found: list[str] = []
    for bracket in re.findall(r"\(([^()]*)\)", note):
        if re.search(r"\b[A-Z][0-9][0-9AB](?![A-Z])", bracket):
            found += _bracket(bracket) or []
    return found


def _bracket(text: str) -> list[str] | None:
    codes, _, condition = re.sub(r",?\s*with\s+", "\t", text, count=1).partition("\t")
    ending = _condition(condition.strip())
    if ending is None:
        return None
    found = []
    for item in re.split(r"\s*[,;]\s*(?:and\s+)?|\s+and\s+|\s+or\s+|\.\s+", codes.strip().rstrip(".-,")):
        match = ITEM.fullmatch(item)
        if not match:
            return None
        low = match[1].replace(".", "")
        found += [f"{low}-{(match[2] or low).replace('.', '')}{end}" for end in ending]
    return found


def _condition(text: str) -> list[str] | None:
    """The written conditions, of which one must hold; None if the text is not understood."""
    if not text:
        return [""]
    if match := re.fullmatch(r"(?:7th|seventh) characters? ([A-Z](?:(?:,| or) ?[A-Z])*)", text):
        return ["/7=" + "".join(re.findall(r"[A-Z]", match[1]))]
    if text == "open fracture 7th character":
        return ["/7=BC"]
    if match := re.fullmatch(r"final characters? (?:-?(\d+)|\.(\d+)(?: or \.(\d+))?)", text):
        return [f"/~{match[1]}"] if match[1] else [f"/.{suffix}" for suffix in match.groups()[1:] if suffix]
    if match := re.fullmatch(r"(\w+)(?: or (\w+))?[ -]characters? \.?(\d)(?:-(\d))?(?: or (\d))?", text):
        first, second = POSITIONS.get(match[1]), POSITIONS.get(match[2] or match[1])
        if not first or not second:
            return None
        digits = "".join(map(str, range(int(match[3]), int(match[4] or match[3]) + 1))) + (match[5] or "")
        return [f"/{first if first == second else first + second}={digits}"]
    if match := re.fullmatch(r"fifth to sixth characters (\d\d)", text):
        return [f"/.{digit}{match[1]}" for digit in "123456789"]
    if match := re.fullmatch(r"\.(\d+)-\.(\d+)", text):
        return [f"/.{n}" for n in range(int(match[1]), int(match[2]) + 1)]
    if re.fullmatch(r"\.\d+-?(?:[,.] ?\.\d+)*", text):
        return [f"/.{suffix}" for suffix in re.findall(r"\.(\d+)", text)]
    return None
