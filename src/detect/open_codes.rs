//! What the codes of a note leave open, and which of it the note's own words name.
//!
//! An unspecified code has axes ("laterality") with alternatives ("right", "left"). A word such as "right" says
//! something about the code only beside the condition that it codes: "right" beside "knee" for a pain in an unspecified
//! knee. So the condition is looked for first, by the names that a family of codes has in notes or else by the words of
//! its title, and the distinguishing words near it. In which sense they are said is decided as for any mention.

use super::assertion::Assertions;
use super::codes;
use super::facts::{CodeMention, CodeState, Named, OpenAlternative, OpenAxis, OpenCode};
use super::mentions::Place;
use super::words::{NoteWords, Stretch};
use crate::icd10::{Alternative, Class, Code, CodeSet, Entry};
use crate::note::Note;

/// Words between the parts of one wording ("moderate to severe persistent").
const LOOSE: usize = 3;
/// Words between a condition and what is said about it.
const NEAR: usize = 8;
/// The same, for words that go with whatever stands next to them: a side, "acute".
const BESIDE: usize = 3;
/// Axes whose words go with their neighbour.
const ATTACHED: [&str; 2] = ["laterality", "acuity"];

/// Words of titles that do not tell one condition from another.
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

/// The codes of a note that leave something open, each once, at its first mention in the text.
pub(super) fn find(note: &Note, codes: &[CodeMention], assertions: &Assertions) -> Vec<OpenCode> {
    let day = codes::day(note);
    let set = CodeSet::builtin();
    let mut words = None;
    let mut found: Vec<OpenCode> = Vec::new();
    for (at, mention) in codes.iter().enumerate() {
        if mention.state != CodeState::Valid || codes[..at].iter().any(|earlier| earlier.code == mention.code) {
            continue;
        }
        let Some(entry) = Code::parse(&mention.code).and_then(|code| set.find(code)) else { continue };
        let lacks = entry.lacks(day);
        if lacks.is_empty() && entry.class() != Class::Unspecified {
            continue;
        }
        let words = words.get_or_insert_with(|| NoteWords::new(&note.folded, note.sentences.len()));
        let home = home(words, &entry);
        let finder = Finder { note, assertions, words, home: &home };
        let axes = lacks.into_iter().map(|lack| finder.axis(lack.axis, lack.alternatives)).collect();
        let mut sentences: Vec<usize> = home.iter().map(|stretch| stretch.sentence).collect();
        sentences.dedup();
        found.push(OpenCode { code: at, class: entry.class(), title: entry.title(), axes, sentences });
    }
    found
}

/// Where the condition of a code is named.
fn home(words: &NoteWords, entry: &Entry) -> Vec<Stretch> {
    let names = entry.names();
    let mut found: Vec<Stretch> = if names.is_empty() {
        by_title(words, entry)
    } else {
        names.iter().filter_map(|name| words.numbers(name)).flat_map(|numbers| words.in_order(&numbers)).collect()
    };
    found.sort_by_key(|stretch| (stretch.sentence, stretch.words.start));
    found.dedup();
    found
}

/// Where most of the words of a code's title stand together.
fn by_title(words: &NoteWords, entry: &Entry) -> Vec<Stretch> {
    let title = entry.base().title().unwrap_or_default().to_lowercase();
    let all: Vec<&str> = title.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1).collect();
    let telling: Vec<&str> = all.iter().copied().filter(|word| !GENERIC.contains(word)).collect();
    let telling = if telling.is_empty() { all } else { telling };
    let wordings: Vec<Option<Vec<u32>>> = telling.iter().map(|word| words.numbers(word)).collect();
    // Words that carry nothing have no number in any text; they are not asked for.
    let asked = telling.iter().filter(|word| !NoteWords::is_empty(word)).count();
    let enough = if asked <= 2 { asked } else { (2 * asked).div_ceil(3) };
    let there: Vec<u32> = wordings.into_iter().flatten().flatten().collect();
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
    home: &'a [Stretch],
}

