//! Reads the files of `data/icd10cm/curated` and checks every line of them against the code set.
//!
//! The tree of the tabular list does not say that iron deficiency is a kind of anemia, nor that notes write "HFrEF". A
//! person writes that down, and people make mistakes: so a code that is not live, a word that names two alternatives,
//! or an abbreviation that also means something else stops the build, with the line and what to write instead. All
//! faults are reported at once. Nothing here knows how the result is packed, so that tests can read files of their own.

#[path = "curated_record.rs"]
mod curated_record;

use crate::yaml::{self, Entries, Spanned, Text, Texts};
use curated_record::{AxisRecord, ChoiceRecord, EntryRecord, FileRecord, SourceRecord};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

/// Characters that separate the parts of a packed line, or have a meaning in rules: no wording may contain them.
const RESERVED: [char; 5] = [';', '|', '\t', '\n', '*'];
/// Abbreviations of two letters that are also words, persons, or parts of an examination.
const AMBIGUOUS: [&str; 42] = [
    "AM", "AN", "AS", "AT", "BE", "BM", "BY", "CA", "CC", "CN", "DO", "ED", "ER", "GO", "HA", "HE", "HR", "IF", "IN",
    "IS", "IT", "MA", "MD", "ME", "MS", "MY", "NO", "NP", "OF", "ON", "OR", "PA", "PE", "PM", "PT", "RA", "RN", "SO",
    "TO", "UP", "US", "WE",
];

/// One of the files.
#[derive(Clone, Copy, Debug)]
pub struct CuratedFile<'a> {
    /// Its name, for faults.
    pub name: &'a str,
    /// What it says.
    pub text: &'a str,
}

/// The checked contents of the files; codes without dots, a family with its hyphen.
#[derive(Debug)]
pub struct Curated {
    /// A word of the tabular list, and how notes write it.
    pub wordings: BTreeMap<String, Vec<String>>,
    /// A family or code, and what has sides there: `knee`, `foot/feet`.
    pub parts: BTreeMap<String, Vec<String>>,
    /// A family or code, and what notes call the condition.
    pub names: BTreeMap<String, Vec<String>>,
    /// A family or code, and what notes write of the condition without naming it.
    pub signs: BTreeMap<String, Vec<String>>,
    pub codes: BTreeMap<String, CuratedCode>,
}

/// The curated entry of a code.
#[derive(Debug)]
pub struct CuratedCode {
    pub source: String,
    pub only: bool,
    pub axes: Vec<(String, Vec<CuratedAlternative>)>,
}

/// The curated entry of an alternative.
#[derive(Debug)]
pub struct CuratedAlternative {
    pub code: String,
    pub says: String,
    pub words: Vec<String>,
    pub alone: Vec<String>,
}

/// Reads the files, which are one, against the rows of `codes.tsv`.
///
/// # Errors
/// One line for each fault: `FILE:LINE: what is wrong; what to write`.
pub fn read(files: &[CuratedFile], codes: &[Vec<String>]) -> Result<Curated, Vec<String>> {
    let empty = CuratedFile { name: "", text: "" };
    let mut check = Check { file: *files.first().unwrap_or(&empty), codes, day: String::new(), faults: Vec::new() };
    let mut records: Vec<(CuratedFile, FileRecord)> = Vec::new();
    for file in files {
        check.file = *file;
        let (record, faults) = yaml::read::<FileRecord>(file.text);
        for fault in &faults {
            let next = fault.help(file.text, |_, known| format!("write one of: {}", known.join(", ")));
            check.fault_on(fault.place.start, &fault.message(), &next);
        }
        records.extend(record.map(|record| (*file, record)));
    }
    if !check.faults.is_empty() {
        return Err(check.faults);
    }
    check.shared_day(&mut records);
    let mut sources: Vec<(Text, SourceRecord)> = Vec::new();
    let mut wordings = BTreeMap::new();
    let (mut parts, mut names, mut signs) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for (file, record) in &mut records {
        check.file = *file;
        sources.extend(record.sources.take().unwrap_or_default().0);
        for (term, words) in record.wordings.take().unwrap_or_default().0 {
            let words = check.words(&words.value, 2);
            if wordings.insert(term.value.clone(), words).is_some() {
                check.fault(&term, "listed twice", "bring both lists together");
            }
        }
        check.by_family(record.parts.take(), 2, &mut parts);
        check.by_family(record.names.take(), 3, &mut names);
        check.by_family(record.signs.take(), 3, &mut signs);
    }
    let mut curated = BTreeMap::new();
    for (file, record) in records {
        check.file = file;
        for entry in record.codes.unwrap_or_default() {
            let at = or_empty(entry.value.code.clone(), entry.place());
            let code = check.subject(&at);
            let unnamed = (3..=code.len()).all(|end| !names.contains_key(&code[..end]));
            if unnamed {
                check.fault(&at, "its condition has no names", "add its family under `names`");
            }
            let source = check.source(&entry, &sources);
            let only = entry.value.only.as_ref().is_some_and(|only| only.value);
            let axes = check.axes(entry.value.axes.unwrap_or_default(), &at, &code, &wordings);
            if curated.insert(code, CuratedCode { source, only, axes }).is_some() {
                check.fault(&at, "it is listed twice", "bring both entries together");
            }
        }
    }
    let curated = Curated { wordings, parts, names, signs, codes: curated };
    if check.faults.is_empty() { Ok(curated) } else { Err(check.faults) }
}

