//! The page around the notes: its head, the totals of the run, and the filter.
//!
//! It contains no time of generation: the same notes give the same bytes, so that two reports can be compared.

use super::{SEVERITIES, grid, text};
use crate::base::Severity;
use crate::filter::Counts;
use crate::icd10::CodeSet;
use crate::report::shared::clean;
use crate::report::shared::count::number;
use crate::report::shared::digest;
use crate::report::shared::style::Style;
use crate::report::shared::tally::Tally;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use std::sync::LazyLock;

/// Files of the repository, with the line ends that a browser sees, for their digests are taken.
static STYLE: LazyLock<String> = LazyLock::new(|| include_str!("style.css").replace('\r', ""));
static SCRIPT: LazyLock<String> = LazyLock::new(|| include_str!("script.js").replace('\r', ""));

/// Everything before the first note.
pub(super) fn head(tally: &Tally, style: &Style) -> Markup {
    let policy = format!(
        "default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'",
        digest::source(&STYLE),
        digest::source(&SCRIPT)
    );
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="color-scheme" content="light dark";
                title { "notelint: " (tally.counted()) }
                style { (PreEscaped(&*STYLE)) }
            }
            body {
                a class="skip" href="#notes" { "Skip to the notes" }
                (summary(tally, style))
                main {
                    (troubles(tally))
                    (grid::completeness(tally))
                    (overview(tally))
                    (rules(tally))
                    section id="notes" aria-labelledby="notes-title" {
                        h2 id="notes-title" { "Notes" }
                        (filter(tally))
                        @if !style.redact { (text::legend()) }
                        (PreEscaped(NOTES))
                    }
                }
            }
        }
    };
    // The elements that are open where the notes begin are closed after the last note.
    let until = page.0.find(NOTES).unwrap_or(page.0.len());
    PreEscaped(page.0[..until].to_owned())
}

/// Where the notes go.
const NOTES: &str = "<!--notes-->";

/// Everything after the last note.
pub(super) fn tail() -> Markup {
    PreEscaped(format!("</section></main><script>{}</script></body></html>\n", *SCRIPT))
}

fn summary(tally: &Tally, style: &Style) -> Markup {
    let Counts { errors, warnings, advice, suppressed, baselined } = tally.counts;
    let sums = [
        ("notes", tally.notes, true),
        ("not read", tally.troubles.len(), !tally.troubles.is_empty()),
        ("errors", errors, true),
        ("warnings", warnings, true),
        ("advice", advice, true),
        ("suppressed", suppressed, suppressed > 0),
        ("in the baseline", baselined, baselined > 0),
    ];
    html! {
        header class="head" {
            h1 { "Report on " (number(tally.notes, "note", "notes")) }
            p {
                "notelint " (env!("CARGO_PKG_VERSION"))
                " · ICD-10-CM " (CodeSet::release()) ", codes in force until " (CodeSet::last_day().to_string())
                @if style.redact { " · the words of the notes are left out" }
            }
            dl {
                @for (words, count, _) in sums.iter().filter(|(.., shown)| *shown) {
                    div class=(words.trim_end_matches('s')) { dt { (words) } dd { (count) } }
                }
            }
            nav aria-label="On this page" {
                @if tally.rows.iter().any(|row| !row.checklists.is_empty()) { a href="#completeness" { "Completeness" } " " }
                a href="#overview" { "Overview" } " "
                @if !tally.rules.is_empty() { a href="#rules" { "Rules" } " " }
                a href="#notes" { "Notes" }
            }
        }
    }
}

fn troubles(tally: &Tally) -> Markup {
    html! {
        @if !tally.troubles.is_empty() {
            section class="troubles" aria-labelledby="troubles-title" {
                h2 id="troubles-title" { "Not read" }
                ul { @for trouble in &tally.troubles { li { (clean::line(trouble)) } } }
            }
        }
    }
}

fn rules(tally: &Tally) -> Markup {
    html! {
        @if !tally.rules.is_empty() {
            section id="rules" aria-labelledby="rules-title" {
                h2 id="rules-title" { "Rules" }
                div class="box" role="group" tabindex="0" aria-labelledby="rules-title" {
                    table {
                        thead { tr {
                            th scope="col" { "Rule" } th scope="col" { "Severity" }
                            th scope="col" class="sum" { "Findings" } th scope="col" { "Why it matters" }
                        } }
                        tbody {
                            @for (id, rule) in tally.by_weight() {
                                tr {
                                    th scope="row" {
                                        @match &rule.url {
                                            Some(url) => a href=(url) rel="noreferrer" { (id) },
                                            None => (id),
                                        }
                                    }
                                    td { (severity(rule.severity)) }
                                    td class="sum" { (rule.findings) }
                                    td { (clean::line(&rule.why)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn overview(tally: &Tally) -> Markup {
    let folder = grid::common_folder(&tally.rows);
    html! {
        section id="overview" aria-labelledby="overview-title" {
            h2 id="overview-title" { "Overview" }
            div class="box" role="group" tabindex="0" aria-labelledby="overview-title" {
                table {
                    thead { tr {
                        th scope="col" { @if folder.is_empty() { "Note" } @else { "Note in " (folder) } }
                        th scope="col" class="sum" { "Errors" } th scope="col" class="sum" { "Warnings" }
                        th scope="col" class="sum" { "Advice" }
                    } }
                    tbody {
                        @for row in &tally.rows {
                            tr {
                                th scope="row" { (grid::link(row, folder)) }
                                @for count in [row.counts.errors, row.counts.warnings, row.counts.advice] {
                                    td class={ "sum" @if count == 0 { " zero" } } { (count) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The filter; hidden until the script is running.
fn filter(tally: &Tally) -> Markup {
    html! {
        form id="filter" hidden aria-label="Filter" {
            fieldset {
                legend { "Severity" }
                @for shown in SEVERITIES {
                    label { input type="checkbox" name="severity" value=(shown.as_str()) checked; (shown.as_str()) }
                }
            }
            label {
                "Rule "
                select name="rule" {
                    option value="" { "all" }
                    @for (id, rule) in tally.by_weight() { option value=(id) { (id) " (" (rule.findings) ")" } }
                }
            }
            label { input type="checkbox" name="found"; "only notes with findings" }
            button type="reset" { "Show all" }
            p id="shown" role="status" {}
        }
    }
}

fn severity(severity: Severity) -> Markup {
    html! { span class={ "sev " (severity.as_str()) } { (severity.as_str()) } }
}
