"""The tabular list of ICD-10-CM as a tree: chapters, sections, categories, and the codes below them.

A node is a row of the tabular list. Seven-character codes that are made by appending a character are not nodes,
but their base is. The meanings of the characters are kept where the list prints them and apply to everything below.
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass, field

from sources import Wheels

XML = "simple_icd_10_cm/data/icd10c-tabular-April-1-2026.xml"

#: Kinds of notes by their element, with the one letter that names each in `notes.tsv`.
KINDS = {
    "inclusionTerm": "t",
    "includes": "i",
    "excludes1": "x",
    "excludes2": "y",
    "codeFirst": "f",
    "useAdditionalCode": "a",
    "codeAlso": "c",
}


@dataclass(eq=False)
class Node:
    """A chapter (`A00-B99`), a section (`A00-A09`), a category (`A00`) or a code (`A00.0`)."""

    code: str
    title: str
    parent: Node | None
    notes: list[tuple[str, str]] = field(default_factory=list)
    #: The characters that this node gives to what is below it, with their meanings.
    seventh: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)

    def chain(self) -> Iterator[Node]:
        """The node, its parent, and so on up to the chapter."""
        node: Node | None = self
        while node:
            yield node
            node = node.parent

    def below(self) -> Iterator[Node]:
        """The node and everything under it, in the order of the list."""
        yield self
        for child in self.children:
            yield from child.below()

    def meanings(self) -> dict[str, str]:
        """The seventh characters that apply here."""
        return next((node.seventh for node in self.chain() if node.seventh), {})


def plain(code: str) -> str:
    """A code without its dot."""
    return code.replace(".", "")


def read(wheels: Wheels) -> list[Node]:
    """The chapters."""
    root = ElementTree.fromstring(wheels.read("simple_icd_10_cm", XML))
    chapters = []
    for chapter in root.iter("chapter"):
        sections = [section.get("id", "") for section in chapter.iter("section")]
        name = f"{sections[0][:3]}-{sections[-1][-3:]}"
        node = _node(chapter, name, None)
        # "Certain infectious and parasitic diseases (A00-B99)"
        node.title = node.title.rsplit(" (", 1)[0]
        for section in chapter.iter("section"):
            first, _, last = section.get("id", "").partition("-")
            child = _node(section, f"{first}-{last or first}", node)
            child.title = child.title.rsplit(" (", 1)[0]
            if child.code == node.code:
                # A chapter of one section is that section.
                node.notes += child.notes
                node.seventh |= child.seventh
                child = node
            else:
                node.children.append(child)
            child.children += [_code(diag, child) for diag in section.findall("diag")]
        chapters.append(node)
    return chapters


def _code(element: ElementTree.Element, parent: Node) -> Node:
    node = _node(element, plain(_words(element.find("name"))), parent)
    node.children = [_code(diag, node) for diag in element.findall("diag")]
    return node


def _node(element: ElementTree.Element, code: str, parent: Node | None) -> Node:
    node = Node(code, _words(element.find("desc")), parent)
    for kind, letter in KINDS.items():
        for block in element.findall(kind):
            node.notes += [(letter, text) for text in map(_words, block.findall("note")) if text]
    for extension in element.findall("sevenChrDef/extension"):
        node.seventh[extension.get("char", "")] = _words(extension)
    return node


def _words(element: ElementTree.Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""
