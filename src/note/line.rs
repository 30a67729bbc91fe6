//! The anatomy of a line: its indent, what introduces it, its words, and the label before a colon.
//!
//! Headings, sentences and prompts all ask the same questions of a line. They are answered here once, from
//! the characters alone: a bullet is a bullet whatever it introduces, and a label is a few words with a colon
//! after them, whether or not they turn out to be a heading.

use crate::base::Span;
use memchr::memchr2;

/// One line of a text.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// The line without its end.
    pub span: Span,
    /// Width of the white space before the first mark; a tab counts four.
    pub indent: usize,
    /// What introduces its words.
    pub marker: Marker,
    /// Its words, without marker and surrounding white space; empty on a blank line.
    pub body: Span,
}

/// What introduces the words of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// Nothing.
    None,
    /// `-`, `*`, `•`
    Bullet,
    /// `1.`, `2)`, `a)`, `II.`, `#3`
    Number,
    /// `##`: a Markdown heading.
    Hash,
}

impl Line {
    /// Whether the line has no words.
    pub fn is_blank(&self) -> bool {
        self.body.is_empty()
    }

    /// Whether the line begins an item of a list.
    pub fn is_item(&self, text: &str) -> bool {
        matches!(self.marker, Marker::Bullet | Marker::Number) || tick(&text[self.body.range()]).is_some()
    }
}

/// The lines of `text` within `span`, which begins at the start of a line or somewhere inside one.
pub(super) fn lines(text: &str, span: Span) -> Lines<'_> {
    Lines { text, at: span.start, end: span.end, done: span.is_empty() }
}

/// See [`lines`].
#[derive(Clone)]
pub(super) struct Lines<'t> {
    text: &'t str,
    at: usize,
    end: usize,
    done: bool,
}

impl Iterator for Lines<'_> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        if self.done {
            return None;
        }
        let bytes = &self.text.as_bytes()[..self.end];
        let start = self.at;
        let stop = memchr2(b'\n', b'\r', &bytes[start..]).map_or(self.end, |length| start + length);
        self.at = match bytes[stop..] {
            [b'\r', b'\n', ..] => stop + 2,
            [_, ..] => stop + 1,
            [] => stop,
        };
        self.done = self.at >= self.end;
        Some(line(self.text, Span::new(start, stop)))
    }
}

fn line(text: &str, span: Span) -> Line {
    let mut indent = 0;
    let mut first = span.end;
    for (at, char) in text[span.range()].char_indices() {
        match char {
            '\t' => indent += 4,
            '\u{FEFF}' => {}
            '>' if indent == 0 => {}
            c if c.is_whitespace() => indent += 1,
            _ => {
                first = span.start + at;
                break;
            }
        }
    }
    let (marker, length) = marker(&text[first..span.end]);
    let body = Span::new(first + length, span.end).trim(text);
    Line { span, indent, marker, body }
}