impl Finder<'_> {
    fn axis(&self, name: String, alternatives: Vec<Alternative>) -> OpenAxis {
        let near = if ATTACHED.contains(&name.as_str()) { BESIDE } else { NEAR };
        let mut found: Vec<Vec<(Stretch, bool)>> = alternatives.iter().map(|each| self.stretches(each, near)).collect();
        // "Acute on chronic" is neither acute nor chronic.
        let all: Vec<Stretch> = found.iter().flatten().map(|(stretch, _)| stretch.clone()).collect();
        for stretches in &mut found {
            stretches.retain(|(stretch, _)| !all.iter().any(|other| inside(stretch, other)));
        }
        let alternatives = alternatives.into_iter().zip(found).map(|(alternative, stretches)| OpenAlternative {
            named: stretches.into_iter().map(|(stretch, denied)| self.named(&stretch, denied)).collect(),
            alternative,
        });
        OpenAxis { name, alternatives: alternatives.collect() }
    }

    /// Where an alternative is named; with whether it is named by denying something ("without aura").
    fn stretches(&self, alternative: &Alternative, near: usize) -> Vec<(Stretch, bool)> {
        let mut found = Vec::new();
        for wording in &alternative.alone {
            let numbers = self.words.numbers(wording);
            found.extend(numbers.iter().flat_map(|numbers| self.words.in_order(numbers)).map(|at| (at, false)));
        }
        for wording in &alternative.words {
            let numbers = self.words.numbers(wording);
            let places = numbers.iter().flat_map(|numbers| self.words.in_order(numbers));
            found.extend(places.filter(|at| self.is_near(at, near)).map(|at| (at, false)));
        }
        // Of the tabular list's own terms each must stand there.
        let terms: Vec<Vec<(Stretch, bool)>> = alternative.terms.iter().map(|term| self.term(term, near)).collect();
        if let Some((first, rest)) = terms.split_first() {
            let all_in = |sentence: usize| rest.iter().all(|term| term.iter().any(|(at, _)| at.sentence == sentence));
            found.extend(first.iter().filter(|(at, _)| all_in(at.sentence)).cloned());
        }
        found.sort_by_key(|(at, _)| (at.sentence, at.words.start, at.words.end));
        found.dedup();
        found
    }

    fn term(&self, term: &str, near: usize) -> Vec<(Stretch, bool)> {
        let (words, denied) = match term.strip_prefix("without ") {
            Some(rest) => (rest, true),
            None => (term, false),
        };
        let numbers = self.words.numbers(words);
        let places = numbers.iter().flat_map(|numbers| self.words.together(numbers, LOOSE));
        places.filter(|at| self.is_near(at, near)).map(|at| (at, denied)).collect()
    }

    /// Whether the condition is named near a stretch: in its sentence, or in the title of the problem over it.
    fn is_near(&self, at: &Stretch, near: usize) -> bool {
        let beside = |home: &Stretch| {
            let between =
                at.words.start.saturating_sub(home.words.end).max(home.words.start.saturating_sub(at.words.end));
            home.sentence == at.sentence && between <= near
        };
        let first = self.home.partition_point(|home| home.sentence < at.sentence);
        self.home[first..].iter().take_while(|home| home.sentence == at.sentence).any(beside)
            || near == NEAR && self.under_its_title(at)
    }

    fn under_its_title(&self, at: &Stretch) -> bool {
        let place = self.note.folded.original(self.words.range(at));
        let problems = &self.note.problems;
        let problem = problems.get(problems.partition_point(|problem| problem.span.end <= place.start));
        let Some(problem) = problem.filter(|problem| problem.span.start <= place.start) else { return false };
        self.home.iter().any(|home| problem.title.overlaps(self.note.folded.original(self.words.range(home))))
    }

    fn named(&self, at: &Stretch, denied: bool) -> Named {
        let range = self.words.range(at);
        let decision = self.assertions.decide(&Place { range: range.clone(), sentence: at.sentence });
        Named {
            span: self.note.folded.original(range),
            section: self.note.sentences[at.sentence].section,
            assertion: decision.assertion,
            denied,
        }
    }
}

/// Whether a stretch lies inside a longer one.
fn inside(stretch: &Stretch, other: &Stretch) -> bool {
    stretch.sentence == other.sentence
        && other.words.start <= stretch.words.start
        && stretch.words.end <= other.words.end
        && other.words.len() > stretch.words.len()
}
