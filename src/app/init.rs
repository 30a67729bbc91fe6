//! `notelint init`: writes the files to begin with.
//!
//! A folder gets its configuration, a starter pack whose tests pass, and a template, so that the next commands have
//! something to work on; templates, not notes, since notes are seldom kept with the rules. The files are the texts in
//! `init/`, written unchanged except for the version that CI installs.
//!
//! Nothing that exists is overwritten without `--force`, and if one file is in the way none is written. A folder that
//! has a `notelint.yaml` is set up already: `--hooks` and `--ci` add only their own files to it, so that nobody has to
//! give up an edited configuration for a hook.

use super::Exit;
use super::args::{Ci, InitArgs};
use super::config;
use super::terminal::Terminal;
use super::trouble::{Trouble, shown};
use super::write::write as write_file;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Where a file goes in the folder, and its text.
type Starter = (&'static str, &'static str);

const PACK: &str = "rules/site.yaml";
const BASE: [Starter; 3] = [
    (config::FILE_NAME, include_str!("init/notelint.yaml")),
    (PACK, include_str!("init/site.yaml")),
    ("templates/visit.txt", include_str!("init/visit.txt")),
];
const HOOKS: Starter = (".pre-commit-config.yaml", include_str!("init/pre-commit.yaml"));
const GITHUB: Starter = (".github/workflows/notelint.yml", include_str!("init/github.yml"));
const GITLAB: Starter = (".gitlab-ci.yml", include_str!("init/gitlab.yml"));

/// Writes the requested files, and says what to do next.
///
/// # Errors
/// If a file is in the way, or cannot be written.
pub fn run(args: &InitArgs, terminal: &Terminal) -> Result<Exit, Trouble> {
    let root = args.folder.as_deref().unwrap_or(Path::new(""));
    let starters = starters(args, root);
    let files: Vec<(PathBuf, String)> = starters.iter().map(|(path, text)| (root.join(path), filled(text))).collect();
    // A link that leads nowhere is in the way, too.
    let taken = files.iter().map(|(path, _)| path).find(|path| fs::symlink_metadata(path).is_ok());
    if let Some(path) = taken.filter(|_| !args.force) {
        return Err(Trouble::InTheWay { path: path.clone() });
    }
    for (path, text) in &files {
        write(path, text, args.force)?;
    }

    let mut out = BufWriter::new(terminal.stdout());
    let mut written = files.iter().try_for_each(|(path, _)| writeln!(out, "wrote {}", shown(path)));
    if args.ci.is_some() {
        let hint =
            "CI installs notelint from crates.io, where it is planned to be; the file says what to write until then";
        written = written.and_then(|()| writeln!(out, "{hint}"));
    }
    let pack = root.join(PACK);
    let folder = args.folder.as_deref().unwrap_or(Path::new("."));
    if pack.exists() {
        written = written.and_then(|()| writeln!(out, "next: notelint test {}", shown(&pack)));
    }
    written = written.and_then(|()| writeln!(out, "next: notelint check {}", shown(folder)));
    super::finish(written, out)
}

fn starters(args: &InitArgs, root: &Path) -> Vec<Starter> {
    let ci = args.ci.map(|ci| match ci {
        Ci::Github => GITHUB,
        Ci::Gitlab => GITLAB,
    });
    let more: Vec<Starter> = args.hooks.then_some(HOOKS).into_iter().chain(ci).collect();
    match !more.is_empty() && root.join(config::FILE_NAME).exists() {
        true => more,
        false => BASE.into_iter().chain(more).collect(),
    }
}

fn filled(text: &str) -> String {
    text.replace("{version}", env!("CARGO_PKG_VERSION"))
}

fn write(path: &Path, text: &str, force: bool) -> Result<(), Trouble> {
    let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
    let written = folder.and_then(|()| match force {
        true => write_file(path, text),
        // A file that has appeared since the check is not overwritten, either.
        false => File::create_new(path).and_then(|mut file| file.write_all(text.as_bytes())),
    });
    written.map_err(|source| Trouble::Output { path: path.to_path_buf(), source })
}