/// The marker at the start of `words`, and its length in bytes.
fn marker(words: &str) -> (Marker, usize) {
    const NONE: (Marker, usize) = (Marker::None, 0);
    let bytes = words.as_bytes();
    let space = |at: usize| bytes.get(at).is_none_or(|b| matches!(b, b' ' | b'\t'));
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    match bytes {
        [b'#', ..] => {
            let hashes = bytes.iter().take_while(|&&b| b == b'#').count();
            let digits = bytes[hashes..].iter().take(3).take_while(|b| b.is_ascii_digit()).count();
            match (hashes, digits) {
                (1, 1..=2) => {
                    let dot = usize::from(matches!(bytes.get(1 + digits), Some(b'.' | b')' | b':')));
                    if space(1 + digits + dot) { (Marker::Number, 1 + digits + dot) } else { NONE }
                }
                (1..=6, 0) if space(hashes) => (Marker::Hash, hashes),
                _ => NONE,
            }
        }
        [b'-', next, ..] if *next == b' ' || *next == b'\t' || next.is_ascii_alphabetic() || *next == b'[' => {
            (Marker::Bullet, 1)
        }
        [b'*', b' ' | b'\t', ..] => (Marker::Bullet, 1),
        [b'o', b' ' | b'\t', next, ..] if next.is_ascii_alphabetic() => (Marker::Bullet, 1),
        [b'(', ..] => {
            let digits = bytes[1..].iter().take(3).take_while(|b| b.is_ascii_digit()).count();
            let closed = bytes.get(1 + digits) == Some(&b')') && space(2 + digits);
            if matches!(digits, 1..=2) && closed { (Marker::Number, 2 + digits) } else { NONE }
        }
        [b'0'..=b'9', ..] => {
            let digits = bytes.iter().take(3).take_while(|b| b.is_ascii_digit()).count();
            let closed = matches!(bytes.get(digits), Some(b'.' | b')'));
            let apart = space(digits + 1)
                || letter(digits + 1)
                || matches!(bytes.get(digits + 1), Some(b'[' | b'*' | b'{' | b'<' | b'_'));
            if digits <= 2 && closed && apart { (Marker::Number, digits + 1) } else { NONE }
        }
        [b'a'..=b'z' | b'A'..=b'Z', ..] => {
            let letters = bytes.iter().take(6).take_while(|b| b.is_ascii_alphabetic()).count();
            let roman = bytes[..letters].iter().all(|b| matches!(b.to_ascii_uppercase(), b'I' | b'V' | b'X'));
            let closed = match bytes.get(letters) {
                Some(b')') => space(letters + 1),
                Some(b'.') => {
                    bytes.get(letters + 1).is_some_and(|b| matches!(b, b' ' | b'\t'))
                        && words[letters + 1..].trim_start().starts_with(|c: char| c.is_uppercase())
                }
                _ => false,
            };
            if closed && (letters == 1 || roman && letters <= 5) { (Marker::Number, letters + 1) } else { NONE }
        }
        _ => match words.chars().next() {
            Some(c @ ('•' | '‣' | '◦' | '▪' | '●' | '○' | '·' | '➢' | '❖' | '\u{F0B7}')) => {
                (Marker::Bullet, c.len_utf8())
            }
            Some(c @ ('–' | '—')) if words[c.len_utf8()..].starts_with(' ') => (Marker::Bullet, c.len_utf8()),
            _ => NONE,
        },
    }
}

/// The box at the start of `words`: whether it is ticked, and its length in bytes.
pub(super) fn tick(words: &str) -> Option<(bool, usize)> {
    const EMPTY: [&str; 16] =
        ["[ ]", "[]", "[_]", "[  ]", "[   ]", "( )", "(  )", "☐", "□", "❏", "❑", "⬜", "▢", "◻", "○", "◯"];
    const TICKED: [&str; 17] = [
        "[x]", "[X]", "[*]", "[✓]", "[✔]", "[√]", "[ x ]", "[ X ]", "[x ]", "(x)", "(X)", "(✓)", "☑", "☒", "⊠", "◉",
        "⦿",
    ];
    if !words.starts_with(['[', '(']) && words.as_bytes().first() != Some(&0xE2) {
        return None;
    }
    let mark = |marks: &[&str]| marks.iter().find(|mark| words.starts_with(**mark)).map(|mark| mark.len());
    mark(&TICKED).map(|length| (true, length)).or_else(|| mark(&EMPTY).map(|length| (false, length)))
}

/// A few words and a colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// The words, without mark-up and colon.
    pub words: Span,
    /// After the colon.
    pub colon: usize,
    /// Where the value begins: after colon, closing mark-up, white space and a stray comma. The end of the
    /// line if there is none.
    pub value: usize,
}

/// Longest label in bytes.
pub(super) const LABEL: usize = 80;

/// The first byte of `：`.
const FULL_WIDTH_COLON: u8 = 0xEF;

