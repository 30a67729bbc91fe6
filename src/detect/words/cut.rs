//! Cuts a text into plain words: singular, digits apart from letters, abbreviations written out.

use super::Gap;
use std::ops::Range;

/// Other spellings of words; the form on the left is one written word.
const SPELLED_OUT: [(&str, &[&str]); 36] = [
    ("rt", &["right"]),
    ("lt", &["left"]),
    ("rle", &["right", "lower", "extremity"]),
    ("lle", &["left", "lower", "extremity"]),
    ("rue", &["right", "upper", "extremity"]),
    ("lue", &["left", "upper", "extremity"]),
    ("ble", &["bilateral", "lower", "extremity"]),
    ("bue", &["bilateral", "upper", "extremity"]),
    ("bil", &["bilateral"]),
    ("bilat", &["bilateral"]),
    ("bilaterally", &["bilateral"]),
    ("both", &["bilateral"]),
    ("fx", &["fracture"]),
    ("fractured", &["fracture"]),
    ("sprained", &["sprain"]),
    ("strained", &["strain"]),
    ("cancer", &["malignant", "neoplasm"]),
    ("carcinoma", &["malignant", "neoplasm"]),
    ("ca", &["malignant", "neoplasm"]),
    ("leg", &["leg", "lower", "extremity"]),
    ("legs", &["leg", "lower", "extremity"]),
    ("arm", &["arm", "upper", "extremity"]),
    ("arms", &["arm", "upper", "extremity"]),
    ("renal", &["kidney"]),
    ("cardiac", &["heart"]),
    ("lumbago", &["low", "back", "pain"]),
    ("mod", &["moderate"]),
    ("lid", &["eyelid"]),
    ("lids", &["eyelid"]),
    ("posttraumatic", &["post", "traumatic"]),
    ("chr", &["chronic"]),
    ("oedema", &["edema"]),
    ("anaemia", &["anemia"]),
    ("haemorrhage", &["hemorrhage"]),
    ("diarrhoea", &["diarrhea"]),
    ("oesophagitis", &["esophagitis"]),
];

/// Sides of the eyes and ears, as examinations write them.
const SIDED: [(&str, &[&str]); 6] = [
    ("OD", &["right", "eye"]),
    ("OS", &["left", "eye"]),
    ("OU", &["bilateral", "eye"]),
    ("AD", &["right", "ear"]),
    ("AS", &["left", "ear"]),
    ("AU", &["bilateral", "ear"]),
];

/// Words after which "A" is a letter and no article.
const LETTERED: [&str; 11] =
    ["stage", "grade", "type", "class", "degree", "group", "vitamin", "hepatitis", "influenza", "factor", "subtype"];
/// Words after which Roman numerals are numbers.
const NUMBERED: [&str; 6] = ["stage", "grade", "type", "class", "degree", "stadium"];
const ROMAN: [(&str, &str); 5] = [("iii", "3"), ("ii", "2"), ("iv", "4"), ("i", "1"), ("v", "5")];

/// What is between two words.
pub(super) fn gap(between: &str) -> Gap {
    if between.contains([';', ':', '.', '?', '!']) {
        Gap::Break
    } else if between.contains([',', '(', ')', '[', ']', '/']) {
        Gap::Comma
    } else if between.contains(char::is_alphanumeric) {
        Gap::Joint
    } else {
        Gap::None
    }
}

/// The "3" of "3b".
pub(super) fn stem(word: &str) -> Option<&str> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    (digits.len() < word.len() && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}

/// Words that mean nothing.
const EMPTY: [&str; 14] = ["of", "the", "a", "an", "in", "to", "and", "or", "for", "by", "with", "due", "on", "sided"];

/// Whether a word means nothing.
pub(super) fn is_empty(word: &str) -> bool {
    EMPTY.contains(&word)
}

