//! The ICD-10-CM code set: what a code is, whether it can be billed on a day, and what would be more specific.
//!
//! The tables are part of the binary and are read in place: a run that meets no code does nothing here, and a question
//! about one code touches a few hundred bytes and inflates one or two blocks of text. Codes are found in an `fst`,
//! which takes 36 KB instead of the 300 of a sorted array, and whose ranges are the families; titles and notes are in
//! small deflated blocks, because inflating all of them would take forty milliseconds. `data/icd10cm/DATA.md` gives the
//! source of each fact.
//!
//! ```
//! use notelint::{base::Date, icd10::{Code, CodeSet, Validity}};
//!
//! let set = CodeSet::builtin();
//! let day = Date::parse("2026-11-01").ok_or("no day")?;
//! let knee = Code::parse("M25.569").and_then(|code| set.find(code)).ok_or("no code")?;
//! assert_eq!(knee.validity(day), Validity::Valid);
//! assert!(knee.is_unspecified());
//! let sides: Vec<String> = knee.unspecified_axes(day)[0].alternatives.iter().map(|each| each.code.to_string()).collect();
//! assert_eq!(sides, ["M25.561", "M25.562"]);
//! # Ok::<(), &str>(())
//! ```

mod attributes;
mod code;
mod combination;
mod entry;
mod excludes;
mod layout;
mod nearest;
mod notes;
mod set;
mod specificity;
mod tables;
mod validity;
mod wordings;

pub use attributes::{Attributes, Complication};
pub use code::Code;
pub use entry::{Entry, SeventhCharacter};
pub use excludes::{ExcludedRange, Exclusion, MOST_PAIRS};
pub use notes::{Note, NoteKind};
pub use set::CodeSet;
pub use specificity::{Alternative, Class, LATERALITY, UnspecifiedAxis, names_a_condition};
pub use tables::Period;
pub use validity::Validity;
pub use wordings::{MOST as MOST_WORDINGS, NamedDisease, Wording};
