//! What is read in notes: acts, assertions, codes, cues, elements, forms, values.

mod acts;
mod assertions;
mod codes;
mod cues;
mod diagnoses;
mod owners;
mod reading;
mod templates;
mod values;
