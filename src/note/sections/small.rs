//! Headings in small letters.
//!
//! Who writes without capitals writes headings without them (`assessment and plan`, alone on its line). The same words end
//! wrapped sentences, so what comes before them decides: a heading begins after a line that is complete.

use super::Reader;
use crate::base::{SectionKind, SectionKinds};
use crate::note::headings::Heading;
use crate::note::line::{Line, Lines, leads_on};

/// What the line before leaves to be said.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Before {
    /// Nothing: it is blank, a heading, or ends as a sentence does.
    #[default]
    Ends,
    /// It is too short to have been wrapped, but has no full stop.
    Stops,
    /// It is long enough to have been wrapped.
    Wraps,
    /// Its last word needs another.
    Goes,
}

impl Before {
    /// What a line leaves to be said.
    pub fn of(words: &str) -> Before {
        let closed = words.trim_end_matches(['"', ')', ']', '”', '’', '*', '_']);
        if closed.ends_with(['.', '!', '?', ':', ';', '|']) {
            Before::Ends
        } else if closed.ends_with([',', '-', '/', '&', '(']) || leads_on(closed) {
            Before::Goes
        } else if words.len() < 40 {
            Before::Stops
        } else {
            Before::Wraps
        }
    }
}

impl Reader<'_> {
    /// Whether a heading may begin with a small letter here.
    pub(super) fn may_be_small(&self, heading: Heading, line: &Line, next: &Lines<'_>) -> bool {
        use SectionKind::{Codes, Course, Instructions, Other, Plan};
        let current = self.current().kind;
        let frame = matches!(
            heading.kind,
            SectionKind::Cc
                | SectionKind::Hpi
                | SectionKind::Ros
                | SectionKind::Exam
                | SectionKind::Assessment
                | SectionKind::AssessmentPlan
                | Plan
        );
        let assessed = SectionKinds::ASSESSMENT.contains(current) || matches!(current, Plan | Instructions);
        if matches!(heading.kind, Codes | Course | Instructions | Other) || assessed && !frame {
            return false;
        }
        let several = self.text[line.body.range()].contains(char::is_whitespace) && !heading.strict;
        let followed = || next.clone().next().is_some_and(|next| !next.is_blank());
        match self.before {
            Before::Ends => true,
            Before::Stops => followed(),
            Before::Wraps => several && followed(),
            Before::Goes => false,
        }
    }
}
