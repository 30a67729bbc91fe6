//! Words that name an alternative and yet say nothing about the condition.
//!
//! "Severe" before "anemia" is the severity of the anemia, and the stage of "stage 1 hypertension" no stage of the kidney
//! disease beside it. "Viral or bacterial" leaves both open. A neuropathy "due to alcohol" is no complication of the
//! diabetes, and a left ear that "is fine" is not the one with the otitis.

use super::super::words::{Gap, NoteWords, Stretch};
use super::condition::Condition;
use crate::icd10::names_a_condition;
use crate::note::Note;
use std::collections::HashSet;

/// Words that say how much, how long or how far: alone they belong to the noun next to them.
const MODIFIERS: [&str; 32] = [
    "mild",
    "moderate",
    "severe",
    "mildly",
    "moderately",
    "severely",
    "acute",
    "chronic",
    "subacute",
    "recurrent",
    "persistent",
    "intermittent",
    "paroxysmal",
    "permanent",
    "primary",
    "secondary",
    "stage",
    "grade",
    "class",
    "type",
    "category",
    "degree",
    "single",
    "early",
    "late",
    "partial",
    "full",
    "complete",
    "generalized",
    "sudden",
    "new",
    "onset",
];

/// Words after a modifier that are no noun which it could belong to.
const TAILS: [&str; 36] = [
    "without",
    "now",
    "today",
    "currently",
    "current",
    "stable",
    "since",
    "per",
    "but",
    "from",
    "after",
    "is",
    "was",
    "has",
    "this",
    "type",
    "form",
    "episode",
    "severity",
    "disease",
    "disorder",
    "use",
    "symptom",
    "unspecified",
    "nos",
    "at",
    "as",
    "exacerbation",
    "flare",
    "attack",
    "course",
    "pattern",
    "worsening",
    "improving",
    "controlled",
    "uncontrolled",
];

/// Scales of other things, before their number: "NYHA class 3".
const SCALES: [&str; 8] = ["nyha", "asa", "ccs", "killip", "tnm", "ajcc", "figo", "asia"];

/// Words behind a body part that say that nothing is wrong with it.
const WELL: [&str; 18] = [
    "fine",
    "normal",
    "clear",
    "free",
    "unremarkable",
    "unaffected",
    "uninvolved",
    "intact",
    "ok",
    "okay",
    "benign",
    "nl",
    "wnl",
    "asymptomatic",
    "pearly",
    "gray",
    "grey",
    "translucent",
];

/// How words begin that say what nerves do.
const NERVES: [&str; 14] = [
    "weak",
    "numb",
    "tingl",
    "paresthes",
    "pleg",
    "paresis",
    "reflex",
    "elicit",
    "plantar",
    "sensation",
    "sensory",
    "strength",
    "motor",
    "proprioception",
];

/// Words that give a cause to what comes before them.
const CAUSES: [&str; 14] = [
    "due to ",
    "from ",
    "caused by ",
    "secondary to ",
    "2/2 ",
    "attributed to ",
    "related to ",
    "because of ",
    "after ",
    "following ",
    "induced by ",
    "as a result of ",
    "as a consequence of ",
    "thought to be ",
];

/// Adjectives that give a cause to the noun after them.
const OF_A_CAUSE: [&str; 30] = [
    "alcoholic",
    "alcohol-related",
    "alcohol-induced",
    "idiopathic",
    "hereditary",
    "familial",
    "uremic",
    "hypertensive",
    "toxic",
    "traumatic",
    "post-traumatic",
    "compressive",
    "entrapment",
    "autoimmune",
    "inflammatory",
    "paraneoplastic",
    "drug-induced",
    "medication-induced",
    "steroid-induced",
    "chemotherapy-induced",
    "chemo-induced",
    "senile",
    "age-related",
    "congenital",
    "ischemic",
    "arterial",
    "venous",
    "obstructive",
    "infectious",
    "nondiabetic",
];

/// Words that deny what follows them.
const DENIALS: [&str; 6] = ["not ", "non ", "non-", "unrelated to ", "rather than ", "instead of "];

