"""The committed files, as lists of lines: plain tab-separated tables, so that a release can be reviewed."""

from __future__ import annotations

from axes import axis
from codeset import CodeSet
from edits import Period
from references import references
from specificity import is_default
from tabular import Node
from words import content, distinction, is_other, markers

#: The release whose codes are current, and the day it takes effect.
RELEASE = "FY2027"
EFFECTIVE = 20261001


def tables(codes: CodeSet) -> dict[str, list[str]]:
    """File name to lines, without line feeds."""
    nodes = sorted(codes.nodes.values(), key=lambda node: node.code)
    return {
        "release.tsv": ["name\tvalue", f"release\t{RELEASE}", f"effective\t{EFFECTIVE}"],
        "codes.tsv": ["code\tfirst\tlast\tattributes\tclass\tseventh\ttitle", *(_code(codes, node) for node in nodes)],
        "seventh.tsv": ["code\tcharacter\tmeaning\taxis\tterms", *(row for node in nodes for row in _seventh(node))],
        "notes.tsv": ["code\tkind\ttext\treferences", *(row for node in nodes for row in _notes(codes, node))],
        "specificity.tsv": [
            "code\taxis\tnode\talternatives",
            *(row for node in nodes if _billable(codes, node) for row in _specificity(codes, node)),
        ],
        "conversions.tsv": [
            "old\tnew\tday",
            *(f"{old}\t{new}\t{day}" for old, new, day in codes.conversions if _retired(codes, old) and old != new),
        ],
    }


def _billable(codes: CodeSet, node: Node) -> bool:
    return node.code in codes.periods or node.code in codes.seventh


def _retired(codes: CodeSet, code: str) -> bool:
    return code in codes.periods and codes.periods[code].last is not None


def _code(codes: CodeSet, node: Node) -> str:
    period = codes.periods.get(node.code)
    kind = ""
    if _billable(codes, node):
        kind = "U" if codes.lacks(node.code) else "D" if is_default(node, codes.live) else ""
    groups: dict[str, str] = {}
    for character, each in sorted(codes.seventh.get(node.code, {}).items()):
        text = f"{each.first}:{each.last or ''}:{_attributes(each)}"
        groups[text] = groups.get(text, "") + character
    seventh = " ".join(f"{characters}:{text}" for text, characters in groups.items())
    first, last, attributes = (
        (str(period.first), str(period.last or ""), _attributes(period)) if period else ("", "", "")
    )
    return "\t".join((node.code, first, last, attributes, kind, seventh, node.title))


def _attributes(period: Period) -> str:
    return "+".join([*([period.level] if period.level else []), *period.edits])


def _seventh(node: Node) -> list[str]:
    rows = []
    for character, meaning in sorted(node.seventh.items()):
        name = terms = ""
        if markers(meaning):
            others = [m for m in node.seventh.values() if not markers(m) and not is_other(m)]
            name = axis(meaning, "", [distinction(other, content(meaning)) for other in others])
        elif not is_other(meaning):
            open_ones = [m for m in node.seventh.values() if markers(m)]
            terms = "|".join(distinction(meaning, content(open_ones[0]))) if open_ones else ""
        rows.append(f"{node.code}\t{character}\t{meaning}\t{name}\t{terms}")
    return rows


def _notes(codes: CodeSet, node: Node) -> list[str]:
    rows = []
    for kind, text in node.notes:
        found = [_resolved(codes, reference) for reference in references(text)] if kind in "xy" else []
        rows.append(f"{node.code}\t{kind}\t{text}\t{' '.join(filter(None, found))}")
    return rows


def _resolved(codes: CodeSet, reference: str) -> str:
    """A reference whose codes are nodes; None if there is no such code."""
    span = reference.partition("/")[0]
    low, _, high = span.partition("-")
    if low == high and low in codes.base and codes.base[low] != low:
        return f"{codes.base[low]}-{codes.base[low]}/7={low[6]}"
    return reference if low in codes.nodes and high in codes.nodes else ""


def _specificity(codes: CodeSet, node: Node) -> list[str]:
    rows = []
    for lack in codes.lacks(node.code):
        alternatives = "; ".join(f"{each.code}={'|'.join(each.terms)}" for each in lack.alternatives)
        rows.append(f"{node.code}\t{lack.axis}\t{lack.node}\t{alternatives}")
    return rows
