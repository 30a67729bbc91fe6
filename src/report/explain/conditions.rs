//! Conditions in plain words.
//!
//! A condition is a tree, and so is an [`Item`]: a line, and below it the lines that it groups. Concepts keep their names,
//! because an author looks for those; the words of each are listed once.

use crate::base::{PlaceholderKind, SectionKind, SectionKinds, Sense, When};
use crate::report::shared::section::section_name;
use crate::rule::{
    About, Assessed, Compared, Comparison, ConceptId, Condition, EntryKind, Evidence, RuleSet, Values, VocabularyEntry,
};
use crate::words::{Kind, Node, parse};
use serde::Serialize;

/// Codes that are listed in one line.
const CODES: usize = 14;
/// Words that are shown of a concept.
const WORDS: usize = 6;
/// Characters of a word that are shown.
const LONG: usize = 44;

/// A line, and the lines that it groups.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Item {
    /// The line.
    pub text: String,
    /// The lines that it groups.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Item>,
}

impl Item {
    /// A line by itself.
    pub fn line(text: impl Into<String>) -> Item {
        Item { text: text.into(), parts: Vec::new() }
    }

    /// A line over others.
    pub fn over(text: impl Into<String>, parts: Vec<Item>) -> Item {
        Item { text: text.into(), parts }
    }

    /// The same with words in front.
    pub fn labelled(self, label: &str) -> Item {
        Item { text: format!("{label}: {}", self.text), parts: self.parts }
    }
}

/// Describes what the conditions of one pack require.
pub(super) struct Voice<'a> {
    pub rules: &'a RuleSet,
    /// The pack, whose own names go without it.
    pub pack: &'a str,
}

