//! The facts of a note, found by a toy reader of a few lines, so that the tests of this folder depend on checking
//! alone.
//!
//! A line is a paragraph, `HPI:` and similar begin a section, `. ` ends a sentence, and a cue applies to the rest of
//! its sentence.

use notelint::base::{Assertion, Effect, PlaceholderKind, SectionKind, Span};
use notelint::detect::{CodeMention, CodeState, Facts, Mention};
use notelint::note::{Context, Folded, Note, Placeholder, Section, Sentence, Source};
use notelint::rule::ConceptId;

pub const BACK: ConceptId = ConceptId(0);
pub const OTHER: ConceptId = ConceptId(1);
pub const RADIATION: ConceptId = ConceptId(2);
pub const ONSET: ConceptId = ConceptId(3);
pub const FEVER: ConceptId = ConceptId(4);
pub const IMAGING: ConceptId = ConceptId(5);
pub const LUMBAR: ConceptId = ConceptId(6);
pub const UNDETERMINED: ConceptId = ConceptId(7);
pub const LEFT: ConceptId = ConceptId(8);
pub const RIGHT: ConceptId = ConceptId(9);
pub const ELSEWHERE: ConceptId = ConceptId(10);

const VOCABULARY: [(&str, ConceptId); 16] = [
    ("back pain", BACK),
    ("knee pain", OTHER),
    ("chest pain", OTHER),
    ("radiates", RADIATION),
    ("radiating", RADIATION),
    ("radiation", RADIATION),
    ("numbness", RADIATION),
    ("3 days", ONSET),
    ("Onset", ONSET),
    ("fever", FEVER),
    ("MRI", IMAGING),
    ("lumbar", LUMBAR),
    ("cause undetermined", UNDETERMINED),
    ("left", LEFT),
    ("right", RIGHT),
    ("Migraine", ELSEWHERE),
];

const CUES: [(&str, Effect); 7] = [
    ("denies", Effect::Negated),
    ("no ", Effect::Negated),
    ("if ", Effect::Hypothetical),
    ("mother", Effect::Family),
    ("history of", Effect::Historical),
    ("will order", Effect::Planned),
    ("possible", Effect::Uncertain),
];

const HEADINGS: [(&str, SectionKind); 6] = [
    ("CC", SectionKind::Cc),
    ("HPI", SectionKind::Hpi),
    ("ROS", SectionKind::Ros),
    ("Exam", SectionKind::Exam),
    ("Assessment", SectionKind::Assessment),
    ("Plan", SectionKind::Plan),
];

pub fn context() -> Context {
    Context::default()
}

pub fn read(text: &str, context: Context) -> (Note, Facts) {
    let mut note = Note {
        source: Source::from_text("a.txt", text),
        context,
        date: None,
        front_matter: None,
        sections: vec![],
        sentences: vec![],
        problems: vec![],
        placeholders: vec![],
        form: vec![],
        comments: vec![],
        folded: Folded::new("", &[]),
    };
    let mut facts = Facts::default();
    let mut at = 0;
    for (paragraph, line) in text.split_inclusive('\n').enumerate() {
        let span = Span::new(at, at + line.len());
        let mut start = at;
        if let Some((word, kind)) = HEADINGS.iter().find(|(word, _)| line.starts_with(&format!("{word}:"))) {
            let heading = Some(Span::new(at, at + word.len()));
            note.sections.push(Section { kind: *kind, span, heading });
            start += word.len() + 1;
        } else if note.sections.is_empty() {
            note.sections.push(Section { kind: SectionKind::Other, span, heading: None });
        }
        let section = note.sections.len() - 1;
        note.sections[section].span.end = span.end;
        for piece in text[start..span.end].split_inclusive(". ") {
            let span = Span::new(start, start + piece.len()).trim(text);
            start += piece.len();
            if !span.is_empty() {
                note.sentences.push(Sentence { span, section, paragraph, prompt: None, item: false });
                read_last_sentence(&mut note, &mut facts);
            }
        }
        at = span.end;
    }
    facts.mentions.sort_by_key(|m| m.span);
    facts.codes.extend(note.context.codes.iter().map(|code| valid(code, None)));
    (note, facts)
}

pub fn valid(code: &str, span: Option<Span>) -> CodeMention {
    CodeMention { code: code.into(), span, state: CodeState::Valid }
}

fn read_last_sentence(note: &mut Note, facts: &mut Facts) {
    let sentence = note.sentences.len() - 1;
    let Sentence { span, section, .. } = note.sentences[sentence];
    let words = note.words(span).to_owned();
    let at = |start: usize, len: usize| Span::new(span.start + start, span.start + start + len);
    let blank = words.find("***").map(|i| Placeholder { span: at(i, 3), kind: PlaceholderKind::Wildcard });
    for code in ["M54.9", "M54.50", "M54.16"] {
        let places = words.match_indices(code);
        facts.codes.extend(places.map(|(i, w)| valid(code, Some(at(i, w.len())))));
    }
    for (word, concept) in VOCABULARY {
        for (i, _) in words.match_indices(word) {
            let before = words[..i].to_lowercase();
            let cues = CUES.iter().filter(|(cue, _)| before.contains(cue));
            let mut assertion = cues.fold(Assertion::AFFIRMED, |said, &(_, effect)| said.with(effect));
            if blank.is_some() {
                assertion = assertion.with(Effect::Unfilled);
            }
            let asked = words[i + word.len()..].starts_with(':');
            let span = at(i, word.len());
            let mut mention = Mention::new(concept, span, section, sentence);
            (mention.assertion, mention.asked) = (assertion, asked);
            facts.mentions.push(mention);
        }
    }
    note.placeholders.extend(blank);
}
