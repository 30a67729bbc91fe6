//! The outputs of a run: standard output, and any number of files.
//!
//! Notes are rendered where they are linted, and written here in order. If the reader of standard output goes away
//! (`notelint check . | head`), that is not an error; a report file that cannot be written is.

use super::args::{CheckArgs, Output};
use super::terminal::Terminal;
use super::trouble::Trouble;
use super::write::OutputFile;
use notelint::report::{Format, Linted, Room, Style, Tally};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::PathBuf;

/// Columns of a report in a file.
const FILE_WIDTH: usize = 80;

/// The style of one output.
#[derive(Clone, Copy, Debug)]
pub struct OutputStyle {
    format: Format,
    style: Style,
}

impl OutputStyle {
    /// Whether the tally must keep a row for each note.
    pub const fn needs_rows(&self) -> bool {
        self.format.needs_rows()
    }

    /// One note, ready to be written.
    pub fn page(&self, linted: &Linted<'_>) -> io::Result<Page> {
        let mut bytes = Vec::new();
        self.format.note(linted, &self.style, &mut bytes)?;
        let cost = self.format.room().map(|_| Room {
            results: linted.outcome.findings.len(),
            bytes: miniz_oxide::deflate::compress_to_vec(&bytes, 1).len(),
        });
        Ok(Page { bytes, cost })
    }
}

/// What one output says about one note.
pub struct Page {
    bytes: Vec<u8>,
    /// What it takes of the room of its reader, at most, where that is limited.
    cost: Option<Room>,
}

/// The outputs of a run.
pub struct Outputs {
    sinks: Vec<Sink>,
}

struct Sink {
    style: OutputStyle,
    /// The file as it was named, or "standard output".
    path: PathBuf,
    writer: BufWriter<OutputFile>,
    open: bool,
    /// Whether a note was written, so that the next one needs a separator.
    parted: bool,
    /// The rendered notes of a format that begins with a summary of the run.
    held: Option<Vec<u8>>,
    /// What its reader still takes.
    room: Option<Room>,
    /// Results that it did not.
    left_out: usize,
}

impl Outputs {
    /// Opens standard output and `files`, and writes what comes before the first note. Existing files stay as they are
    /// until [`Outputs::close`].
    ///
    /// # Errors
    /// If a file cannot be created.
    pub fn open(args: &CheckArgs, files: &[Output], terminal: &Terminal) -> Result<Outputs, Trouble> {
        let style = Style {
            redact: args.redact,
            split: args.split,
            quiet: args.quiet,
            statistics: args.statistics,
            ..Style::new(terminal.width, terminal.color)
        };
        let style_of = |format: Format, style: Style| {
            let unasked = format.is_for_other_systems() && !args.show_text;
            Style { redact: style.redact || unasked, ..style }
        };
        let (stdout, name) = (OutputFile::Stream(terminal.stdout()), PathBuf::from("standard output"));
        let mut sinks = vec![Sink::new(args.format, style_of(args.format, style), name, stdout)];
        let style = Style { width: FILE_WIDTH, color: false, ..style };
        for Output { format, file: path } in files {
            let file = OutputFile::create(path).map_err(|source| Trouble::Output { path: path.clone(), source })?;
            sinks.push(Sink::new(*format, style_of(*format, style), path.clone(), file));
        }
        let mut outputs = Outputs { sinks };
        outputs.each(|sink| match &sink.held {
            None => sink.begin(&Tally::default()),
            Some(_) => Ok(()),
        })?;
        Ok(outputs)
    }

    /// The style of each output, in their order.
    pub fn styles(&self) -> Vec<OutputStyle> {
        self.sinks.iter().map(|sink| sink.style).collect()
    }

    /// Writes one note's reports, in the order of [`Outputs::styles`].
    ///
    /// # Errors
    /// If a file cannot be written.
    pub fn write(&mut self, pages: &[Page]) -> Result<(), Trouble> {
        let mut pages = pages.iter();
        self.each(|sink| {
            let Some(page) = pages.next() else { return Ok(()) };
            if page.bytes.is_empty() || !sink.takes(page.cost) {
                return Ok(());
            }
            let page = page.bytes.as_slice();
            let between = if sink.parted { sink.style.format.between() } else { b"" };
            sink.parted = true;
            match &mut sink.held {
                Some(held) => held.extend_from_slice(&[between, page].concat()),
                None => {
                    sink.writer.write_all(between)?;
                    sink.writer.write_all(page)?;
                }
            }
            Ok(())
        })
    }

    /// Writes what comes after the last note, and moves the files to their places once all of them are complete.
    ///
    /// # Errors
    /// If a file cannot be written.
    pub fn close(mut self, tally: &Tally) -> Result<(), Trouble> {
        self.each(|sink| {
            if let Some(pages) = sink.held.take() {
                sink.begin(tally)?;
                sink.writer.write_all(&pages)?;
            }
            let tally = Tally { left_out: sink.left_out, ..tally.clone() };
            sink.style.format.end(&tally, &sink.style.style, &mut sink.writer)?;
            sink.writer.flush()
        })?;
        self.sinks.into_iter().filter(|sink| sink.open).try_for_each(Sink::commit)
    }

    fn each(&mut self, mut write: impl FnMut(&mut Sink) -> io::Result<()>) -> Result<(), Trouble> {
        for sink in &mut self.sinks {
            match write(sink) {
                Ok(()) => {}
                Err(_) if !sink.open => {}
                Err(error) if error.kind() == ErrorKind::BrokenPipe => sink.open = false,
                Err(source) => {
                    sink.open = false;
                    return Err(Trouble::Output { path: sink.path.clone(), source });
                }
            }
        }
        Ok(())
    }
}

impl Sink {
    fn new(format: Format, style: Style, path: PathBuf, file: OutputFile) -> Sink {
        let held = format.needs_whole_run().then(Vec::new);
        let style = OutputStyle { format, style };
        Sink {
            style,
            path,
            writer: BufWriter::new(file),
            open: true,
            parted: false,
            held,
            room: style.format.room(),
            left_out: 0,
        }
    }

    /// Whether its reader takes a page of this cost. A note is reported whole or not at all.
    fn takes(&mut self, cost: Option<Room>) -> bool {
        let (Some(room), Some(cost)) = (&mut self.room, cost) else { return true };
        if cost.results > room.results || cost.bytes > room.bytes {
            self.left_out += cost.results;
            return false;
        }
        room.results -= cost.results;
        room.bytes -= cost.bytes;
        true
    }

    fn commit(self) -> Result<(), Trouble> {
        let file = self.writer.into_inner().map_err(io::IntoInnerError::into_error);
        file.and_then(OutputFile::commit).map_err(|source| Trouble::Output { path: self.path, source })
    }

    fn begin(&mut self, tally: &Tally) -> io::Result<()> {
        self.style.format.begin(tally, &self.style.style, &mut self.writer)
    }
}