impl Voice<'_> {
    /// A condition, or that it does not hold.
    pub fn item(&self, condition: &Condition, holds: bool) -> Item {
        let all = |parts: &[Condition]| parts.iter().map(|part| self.item(part, true)).collect::<Vec<_>>();
        match condition {
            Condition::All(parts) | Condition::Any(parts) if parts.len() == 1 => self.item(&parts[0], holds),
            Condition::All(parts) => Item::over(if holds { "all of these:" } else { "not all of these:" }, all(parts)),
            Condition::Any(parts) => Item::over(if holds { "any of these:" } else { "none of these:" }, all(parts)),
            Condition::AtLeast(count, parts) => {
                let what = if holds { "at least" } else { "fewer than" };
                Item::over(format!("{what} {count} of these:"), all(parts))
            }
            Condition::Not(part) => self.item(part, !holds),
            leaf => Item::line(self.leaf(leaf, holds)),
        }
    }

    /// The conditions that must all hold, each by itself.
    pub fn all(&self, condition: &Condition) -> Vec<Item> {
        match condition {
            Condition::All(parts) => parts.iter().map(|part| self.item(part, true)).collect(),
            other => vec![self.item(other, true)],
        }
    }

    /// The conditions of which one must hold, each by itself.
    pub fn any(&self, condition: &Condition) -> Vec<Item> {
        match condition {
            Condition::Any(parts) => parts.iter().map(|part| self.item(part, true)).collect(),
            other => vec![self.item(other, true)],
        }
    }

    /// A concept as the pack names it.
    pub fn name(&self, concept: ConceptId) -> &str {
        let id = self.rules.concepts[concept.0 as usize].id.as_str();
        id.strip_prefix(self.pack).and_then(|rest| rest.strip_prefix('/')).unwrap_or(id)
    }

    fn leaf(&self, condition: &Condition, holds: bool) -> String {
        let no = if holds { "" } else { "not " };
        match condition {
            Condition::Concept(evidence) => self.evidence(evidence, holds),
            Condition::Code(codes) => {
                let listed = listed(codes.iter().map(|code| format!("`{code}`")).collect(), CODES, "or");
                let code = if codes.len() == 1 { "the code" } else { "one of the codes" };
                match holds {
                    true => format!("{code} {listed} is in the note or given with it"),
                    false => format!("no code {listed} is in the note or given with it"),
                }
            }
            Condition::Diagnosis(asked) => assessed(asked, holds),
            Condition::Value(asked) => {
                compared(asked, &self.rules.values, holds, |concept| self.name(concept).to_owned())
            }
            Condition::Section(kinds) => {
                let a = if holds { "a" } else { "no" };
                format!("the note has {a} section for {}", sections(*kinds))
            }
            Condition::Placeholder(kinds) => {
                let kinds = kinds.iter().map(|kind| placeholder(*kind).to_owned()).collect();
                format!("the note {}holds {}", if holds { "" } else { "nowhere " }, listed(kinds, usize::MAX, "or"))
            }
            Condition::Element(index) => {
                let id = &self.rules.rules[*index as usize].id;
                let name = id.rsplit('/').next().unwrap_or(id);
                format!("the element `{name}` is {no}documented")
            }
            Condition::Applies(index) => {
                let pack = &self.rules.packs[*index as usize];
                format!("the checklist `{}` {}", pack.id, if holds { "applies" } else { "does not apply" })
            }
            Condition::NoteType(types) => {
                let types = types.iter().map(|kind| format!("`{kind}`")).collect();
                format!("the note is {no}of the type {}", listed(types, usize::MAX, "or"))
            }
            Condition::Setting(setting) => format!("the encounter is {no}{setting}"),
            Condition::Profile(profile) => format!("the text is {no}read as a {profile}"),
            branch => self.item(branch, holds).text,
        }
    }

    fn evidence(&self, evidence: &Evidence, holds: bool) -> String {
        let names = |concepts: &[ConceptId], last| {
            listed(concepts.iter().map(|concept| format!("`{}`", self.name(*concept))).collect(), usize::MAX, last)
        };
        let one = evidence.concepts.len() == 1;
        let said = match (evidence.sense, holds || !one) {
            (Sense::Documented, true) => "is affirmed or denied",
            (Sense::Documented, false) => "is neither affirmed nor denied",
            (Sense::Present, true) => "is affirmed",
            (Sense::Present, false) => "is not affirmed",
            (Sense::Suspected, true) => "is affirmed or suspected",
            (Sense::Suspected, false) => "is neither affirmed nor suspected",
            (Sense::Denied, true) => "is denied",
            (Sense::Denied, false) => "is not denied",
            (Sense::Ever, true) => "is stated, now or in the past",
            (Sense::Ever, false) => "is not stated, now or in the past",
            (Sense::Named, true) => "is mentioned in any sense",
            (Sense::Named, false) => "is not mentioned",
        };
        let mut text = match (holds, one) {
            (false, false) => format!("none of {} {said}", names(&evidence.concepts, "and")),
            _ => format!("{} {said}", names(&evidence.concepts, "or")),
        };
        if evidence.title {
            text.push_str(" in the title of a problem");
        }
        if evidence.sections != SectionKinds::ALL {
            text.push_str(&format!(" in {}", sections(evidence.sections)));
        }
        if evidence.acts != Evidence::default_acts(evidence.sections) {
            let acts = evidence.acts.iter().map(|act| act.as_str().to_owned()).collect();
            text.push_str(&format!(", as {}", listed(acts, usize::MAX, "or")));
        }
        let mut company = Vec::new();
        match evidence.about {
            About::Named => company.push("with the complaint".to_owned()),
            About::Focus => text.push_str(", where the note says what it evaluates"),
            About::Topic | About::Context | About::Any => {}
        }
        let asked =
            [("with", &evidence.with, "and"), ("with", &evidence.with_any, "or"), ("without", &evidence.without, "or")];
        for (how, concepts, last) in asked.into_iter().filter(|(_, concepts, _)| !concepts.is_empty()) {
            company.push(format!("{how} {}", names(concepts, last)));
        }
        if !company.is_empty() {
            text.push_str(&format!(", {} in the same sentence", company.join(" and ")));
        }
        text
    }
}

