//! Whose complaint is a mention about?
//!
//! "Low back pain for 3 days. Knee pain since spring, worse on stairs." Stairs aggravate the knee, and must not
//! document what aggravates the back. A pack names the words of its own complaint (`this`) and of other ones
//! (`other`); these are the subjects, and a mention belongs to one of them:
//!
//! 1. *In what is told elsewhere*: the sentence has a head about something else ("Previous episode: ..."), or such a
//!    sentence opens its line and nothing since has named this complaint.
//! 2. *Else in its own sentence*, the nearest one. A subject before the mention keeps the topic; one after it takes the
//!    mention only from within the same phrase ("sharp knee pain"), and only if it is nearer.
//! 3. *Else under its problem* (`2. Back pain`, and what follows below), the one that the problem's title names. A
//!    problem whose title names no complaint is another problem than this one, if some title names this one.
//! 4. *Else in its paragraph*, the last one named before it.
//! 5. *Else in its section*, the first one named, if that is before it.
//! 6. *Else* nothing says otherwise, and the mention counts: most notes have one complaint.
//!
//! A relative's complaint and one that is only feared ("return if") are not subjects. A complaint that is denied or
//! over ("denies chest pain, numbness") is a subject in passing: it takes what is in its own phrase ("denies chest pain
//! radiating to the arm") and neither the rest of a list nor what follows.

use super::focus::Focus;
use crate::base::{Act, Effect, Span};
use crate::detect::{Mention, WhyNot};
use crate::note::Note;
use crate::rule::About;

/// The subjects of one note, for one pack.
#[derive(Debug, Default)]
pub(super) struct Subjects {
    /// Subjects that keep the topic, in text order.
    lasting: Vec<Subject>,
    /// Other complaints that are denied or over, in text order.
    passing: Vec<Subject>,
    /// Sentences that tell of something else, in order, each with the words that say so.
    elsewhere: Vec<(usize, Span)>,
    /// Some problem of the note has this complaint as its title.
    listed: bool,
    focus: Focus,
}

#[derive(Clone, Copy, Debug)]
struct Subject {
    span: Span,
    sentence: usize,
    paragraph: Option<usize>,
    section: usize,
    /// Whether it is the pack's own complaint.
    ours: bool,
}

/// The complaint that a mention is about, and the words that name it.
struct Complaint {
    ours: bool,
    named: Span,
}

impl From<&Subject> for Complaint {
    fn from(subject: &Subject) -> Complaint {
        Complaint { ours: subject.ours, named: subject.span }
    }
}

impl Subjects {
    /// The subjects among mentions of complaints, each with whether it is the pack's own.
    pub fn new<'m>(
        note: &Note,
        mentions: impl Iterator<Item = (&'m Mention, bool)>,
        heads: impl Iterator<Item = &'m Mention>,
    ) -> Subjects {
        let mut subjects = Subjects::default();
        for (mention, ours) in mentions {
            let assertion = mention.assertion;
            if assertion.has(Effect::Family) || assertion.has(Effect::Hypothetical) {
                continue;
            }
            let subject = Subject {
                span: mention.span,
                sentence: mention.sentence(),
                paragraph: paragraph(note, mention),
                section: mention.section(),
                ours,
            };
            let over = assertion.has(Effect::Negated) || assertion.has(Effect::Historical);
            if over && !ours { &mut subjects.passing } else { &mut subjects.lasting }.push(subject);
        }
        // Of two subjects that begin together, ours comes last, and so wins as the one before a mention.
        subjects.lasting.sort_by_key(|s| (s.span.start, s.ours));
        subjects.passing.sort_by_key(|s| s.span.start);
        subjects.elsewhere = subjects.told_elsewhere(note, heads);
        subjects.listed = note.problems.iter().any(|problem| subjects.names(problem.title) == Some(true));
        subjects.focus =
            Focus::new(note, |span| subjects.names(span), |span| subjects.within(span).next().map(|s| s.ours));
        subjects
    }

