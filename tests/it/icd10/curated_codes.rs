//! Curated alternatives of codes: sentences identify the right ones, and errors in the file stop the build.
//!
//! The matcher here is the plainest reading of the contract, one sentence at a time; other layers read real notes. So a
//! sentence that fails here fails because words are missing.

use notelint::base::Date;
use notelint::icd10::{Alternative, Class, Code, CodeSet, Entry};
use std::sync::LazyLock;

#[allow(dead_code, reason = "the build script, whose module it is, needs more of it than this test does")]
#[path = "../../../build/curated.rs"]
mod curated;
use curated::CuratedFile;

static SET: LazyLock<CodeSet> = LazyLock::new(CodeSet::builtin);

fn today() -> Date {
    Date::parse("2026-11-23").unwrap()
}

fn entry(code: &str) -> Entry<'static> {
    SET.find(Code::parse(code).unwrap()).unwrap_or_else(|| panic!("{code} is not found"))
}

/// Lower case, single spaces, no hyphens.
fn plain(text: &str) -> String {
    text.to_lowercase().replace('-', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn stands_in(word: &str, sentence: &str) -> bool {
    let word = plain(word);
    sentence.match_indices(&word).any(|(at, found)| {
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !is_letter(sentence[..at].chars().next_back()) && !is_letter(sentence[at + found.len()..].chars().next())
    })
}

/// The alternatives of a code that a sentence names.
fn named(code: &str, sentence: &str) -> Vec<String> {
    let (entry, sentence) = (entry(code), plain(sentence));
    let names = entry.names();
    let is_named = names.iter().any(|name| stands_in(name, &sentence));
    let names_it = |each: &Alternative| {
        each.alone.iter().any(|word| stands_in(word, &sentence))
            || is_named && each.words.iter().any(|word| stands_in(word, &sentence))
    };
    let alternatives = entry.unspecified_axes(today()).into_iter().flat_map(|axis| axis.alternatives);
    alternatives.filter(names_it).map(|each| each.to_string()).collect()
}

#[test]
fn sentences_name_alternatives() {
    let mut missed = Vec::new();
    for (code, sentence, alternative) in [
        ("M54.9", "Back pain, worse over the lumbar area since Tuesday.", "M54.5-"),
        ("M54.9", "Dull pain in the mid back between the shoulder blades, no trauma.", "M54.6"),
        ("M54.9", "Known DDD at two levels.", "M51.3-"),
        ("M54.9", "Her backache comes with sciatica on the left.", "M54.3-"),
        ("M54.50", "LBP; MRI endplate changes at L4, Modic type 1.", "M54.51"),
        ("M54.50", "Acute lumbar strain after lifting a couch.", "S39.012-"),
        ("M54.10", "C6 radiculopathy with weak wrist extension.", "M54.12"),
        ("M54.10", "Radicular pain, L5-S1 disc.", "M54.17"),
        ("M54.30", "Right-sided sciatica for two months.", "M54.31"),
        ("M54.40", "Lumbago with sciatica down the left leg.", "M54.42"),
        ("M51.369", "DDD with axial low back pain.", "M51.360"),
        ("M48.00", "Severe lumbar stenosis on MRI.", "M48.06-"),
        ("M25.50", "Joint pain of both shoulders.", "M25.51-"),
        ("M25.569", "R knee pain after a run.", "M25.561"),
        ("M25.569", "Knee pain, on the left, worse on stairs.", "M25.562"),
        ("M25.562", "Left knee pain.", ""),
        ("M25.629", "Stiffness of the left elbow after casting.", "M25.622"),
        ("M79.606", "Pain in left leg, calf tender.", "M79.66-"),
        ("M19.90", "OA of both knees, worse in winter.", "M17.-"),
        ("M17.9", "Knee OA, right knee worse.", "M17.1-"),
        ("M06.9", "Seropositive RA on methotrexate.", "M05.-"),
        ("M10.9", "Podagra, third attack this year.", "M10.07-"),
        ("D64.9", "Iron-deficiency anaemia, ferritin 6.", "D50.-"),
        ("D64.9", "Anemia of CKD, on darbepoetin.", "D63.1"),
        ("D64.9", "Acute blood loss anemia after hip surgery.", "D62"),
        ("A41.9", "Sepsis due to E. coli from the urine.", "A41.51"),
        ("C79.9", "Prostate cancer with osseous mets to T9.", "C79.51"),
        ("E11.9", "T2DM with peripheral neuropathy, feet checked.", "E11.4-"),
        ("E11.9", "Diabetic nephropathy, on losartan.", "E11.2-"),
        ("E46", "Moderate malnutrition by ASPEN criteria.", "E44.0"),
        ("E66.9", "Class 3 obesity, BMI 44.", "E66.813"),
        ("E03.9", "Hypothyroid since her thyroidectomy: post-surgical hypothyroidism.", "E89.0"),
        ("F32.A", "MDD, recurrent, moderate.", "F33.-"),
        ("F32.A", "Moderate depression, on sertraline.", "F32.1"),
        ("F41.9", "GAD, buspirone started.", "F41.1"),
        ("G43.909", "Migraine with visual aura twice a month.", "G43.1-"),
        ("G47.30", "OSA on CPAP.", "G47.33"),
        ("G93.40", "Encephalopathy, toxic-metabolic, clearing.", "G92.-"),
        ("R41.82", "AMS, likely ICU delirium.", "F05"),
        ("H66.90", "AOM of the left ear.", "H66.92"),
        ("I10", "HTN and HFpEF, euvolemic today.", "I11.0"),
        ("I10", "Hypertension; CKD followed by nephrology.", "I12.-"),
        ("I21.9", "NSTEMI, to the lab this morning.", "I21.4"),
        ("I48.91", "Paroxysmal afib, on apixaban.", "I48.0"),
        ("I50.9", "HFrEF, EF 25%.", "I50.2-"),
        ("I50.30", "Acute on chronic diastolic HF.", "I50.33"),
        ("I82.409", "RLE DVT, femoral.", "I82.401"),
        ("J18.9", "Pneumonia from aspiration of thin liquids.", "J69.0"),
        ("J40", "Acute bronchitis, supportive care.", "J20.-"),
        ("J44.9", "AECOPD, prednisone for five days.", "J44.1"),
        ("J45.909", "Asthma, moderate persistent, on ICS/LABA.", "J45.40"),
        ("J96.00", "Acute hypoxemic respiratory failure on 6 L.", "J96.01"),
        ("K59.00", "Opioid-induced constipation.", "K59.03"),
        ("K92.2", "GI bleed from a duodenal ulcer.", "K26.-"),
        ("L03.90", "Cellulitis of the left lower leg.", "L03.11-"),
        ("L89.90", "Decubitus of the sacrum, POA.", "L89.15-"),
        ("L89.153", "Sacral pressure injury, stage III.", ""),
        ("L89.159", "Sacral pressure injury, stage III.", "L89.153"),
        ("N17.9", "AKI due to ATN.", "N17.0"),
        ("N18.9", "CKD stage 3b, stable.", "N18.3-"),
        ("N18.30", "CKD 3a, eGFR 52.", "N18.31"),
        ("N39.0", "Hemorrhagic cystitis.", "N30.-"),
        ("O24.419", "GDM, diet-controlled so far.", "O24.410"),
        ("O09.90", "High-risk pregnancy, third trimester.", "O09.93"),
        ("R05.9", "Chronic cough since spring.", "R05.3"),
        ("R07.9", "Chest pain, pleuritic, since the flu.", "R07.1"),
        ("R10.9", "RLQ abdominal pain with rebound.", "R10.31"),
        ("R51.9", "Tension-type headaches, weekly.", "G44.2-"),
        ("S93.409A", "Sprained left ankle playing soccer.", "S93.402A"),
        ("S82.90XA", "Closed right ankle fracture, trimalleolar.", "S82.85-"),
        ("T14.90XA", "Injuries: hand and wrist.", "S69.-"),
    ] {
        let found = named(code, sentence);
        if !(found.iter().any(|each| each == alternative) || found.is_empty() && alternative.is_empty()) {
            missed.push((code, sentence, found));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn look_alikes_name_nothing() {
    let mut wrong = Vec::new();
    for (code, sentence) in [
        ("M25.569", "Knee pain; she left before the film was read."),
        ("M25.569", "The knee pain is all right now."),
        ("M25.569", "Left ankle swelling, and knee pain without a side."),
        ("M54.9", "Back pain NOS."),
        ("M54.9", "Came back in a week with a cough."),
        ("M54.30", "Sciatica; he left work early."),
        ("D64.9", "Anemia, work-up pending."),
        ("N18.9", "CKD; pressure injury seen by wound care."),
        ("N18.9", "Stage 3 sacral wound."),
        ("L89.90", "CKD stage 4."),
        ("I50.9", "HF, follow up with cardiology."),
        ("I50.20", "Acute cystitis today."),
        ("J18.9", "Viral load undetectable."),
        ("E11.9", "T2DM, foot exam normal."),
        ("E11.9", "Neuropathy of the ulnar nerve."),
        ("F32.A", "Severe knee pain."),
        ("R10.9", "Abdominal pain, unchanged."),
        ("J45.909", "Moderate persistent vomiting."),
        ("L03.90", "Cellulitis, on cephalexin."),
        ("R05.9", "Cough."),
    ] {
        wrong.extend(named(code, sentence).into_iter().map(|each| (code, sentence, each)));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_code_has_the_names_of_the_nearest_family() {
    for (code, name) in [
        ("M25.561", "knee pain"),
        ("M25.50", "arthralgia"),
        ("E11.42", "T2DM"),
        ("S93.401A", "sprained ankle"),
        ("I82.412", "DVT"),
        ("C50.911", "breast cancer"),
        ("L89.159", "decubitus"),
        ("F33.1", "MDD"),
        ("G43.709", "migraine"),
        ("K50.012", "Crohn"),
        ("S72.001A", "broken hip"),
    ] {
        assert!(entry(code).names().contains(&name.to_owned()), "{code}: {:?}", entry(code).names());
    }
    assert!(entry("M54.50").names().contains(&"LBP".to_owned()) && !entry("M54.9").names().contains(&"LBP".to_owned()));
    assert!(entry("V00.01XA").names().is_empty());
}

#[test]
fn sides_belong_to_the_part_of_the_code() {
    let words = |code: &str| entry(code).unspecified_axes(today())[0].alternatives[0].words.clone();
    let hip = words("M25.559");
    assert!(hip.contains(&"right hip".to_owned()) && !hip.contains(&"right knee".to_owned()), "{hip:?}");
    // By the tree alone, with the spellings of the word that it uses.
    let knee = entry("M25.469");
    assert_eq!(knee.curation_source(), None);
    assert!(words("M25.469").contains(&"right knee".to_owned()));
    let foot = entry("M79.673").unspecified_axes(today());
    assert!(foot[0].alternatives.iter().all(|each| each.words.iter().all(|word| !word.contains('<'))), "{foot:?}");
}

#[test]
fn a_default_stays_one() {
    let diabetes = entry("E11.9");
    assert_eq!(diabetes.class(), Class::Default);
    assert!(!diabetes.unspecified_axes(today()).is_empty());
    assert_eq!(entry("I10").class(), Class::Specific);
    assert!(entry("I10").curation_source().unwrap().contains("Guidelines"));
    assert!(entry("O44.21").unspecified_axes(today()).is_empty() && !entry("O44.21").is_unspecified());
}

#[test]
fn a_hand_replaces_axes_and_keeps_the_others() {
    let axes = |code: &str| -> Vec<String> {
        entry(code).unspecified_axes(today()).into_iter().map(|axis| axis.axis).collect()
    };
    assert_eq!(axes("N39.0"), ["site"]);
    assert_eq!(axes("M54.9"), ["site", "type"]);
    assert_eq!(axes("F10.90"), ["pattern", "state", "type"]);
}

/// The committed table of codes, as the build script reads it.
fn codes() -> Vec<Vec<String>> {
    let table = std::fs::read_to_string("data/icd10cm/codes.tsv").unwrap();
    table.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

#[test]
fn the_files_are_as_large_as_they_say() {
    let texts: Vec<String> = std::fs::read_dir("data/icd10cm/curated")
        .unwrap()
        .map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap())
        .collect();
    assert!(texts.iter().all(|text| text.lines().count() <= 400), "a file for each chapter");
    let files: Vec<CuratedFile> = texts.iter().map(|text| CuratedFile { name: "curated", text }).collect();
    let read = curated::read(&files, &codes()).unwrap();
    assert!(read.codes.len() >= 130, "{} codes", read.codes.len());
    assert!(read.names.len() >= 400, "{} families with names", read.names.len());
    let alternatives: Vec<_> = read.codes.values().flat_map(|code| &code.axes).flat_map(|(_, each)| each).collect();
    assert!(alternatives.len() >= 800, "{} alternatives", alternatives.len());
}

#[test]
fn faults_name_the_line_and_the_next_step() {
    let good = "checked-on: 2026-11-23
sources:
  tabular: {title: the list, release: '2026'}
wordings:
  right: [right]
parts:
  M25.56-: [knee]
names:
  M25.56-, M54.-: [knee pain, back pain]
codes:
  - code: M25.569
    source: tabular
    axes:
      - axis: laterality
        alternatives:
          - {code: M25.561, says: the right knee, wording: right}
          - {code: M25.562, says: the left knee, words: ['{left,lt} knee']}
";
    let codes = codes();
    let read = |text: &str| curated::read(&[CuratedFile { name: "curated.yaml", text }], &codes);
    read(good).unwrap();
    for (from, to, line, what, next) in [
        ("code: M25.569", "code: M25.568", 11, "not in the code set", "notelint code"),
        ("code: M25.569", "code: M25.56", 11, "a header", "M25.561"),
        ("code: M25.569", "code: R10.2", 11, "a header", "R10.20"),
        ("code: M25.569", "code: I10", 11, "no names", "names"),
        ("{code: M25.561", "{code: M25.56", 16, "a header", "family"),
        ("{code: M25.561", "{code: M25.569", 16, "the code itself", "more"),
        ("{code: M25.561", "{family: M25.5-", 16, "holds, the code itself", "more"),
        ("{code: M25.561", "{code: M54.59", 16, "other specified", "of its own"),
        ("{code: M25.561", "{family: M25.561", 16, "not a family", "code"),
        ("{code: M25.561", "{code: M25.561, family: M25.5-", 16, "or to two", "either"),
        ("{code: M25.561", "{code: M54.52", 16, "not in the code set", "notelint code"),
        ("wording: right", "wording: dexter", 16, "no such wording", "wordings"),
        (", wording: right", "", 16, "no words", "words"),
        ("'{left,lt} knee'", "''", 17, "not how a word", "letters"),
        ("'{left,lt} knee'", "'{left} knee'", 17, "braces", "one,other"),
        ("'{left,lt} knee'", "left*", 17, "not how a word", "letters"),
        ("'{left,lt} knee'", "right", 17, "names another alternative", "one of them"),
        ("'{left,lt} knee'", "lt knee, lt knee", 17, "is listed twice", "once"),
        ("says: the left knee", "says: the right knee", 17, "is listed twice", "together"),
        ("says: the left knee", "says: ''", 17, "message", "a few words"),
        ("knee pain, back", "PE, back", 9, "too short", "longer"),
        ("knee pain, back", "ra, back", 9, "too short", "longer"),
        ("  M25.56-, M54.-", "  M25.99-, M54.-", 9, "no live code", "family"),
        ("source: tabular", "source: index", 12, "no such source", "tabular"),
        ("checked-on: 2026-11-23", "checked-on: today", 1, "no day", "2026-11-23"),
        ("checked-on: 2026-11-23", "", 1, "no day", "2026-11-23"),
        ("  - code: M25.569\n    source", "  - source", 11, "not in the code set", "notelint code"),
        ("    source: tabular\n", "", 11, "no such source", "tabular"),
        ("    source: tabular", "    sauce: tabular", 12, "unknown key `sauce`", "source"),
        ("sources:\n", "sources:\nsources:\n", 3, "occurs here twice", "one"),
        ("title: the list, ", "", 12, "without a title", "give both"),
        ("axis: laterality", "", 15, "without a name", "axis"),
        ("says: the left knee, ", "", 17, "message", "a few words"),
    ] {
        assert!(good.contains(from), "{from}");
        let faults = read(&good.replacen(from, to, 1)).unwrap_err();
        let place = format!("curated.yaml:{line}: ");
        let found = faults.iter().find(|fault| fault.starts_with(&place) && fault.contains(what));
        assert!(found.is_some_and(|fault| fault.contains(next)), "{to}: {faults:#?}");
    }
}
