//! The command line of `notelint diff`.

use super::{NoteArgs, PageFormat};
use clap::Args;
use std::path::PathBuf;

const DIFF_EXAMPLES: &str = "\
Examples:
  notelint diff before.txt after.txt               what did the answer to a query settle?
  notelint diff before/ after/ --format markdown   two folders, matched by relative path
  git show HEAD:visit.txt | notelint diff - visit.txt

The run ends with 1 where something at or above --fail-on is new.";

/// `notelint diff`.
#[derive(Args, Debug)]
#[command(after_help = DIFF_EXAMPLES)]
pub struct DiffArgs {
    /// The note before, a folder of notes, or - for standard input
    #[arg(value_name = "OLD")]
    pub old: PathBuf,
    /// The same after; its configuration applies to both
    #[arg(value_name = "NEW")]
    pub new: PathBuf,
    /// How to write it
    #[arg(long, value_enum, default_value = "pretty", value_name = "FORMAT", help_heading = "Output")]
    pub format: PageFormat,
    /// Leave every word of the notes out
    #[arg(long, help_heading = "Output")]
    pub redact: bool,
    /// What applies to the notes.
    #[command(flatten)]
    pub note: NoteArgs,
}
