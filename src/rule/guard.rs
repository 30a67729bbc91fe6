//! Language that no message, no query and no other word to a clinician may contain.
//!
//! A query states what the note documents and what is open. It mentions neither payment nor a score for quality, blames
//! nobody, picks no code and does not lead to an answer (AHIMA and ACDIS, Guidelines for Achieving a Compliant Query
//! Practice, 2022 update). The phrases are in `guard.txt`, in the language of all vocabularies; what matters is who does
//! what: a patient pays, fails a drug and misses work, and a code of the note may be named.

use crate::words::{Automaton, Builder, Frequencies, Hit, Scratch, Tokens};
use std::ops::Range;
use std::sync::LazyLock;

/// Why words may not stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Breach {
    /// They are about money.
    Payment,
    /// They are about a score by which care is rated.
    Quality,
    /// They say whose fault something is.
    Blame,
    /// They pick a code.
    Code,
    /// They lead to an answer.
    Leading,
}

/// Words that may not stand, with their place in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guarded {
    /// Where.
    pub place: Range<usize>,
    /// Why not.
    pub breach: Breach,
}

impl Breach {
    const ALL: [Breach; 5] = [Breach::Payment, Breach::Quality, Breach::Blame, Breach::Code, Breach::Leading];

    /// Its name in `guard.txt`.
    const fn name(self) -> &'static str {
        match self {
            Breach::Payment => "payment",
            Breach::Quality => "quality",
            Breach::Blame => "blame",
            Breach::Code => "code",
            Breach::Leading => "leading",
        }
    }

    /// What such words do, after the words: "`pays more` refers to payment".
    pub const fn does(self) -> &'static str {
        match self {
            Breach::Payment => "refers to payment",
            Breach::Quality => "refers to how care is scored",
            Breach::Blame => "blames somebody",
            Breach::Code => "refers to the choice of a code",
            Breach::Leading => "leads to an answer",
        }
    }

    /// What to write instead.
    pub const fn help(self) -> &'static str {
        match self {
            Breach::Payment | Breach::Quality => "say what the note states or leaves out, and what would settle it",
            Breach::Blame => "say what the note states or leaves out, not who wrote it so",
            Breach::Code => "say what would be more specific, and leave the code to the provider",
            Breach::Leading => "ask an open question that can be answered either way",
        }
    }
}

/// The phrases as they are compiled.
struct Guard {
    automaton: Automaton,
}

static GUARD: LazyLock<Guard> = LazyLock::new(Guard::new);

/// Owners in `guard.txt` beside the breaches: words that look like one.
const FINE: u32 = Breach::ALL.len() as u32;

/// Stands for a code while a text is read; codes are longer.
const CODE: &str = "zcd";

impl Guard {
    fn new() -> Guard {
        // A fault can only be one of the project's own file, and a test finds it.
        Guard { automaton: Guard::builder().finish(&Frequencies::default()).unwrap_or_default() }
    }

    fn builder() -> Builder<'static> {
        let mut builder = Builder::new();
        let lists = || blocks().filter_map(|(name, lines)| Some((name.strip_prefix("list ")?, lines)));
        lists().for_each(|(name, _)| builder.list(name, 0));
        for (name, lines) in lists() {
            lines.split(',').map(str::trim).filter(|entry| !entry.is_empty()).for_each(|entry| {
                builder.entry(name, entry, 0);
            });
        }
        for (name, lines) in blocks().filter(|(name, _)| !name.starts_with("list ")) {
            let owner = Breach::ALL.iter().position(|breach| breach.name() == name).map_or(FINE, |at| at as u32);
            for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
                builder.phrase(owner, line, 0);
            }
        }
        builder
    }

    fn hits(&self, text: &str) -> Vec<Hit> {
        let mut hits = Vec::new();
        let tokens = Tokens::read(text, &self.automaton);
        self.automaton.find(text, &tokens, &mut Scratch::default(), &mut hits);
        hits
    }
}

