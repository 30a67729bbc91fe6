//! The heads of conditions: the keys that say what is tested.

use super::record::ConditionRecord;

/// The heads that a condition has, by their keys.
pub(super) fn heads(record: &ConditionRecord) -> Vec<&'static str> {
    let ConditionRecord {
        concept,
        concepts,
        code,
        codes,
        diagnosis,
        diagnoses,
        value,
        section,
        sections,
        placeholder,
        element,
        holds,
        applies,
        note_type,
        setting,
        profile,
        ..
    } = record;
    let heads = [
        ("concept", concept.is_some()),
        ("concepts", concepts.is_some()),
        ("code", code.is_some()),
        ("codes", codes.is_some()),
        ("diagnosis", diagnosis.is_some()),
        ("diagnoses", diagnoses.is_some()),
        ("value", value.is_some()),
        ("section", section.is_some()),
        ("sections", sections.is_some()),
        ("placeholder", placeholder.is_some()),
        ("element", element.is_some()),
        ("holds", holds.is_some()),
        ("applies", applies.is_some()),
        ("note-type", note_type.is_some()),
        ("setting", setting.is_some()),
        ("profile", profile.is_some()),
        ("all", record.all.is_some()),
        ("any", record.any.is_some()),
        ("not", record.not.is_some()),
        ("at-least", record.at_least.is_some()),
        ("use", record.r#use.is_some()),
    ];
    heads.into_iter().filter(|(_, there)| *there).map(|(head, _)| head).collect()
}
