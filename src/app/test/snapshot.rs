//! What flagged cases report, kept next to the file of their rule, so that a change of wording is seen.
//!
//! A case says where a rule must point; it does not say what message the clinician reads. `our-pack.snap` does, once
//! `--update-snapshots` has written it: a reviewer then sees every changed message in the difference of that file, and
//! a run without the option fails until the change is accepted. Without such a file nothing fails. A case is identified
//! by its rule and its text, so it may move within its pack.
//!
//! An entry leaves out what it shares with the one above it, which makes most entries one line.

use super::super::read::{InputKind, read_text};
use super::super::trouble::Trouble;
use super::super::write::write as write_file;
use super::CaseResult;
use super::bench::Verdict;
use super::pack_choice::Homes;
use crate::yaml::{self, record};
use notelint::report::{Miss, Said};
use notelint::rule::{Case, Expect, RuleFile};
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::path::{Path, PathBuf};

record! {
    /// The flagged cases of one rule.
    Kept {
        /// The rule.
        rule: String,
        /// Its flagged cases.
        cases: Vec<KeptCase>,
    }
}

record! {
    /// One case. Without `message` or `help` it is as above; without `at` it is the words between the marks.
    KeptCase {
        /// The note, with its marks.
        case: String,
        /// What is reported.
        message: String,
        /// What would satisfy the rule.
        help: String,
        /// The words that the finding points at.
        at: String,
    }
}

/// What is kept, by rule and marked text; order distinguishes the cases that share both.
type ByCase = HashMap<(String, String), VecDeque<Said>>;

/// Marks the cases that no longer say what their snapshots say. Yields lines about snapshots without a case, and about
/// cases without a snapshot.
///
/// # Errors
/// If a file of snapshots cannot be read.
pub fn compare(
    files: &[RuleFile],
    tests: &[&Case],
    cases: &mut [CaseResult],
    homes: &Homes,
) -> Result<Vec<String>, Trouble> {
    let mut lines = Vec::new();
    for file in files {
        let Some(path) = beside(file, tests, homes) else { continue };
        let Some(mut kept) = read(&path)? else { continue };
        let mut unknown = 0;
        for (test, case) in tests.iter().zip(cases.iter_mut()).filter(|(test, _)| *homes.of_case(test) == file.path) {
            let Expect::Flagged(_) = test.expect else { continue };
            let before = kept.get_mut(&(test.rule.clone(), marked(test))).and_then(VecDeque::pop_front);
            match before {
                Some(before) if case.verdict == Verdict::Reported && case.now.as_ref() != Some(&before) => {
                    case.verdict = Verdict::Failed(Miss::Changed);
                    case.before = Some(before);
                }
                Some(_) => {}
                None if test.todo || case.verdict != Verdict::Reported => {}
                None => unknown += 1,
            }
        }
        if unknown > 0 {
            lines.push(format!(
                "{}: it has no entry for {unknown} of the cases; --update-snapshots adds them",
                path.display()
            ));
        }
        let stale = kept.into_iter().filter(|(_, said)| !said.is_empty());
        lines.extend(stale.map(|((rule, case), _)| {
            let case: String = case.chars().take(60).collect();
            format!("{}: {rule} has no such case: {case}; --update-snapshots takes it out", path.display())
        }));
    }
    lines.sort();
    Ok(lines)
}

/// Writes what the flagged cases report. Yields a line for each file.
///
/// # Errors
/// If a file cannot be written.
pub fn write(files: &[RuleFile], tests: &[&Case], cases: &[CaseResult], homes: &Homes) -> Result<Vec<String>, Trouble> {
    let mut lines = Vec::new();
    for file in files {
        let Some(path) = beside(file, tests, homes) else { continue };
        let mut rules: BTreeMap<&str, Vec<(&Case, &Said)>> = BTreeMap::new();
        for (test, case) in tests.iter().zip(cases).filter(|(test, _)| *homes.of_case(test) == file.path && !test.todo)
        {
            if let Some(said) = &case.now {
                rules.entry(&test.rule).or_default().push((test, said));
            }
        }
        let count: usize = rules.values().map(Vec::len).sum();
        write_file(&path, &text(&rules)).map_err(|source| Trouble::Output { path: path.clone(), source })?;
        lines.push(format!("{}: {count} flagged cases kept", path.display()));
    }
    Ok(lines)
}

