//! The keys of `notelint.yaml`, each with the sentence that editors show.

use crate::yaml::{Entries, Text, Texts, record};
use serde_saphyr::Spanned;

/// Where a run may be made to fail, as `fail-on` says it.
pub(super) const FAIL_ON: [&str; 4] = ["error", "warning", "advice", "never"];
/// What a rule may be set to.
pub(super) const LEVELS: [&str; 4] = ["error", "warning", "advice", "off"];

record! {
    /// What a folder of notes asks of every run of notelint. Paths and globs are relative to this file; globs are those of
    /// a .gitignore.
    Record {
        /// The version of the configuration. Always 1.
        schema: Text = crate::schema::version(),
        /// Other configurations that this one starts from, the first one lowest: files, relative to this one.
        extends: Texts,
        /// Globs of files that are templates: a placeholder in them prompts for an element instead of being left open.
        templates: Texts,
        /// Packs and lexicons to add to the built-in ones: files, or folders of files.
        rules: Texts,
        /// Only these rules: a pack, pack/rule, pack/prefix*, or tag:name
        select: Texts,
        /// Not these rules: a pack, pack/rule, pack/prefix*, or tag:name
        ignore: Texts,
        /// From which severity on findings make the run fail. Without it, warning.
        fail_on: Text = crate::schema::word(FAIL_ON),
        /// Who is reading: a clinician (regular, the default), or a reviewer, who is shown all of it (thorough).
        persona: Text = crate::schema::word(notelint::base::Persona::ALL),
        /// Globs of files and folders to leave out; !glob brings back.
        exclude: Texts,
        /// Severities of single rules by id: `back-pain/timing: off`
        severity: Entries<Text> = serde_json::json!({"additionalProperties": crate::schema::word(LEVELS)}),
        /// What differs for some of the files; later entries win.
        overrides: Vec<Spanned<OverrideRecord>>,
        /// Findings that stay, each with the reason why.
        suppressions: Vec<Spanned<SuppressionRecord>>,
    }
}

record! {
    /// What differs for the files of some paths. Values replace what stands before, lists add to it; `select` replaces.
    OverrideRecord {
        /// Globs of the files that it is for. Required.
        paths: Texts,
        /// What the files are meant to be.
        profile: Text = crate::schema::word(notelint::base::Profile::ALL),
        /// The notes' type, in the words of the site, where a note does not name its own.
        note_type: Text,
        /// Where the encounters took place, where a note does not say so itself.
        setting: Text = crate::schema::word(notelint::base::Setting::ALL),
        /// Checklists that apply whether or not their topic is on the table.
        checklists: Texts,
        /// Only these rules, instead of those selected before.
        select: Texts,
        /// Not these rules either.
        ignore: Texts,
        /// Severities of single rules by id.
        severity: Entries<Text> = serde_json::json!({"additionalProperties": crate::schema::word(LEVELS)}),
        /// Who is reading.
        persona: Text = crate::schema::word(notelint::base::Persona::ALL),
        /// From which severity on findings make the run fail.
        fail_on: Text = crate::schema::word(FAIL_ON),
    }
    where serde_json::json!({"required": ["paths"]})
}

record! {
    /// A decision that findings of a rule stay.
    SuppressionRecord {
        /// Whose findings: pack/rule, a pack, or pack/prefix* - required.
        rule: Text,
        /// A glob of the files in which they stay. Without it, all.
        path: Text,
        /// Only those in sections of this kind (hpi), or only the one of this fingerprint.
        anchor: Text,
        /// Why they stay. Required.
        reason: Text = serde_json::json!({"minLength": 1}),
        /// The last day on which the decision holds: 2027-06-30
        until: Text = serde_json::json!({"pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
    }
    where serde_json::json!({"required": ["rule", "reason"]})
}
