//! What a row of numbers and slashes is. The order of these tests settles it, so that `5/12/97` is a date and not
//! months.
//!
//! 1. `5/12/97`, `5-12-1997`, `2024-05-12`: a date. Phrases do not see its numbers as numbers.
//! 2. `7/10` after on, seen, since, until, dos, dob, date, exam or visit: a date.
//! 3. `7/10`: a score, which phrases write as `{0-10} / 10`; nothing is settled here.
//! 4. `3/52`, `5/7`, `6/12`: weeks, days, months, unless a slash is before or after it.
//! 5. `MM/DD/YYYY`, `XX/XX/2019`, `[**3-4**]`: a date that was taken out of the text (see `base::masked_date`).
//! 6. Anything else (`5/5`) is for the phrase around it to read.

use super::core_words::id;
use super::tokens::{CLOCK, DIGITS, MASKED, NUMBER, Stretch, Token, YEAR};

/// The list of dates in digits.
pub const DATE: u32 = 0;
/// The list of spans as fractions.
pub const FRACTION: u32 = 1;

const SLASH: u32 = id("/");
const HYPHEN: u32 = id("-");

/// What comes before a date without a year.
pub(super) const BEFORE_DATE: [u32; 9] =
    [id("on"), id("seen"), id("dos"), id("dob"), id("since"), id("until"), id("visit"), id("exam"), id("date")];

/// Finds dates and fractions of time among the tokens of a sentence, whose first one has the index `first`.
pub(super) fn settle(tokens: &mut [Token], first: usize, found: &mut Vec<Stretch>) {
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at].classes & MASKED != 0 {
            found.push(Stretch { list: DATE, from: (first + at) as u32, to: (first + at + 1) as u32 });
            at += 1;
            continue;
        }
        if at + 2 >= tokens.len() {
            at += 1;
            continue;
        }
        if tokens[at].classes & DIGITS == 0 || !is_joint(tokens[at + 1].id) {
            at += 1;
            continue;
        }
        let (length, list) = match figure(tokens, at) {
            Some(figure) => figure,
            None => {
                at += 1;
                continue;
            }
        };
        if list == DATE {
            tokens[at..at + length].iter_mut().for_each(|token| token.classes &= !(NUMBER | DIGITS | YEAR | CLOCK));
        }
        found.push(Stretch { list, from: (first + at) as u32, to: (first + at + length) as u32 });
        at += length;
    }
}

fn is_joint(sign: u32) -> bool {
    sign == SLASH || sign == HYPHEN
}

fn figure(tokens: &[Token], at: usize) -> Option<(usize, u32)> {
    let number = |at: usize| tokens.get(at).filter(|token| token.classes & DIGITS != 0);
    let digits = |token: &Token| token.end - token.start;
    let sign = tokens[at + 1].id;
    let (one, two) = (number(at)?, number(at + 2)?);
    let goes_on = |end: usize| tokens.get(end).is_some_and(|token| token.id == sign);
    if at > 0 && tokens[at - 1].id == sign {
        return None;
    }
    if goes_on(at + 3)
        && !goes_on(at + 5)
        && let Some(three) = number(at + 4)
    {
        let short = |token: &Token| digits(token) <= 2 && token.value <= 31.0;
        let day_first = short(one) && short(two) && matches!(digits(three), 2 | 4);
        let year_first = one.classes & YEAR != 0 && short(two) && short(three);
        if day_first || year_first {
            return Some((5, DATE));
        }
    }
    if sign != SLASH || goes_on(at + 3) {
        return None;
    }
    let before = at.checked_sub(1).map_or(0, |before| tokens[before].id);
    let dated = |token: &Token| (1.0..=31.0).contains(&token.value);
    if BEFORE_DATE.contains(&before) && dated(one) && dated(two) {
        return Some((3, DATE));
    }
    let parts = [7.0, 12.0, 52.0].contains(&two.value) && digits(one) <= 2;
    parts.then_some((3, FRACTION))
}

#[cfg(test)]
mod tests {
    use super::super::{Automaton, Tokens};
    use super::*;

    fn figures(text: &str) -> Vec<(u32, &str)> {
        let read = Tokens::read(text, &Automaton::of_core_words());
        let bytes = |figure: &Stretch| {
            read.all[figure.from as usize].start as usize..read.all[figure.to as usize - 1].end as usize
        };
        read.figures.iter().map(|figure| (figure.list, &text[bytes(figure)])).collect()
    }

    #[test]
    fn the_order_settles_what_a_row_of_numbers_is() {
        assert_eq!(figures("since 5/12/97"), [(DATE, "5/12/97")]);
        assert_eq!(figures("2024-05-12 and 5-12-1997"), [(DATE, "2024-05-12"), (DATE, "5-12-1997")]);
        assert_eq!(figures("since MM/DD/YYYY, on XX/XX"), [(DATE, "MM/DD/YYYY"), (DATE, "XX/XX")]);
        assert_eq!(figures("on [**3-4**] and (date removed)"), [(DATE, "[**3-4**]"), (DATE, "(date removed)")]);
        assert_eq!(figures("pressure XX/XX, __/__/2019"), []);
        assert_eq!(figures("seen 7/10"), [(DATE, "7/10")]);
        assert_eq!(figures("pain 7/10, strength 5/5"), []);
        assert_eq!(figures("for 3/52, then 5/7"), [(FRACTION, "3/52"), (FRACTION, "5/7")]);
        assert_eq!(figures("1/3/52/9"), []);
        assert_eq!(figures("40/12/12"), []);
    }

    #[test]
    fn the_numbers_of_a_date_are_no_numbers() {
        let read = Tokens::read("on 5/12/97", &Automaton::of_core_words());
        assert!(read.all.iter().all(|token| token.classes & NUMBER == 0));
    }
}
