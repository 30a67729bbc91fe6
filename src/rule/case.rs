//! The cases of a rule: a few words of note, and what the rule must report on them.
//!
//! A rule without a clean and a flagged case is refused, because nobody could see whether it works. In a flagged case
//! `<<` and `>>` enclose the words that the primary span must cover. An element may add lists of bare phrases, each of
//! which is put into the same short note: they show the breadth of its vocabulary.

use super::lost::Lost;
use super::record::{PhrasingRecord, TestRecord, Text};
use super::source::RuleSource;
use crate::base::{Date, Profile, Setting, Span};
use crate::yaml::Spanned;

/// What a rule must report on a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expect {
    /// Nothing.
    Clean,
    /// A finding whose primary span covers these bytes of the text.
    Flagged(Span),
    /// A finding, wherever it points.
    Spoken,
}

/// One case of a rule's own tests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The rule's id: `pack/name`.
    pub rule: String,
    /// What the case is about, if its author said so.
    pub name: Option<String>,
    /// The note, without marks.
    pub text: String,
    /// For a case that is a bare phrase: its place in the note.
    pub phrase: Option<Span>,
    /// What the rule must report.
    pub expect: Expect,
    /// The profile in which the note is read.
    pub profile: Profile,
    /// Codes that travel with the note.
    pub codes: Vec<String>,
    /// The note's type.
    pub note_type: Option<String>,
    /// Where the encounter took place.
    pub setting: Option<Setting>,
    /// The date of service.
    pub day: Option<Date>,
    /// Known not to work yet.
    pub todo: bool,
    /// The file that holds the case.
    pub path: String,
    /// Its line there, counted from 1.
    pub line: usize,
}

/// The cases of one rule, if it has any; reports what is wrong with them.
pub(super) fn examples(
    yaml: &RuleSource<'_>,
    rule: &str,
    tests: Option<&Spanned<Vec<Spanned<TestRecord>>>>,
    lost: &Lost,
) -> Vec<Case> {
    let Some(tests) = tests else { return Vec::new() };
    let records = &tests.value;
    let clean = records.iter().any(|test| test.value.clean.is_some());
    let flagged = records.iter().any(|test| test.value.flagged.is_some());
    let (message, label, help) = match (clean, flagged) {
        _ if lost.any(&["tests", "clean", "flagged"]) => {
            return records.iter().filter_map(|record| example(yaml, rule, record)).collect();
        }
        (true, true) => return records.iter().filter_map(|record| example(yaml, rule, record)).collect(),
        (false, false) => ("has no tests", "no tests", "add `tests:` with a `clean` and a `flagged` case"),
        (false, true) => {
            ("has no clean case", "flagged cases only", "add a `clean` case: a note to which it says nothing")
        }
        (true, false) => (
            "has no flagged case",
            "clean cases only",
            "add a `flagged` case, with << >> around the words it points at",
        ),
    };
    yaml.fault(tests.place(), format!("`{rule}` {message}"), label, help);
    records.iter().filter_map(|record| example(yaml, rule, record)).collect()
}

/// The cases that an element lists as bare phrases: those that document it, and look-alikes that must not.
pub(super) fn phrasings(
    yaml: &RuleSource<'_>,
    rule: &str,
    lists: Option<&Spanned<Vec<Spanned<PhrasingRecord>>>>,
    lost: &Lost,
) -> Vec<Case> {
    let mut tests = Vec::new();
    for list in lists.iter().flat_map(|lists| &lists.value) {
        let PhrasingRecord { note, documented, refused } = &list.value;
        let Some((note, at)) = note.as_ref().and_then(|note| Some((note, note.value.find("{}")?))) else {
            yaml.fault(
                note.as_ref().map_or(list.place(), Text::place),
                format!("phrasings of `{rule}` without a place for the phrase"),
                "no {} in a `note`",
                "write the note with {} where each phrase goes, such as `note: \"HPI: Back pain. {}.\"`",
            );
            continue;
        };
        if documented.is_none() && refused.is_none() && !lost.any(&["documented", "refused"]) {
            yaml.fault(
                list.place(),
                format!("phrasings of `{rule}` without a phrase"),
                "nothing goes into this note",
                "add `documented:` with phrases that document it, or `refused:` with look-alikes",
            );
        }
        for (phrases, expect) in [(documented, Expect::Clean), (refused, Expect::Spoken)] {
            tests.extend(phrases.iter().flat_map(|phrases| &phrases.value).map(|phrase| Case {
                rule: rule.to_owned(),
                name: Some(phrase.value.clone()),
                text: note.value.replacen("{}", &phrase.value, 1),
                phrase: Some(Span::new(at, at + phrase.value.len())),
                expect,
                profile: Profile::Note,
                codes: Vec::new(),
                note_type: None,
                setting: None,
                day: None,
                todo: false,
                path: yaml.file_at(phrase.place().start).path.clone(),
                line: yaml.line(phrase.place().start),
            }));
        }
    }
    tests
}

