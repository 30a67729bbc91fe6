//! notelint reads a free-text clinical note the way a clinical documentation integrity specialist does, and
//! points at what is missing, unspecified or contradictory before the note is submitted.
//!
//! [`lint::Linter`] is the entry point. It takes a note through the layers below; each imports only from those above it
//! in this list:
//!
//! ```text
//! rules/*.yaml ------> records ------> RuleSet              rule     refuses faulty packs, lists every fault
//! bytes -> Source ---> Note                                 note     refuses bytes that are not text
//! Note + RuleSet ----> Facts (mentions with assertion)      detect   cannot fail
//! Facts + RuleSet ---> findings, checklist results          check    cannot fail
//! findings ----------> Outcome (nothing is dropped)         filter   cannot fail
//! text + Context ----> Report (all of the above)            lint     cannot fail
//! Outcome + Facts ---> drafts of queries to the provider    query    cannot fail
//! Outcome + Source --> pretty, json, sarif, html, ...       report   fails only in writing
//! ```
//!
//! Next to `note` are `icd10`, the code set (what a code is on a day, and what would be more specific), and `words`,
//! vocabularies as phrases over words.
//!
//! Only two things can fail: loading rules and reading bytes. Everything between them is plain functions from values
//! to values. A finding is a value and never an error. Nothing in this library prints, opens a socket or keeps a word of
//! a note: `app`, which is only in the binary, reads files and writes the requested output.
//!
//! The default feature `cli` builds the program. `formats` adds only the module `report`. Without both, the library
//! depends on neither a terminal nor the file system and returns findings as values that serialise.
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
pub mod query;
#[cfg(feature = "formats")]
pub mod report;
pub mod rule;
#[cfg(test)]
mod schema;
pub mod words;
mod yaml;
