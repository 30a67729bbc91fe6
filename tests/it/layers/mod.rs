//! The layers of the library: a file imports from its own layer and from those below it, and no two files import each
//! other.
//!
//! The order lets each layer be read, tested and changed by itself, and the language does not enforce it. Nor does it
//! keep files small, or a library from printing.

mod cycles;
mod imports;
mod tokens;

use cycles::cycles;
use imports::{Crate, Imports, module_of};
use std::fs;
use std::path::{Path, PathBuf};

/// Modules by layer, lowest first.
const LAYERS: [&[&str]; 9] = [
    &["base", "yaml"],
    &["note", "icd10", "words"],
    &["rule"],
    &["detect"],
    &["check"],
    &["filter"],
    &["lint", "query"],
    &["report"],
    &["app"],
];

/// The most lines that a file may have.
const LONGEST: usize = 400;

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|modules| modules.contains(&module))
}

fn sources() -> Vec<(PathBuf, String)> {
    fn visit(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                visit(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    visit(&root, &mut found);
    found.into_iter().map(|(path, text)| (path.strip_prefix(&root).unwrap().to_path_buf(), text)).collect()
}

/// The code of a file: without lines of comment.
fn code(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn imports(tests: bool) -> Imports {
    let sources = sources();
    Crate::read(sources.iter().map(|(path, text)| (path.as_path(), text.as_str())), tests).imports()
}

/// The folder or file of `src` that a file belongs to.
fn module(file: &Path) -> String {
    module_of(file).into_iter().next().unwrap_or_default()
}

#[test]
fn no_file_imports_upwards() {
    let mut wrong = Vec::new();
    for (file, targets) in imports(true) {
        let Some(own) = layer(&module(&file)) else { continue };
        for (target, names) in targets {
            if module(&target) != module(&file) && layer(&module(&target)).is_some_and(|other| other >= own) {
                wrong.push(format!("{} imports {names:?} from {}", file.display(), target.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_files_import_each_other() {
    let found = cycles(&imports(false));
    assert!(found.is_empty(), "{} cycles:\n{}", found.len(), found.join("\n"));
}

#[test]
fn every_module_has_a_layer() {
    for (path, _) in sources().iter().filter(|(path, _)| path.components().count() > 1) {
        let module = path.components().next().unwrap().as_os_str().to_string_lossy();
        assert!(layer(&module).is_some(), "{} belongs to no layer: add it to LAYERS", path.display());
    }
}

#[test]
fn the_library_never_prints() {
    for (path, text) in sources().iter().filter(|(path, _)| !path.starts_with("app")) {
        for printing in ["println!", "print!", "eprintln!", "eprint!", "dbg!"] {
            assert!(!code(text).contains(printing), "{} has {printing}", path.display());
        }
    }
}

#[test]
fn a_file_is_one_idea() {
    for (path, text) in sources() {
        let lines = text.lines().count();
        assert!(lines <= LONGEST, "{} has {lines} lines", path.display());
    }
}
/// The cycles of a crate of these files.
fn cycles_of(files: &[(&str, &str)]) -> Vec<String> {
    cycles(&Crate::read(files.iter().map(|(path, text)| (Path::new(*path), *text)), false).imports())
}

#[test]
fn a_name_is_followed_through_its_parent_to_the_file_that_defines_it() {
    let parent = ("note/mod.rs", "mod a;\nmod b;\npub use a::{One, Two as Second};\npub use b::*;");
    let found = cycles_of(&[
        parent,
        ("note/a.rs", "use super::Three;\npub struct One;\npub struct Two;"),
        ("note/b.rs", "pub struct Three;\nfn f() -> crate::note::Second { todo() }"),
    ]);
    let expected = "  note/b.rs <- note/a.rs: super::Three\n  note/a.rs <- note/b.rs: crate::note::Second\n";
    assert_eq!(found, [expected]);
}

#[test]
fn a_parent_and_its_children_may_import_each_other_and_no_third_file_comes_between() {
    let parent = ("note/mod.rs", "mod a;\npub struct Note;\nfn f() { a::read() }");
    let child = ("note/a.rs", "use super::Note;\npub fn read() {}");
    assert!(cycles_of(&[parent, child]).is_empty());
    let child = ("note/a.rs", "pub fn read() { crate::rule::load() }");
    let other = ("rule.rs", "use crate::note::Note;\npub fn load() {}");
    assert_eq!(cycles_of(&[parent, child, other]).len(), 1, "round three files");
}

#[test]
fn comments_strings_and_tests_import_nothing() {
    let one = (
        "one.rs",
        "pub struct A;\n// crate::two::B\nconst C: &str = \"crate::two::B\";\n#[cfg(test)]\nmod tests { use crate::two::B; }",
    );
    let two = ("two.rs", "use crate::{one::A, three::{self, D}};\npub struct B;");
    assert!(cycles_of(&[one, two, ("three.rs", "pub struct D;")]).is_empty());
    let one = ("one.rs", "pub struct A;\nfn f() { crate::two::g() }");
    assert_eq!(cycles_of(&[one, two]).len(), 1);
}
