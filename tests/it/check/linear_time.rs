//! What is asked of each mention must cost the same however long the note is; `tools/stress` times it.

use crate::builtin::examine;
use notelint::base::Profile;
use notelint::note::Context;

/// Each prompt once looked at every placeholder of the note, and each comment of a template at every finding: a text of
/// this length would not have ended.
#[test]
fn prompts_and_comments_of_a_megabyte_are_judged_one_by_one() {
    let prompts = "Severity: ***\n";
    let count = (1 << 20) / prompts.len();
    let examined = examine(&prompts.repeat(count), Context::default());
    let blanks = examined.outcome.findings.iter().filter(|triaged| triaged.finding.rule.starts_with("note-hygiene/"));
    assert_eq!(blanks.count(), count);

    let comments = "<!-- notelint: ignore[back-pain] kept -->\nLow back pain\n";
    let count = (1 << 20) / comments.len();
    let context = Context { profile: Profile::Template, ..Context::default() };
    assert_eq!(examine(&comments.repeat(count), context).note.comments.len(), count);
}
