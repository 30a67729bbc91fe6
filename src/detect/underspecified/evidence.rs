//! The words of a note that name what a code leaves open.

use super::super::assertion::Assertions;
use super::super::facts::{AlternativeEvidence, AlternativeMention, AxisEvidence};
use super::super::mentions::Place;
use super::super::words::{Gap, NoteWords, Stretch};
use super::condition::Condition;
use super::past;
use super::refusal::Refusal;
use crate::base::Effect;
use crate::icd10::{Alternative, Entry, LATERALITY};
use crate::note::Note;
use std::cell::LazyCell;
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
/// Axes for which a sign of the condition stands for its name.
const BY_SIGNS: [&str; 3] = ["site", "organism", LATERALITY];
/// Axes that link the condition with another one, which may have a cause of its own.
const LINKS: [&str; 2] = ["complication", "associated disease"];

/// The words that the alternatives of an axis and the condition are written with, gathered at the first question.
type Vocabulary<'a> = dyn Fn(u32) -> bool + 'a;

/// Where an alternative is named, and whether by denying something ("without aura").
type Places = Vec<(Stretch, bool)>;

/// Looks for the alternatives of one code.
pub(super) struct Finder<'a> {
    note: &'a Note,
    assertions: &'a Assertions<'a>,
    words: &'a NoteWords,
    entry: Entry<'a>,
    condition: &'a Condition,
    refusal: Refusal<'a>,
}

