//! What formats have in common.

pub(crate) mod clean;
pub(crate) mod excerpt;
pub(crate) mod group;
pub(crate) mod labels;
pub(crate) mod linted;
pub(crate) mod region;
pub(crate) mod repeats;
pub(crate) mod tally;
pub(crate) mod wrap;