/// The blocks of `guard.txt`: what is in brackets, and the lines below it without comments.
fn blocks() -> impl Iterator<Item = (&'static str, String)> {
    const FILE: &str = include_str!("guard.txt");
    FILE.split("\n[").skip(1).filter_map(|block| {
        let (name, lines) = block.split_once("]\n")?;
        let lines = lines.lines().filter(|line| !line.starts_with('#'));
        Some((name, lines.collect::<Vec<_>>().join("\n")))
    })
}

/// What may not stand in a text, in its order; of words that overlap the first.
pub fn guarded(text: &str) -> Vec<Guarded> {
    let hits = GUARD.hits(&readable(text));
    let fine: Vec<Range<usize>> = hits.iter().filter(|hit| hit.owner == FINE).map(Hit::range).collect();
    let mut found: Vec<Guarded> = Vec::new();
    for hit in hits.iter().filter(|hit| hit.owner != FINE) {
        let place = hit.core().unwrap_or(hit.range());
        let excepted = fine.iter().any(|fine| fine.start < place.end && place.start < fine.end);
        let taken = found.last().is_some_and(|last| place.start < last.place.end);
        if !excepted && !taken {
            found.push(Guarded { place, breach: Breach::ALL[hit.owner as usize] });
        }
    }
    found
}

