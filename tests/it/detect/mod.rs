//! What is read in notes: assertions, codes, elements, forms.

mod assertions;
mod codes;
mod cues;
mod reading;
mod templates;
