//! Decides whether a shape is a code: its own characters are weighed against its surroundings.

use super::code_cues::{self, Cue};
use super::lookup::{CodeLookup, Listing};
use super::shape::Shape;
use super::surroundings::{Announces, Around};
use crate::base::SectionKind;

/// How near another code of the line must be to support a doubtful one, in bytes.
const COMPANY: usize = 120;

/// A shape and its verdict.
#[derive(Clone, Copy, Debug)]
pub(super) struct Taken {
    shape: Shape,
    verdict: CodeVerdict,
    line: usize,
    begins: bool,
    ends: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CodeVerdict {
    /// It is a code, and supports others.
    Code,
    /// It is a code, but too doubtful to support others.
    Quiet,
    /// It is a code if it is next to another one: on its line, or at the same edge of the next line of a list.
    InCompany,
    /// It is not a code.
    Not,
}

/// Weighs adjacent codes on a line, and adds those that are or may be.
pub(super) fn weigh(chain: &[Shape], line: usize, around: &Around, lookup: &mut CodeLookup, taken: &mut Vec<Taken>) {
    let (first, last) = (0, chain.len() - 1);
    let start = taken.len();
    for (at, shape) in chain.iter().enumerate() {
        let own = Around {
            begins: around.begins && at == first,
            ends: around.ends && at == last,
            titled: around.titled && at == last,
            disowned: around.disowned && at == last,
            ..*around
        };
        let verdict = alone(shape, &own, lookup);
        taken.push(Taken { shape: *shape, verdict, line, begins: own.begins, ends: own.ends });
    }
    // An item next to a code in a list is a code.
    let chain = &mut taken[start..];
    if chain.iter().any(|taken| taken.verdict == CodeVerdict::Code) {
        for taken in chain.iter_mut().filter(|taken| taken.verdict != CodeVerdict::Code) {
            let known = lookup.known(taken.shape.code);
            let vetoed = !taken.shape.dotted && (around.others || around.lead == Some(Announces::Others));
            if !vetoed && !taken.shape.small && (known.listed || known.meant || taken.shape.dotted && known.category) {
                taken.verdict = CodeVerdict::Quiet;
            }
        }
    }
}

/// The codes of a note, once all that may be are known.
pub(super) fn settle(taken: Vec<Taken>) -> impl Iterator<Item = Shape> {
    let company: Vec<Taken> = taken.iter().filter(|taken| taken.verdict == CodeVerdict::Code).copied().collect();
    taken
        .into_iter()
        .filter(move |taken| match taken.verdict {
            CodeVerdict::Code | CodeVerdict::Quiet => true,
            CodeVerdict::InCompany => has_company(taken, &company),
            CodeVerdict::Not => false,
        })
        .map(|taken| taken.shape)
}

fn has_company(taken: &Taken, company: &[Taken]) -> bool {
    let at = taken.shape.span.start;
    let next = company.partition_point(|other| other.shape.span.start < at);
    let beside = |other: &Taken| other.line == taken.line && other.shape.span.start.abs_diff(at) <= COMPANY;
    let on = |line: usize| {
        let from = company.partition_point(|other| other.line < line);
        let to = company.partition_point(|other| other.line <= line);
        let (first, last) = (company[from..to].first(), company[from..to].last());
        taken.begins && first.is_some_and(|other| other.begins) || taken.ends && last.is_some_and(|other| other.ends)
    };
    company.get(next).is_some_and(beside)
        || next.checked_sub(1).is_some_and(|last| beside(&company[last]))
        || on(taken.line + 1)
        || taken.line.checked_sub(1).is_some_and(on)
}

fn alone(shape: &Shape, around: &Around, lookup: &mut CodeLookup) -> CodeVerdict {
    let known = lookup.known(shape.code);
    let disowned = !shape.dotted && (around.disowned || around.others || around.lead == Some(Announces::Others));
    if around.other || disowned {
        return CodeVerdict::Not;
    }
    let item = around.begins || around.ends;
    let sure = matches!(around.cue, Some(Cue::System | Cue::Code))
        || around.kind == SectionKind::Codes
        || around.lead == Some(Announces::Codes) && item;
    let cue = sure || around.cue.is_some();
    match (shape.dotted, shape.code.undotted_str().len()) {
        (true, _) => dotted(shape, known, around, sure, cue),
        (false, 3) => category(shape, known, around, sure, cue),
        (false, _) => undotted(shape, known, around, sure, cue),
    }
}

fn dotted(shape: &Shape, known: Listing, around: &Around, sure: bool, cue: bool) -> CodeVerdict {
    let cued = cue || around.near;
    let measure = around.kind == SectionKind::Vitals || reads_otherwise(shape);
    let place = around.bracketed || around.begins && around.titled && around.kind != SectionKind::Vitals;
    let history =
        matches!(around.kind, SectionKind::Vitals | SectionKind::Meds | SectionKind::Results | SectionKind::Exam);
    if known.listed || known.meant {
        let taken = if shape.small { cued } else { cued || place || !measure };
        return if taken { CodeVerdict::Code } else { CodeVerdict::Not };
    }
    let taken = match shape.small {
        true => cue && known.category,
        false => sure || known.category && (cued || !history && (around.at_bracket || around.begins)),
    };
    match taken {
        true => CodeVerdict::Code,
        false if known.category && !shape.small && around.ends => CodeVerdict::InCompany,
        false => CodeVerdict::Not,
    }
}

/// Without its dot a code must be announced, be alone in brackets, or be in a list of diagnoses.
fn undotted(shape: &Shape, known: Listing, around: &Around, sure: bool, cue: bool) -> CodeVerdict {
    if !known.listed && !known.meant {
        let shaped = shape.code.undotted_str()[1..3].bytes().all(|b| b.is_ascii_digit());
        let taken = sure && around.cue.is_some() && known.category && shaped && !shape.small;
        return if taken { CodeVerdict::Quiet } else { CodeVerdict::Not };
    }
    if shape.small || code_cues::is_ambiguous(shape.code.undotted_str()) {
        return if sure || cue && !shape.small { CodeVerdict::Quiet } else { CodeVerdict::Not };
    }
    let listed = around.begins && around.titled && !is_measured(around.kind) || around.ends && is_assessed(around.kind);
    match cue || around.near || around.bracketed || listed {
        true => CodeVerdict::Code,
        false if by_itself(around) => CodeVerdict::InCompany,
        false => CodeVerdict::Not,
    }
}

/// Three characters: the least evidence of all.
fn category(shape: &Shape, known: Listing, around: &Around, sure: bool, cue: bool) -> CodeVerdict {
    if !known.listed || shape.small {
        return CodeVerdict::Not;
    }
    if code_cues::is_ambiguous(shape.code.undotted_str()) {
        return if cue { CodeVerdict::Quiet } else { CodeVerdict::Not };
    }
    let listed = around.begins && is_assessed(around.kind) && (around.titled || around.ends);
    let billable = known.billable && (around.near || around.at_bracket || around.ends && is_assessed(around.kind));
    match sure || cue || around.bracketed || listed || billable {
        true if sure => CodeVerdict::Code,
        true => CodeVerdict::Quiet,
        false if known.billable && by_itself(around) => CodeVerdict::InCompany,
        false => CodeVerdict::Not,
    }
}

/// Whether a code is at an end of something: an item, brackets, words between commas.
fn by_itself(around: &Around) -> bool {
    around.begins || around.ends || around.at_bracket || around.by_comma
}

/// A temperature (`T36.6`), or a version (`V10.2`).
fn reads_otherwise(shape: &Shape) -> bool {
    let text = shape.code.undotted_str();
    text.starts_with('V') && text.len() <= 5 || text.len() == 4 && ("T34".."T44").contains(&&text[..3])
}

/// Sections whose letters and digits are mostly measures, doses and findings.
fn is_measured(kind: SectionKind) -> bool {
    use SectionKind::*;
    matches!(kind, Vitals | Meds | Allergies | Exam | Results)
}

/// Sections that list diagnoses.
fn is_assessed(kind: SectionKind) -> bool {
    use SectionKind::*;
    matches!(kind, Assessment | AssessmentPlan | Codes | Pmh)
}
