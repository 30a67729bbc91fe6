//! Which findings are shown.

mod suppressions;
