//! What the lines of a query are: title, indicators, question, answers.
//!
//! People write queries as letters, forms and messages. A box makes a line an answer, a request or a question mark makes a
//! sentence the question, a label such as `To:` belongs to the letter, and what is left says what the record documents.

use crate::base::Span;

/// The parts of one query, each in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub titles: Vec<Span>,
    pub indicators: Vec<Span>,
    pub questions: Vec<Span>,
    pub answers: Vec<Answer>,
}

/// An answer to choose from.
#[derive(Debug)]
pub(super) struct Answer {
    pub words: Span,
    /// The mark of a box that is ticked.
    pub ticked: Option<Span>,
}

/// Labels of the letter around a query.
const LETTER: [&str; 35] = [
    "to",
    "from",
    "cc",
    "date",
    "dear",
    "patient",
    "patient name",
    "name",
    "mrn",
    "dob",
    "account",
    "note",
    "date of service",
    "dos",
    "provider",
    "attending",
    "physician",
    "author",
    "query",
    "signature",
    "signed",
    "cdi",
    "cdi specialist",
    "phone",
    "contact",
    "facility",
    "admission date",
    "encounter",
    "thank you",
    "thanks",
    "answer",
    "re admission",
    "location",
    "room",
    "response",
];
/// Labels of the title.
const TITLE: [&str; 6] = ["title", "subject", "re", "regarding", "topic", "query title"];
/// Words of a heading over indicators, question and answers.
const INDICATORS: [&str; 8] = [
    "indicator",
    "documented",
    "findings",
    "clinical picture",
    "supporting",
    "evidence",
    "background",
    "clinical information",
];
const QUESTION: [&str; 6] = ["question", "questions", "query", "request", "clarification needed", "our question"];
const ANSWERS: [&str; 6] = ["option", "answer", "choice", "select", "response", "choose"];
/// Words that make a sentence a request.
const REQUESTS: [&str; 17] = [
    "please clarif",
    "please document",
    "please indicat",
    "please specif",
    "please provid",
    "please confirm",
    "please state",
    "please advis",
    "please add",
    "please update",
    "please address",
    "please select",
    "please respond",
    "please record",
    "please write",
    "please diagnos",
    "please agree",
];
/// Boxes, the ticked ones first.
const TICKED: [&str; 8] = ["[x]", "[X]", "(x)", "(X)", "☒", "☑", "✓", "✔"];
const OPEN: [&str; 9] = ["[ ]", "[]", "( )", "()", "☐", "□", "○", "❑", "◯"];

/// What a heading begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Under {
    Nothing,
    Indicators,
    Question,
    Answers,
}

/// The parts of a query that is this part of a text.
pub(super) fn parts(text: &str, whole: Span) -> Parts {
    let mut parts = Parts::default();
    let mut under = Under::Nothing;
    let mut begun = false;
    // Whether the last line asked and let a list follow.
    let mut listing = false;
    for line in lines(text, whole) {
        let Line { words, heading, item } = undressed(text, line);
        let said = &text[words.range()];
        if said.is_empty() {
            continue;
        }
        if let Some((ticked, rest)) = boxed(text, words) {
            parts.answers.push(Answer { words: rest, ticked });
            listing = true;
            continue;
        }
        if let Some((label, rest)) = labelled(text, words) {
            let label = label.to_lowercase();
            // "Query: 1a2b3c4d" is a reference.
            let names_topic = label == "query" && text[rest.range()].contains(' ');
            if TITLE.contains(&label.as_str()) || names_topic {
                parts.titles.push(rest);
                begun = true;
                continue;
            }
            if LETTER.contains(&label.as_str()) {
                continue;
            }
        }
        if let Some(next) = heads(said, heading) {
            // A list may follow the question directly, without a heading of its own.
            (under, listing, begun) = (next, next == Under::Answers, true);
            if !said.ends_with(':') || !is_request(said) {
                continue;
            }
        }
        if heading || !begun && !item && is_title(said) {
            parts.titles.push(words);
            (begun, listing) = (true, false);
            continue;
        }
        begun = true;
        if item
            && listing
            && under != Under::Indicators
            && !said.to_lowercase().starts_with("please")
            && !said.contains('?')
        {
            parts.answers.push(Answer { words, ticked: None });
            continue;
        }
        let mut asked = false;
        for sentence in sentences(text, words) {
            let said = &text[sentence.range()];
            asked = said.ends_with('?') || is_request(said) || under == Under::Question && !item;
            match asked {
                true => parts.questions.push(sentence),
                false => parts.indicators.push(sentence),
            }
        }
        listing = asked;
    }
    parts
}

struct Line {
    words: Span,
    heading: bool,
    item: bool,
}

/// The least length of a line that goes on in the next one.
const WRAPPED: usize = 55;

/// The lines of a query; one that was wrapped is one line.
fn lines(text: &str, whole: Span) -> Vec<Span> {
    let mut lines: Vec<Span> = Vec::new();
    let mut at = whole.start;
    let mut last = "";
    for line in text[whole.range()].split_inclusive('\n') {
        let span = Span::new(at, at + line.len());
        at = span.end;
        match lines.last_mut().filter(|_| last.chars().count() >= WRAPPED && goes_on(text, span)) {
            Some(before) => before.end = span.end,
            None => lines.push(span),
        }
        last = line.trim();
    }
    lines
}

