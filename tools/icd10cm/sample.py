"""Draws random unspecified codes and writes what notelint says about them, as a table for a reader to judge.

    python3 sample.py --wheels FOLDER --seed SEED --count 200

From the codes of the current release in chapters A to R and Z that are unspecified, sorted; `random.Random(SEED).sample`.
`docs/icd10cm-judged.tsv` is such a table with a reader's judgement beside each line.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from codeset import CodeSet

CHAPTERS = "ABCDEFGHIJKLMNOPQRZ"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wheels", type=Path, required=True)
    parser.add_argument("--seed", required=True)
    parser.add_argument("--count", type=int, default=200)
    args = parser.parse_args()
    codes = CodeSet(args.wheels)
    current = [code for code, period in sorted(codes.periods.items()) if period.last is None and code[0] in CHAPTERS]
    unspecified = [code for code in current if codes.class_of(code) == "U"]
    print("code\ttitle\taxis\talternatives")
    for code in sorted(random.Random(args.seed).sample(unspecified, args.count)):
        for lack in codes.lacks_of(code):
            alternatives = "; ".join(f"{each.code}={'|'.join(each.terms)}" for each in lack.alternatives)
            print(f"{code}\t{codes.title_of(code)}\t{lack.axis}\t{alternatives}")


if __name__ == "__main__":
    main()
