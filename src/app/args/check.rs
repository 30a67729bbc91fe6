//! The command line of `notelint check`.

use super::super::config::Globs;
use super::{date, persona, profile, setting};
use clap::{Args, ValueEnum};
use notelint::base::{Date, Persona, Profile, Setting, Severity};
use notelint::note::Encoding;
use notelint::report::Format;
use std::path::{Path, PathBuf};

const CHECK_EXAMPLES: &str = "\
Examples:
  notelint check visit.txt                         one note
  notelint check notes/ -o html:report.html        a folder, with a page for a browser
  notelint check - --code M54.9 < visit.txt        a note and the code that goes with it
  notelint check templates/ --profile template --checklist back-pain
                                                   does every template ask for every element?

Formats:
  pretty short             for people
  json jsonl               for programs: the schema notelint/1, as one document or a line a note
  html                     one page for a browser, with the notes' text
  csv markdown             a worklist for a spreadsheet; a summary for a job page
  sarif github gitlab junit rdjson
                           for code scanning, CI servers and review tools
  matrix matrix-csv        which note or template has which element

In folders, files that end in .txt .text .md .markdown .note are notes; with --profile template
.j2 .jinja .hbs .mustache .liquid .tpl .tex .html .ahk .dot as well; and what `include` or
`templates` of notelint.yaml names. Hidden files, README, LICENSE and their like, and what
.gitignore names are left out; the rest is counted at the end. A file that is named is linted
whatever its ending.";

/// `notelint check`.
#[derive(Args, Debug)]
#[command(after_help = CHECK_EXAMPLES)]
pub struct CheckArgs {
    /// Notes, folders of notes, or - for standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// How to write findings to standard output
    #[arg(
        long,
        default_value = "pretty",
        value_parser = format,
        value_name = "FORMAT",
        help_heading = "Output"
    )]
    pub format: Format,
    /// Write a report to a file as well; may be repeated
    #[arg(short, long = "output", value_name = "FORMAT:FILE", value_parser = output, help_heading = "Output")]
    pub output: Vec<Output>,
    /// Leave every word of the note out of every output
    #[arg(long, help_heading = "Output")]
    pub redact: bool,
    /// Quote the note also in formats that are made for other systems: sarif, github, gitlab, junit, rdjson, csv, markdown
    #[arg(long, conflicts_with = "redact", help_heading = "Output")]
    pub show_text: bool,
    /// Show each missing element by itself instead of one list for each checklist
    #[arg(long, help_heading = "Output")]
    pub split: bool,
    /// Leave out the closing summary
    #[arg(long, short, help_heading = "Output")]
    pub quiet: bool,
    /// Say at the end how often each rule reported something, also where the summary names only the foremost
    #[arg(long, help_heading = "Output")]
    pub statistics: bool,

    /// What applies to the notes.
    #[command(flatten)]
    pub note: NoteArgs,
    /// The path that standard input is reported under
    #[arg(long, value_name = "PATH", help_heading = "The note")]
    pub stdin_filename: Option<PathBuf>,

    /// Fail if no checklist applies to a note
    #[arg(long, help_heading = "The note")]
    pub require_topic: bool,

    /// In folders, lint files that match this glob whatever their ending; may be repeated
    #[arg(long, value_name = "GLOB", value_parser = glob, help_heading = "Files")]
    pub include: Vec<String>,
    /// Leave out named files, too, that a run over their folder would leave out: for hooks
    #[arg(long, help_heading = "Files")]
    pub force_exclude: bool,

    /// Only findings on lines that changed since the branch left this commit, as git tells them
    #[arg(long, value_name = "REV", help_heading = "Files")]
    pub changed_since: Option<String>,

    /// Leave out the findings that this file lists [default: `baseline` of the configuration]
    #[arg(long, value_name = "FILE", help_heading = "Baseline")]
    pub baseline: Option<PathBuf>,
    /// Write the baseline anew: every finding of this run is accepted
    #[arg(long, help_heading = "Baseline")]
    pub update_baseline: bool,
}

/// What applies to a note, with the same options in every command that lints; it overrides the configuration.
#[derive(Args, Debug, Default)]
pub struct NoteArgs {
    /// What comes with the notes.
    #[command(flatten)]
    pub context: ContextArgs,