/// Where the snapshots of a file lie, if cases of it are run. Of a built-in file they lie beside that very file, where
/// there is one: anywhere else the path means another.
fn beside(file: &RuleFile, tests: &[&Case], homes: &Homes) -> Option<PathBuf> {
    let path = Path::new(&file.path);
    let run = tests.iter().any(|test| *homes.of_case(test) == file.path);
    let there = || !file.builtin || read_text(path, InputKind::Rules).is_ok_and(|text| text == file.text);
    let snapshots = path.with_extension("snap");
    (run && snapshots != path && there()).then_some(snapshots)
}

/// What is kept in a file; `None` if there is no such file.
fn read(path: &Path) -> Result<Option<ByCase>, Trouble> {
    let text = match read_text(path, InputKind::Snapshots) {
        Ok(text) => text,
        Err(Trouble::NotFound { .. }) => return Ok(None),
        Err(trouble) => return Err(trouble),
    };
    let fault = |reason: String| Trouble::Snapshots { path: path.to_path_buf(), reason };
    let (kept, faults) = yaml::read::<Vec<Kept>>(&text);
    if let Some(first) = faults.first() {
        let line = text[..first.place.start].matches('\n').count() + 1;
        return Err(fault(format!("line {line}: {}", first.message())));
    }
    let mut said = ByCase::new();
    for Kept { rule, cases } in kept.unwrap_or_default() {
        let Some(rule) = rule else { return Err(fault("a list of cases without `rule`".to_owned())) };
        let (mut message, mut help) = (String::new(), String::new());
        for case in cases.unwrap_or_default() {
            let Some(text) = case.case else { return Err(fault(format!("a case of {rule} without `case`"))) };
            message = case.message.unwrap_or(message);
            help = case.help.unwrap_or(help);
            let at = case.at.unwrap_or_else(|| words(&text).to_owned());
            let one = Said { message: message.clone(), help: help.clone(), at };
            said.entry((rule.clone(), text)).or_default().push_back(one);
        }
    }
    Ok(Some(said))
}

fn text(rules: &BTreeMap<&str, Vec<(&Case, &Said)>>) -> String {
    let mut text = "\
# What the rules of this pack report to their flagged cases; `notelint test --update-snapshots` writes it.
# What an entry leaves out is as in the one above it; without `at` it points at the marked words.
"
    .to_owned();
    for (rule, cases) in rules {
        text.push_str(&format!("- rule: {rule}\n  cases:\n"));
        let (mut message, mut help) = ("", "");
        for (test, said) in cases {
            let case = marked(test);
            text.push_str(&format!("    - case: {}\n", quoted(&case)));
            let parts = [
                ("message", &said.message, said.message != message),
                ("help", &said.help, said.help != help),
                ("at", &said.at, said.at != words(&case)),
            ];
            for (key, value, _) in parts.into_iter().filter(|(_, _, differs)| *differs) {
                text.push_str(&format!("      {key}: {}\n", quoted(value)));
            }
            (message, help) = (&said.message, &said.help);
        }
    }
    text
}

/// A text in double quotes: what JSON writes, YAML reads.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a string has a form in JSON")
}

/// The case as its author wrote it.
fn marked(test: &Case) -> String {
    match test.expect {
        Expect::Flagged(words) => {
            let (before, rest) = test.text.split_at(words.start);
            let (inner, after) = rest.split_at(words.len());
            format!("{before}<<{inner}>>{after}")
        }
        Expect::Clean | Expect::Spoken => test.text.clone(),
    }
}

/// The words between the marks of a case.
fn words(case: &str) -> &str {
    let open = case.find("<<").map_or(0, |at| at + 2);
    let close = case.rfind(">>").unwrap_or(case.len());
    case.get(open..close).unwrap_or_default()
}
