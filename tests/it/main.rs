//! The tests from outside: of the library, with one module for each layer, and of the program (`app`).
//!
//! They are one binary, because linking one for each took longer than all tests. To run the tests of one layer, give
//! its name: `cargo test --test it detect::`.

#![allow(clippy::unwrap_used, reason = "a test may fail at the line that finds the fault")]

mod app;
mod builtin;
mod check;
mod detect;
mod filter;
mod icd10;
mod json_schema;
mod layers;
mod linear;
mod note;
mod properties;
mod query;
mod report;
mod rule;
#[allow(dead_code, reason = "records describe themselves under test; that of the curated codes has no schema")]
#[path = "../../src/schema.rs"]
mod schema;
mod words;
#[allow(
    dead_code,
    unused_imports,
    reason = "the build script, whose reader of curated codes is tested here, needs less of it"
)]
#[path = "../../src/yaml/mod.rs"]
mod yaml;
