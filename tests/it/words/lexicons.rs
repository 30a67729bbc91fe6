//! Reads the lexicons of `tests/words`.

use notelint::words::{Automaton, Builder, Frequencies, Hit, lines};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// The words and phrases of one file.
#[derive(Deserialize)]
struct Lexicon {
    #[serde(default)]
    words: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    concepts: BTreeMap<String, Concept>,
}

#[derive(Deserialize)]
struct Concept {
    phrases: String,
    except: Option<Except>,
}

#[derive(Deserialize)]
struct Except {
    phrases: String,
}

/// All files, and the concepts in the order of their owners: a concept's phrases have twice its index as owner, its
/// look-alikes one more.
pub struct Lexicons {
    files: Vec<Lexicon>,
}

impl Lexicons {
    pub fn read() -> Lexicons {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/words");
        let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        let read = |path: &std::path::PathBuf| {
            serde_saphyr::from_str(&std::fs::read_to_string(path).unwrap()).unwrap_or_else(|e| panic!("{path:?}: {e}"))
        };
        Lexicons { files: paths.iter().map(read).collect() }
    }

    fn concepts(&self) -> impl Iterator<Item = (&String, &Concept)> {
        self.files.iter().flat_map(|file| &file.concepts)
    }

    /// A builder with all of them.
    pub fn builder(&self) -> Builder<'static> {
        let mut builder = Builder::new();
        let lists = || self.files.iter().flat_map(|file| &file.words);
        lists().for_each(|(name, _)| builder.list(name, 0));
        lists().for_each(|(name, entries)| entries.iter().for_each(|entry| builder.entry(name, entry, 0)));
        for (owner, (_, concept)) in (0..).step_by(2).zip(self.concepts()) {
            lines(&concept.phrases).for_each(|(_, phrase)| builder.phrase(owner, phrase, 0));
            let except = concept.except.iter().flat_map(|except| lines(&except.phrases));
            except.for_each(|(_, phrase)| builder.phrase(owner + 1, phrase, 0));
        }
        builder
    }

    pub fn compile(&self, frequencies: &Frequencies) -> Automaton {
        self.builder().finish(frequencies).unwrap_or_else(|faults| panic!("{faults:#?}"))
    }

    /// Whether a concept has a hit that no look-alike overlaps.
    pub fn mentions(&self, concept: &str, hits: &[Hit]) -> bool {
        let owner = 2 * self.concepts().position(|(name, _)| name == concept).unwrap() as u32;
        let alike = |hit: &Hit| {
            let mut others = hits.iter().filter(|other| other.owner == owner + 1);
            others.any(|other| other.start < hit.core.1 && hit.core.0 < other.end)
        };
        hits.iter().any(|hit| hit.owner == owner && !alike(hit))
    }
}
