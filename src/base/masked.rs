//! Dates that were taken out of a text.
//!
//! A note whose names and dates were removed still says that something happened on a day: `MM/DD/YYYY`, `XX/XX/2019`,
//! `00/00/0000`, `[**2019-03-04**]`, `[date redacted]`. Those who look for places to fill in and those who read dates must
//! agree about what such a date is, so it is decided here, from its characters alone. Blanks (`__/__/2019`) are not among
//! them: they wait for a pen.

/// A date that was taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MaskedDate {
    /// Its length in bytes.
    pub length: usize,
    /// It could be something else as well (`XX/XX` is also a blood pressure); the word before it decides.
    pub doubtful: bool,
}

/// Longest date between brackets in bytes.
const LONGEST: usize = 48;

/// The date at the start of `words`, if it is one that was taken out.
pub fn masked_date(words: &str) -> Option<MaskedDate> {
    match words.as_bytes().first()? {
        b'[' | b'(' | b'<' => between_brackets(words),
        b'*' if words.starts_with("**DATE[") => {
            words.find(']').filter(|end| *end < LONGEST).map(|end| certain(end + 1))
        }
        b'm' | b'M' | b'd' | b'D' | b'y' | b'Y' | b'x' | b'X' | b'#' | b'*' | b'?' | b'0'..=b'9' => in_parts(words),
        _ => None,
    }
}

fn certain(length: usize) -> MaskedDate {
    MaskedDate { length, doubtful: false }
}

/// One part of a date between strokes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Digits(usize),
    /// Zeros only.
    Zeros(usize),
    /// One sign repeated, in small letters.
    Mask(u8, usize),
    /// `20XX`
    Year,
}

/// The part at the start of some bytes, and its length.
fn part(bytes: &[u8]) -> Option<(Part, usize)> {
    let sign = bytes.first()?.to_ascii_lowercase();
    let run =
        |sign: u8, from: usize| bytes[from..].iter().take(5).take_while(|b| b.to_ascii_lowercase() == sign).count();
    if sign.is_ascii_digit() {
        let digits = bytes.iter().take(5).take_while(|b| b.is_ascii_digit()).count();
        let masked = run(b'x', digits);
        return match (digits, masked) {
            (1..=4, 0) if bytes[..digits].iter().all(|b| *b == b'0') => Some((Part::Zeros(digits), digits)),
            (1..=4, 0) => Some((Part::Digits(digits), digits)),
            (2 | 3, 1 | 2) if digits + masked == 4 && matches!(&bytes[..2], b"19" | b"20") => Some((Part::Year, 4)),
            _ => None,
        };
    }
    let length = run(sign, 0);
    let fits = match sign {
        b'm' => (1..=3).contains(&length),
        b'd' => length <= 2,
        b'y' | b'x' | b'#' => matches!(length, 1 | 2 | 4),
        b'*' => length <= 4,
        b'?' => length <= 2,
        _ => false,
    };
    (fits && length > 0).then_some((Part::Mask(sign, length), length))
}

/// `MM/DD/YYYY`, `XX-XX-2019`, `00/00/0000`, `MM/DD`, `20XX`.
fn in_parts(words: &str) -> Option<MaskedDate> {
    let bytes = words.as_bytes();
    let (first, mut end) = part(bytes)?;
    let mut parts = [first; 3];
    let mut count = 1;
    let sign = bytes.get(end).copied().filter(|b| matches!(b, b'/' | b'-'));
    while count < 3
        && let Some(sign) = sign
        && bytes.get(end) == Some(&sign)
        && let Some((next, length)) = part(&bytes[end + 1..])
    {
        parts[count] = next;
        count += 1;
        end += 1 + length;
    }
    let goes_on = match bytes.get(end..) {
        Some([b, ..]) if b.is_ascii_alphanumeric() || matches!(b, b'#' | b'*' | b'_') || *b >= 0x80 => true,
        Some([b'/' | b'-', b, ..]) => !b.is_ascii_whitespace(),
        _ => false,
    };
    if goes_on {
        return None;
    }
    let parts = &parts[..count];
    let year =
        |part: &Part| matches!(part, Part::Year | Part::Digits(4) | Part::Mask(b'y', _) | Part::Mask(b'x' | b'#', 4));
    let mask = |part: &Part| matches!(part, Part::Mask(..) | Part::Year);
    let letters = |part: &Part| matches!(part, Part::Mask(b'm' | b'd' | b'y', _));
    let loose = |part: &Part| matches!(part, Part::Mask(b'*' | b'?', _));
    match parts {
        [Part::Year] => Some(certain(end)),
        [one, two] => {
            let named = letters(one) && letters(two) && one != two && end >= 5;
            let dated = mask(one) && !loose(one) && (matches!(two, Part::Digits(4) | Part::Year));
            let both = matches!((one, two), (Part::Mask(b'x' | b'#', 2), Part::Mask(b'x' | b'#', 2)));
            (named || dated || both).then_some(MaskedDate { length: end, doubtful: !named && !dated })
        }
        [one, _, three] => {
            let zeros = parts.iter().all(|part| matches!(part, Part::Zeros(1..=4)));
            let masked = parts.iter().any(mask);
            let sure =
                !parts.iter().any(loose) || parts.iter().any(|part| matches!(part, Part::Digits(2 | 4) | Part::Year));
            let whole = year(one) || year(three) || end >= 8 || sign == Some(b'/') && end >= 6;
            (zeros && end >= 8 || masked && sure && whole).then(|| certain(end))
        }
        _ => None,
    }
}

