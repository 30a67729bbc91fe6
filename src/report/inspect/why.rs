//! Why the words that an element looks for do or do not document it, for people.
//!
//! For each element and place it gives the words, whether they count, and the cue of the note that decided it. A place
//! is written as `path:line:column`, which terminals and editors open. Redacted, the positions stay and the words are
//! left out.

use crate::base::{Act, Acts, Effect, Profile, SectionKinds, Sense, Span};
use crate::check::{ElementWhy, Ruling, Seen, Status, Thing, TopicWhy, Why};
use crate::detect::{CueHit, WhyNot};
use crate::note::Note;
use crate::report::inspect::pretty::one_line;
use crate::report::shared::clean;
use crate::report::shared::style::Style;
use crate::report::shared::wrap::wrap;
use crate::rule::{ConceptId, Piece, RuleSet};
use std::io::{self, Write};

/// Characters of quoted words that are shown.
const LONG: usize = 60;

/// Writes why the words that elements look for do or do not document them.
///
/// # Errors
/// Only those of the writer.
pub fn pretty(note: &Note, why: &Why, rules: &RuleSet, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let printer = Printer { note, rules, style };
    let mut begun = false;
    for topic in &why.topics {
        printer.separate(&mut begun, out)?;
        printer.topic(topic, out)?;
        let own = |element: &&ElementWhy| {
            let pack = rules.rules.get(element.rule as usize).and_then(|rule| rules.packs.get(rule.pack as usize));
            pack.is_some_and(|pack| pack.id == topic.checklist)
        };
        for element in why.elements.iter().filter(own) {
            printer.separate(&mut begun, out)?;
            printer.element(element, out)?;
        }
    }
    Ok(())
}

struct Printer<'a> {
    note: &'a Note,
    rules: &'a RuleSet,
    style: &'a Style,
}

