//! Where clauses end, so that no gap of a phrase reaches into the next one.
//!
//! A clause ends at `;`, `?`, `!`, a dash or an arrow; at but, however, although; before denies; and at a comma, `and`,
//! `or`, `so`, `while`, `then` if a new subject follows: a pronoun, `the patient`, or `his back` with a finite verb. A
//! plain comma ends nothing: `worse with bending, twisting, and lifting`. No gap crosses the colon of a form either, nor a
//! denial: `the leg is not giving out` is no leg that gives out.

use super::core_words::{CONTRAST, FINITE, HINGE, JOINS, LEADS, STOPS, SUBJECT, id, role};
use super::tokens::{BARRIER, Token};

/// Pronouns that begin a clause whatever verb follows.
const PRONOUNS: [u32; 5] = [id("he"), id("she"), id("they"), id("i"), id("we")];
/// Nouns that begin one after an article.
const PATIENT: [u32; 2] = [id("patient"), id("pt")];
const AND: u32 = id("and");

/// Marks the tokens of one sentence that no gap crosses.
pub(super) fn mark(tokens: &mut [Token]) {
    for at in 0..tokens.len() {
        let role = role(tokens[at].id);
        if role & (CONTRAST | STOPS | HINGE) != 0 || role & JOINS != 0 && subject_follows(tokens, at + 1) {
            tokens[at].flags |= BARRIER;
        }
    }
}

/// Whether a new subject begins at a token.
fn subject_follows(tokens: &[Token], mut at: usize) -> bool {
    let id_at = |at: usize| tokens.get(at).map_or(0, |token| token.id);
    if id_at(at) == AND {
        at += 1;
    }
    let (first, second, third) = (id_at(at), id_at(at + 1), id_at(at + 2));
    let finite = |id: u32| role(id) & FINITE != 0;
    if PRONOUNS.contains(&first) || role(first) & SUBJECT != 0 && finite(second) {
        return true;
    }
    role(first) & LEADS != 0 && (PATIENT.contains(&second) || finite(third))
}

#[cfg(test)]
mod tests {
    use super::super::{Automaton, Tokens};
    use super::*;

    /// The words that end a clause.
    fn barriers(text: &str) -> Vec<&str> {
        let tokens = Tokens::read(text, &Automaton::of_core_words()).all;
        let ends = tokens.iter().filter(|token| token.flags & BARRIER != 0);
        ends.map(|token| &text[token.start as usize..token.end as usize]).collect()
    }

    #[test]
    fn a_clause_ends_where_a_new_subject_begins() {
        for (text, wanted) in [
            ("worse with bending, twisting, and lifting", &[][..]),
            ("it hurts, and he denies numbness", &[",", "and", "denies"]),
            ("the pain is sharp and his leg is weak", &["and"]),
            ("pain in the back and the left leg", &[]),
            ("back pain but no fever", &["but", "no"]),
            ("back pain; leg pain - worse", &[";", "-"]),
            ("Onset: sudden", &[":"]),
            ("sore, the patient limps", &[","]),
            ("the leg is not giving out", &["not"]),
        ] {
            assert_eq!(barriers(text), wanted, "{text}");
        }
    }
}
