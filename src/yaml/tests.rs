//! The tree and its limits, and that one reading finds all faults.

use super::node::tree;
use super::*;

record! {
    /// A record of the tests.
    Sample {
        /// A text.
        word: Text,
        /// A list.
        words: Texts,
        /// A number.
        at_most: Spanned<u32>,
        /// A truth value.
        r#in: Spanned<bool>,
        /// Names of the author's.
        names: Entries<Text>,
        /// Another record.
        sample: Box<Sample>,
    }
}

record! {
    /// A record with a part in the middle.
    Whole {
        /// Before the part.
        first: Text,
        ..part: Part,
        /// After the part.
        last: Text,
        ..written: Written,
    }
}

record! {
    /// A part.
    Part {
        /// A key of the part.
        middle: Texts,
    }
}

fn faults(text: &str) -> Vec<(usize, Kind)> {
    read::<Sample>(text).1.into_iter().map(|fault| (fault.place.start, fault.kind)).collect()
}

/// The reason why a text is refused as a whole.
fn refused(text: &str) -> String {
    match tree(text, 0) {
        Err(Fault { kind: Kind::Syntax(reason), .. }) => reason,
        other => panic!("{other:?}"),
    }
}

fn word(text: &str) -> String {
    read::<Sample>(text).0.and_then(|sample| sample.word).unwrap().value
}

#[test]
fn plain_values_stay_the_text_that_they_are() {
    for written in ["012", "1.50", "yes", "1e999", "0x1F", ".inf", "2026-10-01", "true"] {
        assert_eq!(word(&format!("word: {written}\n")), written);
    }
    assert_eq!(word("word: 'null'\n"), "null");
    assert_eq!(word("word: !!str null\n"), "null");
    assert_eq!(word("word: \"a\\tb\"\n"), "a\tb");
    let sample = read::<Sample>("word: ~\nwords:\nat-most: 012\nin: true\n").0.unwrap();
    assert!(sample.word.is_none() && sample.words.is_none());
    assert_eq!((sample.at_most.unwrap().value, sample.r#in.unwrap().value), (12, true));
}

#[test]
fn one_reading_finds_every_fault_at_its_place() {
    let text = "wrod: a\nword: [b]\nword: c\nwords: d\nat-most: -1\nin: yes\nnames: {e: , f: g, f: h}\nsample: i\n";
    let at = |words: &str| text.find(words).unwrap();
    let known = ["word", "words", "at-most", "in", "names", "sample"].map(str::to_owned).to_vec();
    assert_eq!(
        faults(text),
        [
            (0, Kind::UnknownKey { key: "wrod".to_owned(), known }),
            (at("[b]"), Kind::NoText),
            (at("word: c"), Kind::Twice("word".to_owned())),
            (at("d\nat"), Kind::NoList),
            (at("-1"), Kind::NoNumber),
            (at("yes"), Kind::NoTruth),
            (at(": , f"), Kind::Empty),
            (at("f: h"), Kind::Twice("f".to_owned())),
            (at("i\n"), Kind::NoMapping),
        ]
    );
    assert_eq!(faults("at_most: 1\n").len(), 1, "keys are written in kebab-case");
}

#[test]
fn what_fits_is_read_beside_what_does_not() {
    let (sample, faults) = read::<Sample>("words: [a, {b: c}, d]\nsample: {word: e, words: f}\n");
    let (sample, keys) = (sample.unwrap(), faults.iter().map(|fault| fault.keys.join("/")).collect::<Vec<_>>());
    assert_eq!(sample.words.unwrap().value.iter().map(|word| word.value.as_str()).collect::<Vec<_>>(), ["a", "d"]);
    assert_eq!(sample.sample.unwrap().word.unwrap().value, "e");
    assert_eq!(keys, ["words", "sample/words"]);
}

#[test]
fn the_keys_of_a_part_are_written_among_those_of_the_record() {
    let text = "last: a\nmiddle: [b]\nfirst:\n";
    let (whole, faults) = read::<Whole>(text);
    let Whole { first, part, last, written } = whole.unwrap();
    assert!(faults.is_empty() && first.is_none());
    assert_eq!((last.unwrap().value, part.middle.unwrap().value.remove(0).value), ("a".to_owned(), "b".to_owned()));
    let starts: Vec<_> = written.0.iter().map(|(key, place)| (key.as_str(), place.start)).collect();
    assert_eq!(starts, [("middle", text.find("[b]").unwrap()), ("last", text.find("a\n").unwrap())]);

    let names = ["first", "middle", "last"];
    assert_eq!(Whole::keys().iter().map(|key| key.name).collect::<Vec<_>>(), names);
    let (whole, faults) = read::<Whole>("middel: [b]\nmiddle: b\n");
    let kinds: Vec<_> = faults.into_iter().map(|fault| fault.kind).collect();
    let unknown = Kind::UnknownKey { key: "middel".to_owned(), known: names.map(str::to_owned).to_vec() };
    assert_eq!(kinds, [unknown, Kind::NoList]);
    assert!(whole.unwrap().written.0.is_empty(), "what does not fit is not there");
}

#[test]
fn aliases_and_merge_keys_are_resolved() {
    let text = "names: &n {a: b, c: d}\nsample:\n  word: &w x\n  names: {<<: *n, a: *w}\n";
    let (sample, faults) = read::<Sample>(text);
    assert!(faults.is_empty(), "{faults:?}");
    let names = sample.unwrap().sample.unwrap().names.unwrap().0;
    let names: Vec<_> = names.iter().map(|(name, word)| (name.value.as_str(), word.value.as_str())).collect();
    assert_eq!(names, [("a", "x"), ("c", "d")]);
    let place = text.find("*w").unwrap();
    let (sample, _) = read::<Sample>(text);
    let names = sample.unwrap().sample.unwrap().names.unwrap().0;
    assert_eq!(names[0].1.place(), place..place + 2);
}

#[test]
fn a_text_that_asks_for_billions_of_nodes_is_refused() {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let alias = format!("*a{}", level - 1);
        bomb += &format!("a{level}: &a{level} [{}]\n", [alias.as_str(); 9].join(", "));
    }
    assert!(refused(&bomb).contains("aliases"));
    let long = format!("a: &a {}\nb: [{}]\n", "x".repeat(1 << 20), ["*a"; 100].join(", "));
    assert!(refused(&long).contains("aliases"));
}

#[test]
fn a_text_of_too_many_levels_is_refused() {
    assert!(tree(&format!("{}{}", "[".repeat(60), "]".repeat(60)), 0).is_ok());
    assert!(refused(&format!("{}{}", "[".repeat(100), "]".repeat(100))).contains("levels"));
    let mut chain = "a0: &a0 [x]\n".to_owned();
    for level in 1..100 {
        chain += &format!("a{level}: &a{level} [*a{}]\n", level - 1);
    }
    assert!(refused(&chain).contains("levels"));
    assert!(refused("a: &a [*a]\n").contains("alias"));
}

#[test]
fn a_file_is_one_document() {
    assert!(matches!(tree("a: b\n---\nc: d\n", 0), Err(Fault { kind: Kind::SecondDocument, .. })));
    assert!(tree("---\na: b\n...\n", 0).is_ok());
    assert!(tree("", 0).is_ok_and(|node| matches!(node.value, Value::Null)));
}
