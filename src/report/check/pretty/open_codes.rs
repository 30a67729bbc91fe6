//! The advice about all codes that do not specify something, as one diagnostic.
//!
//! A problem list of twelve lines may have eight codes that could be more specific if more were known. Eight
//! diagnostics would bury what has to be corrected, so they are one list, below everything else: the code, what it does
//! not specify, and its title.

use crate::base::Severity;
use crate::check::{CodeOf, Finding, Label};
use crate::filter::MOST_SHOWN;
use crate::report::shared::clean;
use crate::report::shared::count::number;
use crate::report::shared::drawing::{Drawing, FRAME, Picture};
use crate::report::shared::labels::MOST;
use crate::report::shared::linted::Linted;
use crate::report::shared::style::Style;
use crate::report::shared::wrap::hang;

/// Characters of the column of codes.
const CODE: usize = 10;

/// The findings that go into the list, and the others; an empty list if there is only one, or if the style splits.
pub(super) fn gather<'a>(findings: Vec<&'a Finding>, style: &Style) -> (Vec<&'a Finding>, Vec<&'a Finding>) {
    let advice = |f: &&Finding| f.severity == Severity::Advice && open(f).is_some();
    match findings.iter().filter(|finding| advice(finding)).count() {
        0 | 1 => (Vec::new(), findings),
        _ if style.split => (Vec::new(), findings),
        _ => findings.into_iter().partition(advice),
    }
}

fn open(finding: &Finding) -> Option<(&CodeOf, &str)> {
    let code = finding.code.as_ref()?;
    Some((code, code.open.as_deref()?))
}

/// The list, if there is anything to list.
pub(super) fn drawing(linted: &Linted<'_>, findings: &[&Finding], style: &Style) -> Option<Drawing> {
    let first = findings.first()?;
    let width = style.width.saturating_sub(FRAME);
    let row = |finding: &&Finding| {
        let (code, axes) = open(finding)?;
        let title = if code.title.is_empty() { String::new() } else { format!(" ({})", clean::line(&code.title)) };
        Some(hang(&code.code, CODE, &format!("{}{title}", clean::line(axes)), width))
    };
    let mut rows: Vec<String> = findings.iter().take(MOST_SHOWN).filter_map(row).collect();
    if let Some(more) = findings.len().checked_sub(MOST_SHOWN).filter(|more| *more > 0) {
        rows.push(format!("and {} that are not listed", number(more, "more code", "more codes")));
    }
    let label = |finding: &&Finding| {
        let (code, axes) = open(finding)?;
        // Codes that are given with the note share a heading; the label there names the code.
        let named = linted.note.words(finding.primary.span).eq_ignore_ascii_case(&code.code);
        let text = if named { axes.to_owned() } else { format!("{}: {axes}", code.code) };
        Some(Label { span: finding.primary.span, text })
    };
    let labels: Vec<Label> = findings.iter().filter_map(label).take(MOST + 1).collect();
    let (primary, others) = labels.split_first()?;
    let picture = Picture::new(&linted.note.source, style, primary, others.iter());
    let codes = number(findings.len(), "code leaves", "codes leave");
    Some(Drawing {
        code: first.rule.clone(),
        severity: Severity::Advice,
        message: format!("{codes} open what the note does not specify\n{}{}", rows.join("\n"), picture.places),
        help: format!(
            "If it is known, the assessment can specify it. `notelint code {}` lists the more specific codes; --split shows \
             each finding separately",
            open(first)?.0.code
        ),
        url: None,
        labels: picture.labels,
        excerpt: picture.excerpt,
    })
}
