//! Words that mean the same in the name of a condition: abbreviations, the Latin adjective and the English noun, British
//! and American spelling, singular and plural.
//!
//! These are classes of words, not of conditions: what a condition is called is listed in `data/icd10cm/wordings`.

/// Words that say nothing about which condition it is.
const EMPTY: [&str; 62] = [
    "a",
    "an",
    "and",
    "any",
    "are",
    "as",
    "at",
    "be",
    "been",
    "being",
    "but",
    "by",
    "classified",
    "condition",
    "d/t",
    "due",
    "elsewhere",
    "for",
    "from",
    "had",
    "has",
    "have",
    "having",
    "he",
    "her",
    "him",
    "his",
    "in",
    "into",
    "is",
    "it",
    "its",
    "my",
    "nec",
    "no",
    "nos",
    "not",
    "of",
    "on",
    "or",
    "our",
    "patient",
    "pt",
    "secondary",
    "she",
    "specified",
    "that",
    "the",
    "their",
    "this",
    "to",
    "unspecified",
    "was",
    "we",
    "were",
    "which",
    "with",
    "without",
    "w",
    "w/",
    "w/o",
    "2/2",
];

/// Written before a word, they are a part of it.
const PREFIXES: [&str; 22] = [
    "ante", "anti", "auto", "bi", "co", "de", "extra", "hyper", "hypo", "intra", "mal", "meta", "micro", "non", "para",
    "peri", "poly", "post", "pre", "re", "sub", "un",
];

/// What a number belongs to.
const COUNTED: [&str; 9] = ["class", "degree", "grade", "level", "phase", "stage", "trimester", "type", "types"];

/// Abbreviations and fixed synonyms, and what they stand for; sorted.
const EXPANDED: [(&str, &str); 70] = [
    ("abd", "abdomen"),
    ("abdominal", "abdomen"),
    ("abnormality", "abnormal"),
    ("af", "atrial fibrillation"),
    ("aki", "acute kidney failure"),
    ("alcoholic", "alcohol"),
    ("alcoholism", "alcohol dependence"),
    ("aoc", "acute chronic"),
    ("arterial", "artery"),
    ("b/l", "bilateral"),
    ("bilat", "bilateral"),
    ("bony", "bone"),
    ("both", "bilateral"),
    ("ca", "cancer"),
    ("cardiac", "heart"),
    ("cerebral", "brain"),
    ("ckd", "chronic kidney disease"),
    ("colonic", "colon"),
    ("congestive", "congestive"),
    ("corneal", "cornea"),
    ("cutaneous", "skin"),
    ("diabetic", "diabetes"),
    ("disease", "disorder"),
    ("diseases", "disorder"),
    ("dm", "diabetes"),
    ("dm1", "type1 diabetes"),
    ("dm2", "type2 diabetes"),
    ("dvt", "deep vein thrombosis"),
    ("esophageal", "esophagus"),
    ("exac", "exacerbation"),
    ("fx", "fracture"),
    ("gastric", "stomach"),
    ("gi", "gastrointestinal"),
    ("h/o", "history"),
    ("hepatic", "liver"),
    ("hereditary", "inherited"),
    ("htn", "hypertension"),
    ("hx", "history"),
    ("hypertensive", "hypertension"),
    ("intestinal", "intestine"),
    ("l", "left"),
    ("laryngeal", "larynx"),
    ("lt", "left"),
    ("mi", "myocardial infarction"),
    ("nasal", "nose"),
    ("ocular", "eye"),
    ("oesophageal", "esophagus"),
    ("ophthalmic", "eye"),
    ("oral", "mouth"),
    ("osseous", "bone"),
    ("ovarian", "ovary"),
    ("pancreatic", "pancreas"),
    ("pe", "pulmonary embolism"),
    ("pulmonary", "lung"),
    ("r", "right"),
    ("rectal", "rectum"),
    ("renal", "kidney"),
    ("retinal", "retina"),
    ("rt", "right"),
    ("s/p", "status"),
    ("spinal", "spine"),
    ("splenic", "spleen"),
    ("syndrome", "disorder"),
    ("syndromes", "disorder"),
    ("t1dm", "type1 diabetes"),
    ("t2dm", "type2 diabetes"),
    ("tracheal", "trachea"),
    ("unilateral", "unilateral"),
    ("uterine", "uterus"),
    ("uti", "urinary tract infection"),
];

/// Whether a word carries no meaning of its own.
pub fn is_empty_word(word: &str) -> bool {
    EMPTY.contains(&word)
}

/// Whether a word joins the one after it: a prefix, or, before a hyphen, the combining form of a noun (`gastro-`).
pub fn is_prefix(word: &str, hyphen: bool) -> bool {
    match hyphen {
        true => PREFIXES.contains(&word) || word.len() > 4 && word.ends_with('o'),
        false => matches!(word, "non" | "post" | "pre" | "anti" | "sub"),
    }
}

/// What a number after or before it counts: `stage`, `type`.
pub fn counted(word: &str) -> Option<&'static str> {
    COUNTED.iter().find(|known| **known == word).map(|known| if *known == "types" { "type" } else { known })
}

/// A number as Arabic numerals, from those or Roman ones, with a letter after it or none: `3b`, `IIIb`.
pub fn numeral(word: &str) -> Option<String> {
    let digits = word.trim_end_matches(|letter: char| matches!(letter, 'a'..='d'));
    let letter = &word[digits.len()..];
    if letter.len() < 2 && !digits.is_empty() && digits.len() < 3 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(word.to_owned());
    }
    let roman = word.trim_end_matches(['a', 'b']);
    let arabic = match roman {
        "i" | "one" => "1",
        "ii" | "two" => "2",
        "iii" | "three" => "3",
        "iv" | "four" => "4",
        "v" | "five" => "5",
        "vi" | "six" => "6",
        "vii" => "7",
        _ => return None,
    };
    (word.len() - roman.len() < 2).then(|| format!("{arabic}{}", &word[roman.len()..]))
}

/// The number of an ordinal.
pub fn ordinal(word: &str) -> Option<&'static str> {
    Some(match word {
        "first" | "1st" => "1",
        "second" | "2nd" => "2",
        "third" | "3rd" => "3",
        "fourth" | "4th" => "4",
        "fifth" | "5th" => "5",
        _ => return None,
    })
}

/// The words that an abbreviation or a synonym stands for.
pub fn expanded(word: &str) -> Option<Vec<String>> {
    let at = EXPANDED.binary_search_by(|(known, _)| (*known).cmp(word)).ok()?;
    Some(EXPANDED[at].1.split(' ').map(stem).collect())
}

/// A word without what grammar and spelling add to it.
pub fn stem(word: &str) -> String {
    let mut word = american(word);
    if let Some(number) = ordinal(&word) {
        return number.to_owned() + "th";
    }
    if word.len() > 4 {
        if let Some(stem) = word.strip_suffix("ies") {
            word = format!("{stem}y");
        } else if word.ends_with("sses") || word.ends_with("xes") || word.ends_with("ches") || word.ends_with("shes") {
            word.truncate(word.len() - 2);
        } else if word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("is") {
            word.truncate(word.len() - 1);
        }
    }
    word
}

fn american(word: &str) -> String {
    word.replace("aemi", "emi")
        .replace("oedem", "edem")
        .replace("haem", "hem")
        .replace("oesoph", "esoph")
        .replace("diarrhoea", "diarrhea")
        .replace("tumour", "tumor")
        .replace("paed", "ped")
        .replace("leuk", "leuk")
}
