//! The work for each mention must not grow with the length of the note.

use crate::builtin::{LINTER, read};
use notelint::base::Profile;
use notelint::note::Context;
use std::time::{Duration, Instant};

/// Each prompt once looked at every placeholder of the note, and each comment of a template at every finding.
#[test]
fn prompts_and_comments_take_linear_time() {
    let pieces = [
        ("Severity: ***\n", Profile::Note),
        ("Onset: [date] or ***\n", Profile::Template),
        ("<!-- notelint: ignore[back-pain] kept -->\nLow back pain\n", Profile::Template),
    ];
    for (piece, profile) in pieces {
        let time = |bytes: usize| {
            let text = piece.repeat(bytes / piece.len());
            let context = Context { profile, ..Context::default() };
            let note = read(&text, context);
            let start = Instant::now();
            LINTER.examine(note);
            start.elapsed().max(Duration::from_millis(20))
        };
        let (short, long) = (time(20_000), time(200_000));
        assert!(long < short * 40, "{piece:?}: {short:?} for 20 KB, {long:?} for 200 KB");
    }
}
