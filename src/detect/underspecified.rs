//! What the codes of a note do not specify, and which of it the note's own words name.
//!
//! An unspecified code has axes ("laterality") with alternatives ("right", "left"). A word such as "right" says
//! something about the code only next to the condition that it codes: "right" next to "knee" for a pain in an
//! unspecified knee. So the condition is looked for first, by the names that a family of codes has in notes or else by
//! the words of its title, and then the distinguishing words near it. Their assertion is decided as for any mention.

use super::assertion::Assertions;
use super::codes;
use super::facts::{AlternativeEvidence, AlternativeMention, AxisEvidence, CodeMention, CodeState, Underspecified};
use super::mentions::Place;
use super::words::{NoteWords, Stretch};
use crate::icd10::{Alternative, Class, Code, CodeSet, Entry, LATERALITY};
use crate::note::Note;
use std::collections::HashSet;

/// Words between the parts of one wording ("moderate to severe persistent").
const LOOSE: usize = 3;
/// Words between a condition and what is said about it.
const NEAR: usize = 8;
/// Words between a condition and what follows it, if it goes with its neighbour: "knee pain, right".
const BEHIND: usize = 2;
/// The same before it: "right medial knee pain", "acute on chronic systolic heart failure".
const BEFORE: usize = 1;
/// Axes whose words go with the condition next to them.
const ATTACHED: [&str; 2] = [LATERALITY, "acuity"];
/// Axes whose terms need no condition next to them: "third trimester".
const SAYS_IT_ALL: [&str; 1] = ["trimester"];
/// Axes that may be in the sentence after the one that names the condition: "Pneumonia. Sputum grew MRSA."
const GOES_ON: [&str; 4] = ["stage", "organism", "cause", "mechanism"];

/// Words of titles that do not distinguish one condition from another.
const GENERIC: [&str; 34] = [
    "unspecified",
    "specified",
    "not",
    "other",
    "pain",
    "disease",
    "disorder",
    "syndrome",
    "condition",
    "part",
    "site",
    "side",
    "type",
    "organism",
    "female",
    "male",
    "episode",
    "single",
    "without",
    "complication",
    "mention",
    "severity",
    "stage",
    "uncomplicated",
    "elsewhere",
    "classified",
    "body",
    "region",
    "current",
    "specific",
    "lateral",
    "initial",
    "encounter",
    "level",
];

/// The codes of a note that do not specify something, each once, at its first mention in the text.
pub(super) fn find(note: &Note, codes: &[CodeMention], assertions: &Assertions) -> Vec<Underspecified> {
    let day = codes::day(note);
    let set = CodeSet::builtin();
    let mut words = None;
    let mut found: Vec<Underspecified> = Vec::new();
    let mut seen = HashSet::new();
    for (at, mention) in codes.iter().enumerate() {
        if !seen.insert(&mention.code) || mention.state != CodeState::Valid {
            continue;
        }
        let Some(entry) = Code::parse(&mention.code).and_then(|code| set.find(code)) else { continue };
        let unspecified = entry.unspecified_axes(day);
        if unspecified.is_empty() && entry.class() != Class::Unspecified {
            continue;
        }
        let words = words.get_or_insert_with(|| NoteWords::new(&note.folded, note.sentences.len()));
        let home = home(words, &entry);
        let finder = Finder { note, assertions, words, entry, home: &home };
        let axes = unspecified.into_iter().map(|axis| finder.axis(axis.axis, axis.alternatives)).collect();
        let mut sentences: Vec<usize> = home.iter().map(|stretch| stretch.sentence).collect();
        sentences.dedup();
        found.push(Underspecified { code: at, class: entry.class(), title: entry.title(), axes, sentences });
    }
    found
}

/// Where the condition of a code is named.
fn home(words: &NoteWords, entry: &Entry) -> Vec<Stretch> {
    let names = entry.names();
    let mut found: Vec<Stretch> = if names.is_empty() {
        by_title(words, entry)
    } else {
        names.iter().flat_map(|name| words.standing(name)).collect()
    };
    found.sort_by_key(|stretch| (stretch.sentence, stretch.words.start));
    found.dedup();
    found
}