fn example(yaml: &RuleSource<'_>, rule: &str, record: &Spanned<TestRecord>) -> Option<Case> {
    let test = &record.value;
    let (text, expect) = match (&test.clean, &test.flagged) {
        (Some(text), None) => (clean(yaml, text)?, Expect::Clean),
        (None, Some(text)) => {
            let (text, span) = flagged(yaml, text)?;
            (text, Expect::Flagged(span))
        }
        _ => {
            yaml.fault(
                record.place(),
                format!("a test of `{rule}` is neither clean nor flagged"),
                "exactly one of `clean` and `flagged` is needed",
                "write the note under `clean:` or under `flagged:`",
            );
            return None;
        }
    };
    Some(Case {
        rule: rule.to_owned(),
        name: test.name.as_ref().map(|name| name.value.clone()),
        text,
        phrase: None,
        expect,
        profile: yaml.word(test.profile.as_ref(), "profile", Profile::ALL, Profile::as_str).unwrap_or(Profile::Note),
        codes: test.codes.iter().flat_map(|codes| &codes.value).map(|code| code.value.clone()).collect(),
        note_type: test.note_type.as_ref().map(|kind| kind.value.clone()),
        setting: yaml.word(test.setting.as_ref(), "setting", Setting::ALL, Setting::as_str),
        day: test.date_of_service.as_ref().and_then(|text| day(yaml, text)),
        todo: test.todo.as_ref().is_some_and(|todo| todo.value),
        path: yaml.file_at(record.place().start).path.clone(),
        line: yaml.line(record.place().start),
    })
}

fn day(yaml: &RuleSource<'_>, text: &Text) -> Option<Date> {
    let day = Date::parse(&text.value);
    if day.is_none() {
        yaml.fault(
            text.place(),
            format!("`{}` is not a date", text.value),
            "not a date",
            "write year, month and day: 2026-10-01",
        );
    }
    day
}

fn clean(yaml: &RuleSource<'_>, text: &Text) -> Option<String> {
    if marks(&text.value).is_some() {
        yaml.fault(
            text.place(),
            "a clean case with << >> marks",
            "nothing is to be found here",
            "take the marks out, or call the case `flagged`",
        );
        return None;
    }
    not_empty(yaml, text).then(|| text.value.clone())
}

fn flagged(yaml: &RuleSource<'_>, text: &Text) -> Option<(String, Span)> {
    if !not_empty(yaml, text) {
        return None;
    }
    let value = &text.value;
    let Some((open, close)) = marks(value) else {
        yaml.fault(
            text.place(),
            "a flagged case without << >> marks",
            "which words are found?",
            "put << and >> around the words that the finding points at",
        );
        return None;
    };
    let inner = &value[open + 2..close];
    // Marks may enclose a placeholder that is written like a mark; two pairs side by side are two places.
    if inner.find(">>").is_some_and(|end| inner.find("<<").is_none_or(|start| end < start)) || inner.is_empty() {
        yaml.fault(
            yaml.part(text, open..close + 2),
            if inner.is_empty() { "marks around nothing" } else { "more than one place is marked" },
            "one primary span is expected",
            "mark the words of one finding; write another case for another finding",
        );
        return None;
    }
    let span = Span::new(open, open + inner.len());
    Some((format!("{}{inner}{}", &value[..open], &value[close + 2..]), span))
}

/// The first opening and the last closing mark.
fn marks(text: &str) -> Option<(usize, usize)> {
    let open = text.find("<<")?;
    let close = text.rfind(">>")?;
    (open + 2 <= close).then_some((open, close))
}

fn not_empty(yaml: &RuleSource<'_>, text: &Text) -> bool {
    if text.value.trim().is_empty() {
        yaml.fault(text.place(), "a test without a note", "empty", "write a few words of note");
        return false;
    }
    true
}
