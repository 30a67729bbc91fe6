//! Queries to providers: as a letter in text, Markdown or HTML, and for programs.
//!
//! All formats show the same parts in the same order: whom it is for, the note, the title, what the note documents, the
//! question, the answers with a box each, and the reference by which a reply is read.

pub(crate) mod html;
pub(crate) mod json;
pub(crate) mod markdown;
pub(crate) mod text;

use crate::base::SectionKind;
use crate::check::Words;
use crate::note::Note;
use crate::query::{Draft, Drafts, Indicator, OTHER, UNABLE};
use crate::report::shared::clean;

/// Queries to be written.
#[derive(Debug, Default)]
pub struct QueryPage<'a> {
    /// Lines above every letter.
    pub letterhead: Vec<String>,
    /// Lines below every letter.
    pub signature: Vec<String>,
    /// The letters.
    pub letters: Vec<QueryLetter<'a>>,
    /// Leave out every word of the notes.
    pub redact: bool,
}

/// The queries to one provider, or about one note.
#[derive(Debug)]
pub struct QueryLetter<'a> {
    /// The author of the notes, if they name one.
    pub to: Option<&'a str>,
    /// The notes, each with its queries.
    pub notes: Vec<(&'a Note, &'a Drafts)>,
}

impl<'a> QueryLetter<'a> {
    /// Its queries, each with its note.
    fn queries(&self) -> impl Iterator<Item = (&'a Note, &'a Draft)> {
        self.notes.iter().flat_map(|(note, drafts)| drafts.drafts.iter().map(move |draft| (*note, draft)))
    }
}

impl QueryPage<'_> {
    /// Whom a letter is for; nothing if no note says so.
    fn to(&self, letter: &QueryLetter<'_>) -> Option<String> {
        let to = letter.to?;
        Some(if self.redact { LEFT_OUT.to_owned() } else { clean::line(to).into_owned() })
    }

    /// "visit.txt, date of service 2026-03-02".
    fn about(&self, note: &Note) -> String {
        let date = note.date.map(|date| format!(", date of service {date}")).unwrap_or_default();
        format!("{}{date}", clean::path(note.source.path()))
    }

    fn words(&self, words: &Words) -> String {
        clean::line(&words.render(self.redact)).into_owned()
    }

    /// "Assessment, line 12".
    fn place(&self, note: &Note, indicator: &Indicator) -> String {
        let heading = indicator.heading.filter(|_| !self.redact).map(|span| clean::line(note.words(span)).into_owned());
        let heading = heading
            .filter(|heading| heading.chars().count() <= 40)
            .unwrap_or_else(|| section(indicator.section).to_owned());
        let date = indicator.date.map(|date| format!(", {date}")).unwrap_or_default();
        format!("{heading}, line {}{date}", indicator.line)
    }

    /// The words that are quoted, in quotation marks.
    fn quoted(&self, note: &Note, indicator: &Indicator) -> String {
        if self.redact {
            return LEFT_OUT.to_owned();
        }
        let words = note.words(indicator.span).split_whitespace().collect::<Vec<_>>().join(" ");
        let (before, after) = (if indicator.cut.0 { "… " } else { "" }, if indicator.cut.1 { " …" } else { "" });
        // A quotation mark of the note must not end the quotation.
        format!("\"{before}{}{after}\"", clean::line(&words).replace('"', "'"))
    }

    /// All answers, with those that are always offered.
    fn options(&self, draft: &Draft) -> Vec<String> {
        let own = draft.options.iter().map(|option| self.words(option));
        own.chain([format!("{OTHER}: {LINE}"), UNABLE.to_owned()]).collect()
    }
}

/// In place of words of a note.
const LEFT_OUT: &str = "(words left out)";
/// A line to write on.
const LINE: &str = "________________________";
/// Ends every letter.
const CLOSING: &str = "Please answer in the record, in your own words.";

/// A section where its heading is not shown.
const fn section(kind: SectionKind) -> &'static str {
    match kind {
        SectionKind::Cc => "Chief complaint",
        SectionKind::Hpi => "History of present illness",
        SectionKind::Ros => "Review of systems",
        SectionKind::Pmh => "Medical history",
        SectionKind::Psh => "Surgical history",
        SectionKind::Fh => "Family history",
        SectionKind::Sh => "Social history",
        SectionKind::Meds => "Medications",
        SectionKind::Allergies => "Allergies",
        SectionKind::Vitals => "Vital signs",
        SectionKind::Exam => "Examination",
        SectionKind::Results => "Results",
        SectionKind::Course => "Course",
        SectionKind::Assessment => "Assessment",
        SectionKind::Plan => "Plan",
        SectionKind::AssessmentPlan => "Assessment and plan",
        SectionKind::Codes => "Diagnoses",
        SectionKind::Instructions => "Instructions",
        SectionKind::Other => "Note",
    }
}
