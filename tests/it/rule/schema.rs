//! The schemas that editors read: they accept every file that loads, and refuse what they can see to be broken.
//!
//! The tests next to the types that read the files compare them with the schemas (`cargo test --lib --bins schema`).
//! Here the schemas meet files: those of this repository, broken ones, and good ones with a key removed.

use boon::{Compiler, SchemaIndex, Schemas};
use notelint::rule::{self, RuleFile, RuleSet, Symbols};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap().replace("\r\n", "\n")
}

/// YAML as rule files and editors read it: `off` is a word.
fn parsed(text: &str) -> Option<Value> {
    let mut options = serde_saphyr::Options::default();
    options.strict_booleans = true;
    serde_saphyr::from_str_with_options(text, options).ok()
}

fn yaml(text: &str) -> Value {
    parsed(text).unwrap()
}

struct Schema {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Schema {
    fn read(file: &str) -> Schema {
        let mut compiler = Compiler::new();
        compiler.add_resource(file, serde_json::from_str(&text(&format!("schemas/{file}"))).unwrap()).unwrap();
        let mut schemas = Schemas::new();
        let index = compiler.compile(file, &mut schemas).unwrap();
        Schema { schemas, index }
    }

    fn pack() -> Schema {
        Schema::read("pack.schema.json")
    }

    fn config() -> Schema {
        Schema::read("config.schema.json")
    }

    fn refusal(&self, document: &Value) -> Option<String> {
        self.schemas.validate(document, self.index).err().map(|error| error.to_string())
    }

    fn takes(&self, document: &Value) -> bool {
        self.refusal(document).is_none()
    }
}

/// The YAML blocks of a Markdown file.
fn blocks(file: &str) -> Vec<String> {
    let text = text(file);
    let blocks = text.split("```yaml\n").skip(1).map(|rest| rest.split("```").next().unwrap().to_owned());
    blocks.filter(|block| block.starts_with("schema: 1\n")).collect()
}

#[test]
fn built_in_files_fit() {
    let schema = Schema::pack();
    for file in rule::builtin_files() {
        assert_eq!(schema.refusal(&yaml(&file.text)), None, "{}", file.path);
    }
}

#[test]
fn examples_of_the_documentation_fit() {
    let schema = Schema::pack();
    for (file, count) in [("docs/rule-format.md", 7), ("README.md", 1)] {
        let blocks = blocks(file);
        assert_eq!(blocks.len(), count, "{file}");
        for block in blocks {
            assert_eq!(schema.refusal(&yaml(&block)), None, "{block}");
        }
    }
    assert_eq!(Schema::config().refusal(&yaml(&text("examples/notelint.yaml"))), None);
}

#[test]
fn the_files_that_init_writes_fit() {
    assert_eq!(Schema::pack().refusal(&yaml(&text("src/app/init/site.yaml"))), None);
    assert_eq!(Schema::config().refusal(&yaml(&text("src/app/init/notelint.yaml"))), None);
}

/// Broken files whose YAML parses.
fn broken() -> Vec<(String, Value)> {
    let entries = fs::read_dir(root().join("tests/pack_faults")).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "yaml"));
    paths.sort();
    let read = |path: &PathBuf| {
        let document = parsed(&fs::read_to_string(path).unwrap())?;
        Some((path.file_stem().unwrap().to_string_lossy().into_owned(), document))
    };
    paths.iter().filter_map(read).collect()
}

#[test]
fn broken_packs_are_refused() {
    let schema = Schema::pack();
    let (taken, refused): (Vec<_>, Vec<_>) = broken().into_iter().partition(|(_, document)| schema.takes(document));
    let taken: Vec<_> = taken.iter().map(|(name, _)| name.as_str()).collect();
    // The contents of patterns, phrases and messages are beyond a schema, and so is what another file of the pack has.
    assert_eq!(taken, ["checks-nothing", "patterns", "phrase-lists", "wording"]);
    assert!(refused.len() >= 10, "{}", refused.len());
}

