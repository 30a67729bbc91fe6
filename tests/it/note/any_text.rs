//! What holds for the reading of any text.

use super::reader::read;
use notelint::base::{PlaceholderKind, Span};
use notelint::note::{Note, Source};
use proptest::prelude::*;

/// Texts made of pieces of notes, so that structure occurs far more often than in random characters.
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
        "plan\n",
        "S: ",
        "A/ ",
        " P- ",
        "[Plan]",
        "== Plan ==",
        "<h2>",
        "</h2>",
        "<b>",
        "</b>",
        "<li>",
        "<!--",
        "-->",
        "~~",
        "![",
        "](",
        "MM/DD/YYYY",
        "num-\nb",
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
