//! What is read in notes: codes, elements, forms.

mod codes;
mod reading;
mod templates;
