//! One note under one rule set, arranged so that every question costs no more than a search.
//!
//! Rules ask the same few questions hundreds of times: where is this concept mentioned, whose complaint is this about,
//! does that topic apply. The answers are prepared once, so that checking stays linear in the note even if a note is a
//! single line of many megabytes.

use super::about::Subjects;
use super::judgement::{EvidenceRef, Judgement};
use crate::base::{Profile, SectionKind, SectionKinds, Span};
use crate::detect::{Facts, Mention};
use crate::note::{Note, Problem};
use crate::rule::{Check, Checklist, ConceptId, RuleSet};
use std::cell::{Cell, OnceCell};

/// A note, its facts, and the rules that it is checked against.
pub(super) struct View<'a> {
    pub note: &'a Note,
    pub facts: &'a Facts,
    pub rules: &'a RuleSet,
    /// Mentions by concept, and in text order within one concept; without those that are said of another part of the body.
    by_concept: Vec<usize>,
    /// Those, in text order.
    elsewhere: Vec<usize>,
    /// Where those of each concept begin; those of the last one end at the end.
    begins: Vec<usize>,
    /// The first heading of each kind, by the kind's place in the closed list.
    headings: Vec<Option<Span>>,
    /// The kinds of section that text under no heading may belong to.
    unheaded: SectionKinds,
    /// For each pack, whose complaint is where; most notes are about few of the topics.
    subjects: Vec<OnceCell<Subjects>>,
    /// For each pack, whether its topic applies; `None` until the first question.
    applies: Vec<Cell<Option<bool>>>,
    /// For each pack, whether the note names its topic, and with which words.
    topics: Vec<OnceCell<Judgement>>,
    /// For each rule that is an element, whether it is documented; `None` until the first question.
    documented: Vec<Cell<Option<bool>>>,
}

impl<'a> View<'a> {
    pub fn new(note: &'a Note, facts: &'a Facts, rules: &'a RuleSet) -> Self {
        let (mut by_concept, elsewhere): (Vec<usize>, Vec<usize>) =
            (0..facts.mentions.len()).partition(|&i| facts.mentions[i].elsewhere.is_none());
        by_concept.sort_by_key(|&i| facts.mentions[i].concept);
        let (mut begins, mut begin) = (Vec::new(), 0);
        let mentioned = by_concept.last().map_or(0, |&last| facts.mentions[last].concept.0 + 1);
        for concept in (0..mentioned).map(ConceptId) {
            begins.push(begin);
            let rest = by_concept[begin..].iter();
            begin += rest.take_while(|&&i| facts.mentions[i].concept == concept).count();
        }
        let mut headings = vec![None; SectionKind::ALL.len()];
        for section in &note.sections {
            if let (Some(first), Some(heading)) = (headings.get_mut(section.kind as usize), section.heading) {
                first.get_or_insert(heading);
            }
        }
        View {
            unheaded: unheaded(note, &headings),
            note,
            facts,
            rules,
            by_concept,
            elsewhere,
            begins,
            headings,
            subjects: rules.packs.iter().map(|_| OnceCell::new()).collect(),
            applies: vec![Cell::new(None); rules.packs.len()],
            topics: vec![OnceCell::new(); rules.packs.len()],
            documented: vec![Cell::new(None); rules.rules.len()],
        }
    }

    /// Where a concept is mentioned, in text order.
    pub fn mentions_of(&self, concept: ConceptId) -> impl Iterator<Item = (usize, &'a Mention)> {
        self.hits(concept).iter().filter_map(|&i| Some((i, self.facts.mentions.get(i)?)))
    }

    /// Where a concept is mentioned, for the rules of one pack: also in words that say it of another part of the body, if that
    /// is the site of the pack's topic.
    pub fn mentions_for(&self, concept: ConceptId, pack: u32) -> impl Iterator<Item = (usize, &'a Mention)> {
        let own = self.rules.packs.get(pack as usize).and_then(|pack| pack.checklist.as_ref());
        let own = own.map_or(&[][..], |list| list.own_sites.as_slice());
        let told = self.elsewhere.iter().map(|&i| (i, &self.facts.mentions[i]));
        let told = told.filter(move |(_, mention)| mention.concept == concept);
        let told = told.filter(|(_, mention)| {
            let names = |site: ConceptId| self.mentions_in(site, mention.sentence());
            mention
                .elsewhere
                .is_some_and(|words| own.iter().any(|&site| names(site).any(|own| own.span.overlaps(words))))
        });
        self.mentions_of(concept).chain(told)
    }

