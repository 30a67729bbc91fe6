/// The form in which literals are sought: ASCII letters lower case, and a hyphen between two letters a space.
///
/// Notes write "non-radiating", "non radiating", "Follow-up" and "follow up" for the same words. Both sides of
/// the scan, terms and folded text, go through this one function, so that a term is written once. The length
/// in bytes never changes: an offset of the result is an offset of the text.
pub fn scan_form(text: &str) -> String {
    let mut bytes = text.as_bytes().to_ascii_lowercase();
    for at in 1..bytes.len().saturating_sub(1) {
        if bytes[at] == b'-' && bytes[at - 1].is_ascii_alphabetic() && bytes[at + 1].is_ascii_alphabetic() {
            bytes[at] = b' ';
        }
    }
    String::from_utf8(bytes).expect("only ASCII bytes were replaced, by ASCII bytes")
}
