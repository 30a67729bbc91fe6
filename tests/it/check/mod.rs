//! From mentions to findings, and the reasons for each.

mod any_note;
mod carried;
mod checklists;
mod complaints;
mod conditions;
mod conflict;
mod every_code;
mod findings;
mod forbid;
mod open_codes;
mod require;
pub mod rules;
mod specify;
mod statements;
pub mod toy;
mod why;
