//! Which code of a note specifies what another one does not.

use crate::check::view::View;
use crate::detect::{CodeState, Underspecified};
use crate::icd10::Code;
use std::collections::HashSet;

/// The valid codes of a note, each with the index of its first mention, in the order of their characters: the codes of
/// a family are neighbours, so that looking for them does not read the whole list.
pub(super) struct ValidCodes(Vec<(Code, usize)>);

impl ValidCodes {
    pub fn of(view: &View) -> ValidCodes {
        let mentions = view.facts.codes.iter().enumerate().filter(|(_, mention)| mention.state == CodeState::Valid);
        let mut seen = HashSet::new();
        let mut codes: Vec<(Code, usize)> =
            mentions.filter_map(|(at, mention)| Some((Code::parse(&mention.code)?, at))).collect();
        codes.retain(|(code, _)| seen.insert(*code));
        codes.sort_by(|(one, _), (other, _)| one.undotted_str().cmp(other.undotted_str()));
        ValidCodes(codes)
    }

    /// The first other code of the note that is more specific than an underspecified one, and the axes on which it is.
    pub fn more_specific_code<'v>(&self, view: &View, open: &'v Underspecified) -> Option<(Vec<&'v str>, usize)> {
        let own = Code::parse(&view.facts.codes[open.code].code)?;
        let families = open.axes.iter().flat_map(|axis| &axis.alternatives).map(|each| each.alternative.code);
        let others = families.flat_map(|family| self.within(family)).filter(|(code, _)| *code != own);
        let (code, at) = others.min_by_key(|(_, at)| *at)?;
        let settled =
            open.axes.iter().filter(|axis| axis.alternatives.iter().any(|each| code.is_within(each.alternative.code)));
        Some((settled.map(|axis| axis.name.as_str()).collect(), at))
    }

    /// The codes that are `family` or below it.
    fn within(&self, family: Code) -> impl Iterator<Item = (Code, usize)> {
        let first = self.0.partition_point(|(code, _)| code.undotted_str() < family.undotted_str());
        self.0[first..].iter().copied().take_while(move |(code, _)| code.is_within(family))
    }
}
