//! Which of several answers was marked.
//!
//! A form lists the answers, and a person marks one: a tick in its box (`Fever: [ ] yes [x] no`), or bold type (`Fever:
//! yes / **no**`). The marked answer counts; the others say nothing. A list without a mark is a place to fill in. Shorter
//! answers, a plain yes or no, are read in `replies`.

mod boxes;
mod replies;
mod words;

pub use words::Reply;

use super::line::{opening, tick};
use super::{Note, Sentence};
use crate::base::Span;

/// Most boxes that are read as answers to one prompt.
const LONGEST: usize = 24;

/// The state of a list of answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Nothing is marked; the list.
    Unmarked(Span),
    /// The words of the marked answer.
    Marked(Span),
}

impl Note {
    /// The list of answers after the prompt of a sentence: in the sentence, or in the boxes that follow it.
    pub fn answer(&self, index: usize) -> Option<Answer> {
        let sentence = self.sentences.get(index)?;
        let value = self.value(sentence)?;
        if !value.is_empty() {
            return self.marked(value).map(Answer::Marked);
        }
        let boxes = self.sentences[index + 1..].iter().take(LONGEST).map_while(|answer| {
            let (ticked, length) = tick(self.words(answer.span)).filter(|_| answer.section == sentence.section)?;
            Some((ticked, answer.span, length))
        });
        let mut list: Option<Span> = None;
        for (ticked, span, length) in boxes {
            if ticked {
                return Some(Answer::Marked(Span::new(span.start + length, span.end).trim(self.source.text())));
            }
            list = Some(Span::new(list.map_or(span.start, |list| list.start), span.end));
        }
        list.map(Answer::Unmarked)
    }

    /// The box at the start of a sentence, if it was left empty.
    pub fn empty_box(&self, sentence: &Sentence) -> Option<Span> {
        let (ticked, length) = tick(self.words(sentence.span))?;
        (!ticked).then(|| Span::new(sentence.span.start, sentence.span.start + length))
    }

    /// Whether the words of a span are nothing but a yes or a no, and which.
    pub fn reads_as(&self, answer: Span) -> Option<bool> {
        words::yes_or_no(self.words(answer))
    }

    /// What follows the prompt of a sentence; `None` for a sentence without prompt.
    fn value(&self, sentence: &Sentence) -> Option<Span> {
        let text = self.source.text();
        let prompt = sentence.prompt?;
        let rest = &text[prompt.end.min(sentence.span.end)..sentence.span.end];
        let (colon, sign) = rest.char_indices().find(|(_, c)| !matches!(c, '*' | '_' | ' '))?;
        let value = Span::new(prompt.end + colon + sign.len_utf8(), sentence.span.end);
        let marks = text[sentence.span.start..prompt.start].ends_with(['*', '_']);
        let close = if marks {
            text[value.range()].len() - text[value.range()].trim_start_matches(['*', '_']).len()
        } else {
            0
        };
        matches!(sign, ':' | '：').then(|| Span::new(value.start + close, value.end).trim(text))
    }

    /// The one bold answer among answers between slashes.
    fn marked(&self, value: Span) -> Option<Span> {
        let words = self.words(value);
        if !words.contains('/') || !words.contains("**") {
            return None;
        }
        let mut at = value.start;
        let mut bold = words.split('/').filter_map(|answer| {
            let span = Span::new(at, at + answer.len()).trim(self.source.text());
            at += answer.len() + 1;
            let answer = self.words(span);
            let marks = opening(answer.as_bytes());
            (marks == 2 && answer.len() > 4 && answer.ends_with("**"))
                .then(|| Span::new(span.start + marks, span.end - marks))
        });
        bold.next().filter(|_| bold.next().is_none())
    }
}
