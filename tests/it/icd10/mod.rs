//! The ICD-10-CM code set and what is curated by hand.

mod code_set;
mod curated_codes;
