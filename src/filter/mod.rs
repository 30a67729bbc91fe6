//! Layer 5: which findings are reported, and the result of a run.
//!
//! Nothing is dropped here. A finding that is not shown keeps its place with the reason why, so that a format can count
//! it and a reader can request it. The threshold that decides the exit code looks only at reported findings.

mod baseline;
mod cap;
mod changes;
mod outcome;
mod selection;
mod suppress;

pub use crate::rule::TAG;
pub use baseline::{BASELINE_SCHEMA, Baseline, BaselineFault, Debt, Mark};
pub use cap::{MOST_SHOWN, Shown};
pub use changes::Changes;
pub use outcome::{Counts, Disposition, Outcome, Triaged, fails};
pub use selection::Selection;
pub use suppress::{Suppression, Target};
