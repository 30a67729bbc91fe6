//! The statements that carry their own yes or no.

use super::reader::read;

/// What is answered, and with which words.
fn replies(text: &str) -> Vec<(String, String, bool)> {
    let note = read(text);
    let words = |span| note.words(span).trim().to_owned();
    note.replies().iter().map(|reply| (words(reply.about), words(reply.words), reply.affirms)).collect()
}

#[test]
fn a_sign_a_word_a_cell_or_a_tick_answers() {
    for (text, expected) in [
        ("ROS: (-) rash, (+) cough", vec![("rash,", "(-)", false), ("cough", "(+)", true)]),
        ("ROS: -rash +cough", vec![("rash", "-", false), ("cough", "+", true)]),
        ("ROS: Skin: -rash; Lungs: -cough", vec![("rash", "-", false), ("cough", "-", false)]),
        ("ROS: rash (-), cough (yes)", vec![("rash", "(-)", false), ("cough", "yes", true)]),
        ("ROS: Rash, hives: none", vec![("Rash, hives", "none", false)]),
        ("ROS: rash = no, cough - Y", vec![("rash", "no", false), ("cough", "Y", true)]),
        ("ROS: rash no, cough yes", vec![("rash", "no", false), ("cough", "yes", true)]),
        ("ROS: Rash? No. Cough? Yes, at night.", vec![("Rash?", "No", false), ("Cough?", "Yes", true)]),
        ("ROS:\nRash\tNo\nCough   YES", vec![("Rash", "No", false), ("Cough", "YES", true)]),
        ("ROS:\n| Rash | No |\n| Cough | + |", vec![("Rash", "No", false), ("Cough", "+", true)]),
        ("ROS: Rash [ ] Yes [x] No", vec![("Rash", "No", false)]),
        ("ROS: Yes [ ] No [x] Rash", vec![("Rash", "No", false)]),
        ("ROS: [x] Y [ ] N Rash", vec![("Rash", "Y", true)]),
    ] {
        let expected: Vec<_> = expected.into_iter().map(|(a, w, yes)| (a.to_owned(), w.to_owned(), yes)).collect();
        let found: Vec<_> = replies(text).into_iter().filter(|(about, ..)| !about.starts_with(['Y', '['])).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn dashes_and_choices_answer_nothing() {
    for text in [
        "HPI:\n-rash for 3 days -worse at night -no cough",
        "HPI:\n- rash\n- cough",
        "Plan:\n-ice -rest",
        "HPI: Pain at L4 -L5, edema 1+ at the ankles.",
        "HPI: Rash: yes/no",
        "HPI: Any rash? No fever.",
        "HPI:\n[x] rash\n[ ] cough",
        "HPI: Rash [ ] yes [ ] no",
        "HPI: Seen in room no. 3 today.",
    ] {
        assert_eq!(replies(text), [], "{text}");
    }
}
