//! `notelint completions` and `notelint man`: files that a package installs next to the program.
//!
//! Both are generated from the command line itself, so they are always up to date. The manual is one page with a
//! chapter for each command: a reader looks for an option by its name, and should not have to know first which of seven
//! pages describes it.

use super::Exit;
use super::args::{Cli, CompletionsArgs};
use super::terminal::Terminal;
use super::trouble::Trouble;
use clap::{Arg, Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};
use std::io::{self, Write};

/// Writes the completions of a shell to standard output.
///
/// # Errors
/// If they cannot be written.
pub fn completions(args: &CompletionsArgs, terminal: &Terminal) -> Result<Exit, Trouble> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "notelint", &mut script);
    let mut out = terminal.stdout();
    super::finish(out.write_all(&script), out)
}

/// Writes the manual page to standard output.
///
/// # Errors
/// If it cannot be written.
pub fn man(terminal: &Terminal) -> Result<Exit, Trouble> {
    let mut out = terminal.stdout();
    super::finish(page(&mut out), out)
}

fn page(out: &mut dyn Write) -> io::Result<()> {
    let mut cli = Cli::command();
    cli.build();
    let whole = Man::new(cli.clone());
    whole.render_title(out)?;
    whole.render_name_section(out)?;
    whole.render_synopsis_section(out)?;
    whole.render_description_section(out)?;
    whole.render_options_section(out)?;
    for command in cli.get_subcommands().filter(|command| command.get_name() != "help") {
        chapter(command, out)?;
    }
    closing(&cli).to_writer(out)
}

/// A command: its sections become subsections of one. Options of every command are listed once, before the chapters.
fn chapter(command: &Command, out: &mut dyn Write) -> io::Result<()> {
    let once = |arg: Arg| if arg.is_global_set() || arg.get_id() == "help" { arg.hide(true) } else { arg };
    let command = command.clone().mut_args(once);
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let title = command.get_bin_name().unwrap_or_else(|| command.get_name()).to_uppercase();
    Roff::new().control("SH", [title.as_str()]).text([roman(about)]).to_writer(out)?;

    let mut sections = Vec::new();
    let man = Man::new(command.clone());
    man.render_synopsis_section(&mut sections)?;
    man.render_options_section(&mut sections)?;
    for line in String::from_utf8_lossy(&sections).lines() {
        match line.strip_prefix(".SH ") {
            Some(heading) => writeln!(out, ".SS {heading}")?,
            None => writeln!(out, "{line}")?,
        }
    }
    closing(&command).to_writer(out)
}

/// The text below the options in `--help`, line for line, because it is set in columns.
fn closing(command: &Command) -> Roff {
    let mut roff = Roff::new();
    if let Some(text) = command.get_after_help() {
        roff.control("PP", []).control("nf", []);
        for line in text.to_string().lines() {
            roff.text([roman(line)]);
        }
        roff.control("fi", []);
    }
    roff
}
