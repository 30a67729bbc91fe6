//! Layer 4: conditions meet facts.

mod finding;

pub use finding::*;
