//! The note model through its public door: where sections, sentences and unfilled places begin and end, and
//! that the way back from folded text is exact, for examples and for any text.
//!
//! The spellings of headings are read here straight from the lexicon's YAML, so that this layer is tested
//! without the layer that loads rules.

use notelint::base::{PlaceholderKind, Profile, SectionKind, Span};
use notelint::note::{Answer, Context, Headings, Note, Position, ReadError, Source};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(serde::Deserialize)]
struct Lexicon {
    headings: BTreeMap<SectionKind, Spellings>,
}

#[derive(serde::Deserialize)]
struct Spellings {
    words: Vec<String>,
    strict: Vec<String>,
}

static HEADINGS: LazyLock<Headings> = LazyLock::new(|| {
    let yaml = include_str!("../../../rules/lexicons/sections.yaml");
    let lexicon: Lexicon = serde_saphyr::from_str(yaml).unwrap();
    let spellings = lexicon.headings.iter().flat_map(|(kind, spellings)| {
        let words = spellings.words.iter().map(|words| (words.as_str(), *kind, false));
        words.chain(spellings.strict.iter().map(|words| (words.as_str(), *kind, true)))
    });
    Headings::new(spellings)
});

fn read(text: &str) -> Note {
    let context = Context::default();
    Note::read(Source::from_text("note.txt", text), context, &HEADINGS)
}

fn kinds(text: &str) -> Vec<&'static str> {
    read(text).sections.iter().map(|section| section.kind.as_str()).collect()
}

fn sentences(text: &str) -> Vec<String> {
    let note = read(text);
    note.sentences.iter().map(|sentence| note.words(sentence.span).to_owned()).collect()
}

fn placeholders(text: &str) -> Vec<(&'static str, String)> {
    let note = read(text);
    note.placeholders.iter().map(|place| (place.kind.as_str(), note.words(place.span).to_owned())).collect()
}

fn paragraphs(text: &str) -> Vec<usize> {
    let note = read(text);
    let first = note.sentences.first().map_or(0, |sentence| sentence.paragraph);
    note.sentences.iter().map(|sentence| sentence.paragraph - first).collect()
}

// ---------------------------------------------------------------- source

#[test]
fn a_byte_order_mark_keeps_its_bytes_and_takes_no_column() {
    let source = Source::from_bytes("n", b"\xEF\xBB\xBFHPI: pain\nmore".to_vec()).unwrap();
    assert_eq!(source.position(3), Position { line: 1, column: 1 });
    assert_eq!(source.position(8), Position { line: 1, column: 6 });
    assert_eq!(source.position(0), Position { line: 1, column: 1 });
    let note = read(source.text());
    assert_eq!(note.sections[0].kind, SectionKind::Hpi);
    assert_eq!(note.words(note.sections[0].heading.unwrap()), "HPI");
}

#[test]
fn utf_16_is_decoded_in_both_orders() {
    let units: Vec<u16> = "CC: Rücken".encode_utf16().collect();
    let little: Vec<u8> = [0xFF, 0xFE].into_iter().chain(units.iter().flat_map(|unit| unit.to_le_bytes())).collect();
    let big: Vec<u8> = [0xFE, 0xFF].into_iter().chain(units.iter().flat_map(|unit| unit.to_be_bytes())).collect();
    assert_eq!(Source::from_bytes("n", little).unwrap().text(), "CC: Rücken");
    assert_eq!(Source::from_bytes("n", big).unwrap().text(), "CC: Rücken");
}

#[test]
fn what_is_no_text_is_refused_with_its_place() {
    let refuse = |bytes: &[u8]| Source::from_bytes("n", bytes.to_vec()).unwrap_err();
    assert_eq!(refuse(b"ab\0c"), ReadError::Binary { offset: 2 });
    assert_eq!(refuse(b"one\r\ntwo\n\xE9t\xE9"), ReadError::Utf8 { offset: 9, line: 3 });
    assert_eq!(refuse(b"\0\x01\xFF\xFE"), ReadError::Binary { offset: 0 });
    assert_eq!(refuse(b"\xFF\xFEa\0b"), ReadError::Truncated { length: 5 });
    assert_eq!(refuse(b"\xFF\xFEa\0\x00\xD8b\0"), ReadError::Utf16 { offset: 4 });
    assert!(refuse(b"\xE9").to_string().contains("save the file as UTF-8"));
}

