//! One note: what is reported about it, what it documents, its codes, and its text with all of that marked.
//!
//! Findings are grouped as at the terminal: the missing elements of a checklist are one group, the places of one rule that
//! forbids something are one entry. Every place is a link into the text and every mark a link back. A redacted page has
//! no text, so its places are not links.

use super::marks::{self, Mark, Why};
use super::{capital, in_words, name, text};
use crate::base::{Severity, Span};
use crate::check::{ElementResult, Finding, Label, Status};
use crate::filter::{MOST_SHOWN, Shown};
use crate::report::shared::clean;
use crate::report::shared::count::numbers;
use crate::report::shared::group::{self, MissingElement};
use crate::report::shared::linted::Linted;
use crate::report::shared::repeats::{self, Alike};
use crate::report::shared::style::Style;
use maud::{Markup, html};

/// Places of an element's evidence that are listed; all are marked in the text.
const PLACES: usize = 3;

/// A note while its article is written.
struct Article<'a> {
    linted: &'a Linted<'a>,
    redact: bool,
    name: String,
    /// What the text shows, collected while the list is written.
    marks: Vec<Mark>,
    /// Entries of the list so far.
    entries: usize,
}

/// The article of a note.
pub(super) fn article(linted: &Linted<'_>, style: &Style) -> Markup {
    let path = clean::path(linted.note.source.path());
    let name = name(&path);
    let mut article = Article { linted, redact: style.redact, name, marks: Vec::new(), entries: 0 };
    let (grouped, single): (Vec<&Finding>, Vec<&Finding>) =
        linted.outcome.reported().partition(|f| f.element.is_some() && !style.split);
    let groups: Vec<Markup> = group::gather(linted, &grouped).iter().map(|rows| article.group(rows)).collect();
    let singles = Shown::by(repeats::gather(single, style), |alike| &alike.first.rule);
    let more: Vec<String> = singles.more().collect();
    let singles: Vec<Markup> = singles.shown.iter().map(|alike| article.single(alike)).collect();
    let documented = article.documented();
    let codes = article.codes();
    let title = format!("{}-title", article.name);
    html! {
        article id=(article.name) aria-labelledby=(title) {
            header {
                h3 id=(title) { (path) }
                p { (linted.note.context.profile.as_str()) " · " (counted(linted)) " " a href="#overview" { "overview" } }
            }
            div class="columns" {
                div class="found" {
                    h4 { "Findings" }
                    @if article.entries == 0 { p { "No findings." } }
                    @for group in &groups { (group) }
                    @if !singles.is_empty() { ul { @for single in &singles { (single) } } }
                    @for line in &more { p { (line) "." } }
                    (documented)
                    (codes)
                }
                @if !style.redact {
                    div class="words" {
                        h4 { "Text" }
                        (text::text(&article.name, &linted.note.source, &marks::segments(&article.marks)))
                    }
                }
            }
        }
    }
}

/// "1 error, 4 warnings, 2 suppressed" of one note.
fn counted(linted: &Linted<'_>) -> String {
    let counts = linted.outcome.counts();
    let list = numbers(&[
        (counts.errors, "error", "errors"),
        (counts.warnings, "warning", "warnings"),
        (counts.advice, "advice", "advice"),
        (counts.suppressed, "suppressed", "suppressed"),
        (counts.baselined, "in the baseline", "in the baseline"),
    ]);
    if list.is_empty() { "no findings".to_owned() } else { list }
}

