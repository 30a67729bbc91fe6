//! Which literals a text must contain for a pattern to match it: the pattern's gate.
//!
//! A gate is a sequence of sets. A sentence that does not contain a member of each, one after the other, cannot match,
//! so the expression need not run on it, nor be compiled. The gate is derived from the parsed expression; authors never
//! write it. It may open for a sentence that does not match, but it never excludes a match.
//!
//! The scan that finds the literals reads lower case, with a space for each hyphen between two letters. A piece of a
//! pattern is written in the same way; if it begins or ends with a hyphen, its neighbour is unknown, so the hyphen is
//! left off. Gates contain no bytes beyond ASCII, because this module does not fold their case.

use crate::base::scan_form;
use regex_syntax::ParserBuilder;
use regex_syntax::hir::literal::{ExtractKind, Extractor};
use regex_syntax::hir::{Class, Hir, HirKind};
use std::collections::BTreeSet;

/// More alternatives than this are not worth looking for.
const MAX_ALTERNATIVES: usize = 128;
/// An alternation is left at its branches' best sets up to this many: it is those or no gate.
const MAX_BRANCHES: usize = 1_000;
/// Neighbours that select well enough alone are joined only while they stay this few: every literal costs each scan.
const FEW: usize = 8;
/// A class with more members than this is as good as unknown.
const MAX_CLASS: usize = 10;
/// Pieces are cut here: longer ones select no better.
const MAX_PIECE: usize = 24;
/// A pattern that can begin in more ways than this is tried everywhere.
const MAX_PREFIXES: usize = 2_000;
/// More sets than this cost the scan more than they save.
pub(super) const MAX_SETS: usize = 4;

type Set = BTreeSet<String>;

/// The sets of which each must have a member in any matching text, as the scan writes it, in the order in which
/// a match holds them; no two of them share a byte.
pub(super) fn gate(hir: &Hir) -> Vec<Vec<String>> {
    let sets: Vec<Set> = match need(hir) {
        Need::Exactly(set) => usable(&set).into_iter().collect(),
        Need::Parts(sets) => sets,
    };
    let mut best: Vec<usize> = (0..sets.len()).collect();
    best.sort_by_key(|&at| std::cmp::Reverse(worth(&sets[at])));
    best.truncate(MAX_SETS);
    best.sort_unstable();
    best.into_iter().map(|at| sets[at].iter().cloned().collect()).collect()
}

/// Whether every match of a lower-case pattern begins with a member of `first`, a set of its gate: such a pattern need
/// only be tried where one occurs.
pub(super) fn leads(source: &str, first: &[String]) -> bool {
    let Ok(hir) = ParserBuilder::new().unicode(false).utf8(false).build().parse(source) else { return false };
    let mut prefixes = Extractor::new();
    prefixes.kind(ExtractKind::Prefix).limit_literal_len(MAX_PIECE).limit_total(MAX_PREFIXES);
    let begins = |prefix: &[u8]| {
        let written = std::str::from_utf8(prefix).map(scan_form).unwrap_or_default();
        first.iter().any(|member| written.starts_with(member.as_str()))
    };
    prefixes
        .extract(&hir)
        .literals()
        .is_some_and(|literals| !literals.is_empty() && literals.iter().all(|literal| begins(literal.as_bytes())))
}

/// How well a set selects: long members do, and few of them.
fn worth(set: &Set) -> i64 {
    2 * shortest(set).min(8) as i64 - i64::from(set.len().ilog2())
}

/// What an expression needs of a text.
enum Need {
    /// It matches these strings and no others (case aside).
    Exactly(Set),
    /// Any match holds a member of each of these sets.
    Parts(Vec<Set>),
}

fn need(hir: &Hir) -> Need {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => exactly(""),
        HirKind::Literal(literal) => match std::str::from_utf8(&literal.0) {
            Ok(text) if text.is_ascii() && text.len() <= MAX_PIECE => exactly(&text.to_ascii_lowercase()),
            Ok(text) => Need::Parts(ascii_pieces(text)),
            Err(_) => Need::Parts(Vec::new()),
        },
        HirKind::Class(class) => match members(class) {
            Some(set) => Need::Exactly(set),
            None => Need::Parts(Vec::new()),
        },
        HirKind::Capture(capture) => need(&capture.sub),
        HirKind::Repetition(repeat) => {
            let inner = need(&repeat.sub);
            match (repeat.min, repeat.max, inner) {
                (0, Some(1), Need::Exactly(mut set)) => {
                    set.insert(String::new());
                    Need::Exactly(set)
                }
                (0, _, _) => Need::Parts(Vec::new()),
                (1, Some(1), inner) => inner,
                // White space is single in folded text, however much of it a pattern allows.
                (1, _, Need::Exactly(set)) if set.len() == 1 && set.contains(" ") => Need::Exactly(set),
                (_, _, Need::Exactly(set)) => Need::Parts(usable(&set).into_iter().collect()),
                (_, _, parts) => parts,
            }
        }
        HirKind::Concat(parts) => concat(parts),
        HirKind::Alternation(branches) => alternation(branches),
    }
}

