//! How a file is written: into a new file in the same folder, which is then renamed over the old one.
//!
//! If a run is stopped, there is the old file or the new one, never half of one, and a run that fails leaves the old
//! one. The new file keeps the mode of the old one, and a symbolic link keeps leading to it. Pipes and devices
//! (`/dev/null`, `>(command)`) are not replaced but written to.

use super::same_file::{FileId, resolved};
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use tempfile::{Builder, NamedTempFile};

/// Characters of a temporary name that nobody can guess.
const RANDOM: usize = 16;

/// A file that is being written.
pub enum OutputFile {
    /// Takes the place of `target` when it is complete.
    Replacement {
        /// The new file.
        new: NamedTempFile,
        /// The file that it replaces, with links followed.
        target: PathBuf,
    },
    /// A pipe, a device or an open descriptor.
    Stream(Box<dyn Write>),
}

impl OutputFile {
    /// Begins to write a file; the one that is there stays until [`OutputFile::commit`].
    ///
    /// # Errors
    /// If the folder does not exist, the path is a folder, or either may not be written.
    pub fn create(path: &Path) -> io::Result<OutputFile> {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => Err(ErrorKind::IsADirectory.into()),
            Ok(_) if is_descriptor(path) => descriptor(path).map(OutputFile::Stream),
            Ok(metadata) if !metadata.is_file() => {
                Ok(OutputFile::Stream(Box::new(OpenOptions::new().write(true).open(path)?)))
            }
            Ok(metadata) if metadata.permissions().readonly() => Err(ErrorKind::PermissionDenied.into()),
            Ok(_) => {
                // A rename needs no permission to write to the file itself.
                OpenOptions::new().write(true).open(path)?;
                replacement(path)
            }
            Err(_) => replacement(path),
        }
    }

    /// Ends the file and puts it where it belongs.
    ///
    /// # Errors
    /// If the last of it cannot be written, or the old file not replaced.
    pub fn commit(self) -> io::Result<()> {
        match self {
            OutputFile::Replacement { new, target } => replace(new, &target),
            OutputFile::Stream(mut stream) => stream.flush(),
        }
    }
}

impl Write for OutputFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            OutputFile::Replacement { new, .. } => new.write(bytes),
            OutputFile::Stream(stream) => stream.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            OutputFile::Replacement { new, .. } => new.flush(),
            OutputFile::Stream(stream) => stream.flush(),
        }
    }
}

/// Whether a path names a descriptor of this process, which may be open on a regular file: `/dev/stdout`.
pub fn is_descriptor(path: &Path) -> bool {
    let descriptors = ["/dev/fd", "/dev/stdin", "/dev/stdout", "/dev/stderr", "/proc"];
    cfg!(unix) && descriptors.iter().any(|names| path.starts_with(names))
}

/// Replaces a whole file at once.
///
/// # Errors
/// As for [`OutputFile::create`] and [`OutputFile::commit`].
pub fn write(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OutputFile::create(path)?;
    file.write_all(text.as_bytes())?;
    file.commit()
}

/// A new file in the folder of `target`, with the mode that `target` has, or would get.
///
/// # Errors
/// If the folder does not exist or may not be written.
pub fn beside(target: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".notelint-").suffix(".tmp").rand_bytes(RANDOM);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What the umask of the process leaves of it.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let folder = target.parent().unwrap_or(target);
    fs::metadata(folder)?;
    // The temporary name, which the text of the error quotes, would only confuse.
    let new = builder.tempfile_in(folder).map_err(|error| io::Error::from(error.kind()))?;
    if let Ok(old) = fs::metadata(target) {
        new.as_file().set_permissions(old.permissions())?;
    }
    Ok(new)
}

/// Puts a complete file in the place of `target`; after that it survives a loss of power.
///
/// # Errors
/// If it cannot be written or renamed; then `target` is as it was.
pub fn replace(new: NamedTempFile, target: &Path) -> io::Result<()> {
    new.as_file().sync_all()?;
    new.persist(target).map_err(|error| error.error)?;
    sync_folder(target);
    Ok(())
}

/// Makes the name of a new file last. Not every system can do that, and the file is complete without it.
pub fn sync_folder(file: &Path) {
    if cfg!(unix) {
        let _ = file.parent().map(File::open).and_then(Result::ok).map(|folder| folder.sync_all());
    }
}

fn replacement(path: &Path) -> io::Result<OutputFile> {
    let target = resolved(path);
    Ok(OutputFile::Replacement { new: beside(&target)?, target })
}

/// Standard output and standard error keep their own position in a file that they were redirected to.
fn descriptor(path: &Path) -> io::Result<Box<dyn Write>> {
    let id = FileId::of(path);
    Ok(match id {
        Some(_) if id == FileId::stdout() => Box::new(io::stdout()),
        Some(_) if id == FileId::stderr() => Box::new(io::stderr()),
        Some(_) => Box::new(OpenOptions::new().append(true).open(path)?),
        None => Box::new(OpenOptions::new().write(true).open(path)?),
    })
}