impl Article<'_> {
    /// The elements of one checklist that the note leaves out.
    fn group(&mut self, rows: &[MissingElement<'_>]) -> Markup {
        let items: Vec<Markup> = rows.iter().map(|row| self.element(row)).collect();
        html! {
            section class="group" {
                h5 { (group::heading(self.linted, rows)) }
                ul { @for item in &items { (item) } }
                p class="help" { (group::help(self.linted, rows)) "." }
            }
        }
    }

    fn element(&mut self, row: &MissingElement<'_>) -> Markup {
        let MissingElement { finding, element } = row;
        let status = self.in_words(element.status());
        let title = format!("{}: {} {status}", finding.severity.as_str(), clean::line(&element.label));
        let said = html! {
            b { (clean::line(&element.label)) } " "
            (clean::line(&element.ask))
            @if element.unfilled { " (" (status) ")" }
        };
        self.entry(&[finding], &title, said, None)
    }

    /// A finding, with those that say the same of other places.
    fn single(&mut self, alike: &Alike<'_>) -> Markup {
        let finding = alike.first;
        let message = finding.message.render(self.redact);
        // The title of a mark must not hold words of the note.
        let title = format!("{}: {}", finding.severity.as_str(), finding.rule);
        let said = html! { b { (clean::line(&message)) (alike.more()) } };
        let help = clean::line(&finding.help.render(self.redact)).into_owned();
        let findings: Vec<&Finding> = [finding].into_iter().chain(alike.others.iter().copied()).collect();
        self.entry(&findings, &title, said, Some(help))
    }

    /// One entry of the list; its places are marked.
    fn entry(&mut self, findings: &[&Finding], title: &str, said: Markup, help: Option<String>) -> Markup {
        let finding = findings[0];
        let number = self.entries;
        self.entries += 1;
        let why = why(finding.severity);
        for label in findings.iter().flat_map(|f| marked(f)) {
            let label_text = clean::line(&label.text);
            // The title of an element already says what its label says.
            let title = match label_text.is_empty() || finding.element.is_some() {
                true => title.to_owned(),
                false => format!("{title} ({label_text})"),
            };
            self.mark(Mark { span: label.span, why, title, entry: Some(number) });
        }
        let severity = finding.severity.as_str();
        let related = |label: &Label| html! { (self.place(label.span)) " " (clean::line(&label.text)) };
        html! {
            li id=(text::entry(&self.name, number)) data-s=(severity) data-r=(finding.rule) data-n=(findings.len()) {
                span class={ "sev " (severity) } { (severity) } " "
                span class="said" { (said) }
                @if let Some(help) = help.filter(|help| !help.is_empty()) { p class="help" { (help) } }
                p class="place" {
                    @for (at, finding) in findings.iter().take(MOST_SHOWN).enumerate() {
                        @if at > 0 { ", " }
                        (self.place(finding.primary.span))
                    }
                    @if findings.len() > MOST_SHOWN { " and " (findings.len() - MOST_SHOWN) " more" }
                    @if finding.element.is_none() && findings.len() == 1 {
                        @if !finding.primary.text.is_empty() { " " (clean::line(&finding.primary.text)) }
                        @for label in &finding.related { "; " (related(label)) }
                    }
                    " · "
                    @match &finding.url {
                        Some(url) => a class="rule" href=(url) rel="noreferrer" { (finding.rule) },
                        None => code class="rule" { (finding.rule) },
                    }
                    @if !finding.codes.is_empty() { " · " (clean::line(&finding.codes.join(", "))) }
                }
            }
        }
    }

    /// The words for the status of an element in this note.
    const fn in_words(&self, status: Status) -> &'static str {
        status.in_words(self.linted.note.context.profile)
    }

    /// The elements that are documented or prompted for.
    fn documented(&mut self) -> Markup {
        let lists = self.linted.outcome.checklists.iter();
        let met = |element: &&ElementResult| matches!(element.status, Status::Documented | Status::Prompted);
        let lists: Vec<(String, Vec<Markup>)> = lists
            .map(|list| {
                let items: Vec<Markup> =
                    list.elements.iter().filter(met).map(|element| self.evidence(element)).collect();
                let title = format!("{}: {} of {}", capital(&in_words(&list.id)), items.len(), list.elements.len());
                (title, items)
            })
            .collect();
        html! {
            @if !lists.is_empty() {
                h4 { "Documented" }
                @for (title, items) in &lists {
                    h5 { (title) }
                    ul class="facts" { @for item in items { (item) } }
                }
            }
        }
    }

    fn evidence(&mut self, element: &ElementResult) -> Markup {
        let label = in_words(&element.id);
        for evidence in &element.evidence {
            let why = if evidence.denied { Why::Denied } else { Why::Documented };
            let status = self.in_words(element.status);
            let by = if evidence.denied { " by a denial" } else { "" };
            self.mark(Mark { span: evidence.span, why, title: format!("{status}{by}: {label}"), entry: None });
        }
        let denied = !element.evidence.is_empty() && element.evidence.iter().all(|evidence| evidence.denied);
        let mut places: Vec<Span> = element.evidence.iter().map(|evidence| evidence.span).collect();
        // Words that begin at the same place are one place to the reader.
        places.dedup_by_key(|span| span.start);
        let more = places.len().saturating_sub(PLACES);
        html! {
            li {
                (label) @if denied { " (denied)" }
                @for span in places.iter().take(PLACES) { " " (self.place(*span)) }
                @if more > 0 { " +" (more) }
            }
        }
    }

    fn codes(&mut self) -> Markup {
        let codes = &self.linted.facts.codes;
        for code in codes {
            let title = format!("code {}: {}", clean::line(&code.code), in_words(code.state.as_str()));
            if let Some(span) = code.span {
                self.mark(Mark { span, why: Why::Code, title, entry: None });
            }
        }
        html! {
            @if !codes.is_empty() {
                h4 { "Codes" }
                ul class="facts" {
                    @for code in codes {
                        li {
                            (clean::line(&code.code)) " " (in_words(code.state.as_str())) " "
                            @match code.span {
                                Some(span) => (self.place(span)),
                                None => "given with the note",
                            }
                        }
                    }
                }
            }
        }
    }

    fn mark(&mut self, mark: Mark) {
        let span = mark.span.trim(self.linted.note.source.text());
        if !self.redact && !span.is_empty() {
            self.marks.push(Mark { span, ..mark });
        }
    }

    /// "12:3", leading to the words.
    fn place(&self, span: Span) -> Markup {
        let source = &self.linted.note.source;
        let at = source.position(span.start);
        let place = format!("{}:{}", at.line, at.column);
        let span = span.trim(source.text());
        match self.redact || span.is_empty() {
            true => html! { span class="at" { (place) } },
            false => html! { a class="at" href={ "#" (text::anchor(&self.name, span.start)) } { (place) } },
        }
    }
}

/// The words that a finding marks: its own and, unless it reports a missing element, those that it rests on.
fn marked(finding: &Finding) -> impl Iterator<Item = &Label> {
    let related = if finding.element.is_some() { &[][..] } else { &finding.related };
    [&finding.primary].into_iter().chain(related)
}

const fn why(severity: Severity) -> Why {
    match severity {
        Severity::Error => Why::Error,
        Severity::Warning => Why::Warning,
        Severity::Advice | Severity::Off => Why::Advice,
    }
}
