use serde::{Deserialize, Serialize};

/// The severity of a rule's findings: miette's three levels, or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The rule reports nothing.
    Off,
    /// Worth knowing; the note is acceptable as it is.
    Advice,
    /// Something that a reviewer would ask about.
    Warning,
    /// Something that must not leave the editor.
    Error,
}

impl Severity {
    /// All severities, from lowest to highest.
    pub const ALL: [Severity; 4] = [Severity::Off, Severity::Advice, Severity::Warning, Severity::Error];

    /// The word used in YAML, JSON and output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Severity::Off => "off",
            Severity::Advice => "advice",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}