impl Printer<'_> {
    /// An empty line between two blocks.
    fn separate(&self, begun: &mut bool, out: &mut dyn Write) -> io::Result<()> {
        if std::mem::replace(begun, true) { writeln!(out) } else { Ok(()) }
    }

    fn topic(&self, topic: &TopicWhy, out: &mut dyn Write) -> io::Result<()> {
        let id = clean::line(&topic.checklist);
        let named = topic.seen.iter().any(|seen| matches!(seen.ruling, Ruling::Accepted { .. }));
        match (topic.applies, topic.requested && !named) {
            (true, true) => writeln!(out, "{id}: the checklist was requested")?,
            (true, false) => writeln!(out, "{id}: the checklist applies")?,
            (false, _) => writeln!(out, "{id}: the checklist does not apply, so its elements are not required")?,
        }
        // If something makes the checklist apply, what does not is of no interest.
        let shown = |seen: &&Seen| !named || matches!(seen.ruling, Ruling::Accepted { .. });
        topic.seen.iter().filter(shown).try_for_each(|seen| self.seen(seen, out))
    }

    fn element(&self, element: &ElementWhy, out: &mut dyn Write) -> io::Result<()> {
        let Some(rule) = self.rules.rules.get(element.rule as usize) else { return Ok(()) };
        let status = element.status.in_words(self.note.context.profile);
        writeln!(out, "{}: {status}", clean::line(&rule.id))?;
        let text = |piece: &Piece| if let Piece::Text(text) = piece { text.clone() } else { String::new() };
        let ask: String = rule.message.0.iter().map(text).collect();
        self.lines(2, &clean::line(&ask), out)?;
        if element.seen.is_empty() {
            let none = match element.status {
                Status::Documented => "Documented by the note's structure or by what was given with it.",
                Status::Missing | Status::Prompted | Status::Unfilled => {
                    "The note has nothing that the rule looks for."
                }
            };
            return self.lines(2, none, out);
        }
        element.seen.iter().try_for_each(|seen| self.seen(seen, out))
    }

    /// The place, the words and whether they count; below, what they are and why.
    fn seen(&self, seen: &Seen, out: &mut dyn Write) -> io::Result<()> {
        let ruling = match seen.ruling {
            Ruling::Accepted { .. } => "accepted",
            Ruling::Prompt => "prompt",
            Ruling::Refused(_) => "refused",
            Ruling::NoMention(_) => "no mention",
        };
        let place = match seen.span {
            Some(span) => format!("{}  {}", self.place(span), self.words(span)),
            None => "given with the note".to_owned(),
        };
        writeln!(out, "  {place}  {ruling}")?;
        let name = match &seen.thing {
            Thing::Concept(id) => self.concept(*id),
            Thing::Code(code) => clean::line(code).into_owned(),
            Thing::Value(id) => self.rules.values.get(*id).name.clone(),
            Thing::Placeholder(kind) => format!("unfilled ({kind})"),
        };
        let why = match &seen.ruling {
            Ruling::Accepted { denied: false } => Vec::new(),
            Ruling::Accepted { denied: true } => vec!["a denial counts as documentation".to_owned()],
            Ruling::Prompt if self.note.context.profile == Profile::Template => {
                vec!["the template prompts for it".to_owned()]
            }
            Ruling::Prompt => vec!["the prompt has no answer".to_owned()],
            Ruling::Refused(reasons) => reasons.iter().map(|reason| self.why_not(seen, *reason)).collect(),
            Ruling::NoMention(reason) => vec![self.why_not(seen, *reason)],
        };
        match why.split_first() {
            None => self.lines(6, &name, out),
            Some((first, others)) => {
                self.lines(6, &format!("{name}: {first}"), out)?;
                others.iter().try_for_each(|other| self.lines(6, &format!("and: {other}"), out))
            }
        }
    }

    /// Text wrapped to the terminal, all lines indented.
    fn lines(&self, indent: usize, text: &str, out: &mut dyn Write) -> io::Result<()> {
        let lines = wrap(text, self.style.width.saturating_sub(indent).max(20));
        lines.iter().try_for_each(|line| writeln!(out, "{:indent$}{line}", ""))
    }

    fn why_not(&self, seen: &Seen, why_not: WhyNot) -> String {
        match why_not {
            WhyNot::OtherMeaning(sections) => format!("these words have this meaning only in {}", kinds(sections)),
            WhyNot::LookAlike(span) => format!("part of the look-alike {}", self.quote(span)),
            WhyNot::UnwantedNeighbor(span) => format!("does not count near {}", self.quote(span)),
            WhyNot::MissingNeighbor(0) => "none of the words that must be next to it is".to_owned(),
            WhyNot::MissingNeighbor(1) => "none of the words that must be within one word of it is".to_owned(),
            WhyNot::MissingNeighbor(within) => {
                format!("none of the words that must be within {within} words of it is")
            }
            WhyNot::Sense { asked, said } => self.sense(asked, seen.cues_against(asked, said)),
            WhyNot::Section { found_in, asked } => {
                let section = self.note.sections.get(found_in);
                let under = match section.and_then(|s| Some((s.kind, s.heading?))) {
                    Some((kind, heading)) => format!("under {}, read as {kind}", self.quote(heading)),
                    None => "under no heading".to_owned(),
                };
                format!("{under}; the rule looks in {}", kinds(asked))
            }
            WhyNot::Act { asked, does } => format!("read as {}; the rule accepts {}", a(does), acts(asked)),
            WhyNot::NotTitle => "not in the title of a problem".to_owned(),
            WhyNot::MissingCompany(concepts) => {
                let concepts: Vec<String> = concepts.iter().map(|id| self.concept(*id)).collect();
                match concepts.as_slice() {
                    [one] => format!("{one} must be in the same sentence, and is not"),
                    many => format!("one of these must be in the same sentence, and none is: {}", many.join(", ")),
                }
            }
            WhyNot::UnwantedCompany(span) => format!("does not count with {} in the same sentence", self.quote(span)),
            WhyNot::OtherComplaint(span) => format!("about another complaint: {}", self.quote(span)),
            WhyNot::ComplaintNotNamed => "its sentence does not name the complaint".to_owned(),
            WhyNot::InPassing => {
                "mentioned in passing: not in the chief complaint, the assessment or the opening".to_owned()
            }
            WhyNot::Form => "part of the form, not a statement".to_owned(),
            WhyNot::NotEnough => "it matches, but another condition of the rule is not met".to_owned(),
            WhyNot::AskedAbsent => "the rule requires that it be absent".to_owned(),
        }
    }

    fn sense(&self, asked: Sense, against: impl Iterator<Item = CueHit>) -> String {
        let asks = match asked {
            Sense::Documented => "the rule accepts what is stated about the current problem, affirmed or denied",
            Sense::Present => "the rule accepts what is affirmed and current",
            Sense::Suspected => "the rule accepts what is affirmed or suspected, and current",
            Sense::Denied => "the rule accepts denials",
            Sense::Ever => "the rule accepts what is stated about this patient, now or in the past",
            Sense::Named => "the rule accepts any mention",
        };
        let against: Vec<String> = against.map(|cue| self.cue(cue)).collect();
        if against.is_empty() { format!("affirmed; {asks}") } else { format!("{}; {asks}", against.join(", ")) }
    }

    /// `hypothetical by the cue "return if" (line 4)`.
    fn cue(&self, CueHit { span, effect }: CueHit) -> String {
        let heading = self.note.section_at(span.start).is_some_and(|section| section.heading == Some(span));
        match effect {
            Effect::Unfilled if span.is_empty() => "left as a prompt".to_owned(),
            Effect::Unfilled => format!("left as a prompt by {}", self.quote(span)),
            _ if span.is_empty() => effect.to_string(),
            _ if heading => format!("{effect} under the heading {}", self.quote(span)),
            _ => format!("{effect} by the cue {}", self.quote(span)),
        }
    }

    fn concept(&self, id: ConceptId) -> String {
        let id = self.rules.concepts.get(id.0 as usize).map_or("", |concept| &concept.id);
        clean::line(id).into_owned()
    }

    fn place(&self, span: Span) -> String {
        let at = self.note.source.position(span.start);
        format!("{}:{}:{}", clean::path(self.note.source.path()), at.line, at.column)
    }

    /// `"return if" (line 4)`.
    fn quote(&self, span: Span) -> String {
        format!("{} (line {})", self.words(span), self.note.source.position(span.start).line)
    }

    /// The words of a span in quotes, unless they are to be left out.
    fn words(&self, span: Span) -> String {
        match self.style.redact {
            true => "(words left out)".to_owned(),
            false => format!("\"{}\"", one_line(self.note, span, LONG)),
        }
    }
}

const fn a(act: Act) -> &'static str {
    match act {
        Act::History => "history",
        Act::Finding => "a finding",
        Act::Assessment => "an assessment",
        Act::Order => "an order",
        Act::Advice => "advice",
    }
}

fn acts(acts: Acts) -> String {
    acts.iter().map(Act::as_str).collect::<Vec<_>>().join(", ")
}

fn kinds(kinds: SectionKinds) -> String {
    kinds.iter().map(|kind| kind.as_str()).collect::<Vec<_>>().join(", ")
}
