//! What standard output and standard error are connected to.

use super::args::Color;
use anstream::{AutoStream, ColorChoice};
use std::io::{self, Write};

/// Columns if there is no terminal.
const DEFAULT_WIDTH: usize = 80;
/// Columns beyond which lines are hard to read.
const WIDEST: usize = 100;

/// How to write to the two standard streams.
#[derive(Clone, Copy, Debug)]
pub struct Terminal {
    /// Columns of standard output.
    pub width: usize,
    /// Whether standard output takes colours.
    pub color: bool,
    /// Whether standard error takes colours.
    pub error_color: bool,
}

impl Terminal {
    /// Looks at the streams, the environment (`NO_COLOR`, `CLICOLOR_FORCE`) and the command line.
    pub fn new(color: Color) -> Terminal {
        let colors = |choice: ColorChoice| match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => choice != ColorChoice::Never,
        };
        let width = terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0));
        Terminal {
            width: width.unwrap_or(DEFAULT_WIDTH).clamp(40, WIDEST),
            color: colors(AutoStream::choice(&io::stdout())),
            error_color: colors(AutoStream::choice(&io::stderr())),
        }
    }

    /// Standard output. What is written has colours only where they are wanted, so nothing is stripped here.
    pub fn stdout(&self) -> Box<dyn Write> {
        if self.color { Box::new(AutoStream::always(io::stdout())) } else { Box::new(io::stdout()) }
    }
}