    /// Where a concept is mentioned in one sentence.
    pub fn mentions_in(&self, concept: ConceptId, sentence: usize) -> impl Iterator<Item = &'a Mention> {
        let hits = self.hits(concept);
        let first = hits.partition_point(|&i| self.facts.mentions[i].sentence() < sentence);
        hits[first..].iter().map(|&i| &self.facts.mentions[i]).take_while(move |m| m.sentence() == sentence)
    }

    fn hits(&self, concept: ConceptId) -> &[usize] {
        let begin = |concept: u32| self.begins.get(concept as usize).copied().unwrap_or(self.by_concept.len());
        &self.by_concept[begin(concept.0)..begin(concept.0 + 1)]
    }

    /// The subjects that a checklist names; a pack without one has none.
    fn subjects_of(&self, checklist: Option<&'a Checklist>) -> Subjects {
        let Some(checklist) = checklist else { return Subjects::default() };
        let mentions = |concepts: &'a [ConceptId], ours: bool| {
            concepts.iter().flat_map(move |&concept| self.mentions_of(concept)).map(move |(_, mention)| (mention, ours))
        };
        let others = mentions(&checklist.other_subject, false);
        let heads = checklist.elsewhere.iter().flat_map(|&concept| self.mentions_of(concept)).map(|(_, head)| head);
        Subjects::new(self.note, others.chain(mentions(&checklist.this_subject, true)), heads)
    }

    /// Whose complaint mentions are about, for the rules of one pack.
    pub fn subjects(&self, pack: u32) -> Option<&Subjects> {
        let checklist = self.rules.packs.get(pack as usize)?.checklist.as_ref();
        Some(self.subjects.get(pack as usize)?.get_or_init(|| self.subjects_of(checklist)))
    }

    /// The heading of the first of `kinds` that the note has.
    pub fn heading_of(&self, kinds: &[SectionKind]) -> Option<Span> {
        kinds.iter().find_map(|&kind| *self.headings.get(kind as usize)?)
    }

    /// Whether a mention is in a section of one of `kinds`. Text under no heading belongs to every section that
    /// the note has no heading for, and the title of a problem is a part of the assessment.
    pub fn is_in(&self, mention: &Mention, kinds: SectionKinds) -> bool {
        let Some(section) = self.note.sections.get(mention.section()) else { return true };
        let free = section.heading.is_none() && section.kind == SectionKind::Other;
        kinds.contains(section.kind)
            || free && kinds.overlaps(self.unheaded)
            || kinds.overlaps(SectionKinds::ASSESSMENT)
                && self.problem_of(mention).is_some_and(|p| p.assessed && p.title.overlaps(mention.span))
    }

    /// Whether the note has a section of one of `kinds`; a list of problems is an assessment.
    pub fn has_section(&self, kinds: SectionKinds) -> bool {
        self.note.sections.iter().any(|section| kinds.contains(section.kind))
            || kinds.overlaps(SectionKinds::ASSESSMENT) && self.note.assesses_problems()
    }

    /// The problem that a mention is under; one that begins with the sign of a title (`#LBP`) is in that title.
    pub fn problem_of(&self, mention: &Mention) -> Option<&'a Problem> {
        self.note.problem_at(mention.span.end.saturating_sub(1))
    }

    /// Whether a mention is in the title of a problem. An assessment that lists no problems is titled by its first
    /// sentence, and each item of a list by its own. Words alone on a line are a heading: what is under it is the
    /// assessment, and readers take the diagnosis from there.
    pub fn is_title(&self, mention: &Mention) -> bool {
        if let Some(problem) = self.problem_of(mention) {
            return problem.assessed && problem.title.overlaps(mention.span) && self.is_listed(problem);
        }
        let Some(section) = self.note.sections.get(mention.section()) else { return false };
        let first = self.note.sentences.partition_point(|sentence| sentence.section < mention.section());
        let opens = mention.sentence() == first || self.note.sentences.get(mention.sentence()).is_some_and(|s| s.item);
        let assesses = SectionKinds::ASSESSMENT.contains(section.kind);
        let next = self.note.problems.partition_point(|problem| problem.title.end <= section.span.start);
        let titled = |problem: &Problem| problem.title.overlaps(section.span);
        assesses && opens && !self.note.problems.get(next).is_some_and(titled)
    }

    /// Whether something marks a problem as one of a list: `1.`, `#2`.
    fn is_listed(&self, problem: &Problem) -> bool {
        let before = self.note.source.text().get(..problem.title.start).unwrap_or_default();
        before.bytes().rev().take_while(|&byte| byte != b'\n').any(|byte| byte.is_ascii_digit() || byte == b'#')
    }

    /// Whether a pack's topic applies: the note names it, or the caller asked for the checklist.
    pub fn applies(&self, pack: u32) -> bool {
        let (Some(cell), Some(topic)) = (self.applies.get(pack as usize), self.rules.packs.get(pack as usize)) else {
            return false;
        };
        self.once(cell, || {
            self.note.context.checklists.contains(&topic.id)
                || topic.checklist.as_ref().is_some_and(|list| self.named(list, pack).holds)
        })
    }

    /// The words that name the topic of a pack that applies.
    pub fn topic(&self, list: &Checklist, pack: u32) -> &[EvidenceRef] {
        if self.applies(pack) { &self.named(list, pack).evidence } else { &[] }
    }

    fn named(&self, list: &Checklist, pack: u32) -> &Judgement {
        self.topics[pack as usize].get_or_init(|| self.judge(&list.applies, pack))
    }

    /// Whether an element of a checklist is documented.
    pub fn documented(&self, rule: u32) -> bool {
        let (Some(cell), Some(rule)) = (self.documented.get(rule as usize), self.rules.rules.get(rule as usize)) else {
            return false;
        };
        let Check::Element(element) = &rule.check else { return false };
        self.once(cell, || self.judge(&element.documented_by, rule.pack).holds)
    }

    /// Answers a question once. A question that leads back to itself is answered with no, so that elements that depend
    /// on one another in a circle come to an end.
    fn once(&self, cell: &Cell<Option<bool>>, answer: impl FnOnce() -> bool) -> bool {
        if let Some(known) = cell.get() {
            return known;
        }
        cell.set(Some(false));
        let answer = answer();
        cell.set(Some(answer));
        answer
    }
}

