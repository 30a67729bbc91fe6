//! Places that were left to be filled in.
//!
//! Every template language has its own markers, and every marker also has an innocent use: `[mg/dL]`, a tick `[x]`, a
//! reference `[1]`, bold type, a line under a heading. Each kind has its own scanner, which knows its own innocent
//! uses; here they only meet. If places overlap the outermost counts: `[Other: ___]` is one place to fill in.

mod asides;
mod boxes;
mod brackets;
mod form;
mod picklists;
mod prompts;
mod remarks;
mod runs;
mod starts;
mod words;

use super::line::{Line, lines};
use super::{Placeholder, Section};
use crate::base::{PlaceholderKind, Profile, Span};

/// The unfilled places of a text, in order, not overlapping.
pub(super) struct Open {
    /// The unfilled places.
    pub places: Vec<Placeholder>,
    /// The bare prompts of a form, which are its structure.
    pub form: Vec<Span>,
}

/// Finds the unfilled places in the body of a text.
pub(super) fn find(text: &str, body: Span, sections: &[Section], profile: Profile) -> Open {
    let mut found = Vec::new();
    brackets::find(text, body, &mut found);
    let (mut list, mut inside, mut starts) = (boxes::List::default(), Vec::new(), Vec::new());
    for line in lines(text, body) {
        list.line(text, &line, &mut found);
        if !line.is_blank() && !is_rule(text, &line) {
            runs::find(text, &line, profile, &mut inside);
            starts::find(text, line.body, &mut starts);
            words::find(text, &line, &starts, profile, &mut inside);
            picklists::find(text, &line, &starts, &mut inside);
        }
    }
    list.close(&mut found);
    // Of equal places the first counts: brackets and boxes say more than what is in them.
    found.append(&mut inside);
    found.retain(|place| !is_ornament(text, place.span, sections));
    let mut places = outermost(found);
    let mut form = prompts::find(text, sections);
    if profile == Profile::Note && !form::is_form(text, body, &places, &form) {
        places.extend(form.drain(..).map(|span| Placeholder { span, kind: PlaceholderKind::Prompt }));
        places = outermost(places);
    }
    Open { places, form }
}

/// Adds a place to fill.
fn push(found: &mut Vec<Placeholder>, kind: PlaceholderKind, start: usize, end: usize) {
    found.push(Placeholder { span: Span::new(start, end), kind });
}

/// Whether a place is a part of how a heading is written: `[Plan]`, `*** PLAN ***`.
fn is_ornament(text: &str, place: Span, sections: &[Section]) -> bool {
    let at = sections.partition_point(|section| section.span.start <= place.start);
    let Some(section) = at.checked_sub(1).map(|at| &sections[at]) else { return false };
    let Some(heading) = section.heading.filter(|heading| heading.start > section.span.start) else { return false };
    let around = place.start < heading.start && place.end >= heading.end;
    let before = place.end <= heading.start;
    let stars = || text[section.span.start..heading.start].contains("***");
    let after = || place.start >= heading.end && text[heading.end..place.end].trim().bytes().all(|b| b == b'*');
    around || before || after() && stars()
}

fn outermost(mut found: Vec<Placeholder>) -> Vec<Placeholder> {
    found.sort_by_key(|place| (place.span.start, std::cmp::Reverse(place.span.end)));
    let mut end = 0;
    found.retain(|place| {
        let outside = place.span.start >= end && !place.span.is_empty();
        if outside {
            end = place.span.end;
        }
        outside
    });
    found
}

/// A line of one repeated character, which separates and prompts for nothing. The wildcard `***` is not one.
fn is_rule(text: &str, line: &Line) -> bool {
    let words = text[line.span.range()].trim();
    let mut signs = words.chars().filter(|c| !c.is_whitespace());
    let Some(first) = signs.next() else { return false };
    let one_sign = !first.is_alphanumeric() && !matches!(first, '[' | '{' | '☐' | '□' | '$' | '@');
    one_sign && words.len() > 2 && words != "***" && signs.all(|sign| sign == first)
}
