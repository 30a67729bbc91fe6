//! Whose complaint does a mention speak of?
//!
//! "Low back pain for 3 days. Knee pain since spring, worse on stairs." Stairs aggravate the knee, and must not
//! document what aggravates the back. A pack names the words of its own complaint (`this`) and of other ones
//! (`other`); these are the subjects, and a mention belongs to the subject it stands with:
//!
//! 1. *In its own sentence*, the nearest one. A subject that stands before holds the floor; one that stands
//!    behind takes the mention only from within the same phrase ("sharp knee pain"), and only if it is nearer.
//! 2. *Else under its problem* (`2. Back pain`, and what stands below), the one that the problem's title names. A
//!    problem whose title names no complaint is another problem than this one, if some title names this one.
//! 3. *Else in its paragraph*, the last one named before it.
//! 4. *Else in its section*, the first one named, if that stands before it.
//! 5. *Else* nobody contradicts, and the mention counts: most notes have one complaint.
//!
//! A relative's complaint and one that is only feared ("return if") are no subjects. A complaint that is denied
//! or over ("denies chest pain, numbness") is a subject in passing: it takes what stands in its own phrase
//! ("denies chest pain radiating to the arm") and neither the rest of a list nor what follows.

use super::condition::Refusal;
use super::view::View;
use crate::base::{Effect, Span};
use crate::detect::Mention;
use crate::note::Problem;
use crate::rule::{About, Checklist};

/// The subjects of one note, for one pack.
#[derive(Debug, Default)]
pub(super) struct Subjects {
    /// Subjects that hold the floor, in text order.
    lasting: Vec<Subject>,
    /// Other complaints that are denied or over, in text order.
    passing: Vec<Subject>,
    /// Some problem of the note has this complaint as its title.
    listed: bool,
}

#[derive(Clone, Copy, Debug)]
struct Subject {
    span: Span,
    sentence: usize,
    paragraph: Option<usize>,
    section: usize,
    /// It is the pack's own complaint.
    ours: bool,
}

/// Who is spoken of at a mention, and the words that say so.
struct Spoken {
    ours: bool,
    named: Span,
}

impl From<&Subject> for Spoken {
    fn from(subject: &Subject) -> Spoken {
        Spoken { ours: subject.ours, named: subject.span }
    }
}

impl Subjects {
    /// Finds the subjects that a pack's checklist names; a pack without one has none.
    pub fn new(view: &View, checklist: Option<&Checklist>) -> Subjects {
        let mut subjects = Subjects::default();
        let Some(checklist) = checklist else { return subjects };
        for (concepts, ours) in [(&checklist.other_subject, false), (&checklist.this_subject, true)] {
            for (_, mention) in concepts.iter().flat_map(|&concept| view.mentions_of(concept)) {
                let said = mention.assertion;
                if said.has(Effect::Family) || said.has(Effect::Hypothetical) {
                    continue;
                }
                let subject = Subject {
                    span: mention.span,
                    sentence: mention.sentence,
                    paragraph: view.note.sentences.get(mention.sentence).map(|s| s.paragraph),
                    section: mention.section,
                    ours,
                };
                let over = said.has(Effect::Negated) || said.has(Effect::Historical);
                if over && !ours { &mut subjects.passing } else { &mut subjects.lasting }.push(subject);
            }
        }
        // Of two subjects that begin together, ours comes last, and so wins as the one before a mention.
        subjects.lasting.sort_by_key(|s| (s.span.start, s.ours));
        subjects.passing.sort_by_key(|s| s.span.start);
        subjects.listed = view.note.problems.iter().any(|problem| subjects.names(problem) == Some(true));
        subjects
    }

    /// Whether a problem's title names this complaint; `None` where it names none.
    fn names(&self, problem: &Problem) -> Option<bool> {
        let first = self.lasting.partition_point(|s| s.span.end <= problem.title.start);
        let named = self.lasting[first..].iter().take_while(|s| s.span.start < problem.title.end);
        named.map(|s| s.ours).reduce(|any, ours| any || ours)
    }

