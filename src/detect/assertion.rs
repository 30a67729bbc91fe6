//! The assertion of each mention: ConText, with scopes cut by structure.
//!
//! A cue ("denies", "return if", "his mother") governs the mentions in its scope. The scope runs from the cue in its
//! direction until a terminator, the clause's end or the sentence's; a longer cue or pseudo-cue overrides the shorter
//! ones that it covers ("no change" is not a denial). On a `Prompt: value` line the value answers the prompt
//! ("Radiation: none"). A line that ends in a colon passes its effects on to the list below it. Which words are cues is
//! data (`rules/lexicons/cues-*.yaml`); only the geometry is here.
//!
//! The method is that of Harkema et al. 2009 (ConText) on Chapman et al. 2001 (NegEx).

use super::facts::CueHit;
use super::hits::{Hit, words_in};
use super::mentions::Place;
use crate::base::{Assertion, Effect, SectionKind, Span};
use crate::note::{Answer, Note, Placeholder, Sentence};
use crate::rule::{Cue, CueRole, Direction, Owner, Reach, RuleSet};
use std::ops::Range;

/// How many sentences a cue of a paragraph, or the lead-in of a list, can reach.
const FAR: usize = 100;

/// The assertion of one mention, and the words that set it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Asserted {
    pub assertion: Assertion,
    pub cues: Vec<CueHit>,
    pub asked: bool,
}

impl Asserted {
    /// Nothing is stated: `blank` waits for an answer.
    fn leave_open(&mut self, blank: Span) {
        if !self.assertion.has(Effect::Unfilled) {
            self.assertion = self.assertion.with(Effect::Unfilled);
            self.cues.push(CueHit { span: blank, effect: Effect::Unfilled });
        }
        self.asked = true;
    }
}

/// The cues of a note, prepared for questions about its mentions.
pub(super) struct Assertions<'a> {
    note: &'a Note,
    rules: &'a RuleSet,
    /// Cues that count, ordered by start.
    cues: Vec<Placed>,
    /// Cues that a pseudo-cue suppressed, ordered by start, each with the pseudo-cue's range.
    silenced: Vec<(Placed, Range<usize>)>,
}

/// A cue at its place in the folded text.
#[derive(Clone, Debug)]
struct Placed {
    cue: u32,
    range: Range<usize>,
    sentence: usize,
}

