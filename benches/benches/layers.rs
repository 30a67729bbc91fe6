//! What each layer costs for the project's own notes, beside an Aho-Corasick pass over the same bytes:
//! `cargo bench --manifest-path benches/Cargo.toml`.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use notelint::detect::facts;
use notelint::lint::Linter;
use notelint::note::{Context, Note, Source};
use notelint::words::{Scratch, Tokens};
use notelint_benches::{notes, yardstick};
use std::hint::black_box;

fn layers(criterion: &mut Criterion) {
    let notes = notes();
    let linter = Linter::builtin();
    let rules = linter.rules();
    let read = |text: &String| linter.read(Source::from_text("note.txt", text.as_str()), Context::default());
    let read_notes: Vec<Note> = notes.iter().map(read).collect();
    let words = &rules.words[0];
    let (scan, _) = yardstick();

    let mut group = criterion.benchmark_group("layers");
    group.throughput(Throughput::Bytes(notes.iter().map(|note| note.len() as u64).sum()));
    group.bench_function("aho-corasick", |bench| {
        bench.iter(|| notes.iter().map(|note| scan.find_overlapping_iter(note).count()).sum::<usize>());
    });
    group.bench_function("tokens", |bench| {
        bench.iter(|| notes.iter().map(|note| Tokens::read(note, words).all.len()).sum::<usize>());
    });
    group.bench_function("tokens and words", |bench| {
        let (mut scratch, mut hits) = (Scratch::default(), Vec::new());
        bench.iter(|| {
            for note in &notes {
                hits.clear();
                words.find(note, &Tokens::read(note, words), &mut scratch, &mut hits);
                black_box(hits.len());
            }
        });
    });
    group.bench_function("note", |bench| {
        bench.iter(|| notes.iter().map(|note| read(note).sentences.len()).sum::<usize>())
    });
    group.bench_function("facts", |bench| {
        bench.iter(|| read_notes.iter().map(|note| facts(note, rules).mentions.len()).sum::<usize>());
    });
    group.bench_function("lint", |bench| {
        bench.iter(|| notes.iter().map(|note| linter.lint(note, &Context::default()).findings.len()).sum::<usize>());
    });
    group.finish();
}

criterion_group!(benches, layers);
criterion_main!(benches);
