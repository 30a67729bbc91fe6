//! Whether a text is a form: whether it asks more than it states.
//!
//! In a form the bare prompts are the structure, as headings are in a note, and not something that the writer forgot;
//! in a note that is otherwise filled in, one unanswered prompt is a gap. Both look the same, so the text as a whole
//! decides. Questions are: a bare prompt, a place to fill in, a question, an instruction to the writer. A statement is
//! a prompt with a value after it. Prose counts as neither, because forms explain themselves at length and notes tell
//! whole histories without one prompt.

use crate::base::Span;
use crate::note::Placeholder;
use crate::note::line::{label, lines};

/// A text that asks for fewer things than this is not a form, whatever else it contains.
const FEWEST: usize = 4;

/// Whether the text with these places to fill and these bare prompts is a form.
pub(super) fn is_form(text: &str, body: Span, places: &[Placeholder], bare: &[Span]) -> bool {
    if bare.is_empty() {
        return false;
    }
    let (mut asks, mut says) = (places.len() + bare.len(), 0);
    let mut rest = places;
    for line in lines(text, body).filter(|line| !line.is_blank()) {
        while let Some((first, others)) = rest.split_first()
            && first.span.end <= line.span.start
        {
            rest = others;
        }
        let words = &text[line.body.range()];
        if rest.first().is_some_and(|place| place.span.start < line.span.end) {
            continue;
        } else if words.ends_with('?') || is_instruction(words) {
            asks += 1;
        } else {
            let answered = |label: &crate::note::line::Label| label.value < line.body.end;
            says += usize::from(label(text, line.body).as_ref().is_some_and(answered));
        }
    }
    asks >= FEWEST && asks > says
}

/// `Describe the gait.`
fn is_instruction(words: &str) -> bool {
    const VERBS: [&str; 26] = [
        "address",
        "ask",
        "check",
        "circle",
        "comment",
        "describe",
        "document",
        "enter",
        "explain",
        "identify",
        "include",
        "indicate",
        "list",
        "mark",
        "measure",
        "note",
        "please",
        "provide",
        "rate",
        "record",
        "report",
        "select",
        "specify",
        "state",
        "summarize",
        "tick",
    ];
    let first = words.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let goes_on = words[first.len()..].starts_with(' ');
    goes_on && VERBS.iter().any(|verb| verb.eq_ignore_ascii_case(first))
}
