//! The tests that see notelint from outside: as a library, one module a layer, and as a program (`app`).
//!
//! They are one binary, because each binary is linked for itself, which took longer than all tests. A layer's tests
//! run alone by its name: `cargo test --test it detect::`.

#![allow(clippy::unwrap_used, reason = "a test may fail at the line that finds the fault")]

mod app;
mod builtin;
mod check;
mod detect;
mod filter;
mod icd10;
mod json_schema;
mod layers;
mod note;
mod properties;
mod report;
mod rule;
mod words;
