//! Which words are headings, and where sections begin.

use super::reader::{kinds, read};
use notelint::base::SectionKind;

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

#[test]
fn headings_are_set_off_by_more_than_a_colon() {
    for (text, kind) in [
        ("Assessment - strain", "assessment"),
        ("Assessment- strain", "assessment"),
        ("ASSESSMENT -- strain", "assessment"),
        ("Impression – strain", "assessment"),
        ("Imp -> strain", "assessment"),
        ("A - strain", "assessment"),
        ("A/ strain", "assessment"),
        ("P/ strain", "plan"),
        ("Obj - strain", "exam"),
        ("Subj - strain", "hpi"),
        ("Assessment = strain", "assessment"),
        ("Assessment. Strain of the low back.", "assessment"),
        ("Assessment\tstrain", "assessment"),
        ("Assessment    strain", "assessment"),
        ("ASSESSMENT Strain of the low back", "assessment"),
        ("**Plan** strain", "plan"),
        ("[Plan] strain", "plan"),
        ("== Assessment ==\nstrain", "assessment"),
        ("--- PLAN ---\nstrain", "plan"),
        ("*** PLAN ***\nstrain", "plan"),
        ("~Assessment~\nstrain", "assessment"),
        ("[Assessment]\nstrain", "assessment"),
        ("ASSESSMENT ------\nstrain", "assessment"),
        ("Assessment\n----------\nstrain", "assessment"),
        ("► Assessment\nstrain", "assessment"),
        ("#Assessment\nstrain", "assessment"),
        ("### Assessment ###\nstrain", "assessment"),
        ("III. Assessment\nstrain", "assessment"),
        ("A) Assessment\nstrain", "assessment"),
        ("<h2>Assessment</h2>\nstrain", "assessment"),
        ("<p><b>Plan:</b> strain</p>", "plan"),
        ("<div>Plan</div><div>strain</div>", "plan"),
        ("<strong>Plan</strong><br>strain", "plan"),
        ("assessment and plan\nstrain", "assessment-plan"),
        ("plan\nstrain", "plan"),
        ("impression - strain", "assessment"),
    ] {
        let text = format!("HPI: Sore since May.\n{text}");
        let note = read(&text);
        assert_eq!(kinds(&text), ["hpi", kind], "{text}");
        assert_eq!(note.placeholders, [], "{text}");
        let last = note.words(note.sentences.last().unwrap().span).to_lowercase();
        assert!(last.starts_with("strain"), "{text}: {last}");
    }
}

#[test]
fn look_alikes_of_headings_that_are_set_off_stay_text() {
    for text in [
        "hepatitis A - cleared",
        "A - O x3",
        "A - a - O x3",
        "P - 80 bpm",
        "P: 80 bpm",
        "O: 3 L",
        "A: airway open B: breathing even C: pulses full",
        "A: open\nB: even\nC: full",
        "A/P film unchanged",
        "S/P fusion",
        "S/ P fusion",
        "She takes vitamin A: no effect.",
        "He is content with our\nplan",
        "He wants to read more about every single one of the ways of\ntreatment",
        "We spoke about all of it at length and he agrees with this\nassessment and plan.",
        "the letter says\nneuro - normal",
        "[plan]",
        "{{cc}}",
        "***Plan***",
        "Plan",
    ] {
        let text = format!("HPI: Sore since May.\n{text}");
        let kinds = kinds(&text);
        assert_eq!(kinds[0], "hpi", "{text}");
        assert!(kinds.len() == 1 || text.ends_with("\nPlan"), "{text}: {kinds:?}");
    }
}

#[test]
fn the_letters_of_a_soap_note_follow_each_other() {
    let soap = ["hpi", "exam", "assessment", "plan"];
    for text in [
        "S: sore. O: tender. A: strain. P: heat.",
        "S: sore O: tender A: strain P: heat",
        "S: sore, vitamin A: no help. O: T 98 P: 72. A: strain. P: heat.",
        "S- sore. O- tender. A- strain. P- heat.",
        "S/ sore. O/ tender. A/ strain. P/ heat.",
        "**S:** sore **O:** tender **A:** strain **P:** heat",
        "S) sore\nO) tender\nA) strain\nP) heat",
        "S = sore\nO = tender\nA = strain\nP = heat",
        "subjective: sore. objective: tender. assessment: strain. plan: heat.",
    ] {
        assert_eq!(kinds(text), soap, "{text}");
    }
    assert_eq!(kinds("HPI: O: sudden. P: bending. Q: dull."), ["hpi"]);
}

#[test]
fn a_list_inside_a_line_ends_with_the_line() {
    assert_eq!(kinds("Seen for a sore back. PMH: asthma\nSLR negative"), ["other", "pmh", "other"]);
    assert_eq!(kinds("Seen for a sore back. PMH: asthma,\ngout\n\nSLR negative"), ["other", "pmh"]);
    assert_eq!(kinds("PMH: asthma\nGout"), ["pmh"]);
    assert_eq!(kinds("Meds: naproxen\nPill count right. No fever."), ["meds", "other"]);
    assert_eq!(kinds("Meds: naproxen\nGabapentin"), ["meds"]);
    assert_eq!(kinds("PMH: asthma.\nGout in 2019. No surgery."), ["pmh"]);
}
