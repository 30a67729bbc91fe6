//! From words to codes: what every title and included term finds, what is asked for most, and what names no condition.

use notelint::base::Date;
use notelint::icd10::{Code, CodeSet, Wording};
use proptest::prelude::*;

fn day() -> Date {
    Date::parse("2026-11-01").expect("a day")
}

fn found(text: &str) -> Vec<Wording> {
    CodeSet::builtin().wordings(text, day())
}

fn first(text: &str) -> String {
    found(text).first().map(ToString::to_string).unwrap_or_default()
}

/// The share of names whose first code is in the right category; every `step`th name is looked up.
fn share(names: &[(String, String)], step: usize) -> f64 {
    let set = CodeSet::builtin();
    let asked: Vec<&(String, String)> = names.iter().step_by(step).collect();
    let right = asked.iter().filter(|(code, name)| {
        let first = set.wordings(name, day()).into_iter().next().and_then(|wording| wording.code);
        first.is_some_and(|found| Code::parse(code).is_some_and(|code| code.category() == found.category()))
    });
    right.count() as f64 / asked.len().max(1) as f64
}

/// The column of a table of the code set, for what can be billed and is no external cause.
fn table(name: &str, read: impl Fn(&[&str]) -> Option<(String, String)>) -> Vec<(String, String)> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/icd10cm").join(name);
    let text = std::fs::read_to_string(path).expect("a table");
    let rows = text.lines().skip(1).filter_map(|line| read(&line.split('\t').collect::<Vec<_>>()));
    rows.filter(|(code, name)| !code.contains('-') && !code.starts_with(['V', 'W', 'X', 'Y']) && !name.is_empty())
        .collect()
}

#[test]
fn every_title_finds_its_category() {
    let titles = table("codes.tsv", |row| {
        let in_force = !row[1].is_empty() && row[2].is_empty() || row[5].contains(":20") && row[5].contains("::");
        in_force.then(|| (row[0].to_owned(), row[6].to_owned()))
    });
    let share = share(&titles, 7);
    assert!(share >= 0.97, "{share:.3}");
}

#[test]
fn every_included_term_finds_its_category() {
    let set = CodeSet::builtin();
    let terms = table("notes.tsv", |row| (row[1] == "t").then(|| (row[0].to_owned(), row[2].to_owned())));
    let live = |(code, _): &(String, String)| {
        Code::parse(code)
            .and_then(|code| set.find(code))
            .is_some_and(|entry| !entry.children(day()).is_empty() || entry.is_billable(day()))
    };
    let terms: Vec<(String, String)> = terms.into_iter().filter(live).collect();
    let share = share(&terms, 3);
    assert!(share >= 0.95, "{share:.3}");
}

#[test]
fn the_commonest_wordings_find_their_category() {
    let text = include_str!("../../wordings.tsv");
    let rows: Vec<(String, String)> = text
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .map(|(wording, code)| (code.trim_end_matches(['-', '.']).to_owned(), wording.to_owned()))
        .collect();
    let wrong: Vec<&(String, String)> = rows.iter().filter(|row| share(&[(*row).clone()], 1) < 1.0).collect();
    let share = 1.0 - wrong.len() as f64 / rows.len() as f64;
    assert!(share >= 0.97, "{share:.3} {wrong:?}");
}

#[test]
fn order_plural_and_spelling_do_not_matter() {
    for names in [
        ["heart failure", "failure of the heart"],
        ["left knee pain", "pain in the left knees"],
        ["iron deficiency anemia", "anaemia, iron deficiency"],
        ["type 2 diabetes", "diabetes, Type II"],
    ] {
        assert_eq!(first(names[0]), first(names[1]), "{names:?}");
        assert!(!first(names[0]).is_empty(), "{names:?}");
    }
}

#[test]
fn what_is_left_over_refines_the_code() {
    for (text, code) in [
        ("knee pain", "M25.569"),
        ("left knee pain", "M25.562"),
        ("CKD", "N18.9"),
        ("CKD stage 3b", "N18.32"),
        ("type 2 diabetes", "E11.9"),
        ("type 2 diabetes with neuropathy", "E11.40"),
        ("pressure ulcer of the sacrum, stage 3", "L89.153"),
    ] {
        assert_eq!(first(text), code, "{text}");
    }
}

#[test]
fn what_befalls_an_organ_and_has_no_code_is_one_of_its_other_disorders() {
    for (text, category) in [
        ("fibrosis of the cervix", "N88"),
        ("elongated uvula", "K13"),
        ("kinking of the trachea", "J39"),
        ("infiltration of the prepuce", "N48"),
        ("retraction of the spleen", "D73"),
    ] {
        assert_eq!(first(text).get(..3), Some(category), "{text}");
    }
    // An organ with a code for it has that one.
    assert_eq!(first("hypertrophy of tonsils"), "J35.1");
}

#[test]
fn a_question_of_one_compound_finds_the_inflammation_of_its_organs() {
    for text in ["gastrojejunitis", "gastroileitis"] {
        let asked = CodeSet::builtin().wordings_for(text, day());
        assert_eq!(asked.first().map(ToString::to_string).as_deref(), Some("K52.9"), "{text}");
    }
}

#[test]
fn a_name_that_says_more_than_the_text_loses() {
    assert_eq!(first("heart failure"), "I50.9");
    assert_eq!(first("urinary tract infection"), "N39.0");
    assert_eq!(first("sepsis"), "A41.9");
}

#[test]
fn the_words_of_a_line_are_told_apart() {
    let text = "Hypertension, well controlled on lisinopril";
    let best = found(text).into_iter().next().expect("a condition");
    let words: Vec<&str> = best.words.iter().map(|span| &text[span.range()]).collect();
    assert_eq!((best.to_string().as_str(), words.first().copied()), ("I10", Some("Hypertension")));
}

#[test]
fn text_without_a_condition_names_none() {
    for text in ["", "continue lisinopril 10 mg", "discussed with patient", "the left knee", "disease", "12 34"] {
        assert_eq!(first(text), "", "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn any_text_is_accepted(text in "\\PC{0,200}") {
        for wording in found(&text) {
            for span in wording.words {
                prop_assert!(text.get(span.range()).is_some());
            }
        }
    }

    #[test]
    fn order_does_not_change_what_is_found(mut words in prop::sample::subsequence(vec!["acute", "kidney", "failure", "pain", "chronic", "lung", "infection"], 1..5), seed in any::<u64>()) {
        let one = words.join(", ");
        let turn = seed as usize % words.len();
        words.rotate_left(turn);
        prop_assert_eq!(first(&one), first(&words.join(", ")));
    }
}
