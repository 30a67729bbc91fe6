//! A sentence cut into what matters for its values: names, times, numbers, dates, and what is between them.

use super::Naming;
use crate::base::When;
use crate::rule::{Named, ValueId};
use crate::words::{Token, Tokens};
use std::ops::Range;

/// A piece of a sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Piece {
    pub kind: Kind,
    /// In the folded text.
    pub start: usize,
    pub end: usize,
    /// A bracket opens before it.
    pub opens: bool,
    /// A bracket closes before it.
    pub closes: bool,
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    /// It names a value whose number follows.
    Name(ValueId),
    /// It names a value whose number comes right before.
    After(ValueId),
    /// It says when something was measured.
    Time(When),
    /// A number, or the numbers that a decade covers: `80s`.
    Number { low: f64, high: f64, digits: bool },
    /// A date: year, month and day as in 20261201; zero if it was taken out.
    Date(u32),
    /// `->`, `>>`
    Arrow,
    /// A punctuation character.
    Sign(u8),
    /// Any other word.
    Word,
}

/// Cuts a sentence, whose names are given in the order of their starts, the longest first.
pub(super) fn pieces(text: &str, tokens: &Tokens, sentence: usize, names: &[Naming]) -> Vec<Piece> {
    let Some(range) = tokens.sentences.get(sentence - tokens.first) else { return Vec::new() };
    let mut cut = Cut { text, tokens: &tokens.all[..range.end], pieces: Vec::new(), end: None };
    let mut names = names.iter().peekable();
    let mut at = range.start;
    while at < range.end {
        let token = &cut.tokens[at];
        while names.next_if(|name| name.range.start < token.start as usize).is_some() {}
        let attached = cut
            .pieces
            .last()
            .is_some_and(|last: &Piece| last.end == token.start as usize && matches!(last.kind, Kind::Number { .. }));
        if let Some(name) = names.next_if(|name| name.range.start == token.start as usize)
            && !(attached && name.range.len() == 1)
        {
            let kind = match name.named {
                Named::Before(value) => Kind::Name(value),
                Named::After(value) => Kind::After(value),
                Named::Time(when) => Kind::Time(when),
            };
            cut.push(kind, name.range.clone());
            while at < range.end && (cut.tokens[at].start as usize) < name.range.end {
                at += 1;
            }
            continue;
        }
        let dated =
            tokens.figures.iter().find(|figure| figure.from as usize == at && figure.list == crate::words::DATE);
        at = match dated {
            Some(figure) => cut.date(at, figure.to as usize),
            None => cut.one(at, range.end),
        };
    }
    cut.pieces
}

struct Cut<'t> {
    text: &'t str,
    tokens: &'t [Token],
    pieces: Vec<Piece>,
    end: Option<usize>,
}

impl Cut<'_> {
    fn push(&mut self, kind: Kind, range: Range<usize>) {
        let between = self.end.and_then(|end| self.text.get(end..range.start)).unwrap_or_default();
        let (opens, closes) = (between.contains(['(', '[']), between.contains([')', ']']));
        self.end = Some(range.end);
        self.pieces.push(Piece { kind, start: range.start, end: range.end, opens, closes });
    }

    fn date(&mut self, at: usize, to: usize) -> usize {
        let range = self.tokens[at].start as usize..self.tokens[to - 1].end as usize;
        self.push(Kind::Date(day(&self.text[range.clone()]).unwrap_or(0)), range);
        to
    }

    /// Takes one token, or those of a clock time; returns where to go on.
    fn one(&mut self, at: usize, stop: usize) -> usize {
        let token = self.tokens[at];
        let range = token.start as usize..token.end as usize;
        let text = &self.text[range.clone()];
        if token.classes & crate::words::NUMBER != 0 {
            return self.number(at, stop, token, range);
        }
        let kind = match text.as_bytes() {
            _ if token.classes & crate::words::SIGN == 0 => Kind::Word,
            b"->" | b"=>" | b">>" | b"-->" => Kind::Arrow,
            _ if text == "→" => Kind::Arrow,
            [byte, ..] if byte.is_ascii() => Kind::Sign(*byte),
            _ => Kind::Word,
        };
        self.push(kind, range);
        at + 1
    }

    fn number(&mut self, at: usize, stop: usize, token: Token, mut range: Range<usize>) -> usize {
        let digits = token.classes & crate::words::DIGITS != 0;
        let next = |by: usize| {
            self.tokens[..stop].get(at + by).map(|next| (next, &self.text[next.start as usize..next.end as usize]))
        };
        let touches = |next: &Token, end: usize| next.start as usize == end;
        // 06:30
        if let (Some((colon, ":")), Some((minutes, text))) = (next(1), next(2))
            && digits
            && text.len() == 2
            && touches(colon, range.end)
            && touches(minutes, colon.end as usize)
        {
            self.push(Kind::Word, range.start..minutes.end as usize);
            return at + 3;
        }
        let mut low = f64::from(token.value);
        // The tables of the automaton have 32 bits; 1.1 is 1.1.
        if digits && let Ok(exact) = self.text[range.clone()].replace(',', "").parse::<f64>() {
            low = exact;
        }
        let bytes = self.text.as_bytes();
        let is_fraction = range.start > 0
            && bytes[range.start - 1] == b'.'
            && range.start.checked_sub(2).is_none_or(|at| !bytes[at].is_ascii_digit());
        if digits && is_fraction {
            range.start -= 1;
            low = self.text[range.clone()].parse().unwrap_or(low);
        }
        let decade =
            next(1).is_some_and(|(s, text)| text == "s" && (touches(s, range.end) || touches(s, range.end + 1)));
        let is_clock = token.classes & crate::words::CLOCK != 0 && bytes[range.start] == b'0';
        if is_clock || !low.is_finite() {
            self.push(Kind::Word, range);
            return at + 1;
        }
        if decade && low % 10.0 == 0.0 {
            let end = next(1).map_or(range.end, |(s, _)| s.end as usize);
            self.push(Kind::Number { low, high: low + 9.0, digits }, range.start..end);
            return at + 2;
        }
        self.push(Kind::Number { low, high: low, digits }, range);
        at + 1
    }
}

/// A date in digits as a number: 20261201, or 1201 without a year.
pub(super) fn day(text: &str) -> Option<u32> {
    let parts: Vec<u32> = text.split(['/', '-', '.']).map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
    let full = |year: u32| if year < 100 { 2000 + year } else { year };
    match parts[..] {
        [year, month, day] if year > 31 => Some(year * 10_000 + month * 100 + day),
        [month, day, year] => Some(full(year) * 10_000 + month * 100 + day),
        [month, day] => Some(month * 100 + day),
        _ => None,
    }
}
