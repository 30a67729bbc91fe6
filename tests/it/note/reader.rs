//! Notes read with the headings of the lexicon. The spellings are read here straight from its YAML, so that these tests
//! do without the layer that loads rules.

use notelint::base::SectionKind;
use notelint::note::{Context, Headings, Note, Source};
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(serde::Deserialize)]
struct Lexicon {
    headings: BTreeMap<SectionKind, Spellings>,
}

#[derive(serde::Deserialize)]
struct Spellings {
    words: Vec<String>,
    strict: Vec<String>,
}

pub static HEADINGS: LazyLock<Headings> = LazyLock::new(|| {
    let yaml = include_str!("../../../rules/lexicons/sections.yaml");
    let lexicon: Lexicon = serde_saphyr::from_str(yaml).unwrap();
    let spellings = lexicon.headings.iter().flat_map(|(kind, spellings)| {
        let words = spellings.words.iter().map(|words| (words.as_str(), *kind, false));
        words.chain(spellings.strict.iter().map(|words| (words.as_str(), *kind, true)))
    });
    Headings::new(spellings)
});

pub fn read(text: &str) -> Note {
    let context = Context::default();
    Note::read(Source::from_text("note.txt", text), context, &HEADINGS)
}

pub fn kinds(text: &str) -> Vec<&'static str> {
    read(text).sections.iter().map(|section| section.kind.as_str()).collect()
}

pub fn sentences(text: &str) -> Vec<String> {
    let note = read(text);
    note.sentences.iter().map(|sentence| note.words(sentence.span).to_owned()).collect()
}

pub fn placeholders(text: &str) -> Vec<(&'static str, String)> {
    let note = read(text);
    note.placeholders.iter().map(|place| (place.kind.as_str(), note.words(place.span).to_owned())).collect()
}

pub fn paragraphs(text: &str) -> Vec<usize> {
    let note = read(text);
    let first = note.sentences.first().map_or(0, |sentence| sentence.paragraph);
    note.sentences.iter().map(|sentence| sentence.paragraph - first).collect()
}
