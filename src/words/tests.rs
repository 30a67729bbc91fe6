//! What each part of the language matches and does not match, and what holds for any text.

use super::tokens::{BLANK, EDGE, LEVEL, ORDINAL, TICKED, WORD};
use super::*;

/// An automaton over lists (`name: entry, entry`) and phrases, whose owner is their index.
fn compiled(lists: &[(&str, &[&str])], phrases: &[&str]) -> Automaton {
    let mut builder = Builder::new();
    lists.iter().for_each(|(name, _)| builder.list(name, 0));
    for (name, entries) in lists {
        entries.iter().for_each(|entry| builder.entry(name, entry, 0));
    }
    (0..).zip(phrases).for_each(|(owner, phrase)| builder.phrase(owner, phrase, owner));
    builder.finish(&Frequencies::of([NOTE])).expect("the phrases have no faults")
}

const NOTE: &str = "The patient has low back pain for 3 days, and the pain is worse with bending of the back.";

fn hits(automaton: &Automaton, text: &str) -> Vec<Hit> {
    let mut hits = Vec::new();
    automaton.find(text, &Tokens::read(text, automaton), &mut Scratch::default(), &mut hits);
    hits
}

/// The longest words that a phrase finds.
fn longest<'t>(lists: &[(&str, &[&str])], phrase: &str, text: &'t str) -> Option<&'t str> {
    let hits = hits(&compiled(lists, &[phrase]), text);
    hits.into_iter().map(|hit| &text[hit.range()]).max_by_key(|words| words.len())
}

const LISTS: &[(&str, &[&str])] = &[
    ("ache", &["ache~", "pain~", "sore", "burning"]),
    ("side", &["left", "right", "both"]),
    ("way", &["the", "his", "{side}", "low", "lower", "as far as"]),
    ("end-of-path", &["leg~", "shoulder blade~", "buttock~"]),
    ("unit", &["day~", "week~", "month~"]),
    ("span", &["{number} [to {number}] {unit}", "a {unit}", "{fraction-span}"]),
    ("about", &["about", "the", "last"]),
    ("time", &["{about...} {span}"]),
];

#[test]
fn each_sign_means_what_the_table_says() {
    for (phrase, text, wanted) in [
        ("low back pain", "Low-back PAIN.", Some("Low-back PAIN")),
        ("low back pain", "low, back pain", None),
        ("worse on [the] left", "worse on left", Some("worse on left")),
        ("worse on [the] left", "worse on the left side", Some("worse on the left")),
        ("(low|mid thoracic) pain", "mid thoracic pain", Some("mid thoracic pain")),
        ("{ache} in {side} leg", "aches in both leg", Some("aches in both leg")),
        ("into {way...} {end-of-path}", "into the left, lower leg", Some("into the left, lower leg")),
        ("into {way...} {end-of-path}", "into legs", Some("into legs")),
        (
            "into {way...} {end-of-path}",
            "into as far as his shoulder blades",
            Some("into as far as his shoulder blades"),
        ),
        ("into {way...} {end-of-path}", "into a leg", None),
        ("{ache} .. {side}", "pain now, mostly on, left", Some("pain now, mostly on, left")),
        ("{ache} .. {side}", "pain that is now mostly left", None),
        ("{ache} .. {side}", "left", None),
        (
            "{ache} ... {side}",
            "pain that has moved again from here to the left",
            Some("pain that has moved again from here to the left"),
        ),
        ("{ache} ... {side}", "pain is gone but the left leg is weak", None),
        ("{ache} ... {side}", "pain is gone, he uses the left crutch", None),
        ("{ache} ... {side}", "Pain: left", None),
        ("radiat*", "non-radiating", Some("radiating")),
        ("radiat*", "irradiates", None),
        ("lift~", "lifting", Some("lifting")),
        ("lie~", "lay", Some("lay")),
        ("mid-line", "midline", Some("midline")),
        ("mid-line", "mid line", Some("mid line")),
        ("onset : {number}", "onset = 3", Some("onset = 3")),
        ("left > right", "left > right", Some("left > right")),
        ("{0-10} / 10", "at 7/10 now", Some("7/10")),
        ("{0-10} / 10", "12/10", None),
        ("{0-10} / 10", "seen 7/10", None),
        ("{number} {unit}", "three weeks", Some("three weeks")),
        ("for {time}", "for about 3 to 4 days", Some("for about 3 to 4 days")),
        ("for {time}", "for the last 2/52", Some("for the last 2/52")),
        ("for {time}", "(1988) days", None),
        ("{level} [{level}]", "at L5-S1", Some("L5-S1")),
        ("{start} severe {end}", "Pain: severe, sharp", Some("severe")),
        ("{start} severe {end}", "a severe pain", None),
        ("{start} severe {end}", "pain (severe)", Some("severe")),
        ("pain sharp", "pain (sharp and deep)", None),
        ("pain .. sharp", "pain (sharp and deep)", Some("pain (sharp")),
        ("{ticked} left", "[x] left [ ] right", Some("[x] left")),
        ("{first} since {year}", "Since 1997", Some("Since 1997")),
        ("not {word} leg", "isn't his leg", Some("n't his leg")),
        ("first thing", "first thing", Some("first thing")),
        ("figure of four", "figure of four", Some("figure of four")),
        ("neighbor~", "neighbours", Some("neighbours")),
        ("oedema", "edema", Some("edema")),
        // A number or an ordinal in words is a word like any other; the builder once read it as no word at all.
        ("one at a time", "the stairs one at a time", Some("one at a time")),
        ("first noticed", "he first noticed it", Some("first noticed")),
        // What denies the phrase is not part of the gap in it.
        ("{side} .. giving way", "the left is not giving way", None),
        ("{side} ... sore", "left, without being sore", None),
        ("mother's pain", "his mother's pain", Some("mother's pain")),
        ("mother's pain", "his mother pain", None),
        ("mother", "his mother's pain", Some("mother's")),
        ("{level} {level}", "RFA L3/4", None),
        ("{level} / {number}", "RFA L3/4", Some("L3/4")),
        ("{level}", "strength L5/5", None),
    ] {
        assert_eq!(longest(LISTS, phrase, text), wanted, "`{phrase}` in {text:?}");
    }
}

