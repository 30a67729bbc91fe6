//! One part of the body, named with different sides in different places of a note.

use super::{Check, Draft, Kind, KindRow, Statement};
use crate::base::RuleKind;
use crate::rule::record::{Text, Texts};
use crate::rule::wording::message;
use crate::rule::{ConceptId, Condition};
use crate::yaml::{Spanned, record};
use serde::{Deserialize, Serialize};

record! {
    /// The keys that only this kind has.
    Keys {
        /// Parts of the body that have two sides: each place of the note that names one must name the same side.
        sides: Spanned<Vec<Spanned<PartRecord>>> = crate::rule::clauses::some(),
    }
}

record! {
    /// A part of the body with two sides.
    PartRecord {
        /// What the message calls it, as `{says}`: knee.
        part: Text,
        /// Concepts that name the left one.
        left: Texts = crate::rule::clauses::some(),
        /// Concepts that name the right one.
        right: Texts = crate::rule::clauses::some(),
        /// Concepts that name both.
        both: Texts = crate::rule::clauses::some(),
        /// Families of codes that are about it: the titles of such codes have its side.
        codes: Texts = crate::rule::clauses::codes(),
    } where crate::rule::clauses::needs(&["part", "left", "right"])
}

pub(super) const ROW: KindRow = KindRow {
    key: "sides",
    needs: &["message"],
    needs_one_of: &[],
    takes: &["quiet-if"],
    slots: |_| &["found", "other", "says"],
    link: |draft| link(draft, &draft.rule.sides).map(Check::Sides),
};

/// Parts of the body whose sides must agree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sides {
    /// The parts.
    pub parts: Vec<SidedPart>,
}

/// A part of the body with two sides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SidedPart {
    /// Its name in messages.
    pub name: String,
    /// Concepts that name the left one.
    pub left: Vec<ConceptId>,
    /// Concepts that name the right one.
    pub right: Vec<ConceptId>,
    /// Concepts that name both.
    pub both: Vec<ConceptId>,
    /// Families of codes that are about it.
    pub codes: Vec<String>,
}

fn link(draft: &Draft<'_, '_>, keys: &Keys) -> Option<Sides> {
    let parts = keys.sides.as_ref()?;
    if parts.value.is_empty() {
        draft.linker.scope.yaml.fault(parts.place(), "an empty list", "no part of the body", "name at least one");
        return None;
    }
    let parts = parts.value.iter().map(|part| sided(draft, part)).collect::<Vec<_>>();
    Some(Sides { parts: parts.into_iter().collect::<Option<_>>()? })
}

fn sided(draft: &Draft<'_, '_>, part: &Spanned<PartRecord>) -> Option<SidedPart> {
    let (scope, record) = (&draft.linker.scope, &part.value);
    for (key, there) in
        [("part", record.part.is_some()), ("left", record.left.is_some()), ("right", record.right.is_some())]
    {
        if !there && !draft.linker.lost.any(&[key]) {
            let label = format!("`{key}` is missing");
            scope.yaml.fault(part.place(), format!("no `{key}` here"), label, format!("add `{key}:`"));
        }
    }
    let name = record.part.as_ref()?;
    message(scope.yaml, name, &[]);
    let list = |texts: &Option<Texts>| texts.as_ref().map_or(Some(Vec::new()), |texts| scope.concepts(texts));
    let codes = record.codes.as_ref().map_or(Some(Vec::new()), |texts| scope.each(texts, |code| scope.code(code)));
    let (left, right, both) = (list(&record.left), list(&record.right), list(&record.both));
    Some(SidedPart { name: name.value.clone(), left: left?, right: right?, both: both?, codes: codes? })
}

impl Kind for Sides {
    fn kind(&self) -> RuleKind {
        RuleKind::Conflict
    }

    fn in_words(&self) -> &'static str {
        "one part of the body with two sides"
    }

    fn conditions(&self) -> Vec<&Condition> {
        Vec::new()
    }

    fn conditions_mut(&mut self) -> Vec<&mut Condition> {
        Vec::new()
    }

    fn occasion(&self, _: &str) -> Vec<Statement<'_>> {
        let parts = self.parts.iter().map(|part| part.name.as_str()).collect::<Vec<_>>().join(", ");
        vec![Statement::text(&format!("Parts of the note each name one side, and not the same, of: {parts}."))]
    }
}
