//! Cuts a text into plain words: singular, digits apart from letters, abbreviations written out.

use super::Gap;
use std::ops::{ControlFlow, Range};

/// Other spellings of words, in order; the form on the left is one written word.
const SPELLED_OUT: [(&str, &[&str]); 36] = [
    ("anaemia", &["anemia"]),
    ("arm", &["arm", "upper", "extremity"]),
    ("arms", &["arm", "upper", "extremity"]),
    ("bil", &["bilateral"]),
    ("bilat", &["bilateral"]),
    ("bilaterally", &["bilateral"]),
    ("ble", &["bilateral", "lower", "extremity"]),
    ("both", &["bilateral"]),
    ("bue", &["bilateral", "upper", "extremity"]),
    ("ca", &["malignant", "neoplasm"]),
    ("cancer", &["malignant", "neoplasm"]),
    ("carcinoma", &["malignant", "neoplasm"]),
    ("cardiac", &["heart"]),
    ("chr", &["chronic"]),
    ("diarrhoea", &["diarrhea"]),
    ("fractured", &["fracture"]),
    ("fx", &["fracture"]),
    ("haemorrhage", &["hemorrhage"]),
    ("leg", &["leg", "lower", "extremity"]),
    ("legs", &["leg", "lower", "extremity"]),
    ("lid", &["eyelid"]),
    ("lids", &["eyelid"]),
    ("lle", &["left", "lower", "extremity"]),
    ("lt", &["left"]),
    ("lue", &["left", "upper", "extremity"]),
    ("lumbago", &["low", "back", "pain"]),
    ("mod", &["moderate"]),
    ("oedema", &["edema"]),
    ("oesophagitis", &["esophagitis"]),
    ("posttraumatic", &["post", "traumatic"]),
    ("renal", &["kidney"]),
    ("rle", &["right", "lower", "extremity"]),
    ("rt", &["right"]),
    ("rue", &["right", "upper", "extremity"]),
    ("sprained", &["sprain"]),
    ("strained", &["strain"]),
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
    if matches!(between, " " | "") {
        Gap::None
    } else if between.contains([';', ':', '.', '?', '!']) {
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
    word.len() <= 5 && EMPTY.contains(&word)
}

/// Written words of letters that are read as others, or not at all. Any other stays what it is, but for the ending of
/// its plural.
pub(super) const RESPELLED: [&[&str]; 4] = [&EMPTY, &ALONE, &NUMERALS, &FORMS];

/// Sides, and what SIDED has.
const ALONE: [&str; 11] = ["right", "left", "r", "l", "b", "od", "os", "ou", "ad", "as", "au"];

/// Roman numerals with the letters that may follow them.
const NUMERALS: [&str; 20] = [
    "i", "ia", "ib", "ic", "ii", "iia", "iib", "iic", "iii", "iiia", "iiib", "iiic", "iv", "iva", "ivb", "ivc", "v",
    "va", "vb", "vc",
];

/// What is spelled out.
const FORMS: [&str; SPELLED_OUT.len()] = {
    let mut forms = [""; SPELLED_OUT.len()];
    let mut at = 0;
    while at < forms.len() {
        forms[at] = SPELLED_OUT[at].0;
        at += 1;
    }
    forms
};

/// What a written word is short for, or another spelling of.
fn spelled_out(word: &str) -> Option<&'static [&'static str]> {
    let place = SPELLED_OUT.binary_search_by_key(&word, |(form, _)| form).ok()?;
    Some(SPELLED_OUT[place].1)
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

/// Cuts a text into words; several that one written word is read as share its place. Ends when `take` breaks off.
pub(super) fn each_word(text: &str, take: &mut dyn FnMut(&str, Range<usize>) -> ControlFlow<()>) -> ControlFlow<()> {
    let (mut last, mut written) = (String::new(), String::new());
    let mut from = 0;
    while let Some(start) = text[from..].find(char::is_alphanumeric).map(|n| from + n) {
        let end = text[start..].find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |n| start + n);
        let joined = text[from..start].chars().all(|c| matches!(c, ' ' | '-'));
        from = end;
        lower(&text[start..end], &mut written);
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
            take("bilateral", start..from)?;
            continue;
        }
        // Few words are so short or begin so; the comparisons are made for those.
        let numbered = || joined && written.starts_with(['i', 'v']) && NUMBERED.contains(&last.as_str());
        let organ = || {
            let forms = if end - start == 2 { SIDED.as_slice() } else { &[] };
            forms.iter().find(|(form, _)| *form == &text[start..end] && !is_shouted(&text[end..]))
        };
        if let Some(side) = side {
            take(side, start..end)?;
        } else if let Some((_, words)) = organ() {
            words.iter().try_for_each(|word| take(word, start..end))?;
        } else if let Some(words) = spelled_out(&written) {
            words.iter().try_for_each(|word| take(word, start..end))?;
        } else if numbered()
            && let Some((_, digit, tail)) = roman(&written)
        {
            take(&format!("{digit}{tail}"), start..end)?;
        } else if written == "a" && joined && is_letter(&last, &text[start..]) || !is_empty(&written) {
            parts(&written).try_for_each(|part| take(singular(part), start..end))?;
        }
        std::mem::swap(&mut last, &mut written);
    }
    ControlFlow::Continue(())
}

/// Writes a word in lower case over another.
fn lower(word: &str, written: &mut String) {
    written.clear();
    if word.is_ascii() {
        written.push_str(word);
        written.make_ascii_lowercase();
    } else {
        written.push_str(&word.to_lowercase());
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
pub(super) fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(stem) if stem.len() >= 3 && !stem.ends_with(['s', 'u', 'i']) => stem,
        _ => word,
    }
}