impl<'a> Finder<'a> {
    pub fn new(
        note: &'a Note,
        assertions: &'a Assertions<'a>,
        words: &'a NoteWords,
        entry: Entry<'a>,
        condition: &'a Condition,
    ) -> Finder<'a> {
        Finder { note, assertions, words, entry, condition, refusal: Refusal::new(note, words, condition) }
    }

    /// Where the note names the alternatives of an axis.
    pub fn axis(&self, name: String, alternatives: Vec<Alternative>) -> AxisEvidence {
        let axis = name.as_str();
        // Most codes have no alternative of which the note has a word.
        let vocabulary = LazyCell::new(|| self.vocabulary(&alternatives));
        let mut found: Vec<Places> = alternatives
            .iter()
            .map(|each| self.stretches(each, axis, &|number| vocabulary.contains(&number)))
            .collect();
        self.refuse(axis, &mut found);
        if axis == LATERALITY && found.iter().all(Vec::is_empty) {
            found = self.only_side(&alternatives);
        }
        if axis == LATERALITY && found.iter().all(Vec::is_empty) {
            found = self.both_sides(&alternatives);
        }
        drop_open(&self.refusal, &mut found);
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

    /// Takes away what says nothing about the condition, or no more than the code.
    fn refuse(&self, axis: &str, found: &mut [Places]) {
        let refused = |at: &Stretch| {
            self.condition.says(self.words, at)
                || axis == LATERALITY && self.is_past(at)
                || self.refusal.is_weighed(at)
                || axis != LATERALITY && self.refusal.modifies_another(at)
                || axis == LATERALITY && self.refusal.is_well(at)
                || LINKS.contains(&axis) && self.refusal.has_another_cause(at)
        };
        found.iter_mut().for_each(|places| places.retain(|(at, _)| !refused(at)));
    }

    fn is_past(&self, at: &Stretch) -> bool {
        let place = Place { range: self.words.range(at), sentence: at.sentence };
        past::is_past(self.note, &place.range, at.sentence, &self.assertions.decide(&place))
    }

    /// Where the body part is named with its side away from the condition ("Exam: right knee swollen"): empty unless
    /// the whole note names only one side.
    fn only_side(&self, alternatives: &[Alternative]) -> Vec<Places> {
        let named = |alternative: &Alternative| -> Places {
            let with_part = alternative.words.iter().filter(|wording| names_a_part(wording));
            with_part.flat_map(|wording| self.words.standing(wording)).map(|at| (at, false)).collect()
        };
        let mut found: Vec<Places> = alternatives.iter().map(named).collect();
        // What was on the other side years ago is not on it now; one on which nothing is wrong is a side all the same.
        found.iter_mut().for_each(|places| places.retain(|(at, _)| !self.is_past(at)));
        let named = alternatives.iter().zip(&found).filter(|(_, places)| !places.is_empty());
        let sides: HashSet<&str> = named.map(|(alternative, _)| side_of(alternative)).collect();
        self.refuse(LATERALITY, &mut found);
        if sides.len() == 1 { found } else { vec![Vec::new(); alternatives.len()] }
    }

    /// Where the condition is said to be on both sides, if the tabular list has a code for each side only.
    fn both_sides(&self, alternatives: &[Alternative]) -> Vec<Places> {
        let none = vec![Vec::new(); alternatives.len()];
        let sides: Vec<&str> = alternatives.iter().map(side_of).collect();
        if !matches!(sides.as_slice(), ["right", "left"] | ["left", "right"]) {
            return none;
        }
        let beside =
            |at: &Stretch| of_sentence(&self.condition.home, at.sentence).iter().any(|home| self.is_beside(at, home));
        let places: Places =
            self.words.standing("bilateral").into_iter().filter(beside).map(|at| (at, false)).collect();
        let mut found = vec![places; 2];
        self.refuse(LATERALITY, &mut found);
        found
    }

    /// The words that the alternatives of an axis and the condition are written with.
    fn vocabulary(&self, alternatives: &[Alternative]) -> HashSet<u32> {
        let home = self.condition.home.iter().flat_map(|home| self.words.numbers_at(home));
        let terms = alternatives.iter().flat_map(|each| each.terms.iter().chain(&each.words));
        let terms = terms.flat_map(|term| term.split(|c: char| !c.is_alphanumeric()));
        home.chain(terms.filter_map(|word| self.words.numbers(word)).flatten()).collect()
    }

    /// Where an alternative is named.
    fn stretches(&self, alternative: &Alternative, axis: &str, vocabulary: &Vocabulary) -> Places {
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
        let terms: Vec<Places> = alternative.terms.iter().map(|term| self.term(term, axis, vocabulary)).collect();
        if let Some((first, rest)) = terms.split_first() {
            let stands_in =
                |term: &Places, sentence: usize| term.binary_search_by_key(&sentence, |(at, _)| at.sentence).is_ok();
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

    fn term(&self, term: &str, axis: &str, vocabulary: &Vocabulary) -> Places {
        let (words, denied) = match term.strip_prefix("without ") {
            Some(rest) => (rest, true),
            None => (term, false),
        };
        let numbers = self.words.numbers(words);
        let places = numbers.iter().flat_map(|numbers| self.words.together(numbers, LOOSE, vocabulary));
        // A letter alone belongs to the word before it: the B of "hepatitis B".
        let belongs = |at: &Stretch| match self.words.tied_to(at) {
            Some(before) => before.is_some_and(vocabulary),
            None => true,
        };
        places.filter(|at| belongs(at) && self.is_near(at, axis)).map(|at| (at, denied)).collect()
    }

    /// Whether the condition is named near a stretch: in its sentence, in the one before, or in the title of the problem
    /// over it.
    fn is_near(&self, at: &Stretch, axis: &str) -> bool {
        let mut here = of_sentence(&self.condition.home, at.sentence).iter();
        if ATTACHED.contains(&axis) {
            return here.any(|home| self.is_beside(at, home));
        }
        let between = |home: &Stretch| {
            at.words.start.saturating_sub(home.words.end).max(home.words.start.saturating_sub(at.words.end))
        };
        let mut signs = of_sentence(&self.condition.signs, at.sentence).iter();
        here.any(|home| between(home) <= NEAR)
            || BY_SIGNS.contains(&axis) && signs.any(|sign| between(sign) <= NEAR)
            || GOES_ON.contains(&axis) && self.goes_on(at)
            || self.under_its_title(at)
    }

    /// Whether only a word or two, and no end of a clause, is between a stretch and its neighbour.
    fn is_beside(&self, at: &Stretch, home: &Stretch) -> bool {
        let (first, second, most) =
            if at.words.start < home.words.start { (at, home, BEFORE) } else { (home, at, BEHIND) };
        second.words.start.saturating_sub(first.words.end) <= most && self.words.gap_between(first, second) < Gap::Break
    }

    /// Whether the sentence before, of the same paragraph, names the condition.
    fn goes_on(&self, at: &Stretch) -> bool {
        let paragraph = |sentence: usize| self.note.sentences[sentence].paragraph;
        let home = &self.condition.home;
        let before = home.partition_point(|home| home.sentence < at.sentence);
        home[..before]
            .last()
            .is_some_and(|home| home.sentence + 1 == at.sentence && paragraph(home.sentence) == paragraph(at.sentence))
    }

    fn under_its_title(&self, at: &Stretch) -> bool {
        let place = self.note.folded.original(self.words.range(at));
        let Some(problem) = self.note.problem_at(place.start) else { return false };
        let place = |home: &Stretch| self.note.folded.original(self.words.range(home));
        let home = &self.condition.home;
        let first = home.partition_point(|home| self.note.sentences[home.sentence].span.end <= problem.title.start);
        let mut titles = home[first..].iter().map(place).take_while(|place| place.start < problem.title.end);
        titles.any(|place| problem.title.overlaps(place))
    }

    fn named(&self, at: &Stretch, denied: bool) -> AlternativeMention {
        let place = Place { range: self.words.range(at), sentence: at.sentence };
        let decision = self.assertions.decide(&place);
        let past = past::is_past(self.note, &place.range, at.sentence, &decision);
        let assertion = decision.assertion.without(Effect::Historical);
        AlternativeMention {
            span: self.note.folded.original(place.range),
            section: self.note.sentences[at.sentence].section,
            assertion: if past { assertion.with(Effect::Historical) } else { assertion },
            denied,
        }
    }
}

/// Takes away alternatives that are only held side by side: "viral or bacterial".
fn drop_open(refusal: &Refusal, found: &mut [Places]) {
    let open = |at: &Stretch, own: usize| {
        let others = found.iter().enumerate().filter(|(other, _)| *other != own);
        others.flat_map(|(_, places)| places).any(|(other, _)| refusal.leaves_open(at, other))
    };
    let kept: Vec<Vec<bool>> =
        found.iter().enumerate().map(|(own, places)| places.iter().map(|(at, _)| !open(at, own)).collect()).collect();
    for (places, kept) in found.iter_mut().zip(kept) {
        let mut kept = kept.into_iter();
        places.retain(|_| kept.next().unwrap_or(true));
    }
}

/// The side of an alternative: the first word of what names it.
fn side_of(alternative: &Alternative) -> &str {
    let mut words = alternative.terms.iter().chain(&alternative.words).filter_map(|word| word.split(' ').next());
    words.find(|word| matches!(*word, "right" | "left" | "bilateral")).unwrap_or("another")
}

/// Whether a wording of a side names the body part: "right knee", and not "on the right side".
fn names_a_part(wording: &str) -> bool {
    const SIDES: [&str; 15] = [
        "right",
        "left",
        "rt",
        "lt",
        "r",
        "l",
        "bilateral",
        "bilaterally",
        "bilat",
        "b",
        "both",
        "side",
        "sides",
        "sided",
        "unilateral",
    ];
    let named = |word: &str| !word.is_empty() && !SIDES.contains(&word) && !NoteWords::is_empty(word);
    wording.split(|c: char| !c.is_alphanumeric()).any(named)
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
