//! The date of service that a note states in its text: `DOS: 10/14/2019`, `Date of visit: March 3, 2020`.
//!
//! The code set of that day decides which codes are valid. Only a date after one of a few labels counts: a note holds
//! many other dates. Dates with numbers only are read as month, day, year, unless the year comes first.

use crate::base::{Date, Span};

/// What introduces the date, in lower case.
const LABELS: [&str; 14] = [
    "date of service",
    "date of visit",
    "date of encounter",
    "date of exam",
    "visit date",
    "encounter date",
    "service date",
    "exam date",
    "dos",
    "d.o.s",
    "date seen",
    "seen on",
    "visit on",
    "date",
];
/// Labels that count only at the start of a line: elsewhere they are about something else.
const OPENING: [&str; 3] = ["seen on", "visit on", "date"];
/// The lines at the top of a note in which "Date:" alone is that of the note.
const TOP: usize = 10;
/// Words before a label that make it another visit's.
const OTHERS: [&str; 6] = ["last", "next", "previous", "prior", "first", "return"];
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/// Bytes that are read after a label.
const LONGEST: usize = 40;
/// Years of two digits up to this are of this century.
const CENTURY: u16 = 69;

/// The day, if the text states one; the first, if it states several. A day before there was ICD-10-CM is one that was
/// moved to hide whose note it is, and says nothing.
pub(super) fn find(text: &str, body: Span) -> Option<Date> {
    let first = Date::new(2015, 10, 1);
    let stated = text[body.range()].lines().enumerate().find_map(|(number, line)| {
        let lower = line.to_ascii_lowercase();
        let labels = LABELS.into_iter().filter(|label| *label != "date" || number < TOP);
        labels.into_iter().find_map(|label| lower.match_indices(label).find_map(|(at, _)| stated(&lower, at, label)))
    });
    stated.filter(|day| Some(*day) >= first)
}

/// The date after a label at a place of a line in lower case.
fn stated(line: &str, at: usize, label: &str) -> Option<Date> {
    let (before, after) = (&line[..at], &line[at + label.len()..]);
    let apart = !before.ends_with(|c: char| c.is_alphanumeric()) && !after.starts_with(|c: char| c.is_alphanumeric());
    let last = before.trim_end().rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let opens = !OPENING.contains(&label) || before.trim().is_empty();
    if !apart || !opens || OTHERS.contains(&last) {
        return None;
    }
    let after = after.trim_start_matches([' ', ':', '\t', '-', '=', '*', '|', '#', '.']);
    let end = after.char_indices().take(LONGEST).last().map_or(0, |(at, c)| at + c.len_utf8());
    date(&after[..end])
}

/// The date at the start of a text in lower case.
fn date(text: &str) -> Option<Date> {
    let parts: Vec<&str> =
        text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).take(3).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    let month = |part: &str| {
        let letters = part.bytes().all(|b| b.is_ascii_alphabetic());
        MONTHS.iter().position(|name| letters && part.starts_with(name)).map(|at| at as u8 + 1)
    };
    let number = |part: &str| -> Option<u16> {
        let digits = part.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']);
        (!digits.is_empty() && digits.len() <= 4 && part.len() <= 4).then(|| digits.parse().ok()).flatten()
    };
    let year = |part: &str| -> Option<u16> {
        let year = number(part).filter(|_| part.bytes().all(|b| b.is_ascii_digit()))?;
        match part.len() {
            4 => Some(year),
            2 => Some(if year <= CENTURY { 2000 + year } else { 1900 + year }),
            _ => None,
        }
    };
    let day = |part: &str| number(part).and_then(|day| u8::try_from(day).ok());
    if first.len() == 4 && number(first).is_some() {
        return Date::new(number(first)?, day(second)?, day(third)?);
    }
    match (month(first), month(second)) {
        (Some(month), _) => Date::new(year(third)?, month, day(second)?),
        (_, Some(month)) => Date::new(year(third)?, month, day(first)?),
        _ => Date::new(year(third)?, day(first)?, day(second)?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<String> {
        find(text, Span::new(0, text.len())).map(|date| date.to_string())
    }

    #[test]
    fn the_date_of_service_is_read() {
        for text in [
            "DOS: 3/7/2021",
            "Name: A. B.\nDate of Service 03/07/2021",
            "Visit date: March 7, 2021",
            "Date of visit - 7 Mar 2021",
            "Encounter Date: 2021-03-07 09:40",
            "D.O.S.: 3/7/2021",
            "Date: 3/7/2021",
            "Seen on 3/7/21.",
            "DOB: 1/2/1950  DOS: 3.7.2021",
        ] {
            assert_eq!(day(text).as_deref(), Some("2021-03-07"), "{text}");
        }
    }

    #[test]
    fn other_dates_are_not() {
        for text in [
            "DOB: 3/7/1961",
            "Last visit date: 3/7/2021",
            "MRI 3/7/2021",
            "DOS: MM/DD/YYYY",
            "DOS: 13/45/2021",
            "DOS: 3/7/1994",
            "The fracture was seen on 3/7/2021.",
            "X-ray, date: 3/7/2021",
            "Dosing: 3 tablets",
            "",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
