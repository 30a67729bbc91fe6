//! Which file uses which names of which other: modules, their items, and the paths in their code, resolved through
//! every `pub use` to the file that defines the name.

use super::tokens::{is_word, tokens};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Words before the name of an item that the file defines.
const ITEMS: [&str; 9] = ["fn", "struct", "enum", "union", "trait", "type", "const", "static", "macro_rules"];

/// How a module begins that is compiled for tests only.
const TEST_MODULE: [&str; 8] = ["#", "[", "cfg", "(", "test", ")", "]", "mod"];

type Names = Vec<String>;

/// For each file the files that it imports from, with the paths that it names.
pub type Imports = BTreeMap<PathBuf, BTreeMap<PathBuf, BTreeSet<String>>>;

/// A module: the file it is in, what it defines, what it imports, and every path in its code.
#[derive(Default)]
struct Module {
    file: PathBuf,
    items: BTreeSet<String>,
    imports: Vec<Import>,
    paths: BTreeSet<Names>,
}

/// One name of a `use`; a glob has none.
struct Import {
    name: Option<String>,
    path: Names,
    /// Whether others may import the name from here.
    public: bool,
}

/// All modules of the crate by their path, `[]` being the root. The library and the program make one tree: the program's
/// `notelint::` is the library's `crate::`.
pub struct Crate {
    modules: BTreeMap<Names, Module>,
    tests: bool,
    /// Modules with a file of their own that are compiled for tests only, unless they count.
    test_files: Vec<Names>,
}

impl Crate {
    /// Reads source files, whose paths are relative to `src`; `tests` says whether `#[cfg(test)]` modules count.
    pub fn read<'a>(sources: impl IntoIterator<Item = (&'a Path, &'a str)>, tests: bool) -> Self {
        let mut read = Self { modules: BTreeMap::new(), tests, test_files: Vec::new() };
        for (file, text) in sources {
            read.scan(file, module_of(file), &tokens(text));
        }
        let Self { modules, test_files, .. } = &mut read;
        modules.retain(|path, _| !test_files.iter().any(|test| path.starts_with(test)));
        read
    }

    /// The other files whose names each file uses, and those names.
    pub fn imports(&self) -> Imports {
        let mut found = Imports::new();
        for (path, module) in &self.modules {
            let targets = found.entry(module.file.clone()).or_default();
            // A re-export of a module's own children is a facade, and not a use of them.
            let used = module.imports.iter().filter(|import| !import.public).map(|import| &import.path);
            let handed_on = module.imports.iter().filter(|import| import.public).map(|import| &import.path);
            for (names, facade) in used.chain(&module.paths).map(|p| (p, false)).chain(handed_on.map(|p| (p, true))) {
                let Some((target, is_item)) = self.resolve(path, names, 0) else { continue };
                if is_item && self.modules[&target].file != module.file && !(facade && target.starts_with(path)) {
                    targets.entry(self.modules[&target].file.clone()).or_default().insert(names.join("::"));
                }
            }
        }
        found
    }

    /// The module that defines the last name of a path, and whether the path continues to an item in it.
    fn resolve(&self, from: &[String], names: &[String], depth: usize) -> Option<(Names, bool)> {
        let mut at = from.to_vec();
        let mut rest = names;
        match names.first()?.as_str() {
            "crate" | "notelint" => (at, rest) = (Vec::new(), &names[1..]),
            "self" => rest = &names[1..],
            "super" => {}
            // A bare path begins with something in scope, or it is of another crate.
            first => {
                let module = self.modules.get(from)?;
                let child = [from, &[first.to_owned()]].concat();
                let known = module.imports.iter().any(|import| import.name.as_deref() == Some(first));
                if !known && !self.modules.contains_key(&child) {
                    return None;
                }
            }
        }
        while let Some(name) = rest.first() {
            if name == "super" {
                at.pop()?;
                rest = &rest[1..];
                continue;
            }
            let child = [&at[..], std::slice::from_ref(name)].concat();
            if self.modules.contains_key(&child) {
                at = child;
                rest = &rest[1..];
                continue;
            }
            let module = self.modules.get(&at)?;
            if module.items.contains(name) || depth > 16 {
                return Some((at, true));
            }
            let imported = module.imports.iter().filter(|import| import.path != names);
            for import in imported.filter(|import| import.name.as_ref() == Some(name)) {
                let path = [&import.path[..], &rest[1..]].concat();
                if let Some(found) = self.resolve(&at, &path, depth + 1) {
                    return Some(found);
                }
            }
            for import in module.imports.iter().filter(|import| import.name.is_none()) {
                let path = [&import.path[..], rest].concat();
                let target = self.resolve(&at, &import.path, depth + 1).map(|(target, _)| target);
                if target.is_some_and(|target| self.modules[&target].items.contains(name)) {
                    return self.resolve(&at, &path, depth + 1);
                }
            }
            // Made by a macro, or a function's own name.
            return (!self.is_foreign(&at, name)).then_some((at, true));
        }
        Some((at, false))
    }

    /// Whether a module has the name from another crate.
    fn is_foreign(&self, module: &[String], name: &str) -> bool {
        self.modules[module].imports.iter().any(|import| import.name.as_deref() == Some(name))
    }

    /// Reads the tokens of a module; inline modules within it are modules of the same file.
    fn scan(&mut self, file: &Path, path: Names, tokens: &[String]) {
        let mut module = Module { file: file.to_path_buf(), ..Module::default() };
        let mut inner = Vec::new();
        let (mut at, mut depth) = (0, 0usize);
        while let Some(token) = tokens.get(at) {
            match token.as_str() {
                "#" if is_test_module(&tokens[at..]) && !self.tests => {
                    let name = at + TEST_MODULE.len();
                    if tokens[name + 1] == ";" {
                        self.test_files.push([&path[..], &[tokens[name].clone()]].concat());
                    }
                    at = end(tokens, name + 1);
                    continue;
                }
                "mod" if tokens.get(at + 2).is_some_and(|token| token == "{") => {
                    let close = end(tokens, at + 2);
                    inner.push((tokens[at + 1].clone(), tokens[at + 3..close - 1].to_vec()));
                    at = close;
                    continue;
                }
                "use" => {
                    let public = is_public(&tokens[..at]);
                    let close = at + tokens[at..].iter().position(|token| token == ";").unwrap_or(tokens.len() - at);
                    let mut tree = &tokens[at + 1..close];
                    use_tree(&mut tree, &[], public, &mut module.imports);
                    at = close;
                    continue;
                }
                "{" => depth += 1,
                "}" => depth = depth.saturating_sub(1),
                word if depth == 0 && ITEMS.contains(&word) => {
                    let name = tokens[at + 1..].iter().find(|token| token.starts_with(is_word));
                    module.items.extend(name.filter(|name| *name != "fn").cloned());
                }
                word if word.starts_with(is_word) && tokens.get(at + 1).is_some_and(|token| token == "::") => {
                    let names = path_at(&tokens[at..]);
                    at += names.len() * 2 - 1;
                    module.paths.insert(names);
                    continue;
                }
                _ => {}
            }
            at += 1;
        }
        self.modules.insert(path.clone(), module);
        for (name, tokens) in inner {
            self.scan(file, [&path[..], &[name]].concat(), &tokens);
        }
    }
}

