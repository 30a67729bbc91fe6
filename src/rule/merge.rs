//! Puts packs and their rules between those of a rule set.
//!
//! Packs and rules are kept in the order of their names, and conditions refer to them by index. Those that are added know
//! their future places; the others move up, and every index that means one of them moves with it.

use super::{Condition, Pack, Rule, RuleSet};

impl RuleSet {
    /// Adds packs in the order of their names and rules in any order, both with indices as they will be.
    pub(super) fn add_packs(&mut self, packs: Vec<Pack>, mut rules: Vec<Rule>) {
        rules.sort_by(|one, other| one.id.cmp(&other.id));
        let moves = Moves {
            packs: places(&self.packs, &packs, |pack| &pack.id),
            rules: places(&self.rules, &rules, |rule| &rule.id),
        };
        for checklist in self.packs.iter_mut().filter_map(|pack| pack.checklist.as_mut()) {
            moves.condition(&mut checklist.applies);
            checklist.elements.iter_mut().for_each(|element| *element = moves.rules[*element as usize]);
        }
        for rule in &mut self.rules {
            rule.pack = moves.packs[rule.pack as usize];
            let own = rule.check.as_kind_mut().conditions_mut();
            let options = rule.query.iter_mut().flat_map(|query| &mut query.options);
            let options = options.filter_map(|option| option.when.as_mut());
            own.into_iter().chain(&mut rule.quiet_if).chain(options).for_each(|condition| moves.condition(condition));
        }
        self.packs.extend(packs);
        self.packs.sort_by(|one, other| one.id.cmp(&other.id));
        self.rules.extend(rules);
        self.rules.sort_by(|one, other| one.id.cmp(&other.id));
    }
}

/// Where what was there is once others are added in order: its place, and how many of them come before it.
fn places<T>(there: &[T], added: &[T], id: impl Fn(&T) -> &String) -> Vec<u32> {
    let before = |one: &T| added.partition_point(|other| id(other) < id(one)) as u32;
    (0..).zip(there).map(|(place, one)| place + before(one)).collect()
}

/// The new index of each pack and rule, by the old one.
struct Moves {
    packs: Vec<u32>,
    rules: Vec<u32>,
}

impl Moves {
    fn condition(&self, condition: &mut Condition) {
        match condition {
            Condition::All(parts) | Condition::Any(parts) | Condition::AtLeast(_, parts) => {
                parts.iter_mut().for_each(|part| self.condition(part));
            }
            Condition::Not(part) => self.condition(part),
            Condition::Element(element) => *element = self.rules[*element as usize],
            Condition::Applies(pack) => *pack = self.packs[*pack as usize],
            Condition::Concept(_)
            | Condition::Code(_)
            | Condition::Diagnosis(_)
            | Condition::Value(_)
            | Condition::Section(_)
            | Condition::Placeholder(_)
            | Condition::NoteType(_)
            | Condition::Setting(_)
            | Condition::Profile(_) => {}
        }
    }
}
