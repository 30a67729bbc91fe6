//! Phrases over words, from outside: three concepts written in the language (`tests/words`) that the built-in
//! lexicons do not have as phrases yet, and what they find.

mod lexicons;
mod several;

use lexicons::Lexicons;
use notelint::words::{Frequencies, Scratch, Tokens};

/// Phrasings that a concept finds.
const FOUND: &[(&str, &str)] = &[
    ("pain-duration", "Low back pain for about 3 weeks."),
    ("pain-duration", "Hurting x 5/7."),
    ("pain-duration", "It has bothered her since last Tuesday."),
    ("pain-aggravating", "Worse with bending, twisting, and lifting."),
    ("pain-aggravating", "Sitting brings it on."),
    ("function-impact", "He can no longer mow the lawn."),
    ("function-impact", "Wife helps him with his socks."),
];

/// Sentences that only look similar.
const LEFT: &[(&str, &str)] = &[
    ("pain-duration", "Follow up in 6 weeks."),
    ("pain-aggravating", "Admitted with a COPD exacerbation."),
    ("function-impact", "Kidney function normal."),
];

#[test]
fn three_concepts_find_what_they_name_and_leave_what_looks_alike() {
    let lexicons = Lexicons::read();
    let automaton = lexicons.compile(&Frequencies::of(FOUND.iter().map(|(_, text)| *text)));
    let mut scratch = Scratch::default();
    let mut found = |concept: &str, text: &str| {
        let mut hits = Vec::new();
        automaton.find(text, &Tokens::read(text, &automaton), &mut scratch, &mut hits);
        lexicons.mentions(concept, &hits)
    };
    for (concept, text) in FOUND {
        assert!(found(concept, text), "{concept} is not found in {text:?}");
    }
    for (concept, text) in LEFT {
        assert!(!found(concept, text), "{concept} is found in {text:?}");
    }
}
