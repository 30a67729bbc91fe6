//! Links all files into one rule set.
//!
//! Names come first (fragments, concepts, rule ids), then the vocabularies, then the packs that use both. A fault does
//! not stop the linking; it only prevents the result from being returned.

use super::defined::{Defined, entries, kebab, twice};
use super::element_record::ElementRecord;
use super::fault::Faults;
use super::file::Read;
use super::ids::Ids;
use super::includes::include;
use super::lexicon::Lexicons;
use super::names::names;
use super::origin::origins;
use super::pack::Packs;
use super::pattern::Fragments;
use super::phrases::frequencies;
use super::read::{Reading, read, tree};
use super::record::{DefaultsRecord, Text};
use super::share::{Library, Unit, units, written_out};
use super::source::{RuleSource, Sources};
use super::symbols::Symbols;
use super::values::values;
use super::vocabulary::{Vocabulary, VocabularyEntry};
use super::{Case, Origin, RuleFile, RuleSet};
use crate::base::{Persona, Profile, Sense, Severity};
use crate::yaml::Spanned;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// A rule set, and the cases that its authors wrote for it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Loaded {
    /// The rules, ready to run.
    pub rules: RuleSet,
    /// The rules' own tests, in the order of files and rules.
    pub tests: Vec<Case>,
    /// The words of all concepts and lists, if they are distinguished; else empty.
    pub entries: Vec<VocabularyEntry>,
    /// Where each rule is written, in the order of the files.
    pub origins: Vec<Origin>,
    /// What the files define, to link others on top of them; empty if they are on top of others themselves.
    pub symbols: Symbols,
}

/// Links all files into one rule set.
///
/// # Errors
/// Every fault of every file, in order.
pub fn load(files: &[RuleFile]) -> Result<RuleSet, Faults> {
    load_with_tests(files).map(|loaded| loaded.rules)
}

/// Links all files into one rule set, and keeps the rules' own tests.
///
/// # Errors
/// Every fault of every file, in order.
pub fn load_with_tests(files: &[RuleFile]) -> Result<Loaded, Faults> {
    load_on(RuleSet::default(), &Symbols::default(), files, false)
}

/// Links files on top of rules, of whose own files nothing is read: `symbols` say what they define.
///
/// # Errors
/// Every fault of every file, in order.
pub fn load_onto(rules: &RuleSet, symbols: &Symbols, files: &[RuleFile]) -> Result<Loaded, Faults> {
    load_on(rules.clone(), symbols, files, false)
}

/// Links all files into one rule set, keeps the rules' own tests, and distinguishes the entries of vocabularies, to see
/// which of them a text reaches.
///
/// # Errors
/// Every fault of every file, in order.
pub fn load_with_entries(files: &[RuleFile]) -> Result<Loaded, Faults> {
    load_on(RuleSet::default(), &Symbols::default(), files, true)
}

fn load_on(rules: RuleSet, beneath: &Symbols, files: &[RuleFile], apart: bool) -> Result<Loaded, Faults> {
    let shared = beneath.sharing();
    let sources = Sources::new(files.iter().chain(&shared));
    let mut library = Library::default();
    let mut trees = Vec::new();
    for (index, yaml) in sources.each().enumerate() {
        let tree = tree(&yaml);
        if let Some(tree) = &tree {
            library.add(&yaml, tree);
        }
        if index < files.len() {
            trees.push((yaml, tree));
        }
    }
    let units = units(trees);
    let reading = |unit: &Unit<'_>| {
        let tree = written_out(&unit.yaml, unit.tree.clone()?, &library);
        read(&unit.yaml, tree).filter(|reading| headed(&unit.yaml, reading))
    };
    let readings = units.iter().map(reading).collect::<Vec<_>>();
    let loaded = link(rules, beneath, &units, &readings, apart);
    drop((readings, units));
    let faults = sources.into_faults();
    if faults.is_empty() { Ok(loaded) } else { Err(Faults(faults)) }
}

