//! From mentions to findings, and the reasons for each.

mod check_layer;
mod open_codes;
mod why;
