//! A blank is one gap, whatever it leaves open; a date that was taken out and a broken word are none.

use crate::builtin::examine;
use notelint::check::Status;
use notelint::note::Context;

/// The findings that touch some words of a note.
fn findings(text: &str, words: &str) -> Vec<String> {
    let outcome = examine(text, Context::default()).outcome;
    let at = text.find(words).unwrap();
    let touches = |finding: &&notelint::check::Finding| {
        finding.primary.span.start < at + words.len() && at < finding.primary.span.end
    };
    outcome.reported().filter(touches).map(|finding| finding.rule.clone()).collect()
}

fn status(text: &str, element: &str) -> Option<Status> {
    let outcome = examine(text, Context::default()).outcome;
    let found = outcome.checklists.iter().flat_map(|list| &list.elements).find(|found| found.id == element);
    found.map(|found| found.status)
}

#[test]
fn a_blank_is_reported_once() {
    for (text, blank) in [
        ("HPI: Low back pain. Onset: *** Severity: 6/10", "***"),
        ("HPI: Low back pain. Duration: ____", "____"),
        ("HPI: Low back pain for [duration].", "[duration]"),
        ("HPI: Low back pain, severity __/10.", "__"),
    ] {
        assert_eq!(findings(text, blank), ["note-hygiene/unfilled-placeholder"], "{text}");
    }
    assert_eq!(status("HPI: Low back pain. Onset: *** Severity: 6/10", "onset"), Some(Status::Unfilled));
}

#[test]
fn a_date_that_was_taken_out_documents_when_it_began() {
    for date in ["MM/DD/YYYY", "XX/XX/2019", "00/00/0000", "[**2019-3-4**]", "[date redacted]", "***/***/2020"] {
        let text = format!("HPI: Low back pain since a fall on {date}.");
        assert_eq!(status(&text, "onset"), Some(Status::Documented), "{text}");
        assert_eq!(findings(&text, date), [] as [&str; 0], "{text}");
    }
    assert_eq!(status("HPI: Low back pain since __/__/2019.", "onset"), Some(Status::Unfilled));
}

#[test]
fn a_word_broken_at_the_end_of_a_line_is_one_word() {
    for (text, element) in [
        ("HPI: Low back pain, burn-\ning.", "character"),
        ("HPI: Low back pain, worse with bend-\ning.", "aggravating"),
        ("HPI: Low back pain, radi-\r\n  ates to the left leg.", "radiation"),
        ("HPI: Low back pain, non-\nradiating.", "radiation"),
        ("HPI: Low back pain, right-\nsided.", "laterality"),
    ] {
        assert_eq!(status(text, element), Some(Status::Documented), "{text}");
    }
}
