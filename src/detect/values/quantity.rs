//! A number or range with its unit, and whether it can be a certain value.

use super::pieces::{Kind, Piece};
use crate::rule::{Unit, Value, Values};

/// A number or range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Quantity {
    /// In the folded text, without the unit.
    pub start: usize,
    pub end: usize,
    /// The end of its unit.
    pub whole: usize,
    pub low: f64,
    pub high: f64,
    pub unit: Option<u32>,
    /// In the value's own unit.
    pub own: (f64, f64),
    /// Index of the piece after it.
    pub next: usize,
}

/// Why a number is not a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Refused {
    /// It is a date, given as 1201: the pieces up to this index are of it.
    Date(u32, usize),
    /// It is something else.
    Other,
}

/// Reads numbers of one value.
pub(super) struct Quantities<'a> {
    pub text: &'a str,
    pub pieces: &'a [Piece],
    pub values: &'a Values,
    pub value: &'a Value,
    /// Where the pieces end that may belong to it.
    pub stop: usize,
    /// Whether "to" between two numbers can make a range.
    pub to_is_range: bool,
}

impl Quantities<'_> {
    /// The unit right after a number.
    pub fn unit_of(&self, at: usize) -> Option<u32> {
        self.unit(self.pieces.get(at)?.end).0
    }

    /// The quantity that begins with a number; `given` is its unit if none is written.
    pub fn read(&self, at: usize, given: Option<u32>) -> Result<Quantity, Refused> {
        let Kind::Number { low, mut high, digits } = self.pieces[at].kind else { return Err(Refused::Other) };
        let start = self.pieces[at].start;
        let mut end = self.pieces[at].end;
        let mut next = at + 1;
        let mut low = low;
        let (mut unit, mut whole) = self.unit(end);
        if let Some((inches, in_inches, after)) = self.inches(at) {
            (low, high, end, next) = (inches, inches, self.pieces[after - 1].end, after);
            (unit, whole) = (Some(in_inches), self.unit(end).1);
        }
        let to = self.after_bytes(next, whole);
        if let Some((top, after)) = self.range_end(to, low) {
            (high, end, next) = (top, self.pieces[after - 1].end, after);
            let (second, second_whole) = self.unit(end);
            whole = if second.is_some() { second_whole } else { end };
            unit = second.or(unit);
        } else if let Some(after) = self.slash(next, low)? {
            end = self.pieces[after - 1].end;
            (next, whole) = (after, end);
        }
        next = self.after_bytes(next, whole);
        let quantity = Quantity { start, end, whole, low, high, unit: None, own: (low, high), next };
        self.fitted(quantity, unit.or(given), digits).ok_or(Refused::Other)
    }

    /// A quantity in one of the value's units.
    fn fitted(&self, quantity: Quantity, unit: Option<u32>, digits: bool) -> Option<Quantity> {
        let Quantity { low, high, .. } = quantity;
        let value = self.value;
        let in_unit = |unit: u32| {
            let own = (value.converted(low, unit)?, value.converted(high, unit)?);
            let plausible = value.is_plausible(own.0) && value.is_plausible(own.1);
            plausible.then_some(Quantity { unit: Some(unit), own, ..quantity })
        };
        if let Some(unit) = unit {
            return in_unit(unit);
        }
        if value.needs_unit || !digits {
            return None;
        }
        if value.unit.is_none() {
            return (value.is_plausible(low) && value.is_plausible(high)).then_some(quantity);
        }
        value.unit.into_iter().chain(value.also_in.iter().map(|other| other.unit)).find_map(in_unit)
    }

    /// The unit that begins after a byte, and where it ends.
    fn unit(&self, at: usize) -> (Option<u32>, usize) {
        let stop = self.text[at..].find('\n').map_or(self.text.len(), |line| at + line);
        let own =
            |unit: u32| self.value.unit == Some(unit) || self.value.also_in.iter().any(|other| other.unit == unit);
        let known = self.values.units.iter().zip(0..).filter(|(unit, index)| unit.refuses || own(*index));
        let found = known.filter_map(|(unit, index)| Some((spelled(unit, &self.text[at..stop])?, own(index), index)));
        match found.max_by_key(|(length, own, _)| (*length, *own)) {
            Some((length, _, unit)) => (Some(unit), at + length),
            None => (None, at),
        }
    }

    /// The first piece at or after a byte.
    fn after_bytes(&self, from: usize, byte: usize) -> usize {
        let pieces = self.pieces.get(from..).unwrap_or_default();
        from + pieces.iter().take_while(|piece| piece.start < byte).count()
    }

    /// The higher end of a range, and the piece after it: the 30 of `25-30`, `25 to 30`.
    fn range_end(&self, at: usize, low: f64) -> Option<(f64, usize)> {
        if at + 1 >= self.stop.min(self.pieces.len()) {
            return None;
        }
        let (joint, number) = (self.pieces[at], self.pieces[at + 1]);
        let Kind::Number { high, .. } = number.kind else { return None };
        let joins = match joint.kind {
            Kind::Sign(b'-') => true,
            Kind::Word => self.to_is_range && self.text[joint.start..joint.end].eq_ignore_ascii_case("to"),
            _ => false,
        };
        (joins && !joint.opens && !number.opens && high > low).then_some((high, at + 2))
    }

    /// What a slash after a number makes of it: the piece after a score (`7/10`), nothing, or a refusal.
    fn slash(&self, at: usize, low: f64) -> Result<Option<usize>, Refused> {
        let number = |at: usize| match self.pieces.get(at).map(|piece| piece.kind) {
            Some(Kind::Number { low, .. }) => Some(low),
            _ => None,
        };
        let is_sign = |at: usize, sign: u8| self.pieces.get(at).is_some_and(|piece| piece.kind == Kind::Sign(sign));
        let is_word = |at: usize, word: &str| {
            self.pieces.get(at).is_some_and(|piece| {
                piece.kind == Kind::Word && self.text[piece.start..piece.end].eq_ignore_ascii_case(word)
            })
        };
        if self.value.out_of.is_some() {
            let of = if is_sign(at, b'/') || is_word(at, "of") {
                Some(at + 1)
            } else if is_word(at, "out") && is_word(at + 1, "of") {
                Some(at + 2)
            } else {
                None
            };
            if let Some(of) = of.filter(|of| number(*of).is_some()) {
                return if number(of) == self.value.out_of { Ok(Some(of + 1)) } else { Err(Refused::Other) };
            }
        }
        match number(at + 1).filter(|_| is_sign(at, b'/')) {
            None => Ok(None),
            Some(second) => {
                let is_day = low.fract() == 0.0 && second.fract() == 0.0 && (1.0..=12.0).contains(&low);
                if is_day && (1.0..=31.0).contains(&second) {
                    let year = number(at + 3).filter(|_| is_sign(at + 2, b'/'));
                    let day = low as u32 * 100 + second as u32;
                    return Err(match year {
                        Some(year) => Refused::Date((year as u32 % 100 + 2000) * 10_000 + day, at + 4),
                        None => Refused::Date(day, at + 2),
                    });
                }
                Err(Refused::Other)
            }
        }
    }

    /// Feet and inches in inches, and the piece after them: `5'4"`, `5 ft 4 in`.
    fn inches(&self, at: usize) -> Option<(f64, u32, usize)> {
        let feet = self.pieces[at];
        let Kind::Number { low, .. } = feet.kind else { return None };
        let unit = self.value.also_in.iter().map(|other| other.unit).find(|unit| self.values.unit(*unit) == "in")?;
        if !(3.0..=8.0).contains(&low) {
            return None;
        }
        let mut next = at + 1;
        let rest = &self.text[feet.end..];
        if !rest.starts_with('\'') {
            let feet = self.pieces.get(next)?;
            let written = &self.text[feet.start..feet.end];
            if !["ft", "feet", "foot"].iter().any(|feet| written.eq_ignore_ascii_case(feet)) {
                return None;
            }
            next += 1;
        }
        match self.pieces.get(next).map(|piece| piece.kind) {
            Some(Kind::Number { low: inches, .. }) if inches < 12.0 => Some((low * 12.0 + inches, unit, next + 1)),
            _ => Some((low * 12.0, unit, next)),
        }
    }
}

/// How many bytes of a text a unit takes, blanks before it among them; `None` if it is not there.
fn spelled(unit: &Unit, text: &str) -> Option<usize> {
    unit.spelled.iter().find_map(|spelling| {
        let mut wanted = spelling.chars().peekable();
        let mut end = None;
        for (at, char) in text.char_indices() {
            if wanted.peek().is_none() {
                break;
            }
            if char == ' ' {
                continue;
            }
            if !char.to_lowercase().eq(wanted.next()) {
                return None;
            }
            end = Some(at + char.len_utf8());
        }
        let end = end.filter(|_| wanted.peek().is_none())?;
        let rest = text[end..].chars().next();
        let cut = spelling.ends_with(char::is_alphanumeric) && rest.is_some_and(char::is_alphanumeric);
        (!cut).then_some(end)
    })
}