#[test]
fn all_three_line_ends_count_and_columns_are_characters() {
    let source = Source::from_text("n", "a\r\nbé\rc\n");
    assert_eq!(source.position(0), Position { line: 1, column: 1 });
    assert_eq!(source.position(6), Position { line: 2, column: 3 });
    assert_eq!(source.position(7), Position { line: 3, column: 1 });
    assert_eq!(source.position(99), Position { line: 4, column: 1 });
    assert_eq!(source.lines().count(), 4);
    assert_eq!(source.line_span(2), Some(Span::new(3, 6)));
    assert_eq!(source.line_span(5), None);
}

#[test]
fn thousands_of_positions_on_one_long_line_are_quick() {
    let text = "é".repeat(2_000_000);
    let source = Source::from_text("n", &text);
    for at in (0..text.len()).step_by(401) {
        assert_eq!(source.position(at).column, at / 2 + 1);
    }
}

// ---------------------------------------------------------------- headings

#[test]
fn headings_are_found_in_the_spellings_that_notes_use() {
    for (text, kind) in [
        ("Chief Complaint: sore back", "cc"),
        ("CHIEF COMPLAINT\nsore back", "cc"),
        ("CC: sore back", "cc"),
        ("Reason for Visit: sore back", "cc"),
        ("History of Present Illness:\nsore back", "hpi"),
        ("History of the Present Illness (HPI): sore", "hpi"),
        ("H.P.I.: sore back", "hpi"),
        ("HPI - sore back", "hpi"),
        ("## HPI\nsore back", "hpi"),
        ("**HPI:** sore back", "hpi"),
        ("**HPI**: sore back", "hpi"),
        ("**HPI**\nsore back", "hpi"),
        ("__HPI__ : sore back", "hpi"),
        ("- **HPI**: sore back", "hpi"),
        ("1. History of Present Illness\nsore back", "hpi"),
        ("II. History of Present Illness: sore", "hpi"),
        ("hpi: sore back", "hpi"),
        ("Subjective:\nsore back", "hpi"),
        ("SUBJECTIVE:, sore back", "hpi"),
        ("S: sore back", "hpi"),
        ("HISTORY\nOF\nPRESENT\nILLNESS: sore back", "hpi"),
        ("## S - Subjective\nsore back", "hpi"),
        ("ROS: negative", "ros"),
        ("Review of Systems\nnegative", "ros"),
        ("PMHx: none", "pmh"),
        ("Past Surgical History: none", "psh"),
        ("FHx: none", "fh"),
        ("Social History: none", "sh"),
        ("Current Medications: none", "meds"),
        ("Medications on Admission: none", "meds"),
        ("ALLERGIES:  NKDA", "allergies"),
        ("Vitals: stable", "vitals"),
        ("Objective:\ntender", "exam"),
        ("O: tender", "exam"),
        ("Physical Examination: tender", "exam"),
        ("PHYSICAL EXAM 3/4/2024: tender", "exam"),
        ("Labs: normal", "results"),
        ("Hospital Course: smooth", "course"),
        ("Assessment: strain", "assessment"),
        ("A: strain", "assessment"),
        ("IMPRESSION: strain", "assessment"),
        ("Plan: rest", "plan"),
        ("P: rest", "plan"),
        ("Follow-up: two weeks", "plan"),
        ("A/P: strain, rest", "assessment-plan"),
        ("A&P: strain, rest", "assessment-plan"),
        ("Assessment & Plan: strain, rest", "assessment-plan"),
        ("Assessment and Plan:\nstrain, rest", "assessment-plan"),
        ("Impression/Plan: strain, rest", "assessment-plan"),
        ("MDM: strain, rest", "assessment-plan"),
        ("ICD-10 Codes: M54.50", "codes"),
        ("Return precautions: weakness", "instructions"),
        ("Electronically signed by: the author", "other"),
    ] {
        let note = read(text);
        assert_eq!(kinds(text), [kind], "{text}");
        let heading = note.words(note.sections[0].heading.expect(text));
        assert!(!heading.ends_with([':', '*', ' ']), "{text}: {heading}");
        assert!(!note.words(note.sentences[0].span).starts_with([':', '*', ',', ' ']), "{text}");
    }
}

#[test]
fn words_that_only_look_like_headings_open_nothing() {
    for text in [
        "HPI: History of pain for a week.",
        "HPI: long history of pain\nHistory of smoking, quit",
        "HPI: sore.\nplan was to rest but the pain came back",
        "HPI: she asked about the possible next steps of treatment and\nplan for the coming weeks of her work.",
        "HPI: seen at 10:30 for pain: dull.",
        "HPI: sore back, so the plan: rest.",
        "HPI: sore back.\nOnset: a week ago.\nNeurological: no numbness.",
        "HPI: He has a plan\nData were sent.",
        "HPI:\nFollow up.",
    ] {
        assert_eq!(kinds(text), ["hpi"], "{text}");
    }
}

