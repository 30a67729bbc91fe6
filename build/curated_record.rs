//! The keys of `data/icd10cm/curated`, whose `shared.yaml` explains them to those who write it.

use crate::yaml::{Entries, Spanned, Text, Texts, record};

record! {
    /// The file.
    FileRecord {
        /// The day on which every code was looked up.
        checked_on: Text,
        /// Where splits of codes come from, by name.
        sources: Entries<SourceRecord>,
        /// Words of the tabular list, and how notes write them.
        wordings: Entries<Texts>,
        /// What has sides in a family: `<part>` of a wording.
        parts: Entries<Texts>,
        /// What notes call the condition of a family.
        names: Entries<Texts>,
        /// What notes write of the condition of a family without naming it.
        signs: Entries<Texts>,
        /// The codes.
        codes: Vec<Spanned<EntryRecord>>,
    }
}

record! {
    /// A source.
    SourceRecord {
        /// Its title.
        title: Text,
        /// Its edition.
        release: Text,
    }
}

record! {
    /// A code.
    EntryRecord {
        /// The code.
        code: Text,
        /// The source of the split, by its name.
        source: Text,
        /// Where in the source the split is.
        place: Text,
        /// Whether the axes that the tree gives are left out.
        only: Spanned<bool>,
        /// What the code does not specify.
        axes: Vec<Spanned<AxisRecord>>,
    }
}

record! {
    /// An axis.
    AxisRecord {
        /// Its name.
        axis: Text,
        /// The alternatives along it.
        alternatives: Vec<Spanned<ChoiceRecord>>,
    }
}

record! {
    /// An alternative.
    ChoiceRecord {
        /// The code that it leads to.
        code: Text,
        /// The family that it leads to.
        family: Text,
        /// How a message names it.
        says: Text,
        /// The key of a list of `wordings`.
        wording: Text,
        /// Wordings that identify it next to a name of the condition.
        words: Texts,
        /// Wordings that identify it anywhere.
        alone: Texts,
    }
}