/// How far a cause or a denial reaches, in bytes.
const REACH: usize = 90;

/// What takes evidence away, for one code of one note.
pub(super) struct Refusal<'a> {
    note: &'a Note,
    words: &'a NoteWords,
    condition: &'a Condition,
    modifiers: HashSet<u32>,
}

impl<'a> Refusal<'a> {
    pub fn new(note: &'a Note, words: &'a NoteWords, condition: &'a Condition) -> Refusal<'a> {
        let modifiers = MODIFIERS.iter().filter_map(|word| words.numbers(word)).flatten().collect();
        Refusal { note, words, condition, modifiers }
    }

    /// Whether words belong to something else than the condition, because of the noun next to them.
    pub fn modifies_another(&self, at: &Stretch) -> bool {
        if !self.words.all_at(at, |number| self.modifiers.contains(&number)) {
            return false;
        }
        let home = |distance: usize, gap: Gap| {
            let near = |home: &Stretch| {
                home.sentence == at.sentence
                    && home.words.start < at.words.end + distance + 1
                    && home.words.end > at.words.start
                    && (home.words.start < at.words.end || self.words.gap_between(at, home) <= gap)
            };
            self.condition.home.iter().any(near)
        };
        if home(0, Gap::None) {
            return false;
        }
        if let Some((range, Gap::None)) = self.words.before(at) {
            let word = self.text(range.start, range.end).to_lowercase();
            let own = self.is_home(at.sentence, at.words.start - 1);
            if own {
                return false;
            }
            if SCALES.contains(&word.as_str()) || names_a_condition(&word) {
                return true;
            }
        }
        let Some((range, Gap::None)) = self.words.after(at) else { return false };
        let word = self.text(range.start, range.end).to_lowercase();
        let known = |list: &[&str]| list.contains(&word.as_str());
        let is_noun = !(known(&TAILS) || known(&MODIFIERS) || word.starts_with(|c: char| c.is_ascii_digit()));
        is_noun && (names_a_condition(&word) || !home(2, Gap::Joint))
    }

    fn is_home(&self, sentence: usize, word: usize) -> bool {
        self.condition.home.iter().any(|home| home.sentence == sentence && home.words.contains(&word))
    }

    /// Whether something else is held against what the words name: "iron deficiency vs chronic disease".
    pub fn is_weighed(&self, at: &Stretch) -> bool {
        const NEAR: usize = 10;
        let range = self.words.range(at);
        let after = self.text(range.end, range.end + NEAR).to_lowercase();
        let before = self.text(range.start.saturating_sub(NEAR), range.start).to_lowercase();
        ["vs ", "vs.", "versus "].iter().any(|sign| after.trim_start().starts_with(sign))
            || [" vs", " vs.", " versus"].iter().any(|sign| before.trim_end().ends_with(sign))
    }

    /// Whether two alternatives are only held side by side: "hypoxic or hypercapnic", "right vs left".
    pub fn leaves_open(&self, one: &Stretch, other: &Stretch) -> bool {
        const APART: usize = 3;
        if one.sentence != other.sentence {
            return false;
        }
        let (first, second) = if one.words.start < other.words.start { (one, other) } else { (other, one) };
        if second.words.start < first.words.end || second.words.start - first.words.end > APART {
            return false;
        }
        let between = self.text(self.words.range(first).end, self.words.range(second).start).to_lowercase();
        let joined =
            between.split(|c: char| !c.is_alphanumeric()).any(|word| matches!(word, "or" | "vs" | "versus" | "nor"));
        (joined || between.trim() == "/") && !between.contains(';')
    }

    /// Whether the note gives what the words name another cause than the condition, or says that it is unrelated to it.
    pub fn has_another_cause(&self, at: &Stretch) -> bool {
        let range = self.words.range(at);
        let sentence = self.note.folded.sentence(at.sentence);
        let lower = |from: usize, to: usize| self.text(from, to).to_lowercase();
        let after = lower(range.end, (range.end + REACH).min(sentence.end));
        let before = lower(range.start.saturating_sub(REACH).max(sentence.start), range.start);
        let condition = |text: &str| text.split(|c: char| !c.is_alphanumeric()).any(|word| self.is_condition(word));
        let adjective = before.trim_end().rsplit([' ', ',']).next().unwrap_or_default();
        let two = before.trim_end().rsplitn(3, ' ').take(2).collect::<Vec<_>>();
        let two = two.iter().rev().copied().collect::<Vec<_>>().join("-");
        if OF_A_CAUSE.contains(&adjective) || OF_A_CAUSE.contains(&two.as_str()) {
            return true;
        }
        // "due to alcohol", "from chemotherapy", and not "due to diabetes".
        for cause in CAUSES {
            let Some(place) = after.find(cause).filter(|place| *place == 0 || after.as_bytes()[place - 1] == b' ')
            else {
                continue;
            };
            let led = after[..place].split_whitespace().count() <= 4 && !after[..place].contains(';');
            let named = after[place + cause.len()..].split([',', ';', '.']).next().unwrap_or_default();
            if led && !condition(&named.split_whitespace().take(5).collect::<Vec<_>>().join(" ")) {
                return true;
            }
        }
        // "not diabetic", "unrelated to the diabetes"; "diabetes is not the cause".
        let whole = format!("{before}{}{after}", lower(range.start, range.end));
        let denied = DENIALS.iter().any(|denial| {
            whole.match_indices(denial).any(|(place, _)| {
                let rest = whole[place + denial.len()..].split([',', ';', '.']).next().unwrap_or_default();
                condition(&rest.split_whitespace().take(5).collect::<Vec<_>>().join(" "))
            })
        });
        denied || whole.contains("is not the cause")
    }

    /// Whether the words name the condition themselves: "diabetic neuropathy".
    pub fn names_it(&self, at: &Stretch) -> bool {
        at.words.clone().any(|word| self.is_home(at.sentence, word))
    }

    /// Whether the sentence is about what the nerves do in a body part, and does not name the condition: the legs that are
    /// weak are not those with the clot.
    pub fn is_of_the_nerves(&self, at: &Stretch) -> bool {
        let named = self.condition.home.binary_search_by_key(&at.sentence, |home| home.sentence).is_ok();
        let (range, sentence) = (self.words.range(at), self.note.folded.sentence(at.sentence));
        let start = range.start.saturating_sub(REACH).max(sentence.start);
        let around = self.text(start, (range.end + REACH).min(sentence.end)).to_lowercase();
        let of_nerves = |word: &str| NERVES.iter().any(|stem| word.starts_with(stem));
        !named && around.split(|c: char| !c.is_alphanumeric()).any(of_nerves)
    }

    /// Whether a word in lower case is a name of the condition.
    fn is_condition(&self, word: &str) -> bool {
        let Some(numbers) = self.words.numbers(word) else { return false };
        let named = |home: &Stretch| self.words.numbers_at(home).any(|number| numbers.contains(&number));
        word.starts_with("diabet") || word.len() > 1 && self.condition.home.iter().any(named)
    }

    /// Whether the words say of a body part that nothing is wrong with it: "left ear is fine", "normal left ear".
    pub fn is_well(&self, at: &Stretch) -> bool {
        let range = self.words.range(at);
        let end = (range.end + REACH).min(self.note.folded.sentence(at.sentence).end);
        let after = self.text(range.end, end).to_lowercase();
        let clause = after.split([',', ';', '.']).next().unwrap_or_default();
        let well = clause
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .take(3)
            .any(|word| WELL.contains(&word));
        let before = self.words.before(at).map(|(range, _)| self.text(range.start, range.end).to_lowercase());
        well || before.is_some_and(|word| matches!(word.as_str(), "normal" | "unaffected" | "opposite" | "other"))
    }

    /// The folded text of a range, widened to whole characters.
    fn text(&self, start: usize, end: usize) -> &str {
        let text = self.note.folded.text();
        let (mut start, mut end) = (start.min(text.len()), end.min(text.len()));
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        while !text.is_char_boundary(end) {
            end += 1;
        }
        text.get(start..end).unwrap_or_default()
    }
}
