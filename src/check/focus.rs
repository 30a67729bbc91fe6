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
    /// In order, not overlapping.
    spans: Vec<Span>,
}

impl Focus {
    /// The focus of a note. `first_named` says whether the first complaint that a span names is the topic's
    /// (`Some(true)`), or another one; `None` if it names none.
    ///
    /// A chief complaint that names only others leaves the topic only the assessment, and a history is about what it
    /// names first.
    pub fn new(note: &Note, names: impl Fn(Span) -> Option<bool>, first_named: impl Fn(Span) -> Option<bool>) -> Focus {
        let mut spans: Vec<Span> = note.problems.iter().map(|problem| problem.title).collect();
        let states = |section: &&Section| section.heading.is_some() && SectionKinds::ASSESSMENT.contains(section.kind);
        spans.extend(note.sections.iter().filter(states).map(|section| section.span));
        let complaint =
            note.sections.iter().find(|section| section.kind == SectionKind::Cc).map(|section| section.span);
        let named = complaint.and_then(names);
        if named != Some(false) {
            spans.extend(complaint);
            let ours = |opening: &Span| named.is_some() || first_named(*opening) != Some(false);
            spans.extend(openings(note).filter(ours));
        }
        spans.sort_unstable();
        spans.dedup_by(|next, last| {
            let overlaps = next.start < last.end;
            if overlaps {
                last.end = last.end.max(next.end);
            }
            overlaps
        });
        Focus { spans }
    }

    /// Whether words are where the note says what it evaluates.
    pub fn holds(&self, words: Span) -> bool {
        let next = self.spans.partition_point(|span| span.end <= words.start);
        self.spans.get(next).is_some_and(|span| span.overlaps(words))
    }
}

/// The first words of the history, and of the first text under no such heading.
fn openings(note: &Note) -> impl Iterator<Item = Span> {
    const HISTORY: &[SectionKind] = &[SectionKind::Hpi, SectionKind::Course];
    [HISTORY, &[SectionKind::Other]].into_iter().filter_map(|kinds| {
        let of_kind = |section: usize| kinds.contains(&note.sections[section].kind);
        let first = note.sentences.iter().find(|sentence| of_kind(sentence.section))?;
        let rest = Span::new(first.span.start, note.sections[first.section].span.end);
        Some(first_words(note, rest))
    })
}

fn first_words(note: &Note, rest: Span) -> Span {
    let text = note.words(rest);
    let end_of_last = text.split_whitespace().take(OPENING).last();
    let end = end_of_last.map_or(0, |word| word.as_ptr() as usize - text.as_ptr() as usize + word.len());
    Span::new(rest.start, rest.start + end)
}