#[test]
fn headings_inside_a_paragraph_need_a_colon_and_a_sentence_end() {
    assert_eq!(
        kinds("CC: back pain. HPI: 3 days, dull. ROS: no fever. Exam: tender. Assessment: strain. Plan: rest."),
        ["cc", "hpi", "ros", "exam", "assessment", "plan"]
    );
    assert_eq!(kinds("Family History: diabetes, takes vitamin E Social History: retired baker"), ["fh", "sh"]);
    let note = read("CC: back pain. HPI: 3 days.");
    assert_eq!(note.words(note.sections[1].span), "HPI: 3 days.");
    assert_eq!(note.words(note.sentences[0].span), "back pain.");
}

#[test]
fn parts_of_an_examination_stay_in_it() {
    assert_eq!(kinds("PHYSICAL EXAM:\nNECK: supple\nBACK: tender\nNeurological: intact\nLungs: clear"), ["exam"]);
    assert_eq!(kinds("ROS:\n- Musculoskeletal: back pain\n- Neuro exam: normal\n- Allergies: none"), ["ros"]);
    assert_eq!(kinds("EXAM:\nVITAL SIGNS: stable\nGENERAL: well\nBACK: tender"), ["exam", "vitals", "exam"]);
    assert_eq!(kinds("VITALS: BP 120/80\nP: 72\nR: 16"), ["vitals"]);
    assert_eq!(kinds("REVIEW OF SYSTEMS\nGENERAL: no fever"), ["ros"]);
}

#[test]
fn parts_of_a_problem_stay_in_the_plan() {
    for text in [
        "Assessment and Plan:\n1. Back pain.\n- Medications: naproxen\n- Imaging: none\n- Follow-up: 2 weeks",
        "ASSESSMENT AND PLAN\n\nBack pain.\n• Medications: naproxen\n• Results: reviewed",
        "A/P:\n1. Back pain. Medications: naproxen.\n2. Asthma. Labs: none.",
        "ASSESSMENT AND PLAN:\nBack pain\nMedications: naproxen",
    ] {
        assert_eq!(kinds(text), ["assessment-plan"], "{text}");
    }
    assert_eq!(kinds("I. HPI: sore\nII. Plan: rest\nIII. Instructions: walk"), ["hpi", "plan", "instructions"]);
}

#[test]
fn an_unknown_heading_in_capitals_ends_a_list_of_history_only() {
    assert_eq!(kinds("MEDICATIONS: none.\nPROCEDURE IN DETAIL: cut."), ["meds", "other"]);
    assert_eq!(kinds("ALLERGIES: none.\nBALLOON DETAILS: inflated."), ["allergies", "other"]);
    assert_eq!(kinds("PHYSICAL EXAM: well.\nBALLOON SIGN: absent."), ["exam"]);
    assert_eq!(kinds("PLAN: rest.\nLOW BACK PAIN: ice."), ["plan"]);
    assert_eq!(kinds("CC: sore.\nCHIEF COMPLAINT AND MOOD: sore, glum."), ["cc", "cc"]);
}

#[test]
fn text_before_the_first_heading_stands_under_none() {
    let note = read("\n  Jo, 40, back pain\n\nPlan: rest");
    assert_eq!(note.sections[0].heading, None);
    assert_eq!(note.sections[0].kind, SectionKind::Other);
    assert_eq!(note.sections[1].kind, SectionKind::Plan);
    assert!(read("  \n ").sections.is_empty());
}

// ---------------------------------------------------------------- sentences

#[test]
fn sentences_survive_what_full_stops_also_do() {
    for (text, expected) in [
        ("Seen by Dr. Gray. Sore back.", vec!["Seen by Dr. Gray.", "Sore back."]),
        ("Pain at L4-5. Worse at C5-6.", vec!["Pain at L4-5.", "Worse at C5-6."]),
        ("Coded M54.9 at 37.5 C. Well.", vec!["Coded M54.9 at 37.5 C.", "Well."]),
        ("Naproxen 500 mg p.o. b.i.d. with food. Helped.", vec!["Naproxen 500 mg p.o. b.i.d. with food.", "Helped."]),
        ("Strain vs. sprain, e.g. lifting. Rest.", vec!["Strain vs. sprain, e.g. lifting.", "Rest."]),
        ("Began approx. 3 weeks ago. Room No. 3 today.", vec!["Began approx. 3 weeks ago.", "Room No. 3 today."]),
        (
            "John A. Gray is sore. He has a hepatitis C. He rests.",
            vec!["John A. Gray is sore.", "He has a hepatitis C.", "He rests."],
        ),
        ("Sharp... then dull. Gone now!", vec!["Sharp... then dull.", "Gone now!"]),
        ("no fever. denies numbness. worse sitting.", vec!["no fever.", "denies numbness.", "worse sitting."]),
        ("It is a dull pain.He rests.", vec!["It is a dull pain.", "He rests."]),
        ("Is it worse? Yes (?) ?strain.", vec!["Is it worse?", "Yes (?) ?strain."]),
        ("He said \"it hurts.\" Then left.", vec!["He said \"it hurts.\"", "Then left."]),
        ("Grew E. coli twice. Had C. diff colitis.", vec!["Grew E. coli twice.", "Had C. diff colitis."]),
        ("Sore; stiff; better.", vec!["Sore; stiff; better."]),
    ] {
        assert_eq!(sentences(text), expected, "{text}");
    }
}

