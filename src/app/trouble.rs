//! Everything that makes notelint exit with code 2, and how it is reported.
//!
//! Each message names the path and says what is wrong and what to do. It never quotes a note.

use super::role::Role;
use miette::{Diagnostic, NamedSource, SourceSpan};
use notelint::lint::UnknownRule;
use notelint::note::{FaultKind, Note, ReadError};
use notelint::report::clean_line;
pub use notelint::report::clean_path as shown;
use notelint::rule::Faults;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use thiserror::Error;

/// A reason for exit code 2.
#[derive(Debug, Diagnostic, Error)]
pub enum Trouble {
    /// No path on the command line.
    #[error("no note was given")]
    #[diagnostic(code("notelint::usage"), help("give a file, a folder, or - for standard input"))]
    NoPath,
    /// An answer to more than one note.
    #[error("an answer is to the queries about one note")]
    #[diagnostic(code("notelint::usage"), help("name one note, and the file with its answer after `--answer`"))]
    OneNote,
    /// A format in which a comparison is not written.
    #[error("what an answer closes is not written as html")]
    #[diagnostic(code("notelint::usage"), help("choose text, markdown or json"))]
    NoSuchFormat,
    /// A template, which has no author to ask.
    #[error("{}: it is a template; queries are about notes", shown(path))]
    #[diagnostic(code("notelint::template"), help("`notelint check` says what a template does not prompt for"))]
    TemplateQuery {
        /// The path.
        path: PathBuf,
    },
    /// A path that is not there.
    #[error("{}: there is no such file or folder", shown(path))]
    #[diagnostic(code("notelint::not-found"), help("check the spelling; paths are read from the current folder"))]
    NotFound {
        /// The path.
        path: PathBuf,
    },
    /// A path that the system does not let us read.
    #[error("{}: it cannot be read: {}", shown(path), reason(source))]
    #[diagnostic(code("notelint::unreadable"), help("see that it is a file or folder which you may read"))]
    Unreadable {
        /// The path.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// A file that is not text.
    #[error("{}: {problem}", shown(path))]
    #[diagnostic(
        code("notelint::not-text"),
        help("a note is plain text; export a document of another kind as text first")
    )]
    NotText {
        /// The path.
        path: PathBuf,
        /// Why the bytes are not text.
        problem: ReadError,
    },
    /// Front matter that cannot be read.
    #[error("{}:{line}: {kind}", shown(path))]
    #[diagnostic(
        code("notelint::front-matter"),
        help("a note may begin with `codes`, `date-of-service`, `note-type` and `setting` between two lines of `---`")
    )]
    FrontMatter {
        /// The path.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong, and what to write.
        kind: FaultKind,
    },
    /// A file larger than its kind may be.
    #[error("{}: it is larger than {limit} MB, the limit for a {kind}", shown(path))]
    #[diagnostic(
        code("notelint::too-large"),
        help("see that it is the file you meant; an export is split, one file for each note")
    )]
    TooLarge {
        /// The path.
        path: PathBuf,
        /// What it was read as.
        kind: &'static str,
        /// The largest size in MB.
        limit: u64,
    },
    /// A path that leads to a folder, a pipe or a device where a file is needed.
    #[error("{}: it is {found}; a file is needed here", shown(path))]
    #[diagnostic(
        code("notelint::not-a-file"),
        help("name a file; `-` reads a note from standard input, and `exclude` leaves a path out of a folder")
    )]
    NotAFile {
        /// The path.
        path: PathBuf,
        /// "a folder", "a named pipe".
        found: &'static str,
    },
    /// A folder in which no file is a note.
    #[error("{}: the folder holds no note", shown(path))]
    #[diagnostic(
        code("notelint::no-note"),
        help(
            "files that end in .txt .text .md .markdown .note are notes, unless .gitignore or `exclude` leaves them \
             out; `include` adds others; a file that is named is linted whatever its ending"
        )
    )]
    NoNote {
        /// The folder.
        path: PathBuf,
    },
    /// A report, or another file, that cannot be written.
    #[error("{}: it cannot be written: {}", shown(path), reason(source))]
    #[diagnostic(code("notelint::output"), help("see that the folder exists and that you may write there"))]
    Output {
        /// The file.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// A file that would be written over another that the run reads or writes.
    #[error("{}: this {} is the same file as the {other} {}; nothing was written", shown(path), role.as_str(), shown(is))]
    #[diagnostic(
        code("notelint::overwrites"),
        help("name another file to write to; in a folder of notes, one whose ending is not that of a note")
    )]
    Overwrites {
        /// What would be written.
        role: Role,
        /// Where to.
        path: PathBuf,
        /// The role of the file that is there.
        other: &'static str,
        /// Its path there.
        is: PathBuf,
    },
    /// A file that `init` would have to overwrite.
    #[error("{}: it is already there; nothing was written", shown(path))]
    #[diagnostic(
        code("notelint::in-the-way"),
        help("`--force` overwrites it; `notelint init DIR` writes into another folder, to copy from")
    )]
    InTheWay {
        /// The file.
        path: PathBuf,
    },
    /// An unknown name on the command line or in the configuration.
    #[error("there is no {what} `{}`", clean_line(name))]
    #[diagnostic(code("notelint::unknown-name"))]
    UnknownName {
        /// "checklist", "pack", "rule".
        what: &'static str,
        /// The name.
        name: String,
        /// What is near it, or how to list the known names.
        #[help]
        help: String,
    },
    /// A fault in the configuration, shown there.
    #[error("{message}")]
    #[diagnostic(code("notelint::config"))]
    Config {
        /// What is wrong.
        message: String,
        /// The file.
        #[source_code]
        file: Arc<NamedSource<String>>,
        /// The place.
        #[label]
        place: SourceSpan,
        /// What to write instead.
        #[help]
        help: Option<String>,
        /// What else is wrong in the file.
        #[related]
        more: Vec<Trouble>,
    },
    /// A folder of rules that contains no rule file.
    #[error("{}: the folder holds no rule file", shown(path))]
    #[diagnostic(code("notelint::no-rules"), help("rule files end in .yaml or .yml"))]
    NoRules {
        /// The folder.
        path: PathBuf,
    },
    /// A rule file or configuration of another encoding.
    #[error("{}:{line}: this line is not UTF-8 text", shown(path))]
    #[diagnostic(code("notelint::not-text"), help("save the {kind} as UTF-8"))]
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// What it was read as.
        kind: &'static str,
        /// The line, from 1.
        line: usize,
    },
    /// A file of snapshots that cannot be read.
    #[error("{}: it holds no snapshots: {}", shown(path), clean_line(reason))]
    #[diagnostic(code("notelint::snapshots"), help("`notelint test --update-snapshots` writes it anew"))]
    Snapshots {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A baseline that is not there.
    #[error("{}: there is no such baseline", shown(path))]
    #[diagnostic(
        code("notelint::baseline"),
        help("`notelint check PATH --baseline {} --update-baseline` writes it", shown(path))
    )]
    NoBaseline {
        /// The file.
        path: PathBuf,
    },
    /// `--update-baseline` without a file to write.
    #[error("no baseline was named")]
    #[diagnostic(code("notelint::usage"), help("name the file with --baseline, or with `baseline` in notelint.yaml"))]
    NoBaselineNamed,
    /// git that cannot say what changed.
    #[error("what changed since `{}` is not known: {}", clean_line(rev), clean_line(reason))]
    #[diagnostic(
        code("notelint::git"),
        help("run this in the repository of the notes; CI needs the history (`fetch-depth: 0` of actions/checkout)")
    )]
    Git {
        /// The commit.
        rev: String,
        /// What git says.
        reason: String,
    },
    /// A glob of the command line.
    #[error("the glob does not parse: {}", clean_line(reason))]
    #[diagnostic(code("notelint::usage"))]
    Glob {
        /// What is wrong with it.
        reason: String,
    },
    /// A baseline that cannot be read as one.
    #[error("{}:{line}: {}", shown(path), clean_line(reason))]
    #[diagnostic(
        code("notelint::baseline"),
        help(
            "fix the line (of a merge, keep the entries of both sides, each once), or delete the file and write it \
             anew with `--update-baseline`"
        )
    )]
    Baseline {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong there.
        reason: String,
    },
    /// A baseline that cannot be written.
    #[error("{}: the baseline cannot be written: {}", shown(path), self::reason(source))]
    #[diagnostic(code("notelint::output"), help("see that the folder exists and that you may write there"))]
    BaselineOutput {
        /// The file.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// Two paths that cannot be compared.
    #[error("{} and {} are not two notes or two folders", shown(old), shown(new))]
    #[diagnostic(
        code("notelint::usage"),
        help("give a note and a note, or a folder and a folder; one note may be - for standard input")
    )]
    Unlike {
        /// The one before.
        old: PathBuf,
        /// The one after.
        new: PathBuf,
    },
    /// Faults in packs, each shown in its own file.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Rules(Faults),
}

impl Trouble {
    /// What the system says about reading `path`.
    pub fn reading(path: &Path, source: io::Error) -> Trouble {
        match source.kind() {
            io::ErrorKind::NotFound => Trouble::NotFound { path: path.to_path_buf() },
            _ => Trouble::Unreadable { path: path.to_path_buf(), source },
        }
    }

    /// A note, unless its front matter has an error: its author wants it to count.
    ///
    /// # Errors
    /// If something in the front matter cannot be read.
    pub fn unless_faulty(note: Note) -> Result<Note, Trouble> {
        let Some(fault) = note.front_matter.as_ref().and_then(|front| front.fault.as_ref()) else { return Ok(note) };
        let line = note.source.position(fault.span.start).line;
        Err(Trouble::FrontMatter { path: note.source.path().to_path_buf(), line, kind: fault.kind })
    }
}

/// What the system says, without its error number.
fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}

impl From<UnknownRule> for Trouble {
    fn from(UnknownRule(name): UnknownRule) -> Trouble {
        Trouble::UnknownName { what: "rule", name, help: "`notelint rules` lists what there is".to_owned() }
    }
}
