//! Folded text, and the exact way back from it.

use super::reader::read;
use notelint::base::Span;

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

#[test]
fn a_word_broken_at_the_end_of_a_line_keeps_only_its_hyphen() {
    let note = read("HPI: Sore, left-\n  sided, with numb-\r\nness; rates it 4-\n5 since May -\nor June.");
    assert_eq!(note.folded.text(), "Sore, left-sided, with numb-ness; rates it 4- 5 since May -\nor June.");
    let at = note.folded.text().find("numb-ness").unwrap();
    assert_eq!(note.words(note.folded.original(at..at + 9)), "numb-\r\nness");
    assert_eq!(note.words(note.folded.original(at + 5..at + 9)), "ness");
}
