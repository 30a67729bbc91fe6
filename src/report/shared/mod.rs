//! What the formats have in common.

pub(crate) use crate::base::clean;
pub(crate) mod count;
pub(crate) mod digest;
pub(crate) mod drawing;
pub(crate) mod excerpt;
pub(crate) mod grid;
pub(crate) mod group;
pub(crate) mod json;
pub(crate) mod labels;
pub(crate) mod linted;
pub(crate) mod markdown;
pub(crate) mod region;
pub(crate) mod repeats;
pub(crate) mod rule_page;
pub(crate) mod section;
pub(crate) mod spreadsheet;
pub(crate) mod style;
pub(crate) mod tally;
pub(crate) mod wrap;
