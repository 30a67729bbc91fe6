//! Where the provider states that what a code does not specify cannot be determined.

use crate::check::condition::EvidenceRef;
use crate::check::view::View;
use crate::detect::Underspecified;
use crate::rule::Rule;
use std::collections::HashSet;

/// The statements of one note that prevent a rule's findings. They are the same for every code and are gathered once.
pub(super) struct Undetermined {
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
        self.general || view.facts.underspecified.len() == 1 || named() || self.is_beside_code(view, open)
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

    fn is_beside_code(&self, view: &View, open: &Underspecified) -> bool {
        let Some(code) = view.span(EvidenceRef::Code(open.code)) else { return false };
        let (sentences, problems) = (&view.note.sentences, &view.note.problems);
        let first = sentences.partition_point(|sentence| sentence.span.end <= code.start);
        let mut around = (first..sentences.len()).take_while(|at| sentences[*at].span.start < code.end);
        let first = problems.partition_point(|problem| problem.span.end <= code.start);
        let mut over = problems[first..].iter().take_while(|problem| problem.span.start < code.end);
        around.any(|sentence| self.sentences.contains(&sentence))
            || over.any(|problem| self.problems.contains(&problem.span.start))
    }
}
