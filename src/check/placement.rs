//! Where a finding points when it is about something that is missing.
//!
//! What is missing has no place of its own. The finding points first at the words that call for it, since they explain
//! it, and second at the heading under which it belongs, since that is where to write it. If no words call for it (the
//! checklist was requested, the code came with the note), the heading comes first; in a note without that heading, the
//! opening line.

use super::condition::EvidenceRef;
use super::finding::Label;
use super::view::View;
use crate::base::{SectionKind, Span};

/// Where a code that came with the note belongs.
const DIAGNOSES: [SectionKind; 2] = [SectionKind::Assessment, SectionKind::AssessmentPlan];

/// Labels beyond the primary one that a finding shows: more would be hard to read.
pub(super) const MOST_RELATED: usize = 4;

impl View<'_> {
    /// The first piece of evidence that has words; failing that, the first one.
    pub fn best(&self, evidence: &[EvidenceRef]) -> Option<EvidenceRef> {
        evidence.iter().find(|&&e| self.span(e).is_some()).or(evidence.first()).copied()
    }

    /// Where a finding with this evidence points; `None` for a note without words.
    pub fn place(&self, evidence: Option<EvidenceRef>, belongs_in: &[SectionKind]) -> Option<Span> {
        match evidence {
            Some(evidence) => self.span(evidence).or_else(|| self.place_without_words(&DIAGNOSES)),
            None => self.place_without_words(belongs_in),
        }
    }

    /// The heading where something belongs, else the opening of the note; `None` for a note without words.
    pub fn place_without_words(&self, belongs_in: &[SectionKind]) -> Option<Span> {
        self.heading_of(belongs_in).or_else(|| self.opening())
    }

    /// The heading where something belongs, as a label next to `primary`.
    pub fn belongs(&self, belongs_in: &[SectionKind], primary: Span) -> Option<Label> {
        let span = self.heading_of(belongs_in).filter(|heading| !heading.overlaps(primary))?;
        Some(Label { span, text: "belongs in this section".into() })
    }

    /// The prompt or blank that waits for the answer to `mention`: the one that covers it, else the next one
    /// in its sentence, else the one before. A list of boxes may run over several sentences.
    pub fn blank_for(&self, mention: Span, sentence: Span) -> Option<Span> {
        let blanks = &self.note.placeholders;
        let inside = |&i: &usize| blanks.get(i).is_some_and(|b| sentence.overlaps(b.span));
        let next = blanks.partition_point(|b| b.span.end <= mention.start);
        Some(next).filter(inside).or_else(|| next.checked_sub(1).filter(inside)).map(|i| blanks[i].span)
    }

    /// The first line that is not blank, after the front matter if there is any, cut to a length that is read at a
    /// glance.
    fn opening(&self) -> Option<Span> {
        /// Characters.
        const LONGEST: usize = 80;
        let text = self.note.source.text();
        let from = self.note.front_matter.as_ref().map_or(0, |front| front.span.end);
        let word = |from: usize| text[from..].find(|c: char| !c.is_whitespace() && c != '\u{feff}').map(|n| from + n);
        let stated = |mut from: usize| {
            let mut comments = self.note.comments.iter();
            while let Some(start) = word(from) {
                match comments.find(|comment| comment.span.start >= start) {
                    Some(comment) if comment.span.start == start => from = comment.span.end,
                    _ => return Some(start),
                }
            }
            None
        };
        let start = stated(from).or_else(|| word(0))?;
        let line = text[start..].split(['\n', '\r']).next()?;
        let end = line.char_indices().nth(LONGEST).map_or(line.len(), |(i, _)| i);
        Some(Span::new(start, start + line[..end].trim_end().len()))
    }
}