/// A demand on diagnoses, in words.
fn assessed(asked: &Assessed, holds: bool) -> String {
    let listed = listed(asked.of.iter().map(|code| format!("`{code}`")).collect(), CODES, "or");
    let mut text = match holds {
        true => format!("the note assesses {listed}"),
        false => format!("the note does not assess {listed}"),
    };
    if let Some(certainty) = asked.certainty {
        text.push_str(&format!(", {certainty}"));
    }
    if let Some(axis) = &asked.leaves_open {
        text.push_str(&format!(", and leaves the {axis} open"));
    }
    text
}

/// The demand as `explain` shows it; `name` gives a concept as the pack names it.
fn compared(asked: &Compared, values: &Values, holds: bool, name: impl Fn(ConceptId) -> String) -> String {
    let value = values.get(asked.value);
    let unit = value.unit.map(|unit| format!(" {}", values.unit(unit))).unwrap_or_default();
    let test = match asked.test {
        Comparison::Any => String::new(),
        Comparison::Below(limit) => format!(" below {limit}{unit}"),
        Comparison::Above(limit) => format!(" above {limit}{unit}"),
        Comparison::Between(low, high) => format!(" from {low} to {high}{unit}"),
        Comparison::RiseOf(by) => format!(" at least {by}{unit} above the lowest one from before"),
        Comparison::FallOf(by) => format!(" at least {by}{unit} below the highest one from before"),
        Comparison::AtLeastTimes(times) => format!(" at least {times} times the lowest one from before"),
    };
    let verb = if holds { "the note has" } else { "the note does not have" };
    let mut text = format!("{verb} the value `{}`{test}", value.name);
    if asked.when[..] != [When::Now] {
        let when = asked.when.iter().map(|when| when.as_str().to_owned()).collect();
        text.push_str(&format!(", measured {}", listed(when, usize::MAX, "or")));
    }
    if asked.on_different_days {
        text.push_str(", on two days");
    }
    if asked.sections != SectionKinds::ALL {
        text.push_str(&format!(" in {}", sections(asked.sections)));
    }
    let company = [("with", &asked.with, "and"), ("with", &asked.with_any, "or"), ("without", &asked.without, "or")];
    let company = company.into_iter().filter(|(_, concepts, _)| !concepts.is_empty()).map(|(how, concepts, last)| {
        let names = concepts.iter().map(|concept| format!("`{}`", name(*concept))).collect();
        format!("{how} {}", listed(names, usize::MAX, last))
    });
    let company = company.collect::<Vec<_>>().join(" and ");
    if !company.is_empty() {
        text.push_str(&format!(", {company} in the same sentence"));
    }
    text
}

/// Adds the concepts that a condition names itself, each once, in its order.
pub(super) fn concepts(condition: &Condition, found: &mut Vec<ConceptId>) {
    for concept in condition.evidence().flat_map(|(evidence, _)| evidence.named()) {
        if !found.contains(&concept) {
            found.push(concept);
        }
    }
}

/// The words of a concept: the first few, as they appear in notes, and what else there is.
pub(super) fn vocabulary(concept: ConceptId, entries: &[VocabularyEntry]) -> String {
    let own: Vec<&VocabularyEntry> = entries.iter().filter(|entry| entry.is_of(concept)).collect();
    let mut words: Vec<String> = Vec::new();
    let written = own.iter().filter_map(|entry| match entry.kind {
        EntryKind::Term => Some(as_written(&entry.text)),
        EntryKind::Phrase => parse(&entry.text).ok().and_then(|phrase| spoken(&phrase)),
        EntryKind::Pattern => None,
    });
    for word in written {
        if words.len() < WORDS && word.chars().count() <= LONG && !words.contains(&word) {
            words.push(word);
        }
    }
    let form = if own.iter().any(|entry| entry.kind == EntryKind::Pattern) { "pattern" } else { "phrase" };
    let more = match (words.is_empty(), own.len() - words.len()) {
        (_, 0) => String::new(),
        (false, more) => format!("; and {more} more"),
        (true, 1) => format!("one {form}"),
        (true, more) => format!("{more} {form}s"),
    };
    words.join("; ") + &more
}

