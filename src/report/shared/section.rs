//! What people call the sections of a note.

use crate::base::SectionKind;

/// What people call a section.
pub(crate) const fn section_name(kind: SectionKind) -> &'static str {
    match kind {
        SectionKind::Cc => "the chief complaint",
        SectionKind::Hpi => "the history of present illness",
        SectionKind::Ros => "the review of systems",
        SectionKind::Pmh => "the medical history",
        SectionKind::Psh => "the surgical history",
        SectionKind::Fh => "the family history",
        SectionKind::Sh => "the social history",
        SectionKind::Meds => "the medications",
        SectionKind::Allergies => "the allergies",
        SectionKind::Vitals => "the vital signs",
        SectionKind::Exam => "the examination",
        SectionKind::Results => "the results",
        SectionKind::Course => "the course",
        SectionKind::Assessment => "the assessment",
        SectionKind::Plan => "the plan",
        SectionKind::AssessmentPlan => "the assessment and plan",
        SectionKind::Codes => "the diagnosis codes",
        SectionKind::Instructions => "the instructions",
        SectionKind::Other => "the section labelled above",
    }
}
