#!/usr/bin/env python3
"""Checks that the time of `notelint` grows with the length of a note and no faster.

    tools/stress/stress.py target/release/notelint [--only SHAPE] [--command COMMAND] [--seconds 60]

Each shape of input is written at three sizes, each twice as large as the one before. Every command reads all three;
a row gives the seconds of processor time for each and the ratio of the last two. Linear work gives 2, quadratic work 4. Anything
above 2.8, and slower than a second, is marked and makes the exit code 1. Timings are not for `cargo test`: run this
by hand after a change to `src/note`, `src/detect`, `src/check`, `src/filter` or `src/report`.
"""

import argparse
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile

COMMANDS = {
    "json": ["check", "--format", "json"],
    "pretty": ["check"],
    "split": ["check", "--split"],
    "sarif": ["check", "--format", "sarif"],
    "html": ["check", "--format", "html"],
    "template": ["check", "--format", "json", "--profile", "template"],
    "inspect": ["inspect", "--format", "json"],
}

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def code(at):
    """Codes that differ; many of them exist, all have the shape of one."""
    return f"{LETTERS[at % 26]}{at // 26 % 100:02}.{at // 2600 % 100:02}"


def numbered(count):
    return [code(at) for at in range(count)]


# A shape takes a size and gives a text whose length grows with the size.
SHAPES = {
    "wildcards": lambda n: "Severity: ***\n" * n,
    "wildcards-in-one-line": lambda n: "severity *** " * n,
    "placeholders": lambda n: "The pain is [describe pain] and {left/right:123}.\n" * n,
    "blanks": lambda n: "Onset: ____ Duration: ____\n" * n,
    "long-blank": lambda n: "Onset: " + "_" * (50 * n) + "\n",
    "escaped-blank": lambda n: "Onset: " + "\\_" * (25 * n) + "\n",
    "dots": lambda n: "." * (50 * n),
    "deep-brackets": lambda n: "[" * (10 * n) + "pain" + "]" * (10 * n),
    "brackets-unclosed": lambda n: "[ab](" * (10 * n),
    "angles": lambda n: "<a" * (20 * n),
    "capitals-and-brackets": lambda n: "A" * (25 * n) + "[ab]" + "B" * (25 * n) + "[cd]",
    "boxes": lambda n: "[ ] yes [ ] no\n" * n,
    "boxes-in-one-line": lambda n: "Fever: " + "[ ] yes " * n,
    "prompt-then-boxes": lambda n: "Quality:\n" + "[ ] dull\n" * n,
    "bare-prompts": lambda n: "Onset:\n" * n,
    "prompts-in-one-line": lambda n: "Onset:    " * n,
    "list-items": lambda n: "- denies chest pain and low back pain\n" * n,
    "lead-in-list": lambda n: "HPI:\nPatient denies:\n" + "- chest pain\n" * n,
    "bullets": lambda n: "* back pain\n" * n,
    "bare-bullets": lambda n: "-\n" * n,
    "numbered-items": lambda n: "Assessment:\n" + "".join(f"{at % 99 + 1}. low back pain\n" for at in range(n)),
    "numbered-in-one-line": lambda n: "Plan: " + "".join(f"{at % 99 + 1}. rest " for at in range(n)),
    "problems": lambda n: "A/P:\n" + "".join(f"#{at % 99 + 1} Low back pain\ncontinue naproxen\n" for at in range(n)),
    "problems-unspecified": lambda n: "A/P:\n" + "".join(f"# Back pain M54.9\nleft knee {at}\n" for at in range(n)),
    "headings": lambda n: "HPI: low back pain.\nExam: tender.\n" * n,
    "headings-in-one-line": lambda n: "CC: back pain. HPI: dull. Exam: tender. " * n,
    "capital-lines": lambda n: "CHEST PAIN\n" * n,
    "codes-different": lambda n: "Dx:\n" + "\n".join(numbered(n)) + "\n",
    "codes-in-one-line": lambda n: "ICD-10: " + ", ".join(numbered(n)),
    "codes-in-front-matter": lambda n: "---\ncodes: [" + ", ".join(numbered(min(n, 8000))) + "]\n---\nBack pain.\n" * 1,
    "codes-repeated": lambda n: "Dx: M54.9, I10, N18.9, E11.9\n" * n,
    "codes-and-words": lambda n: "CKD stage 3, right knee pain N18.9 M25.569.\n" * n,
    "diagnoses": lambda n: "Assessment: heart failure, kidney disease, diabetes, asthma, pneumonia.\n" * n,
    "comments": lambda n: "<!-- notelint: ignore[back-pain/onset] the form has none -->\nPain: ***\n" * n,
    "comments-in-one-line": lambda n: "<!-- notelint: ignore[back-pain/onset] none --> " * n,
    "comments-and-codes": lambda n: "".join(f"ICD-10: <!-- notelint: ignore[icd10] kept --> {code(at)} " for at in range(n)),
    "comments-above-codes": lambda n: "<!-- notelint: ignore[icd10] kept -->\n" * n + "ICD-10: " + ", ".join(numbered(n)),
    "comments-faulty": lambda n: "<!-- notelint: quiet -->\n" * n,
    "dates": lambda n: "01/02/2026 seen for back pain since 2025-12-01.\n" * n,
    "one-line": lambda n: "low back pain radiating to the left leg and no numbness, " * n,
    "one-line-words": lambda n: "word " * (10 * n),
    "one-word": lambda n: "a" * (50 * n),
    "one-word-accents": lambda n: "é" * (25 * n),
    "no-stop": lambda n: "patient has pain and denies fever while walking " * n,
    "sentences-in-one-line": lambda n: "Denies chest pain. Reports low back pain. " * n,
    "denials": lambda n: "denies pain, numbness, " * n,
    "alternating-sides": lambda n: "Left knee pain. Right knee pain.\n" * n,
    "other-complaints": lambda n: "Low back pain. Knee pain worse with stairs.\n" * n,
    "abbreviations": lambda n: "q.d. U IU MS MSO4 .5 mg 1.0 mg\n" * n,
    "table": lambda n: "| M54.9 | back pain | *** |\n" * n,
    "blank-lines": lambda n: "\n" * (20 * n) + "pain",
    "spaces": lambda n: " " * (50 * n) + "pain",
    "commas": lambda n: "pain," * (5 * n),
    "colons": lambda n: "pain: " * (5 * n),
    "quotes": lambda n: "\"pain\" " * (5 * n),
    "carriage-returns": lambda n: "pain\r" * (5 * n),
    "picklists": lambda n: "RIGHT LEFT yes / no mild moderate severe " * n,
    "slashes": lambda n: "a/" * (20 * n),
    "variables": lambda n: "@AGE@ %NAME% #INPUT# |NAME| " * n,
    "stars": lambda n: "*" * (50 * n),
    "underscored": lambda n: "_a_b" * (10 * n),
    "return-advice": lambda n: "Return precautions: " + "return if pain worsens. " * n,
    "paragraph": lambda n: "Return if numbness. " + "Back pain. " * n,
}


