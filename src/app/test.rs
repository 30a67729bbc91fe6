//! `notelint test`: does each rule do as its own cases say?

use super::Exit;
use super::args::TestArgs;
use super::names::suggest;
use super::packs;
use super::terminal::Terminal;
use super::trouble::Trouble;
use notelint::base::Severity;
use notelint::check::check;
use notelint::detect::Detector;
use notelint::note::{Context, Headings, Note, Source};
use notelint::report::clean_line;
use notelint::rule::{self, Expect, RuleSet, RuleTest};
use rayon::prelude::*;
use std::io::{self, BufWriter, Write};

/// What became of one case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// The rule does as the case says.
    Validated,
    /// It speaks where it must be silent.
    Noisy,
    /// It speaks where it must, and points elsewhere.
    Elsewhere,
    /// It is silent where it must speak.
    Missing,
}

/// Runs the cases of the packs that are named.
///
/// # Errors
/// Where rules cannot be read, or a name names no pack.
pub fn run(args: &TestArgs, terminal: &Terminal) -> Result<Exit, Trouble> {
    let loaded = rule::load_over(&rule::builtin(), &packs::files(&args.rules)?).map_err(Trouble::Rules)?;
    // A rule that is off by default still does as its cases say.
    let mut rules = loaded.rules;
    for rule in rules.rules.iter_mut().filter(|rule| rule.severity == Severity::Off) {
        rule.severity = Severity::Advice;
    }
    let rules = &rules;
    for name in &args.packs {
        if !rules.packs.iter().any(|pack| pack.id == *name) {
            let known = rules.packs.iter().map(|pack| pack.id.as_str());
            return Err(Trouble::UnknownName { what: "pack", name: name.clone(), help: suggest(name, known) });
        }
    }
    let asked = |test: &&RuleTest| {
        let pack = test.rule.split('/').next().unwrap_or_default();
        args.packs.is_empty() || args.packs.iter().any(|name| name == pack)
    };
    let tests: Vec<&RuleTest> = loaded.tests.iter().filter(asked).collect();
    let (detector, headings) = (Detector::new(rules), packs::headings(rules));
    let verdicts: Vec<Verdict> = tests.par_iter().map(|test| verdict(test, rules, &detector, &headings)).collect();

    let mut out = BufWriter::new(terminal.stdout());
    let failed = tests.iter().zip(&verdicts).any(|(test, verdict)| fails(test, *verdict));
    let written = report(&tests, &verdicts, &mut out);
    super::finish(written, out)?;
    Ok(if failed { Exit::Findings } else { Exit::Clean })
}

fn fails(test: &RuleTest, verdict: Verdict) -> bool {
    !test.todo && verdict != Verdict::Validated
}

fn verdict(test: &RuleTest, rules: &RuleSet, detector: &Detector<'_>, headings: &Headings) -> Verdict {
    let context = Context {
        profile: test.profile,
        codes: test.codes.clone(),
        note_type: test.note_type.clone(),
        setting: test.setting,
        day: test.day,
        ..Context::default()
    };
    let note = Note::read(Source::from_text(&test.path, &test.text), context, headings);
    let checked = check(&note, &detector.facts(&note), rules);
    let mut spoken = checked.findings.iter().filter(|finding| finding.rule == test.rule).peekable();
    match test.expect {
        Expect::Clean if spoken.peek().is_none() => Verdict::Validated,
        Expect::Clean => Verdict::Noisy,
        Expect::Flagged(_) | Expect::Spoken if spoken.peek().is_none() => Verdict::Missing,
        Expect::Spoken => Verdict::Validated,
        Expect::Flagged(words) if spoken.any(|finding| finding.primary.span.contains(words)) => Verdict::Validated,
        Expect::Flagged(_) => Verdict::Elsewhere,
    }
}

fn report(tests: &[&RuleTest], verdicts: &[Verdict], out: &mut dyn Write) -> io::Result<()> {
    for (test, verdict) in tests.iter().zip(verdicts) {
        let what = match (verdict, test.todo) {
            (Verdict::Validated, false) => continue,
            (Verdict::Validated, true) => "todo, but validated: the mark can go",
            (_, true) => "todo",
            (Verdict::Noisy, _) => "noisy: it speaks where it must be silent",
            (Verdict::Elsewhere, _) => "noisy: it points elsewhere than at the words between << and >>",
            (Verdict::Missing, _) => "missing: it is silent where it must speak",
        };
        let name = test.name.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
        let line = format!("{}:{}: {}{name}: {what}", test.path, test.line, test.rule);
        writeln!(out, "{}", clean_line(&line))?;
    }
    let count = |wanted: fn(Verdict, bool) -> bool| {
        tests.iter().zip(verdicts).filter(|(test, verdict)| wanted(**verdict, test.todo)).count()
    };
    let validated = count(|verdict, todo| verdict == Verdict::Validated && !todo);
    let noisy = count(|verdict, todo| matches!(verdict, Verdict::Noisy | Verdict::Elsewhere) && !todo);
    let missing = count(|verdict, todo| verdict == Verdict::Missing && !todo);
    let todo = count(|_, todo| todo);
    writeln!(out, "{validated} validated, {noisy} noisy, {missing} missing, {todo} todo")?;
    writeln!(out, "{validated} passed, {} failed", noisy + missing)
}
