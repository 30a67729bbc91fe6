//! Codes that are not in force, not complete, or not in the code set.

use super::{MOST, Saying, cut, distinct, entry, finding, listed, title};
use crate::base::{CodeCheck, CodeSlot, Date, Severity};
use crate::check::compose::Slots;
use crate::check::finding::Finding;
use crate::check::view::View;
use crate::detect::{CodeMention, CodeState, day};
use crate::icd10::{Code, CodeSet, Entry, Validity};
use crate::rule::{Codes, Rule};

pub(super) fn run(view: &View, rule: &Rule, ask: &Codes) -> Vec<Finding> {
    let set = CodeSet::builtin();
    let day = day(view.note);
    let report = |(at, mention): (usize, &CodeMention)| {
        let (shown_for, slots) = answer(&set, ask.what, mention, day)?;
        // A code that a later release may have added is not an error of this note.
        let later = ask.what == CodeCheck::Unknown && day > CodeSet::last_day();
        let severity = if later { Severity::Advice } else { rule.severity };
        let (message, related) = (&rule.message, Vec::new());
        finding(view, rule, at, Saying { severity, message, shown_for, related, says: vec![], codes: vec![], slots })
    };
    distinct(view, ask).into_iter().filter_map(report).collect()
}

/// What is wrong with a code, if the rule tests that: the words of the label, and what fills the slots.
fn answer(set: &CodeSet, what: CodeCheck, mention: &CodeMention, day: Date) -> Option<(String, Slots)> {
    let known = entry(set, mention);
    // A wrong seventh character makes a code unknown, but the error in it is known.
    let base = Code::parse(&mention.code).and_then(|code| set.base_of(code)).filter(|_| known.is_none());
    match (what, mention.state, known) {
        (CodeCheck::Unknown, CodeState::Unknown, None) if base.is_none() => {
            let nearest = listed(set.nearest(&mention.code, day, MOST));
            let filled = vec![(CodeSlot::Codes, nearest), (CodeSlot::Release, CodeSet::release().into())];
            Some(("not in the code set".into(), Slots { filled, ..Slots::default() }))
        }
        (CodeCheck::NotYetValid, CodeState::NotYet, Some(entry)) => {
            let Validity::NotYet(first) = entry.validity(day) else { return None };
            Some((
                format!("valid from {first} on"),
                Slots { filled: vec![title(&entry), (CodeSlot::Day, first.to_string())], ..Slots::default() },
            ))
        }
        (CodeCheck::Retired, CodeState::Retired, Some(entry)) => {
            let Validity::Retired(last) = entry.validity(day) else { return None };
            let (successors, choices) = listed_with_titles(entry.successors(day));
            let filled = vec![title(&entry), (CodeSlot::Day, last.to_string()), successors, choices];
            Some((format!("last valid on {last}"), Slots { filled, ..Slots::default() }))
        }
        (CodeCheck::Header, CodeState::Header, Some(entry)) => {
            let (children, choices) = listed_with_titles(entry.children(day));
            Some((
                "a header, not a complete code".into(),
                Slots { filled: vec![title(&entry), children, choices], ..Slots::default() },
            ))
        }
        (CodeCheck::SeventhCharacter, CodeState::NeedsSeventh, Some(entry)) => {
            Some(("the 7th character is open".into(), sevenths(&entry, day)))
        }
        (CodeCheck::SeventhCharacter, CodeState::Unknown, None) => {
            Some(("not one of its 7th characters".into(), sevenths(&base?, day)))
        }
        _ => None,
    }
}

/// The seventh characters that a base takes, each as the whole code with its meaning.
fn sevenths(base: &Entry, day: Date) -> Slots {
    let characters = base.seventh_characters(day);
    let meanings: Vec<&str> =
        characters.iter().map(|each| each.meaning.as_str()).filter(|meaning| !meaning.is_empty()).collect();
    let whole = characters.iter().filter_map(|each| {
        let code = base.with_seventh(each.character)?.code();
        Some(if each.meaning.is_empty() { code.to_string() } else { format!("{code} ({})", each.meaning) })
    });
    let codes = (CodeSlot::Codes, whole.collect::<Vec<_>>().join("; "));
    Slots { filled: vec![title(base), codes, (CodeSlot::Choices, meanings.join("; "))], ..Slots::default() }
}

/// Codes with their titles, and the titles alone.
fn listed_with_titles(entries: Vec<Entry>) -> ((CodeSlot, String), (CodeSlot, String)) {
    let mut titles: Vec<String> = entries.iter().filter_map(Entry::title).collect();
    titles.dedup();
    let titles = cut(titles).unwrap_or_else(|| "none in this release".into());
    ((CodeSlot::Codes, listed(entries)), (CodeSlot::Choices, titles))
}