/// A term as it appears in a note: the first of its alternatives, and an ellipsis if the word may go on.
fn as_written(term: &str) -> String {
    let mut written = String::new();
    let mut rest = term;
    while let Some((before, braced)) = rest.split_once('{') {
        let (inner, after) = braced.split_once('}').unwrap_or((braced, ""));
        written.push_str(before);
        written.push_str(inner.split(',').find(|one| !one.is_empty()).unwrap_or_default());
        rest = after;
    }
    written.push_str(rest);
    written.split_whitespace().collect::<Vec<_>>().join(" ").replace('*', "…")
}

/// A phrase as it appears in a note: the first of its alternatives, without what may be absent; `None` if it has lists or
/// gaps, since no single wording stands for those.
fn spoken(phrase: &Node) -> Option<String> {
    match &phrase.kind {
        Kind::Word(word) | Kind::Forms(word) => Some(word.clone()),
        Kind::Stem(stem) => Some(format!("{stem}…")),
        Kind::Optional(_) => Some(String::new()),
        Kind::Either(branches) => branches.first().and_then(spoken),
        Kind::Sequence(items) => {
            let words = items.iter().map(spoken).collect::<Option<Vec<_>>>()?;
            Some(words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))
        }
        Kind::List(_) | Kind::Run(_) | Kind::Between(..) | Kind::Near | Kind::Later => None,
    }
}

/// "a, b or c"; what is beyond `most` is counted.
pub(super) fn listed(mut all: Vec<String>, most: usize, last: &str) -> String {
    if all.len() > most {
        let more = all.len() - most;
        all.truncate(most);
        all.push(format!("{more} more"));
    }
    match all.pop() {
        Some(one) if all.is_empty() => one,
        Some(one) => format!("{} {last} {one}", all.join(", ")),
        None => String::new(),
    }
}

/// Sections as people call them. The combined assessment and plan is left out where
/// either of the two is listed.
pub(super) fn sections(kinds: SectionKinds) -> String {
    let separate = kinds.contains(SectionKind::Assessment) || kinds.contains(SectionKind::Plan);
    let kinds = kinds.iter().filter(|kind| !(separate && *kind == SectionKind::AssessmentPlan));
    listed(kinds.map(|kind| section(kind).to_owned()).collect(), usize::MAX, "or")
}

/// A section as people call it.
pub(super) const fn section(kind: SectionKind) -> &'static str {
    match kind {
        SectionKind::Other => "text under other headings",
        kind => section_name(kind),
    }
}

const fn placeholder(kind: PlaceholderKind) -> &'static str {
    match kind {
        PlaceholderKind::Wildcard => "`***`",
        PlaceholderKind::Bracket => "a bracket to fill in, `[onset]`",
        PlaceholderKind::Blank => "a blank, `___`",
        PlaceholderKind::Variable => "a variable, `@AGE@`",
        PlaceholderKind::Picklist => "a list to pick from, `{right/left:123}`",
        PlaceholderKind::Checkbox => "boxes of which none is ticked",
        PlaceholderKind::Prompt => "a prompt without an answer",
        PlaceholderKind::Word => "a stand-in, `TBD`",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_shown_as_notes_have_them() {
        assert_eq!(as_written("{hot,warm} packs"), "hot packs");
        assert_eq!(as_written("pain in {,the }leg*"), "pain in the leg…");
        assert_eq!(as_written("{a"), "a");
    }

    #[test]
    fn lists_end_in_words() {
        let list = |n: usize| (1..=n).map(|i| i.to_string()).collect::<Vec<_>>();
        assert_eq!(listed(list(0), 3, "or"), "");
        assert_eq!(listed(list(1), 3, "or"), "1");
        assert_eq!(listed(list(3), 3, "or"), "1, 2 or 3");
        assert_eq!(listed(list(9), 3, "and"), "1, 2, 3 and 6 more");
    }
}