impl<'a> Assertions<'a> {
    pub fn new(note: &'a Note, rules: &'a RuleSet) -> Assertions<'a> {
        Assertions { note, rules, cues: Vec::new(), silenced: Vec::new() }
    }

    /// Takes in the cues among the hits of the next sentences.
    pub fn learn(&mut self, hits: &[Hit]) {
        let placed: Vec<Placed> = hits
            .iter()
            .filter_map(|hit| match Owner::of_word(hit.owner) {
                Owner::Cue(cue) if !matches!(self.rules.cues[cue as usize].role, CueRole::Act(_)) => Some(Placed { cue, range: hit.range(), sentence: hit.sentence() }),
                _ => None,
            })
            .collect();
        let role = |p: &Placed| self.rules.cues[p.cue as usize].role;
        let is_pseudo = |p: &Placed| role(p) == CueRole::Pseudo;
        // Only cues and pseudo-cues compete for words: ", he denies" ends one scope and opens another.
        let (mut ends, mut placed): (Vec<Placed>, Vec<Placed>) =
            placed.into_iter().partition(|p| matches!(role(p), CueRole::Ends(_) | CueRole::Clears(_)));
        let silenced = silence_covered(&mut placed, is_pseudo);
        placed.retain(|p| !is_pseudo(p));
        placed.append(&mut ends);
        placed.sort_by_key(|p| p.range.start);
        self.cues.append(&mut placed);
        self.silenced.extend(silenced);
    }

    /// The assertion of a mention.
    pub fn decide(&self, mention: &Place) -> Asserted {
        let sentence = &self.note.sentences[mention.sentence];
        let span = self.note.folded.original(mention.range.clone());
        let mut asserted = Asserted::default();
        self.apply_sentence(mention, &mut asserted);
        self.apply_lead_in(mention.sentence, sentence, &mut asserted);
        self.apply_section(mention, sentence, &mut asserted);
        self.apply_placeholders(sentence, span, &mut asserted);
        self.apply_answer(mention.sentence, sentence, span, &mut asserted);
        asserted
    }

    fn apply_sentence(&self, mention: &Place, asserted: &mut Asserted) {
        for placed in self.cues_of(mention.sentence) {
            let cue = self.cue(placed);
            if let CueRole::Sets(effect) = cue.role
                && self.governs(placed, cue, effect, mention)
            {
                self.set(asserted, effect, placed);
            }
        }
        // "No change in hearing" does not deny hearing, but it does deny the change.
        for (placed, pseudo) in silenced_of(&self.silenced, mention.sentence) {
            let cue = self.cue(placed);
            if let (CueRole::Sets(effect), Direction::Forward) = (cue.role, cue.direction)
                && mention.range.start < pseudo.end
                && self.governs(placed, cue, effect, mention)
            {
                self.set(asserted, effect, placed);
            }
        }
        // A cue of the whole paragraph ("Return precautions: ...") reaches the sentences after its own.
        let paragraph = self.note.sentences[mention.sentence].paragraph;
        for sentence in
            (0..mention.sentence).rev().take(FAR).take_while(|s| self.note.sentences[*s].paragraph == paragraph)
        {
            for placed in self.cues_of(sentence) {
                let cue = self.cue(placed);
                if let (CueRole::Sets(effect), Reach::Paragraph) = (cue.role, cue.reach)
                    && cue.direction != Direction::Backward
                {
                    self.set(asserted, effect, placed);
                }
            }
        }
    }

    /// Whether the mention lies in the scope of a cue of its own sentence.
    fn governs(&self, placed: &Placed, cue: &Cue, effect: Effect, mention: &Place) -> bool {
        let (cue_at, target) = (&placed.range, &mention.range);
        if cue_at.start < target.end && target.start < cue_at.end {
            // A cue inside a term belongs to the term ("absent reflexes"), unless the term opens with its own
            // denial ("no radiation").
            return effect == Effect::Negated && cue_at.start == target.start && cue_at.end < target.end;
        }
        let forward = cue_at.end <= target.start;
        let between = if forward { cue_at.end..target.start } else { target.end..cue_at.start };
        let gap = &self.note.folded.text()[between.clone()];
        let prompt_end = self.prompt_end(mention.sentence);
        let crosses_colon = prompt_end.is_some_and(|colon| between.start <= colon && colon < between.end);
        let allowed = match cue.direction {
            Direction::Forward if forward => true,
            Direction::Backward if !forward => true,
            Direction::Both => true,
            // The value answers for its prompt: "Radiation: none", "Numbness/tingling: denies".
            Direction::Forward => crosses_colon && self.opens_value(placed),
            Direction::Backward => false,
        };
        if !allowed || cue.within.is_some_and(|within| words_in(gap) > within as usize) {
            return false;
        }
        match cue.reach {
            Reach::Sentence | Reach::Paragraph => true,
            Reach::Clause => !gap.contains(';') && !self.ended(mention.sentence, &between, effect),
        }
    }

    /// Whether the gap holds a terminator of the effect.
    fn ended(&self, sentence: usize, gap: &Range<usize>, effect: Effect) -> bool {
        self.cues_of(sentence).iter().any(|placed| {
            let ends = match self.cue(placed).role {
                CueRole::Ends(None) => true,
                CueRole::Ends(Some(which)) => which == effect,
                _ => false,
            };
            ends && gap.start <= placed.range.start && placed.range.start < gap.end
        })
    }

    /// "Patient denies:" above a list is about each of its items.
    fn apply_lead_in(&self, index: usize, sentence: &Sentence, asserted: &mut Asserted) {
        if !sentence.item {
            return;
        }
        let Some(lead) = (0..index).rev().take(FAR).find(|s| !self.note.sentences[*s].item) else { return };
        let lead_sentence = &self.note.sentences[lead];
        let line = self.note.folded.sentence(lead);
        if lead_sentence.section != sentence.section || !self.note.folded.text()[line.clone()].ends_with(':') {
            return;
        }
        for placed in self.cues_of(lead) {
            let cue = self.cue(placed);
            if let CueRole::Sets(effect) = cue.role
                && cue.direction != Direction::Backward
                && !self.ended(lead, &(placed.range.end..line.end), effect)
            {
                self.set(asserted, effect, placed);
            }
        }
    }

    fn apply_section(&self, mention: &Place, sentence: &Sentence, asserted: &mut Asserted) {
        let section = &self.note.sections[sentence.section];
        let Some(heading) = section.heading else { return };
        let Some(effect) = section_effect(section.kind) else { return };
        let cleared = self.cues_of(mention.sentence).iter().any(|p| self.cue(p).role == CueRole::Clears(effect));
        if !cleared && !asserted.assertion.has(effect) {
            asserted.assertion = asserted.assertion.with(effect);
            asserted.cues.push(CueHit { span: heading, effect });
        }
    }

    /// A mention inside a blank, right before one, or in a prompt without an answer, states nothing.
    fn apply_placeholders(&self, sentence: &Sentence, span: Span, asserted: &mut Asserted) {
        for blank in blanks_in(self.note, sentence) {
            let inside = blank.span.overlaps(span);
            let answers = sentence.prompt.is_some_and(|p| p.contains(span)) && self.only_blanks_after(sentence);
            let awaited =
                span.end <= blank.span.start && is_hinge(self.note.words(Span::new(span.end, blank.span.start)));
            if inside || answers || awaited {
                asserted.leave_open(blank.span);
                return;
            }
        }
        asserted.asked = sentence.prompt.is_some_and(|p| p.contains(span));
        let form = &self.note.form;
        let bare = form.get(form.partition_point(|prompt| prompt.end <= span.start));
        if let Some(bare) = bare.filter(|bare| bare.contains(span)) {
            asserted.leave_open(*bare);
        }
    }

    /// Of a list of answers only the marked one counts, and it answers for the prompt.
    fn apply_answer(&self, index: usize, sentence: &Sentence, span: Span, asserted: &mut Asserted) {
        if let Some(left) = self.note.empty_box(sentence) {
            return asserted.leave_open(left);
        }
        let Some(prompt) = sentence.prompt else { return };
        match self.note.answer(index) {
            Some(Answer::Unmarked(list)) if prompt.contains(span) => asserted.leave_open(list),
            Some(Answer::Marked(answer)) if prompt.contains(span) => {
                let denied = is_denial(self.note.words(answer)) && !asserted.assertion.has(Effect::Negated);
                if denied {
                    asserted.assertion = asserted.assertion.with(Effect::Negated);
                    asserted.cues.push(CueHit { span: answer, effect: Effect::Negated });
                }
            }
            Some(Answer::Marked(answer)) if !answer.overlaps(span) => asserted.leave_open(answer),
            _ => {}
        }
    }

    /// Whether the value of a prompt line is nothing but blanks.
    fn only_blanks_after(&self, sentence: &Sentence) -> bool {
        let Some(prompt) = sentence.prompt else { return false };
        let mut at = prompt.end;
        for blank in blanks_in(self.note, sentence).iter().filter(|blank| blank.span.end > prompt.end) {
            if has_words(self.note.words(Span::new(at, blank.span.start.max(at)))) {
                return false;
            }
            at = at.max(blank.span.end);
        }
        !has_words(self.note.words(Span::new(at.min(sentence.span.end), sentence.span.end)))
    }

    fn set(&self, asserted: &mut Asserted, effect: Effect, placed: &Placed) {
        asserted.assertion = asserted.assertion.with(effect);
        asserted.cues.push(CueHit { span: self.note.folded.original(placed.range.clone()), effect });
    }

    fn cue(&self, placed: &Placed) -> &'a Cue {
        &self.rules.cues[placed.cue as usize]
    }

    fn cues_of(&self, sentence: usize) -> &[Placed] {
        let from = self.cues.partition_point(|p| p.sentence < sentence);
        let to = self.cues.partition_point(|p| p.sentence <= sentence);
        &self.cues[from..to]
    }

    /// Folded offset of the colon after the prompt of a sentence.
    fn prompt_end(&self, sentence: usize) -> Option<usize> {
        self.note.sentences[sentence].prompt?;
        let line = self.note.folded.sentence(sentence);
        self.note.folded.text()[line.clone()].find(':').map(|at| line.start + at)
    }

    /// Whether a cue is the first word of its prompt's value.
    fn opens_value(&self, placed: &Placed) -> bool {
        self.prompt_end(placed.sentence).is_some_and(|colon| {
            colon < placed.range.start && !has_words(&self.note.folded.text()[colon..placed.range.start])
        })
    }
}

