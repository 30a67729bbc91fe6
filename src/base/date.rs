use std::fmt;

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// The day, if it exists.
    pub const fn new(year: u16, month: u8, day: u8) -> Option<Date> {
        if month >= 1 && month <= 12 && day >= 1 && day <= days_in(year, month) {
            Some(Date { year, month, day })
        } else {
            None
        }
    }

    /// Reads `2026-10-01`; `None` for anything else, and for days that do not exist.
    pub fn parse(text: &str) -> Option<Date> {
        let number = |part: &str, digits: usize| -> Option<u16> {
            (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok()).flatten()
        };
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        match parts.next() {
            None => Date::new(number(year, 4)?, number(month, 2)? as u8, number(day, 2)? as u8),
            Some(_) => None,
        }
    }

    /// Reads the number 20261001.
    pub const fn from_number(number: u32) -> Option<Date> {
        if number > 99_991_231 {
            return None;
        }
        Date::new((number / 10_000) as u16, (number / 100 % 100) as u8, (number % 100) as u8)
    }

    /// The day so many days after 1970-01-01, in the proleptic Gregorian calendar; `None` beyond the year 9999.
    pub const fn from_days_since_1970(days: u32) -> Option<Date> {
        // Counted from 0000-03-01, so that the leap day is the last day of its year (Howard Hinnant, `civil_from_days`).
        let days = days as u64 + 719_468;
        let (era, of_era) = (days / 146_097, days % 146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * of_year + 2) / 153;
        let day = of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year_of_era + era * 400 + (month <= 2) as u64;
        if year > 9999 { None } else { Date::new(year as u16, month as u8, day as u8) }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

const fn days_in(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_calendar_are_read() {
        for good in ["2026-10-01", "2024-02-29", "2000-02-29", "9999-12-31"] {
            assert_eq!(Date::parse(good).map(|date| date.to_string()).as_deref(), Some(good));
        }
        let bad = [
            "2026-02-29",
            "1900-02-29",
            "2026-13-01",
            "26-1-1",
            "2026-10-00",
            "2026-1O-01",
            "tomorrow",
            "",
            "2026-10-01-",
        ];
        for bad in bad {
            assert_eq!(Date::parse(bad), None, "{bad}");
        }
        assert_eq!(Date::from_number(20_261_001), Date::new(2026, 10, 1));
        assert_eq!(Date::from_number(u32::MAX), None);
    }

    #[test]
    fn days_are_counted_from_1970() {
        for (days, date) in [(0, "1970-01-01"), (11_016, "2000-02-29"), (11_017, "2000-03-01"), (20_727, "2026-10-01")]
        {
            assert_eq!(Date::from_days_since_1970(days).map(|date| date.to_string()).as_deref(), Some(date));
        }
        assert_eq!(Date::from_days_since_1970(u32::MAX), None);
    }
}
