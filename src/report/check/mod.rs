//! The findings of a run: one format, one file. `format` has a row for each, `reporter` says what they have to do.

mod csv;
pub(crate) mod format;
mod github;
mod gitlab;
mod html;
mod json;
mod junit;
mod markdown;
mod matrix;
mod matrix_csv;
mod pretty;
mod rdjson;
pub(crate) mod reporter;
mod sarif;
mod short;
