//! What a visit is for.
//!
//! A complaint that a note evaluates is its chief complaint, a diagnosis or a problem of its assessment, or what the
//! history opens with. "Some low back ache, normal for pregnancy" in the middle of an obstetric note is none of these:
//! it is mentioned in passing.

use crate::base::{SectionKind, SectionKinds, Span};
use crate::note::{Note, Section};

/// Words with which a history says what it is about, courtesies of a letter among them.
const OPENING: usize = 45;

/// Where a note says what it evaluates.
#[derive(Debug, Default)]
pub(super) struct Focus {
    /// In order.
    spans: Vec<Span>,
}

impl Focus {
    /// The focus of a note, for a topic whose complaint `is_named` in a span. A chief complaint that names something else
    /// leaves the topic only the assessment.
    pub fn new(note: &Note, is_named: impl Fn(Span) -> bool) -> Focus {
        let mut spans: Vec<Span> = note.problems.iter().map(|problem| problem.title).collect();
        let states = |section: &&Section| section.heading.is_some() && SectionKinds::ASSESSMENT.contains(section.kind);
        spans.extend(note.sections.iter().filter(states).map(|section| section.span));
        let complaint = note.sections.iter().position(|section| section.kind == SectionKind::Cc);
        let said = complaint.filter(|at| note.sentences.iter().any(|sentence| sentence.section == *at));
        match said.map(|at| note.sections[at].span) {
            Some(complaint) if !is_named(complaint) => {}
            complaint => {
                spans.extend(complaint);
                spans.extend(opening(note));
            }
        }
        spans.sort_unstable();
        Focus { spans }
    }

    /// Whether words are where the note says what it evaluates.
    pub fn holds(&self, words: Span) -> bool {
        self.spans.iter().any(|span| span.overlaps(words))
    }
}

/// The first words of the first section that tells a history.
fn opening(note: &Note) -> Option<Span> {
    let tells = |kind| matches!(kind, SectionKind::Hpi | SectionKind::Course | SectionKind::Other);
    let first = note.sentences.iter().find(|sentence| tells(note.sections[sentence.section].kind))?;
    let rest = Span::new(first.span.start, note.sections[first.section].span.end);
    let words = note.words(rest);
    let mut count = 0;
    let mut in_word = false;
    for (at, letter) in words.char_indices() {
        let was = std::mem::replace(&mut in_word, !letter.is_whitespace());
        count += usize::from(in_word && !was);
        if count > OPENING {
            return Some(Span::new(rest.start, rest.start + at));
        }
    }
    Some(rest)
}
