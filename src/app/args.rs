//! The command line, as scripts rely on it.

use clap::{Args, Parser, Subcommand, ValueEnum};
use notelint::base::{Date, Persona, Profile, Setting, Severity};
use notelint::report::Format;
use std::path::PathBuf;

/// A linter for clinical notes: what is missing, unspecified or contradictory, shown before the note is submitted.
#[derive(Debug, Parser)]
#[command(name = "notelint", version, max_term_width = 100, arg_required_else_help = true, after_help = EXIT_CODES)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub color: Color,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  nothing at or above --fail-on
  1  findings at or above --fail-on, or a failed test
  2  it could not do its work: usage, configuration, a fault in a pack, an unreadable note";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Lint notes: files, folders, or - for standard input
    Check(Box<CheckArgs>),
    /// Show what notelint sees in a note: sections, sentences, mentions and the sense in which each is said
    Inspect(InspectArgs),
    /// Run the tests that packs carry
    Test(TestArgs),
    /// List the rules
    Rules(RulesArgs),
    /// Look ICD-10-CM codes up: what each is, whether it is valid on a day, what is more specific
    Code(CodeArgs),
    /// Write the completions of a shell to standard output
    Completions(CompletionsArgs),
    /// Write the manual page to standard output
    Man,
}

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

In folders, files that end in .txt .text .md .markdown .note are notes; hidden files and what
.gitignore names are left out. A file that is named is linted whatever its ending.";

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
    /// Say at the end how often each rule reported something
    #[arg(long, help_heading = "Output")]
    pub statistics: bool,

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
    /// A checklist that applies whether or not its topic is on the table; may be repeated
    #[arg(long, value_name = "ID", help_heading = "The note")]
    pub checklist: Vec<String>,
    /// The day whose code set and rules apply: 2026-10-01
    #[arg(long, value_name = "DATE", value_parser = date, help_heading = "The note")]
    pub as_of: Option<Date>,
    /// The path that standard input is reported under
    #[arg(long, value_name = "PATH", help_heading = "The note")]
    pub stdin_filename: Option<PathBuf>,

    /// More packs and lexicons: a file or folder; may be repeated
    #[arg(long, value_name = "PATH", help_heading = "Rules")]
    pub rules: Vec<PathBuf>,
    /// Only these rules: pack, pack/rule or pack/prefix*; may be repeated
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "Rules")]
    pub select: Vec<String>,
    /// Not these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "Rules")]
    pub ignore: Vec<String>,
    /// Who is reading [default: regular]
    #[arg(long, value_parser = persona, value_name = "regular|thorough", help_heading = "Rules")]
    pub persona: Option<Persona>,
    /// From which severity on findings make the run fail [default: warning]
    #[arg(
        long,
        value_enum,
        value_name = "error|warning|advice|never",
        hide_possible_values = true,
        help_heading = "Rules"
    )]
    pub fail_on: Option<FailOn>,
    /// Use this configuration instead of the nearest notelint.yaml
    #[arg(long, value_name = "FILE", help_heading = "Rules")]
    pub config: Option<PathBuf>,
}

const INSPECT_EXAMPLES: &str = "\
Examples:
  notelint inspect visit.txt
  notelint inspect visit.txt --term sciatica       in which sense is \"sciatica\" said?
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
    /// What the text is meant to be
    #[arg(long, value_parser = profile, default_value = "note", value_name = "note|template")]
    pub profile: Profile,
    /// More packs and lexicons: a file or folder; may be repeated
    #[arg(long, value_name = "PATH")]
    pub rules: Vec<PathBuf>,
    /// Leave out every word of the note
    #[arg(long)]
    pub redact: bool,
}

const TEST_EXAMPLES: &str = "\
Every rule carries notes on which it must be silent (clean) and notes on which it must speak
(flagged, with the words that it must point at between << and >>).
  validated  it is silent where it must be
  reported   it speaks where it must, and points there
  noisy      it speaks where it must be silent, or points elsewhere
  missing    it is silent where it must speak
  changed    it does not say what its snapshot says
  todo       marked as not yet right; does not count as failed

