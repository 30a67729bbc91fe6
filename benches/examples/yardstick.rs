//! Passes over the notes of a folder with an Aho-Corasick automaton of the vocabulary's own words, and shows how many
//! notes a CPU-second takes: `cargo run --release --example yardstick -- FOLDER`.

use notelint_benches::{files, text, yardstick};
use std::time::Instant;

fn main() {
    let folder = std::env::args().nth(1).expect("a folder of notes");
    let notes: Vec<String> = files(folder.as_ref(), "txt").map(|path| text(&path)).collect();
    let (automaton, words) = yardstick();
    let mut found = 0;
    let seconds = (0..5).map(|_| {
        let from = Clock::now();
        found = notes.iter().map(|note| automaton.find_overlapping_iter(note).count()).sum();
        from.seconds()
    });
    let best = seconds.fold(f64::MAX, f64::min);
    let bytes: usize = notes.iter().map(String::len).sum();
    println!(
        "Aho-Corasick over {words} words: {:.0} notes per CPU-second, {:.0} MB/s, {found} found",
        notes.len() as f64 / best,
        bytes as f64 / best / 1e6
    );
}

/// CPU time of this process; elapsed time where the system does not tell it.
struct Clock(Option<f64>, Instant);

impl Clock {
    fn now() -> Clock {
        Clock(cpu(), Instant::now())
    }

    fn seconds(&self) -> f64 {
        self.0.zip(cpu()).map_or_else(|| self.1.elapsed().as_secs_f64(), |(from, to)| to - from)
    }
}

fn cpu() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    let nanoseconds: f64 = stat.split(' ').next()?.parse().ok()?;
    Some(nanoseconds * 1e-9)
}
