//! How the words of a diagnosis are written, made one way: what the build script indexes and what a note says go
//! through the same function, so that "Type II diabetic", "T2DM" and "type-2 diabetes" meet.
//!
//! A word may stand for several (`CKD`), several for one (`type 2`), and a word after "without" is another word than
//! the same one after "with".

mod empty;
mod equivalents;
mod numbers;
pub mod roots;
mod spelling;

pub use spelling::stem;

/// A normalised word, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its one spelling; what is denied begins with [`DENIED`].
    pub text: String,
    /// Its first byte in the text.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// Whether it stands in parentheses or brackets.
    #[allow(dead_code, reason = "only names are read so, by the build script")]
    pub bracketed: bool,
}

/// Begins a word that the text says is absent: "without esophagitis".
pub const DENIED: char = '~';

/// A word as it is written: lower case, without accents and possessive.
#[derive(Clone, Debug)]
struct Raw {
    text: String,
    start: usize,
    end: usize,
    bracketed: bool,
    /// How many phrases (parts between commas and the like) come before it.
    phrase: u16,
    /// Whether it is a capital letter that begins no phrase.
    is_capital: bool,
}

/// The words of a text that can name a condition, normalised, in order.
pub fn words(text: &str) -> Vec<Word> {
    let raw = joined(split(text));
    let mut found = Vec::new();
    let mut denied = None;
    let mut at = 0;
    while at < raw.len() {
        let word = &raw[at];
        if denied.is_some_and(|phrase| phrase != word.phrase) || word.text == "with" {
            denied = None;
        }
        if matches!(word.text.as_str(), "without" | "no") {
            denied = Some(word.phrase);
        }
        let (taken, texts) = named(&raw[at..]);
        let last = &raw[at + taken - 1];
        for text in texts {
            let text = if denied.is_some() { format!("{DENIED}{text}") } else { text };
            found.push(Word { text, start: word.start, end: last.end, bracketed: word.bracketed });
        }
        at += taken;
    }
    found
}

/// Cuts a text at everything that is no letter or digit.
fn split(text: &str) -> Vec<Raw> {
    let mut found: Vec<Raw> = Vec::new();
    let (mut depth, mut phrase) = (0u16, 0u16);
    let mut open = false;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if letter.is_alphanumeric() {
            if !open {
                let bracketed = depth > 0;
                let is_capital = letter.is_uppercase() && found.last().is_some_and(|word| word.phrase == phrase);
                found.push(Raw { text: String::new(), start: at, end: at, bracketed, phrase, is_capital });
                open = true;
            }
            if let Some(word) = found.last_mut() {
                plain(letter, &mut word.text);
                word.end = at + letter.len_utf8();
            }
            continue;
        }
        // "Crohn's": the letter after the apostrophe is not a word.
        if open && matches!(letter, '\'' | '\u{2019}') {
            let mut ahead = letters.clone();
            let is_s = ahead.next().is_some_and(|(_, next)| matches!(next, 's' | 'S'));
            if is_s
                && !ahead.peek().is_some_and(|(_, next)| next.is_alphanumeric())
                && let Some((place, next)) = letters.next()
                && let Some(word) = found.last_mut()
            {
                word.end = place + next.len_utf8();
            }
        }
        // "2/2", "w/o", "b/l" and "s/p" are one word.
        let next = letters.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if open && letter == '/' && next && found.last().is_some_and(|word| word.text.len() == 1) {
            if let Some(word) = found.last_mut() {
                word.text.push('/');
            }
            continue;
        }
        if open
            && letter == '.'
            && next
            && found.last().is_some_and(|word| word.text.ends_with(|c: char| c.is_ascii_digit()))
        {
            if let Some(word) = found.last_mut() {
                word.text.push('.');
            }
            continue;
        }
        open = false;
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            ',' | ';' | ':' | '.' | '\n' => phrase = phrase.saturating_add(1),
            '-' | '\u{2010}' | '\u{2011}' => {
                if let Some(word) = found.last_mut().filter(|word| word.end == at && next) {
                    word.text.push('-');
                }
            }
            _ => {}
        }
    }
    found
}

/// A letter in lower case and without its accent.
fn plain(letter: char, into: &mut String) {
    match letter {
        'a'..='z' | '0'..='9' => into.push(letter),
        'A'..='Z' => into.push(letter.to_ascii_lowercase()),
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'Á' | 'À' | 'Â' | 'Ä' | 'Å' => into.push('a'),
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => into.push('e'),
        'í' | 'ì' | 'î' | 'ï' | 'Í' | 'Î' => into.push('i'),
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' | 'Ó' | 'Ö' | 'Ø' => into.push('o'),
        'ú' | 'ù' | 'û' | 'ü' | 'Ü' | 'Ú' => into.push('u'),
        'ç' | 'Ç' => into.push('c'),
        'ñ' | 'Ñ' => into.push('n'),
        'æ' | 'Æ' | 'œ' | 'Œ' => into.push('e'),
        'ß' => into.push_str("ss"),
        _ => into.extend(letter.to_lowercase()),
    }
}