/// A document without one of its keys or items, or with one of its lists emptied; with a name for each.
fn damaged(document: &Value) -> Vec<(String, Value)> {
    fn visit(value: &Value, pointer: &str, found: &mut Vec<String>) {
        let children: Vec<(String, &Value)> = match value {
            Value::Object(map) => map.iter().map(|(key, value)| (key.replace('/', "~1"), value)).collect(),
            Value::Array(list) => list.iter().enumerate().map(|(at, value)| (at.to_string(), value)).collect(),
            _ => return,
        };
        for (key, value) in children {
            let pointer = format!("{pointer}/{key}");
            visit(value, &pointer, found);
            found.push(pointer);
        }
    }
    let mut pointers = Vec::new();
    visit(document, "", &mut pointers);
    let mut damaged = Vec::new();
    for pointer in pointers {
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        let mut without = document.clone();
        match without.pointer_mut(parent).unwrap() {
            Value::Object(map) => map.remove(&key.replace("~1", "/")).map(drop).unwrap(),
            Value::Array(list) => drop(list.remove(key.parse().unwrap())),
            _ => unreachable!(),
        }
        damaged.push((format!("without {pointer}"), without));
        let mut hollow = document.clone();
        if let Some(Value::Array(list)) = hollow.pointer_mut(&pointer) {
            list.clear();
            damaged.push((format!("nothing in {pointer}"), hollow));
        }
    }
    damaged
}

/// Whether a file loads on top of the built-in rules, from which the documented files take concepts and elements.
fn loads(document: &Value) -> bool {
    static BENEATH: LazyLock<(RuleSet, Symbols)> = LazyLock::new(|| (rule::builtin(), rule::builtin_symbols()));
    // JSON is YAML.
    let file = RuleFile { path: "damaged.yaml".to_owned(), text: document.to_string(), builtin: false };
    rule::load_onto(&BENEATH.0, &BENEATH.1, &[file]).is_ok()
}

#[test]
fn what_the_schema_refuses_does_not_load() {
    let schema = Schema::pack();
    let mut kinds = BTreeSet::new();
    for block in blocks("docs/rule-format.md").iter().chain(&blocks("README.md")) {
        let whole = yaml(block);
        assert!(loads(&whole), "{block}");
        for (damage, document) in damaged(&whole) {
            let Some(refusal) = schema.refusal(&document) else { continue };
            assert!(!loads(&document), "{damage} loads, but: {refusal}\n{document}");
            kinds.insert(damage.replace(|c: char| c.is_ascii_digit(), ""));
        }
    }
    assert!(kinds.len() >= 50, "{}", kinds.len());
}

#[test]
fn faulty_configurations_are_refused() {
    let schema = Schema::config();
    for good in ["schema: 1", "{schema: 1, fail-on: never, severity: {back-pain/timing: off}, rules: [ours/]}"] {
        assert_eq!(schema.refusal(&yaml(good)), None, "{good}");
    }
    for faulty in
        ["schema: 2", "template: [a]", "fail-on: loud", "severity: {a/b: never}", "persona: me", "rules: ours/"]
    {
        assert!(!schema.takes(&yaml(faulty)), "{faulty}");
    }
}

/// The description of each key is what an editor shows.
#[test]
fn every_key_is_described() {
    for file in ["pack.schema.json", "config.schema.json"] {
        let schema: Value = serde_json::from_str(&text(&format!("schemas/{file}"))).unwrap();
        for (name, record) in schema["$defs"].as_object().unwrap().iter().chain([(&"/".to_owned(), &schema)]) {
            assert_eq!(record["additionalProperties"], false, "{file} {name} refuses no key");
            for (key, about) in record["properties"].as_object().unwrap() {
                let about = about["description"].as_str().unwrap();
                assert!(about.len() > 12, "{file} {name} {key}: {about}");
            }
        }
    }
}
