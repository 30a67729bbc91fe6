//! In which sense findings are said: sentences of many kinds, with how each of their words must be read.
//!
//! `tests/assertions.yaml` has the sentences. Its words are looked for as terms, so that only the assertion is tested.

use notelint::base::{Assertion, Effect};
use notelint::lint::Linter;
use notelint::note::{Context, Source};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// A note and how its words are said. `#2 rash` is the second rash of the note.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    note: String,
    #[serde(default)]
    present: Vec<String>,
    #[serde(default)]
    denied: Vec<String>,
    #[serde(default)]
    open: Vec<String>,
    #[serde(default)]
    past: Vec<String>,
    #[serde(default)]
    family: Vec<String>,
}

impl Said {
    fn words(&self) -> impl Iterator<Item = (&str, &'static str)> {
        [
            (&self.present, "present"),
            (&self.denied, "denied"),
            (&self.open, "open"),
            (&self.past, "past"),
            (&self.family, "family"),
        ]
        .into_iter()
        .flat_map(|(words, sense)| words.iter().map(move |word| (word.as_str(), sense)))
    }
}

/// Which mention of a word is meant, and the word.
fn nth(word: &str) -> (usize, &str) {
    match word.strip_prefix('#').and_then(|numbered| numbered.split_once(' ')) {
        Some((number, word)) => (number.parse::<usize>().unwrap() - 1, word),
        None => (0, word),
    }
}

fn agrees(said: Assertion, sense: &str) -> bool {
    let only = |effects: &[Effect]| effects.iter().fold(Assertion::AFFIRMED, |all, effect| all.with(*effect)) == said;
    match sense {
        "present" => only(&[]),
        "denied" => only(&[Effect::Negated]),
        "open" => said.has(Effect::Uncertain) && !said.has(Effect::Negated),
        "past" => only(&[Effect::Historical]),
        _ => only(&[Effect::Family]),
    }
}

#[test]
fn findings_are_read_as_they_are_said() {
    let kinds: BTreeMap<String, Vec<Said>> = serde_saphyr::from_str(include_str!("../../assertions.yaml")).unwrap();
    let all = || kinds.values().flatten().flat_map(Said::words).map(|(word, _)| nth(word).1.to_owned());
    let terms: Vec<String> = all().collect::<BTreeSet<_>>().into_iter().collect();
    let linter = Linter::builtin().terms(&terms);
    let mut wrong = Vec::new();
    for (kind, notes) in &kinds {
        assert!(notes.len() >= 10, "too few sentences: {kind}");
        for said in notes {
            let note = linter.read(Source::from_text("note.txt", said.note.as_str()), Context::default());
            let examined = linter.examine(note);
            for (word, sense) in said.words() {
                let (nth, word) = nth(word);
                let concept = linter.rules().concepts.iter().position(|concept| concept.id == format!("term:{word}"));
                let mut mentions = examined.facts.mentions.iter().filter(|m| Some(m.concept.0 as usize) == concept);
                match mentions.nth(nth) {
                    Some(mention) if agrees(mention.assertion, sense) => {}
                    Some(mention) => {
                        let effects: Vec<_> = mention.assertion.iter().collect();
                        wrong.push(format!("{kind}: {:?}: {word} is {effects:?}, not {sense}", said.note));
                    }
                    None => wrong.push(format!("{kind}: {:?}: {word} is not found", said.note)),
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