/// Puts parts of one word together ("gastro-esophageal", "non ischemic"), and takes other hyphens for spaces.
fn joined(raw: Vec<Raw>) -> Vec<Raw> {
    let mut found: Vec<Raw> = Vec::new();
    let mut join = false;
    for word in raw {
        let hyphen = word.text.ends_with('-');
        let text = word.text.trim_end_matches('-').to_owned();
        let prefix = is_prefix(&text, hyphen);
        match found.last_mut().filter(|before| join && before.phrase == word.phrase) {
            Some(before) => {
                before.text.push_str(&text);
                before.end = word.end;
            }
            None => found.push(Raw { text, ..word }),
        }
        join = prefix;
    }
    found
}

/// The words that the first of some raw words stand for, and how many of those are taken.
fn named(raw: &[Raw]) -> (usize, Vec<String>) {
    let word = raw[0].text.as_str();
    let next =
        raw.get(1).filter(|next| next.phrase == raw[0].phrase).map(|next| next.text.as_str()).unwrap_or_default();
    // "stage 3b", "type II", "second degree", "3rd trimester": a kind with its number is one word.
    if let (Some(kind), Some(number)) = (numbers::counted(word), numbers::numeral(next)) {
        return (2, vec![format!("{kind}{number}")]);
    }
    if let (Some(number), Some(kind)) = (numbers::ordinal(word), numbers::counted(next)) {
        return (2, vec![format!("{kind}{number}")]);
    }
    if let Some(number) = numbers::ordinal(word) {
        return (1, vec![format!("{number}th")]);
    }
    // "Hepatitis A" has a letter, "a rash" an article.
    if word == "a" && (raw[0].is_capital || next.is_empty()) {
        return (1, vec!["lettera".to_owned()]);
    }
    let mut found = Vec::new();
    canonical(word, 0, &mut found);
    (1, found)
}

/// The one spelling of a word, or of those that it stands for.
fn canonical(word: &str, depth: usize, found: &mut Vec<String>) {
    if empty::EMPTY.binary_search(&word).is_ok() {
        return;
    }
    let american = spelling::american(word);
    let same = |word: &str| {
        let at = equivalents::SAME.binary_search_by(|(known, _)| (*known).cmp(word)).ok()?;
        Some(equivalents::SAME[at].1)
    };
    match same(&american).or_else(|| same(&spelling::singular(&american))).filter(|_| depth < 3) {
        Some(words) => words.split(' ').for_each(|word| canonical(word, depth + 1, found)),
        None => found.push(spelling::stem(&american)),
    }
}

/// Written before a word, they are a part of it.
const PREFIXES: [&str; 22] = [
    "ante", "anti", "auto", "bi", "co", "de", "extra", "hyper", "hypo", "intra", "mal", "meta", "micro", "non", "para",
    "peri", "poly", "post", "pre", "re", "sub", "un",
];

/// Whether a word joins the one after it: a prefix, or, before a hyphen, the combining form of a noun (`gastro-`).
fn is_prefix(word: &str, hyphen: bool) -> bool {
    if hyphen {
        return PREFIXES.contains(&word) || word.len() > 4 && word.ends_with('o');
    }
    word == "non"
}

#[cfg(test)]
mod tests {
    use super::words;

    fn said(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.text).collect()
    }

    fn same(one: &str, other: &str) {
        assert_eq!(said(one), said(other), "{one} | {other}");
    }

    #[test]
    fn spelling_and_grammar_do_not_matter() {
        same("anaemia", "anemias");
        same("oedema of the ankles", "Edema, ankle");
        same("haemorrhage", "hemorrhage");
        same("tumours", "tumor");
        same("Crohn's disease", "Crohn disease");
        same("Sjögren syndrome", "Sjogren's syndrome");
        same("obstructive", "obstructed");
    }

    #[test]
    fn the_latin_adjective_is_the_english_noun() {
        same("renal failure", "kidney failure");
        same("cardiac disease", "heart disease");
        same("hepatic cyst", "liver cyst");
    }

    #[test]
    fn numbers_are_arabic_and_belong_to_what_they_count() {
        same("type II diabetes", "type 2 diabetes");
        same("CKD stage IIIb", "CKD stage 3b");
        same("second degree burn", "2nd degree burn");
        same("T2DM", "type 2 diabetes");
    }

    #[test]
    fn what_is_absent_is_another_word() {
        assert_ne!(said("reflux without esophagitis"), said("reflux with esophagitis"));
    }

    #[test]
    fn sides_are_spelled_out() {
        same("R knee", "right knee");
        same("b/l knees", "bilateral knee");
    }

    #[test]
    fn each_word_knows_its_place() {
        let text = "Pain (dull), l. knee";
        let places: Vec<&str> = words(text).iter().map(|word| &text[word.start..word.end]).collect();
        assert_eq!(places, ["Pain", "dull", "l", "knee"]);
    }
}
