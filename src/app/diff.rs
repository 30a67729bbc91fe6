//! `notelint diff`: which findings a new version of a note resolves, leaves open, or adds.
//!
//! Both versions are judged by the settings of the new one: the old one is often a copy in a temporary folder, without
//! a configuration, and different rules would show differences that are not in the notes.

use super::Exit;
use super::args::{DiffArgs, PageFormat};
use super::choice::{Choice, Known};
use super::desk::Desk;
use super::engine::examine;
use super::inputs::{self, Input};
use super::paths::plain;
use super::setup::{Setup, Setups};
use super::terminal::Terminal;
use super::trouble::{Trouble, shown};
use notelint::filter::{Changes, Outcome, fails};
use notelint::lint::Examined;
use notelint::report::{Diff, Style, diff_json, diff_markdown, diff_pretty};
use std::collections::BTreeMap;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Two versions of a note, and what applies to them.
struct Pair {
    old: Option<Input>,
    new: Input,
    setup: Arc<Setup>,
}

/// Compares two notes, or two folders of them.
///
/// # Errors
/// If nothing can be compared at all: paths, configuration, rules.
pub fn run(args: &DiffArgs, terminal: &Terminal, desk: &Desk) -> Result<Exit, Trouble> {
    let mut setups = Setups::new(&args.note);
    let mut diff = Diff { old: shown(&args.old), new: shown(&args.new), ..Diff::default() };
    let mut exit = Exit::Clean;
    let pairs = match (args.old.is_dir(), args.new.is_dir()) {
        (true, true) => folders(args, &mut setups, &mut diff, |trouble| {
            exit = Exit::Trouble;
            desk.report(&trouble);
        })?,
        // Two notes cannot both come from standard input.
        (false, false) if args.old.as_os_str() != "-" || args.new.as_os_str() != "-" => {
            vec![Pair {
                old: Some(Input::named(&args.old)),
                new: Input::named(&args.new),
                setup: setups.of(&args.new)?,
            }]
        }
        _ => return Err(Trouble::Unlike { old: args.old.clone(), new: args.new.clone() }),
    };
    let mut failed = false;
    for pair in &pairs {
        let known = diff.new_findings.len();
        match compare(pair, args.redact, &mut diff) {
            Ok(()) => failed |= fails(diff.worst_new_from(known), pair.setup.fail_on),
            Err(trouble) => {
                exit = Exit::Trouble;
                desk.report(&trouble);
            }
        }
    }
    let style = Style { redact: args.redact, ..Style::new(terminal.width, terminal.color) };
    let mut out = BufWriter::new(terminal.stdout());
    let written = match args.format {
        PageFormat::Pretty => diff_pretty(&diff, &style, &mut out),
        PageFormat::Markdown => diff_markdown(&diff, &mut out),
        PageFormat::Json => diff_json(&diff, &mut out),
    };
    super::finish(written, out)?;
    Ok(if exit == Exit::Clean && failed { Exit::Findings } else { exit })
}

fn compare(pair: &Pair, redact: bool, diff: &mut Diff) -> Result<(), Trouble> {
    let old = pair.old.as_ref().map(|old| examine(old, &pair.setup)).transpose()?;
    let Examined { note, outcome, .. } = examine(&pair.new, &pair.setup)?;
    let nothing = Outcome::default();
    let changes = Changes::between(old.as_ref().map_or(&nothing, |old| &old.outcome), &outcome);
    diff.add(old.as_ref().map(|old| &old.note), &note, &changes, redact);
    Ok(())
}

/// The notes of the new folder, each with its counterpart of the same relative path.
fn folders(
    args: &DiffArgs,
    setups: &mut Setups<'_>,
    diff: &mut Diff,
    mut report: impl FnMut(Trouble),
) -> Result<Vec<Pair>, Trouble> {
    let mut within = |folder: &Path| {
        let inputs = inputs::gather(&[folder.to_path_buf()], None, false, |file| Choice::of(file, Known::default()));
        inputs.troubles.into_iter().for_each(&mut report);
        let root = plain(folder);
        let of = |input: Input| (input.path().strip_prefix(&root).unwrap_or(input.path()).to_path_buf(), input);
        inputs.notes.into_iter().map(of).collect::<BTreeMap<PathBuf, Input>>()
    };
    let (mut olds, news) = (within(&args.old), within(&args.new));
    let mut pairs = Vec::with_capacity(news.len());
    for (path, new) in news {
        let setup = setups.of(new.path())?;
        let old = olds.remove(&path);
        if setup.excludes(new.path()) {
            continue;
        }
        if old.is_none() {
            diff.only_new.push(shown(new.path()));
        }
        pairs.push(Pair { old, new, setup });
    }
    diff.only_old = olds.values().map(|old| shown(old.path())).collect();
    Ok(pairs)
}