/// Whether "right" or "left" is not a side before these words: "handed", "hand dominant", "now", "work".
fn says_no_side(rest: &str) -> bool {
    const WORDS: [&str; 15] = [
        "handed",
        "handedness",
        "dominant",
        "now",
        "away",
        "after",
        "before",
        "work",
        "the",
        "early",
        "ama",
        "home",
        "over",
        "his",
        "her",
    ];
    let mut words = rest.split(|c: char| !c.is_alphanumeric());
    match words.next() {
        Some("hand") => words.next() == Some("dominant"),
        Some(word) => WORDS.contains(&word),
        None => false,
    }
}

/// Cuts a text into words; several that one written word is read as share its place.
pub(super) fn each_word(text: &str, take: &mut dyn FnMut(&str, Range<usize>)) {
    let mut last = String::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(char::is_alphanumeric).map(|n| from + n) {
        let end = text[start..].find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |n| start + n);
        let joined = text[from..start].chars().all(|c| matches!(c, ' ' | '-'));
        from = end;
        let written = text[start..end].to_lowercase();
        let sided = matches!(written.as_str(), "right" | "left");
        if sided && says_no_side(text[end..].trim_start_matches([' ', '-'])) {
            continue;
        }
        let side = match written.as_str() {
            "r" if !text[end..].starts_with('/') => Some("right"),
            "l" if !text[end..].starts_with(['/', '-']) => Some("left"),
            _ => None,
        };
        // "B/L" is both sides.
        if written == "b" && text[end..].get(..2).is_some_and(|next| next.eq_ignore_ascii_case("/l")) {
            from = end + 2;
            take("bilateral", start..from);
            continue;
        }
        let numbered = joined && NUMBERED.contains(&last.as_str());
        let organ = SIDED.iter().find(|(form, _)| *form == &text[start..end] && !is_shouted(&text[end..]));
        if let Some(side) = side {
            take(side, start..end);
        } else if let Some((_, words)) = organ {
            words.iter().for_each(|word| take(word, start..end));
        } else if let Some((_, words)) = SPELLED_OUT.iter().find(|(form, _)| *form == written) {
            words.iter().for_each(|word| take(word, start..end));
        } else if numbered && let Some((_, digit, tail)) = roman(&written) {
            take(&format!("{digit}{tail}"), start..end);
        } else if written == "a" && joined && is_letter(&last, &text[start..]) || !EMPTY.contains(&written.as_str()) {
            parts(&written).for_each(|part| take(singular(part), start..end));
        }
        last = written;
    }
}

/// Whether the "a" at the start of a text is the letter of a stage or type, and not an article: "type A", "stage 3 a,".
fn is_letter(last: &str, text: &str) -> bool {
    let named = LETTERED.contains(&last) || !last.is_empty() && last.bytes().all(|b| b.is_ascii_digit());
    named && (text.starts_with('A') || !text[1..].trim_start().starts_with(char::is_alphabetic))
}

/// Whether a text goes on in capitals, so that "AS" in it may be any word.
fn is_shouted(rest: &str) -> bool {
    let next = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    let word = &next[..next.find(|c: char| !c.is_alphanumeric()).unwrap_or(next.len())];
    word.len() > 2 && word.bytes().all(|b| b.is_ascii_uppercase())
}

/// `iiib` as `3` and `b`.
fn roman(word: &str) -> Option<(&str, &'static str, &str)> {
    let (numeral, digit) = ROMAN.iter().find(|(numeral, _)| word.starts_with(numeral))?;
    let tail = &word[numeral.len()..];
    matches!(tail, "" | "a" | "b" | "c").then_some((*numeral, *digit, tail))
}

/// Runs of digits and of letters: `ckd3` is two words. A last letter stays with its digits: `3b`.
fn parts(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let digits = rest.chars().next()?.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != digits).unwrap_or(rest.len());
        let end = if digits && rest.len() == end + 1 { rest.len() } else { end };
        let (part, more) = rest.split_at(end);
        rest = more;
        Some(part)
    })
}

/// Without the plural's ending; what is cut off is the same on both sides, so a wrong cut does no harm.
fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(stem) if stem.len() >= 3 && !stem.ends_with(['s', 'u', 'i']) => stem,
        _ => word,
    }
}
