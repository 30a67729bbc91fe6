//! Lints a note that is already in memory: `cargo run --example lint_string`.
//!
//! A program that lints many notes builds one `Linter` and shares it between its threads.

use notelint::{lint::Linter, note::Context};
use std::io::{self, Write};

fn main() -> io::Result<()> {
    let note = "HPI: Low back pain for 3 days, denies radiation.\nAssessment: Left sciatica.\n";
    let report = Linter::builtin().lint(note, &Context::default());
    for finding in report.findings {
        let at = finding.primary;
        writeln!(io::stdout(), "{}:{}: {} ({})", at.line, at.column, finding.message, finding.rule)?;
    }
    Ok(())
}