    /// The sentences under heads about something else: their own, and the rest of a line that such a sentence opens, up
    /// to one that names this complaint.
    fn told_elsewhere<'m>(&self, note: &Note, heads: impl Iterator<Item = &'m Mention>) -> Vec<(usize, Span)> {
        let mut heads: Vec<(usize, Span)> = heads.map(|head| (head.sentence(), head.span)).collect();
        heads.sort_unstable();
        heads.dedup_by_key(|(sentence, _)| *sentence);
        let mut told: Vec<(usize, Span)> = Vec::new();
        for (sentence, head) in heads {
            told.push((sentence, head));
            if !note.opens_line(sentence) {
                continue;
            }
            let goes_on = |next: &usize| {
                let Some(words) = note.sentences.get(*next) else { return false };
                !note.opens_line(*next) && !self.within(words.span).any(|s| s.ours)
            };
            told.extend((sentence + 1..).take_while(goes_on).map(|next| (next, head)));
        }
        told.sort_unstable();
        told.dedup_by_key(|(sentence, _)| *sentence);
        told
    }

    /// The head about something else that a mention is told under.
    fn under_another_head(&self, mention: &Mention) -> Option<Complaint> {
        let at = self.elsewhere.binary_search_by_key(&mention.sentence(), |(sentence, _)| *sentence).ok()?;
        (mention.act != Act::Finding).then_some(Complaint { ours: false, named: self.elsewhere[at].1 })
    }

    /// Whether a title or a chief complaint names this complaint; `None` if it names none.
    fn names(&self, words: Span) -> Option<bool> {
        self.within(words).map(|s| s.ours).reduce(|any, ours| any || ours)
    }

    /// The lasting subjects that overlap some words, in order.
    fn within(&self, words: Span) -> impl Iterator<Item = &Subject> {
        let first = self.lasting.partition_point(|s| s.span.end <= words.start);
        self.lasting[first..].iter().take_while(move |s| s.span.start < words.end)
    }

    /// Why a mention does not count for this pack's complaint; `None` if it does.
    pub fn why_not(&self, note: &Note, mention: &Mention, about: About) -> Option<WhyNot<'static>> {
        match about {
            About::Any => None,
            About::Topic | About::Context => {
                let itself = about == About::Topic;
                self.under_another_head(mention)
                    .or_else(|| self.in_sentence(note, mention, itself).map(Complaint::from))
                    .or_else(|| self.in_problem(note, mention))
                    .or_else(|| self.named_before(note, mention, itself))
                    .filter(|complaint| !complaint.ours)
                    .map(|complaint| WhyNot::OtherComplaint(complaint.named))
            }
            About::Focus => (!self.focus.holds(mention.span)).then_some(WhyNot::InPassing),
            About::Named => match self.in_sentence(note, mention, true) {
                Some(subject) if subject.ours => None,
                Some(subject) => Some(WhyNot::OtherComplaint(subject.span)),
                None => Some(WhyNot::ComplaintNotNamed),
            },
        }
    }

    /// The subject of a mention's own sentence. With `itself`, that may be the words of the mention.
    fn in_sentence(&self, note: &Note, mention: &Mention, itself: bool) -> Option<&Subject> {
        let here = |s: &&Subject| s.sentence == mention.sentence();
        let near = |s: &&Subject| in_one_phrase(note, s.span, mention.span);
        let gap = |s: &Subject| distance(s.span, mention.span);

        let (before, after) = around(&self.lasting, mention.span, itself);
        let (denied_before, denied_after) = around(&self.passing, mention.span, itself);

        let topic = before.filter(here).map(|topic| self.coordinated(note, topic).unwrap_or(topic));
        let pulled =
            [after, denied_before, denied_after].into_iter().flatten().filter(here).filter(near).min_by_key(|s| gap(s));
        match (topic, pulled) {
            (Some(topic), Some(pulled)) if near(&topic) && gap(topic) <= gap(pulled) => Some(topic),
            (_, Some(pulled)) => Some(pulled),
            (Some(topic), None) => Some(topic),
            (None, None) => after.filter(here),
        }
    }

    /// The pack's own complaint, if another one is only named in one breath with it: "low back and hip pain for a month".
    fn coordinated(&self, note: &Note, topic: &Subject) -> Option<&Subject> {
        let before = &self.lasting[..self.lasting.partition_point(|s| s.span.end <= topic.span.start)];
        let one = before.last().filter(|s| s.ours && !topic.ours && s.sentence == topic.sentence)?;
        let between = note.source.text().get(one.span.end..topic.span.start)?.trim();
        ["and", "&", "+", "/", ",", ", and"].iter().any(|joining| between.eq_ignore_ascii_case(joining)).then_some(one)
    }

    /// The complaint of the problem that a mention is under; `None` if it is under none, or if no title names the
    /// pack's own complaint.
    fn in_problem(&self, note: &Note, mention: &Mention) -> Option<Complaint> {
        let problem = note.problem_at(mention.span.start)?;
        let ours = self.names(problem.title).or(self.listed.then_some(false))?;
        Some(Complaint { ours, named: problem.title })
    }

    /// The last complaint before a mention in its paragraph, or the first one of its section.
    fn named_before(&self, note: &Note, mention: &Mention, itself: bool) -> Option<Complaint> {
        let paragraph = paragraph(note, mention);
        let (before, _) = around(&self.lasting, mention.span, itself);
        let opens = || {
            let first = self.lasting.partition_point(|s| s.section < mention.section());
            self.lasting.get(first).filter(|s| s.section == mention.section() && s.span.start < mention.span.start)
        };
        before.filter(|s| s.paragraph == paragraph).or_else(opens).map(Complaint::from)
    }
}

fn paragraph(note: &Note, mention: &Mention) -> Option<usize> {
    note.sentences.get(mention.sentence()).map(|sentence| sentence.paragraph)
}

/// The last subject that begins at or before some words, and the first one after their beginning. Without `itself`, those
/// that overlap the words are left out.
fn around(subjects: &[Subject], words: Span, itself: bool) -> (Option<&Subject>, Option<&Subject>) {
    let after = subjects.partition_point(|s| s.span.start <= words.start);
    let (before, after) = subjects.split_at(after);
    let counts = |s: &&Subject| itself || !s.span.overlaps(words);
    (before.iter().rfind(counts), after.iter().find(counts))
}

/// Bytes between two spans.
fn distance(a: Span, b: Span) -> usize {
    let (first, second) = if a.start <= b.start { (a, b) } else { (b, a) };
    second.start.saturating_sub(first.end)
}

/// Whether nothing separates two spans: no punctuation mark, no joining word, and no more than a few words.
fn in_one_phrase(note: &Note, a: Span, b: Span) -> bool {
    /// Bytes; about eight words. A phrase is short, and looking no further keeps long lines linear.
    const REACH: usize = 48;
    if distance(a, b) > REACH {
        return false;
    }
    let (from, to) = (a.end.min(b.end), a.start.max(b.start));
    let between = note.source.text().get(from..to).unwrap_or_default();
    !between.contains([',', ';', ':', '/', '|'])
        && !between.split_whitespace().any(|word| {
            ["and", "or", "but", "while", "whereas", "however"].iter().any(|joining| word.eq_ignore_ascii_case(joining))
        })
}
