//! Does a mention meet what a condition requires of a concept, and if not, why?
//!
//! The same tests decide and explain: judging a condition takes the first reason, if there is one, and `why` takes them
//! all. The cheapest test comes first.

use super::view::View;
use crate::base::Effect;
use crate::detect::{Mention, WhyNot};
use crate::rule::{ConceptId, Evidence};
use std::cell::Cell;
use std::slice;

/// What a condition of one pack requires of mentions, applied to one mention after the other.
pub(super) struct Demand<'v, 'r> {
    view: &'v View<'v>,
    asked: &'r Evidence,
    pack: u32,
    /// The last sentence that was tested, and the answer: mentions come sentence by sentence, and the answer is the
    /// same for all of one sentence.
    company: Cell<Option<(usize, Option<WhyNot<'r>>)>>,
}

impl<'v, 'r> Demand<'v, 'r> {
    pub fn new(view: &'v View<'v>, asked: &'r Evidence, pack: u32) -> Self {
        Demand { view, asked, pack, company: Cell::new(None) }
    }

    /// Whether a mention counts.
    pub fn accepts(&self, mention: &Mention) -> bool {
        self.why_not(mention).next().is_none()
    }

    /// Why a mention does not count; `None` if it does.
    pub fn why_not(&self, mention: &Mention) -> impl Iterator<Item = WhyNot<'r>> {
        let questions: [fn(&Self, &Mention) -> Option<WhyNot<'r>>; 6] =
            [Self::sense, Self::section, Self::title, Self::act, Self::company, Self::complaint];
        questions.into_iter().filter_map(move |question| question(self, mention))
    }

    /// Whether a mention would count if its blank were filled in, or if what the form tells the writer to ask ("Ask if
    /// it radiates") were answered. A form may prompt for it under any complaint.
    pub fn could_be_answered_by(&self, mention: &Mention) -> bool {
        let answered = mention.assertion.without(Effect::Unfilled).without(Effect::Hypothetical);
        self.asked.sense.accepts(answered) && self.section(mention).is_none() && self.company(mention).is_none()
    }

    fn sense(&self, mention: &Mention) -> Option<WhyNot<'r>> {
        let asked = self.asked.sense;
        (!asked.accepts(mention.assertion)).then_some(WhyNot::Sense { asked, said: mention.assertion })
    }

    fn section(&self, mention: &Mention) -> Option<WhyNot<'r>> {
        let asked = self.asked.sections;
        (!self.view.is_in(mention, asked)).then_some(WhyNot::Section { found_in: mention.section(), asked })
    }

    fn act(&self, mention: &Mention) -> Option<WhyNot<'r>> {
        let (asked, does) = (self.asked.acts, mention.act);
        (!asked.contains(does)).then_some(WhyNot::Act { asked, does })
    }

    fn title(&self, mention: &Mention) -> Option<WhyNot<'r>> {
        (self.asked.title && !self.view.is_title(mention)).then_some(WhyNot::NotTitle)
    }

    fn company(&self, mention: &Mention) -> Option<WhyNot<'r>> {
        match self.company.get() {
            Some((sentence, why_not)) if sentence == mention.sentence() => why_not,
            _ => {
                let why_not = self.company_of(mention.sentence());
                self.company.set(Some((mention.sentence(), why_not)));
                why_not
            }
        }
    }

    fn company_of(&self, sentence: usize) -> Option<WhyNot<'r>> {
        let Evidence { with, with_any, without, .. } = self.asked;
        self.view.company(with, with_any, without, sentence)
    }

    fn complaint(&self, mention: &Mention) -> Option<WhyNot<'r>> {
        self.view.subjects(self.pack)?.why_not(self.view.note, mention, self.asked.about)
    }
}

impl View<'_> {
    /// Whether a word is missing from a sentence that must mention it, or occurs in one that must not. A remark that the
    /// next sentence makes on it belongs to it: "Her back aches too. Not here for that."
    pub(super) fn company<'r>(
        &self,
        with: &'r [ConceptId],
        with_any: &'r [ConceptId],
        without: &[ConceptId],
        sentence: usize,
    ) -> Option<WhyNot<'r>> {
        let real = |m: &Mention| !m.assertion.has(Effect::Hypothetical) && !m.assertion.has(Effect::Family);
        let is_missing = |concept: &ConceptId| !self.mentions_in(*concept, sentence).any(real);
        if let Some(missing) = with.iter().find(|concept| is_missing(concept)) {
            return Some(WhyNot::MissingCompany(slice::from_ref(missing)));
        }
        if !with_any.is_empty() && with_any.iter().all(is_missing) {
            return Some(WhyNot::MissingCompany(with_any));
        }
        let remark = if without.is_empty() { None } else { self.note.remark_on(sentence) };
        let unwanted = without.iter().find_map(|&concept| {
            let here = self.mentions_in(concept, sentence).next();
            here.or_else(|| self.mentions_in(concept, remark?).next())
        });
        unwanted.map(|mention| WhyNot::UnwantedCompany(mention.span))
    }
}