def seconds(binary, arguments, path, limit):
    """Seconds of processor time, which other work on the machine hardly changes; None where `limit` is too little."""
    began = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [binary, *arguments, path],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1)),
    )
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        return None
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(arguments)} {path}: exit {done.returncode}: {done.stderr.decode()[:300]}")
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--only", action="append", help="run only shapes whose name contains this word (repeatable)")
    parser.add_argument("--command", action="append", choices=COMMANDS, help="run only this command (repeatable)")
    parser.add_argument("--size", type=int, default=25000, help="the smallest size (default 25000)")
    parser.add_argument("--seconds", type=int, default=60, help="give up on a run after so many (default 60)")
    options = parser.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for shape, make in SHAPES.items():
            if options.only and not any(word in shape for word in options.only):
                continue
            path = pathlib.Path(folder) / "note.txt"
            for command in options.command or COMMANDS:
                times, last = [], None
                for size in (options.size, 2 * options.size, 4 * options.size):
                    path.write_text(make(size), newline="")
                    last = seconds(options.binary, COMMANDS[command], path, options.seconds)
                    if last is None:
                        break
                    times.append(last)
                ratio = times[-1] / times[-2] if len(times) > 1 else 0
                slow = last is None or ratio > 2.8 and times[-1] > 1
                wrong += slow
                shown = " ".join(f"{each:7.2f}" for each in times) + (" >limit" if last is None else "")
                print(f"{shape:24} {command:9} {shown}  x{ratio:.1f}{'  MORE THAN LINEAR' if slow else ''}", flush=True)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
