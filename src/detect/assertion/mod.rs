//! The assertion of each mention: ConText, with scopes cut by structure.
//!
//! A cue ("denies", "return if", "his mother") governs the mentions in its scope. The scope runs from the cue in its
//! direction until a terminator, the clause's end or the sentence's; a longer cue or pseudo-cue overrides the shorter
//! ones that it covers ("no change" is not a denial). On a `Prompt: value` line the value answers the prompt
//! ("Radiation: none"), and a finding with its own yes or no ("fever (-)") heeds no other denial. A line that ends in a
//! colon passes its effects on to the list below it. Which words are cues is data (`rules/lexicons/cues-*.yaml`); only
//! the geometry is here.
//!
//! The method is that of Harkema et al. 2009 (ConText) on Chapman et al. 2001 (NegEx).

mod blanks;
mod cues;
mod lists;
mod replies;

use super::facts::CueHit;
use super::hits::{Hit, words_in};
use super::mentions::Place;
use crate::base::{Assertion, Effect, SectionKind, Span};
use crate::note::{Answer, Note, Reply, Sentence};
use crate::rule::{Cue, CueRole, Direction, Reach, RuleSet};
use blanks::{blanks_in, is_hinge, only_blanks_after};
use cues::{Cues, Placed};
use replies::Replies;
use std::ops::Range;

/// How many sentences a cue of a paragraph can reach.
const FAR: usize = 100;

/// The assertion of one mention, and the words that set it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Asserted {
    /// Its words, in the text as read.
    pub span: Span,
    pub assertion: Assertion,
    pub cues: Vec<CueHit>,
    pub asked: bool,
}

impl Asserted {
    /// Nothing is stated: `blank` waits for an answer.
    fn leave_open(&mut self, blank: Span) {
        self.add(Effect::Unfilled, blank);
        self.asked = true;
    }

    /// Adds an effect that nothing has set yet.
    fn add(&mut self, effect: Effect, span: Span) {
        if !self.assertion.has(effect) {
            self.assertion = self.assertion.with(effect);
            self.cues.push(CueHit { span, effect });
        }
    }
}

/// The cues of a note, prepared for questions about its mentions.
pub(super) struct Assertions<'a> {
    note: &'a Note,
    rules: &'a RuleSet,
    cues: Cues,
    replies: Replies,
    /// For each sentence in a list, the sentence that introduces the list.
    leads: Vec<Option<usize>>,
}

