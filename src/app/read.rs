//! How every file that a run needs is read.
//!
//! Only regular files, and each kind up to a size: a named pipe in a folder of notes would hang the run until somebody
//! writes to it, and `/dev/urandom` never ends. Three things that are no regular files are read all the same: standard
//! input (`-`), an open descriptor of the process, which is what a shell makes of `<(command)`, and `/dev/null`, which is
//! an empty file.

use super::trouble::Trouble;
use super::write::is_descriptor;
use std::fs::{self, File, Metadata};
use std::io::Read;
use std::path::Path;

/// What a file is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputKind {
    /// A note.
    Note,
    /// A configuration.
    Config,
    /// A pack or lexicon.
    Rules,
    /// A baseline.
    Baseline,
    /// The snapshots of a pack.
    Snapshots,
}

impl InputKind {
    /// The word for it in a message.
    pub const fn as_str(self) -> &'static str {
        match self {
            InputKind::Note => "note",
            InputKind::Config => "configuration",
            InputKind::Rules => "rule file",
            InputKind::Baseline => "baseline",
            InputKind::Snapshots => "file of snapshots",
        }
    }

    /// The largest size, in MB.
    pub const fn limit(self) -> u64 {
        match self {
            InputKind::Note => 512,
            InputKind::Config => 1,
            InputKind::Rules => 4,
            InputKind::Baseline | InputKind::Snapshots => 256,
        }
    }
}

/// Reads a file.
///
/// # Errors
/// Where it does not exist, is not a file, may not be read, or is larger than its kind may be.
pub fn read(path: &Path, kind: InputKind) -> Result<Vec<u8>, Trouble> {
    let failed = |error| Trouble::reading(path, error);
    let metadata = fs::metadata(path).map_err(failed)?;
    is_readable(path, &metadata)?;
    read_up_to_limit(path, File::open(path).map_err(failed)?, metadata.len(), kind)
}

/// Reads a file that is UTF-8 text.
///
/// # Errors
/// As for [`read`], and where it is not UTF-8.
pub fn read_text(path: &Path, kind: InputKind) -> Result<String, Trouble> {
    String::from_utf8(read(path, kind)?).map_err(|error| Trouble::NotUtf8 {
        path: path.to_path_buf(),
        kind: kind.as_str(),
        line: error.as_bytes()[..error.utf8_error().valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1,
    })
}

/// Reads no more than a kind of file may hold; `expected` bytes are read at once.
///
/// # Errors
/// Where there is more, or it cannot be read.
pub fn read_up_to_limit(path: &Path, reader: impl Read, expected: u64, kind: InputKind) -> Result<Vec<u8>, Trouble> {
    let limit = kind.limit() << 20;
    let mut bytes = Vec::with_capacity(expected.min(limit) as usize + 1);
    reader.take(limit + 1).read_to_end(&mut bytes).map_err(|error| Trouble::reading(path, error))?;
    if bytes.len() as u64 > limit {
        return Err(Trouble::TooLarge { path: path.to_path_buf(), kind: kind.as_str(), limit: kind.limit() });
    }
    Ok(bytes)
}

/// Refuses what is no file.
///
/// # Errors
/// For a folder, a named pipe, a socket or a device.
pub fn is_file(path: &Path, metadata: &Metadata) -> Result<(), Trouble> {
    let found = match metadata.file_type() {
        kind if kind.is_file() => return Ok(()),
        kind if kind.is_dir() => "a folder",
        kind if is_named_pipe(kind) => "a named pipe",
        _ => "a device or a socket",
    };
    Err(Trouble::NotAFile { path: path.to_path_buf(), found })
}

fn is_readable(path: &Path, metadata: &Metadata) -> Result<(), Trouble> {
    if metadata.is_file() {
        return Ok(());
    }
    let is_pipe = is_named_pipe(metadata.file_type()) && is_descriptor(path);
    let is_empty = cfg!(unix) && fs::canonicalize(path).is_ok_and(|path| path == Path::new("/dev/null"));
    if is_pipe || is_empty { Ok(()) } else { is_file(path, metadata) }
}

#[cfg(unix)]
fn is_named_pipe(kind: fs::FileType) -> bool {
    use std::os::unix::fs::FileTypeExt;
    kind.is_fifo()
}

#[cfg(not(unix))]
fn is_named_pipe(_: fs::FileType) -> bool {
    false
}
