//! Lints a note that is already in memory: `cargo run --example lint_string`.
//!
//! Rules are loaded and the detector is built once; after that, a note is one call through the layers and nothing
//! can fail. A program that lints many notes shares `rules`, `headings` and `detector` between threads.

use notelint::{check::check, detect::Detector, note, rule};
use std::io::{self, Write};

fn main() -> io::Result<()> {
    let rules = rule::builtin();
    let headings = note::Headings::new(rules.headings.iter().map(|h| (h.text.as_str(), h.kind, h.strict)));
    let detector = Detector::new(&rules);

    let text = "HPI: Low back pain for 3 days, denies radiation.\nAssessment: Left sciatica.\n";
    let note = note::Note::read(note::Source::from_text("visit", text), note::Context::default(), &headings);
    let checked = check(&note, &detector.facts(&note), &rules);

    let mut out = io::stdout().lock();
    for finding in checked.findings {
        let at = note.source.position(finding.primary.span.start);
        writeln!(out, "{}:{}: {} ({})", at.line, at.column, finding.message.render(false), finding.rule)?;
    }
    Ok(())
}
