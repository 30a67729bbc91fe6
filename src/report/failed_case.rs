//! A rule's own case that fails, for the author of the rule.
//!
//! A name and a line number alone would not help the author. So the note of the case is drawn like a note that is checked:
//! the words that the rule should report, those that it does report, and those that it could have rested on, each with its
//! sense. Most cases fail because a word is missing from a vocabulary or has another sense than the author expected, and
//! the drawing shows both.

use crate::base::{Severity, Span};
use crate::check::{Checked, Finding, Label, Status};
use crate::detect::{Facts, Mention};
use crate::note::Note;
use crate::report::shared::clean;
use crate::report::shared::drawing::{Drawing, Picture, handler};
use crate::report::shared::style::Style;
use crate::rule::{Case, Check, Expect, Rule, RuleSet};
use std::io::{self, Write};

/// Mentions that are labelled.
const MENTIONS: usize = 5;
/// Messages and names that are listed.
const LISTED: usize = 4;

/// How a case fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Miss {
    /// The rule reports something where it must not.
    Noisy,
    /// It reports something where it must, but at other words.
    Elsewhere,
    /// It reports nothing where it must.
    Missing,
    /// It reports what its case expects, but not in the words of its snapshot.
    Changed,
}

/// What a rule reports for a flagged case, as a snapshot keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Its message.
    pub message: String,
    /// What it says would satisfy it.
    pub help: String,
    /// The words that it reports.
    pub at: String,
}

impl Said {
    /// What a finding says.
    pub fn of(note: &Note, finding: &Finding) -> Said {
        Said {
            message: finding.message.render(false),
            help: finding.help.render(false),
            at: note.words(finding.primary.span).to_owned(),
        }
    }

    /// What is no longer reported, and what is reported instead, line by line.
    fn difference(&self, now: &Said) -> Vec<String> {
        let parts =
            [("message", &self.message, &now.message), ("help", &self.help, &now.help), ("at", &self.at, &now.at)];
        let changed = parts.into_iter().filter(|(_, before, now)| before != now);
        changed
            .flat_map(|(part, before, now)| [format!("- {part}: {before}"), format!("+ {part}: {now}")])
            .map(|line| clean::line(&line).into_owned())
            .collect()
    }
}

/// A case that fails, with what its note contains.
#[derive(Clone, Copy, Debug)]
pub struct FailedCase<'a> {
    /// The case.
    pub test: &'a Case,
    /// How it fails.
    pub miss: Miss,
    /// Its note.
    pub note: &'a Note,
    /// What the note says.
    pub facts: &'a Facts,
    /// The findings of all rules on it.
    pub checked: &'a Checked,
    /// The rules.
    pub rules: &'a RuleSet,
    /// What it said when its snapshot was taken, and says now.
    pub said: Option<(&'a Said, &'a Said)>,
}

/// Draws a case that fails.
///
/// # Errors
/// Only those of the writer.
pub fn failed_case(case: &FailedCase<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let said: Vec<&Finding> = case.checked.findings.iter().filter(|f| f.rule == case.test.rule).collect();
    let rule = case.rules.rule(&case.test.rule);
    let seen = rule.map_or_else(Vec::new, |rule| case.mentions(rule));
    let labels = case.labels(&said, &seen);
    let mut lines = vec![case.headline().to_owned(), case.place()];
    match case.said.filter(|_| case.miss == Miss::Changed) {
        Some((before, now)) => lines.extend(before.difference(now)),
        None => lines.extend(messages(&said)),
    }
    let picture =
        labels.split_first().map(|(first, others)| Picture::new(&case.note.source, style, first, others.iter()));
    if picture.is_none() {
        lines.push(format!("the note: {}", clean::line(&case.test.text)));
    }
    let (labels, excerpt) = picture.map_or((Vec::new(), None), |picture| (picture.labels, picture.excerpt));
    let drawing = Drawing {
        code: case.test.rule.clone(),
        severity: Severity::Error,
        message: lines.join("\n"),
        help: rule.map_or_else(String::new, |rule| case.next_step(rule, &seen)),
        url: None,
        labels,
        excerpt,
    };
    let mut page = String::new();
    handler(style).render_report(&mut page, &drawing).map_err(io::Error::other)?;
    writeln!(out, "{page}")
}

