//! The ICD-10-CM code set and its curated codes.

mod code_set;
mod curated_codes;
mod wordings;
