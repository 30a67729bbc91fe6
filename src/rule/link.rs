//! All files together become one rule set.
//!
//! Linking goes in the order in which things can be known: names first (fragments, concepts, rule ids), then the
//! vocabularies, then the packs that speak of both. A fault never stops it; it only keeps the result from being
//! handed out.

use super::fault::{Fault, Faults, Page, Placed, known};
use super::pack::{Ids, Packs};
use super::pattern::Fragments;
use super::read::{Reading, read};
use super::record::{ConceptRecord, CueRecord, Entries, FileRecord, HeadingRecord, NearRecord, Text, WordsRecord};
use super::vocabulary::{Needs, Vocabulary, Words, spellings};
use super::{Concept, ConceptId, Cue, CueRole, Direction, Heading, Owner, Reach, RuleFile, RuleSet, RuleTest};
use crate::base::{Effect, SectionKind, SectionKinds};
use serde_saphyr::Spanned;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// A rule set, and the cases that its authors wrote for it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Loaded {
    /// What runs.
    pub rules: RuleSet,
    /// The rules' own tests, in the order of files and rules.
    pub tests: Vec<RuleTest>,
}

/// Makes one rule set of all files.
///
/// # Errors
/// Every fault of every file, in order.
pub fn load(files: &[RuleFile]) -> Result<RuleSet, Faults> {
    load_with_tests(files).map(|loaded| loaded.rules)
}

/// Makes one rule set of all files, and keeps the rules' own tests.
///
/// # Errors
/// Every fault of every file, in order.
pub fn load_with_tests(files: &[RuleFile]) -> Result<Loaded, Faults> {
    let pages = files.iter().map(Page::new).collect::<Vec<_>>();
    let readings = pages.iter().map(|page| read(page).filter(|reading| headed(page, reading))).collect::<Vec<_>>();
    let loaded = link(&pages, &readings);
    let faults = pages.into_iter().flat_map(Page::into_faults).collect::<Vec<Fault>>();
    if faults.is_empty() { Ok(loaded) } else { Err(Faults(faults)) }
}

/// A file that could be read, with its page.
#[derive(Clone, Copy)]
pub(super) struct Read<'a> {
    pub page: &'a Page<'a>,
    pub record: &'a FileRecord,
    /// Whether every key of the file was read.
    pub whole: bool,
}

/// What names mean, over all files.
pub(super) struct Names<'a> {
    /// Concepts by id, in the order of their indices.
    pub concepts: BTreeMap<String, ConceptId>,
    /// Checklist elements by id, with their indices among all rules.
    pub elements: BTreeMap<String, u32>,
    /// Where each concept is defined.
    places: BTreeMap<String, (&'a Page<'a>, &'a Text)>,
    /// Some file could not be read, so a name may be missing without being wrong.
    lenient: bool,
}

impl Names<'_> {
    /// The concept that a name means: the pack's own, else a lexicon's. Reports an unknown one.
    pub fn concept(&self, page: &Page<'_>, pack: Option<&str>, text: &Text) -> Option<ConceptId> {
        let local = pack.map(|pack| format!("{pack}/{}", text.value));
        let found = local.as_ref().and_then(|id| self.concepts.get(id)).or_else(|| self.concepts.get(&text.value));
        if found.is_none() && !self.lenient {
            let prefix = pack.map(|pack| format!("{pack}/")).unwrap_or_default();
            let near = self.concepts.keys().map(|id| id.strip_prefix(&prefix).unwrap_or(id));
            let help = super::fault::nearest(&text.value, near).map_or_else(
                || "define it under `concepts:`, here or in a lexicon".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            page.fault(text.place(), format!("unknown concept `{}`", text.value), "no concept has this name", help);
        }
        found.copied()
    }
}

