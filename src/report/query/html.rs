//! Queries as a page to print: one query on a sheet.
//!
//! Like the report, the page loads nothing, and its policy names its own style by its digest.

use super::{CLOSING, QueryPage};
use crate::note::Note;
use crate::query::{Draft, OTHER, REFERENCE};
use crate::report::shared::clean;
use crate::report::shared::digest;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use std::io::{self, Write};
use std::sync::LazyLock;

static STYLE: LazyLock<String> = LazyLock::new(|| include_str!("style.css").replace('\r', ""));

/// Writes the page.
///
/// # Errors
/// Only those of the writer.
pub fn html(page: &QueryPage<'_>, out: &mut dyn Write) -> io::Result<()> {
    let policy =
        format!("default-src 'none'; style-src {}; base-uri 'none'; form-action 'none'", digest::source(&STYLE));
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="color-scheme" content="light dark";
                title { "Clarification requests" }
                style { (PreEscaped(&*STYLE)) }
            }
            body {
                main {
                    @for letter in &page.letters {
                        @for (note, draft) in letter.queries() { (sheet(page, page.to(letter), note, draft)) }
                    }
                }
            }
        }
    };
    out.write_all(markup.into_string().as_bytes())?;
    writeln!(out)
}

fn sheet(page: &QueryPage<'_>, to: Option<String>, note: &Note, draft: &Draft) -> Markup {
    let id = format!("q{}", draft.id);
    html! {
        article aria-labelledby=(id) {
            @if !page.letterhead.is_empty() {
                header { @for line in &page.letterhead { div { (clean::line(line)) } } }
            }
            dl {
                @if let Some(to) = to { div { dt { "To" } dd { (to) } } }
                div { dt { "Note" } dd { (page.about(note)) } }
            }
            h1 id=(id) { (page.words(&draft.title)) }
            h2 { "Clinical indicators" }
            ul class="indicators" {
                @for indicator in &draft.indicators {
                    li { span class="place" { (page.place(note, indicator)) } " " q { (page.quoted(note, indicator).trim_matches('"')) } }
                }
            }
            h2 { "Question" }
            p { (page.words(&draft.question)) }
            @if !draft.items.is_empty() {
                ol { @for item in &draft.items { li { (page.words(&item.ask)) div class="line" {} } } }
            }
            ul class="options" {
                @for option in page.options(draft) {
                    @let other = option.starts_with(OTHER);
                    li { span class="box" aria-hidden="true" {} " " (option.trim_end_matches(['_', ' '])) @if other { div class="line" {} } }
                }
            }
            p { (CLOSING) }
            footer {
                @for line in &page.signature { div { (clean::line(line)) } }
                div class="reference" { (REFERENCE) " " (draft.id) }
            }
        }
    }
}
