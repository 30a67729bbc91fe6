//! What does not show in a note, and what mark-up does to it.

use super::reader::{kinds, read, sentences};

#[test]
fn comments_and_struck_words_do_not_show() {
    for text in [
        "Sore. <!-- dull, since May --> Stiff.",
        "Sore. <!-- dull,\nsince May --> Stiff.",
        "Sore. {# dull #} Stiff.",
        "Sore. {{!-- dull --}} Stiff.",
        "Sore. {% comment %}dull{% endcomment %} Stiff.",
        "Sore. <%-- dull --%> Stiff.",
        "Sore. ~~Dull.~~ Stiff.",
        "Sore. <del>Dull.</del> Stiff.",
        "Sore. <s>Dull.</s> Stiff.",
        "Sore.\n[//]: # (dull)\nStiff.",
        "Sore.\n[comment]: <> (dull)\nStiff.",
        "Sore. ![dull](dull.png) Stiff.",
    ] {
        let folded = read(text).folded.text().to_owned();
        assert_eq!(folded.split_whitespace().collect::<Vec<_>>(), ["Sore.", "Stiff."], "{text}");
    }
}

#[test]
fn what_has_no_end_or_only_looks_like_a_comment_shows() {
    for text in [
        "Sore <!-- dull",
        "Sore {# dull",
        "Sore ~~ dull ~~ now",
        "Sore ~2 weeks, dull ~daily",
        "Sore ~~dull\n\nstiff~~",
        "Sore [1]: # dull",
        "Sore <b and dull> c",
    ] {
        assert!(read(text).folded.text().contains("dull"), "{text}");
    }
}

#[test]
fn tags_show_as_what_they_do() {
    assert_eq!(kinds("<h2>HPI</h2><p>sore</p><h2>Plan</h2><ul><li>heat</li><li>rest</li></ul>"), ["hpi", "plan"]);
    assert_eq!(sentences("HPI: sore<br>stiff<br/>dull"), ["sore", "stiff", "dull"]);
    let note = read("HPI: no <b>numb</b> toes, <i>dull</i> ache&nbsp;now");
    assert_eq!(note.folded.text().split_whitespace().collect::<Vec<_>>().join(" "), "no **numb** toes, dull ache now");
    let at = note.folded.text().find("numb").unwrap();
    assert_eq!(note.words(note.folded.original(at..at + 4)), "numb");
}
