//! Today's date. Only the program reads the clock; the library is given the day, so its results are reproducible.

use notelint::base::Date;
use std::time::{SystemTime, UNIX_EPOCH};

const SECONDS_A_DAY: u64 = 86_400;

/// The current day in UTC. If the clock shows a day outside the calendar, it is 1970-01-01.
pub fn today() -> Date {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let days = u32::try_from(since.as_secs() / SECONDS_A_DAY).unwrap_or(0);
    Date::from_days_since_1970(days).unwrap_or_else(|| Date::from_days_since_1970(0).expect("it is a day"))
}
