//! Layer 2: what authors write becomes what runs.

mod ruleset;

pub use ruleset::*;