#[test]
fn wrapped_prose_is_joined_and_lists_are_not() {
    assert_eq!(
        sentences(
            "HPI: The pain began after he lifted a heavy box at\nwork and it is dull since then. No numbness of\nthe legs."
        ),
        ["The pain began after he lifted a heavy box at\nwork and it is dull since then.", "No numbness of\nthe legs."]
    );
    assert_eq!(
        sentences("Plan:\n- ice\n- rest\n* heat\n• walk\n1. stretch\na) swim"),
        ["ice", "rest", "heat", "walk", "stretch", "swim"]
    );
    assert_eq!(
        sentences("HPI:\nlow back pain\nno numbness\nno weakness"),
        ["low back pain", "no numbness", "no weakness"]
    );
    assert_eq!(sentences("Impression: 1. Strain. 2. Asthma, mild."), ["Strain.", "Asthma, mild."]);
    assert_eq!(sentences("Impression: 1) strain 2) asthma, type 2"), ["strain", "asthma, type 2"]);
    assert_eq!(
        sentences("| Onset | a week |\n|---|---|\n| Site | low back |"),
        ["Onset", "a week", "Site", "low back"]
    );
}

#[test]
fn prompts_are_the_words_before_a_colon() {
    let note = read(
        "HPI:\nOnset: 3 days. Duration: constant. Seen at 10:30 today.\n- **Radiation:** none\nSeverity:\n6/10\nPain: 5/10   Site: low back",
    );
    let prompts: Vec<_> = note
        .sentences
        .iter()
        .map(|sentence| (sentence.prompt.map(|prompt| note.words(prompt)), note.words(sentence.span), sentence.item))
        .collect();
    assert_eq!(
        prompts,
        [
            (Some("Onset"), "Onset: 3 days.", false),
            (Some("Duration"), "Duration: constant.", false),
            (None, "Seen at 10:30 today.", false),
            (Some("Radiation"), "**Radiation:** none", true),
            (Some("Severity"), "Severity:\n6/10", false),
            (Some("Pain"), "Pain: 5/10", false),
            (Some("Site"), "Site: low back", false),
        ]
    );
}

#[test]
fn a_numbered_problem_holds_its_bullets() {
    assert_eq!(
        paragraphs("Plan:\n1. Back pain. Likely strain.\n   - ice\n   - rest\n2. Asthma\n   - inhaler"),
        [0, 0, 0, 0, 1, 1]
    );
    assert_eq!(paragraphs("Plan: Ice. Rest.\n\nReturn if:\n- numbness\n- weakness\n\nSeen today."), [0, 0, 1, 1, 1, 2]);
    assert_eq!(paragraphs("Plan:\n- ice\n- rest"), [0, 1]);
}

#[test]
fn an_empty_box_stays_in_its_sentence() {
    assert_eq!(
        sentences("HPI:\n[x] numbness\n[ ] weakness\nFever: [ ] yes [x] no"),
        ["[x] numbness", "[ ] weakness", "Fever:", "[ ] yes", "[x] no"]
    );
}

/// Random text found it: the number within a variable began an item there, and an empty sentence stood before it.
#[test]
fn a_number_within_a_placeholder_begins_no_item() {
    assert_eq!(sentences("{{\nVitals:1. 1. }}"), ["{{", "1. }}"]);
    assert_eq!(sentences("Vitals: 1. 1. steady"), ["steady"]);
}

// ---------------------------------------------------------------- placeholders