#[test]
fn a_hit_has_its_longest_reading_and_a_shortest_core() {
    let automaton = compiled(LISTS, &["{ache} ... {side} [leg]"]);
    let text = "pain in the left leg";
    let hit = hits(&automaton, text).into_iter().max_by_key(|hit| hit.end - hit.start).expect("a hit");
    assert_eq!(&text[hit.range()], text);
    assert_eq!(&text[hit.core().unwrap()], "pain in the left");
}

#[test]
fn no_phrase_crosses_a_sentence() {
    let automaton = compiled(LISTS, &["{ache} ... {side}", "low back"]);
    assert_eq!(hits(&automaton, "pain\non the left, low\nback"), []);
    assert_eq!(hits(&automaton, "none\nback pain on the left")[0].sentence(), 1);
}

/// The terms of a list that are found in a text, in the order of their places.
fn terms<'t>(all: &[&'t str], exact: bool, text: &str) -> Vec<&'t str> {
    let mut builder = Builder::new();
    (0..).zip(all).for_each(|(owner, term)| builder.term(owner, term, exact, owner));
    let automaton = builder.finish(&Frequencies::default()).expect("no faults");
    hits(&automaton, text).into_iter().map(|hit| all[hit.owner as usize]).collect()
}

#[test]
fn terms_are_whole_words_in_any_case_and_exact_ones_as_they_are_spelled() {
    for (all, text, wanted) in [
        (&["non-radiating", "radiat*"][..], "Non radiating", &["non-radiating", "radiat*"][..]),
        (&["radiat*", "radiating"], "irradiating", &[]),
        (&["not", "can", "can't", "cannot"], "can't", &["can't", "cannot"]),
        (&["not", "can not", "cannot", "can't"], "cannot", &["can not", "cannot"]),
        (&["d", "3 d", "x3d"], "x3d", &["x3d"]),
        (&["d", "3d"], "for 3 d", &["3d", "d"]),
        (&["history", "history of", "h/o", "hx"], "h/o falls", &["history of", "h/o"]),
        (&["history of", "hx of", "h/o", "a & p"], "history of falls, a and p", &["history of"]),
        (&["history of", "hx of", "h/o"], "Hx of falls", &["history of", "hx of"]),
        (&["patient"], "the patient's leg", &["patient"]),
        (&["oedema"], "Edema", &["oedema"]),
        (&["\u{d8}", "+ve", "-ve for", "w/o"], "\u{d8} +ve, -ve for, W/O", &["\u{d8}", "+ve", "-ve for", "w/o"]),
        (&["(-)", "?", "-"], "(-) ? 3-4", &["(-)", "-", "?", "-"]),
        (&["(-)", "-"], "low-back - none", &["-"]),
        (&["pt."], "Pt. and pt", &["pt."]),
        (&["[x] left", "[ ] right"], "[x] left [ ] right", &["[x] left", "[ ] right"]),
    ] {
        assert_eq!(terms(all, false, text), wanted, "{text}");
    }
    for (all, text, wanted) in [
        (&["MS"][..], "MS, ms, MS's, MSc", &["MS", "MS"][..]),
        (&["URI*"], "URIs, uris", &["URI*"]),
        (&["CT-guided"], "CT guided, ct guided", &["CT-guided"]),
        (&["PT"], "3PT", &[]),
    ] {
        assert_eq!(terms(all, true, text), wanted, "{text}");
    }
}