impl<'a> FailedCase<'a> {
    fn headline(&self) -> &'static str {
        match (self.miss, self.test.expect) {
            (Miss::Noisy, _) if self.test.phrase.is_some() => {
                "noisy: it reports the element as missing, although the phrase should document it"
            }
            (Miss::Noisy, _) => "noisy: it reports something in a note that should be clean",
            (Miss::Elsewhere, _) => "noisy: it reports other words than those between << and >>",
            (Miss::Missing, Expect::Spoken) => {
                "missing: it reports nothing, although the phrase should not document the element"
            }
            (Miss::Missing, _) => "missing: it reports nothing where it should",
            (Miss::Changed, _) => "changed: its message differs from the snapshot",
        }
    }

    /// `pack.yaml:33: the name of the case`.
    fn place(&self) -> String {
        let name = self.test.name.as_ref().map(|name| format!(": {name}")).unwrap_or_default();
        clean::line(&format!("{}:{}{name}", self.test.path, self.test.line)).into_owned()
    }

    /// What is expected and what is reported, then what it rests on and what could have counted.
    fn labels(&self, said: &[&'a Finding], seen: &[&Mention]) -> Vec<Label> {
        let label = |span: Span, text: &str| Label { span, text: text.to_owned() };
        let mut labels = Vec::new();
        let here = said.iter().map(|finding| label(finding.primary.span, "reported here"));
        match self.test.expect {
            Expect::Flagged(_) if self.miss == Miss::Changed => labels.extend(here.take(1)),
            Expect::Flagged(words) => {
                labels.push(label(words, "expected here"));
                labels.extend(here.flat_map(|here| outside(here, words)));
            }
            Expect::Clean => labels.extend(here),
            Expect::Spoken => {}
        }
        let phrase = self.test.phrase.filter(|phrase| !phrase.is_empty());
        if self.miss == Miss::Noisy {
            labels.extend(phrase.map(|phrase| label(phrase, "should document it")));
        }
        labels.extend(said.iter().flat_map(|finding| finding.related.iter().cloned()));
        labels.extend(
            self.evidence().map(|(span, denied)| label(span, if denied { "denies it" } else { "documents it" })),
        );
        labels.extend(seen.iter().take(MENTIONS).map(|mention| label(mention.span, &self.read_as(mention))));
        if labels.is_empty() {
            labels.extend(phrase.map(|phrase| label(phrase, "should not document it")));
        }
        labels
    }

    /// The words that document the element which the case is about.
    fn evidence(&self) -> impl Iterator<Item = (Span, bool)> {
        let elements = self.checked.checklists.iter().flat_map(|list| list.elements.iter().map(move |e| (&list.id, e)));
        let own = elements.filter(|(pack, element)| self.test.rule == format!("{pack}/{}", element.id));
        let documented = own.filter(|(_, element)| element.status == Status::Documented);
        documented.flat_map(|(_, element)| element.evidence.iter().map(|words| (words.span, words.denied)))
    }

    /// The mentions of the concepts that the rule looks for, of each concept the first ones.
    fn mentions(&self, rule: &Rule) -> Vec<&'a Mention> {
        let asked = self.rules.reads_of(rule).concepts;
        self.facts.mentions.iter().filter(|mention| asked.contains(&mention.concept)).collect()
    }

    /// "`pain-radiation`, hypothetical".
    fn read_as(&self, mention: &Mention) -> String {
        let effects: Vec<&str> = mention.assertion.iter().map(|effect| effect.as_str()).collect();
        let sense = if effects.is_empty() { "affirmed".to_owned() } else { effects.join(", ") };
        let asked = if mention.asked { ", asked for" } else { "" };
        format!("`{}`, {sense}{asked}", self.name(mention.concept.0 as usize))
    }

    /// A concept as the pack names it.
    fn name(&self, concept: usize) -> &str {
        let id = self.rules.concepts[concept].id.as_str();
        let pack = self.test.rule.split('/').next().unwrap_or_default();
        id.strip_prefix(pack).and_then(|id| id.strip_prefix('/')).unwrap_or(id)
    }

    /// What the author can do about it.
    fn next_step(&self, rule: &Rule, seen: &[&Mention]) -> String {
        if let Some(profile) = rule.profile.filter(|profile| *profile != self.test.profile) {
            let own = self.test.profile;
            return format!(
                "the rule runs in the profile {profile} only, and the case is a {own}: add `profile: {profile}`"
            );
        }
        let element = matches!(rule.check, Check::Element(_));
        let pack = &self.rules.packs[rule.pack as usize].id;
        let applies = self.checked.checklists.iter().any(|list| list.id == *pack);
        let looks = self.looks_for(rule);
        match self.miss {
            Miss::Changed => format!("if this is intended, `notelint test {pack} --update-snapshots` accepts it"),
            Miss::Elsewhere => {
                "put << and >> around the words that it reports, or change what the rule reports".to_owned()
            }
            Miss::Missing if element && !applies => {
                format!("the checklist does not apply to this note: `applies:` of the pack `{pack}` is not met")
            }
            Miss::Missing if element => "narrow `documented-by:`, or the words of its concepts by `except:` or \
                                         `not-near:`"
                .to_owned(),
            Miss::Noisy if !element => "narrow its conditions, or name an exception in `quiet-if:`".to_owned(),
            _ if looks.is_empty() => "`notelint rules` shows what it checks".to_owned(),
            _ if seen.is_empty() => {
                format!("it looks for {looks}, and the note has none of them. Is a word missing from a concept?")
            }
            _ => format!(
                "it looks for {looks}; those in the note are labelled with their sense, and `notelint inspect` shows why"
            ),
        }
    }

    /// "`goal`, `plan`, M54.9 and 3 more".
    fn looks_for(&self, rule: &Rule) -> String {
        let asked = self.rules.reads_of(rule);
        let concepts = asked.concepts.iter().map(|concept| format!("`{}`", self.name(concept.0 as usize)));
        let placeholders = asked.placeholders.iter().map(|kind| format!("a placeholder ({kind})"));
        let names: Vec<String> = concepts.chain(asked.codes.iter().cloned()).chain(placeholders).collect();
        match names.len().saturating_sub(LISTED) {
            0 => names.join(", "),
            more => format!("{} and {more} more", names[..LISTED].join(", ")),
        }
    }
}

/// The part of a label that does not lie on the expected words, so that both are drawn.
fn outside(label: Label, words: Span) -> Option<Label> {
    if !label.span.overlaps(words) {
        return Some(label);
    }
    let (before, after) = (
        Span::new(label.span.start, words.start.max(label.span.start)),
        Span::new(words.end.min(label.span.end), label.span.end),
    );
    let rest = if before.is_empty() { after } else { before };
    let span = if rest.is_empty() { label.span } else { rest };
    Some(Label { span, ..label })
}

/// What it says, each message once.
fn messages(said: &[&Finding]) -> Vec<String> {
    let mut messages: Vec<String> = Vec::new();
    for finding in said {
        let message = format!("it reports: {}", clean::line(&finding.message.render(false)));
        if !messages.contains(&message) {
            messages.push(message);
        }
    }
    let more = messages.len().saturating_sub(LISTED);
    messages.truncate(LISTED);
    if more > 0 {
        messages.push(format!("and {more} more"));
    }
    messages
}