#[test]
fn unfilled_places_are_found_with_their_look() {
    for (text, kind, words) in [
        ("Onset *** ago.", "wildcard", "***"),
        ("HPI:\n***", "wildcard", "***"),
        ("A ***age*** year old", "wildcard", "***age***"),
        ("Pain for [duration].", "bracket", "[duration]"),
        ("Patient denies [numbness, tingling].", "bracket", "[numbness, tingling]"),
        ("Began [insert date here]", "bracket", "[insert date here]"),
        ("[[patient_name]] is here", "bracket", "[[patient_name]]"),
        ("Seen <<today>> again", "bracket", "<<today>>"),
        ("Seen on <insert date>", "bracket", "<insert date>"),
        ("Onset [sudden/gradual].", "picklist", "[sudden/gradual]"),
        ("Side {right/left:4321}", "picklist", "{right/left:4321}"),
        ("Fever {YES/NO:63}", "picklist", "{YES/NO:63}"),
        ("Pain at {Exam; back:11234}", "picklist", "{Exam; back:11234}"),
        ("Sore RIGHT LEFT knee", "picklist", "RIGHT LEFT"),
        ("The pain IS / IS NOT worse today", "picklist", "IS / IS NOT"),
        ("Ache is constant intermittent", "picklist", "constant intermittent"),
        ("Quality:  dull   sharp   like a knife", "picklist", "dull   sharp   like a knife"),
        ("Is it there at night?  Y / N", "picklist", "Y / N"),
        ("Any fever (yes/no)", "picklist", "yes/no"),
        ("Pick a number  0  1  2  3  4  5", "picklist", "0  1  2  3  4  5"),
        ("State: ✅ seen / ❌ not seen", "picklist", "✅ seen / ❌ not seen"),
        ("Cause: lifting | fall | unknown", "picklist", "lifting | fall | unknown"),
        ("Call again in [24-48] hours", "bracket", "[24-48]"),
        ("Rated [n] of ten", "bracket", "[n]"),
        ("Reflex left _/_", "blank", "_/_"),
        ("Seen on __/__/____", "blank", "__/__/____"),
        ("Pattern ⬜ all day  ⬜ at night", "checkbox", "⬜ all day  ⬜ at night"),
        ("Seen NUMBER days after", "word", "NUMBER"),
        ("• Clonus: Present/Absent", "picklist", "Present/Absent"),
        ("Duration ____ weeks", "blank", "____"),
        ("Pain __/10", "blank", "__"),
        ("Flexion R___°", "blank", "___"),
        ("Pain \\_\\_\\_/10", "blank", "\\_\\_\\_"),
        ("The pain began ...... ago", "blank", "......"),
        ("Score |__| of ten", "blank", "|__|"),
        ("A @AGE@ old", "variable", "@AGE@"),
        ("Weight @FLOW(11)@ kg", "variable", "@FLOW(11)@"),
        ("Has {{ pain_site }} pain", "variable", "{{ pain_site }}"),
        ("Dear ${name}, hello", "variable", "${name}"),
        ("Dear %NAME%, hello", "variable", "%NAME%"),
        ("Value #INPUT# given", "variable", "#INPUT#"),
        ("Seen by |PROVIDER NAME| today", "variable", "|PROVIDER NAME|"),
        ("[ ] numbness [ ] weakness", "checkbox", "[ ] numbness [ ] weakness"),
        ("Onset on mm/dd/yyyy", "word", "mm/dd/yyyy"),
        ("Imaging TBD", "word", "TBD"),
        ("Pain for xxx days", "word", "xxx"),
        ("Pain X out of 10", "word", "X"),
        ("Pain for the past DURATION", "word", "DURATION"),
        ("Onset:\nDuration: 3 days", "prompt", "Onset:"),
        ("HPI: sore\n- Onset:\n- Duration: 3 days", "prompt", "Onset:"),
        ("HPI:\nPlan: rest", "prompt", "HPI:"),
        ("Sore.\nOnset:", "prompt", "Onset:"),
        ("Onset:     Duration: 3 days", "prompt", "Onset:"),
    ] {
        assert_eq!(placeholders(text), [(kind, words.to_owned())], "{text}");
    }
}

