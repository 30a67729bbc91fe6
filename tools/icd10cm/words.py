"""What titles say, word by word: markers of missing specificity, content words, and what distinguishes two titles."""

from __future__ import annotations

import itertools
import re
import unicodedata
from functools import cache

_MARKER = re.compile(r"\b(?:unspecified|not otherwise specified|not specified|nos)\b")
#: Combinations that contain the word and yet say something: "chronic or unspecified", a fetus that does not apply.
_NO_MARKER = re.compile(
    r"\b(?:other|other specified|secondary|suppurative|respiratory) and unspecified\b"
    r"|\b(?:acute|chronic|complete|sporadic|single) or unspecified\b|\bnot applicable or unspecified\b|\bnos or without\b|\bunspecified as to episode[a-z ]*"
)
_REST = re.compile(
    r"\bother\b|\bmultiple sites\b|\boverlapping\b|\bdiseases classified elsewhere\b|\bunable to determine\b|\bunknown\b"
)
#: Says what is not said: "not specified as recurrent".
_NOT_SAID = re.compile(r"\bnot specified as [a-z]+")
_NOT_ELSEWHERE = re.compile(r",? not elsewhere classified|,? nec\b")
_BRACKET = re.compile(r"\s*[\(\[][^()\[\]]*[\)\]]")
_TOKEN = re.compile(r"[a-z0-9]+(?:[-'][a-z0-9]+)*|,|;")

FUNCTION = frozenset(
    "a an and any are as at be by during due elsewhere following for from has having in into is it its nor not of on onto"
    " or other others per so specified stated than that the these this those through to unspecified upon was when which"
    " whether with within without classified".split()
)
#: Nouns that name an axis and no thing: "unspecified site", "unspecified type".
AXIS_NOUNS = frozenset(
    "agent area behavior cause circumstance classification degree duration episode extent form kind level location"
    " nature organism part region severity side site stage state status trimester type whether depth class grade time size number onset joint portion".split()
)
ONE_SIDE = frozenset(["right", "left"])
SIDES = ONE_SIDE | {"bilateral"}

_BEHIND_HEAD = frozenset(", ; of in with due following affecting complicating as without to".split())

_NUMBERED = AXIS_NOUNS | {"trisomy", "fetus", "vitamin", "group"}
_ORDINAL = re.compile(r"\d+[a-z]?|[ivx]+[ab]?|[a-z]")

_IRREGULAR = {
    "testes": "testis", "vertebrae": "vertebra", "fungi": "fungus", "bacterial": "bacteria", "feet": "foot",
    "teeth": "tooth", "diseases": "disease", "viruses": "virus", "viral": "virus", "calculi": "calculus",
    "bronchi": "bronchus", "cardiac": "heart", "renal": "kidney", "metastases": "metastasis",
}  # fmt: skip


def markers(title: str) -> int:
    """How many times a title says that something is not specified."""
    return len(_MARKER.findall(_NO_MARKER.sub(" ", title.lower())))


def is_other(title: str, beside: str = "") -> bool:
    """Whether a title groups what has no specific code, more than the neighbouring title does."""
    return len(_REST.findall(title.lower())) > len(_REST.findall(beside.lower()))


@cache
def stem(word: str) -> str:
    """One form for singular and plural."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending, instead in (
        ("ies", "y"),
        ("oses", "osis"),
        ("sses", "ss"),
        ("ches", "ch"),
        ("xes", "x"),
        ("ices", "ex"),
    ):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)] + instead
    if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def tokens(title: str) -> list[str]:
    """Lower-case words and commas; text in brackets is only an explanation and is left out."""
    text = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    short = _BRACKET.sub("", text)
    found: list[str] = []
    for word in _TOKEN.findall(_NOT_SAID.sub("", _NOT_ELSEWHERE.sub("", short if short.strip() else text))):
        if len(word) <= 3 and found and found[-1] in _NUMBERED and _ORDINAL.fullmatch(word):
            # "stage 2" is one word: the 2 of "type 2" is another.
            found[-1] += " " + word
        else:
            found.append(word)
    return found


@cache
def content(title: str) -> frozenset[str]:
    """The stems of the words that name a thing; "without x" is another thing than "with x"."""
    found = set()
    denied = False
    for word in tokens(title):
        if word in ("without", "no"):
            denied = True
        elif word in ("with", ",", ";"):
            denied = False
        elif word not in FUNCTION and word not in AXIS_NOUNS:
            denied = denied and word not in SIDES
            found.add(("without " if denied else "") + stem(word))
    # "right eye, unspecified eyelid" is a neighbour of "right upper eyelid".
    return frozenset(found - {"eye"} if "eyelid" in found else found)


def head(title: str) -> str:
    """The noun that a title is about: "lump" of "unspecified lump in breast"."""
    words = list(itertools.takewhile(lambda word: word not in _BEHIND_HEAD, tokens(title)))
    return next((stem(word) for word in reversed(words) if word not in FUNCTION and word not in AXIS_NOUNS), "")


def coordinated(title: str) -> bool:
    """Whether a title names several things: "wrist, hand and fingers"."""
    return bool(re.search(r"\b(?:and|or)\b", title.lower()))


def distinction(title: str, known: frozenset[str]) -> list[str]:
    """The phrases of a title that say more than the words known, in order."""
    runs: list[list[str]] = []
    run: list[str] = []
    joint = ""

    def close() -> None:
        while run and (run[-1] in FUNCTION or run[-1] in (",", ";")):
            run.pop()
        if run:
            runs.append(run.copy())
        run.clear()

    denied = False
    for word in tokens(title):
        if word in (",", ";"):
            close()
            joint, denied = "", False
            continue
        if word in ("without", "with", "due"):
            close()
            joint, denied = "due to" if word == "due" else word, word == "without"
            continue
        denied = denied and word not in SIDES
        fresh = (
            word not in FUNCTION and ("without " if denied else "") + stem(word) not in known
            and (word not in AXIS_NOUNS or bool(run))
        )  # fmt: skip
        if fresh:
            if joint and not run:
                run.append(joint)
                joint = ""
            run.append(word)
        elif word in FUNCTION and run and word not in ("as", "unspecified", "specified", "other"):
            run.append(word)
        else:
            close()
            joint = joint if word in FUNCTION else ""
    close()
    return list(dict.fromkeys(" ".join(r) for r in runs))
