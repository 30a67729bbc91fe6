//! What grammar and spelling add to a word, taken off: the plural, the ending of an adjective, participle or noun,
//! and what British spelling writes differently.
//!
//! The rest need not be a word, only the same for all words of a family: "obstruction", "obstructive" and "obstructed"
//! are `obstruct`, "anaemic" and "anemia" are `anem`.

/// British spellings, and the American ones.
const BRITISH: [(&str, &str); 22] = [
    ("aemi", "emi"),
    ("aesth", "esth"),
    ("anaem", "anem"),
    ("caec", "cec"),
    ("coeli", "celi"),
    ("diarrhoea", "diarrhea"),
    ("dyspnoea", "dyspnea"),
    ("faec", "fec"),
    ("foet", "fet"),
    ("gynaec", "gynec"),
    ("haem", "hem"),
    ("isation", "ization"),
    ("laem", "lem"),
    ("leucorrh", "leukorrh"),
    ("oed", "ed"),
    ("oesoph", "esoph"),
    ("oestr", "estr"),
    ("orrhoe", "orrhe"),
    ("orthopaed", "orthoped"),
    ("paed", "ped"),
    ("pnoea", "pnea"),
    ("sulph", "sulf"),
];

/// Endings, and what is left in their place; the first that fits is taken off.
const ENDINGS: [(&str, &str); 73] = [
    ("izational", "iz"),
    ("ization", "iz"),
    ("itides", "itis"),
    ("itic", "itis"),
    ("itis", "itis"),
    ("matous", "ma"),
    ("matic", "ma"),
    ("matism", "ma"),
    ("mata", "ma"),
    ("oses", "osis"),
    ("otic", "osis"),
    ("osis", "osis"),
    ("esis", "esis"),
    ("etic", "esis"),
    ("ationally", "at"),
    ("ational", "at"),
    ("ations", "at"),
    ("ation", "at"),
    ("ative", "at"),
    ("ating", "at"),
    ("ated", "at"),
    ("atory", "at"),
    ("ate", "at"),
    ("tious", "t"),
    ("tion", "t"),
    ("tive", "t"),
    ("ting", "t"),
    ("ted", "t"),
    ("tory", "t"),
    ("sion", "s"),
    ("sive", "s"),
    ("iness", "y"),
    ("ness", ""),
    ("encies", ""),
    ("ency", ""),
    ("ence", ""),
    ("ent", ""),
    ("ancies", ""),
    ("ancy", ""),
    ("ance", ""),
    ("ant", ""),
    ("ities", ""),
    ("ity", ""),
    ("ized", "iz"),
    ("ised", "iz"),
    ("izing", "iz"),
    ("ising", "iz"),
    ("ise", "iz"),
    ("ize", "iz"),
    ("ically", ""),
    ("ical", ""),
    ("ics", ""),
    ("ic", ""),
    ("isms", ""),
    ("ism", ""),
    ("ials", ""),
    ("ial", ""),
    ("eal", ""),
    ("als", ""),
    ("al", ""),
    ("ious", ""),
    ("eous", ""),
    ("ous", ""),
    ("ies", ""),
    ("ied", ""),
    ("ia", ""),
    ("ar", ""),
    ("ing", ""),
    ("ed", ""),
    ("us", ""),
    ("um", ""),
    ("ae", ""),
    ("ly", ""),
];

/// The shortest stem that an ending leaves.
const SHORTEST: usize = 4;
/// Words whose ending is no ending: without it they would be another word.
const WHOLE: [&str; 15] = [
    "tetanus",
    "anus",
    "bacteria",
    "general",
    "hernia",
    "injury",
    "malaria",
    "neonatal",
    "organic",
    "patent",
    "sensation",
    "status",
    "stent",
    "ventral",
    "virus",
];

/// The stem of a word in lower case.
pub fn stem(word: &str) -> String {
    let word = american(word);
    let word = singular(&word);
    if WHOLE.contains(&word.as_str()) || !word.is_ascii() || word.starts_with(|first: char| first.is_ascii_digit()) {
        return word;
    }
    for (ending, instead) in ENDINGS {
        if let Some(stem) = word.strip_suffix(ending)
            && stem.len() + instead.len() >= SHORTEST
        {
            return closed(&format!("{stem}{instead}"));
        }
    }
    closed(&word)
}

/// A word without its last vowel: "fracture" and "fractur(ed)".
fn closed(word: &str) -> String {
    let closed = word.trim_end_matches(['a', 'e', 'y', 'i']);
    if closed.len() >= SHORTEST { closed.to_owned() } else { word.to_owned() }
}

/// British spelling made American.
pub fn american(word: &str) -> String {
    let mut word = word.to_owned();
    // Each of the spellings has one of these, and few words do.
    let may_be = |two: &[u8]| matches!(two, b"ae" | b"oe" | b"ph" | b"sa" | b"uc");
    let british = if word.as_bytes().windows(2).any(may_be) { BRITISH.as_slice() } else { &[] };
    for (british, american) in british {
        if word.contains(british) {
            word = word.replace(british, american);
        }
    }
    // Tumour, colour, labour; but not "sour" and "four".
    if let Some(at) = word.find("our").filter(|at| *at >= 3 && word.len() > 5 && !word.starts_with("hour")) {
        word.replace_range(at..at + 3, "or");
    }
    word
}

/// The singular of a regular plural.
pub fn singular(word: &str) -> String {
    let keep = word.len() < 4 || word == "wells" || ["ss", "us", "is", "ies"].iter().any(|end| word.ends_with(end));
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return format!("{stem}y");
    }
    if let Some(stem) =
        ["sses", "xes", "ches", "shes"].iter().find_map(|end| word.ends_with(end).then(|| &word[..word.len() - 2]))
    {
        return stem.to_owned();
    }
    match word.strip_suffix('s') {
        Some(stem) if !keep => stem.to_owned(),
        _ => word.to_owned(),
    }
}
