//! Conditions that are settled before any note is read.
//!
//! A rule with a condition that can never hold never reports anything, and one with a condition that always holds
//! always does; both are slips that none of the rule's own tests would show. Only what the shape alone decides is
//! examined: the same requirement both stated and negated, and counts that cannot be reached.

use super::Condition;

/// Whether a condition holds in every note or in none; `None` if notes decide.
pub(super) fn settled(condition: &Condition) -> Option<bool> {
    match condition {
        Condition::All(parts) => joined(parts, true),
        Condition::Any(parts) => joined(parts, false),
        Condition::Not(inner) => settled(inner).map(|holds| !holds),
        Condition::AtLeast(count, parts) => {
            let sure = parts.iter().filter(|part| settled(part) == Some(true)).count();
            let possible = parts.iter().filter(|part| settled(part) != Some(false)).count();
            match *count as usize {
                count if count <= sure => Some(true),
                count if count > possible => Some(false),
                _ => None,
            }
        }
        _ => None,
    }
}

/// A conjunction (or, dually, a disjunction): one settled part can decide it, and so can a contradiction.
fn joined(parts: &[Condition], all: bool) -> Option<bool> {
    let verdicts = parts.iter().map(settled).collect::<Vec<_>>();
    let mut plain = Vec::new();
    let mut negated = Vec::new();
    parts.iter().for_each(|part| gather(part, all, &mut plain, &mut negated));
    if verdicts.contains(&Some(!all)) || plain.iter().any(|part| negated.contains(part)) {
        return Some(!all);
    }
    verdicts.iter().all(|verdict| *verdict == Some(all)).then_some(all)
}

/// What a conjunction requires and what it excludes, nested conjunctions and negated disjunctions opened.
fn gather<'c>(part: &'c Condition, all: bool, plain: &mut Vec<&'c Condition>, negated: &mut Vec<&'c Condition>) {
    match (part, all) {
        (Condition::All(parts), true) | (Condition::Any(parts), false) => {
            parts.iter().for_each(|part| gather(part, all, plain, negated));
        }
        (Condition::Not(inner), _) => gather(inner, !all, negated, plain),
        _ => plain.push(part),
    }
}
