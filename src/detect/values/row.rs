//! Rows of numbers: `88/50`, "88 over 50", `3 x 2 x 1 cm`; and numbers that belong to the word before them.

use super::pieces::{Kind, Piece};
use super::quantity::{Quantities, Refused};
use super::region::{LEADS, Region, Row};
use crate::rule::ValueId;

/// A number after these counts or orders something.
const COUNTS: [&str; 22] = [
    "day", "days", "stage", "grade", "type", "class", "x", "q", "no", "room", "bed", "pod", "hd", "dose", "cycle",
    "phase", "step", "line", "chapter", "every", "times", "version",
];
/// These are between the numbers of a row: "88 over 50", `3 x 2`.
const JOINTS: [&str; 4] = ["over", "x", "by", "×"];

impl Region<'_> {
    /// Whether a number belongs to the word before it: `day 3`, `D50`, and `PEEP 10`, the name of something else.
    pub(super) fn is_of_word(&self, piece: &Piece, number: usize) -> bool {
        let word = self.word(piece);
        let capitals = word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        let shouted = || {
            let range = self.note.folded.sentence(self.sentence);
            !self.note.folded.text()[range].bytes().any(|byte| byte.is_ascii_lowercase())
        };
        let attached = piece.end == self.pieces[number].start && word.bytes().all(|byte| byte.is_ascii_alphabetic());
        attached
            || COUNTS.contains(&word.to_ascii_lowercase().as_str())
            || capitals && !piece.closes && !shouted() && !LEADS.contains(&word.to_ascii_lowercase().as_str())
    }

    /// Quantities with slashes between them, as far as they go, or the first alone.
    pub(super) fn row(&self, ids: &[ValueId], at: usize) -> Result<(Row, usize), Refused> {
        let joints = self.joints(at, ids.len());
        let ends: Vec<usize> = joints.iter().copied().chain([self.pieces.len()]).collect();
        // `3 x 2 cm`: the unit at the end is that of all.
        let last = joints.last().map_or(at, |joint| joint + 1);
        let trailing = self.quantities(self.rules.values.get(ids[0]), false).unit_of(last);
        let (mut row, mut next, mut start) = (Row::new(), at, at);
        for (id, end) in ids.iter().zip(ends) {
            let all = self.quantities(self.rules.values.get(*id), true);
            let quantity = Quantities { pieces: &self.pieces[..end], stop: end, ..all }.read(start, trailing);
            match quantity {
                Ok(quantity) => {
                    next = quantity.next;
                    row.push(quantity);
                    if next < end {
                        break;
                    }
                }
                Err(refused) if row.is_empty() => return Err(refused),
                Err(_) => break,
            }
            start = end + 1;
        }
        Ok((row, next))
    }

    /// The signs and words between the numbers of a row that begins here, at most as many as lead to `most` numbers.
    fn joints(&self, at: usize, most: usize) -> Vec<usize> {
        let (mut joints, mut from) = (Vec::new(), at);
        let is_number = |at: usize| matches!(self.pieces.get(at).map(|piece| piece.kind), Some(Kind::Number { .. }));
        while joints.len() + 1 < most {
            let joint = (from + 1..self.pieces.len().min(from + 5)).find(|at| {
                let piece = &self.pieces[*at];
                let word = || self.word(piece).to_ascii_lowercase();
                match piece.kind {
                    Kind::Sign(sign) => sign == b'/',
                    Kind::Word => JOINTS.contains(&word().as_str()),
                    _ => false,
                }
            });
            match joint.filter(|joint| is_number(joint + 1)) {
                Some(joint) => {
                    joints.push(joint);
                    from = joint + 1;
                }
                None => break,
            }
        }
        joints
    }
}
