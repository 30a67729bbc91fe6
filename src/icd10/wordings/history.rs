//! "History of leukopenia": the classification has a chapter for what a patient had, sorted by the chapter of the
//! condition.
//!
//! Whether the condition is past is not for this layer to say: a note writes "history of COPD" about what it treats.
//! So the code of the history comes first, and that of the condition after it.

use super::normal;
use super::query::Query;
use crate::icd10::code::Code;

/// The first letter of a condition's code, and where a history of it is; the first that fits.
const FAMILIES: [(&str, &str); 22] = [
    ("A", "Z861"),
    ("B", "Z861"),
    ("C", "Z85"),
    ("D5", "Z862"),
    ("D6", "Z862"),
    ("D7", "Z862"),
    ("D8", "Z862"),
    ("D", "Z860"),
    ("E", "Z863"),
    ("F", "Z865"),
    ("G", "Z866"),
    ("H", "Z866"),
    ("I", "Z867"),
    ("J", "Z870"),
    ("K", "Z871"),
    ("L", "Z872"),
    ("M", "Z873"),
    ("N", "Z874"),
    ("O", "Z875"),
    ("Q", "Z877"),
    ("R", "Z878"),
    ("S", "Z878"),
];
/// How many words may stand between the history and what it is of.
const NEAR: u32 = 2;

/// The row of the history of a condition, if the text has a history right before the words that name it, and those words
/// with it.
pub(super) fn history_of(
    query: &Query,
    condition: Code,
    used: u64,
    row: impl Fn(&[u8]) -> Option<u16>,
) -> Option<(u16, u64)> {
    let said = query.says(&normal::stem("history")).filter(|word| word.credit >= 1.0)?;
    let (history, first) = (said.from.trailing_zeros(), used.trailing_zeros());
    if used & said.from != 0 || history >= first || first - history > NEAR {
        return None;
    }
    let family = FAMILIES.iter().find(|(chapter, _)| condition.undotted_str().starts_with(chapter))?;
    Some((row(family.1.as_bytes())?, used | said.from))
}
