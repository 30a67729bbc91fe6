//! The command line of `notelint init`.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

const INIT_EXAMPLES: &str = "\
Writes notelint.yaml, rules/site.yaml and templates/visit.txt. Where a notelint.yaml
is, --hooks and --ci write only their own files.

Examples:
  notelint init                                    the current folder
  notelint init our-notes --hooks                  with a configuration for pre-commit
  notelint init --ci github                        with a workflow that lints each push";

/// `notelint init`.
#[derive(Args, Debug)]
#[command(after_help = INIT_EXAMPLES)]
pub struct InitArgs {
    /// The folder to set up [default: the current one]
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// Write .pre-commit-config.yaml as well
    #[arg(long)]
    pub hooks: bool,
    /// Write a CI file as well
    #[arg(long, value_enum, value_name = "github|gitlab", hide_possible_values = true)]
    pub ci: Option<Ci>,
    /// Overwrite what is there
    #[arg(long)]
    pub force: bool,
}

/// `--ci`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Ci {
    /// .github/workflows/notelint.yml
    Github,
    /// .gitlab-ci.yml
    Gitlab,
}
