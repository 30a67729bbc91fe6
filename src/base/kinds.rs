//! Closed lists of words: kinds of rule, looks of placeholders, readers, settings.

use serde::{Deserialize, Serialize};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $word)] $variant),+
        }

        impl $name {
            /// Every word of the list, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word used in YAML, JSON and output.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            /// The value that `word` names, if any.
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|v| v.as_str() == word)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}
pub(crate) use words;

words! {
    /// What kind of sentence a rule is: when this holds, that must (or must not) be documented.
    RuleKind {
        /// An element of a checklist is not documented.
        Checklist = "checklist",
        /// When A, then B.
        Require = "require",
        /// Never B.
        Forbid = "forbid",
        /// A diagnosis or code is vaguer than what the note documents.
        Specify = "specify",
        /// Two statements that contradict each other.
        Conflict = "conflict",
    }
}

words! {
    /// The look of an unfilled place.
    PlaceholderKind {
        /// `***`
        Wildcard = "wildcard",
        /// `[onset]`, `<insert>`, `<<...>>`
        Bracket = "bracket",
        /// `___`, `......`
        Blank = "blank",
        /// `@AGE@`, `{{name}}`, `${name}`, `%NAME%`
        Variable = "variable",
        /// `{right/left:123}`, `[sudden/gradual]`, `RIGHT LEFT`
        Picklist = "picklist",
        /// A list of boxes of which none is ticked.
        Checkbox = "checkbox",
        /// `Onset:` with nothing after it.
        Prompt = "prompt",
        /// `TBD`, `xxx`, `insert here`
        Word = "word",
    }
}

words! {
    /// When a value was measured, or that it was not.
    When {
        /// At this visit; what is meant if nothing says otherwise.
        Now = "now",
        /// Before: on admission, yesterday, in March.
        Earlier = "earlier",
        /// What is usual for the patient.
        Baseline = "baseline",
        /// A limit of what is normal.
        Reference = "reference",
        /// What treatment aims at, or a limit in an order.
        Goal = "goal",
        /// Measured by the patient at home.
        Home = "home",
    }
}

words! {
    /// What the text is meant to be.
    Profile {
        /// A note to submit.
        Note = "note",
        /// A form that prompts for one.
        Template = "template",
    }
}

words! {
    /// Who reads the report: the reader from which on a rule is shown.
    Persona {
        /// A clinician: what must be fixed.
        Regular = "regular",
        /// A CDI reviewer: everything.
        Thorough = "thorough",
    }
}

words! {
    /// Where the encounter took place, which decides how uncertain diagnoses are read.
    Setting {
        /// Clinic, office, emergency department.
        Outpatient = "outpatient",
        /// An admission.
        Inpatient = "inpatient",
    }
}

words! {
    /// How a provider states a diagnosis.
    Certainty {
        /// Without a hedge.
        Stated = "stated",
        /// "probable", "likely", "versus".
        Hedged = "hedged",
        /// What it leaves open cannot be determined, as the provider says.
        Undetermined = "undetermined",
    }
}

words! {
    /// The checks of the suppression comments in a template.
    CommentCheck {
        /// It cannot be read, or names no rule or no reason.
        Faulty = "faulty",
        /// It is meant for notelint, and not written as notelint reads it.
        NearMiss = "near-miss",
        /// It names a rule that has no finding where it holds.
        Unused = "unused",
    }
}

words! {
    /// What is asked about ICD-10-CM codes.
    CodeCheck {
        /// It is not in the code set.
        Unknown = "unknown",
        /// It comes into force after the date of service.
        NotYetValid = "not-yet-valid",
        /// It went out of force before the date of service.
        Retired = "retired",
        /// It only gathers the codes below it.
        Header = "header",
        /// Its seventh character is missing, or not one of those that it takes.
        SeventhCharacter = "seventh-character",
        /// An Excludes1 note excludes it together with another code of the note.
        Excludes1 = "excludes1",
        /// An Excludes1 note under it names the code for it and another code of the note together.
        Combination = "combination",
        /// The note also has a code that specifies an axis which this code does not.
        LessSpecific = "less-specific",
        /// It does not specify an axis.
        Unspecified = "unspecified",
    }
}

words! {
    /// What is compared with each diagnosis of the assessment.
    DiagnosisCheck {
        /// The rest of the note names what it leaves open.
        NotCarried = "not-carried",
        /// It leaves open what a reviewer would ask about.
        Open = "open",
        /// The text under it names something more specific.
        Reasoning = "reasoning",
        /// The code beside it says something else.
        AgainstCode = "against-code",
        /// The rest of the note names only the other side.
        SideAgainstNote = "side-against-note",
        /// It is past, and the code beside it is of an active condition.
        HistoryCoded = "history-coded",
        /// It is uncertain, and coded as certain.
        HedgedCoded = "hedged-coded",
    }
}

words! {
    /// What a message can say about a code beyond the code itself.
    CodeSlot {
        /// Its title.
        Title = "title",
        /// Other codes: the nearest, its successors, those below it, or more specific neighbours.
        Codes = "codes",
        /// In words, what there is to choose from: what says more along the axes, or the titles of those codes.
        Choices = "choices",
        /// The axes that it does not specify.
        Axis = "axis",
        /// The day on which it came into force or went out of it.
        Day = "day",
        /// The note of the tabular list, and the code to which it belongs.
        Tabular = "tabular",
        /// The release of the code set.
        Release = "release",
    }
}

impl CommentCheck {
    /// What the message of such a check can say.
    pub const fn slots(self) -> &'static [&'static str] {
        match self {
            CommentCheck::Faulty => &["says"],
            CommentCheck::NearMiss => &[],
            CommentCheck::Unused => &["found"],
        }
    }
}

impl CodeCheck {
    /// What the message of such a check can say.
    pub const fn slots(self) -> &'static [&'static str] {
        match self {
            CodeCheck::Unknown => &["found", "codes", "release"],
            CodeCheck::NotYetValid => &["found", "title", "day"],
            CodeCheck::Retired => &["found", "title", "day", "codes", "choices"],
            CodeCheck::Header | CodeCheck::SeventhCharacter => &["found", "title", "codes", "choices"],
            CodeCheck::Excludes1 | CodeCheck::Combination => &["found", "other", "title", "tabular"],
            CodeCheck::LessSpecific => &["found", "other", "title", "axis"],
            CodeCheck::Unspecified => &["found", "title", "axis", "says", "codes", "choices"],
        }
    }
}

impl DiagnosisCheck {
    /// Every slot that the message of some check can fill.
    pub const ALL_SLOTS: &'static [&'static str] = &["found", "other", "says", "axis"];

    /// What the message of such a check can say.
    pub const fn slots(self) -> &'static [&'static str] {
        match self {
            DiagnosisCheck::NotCarried => &["found", "says", "axis"],
            DiagnosisCheck::Open => &["found", "axis"],
            DiagnosisCheck::Reasoning => &["found", "other"],
            DiagnosisCheck::SideAgainstNote => &["found", "other", "says"],
            DiagnosisCheck::AgainstCode => &["found", "other", "says"],
            DiagnosisCheck::HistoryCoded | DiagnosisCheck::HedgedCoded => &["found", "other"],
        }
    }
}

impl CodeSlot {
    /// Every slot that the message of some check can fill.
    pub const ALL_SLOTS: &'static [&'static str] =
        &["found", "other", "says", "title", "codes", "choices", "axis", "day", "tabular", "release"];
}

impl Default for Profile {
    /// A text is a note to submit unless the caller says that it is a form.
    fn default() -> Profile {
        Profile::Note
    }
}
