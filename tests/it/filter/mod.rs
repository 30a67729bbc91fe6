//! Which findings are shown.

mod selection;
mod suppressions;
