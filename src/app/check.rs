//! `notelint check`: lint notes.

use super::Exit;
use super::args::CheckArgs;
use super::baseline::BaselineFile;
use super::desk::Desk;
use super::engine::{self, Job};
use super::inputs::{self, Input, STDIN};
use super::outputs::Outputs;
use super::overwrite::Written;
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
    let inputs = inputs::gather(&args.paths, args.stdin_filename.as_deref(), |path| match setups.of(path) {
        Ok(setup) => !setup.excludes(path),
        Err(trouble) => {
            fault.get_or_insert(trouble);
            true
        }
    });
    if let Some(fault) = fault {
        return Err(fault);
    }
    let mut jobs = Vec::with_capacity(inputs.notes.len());
    for input in inputs.notes {
        let path = if input.path() == Path::new(STDIN) { Path::new("-") } else { input.path() };
        let setup = setups.of(path)?;
        jobs.push(Job { input, setup });
    }
    let baseline = args.baseline.as_deref();
    spare_inputs(args, &jobs, &setups)?;
    let ledger = baseline.map(|file| BaselineFile::open(file, args.update_baseline)).transpose()?;
    // If no note was found, reports of earlier runs are kept.
    let files = if jobs.is_empty() { &[] } else { args.output.as_slice() };
    let mut outputs = Outputs::open(args, files, terminal)?;
    inputs.troubles.iter().for_each(|trouble| desk.report(trouble));
    let mut total = engine::run(&jobs, args, ledger.as_ref(), &mut outputs, desk)?;
    total.tally.troubles.splice(0..0, inputs.troubles.iter().map(Trouble::to_string));
    outputs.close(&total.tally)?;
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
fn spare_inputs(args: &CheckArgs, jobs: &[Job], setups: &Setups<'_>) -> Result<(), Trouble> {
    let mut written = Written::default();
    for output in &args.output {
        written.add(Role::Output, &output.file)?;
    }
    match &args.baseline {
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
