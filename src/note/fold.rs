//! The text as the scan reads it: typography folded to ASCII, white space collapsed, one line a sentence.
//!
//! Terms and patterns are written once, in plain ASCII with single spaces; notes have curly quotes, en dashes,
//! non-breaking spaces and hard-wrapped lines. Folding the note, rather than multiplying the patterns, also lets every
//! pattern run without Unicode classes. Line feeds are between sentences only, so no term and no `.` can reach across.
//!
//! A word broken at the end of a line (`num-`, `bness`) keeps its hyphen and loses the break; whether it is one word or two
//! (`left-`, `sided`) is for those to say who know words.
//!
//! Names that programs give to fields (`pain_onset`, `painOnset`) read as the words they are made of.
//!
//! The way back is a list of pieces: a piece is either a stretch copied byte for byte, or one place that
//! reads differently (a run of white space, a fraction). Plain ASCII prose is one piece a sentence. A long note has many
//! of both, so their offsets have 32 bits: more than [`super::source::LONGEST`] bytes never fold to.

use super::Sentence;
use super::bytes::{ByteSet, byte_set};
use crate::base::Span;
use std::ops::Range;

/// Folded text with the way back to the original.
#[derive(Debug, Default)]
pub struct Folded {
    text: String,
    pieces: Vec<Piece>,
    /// Where the line of each sentence begins.
    lines: Vec<u32>,
}

/// A stretch of folded text, up to the next piece, and the original bytes that it was made of.
#[derive(Debug)]
struct Piece {
    folded: u32,
    start: u32,
    end: u32,
    /// Byte for byte the same; otherwise every folded byte maps to all of them.
    copied: bool,
}

impl Folded {
    /// Folds each sentence of `text` to one line.
    pub fn new(text: &str, sentences: &[Sentence]) -> Folded {
        let mut folded = Folded {
            text: String::with_capacity(text.len()),
            pieces: Vec::with_capacity(sentences.len() * 2),
            lines: Vec::with_capacity(sentences.len()),
        };
        for sentence in sentences {
            if !folded.lines.is_empty() {
                folded.text.push('\n');
            }
            folded.lines.push(folded.text.len() as u32);
            folded.fold(text, sentence.span);
        }
        folded
    }

    /// The whole folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The folded bytes of one sentence, its line feed left out.
    pub fn sentence(&self, index: usize) -> Range<usize> {
        let end = self.lines.get(index + 1).map_or(self.text.len(), |next| *next as usize - 1);
        self.lines[index] as usize..end
    }

    /// The sentence in which a folded offset lies; the line feed belongs to the sentence before it.
    pub fn sentence_at(&self, offset: usize) -> usize {
        self.lines.partition_point(|start| *start as usize <= offset).saturating_sub(1)
    }

    /// The original bytes of a non-empty folded range that does not cross a sentence. A range that cuts
    /// a character is widened to the whole of it.
    pub fn original(&self, range: Range<usize>) -> Span {
        let Range { mut start, mut end } = range;
        while !self.text.is_char_boundary(start) {
            start -= 1;
        }
        while end < self.text.len() && !self.text.is_char_boundary(end) {
            end += 1;
        }
        let last_byte = end.saturating_sub(1).max(start);
        let at = self.piece(start);
        // Most ranges are in one piece.
        let within = self.pieces.get(at + 1).is_none_or(|next| next.folded as usize > last_byte);
        let (first, last) = (&self.pieces[at], &self.pieces[if within { at } else { self.piece(last_byte) }]);
        let from = first.start as usize + if first.copied { start - first.folded as usize } else { 0 };
        let to = if last.copied { last.start as usize + (end - last.folded as usize) } else { last.end as usize };
        Span::new(from, to.max(from))
    }

    /// The index of the piece that holds a byte of the folded text.
    fn piece(&self, offset: usize) -> usize {
        self.pieces.partition_point(|piece| piece.folded as usize <= offset).saturating_sub(1)
    }

    /// Appends the folded words of one sentence.
    fn fold(&mut self, text: &str, span: Span) {
        let bytes = text.as_bytes();
        let (mut at, mut copied) = (span.start, span.start);
        while at < span.end {
            let changes = |pair: &[u8]| !SAME.has(pair[0]) | ((pair[0] == b' ') & !PLAIN.has(pair[1]));
            at += bytes[at..span.end].windows(2).position(changes).unwrap_or(span.end - at - 1);
            let seam = seam(&bytes[..span.end], at, span.start);
            if seam.is_none() && PLAIN.has(bytes[at]) {
                at += 1;
                continue;
            }
            let Some(char) = text[at..span.end].chars().next() else { break };
            let mut end = at + char.len_utf8();
            let folded = if seam.is_some() {
                seam
            } else if is_blank(char) {
                let run = text[at..span.end].chars().take_while(|char| is_blank(*char));
                let (spaces, length) = run.fold((false, 0), |(s, n), c| (s || c.is_whitespace(), n + c.len_utf8()));
                end = at + length;
                match spaces {
                    true if is_break(&bytes[..span.end], at, end) => Some(""),
                    true if length == 1 && bytes[at] == b' ' => None,
                    true => Some(" "),
                    false => Some(""),
                }
            } else {
                ascii(char)
            };
            if let Some(folded) = folded {
                self.copy(text, Span::new(copied, at));
                let original = Span::new(at, end);
                let full_width = full_width(char);
                if !folded.is_empty() || full_width.is_some() {
                    self.begin(original, false);
                }
                if folded.contains('/') && folded.len() > 1 && self.text.ends_with(|c: char| c.is_ascii_digit()) {
                    self.text.push(' ');
                }
                self.text.push_str(folded);
                self.text.extend(full_width.or((seam == Some(" ") && char != '_').then_some(char)));
                copied = end;
            }
            at = end;
        }
        self.copy(text, Span::new(copied, span.end));
    }

