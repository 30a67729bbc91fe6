//! What a file is to a run: something that it reads, or something that it writes.

/// The role of a file in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A report.
    Output,
    /// The baseline.
    Baseline,
    /// A note.
    Note,
    /// A configuration, or one that it extends.
    Config,
    /// A pack or lexicon.
    Rules,
}

impl Role {
    /// The word for it in a message.
    pub const fn as_str(self) -> &'static str {
        match self {
            Role::Output => "output",
            Role::Baseline => "baseline",
            Role::Note => "note",
            Role::Config => "configuration",
            Role::Rules => "rule file",
        }
    }
}
