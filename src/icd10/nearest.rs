//! The real codes nearest to one that does not exist.
//!
//! Mostly the error is one slip of a key, a missing placeholder, or a last character that was never issued. So all
//! spellings one edit away are looked up, some five hundred questions of a hundred nanoseconds, and the neighbours of
//! the code in its own family complete them.

use super::code::Code;
use super::entry::Entry;
use super::set::CodeSet;
use super::validity;
use crate::base::Date;
use std::cmp::Reverse;

const ALPHABET: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

impl CodeSet {
    /// At most `most` real codes near a spelling, nearest first: those that can be billed on a day, or contain codes
    /// that can. Empty if the text does not resemble a code.
    pub fn nearest(&self, text: &str, day: Date, most: usize) -> Vec<Entry<'_>> {
        let spelled: Vec<u8> =
            text.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_uppercase()).take(8).collect();
        if spelled.len() < 3 {
            return Vec::new();
        }
        let mut found: Vec<Entry<'_>> = Vec::new();
        let mut add = |code: &[u8]| {
            let entry = Code::undotted(code).and_then(|code| self.find(code));
            if let Some(entry) = entry.filter(|entry| found.iter().all(|known| known.code() != entry.code())) {
                found.push(entry);
            }
        };
        one_edit_away(&spelled, &mut add);
        let padded = with_placeholders(&spelled);
        add(&padded);
        // M54.52 is a sibling of M54.50, M54.51 and M54.59.
        let family = (3..spelled.len()).rev().find_map(|end| {
            let code = Code::undotted(&spelled[..end])?;
            self.find(code)
        });
        if let Some(family) = family {
            for child in family.children(day) {
                add(child.code().bytes());
            }
        }
        found.retain(|entry| validity::is_live(self, entry.code(), day));
        found.sort_by_key(|entry| {
            let shared = entry.code().bytes().iter().zip(&spelled).take_while(|(a, b)| a == b).count();
            (entry.code().bytes() != padded, Reverse(shared), !entry.is_billable(day), entry.code())
        });
        found.truncate(most);
        found
    }
}

/// What "S30.0A" was meant to be: the last character in the seventh place.
fn with_placeholders(spelled: &[u8]) -> Vec<u8> {
    let mut padded = spelled.to_vec();
    if let Some(last) = padded.pop() {
        padded.resize(6, b'X');
        padded.push(last);
    }
    padded
}

/// All spellings that one inserted, dropped, changed or swapped character makes.
fn one_edit_away(spelled: &[u8], add: &mut impl FnMut(&[u8])) {
    for at in 0..=spelled.len() {
        let (before, after) = spelled.split_at(at);
        for character in ALPHABET {
            add(&[before, &[*character], after].concat());
        }
        let Some((first, rest)) = after.split_first() else { continue };
        add(&[before, rest].concat());
        for character in ALPHABET {
            add(&[before, &[*character], rest].concat());
        }
        if let Some((second, rest)) = rest.split_first() {
            add(&[before, &[*second, *first], rest].concat());
        }
    }
}
