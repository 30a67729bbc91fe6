//! What a reader of the rendered text sees.
//!
//! A comment of HTML, Markdown or a template language, and what was struck out, do not show: they document nothing. Tags
//! of HTML show as what they do, so they are read as the Markdown that does the same: `<h2>` begins a heading, `<b>` is
//! bold, `<p>` begins a line. The structure is read from a copy in which every such place has as many bytes as before, so
//! that offsets stay the same. In a template the control tags of its language do not show either; in a note they were left
//! behind, and stay. What has no end is no comment: a stray `<!--` must not hide the rest of a note.

use super::bytes::{ByteSet, byte_set};
use super::markup;
use crate::base::{Profile, Span};
use std::borrow::Cow;

/// What hides everything between its two ends.
const HIDING: [(&str, &str); 11] = [
    ("<!--", "-->"),
    ("{{!--", "--}}"),
    ("{#", "#}"),
    ("{% comment %}", "{% endcomment %}"),
    ("<%--", "--%>"),
    ("<%#", "%>"),
    ("<script", "</script>"),
    ("<style", "</style>"),
    ("<del>", "</del>"),
    ("<s>", "</s>"),
    ("<strike>", "</strike>"),
];

/// The bytes with which something begins that shows otherwise than it is written.
const SIGNS: ByteSet = byte_set!(b'<' | b'{' | b'~' | b'[' | b'!' | b'&');

/// Longest tag or address in bytes.
const LONGEST: usize = 300;

/// The text as it shows, byte for byte in the same places.
pub(super) fn shown(text: &str, body: Span, profile: Profile) -> Cow<'_, str> {
    let mut page = Page { text, profile, out: String::new(), from: 0, empty: true, endless: [false; HIDING.len()] };
    let mut at = body.start;
    while let Some(sign) = SIGNS.find(text.as_bytes(), at) {
        at = page.sign(sign).max(sign + 1);
    }
    match page.from {
        0 => Cow::Borrowed(text),
        _ => {
            page.copy(text.len());
            Cow::Owned(page.out)
        }
    }
}

struct Page<'t> {
    text: &'t str,
    profile: Profile,
    out: String,
    /// How much of the text has been copied.
    from: usize,
    /// Whether the last line of the copy has only blanks so far.
    empty: bool,
    /// Kinds of comment of which no end is left, so that none is looked for again.
    endless: [bool; HIDING.len()],
}