#[test]
fn look_alikes_are_no_unfilled_places() {
    for text in [
        "[x] numbness [ ] weakness",
        "[ ] numbness\n[x] weakness\n[ ] fever",
        "as shown before [1], [2,3]",
        "dull/aching pain, right or left, and seen yes or no",
        "Pain: dull/aching. Grade: mild/moderate. Course: 1 2 3",
        "Both right and left knees. Both RIGHT knees",
        "shown in earlier work [2-4]. Walks 24-48 hours",
        "{\"site\": \"\", \"marks\": [], \"flags\": {\"fever\": false}}",
        "**Shortcuts:**\n\nsay it twice",
        "glucose 90 [mg/dL], dose [10 mg], nodule [0.7-1.1 cm]",
        "raised at (***NUMBER[1], **DATE[Apr 07 06])",
        "he \"feeled\" [sic] sore and [inaudible] since",
        "seen [**2101-3-4**] by **NAME[AAA BBB] on **DATE[Jul 3 07]",
        "see [the guide](https://example.org/a) for more",
        "this is **bold** and __strong__ and *weak*",
        "above\n--------------------\nbelow\n____________________\n====\n****",
        "Signature: ____________",
        "____________ MD",
        "{{#if pain}}sore{{/if}}{{else}}",
        "platelets <5 and >3, a < b",
        "mail jo@example.org or ann@example.org",
        "<b>sore</b> back<br>",
        "Onset:\n3 days ago",
        "Exam:\n- General: well",
        "Symptoms:\n  numbness\n  weakness",
        "HPI:\n\nSore back.",
        "Subjective:\nHPI: sore",
        "potassium 5.9 [H], seen at [L4-5] and [M54.50]",
        "| Right | Left |\n|---|---|\n| 5/5 | 5/5 |",
        "Strength   Right   Left",
        "pain in the right. Left is well.",
        "snake_case__name and 3...4",
        "_X_ Yes   ___ No",
        "Exam: Vital Signs:  Weight:  70 kg.",
    ] {
        assert_eq!(placeholders(text), [], "{text}");
    }
}

#[test]
fn the_bare_prompts_of_a_form_are_its_structure() {
    let form = read("Site:\nSince:\nKind:\nWorse with:\nBetter with:\n");
    assert_eq!(form.placeholders, []);
    assert_eq!(
        form.form.iter().map(|span| form.words(*span)).collect::<Vec<_>>(),
        ["Site:", "Since:", "Kind:", "Worse with:", "Better with:"]
    );
    let filled = "Site: low back\nSince: May\nKind: dull\nWorse with:\nBetter with: rest\nScore: 4\n";
    assert_eq!(placeholders(filled), [("prompt", "Worse with:".to_owned())]);
    assert_eq!(read(filled).form, []);
    assert_eq!(placeholders("Site: [where]\nSince: [when]\nKind: [words]\nNotes:\n").len(), 3);
    assert_eq!(placeholders("Describe the gait.\nState the grip.\nAny falls?\nMotor:\n"), []);
}

#[test]
fn a_list_of_answers_knows_its_mark() {
    let note = read("Fever: [ ] yes [x] no\nChills: [ ] yes [ ] no\n**Rash:** yes / **no**\nCough: none");
    let choices: Vec<_> = (0..note.sentences.len())
        .filter_map(|index| note.answer(index))
        .map(|choice| match choice {
            Answer::Marked(span) => ("made", note.words(span)),
            Answer::Unmarked(span) => ("open", note.words(span)),
        })
        .collect();
    assert_eq!(choices, [("made", "no"), ("open", "[ ] yes [ ] no"), ("made", "no")]);
}