/// `note/sections/inline.rs` is the module `note::sections::inline`, `note/mod.rs` is `note`, `lib.rs` the root.
pub fn module_of(file: &Path) -> Names {
    let mut names: Names = file.with_extension("").iter().map(|name| name.to_string_lossy().into_owned()).collect();
    if names.last().is_some_and(|name| name == "mod" || (file == Path::new("lib.rs"))) {
        names.pop();
    }
    names
}

/// The names of the path at the beginning: `a::b::<C>::d` ends at `b`.
fn path_at(tokens: &[String]) -> Names {
    let mut names = vec![tokens[0].clone()];
    for pair in tokens[1..].chunks(2) {
        match pair {
            [separator, name] if separator == "::" && name.starts_with(is_word) => names.push(name.clone()),
            _ => break,
        }
    }
    names
}

/// Reads one tree of a `use` up to the comma or brace that ends it.
fn use_tree(tokens: &mut &[String], before: &[String], public: bool, imports: &mut Vec<Import>) {
    let mut path = before.to_vec();
    let mut name = path.last().cloned();
    while let Some((token, rest)) = tokens.split_first() {
        match token.as_str() {
            "," | "}" => break,
            "{" => {
                *tokens = rest;
                while tokens.first().is_some_and(|token| token != "}") {
                    use_tree(tokens, &path, public, imports);
                    if tokens.first().is_some_and(|token| token == ",") {
                        *tokens = &tokens[1..];
                    }
                }
                *tokens = tokens.get(1..).unwrap_or_default();
                return;
            }
            "*" => name = None,
            "as" => {
                name = rest.first().cloned();
                *tokens = rest.get(1..).unwrap_or_default();
                continue;
            }
            "self" if !path.is_empty() => {}
            word if word.starts_with(is_word) => {
                path.push(word.to_owned());
                name = Some(word.to_owned());
            }
            _ => {}
        }
        *tokens = rest;
    }
    imports.push(Import { name, path, public });
}

/// Whether the tokens before `use` make it public: `pub`, `pub(crate)`, `pub(super)`.
fn is_public(before: &[String]) -> bool {
    let before = match before {
        [start @ .., open, _, close] if open == "(" && close == ")" => start,
        all => all,
    };
    before.last().is_some_and(|token| token == "pub")
}

/// Whether `#[cfg(test)] mod name` begins here.
fn is_test_module(tokens: &[String]) -> bool {
    tokens.len() > TEST_MODULE.len() + 1 && tokens.iter().zip(TEST_MODULE).all(|(token, expected)| token == expected)
}

/// The index after the brace that closes the one at `open`, or after the token there if it is no brace.
fn end(tokens: &[String], open: usize) -> usize {
    let mut depth = 0usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.as_str() {
            "{" => depth += 1,
            "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    tokens.len()
}
