//! A comparison for programs: the schema `notelint-diff/1`.

use super::Diff;
use crate::report::shared::json::write_value;
use serde::Serialize;
use std::io::{self, Write};

/// Writes the comparison.
///
/// # Errors
/// Only those of the writer.
pub fn json(diff: &Diff, out: &mut dyn Write) -> io::Result<()> {
    #[derive(Serialize)]
    struct Document<'a> {
        schema: &'static str,
        version: &'static str,
        #[serde(flatten)]
        diff: &'a Diff,
    }
    write_value(&Document { schema: "notelint-diff/1", version: env!("CARGO_PKG_VERSION"), diff }, out)?;
    writeln!(out)
}
