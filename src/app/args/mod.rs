//! The command line: a public interface, on which scripts rely.

mod check;
mod diff;
mod init;
mod inspect;
mod query;

pub use check::{CheckArgs, ContextArgs, FailOn, NoteArgs, Output};
pub use diff::DiffArgs;
pub use init::{Ci, InitArgs};
pub use inspect::InspectArgs;
pub use query::{Grouping, QueryArgs, QueryFormat};

use clap::{Args, Parser, Subcommand, ValueEnum};
use notelint::base::{Date, Persona, Profile, Setting};
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
    /// Say which findings a new version of a note resolves, leaves open, or adds
    Diff(Box<DiffArgs>),
    /// Draft queries to the provider from findings, check queries that people wrote, or read a reply
    Query(Box<QueryArgs>),
    /// Show what notelint sees in a note: sections, sentences, mentions and the sense in which each is said
    Inspect(InspectArgs),
    /// Run the tests that packs carry
    Test(TestArgs),
    /// Explain a rule or a pack: what it requires, why, when it applies, what satisfies it
    Explain(ExplainArgs),
    /// List the rules as they apply here, and what set the severity of each
    Rules(RulesArgs),
    /// Look ICD-10-CM codes up: what each is, whether it is valid on a day, what is more specific
    Code(CodeArgs),
    /// Write a configuration and a starter pack to begin with
    Init(InitArgs),
    /// Write the completions of a shell to standard output
    Completions(CompletionsArgs),
    /// Write the manual page to standard output
    Man,
}

const TEST_EXAMPLES: &str = "\
Every rule has notes on which it must report nothing (clean) and notes on which it must report a
finding (flagged, with the words that it must point at between << and >>).
  validated  no finding, as expected
  reported   a finding at the expected place
  noisy      a finding where none is expected, or at another place
  missing    no finding where one is expected
  changed    a message that differs from the snapshot
  todo       marked as not yet right; does not count as failed

Examples:
  notelint test                                    all packs
  notelint test back-pain                          one pack
  notelint test our-rules/knee.yaml                the packs of a file or folder
  notelint test --rules our-rules/ our-pack
  notelint test our-rules/ --coverage              which words does no test reach?
  notelint test --hits                             which words are found in most notes?";

/// `notelint test`.
#[derive(Args, Debug)]
#[command(after_help = TEST_EXAMPLES)]
pub struct TestArgs {
    /// Packs to test: their names, or files and folders of rules [default: all]
    #[arg(value_name = "PACK")]
    pub packs: Vec<String>,
    /// Show every failed case and every row of --hits, not only the first 20
    #[arg(long)]
    pub all: bool,
    /// List the terms and patterns of the packs' own concepts that no test reaches
    #[arg(long)]
    pub coverage: bool,
    /// Show which entries of lists and which words of concepts are found in most notes of the tests
    #[arg(long)]
    pub hits: bool,
    /// Keep what flagged cases report in a file next to each pack; later runs fail if it changes
    #[arg(long)]
    pub update_snapshots: bool,
    /// More packs and lexicons: a file or folder; may be repeated
    #[arg(long, value_name = "PATH")]
    pub rules: Vec<PathBuf>,
}

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  notelint explain back-pain/radiation             one rule; an element of a checklist is a rule
  notelint explain back-pain                       a pack; with --format markdown every rule in full
  notelint explain --rules our.yaml our/rule";

/// `notelint explain`.
#[derive(Args, Debug)]
#[command(after_help = EXPLAIN_EXAMPLES)]
pub struct ExplainArgs {
    /// Rules (pack/rule) and packs
    #[arg(value_name = "RULE", required = true)]
    pub names: Vec<String>,
    /// How to write it
    #[arg(long, value_enum, default_value = "pretty", value_name = "FORMAT")]
    pub format: PageFormat,
    /// More packs and lexicons: a file or folder; may be repeated
    #[arg(long, value_name = "PATH")]
    pub rules: Vec<PathBuf>,
    /// Use this configuration instead of the nearest notelint.yaml
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

const RULES_EXAMPLES: &str = "\
Examples:
  notelint rules icd10 --origin                    one pack, with the line of each value
  notelint rules --ignore back-pain/red-*
The last columns say what set the severity, and which rules only reviewers are shown.";

/// `notelint rules`.
#[derive(Args, Debug)]
#[command(after_help = RULES_EXAMPLES)]
pub struct RulesArgs {
    /// Only the rules of these packs [default: all]
    #[arg(value_name = "PACK")]
    pub packs: Vec<String>,
    /// How to write them
    #[arg(long, value_enum, default_value = "pretty", value_name = "FORMAT")]
    pub format: PageFormat,
    /// Show the file and line of each value
    #[arg(long)]
    pub origin: bool,
    /// As they apply to this file: the overrides that match its path count
    #[arg(long, value_name = "FILE")]
    pub path: Option<PathBuf>,
    /// More packs and lexicons: a file or folder; may be repeated
    #[arg(long, value_name = "PATH")]
    pub rules: Vec<PathBuf>,
    /// As for `check`: only these rules run
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub select: Vec<String>,
    /// Not these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// Use this configuration instead of the nearest notelint.yaml
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// `--format` of `explain` and `rules`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PageFormat {
    /// For people
    Pretty,
    /// For a page
    Markdown,
    /// For programs
    Json,
}

const CODE_EXAMPLES: &str = "\
Examples:
  notelint code M54.9                              one code
  notelint code M54.5 M51.36 --as-of 2021-09-30    as they were on a day of service
  notelint code S39.012A --format json
  notelint code \"heart failure\" \"left knee pain\"   the codes that these words support

Words are looked up in the titles and terms of the code set and in notelint's own list. The run ends with 1 if a wording names no \
condition, or a code is not in the code set; the nearest codes that are in it are shown.";

/// `notelint code`.
#[derive(Args, Debug)]
#[command(after_help = CODE_EXAMPLES)]
pub struct CodeArgs {
    /// ICD-10-CM codes, with or without the dot, or the words of diagnoses
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

fn one_of<T: Copy + std::fmt::Display>(word: &str, all: &[T]) -> Result<T, String> {
    let words = || all.iter().map(T::to_string).collect::<Vec<_>>().join(", ");
    all.iter().copied().find(|v| v.to_string() == word).ok_or_else(|| format!("choose one of {}", words()))
}

/// `--profile`.
pub fn profile(word: &str) -> Result<Profile, String> {
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
