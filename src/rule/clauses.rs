//! What the schema of rule files says beyond the types: closed lists, names, and which keys go together.
//!
//! Each of these repeats in JSON Schema a part of what the linker refuses, so that an editor can show it while the
//! author writes. Tests compare the two: what the schema refuses, the loader must refuse.

use super::comparison::COMPARISONS;
use super::kinds::{KINDS, KindRow};
use crate::base::{Effect, SectionKind};
use serde::Serialize;
use serde_json::{Map, Value, json};

const KEBAB: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";
const CODE: &str = r"[A-Za-z][0-9A-Za-z]{2}([*-]|\.([0-9A-Za-z]{0,3}[*-]|[0-9A-Za-z]{1,4}))?";

/// A name of the author's.
pub fn name() -> Value {
    json!({"pattern": KEBAB, "patternErrorMessage": "names are kebab-case: lower-case words with hyphens between them"})
}

/// A mapping from names of the author's.
pub fn names() -> Value {
    json!({"propertyNames": name()})
}

/// Lists by name, none of them empty.
pub fn lists() -> Value {
    both(names(), json!({"additionalProperties": some()}))
}

/// A mapping from kinds of sections.
pub fn by_section() -> Value {
    json!({"propertyNames": {"enum": SectionKind::ALL}})
}

/// A list that is not empty.
pub fn some() -> Value {
    json!({"minItems": 1})
}

/// A list of names of the author's.
pub fn some_names() -> Value {
    json!({"minItems": 1, "uniqueItems": true, "items": name()})
}

/// A list of words of a closed list.
pub fn words(words: impl Serialize) -> Value {
    json!({"minItems": 1, "items": crate::schema::word(words)})
}

/// A number of words.
pub fn distance() -> Value {
    json!({"minimum": 1})
}

/// A code or a family of codes.
pub fn code() -> Value {
    json!({"pattern": format!(r"^({CODE}|\{{[a-z0-9-]+\}})$"), "patternErrorMessage": "a code is written M54.9, a family M54.* or M54.5-"})
}

/// Sections: kinds of a closed list, and sets by the names of the author's.
pub fn sections() -> Value {
    json!({"minItems": 1, "items": {"anyOf": [crate::schema::word(SectionKind::ALL), name(), slot()]}})
}

/// Sets of sections by name.
pub fn sets() -> Value {
    both(names(), json!({"additionalProperties": words(SectionKind::ALL)}))
}

/// A slot in place of a text.
fn slot() -> Value {
    json!({"type": "string", "pattern": r"^\{[a-z0-9-]+\}$"})
}

/// The name of a shared element, after that of its lexicon.
pub fn shared_name() -> Value {
    json!({"pattern": "^[a-z0-9-]+/[a-z0-9-]+$", "patternErrorMessage": "write the lexicon and the element: pain/onset"})
}

/// Codes and families of codes.
pub fn codes() -> Value {
    json!({"minItems": 1, "items": code()})
}

/// Ranges and families of codes.
pub fn ranges() -> Value {
    json!({"minItems": 1, "items": {"pattern": format!("^{CODE}(-{CODE})?$")}})
}

/// What a cue may end: an effect, or all of them.
pub fn ends() -> Value {
    crate::schema::word(["all"].into_iter().chain(Effect::ALL.iter().map(|effect| effect.as_str())).collect::<Vec<_>>())
}

/// An address.
pub fn https() -> Value {
    json!({"pattern": "^https://"})
}

/// A day of the calendar.
pub fn day() -> Value {
    json!({"pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"})
}

/// A note without marks.
pub fn unmarked() -> Value {
    json!({"not": {"pattern": r"<<[\s\S]*>>"}})
}

/// A note with marks around something.
pub fn marked() -> Value {
    json!({
        "pattern": r"<<[\s\S]+>>",
        "patternErrorMessage": "put << and >> around the words that the finding points at",
    })
}

/// A note with a place for phrases.
pub fn with_place() -> Value {
    json!({"pattern": r"\{\}", "patternErrorMessage": "write {} where each phrase goes"})
}

/// Cases of a rule: a clean and a flagged one at least.
pub fn cases() -> Value {
    json!({"allOf": [{"contains": needs(&["clean"])}, {"contains": needs(&["flagged"])}]})
}

/// The keys that must be there.
pub fn needs(keys: &[&str]) -> Value {
    json!({"required": keys})
}

/// At least one of the keys.
pub fn any_of(keys: &[&str]) -> Value {
    json!({"anyOf": keys.iter().map(|key| needs(&[key])).collect::<Vec<_>>()})
}

/// Exactly one of the keys.
pub fn one_of(keys: &[&str]) -> Value {
    json!({"oneOf": keys.iter().map(|key| needs(&[key])).collect::<Vec<_>>()})
}

fn none_of(keys: &[&str]) -> Value {
    json!({"properties": keys.iter().map(|key| ((*key).to_owned(), json!(false))).collect::<Map<_, _>>()})
}

fn some_words(keys: &[&str]) -> Value {
    let some_in = |key: &&str| json!({"required": [key], "properties": {*key: {"minItems": 1, "minLength": 1}}});
    json!({"anyOf": keys.iter().map(some_in).collect::<Vec<_>>()})
}