    fn copy(&mut self, text: &str, original: Span) {
        if !original.is_empty() {
            self.begin(original, true);
            self.text.push_str(&text[original.range()]);
        }
    }

    /// Begins a piece at the end of the folded text.
    fn begin(&mut self, original: Span, copied: bool) {
        let Span { start, end } = original;
        self.pieces.push(Piece { folded: self.text.len() as u32, start: start as u32, end: end as u32, copied });
    }
}

/// A blank where two words of a field's name meet: at the underscore of `pain_onset`, before the hump of `painOnset`.
/// Two letters must be on either side of a hump, because units have humps as well: `mmHg`, `dL`.
fn seam(bytes: &[u8], at: usize, start: usize) -> Option<&'static str> {
    let small = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_lowercase);
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    match bytes[at] {
        b'_' if at > start && letter(at - 1) && letter(at + 1) => Some(" "),
        b'A'..=b'Z' if at >= start + 2 && small(at - 1) && letter(at - 2) && small(at + 1) && letter(at + 2) => {
            // The brand of a medicine has humps too, but begins with a capital.
            let name = bytes[start..at].iter().rev().take(60).take_while(|b| b.is_ascii_alphanumeric()).last();
            name.is_some_and(u8::is_ascii_lowercase).then_some(" ")
        }
        _ => None,
    }
}

/// Whether the blanks at `at..end` break a word after its hyphen: there is a letter before that, and a small one follows.
fn is_break(bytes: &[u8], at: usize, end: usize) -> bool {
    let hyphen = at >= 2 && bytes[at - 1] == b'-' && bytes[at - 2].is_ascii_alphabetic();
    let soft = bytes[at..end].starts_with("\u{AD}".as_bytes());
    (hyphen || soft)
        && bytes[at..end].iter().any(|b| matches!(b, b'\n' | b'\r'))
        && bytes.get(end).is_some_and(u8::is_ascii_lowercase)
}

/// Bytes that stay what they are, unless there is a seam before them.
const PLAIN: ByteSet = byte_set!(0x21..=0x7E);

/// Those before which there is never a seam, and the blank.
const SAME: ByteSet = byte_set!(b' '..=b'@' | b'['..=b'^' | b'`'..=b'~');

/// White space, and characters without width.
fn is_blank(char: char) -> bool {
    char.is_whitespace() || matches!(char, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// ASCII letters, digits and punctuation in the width of an ideograph.
fn full_width(char: char) -> Option<char> {
    matches!(char, '\u{FF01}'..='\u{FF5E}').then(|| char::from((char as u32 - 0xFF01 + 0x21) as u8))
}

/// How typography reads in ASCII; `None` if a character stays what it is.
fn ascii(char: char) -> Option<&'static str> {
    Some(match char {
        '\u{FF01}'..='\u{FF5E}' => "",
        '\u{2018}'..='\u{201B}' | '\u{2032}' | '\u{2BC}' | '\u{B4}' => "'",
        '\u{201C}'..='\u{201F}' | '\u{2033}' | '\u{AB}' | '\u{BB}' => "\"",
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' => "-",
        '\u{2044}' | '\u{2215}' => "/",
        '\u{2026}' => "...",
        '\u{2022}' | '\u{2023}' | '\u{2043}' | '\u{25CF}' | '\u{25E6}' | '\u{25AA}' | '\u{25A0}' | '\u{B7}' => "*",
        '×' => "x",
        '±' => "+/-",
        '≤' => "<=",
        '≥' => ">=",
        '½' => "1/2",
        '¼' => "1/4",
        '¾' => "3/4",
        '⅓' => "1/3",
        '⅔' => "2/3",
        '⅕' => "1/5",
        '⅖' => "2/5",
        '⅗' => "3/5",
        '⅘' => "4/5",
        '⅙' => "1/6",
        '⅚' => "5/6",
        '⅛' => "1/8",
        '⅜' => "3/8",
        '⅝' => "5/8",
        '⅞' => "7/8",
        '⁰' | '₀' => "0",
        '¹' | '₁' => "1",
        '²' | '₂' => "2",
        '³' | '₃' => "3",
        '⁴' | '₄' => "4",
        '⁵' | '₅' => "5",
        '⁶' | '₆' => "6",
        '⁷' | '₇' => "7",
        '⁸' | '₈' => "8",
        '⁹' | '₉' => "9",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        _ => return None,
    })
}
