//! Where the provider states that what a code does not specify cannot be determined.

use crate::base::Span;
use crate::check::condition::EvidenceRef;
use crate::check::view::View;
use crate::detect::{Diagnosis, Underspecified};
use crate::rule::Rule;
use std::collections::HashSet;

/// The statements of one note that prevent a rule's findings. They are the same for every code and are gathered once.
pub(in crate::check) struct Undetermined {
    /// Whether one of them is about every code: it rests on no words, or on something other than a mention.
    general: bool,
    /// The sentences that contain one.
    sentences: HashSet<usize>,
    /// The starts of the problems under which one is made.
    problems: HashSet<usize>,
}

impl Undetermined {
    /// The statements in a note; `None` if nothing prevents the rule's findings.
    pub fn in_note(view: &View, rule: &Rule) -> Option<Undetermined> {
        let judgement =
            rule.quiet_if.as_ref().map(|quiet_if| view.judge(quiet_if, rule.pack)).filter(|found| found.holds)?;
        let mut stated = Undetermined {
            general: judgement.evidence.is_empty(),
            sentences: HashSet::new(),
            problems: HashSet::new(),
        };
        for evidence in judgement.evidence {
            let EvidenceRef::Mention(at) = evidence else {
                stated.general = true;
                continue;
            };
            let mention = &view.facts.mentions[at];
            stated.sentences.insert(mention.sentence());
            stated.problems.extend(view.problem_of(mention).map(|problem| problem.span.start));
        }
        Some(stated)
    }

    /// Whether one of the statements is about the condition of a code: made in a sentence that names the condition, in
    /// the sentence or under the problem that contains the code, or in a note without another underspecified code.
    pub fn is_about(&self, view: &View, open: &Underspecified) -> bool {
        let named = || open.sentences.iter().any(|sentence| self.sentences.contains(sentence));
        let code = view.span(EvidenceRef::Code(open.code));
        self.general
            || view.facts.underspecified.len() == 1
            || named()
            || code.is_some_and(|code| self.is_beside(view, code))
    }

    /// Whether one of the statements is about a diagnosis: made in its sentence or under its problem, or in a note that
    /// assesses nothing else.
    pub fn is_about_diagnosis(&self, view: &View, diagnosis: &Diagnosis) -> bool {
        self.general || view.facts.diagnoses.len() == 1 || self.is_beside(view, diagnosis.span)
    }

    /// Whether one of the statements is about two codes: between them, in a sentence with one of them, or right after.
    pub fn joins(&self, view: &View, codes: [usize; 2]) -> bool {
        let sentences = &view.note.sentences;
        let at = |code: usize| {
            let span = view.span(EvidenceRef::Code(code))?;
            Some(sentences.partition_point(|sentence| sentence.span.end <= span.start))
        };
        let [Some(one), Some(other)] = codes.map(at) else { return !self.sentences.is_empty() || self.general };
        let (first, last) = (one.min(other), one.max(other) + 1);
        self.general || self.sentences.iter().any(|sentence| (first..=last).contains(sentence))
    }

    fn is_beside(&self, view: &View, place: Span) -> bool {
        let (sentences, problems) = (&view.note.sentences, &view.note.problems);
        let first = sentences.partition_point(|sentence| sentence.span.end <= place.start);
        let mut around = (first..sentences.len()).take_while(|at| sentences[*at].span.start < place.end);
        let first = problems.partition_point(|problem| problem.span.end <= place.start);
        let mut over = problems[first..].iter().take_while(|problem| problem.span.start < place.end);
        around.any(|sentence| self.sentences.contains(&sentence))
            || over.any(|problem| self.problems.contains(&problem.span.start))
    }
}
