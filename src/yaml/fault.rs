//! What is wrong with a YAML file, in the words of its author's work: the parser knows YAML, we know what was meant.

use std::ops::Range;

/// One thing that is wrong in a file.
#[derive(Debug)]
pub struct Fault {
    /// Where, in bytes.
    pub place: Range<usize>,
    /// What.
    pub kind: Kind,
    /// The keys above it, the nearest one last.
    pub keys: Vec<String>,
}

/// The ways in which a file can be wrong, whatever it is about.
#[derive(Debug, PartialEq, Eq)]
pub enum Kind {
    /// Not YAML, or more of it than anybody writes by hand; with the reason.
    Syntax(String),
    /// A second document in the file.
    SecondDocument,
    /// A key that the mapping does not have.
    UnknownKey {
        /// As it is written.
        key: String,
        /// Those that it has.
        known: Vec<String>,
    },
    /// A key that the mapping has already.
    Twice(String),
    /// Something other than a list.
    NoList,
    /// Something other than a mapping.
    NoMapping,
    /// A list or a mapping in place of a text.
    NoText,
    /// Something other than a whole number.
    NoNumber,
    /// Something other than `true` or `false`.
    NoTruth,
    /// Nothing in place of a text.
    Empty,
}

impl Fault {
    /// What is wrong, in one line.
    pub fn message(&self) -> String {
        match &self.kind {
            Kind::Syntax(reason) => format!("this is not YAML: {reason}"),
            Kind::SecondDocument => "a second document in one file".to_owned(),
            Kind::UnknownKey { key, .. } => format!("unknown key `{key}`"),
            Kind::Twice(key) => format!("the key `{key}` occurs here twice"),
            Kind::NoList => "a list is expected here".to_owned(),
            Kind::NoMapping => "a mapping is expected here".to_owned(),
            Kind::NoText => "a single text is expected here".to_owned(),
            Kind::NoNumber => "a whole number is expected here".to_owned(),
            Kind::NoTruth => "true or false is expected here".to_owned(),
            Kind::Empty => "a text is missing here".to_owned(),
        }
    }

    /// What to do about it. `here` is the text from its place on; `nearest` is the advice for an unknown key and the known
    /// ones.
    pub fn help(&self, here: &str, nearest: impl Fn(&str, &[&str]) -> String) -> String {
        match &self.kind {
            Kind::UnknownKey { key, known } => {
                return nearest(key, &known.iter().map(String::as_str).collect::<Vec<_>>());
            }
            Kind::Syntax(reason) => syntax_help(here, reason),
            Kind::SecondDocument => "put each pack and each lexicon into a file of its own",
            Kind::Twice(_) => "put both into one",
            Kind::NoList => "write it as a list: [one, other], or lines that begin with `- `",
            Kind::NoMapping => "write it as `key: value`, or {key: value}",
            Kind::NoText => "write one text, in quotes if it has signs such as { [ : # in it",
            Kind::NoNumber => "write a number from 0 up",
            Kind::NoTruth => "write `true` or `false`",
            Kind::Empty => "write the text, or take the key out",
        }
        .to_owned()
    }
}

/// What most likely went wrong where the YAML itself does not parse.
fn syntax_help(here: &str, reason: &str) -> &'static str {
    if reason.contains("escape") {
        "write patterns in single quotes: '\\bword\\b'; in double quotes YAML reads the backslash itself"
    } else if reason.contains("tab") {
        "YAML is indented with spaces"
    } else if reason.contains("unclosed quote") || reason.contains("quoted scalar") {
        "close the quote; a single quote inside single quotes is written twice"
    } else if reason.contains("bracket") {
        "close the bracket; a text with brackets in it goes into quotes"
    } else if reason.contains("mapping values") || here.starts_with(['@', '`', '%', '*', '&', '!', '|', '>', '{', '['])
    {
        "put the text in quotes"
    } else if reason.contains("indicator") || reason.contains("block") {
        "compare the indentation with the lines above"
    } else {
        "look for an open quote or bracket, and at the indentation, here and just above"
    }
}
