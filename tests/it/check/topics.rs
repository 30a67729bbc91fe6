//! Two topics in one note are two checklists: what belongs to one complaint does not document the other.

use crate::builtin::LINTER;
use notelint::note::Context;

/// The checklists of a note, each with the words that document an element.
fn documenting(text: &str, element: &str) -> Vec<(String, Vec<String>)> {
    let report = LINTER.lint(text, &Context::default());
    let lists = report.checklists.iter().map(|list| {
        let element = list.elements.iter().find(|known| known.id == element).unwrap();
        let words = element.evidence.iter().map(|evidence| text[evidence.start..evidence.end].to_owned());
        (list.id.clone(), words.collect())
    });
    lists.collect()
}

#[test]
fn each_complaint_has_its_own_evidence() {
    let text = "CC: Neck pain and low back pain.\n\
                HPI: The neck pain began on Monday after a fall, worse when turning the head.\n\
                The low back pain has been there for three weeks, worse when lifting.";
    let expected = |neck: &str, back: &str| {
        vec![("back-pain".to_owned(), vec![back.to_owned()]), ("neck-pain".to_owned(), vec![neck.to_owned()])]
    };
    assert_eq!(documenting(text, "aggravating"), expected("worse when turning", "worse when lifting"));
}

#[test]
fn one_complaint_is_one_checklist() {
    let lists = |text: &str| documenting(text, "onset").into_iter().map(|(id, _)| id).collect::<Vec<_>>();
    assert_eq!(lists("CC: Neck pain.\nHPI: For a week, dull."), ["neck-pain"]);
    assert_eq!(lists("CC: Low back pain.\nHPI: For a week, dull."), ["back-pain"]);
    assert_eq!(lists("CC: Cough.\nHPI: For a week, dry."), [""; 0]);
}
