//! The output formats.

mod formats;
mod html;
mod notes;
