//! Headings that are wrapped over several lines.
//!
//! Old transcription systems set a heading in a narrow column (`CHIEF`, `COMPLAINT:`). Such a heading is read from lines of
//! capitals only: each further line may complete a known spelling, and the longest one counts.

use super::{Opening, Reader, Style};
use crate::base::{SectionKind, Span};
use crate::note::headings::Heading;
use crate::note::line::{LABEL, Label, Line, Lines, Marker, is_caps, label, word_count};

impl Reader<'_> {
    /// A heading in capitals, one or two words a line, as old transcription systems wrap it.
    pub(super) fn over_lines(&self, line: &Line, next: Lines<'_>, style: Style) -> Option<Opening> {
        if line.marker != Marker::None || !self.is_piece(line) {
            return None;
        }
        let style = Style { prominent: true, ..style };
        let first = &self.text[line.body.range()];
        let mut known = None;
        for part in next.take(6).take_while(|part| !part.is_blank()) {
            if !self.is_piece(&part) {
                let label = label(self.text, part.body).filter(|label| is_caps(&self.text[label.words.range()]));
                let whole = label.and_then(|label| self.wrapped_name(line, first, label));
                known = whole.map(|(heading, words, after)| Opening { heading, words, after, style }).or(known);
                break;
            }
            let words = Span::new(line.body.start, part.body.end);
            if let Some(heading) = self.known(words) {
                known = Some(Opening { heading, words, after: part.span.end, style });
            }
        }
        known.filter(|opening| self.allows(opening, line, true))
    }

    /// A short line of capitals only.
    fn is_piece(&self, line: &Line) -> bool {
        let words = &self.text[line.body.range()];
        words.len() <= 30 && is_caps(words) && word_count(words) <= 3 && !words.contains(':')
    }

    /// What the wrapped heading announces that ends in `label`, its words, and where its value begins.
    fn wrapped_name(&self, line: &Line, first: &str, label: Label) -> Option<(Heading, Span, usize)> {
        let words = Span::new(line.body.start, label.words.end);
        let heading = self.known(words).or_else(|| {
            let own = self.headings.get(first);
            let tail = self.headings.get(&self.text[label.words.range()]);
            match (own, tail) {
                (Some(own), _) if first.ends_with('-') => Some(own),
                (Some(_), _) => None,
                (None, Some(tail)) if tail.kind == SectionKind::Hpi => {
                    Some(Heading { kind: SectionKind::Other, ..tail })
                }
                (None, Some(tail)) => Some(tail),
                (None, None) => self.unknown(line, &self.text[words.range()]),
            }
        })?;
        Some((heading, words, label.value))
    }

    /// What words announce that may be wrapped over lines.
    fn known(&self, words: Span) -> Option<Heading> {
        let name = &self.text[words.range()];
        (name.len() <= LABEL && !name.contains(['.', ','])).then(|| self.headings.get(name)).flatten()
    }
}