/// Whether the file says what it is; reports what its first keys lack.
fn headed(page: &Page<'_>, reading: &Reading) -> bool {
    let record = &reading.record;
    match &record.schema {
        None if reading.whole => {
            page.fault(0..0, "a rule file without `schema`", "begins here", "begin the file with `schema: 1`")
        }
        Some(schema) if schema.value != "1" => page.fault(
            schema.place(),
            format!("unknown schema version `{}`", schema.value),
            "this notelint reads schema 1",
            "write `schema: 1`, or use a newer notelint",
        ),
        _ => {}
    }
    match (&record.pack, &record.lexicon) {
        (Some(_), None) => {
            let stray = [
                ("extend", record.extend.as_ref().map(Placed::place)),
                ("headings", record.headings.as_ref().map(Placed::place)),
                ("cues", record.cues.as_ref().map(Placed::place)),
            ];
            stray_keys(page, stray, "lexicon");
        }
        (None, Some(_)) => {
            let stray = [
                ("sources", record.sources.as_ref().map(Placed::place)),
                ("applies", record.applies.as_ref().map(Placed::place)),
                ("subject", record.subject.as_ref().map(Placed::place)),
                ("checklist", record.checklist.as_ref().map(Placed::place)),
                ("rules", record.rules.as_ref().map(Placed::place)),
            ];
            stray_keys(page, stray, "pack");
        }
        (Some(pack), Some(_)) => page.fault(
            pack.place(),
            "a file that is both pack and lexicon",
            "one file, one of the two",
            "keep `pack:` or `lexicon:`, and move the rest to another file",
        ),
        (None, None) if reading.whole => page.fault(
            0..0,
            "a file that is neither pack nor lexicon",
            "begins here",
            "add `pack: its-name` or `lexicon: its-name` below `schema`",
        ),
        (None, None) => {}
    }
    record.pack.is_some() != record.lexicon.is_some()
}

fn stray_keys<const N: usize>(page: &Page<'_>, keys: [(&str, Option<std::ops::Range<usize>>); N], home: &str) {
    for (key, place) in keys {
        if let Some(place) = place {
            page.fault(
                place,
                format!("`{key}` belongs in a {home} file"),
                "not read here",
                format!("move it to a file that begins with `{home}:`"),
            );
        }
    }
}

fn link(pages: &[Page<'_>], readings: &[Option<Reading>]) -> Loaded {
    let files = pages
        .iter()
        .zip(readings)
        .filter_map(|(page, reading)| reading.as_ref().map(|r| Read { page, record: &r.record, whole: r.whole }))
        .collect::<Vec<_>>();
    let lenient = files.len() < pages.len() || files.iter().any(|file| !file.whole);

    let ids = Ids::of(&files);
    let names = names(&files, ids.elements(), lenient);
    let fragments = fragments(&files, lenient);

    let mut linker =
        Linker { names: &names, fragments: &fragments, vocabulary: Vocabulary::default(), rules: RuleSet::default() };
    linker.concepts(&files);
    linker.extensions(&files);
    linker.headings(&files);
    linker.cues(&files);
    let Linker { vocabulary, mut rules, .. } = linker;
    rules.literals = vocabulary.literals;
    rules.patterns = vocabulary.patterns;

    let mut packs = Packs { names: &names, ids: &ids, rules: &mut rules, tests: Vec::new() };
    packs.link();
    let tests = packs.tests;
    Loaded { rules, tests }
}

/// Reports a name that is not in kebab-case.
pub(super) fn kebab(page: &Page<'_>, name: &Text, what: &str) {
    let good = !name.value.is_empty()
        && name
            .value
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
    if !good {
        let suggestion = name
            .value
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|part| !part.is_empty())
            .map(str::to_ascii_lowercase)
            .collect::<Vec<_>>()
            .join("-");
        page.fault(
            name.place(),
            format!("`{}` is not a name for a {what}", name.value),
            "names are kebab-case",
            if suggestion.is_empty() {
                "write lower-case words with hyphens between them".to_owned()
            } else {
                format!("write `{suggestion}`")
            },
        );
    }
}

fn entries<V>(entries: &Option<Spanned<Entries<V>>>) -> impl Iterator<Item = &(Text, V)> {
    entries.iter().flat_map(|entries| &entries.value.0)
}

/// Reports a second thing of the same name.
pub(super) fn twice(page: &Page<'_>, name: &Text, what: &str, first: (&Page<'_>, &Text)) {
    let line = first.0.line(first.1.place().start);
    page.fault(
        name.place(),
        format!("two of the same name: {what} `{}`", name.value),
        "the second of them",
        format!("the other is in {}, line {line}: rename one of the two", first.0.file.path),
    );
}