#[test]
fn a_term_that_cannot_be_found_is_refused() {
    for (term, message) in [
        ("\"", "`\"` is never read"),
        ("pain (in the back)", "`pain (in the back)` goes on after a bracket"),
        ("le*", "`le*` ends with a star after too few letters"),
        ("l5*", "`l5*` ends with a star after too few letters"),
    ] {
        let mut builder = Builder::new();
        builder.term(0, term, false, 7);
        let faults = builder.finish(&Frequencies::default()).expect_err(term);
        assert_eq!((faults[0].0, faults[0].1.message.as_str()), (7, message));
    }
}

#[test]
fn a_phrase_that_cannot_be_found_is_refused_at_its_place() {
    for (phrase, at, message) in [
        ("pain {sides}", 6..11, "unknown list `sides`"),
        ("[the] [leg]", 0..11, "a phrase that matches where nothing is"),
        (".. pain", 0..7, "a gap at the edge of a phrase"),
        ("{start} {end}", 0..13, "a phrase without a word"),
        ("{number...} days", 0..11, "`number` is a class and has no run"),
        ("a ... \u{22}", 6..7, "`\u{22}` is never read"),
    ] {
        let mut builder = Builder::new();
        builder.list("side", 0);
        builder.entry("side", "left", 0);
        builder.phrase(0, phrase, 7);
        let faults = builder.finish(&Frequencies::default()).expect_err(phrase);
        let (text, fault) = &faults[0];
        assert_eq!((*text, fault.at.clone(), fault.message.as_str()), (7, at, message), "{phrase}");
    }
    let mut builder = Builder::new();
    ["one", "two", "start"].into_iter().for_each(|list| builder.list(list, 3));
    builder.entry("one", "a {two} b", 1);
    builder.entry("two", "{one} c", 2);
    builder.phrase(0, "{one}", 0);
    let messages: Vec<String> = builder
        .finish(&Frequencies::default())
        .expect_err("a circle")
        .into_iter()
        .map(|(_, fault)| fault.message)
        .collect();
    assert_eq!(messages, ["`start` is the name of a class", "the list `one` needs itself"]);
}

#[test]
fn what_is_stored_finds_the_same() {
    let automaton = compiled(LISTS, &["{ache} .. {side}", "for {time}"]);
    let bytes: &'static [u8] = automaton.bytes().leak();
    let stored = Automaton::stored(bytes);
    let text = "sore on the left for the last 3 weeks";
    assert_eq!(stored, automaton);
    assert_eq!(hits(&stored, text), hits(&automaton, text));
    assert_eq!(hits(&Automaton::stored(b"something else"), text), []);
}

#[test]
fn one_reading_of_a_text_serves_several_automata() {
    let text = "Patient's pain, three weeks, is severe";
    let first = compiled(LISTS, &["pain"]);
    let second = compiled(LISTS, &["patient pain", "{number} {unit}", "severe"]);
    let mut found = Vec::new();
    let tokens = Tokens::read(text, &first).for_automaton(text, &second);
    second.find(text, &tokens, &mut Scratch::default(), &mut found);
    assert_eq!(found, hits(&second, text));
    assert_eq!(found.len(), 3);
}

#[test]
fn a_phrase_is_only_tried_in_a_sentence_that_has_its_other_words_on_their_side() {
    let automaton = compiled(LISTS, &["sore ... {side} [leg]", "sore (of|in) {side}"]);
    for (text, found) in [
        ("sore and stiff\nin the left leg", 0),
        ("left leg, quite sore", 0),
        ("sore and in the left leg\nsore of both", 3),
        ("left leg is sore in both", 2),
    ] {
        let (mut scratch, mut hits) = (Scratch::default(), Vec::new());
        automaton.find(text, &Tokens::read(text, &automaton), &mut scratch, &mut hits);
        assert_eq!((hits.len(), scratch.runs > 0), (found, found > 0), "{text}");
    }
}