    /// Why a mention does not count for this pack's complaint, if it does not.
    pub fn refusal(&self, view: &View, mention: &Mention, about: About) -> Option<Refusal> {
        match about {
            About::Any => None,
            About::Topic => {
                let spoken = self.in_sentence(view, mention).map(Spoken::from);
                spoken
                    .or_else(|| self.in_problem(view, mention))
                    .or_else(|| self.named_before(view, mention))
                    .filter(|spoken| !spoken.ours)
                    .map(|spoken| Refusal::OtherComplaint(spoken.named))
            }
            About::Named => match self.in_sentence(view, mention) {
                Some(subject) if subject.ours => None,
                Some(subject) => Some(Refusal::OtherComplaint(subject.span)),
                None => Some(Refusal::Unnamed),
            },
        }
    }

    /// The subject of a mention's own sentence.
    fn in_sentence(&self, view: &View, mention: &Mention) -> Option<&Subject> {
        let here = |s: &&Subject| s.sentence == mention.sentence;
        let near = |s: &&Subject| in_one_phrase(view, s.span, mention.span);
        let gap = |s: &Subject| distance(s.span, mention.span);

        let (before, after) = around(&self.lasting, mention.span.start);
        let (denied_before, denied_after) = around(&self.passing, mention.span.start);

        let floor = before.filter(here);
        let pulled =
            [after, denied_before, denied_after].into_iter().flatten().filter(here).filter(near).min_by_key(|s| gap(s));
        match (floor, pulled) {
            (Some(floor), Some(pulled))
                if in_one_phrase(view, floor.span, mention.span) && gap(floor) <= gap(pulled) =>
            {
                Some(floor)
            }
            (_, Some(pulled)) => Some(pulled),
            (Some(floor), None) => Some(floor),
            (None, None) => after.filter(here),
        }
    }

    /// Whose problem a mention stands under; `None` where it stands under none, or where no problem is known to be.
    fn in_problem(&self, view: &View, mention: &Mention) -> Option<Spoken> {
        let problem = view.problem_of(mention)?;
        let ours = self.names(problem).or(self.listed.then_some(false))?;
        Some(Spoken { ours, named: problem.title })
    }

    /// The last complaint before a mention in its paragraph, or the first one of its section.
    fn named_before(&self, view: &View, mention: &Mention) -> Option<Spoken> {
        let paragraph = view.note.sentences.get(mention.sentence).map(|s| s.paragraph);
        let (before, _) = around(&self.lasting, mention.span.start);
        let opens = || {
            let first = self.lasting.partition_point(|s| s.section < mention.section);
            self.lasting.get(first).filter(|s| s.section == mention.section && s.span.start < mention.span.start)
        };
        before.filter(|s| s.paragraph == paragraph).or_else(opens).map(Spoken::from)
    }
}

/// The last subject that begins at or before an offset, and the first one that begins behind it.
fn around(subjects: &[Subject], offset: usize) -> (Option<&Subject>, Option<&Subject>) {
    let behind = subjects.partition_point(|s| s.span.start <= offset);
    (subjects[..behind].last(), subjects.get(behind))
}

/// Bytes between two spans.
fn distance(a: Span, b: Span) -> usize {
    let (first, second) = if a.start <= b.start { (a, b) } else { (b, a) };
    second.start.saturating_sub(first.end)
}

/// Whether nothing parts two spans: no mark, no joining word, and no more than a few words.
fn in_one_phrase(view: &View, a: Span, b: Span) -> bool {
    /// Bytes; about eight words. A phrase is short, and looking no further keeps long lines linear.
    const REACH: usize = 48;
    if distance(a, b) > REACH {
        return false;
    }
    let (from, to) = (a.end.min(b.end), a.start.max(b.start));
    let between = if from < to { view.words(Span::new(from, to)) } else { "" };
    !between.contains([',', ';', ':', '/', '|'])
        && !between.split_whitespace().any(|word| {
            ["and", "or", "but", "while", "whereas", "however"].iter().any(|joining| word.eq_ignore_ascii_case(joining))
        })
}