/// Words under at least one of their keys.
pub fn worded() -> Value {
    some_words(&["terms", "exact", "phrases", "patterns"])
}

/// Words, and how near they must be.
pub fn near() -> Value {
    both(needs(&["within"]), worded())
}

/// Definitions of concepts.
pub fn concepts() -> Value {
    let included = some_words(&["terms", "exact", "phrases", "patterns", "includes"]);
    both(names(), json!({"additionalProperties": included}))
}

/// Extensions of concepts: they add words, and narrow nothing.
pub fn extensions() -> Value {
    let added = json!({"anyOf": [worded(), needs(&["except"]), needs(&["elsewhere"])]});
    json!({"additionalProperties": both(added, none_of(&["in", "not-near", "only-near", "includes"]))})
}

/// One thing that a cue does, and its words.
pub fn cue() -> Value {
    let pseudo = json!({"required": ["pseudo"], "properties": {"pseudo": {"const": true}}});
    let one = json!({"oneOf": [needs(&["sets"]), pseudo, needs(&["ends"]), needs(&["clears"]), needs(&["act"])]});
    both(needs(&["cue"]), both(one, worded()))
}

/// A pack or a lexicon, and the keys of each. A file may be one of several of its pack, so none of the pack's keys must be
/// in it.
pub fn file() -> Value {
    let of_packs = ["pack", "tags", "defaults", "applies", "subject", "checklist", "tests", "phrasings", "rules"];
    json!({
        "required": ["schema"],
        "if": needs(&["lexicon"]),
        "then": none_of(&of_packs),
        "else": both(needs(&["pack"]), none_of(&["extend", "headings", "cues", "elements", "units", "values", "value-times"])),
    })
}

/// An element has every text that the reader sees, or takes one over that has. Its source may be a default of the pack,
/// and its tests those of the packs that take it over.
pub fn element() -> Value {
    json!({"anyOf": [needs(&["use"]), needs(&["element", "label", "ask", "help", "documented-by", "why"])]})
}

/// Which keys go with which kind of rule.
pub fn rule() -> Value {
    let of_some = || KINDS.iter().flat_map(|row| row.needs.iter().chain(row.takes));
    let of_kind = |row: &&KindRow| {
        let others: Vec<_> = of_some().copied().filter(|key| !row.has(key)).collect();
        let needed = match row.needs_one_of {
            [] => needs(row.needs),
            sets => json!({"anyOf": sets.iter().map(|keys| needs(keys)).collect::<Vec<_>>()}),
        };
        let needed = json!({"anyOf": [needs(&["for-each"]), needed]});
        json!({"if": needs(&[row.key]), "then": both(needed, none_of(&others))})
    };
    both(
        one_of(&KINDS.map(|row| row.key)),
        json!({
            "anyOf": [needs(&["for-each"]), needs(&["rule", "help", "why"])],
            "dependentRequired": {"when-documented": ["message"]},
            "allOf": KINDS.iter().map(of_kind).collect::<Vec<_>>(),
        }),
    )
}

/// Two of something: the statements of a conflict, the ends of a range.
pub fn two() -> Value {
    json!({"minItems": 2, "maxItems": 2})
}

/// What a condition can test; each tests exactly one thing.
const HEADS: [&str; 21] = [
    "concept",
    "concepts",
    "code",
    "codes",
    "diagnosis",
    "diagnoses",
    "value",
    "section",
    "sections",
    "placeholder",
    "element",
    "holds",
    "applies",
    "note-type",
    "setting",
    "profile",
    "all",
    "any",
    "not",
    "at-least",
    "use",
];

/// Exactly one head, and only what refines it.
pub fn condition() -> Value {
    let of_concepts = || any_of(&["concept", "concepts"]);
    let refined = ["sense", "title", "about"].map(|key| (key.to_owned(), of_concepts()));
    let of_either = || any_of(&["concept", "concepts", "value"]);
    let either = ["in", "with", "with-any", "without"].map(|key| (key.to_owned(), of_either()));
    let of_values = COMPARISONS.iter().chain(&["unit", "when", "on-different-days"]);
    let of_values = of_values.map(|key| ((*key).to_owned(), needs(&["value"])));
    let refined = refined.into_iter().chain(either).chain(of_values);
    let of_diagnoses = || any_of(&["diagnosis", "diagnoses"]);
    let refined = refined.chain(["leaves-open", "certainty"].map(|key| (key.to_owned(), of_diagnoses())));
    both(
        one_of(&HEADS),
        json!({
            "dependentSchemas": refined.collect::<Map<_, _>>(),
            "dependentRequired": {"of": ["at-least"], "at-least": ["of"]},
        }),
    )
}

/// Exactly one of the two sorts of case.
pub fn case() -> Value {
    one_of(&["clean", "flagged"])
}

/// Phrases, and where they go.
pub fn phrasing() -> Value {
    both(needs(&["note"]), any_of(&["documented", "refused"]))
}

/// Both hold; they have no key in common.
fn both(one: Value, other: Value) -> Value {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => one.into_iter().chain(other).collect(),
        (one, other) => panic!("{one} and {other} are no schemas"),
    }
}
