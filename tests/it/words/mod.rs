//! Phrases over words, from outside: seven concepts written in the language (`tests/words`), and what they find.

mod lexicons;

use lexicons::Lexicons;
use notelint::words::{Frequencies, Scratch, Tokens};

/// Phrasings that a concept finds.
const FOUND: &[(&str, &str)] = &[
    ("pain-radiation", "The ache travels down the back of his left thigh to the knee."),
    ("pain-radiation", "Denies radiation."),
    ("pain-radiation", "LBP -> R calf"),
    ("pain-duration", "Low back pain for about 3 weeks."),
    ("pain-duration", "Hurting x 5/7."),
    ("pain-duration", "It has bothered her since last Tuesday."),
    ("pain-score", "Rates the pain at a 7 today."),
    ("pain-score", "Currently 6/10."),
    ("pain-severity", "Moderate to severe aching, some nights unbearable."),
    ("pain-aggravating", "Worse with bending, twisting, and lifting."),
    ("pain-aggravating", "Sitting brings it on."),
    ("function-impact", "He can no longer mow the lawn."),
    ("function-impact", "Wife helps him with his socks."),
    ("red-flag-cauda-equina", "Bladder and bowels: no change."),
    ("red-flag-cauda-equina", "Numbness between the legs when she wipes."),
];

/// Sentences that only look similar.
const LEFT: &[(&str, &str)] = &[
    ("pain-radiation", "History of breast cancer treated with radiation to the chest."),
    ("pain-duration", "Follow up in 6 weeks."),
    ("pain-score", "Strength 5/5, seen 7/10."),
    ("pain-severity", "Moderate central stenosis at L4."),
    ("pain-aggravating", "Admitted with a COPD exacerbation."),
    ("function-impact", "Kidney function normal."),
    ("red-flag-cauda-equina", "Urine culture pending."),
];

#[test]
fn seven_concepts_find_what_they_name_and_leave_what_looks_alike() {
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
