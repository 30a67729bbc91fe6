//! Layer 1: the structure of a note, before anything is read from its words.
//!
//! Bytes become a [`Source`]; a source becomes a [`Note`]: sections, sentences, placeholders, and the folded text that
//! the scan reads. Nothing here knows a medical word except the spellings of headings, which come in as data, and the
//! names under which an examination is subdivided. Reading bytes can fail, and says at which byte; reading structure
//! cannot.

mod answers;
mod bytes;
mod comments;
mod fold;
mod front_matter;
mod headings;
mod line;
mod markup;
mod placeholders;
mod problems;
mod sections;
mod sentences;
mod shown;
mod source;
mod visit_day;

pub use answers::{Answer, Reply};
pub use comments::Comment;
pub use fold::Folded;
pub use front_matter::{FaultKind, FrontMatter, FrontMatterFault};
pub use headings::Headings;
pub(crate) use source::BOM;
pub use source::{Encoding, LineIndex, Position, ReadError, Source};

use crate::base::{Date, PlaceholderKind, Profile, SectionKind, Setting, Span};

/// One clinical document.
#[derive(Debug)]
pub struct Note {
    /// Its text and where it came from.
    pub source: Source,
    /// What came with it, in its front matter or from the caller.
    pub context: Context,
    /// The date of service that it states.
    pub date: Option<Date>,
    /// Its front matter; no section and no sentence contains a word of it.
    pub front_matter: Option<FrontMatter>,
    /// Its sections, in order; they cover the text without gaps from the first word after the front matter on.
    pub sections: Vec<Section>,
    /// Its sentences, in order, never crossing a section.
    pub sentences: Vec<Sentence>,
    /// The problems that it lists, in order, not overlapping.
    pub problems: Vec<Problem>,
    /// Its unfilled places, in order, not overlapping.
    pub placeholders: Vec<Placeholder>,
    /// The bare prompts of a form, in order. They are its structure and not unfilled places; but a note made from the
    /// form has not documented what they prompt for.
    pub form: Vec<Span>,
    /// Comments to notelint, in order; no structure contains a word of them. None unless it is a template.
    pub comments: Vec<Comment>,
    /// The text that the scan reads: one line for each sentence.
    pub folded: Folded,
}

/// What comes with a note, apart from its text. By default: a note to submit, and nothing else.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Context {
    /// Whether it is a note to submit or a form.
    pub profile: Profile,
    /// The codes that come with it (`--code`).
    pub codes: Vec<String>,
    /// Its type in the words of the site: "ed", "follow-up".
    pub note_type: Option<String>,
    /// Where the encounter took place.
    pub setting: Option<Setting>,
    /// The day on which codes are judged: the date of service, else the day that the app gives.
    pub day: Option<Date>,
    /// Checklists that apply whether or not their topic applies.
    pub checklists: Vec<String>,
}

/// A labelled region of a note.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// What it is.
    pub kind: SectionKind,
    /// Heading and body.
    pub span: Span,
    /// The heading's words, without mark-up and colon; `None` if the text is under no heading of its
    /// own: before the first one, and where an examination continues after the vital signs inside it.
    pub heading: Option<Span>,
}

/// One statement inside a section: a sentence, a list item, or a `Prompt: value` line.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// Its words, without bullets and surrounding white space. A box stays with its words, because it says
    /// something about them: `[x] numbness`, `[ ] weakness`.
    pub span: Span,
    /// Index of its section.
    pub section: usize,
    /// Sentences of one paragraph or list item share a number, counted through the note.
    pub paragraph: usize,
    /// The words before the colon of a `Prompt: value` line (bullets and mark-up left out), or a form's heading.
    pub prompt: Option<Span>,
    /// The sentence is an item of a list.
    pub item: bool,
}

/// One problem of a list, with what is said under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Its name: `Low back pain` of `2. Low back pain - refer to physiotherapy`.
    pub title: Span,
    /// From its name to the next problem, or to the end of its section.
    pub span: Span,
    /// Its name is a diagnosis; else it is only what a numbered item of the history is about.
    pub assessed: bool,
}

