//! The words that the reader itself knows: those that end clauses, and the expansions of abbreviations and
//! contractions.
//!
//! They have the same ids in every automaton, so that tokens are read once however many automata run over them.

/// Begins a clause where it follows a coordination: `he`, `there`.
pub const SUBJECT: u8 = 1;
/// A finite verb: what follows `and the pain` is a clause of its own if this comes next.
pub const FINITE: u8 = 2;
/// Ends the clause wherever it is: `but`, `denies`.
pub const CONTRAST: u8 = 4;
/// Ends the clause where a new subject follows: `and`, a comma.
pub const JOINS: u8 = 8;
/// Leads a noun: `the`, `his`.
pub const LEADS: u8 = 16;
/// Ends the clause as punctuation: `;`, an arrow.
pub const STOPS: u8 = 32;
/// No gap reaches across it: it leads to the value of a form (`:`), or denies what follows.
pub const HINGE: u8 = 64;
/// An item may begin after it, and end before it: `,`.
pub const ITEM: u8 = 128;

/// Each word with what it means to a clause. A word's id is its index plus one.
const WORDS: &[(&str, u8)] = &[
    ("he", SUBJECT),
    ("she", SUBJECT),
    ("they", SUBJECT),
    ("it", SUBJECT),
    ("i", SUBJECT),
    ("we", SUBJECT),
    ("there", SUBJECT),
    ("patient", SUBJECT),
    ("pt", SUBJECT),
    ("is", FINITE),
    ("was", FINITE),
    ("are", FINITE),
    ("were", FINITE),
    ("has", FINITE),
    ("had", FINITE),
    ("have", FINITE),
    ("do", 0),
    ("does", FINITE),
    ("did", FINITE),
    ("denies", FINITE | CONTRAST),
    ("denied", CONTRAST),
    ("denying", CONTRAST),
    ("reports", FINITE),
    ("states", FINITE),
    ("can", FINITE),
    ("could", FINITE),
    ("will", FINITE),
    ("would", FINITE),
    ("shall", FINITE),
    ("notes", FINITE),
    ("says", FINITE),
    ("feels", FINITE),
    ("felt", FINITE),
    ("am", FINITE),
    ("but", CONTRAST),
    ("however", CONTRAST),
    ("although", CONTRAST),
    ("though", CONTRAST),
    ("whereas", CONTRAST),
    ("and", JOINS),
    ("or", JOINS),
    ("so", JOINS),
    ("while", JOINS),
    ("then", JOINS),
    ("the", LEADS),
    ("his", LEADS),
    ("her", LEADS),
    ("my", LEADS),
    (",", JOINS | ITEM),
    (";", STOPS | ITEM),
    ("?", STOPS | ITEM),
    ("!", STOPS | ITEM),
    (".", STOPS | ITEM),
    ("--", STOPS | ITEM),
    ("->", STOPS),
    ("=>", STOPS),
    (">>", STOPS),
    ("|", STOPS | ITEM),
    (":", HINGE | ITEM),
    ("=", 0),
    ("/", 0),
    ("-", 0),
    ("not", HINGE),
    ("that", 0),
    ("what", 0),
    ("this", 0),
    ("with", 0),
    ("without", HINGE),
    ("never", HINGE),
    ("neither", HINGE),
    ("nor", HINGE),
    ("due", 0),
    ("to", 0),
    ("secondary", 0),
    ("history", 0),
    ("of", 0),
    ("because", 0),
    ("at", 0),
    ("bowel", 0),
    ("bladder", 0),
    ("on", 0),
    ("seen", 0),
    ("dos", 0),
    ("dob", 0),
    ("since", 0),
    ("until", 0),
    ("visit", 0),
    ("exam", 0),
    ("date", 0),
    ("no", HINGE),
    ("___", 0),
    ("[x]", 0),
    ("[ ]", 0),
];

/// Spellings that mean other words. Their ids follow those of the words; no token keeps one.
const EXPANSIONS: &[(&str, &[u32])] = &[
    ("cannot", &[id("can"), id("not")]),
    ("cant", &[id("can"), id("not")]),
    ("dont", &[id("do"), id("not")]),
    ("doesnt", &[id("does"), id("not")]),
    ("didnt", &[id("did"), id("not")]),
    ("wont", &[id("will"), id("not")]),
    ("couldnt", &[id("could"), id("not")]),
    ("isnt", &[id("is"), id("not")]),
    ("wasnt", &[id("was"), id("not")]),
    ("hasnt", &[id("has"), id("not")]),
    ("havent", &[id("have"), id("not")]),
    ("w/", &[id("with")]),
    ("w", &[id("with")]),
    ("c/", &[id("with")]),
    ("w/o", &[id("without")]),
    ("w/out", &[id("without")]),
    ("d/t", &[id("due"), id("to")]),
    ("h/o", &[id("history"), id("of")]),
    ("hx", &[id("history")]),
    ("b/c", &[id("because")]),
    ("&", &[id("and")]),
    ("@", &[id("at")]),
    ("b/b", &[id("bowel"), id("and"), id("bladder")]),
];

/// The first id that a vocabulary may assign.
pub const FIRST_FREE: u32 = (WORDS.len() + EXPANSIONS.len()) as u32 + 1;

/// The id of a word of this list, when the program is compiled.
pub const fn id(word: &str) -> u32 {
    let mut at = 0;
    while at < WORDS.len() {
        if same(WORDS[at].0, word) {
            return at as u32 + 1;
        }
        at += 1;
    }
    panic!("this word is not in the list")
}

const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

/// What a word means to a clause; zero for a word that is not in the list.
#[inline]
pub fn role(id: u32) -> u8 {
    WORDS.get((id as usize).wrapping_sub(1)).map_or(0, |word| word.1)
}

/// The words that have a role.
pub fn with_role(wanted: u8) -> impl Iterator<Item = u32> {
    (1..).zip(WORDS).filter(move |(_, word)| word.1 & wanted != 0).map(|(id, _)| id)
}

/// The words that a spelling means; `None` for a word that is itself.
#[inline]
pub fn expansion(id: u32) -> Option<&'static [u32]> {
    EXPANSIONS.get((id as usize).wrapping_sub(WORDS.len() + 1)).map(|expansion| expansion.1)
}

/// Whether a spelling is short for other words, as `hx` is; `cannot` is the long form of `can't`.
pub fn is_short(spelling: &str) -> bool {
    let known = EXPANSIONS.iter().any(|(known, _)| known.eq_ignore_ascii_case(spelling));
    spelling.contains('\'') || known && !spelling.eq_ignore_ascii_case("cannot")
}

/// All spellings in the order of their ids, from 1 on.
pub fn spellings() -> impl Iterator<Item = &'static str> {
    WORDS.iter().map(|word| word.0).chain(EXPANSIONS.iter().map(|expansion| expansion.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_follow_the_list_and_no_spelling_is_there_twice() {
        let all: Vec<&str> = spellings().collect();
        assert_eq!(all.len() as u32 + 1, FIRST_FREE);
        assert_eq!(all[id("but") as usize - 1], "but");
        assert_eq!(role(id("but")), CONTRAST);
        assert_eq!(expansion(id("but")), None);
        let hx = all.iter().position(|word| *word == "hx").map(|at| at as u32 + 1);
        assert_eq!(hx.and_then(expansion), Some(&[id("history")][..]));
        let distinct: std::collections::BTreeSet<&str> = all.iter().copied().collect();
        assert_eq!(distinct.len(), all.len());
    }
}
