//! The command line of `notelint query`.

use super::NoteArgs;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

const QUERY_EXAMPLES: &str = "\
Examples:
  notelint query visit.txt                         drafts of queries about what check reports
  notelint query visit.txt --format html > queries.html
                                                   the same to print, one on a sheet
  notelint query notes/ --for provider             a letter for each author
  notelint query --lint our-query.txt              is a query that somebody wrote compliant?
  notelint query visit.txt --answer amended.txt    which findings would the answer close?

A draft quotes the note, asks openly, and offers only answers that the note supports. It is a
draft: read it before you send it. With --lint and --answer the run ends with 1 where something
at or above --fail-on is reported, or new.";

/// `notelint query`.
#[derive(Args, Debug)]
#[command(after_help = QUERY_EXAMPLES)]
pub struct QueryArgs {
    /// Notes, folders of notes, or - for standard input
    #[arg(value_name = "NOTE", required_unless_present = "lint")]
    pub paths: Vec<PathBuf>,
    /// Check a query that somebody wrote, or - for standard input; may be repeated
    #[arg(long, value_name = "FILE", conflicts_with_all = ["paths", "answer", "all", "grouping"])]
    pub lint: Vec<PathBuf>,
    /// Say which findings a reply would close: the filled-in text of the queries, or the amended note
    #[arg(long, value_name = "FILE", conflicts_with = "grouping")]
    pub answer: Option<PathBuf>,
    /// Ask also about elements of a checklist that are only advice
    #[arg(long)]
    pub all: bool,
    /// A letter for each note, or for each author that front matter names
    #[arg(
        long = "for",
        id = "grouping",
        value_enum,
        default_value = "note",
        value_name = "WHOM",
        help_heading = "Output"
    )]
    pub grouping: Grouping,
    /// How to write it
    #[arg(long, value_enum, default_value = "text", value_name = "FORMAT", help_heading = "Output")]
    pub format: QueryFormat,
    /// Leave every word of the notes out
    #[arg(long, help_heading = "Output")]
    pub redact: bool,
    /// What applies to the notes.
    #[command(flatten)]
    pub note: NoteArgs,
}

/// `--for`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Grouping {
    /// A letter for each note
    Note,
    /// A letter for each author
    Provider,
}

/// `--format` of `query`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum QueryFormat {
    /// Letters in plain text
    Text,
    /// For a message or a page
    Markdown,
    /// For programs
    Json,
    /// To print, one query on a sheet
    Html,
}
