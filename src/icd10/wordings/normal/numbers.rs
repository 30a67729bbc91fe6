//! Numbers in the names of conditions: stages, types, degrees, in Arabic, Roman or words.

/// What a number after or before it counts: `stage`, `type`.
pub fn counted(word: &str) -> Option<&'static str> {
    const COUNTED: [&str; 8] = ["class", "degree", "grade", "level", "phase", "stage", "trimester", "type"];
    COUNTED.into_iter().find(|known| *known == word || word.strip_suffix('s') == Some(known))
}

/// A number as Arabic numerals, from those or Roman ones, with a letter after it or none: `3b`, `IIIb`.
pub fn numeral(word: &str) -> Option<String> {
    let digits = word.trim_end_matches(|letter: char| matches!(letter, 'a'..='d'));
    let letter = &word[digits.len()..];
    if letter.len() < 2 && !digits.is_empty() && digits.len() < 3 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(word.to_owned());
    }
    let roman = word.trim_end_matches(['a', 'b']);
    let arabic = match roman {
        "i" | "one" => "1",
        "ii" | "two" => "2",
        "iii" | "three" => "3",
        "iv" | "four" => "4",
        "v" | "five" => "5",
        "vi" | "six" => "6",
        "vii" => "7",
        _ => return None,
    };
    (word.len() - roman.len() < 2).then(|| format!("{arabic}{}", &word[roman.len()..]))
}

/// The number of an ordinal.
pub fn ordinal(word: &str) -> Option<&'static str> {
    Some(match word {
        "first" | "1st" => "1",
        "second" | "2nd" => "2",
        "third" | "3rd" => "3",
        "fourth" | "4th" => "4",
        "fifth" | "5th" => "5",
        _ => return None,
    })
}