Examples:
  notelint test                                    all packs
  notelint test back-pain                          one pack
  notelint test our-rules/knee.yaml                the packs of a file or folder
  notelint test --rules our-rules/ our-pack
  notelint test our-rules/ --coverage              which words does no test reach?";

/// `notelint test`.
#[derive(Args, Debug)]
#[command(after_help = TEST_EXAMPLES)]
pub struct TestArgs {
    /// Packs to test: their names, or files and folders of rules [default: all]
    #[arg(value_name = "PACK")]
    pub packs: Vec<String>,
    /// Show every failed case, not only the first 20
    #[arg(long)]
    pub all: bool,
    /// List the terms and patterns of the packs' own concepts that no test reaches
    #[arg(long)]
    pub coverage: bool,
    /// Keep what flagged cases report in a file beside each pack; later runs fail where it changes
    #[arg(long)]
    pub update_snapshots: bool,
    /// More packs and lexicons: a file or folder; may be repeated
    #[arg(long, value_name = "PATH")]
    pub rules: Vec<PathBuf>,
}

/// `notelint rules`.
#[derive(Args, Debug)]
pub struct RulesArgs {
    /// How to write them
    #[arg(long, value_enum, default_value = "pretty", value_name = "FORMAT")]
    pub format: InspectFormat,
    /// More packs and lexicons: a file or folder; may be repeated
    #[arg(long, value_name = "PATH")]
    pub rules: Vec<PathBuf>,
}

const CODE_EXAMPLES: &str = "\
Examples:
  notelint code M54.9                              one code
  notelint code M54.5 M51.36 --as-of 2021-09-30    as they were on a day of service
  notelint code S39.012A --format json

A code that is not in the code set is answered with the nearest ones that are, and the run ends with 1.";

/// `notelint code`.
#[derive(Args, Debug)]
#[command(after_help = CODE_EXAMPLES)]
pub struct CodeArgs {
    /// ICD-10-CM codes, with or without the dot
    #[arg(value_name = "CODE", required = true)]
    pub codes: Vec<String>,
    /// The day of service [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
    /// How to write it
    #[arg(long, value_enum, default_value = "pretty", value_name = "FORMAT")]
    pub format: InspectFormat,
}

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  notelint completions bash > ~/.local/share/bash-completion/completions/notelint
  notelint completions zsh > ~/.zfunc/_notelint    in a folder of $fpath
  notelint completions fish > ~/.config/fish/completions/notelint.fish";

/// `notelint completions`.
#[derive(Args, Debug)]
#[command(after_help = COMPLETIONS_EXAMPLES)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

/// `--color`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// `--format` of the other commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum InspectFormat {
    /// For people
    Pretty,
    /// For programs
    Json,
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
    /// The least severity that makes the run fail; `None` where nothing does.
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
        return Err("name a file behind the colon; --format chooses what goes to standard output".to_owned());
    }
    Ok(Output { format: format(name)?, file: file.into() })
}

fn format(name: &str) -> Result<Format, String> {
    let names = || Format::ALL.map(|(_, name)| name).join(", ");
    Format::named(name).ok_or_else(|| format!("there is no format '{name}'; the formats are {}", names()))
}

fn one_of<T: Copy + std::fmt::Display>(word: &str, all: &[T]) -> Result<T, String> {
    let words = || all.iter().map(T::to_string).collect::<Vec<_>>().join(", ");
    all.iter().copied().find(|v| v.to_string() == word).ok_or_else(|| format!("choose one of {}", words()))
}

fn profile(word: &str) -> Result<Profile, String> {
    one_of(word, Profile::ALL)
}

fn setting(word: &str) -> Result<Setting, String> {
    one_of(word, Setting::ALL)
}

fn persona(word: &str) -> Result<Persona, String> {
    one_of(word, Persona::ALL)
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "write a date of the calendar as YYYY-MM-DD".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