impl Page<'_> {
    /// Reads what begins at a place; returns where to read on.
    fn sign(&mut self, at: usize) -> usize {
        if let Some(end) = self.hidden(at) {
            self.stand_in(at, end, ["", "", ""]);
            return end;
        }
        match self.text.as_bytes()[at] {
            b'<' => self.tag(at).unwrap_or(at + 1),
            b'&' if self.text[at..].starts_with("&nbsp;") => {
                self.stand_in(at, at + 6, ["", "", ""]);
                at + 6
            }
            _ => at + 1,
        }
    }

    /// The end of what is hidden from `at` on.
    fn hidden(&mut self, at: usize) -> Option<usize> {
        let rest = &self.text[at..];
        match rest.as_bytes() {
            [b'~', b'~', ..] => return struck(self.text, at),
            [b'!', b'[', ..] => return picture(rest).map(|length| at + length),
            [b'[', ..] => return comment(self.text, at),
            [b'<' | b'{', ..] => {}
            _ => return None,
        }
        if self.profile == Profile::Template
            && !rest.starts_with("{% comment")
            && !rest.starts_with("<%#")
            && let Some(length) = markup::control(rest)
        {
            return Some(at + length);
        }
        let kind = HIDING.iter().position(|(open, _)| rest.starts_with(open)).filter(|kind| !self.endless[*kind])?;
        let (open, close) = HIDING[kind];
        let end = rest[open.len()..].find(close).map(|length| at + open.len() + length + close.len());
        self.endless[kind] = end.is_none();
        end
    }

    /// Reads a tag as what it does to a text; returns its end.
    fn tag(&mut self, at: usize) -> Option<usize> {
        let near = &self.text.as_bytes()[at + 1..self.text.len().min(at + LONGEST)];
        let length = near.iter().position(|b| matches!(b, b'>' | b'<')).filter(|length| near[*length] == b'>')?;
        let (inner, end) = (&self.text[at + 1..at + 1 + length], at + length + 2);
        let closes = inner.starts_with('/');
        let inner = inner.trim_matches('/').trim_end();
        let (name, attributes) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
        if !attributes.is_empty() && !attributes.contains('=') {
            return None;
        }
        let name = name.to_ascii_lowercase();
        let heading = matches!(name.as_bytes(), [b'h', b'1'..=b'6']);
        let begins = heading || matches!(name.as_str(), "p" | "div" | "br" | "hr" | "tr" | "li");
        let bold = matches!(name.as_str(), "b" | "strong");
        if !begins && !bold && !matches!(name.as_str(), "u" | "i" | "em" | "span" | "font" | "center" | "ul" | "ol") {
            return None;
        }
        self.copy(at);
        let feed = match closes {
            true if name == "li" => false,
            true => !self.text[end..].trim_start_matches([' ', '\t']).starts_with(['\n', '\r']),
            false => !self.empty,
        };
        let start = if begins && feed { "\n" } else { "" };
        let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, ':' | '.' | ')'));
        let signs = match (name.as_str(), closes) {
            (_, false) if heading => [start, "##", ""],
            ("li", false) => [start, "-", ""],
            (_, false) if bold && is_word(self.text[end..].chars().next()) => ["", "", "**"],
            (_, true) if bold && is_word(self.text[..at].chars().next_back()) => ["**", "", ""],
            _ => [start, "", ""],
        };
        self.stand_in(at, end, signs);
        Some(end)
    }

    /// Puts blanks in place of some bytes, with signs at the start of them, after that, and at their end. The ends of
    /// lines stay.
    fn stand_in(&mut self, at: usize, end: usize, signs: [&str; 3]) {
        self.copy(at);
        let [first, next, last] = signs;
        let blanks = end - at - first.len() - next.len() - last.len();
        let inner = &self.text.as_bytes()[at + first.len() + next.len()..][..blanks];
        let blank = |byte: &u8| if matches!(byte, b'\n' | b'\r') { char::from(*byte) } else { ' ' };
        let place: String =
            first.chars().chain(next.chars()).chain(inner.iter().map(blank)).chain(last.chars()).collect();
        self.push(&place);
        self.from = end;
    }

    /// Copies the text up to a place.
    fn copy(&mut self, to: usize) {
        let text = self.text;
        self.push(&text[self.from..to]);
        self.from = to;
    }

    fn push(&mut self, words: &str) {
        self.empty = match words.rfind(['\n', '\r']) {
            Some(feed) => words[feed..].trim().is_empty(),
            None => self.empty && words.trim().is_empty(),
        };
        self.out.push_str(words);
    }
}

/// The end of `~~struck~~`, which begins and ends at a word and stays in its paragraph.
fn struck(text: &str, at: usize) -> Option<usize> {
    let inner = &text[at + 2..];
    let length = inner.find("~~").filter(|length| *length > 0)?;
    let words = &inner[..length];
    let solid = !words.starts_with([' ', '\t', '\n', '\r', '~']) && !words.ends_with(char::is_whitespace);
    let paragraph = !words.contains("\n\n") && !words.contains("\r\n\r\n");
    (solid && paragraph && length < 4096).then_some(at + 2 + length + 2)
}

/// The end of a line that is a comment in Markdown: `[//]: # (so)`, `[comment]: <> (so)`.
fn comment(text: &str, at: usize) -> Option<usize> {
    let before = &text.as_bytes()[..at];
    if !before.iter().rev().take_while(|b| !matches!(b, b'\n' | b'\r')).all(u8::is_ascii_whitespace) {
        return None;
    }
    let line = &text[at..];
    let line = &line[..line.find(['\n', '\r']).unwrap_or(line.len())];
    let (name, value) = line[1..].split_once("]:")?;
    let value = value.trim_start();
    let nowhere = ["# (", "# \"", "# '", "<> (", "<> \"", "#\""].iter().any(|start| value.starts_with(start));
    (nowhere && name.len() < 40 && !name.contains(']')).then_some(at + line.len())
}

/// The length of `![a picture](where it is)`.
fn picture(words: &str) -> Option<usize> {
    let near = words.char_indices().take(LONGEST).last().map_or(words, |(end, _)| &words[..end]);
    let near = &near[..near.find(['\n', '\r']).unwrap_or(near.len())];
    let address = near.find("](")?;
    near[address..].find(')').map(|length| address + length + 1)
}
