//! The findings that carry their own yes or no, ready to be asked for.

use crate::base::Span;
use crate::note::{Note, Reply};

/// See [`Reply`].
pub(super) struct Replies {
    /// In the order of what is answered.
    all: Vec<Reply>,
    /// The words that answer, in order.
    words: Vec<Span>,
}

impl Replies {
    pub fn of(note: &Note) -> Replies {
        let all = note.replies();
        let mut words: Vec<Span> = all.iter().map(|reply| reply.words).collect();
        words.sort_unstable();
        Replies { all, words }
    }

    /// The reply to a mention.
    pub fn about(&self, mention: Span) -> Option<&Reply> {
        let next = self.all.partition_point(|reply| reply.about.start <= mention.start);
        let last = self.all.get(next.checked_sub(1)?)?;
        (mention.start < last.about.end).then_some(last)
    }

    /// Whether a word that answers a finding is in a span.
    pub fn has_word(&self, span: Span) -> bool {
        let next = self.words.partition_point(|words| words.end <= span.start);
        self.words.get(next).is_some_and(|words| words.overlaps(span))
    }
}
