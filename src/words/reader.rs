//! Cuts a sentence into tokens.
//!
//! - a hyphen inside a word (`mid-line`) separates two tokens and is dropped; between digits it is a token of its own; with
//!   blanks on both sides it is a dash, which ends a clause; a word broken at the end of a line (`num-bness`) is one token
//! - a date that was taken out (`MM/DD/YYYY`) is one token
//! - `n't` is `not`, `it's` is `it is`; any other `'s` is dropped, unless a phrase asks for it (`mother's`)
//! - one letter, slash, one letter is one word (`s/p`); `w/`, `d/t`, `hx` and similar are read as the words they
//!   abbreviate
//! - letters and digits are separate tokens (`x3d`), but a level is one (`L5`)
//! - quotes, `*` and `_` are dropped, and so is the full stop of an abbreviation
//! - brackets leave an edge: the words inside and outside are not adjacent, though a gap may cross. A single word or sign in
//!   brackets is an item, but its neighbours are adjacent: `(L) leg`, `(+)`; the `s` of `leg(s)` is dropped.

use super::automaton::{Automaton, Compiled};
use super::core_words::{self, id};
use super::tokens::{CLOCK, DIGITS, LEVEL, MASKED, NUMBER, ORDINAL, SIGN, Token, Tokens, WORD, YEAR};
use super::{clauses, figures};
use crate::base::masked_date;
use std::ops::Range;

impl Tokens {
    /// Reads a text in which every line is a sentence.
    pub fn read(text: &str, automaton: &Automaton) -> Tokens {
        Tokens::read_part(text, 0..text.len(), 0, automaton)
    }

    /// Reads some lines of a text, of which the first is the sentence with this index.
    pub fn read_part(text: &str, part: Range<usize>, first: usize, automaton: &Automaton) -> Tokens {
        let mut reader = Reader::new(text, part.len(), automaton);
        let mut tokens = Tokens { first, ..Tokens::default() };
        let mut start = part.start;
        for line in text[part].split('\n') {
            let first = reader.all.len();
            reader.sentence(start, start + line.len());
            let sentence = first..reader.all.len();
            figures::settle(&mut reader.all[sentence.clone()], first, &mut tokens.figures);
            clauses::mark(&mut reader.all[sentence.clone()]);
            tokens.sentences.push(sentence);
            start += line.len() + 1;
        }
        tokens.all = reader.all;
        tokens
    }

    /// The same tokens for another automaton, whose vocabulary has other ids.
    #[must_use]
    pub fn for_automaton(&self, text: &str, automaton: &Automaton) -> Tokens {
        let mut tokens = self.clone();
        let compiled = automaton.compiled();
        for token in &mut tokens.all {
            // Ids of core words are the same everywhere, and some tokens have no spelling of their own.
            if token.id == 0 || token.id >= core_words::FIRST_FREE {
                let word = &text.as_bytes()[token.start as usize..token.end as usize];
                let whole: Vec<u8>;
                let word = match word.contains(&b'-') && token.classes & WORD != 0 {
                    true => {
                        whole = word.iter().copied().filter(|byte| *byte != b'-').collect();
                        &whole[..]
                    }
                    false => word,
                };
                token.id = match compiled.spelled_id(word) {
                    0 => compiled.word_id(word.split(|byte| *byte == b'\'').next().unwrap_or(word)),
                    id => id,
                };
                let (classes, value) = compiled.meaning(token.id);
                if classes & (NUMBER | ORDINAL) != 0 {
                    token.classes |= classes;
                    token.value = value;
                }
            }
        }
        tokens
    }
}

/// The bytes with which a date may begin that was taken out.
const MAY_MASK: [bool; 256] = {
    let mut bytes = [false; 256];
    let mut at = 0;
    let signs = b"mMdDyYxX#*?[(<0123456789";
    while at < signs.len() {
        bytes[signs[at] as usize] = true;
        at += 1;
    }
    bytes
};