/// Drops every cue that a longer one covers or crosses; returns those that a pseudo-cue removed, with its range.
fn silence_covered(placed: &mut Vec<Placed>, is_pseudo: impl Fn(&Placed) -> bool) -> Vec<(Placed, Range<usize>)> {
    let mut kept: Vec<Placed> = Vec::with_capacity(placed.len());
    let mut silenced = Vec::new();
    for next in placed.drain(..) {
        let Some(last) = kept.last_mut().filter(|last| last.range.end > next.range.start) else {
            kept.push(next);
            continue;
        };
        let (longer, shorter) =
            if next.range.len() > last.range.len() { (next, last.clone()) } else { (last.clone(), next) };
        if is_pseudo(&longer) {
            silenced.push((shorter, longer.range.clone()));
        }
        *last = longer;
    }
    *placed = kept;
    silenced.sort_by_key(|(cue, _)| cue.range.start);
    silenced
}

fn silenced_of(silenced: &[(Placed, Range<usize>)], sentence: usize) -> &[(Placed, Range<usize>)] {
    let from = silenced.partition_point(|(p, _)| p.sentence < sentence);
    let to = silenced.partition_point(|(p, _)| p.sentence <= sentence);
    &silenced[from..to]
}

/// What a section's kind says about everything in it, unless a word there says otherwise.
fn section_effect(kind: SectionKind) -> Option<Effect> {
    match kind {
        SectionKind::Fh => Some(Effect::Family),
        SectionKind::Pmh | SectionKind::Psh => Some(Effect::Historical),
        SectionKind::Plan => Some(Effect::Planned),
        SectionKind::Instructions => Some(Effect::Hypothetical),
        _ => None,
    }
}