#[test]
fn a_phrase_at_an_edge_is_only_tried_where_there_may_be_one() {
    for (phrase, text, runs, found) in [
        ("{first} sore", "Sore since May", 1, 1),
        ("{first} sore", "He is sore", 0, 0),
        ("{start} sore", "Well, sore", 1, 1),
        ("{start} sore", "Well (sore)", 1, 1),
        ("{start} sore", "Well and sore", 0, 0),
        ("sore {end}", "He is sore; well", 1, 1),
        ("sore {end}", "He is sore today", 0, 0),
        ("sore {last}", "He is sore !", 1, 1),
        ("sore {last}", "He is sore today", 0, 0),
    ] {
        let (automaton, mut scratch, mut hits) = (compiled(&[], &[phrase]), Scratch::default(), Vec::new());
        automaton.find(text, &Tokens::read(text, &automaton), &mut scratch, &mut hits);
        assert_eq!((scratch.runs, hits.len()), (runs, found), "{phrase}: {text}");
    }
}

#[test]
fn work_grows_with_the_text_where_nothing_ever_stops() {
    let automaton = compiled(LISTS, &["{ache} ... {side}", "into {way...} {end-of-path}", "{ache} .. {time}"]);
    for words in ["pain ", "the left, ", "into the ", "3 to 4 days ", "(", "a"] {
        let runs = |times: usize| {
            let text = words.repeat(times);
            let (mut scratch, mut hits) = (Scratch::default(), Vec::new());
            automaton.find(&text, &Tokens::read(&text, &automaton), &mut scratch, &mut hits);
            scratch.runs
        };
        assert!(runs(4_000) <= runs(1_000) * 4 + 400, "{words:?}");
    }
}

/// An automaton that knows the words of a text.
fn knowing(words: &str) -> Automaton {
    let mut builder = Builder::new();
    words.split(' ').for_each(|word| builder.term(0, word, false, 0));
    builder.finish(&Frequencies::default()).expect("terms have no faults")
}

/// The tokens of a text; two are the same word if they have the same id.
fn ids(automaton: &Automaton, text: &str) -> Vec<u32> {
    Tokens::read(text, automaton).all.iter().map(|token| token.id).collect()
}

#[test]
fn spellings_of_one_thing_are_the_same_tokens() {
    let known = knowing(
        "left sided day 3 do not can it is patient edema with bending s/p leg history of due to non radiating x2",
    );
    for (one, other) in [
        ("left-sided", "left sided"),
        ("3-day", "3 day"),
        ("don't", "do not"),
        ("can't", "cannot"),
        ("it's", "it is"),
        ("patient's", "patient"),
        ("oedema", "EDEMA"),
        ("w/bending", "with bending"),
        ("w bending", "with bending"),
        ("w/ bending", "with bending"),
        ("leg(s)", "leg"),
        ("h/o", "history of"),
        ("d/t", "due to"),
        ("\"non-radiating\"", "non radiating"),
        ("**leg**", "leg"),
        ("x2", "x 2"),
    ] {
        assert_eq!(ids(&known, one), ids(&known, other), "{one} / {other}");
        assert!(!ids(&known, one).contains(&0), "{one}");
    }
    assert_eq!(ids(&known, "S/P").len(), 1);
}

#[test]
fn every_token_knows_its_bytes() {
    let known = knowing("pain");
    let text = "P\u{e4}in: isn't 7/10 (\u{b1}2.5) at L5-S1\u{2192}___ [x] 1,500 3rd";
    let read = Tokens::read(text, &known);
    let words: Vec<&str> = read.all.iter().map(|t| &text[t.start as usize..t.end as usize]).collect();
    let wanted = [
        "P\u{e4}in",
        ":",
        "is",
        "n't",
        "7",
        "/",
        "10",
        "\u{b1}",
        "2.5",
        "at",
        "L5",
        "S1",
        "\u{2192}",
        "___",
        "[x]",
        "1,500",
        "3rd",
    ];
    assert_eq!(words, wanted);
    let classes = |at: usize| read.all[at].classes;
    assert_eq!(classes(10), WORD | LEVEL);
    assert_eq!((classes(13), classes(14)), (BLANK, TICKED));
    assert_eq!((read.all[15].value, classes(16)), (1500.0, WORD | ORDINAL));
}

#[test]
fn brackets_leave_an_edge_unless_they_hold_one_word() {
    let known = knowing("leg");
    let edges = |text: &str| -> Vec<bool> {
        Tokens::read(text, &known).all.iter().map(|token| token.flags & EDGE != 0).collect()
    };
    assert_eq!(edges("(1988) leg"), [true, true]);
    assert_eq!(edges("(L) leg"), [false, false]);
    assert_eq!(edges("(+) leg"), [false, false]);
    assert_eq!(edges("pain (in the leg) now"), [false, true, false, false, true]);
}

#[test]
fn text_that_never_stops_is_read_to_its_end() {
    let known = knowing("pain*");
    let text = "painful".repeat(10_000);
    let read = Tokens::read(&text, &known);
    assert_eq!((read.all.len(), read.all[0].end as usize), (1, text.len()));
    assert_ne!(read.all[0].id, 0);
}
