//! `notelint check`: lint notes.

use super::Exit;
use super::args::CheckArgs;
use super::baseline::BaselineFile;
use super::changed::Changed;
use super::choice::Choice;
use super::config::{FILE_NAME, Globs};
use super::desk::Desk;
use super::engine::{self, Filters, Job};
use super::inputs::{self, Input, STDIN};
use super::outputs::Outputs;
use super::overwrite::Written;
use super::paths::absolute;
use super::role::Role;
use super::setup::Setups;
use super::terminal::Terminal;
use super::trouble::Trouble;
use std::mem::ManuallyDrop;
use std::path::Path;

/// Lints what the command line names.
///
/// # Errors
/// If nothing can be linted at all: usage, configuration, rules, outputs.
pub fn run(args: &CheckArgs, terminal: &Terminal, desk: &Desk) -> Result<Exit, Trouble> {
    if args.paths.is_empty() {
        return Err(Trouble::NoPath);
    }
    // The process ends after this: taking all rules apart would only take time.
    let mut setups = ManuallyDrop::new(Setups::new(&args.note));
    let mut fault = None;
    let include =
        Globs::of_words(&absolute(Path::new(".")), &args.include).map_err(|reason| Trouble::Glob { reason })?;
    // A configuration that cannot be right is reported even if it has no note to apply to.
    for folder in args.paths.iter().filter(|path| path.is_dir()) {
        setups.of(&folder.join(FILE_NAME))?;
    }
    let stdin_name = args.stdin_filename.as_deref();
    let inputs = inputs::gather(&args.paths, stdin_name, args.force_exclude, |path| match setups.of(path) {
        Ok(setup) => setup.choose(path, &include),
        Err(trouble) => {
            fault.get_or_insert(trouble);
            Choice::Leave
        }
    });
    if let Some(fault) = fault {
        return Err(fault);
    }
    let mut jobs = Vec::with_capacity(inputs.notes.len());
    let changed = args.changed_since.as_deref().map(Changed::since).transpose()?;
    for input in inputs.notes {
        if changed.as_ref().is_some_and(|changed| !changed.has(input.path())) {
            continue;
        }
        let path = if input.path() == Path::new(STDIN) { Path::new("-") } else { input.path() };
        let setup = setups.of(path)?;
        jobs.push(Job { input, setup });
    }
    let baseline = match &args.baseline {
        Some(baseline) => Some(baseline.as_path()),
        None => setups.baseline()?,
    };
    if args.update_baseline && baseline.is_none() {
        return Err(Trouble::NoBaselineNamed);
    }
    spare_inputs(args, baseline, &jobs, &setups)?;
    let ledger = baseline.map(|file| BaselineFile::open(file, args.update_baseline)).transpose()?;
    // If no note was found, reports of earlier runs are kept.
    let files = if jobs.is_empty() { &[] } else { args.output.as_slice() };
    let mut outputs = Outputs::open(args, files, terminal)?;
    inputs.troubles.iter().for_each(|trouble| desk.report(trouble));
    let mut total =
        engine::run(&jobs, args, &Filters { ledger: ledger.as_ref(), changed: changed.as_ref() }, &mut outputs, desk)?;
    total.tally.troubles.splice(0..0, inputs.troubles.iter().map(Trouble::to_string));
    outputs.close(&total.tally)?;
    if !args.quiet {
        let skipped = inputs.skipped.to_string();
        if !skipped.is_empty() {
            desk.say(&format!("{skipped}; `include` in notelint.yaml, or --include, reads more endings"));
        }
    }
    total.transcoded.say(desk);
    let (stale, failed) = setups.stale();
    stale.iter().for_each(|stale| desk.draw(stale));
    total.failed |= failed;
    if let Some(ledger) = ledger {
        desk.say(&ledger.close(std::mem::take(&mut total.debts))?);
    }
    Ok(match total {
        total if !total.tally.troubles.is_empty() => Exit::Trouble,
        total if total.failed => Exit::Findings,
        _ => Exit::Clean,
    })
}

/// Refuses outputs that would replace an input or another output.
fn spare_inputs(args: &CheckArgs, baseline: Option<&Path>, jobs: &[Job], setups: &Setups<'_>) -> Result<(), Trouble> {
    let mut written = Written::default();
    for output in &args.output {
        written.add(Role::Output, &output.file)?;
    }
    match baseline {
        Some(baseline) if args.update_baseline => written.add(Role::Baseline, baseline)?,
        Some(baseline) => written.spare(Role::Baseline, baseline)?,
        None => {}
    }
    for job in jobs {
        match &job.input {
            Input::File(path) => written.spare(Role::Note, path)?,
            Input::Stdin(_) => written.spare_stdin()?,
        }
    }
    setups.files()?.iter().try_for_each(|(role, path)| written.spare(*role, path))
}
