//! The problems that an assessment lists.

use super::reader::read;

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
fn titles_have_many_shapes() {
    for text in [
        "A/P:\n1) Lumbar strain:\n   heat\n2) Asthma:\n   inhaler\n",
        "A/P:\n1. Lumbar strain. I think that it is mild.\n2. Asthma. Well controlled.\n",
        "Problem 1: Lumbar strain\nheat\nProblem 2: Asthma\ninhaler\n",
        "A/P:\nProblem #1 - Lumbar strain\nDx 2. Asthma; inhaler\n",
        "# Lumbar strain\nheat\n# Asthma\ninhaler\n",
        "A/P:\nLumbar strain -- heat\nAsthma - inhaler\n",
        "A/P:\n1. Lumbar strain- heat\n2. Asthma -> inhaler\n",
    ] {
        assert_eq!(titles(text), ["Lumbar strain", "Asthma"], "{text}");
    }
    assert!(titles("A/P:\nProblem list reviewed\nHe is much better than he was last week - go on\n").is_empty());
}

#[test]
fn items_of_one_line_are_problems() {
    let text = "Diagnoses: 1. Gout, quiet. 2. Back pain. 3. Cataract, listed.\n\nHe walks well.\n";
    assert_eq!(titles(text), ["Gout, quiet", "Back pain", "Cataract, listed"]);
    assert_eq!(titles("A/P:\n1. Disc at L4-5 2. No change in 2. 5 visits of therapy.\n").len(), 1);
    assert_eq!(
        titles("A/P:\n1. Lumbar strain; 2) Asthma; 3) Eczema\n4. Gout\n"),
        ["Lumbar strain", "Asthma", "Eczema", "Gout"]
    );
}

#[test]
fn a_letter_below_a_list_of_names_is_not_about_the_last_one() {
    let text = "Problems\n1. Gout\n2. Back pain\n3. Asthma\n\nHis back is what limits him.\n";
    let note = read(text);
    assert_eq!(titles(text).len(), 3);
    assert!(note.problem_at(text.find("limits").unwrap()).is_none());
    let under = "A/P:\n1. Gout\n   colchicine\n2. Back pain\n\n   heat, and it eases\n";
    assert!(read(under).problem_at(under.find("eases").unwrap()).is_some());
}

#[test]
fn a_history_told_by_numbers_lists_topics_that_are_no_diagnoses() {
    let text = "Dear colleague,\n1) Migraine. Throbbing and twice a month.\n2) Back pain. It began in the spring of this year.\n\nKind regards\n";
    assert_eq!(titles(text), ["Migraine", "Back pain"]);
    assert!(!problems(text).iter().any(|(_, length)| *length > 60));
    assert!(!read(text).assesses_problems());
    let text = "HPI:\n1. HTN: home readings are fine.\n2. LBP, since Sunday. Worse bending.\n";
    assert_eq!(titles(text), ["HTN", "LBP"]);
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