/// The codes that a text names, by their shape: with a dot, or as a family. "B12" is a vitamin.
pub fn codes(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let apart = at == 0 || !bytes[at - 1].is_ascii_alphanumeric() && bytes[at - 1] != b'.';
        match code_at(&bytes[at..]).filter(|_| apart) {
            Some(length) => {
                found.push(at..at + length);
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

/// The length of the code that bytes begin with.
fn code_at(bytes: &[u8]) -> Option<usize> {
    let [letter, digit, third, sign, rest @ ..] = bytes else { return None };
    let head = letter.is_ascii_alphabetic() && digit.is_ascii_digit() && third.is_ascii_alphanumeric();
    let more = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let hyphen = usize::from(rest.get(more) == Some(&b'-'));
    // "T38.5" is a temperature.
    if letter.eq_ignore_ascii_case(&b'T')
        && matches!((digit, third), (b'3', b'4'..=b'9') | (b'4', b'0'..=b'2'))
        && more == 1
    {
        return None;
    }
    let ends = |at: usize| !bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    match sign {
        b'.' if head && hyphen == 1 && more <= 3 && ends(5 + more) => Some(5 + more),
        b'.' if head && (1..=4).contains(&more) => Some(4 + more),
        _ => None,
    }
}

/// The text as it is read: every sentence a line, every code one word. No byte moves.
fn readable(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for code in codes(text) {
        bytes[code.start..code.end].fill(b'z');
        bytes[code.start..code.start + CODE.len()].copy_from_slice(CODE.as_bytes());
    }
    for at in 1..bytes.len() {
        match (bytes[at - 1], bytes[at]) {
            (b'.', b' ' | b'\n') if is_title(&bytes[..at - 1]) => {}
            (b'.' | b'?' | b'!', b' ' | b'\n') => bytes[at] = b'\n',
            (_, b'\n') => bytes[at] = b' ',
            _ => {}
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Whether a text ends with a title before a name: "Dr", whose full stop ends no sentence.
fn is_title(text: &[u8]) -> bool {
    [&b"Dr"[..], b"Drs", b"Mr", b"Mrs", b"Ms"].iter().any(|title| text.ends_with(title))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn breach(text: &str) -> Option<Breach> {
        guarded(text).first().map(|guarded| guarded.breach)
    }

    #[test]
    fn the_phrases_have_no_fault() {
        let faults = Guard::builder().finish(&Frequencies::default()).err();
        assert_eq!(faults, None);
        let known =
            |name: &str| name.starts_with("list ") || name == "fine" || Breach::ALL.iter().any(|b| b.name() == name);
        assert!(blocks().all(|(name, lines)| known(name) && !lines.trim().is_empty()));
        // A phrase that began with a bracket would end its block.
        let heads = include_str!("guard.txt").lines().filter(|line| line.starts_with('[')).count();
        assert_eq!(heads, blocks().count());
    }

    #[test]
    fn what_a_query_may_not_say_is_found_with_its_reason() {
        for (text, wanted) in [
            ("Sepsis pays more than a urinary infection.", Breach::Payment),
            ("This raises the case-mix index.", Breach::Payment),
            ("The insurer pays better for it.", Breach::Payment),
            ("It moves the stay into a higher DRG.", Breach::Payment),
            ("The hospital loses money without it.", Breach::Payment),
            ("To protect the revenue of the department, name it.", Breach::Payment),
            ("Medicaid will not cover the stay otherwise.", Breach::Payment),
            ("Worth more if it is stated.", Breach::Payment),
            ("A claim denial can be avoided.", Breach::Payment),
            ("It brings a higher tariff.", Breach::Payment),
            ("This optimises what the clinic earns.", Breach::Payment),
            ("It would raise the SOI.", Breach::Quality),
            ("Your star rating depends on it.", Breach::Quality),
            ("This improves our quality scores.", Breach::Quality),
            ("It lowers the expected mortality of the unit.", Breach::Quality),
            ("You failed to name the organism.", Breach::Blame),
            ("The surgeon forgot to state the side.", Breach::Blame),
            ("The missing side is your fault.", Breach::Blame),
            ("Careless charting.", Breach::Blame),
            ("Dr. Lane should have asked.", Breach::Blame),
            ("The charting is poor.", Breach::Blame),
            ("A better-paid group results.", Breach::Payment),
            ("The author should have known better.", Breach::Blame),
            ("Code A41.9 to complete the record.", Breach::Code),
            ("Please report J96.01 instead.", Breach::Code),
            ("I50.23 is the correct code.", Breach::Code),
            ("Change the code to E11.65.", Breach::Code),
            ("This should be coded as sepsis.", Breach::Code),
            ("Do you agree that the patient has sepsis?", Breach::Leading),
            ("Isn't this an acute kidney injury?", Breach::Leading),
            ("The patient clearly has malnutrition.", Breach::Leading),
            ("Please confirm that the wound was infected.", Breach::Leading),
        ] {
            assert_eq!(breach(text), Some(wanted), "{text}");
        }
    }

    #[test]
    fn neighbours_of_such_words_are_fine() {
        for text in [
            "The patient paid for her own brace; insurance status is not documented.",
            "Pay attention to the date of the code status.",
            "{found} is documented; heart failure is not.",
            "She failed two drugs and missed work for a week.",
            "The code M54.9 stands in the note; the assessment names a strain.",
            "Code M54.9 is in the note and does not specify the site.",
            "Codes that specify it: {codes}.",
            "Quality, severity and timing of the pain are not documented.",
            "The AUDIT-C score is 7; an alcohol history is not documented.",
            "A denial documents an element, too.",
            "ROM of the knee is limited.",
            "State whether vitamin B12 was measured.",
            "Costovertebral tenderness is documented; a urine test is not.",
            "Level of care: home with nursing twice a week.",
            "The history names the right side; the assessment names the left.",
            "Risk factors and a risk score are documented.",
            "The patient claims that the pain is worse at work.",
            "State clearly whether the wound was closed.",
            "The fault of the device is documented; its removal is not.",
        ] {
            assert_eq!(breach(text), None, "{text}: {:?}", guarded(text));
        }
    }

    #[test]
    fn codes_are_told_by_their_shape() {
        let named = |text: &str| codes(text).into_iter().map(|place| text[place].to_owned()).collect::<Vec<_>>();
        assert_eq!(named("A41.9, M54.5- and S72.001A, not B12, L4.5, T38 or T38.5."), ["A41.9", "M54.5-", "S72.001A"]);
    }
}
