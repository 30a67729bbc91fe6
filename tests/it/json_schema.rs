//! Validates documents against the schemas that the project publishes and those of standards.

use boon::{Compiler, Schemas};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// The JSON output of a run, validated against the published schema of its kind; null if a run that failed wrote
/// nothing.
pub fn report(json: &[u8]) -> Value {
    if json.is_empty() {
        return Value::Null;
    }
    let report: Value = serde_json::from_slice(json).unwrap();
    let kind = report["schema"].as_str().unwrap().replace('/', "-");
    assert_eq!(faults(closed(&format!("schemas/{kind}.schema.json")), &report), None, "{report}");
    report
}

/// A schema of this repository.
pub fn schema(path: &str) -> Value {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// A published schema, closed, so that a key that it does not describe is an error here (readers must allow more).
pub fn closed(path: &str) -> Value {
    fn close(schema: &mut Value) {
        if let Value::Object(object) = schema {
            if object.contains_key("properties") {
                object.insert("additionalProperties".into(), Value::Bool(false));
            }
            object.values_mut().for_each(close);
        }
    }
    let mut schema = schema(path);
    close(&mut schema);
    schema
}

/// The errors that the validator finds in a document.
pub fn faults(schema: Value, document: &Value) -> Option<String> {
    let (mut compiler, mut schemas) = (Compiler::new(), Schemas::new());
    compiler.add_resource("schema.json", schema).unwrap();
    let index = compiler.compile("schema.json", &mut schemas).unwrap();
    schemas.validate(document, index).err().map(|fault| format!("{fault:#}"))
}
