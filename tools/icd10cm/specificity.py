"""Which codes say less than a sibling could, along which axis, and what the alternatives are.

A title that says "unspecified" says it for the first time somewhere on the way from its category down to the code;
that node introduces an axis, and its siblings are the alternatives. Two things keep the alternatives clean:

* an alternative keeps what the code already says. For a hand injury of unspecified type, an injury of the thumb is not an
  alternative; the part of a sibling that is about the hand is used, and a sibling without such a part is dropped;
* a code for the rest ("other specified") says nothing more and is never an alternative.

A sibling is named by its code if it leads to exactly one, or else by its family ("M54.1-").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from axes import axis, open_axes
from tabular import Node
from words import ONE_SIDE, SIDES, content, coordinated, distinction, head, is_other, markers, stem, tokens

#: More alternatives along one axis are no help to anybody.
MOST = 12
#: A sibling "other ..." is replaced by its parts where these are few.
FEW_PARTS = 6


_QUALIFIED = re.compile(r"\bunspecified ([a-z-]+)(?: (?:and|or) ([a-z-]+))?(?= [a-z])")
_PART_OF = re.compile(r"\bunspecified (?:part|site|area)s? of (?:unspecified )?([a-z]+(?: [a-z]+)?)")
_QUALIFIED_BEHIND = re.compile(r"\b([a-z-]+),? (?:unspecified|not specified)\b")


@dataclass(frozen=True)
class Alternative:
    """A code or, with a hyphen at its end, a family, and the phrases that distinguish it."""

    code: str
    terms: tuple[str, ...]


@dataclass(frozen=True)
class Lack:
    """An axis along which a code is not specified, and the node that introduces it."""

    axis: str
    node: str
    alternatives: tuple[Alternative, ...]


def lacks(leaf: Node, live: Callable[[Node], bool]) -> list[Lack]:
    """The axes that a leaf code does not specify; empty for a specific code."""
    introduced = []
    above = ""
    for node in reversed([node for node in leaf.chain() if "-" not in node.code]):
        more = markers(node.title) - markers(above)
        if more > 0 or (more == 0 and open_axes(node.title) - open_axes(above)):
            introduced.append((node, above))
        above = node.title
    # A header may not specify what the titles below it do: "unspecified fracture of skull" has sides below it.
    kept = introduced[-markers(leaf.title) :] if markers(leaf.title) else []
    found = []
    for node, above in kept:
        alternatives = _alternatives(leaf, node, live)
        name = axis(node.title, above, [list(each.terms) for each in alternatives])
        if leaf.code[0] in "AB" and name == "cause":
            name = "organism"
        elif leaf.code[0] == "F" and name == "complication" and "complication" not in node.title:
            name = "type"
        if name == "site":
            alternatives = [each for each in alternatives if "remission" not in " ".join(each.terms)]
        found.append(Lack(name, node.code, tuple(alternatives)))
    return found


def is_default(leaf: Node, live: Callable[[Node], bool]) -> bool:
    """Whether a code says that a condition has none of the complications that its neighbours name."""
    title = leaf.title.lower().replace(",", "")
    if not title.endswith((" without complications", " without complication", " uncomplicated")) or not leaf.parent:
        return False
    stemmed = content(leaf.parent.title)
    beside = [node for node in leaf.parent.children if node is not leaf and live(node)]
    return any(re.search(r"\b(with|following)\b", node.title) and stemmed & content(node.title) for node in beside)


def _alternatives(leaf: Node, node: Node, live: Callable[[Node], bool]) -> list[Alternative]:
    """The alternatives, from the nearest level that has any."""
    own = content(leaf.title)
    introducing = node
    parts: list[Alternative] = []
    while parent := node.parent:
        specific, rest = _siblings(node, parent, introducing, live)
        for kept in _ever_less(own, introducing, parent):
            fitting = _fitting(specific, own, kept, parent, introducing, live)
            parts = parts or _fitting(rest, own, kept, parent, introducing, live)
            if fitting:
                # A code below "other ..." belongs with them only if its name says the same thing.
                alike = _fitting(
                    [part for part in rest if kept <= content(part.title)], own, kept, parent, introducing, live
                )
                return sorted(_best(fitting + alike), key=lambda each: each.code)
        if specific or "-" in parent.code or "-" in (parent.parent or parent).code:
            break
        # Its only neighbour is "other": the alternatives are one level higher, within the category.
        node = parent
    return sorted(_best(parts), key=lambda each: each.code)


def _ever_less(own: frozenset[str], introducing: Node, parent: Node) -> Iterator[frozenset[str]]:
    """The words that alternatives must keep; if none does, without the words that the marker belongs to.

    "Unspecified intracapsular fracture" is any such fracture, a neighbour of "use, unspecified" is "abuse", and neighbours
    of "unspecified part of lower leg" are the thigh and the calf.
    """
    yield own
    title = introducing.title.lower()
    before = {stem(word) for match in _QUALIFIED.findall(title) for word in match if word}
    if before & own:
        yield own - before
    behind = {stem(word) for word in _QUALIFIED_BEHIND.findall(title)}
    rest = own - behind - content(parent.title) - SIDES
    if behind & own and any(not word.startswith("without ") for word in rest):
        yield own - behind
    if introducing.parent is parent:
        whole = {stem(word) for words in _PART_OF.findall(title) for word in words.split()}
        if whole & own:
            yield own - whole


def _fitting(
    siblings: list[Node],
    own: frozenset[str],
    kept: frozenset[str],
    parent: Node,
    introducing: Node,
    live: Callable[[Node], bool],
) -> list[Alternative]:
    """The siblings that keep the words of the code, each narrowed to the part with the same subject."""
    across = "-" in parent.code
    need = kept - content(introducing.title) if across else _need(kept, parent)
    given = frozenset() if across else content(parent.title)
    one_sided = [content(sibling.title) - SIDES for sibling in siblings if content(sibling.title) & ONE_SIDE]
    found = []
    for sibling in siblings:
        if across and head(introducing.title) not in content(sibling.title):
            continue
        target, covered = _narrow(sibling, need, live)
        missing = {word for word in need - covered - SIDES if not word.startswith("without ")}
        if one_sided and "bilateral" in content(sibling.title):
            # "Impacted cerumen, bilateral" does not name the ear that its neighbours name.
            missing -= frozenset.intersection(*one_sided)
        if missing or _contradicts(own, target):
            continue
        given |= {"eye"} if "eyelid" in own else set()
        terms = distinction(target.title, own | given) or distinction(target.title, own)
        if terms:
            name = target.code + ("-" if any(live(child) for child in target.children) else "")
            found.append(Alternative(name, tuple(terms)))
    return found


def _best(found: list[Alternative]) -> list[Alternative]:
    """The shortest, if there are too many."""
    return sorted(found, key=lambda each: sum(len(term.split()) for term in each.terms))[:MOST]


def _siblings(
    node: Node, parent: Node, introducing: Node, live: Callable[[Node], bool]
) -> tuple[list[Node], list[Node]]:
    """The more specific neighbours of a node, and the parts of its "other ..." neighbours."""
    specific, parts = [], []
    lacking = markers(introducing.title)
    for sibling in parent.children:
        if sibling is node or not live(sibling) or markers(sibling.title) >= lacking:
            continue
        if not is_other(sibling.title, introducing.title):
            specific.append(sibling)
            continue
        named = [
            part
            for part in sibling.children
            if live(part) and not is_other(part.title, introducing.title) and markers(part.title) < lacking
        ]
        if len(named) <= FEW_PARTS:
            parts += named
    return specific, parts


def _need(own: frozenset[str], parent: Node) -> frozenset[str]:
    """What the code says beyond its parent, which an alternative must keep."""
    given = content(parent.title)
    need = own - given
    if coordinated(parent.title) and given - own:
        # The code is about one of several things that its parent names.
        need |= own & _listed(parent.title)
    return need


@cache
def _listed(title: str) -> frozenset[str]:
    """The content words next to "and", "or" and commas."""
    words = tokens(title)
    found: set[str] = set()
    for at, word in enumerate(words):
        if word in ("and", "or", ","):
            for near in words[max(at - 2, 0) : at + 3]:
                found |= content(near)
    return frozenset(found)


def _narrow(node: Node, need: frozenset[str], live: Callable[[Node], bool]) -> tuple[Node, frozenset[str]]:
    """The part of a sibling with the same subject as the code, and which of its words that part contains."""
    while missing := need - content(node.title):
        gains = [(len(missing & _everything(child)), child) for child in node.children if live(child)]
        most = max((gain for gain, _ in gains), default=0)
        fit = [child for gain, child in gains if most and gain == most]
        # "In remission" rather than "not having achieved remission".
        plain = [child for child in fit if not content(child.title) - content(node.title) - need]
        fit = plain if len(plain) == 1 else fit
        if len(fit) != 1:
            return node, need & _everything(node)
        node = fit[0]
    return node, need


@cache
def _everything(node: Node) -> frozenset[str]:
    return frozenset().union(*(content(each.title) for each in node.below()))


_OPPOSITES = (
    ("right", "left"), ("upper", "lower"), ("closed", "open"), ("displaced", "nondisplaced"), ("acute", "chronic"),
    ("male", "female"), ("internal", "external"), ("anterior", "posterior"), ("primary", "secondary"), ("unilateral", "bilateral"),
    ("right", "bilateral"), ("left", "bilateral"), ("with", "without"),
)  # fmt: skip


def _contradicts(own: frozenset[str], target: Node) -> bool:
    """Whether an alternative says the opposite of what the code says."""
    there = content(target.title)
    if any(word.startswith("without ") and word[8:] in there and word[8:] not in own for word in own):
        return True
    return any(
        (a in own and b not in own and b in there and a not in there)
        or (b in own and a not in own and a in there and b not in there)
        for a, b in _OPPOSITES
    )