fn exactly(text: &str) -> Need {
    Need::Exactly(Set::from([text.to_owned()]))
}

/// Neighbouring exact parts grow together for as long as their product stays small.
fn concat(parts: &[Hir]) -> Need {
    let mut sets = Vec::new();
    let mut run = Set::from([String::new()]);
    let mut whole = true;
    for part in parts {
        match need(part) {
            Need::Exactly(next) => {
                let long = run.iter().any(|piece| piece.len() > MAX_PIECE);
                let good = shortest(&run) >= 4 || shortest(&next) >= 4;
                let most = if good { FEW.max(run.len()).max(next.len()) } else { MAX_ALTERNATIVES };
                if long || run.len() * next.len() > most {
                    whole = false;
                    sets.extend(usable(&run));
                    run = next;
                } else {
                    run = run.iter().flat_map(|head| next.iter().map(move |tail| format!("{head}{tail}"))).collect();
                }
            }
            Need::Parts(inner) => {
                whole = false;
                sets.extend(usable(&run));
                sets.extend(inner);
                run = Set::from([String::new()]);
            }
        }
    }
    if whole {
        return Need::Exactly(run);
    }
    sets.extend(usable(&run));
    Need::Parts(sets)
}

/// Branches that are all exact stay exact; else each branch gives its best set, and one of them is needed.
fn alternation(branches: &[Hir]) -> Need {
    let needs = branches.iter().map(need).collect::<Vec<_>>();
    let mut all = Set::new();
    let exact = needs.iter().all(|need| match need {
        Need::Exactly(set) => {
            all.extend(set.iter().cloned());
            all.len() <= MAX_ALTERNATIVES
        }
        Need::Parts(_) => false,
    });
    if exact {
        return Need::Exactly(all);
    }
    let mut either = Set::new();
    for need in needs {
        let best = match need {
            Need::Exactly(set) => usable(&set),
            Need::Parts(sets) => sets.into_iter().max_by_key(worth),
        };
        match best {
            Some(set) => either.extend(set),
            None => return Need::Parts(Vec::new()),
        }
    }
    Need::Parts(if either.len() <= MAX_BRANCHES { vec![reduce(either)] } else { Vec::new() })
}

/// The members of a small ASCII class, in lower case. White space other than a space is left out: folded text has
/// none within a sentence.
fn members(class: &Class) -> Option<Set> {
    let ranges = match class {
        Class::Bytes(class) => class.ranges().iter().map(|r| (u32::from(r.start()), u32::from(r.end()))).collect(),
        Class::Unicode(class) => {
            class.ranges().iter().map(|r| (u32::from(r.start()), u32::from(r.end()))).collect::<Vec<_>>()
        }
    };
    let mut set = Set::new();
    for (start, end) in ranges {
        if end >= 0x80 {
            return None;
        }
        for byte in (start as u8)..=(end as u8) {
            if !matches!(byte, b'\t'..=b'\r') {
                set.insert(char::from(byte.to_ascii_lowercase()).to_string());
            }
            if set.len() > MAX_CLASS {
                return None;
            }
        }
    }
    (!set.is_empty()).then_some(set)
}

/// The long or accented literal in pieces that hold.
fn ascii_pieces(text: &str) -> Vec<Set> {
    text.split(|c: char| !c.is_ascii())
        .map(|piece| piece.get(..MAX_PIECE).unwrap_or(piece))
        .filter_map(|piece| usable(&Set::from([piece.to_ascii_lowercase()])))
        .collect()
}

/// A set as the scan writes it, if each member selects anything: two bytes do, and a digit, since notes are words.
fn usable(set: &Set) -> Option<Set> {
    let written = set.iter().map(|piece| as_scanned(piece)).collect::<Set>();
    let selects = |piece: &String| piece.len() >= 2 || piece.starts_with(|c: char| c.is_ascii_digit());
    (!written.is_empty() && written.iter().all(selects) && written.len() <= MAX_ALTERNATIVES).then(|| reduce(written))
}

/// A piece of lower-case text as the scan writes it.
fn as_scanned(piece: &str) -> String {
    scan_form(piece.trim_matches('-'))
}

/// Where one member holds another, the shorter one alone says the same; that no member holds another also lets a
/// run take them in the order in which they begin.
fn reduce(set: Set) -> Set {
    set.iter()
        .filter(|long| !set.iter().any(|short| short != *long && long.contains(short.as_str())))
        .cloned()
        .collect()
}

fn shortest(set: &Set) -> usize {
    set.iter().map(String::len).min().unwrap_or(0)
}
