//! What the rest of a note says about what a diagnosis leaves open, for reports.
//!
//! The same words make `not-carried` report a diagnosis. A report lists them whether or not a rule asks about them.

use crate::base::Span;
use crate::check::codes::unspecified::settled;
use crate::detect::Diagnosis;
use crate::note::Note;

/// Words elsewhere in a note that settle an axis of a diagnosis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// The axis: `type`, `stage`.
    pub axis: String,
    /// Where the words are.
    pub span: Span,
    /// The code or the family that they would support.
    pub code: String,
}

/// What a note says elsewhere about the axes that a diagnosis leaves open, the nearest words for each alternative; nothing
/// about one that is past.
pub fn carried(note: &Note, diagnosis: &Diagnosis) -> Vec<Carried> {
    let axes = diagnosis.axes.iter().filter(|_| !diagnosis.past);
    let named = settled(note, Some(diagnosis.span), axes);
    let nearest = named.iter().filter_map(|each| {
        let span = *each.places.first()?;
        Some(Carried { axis: each.axis.name.clone(), span, code: each.evidence.alternative.to_string() })
    });
    nearest.collect()
}