#[test]
fn a_heading_asks_in_a_template_only() {
    let sentences = |profile| {
        let context = Context { profile, ..Context::default() };
        let note = Note::read(Source::from_text("n", "Plan: rest\nAssessment:\n"), context, &HEADINGS);
        note.sentences.iter().map(|sentence| note.words(sentence.span).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(sentences(Profile::Note), ["rest"]);
    assert_eq!(sentences(Profile::Template), ["Plan", "rest", "Assessment"]);
}

// ---------------------------------------------------------------- folding

#[test]
fn typography_folds_to_ascii_with_an_exact_way_back() {
    let text = "can’t  walk\u{A0}2½ weeks, 4–6/10, “dull” … C5\u{200B}-6 ７/10 m²";
    let note = read(text);
    assert_eq!(note.folded.text(), "can't walk 2 1/2 weeks, 4-6/10, \"dull\" ... C5-6 7/10 m2");
    let back = |words: &str| {
        let at = note.folded.text().find(words).unwrap();
        note.words(note.folded.original(at..at + words.len()))
    };
    assert_eq!(back("can't"), "can’t");
    assert_eq!(back("walk 2"), "walk\u{A0}2");
    assert_eq!(back("1/2"), "½");
    assert_eq!(back("4-6"), "4–6");
    assert_eq!(back("C5-6"), "C5\u{200B}-6");
    assert_eq!(back("7/"), "７/");
}

#[test]
fn the_names_of_fields_fold_to_words() {
    let text = "{{pain_site}} painScale2 durationOfPain snake__case mmHg OxyContin _low_";
    let note = read(text);
    assert_eq!(note.folded.text(), "{{pain site}} pain Scale2 duration Of Pain snake__case mmHg OxyContin _low_");
    let at = note.folded.text().find("Scale").unwrap();
    assert_eq!(note.words(note.folded.original(at..at + 5)), "Scale");
}

#[test]
fn plain_text_folds_to_itself_sentence_by_sentence() {
    let note = read("Sore back. No\nnumbness.");
    assert_eq!(note.folded.text(), "Sore back.\nNo numbness.");
    assert_eq!(note.folded.sentence(1), 11..23);
    let at = |offset| note.folded.sentence_at(offset);
    assert_eq!((at(0), at(10), at(11)), (0, 0, 1));
    assert_eq!(note.folded.original(11..13), Span::new(11, 13));
}

// ---------------------------------------------------------------- any text

/// Texts made of what notes are made of, so that structure is hit far more often than by any characters.
fn notes() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "HPI:",
        "Plan",
        "ASSESSMENT",
        "CC: ",
        "1. ",
        "- ",
        "• ",
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        " ",
        "\t",
        "   ",
        ". ",
        "?",
        "!",
        ".",
        "...",
        "pain",
        "He said",
        "Dr.",
        "q.i.d.",
        "[ ]",
        "[x]",
        "[",
        "]",
        "{",
        "}",
        "{{",
        "}}",
        "<",
        ">",
        "<<",
        "***",
        "**",
        "*",
        "__",
        "____",
        "@",
        "%",
        "#",
        "|",
        "$",
        ":",
        "Onset:",
        "½",
        "é",
        "“",
        "\u{200B}",
        "\u{FEFF}",
        "\u{A0}",
        "ＡＢ",
        "10:30",
        "RIGHT LEFT",
        "pain_onset",
        "painOnset",
        "yes / **no**",
        "dull  sharp  ",
        "0 1 2 3 4 5",
        "_/_",
        "⬜",
        "xxx",
        "(",
        ")",
        "—",
        "Vitals:",
        "NECK:",
        "PAST\nMEDICAL\nHISTORY:",
        ",",
        "：",
        "\\_",
        "☐",
        "…",
    ]);
    prop_oneof![
        prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat()),
        "\\PC*",
        prop::collection::vec(any::<char>(), 0..60).prop_map(|chars| chars.into_iter().collect()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_span_lies_in_the_text_in_order(text in notes()) {
        let note = read(&text);
        let inside = |span: Span| text.get(span.range()).is_some();
        let mut end = None;
        for section in &note.sections {
            prop_assert!(inside(section.span) && !section.span.is_empty());
            prop_assert!(end.is_none_or(|end| end == section.span.start), "sections without gaps");
            if let Some(heading) = section.heading {
                prop_assert!(inside(heading) && section.span.contains(heading) && !heading.is_empty());
            }
            end = Some(section.span.end);
        }
        prop_assert!(end.is_none_or(|end| end == text.len()));
        let (mut end, mut paragraph) = (0, 0);
        for sentence in &note.sentences {
            let section = &note.sections[sentence.section];
            prop_assert!(inside(sentence.span) && !sentence.span.is_empty() && end <= sentence.span.start);
            prop_assert!(section.span.contains(sentence.span));
            prop_assert!(section.heading.is_none_or(|heading| heading.end <= sentence.span.start));
            prop_assert!(sentence.prompt.is_none_or(|prompt| inside(prompt) && sentence.span.contains(prompt)));
            prop_assert!(paragraph <= sentence.paragraph);
            (end, paragraph) = (sentence.span.end, sentence.paragraph);
        }
        let mut end = 0;
        for place in &note.placeholders {
            prop_assert!(inside(place.span) && !place.span.is_empty() && end <= place.span.start);
            end = place.span.end;
        }
    }

    #[test]
    fn folding_keeps_a_line_a_sentence_and_the_way_back(text in notes()) {
        let note = read(&text);
        let folded = &note.folded;
        let lines: Vec<&str> =
            if note.sentences.is_empty() { Vec::new() } else { folded.text().split('\n').collect() };
        prop_assert_eq!(lines.len(), note.sentences.len());
        for (index, sentence) in note.sentences.iter().enumerate() {
            let line = folded.sentence(index);
            prop_assert_eq!(lines[index], &folded.text()[line.clone()]);
            let mut end = sentence.span.start;
            for (at, char) in folded.text()[line.clone()].char_indices() {
                let start = line.start + at;
                prop_assert_eq!(folded.sentence_at(start), index);
                let original = folded.original(start..start + char.len_utf8());
                let words = text.get(original.range());
                prop_assert!(words.is_some_and(|words| !words.is_empty()) && sentence.span.contains(original));
                prop_assert!(original.end >= end, "the way back never turns round");
                if words != Some(char.to_string().as_str()) {
                    prop_assert!(char.is_ascii(), "{:?} stands for {:?}", char, words);
                }
                end = original.end;
            }
        }
    }

    #[test]
    fn line_ends_do_not_change_the_structure(text in notes()) {
        let text = text.replace('\r', "");
        let unix = read(&text);
        let windows = text.replace('\n', "\r\n");
        let dos = read(&windows);
        let words = |note: &Note, span: Span| note.words(span).replace('\r', "");
        let sections = |note: &Note| note.sections.iter().map(|s| (s.kind, words(note, s.span))).collect::<Vec<_>>();
        let places = |note: &Note| -> Vec<(PlaceholderKind, String)> {
            note.placeholders.iter().map(|p| (p.kind, words(note, p.span))).collect()
        };
        prop_assert_eq!(sections(&unix), sections(&dos));
        prop_assert_eq!(unix.folded.text(), dos.folded.text());
        prop_assert_eq!(places(&unix), places(&dos));
    }

    #[test]
    fn reading_bytes_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..80), mark in 0..3usize) {
        let mark: &[u8] = [&[][..], &[0xFF, 0xFE], &[0xFE, 0xFF]][mark];
        let bytes: Vec<u8> = mark.iter().chain(&bytes).copied().collect();
        if let Ok(source) = Source::from_bytes("n", bytes) {
            for at in 0..=source.text().len() {
                prop_assert!(source.position(at).column >= 1);
            }
        }
    }
}