/// Whether the file says what it is; reports what is missing from its first keys.
fn headed(yaml: &RuleSource<'_>, reading: &Reading) -> bool {
    let record = &reading.record;
    match &record.schema {
        None if !reading.lost.any(&["schema"]) => {
            yaml.fault(yaml.top(), "a rule file without `schema`", "begins here", "begin the file with `schema: 1`")
        }
        Some(schema) if schema.value != "1" => yaml.fault(
            schema.place(),
            format!("unknown schema version `{}`", schema.value),
            "this notelint reads schema 1",
            "write `schema: 1`, or use a newer notelint",
        ),
        _ => {}
    }
    match (&record.pack, &record.lexicon) {
        (Some(pack), None) => {
            if record.checklist.is_none() && record.rules.is_none() && !reading.lost.any(&["checklist", "rules"]) {
                yaml.fault(
                    pack.place(),
                    format!("the pack `{}` checks nothing", pack.value),
                    "neither a checklist nor rules",
                    "add `checklist:` or `rules:`; words alone go into a file that begins with `lexicon:`",
                );
            }
            let stray = [
                ("elements", record.elements.as_ref().map(Spanned::place)),
                ("extend", record.extend.as_ref().map(Spanned::place)),
                ("headings", record.headings.as_ref().map(Spanned::place)),
                ("cues", record.cues.as_ref().map(Spanned::place)),
                ("units", record.units.as_ref().map(Spanned::place)),
                ("values", record.values.as_ref().map(Spanned::place)),
                ("value-times", record.value_times.as_ref().map(Spanned::place)),
            ];
            stray_keys(yaml, stray, "lexicon");
        }
        (None, Some(_)) => {
            let stray = [
                ("tags", record.tags.as_ref().map(Spanned::place)),
                ("defaults", record.defaults.as_ref().map(Spanned::place)),
                ("applies", record.applies.as_ref().map(Spanned::place)),
                ("subject", record.subject.as_ref().map(Spanned::place)),
                ("checklist", record.checklist.as_ref().map(Spanned::place)),
                ("tests", record.tests.as_ref().map(Spanned::place)),
                ("phrasings", record.phrasings.as_ref().map(Spanned::place)),
                ("rules", record.rules.as_ref().map(Spanned::place)),
            ];
            stray_keys(yaml, stray, "pack");
        }
        (Some(pack), Some(_)) => yaml.fault(
            pack.place(),
            "a file that is both pack and lexicon",
            "one file, one of the two",
            "keep `pack:` or `lexicon:`, and move the rest to another file",
        ),
        (None, None) if !reading.lost.any(&["pack", "lexicon"]) => yaml.fault(
            yaml.top(),
            "a file that is neither pack nor lexicon",
            "begins here",
            "add `pack: its-name` or `lexicon: its-name` below `schema`",
        ),
        (None, None) => {}
    }
    record.pack.is_some() != record.lexicon.is_some()
}

fn stray_keys<const N: usize>(yaml: &RuleSource<'_>, keys: [(&str, Option<std::ops::Range<usize>>); N], home: &str) {
    for (key, place) in keys {
        if let Some(place) = place {
            yaml.fault(
                place,
                format!("`{key}` belongs in a {home} file"),
                "not read here",
                format!("move it to a file that begins with `{home}:`"),
            );
        }
    }
}

