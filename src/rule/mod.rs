//! Layer 2: compiles the files of rule authors into what runs.
//!
//! YAML texts become records (`record`), records become a [`RuleSet`]. Every error in a rule is found on the way, so
//! that the later layers need not check anything: [`load`] returns either a rule set in which every name is resolved
//! and every pattern compiles, or the list of all [`Faults`], each at its place in the author's own file.
//!
//! The same loader runs in the build script, which stores the validated built-in rules as bytes, and what their files
//! define. A run never reads their YAML: other rules are linked on top of them ([`load_onto`]).

#[cfg(builtin)]
mod builtin;
mod case;
#[cfg(test)]
mod clauses;
mod closed_list;
mod codes;
mod comparison;
mod condition;
mod defined;
mod element_record;
#[cfg_attr(not(builtin), path = "../../build/expression.rs")]
mod expression;
mod fault;
mod file;
mod guard;
mod heads;
mod ids;
mod includes;
mod kinds;
mod lexicon;
mod link;
mod linker;
mod lost;
mod measured;
mod merge;
mod message;
mod names;
mod origin;
mod owner;
mod pack;
mod pattern;
mod phrases;
mod query;
mod query_record;
mod read;
mod reads;
mod record;
mod refusal;
mod rule_pattern;
mod ruleset;
mod scope;
mod share;
mod source;
mod subject;
mod symbols;
mod terms;
mod truth;
mod values;
mod vocabulary;
mod wording;

#[cfg(builtin)]
pub use builtin::{builtin, builtin_files, builtin_symbols};
pub use case::{Case, Expect};
pub use codes::CodeRange;
pub use condition::{About, Assessed, Compared, Comparison, Condition, Evidence, Leaf};
pub use expression::Expression;
pub use fault::{Fault, Faults};
pub use guard::{Breach, Guarded, codes, guarded};
pub use kinds::*;
pub use link::{Loaded, load, load_onto, load_with_entries, load_with_tests};
pub use measured::{Conversion, Named, Unit, Value, ValueId, Values};
pub use message::{Message, Piece};
pub use origin::{Origin, Stated};
pub use owner::{ConceptId, Owner};
pub use pattern::Pattern;
pub use query::{Query, QueryOption};
pub use reads::RuleReads;
pub use rule_pattern::{TAG, names_rule};
pub use ruleset::*;
pub use symbols::Symbols;
pub use vocabulary::{EntryKind, Holder, VocabularyEntry};

/// One YAML file: its name for messages, and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleFile {
    /// Its path, as messages show it.
    pub path: String,
    /// The YAML.
    pub text: String,
    /// Whether it comes with notelint.
    pub builtin: bool,
}
