//! Which findings are shown.

mod cap;
mod selection;
mod suppressions;