/// A text; without one, an empty text at the place of what lacks it, which no check accepts.
fn or_empty(text: Option<Text>, place: Range<usize>) -> Text {
    text.unwrap_or_else(|| Text::new(String::new(), place))
}

struct Check<'a> {
    /// The file that is checked.
    file: CuratedFile<'a>,
    codes: &'a [Vec<String>],
    /// YYYYMMDD, as in the table.
    day: String,
    faults: Vec<String>,
}

/// What a code is on the day.
#[derive(PartialEq)]
enum State {
    Unknown,
    Dead,
    Header,
    Valid,
}

impl Check<'_> {
    fn fault(&mut self, at: &Text, what: &str, next: &str) {
        self.fault_on(at.place().start, &format!("{}: {what}", at.value), next);
    }

    fn fault_on(&mut self, at: usize, what: &str, next: &str) {
        let CuratedFile { name, text } = self.file;
        let line = 1 + text[..at].matches('\n').count();
        self.faults.push(format!("{name}:{line}: {what}; {next}"));
    }

    /// Takes the day from the file that gives it.
    fn shared_day(&mut self, records: &mut [(CuratedFile<'_>, FileRecord)]) {
        let given = records.iter_mut().find_map(|(file, record)| Some((file.name, record.checked_on.take()?)));
        let day = given.map(|(_, day)| day);
        self.day = self.day(&or_empty(day, 0..0));
    }

    fn day(&mut self, text: &Text) -> String {
        let day: String = text.value.split('-').collect();
        if day.len() != 8 || !day.bytes().all(|byte| byte.is_ascii_digit()) {
            self.fault(text, "no day", "write the day on which the codes were looked up, as 2026-11-23");
        }
        day
    }

    fn row(&self, code: &str) -> Option<&Vec<String>> {
        self.codes.binary_search_by(|row| row[0].as_str().cmp(code)).ok().map(|at| &self.codes[at])
    }

    fn state(&self, code: &str) -> State {
        let Some(row) = self.row(code) else { return State::Unknown };
        if code.contains('-') {
            return State::Header; // a section or chapter
        }
        let live = |first: &str, last: &str| {
            !first.is_empty() && *first <= *self.day && (last.is_empty() || *self.day <= *last)
        };
        let own = |row: &Vec<String>| {
            live(&row[1], &row[2])
                || row[5].split_whitespace().any(|group| {
                    let cells: Vec<&str> = group.split(':').collect();
                    live(cells[1], cells[2])
                })
        };
        let first = self.codes.partition_point(|row| row[0].as_str() < code);
        let below = self.codes[first..].iter().skip(1).take_while(|row| row[0].starts_with(code));
        match (own(row), below.into_iter().any(own)) {
            (true, _) => State::Valid,
            (false, true) => State::Header,
            (false, false) => State::Dead,
        }
    }

    /// The live codes below a header, for a message.
    fn below(&self, code: &str) -> String {
        let live = self.codes.iter().filter(|row| row[0].starts_with(code) && self.state(&row[0]) == State::Valid);
        live.take(4).map(|row| dotted(&row[0])).collect::<Vec<_>>().join(", ")
    }

    /// A code that is curated: billable, or complete but for its seventh character.
    fn subject(&mut self, text: &Text) -> String {
        let code = text.value.replace('.', "");
        match self.state(&code) {
            State::Valid => {}
            State::Unknown => self.fault(text, "not in the code set", "look it up with `notelint code`"),
            State::Dead => self.fault(text, "retired, or not in force yet", "name its successor"),
            State::Header => {
                let below = self.below(&code);
                self.fault(text, "a header", &format!("name codes below it: {below}"));
            }
        }
        code
    }

    /// Reads lists, each under one or more families, codes, sections or chapters.
    fn by_family(&mut self, lists: Option<Entries<Texts>>, shortest: usize, read: &mut BTreeMap<String, Vec<String>>) {
        for (keys, list) in lists.unwrap_or_default().0 {
            let at = keys.place().start;
            let words = self.words(&list.value, shortest);
            for key in keys.value.split(", ") {
                let code = key.replace('.', "").trim_end_matches('-').to_owned();
                if matches!(self.state(&code), State::Unknown | State::Dead) {
                    let next = "name a family as M54.5-, or a code, of the code set";
                    self.fault_on(at, &format!("{key}: no live code or family"), next);
                }
                if read.insert(code, words.clone()).is_some() {
                    self.fault_on(at, &format!("{key}: named twice"), "bring both lists together");
                }
            }
        }
    }

    fn source(&mut self, entry: &Spanned<EntryRecord>, sources: &[(Text, SourceRecord)]) -> String {
        let name = or_empty(entry.value.source.clone(), entry.place());
        let Some((_, source)) = sources.iter().find(|(known, _)| known.value == name.value) else {
            let known: Vec<&str> = sources.iter().map(|(known, _)| known.value.as_str()).collect();
            self.fault(&name, "no such source", &format!("write one of: {}", known.join(", ")));
            return String::new();
        };
        let (Some(title), Some(release)) = (&source.title, &source.release) else {
            self.fault(&name, "a source without a title or a release", "give both");
            return String::new();
        };
        let place = entry.value.place.as_ref().map(|place| format!(", {}", place.value)).unwrap_or_default();
        format!("{}, {}{place}", title.value, release.value)
    }

    fn axes(
        &mut self,
        records: Vec<Spanned<AxisRecord>>,
        entry: &Text,
        code: &str,
        wordings: &BTreeMap<String, Vec<String>>,
    ) -> Vec<(String, Vec<CuratedAlternative>)> {
        let mut axes: Vec<(String, Vec<CuratedAlternative>)> = Vec::new();
        if records.is_empty() {
            self.fault(entry, "it has no axis", "say what it leaves open, or take it out");
        }
        for record in records {
            let axis = or_empty(record.value.axis.clone(), record.place());
            if axis.value.is_empty() {
                self.fault(&axis, "an axis without a name", "write `axis`");
            }
            if axes.iter().any(|(known, _)| *known == axis.value) {
                self.fault(&axis, "this axis is listed twice", "bring the alternatives together");
            }
            let choices = record.value.alternatives.unwrap_or_default();
            if choices.is_empty() {
                self.fault(&axis, "this axis has no alternatives", "name them, or take the axis out");
            }
            let mut listed: Vec<CuratedAlternative> = Vec::new();
            for choice in choices {
                let says = or_empty(choice.value.says.clone(), choice.place());
                let alternative = self.alternative(&choice.value, &says, code, wordings);
                if listed.iter().any(|known| known.code == alternative.code || known.says == alternative.says) {
                    self.fault(&says, "its code or its `says` is listed twice", "bring both together");
                }
                let earlier: HashSet<&String> = listed.iter().flat_map(wordings_of).collect();
                if let Some(word) = wordings_of(&alternative).find(|word| earlier.contains(word)) {
                    let what = format!("\"{word}\" names another alternative as well");
                    self.fault(&says, &what, "leave it to one of them");
                }
                listed.push(alternative);
            }
            axes.push((axis.value, listed));
        }
        axes
    }

    fn alternative(
        &mut self,
        choice: &ChoiceRecord,
        says: &Text,
        subject: &str,
        wordings: &BTreeMap<String, Vec<String>>,
    ) -> CuratedAlternative {
        let code = self.reached(choice, says, subject);
        let listed = |texts: &Option<Texts>| texts.as_ref().map(|texts| texts.value.clone()).unwrap_or_default();
        let mut words = self.words(&listed(&choice.words), 2);
        if let Some(wording) = &choice.wording {
            match wordings.get(&wording.value) {
                Some(listed) => words.splice(0..0, listed.iter().cloned()).for_each(drop),
                None => self.fault(wording, "no such wording", "list it under `wordings`, or write `words`"),
            }
        }
        let mut known = HashSet::new();
        words.retain(|word| known.insert(word.clone()));
        let alone = self.words(&listed(&choice.alone), 3);
        if words.is_empty() && alone.is_empty() {
            self.fault(says, "no words name it", "write `words`, `alone` or `wording`");
        }
        if says.value.trim().is_empty() || says.value.contains(RESERVED) {
            self.fault(says, "a message cannot name it so", "write a few words, as `the low back`");
        }
        CuratedAlternative { code, says: says.value.clone(), words, alone }
    }

    /// The code or family that an alternative leads to.
    fn reached(&mut self, choice: &ChoiceRecord, says: &Text, subject: &str) -> String {
        let (text, is_family) = match (&choice.code, &choice.family) {
            (Some(code), None) => (code, false),
            (None, Some(family)) => (family, true),
            _ => {
                self.fault(says, "it leads to no code, or to two", "write either `code` or `family`");
                return String::new();
            }
        };
        let code = text.value.replace('.', "").trim_end_matches('-').to_owned();
        match (self.state(&code), is_family) {
            (State::Valid, false) | (State::Header, true) => {}
            // A code that takes seventh characters is one either way.
            (State::Valid, true) if self.row(&code).is_some_and(|row| row[1].is_empty()) => {}
            (State::Valid, true) => self.fault(text, "a code, not a family", "write `code`"),
            (State::Header, false) => {
                let next = format!("write `family`, or one of {}", self.below(&code));
                self.fault(text, "a header", &next);
            }
            (State::Unknown, _) => self.fault(text, "not in the code set", "look it up with `notelint code`"),
            (State::Dead, _) => self.fault(text, "retired, or not in force yet", "name its successor"),
        }
        if subject.starts_with(&code) {
            self.fault(text, "it is, or holds, the code itself", "name what says more");
        }
        let title = self.row(&code).map(|row| row[6].as_str()).unwrap_or_default();
        // "Other" may only separate a kind from its neighbours (M51.2-); the code that gathers the rest ends in 8 or 9.
        // The title of a whole category says little either way.
        let rest = title.starts_with("Other ") && code.ends_with(['8', '9']);
        if code.len() > 3 && (rest || title.to_lowercase().contains("other specified")) {
            self.fault(text, "a code for other specified kinds", "name a kind that has a code or family of its own");
        }
        if is_family { code + "-" } else { code }
    }

    /// Terms with their braces expanded, each once.
    fn words(&mut self, terms: &[Text], shortest: usize) -> Vec<String> {
        let mut words = Vec::new();
        let mut known = BTreeSet::new();
        for term in terms {
            for word in self.spellings(term) {
                let is_abbreviation = word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_uppercase());
                let is_safe = is_abbreviation && !AMBIGUOUS.contains(&word.as_str());
                if word.trim() != word || word.is_empty() || word.contains(RESERVED) || !word.is_ascii() {
                    self.fault(term, "not how a word is written", "plain letters, single spaces, and no ; or |");
                } else if word.len() < 2 || (word.len() < shortest && !is_safe) {
                    self.fault(term, "too short to mean only this", "write a longer wording");
                } else if !known.insert(word.to_ascii_lowercase()) {
                    self.fault(term, &format!("\"{word}\" is listed twice"), "leave it once");
                }
                words.push(word);
            }
        }
        words
    }

    /// `{a,b} c` is `a c` and `b c`; `c{,s}` is `c` and `cs`.
    fn spellings(&mut self, term: &Text) -> Vec<String> {
        let mut spellings = vec![String::new()];
        let mut rest = term.value.as_str();
        while let Some((head, tail)) = rest.split_once('{') {
            let Some((choices, after)) = tail.split_once('}').filter(|(choices, _)| choices.contains(',')) else {
                self.fault(term, "its braces do not work", "write {one,other}, without braces inside braces");
                return Vec::new();
            };
            let grown = spellings
                .iter()
                .flat_map(|so_far| choices.split(',').map(move |choice| format!("{so_far}{head}{choice}")));
            spellings = grown.collect();
            rest = after;
        }
        spellings.into_iter().map(|spelling| spelling + rest).collect()
    }
}

fn wordings_of(alternative: &CuratedAlternative) -> impl Iterator<Item = &String> {
    alternative.words.iter().chain(&alternative.alone)
}

fn dotted(code: &str) -> String {
    match code.split_at_checked(3) {
        Some((category, rest)) if !rest.is_empty() => format!("{category}.{rest}"),
        _ => code.to_owned(),
    }
}
