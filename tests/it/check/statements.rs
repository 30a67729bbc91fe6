//! What is said about a code: no false statement, and no code that the note does not hold.
//!
//! `tests/statements` contains short invented notes by the mistake that each looks out for; its first file explains the
//! keys. What must hold for every code is tested over the whole code set, in `every_code`.

use crate::builtin::LINTER;
use notelint::base::{Date, Persona, RuleKind, Severity};
use notelint::filter::Outcome;
use notelint::note::{Context, Source};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Deserialize, Debug, Default)]
#[serde(deny_unknown_fields, default)]
struct Statement {
    note: String,
    warns: Option<String>,
    says: Vec<String>,
    never: Vec<String>,
    quiet: Option<String>,
    silent: Option<String>,
    advised: Option<String>,
    clean: bool,
    errs: Option<String>,
    advises: Option<String>,
    valid: Option<String>,
    unsaid: Vec<String>,
}

/// A finding as a reader sees it.
struct Said {
    rule: String,
    kind: RuleKind,
    severity: Severity,
    words: String,
    places: Vec<String>,
}

impl Said {
    fn covers(&self, words: &str) -> bool {
        self.places.iter().any(|place| place.contains(words) || words.contains(place.as_str()))
    }

    fn says(&self, any: &[String]) -> bool {
        let words = self.words.to_lowercase();
        any.is_empty() || any.iter().any(|each| words.contains(&each.to_lowercase()))
    }
}

fn said(text: &str, persona: Persona) -> Vec<Said> {
    let linter = LINTER.clone().persona(persona);
    let context = Context { day: Date::parse("2026-11-02"), ..Context::default() };
    let examined = linter.examine(linter.read(Source::from_text("note.txt", text), context));
    let outcome: &Outcome = &examined.outcome;
    let reported = outcome.reported().map(|finding| Said {
        rule: finding.rule.clone(),
        kind: finding.kind,
        severity: finding.severity,
        words: format!("{} {}", finding.message.render(false), finding.help.render(false)),
        places: std::iter::once(&finding.primary)
            .chain(&finding.related)
            .map(|label| examined.note.words(label.span).to_owned())
            .collect(),
    });
    reported.collect()
}

impl Statement {
    /// What is wrong with what is said about the note.
    fn fault(&self) -> Option<String> {
        let said = said(&self.note, Persona::Regular);
        let at = |severity: Severity, words: &str| {
            said.iter().filter(move |each| each.severity >= severity && each.covers(words)).collect::<Vec<_>>()
        };
        let of_codes = |each: &&&Said| each.rule.starts_with("icd10/");
        let (warning, advice, error) = (Severity::Warning, Severity::Advice, Severity::Error);
        let found = |wanted: bool, which: &Option<String>, severity: Severity| {
            which.as_ref().is_some_and(|words| at(severity, words).is_empty() == wanted)
        };
        if let Some(words) = &self.warns {
            let warned = at(warning, words);
            if !warned.iter().any(|each| each.says(&self.says)) {
                return Some(format!("no warning at {words} says {:?}", self.says));
            }
            if !self.never.is_empty() && warned.iter().any(|each| each.says(&self.never)) {
                return Some(format!("a warning at {words} says one of {:?}", self.never));
            }
        }
        if let Some(words) = &self.quiet
            && let Some(each) = at(warning, words).iter().find(of_codes)
        {
            return Some(format!("a warning: {}", each.words));
        }
        if let Some(words) = &self.silent
            && let Some(each) = at(advice, words).iter().find(|each| each.kind == RuleKind::Specify)
        {
            return Some(format!("not silent: {}", each.words));
        }
        if self.clean
            && let Some(each) = said.iter().find(|each| each.rule.starts_with("note-hygiene/"))
        {
            return Some(format!("not clean: {}", each.words));
        }
        if !self.unsaid.is_empty()
            && let Some(each) = said.iter().find(|each| each.says(&self.unsaid))
        {
            return Some(format!("it says one of {:?}: {}", self.unsaid, each.words));
        }
        let missing = found(true, &self.advised, advice)
            || found(true, &self.errs, error)
            || found(true, &self.advises, advice)
            || found(false, &self.valid, error);
        missing.then(|| "it is not as wanted".to_owned())
    }
}

#[test]
fn nothing_false_is_said_about_a_code() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/statements");
    let mut wrong = Vec::new();
    for file in ["told.yaml", "weighed.yaml"] {
        let text = std::fs::read_to_string(folder.join(file)).unwrap();
        let kinds: BTreeMap<String, Vec<Statement>> = serde_saphyr::from_str(&text).unwrap();
        for (kind, statements) in kinds {
            assert!(statements.len() >= 10, "{kind}");
            let faults = statements.iter().filter_map(|each| Some((each, each.fault()?)));
            wrong.extend(faults.map(|(each, fault)| format!("{kind}: {:?}: {fault}", each.note)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Codes that words of a text have the form of: a letter, two characters and more after a dot, or a family.
fn codes_in(words: &str) -> Vec<&str> {
    let pieces = words.split(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '-'));
    let coded = |piece: &&str| {
        let bytes = piece.as_bytes();
        bytes.len() > 4 && bytes[0].is_ascii_uppercase() && bytes[1].is_ascii_digit() && bytes[3] == b'.'
    };
    pieces.filter(coded).map(|piece| piece.trim_end_matches(['.', '-'])).collect()
}

/// A clinician reads no code that the note does not hold; a reviewer does.
#[test]
fn codes_are_shown_to_coders_only() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts: Vec<String> = Vec::new();
    for folder in ["examples/notes", "examples/templates"] {
        let files = std::fs::read_dir(root.join(folder)).unwrap();
        texts.extend(files.filter_map(|file| std::fs::read_to_string(file.unwrap().path()).ok()));
    }
    for file in [
        "tests/open_codes.yaml",
        "tests/codes/written.yaml",
        "tests/codes/traps.yaml",
        "tests/codes/systems.yaml",
        "tests/codes/blind.yaml",
    ] {
        let lines = std::fs::read_to_string(root.join(file)).unwrap();
        let notes = lines.lines().filter_map(|line| line.split_once("note: \"")?.1.rsplit_once('"'));
        texts.extend(notes.map(|(note, _)| note.replace("\\n", "\n")));
    }
    let cases = crate::builtin::FROM_FILES.tests.iter();
    texts.extend(cases.filter(|case| case.phrase.is_none() && case.codes.is_empty()).map(|case| case.text.clone()));
    assert!(texts.len() > 300, "{}", texts.len());
    let mut to_reviewers = 0;
    for text in &texts {
        let upper = text.to_uppercase();
        let held = |code: &str| upper.contains(code) || upper.contains(&code.replace('.', ""));
        for each in said(text, Persona::Regular) {
            let strange: Vec<&str> = codes_in(&each.words).into_iter().filter(|code| !held(code)).collect();
            assert!(strange.is_empty(), "{}: {strange:?} in {:?} on {text:?}", each.rule, each.words);
        }
        let reviewed = said(text, Persona::Thorough);
        to_reviewers += reviewed.iter().filter(|each| codes_in(&each.words).iter().any(|code| !held(code))).count();
    }
    assert!(to_reviewers > 50, "{to_reviewers}");
}
