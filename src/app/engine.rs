//! Notes through all layers: read, structure, facts, findings, pages.
//!
//! One note never sees another, so notes go to all cores; they are taken in runs of a few per core, and each run is
//! written before the next begins, which keeps the order of the input and a memory that does not grow with it. A single
//! note is linted where it is, since starting threads would take longer.

use super::args::{CheckArgs, NoteArgs};
use super::baseline::BaselineFile;
use super::inputs::Input;
use super::outputs::{OutputStyle, Outputs};
use super::progress::Progress;
use super::setup::Setup;
use super::trouble::{Desk, Trouble};
use notelint::check::check;
use notelint::detect::Facts;
use notelint::filter::{Debt, Outcome, fails};
use notelint::note::Note;
use notelint::report::{Linted, Tally};
use rayon::prelude::*;
use std::path::PathBuf;
use std::sync::Arc;

/// Notes that each core takes before pages are written.
const RUN: usize = 64;

/// A note to lint and what applies to it.
#[derive(Debug)]
pub struct Job {
    /// Where it is.
    pub input: Input,
    /// What applies to it.
    pub setup: Arc<Setup>,
}

/// What a run amounts to.
#[derive(Clone, Debug, Default)]
pub struct Total {
    /// What was counted.
    pub tally: Tally,
    /// Findings at or above the threshold.
    pub failed: bool,
    /// What each note owes, where there is a baseline.
    pub debts: Vec<Debt>,
}

/// A note with what checking it amounts to.
pub struct Examined {
    /// The note.
    pub note: Note,
    /// What is said in it.
    pub facts: Facts,
    /// The findings and the state of the checklists.
    pub outcome: Outcome,
}

struct Done {
    pages: Vec<Vec<u8>>,
    tally: Tally,
    failed: bool,
    debt: Option<Debt>,
}

/// Lints all notes and writes their pages in order. Notes that cannot be read are reported to `desk`.
///
/// # Errors
/// Where an output cannot be written.
pub fn run(
    jobs: &[Job],
    args: &CheckArgs,
    ledger: Option<&BaselineFile>,
    outputs: &mut Outputs,
    desk: &Desk,
) -> Result<Total, Trouble> {
    let styles = outputs.styles();
    let mut progress = Progress::new(jobs.len(), args.quiet);
    let mut total = Total::default();
    let mut finish = |done: Result<Done, Trouble>| match done {
        Ok(done) => {
            total.failed |= done.failed;
            total.debts.extend(done.debt);
            outputs.write(&done.pages)?;
            total.tally.append(done.tally);
            Ok(())
        }
        Err(trouble) => {
            total.tally.troubles.push(trouble.to_string());
            desk.report(&trouble);
            Ok(())
        }
    };
    match jobs {
        [job] => finish(lint(job, args, ledger, &styles))?,
        jobs => {
            for run in jobs.chunks(RUN * rayon::current_num_threads()) {
                let done: Vec<_> = run.par_iter().map(|job| lint(job, args, ledger, &styles)).collect();
                done.into_iter().try_for_each(&mut finish)?;
                progress.add(run.len());
            }
        }
    }
    Ok(total)
}

/// Reads a note and takes it through all layers.
///
/// # Errors
/// Where it cannot be read.
pub fn examine(input: &Input, setup: &Setup, note_args: &NoteArgs) -> Result<Examined, Trouble> {
    let tools = &setup.tools;
    let mut note = Trouble::unless_faulty(Note::read(input.read()?, setup.context(note_args), &tools.headings))?;
    setup.complete(&mut note.context);
    let facts = tools.detector.facts(&note);
    let mut outcome = Outcome::new(check(&note, &facts, tools.rules), setup.persona, &setup.selection);
    setup.suppress(&note, &mut outcome);
    Ok(Examined { note, facts, outcome })
}

fn lint(job: &Job, args: &CheckArgs, ledger: Option<&BaselineFile>, styles: &[OutputStyle]) -> Result<Done, Trouble> {
    let setup = &job.setup;
    let Examined { note, facts, mut outcome } = examine(&job.input, setup, &args.note)?;
    let debt = ledger.map(|ledger| ledger.apply(job.input.path(), &mut outcome));
    let linted = Linted { note: &note, outcome: &outcome, codes: &facts.codes, fail_on: setup.fail_on };
    let page = |look: &OutputStyle| look.page(&linted);
    let pages = styles.iter().map(page).collect::<Result<_, _>>();
    Ok(Done {
        pages: pages.map_err(|source| Trouble::Output { path: PathBuf::from("the report"), source })?,
        tally: Tally::of(&linted, setup.tools.rules, styles.iter().any(OutputStyle::needs_rows)),
        failed: fails(outcome.worst(), setup.fail_on),
        debt,
    })
}