/// Whether a line may be the rest of the one before: it has no mark, label or heading of its own.
fn goes_on(text: &str, line: Span) -> bool {
    let Line { words, heading, item } = undressed(text, line);
    let said = &text[words.range()];
    let label = labelled(text, words).map(|(label, _)| label.to_lowercase());
    let labelled = label.is_some_and(|label| LETTER.contains(&label.as_str()) || TITLE.contains(&label.as_str()));
    // "Please clarify" in capitals is a sentence of its own; in the middle of one it is not.
    let asks = is_request(said) && said.starts_with(char::is_uppercase);
    !said.is_empty()
        && !asks
        && !heading
        && !item
        && !labelled
        && !said.ends_with(':')
        && boxed(text, words).is_none()
        && heads(said, false).is_none()
}

/// A line without the marks of its list, quotation or heading.
fn undressed(text: &str, line: Span) -> Line {
    let mut words = line.trim(text);
    let heading = text[words.range()].starts_with('#');
    let mut item = false;
    loop {
        let said = &text[words.range()];
        let number = said.bytes().take_while(u8::is_ascii_digit).count();
        let lettered = said.len() > 2 && said.as_bytes()[0].is_ascii_alphabetic() && said[1..].starts_with(") ");
        let skip = match said.chars().next() {
            Some('#' | '>' | '*' | '_') => 1,
            Some('-' | '•' | '·' | '–' | '+') if said.chars().nth(1).is_some_and(char::is_whitespace) => {
                item = true;
                said.chars().next().map_or(0, char::len_utf8)
            }
            _ if number > 0 && (said[number..].starts_with(". ") || said[number..].starts_with(") ")) => {
                item = true;
                number + 1
            }
            _ if lettered => {
                item = true;
                2
            }
            _ => break,
        };
        // A star begins a list where a blank follows.
        item |= said.starts_with("* ");
        words = Span::new(words.start + skip, words.end).trim(text);
    }
    let end = text[words.range()].trim_end_matches(['*', '_']).len();
    // The line on which to write is a part of the answer.
    let end = if text[words.range()].ends_with('_') { words.len() } else { end };
    Line { words: Span::new(words.start, words.start + end), heading, item }
}

/// The words after a box, and the mark if it is ticked.
fn boxed(text: &str, words: Span) -> Option<(Option<Span>, Span)> {
    let said = &text[words.range()];
    let of = |marks: &[&str]| marks.iter().find(|mark| said.starts_with(**mark)).map(|mark| mark.len());
    let blank = || said.strip_prefix("__").map(|rest| said.len() - rest.trim_start_matches('_').len());
    let (length, ticked) = match (of(&TICKED), of(&OPEN).or_else(blank)) {
        (Some(length), _) => (length, Some(Span::new(words.start, words.start + length))),
        (None, Some(length)) => (length, None),
        (None, None) => return None,
    };
    let rest = Span::new(words.start + length, words.end).trim(text);
    (!rest.is_empty()).then_some((ticked, rest))
}

/// A short label before a colon, and what is after it.
fn labelled(text: &str, words: Span) -> Option<(&str, Span)> {
    let said = &text[words.range()];
    let colon = said.find(':')?;
    let label = said[..colon].trim_matches(['*', '_', ' ']);
    let rest = Span::new(words.start + colon + 1, words.end).trim(text);
    (label.split_whitespace().count() <= 3).then_some((label, rest))
}

/// What a heading begins, if a line is one.
fn heads(said: &str, heading: bool) -> Option<Under> {
    let lower = said.trim_end_matches([':', '*', '_']).to_lowercase();
    let short = lower.split_whitespace().count() <= 8;
    let is_heading =
        short && (heading || said.trim_end_matches(['*', '_']).ends_with(':') || said.split_whitespace().count() <= 2);
    let has = |words: &[&str]| is_heading && words.iter().any(|word| lower.contains(word));
    if has(&INDICATORS) && !lower.contains('?') && !is_request(said) {
        return Some(Under::Indicators);
    }
    if has(&ANSWERS) {
        return Some(Under::Answers);
    }
    QUESTION.contains(&lower.trim()).then_some(Under::Question)
}

fn is_request(said: &str) -> bool {
    let lower = said.to_lowercase();
    REQUESTS.iter().any(|request| lower.contains(request))
        || ["can you", "could you", "would you", "do you"].iter().any(|request| lower.contains(request))
}

/// The first line of a letter that is no sentence.
fn is_title(said: &str) -> bool {
    said.chars().count() <= 100
        && !said.ends_with(['.', '?', '!', ',', ':'])
        && !said.contains(". ")
        && !is_request(said)
}

/// The sentences of a line.
fn sentences(text: &str, line: Span) -> Vec<Span> {
    let said = &text[line.range()];
    let mut spans = Vec::new();
    let mut start = 0;
    for (at, sign) in said.char_indices().filter(|(_, c)| matches!(c, '.' | '?' | '!')) {
        let after = at + sign.len_utf8();
        let ends = said[after..].starts_with(char::is_whitespace)
            && said[after..].trim_start().starts_with(|c: char| c.is_uppercase() || c == '"');
        let abbreviated =
            matches!(said[..at].rsplit([' ', '(']).next(), Some("Dr" | "Mr" | "Mrs" | "Ms" | "vs" | "e.g" | "i.e"));
        if ends && !abbreviated {
            spans.push(Span::new(line.start + start, line.start + after).trim(text));
            start = after;
        }
    }
    spans.push(Span::new(line.start + start, line.end).trim(text));
    spans.retain(|span| !span.is_empty());
    spans
}
