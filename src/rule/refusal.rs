//! Why a regular expression is refused.

use std::ops::Range;

/// Why a regular expression is refused.
pub(super) struct Refusal {
    /// What is wrong.
    pub message: String,
    /// What is drawn under the place.
    pub label: &'static str,
    /// The faulty bytes of the expression; `None` if that is all of it.
    pub place: Option<Range<usize>>,
    /// The next step.
    pub help: &'static str,
}
