//! Notes through all layers: read, structure, facts, findings, pages.
//!
//! One note never sees another, so notes go to all cores; they are taken in runs of a few per core, and each run is
//! written before the next begins, which keeps the order of the input and a memory that does not grow with it. A single
//! note is linted where it is, since starting threads would take longer.

use super::args::CheckArgs;
use super::inputs::Input;
use super::outputs::{Look, Outputs};
use super::progress::Progress;
use super::setup::Setup;
use super::trouble::{Desk, Trouble};
use notelint::check::check;
use notelint::filter::{Outcome, fails};
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
}

struct Done {
    pages: Vec<Vec<u8>>,
    tally: Tally,
    failed: bool,
}

/// Lints all notes and writes their pages in order. Notes that cannot be read are reported to `desk`.
///
/// # Errors
/// Where an output cannot be written.
pub fn run(jobs: &[Job], args: &CheckArgs, outputs: &mut Outputs, desk: &Desk) -> Result<Total, Trouble> {
    let looks = outputs.looks();
    let mut progress = Progress::new(jobs.len(), args.quiet);
    let mut total = Total::default();
    let mut finish = |done: Result<Done, Trouble>| match done {
        Ok(done) => {
            total.failed |= done.failed;
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
        [job] => finish(lint(job, args, &looks))?,
        jobs => {
            for run in jobs.chunks(RUN * rayon::current_num_threads()) {
                let done: Vec<_> = run.par_iter().map(|job| lint(job, args, &looks)).collect();
                done.into_iter().try_for_each(&mut finish)?;
                progress.add(run.len());
            }
        }
    }
    Ok(total)
}

fn lint(job: &Job, args: &CheckArgs, looks: &[Look]) -> Result<Done, Trouble> {
    let setup = &job.setup;
    let source = job.input.read()?;
    let tools = &setup.tools;
    let mut note = Trouble::unless_faulty(Note::read(source, setup.context(args), &tools.headings))?;
    setup.complete(&mut note.context);
    let facts = tools.detector.facts(&note);
    let mut outcome = Outcome::new(check(&note, &facts, tools.rules), setup.persona, &setup.selection);
    setup.suppress(&note, &mut outcome);
    let linted = Linted { note: &note, outcome: &outcome, codes: &facts.codes, fail_on: setup.fail_on };
    let page = |look: &Look| look.page(&linted);
    let pages = looks.iter().map(page).collect::<Result<_, _>>();
    Ok(Done {
        pages: pages.map_err(|source| Trouble::Output { path: PathBuf::from("the report"), source })?,
        tally: Tally::of(&linted, tools.rules, looks.iter().any(Look::has_rows)),
        failed: fails(outcome.worst(), setup.fail_on),
    })
}
