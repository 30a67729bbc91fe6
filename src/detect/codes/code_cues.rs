//! The words around a code, lower case: those that announce one, and those that announce something else.
//!
//! Each list is in the order of its letters, for binary search; singular and plural are both listed.

/// What a word says about the code after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    /// Names the classification: `ICD-10`.
    System,
    /// Announces a code, if it comes right before it.
    Code,
    /// Announces diagnoses.
    Diagnosis,
    /// Announces a name, number or measure that only looks like a code.
    Other,
    /// Says nothing: `ICD-10 is M54.50`.
    Filler,
}

/// What a word says, in any case; `None` for most.
pub(super) fn cue(word: &str) -> Option<Cue> {
    let lists = [
        (SYSTEM, Cue::System),
        (CODE, Cue::Code),
        (DIAGNOSIS, Cue::Diagnosis),
        (OTHER, Cue::Other),
        (FILLER, Cue::Filler),
    ];
    lists.into_iter().find(|(list, _)| has(list, word)).map(|(_, kind)| kind)
}

/// Whether a word right after an undotted code says that it is not a code: `D50 amp`, `N95 mask`.
pub(super) fn disowns(word: &str) -> bool {
    has(BEHIND, word)
}

/// Whether a spelling means something else so often that it counts only right after a cue.
pub(super) fn is_ambiguous(undotted: &str) -> bool {
    let bytes = undotted.as_bytes();
    let procedure = bytes.len() == 5
        && bytes[1..].iter().all(u8::is_ascii_digit)
        && PROCEDURES.iter().any(|prefix| undotted.starts_with(prefix));
    procedure || AMBIGUOUS.contains(&undotted)
}

/// Whether a word that ends in a full stop is an abbreviation rather than the end of a sentence.
pub(super) fn is_abbreviation(word: &str) -> bool {
    has(ABBREVIATIONS, word)
}

fn has(list: &[&str], word: &str) -> bool {
    const LONGEST: usize = 16;
    let lower = || word.bytes().map(|byte| byte.to_ascii_lowercase());
    word.len() <= LONGEST && list.binary_search_by(|known| known.bytes().cmp(lower())).is_ok()
}

/// Words between two codes of a list.
pub(super) const JOINTS: [&str; 4] = ["and", "AND", "or", "with"];

/// How names of files end.
pub(super) const FILE_ENDINGS: [&str; 24] = [
    "bak", "csv", "dcm", "doc", "docx", "exe", "gif", "hl7", "htm", "html", "jpeg", "jpg", "json", "md", "mp4", "pdf",
    "png", "rtf", "tif", "txt", "xls", "xlsx", "xml", "zip",
];

/// How names of hosts end.
pub(super) const HOST_ENDINGS: [&str; 8] = ["com", "edu", "gov", "int", "io", "net", "org", "uk"];

/// Undotted spellings that read as something else: HLA-B27, carbon-14, dextrose, a mask, a gene, an isotope, a protein,
/// a drug, minutes between two looks.
#[rustfmt::skip]
const AMBIGUOUS: [&str; 21] = [
    "A10", "B27", "C14", "D10", "D25", "D50", "F12", "F18", "I131", "K12", "M25", "N95", "P32", "P53", "Q10", "Q15", "Q30",
    "R20", "S100", "T20", "Y90",
];

/// Beginnings of HCPCS and dental procedure codes that diagnosis codes without their dot look like: `G0439`.
const PROCEDURES: [&str; 4] = ["D0", "G0", "J11", "S0"];

/// Names of the classification.
#[rustfmt::skip]
static SYSTEM: &[&str] = &[
    "icd", "icd10", "icd10cm", "icds",
];

/// Words that announce a code if they come right before it.
#[rustfmt::skip]
static CODE: &[&str] = &[
    "billed", "billing", "code", "coded", "codes", "coding", "dxcode", "primary", "principal", "secondary",
    "tertiary",
];

/// Words that announce diagnoses.
#[rustfmt::skip]
static DIAGNOSIS: &[&str] = &[
    "assessment", "assessments", "comorbidities", "comorbidity", "ddx", "diag", "diagnoses", "diagnosis", "dsm",
    "dx", "dxs", "imp", "impression", "impressions", "indication", "indications", "justification", "necessity",
    "pdx", "problem", "problems",
];

