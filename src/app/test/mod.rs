//! `notelint test`: does each rule do what its own cases say?
//!
//! The author of a rule is not a programmer. So a failed case is shown on its own note, and only the first ones in
//! full: one error in a vocabulary can make two hundred cases fail. The last two lines are counts; scripts read them.

mod bench;
#[cfg(test)]
mod breadth;
mod coverage;
mod hits;
mod pack_choice;
mod reach;
mod snapshot;

use super::Exit;
use super::args::TestArgs;
use super::terminal::Terminal;
use super::trouble::Trouble;
use bench::{Bench, Tried, Verdict};
use notelint::report::{FailedCase, Miss, Said, Style, clean_line, failed_case};
use notelint::rule::{self, Case, Loaded, RuleFile};
use pack_choice::{Homes, PackChoice};
use rayon::prelude::*;
use std::io::{self, BufWriter, Write};

/// Failed cases that are shown in full.
const SHOWN: usize = 20;

/// Runs the cases of the named packs.
///
/// # Errors
/// If rules cannot be read, or there is no pack of a name.
pub fn run(args: &TestArgs, terminal: &Terminal) -> Result<Exit, Trouble> {
    let choice = PackChoice::new(args);
    let (files, Loaded { rules, tests, entries, origins, .. }) = load(&choice, args)?;
    let homes = Homes::of(&origins);
    let tests = choice.tests(&rules, &tests, &homes)?;
    let bench = Bench::new(rules);
    let run = |test: &&Case| {
        let tried = bench.try_case(test);
        let verdict = tried.verdict(test);
        (CaseResult { verdict, before: None, now: tried.said(test) }, tried.reached(&entries, bench.rules()))
    };
    let (mut cases, reached): (Vec<CaseResult>, Vec<_>) = tests.par_iter().map(run).unzip();
    let snapshots = match args.update_snapshots {
        true => snapshot::write(&files, &tests, &cases, &homes)?,
        false => snapshot::compare(&files, &tests, &mut cases, &homes)?,
    };

    let style = Style::new(terminal.width, terminal.color);
    let shown = if args.all { usize::MAX } else { SHOWN };
    let cases = Cases { bench: &bench, tests: &tests, cases: &cases };
    let mut out = BufWriter::new(terminal.stdout());
    let mut written = cases.report(shown, &style, &mut out);
    let (words, notes) = reach::count(&entries, &tests, reached);
    if args.hits {
        let words = words.iter().filter(|word| choice.is_open() || choice.has_file(&word.entry.path, &tests, &homes));
        written = written.and_then(|()| hits::report(bench.rules(), words, notes, args.all, &mut out));
    }
    if args.coverage {
        let words = words.iter().filter(|word| choice.has_file(&word.entry.path, &tests, &homes));
        written = written.and_then(|()| coverage::report(bench.rules(), words, &mut out));
    }
    written = written.and_then(|()| snapshots.iter().try_for_each(|line| writeln!(out, "{}", clean_line(line))));
    written = written.and_then(|()| cases.counts(&mut out));
    super::finish(written, out)?;
    Ok(if cases.failed().next().is_some() { Exit::Findings } else { Exit::Clean })
}

/// The files that are tested, and what they make. The YAML of the built-in packs is read only if it is tested as well.
fn load(choice: &PackChoice, args: &TestArgs) -> Result<(Vec<RuleFile>, Loaded), Trouble> {
    let files = choice.files(&args.rules)?;
    let builtin = files.iter().filter(|file| file.builtin).count();
    let apart = args.coverage || args.hits;
    if !apart && builtin == rule::builtin_files().len() {
        let own: Vec<RuleFile> = files.iter().filter(|file| !file.builtin).cloned().collect();
        let loaded = rule::load_onto(&rule::builtin(), &rule::builtin_symbols(), &own).map_err(Trouble::Rules)?;
        if choice.is_met_by(&loaded) {
            return Ok((own, loaded));
        }
    }
    let load = if apart { rule::load_with_entries } else { rule::load_with_tests };
    let loaded = load(&files).map_err(Trouble::Rules)?;
    Ok((files, loaded))
}

/// The result of one case.
struct CaseResult {
    verdict: Verdict,
    /// What its snapshot says, if that has changed.
    before: Option<Said>,
    /// What the rule reports on a flagged case that passes.
    now: Option<Said>,
}

/// The cases that were run, and the result of each.
struct Cases<'a> {
    bench: &'a Bench,
    tests: &'a [&'a Case],
    cases: &'a [CaseResult],
}

impl Cases<'_> {
    fn iter(&self) -> impl Iterator<Item = (&Case, &CaseResult)> {
        self.tests.iter().copied().zip(self.cases)
    }

    /// The cases that make the run fail.
    fn failed(&self) -> impl Iterator<Item = (&Case, &CaseResult, Miss)> {
        self.iter().filter_map(|(test, case)| match case.verdict {
            Verdict::Failed(miss) if !test.todo => Some((test, case, miss)),
            _ => None,
        })
    }

    /// The failed cases on their notes, and what is still marked `todo`.
    fn report(&self, shown: usize, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        for (test, case, miss) in self.failed().take(shown) {
            let Tried { note, facts, checked } = &self.bench.try_case(test);
            let said = case.before.as_ref().zip(case.now.as_ref());
            failed_case(&FailedCase { test, miss, note, facts, checked, rules: self.bench.rules(), said }, style, out)?;
        }
        for (test, case) in self.iter().filter(|(test, _)| test.todo) {
            let what = match case.verdict {
                Verdict::Failed(_) => "todo",
                Verdict::Validated | Verdict::Reported => "it does as it should: the mark `todo` can go",
            };
            let name = test.name.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
            let line = format!("{}:{}: {}{name}: {what}", test.path, test.line, test.rule);
            writeln!(out, "{}", clean_line(&line))?;
        }
        match self.failed().count().saturating_sub(shown) {
            0 => Ok(()),
            1 => writeln!(out, "1 more failed case; --all shows it"),
            more => writeln!(out, "{more} more failed cases; --all shows them"),
        }
    }

    fn counts(&self, out: &mut dyn Write) -> io::Result<()> {
        let counted: Vec<Verdict> = self.iter().filter(|(test, _)| !test.todo).map(|(_, case)| case.verdict).collect();
        let count = |wanted: &[Verdict]| counted.iter().filter(|verdict| wanted.contains(verdict)).count();
        let (validated, reported) = (count(&[Verdict::Validated]), count(&[Verdict::Reported]));
        let noisy = count(&[Verdict::Failed(Miss::Noisy), Verdict::Failed(Miss::Elsewhere)]);
        let missing = count(&[Verdict::Failed(Miss::Missing)]);
        let changed = count(&[Verdict::Failed(Miss::Changed)]);
        let todo = self.tests.len() - counted.len();
        write!(out, "{validated} validated, {reported} reported, {noisy} noisy, {missing} missing, {todo} todo")?;
        if changed > 0 {
            write!(out, ", {changed} changed")?;
        }
        writeln!(out, "\n{} passed, {} failed", validated + reported, noisy + missing + changed)
    }
}
