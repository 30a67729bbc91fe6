#!/usr/bin/env python3
"""Measures `notelint` as a whole program.

    cargo build --release
    tools/bench/bench.py [target/release/notelint] [--only PART ...] [--notes 2000]

The notes are made of the project's own (`corpus.py`). Times are seconds of processor time, user and system, of whole
processes; each is the median of several runs, taken in turns with what it is compared to, since machines are noisy.
Ratios within one run compare; figures of two machines do not. The yardstick is an Aho-Corasick pass over the same
bytes with the vocabulary's own words (`benches/examples/yardstick.rs`), built here with cargo.
"""

import argparse
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time

import corpus
import vocabulary

SITE_PACK = "schema: 1\nlexicon: site\ntitle: One term\nextend:\n  pain-radiation: {terms: [runs like a hot wire]}\n"
PARTS = ["cold", "site", "throughput", "growth", "size", "sentence", "vocabulary", "binary", "yardstick"]


class Run:
    """What one run of a command cost."""

    def __init__(self, command, environment=None):
        began, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        # Under `time -v` semantics of the kernel: wait4 gives the peak of this very child.
        child = subprocess.Popen(
            [str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ, **(environment or {})}
        )
        error = child.stderr.read()
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in (0, 1):
            sys.exit(f"{' '.join(map(str, command))}: exit {child.returncode}\n{error.decode()[:2000]}")
        self.wall = time.perf_counter() - wall
        self.cpu = used.ru_utime + used.ru_stime
        self.peak = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def medians(runs, *commands):
    """The median CPU seconds of commands that are run in turns."""
    costs = [[] for _ in commands]
    for _ in range(runs):
        for cost, command in zip(costs, commands):
            cost.append(Run(command).cpu)
    return [statistics.median(cost) for cost in costs]


class Bench:
    def __init__(self, binary, folder, count):
        self.binary, self.folder, self.count = binary, folder, count
        self.check = [binary, "check", "--fail-on", "never"]
        self.one = folder / "one.txt"
        self.one.write_text(corpus.one_note(3000)[:3000])
        self.report = f"json:{folder / 'report.json'}"
        self.notes = folder / "notes"
        self.bytes = corpus.write(self.notes, count)

    def lint(self, *paths, rules=None):
        more = ["--rules", rules] if rules else []
        return [*self.check, "--quiet", "-o", self.report, *more, *paths]

    def start(self):
        """A run without a note to speak of: what every run pays."""
        empty = self.folder / "empty.txt"
        empty.write_text("Seen today.\n")
        return empty

    def rate(self, notes, rules=None):
        """Notes per CPU-second on one core, without what every run pays."""
        start, all_notes = medians(3, self.lint(self.start(), rules=rules), ["env", "RAYON_NUM_THREADS=1", *self.lint(notes, rules=rules)])
        return len(list(notes.iterdir())) / (all_notes - start)

    def cold(self):
        nothing, note = medians(41, ["true"], self.lint(self.one))
        print(f"cold start, a note of 3 KB: {1000 * note:.1f} ms; an empty program {1000 * nothing:.1f} ms; x{note / nothing:.1f}")

    def site(self):
        pack = self.folder / "site.yaml"
        pack.write_text(SITE_PACK)
        without, with_pack = medians(21, self.lint(self.one), self.lint(self.one, rules=pack))
        print(f"a site pack of one term, cold: {1000 * with_pack:.1f} ms; {1000 * (with_pack - without):.1f} ms more than without")

    def throughput(self):
        rate = self.rate(self.notes)
        print(f"{self.count} notes of {self.bytes / self.count / 1000:.1f} KB, one core: {rate:.0f} notes per CPU-second, {rate * self.bytes / self.count / 1e6:.1f} MB/s")
        walls = {}
        for threads in (1, 2):
            command = ["env", f"RAYON_NUM_THREADS={threads}", *self.lint(self.notes)]
            walls[threads] = statistics.median(Run(command).wall for _ in range(3))
        print(f"elapsed, one thread {walls[1]:.2f} s, two threads {walls[2]:.2f} s: x{walls[1] / walls[2]:.2f}")

    def growth(self):
        costs = []
        for part in (4, 2, 1):
            notes = self.folder / f"part{part}"
            corpus.write(notes, self.count // part)
            costs.append(medians(3, self.lint(notes))[0])
        shown = " ".join(f"{cost:.2f}" for cost in costs)
        print(f"growth with notes, {self.count // 4} {self.count // 2} {self.count}: {shown} s; twice as many x{costs[2] / costs[1]:.2f}")

    def size(self):
        for megabytes in (0.3, 3, 30):
            path = self.folder / "long.txt"
            path.write_text(corpus.one_note(int(megabytes * 1e6)))
            run = Run(self.lint(path))
            print(f"a note of {megabytes} MB: {run.cpu:.2f} s, {run.peak / path.stat().st_size:.1f} times its size in memory ({run.peak / 1e6:.0f} MB)")

    def sentence(self):
        for words in ("pain ", "worse with ", "for 3 days and "):
            costs = []
            for size in (80_000, 160_000):
                path = self.folder / "sentence.txt"
                path.write_text("HPI: " + words * (size // len(words)))
                start, cost = medians(3, self.lint(self.start()), self.lint(path))
                costs.append(cost - start)
            print(f"one sentence of 160 KB, {words!r}: {costs[1]:.3f} s, x{costs[1] / costs[0]:.1f} of half the length")

    def vocabulary(self):
        base = self.rate(self.notes)
        print(f"vocabulary x1: {base:.0f} notes per CPU-second")
        for times in (4, 16):
            rules = self.folder / f"vocabulary{times}"
            vocabulary.write(rules, times)
            rate = self.rate(self.notes, rules)
            print(f"vocabulary x{times}: {rate:.0f} notes per CPU-second, the time of x1 times {base / rate:.2f}")

    def binary_size(self):
        print(f"binary: {pathlib.Path(self.binary).stat().st_size / 1e6:.1f} MB")

    def yardstick(self):
        cargo = ["cargo", "build", "--quiet", "--release", "--manifest-path", corpus.ROOT / "benches/Cargo.toml", "--example", "yardstick"]
        subprocess.run(cargo, check=True)
        program = corpus.ROOT / "target/release/examples/yardstick"
        print(subprocess.run([program, self.notes], check=True, capture_output=True, text=True).stdout, end="")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", nargs="?", default=corpus.ROOT / "target/release/notelint")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="measure only these parts")
    parser.add_argument("--notes", type=int, default=2000, help="how many notes (default 2000)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(options.binary, pathlib.Path(folder), options.notes)
        for part in options.only:
            getattr(bench, "binary_size" if part == "binary" else part)()
            sys.stdout.flush()


if __name__ == "__main__":
    main()