    /// More packs and lexicons: a file or folder; may be repeated
    #[arg(long, value_name = "PATH", help_heading = "Rules")]
    pub rules: Vec<PathBuf>,
    /// Only these rules: pack, pack/rule, pack/prefix* or tag:NAME; may be repeated
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "Rules")]
    pub select: Vec<String>,
    /// Not these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "Rules")]
    pub ignore: Vec<String>,
    /// Who is reading [default: regular]
    #[arg(long, value_parser = persona, value_name = "regular|thorough", help_heading = "Rules")]
    pub persona: Option<Persona>,
    /// The lowest severity that makes the run fail [default: warning]
    #[arg(
        long,
        value_enum,
        value_name = "error|warning|advice|never",
        hide_possible_values = true,
        help_heading = "Rules"
    )]
    pub fail_on: Option<FailOn>,
    /// How the notes are encoded [default: UTF-8, UTF-16 with a byte order mark, else Windows-1252]
    #[arg(long, value_name = "NAME", value_parser = encoding, help_heading = "Files")]
    pub encoding: Option<Encoding>,
    /// Use this configuration instead of the nearest notelint.yaml
    #[arg(long, value_name = "FILE", help_heading = "Rules")]
    pub config: Option<PathBuf>,
}

/// What comes with a note, apart from its text.
#[derive(Args, Clone, Debug, Default)]
pub struct ContextArgs {
    /// What the text is meant to be [default: note; `templates` of the configuration]
    #[arg(long, value_parser = profile, value_name = "note|template", help_heading = "The note")]
    pub profile: Option<Profile>,
    /// A code that goes with the note; may be repeated
    #[arg(long, value_name = "CODE", help_heading = "The note")]
    pub code: Vec<String>,
    /// The note's type, in the words of the site: ed, follow-up
    #[arg(long, value_name = "TYPE", help_heading = "The note")]
    pub note_type: Option<String>,
    /// Where the encounter took place
    #[arg(long, value_parser = setting, value_name = "outpatient|inpatient", help_heading = "The note")]
    pub setting: Option<Setting>,
    /// A checklist that applies whether or not the note is about its topic; may be repeated
    #[arg(long, value_name = "ID", help_heading = "The note")]
    pub checklist: Vec<String>,
    /// The day whose code set and rules apply: 2026-10-01
    #[arg(long, value_name = "DATE", value_parser = date, help_heading = "The note")]
    pub as_of: Option<Date>,
}

/// `--fail-on`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Errors only
    Error,
    /// Warnings and errors
    Warning,
    /// Any finding
    Advice,
    /// Nothing
    Never,
}

impl FailOn {
    /// The lowest severity that makes the run fail; `None` if nothing does.
    pub fn threshold(self) -> Option<Severity> {
        match self {
            FailOn::Error => Some(Severity::Error),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Advice => Some(Severity::Advice),
            FailOn::Never => None,
        }
    }
}

/// `-o FORMAT:FILE`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// How to write.
    pub format: Format,
    /// Where to.
    pub file: PathBuf,
}

fn output(text: &str) -> Result<Output, String> {
    let (name, file) = text.split_once(':').ok_or("write it as FORMAT:FILE, for example json:findings.json")?;
    if file.is_empty() || file == "-" {
        return Err("name a file after the colon; --format chooses what goes to standard output".to_owned());
    }
    Ok(Output { format: format(name)?, file: file.into() })
}

fn glob(text: &str) -> Result<String, String> {
    Globs::of_words(Path::new(""), &[text.to_owned()]).map(|_| text.to_owned())
}

fn encoding(name: &str) -> Result<Encoding, String> {
    Encoding::named(name).ok_or_else(|| {
        format!("there is no encoding '{name}'; names are those of the web, such as utf-8, windows-1252, iso-8859-2, macintosh")
    })
}

fn format(name: &str) -> Result<Format, String> {
    let names = || Format::all().map(Format::name).collect::<Vec<_>>().join(", ");
    Format::named(name).ok_or_else(|| format!("there is no format '{name}'; the formats are {}", names()))
}