/// An unfilled place.
#[derive(Clone, Debug, PartialEq)]
pub struct Placeholder {
    /// The place, brackets included; for a bare prompt, the prompt's words with the colon.
    pub span: Span,
    /// Its kind.
    pub kind: PlaceholderKind,
}

impl Note {
    /// Reads the structure of a text.
    ///
    /// What its front matter says is added to `context`: its codes to those that are there, its type and setting if the
    /// context has none, its date of service in any case. Without front matter that gives it, the date of service is the
    /// one that the text states.
    pub fn read(source: Source, mut context: Context, headings: &Headings) -> Note {
        let text = source.text();
        let front_matter = front_matter::read(text, &mut context, headings);
        let body = Span::new(front_matter.as_ref().map_or(0, |front| front.span.end), text.len());
        let date = match front_matter.as_ref().is_some_and(|front| front.is_dated) {
            true => context.day,
            false => visit_day::find(text, body),
        };
        context.day = date.or(context.day);
        let comments = comments::find(text, body, context.profile, source.path());
        let mut hidden: Vec<Span> = comments.iter().map(|comment| comment.span).collect();
        if context.profile == Profile::Template {
            hidden.extend(markup::comment_lines(text, body, source.path()));
        }
        let text = &*comments::without(text, hidden);
        let text = &*shown::shown(text, body, context.profile);
        let sections = sections::find(text, body, headings);
        let open = placeholders::find(text, body, &sections, context.profile);
        let placeholders::Open { places: placeholders, form } = open;
        let sentences = sentences::split(text, &sections, &placeholders, context.profile);
        let folded = Folded::new(text, &sentences);
        let problems = problems::find(text, &sections);
        Note {
            source,
            context,
            date,
            front_matter,
            sections,
            sentences,
            problems,
            placeholders,
            form,
            comments,
            folded,
        }
    }

    /// Who wrote it, if its front matter says so.
    pub fn author(&self) -> Option<&str> {
        self.front_matter.as_ref()?.author.map(|span| self.words(span))
    }

    /// The section that holds a byte of the text.
    pub fn section_at(&self, offset: usize) -> Option<&Section> {
        let at = self.sections.partition_point(|section| section.span.end <= offset);
        self.sections.get(at).filter(|section| section.span.start <= offset)
    }

    /// Whether a sentence is the first of its line.
    pub fn opens_line(&self, sentence: usize) -> bool {
        let (Some(this), before) = (self.sentences.get(sentence), sentence.checked_sub(1)) else { return true };
        let before = before.map_or(0, |before| self.sentences[before].span.end.min(this.span.start));
        before == 0 || self.source.text()[before..this.span.start].contains('\n')
    }

    /// The sentence after one, if it is a remark on it: "That is not why she is here."
    pub fn remark_on(&self, sentence: usize) -> Option<usize> {
        const BACK: &[&str] =
            &["that", "this", "these", "it", "both", "neither", "none", "not", "nothing", "no", "which"];
        let (this, next) = (self.sentences.get(sentence)?, self.sentences.get(sentence + 1)?);
        let words = self.words(next.span);
        let first = words.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty())?;
        let follows = this.paragraph == next.paragraph && this.section == next.section;
        (follows && BACK.iter().any(|word| first.eq_ignore_ascii_case(word))).then_some(sentence + 1)
    }

    /// The problem that a byte of the text belongs to.
    pub fn problem_at(&self, offset: usize) -> Option<&Problem> {
        let at = self.problems.partition_point(|problem| problem.span.end <= offset);
        self.problems.get(at).filter(|problem| problem.span.start <= offset)
    }

    /// Whether it lists diagnoses as problems.
    pub fn assesses_problems(&self) -> bool {
        self.problems.iter().any(|problem| problem.assessed)
    }

    /// Whether a byte of the text is in a comment to notelint.
    pub fn in_comment(&self, offset: usize) -> bool {
        let at = self.comments.partition_point(|comment| comment.span.end <= offset);
        self.comments.get(at).is_some_and(|comment| comment.span.start <= offset)
    }

    /// The words of a span.
    pub fn words(&self, span: Span) -> &str {
        &self.source.text()[span.range()]
    }
}
