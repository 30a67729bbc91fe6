//! The JSON Schema of records, for editors: which keys belong where, and what each key means.
//!
//! It is made from the same types that read the files, and only under test: a test compares it with the committed file,
//! or updates that file if asked to. So the schema is always up to date, and neither the program nor its dependencies
//! know of it. The schema must never refuse what the loader accepts; what it cannot express is left to the loader. It
//! is stricter in three small things, since all three are slips: a key without a value, a bare `true` for a text, and
//! `schema: "1"` in quotes.

use crate::yaml::{Entries, Spanned};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::path::Path;

/// Schemas of records by their names.
pub type Defs = BTreeMap<String, Value>;

/// A type that can describe its YAML.
pub trait Described {
    /// Its schema; records are put into `defs` and referred to.
    fn schema(defs: &mut Defs) -> Value;
}

impl Described for String {
    fn schema(_: &mut Defs) -> Value {
        json!({"type": ["string", "number"]})
    }
}

impl Described for bool {
    fn schema(_: &mut Defs) -> Value {
        json!({"type": "boolean"})
    }
}

impl Described for u32 {
    fn schema(_: &mut Defs) -> Value {
        json!({"type": "integer", "minimum": 0})
    }
}

impl<T: Described> Described for Spanned<T> {
    fn schema(defs: &mut Defs) -> Value {
        T::schema(defs)
    }
}

impl<T: Described> Described for Box<T> {
    fn schema(defs: &mut Defs) -> Value {
        T::schema(defs)
    }
}

impl<T: Described> Described for Vec<T> {
    fn schema(defs: &mut Defs) -> Value {
        json!({"type": "array", "items": T::schema(defs)})
    }
}

impl<V: Described> Described for Entries<V> {
    fn schema(defs: &mut Defs) -> Value {
        json!({"type": "object", "additionalProperties": V::schema(defs)})
    }
}

/// One key of a record.
pub struct Key {
    /// Its name, as the field's.
    pub name: &'static str,
    /// The lines of its documentation.
    pub about: &'static [&'static str],
    /// The schema of its type.
    pub schema: fn(&mut Defs) -> Value,
    /// What narrows it.
    pub narrowed: Vec<Value>,
}

/// Puts a record into `defs`, and refers to it.
pub fn of_record(defs: &mut Defs, name: &str, about: &[&str], keys: Vec<Key>, clauses: Vec<Value>) -> Value {
    let name = name.trim_end_matches("Record");
    let reference = json!({"$ref": format!("#/$defs/{name}")});
    // A rule with cases is a template, whose slots may stand for anything; the loader checks what they are filled with.
    let reference = match name {
        "Rule" => json!({"if": {"required": ["for-each"]}, "then": {"type": "object"}, "else": reference}),
        _ => reference,
    };
    // A condition contains conditions: the name must be known before its keys are read.
    if defs.contains_key(name) {
        return reference;
    }
    defs.insert(name.to_owned(), Value::Null);
    let mut properties = Map::new();
    for key in keys {
        let mut schema = (key.schema)(defs);
        merge(&mut schema, json!({"description": sentence(key.about)}));
        key.narrowed.into_iter().for_each(|narrowed| merge(&mut schema, narrowed));
        properties.insert(key.name.trim_start_matches("r#").replace('_', "-"), schema);
    }
    let mut schema = json!({
        "description": sentence(about),
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
    });
    clauses.into_iter().for_each(|clause| merge(&mut schema, clause));
    defs.insert(name.to_owned(), schema);
    reference
}

/// The only version of a format.
pub fn version() -> Value {
    json!({"const": 1})
}

/// One of a closed list of words.
pub fn word(words: impl Serialize) -> Value {
    json!({"type": "string", "enum": words})
}

/// Compares the schema of a record with the committed file, or writes it there if `UPDATE_GOLDEN` is set.
pub fn assert_current<T: Described>(file: &str, title: &str) {
    #[derive(Serialize)]
    struct Document<'a> {
        #[serde(rename = "$schema")]
        dialect: &'a str,
        title: &'a str,
        #[serde(flatten)]
        root: Value,
        #[serde(rename = "$defs")]
        defs: Defs,
    }
    let mut defs = Defs::new();
    let reference = T::schema(&mut defs);
    let root = reference["$ref"].as_str().and_then(|name| defs.remove(name.rsplit('/').next()?)).unwrap();
    let dialect = "https://json-schema.org/draft/2020-12/schema";
    let schema = serde_json::to_string_pretty(&Document { dialect, title, root, defs }).unwrap() + "\n";

    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas").join(file);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &schema).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        committed == schema,
        "schemas/{file} is not what the records say; `UPDATE_GOLDEN=1 cargo test --lib --bins schema` updates it"
    );
}

fn sentence(lines: &[&str]) -> String {
    lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ")
}

/// Takes the keys of `more` into `schema`; mappings are joined, everything else is replaced.
fn merge(schema: &mut Value, more: Value) {
    match (schema, more) {
        (Value::Object(schema), Value::Object(more)) => {
            for (key, value) in more {
                merge(schema.entry(key).or_insert(Value::Null), value);
            }
        }
        (schema, more) => *schema = more,
    }
}