// ---------------------------------------------------------------- problems

fn problems(text: &str) -> Vec<(String, usize)> {
    let note = read(text);
    note.problems.iter().map(|problem| (note.words(problem.title).to_owned(), problem.span.len())).collect()
}

fn titles(text: &str) -> Vec<String> {
    problems(text).into_iter().map(|(title, _)| title).collect()
}

#[test]
fn an_assessment_lists_problems_and_what_stands_under_each() {
    let text = "A/P:\n1. Low back pain - heat.\n   a. therapy\n2. Hypertension: at goal\n";
    let found = problems(text);
    assert_eq!(found[0].0, "Low back pain");
    assert_eq!(found[1].0, "Hypertension");
    assert_eq!(found.len(), 2);
    let second = text.find("Hypertension").unwrap();
    assert_eq!(found[0].1, second - text.find("Low").unwrap());
}

#[test]
fn problems_are_also_signed_or_followed_by_bullets() {
    assert_eq!(titles("#1 Asthma - stable\n#2 Back pain - heat helps\n"), ["Asthma", "Back pain"]);
    assert_eq!(titles("A/P:\n#LBP - likely strain\n#HTN\n"), ["LBP", "HTN"]);
    assert_eq!(
        titles("ASSESSMENT AND PLAN\n\nLumbar strain.\n- Rest and heat.\n\nMigraine.\n- Continue.\n"),
        ["Lumbar strain", "Migraine"]
    );
}

#[test]
fn numbers_outside_an_assessment_are_no_problems() {
    assert!(titles("HPI:\n1. Pain for a week\n2. Worse with sitting\n").is_empty());
    assert!(titles("Plan:\n1. Heat\n2. Therapy\n").is_empty());
    assert!(titles("# Back pain clinic\n\n## HPI\nPain for a week.\n").len() <= 1);
}

#[test]
fn blank_lines_without_end_under_an_assessment_are_read_once() {
    let text = format!("A/P:\nLumbar strain\n{}- heat\n", "\n".repeat(1_000_000));
    assert_eq!(titles(&text), ["Lumbar strain"]);
}

// ---------------------------------------------------------------- headings that were missed once

#[test]
fn an_age_behind_a_letter_begins_the_story_and_a_number_does_not() {
    assert_eq!(kinds("S: 62yo M with back pain.\nO: BP 120/70.\nP: 72\n"), ["hpi", "exam"]);
    assert_eq!(kinds("S: 27-year-old with back pain.\n"), ["hpi"]);
}

#[test]
fn capitals_alone_on_a_line_are_a_heading_behind_unfinished_prose() {
    let text = "SH: drives a lorry, off work for three weeks and not managing his football\nO/E\nFlexion limited.\n";
    assert_eq!(kinds(text), ["sh", "exam"]);
}

#[test]
fn a_heading_in_capitals_before_a_list_needs_no_colon() {
    let text = "PHYSICAL EXAM: Tender over the back. ASSESSMENT 1. Lumbar strain. 2. Asthma.\nPLAN: Heat.\n";
    assert_eq!(kinds(text), ["exam", "assessment", "plan"]);
}

#[test]
fn a_title_is_not_the_plan() {
    assert_eq!(kinds("FOLLOW UP\n\nReturns for her back.\nPlan: heat\n"), ["other", "plan"]);
}
