//! What notelint sees in a note, for people who want to know why a rule did or did not report something.
//!
//! It lists sections, their sentences and each mention with its assertion and the cue for it. Redacted, the positions
//! stay and the words are left out.

use crate::base::Span;
use crate::detect::{Diagnosis, Facts, Measured, Mention};
use crate::note::Note;
use crate::report::shared::clean;
use crate::report::shared::style::Style;
use crate::rule::RuleSet;
use std::io::{self, Write};

/// Characters of a sentence that are shown.
const LONG: usize = 160;

/// Writes the sections, sentences, unfilled places, mentions and codes of a note.
///
/// # Errors
/// Only those of the writer.
pub fn pretty(note: &Note, facts: &Facts, rules: &RuleSet, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let printer = Printer { note, rules, style };
    writeln!(out, "{}", clean::path(note.source.path()))?;
    let mut sentences = note.sentences.iter().enumerate().peekable();
    let mut mentions = by_sentence(facts).into_iter().peekable();
    let mut placeholders = note.placeholders.iter().peekable();
    for (at, section) in note.sections.iter().enumerate() {
        let heading = section.heading.map_or_else(|| "no heading".to_owned(), |span| printer.words(span));
        writeln!(out, "\n{}  {}  {heading}", printer.at(section.span), section.kind)?;
        while let Some((index, sentence)) = sentences.next_if(|(_, s)| s.section == at) {
            writeln!(out, "  {}  {}", printer.at(sentence.span), printer.words(sentence.span))?;
            while let Some(mention) = mentions.next_if(|m| m.sentence() == index) {
                writeln!(out, "      {}", printer.mention(mention))?;
            }
        }
        while let Some(placeholder) = placeholders.next_if(|p| p.span.start < section.span.end) {
            let (kind, words) = (placeholder.kind, printer.words(placeholder.span));
            writeln!(out, "  {}  unfilled ({kind})  {words}", printer.at(placeholder.span))?;
        }
    }
    if !facts.values.is_empty() {
        writeln!(out, "\nvalues")?;
    }
    for value in &facts.values {
        writeln!(out, "  {}  {}", printer.at(value.span), printer.value(value))?;
    }
    if !facts.diagnoses.is_empty() {
        writeln!(out, "\ndiagnoses")?;
    }
    for diagnosis in &facts.diagnoses {
        writeln!(out, "  {}  {}", printer.at(diagnosis.span), printer.diagnosis(diagnosis))?;
    }
    if !facts.codes.is_empty() {
        writeln!(out, "\ncodes")?;
    }
    for code in &facts.codes {
        match code.span {
            Some(span) => {
                writeln!(out, "  {}  {}  {}", printer.at(span), clean::line(&code.code), code.state.as_str())?
            }
            None => writeln!(out, "  given with the note  {}  {}", clean::line(&code.code), code.state.as_str())?,
        }
    }
    Ok(())
}

fn by_sentence(facts: &Facts) -> Vec<&Mention> {
    let mut mentions: Vec<&Mention> = facts.mentions.iter().collect();
    mentions.sort_by_key(|m| (m.sentence(), m.span));
    mentions
}

struct Printer<'a> {
    note: &'a Note,
    rules: &'a RuleSet,
    style: &'a Style,
}

impl Printer<'_> {
    /// `line:column`, as wide as most.
    fn at(&self, span: Span) -> String {
        let at = self.note.source.position(span.start);
        format!("{:<7}", format!("{}:{}", at.line, at.column))
    }

    /// The words of a span, unless they are to be left out.
    fn words(&self, span: Span) -> String {
        if self.style.redact { "(words left out)".to_owned() } else { one_line(self.note, span, LONG) }
    }

    /// `sodium 121 mmol/L, now`.
    fn value(&self, measured: &Measured) -> String {
        let values = &self.rules.values;
        let name = &values.get(measured.value).name;
        let number = match (self.style.redact, measured.low == measured.high) {
            (true, _) => "(number left out)".to_owned(),
            (false, true) => measured.low.to_string(),
            (false, false) => format!("{} to {}", measured.low, measured.high),
        };
        let unit = measured.unit.map(|unit| format!(" {}", values.unit(unit))).unwrap_or_default();
        format!("{name} {number}{unit}, {}", measured.when)
    }

    /// `"CHF": I50.9, stated; leaves open: type, acuity`.
    fn diagnosis(&self, diagnosis: &Diagnosis) -> String {
        let codes = diagnosis.codes.first().map_or("no code", String::as_str);
        let past = if diagnosis.past { ", past" } else { "" };
        let open = diagnosis.open.join(", ");
        let open = if open.is_empty() { open } else { format!("; leaves open: {open}") };
        format!("\"{}\": {codes}, {}{past}{open}", self.words(diagnosis.span), diagnosis.certainty)
    }

    /// `pain-radiation "radiation": negated ("denies")`.
    fn mention(&self, mention: &Mention) -> String {
        let concept = &self.rules.concepts[mention.concept.0 as usize].id;
        let cue = |effect| {
            let cues = mention.cues.iter().filter(|c| c.effect == effect && !c.span.is_empty());
            let words: Vec<String> = cues.map(|c| format!("\"{}\"", self.words(c.span))).collect();
            if words.is_empty() { String::new() } else { format!(" ({})", words.join(", ")) }
        };
        let effects: Vec<String> = mention.assertion.iter().map(|e| format!("{e}{}", cue(e))).collect();
        let sense = if effects.is_empty() { "affirmed".to_owned() } else { effects.join(", ") };
        let asked = if mention.asked { ", asked for" } else { "" };
        format!("{concept} \"{}\": {}, {sense}{asked}", self.words(mention.span), mention.act)
    }
}

/// The words of a span on one line, cut after so many characters.
pub(crate) fn one_line(note: &Note, span: Span, most: usize) -> String {
    let words = note.words(span).split_whitespace().collect::<Vec<_>>().join(" ");
    let words = clean::line(&words);
    match words.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.into_owned(),
    }
}