/// The label at the start of `span`, which lies in one line.
pub(super) fn label(text: &str, span: Span) -> Option<Label> {
    let bytes = &text.as_bytes()[..span.end];
    let markup = opening(&bytes[span.start..]);
    let first = span.start + markup;
    if !bytes.get(first)?.is_ascii_alphanumeric() && text[first..].chars().next().is_none_or(|c| !c.is_alphabetic()) {
        return None;
    }
    // Most lines have no colon within reach, which is quickly seen.
    memchr2(b':', FULL_WIDTH_COLON, &bytes[first..span.end.min(first + LABEL + 1)])?;
    let mut depth = 0usize;
    let mut at = first;
    let (end, colon) = loop {
        if at >= span.end || at - first > LABEL {
            return None;
        }
        match bytes[at] {
            b'(' => depth += 1,
            b')' => depth = depth.checked_sub(1)?,
            b':' if depth == 0 => break (at, at + 1),
            FULL_WIDTH_COLON if bytes[at..].starts_with("：".as_bytes()) => break (at, at + 3),
            b'[' | b']' | b'{' | b'}' | b'<' | b'>' | b'|' | b'"' | b'!' | b';' | b'=' | b'@' | b'\n' | b'\r' => {
                return None;
            }
            b'?' if depth == 0 => return None,
            b'.' if ends_words(&bytes[first..at], bytes.get(at + 1)) => return None,
            b'_' if bytes.get(at + 1) == Some(&b'_') && markup != 2 => return None,
            _ => {}
        }
        at += 1;
    };
    let named = Span::new(first, end).trim(text);
    let close = opening_back(&bytes[named.range()], markup);
    let words = Span::new(first, named.end - close).trim(text);
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let no_label = end > first && digit(end - 1) && digit(colon)
        || bytes[colon..].starts_with(b"//")
        || bytes[colon..].starts_with(b":")
        || !text[words.range()].contains(|c: char| c.is_alphabetic());
    if no_label {
        return None;
    }
    let mut value = colon;
    let marks = bytes[value..].iter().take(markup + 1).take_while(|b| matches!(b, b'*' | b'_')).count();
    if close == 0 && marks == markup {
        value += markup;
    }
    value = skip_blank(text, value, span.end);
    if bytes.get(value) == Some(&b',') {
        value = skip_blank(text, value + 1, span.end);
    }
    Some(Label { words, colon, value })
}

/// The number of words of a label.
pub(super) fn word_count(words: &str) -> usize {
    words.split_whitespace().count()
}

/// Whether words end in a word that cannot end a statement.
pub(super) fn leads_on(words: &str) -> bool {
    const LITTLE: [&str; 40] = [
        "a", "an", "and", "any", "are", "as", "at", "be", "but", "by", "for", "from", "had", "has", "have", "her",
        "his", "in", "into", "is", "its", "my", "no", "nor", "of", "on", "or", "per", "that", "the", "their", "to",
        "was", "were", "which", "who", "with", "without", "your", "denies",
    ];
    let word = last_word(words);
    let answer = word.eq_ignore_ascii_case("no") && words[..words.len() - word.len()].trim_end().ends_with(':');
    !answer && LITTLE.iter().any(|little| little.eq_ignore_ascii_case(word))
}

/// The last word of some words.
pub(super) fn last_word(words: &str) -> &str {
    words.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '"' | ',' | '/')).next().unwrap_or(words)
}

/// Whether there are letters, and all of them are capitals.
pub(super) fn is_caps(words: &str) -> bool {
    let mut letters = words.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|c| !c.is_lowercase())
}

/// The first offset from `at` on that is not white space, at most `end`.
pub(super) fn skip_blank(text: &str, at: usize, end: usize) -> usize {
    let words = &text[at..end];
    at + (words.len() - words.trim_start().len())
}

/// Bytes of emphasis at the start: `*`, `**`, `_`, `__`, but not the wildcard `***` or the blank `___`.
pub(super) fn opening(bytes: &[u8]) -> usize {
    let Some(&mark @ (b'*' | b'_')) = bytes.first() else { return 0 };
    let marks = bytes.iter().take(3).take_while(|&&b| b == mark).count();
    let word = bytes.get(marks).is_some_and(|b| !b.is_ascii_whitespace());
    if marks < 3 && (word || bytes.len() == marks) { marks } else { 0 }
}

fn opening_back(bytes: &[u8], markup: usize) -> usize {
    let marks = bytes.iter().rev().take_while(|b| matches!(b, b'*' | b'_')).count();
    if markup > 0 && marks == markup { markup } else { 0 }
}

/// Whether the full stop after `before` ends words, rather than abbreviates (`H.P.I.`, `Approx.`).
fn ends_words(before: &[u8], next: Option<&u8>) -> bool {
    let word = before.iter().rev().take_while(|b| b.is_ascii_alphanumeric()).count();
    next.is_none_or(|b| b.is_ascii_whitespace()) && word > 3
}