/// Words that announce other things.
#[rustfmt::skip]
static OTHER: &[&str] = &[
    "accession", "account", "acct", "alarm", "alarms", "apartment", "apc", "apt", "asset", "atc", "badge", "batch", "batches",
    "bay", "bays", "bed", "beds", "bldg", "blood", "box", "building", "bus", "cabinet", "carbon", "catalog",
    "cdt", "chapter", "class", "cpt", "cpts", "cvx", "dermatome", "dermatomes", "desk", "device", "disc",
    "discs", "disk", "disks", "door", "drawer", "drg", "error", "errors", "exit", "ext", "extension", "factor", "fax", "fig",
    "figs", "figure", "figures", "firmware", "flat", "flight", "floor", "form", "forms", "gate", "gauge",
    "gene", "grade", "grades", "group", "hcpcs", "highway", "hla", "icd10pcs", "icd11", "icd9", "icd9cm",
    "invoice", "iodine", "isotope", "item", "items", "kit", "lead", "leads", "level", "levels", "license",
    "locker", "loinc", "lot", "lots", "mask", "masks", "model", "models", "modifier", "modifiers", "mrn",
    "mrns", "mutation", "ndc", "npi", "order", "orders", "page", "pager", "pages", "part", "parts", "pcs",
    "phase", "phases", "phone", "pod", "policy", "postal", "postcode", "procedure", "procedures", "protocol",
    "radioiodine", "ref", "reference", "references", "respirator", "respirators", "revenue", "rm", "road",
    "room", "rooms", "route", "rxnorm", "sct", "seat", "serial", "serials", "size", "sizes", "slide", "slides",
    "slot", "sn", "snomed", "software", "specimen", "specimens", "stage", "stages", "ste", "suite", "table",
    "tables", "tel", "tray", "unit", "units", "upc", "v", "ver", "version", "versions", "vertebra", "vertebrae",
    "vertebral", "vial", "vials", "vitamin", "vitamins", "vol", "volume", "ward", "wards", "yttrium", "zip",
];

/// Words that say nothing.
#[rustfmt::skip]
static FILLER: &[&str] = &[
    "10", "10cm", "11", "9", "a", "are", "as", "cm", "is", "no", "nr", "num", "number", "numbers", "s", "the", "to", "was",
    "were",
];

/// Words after a spelling that is not a code.
#[rustfmt::skip]
static BEHIND: &[&str] = &[
    "amp", "ampoule", "ampoules", "amps", "ampule", "antibody", "antigen", "bag", "bed", "bolus", "cells",
    "compression", "dermatome", "disc", "fdg", "filter", "fluid", "gene", "given", "infusion", "injection",
    "isotope", "iv", "level", "levels", "mask", "masks", "mcg", "meq", "mg", "min", "minutes", "ml", "motorway",
    "mutation", "negative", "nerve", "pet", "positive", "protein", "push", "respirator", "respirators", "road",
    "root", "scan", "tablet", "tablets", "titer", "trial", "unit", "units", "vertebra", "vertebrae",
    "vertebral", "w", "ward", "water",
];

/// Abbreviations of words in the lists.
#[rustfmt::skip]
static ABBREVIATIONS: &[&str] = &[
    "apt", "bldg", "dept", "diag", "dx", "ext", "fig", "figs", "imp", "lot", "no", "nr", "num", "pdx", "ref",
    "rm", "ser", "ste", "tel", "v", "ver", "vol",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_in_the_order_of_their_letters() {
        for list in [SYSTEM, CODE, DIAGNOSIS, OTHER, FILLER, BEHIND, ABBREVIATIONS] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }

    #[test]
    fn no_word_says_two_things() {
        let lists = [SYSTEM, CODE, DIAGNOSIS, OTHER, FILLER];
        for (at, list) in lists.iter().enumerate() {
            for other in &lists[at + 1..] {
                assert!(list.iter().all(|word| !other.contains(word)));
            }
        }
    }
}
