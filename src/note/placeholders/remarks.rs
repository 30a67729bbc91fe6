//! What people put between brackets without leaving something to fill in.
//!
//! An amount; the remark of an editor, a transcriptionist or a program that takes names out; what the patient did; a
//! signature or an addendum with its name and date. A choice between several is a place to fill in, whatever it begins with.

/// Numbers and units only: `[10 mg]`, `[mg/dL]`, `[0.7-1.1 cm]`, `{5 mg daily}`.
pub(super) fn is_quantity(words: &str) -> bool {
    const UNITS: [&str; 46] = [
        "mg", "g", "kg", "mcg", "ug", "ng", "pg", "ml", "dl", "l", "cc", "cm", "mm", "m", "in", "ft", "lb", "lbs",
        "oz", "mmhg", "bpm", "iu", "u", "units", "mmol", "mol", "meq", "umol", "mosm", "c", "f", "hr", "hrs", "h",
        "min", "sec", "s", "d", "wk", "days", "hours", "x", "k", "ul", "hpf", "am",
    ];
    /// What follows an amount.
    const OF_AMOUNTS: [&str; 34] = [
        "po", "iv", "im", "sc", "sq", "pr", "bid", "tid", "qid", "qd", "qhs", "hs", "prn", "daily", "nightly",
        "weekly", "once", "twice", "tab", "tabs", "tablet", "tablets", "cap", "caps", "capsule", "capsules", "puff",
        "puffs", "drops", "weeks", "months", "years", "yr", "yrs",
    ];
    let amount = words.starts_with(|c: char| c.is_ascii_digit()) && !words.contains(['/', '-', '–', ',']);
    let listed = |list: &[&str], unit: &str| list.iter().any(|known| known.eq_ignore_ascii_case(unit));
    words.split(|c: char| !c.is_alphabetic()).filter(|unit| !unit.is_empty()).all(|unit| {
        listed(&UNITS, unit) || matches!(unit, "µg" | "μg" | "µL" | "μL") || amount && listed(&OF_AMOUNTS, unit)
    })
}

/// What an editor, a transcriptionist or a witness puts in brackets.
pub(super) fn is_remark(words: &str) -> bool {
    let start: String = words.chars().take(60).flat_map(char::to_lowercase).collect();
    if matches!(start.as_str(), "critical" | "important" | "optional") || opens(&start, &EDITS) {
        return true;
    }
    let choice =
        start.contains([',', ';', '?', '|']) || start.contains(" or ") || start.replace("n/a", "").contains('/');
    let mut all = start.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '\'');
    !choice && (all.any(|word| TAKEN_OUT.contains(&word)) || opens(&start, &ANSWERS) || is_told(&start))
        || is_signed(words, &start)
}

/// Beginnings of remarks about the text.
const EDITS: [&str; 49] = [
    "sic",
    "inaudible",
    "unintelligible",
    "redacted",
    "deleted",
    "image",
    "see ",
    "copied",
    "per ",
    "end of",
    "note:",
    "edited",
    "signed",
    "electronically",
    "single space",
    "only ",
    "do not",
    "never",
    "always",
    "emphasis",
    "translated",
    "laugh",
    "laughs",
    "laughing",
    "crying",
    "silence",
    "long pause",
    "crosstalk",
    "pause",
    "ref ",
    "ref:",
    "ref. ",
    "reference",
    "illegible",
    "unreadable",
    "indecipherable",
    "indiscernible",
    "unclear",
    "phonetic",
    "continued",
    "cont'd",
    "cont.",
    "continues ",
    "page ",
    "left blank",
    "intentionally",
    "pasted",
    "word ",
    "signature on file",
];

/// Words that say that something was taken out.
const TAKEN_OUT: [&str; 24] = [
    "redacted",
    "redaction",
    "anonymized",
    "anonymised",
    "de-identified",
    "deidentified",
    "pseudonymized",
    "withheld",
    "removed",
    "omitted",
    "suppressed",
    "masked",
    "scrubbed",
    "blinded",
    "obscured",
    "illegible",
    "unreadable",
    "inaudible",
    "unintelligible",
    "truncated",
    "confidential",
    "scanned",
    "attached",
    "enclosed",
];

/// Beginnings of answers that say that there is none to give.
const ANSWERS: [&str; 23] = [
    "none",
    "n/a",
    "not applicable",
    "not done",
    "not assessed",
    "not tested",
    "not performed",
    "not examined",
    "not available",
    "not obtained",
    "not recorded",
    "not known",
    "not on file",
    "unknown",
    "unable to",
    "declined",
    "refused",
    "deferred",
    "no known",
    "nothing to report",
    "no change",
    "no changes",
    "unavailable",
];

/// `patient declined`, `interpreter used`: who was there, and what that person did.
fn is_told(start: &str) -> bool {
    const PEOPLE: [&str; 20] = [
        "patient",
        "pt",
        "interpreter",
        "translator",
        "chaperone",
        "mother",
        "father",
        "wife",
        "husband",
        "spouse",
        "daughter",
        "son",
        "caregiver",
        "family",
        "parent",
        "guardian",
        "nurse",
        "scribe",
        "witness",
        "he",
    ];
    const DOES: [&str; 33] = [
        "declined",
        "declines",
        "refused",
        "refuses",
        "used",
        "present",
        "unable",
        "states",
        "stated",
        "denied",
        "denies",
        "reports",
        "reported",
        "nods",
        "nodded",
        "points",
        "pointed",
        "laughs",
        "laughing",
        "cries",
        "crying",
        "tearful",
        "agrees",
        "agreed",
        "left",
        "absent",
        "asleep",
        "sleeping",
        "notified",
        "informed",
        "consented",
        "assisted",
        "unavailable",
    ];
    let mut words = start.split_whitespace();
    let person = words.by_ref().take(2).any(|word| PEOPLE.contains(&word));
    person && words.take(2).any(|word| DOES.contains(&word.trim_matches(|c: char| !c.is_alphanumeric())))
}

/// `Signature: Dr. Gray, MD`, `Addendum 3/4: seen`, `Dictated by J. Gray`: a mark of the record that is filled in.
fn is_signed(words: &str, start: &str) -> bool {
    const MARKS: [&str; 22] = [
        "signature",
        "signed",
        "e-signed",
        "cosigned",
        "co-signed",
        "addendum",
        "amended",
        "amendment",
        "attestation",
        "attested",
        "dictated",
        "transcribed",
        "reviewed",
        "verified",
        "entered",
        "authenticated",
        "correction",
        "corrected",
        "late entry",
        "scribed",
        "author",
        "editor",
    ];
    let Some(mark) = MARKS.iter().find(|mark| start.starts_with(**mark)) else { return false };
    let Some(rest) = words.get(mark.len()..) else { return false };
    let value = rest.split_once(':').map_or(rest, |(_, value)| value);
    let value = value.trim().trim_start_matches("by ").trim();
    let marked =
        rest.contains(':') || rest.trim_start().starts_with("by ") || rest.contains(|c: char| c.is_ascii_digit());
    marked && value.contains(|c: char| c.is_alphanumeric()) && !value.contains(" / ")
}

fn opens(words: &str, starts: &[&str]) -> bool {
    starts.iter().any(|start| {
        let rest = words.strip_prefix(start);
        rest.is_some_and(|rest| start.ends_with([' ', ':']) || !rest.starts_with(|c: char| c.is_alphanumeric()))
    })
}
