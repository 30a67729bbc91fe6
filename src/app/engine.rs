//! Takes notes through all layers: read, structure, facts, findings, report.
//!
//! Notes are independent of each other, so they are spread over all cores. They are taken in runs of a few per core,
//! and each run is written before the next begins, which keeps the order of the input and bounds the memory. A single
//! note is linted on the current thread, since starting threads would take longer.

use super::args::CheckArgs;
use super::baseline::BaselineFile;
use super::changed::Changed;
use super::desk::Desk;
use super::inputs::Input;
use super::outputs::{OutputStyle, Outputs, Page};
use super::paths::in_repository;
use super::progress::Progress;
use super::setup::Setup;
use super::transcoded::Transcoded;
use super::trouble::Trouble;
use notelint::filter::{Debt, fails};
use notelint::lint::Examined;
use notelint::note::Note;
use notelint::report::{Linted, Tally};
use rayon::prelude::*;
use std::path::PathBuf;
use std::sync::Arc;

/// Notes that each core takes before their reports are written.
const RUN: usize = 64;

/// A note to lint and what applies to it.
#[derive(Debug)]
pub struct Job {
    /// Its path or standard input.
    pub input: Input,
    /// What applies to it.
    pub setup: Arc<Setup>,
}

/// What a run knows of earlier ones.
#[derive(Clone, Copy, Debug)]
pub struct Filters<'a> {
    /// The findings that are accepted.
    pub ledger: Option<&'a BaselineFile>,
    /// The lines that findings are wanted of; `None` for all.
    pub changed: Option<&'a Changed>,
}

/// The result of a run.
#[derive(Clone, Debug, Default)]
pub struct Total {
    /// What was counted.
    pub tally: Tally,
    /// Findings at or above the threshold.
    pub failed: bool,
    /// The debt of each note, if there is a baseline.
    pub debts: Vec<Debt>,
    /// The notes that are not UTF-8.
    pub transcoded: Transcoded,
}

struct Done {
    path: PathBuf,
    pages: Vec<Page>,
    tally: Tally,
    failed: bool,
    debt: Option<Debt>,
    transcoded: bool,
}

/// Lints all notes and writes their reports in order. Notes that cannot be read are reported to `desk`.
///
/// # Errors
/// If an output cannot be written.
pub fn run(
    jobs: &[Job],
    args: &CheckArgs,
    filters: &Filters<'_>,
    outputs: &mut Outputs,
    desk: &Desk,
) -> Result<Total, Trouble> {
    let styles = outputs.styles();
    let mut progress = Progress::new(jobs.len(), args.quiet);
    let mut total = Total::default();
    let mut finish = |done: Result<Done, Trouble>| match done {
        Ok(done) => {
            total.failed |= done.failed;
            if args.require_topic && done.tally.untopical.notes > 0 {
                total.failed = true;
                desk.say(&format!("{}: no checklist applies to this note", done.path.display()));
            }
            total.debts.extend(done.debt);
            if done.transcoded {
                total.transcoded.add(&done.path);
            }
            outputs.write(&done.pages)?;
            total.tally.append(done.tally);
            Ok(())
        }
        Err(trouble) => {
            total.tally.troubles.push(trouble.to_string());
            desk.report(&trouble);
            Ok::<(), Trouble>(())
        }
    };
    match jobs {
        [job] => finish(lint(job, filters, &styles))?,
        jobs => {
            for run in jobs.chunks(RUN * rayon::current_num_threads()) {
                let done: Vec<_> = run.par_iter().map(|job| lint(job, filters, &styles)).collect();
                done.into_iter().try_for_each(&mut finish)?;
                progress.add(run.len());
            }
        }
    }
    Ok(total)
}

/// Reads a note, with what the command line and its configuration say about it.
///
/// # Errors
/// If it cannot be read.
pub fn read(input: &Input, setup: &Setup) -> Result<Note, Trouble> {
    let mut note = Trouble::unless_faulty(setup.linter.read(input.read(setup.encoding)?, setup.context.clone()))?;
    setup.complete(&mut note.context);
    Ok(note)
}

/// Reads a note, takes it through all layers, and applies the suppressions of its configuration.
///
/// # Errors
/// If it cannot be read.
pub fn examine(input: &Input, setup: &Setup) -> Result<Examined, Trouble> {
    let mut examined = setup.linter.examine(read(input, setup)?);
    setup.suppress(&mut examined);
    Ok(examined)
}

fn lint(job: &Job, filters: &Filters<'_>, styles: &[OutputStyle]) -> Result<Done, Trouble> {
    let setup = &job.setup;
    // The mentions, of which a long note has very many, are not kept until the report is written.
    let Examined { note, mut facts, mut outcome } = examine(&job.input, setup)?;
    facts.mentions = Vec::new();
    if let Some(changed) = filters.changed {
        changed.apply(&note.source, &mut outcome);
    }
    let debt = filters.ledger.map(|ledger| ledger.apply(job.input.path(), &mut outcome));
    let in_repository = in_repository(job.input.path());
    let in_repository = in_repository.as_deref();
    let linted = Linted { note: &note, outcome: &outcome, facts: &facts, fail_on: setup.fail_on, in_repository };
    let page = |look: &OutputStyle| look.page(&linted);
    let pages = styles.iter().map(page).collect::<Result<_, _>>();
    Ok(Done {
        path: job.input.path().to_owned(),
        pages: pages.map_err(|source| Trouble::Output { path: PathBuf::from("the report"), source })?,
        tally: Tally::of(&linted, setup.linter.rules(), styles.iter().any(OutputStyle::needs_rows)),
        failed: fails(outcome.worst(), setup.fail_on),
        debt,
        transcoded: note.source.is_guessed(),
    })
}
