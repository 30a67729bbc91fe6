//! The keys of `notelint.yaml`, each with the sentence that editors show.

use crate::yaml::{Entries, Spanned, Text, Texts, record};

/// The values of `fail-on`.
pub(super) const FAIL_ON: [&str; 4] = ["error", "warning", "advice", "never"];
/// The values of a rule's severity.
pub(super) const LEVELS: [&str; 4] = ["error", "warning", "advice", "off"];

record! {
    /// The settings for a folder of notes. Paths and globs are relative to this file; globs work as in a .gitignore.
    Record {
        /// The version of the configuration. Always 1.
        schema: Text = crate::schema::version(),
        /// Other configuration files that this one builds on, relative to this one; later ones take precedence.
        extends: Texts,
        /// Globs of files that are templates: a placeholder in them prompts for an element and is not a gap.
        templates: Texts,
        /// Packs and lexicons to add to the built-in ones: files, or folders of files.
        rules: Texts,
        /// Only these rules: a pack, pack/rule, pack/prefix*, or tag:name
        select: Texts,
        /// Not these rules: a pack, pack/rule, pack/prefix*, or tag:name
        ignore: Texts,
        /// The lowest severity that makes the run fail. Default: warning.
        fail_on: Text = crate::schema::word(FAIL_ON),
        /// Who reads the report: a clinician (regular, the default), or a reviewer, who sees everything (thorough).
        persona: Text = crate::schema::word(notelint::base::Persona::ALL),
        /// Globs of files and folders to leave out; !glob includes them again.
        exclude: Texts,
        /// Globs of files in folders to lint whatever their ending; !glob leaves some out again.
        include: Texts,
        /// The file of accepted findings, for runs without --baseline.
        baseline: Text,
        /// Severities of single rules by id: `back-pain/timing: off`
        severity: Entries<Text> = serde_json::json!({"additionalProperties": crate::schema::word(LEVELS)}),
        /// Settings for some of the files; later entries take precedence.
        overrides: Vec<Spanned<OverrideRecord>>,
        /// What stands around the queries of `notelint query`.
        query: Spanned<LetterRecord>,
        /// Findings to suppress, each with the reason.
        suppressions: Vec<Spanned<SuppressionRecord>>,
    }
}

record! {
    /// What stands around the queries to providers.
    LetterRecord {
        /// Lines above a query: the department, how to reach it.
        letterhead: Text,
        /// Lines below a query: who asks, a line to sign on.
        signature: Text,
    }
}

record! {
    /// Settings for some of the files. Single values and `select` replace earlier ones; other lists are added to.
    OverrideRecord {
        /// Globs of the files that it applies to. Required.
        paths: Texts,
        /// Whether the files are notes or templates.
        profile: Text = crate::schema::word(notelint::base::Profile::ALL),
        /// The type of the notes, in the site's own terms, for notes that do not state one.
        note_type: Text,
        /// Where the encounters took place, for notes that do not state it.
        setting: Text = crate::schema::word(notelint::base::Setting::ALL),
        /// Checklists that apply whether or not a note is about their topic.
        checklists: Texts,
        /// Only these rules, instead of those selected before.
        select: Texts,
        /// More rules to leave out.
        ignore: Texts,
        /// Severities of single rules by id.
        severity: Entries<Text> = serde_json::json!({"additionalProperties": crate::schema::word(LEVELS)}),
        /// Who reads the report.
        persona: Text = crate::schema::word(notelint::base::Persona::ALL),
        /// The lowest severity that makes the run fail.
        fail_on: Text = crate::schema::word(FAIL_ON),
    }
    where serde_json::json!({"required": ["paths"]})
}

record! {
    /// A decision to suppress findings of a rule.
    SuppressionRecord {
        /// The rule whose findings are suppressed: pack/rule, a pack, or pack/prefix*. Required.
        rule: Text,
        /// A glob of the files in which they are suppressed. Default: all files.
        path: Text,
        /// Only findings in sections of this kind (hpi), or only the finding with this fingerprint.
        anchor: Text,
        /// Why they are suppressed. Required.
        reason: Text = serde_json::json!({"minLength": 1}),
        /// The last day on which the suppression is in force: 2027-06-30
        until: Text = serde_json::json!({"pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
    }
    where serde_json::json!({"required": ["rule", "reason"]})
}
