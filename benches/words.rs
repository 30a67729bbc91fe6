//! Notes per CPU-second of reading a note into tokens and finding phrases in it, beside an Aho-Corasick pass over the same
//! bytes: `cargo bench --bench words`.
//!
//! The vocabulary is the concepts of `tests/words` and every word of the built-in rules' terms; the text is that of
//! the project's own notes. Where the system does not tell CPU time, elapsed time is shown.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench prints its figures")]

#[path = "../tests/it/words/lexicons.rs"]
#[allow(dead_code, reason = "the test asks more of it")]
mod lexicons;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use lexicons::Lexicons;
use notelint::words::{Frequencies, Hit, Scratch, Tokens};
use std::path::Path;
use std::time::Instant;

/// The length of a note in bytes, by which bytes are counted as notes.
const NOTE: f64 = 2700.0;

fn main() {
    let text = notes();
    let frequencies = Frequencies::of([text.as_str()]);
    let terms = terms();
    let lexicons = Lexicons::read();
    println!("{} KB of notes, {} terms", text.len() / 1024, terms.len());
    for times in [1, 4] {
        let mut builder = lexicons.builder();
        for (owner, term) in (1000..).zip(&terms) {
            // Other rows of the same words stand for a larger vocabulary.
            for copy in 0..times {
                let mut words: Vec<&str> = term.split(' ').collect();
                let turn = copy % words.len();
                words.rotate_left(turn);
                builder.term(owner, &words.join(" "), false);
            }
        }
        let automaton = builder.finish(&frequencies).unwrap();
        println!("vocabulary x{times}: {} KB", automaton.bytes().len() / 1024);
        let tokens = Tokens::read(&text, &automaton);
        let (mut scratch, mut hits): (Scratch, Vec<Hit>) = Default::default();
        measure("tokens", &text, || Tokens::read(&text, &automaton).all.len());
        measure("phrases and terms", &text, || {
            hits.clear();
            automaton.find(&text, &tokens, &mut scratch, &mut hits);
            hits.len()
        });
        for words in ["pain ", "worse with ", "for 3 days and "] {
            let long = words.repeat(160_000 / words.len());
            let from = Clock::now();
            hits.clear();
            automaton.find(&long, &Tokens::read(&long, &automaton), &mut scratch, &mut hits);
            println!("  one sentence of 160 KB, {words:?}: {:.3} s", from.seconds());
        }
    }
    let lower = text.to_lowercase();
    let plain = terms.iter().map(|term| term.trim_end_matches('*').to_lowercase()).filter(|term| !term.is_empty());
    let scan = AhoCorasick::builder().kind(Some(AhoCorasickKind::ContiguousNFA)).build(plain).unwrap();
    measure("Aho-Corasick over the terms", &lower, || scan.find_overlapping_iter(&lower).count());
}

/// Shows the best of several runs.
fn measure(what: &str, text: &str, mut run: impl FnMut() -> usize) {
    let mut found = run();
    let mut best = f64::MAX;
    for _ in 0..8 {
        let from = Clock::now();
        found = std::hint::black_box(run());
        best = best.min(from.seconds());
    }
    let bytes = text.len() as f64;
    println!(
        "  {what:<28} {:8.1} MB/s {:9.0} notes per CPU-second ({found} found)",
        bytes / best / 1e6,
        bytes / best / NOTE
    );
}

/// CPU time of this process, else elapsed time.
struct Clock {
    cpu: Option<f64>,
    wall: Instant,
}

impl Clock {
    fn now() -> Clock {
        Clock { cpu: cpu(), wall: Instant::now() }
    }

    fn seconds(&self) -> f64 {
        let cpu = self.cpu.zip(cpu()).map(|(from, to)| to - from);
        cpu.unwrap_or_else(|| self.wall.elapsed().as_secs_f64())
    }
}

fn cpu() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    let nanoseconds: f64 = stat.split(' ').next()?.parse().ok()?;
    Some(nanoseconds * 1e-9)
}

/// The example notes and the notes of the reading test, a line a sentence.
fn notes() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = String::new();
    for folder in ["examples/notes", "tests/reading"] {
        let mut paths: Vec<_> =
            std::fs::read_dir(root.join(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for path in paths {
            all.push_str(&std::fs::read_to_string(path).unwrap().replace(". ", ".\n"));
        }
    }
    all
}

/// The terms of the built-in lexicons and packs, as far as a line of YAML shows them.
fn terms() -> Vec<String> {
    let mut all = std::collections::BTreeSet::new();
    for file in notelint::rule::builtin_files() {
        for line in file.text.lines().filter(|line| !line.contains(['(', '\\', ':'])) {
            let line = line.trim().trim_start_matches("- ").trim_matches(['[', ']', '\'', '"', ',']);
            let is_word = |c: char| c.is_alphanumeric() || " -/*".contains(c);
            let words = line.split(['{', '}', ',']).map(|term| term.trim().trim_matches(['\'', '"']));
            all.extend(words.filter(|term| term.len() > 1 && term.chars().all(is_word)).map(str::to_owned));
        }
    }
    all.into_iter().collect()
}
