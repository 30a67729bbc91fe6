//! Reads punctuation: characters to drop, brackets and boxes, dashes, and full stops.

use super::core_words::{self, id};
use super::reader::{Reader, token};
use super::tokens::{ASIDE, BLANK, DIGITS, EDGE, SIGN, TICKED, Token, UNTICKED, WORD};

impl Reader<'_> {
    /// Reads the character at a place; returns where to read on.
    pub fn sign(&mut self, at: usize, start: usize, stop: usize) -> usize {
        let byte = self.bytes[at];
        let before = if at > start { self.bytes[at - 1] } else { b' ' };
        let next = self.byte(at + 1, stop);
        let is_blank = |byte: u8| byte.is_ascii_whitespace();
        match (byte, next) {
            (b'\'' | b'"' | b'`', _) => return at + 1,
            (b'*' | b'_', _) => {
                let run = (at..stop).take_while(|at| self.bytes[*at] == byte).count();
                if run >= 2 + usize::from(byte == b'*') {
                    self.push(Token { id: id("___"), classes: BLANK, ..token(at, at + run) });
                }
                return at + run;
            }
            (b'[', b'x' | b'X') if self.byte(at + 2, stop) == b']' => {
                self.push(Token { id: id("[x]"), classes: TICKED, ..token(at, at + 3) });
                return at + 3;
            }
            (b'[', b']') => {
                self.push(Token { id: id("[ ]"), classes: UNTICKED, ..token(at, at + 2) });
                return at + 2;
            }
            (b'[', b' ') if self.byte(at + 2, stop) == b']' => {
                self.push(Token { id: id("[ ]"), classes: UNTICKED, ..token(at, at + 3) });
                return at + 3;
            }
            (b'(', _) => return self.bracket(at, start, stop),
            (b')', _) if at == self.closing && at > 0 => {
                self.edge |= ASIDE;
                return at + 1;
            }
            (b'[' | b']' | b')', _) => {
                self.edge |= EDGE;
                return at + 1;
            }
            (b'-', b'>' | b'-') | (b'=', b'>') | (b'>', b'>' | b'=') | (b'<', b'=') => {
                self.push_sign(at, at + 2);
                return at + 2;
            }
            (b'-', _) if is_blank(before) && is_blank(next) => {
                self.push(Token { id: id("--"), classes: SIGN, ..token(at, at + 1) });
                return at + 1;
            }
            (b'-', _) if before.is_ascii_alphanumeric() && next.is_ascii_alphanumeric() => {
                if before.is_ascii_digit() && next.is_ascii_digit() {
                    self.push_sign(at, at + 1);
                }
                return at + 1;
            }
            (b'.', _) => {
                // The last full stop of a sentence means nothing, nor does that of an abbreviation.
                let long = self.all.last().is_some_and(|last| last.end - last.start > 3 || last.classes & DIGITS != 0);
                if is_blank(next) && long && at + 1 < stop {
                    self.push_sign(at, at + 1);
                }
                return at + 1;
            }
            _ => {}
        }
        self.push_sign(at, at + 1);
        at + 1
    }

    /// An opening bracket: an edge, unless it encloses a single word or character.
    fn bracket(&mut self, at: usize, start: usize, stop: usize) -> usize {
        let letters = self.letters(at + 1, stop);
        let sign = usize::from(matches!(self.byte(at + 1, stop), b'+' | b'-'));
        let end = if letters > at + 1 { letters } else { at + 1 + sign };
        if end == at + 1 || self.byte(end, stop) != b')' {
            self.edge |= EDGE;
            return at + 1;
        }
        let attached = at > start && self.bytes[at - 1].is_ascii_alphabetic();
        if attached && self.bytes[at + 1..end].eq_ignore_ascii_case(b"s") {
            return end + 1;
        }
        self.closing = end;
        self.edge |= ASIDE;
        if sign == 1 && letters == at + 1 {
            self.push_sign(at + 1, end);
            return end;
        }
        at + 1
    }

    fn push_sign(&mut self, start: usize, end: usize) {
        let id = self.compiled.word_id(&self.bytes[start..end]);
        match core_words::expansion(id) {
            Some(words) => {
                for id in words {
                    self.push(Token { id: *id, classes: WORD, ..token(start, end) });
                }
            }
            None => self.push(Token { id, classes: SIGN, ..token(start, end) }),
        }
    }
}
