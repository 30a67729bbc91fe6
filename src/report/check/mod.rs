//! The findings of a run: one format, one file.

mod csv;
pub(crate) mod format;
mod github;
mod gitlab;
mod html;
pub(crate) mod json;
mod junit;
pub(crate) mod markdown;
pub(crate) mod matrix;
mod open_codes;
pub(crate) mod pretty;
mod rdjson;
mod sarif;
mod short;
