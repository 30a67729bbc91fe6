//! Layer 7: reports, each written for one kind of reader.
//!
//! There is one folder for each command, and in it one file for each format: pure functions from values to a writer.
//! What formats have in common is in `shared`. Nothing here decides what is reported, and nothing prints.
//!
//! Two promises hold for every format: no control byte of a note or file name reaches the output, and with
//! [`Style::redact`] no word of the note does.

mod check;
mod code;
mod diff;
mod explain;
mod failed_case;
mod inspect;
mod query;
mod shared;
#[cfg(test)]
mod tests;

pub use crate::base::clean::{line as clean_line, path as clean_path, text as clean_text};
pub use check::format::Format;
pub use check::reporter::Room;
pub use code::{Lookup, json::json as code_json, pretty::pretty as code_pretty};
pub use diff::json::json as diff_json;
pub use diff::markdown::markdown as diff_markdown;
pub use diff::pretty::pretty as diff_pretty;
pub use diff::{Change, Diff};
pub use explain::{Explained, Library, SetBy, explain_json, explain_markdown, explain_pretty, overview};
pub use failed_case::{FailedCase, Miss, Said, failed_case};
pub use inspect::{json::json as inspect_json, pretty::pretty as inspect_pretty, why::pretty as inspect_why};
pub use query::html::html as query_html;
pub use query::json::json as query_json;
pub use query::markdown::markdown as query_markdown;
pub use query::text::text as query_text;
pub use query::{QueryLetter, QueryPage};
pub use shared::count::number;
pub use shared::json::write_value as write_json;
pub use shared::linted::Linted;
pub use shared::style::Style;
pub use shared::tally::{NoteRow, RuleTally, Tally, Untopical};