/// The placeholders that reach into a sentence.
fn blanks_in<'n>(note: &'n Note, sentence: &Sentence) -> &'n [Placeholder] {
    let from = note.placeholders.partition_point(|b| b.span.end <= sentence.span.start);
    let to = note.placeholders.partition_point(|b| b.span.start < sentence.span.end);
    &note.placeholders[from..to.max(from)]
}

/// Words that only introduce a blank: "radiates to the ***", "pain level: ___".
fn is_hinge(words: &str) -> bool {
    words.len() <= 24
        && words.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).all(|w| {
            matches!(
                w.to_ascii_lowercase().as_str(),
                "a" | "an"
                    | "the"
                    | "to"
                    | "at"
                    | "by"
                    | "for"
                    | "from"
                    | "in"
                    | "into"
                    | "is"
                    | "of"
                    | "on"
                    | "with"
                    | "as"
                    | "are"
                    | "was"
                    | "include"
                    | "includes"
                    | "included"
                    | "including"
            )
        })
}

/// An answer that is nothing but a denial.
fn is_denial(answer: &str) -> bool {
    let word = answer.trim_matches(|c: char| !c.is_alphabetic()).to_ascii_lowercase();
    matches!(word.as_str(), "no" | "n" | "none" | "denies" | "denied" | "absent" | "negative" | "neg" | "never" | "nil")
}

fn has_words(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}