impl<'a> Assertions<'a> {
    pub fn new(note: &'a Note, rules: &'a RuleSet) -> Assertions<'a> {
        let (replies, leads) = (Replies::of(note), lists::leads(note));
        Assertions { note, rules, cues: Cues::default(), replies, leads }
    }

    /// Takes in the cues among the hits of the next sentences.
    pub fn learn(&mut self, hits: &[Hit]) {
        let (folded, replies) = (&self.note.folded, &self.replies);
        self.cues.learn(self.rules, hits, |range| replies.has_word(folded.original(range.clone())));
    }

    /// The assertion of a mention.
    pub fn decide(&self, mention: &Place) -> Asserted {
        let sentence = &self.note.sentences[mention.sentence];
        let span = self.note.folded.original(mention.range.clone());
        let reply = self.replies.about(span);
        let mut asserted = Asserted { span, assertion: Assertion::AFFIRMED, cues: Vec::new(), asked: false };
        self.apply_sentence(mention, reply, &mut asserted);
        self.apply_lead_in(mention.sentence, reply, &mut asserted);
        if let Some(reply) = reply.filter(|reply| !reply.affirms) {
            asserted.add(Effect::Negated, reply.words);
        }
        self.apply_section(mention, sentence, &mut asserted);
        self.apply_placeholders(sentence, span, reply, &mut asserted);
        if reply.is_none() {
            self.apply_answer(mention.sentence, sentence, span, &mut asserted);
        }
        asserted
    }

    fn apply_sentence(&self, mention: &Place, reply: Option<&Reply>, asserted: &mut Asserted) {
        let own = self.item_with_details(mention);
        // What has its own answer or its own details does not take the denial of what is around it.
        let spares = |placed: &Placed, effect| {
            let outside = |reply: &Reply| !reply.about.contains(self.span(placed));
            effect == Effect::Negated
                && (reply.is_some_and(outside) || own.is_some_and(|start| placed.range.end <= start))
        };
        for placed in self.cues.of(mention.sentence) {
            let cue = self.cue(placed);
            if let CueRole::Sets(effect) = cue.role
                && self.governs(placed, cue, effect, mention)
                && !spares(placed, effect)
            {
                self.set(asserted, effect, placed);
            }
        }
        // "No change in hearing" does not deny hearing, but it does deny the change.
        for (placed, pseudo) in self.cues.silenced_of(mention.sentence) {
            let cue = self.cue(placed);
            if let (CueRole::Sets(effect), Direction::Forward) = (cue.role, cue.direction)
                && pseudo.contains(&mention.range.start)
                && self.governs(placed, cue, effect, mention)
            {
                self.set(asserted, effect, placed);
            }
        }
        // A cue of the whole paragraph ("Return precautions: ...") reaches the sentences after its own.
        let paragraph = self.note.sentences[mention.sentence].paragraph;
        let near = mention.sentence.saturating_sub(FAR)..mention.sentence;
        for placed in self.cues.lasting_from(near) {
            if self.note.sentences[placed.sentence].paragraph != paragraph {
                break;
            }
            if let CueRole::Sets(effect) = self.cue(placed).role {
                self.set(asserted, effect, placed);
            }
        }
    }

    /// Whether the mention lies in the scope of a cue of its own sentence.
    fn governs(&self, placed: &Placed, cue: &Cue, effect: Effect, mention: &Place) -> bool {
        let (cue_at, target) = (&placed.range, &mention.range);
        if cue_at.start < target.end && target.start < cue_at.end {
            // What is written out inside a cue of the whole sentence is said in its sense: "he knows that numbness
            // needs a call". A cue inside a term belongs to the term ("absent reflexes"), unless the term opens with
            // its own denial ("no radiation").
            let opens = cue_at.start < target.start || cue_at.start == target.start && target.end <= cue_at.end;
            let written_out = opens && cue.reach == Reach::Sentence;
            let denied = effect == Effect::Negated && cue_at.start == target.start && cue_at.end < target.end;
            return written_out || denied;
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
            Reach::Clause => !gap.contains(';') && !self.ended(mention.sentence, &between, cue.role),
        }
    }

    /// Whether the gap holds a terminator of what a cue does.
    fn ended(&self, sentence: usize, gap: &Range<usize>, role: CueRole) -> bool {
        self.cues.of(sentence).iter().any(|placed| {
            let ends = match self.cue(placed).role {
                CueRole::Ends(None) => true,
                CueRole::Ends(Some(effect)) => role == CueRole::Sets(effect),
                _ => false,
            };
            ends && gap.start <= placed.range.start && placed.range.start < gap.end
        })
    }

    /// The start of the item of a mention, if the item says more about it than a list of denials would: "no chest pain,
    /// fever since Monday, no cough". Such a writer denies each finding by itself.
    fn item_with_details(&self, mention: &Place) -> Option<usize> {
        let cues = self.cues.of(mention.sentence);
        let of_role = |role| cues.iter().filter(move |placed| self.cue(placed).role == role);
        let mut details = of_role(CueRole::Clears(Effect::Negated)).peekable();
        details.peek()?;
        let (text, line) = (self.note.folded.text(), self.note.folded.sentence(mention.sentence));
        let edge = [',', ';'];
        let start = line.start + text[line.start..mention.range.start].rfind(edge)? + 1;
        let end = text[mention.range.end..line.end].find(edge).map_or(line.end, |length| mention.range.end + length);
        let next = line.end - text[end..line.end].trim_start_matches([',', ';', ' ']).len();
        let goes_on = |at: usize| ["or ", "nor "].iter().any(|or| text[at..line.end].trim_start().starts_with(or));
        let own = details.any(|placed| start <= placed.range.start && placed.range.start < end);
        if !own || goes_on(start) || goes_on(next) {
            return None;
        }
        let denials = || of_role(CueRole::Sets(Effect::Negated));
        let each = denials().any(|placed| placed.range.start == next)
            || denials().filter(|placed| placed.range.end <= start).count() > 1;
        each.then_some(start)
    }

    /// "Patient denies:" above a list is about each of its items.
    fn apply_lead_in(&self, index: usize, reply: Option<&Reply>, asserted: &mut Asserted) {
        let Some(lead) = self.leads[index] else { return };
        let (text, line) = (self.note.folded.text(), self.note.folded.sentence(lead));
        let colon = match text[line.clone()].ends_with(':') {
            true => Some(line.end),
            false => self.prompt_end(lead).filter(|_| lists::opens_list(self.note, &self.note.sentences[lead])),
        };
        for placed in self.cues.of(lead) {
            let cue = self.cue(placed);
            let CueRole::Sets(effect) = cue.role else { continue };
            let introduces = match colon {
                Some(colon) => {
                    placed.range.start < colon && !self.ended(lead, &(placed.range.end.min(colon)..colon), cue.role)
                }
                // Without a colon its last word introduces the list: "ROS negatives".
                None => effect == Effect::Negated && placed.range.end == line.end,
            };
            let answered = effect == Effect::Negated && reply.is_some();
            if cue.direction != Direction::Backward && introduces && !answered {
                self.set(asserted, effect, placed);
            }
        }
    }

    fn apply_section(&self, mention: &Place, sentence: &Sentence, asserted: &mut Asserted) {
        let section = &self.note.sections[sentence.section];
        let Some(heading) = section.heading else { return };
        let Some(effect) = section_effect(section.kind) else { return };
        let cleared = self.cues.of(mention.sentence).iter().any(|p| self.cue(p).role == CueRole::Clears(effect));
        if !cleared {
            asserted.add(effect, heading);
        }
    }

    /// A mention inside a blank, right before one, or in a prompt without an answer, states nothing. A blank that only
    /// leads to the answer asks for none: `Fever ____ no`.
    fn apply_placeholders(&self, sentence: &Sentence, span: Span, reply: Option<&Reply>, asserted: &mut Asserted) {
        for blank in blanks_in(self.note, sentence) {
            let inside = blank.span.overlaps(span);
            let answers = sentence.prompt.is_some_and(|p| p.contains(span)) && only_blanks_after(self.note, sentence);
            let awaited =
                span.end <= blank.span.start && is_hinge(self.note.words(Span::new(span.end, blank.span.start)));
            if inside || reply.is_none() && (answers || awaited) {
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
            Some(Answer::Marked(answer)) if prompt.contains(span) && self.note.reads_as(answer) == Some(false) => {
                asserted.add(Effect::Negated, answer);
            }
            Some(Answer::Marked(answer)) if !prompt.contains(span) && !answer.overlaps(span) => {
                asserted.leave_open(answer);
            }
            _ => {}
        }
    }

    fn set(&self, asserted: &mut Asserted, effect: Effect, placed: &Placed) {
        asserted.assertion = asserted.assertion.with(effect);
        asserted.cues.push(CueHit { span: self.span(placed), effect });
    }

    fn span(&self, placed: &Placed) -> Span {
        self.note.folded.original(placed.range.clone())
    }

    fn cue(&self, placed: &Placed) -> &'a Cue {
        &self.rules.cues[placed.cue as usize]
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

fn has_words(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}
