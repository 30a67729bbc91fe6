//! The command line of `notelint inspect`.

use super::{ContextArgs, InspectFormat};
use clap::Args;
use std::path::PathBuf;

const INSPECT_EXAMPLES: &str = "\
Examples:
  notelint inspect visit.txt
  notelint inspect visit.txt --term sciatica       in which sense is \"sciatica\" said?
  notelint inspect visit.txt --element back-pain/radiation
                                                   why is it documented, or not?
  notelint inspect visit.txt --element back-pain   the same of the whole checklist
  notelint inspect - --format json < visit.txt";

/// `notelint inspect`.
#[derive(Args, Debug)]
#[command(after_help = INSPECT_EXAMPLES)]
pub struct InspectArgs {
    /// A note, or - for standard input
    #[arg(value_name = "PATH")]
    pub path: PathBuf,
    /// How to write it
    #[arg(long, value_enum, default_value = "pretty", value_name = "FORMAT")]
    pub format: InspectFormat,
    /// A literal term to look for as well; may be repeated
    #[arg(long, value_name = "TERM")]
    pub term: Vec<String>,
    /// Show how each word that an element of a checklist looks for was judged; a checklist means all of its elements;
    /// may be repeated
    #[arg(long, value_name = "ELEMENT")]
    pub element: Vec<String>,
    /// Leave out every word of the note
    #[arg(long)]
    pub redact: bool,
    /// What comes with the note.
    #[command(flatten)]
    pub context: ContextArgs,
    /// More packs and lexicons: a file or folder; may be repeated
    #[arg(long, value_name = "PATH", help_heading = "Rules")]
    pub rules: Vec<PathBuf>,
    /// Use this configuration instead of the nearest notelint.yaml
    #[arg(long, value_name = "FILE", help_heading = "Rules")]
    pub config: Option<PathBuf>,
}