/// `[**2019-03-04**]`, `[**Date**]`, `[date redacted]`.
fn between_brackets(words: &str) -> Option<MaskedDate> {
    let close = match words.as_bytes()[0] {
        b'[' => b']',
        b'(' => b')',
        _ => b'>',
    };
    let end = words.bytes().take(LONGEST).position(|b| b == close)?;
    let inner = words[1..end].to_ascii_lowercase();
    let mut parts = inner.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|part| !part.is_empty());
    let is_day = |part: &str| matches!(part, "date" | "dates" | "day" | "month" | "year" | "holiday");
    let length = end + 1;
    if close == b']' && inner.starts_with("**") {
        let digits = inner.contains(|c: char| c.is_ascii_digit()) && !inner.contains(|c: char| c.is_alphabetic());
        let numbers = inner.trim_matches(['*', ' ']);
        let dated = digits && (numbers.contains(['-', '/']) || numbers.len() == 4);
        return (dated || parts.any(is_day)).then(|| certain(length));
    }
    const TAKEN_OUT: [&str; 12] = [
        "redacted",
        "removed",
        "deidentified",
        "de-identified",
        "withheld",
        "omitted",
        "anonymized",
        "anonymised",
        "masked",
        "scrubbed",
        "deleted",
        "suppressed",
    ];
    let (mut day, mut out) = (false, false);
    for part in parts {
        day |= is_day(part);
        out |= TAKEN_OUT.contains(&part);
    }
    (day && out).then(|| certain(length))
}

#[cfg(test)]
mod tests {
    use super::masked_date;

    #[test]
    fn dates_that_were_taken_out_are_found() {
        for (date, rest) in [
            ("MM/DD/YYYY", " she fell"),
            ("dd-mm-yyyy", "."),
            ("YYYY-MM-DD", ","),
            ("XX/XX/2019", " and"),
            ("xx/xx/xx", ""),
            ("00/00/0000", ")"),
            ("03/XX/2019", ""),
            ("##/##/####", ""),
            ("***/***/2020", ""),
            ("2019-XX-XX", ""),
            ("MM/DD", " at noon"),
            ("XX/2019", ""),
            ("20XX", ", when"),
            ("[**2019-03-04**]", ""),
            ("[**3-4**]", ""),
            ("[**Date**]", ""),
            ("[**Month (only) 12**]", ""),
            ("[date redacted]", ""),
            ("(date removed)", ""),
            ("**DATE[Jul 3 07]", " at"),
        ] {
            let found = masked_date(&format!("{date}{rest}")).map(|date| (date.length, date.doubtful));
            assert_eq!(found, Some((date.len(), false)), "{date}");
        }
        assert!(masked_date("XX/XX").is_some_and(|date| date.doubtful));
    }

    #[test]
    fn numbers_scores_and_blanks_are_no_such_dates() {
        for words in [
            "__/__/2019",
            "3/4/2019",
            "XX/10",
            "5/10",
            "xxx-xxx-xxxx",
            "XXX-XX-XXXX",
            "***",
            "*** / ***",
            "[**Name**]",
            "[**123**]",
            "[date]",
            "dull",
            "m/s",
            "x3d",
            "xx/xxx",
            "MM",
            "2019",
            "d/c",
            "M/D",
            "12/12/12",
            "***/***/***",
        ] {
            assert_eq!(masked_date(words), None, "{words}");
        }
    }
}
