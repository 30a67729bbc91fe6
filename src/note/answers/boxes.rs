//! Rows of boxes for yes and no: `Fever [ ] yes [x] no`, `Yes [ ] No [x] Fever`.
//!
//! The word of a box comes after it, or before it if a word comes before the first box of the line. What is asked comes
//! before its boxes, or after them if the line begins with them.

use super::words::{Reply, yes_or_no};
use crate::base::Span;
use crate::note::Note;
use crate::note::line::tick;
use memchr::{memchr2, memchr3};

/// Most boxes that are read in one line.
const MOST: usize = 48;

/// A box: whether it is ticked, and its place.
type Tick = (bool, Span);

/// What a row is made of.
enum Part {
    Asked(Span),
    Answer { words: Span, affirms: bool, ticked: bool },
}

/// The replies of all rows of a note.
pub(super) fn rows(note: &Note, replies: &mut Vec<Reply>) {
    let text = note.source.text();
    let mut from = 0;
    while let Some((ticked, first)) = next_box(text, Span::new(from, text.len())) {
        let heading = note.section_at(first.start).and_then(|section| section.heading);
        let start = text[from..first.start].rfind(['\n', '\r']).map_or(from, |end| from + end + 1);
        let start =
            heading.filter(|heading| heading.end <= first.start).map_or(start, |heading| start.max(heading.end));
        let end = memchr2(b'\n', b'\r', &text.as_bytes()[first.end..]).map_or(text.len(), |length| first.end + length);
        let mut boxes = vec![(ticked, first)];
        while let Some(next) = boxes.last().and_then(|last| next_box(text, Span::new(last.1.end, end))) {
            boxes.push(next);
        }
        if boxes.len() <= MOST {
            row(text, Span::new(start, end), &boxes, replies);
        }
        from = end;
    }
}

fn next_box(text: &str, span: Span) -> Option<Tick> {
    let mut from = span.start;
    loop {
        let at = from + memchr3(b'[', b'(', 0xE2, &text.as_bytes()[from..span.end])?;
        match text.get(at..span.end).and_then(tick) {
            Some((ticked, length)) => return Some((ticked, Span::new(at, at + length))),
            None => from = at + 1,
        }
    }
}

/// The replies of one line.
fn row(text: &str, line: Span, boxes: &[Tick], replies: &mut Vec<Reply>) {
    let mut between = Vec::with_capacity(boxes.len() + 1);
    let mut start = line.start;
    for (_, span) in boxes {
        between.push(Span::new(start, span.start).trim(text));
        start = span.end;
    }
    between.push(Span::new(start, line.end).trim(text));
    let mut parts = Vec::new();
    let behind = last_word(text, between[0]).is_some_and(|(_, word)| yes_or_no(&text[word.range()]).is_some());
    for (nth, words) in between.iter().enumerate() {
        let (beside, split) = match behind {
            true => (boxes.get(nth), last_word(text, *words)),
            false => (nth.checked_sub(1).and_then(|nth| boxes.get(nth)), first_word(text, *words)),
        };
        let Some((ticked, _)) = beside else {
            parts.push(Part::Asked(*words));
            continue;
        };
        // A row with boxes for anything else is a list.
        let Some((rest, word)) = split else { return };
        let Some(affirms) = yes_or_no(&text[word.range()]) else { return };
        let answer = Part::Answer { words: word, affirms, ticked: *ticked };
        parts.extend(if behind { [Part::Asked(rest), answer] } else { [answer, Part::Asked(rest)] });
    }
    parts.retain(|part| !matches!(part, Part::Asked(words) if !text[words.range()].contains(char::is_alphabetic)));
    let first = matches!(parts.first(), Some(Part::Asked(_)));
    if !first {
        parts.reverse();
    }
    for group in parts.chunk_by(|_, next| matches!(next, Part::Answer { .. })) {
        let [Part::Asked(about), answers @ ..] = group else { continue };
        let mut ticked = answers.iter().filter_map(|part| match part {
            Part::Answer { words, affirms, ticked: true } => Some((*words, *affirms)),
            _ => None,
        });
        // A single box before its words is a line of a list, and a word in it may be a denial: `[x] no fever`.
        if let (Some((words, affirms)), None) = (ticked.next(), ticked.next())
            && (first || answers.len() > 1)
        {
            let bullet = text[about.range()].find(char::is_alphanumeric).unwrap_or_default();
            replies.push(Reply { about: Span::new(about.start + bullet, about.end), words, affirms });
        }
    }
}

fn first_word(text: &str, span: Span) -> Option<(Span, Span)> {
    let words = &text[span.range()];
    let length = words.find(|c: char| !c.is_alphanumeric()).unwrap_or(words.len());
    (length > 0).then(|| {
        let cut = span.start + length;
        (Span::new(cut, span.end).trim(text), Span::new(span.start, cut))
    })
}

fn last_word(text: &str, span: Span) -> Option<(Span, Span)> {
    let words = &text[span.range()];
    let start = words
        .rfind(|c: char| !c.is_alphanumeric())
        .map_or(0, |at| at + words[at..].chars().next().map_or(1, char::len_utf8));
    (start < words.len()).then(|| {
        let cut = span.start + start;
        (Span::new(span.start, cut).trim(text), Span::new(cut, span.end))
    })
}
