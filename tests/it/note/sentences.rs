//! Where sentences, prompts, list items and paragraphs begin and end.

use super::reader::{paragraphs, read, sentences};

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

/// Random text found it: the number within a variable began an item there, and an empty sentence came before it.
#[test]
fn a_number_within_a_placeholder_begins_no_item() {
    assert_eq!(sentences("{{\nVitals:1. 1. }}"), ["{{", "1. }}"]);
    assert_eq!(sentences("Vitals: 1. 1. steady"), ["steady"]);
}