fn link<'a>(
    rules: RuleSet,
    beneath: &'a Symbols,
    units: &'a [Unit<'a>],
    readings: &'a [Option<Reading>],
    apart: bool,
) -> Loaded {
    let files = units
        .iter()
        .zip(readings)
        .filter_map(|(unit, reading)| {
            reading.as_ref().map(|r| Read { yaml: &unit.yaml, record: &r.record, lost: &r.lost })
        })
        .collect::<Vec<_>>();
    let lenient =
        files.len() < units.len() || files.iter().any(|file| file.lost.any(&["concepts", "fragments", "words"]));

    for file in &files {
        said_once(file);
    }
    let ids = Ids::of(beneath, &files);
    let concepts = files.iter().flat_map(|file| file.concepts().map(|(id, name, _)| (id, file.yaml, name)));
    let mut names = names(&beneath.concepts().collect::<Vec<_>>(), concepts, ids.elements(), lenient);
    include(&mut names, &rules, &files);
    let fragments = fragments(&files, lenient);

    let mut vocabulary = Vocabulary::default();
    if apart {
        vocabulary.tell_entries_apart(names.concepts.len());
    }
    let frequencies = match beneath.is_empty() {
        true => Cow::Owned(frequencies(&files)),
        false => Cow::Borrowed(beneath.frequencies()),
    };
    let mut lexicons = Lexicons::new(&names, &fragments, vocabulary, rules);
    lexicons.link(beneath, &files);
    let (mut rules, entries) = lexicons.into_rules(&frequencies, lenient);

    rules.values = values(std::mem::take(&mut rules.values), &names, &files);

    let mut packs = Packs { names: &names, ids: &ids, rules: &mut rules, tests: Vec::new() };
    packs.link();
    let tests = packs.tests;
    let origins = files.iter().flat_map(origins).collect();
    let symbols = match beneath.is_empty() {
        true => {
            let concepts = names.concepts.keys().map(String::as_str);
            Symbols::of(&files, concepts, rules.rules.iter().map(|rule| rule.id.as_str()), frequencies.into_owned())
        }
        false => Symbols::default(),
    };
    Loaded { rules, tests, entries, origins, symbols }
}

/// Reports what is wrong with defaults and with shared elements, which are nothing by themselves.
fn said_once(file: &Read<'_>) {
    let yaml = file.yaml;
    debug_assert!(file.record.tests.is_none() || file.record.lexicon.is_some(), "cases are put beside what they test");
    debug_assert!(file.record.phrasings.is_none() || file.record.lexicon.is_some(), "as are phrasings");
    if let Some(DefaultsRecord { profile, source: _, severity, persona, sections, sense, with }) =
        file.record.defaults.as_ref().map(|defaults| &defaults.value)
    {
        let _ = sections.as_ref().map(|sections| yaml.sections(sections));
        yaml.word(profile.as_ref(), "profile", Profile::ALL, Profile::as_str);
        yaml.word(severity.as_ref(), "severity", &Severity::ALL, Severity::as_str);
        yaml.word(persona.as_ref(), "persona", Persona::ALL, Persona::as_str);
        yaml.word(sense.as_ref(), "sense", Sense::ALL, Sense::as_str);
        entries(with).for_each(|(slot, _)| kebab(yaml, slot, "slot"));
    }
    for element in file.record.elements.iter().flat_map(|elements| &elements.value) {
        let ElementRecord { r#use, with, also_documented_by, slots, .. } = &element.value;
        entries(slots).for_each(|(slot, _)| kebab(yaml, slot, "slot"));
        let taken = [
            r#use.as_ref().map(Spanned::place),
            with.as_ref().map(Spanned::place),
            also_documented_by.as_ref().map(Spanned::place),
        ];
        if let Some(place) = taken.into_iter().flatten().next() {
            let message = "a shared element that takes over another";
            yaml.fault(place, message, "only the checklist of a pack takes over", "write the element out");
        }
    }
}

fn fragments(files: &[Read<'_>], lenient: bool) -> Fragments {
    let mut places: BTreeMap<&str, Defined<'_>> = BTreeMap::new();
    let mut defined: BTreeMap<&str, (&RuleSource<'_>, &Text)> = BTreeMap::new();
    for file in files {
        for (name, text) in entries(&file.record.fragments) {
            kebab(file.yaml, name, "fragment");
            match places.entry(&name.value) {
                Entry::Occupied(first) => twice(file.yaml, name, "fragment", *first.get()),
                Entry::Vacant(slot) => {
                    slot.insert(Defined::of(file.yaml, name));
                    defined.insert(&name.value, (file.yaml, text));
                }
            }
        }
    }
    Fragments::new(&defined, lenient)
}