/// A text on its way to tokens.
pub(super) struct Reader<'t> {
    pub text: &'t str,
    pub bytes: &'t [u8],
    pub compiled: Compiled<'t>,
    pub all: Vec<Token>,
    /// The flags of a bracket that was read since the last token.
    pub edge: u8,
    /// The closing bracket of a single word in brackets, which leaves no edge.
    pub closing: usize,
}

impl<'t> Reader<'t> {
    /// One for a part of a text that has so many bytes.
    pub fn new(text: &'t str, length: usize, automaton: &'t Automaton) -> Reader<'t> {
        let all = Vec::with_capacity(length / 4);
        Reader { bytes: text.as_bytes(), text, compiled: automaton.compiled(), all, edge: 0, closing: 0 }
    }

    /// Reads the bytes of one sentence.
    pub fn sentence(&mut self, start: usize, stop: usize) {
        self.edge = 0;
        let mut at = start;
        while at < stop {
            let byte = self.bytes[at];
            if MAY_MASK[byte as usize]
                && let Some(end) = self.masked(at, start, stop)
            {
                at = end;
                continue;
            }
            at = match byte {
                b' ' => at + 1,
                b'a'..=b'z' | b'A'..=b'Z' => self.word(at, stop),
                b'0'..=b'9' => self.number(at, stop),
                0x80.. => self.foreign(at, stop),
                _ if byte.is_ascii_whitespace() => at + 1,
                _ => self.sign(at, start, stop),
            };
        }
    }

    /// A date that was taken out is one token, whatever stands in its place.
    fn masked(&mut self, at: usize, start: usize, stop: usize) -> Option<usize> {
        if at > start && self.bytes[at - 1].is_ascii_alphanumeric() {
            return None;
        }
        let date = masked_date(&self.text[at..stop])?;
        let dated = || self.all.last().is_some_and(|last| figures::BEFORE_DATE.contains(&last.id));
        if date.doubtful && !dated() {
            return None;
        }
        self.push(Token { classes: MASKED, ..token(at, at + date.length) });
        Some(at + date.length)
    }

    /// The end of the run of letters from a place on.
    #[inline]
    pub fn letters(&self, mut at: usize, stop: usize) -> usize {
        while at < stop {
            at += match self.bytes[at] {
                b'a'..=b'z' | b'A'..=b'Z' => 1,
                0x80.. => match self.char(at) {
                    c if c.is_alphabetic() => c.len_utf8(),
                    _ => break,
                },
                _ => break,
            };
        }
        at
    }

    fn char(&self, at: usize) -> char {
        self.text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or(' ')
    }

    pub fn byte(&self, at: usize, stop: usize) -> u8 {
        if at < stop { self.bytes[at] } else { b' ' }
    }

    fn word(&mut self, at: usize, stop: usize) -> usize {
        let end = self.letters(at, stop);
        let next = self.byte(end, stop);
        if end - at == 1
            && let Some(end) = self.level(at, stop)
        {
            return end;
        }
        if next == b'/'
            && end - at == 1
            && let Some(end) = self.slashed(at, stop)
        {
            return end;
        }
        if next == b'\'' && end + 1 < stop && self.bytes[end + 1].is_ascii_alphabetic() {
            return self.contraction(at, end, stop);
        }
        if next == b'-'
            && let Some(end) = self.broken(at, end, stop)
        {
            return end;
        }
        self.push_word(at, end, end);
        end
    }

    /// A word that was broken at the end of a line: `num-bness`. Its halves are no words, but the whole is.
    fn broken(&mut self, at: usize, hyphen: usize, stop: usize) -> Option<usize> {
        let end = self.letters(hyphen + 1, stop);
        let (first, second) = (&self.bytes[at..hyphen], &self.bytes[hyphen + 1..end]);
        let small = second.first().is_some_and(u8::is_ascii_lowercase) && first.len() > 1 && second.len() > 1;
        let known = |word: &[u8]| self.compiled.spelled_id(word) != 0;
        if !small || self.byte(end, stop) == b'-' || known(first) && known(second) && !is_ending(second) {
            return None;
        }
        let whole = self.compiled.word_id(&[first, second].concat());
        if whole == 0 {
            return None;
        }
        self.push_id(whole, at, end);
        Some(end)
    }

    /// `L5`, `T12`; `P2` of a body chart.
    fn level(&mut self, at: usize, stop: usize) -> Option<usize> {
        let digits = |from: usize| (from..stop).take_while(|at| self.bytes[*at].is_ascii_digit()).count();
        let number = |from: usize, to: usize| self.text[from..to].parse::<u32>().ok();
        let end = at + 1 + digits(at + 1);
        let digits_after = digits((end + 1).min(stop));
        // `L3/4` names two levels that touch; `L 5/5` is the strength of the left side, and `L4.5` no level.
        let neighbors = self.byte(end, stop) == b'/'
            && number(end + 1, end + 1 + digits_after)
                .is_some_and(|next| Some(next) == number(at + 1, end).map(|n| n + 1));
        let goes_on = self.letters(end, stop) > end
            || matches!(self.byte(end, stop), b'/' | b'.') && digits_after > 0 && !neighbors;
        let digits = end - at - 1;
        let classes = match self.bytes[at].to_ascii_lowercase() {
            b'c' | b't' | b'l' | b's' if (1..=2).contains(&digits) => WORD | LEVEL,
            b'p' if digits == 1 => WORD,
            _ => return None,
        };
        if goes_on {
            return None;
        }
        let id = self.compiled.word_id(&self.bytes[at..end]);
        self.push(Token { id, classes, ..token(at, end) });
        Some(end)
    }

    /// `s/p`, `w/o`, `w/bending`.
    fn slashed(&mut self, at: usize, stop: usize) -> Option<usize> {
        let after = self.letters(at + 2, stop);
        let one_word = after == at + 3 || self.bytes[at..after].eq_ignore_ascii_case(b"w/out");
        if one_word {
            self.push_word(at, after, after);
            return Some(after);
        }
        matches!(self.bytes[at], b'w' | b'W' | b'c' | b'C').then(|| {
            self.push(Token { id: id("with"), classes: WORD, ..token(at, at + 2) });
            at + 2
        })
    }

    /// A word with an apostrophe inside.
    fn contraction(&mut self, at: usize, apostrophe: usize, stop: usize) -> usize {
        let end = self.letters(apostrophe + 1, stop);
        let suffix = self.bytes[apostrophe + 1..end].to_ascii_lowercase();
        let word = &self.bytes[at..apostrophe];
        let second = match suffix.as_slice() {
            b"t" if word.len() > 1 && word.ends_with(b"n") || word.ends_with(b"N") => {
                let base = apostrophe - 1;
                match self.bytes[at..base].to_ascii_lowercase().as_slice() {
                    b"ca" => self.push(Token { id: id("can"), classes: WORD, ..token(at, base) }),
                    b"wo" => self.push(Token { id: id("will"), classes: WORD, ..token(at, base) }),
                    b"sha" => self.push(Token { id: id("shall"), classes: WORD, ..token(at, base) }),
                    _ => self.push_word(at, base, base),
                }
                self.push(Token { id: id("not"), classes: WORD, ..token(base, end) });
                return end;
            }
            b"s" => {
                let known = self.compiled.word_id(word);
                const TAKES_IS: [u32; 7] =
                    [id("it"), id("that"), id("he"), id("she"), id("there"), id("what"), id("this")];
                if !TAKES_IS.contains(&known) {
                    let owner = self.compiled.spelled_id(&self.bytes[at..end]) != 0;
                    self.push_word(at, if owner { end } else { apostrophe }, end);
                    return end;
                }
                id("is")
            }
            b"ve" => id("have"),
            b"re" => id("are"),
            b"ll" => id("will"),
            b"d" => id("had"),
            b"m" => id("am"),
            _ => {
                self.push_word(at, apostrophe, apostrophe);
                return apostrophe + 1;
            }
        };
        self.push_word(at, apostrophe, apostrophe);
        self.push(Token { id: second, classes: WORD, ..token(apostrophe, end) });
        end
    }

    fn number(&mut self, at: usize, stop: usize) -> usize {
        let digits = |at: usize| (at..stop).take_while(|at| self.bytes[*at].is_ascii_digit()).count();
        let whole = digits(at);
        let mut end = at + whole;
        // 1,500 is one number; `3,4` are two.
        while end - at <= 12 && self.byte(end, stop) == b',' && digits(end + 1) == 3 {
            end += 4;
        }
        if self.byte(end, stop) == b'.' && digits(end + 1) > 0 {
            end += 1 + digits(end + 1);
        }
        let value = self.bytes[at..end].iter().filter(|byte| **byte != b',').take(20);
        let value: String = value.map(|byte| char::from(*byte)).collect();
        let value = value.parse().unwrap_or(f32::NAN);
        let mut classes = WORD | NUMBER | DIGITS;
        let suffix = &self.bytes[end..(end + 2).min(stop)];
        if [&b"st"[..], b"nd", b"rd", b"th"].iter().any(|s| suffix.eq_ignore_ascii_case(s))
            && self.letters(end, stop) == end + 2
        {
            end += 2;
            classes = WORD | ORDINAL;
        } else if whole == 4 && end == at + 4 {
            match &self.bytes[at..end] {
                [b'1', b'9', ..] | [b'2', b'0', ..] => classes |= YEAR,
                [b'0'..=b'2', _, b'0'..=b'5', _] => classes |= CLOCK,
                _ => {}
            }
        }
        let id = self.compiled.word_id(&self.bytes[at..end]);
        self.push(Token { id, classes, value, ..token(at, end) });
        end
    }

    /// A character beyond ASCII: a letter begins a word, anything else is a sign.
    fn foreign(&mut self, at: usize, stop: usize) -> usize {
        let char = self.char(at);
        if char.is_alphabetic() {
            return self.word(at, stop);
        }
        let end = at + char.len_utf8();
        if !char.is_whitespace() {
            let id = self.compiled.word_id(&self.bytes[at..end]);
            self.push(Token { id, classes: SIGN, ..token(at, end) });
        }
        end
    }

    /// A word spelled from `start` to `spelled`; its token covers everything up to `end`.
    fn push_word(&mut self, start: usize, spelled: usize, end: usize) {
        let id = self.compiled.word_id(&self.bytes[start..spelled]);
        self.push_id(id, start, end);
    }

    fn push_id(&mut self, id: u32, start: usize, end: usize) {
        match core_words::expansion(id) {
            Some(words) => {
                for id in words {
                    self.push(Token { id: *id, classes: WORD, ..token(start, end) });
                }
            }
            None => {
                let (classes, value) = self.compiled.meaning(id);
                self.push(Token { id, classes: classes | WORD, value, ..token(start, end) });
            }
        }
    }

    pub fn push(&mut self, mut token: Token) {
        token.flags |= std::mem::take(&mut self.edge);
        self.all.push(token);
    }
}

pub(super) const fn token(start: usize, end: usize) -> Token {
    Token { id: 0, start: start as u32, end: end as u32, value: f32::NAN, classes: 0, flags: 0 }
}

/// The end of a word that stands by itself only in a list of short forms: the `ting` of `sit-ting`.
fn is_ending(half: &[u8]) -> bool {
    const ENDINGS: [&[u8]; 10] = [b"ing", b"ed", b"er", b"ly", b"ness", b"ment", b"tion", b"sion", b"ful", b"ity"];
    let doubled = half.split_first().filter(|(first, _)| !b"aeiou".contains(first)).map(|(_, rest)| rest);
    [Some(half), doubled].into_iter().flatten().any(|half| ENDINGS.contains(&half))
}
