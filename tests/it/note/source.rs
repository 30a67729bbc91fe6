//! From bytes to text, and from an offset to its line and column.

use super::reader::read;
use notelint::base::{SectionKind, Span};
use notelint::note::{Encoding, Position, ReadError, Source};

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
    assert_eq!(refuse(b"one\r\ntwo\n\xE9t\xE9 \x81"), ReadError::Utf8 { offset: 9, line: 3 });
    assert_eq!(refuse(b"\0\x01\xFF\xFE"), ReadError::Binary { offset: 0 });
    assert_eq!(refuse(b"\xFF\xFEa\0b"), ReadError::Truncated { length: 5 });
    assert_eq!(refuse(b"\xFF\xFEa\0\x00\xD8b\0"), ReadError::Utf16 { offset: 4 });
    assert_eq!(
        Source::from_bytes("n", vec![0; (1 << 30) + 1]).unwrap_err(),
        ReadError::TooLong { length: (1 << 30) + 1 }
    );
    assert!(refuse(b"\xE9").to_string().contains("save the file as UTF-8"));
}

#[test]
fn windows_1252_is_read_and_told_and_nothing_else_is_taken_for_it() {
    let source = Source::from_bytes("n", b"HPI: caf\xE9 visit, patient\x92s back hurts".to_vec()).unwrap();
    assert_eq!((source.text(), source.is_guessed()), ("HPI: caf\u{e9} visit, patient\u{2019}s back hurts", true));
    assert_eq!(source.position(source.text().find("back").unwrap()), Position { line: 1, column: 28 });
    assert!(!Source::from_bytes("n", b"HPI: plain".to_vec()).unwrap().is_guessed());
    for bytes in [&b"damaged \xC3\xA9 and \xE9"[..], b"\x89PNG\r\n\x1A", b"\xCF\xF0\xE8\xE2\xE5\xF2", b"caf\xE9 \x9D x"]
    {
        assert!(matches!(Source::from_bytes("n", bytes.to_vec()), Err(ReadError::Utf8 { .. })), "{bytes:?}");
    }
}

#[test]
fn an_encoding_that_is_named_is_no_guess() {
    let named = |name: &str, bytes: &[u8]| {
        Source::from_encoded("n", bytes.to_vec(), Encoding::named(name).unwrap()).map(|source| source.text().to_owned())
    };
    assert_eq!(named("macintosh", b"caf\x8E").unwrap(), "caf\u{e9}");
    assert_eq!(named("latin1", b"caf\xE9").unwrap(), "caf\u{e9}");
    assert!(matches!(named("utf-8", b"caf\xE9"), Err(ReadError::Utf8 { offset: 3, line: 1 })));
    assert_eq!(Encoding::named("klingon"), None);
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
