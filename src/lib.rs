//! notelint reads a free-text clinical note the way a clinical documentation integrity specialist does, and
//! points at what is missing, unspecified or contradictory before the note is submitted.
//!
//! The data goes one way, through layers that import only what lies below them:
//!
//! ```text
//! rules/*.yaml ------> records ------> RuleSet              rule     refuses faulty packs, lists every fault
//! bytes -> Source ---> Note                                 note     refuses bytes that are no text
//! Note + RuleSet ----> Facts (mentions with assertion)      detect   cannot fail
//! Facts + RuleSet ---> findings, checklist results          check    cannot fail
//! findings ----------> Outcome (nothing is dropped)         filter   cannot fail
//! Outcome + Source --> pretty, short, json                  report   fails only in writing
//! ```
//!
//! Beside `note` lies `icd10`, the code set: what a code is on a day, and what would be more specific.
//!
//! Everything that can go wrong goes wrong at the two doors, loading rules and reading bytes; between them are
//! plain functions from values to values. A finding is a value and never an error. Nothing in this library
//! prints, opens a socket or keeps a word of a note: `app`, which only the binary sees, reads files and writes
//! what was asked for.
//!
//! ```
//! use notelint::{lint::Linter, note::Context};
//!
//! let linter = Linter::builtin();
//! let report = linter.lint("CC: low back pain. HPI: dull ache for 3 days.", &Context::default());
//! assert!(report.findings.iter().any(|finding| finding.rule == "back-pain/radiation"));
//! ```

pub mod base;
pub mod check;
pub mod detect;
pub mod filter;
pub mod icd10;
pub mod lint;
pub mod note;
#[cfg(feature = "formats")]
pub mod report;
pub mod rule;
#[cfg(test)]
mod schema;
pub mod words;
mod yaml;