fn names<'a>(files: &[Read<'a>], elements: BTreeMap<String, u32>, lenient: bool) -> Names<'a> {
    let mut places: BTreeMap<String, (&Page<'_>, &Text)> = BTreeMap::new();
    for file in files {
        let prefix = file.record.pack.as_ref().map(|pack| format!("{}/", pack.value)).unwrap_or_default();
        for (name, _) in entries(&file.record.concepts) {
            kebab(file.page, name, "concept");
            match places.entry(format!("{prefix}{}", name.value)) {
                Entry::Occupied(first) => twice(file.page, name, "concept", *first.get()),
                Entry::Vacant(slot) => {
                    slot.insert((file.page, name));
                }
            }
        }
    }
    for (id, (page, name)) in &places {
        if let Some(first) = places.get(&name.value).filter(|_| id.contains('/')) {
            twice(page, name, "concept", *first);
        }
    }
    let concepts = places.keys().cloned().zip((0..).map(ConceptId)).collect();
    Names { concepts, elements, places, lenient }
}

fn fragments(files: &[Read<'_>], lenient: bool) -> Fragments {
    let mut defined: BTreeMap<&str, (&Page<'_>, &Text)> = BTreeMap::new();
    for file in files {
        for (name, text) in entries(&file.record.fragments) {
            kebab(file.page, name, "fragment");
            match defined.entry(&name.value) {
                Entry::Occupied(first) => twice(file.page, name, "fragment", *first.get()),
                Entry::Vacant(slot) => {
                    slot.insert((file.page, text));
                }
            }
        }
    }
    Fragments::new(&defined, lenient)
}

/// Vocabularies on their way into a rule set.
struct Linker<'a> {
    names: &'a Names<'a>,
    fragments: &'a Fragments,
    vocabulary: Vocabulary,
    rules: RuleSet,
}

impl Linker<'_> {
    fn concepts(&mut self, files: &[Read<'_>]) {
        self.rules.concepts = self
            .names
            .concepts
            .keys()
            .map(|id| Concept { id: id.clone(), not_near: None, only_near: None, sections: SectionKinds::ALL })
            .collect();
        for file in files {
            let prefix = file.record.pack.as_ref().map(|pack| format!("{}/", pack.value)).unwrap_or_default();
            for (name, record) in entries(&file.record.concepts) {
                let id = format!("{prefix}{}", name.value);
                // Of two concepts with one name the second was reported and is left out.
                let first = self.names.places.get(&id).is_some_and(|(_, place)| std::ptr::eq(*place, name));
                let Some(concept) = self.names.concepts.get(&id).copied().filter(|_| first) else { continue };
                self.concept(file.page, concept, name, &record.value, file.whole);
            }
        }
    }

    fn concept(&mut self, page: &Page<'_>, id: ConceptId, name: &Text, record: &ConceptRecord, whole: bool) {
        let words = Words { terms: &record.terms, exact: &record.exact, patterns: &record.patterns };
        if words.are_empty() && whole {
            page.fault(
                name.place(),
                format!("the concept `{}` has no words", name.value),
                "nothing in a note can mean it",
                "add `terms:`, `exact:` or `patterns:`",
            );
        }
        self.vocabulary.add(page, self.fragments, Owner::Concept(id), words, Needs::Letter);
        self.refusals(page, id, record.except.as_ref());
        let not_near = self.near(page, Owner::NotNear(id), "not-near", record.not_near.as_ref(), whole);
        let only_near = self.near(page, Owner::OnlyNear(id), "only-near", record.only_near.as_ref(), whole);
        let sections = record.r#in.as_ref().and_then(|sections| page.sections(sections));
        if let Some(concept) = self.rules.concepts.get_mut(id.0 as usize) {
            concept.not_near = not_near;
            concept.only_near = only_near;
            concept.sections = sections.map_or(SectionKinds::ALL, |kinds| kinds.into_iter().collect());
        }
    }

    fn refusals(&mut self, page: &Page<'_>, id: ConceptId, record: Option<&Spanned<WordsRecord>>) {
        let Some(except) = record else { return };
        let words = Words { terms: &except.value.terms, exact: &except.value.exact, patterns: &except.value.patterns };
        if words.are_empty() {
            page.fault(
                except.place(),
                "`except` without words",
                "refuses nothing",
                "add `terms:` or `patterns:`, or take it out",
            );
        }
        self.vocabulary.add(page, self.fragments, Owner::Except(id), words, Needs::Letter);
    }

    fn near(
        &mut self,
        page: &Page<'_>,
        owner: Owner,
        key: &str,
        record: Option<&Spanned<NearRecord>>,
        whole: bool,
    ) -> Option<u32> {
        let near = record?;
        let words = Words { terms: &near.value.terms, exact: &near.value.exact, patterns: &near.value.patterns };
        if words.are_empty() && whole {
            page.fault(near.place(), format!("`{key}` without words"), "near what?", "add `terms:`, or take it out");
        }
        self.vocabulary.add(page, self.fragments, owner, words, Needs::Letter);
        match &near.value.within {
            Some(within) => within_words(page, within),
            None if whole => {
                page.fault(
                    near.place(),
                    format!("`{key}` without `within`"),
                    "how near?",
                    "add `within:` with a number of words, such as 5",
                );
                None
            }
            None => None,
        }
    }

    fn extensions(&mut self, files: &[Read<'_>]) {
        for file in files {
            let page = file.page;
            for (name, record) in entries(&file.record.extend) {
                let Some(id) = self.names.concept(page, None, name) else { continue };
                let more = &record.value;
                let fixed = [
                    more.not_near.as_ref().map(Placed::place),
                    more.only_near.as_ref().map(Placed::place),
                    more.r#in.as_ref().map(Placed::place),
                ];
                for place in fixed.into_iter().flatten() {
                    page.fault(
                        place,
                        format!("an extension of `{}` that narrows it", name.value),
                        "an extension only adds words",
                        "keep `terms`, `exact`, `patterns` and `except`; for other limits define a concept of your own",
                    );
                }
                let words = Words { terms: &more.terms, exact: &more.exact, patterns: &more.patterns };
                if words.are_empty() && more.except.is_none() && file.whole {
                    page.fault(
                        name.place(),
                        format!("the extension of `{}` adds nothing", name.value),
                        "no words",
                        "add `terms:`, `exact:`, `patterns:` or `except:`",
                    );
                }
                self.vocabulary.add(page, self.fragments, Owner::Concept(id), words, Needs::Letter);
                self.refusals(page, id, more.except.as_ref());
            }
        }
    }

    fn headings(&mut self, files: &[Read<'_>]) {
        let mut known: BTreeMap<String, (SectionKind, bool)> = BTreeMap::new();
        for file in files {
            for (name, HeadingRecord { words, strict }) in
                entries(&file.record.headings).map(|(name, record)| (name, &record.value))
            {
                let Some(kind) = file.page.section(name) else { continue };
                for (texts, strict) in [(words, false), (strict, true)] {
                    for text in texts.iter().flat_map(|texts| &texts.value) {
                        for spelling in spellings(file.page, text, Needs::Letter) {
                            heading(file.page, text, &mut known, spelling, kind, strict);
                        }
                    }
                }
            }
        }
        let heading = |(text, (kind, strict))| Heading { text, kind, strict };
        self.rules.headings = known.into_iter().map(heading).collect();
    }

    fn cues(&mut self, files: &[Read<'_>]) {
        for file in files {
            for record in file.record.cues.iter().flat_map(|cues| &cues.value) {
                self.cue(file.page, record, file.whole);
            }
        }
    }

    fn cue(&mut self, page: &Page<'_>, record: &Spanned<CueRecord>, whole: bool) {
        let cue = &record.value;
        let name = match &cue.cue {
            Some(name) => {
                kebab(page, name, "cue");
                name.value.clone()
            }
            None => {
                if whole {
                    page.fault(record.place(), "a cue without a name", "nameless", "add `cue:` with a short name");
                }
                String::new()
            }
        };
        let role = role(page, record, whole);
        let words = Words { terms: &cue.terms, exact: &cue.exact, patterns: &cue.patterns };
        if words.are_empty() && whole {
            let message = format!("the cue `{name}` has no words");
            page.fault(
                record.place(),
                message,
                "nothing in a note is this cue",
                "add `terms:`, `exact:` or `patterns:`",
            );
        }
        let direction = page.word(cue.direction.as_ref(), "direction", &DIRECTIONS, direction_word);
        let reach = page.word(cue.reach.as_ref(), "reach", &REACHES, reach_word);
        let within = cue.within.as_ref().and_then(|within| within_words(page, within));
        let owner = Owner::Cue(self.rules.cues.len() as u32);
        self.vocabulary.add(page, self.fragments, owner, words, Needs::Anything);
        self.rules.cues.push(Cue {
            name,
            role: role.unwrap_or(CueRole::Pseudo),
            direction: direction.unwrap_or(Direction::Forward),
            reach: reach.unwrap_or(Reach::Clause),
            within,
        });
    }
}

fn heading(
    page: &Page<'_>,
    text: &Text,
    known: &mut BTreeMap<String, (SectionKind, bool)>,
    spelling: String,
    kind: SectionKind,
    strict: bool,
) {
    if spelling.ends_with([':', '*']) {
        page.fault(
            text.place(),
            format!("the heading `{spelling}` has a sign at its end"),
            "headings are spelt without it",
            "write the words alone",
        );
        return;
    }
    let seen = known.entry(spelling.to_lowercase()).or_insert((kind, strict));
    if *seen != (kind, strict) {
        let (other, how) = (seen.0, if seen.1 { "strict" } else { "words" });
        page.fault(
            text.place(),
            format!("the heading `{spelling}` stands for two things"),
            format!("it stands under {other} ({how}) as well"),
            "keep it in one place",
        );
    }
}

const DIRECTIONS: [Direction; 3] = [Direction::Forward, Direction::Backward, Direction::Both];
const REACHES: [Reach; 3] = [Reach::Clause, Reach::Sentence, Reach::Paragraph];

fn direction_word(direction: Direction) -> &'static str {
    match direction {
        Direction::Forward => "forward",
        Direction::Backward => "backward",
        Direction::Both => "both",
    }
}

fn reach_word(reach: Reach) -> &'static str {
    match reach {
        Reach::Clause => "clause",
        Reach::Sentence => "sentence",
        Reach::Paragraph => "paragraph",
    }
}

/// What a cue does: exactly one of its four keys says it.
fn role(page: &Page<'_>, record: &Spanned<CueRecord>, whole: bool) -> Option<CueRole> {
    let cue = &record.value;
    let effect = |text: &Text| page.word(Some(text), "effect", Effect::ALL, Effect::as_str);
    match (&cue.sets, cue.pseudo.as_ref().filter(|pseudo| pseudo.value), &cue.ends, &cue.clears) {
        (Some(text), None, None, None) => effect(text).map(CueRole::Sets),
        (None, Some(_), None, None) => Some(CueRole::Pseudo),
        (None, None, Some(text), None) if text.value == "all" => Some(CueRole::Ends(None)),
        (None, None, Some(text), None) => effect(text).map(|effect| CueRole::Ends(Some(effect))),
        (None, None, None, Some(text)) => effect(text).map(CueRole::Clears),
        (None, None, None, None) if !whole => None,
        roles => {
            let none = matches!(roles, (None, None, None, None));
            page.fault(
                record.place(),
                if none { "a cue that does nothing" } else { "a cue that does more than one thing" },
                "exactly one of `sets`, `pseudo`, `ends`, `clears` is needed",
                format!("write `sets:` and an effect: {}", known("", Effect::ALL.iter().map(|effect| effect.as_str()))),
            );
            None
        }
    }
}

fn within_words(page: &Page<'_>, within: &Spanned<u32>) -> Option<u32> {
    if within.value == 0 {
        page.fault(
            within.place(),
            "`within: 0`",
            "no word stands within 0 words",
            "write a number of words, such as 5",
        );
        return None;
    }
    Some(within.value)
}
