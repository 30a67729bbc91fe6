//! The day it is, which only the program asks: the library is told, and so gives the same answer every day.

use notelint::base::Date;
use std::time::{SystemTime, UNIX_EPOCH};

const SECONDS_A_DAY: u64 = 86_400;

/// The current day in UTC. A clock that is out of all calendars reads as 1970-01-01.
pub fn today() -> Date {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let days = u32::try_from(since.as_secs() / SECONDS_A_DAY).unwrap_or(0);
    Date::from_days_since_1970(days).unwrap_or_else(|| Date::from_days_since_1970(0).expect("it is a day"))
}