/// Where most of the words of a code's title are together.
fn by_title(words: &NoteWords, entry: &Entry) -> Vec<Stretch> {
    let title = entry.base().title().unwrap_or_default().to_lowercase();
    let all: Vec<&str> = title.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1).collect();
    let telling: Vec<&str> = all.iter().copied().filter(|word| !GENERIC.contains(word)).collect();
    let telling = if telling.is_empty() { all } else { telling };
    let there: Vec<u32> = telling.iter().filter_map(|word| words.numbers(word)).flatten().collect();
    // Words that mean nothing have no number in any text; they are not looked for.
    let asked = telling.iter().filter(|word| !NoteWords::is_empty(word)).count();
    let enough = if asked <= 2 { asked } else { (2 * asked).div_ceil(3) };
    if there.is_empty() {
        return Vec::new();
    }
    words.most_of(&there, enough)
}

/// Looks for the alternatives of one code.
struct Finder<'a> {
    note: &'a Note,
    assertions: &'a Assertions<'a>,
    words: &'a NoteWords,
    entry: Entry<'a>,
    home: &'a [Stretch],
}

impl Finder<'_> {
    fn axis(&self, name: String, alternatives: Vec<Alternative>) -> AxisEvidence {
        let axis = name.as_str();
        let mut found: Vec<Vec<(Stretch, bool)>> = alternatives.iter().map(|each| self.stretches(each, axis)).collect();
        if axis == LATERALITY && found.iter().all(Vec::is_empty) {
            found = self.only_side(&alternatives);
        }
        // "Acute on chronic" is neither acute nor chronic.
        let mut all: Vec<Stretch> = found.iter().flatten().map(|(stretch, _)| stretch.clone()).collect();
        all.sort_unstable_by_key(|stretch| stretch.sentence);
        for stretches in &mut found {
            stretches
                .retain(|(stretch, _)| !of_sentence(&all, stretch.sentence).iter().any(|other| inside(stretch, other)));
        }
        let alternatives = alternatives.into_iter().zip(found).map(|(alternative, stretches)| AlternativeEvidence {
            named: stretches.into_iter().map(|(stretch, denied)| self.named(&stretch, denied)).collect(),
            alternative,
        });
        AxisEvidence { alternatives: alternatives.collect(), name }
    }

    /// Where the body part is named with its side away from the condition ("Exam: right knee swollen"): empty unless
    /// the whole note names only one side.
    fn only_side(&self, alternatives: &[Alternative]) -> Vec<Vec<(Stretch, bool)>> {
        let named = |alternative: &Alternative| -> Vec<(Stretch, bool)> {
            let with_part = alternative.words.iter().filter(|wording| names_a_part(wording));
            with_part.flat_map(|wording| self.words.standing(wording)).map(|at| (at, false)).collect()
        };
        let found: Vec<Vec<(Stretch, bool)>> = alternatives.iter().map(named).collect();
        let sides = found.iter().filter(|places| !places.is_empty()).count();
        if sides == 1 { found } else { vec![Vec::new(); alternatives.len()] }
    }

    /// Where an alternative is named, and whether it is named by denying something ("without aura").
    fn stretches(&self, alternative: &Alternative, axis: &str) -> Vec<(Stretch, bool)> {
        let mut found = Vec::new();
        let mut alone = |wording: &str| found.extend(self.words.standing(wording).into_iter().map(|at| (at, false)));
        alternative.alone.iter().for_each(|wording| alone(wording));
        self.synonyms(alternative).iter().for_each(|wording| alone(wording));
        if SAYS_IT_ALL.contains(&axis) {
            alternative.terms.iter().for_each(|term| alone(term));
        }
        for wording in &alternative.words {
            let places = self.words.standing(wording).into_iter();
            found.extend(places.filter(|at| self.is_near(at, axis)).map(|at| (at, false)));
        }
        // All of the tabular list's own terms must be there.
        let terms: Vec<Vec<(Stretch, bool)>> = alternative.terms.iter().map(|term| self.term(term, axis)).collect();
        if let Some((first, rest)) = terms.split_first() {
            let stands_in = |term: &Vec<(Stretch, bool)>, sentence: usize| {
                term.binary_search_by_key(&sentence, |(at, _)| at.sentence).is_ok()
            };
            let all_in = |sentence: usize| rest.iter().all(|term| stands_in(term, sentence));
            found.extend(first.iter().filter(|(at, _)| all_in(at.sentence)).cloned());
        }
        found.sort_by_key(|(at, _)| (at.sentence, at.words.start, at.words.end));
        found.dedup();
        found
    }

    /// The terms that the tabular list prints as included in an alternative, if they name their subject: two words or
    /// more, and no "NOS".
    fn synonyms(&self, alternative: &Alternative) -> Vec<String> {
        let mut terms = self.entry.named(alternative.code).map(|entry| entry.synonyms()).unwrap_or_default();
        terms.retain(|term| term.contains(' ') && !term.contains("NOS") && !term.contains(['(', '[']));
        terms
    }

    fn term(&self, term: &str, axis: &str) -> Vec<(Stretch, bool)> {
        let (words, denied) = match term.strip_prefix("without ") {
            Some(rest) => (rest, true),
            None => (term, false),
        };
        let numbers = self.words.numbers(words);
        let places = numbers.iter().flat_map(|numbers| self.words.together(numbers, LOOSE));
        places.filter(|at| self.is_near(at, axis)).map(|at| (at, denied)).collect()
    }

    /// Whether the condition is named near a stretch: in its sentence, in the one before, or in the title of the problem
    /// over it.
    fn is_near(&self, at: &Stretch, axis: &str) -> bool {
        let mut here = of_sentence(self.home, at.sentence).iter();
        if ATTACHED.contains(&axis) {
            return here.any(|home| self.is_beside(at, home));
        }
        let between = |home: &Stretch| {
            at.words.start.saturating_sub(home.words.end).max(home.words.start.saturating_sub(at.words.end))
        };
        here.any(|home| between(home) <= NEAR)
            || GOES_ON.contains(&axis) && self.goes_on(at)
            || self.under_its_title(at)
    }

    /// Whether only a word or two, and no end of a clause, is between a stretch and its neighbour.
    fn is_beside(&self, at: &Stretch, home: &Stretch) -> bool {
        let (first, second, most) =
            if at.words.start < home.words.start { (at, home, BEFORE) } else { (home, at, BEHIND) };
        let (end, start) = (self.words.range(first).end, self.words.range(second).start);
        let between = self.note.folded.text().get(end..start).unwrap_or_default();
        second.words.start.saturating_sub(first.words.end) <= most && !between.contains([';', ':', '.'])
    }

    /// Whether the sentence before, of the same paragraph, names the condition.
    fn goes_on(&self, at: &Stretch) -> bool {
        let paragraph = |sentence: usize| self.note.sentences[sentence].paragraph;
        let before = self.home.partition_point(|home| home.sentence < at.sentence);
        self.home[..before]
            .last()
            .is_some_and(|home| home.sentence + 1 == at.sentence && paragraph(home.sentence) == paragraph(at.sentence))
    }

    fn under_its_title(&self, at: &Stretch) -> bool {
        let place = self.note.folded.original(self.words.range(at));
        let Some(problem) = self.note.problem_at(place.start) else { return false };
        let place = |home: &Stretch| self.note.folded.original(self.words.range(home));
        let first =
            self.home.partition_point(|home| self.note.sentences[home.sentence].span.end <= problem.title.start);
        let mut titles = self.home[first..].iter().map(place).take_while(|place| place.start < problem.title.end);
        titles.any(|place| problem.title.overlaps(place))
    }

    fn named(&self, at: &Stretch, denied: bool) -> AlternativeMention {
        let range = self.words.range(at);
        let decision = self.assertions.decide(&Place { range, sentence: at.sentence });
        AlternativeMention {
            span: decision.span,
            section: self.note.sentences[at.sentence].section,
            assertion: decision.assertion,
            denied,
        }
    }
}

/// Whether a wording of a side names the body part: "right knee", and not "on the right side".
fn names_a_part(wording: &str) -> bool {
    const SIDES: [&str; 12] =
        ["right", "left", "rt", "lt", "r", "l", "bilateral", "both", "side", "sides", "sided", "unilateral"];
    wording.split(|c: char| !c.is_alphanumeric()).any(|word| word.len() > 3 && !SIDES.contains(&word))
}

/// The stretches of one sentence among stretches in the order of their sentences.
fn of_sentence(stretches: &[Stretch], sentence: usize) -> &[Stretch] {
    let first = stretches.partition_point(|stretch| stretch.sentence < sentence);
    let length = stretches[first..].partition_point(|stretch| stretch.sentence == sentence);
    &stretches[first..first + length]
}

/// Whether a stretch lies inside a longer one.
fn inside(stretch: &Stretch, other: &Stretch) -> bool {
    stretch.sentence == other.sentence
        && other.words.start <= stretch.words.start
        && stretch.words.end <= other.words.end
        && other.words.len() > stretch.words.len()
}
