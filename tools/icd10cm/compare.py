"""Compares the classes with those of another table of ICD-10-CM codes, and groups every difference.

    python3 compare.py --wheels FOLDER TABLE.tsv[.zst]

The other table has columns `code` and `flag` (U: unspecified, D: default, anything else: neither).
"""

from __future__ import annotations

import argparse
import subprocess
from collections import Counter, defaultdict
from pathlib import Path

from codeset import CodeSet


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wheels", type=Path, required=True)
    parser.add_argument("table", type=Path)
    args = parser.parse_args()
    theirs = _read(args.table)
    codes = CodeSet(args.wheels)
    ours = {code: codes.class_of(code) for code in codes.periods if code in theirs}
    same = sum(ours[code] == theirs[code] for code in ours)
    print(f"{len(ours)} codes, {same} of one class in both: {same / len(ours):.2%}")
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for code in sorted(ours):
        if ours[code] != theirs[code]:
            groups[theirs[code] or "none", ours[code] or "none"].append(code)
    for (there, here), members in sorted(groups.items()):
        print(f"\n{there} there, {here} here: {len(members)}")
        for title, count in Counter(codes.base_title(code) for code in members).most_common(40):
            print(f"  {count:4}  {title}")
    edit = [code for code, period in codes.periods.items() if "unspecified" in period.edits]
    before = [code for code in edit if codes.periods[code].first < 20261001]
    print(f"\nCMS edit, before FY2027: {len(before)}, not U here: {[c for c in before if codes.class_of(c) != 'U']}")
    print(f"CMS edit, new in FY2027: {len(edit) - len(before)}")


def _read(table: Path) -> dict[str, str]:
    if table.suffix == ".zst":
        text = subprocess.run(["zstd", "-dc", table], check=True, capture_output=True, text=True).stdout
    else:
        text = table.read_text(encoding="utf-8")
    head, *rows = (line.split("\t") for line in text.splitlines())
    code, flag, billable = (head.index(name) for name in ("code", "flag", "billable"))
    return {row[code]: row[flag] if row[flag] in ("U", "D") else "" for row in rows if row[billable] == "1"}


if __name__ == "__main__":
    main()