/// Headings of one family can replace each other: a note with an examination has its vital signs somewhere in it.
const FAMILIES: [&[SectionKind]; 3] = [
    &[SectionKind::Cc, SectionKind::Hpi],
    &[SectionKind::Exam, SectionKind::Vitals],
    &[SectionKind::Assessment, SectionKind::AssessmentPlan],
];

/// What text under no heading may belong to: every section for which the note has no heading. A list of codes always
/// needs its heading.
fn unheaded(note: &Note, headings: &[Option<Span>]) -> SectionKinds {
    let has = |kind: SectionKind| headings.get(kind as usize).is_some_and(Option::is_some);
    let family = |kind: SectionKind| FAMILIES.iter().find(|family| family.contains(&kind));
    // The title of a form names its topic, and its choices name symptoms; that is not a diagnosis, and requires none.
    let form = note.context.profile == Profile::Template;
    let assessed = form || note.assesses_problems();
    let has =
        |kind| has(kind) || SectionKinds::ASSESSMENT.contains(kind) && assessed || kind == SectionKind::Plan && form;
    let missing = |kind: &SectionKind| match family(*kind) {
        Some(family) => !family.iter().any(|&kind| has(kind)),
        None => *kind != SectionKind::Codes && !has(*kind),
    };
    SectionKind::ALL.iter().copied().filter(missing).collect()
}
