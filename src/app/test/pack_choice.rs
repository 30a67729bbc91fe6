//! Which packs to test: by their names, or by the files and folders that contain them.
//!
//! Names of packs are kebab-case, so a word with a dot or a slash in it is a path; nothing is guessed from the contents
//! of the current folder. The files at a path are loaded as well. A file that is also built in replaces the built-in
//! one: work on a pack of notelint is tested as it is on disk.

use super::super::args::TestArgs;
use super::super::names::suggest;
use super::super::packs;
use super::super::trouble::Trouble;
use notelint::rule::{Case, Loaded, Origin, RuleFile, RuleSet};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

/// The requested packs.
pub struct PackChoice {
    names: Vec<String>,
    paths: Vec<PathBuf>,
}

impl PackChoice {
    /// Reads the command line.
    pub fn new(args: &TestArgs) -> PackChoice {
        let (paths, names): (Vec<&String>, Vec<&String>) = args.packs.iter().partition(|pack| is_path(pack));
        PackChoice {
            names: names.into_iter().cloned().collect(),
            paths: paths.into_iter().map(PathBuf::from).collect(),
        }
    }

    /// The files to load: the built-in ones, those of `--rules`, and the requested ones; each once.
    ///
    /// # Errors
    /// If a path cannot be read.
    pub fn files(&self, rules: &[PathBuf]) -> Result<Vec<RuleFile>, Trouble> {
        let mut files = packs::files(&[rules, &self.paths].concat())?;
        let plain = |file: &RuleFile| file.path.trim_start_matches("./").to_owned();
        let own: HashSet<String> = files.iter().filter(|file| !file.builtin).map(plain).collect();
        let mut seen = HashSet::new();
        files.retain(|file| !(file.builtin && own.contains(&file.path)) && seen.insert(plain(file)));
        Ok(files)
    }

    /// The cases to run; checks every name.
    ///
    /// Lexicons have no cases of their own: if nothing else is requested, the cases of all packs are run.
    ///
    /// # Errors
    /// If there is no pack of a name.
    pub fn tests<'t>(&self, rules: &RuleSet, tests: &'t [Case], homes: &Homes) -> Result<Vec<&'t Case>, Trouble> {
        for name in &self.names {
            let known = || rules.packs.iter().map(|pack| pack.id.as_str());
            if known().all(|pack| pack != name) {
                let help = match Path::new(name).exists() {
                    true => format!("for the folder or file of that name write `./{name}`"),
                    false => suggest(name, known()),
                };
                return Err(Trouble::UnknownName { what: "pack", name: name.clone(), help });
            }
        }
        let asked: Vec<&Case> = tests.iter().filter(|test| self.asks_for(test, homes)).collect();
        Ok(if asked.is_empty() { tests.iter().collect() } else { asked })
    }

    /// Whether cases are requested by pack or path, and those of `loaded` are all of them.
    pub fn is_met_by(&self, loaded: &Loaded) -> bool {
        let own = |name: &String| loaded.rules.packs.iter().any(|pack| !pack.builtin && pack.id == *name);
        let homes = Homes::of(&loaded.origins);
        !self.is_open() && self.names.iter().all(own) && loaded.tests.iter().any(|test| self.asks_for(test, &homes))
    }

    /// Whether the vocabulary of a file is requested, given the cases that are.
    pub fn has_file(&self, path: &str, tests: &[&Case], homes: &Homes) -> bool {
        let lies_in = |folder: &PathBuf| Path::new(path).starts_with(folder);
        let pack_of = |test: &&Case| test.path == path && self.asks_for(test, homes);
        self.paths.iter().any(lies_in) || tests.iter().any(pack_of)
    }

    /// Whether nothing is named, so that everything is requested.
    pub fn is_open(&self) -> bool {
        self.names.is_empty() && self.paths.is_empty()
    }

    fn asks_for(&self, test: &Case, homes: &Homes) -> bool {
        let pack = test.rule.split('/').next().unwrap_or_default();
        self.is_open()
            || self.names.iter().any(|name| name == pack)
            || self
                .paths
                .iter()
                .any(|path| [&test.path, homes.of_case(test)].iter().any(|own| Path::new(own).starts_with(path)))
    }
}

/// The file of each rule. A case may be in another one: beside a shared element, or in a file of cases.
pub struct Homes(HashMap<String, String>);

impl Homes {
    /// From where rules are written.
    pub fn of(origins: &[Origin]) -> Homes {
        Homes(origins.iter().map(|origin| (origin.rule.clone(), origin.path.clone())).collect())
    }

    /// The file of the rule that a case tests.
    pub fn of_case<'t>(&'t self, test: &'t Case) -> &'t String {
        self.0.get(&test.rule).unwrap_or(&test.path)
    }
}

fn is_path(word: &str) -> bool {
    word.contains(['/', '\\', '.'])
}
