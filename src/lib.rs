//! notelint reads a clinical note and says what it leaves out.

pub mod base;
pub mod check;
pub mod detect;
pub mod filter;
pub mod note;
pub mod report;
pub mod rule;
