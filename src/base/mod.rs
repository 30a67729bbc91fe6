//! Layer 0: the small types that every other layer uses.
//!
//! Nothing here knows what a note or a rule is. Each type is a few lines, copies cheaply and prints as
//! the word that users see in YAML, JSON and messages.

mod act;
mod assertion;
pub mod clean;
mod date;
mod hash;
mod kinds;
mod masked;
mod section;
mod severity;
mod span;

pub use act::{Act, Acts};
pub use assertion::{Assertion, Effect, Sense};
pub use date::Date;
pub use hash::Fnv;
pub use kinds::{
    Certainty, CodeCheck, CodeSlot, CommentCheck, DiagnosisCheck, Persona, PlaceholderKind, Profile, RuleKind, Setting,
    When,
};
pub use masked::{MaskedDate, masked_date};
pub use section::{SectionKind, SectionKinds};
pub use severity::Severity;
pub use span::Span;
