//! Words beside a condition that make something else of it, or say how it stands: that it is treated, past, left open.

/// Words right after a condition, or in its wording, that make something else of it: what is done about it or against it,
/// who sees it, where it is written down.
const NOT_ITSELF: [&str; 58] = [
    "prophylaxis",
    "ppx",
    "prevention",
    "education",
    "teaching",
    "counseling",
    "counselling",
    "precautions",
    "instructions",
    "handout",
    "leaflet",
    "return",
    "signs",
    "risk",
    "risks",
    "risk-score",
    "score",
    "clinic",
    "team",
    "service",
    "nurse",
    "specialist",
    "group",
    "class",
    "referral",
    "consult",
    "consultation",
    "appointment",
    "visit",
    "follow-up",
    "followup",
    "checks",
    "check",
    "labs",
    "panel",
    "profile",
    "workup",
    "work-up",
    "screen",
    "screening",
    "surveillance",
    "protocol",
    "pathway",
    "bundle",
    "guideline",
    "guidelines",
    "management",
    "medication",
    "medications",
    "meds",
    "diary",
    "log",
    "diet",
    "plan",
    "review",
    "care",
    "vaccine",
    "vaccination",
];

/// Words with which a provider says that something cannot be told.
const UNDETERMINED: [&str; 13] = [
    "unspecified whether",
    "undetermined",
    "indeterminate",
    "unknown",
    "unclear",
    "not stated",
    "not specified",
    "not determined",
    "not identified",
    "cannot be determined",
    "unable to determine",
    "not yet known",
    "cryptogenic",
];

/// Whether the last of some words makes what comes after "for" none of the diagnoses: "screening for".
pub(super) fn is_against(words: &str) -> bool {
    const AGAINST: [&str; 18] = [
        "screening",
        "screen",
        "screened",
        "risk",
        "risks",
        "prophylaxis",
        "ppx",
        "prevention",
        "vaccine",
        "vaccination",
        "precautions",
        "education",
        "counseling",
        "counselling",
        "signs",
        "surveillance",
        "negative",
        "tested",
    ];
    let last = words.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    AGAINST.iter().any(|word| word.eq_ignore_ascii_case(last))
}

/// Whether the last of some words makes one name with what comes after "for": "screening for".
pub(super) fn leads(words: &str) -> bool {
    const LEADS: [&str; 10] = [
        "screening",
        "encounter",
        "visit",
        "aftercare",
        "exam",
        "examination",
        "evaluation",
        "need",
        "observation",
        "vaccination",
    ];
    let last = words.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    LEADS.iter().any(|word| word.eq_ignore_ascii_case(last))
}

/// Whether words begin as the name of a status does, which is none of a condition's but may be assessed.
pub(super) fn is_status(words: &str) -> bool {
    const STATUS: [&str; 14] = [
        "status post",
        "status-post",
        "s/p",
        "post",
        "aftercare",
        "encounter for",
        "presence of",
        "absence of",
        "acquired absence",
        "dependence on",
        "long-term",
        "long term",
        "screening for",
        "carrier of",
    ];
    let begins = |status: &&str| {
        words.get(..status.len()).is_some_and(|head| head.eq_ignore_ascii_case(status))
            && words[status.len()..].starts_with(' ')
    };
    STATUS.iter().any(begins)
}

/// Whether words say that something cannot be told.
pub(super) fn is_left_open(words: &str) -> bool {
    let words = words.to_ascii_lowercase();
    UNDETERMINED.iter().any(|phrase| words.contains(phrase))
}

/// Words that show that a condition is treated now, so that its "history" is not over.
const TREATED: [&str; 12] = [
    "controlled",
    "continue",
    "treated with",
    "managed with",
    "managed by",
    "maintained on",
    "stable on",
    "with medication",
    "on medication",
    "taking",
    "refill",
    "chronic",
];

pub(super) fn is_treated(statement: &str) -> bool {
    let statement = statement.to_ascii_lowercase();
    TREATED.iter().any(|words| statement.contains(words))
}

/// The length of the words that call a condition history.
pub(super) fn history(words: &str) -> usize {
    const HISTORY: [&str; 8] = [
        "past medical history of ",
        "known history of ",
        "a history of ",
        "history of ",
        "hx of ",
        "h/o ",
        "past history of ",
        "prior history of ",
    ];
    let begins = |history: &&&str| words.get(..history.len()).is_some_and(|head| head.eq_ignore_ascii_case(history));
    HISTORY.iter().find(begins).map_or(0, |history| history.len())
}

/// Whether a word makes something else of the condition that it follows: "DVT prophylaxis".
pub(super) fn is_not_itself(word: &str) -> bool {
    NOT_ITSELF.iter().any(|not| not.eq_ignore_ascii_case(word))
}
