//! Layer 8: the program around the library. Only `main` sees it; nothing else prints or exits.

mod args;
mod baseline;
mod changed;
mod check;
mod choice;
mod code;
mod config;
mod desk;
mod diff;
mod effective;
mod engine;
mod explain;
mod generate;
mod init;
mod inputs;
mod inspect;
mod names;
mod outputs;
mod overwrite;
mod packs;
mod paths;
mod progress;
mod query;
mod read;
mod role;
mod rules;
mod same_file;
mod setup;
mod terminal;
mod test;
mod today;
mod transcoded;
mod trouble;
mod wildcards;
mod write;

use args::{Cli, Command};
use clap::Parser;
use desk::Desk;
use notelint::report::clean_line;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;
use terminal::Terminal;
use trouble::Trouble;

/// How a run ends; scripts rely on the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    /// Nothing at or above the threshold.
    Clean = 0,
    /// Findings at or above it, or failed tests.
    Findings = 1,
    /// It could not do its work.
    Trouble = 2,
}

/// Reads the command line; ends the process where it cannot be read. What clap says then quotes the arguments, so they
/// are read once more without the characters that would control the terminal.
pub fn parse() -> Cli {
    Cli::try_parse().unwrap_or_else(|error| {
        let cleaned = std::env::args_os().map(|arg| clean_line(&arg.to_string_lossy()).into_owned());
        Cli::try_parse_from(cleaned).err().unwrap_or(error).exit()
    })
}

/// Does what the command line asks, and says how it ended.
pub fn run(cli: &Cli) -> ExitCode {
    let terminal = Terminal::new(cli.color);
    let desk = Desk::new(terminal.error_color, terminal.width);
    let ended = match &cli.command {
        Command::Check(args) => check::run(args, &terminal, &desk),
        Command::Diff(args) => diff::run(args, &terminal, &desk),
        Command::Inspect(args) => inspect::run(args, &terminal),
        Command::Query(args) => query::run(args, &terminal, &desk),
        Command::Test(args) => test::run(args, &terminal),
        Command::Explain(args) => explain::run(args, &terminal),
        Command::Rules(args) => rules::run(args, &terminal),
        Command::Code(args) => code::run(args, &terminal),
        Command::Init(args) => init::run(args, &terminal),
        Command::Completions(args) => generate::completions(args, &terminal),
        Command::Man => generate::man(&terminal),
    };
    let exit = ended.unwrap_or_else(|trouble| {
        desk.report(&trouble);
        Exit::Trouble
    });
    ExitCode::from(exit as u8)
}

/// Ends a command that only writes. If the reader has gone away, that is not an error.
fn finish(written: io::Result<()>, mut out: impl Write) -> Result<Exit, Trouble> {
    match written.and_then(|()| out.flush()) {
        Err(source) if source.kind() != ErrorKind::BrokenPipe => {
            Err(Trouble::Output { path: "standard output".into(), source })
        }
        _ => Ok(Exit::Clean),
    }
}
