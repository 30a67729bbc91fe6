//! What is read in notes: codes, elements, forms.

mod acts;
mod codes;
mod reading;
mod templates;
