//! The kinds of rule, and which keys go with which.
//!
//! One table: the loader refuses keys by it, the JSON Schema is made from it, and a test holds the reference in
//! `docs/rule-format.md` to it.

/// What kind of rule it is, by the key that only this kind has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Require,
    Forbid,
    Specify,
    Conflict,
    Codes,
    Comments,
}

/// The keys of one kind, beside those that every rule has.
pub(super) struct KindKeys {
    pub kind: Kind,
    /// The key that makes a rule one of this kind.
    pub key: &'static str,
    /// Keys that it cannot do without.
    pub needs: &'static [&'static str],
    /// Keys that it can have.
    pub takes: &'static [&'static str],
    /// The slots that its messages can fill, unless the word under its key decides that.
    pub slots: &'static [&'static str],
}

/// Every kind, in the order in which messages name them.
pub(super) const KINDS: [KindKeys; 6] = [
    KindKeys {
        kind: Kind::Require,
        key: "require",
        needs: &["when", "message"],
        takes: &["belongs-in", "quiet-if"],
        slots: &["found", "other"],
    },
    KindKeys {
        kind: Kind::Forbid,
        key: "forbid",
        needs: &["message"],
        takes: &["when", "quiet-if"],
        slots: &["found"],
    },
    // It needs `when-documented` with a `message`, or `advice`.
    KindKeys {
        kind: Kind::Specify,
        key: "specify",
        needs: &[],
        takes: &["when-documented", "advice", "quiet-if"],
        slots: &["found", "other", "says"],
    },
    KindKeys {
        kind: Kind::Conflict,
        key: "conflict",
        needs: &["message"],
        takes: &["quiet-if"],
        slots: &["found", "other", "says"],
    },
    KindKeys {
        kind: Kind::Codes,
        key: "codes",
        needs: &["message"],
        takes: &["within", "not-within", "advice", "quiet-if"],
        slots: &[],
    },
    KindKeys { kind: Kind::Comments, key: "comments", needs: &["message"], takes: &[], slots: &[] },
];

/// Keys that belong to some kinds and not to others.
pub(super) const OF_SOME: [&str; 7] =
    ["when", "when-documented", "advice", "within", "not-within", "belongs-in", "quiet-if"];

impl KindKeys {
    /// Whether a key of [`OF_SOME`] does something beside this kind's own.
    pub fn has(&self, key: &str) -> bool {
        self.needs.contains(&key) || self.takes.contains(&key)
    }
}

impl Kind {
    /// Its row of the table.
    pub fn keys(self) -> &'static KindKeys {
        &KINDS[self as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_the_row_of_its_place() {
        assert!((0..).zip(&KINDS).all(|(at, row)| row.kind as usize == at));
    }

    #[test]
    fn every_key_of_the_table_is_one_of_some_kinds() {
        let keys = KINDS.iter().flat_map(|row| row.needs.iter().chain(row.takes)).filter(|key| **key != "message");
        assert!(keys.clone().all(|key| OF_SOME.contains(key)));
        assert!(OF_SOME.iter().all(|key| keys.clone().any(|of_kind| of_kind == key)));
    }

    #[test]
    fn the_reference_lists_the_keys_of_each_kind() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rule-format.md");
        let reference = std::fs::read_to_string(path).unwrap();
        for row in &KINDS {
            let listed = |keys: &[&str]| keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
            let line =
                format!("| `{}` | {} | {} |", row.key, listed(row.needs), listed(row.takes)).replace("|  |", "| |");
            assert!(reference.contains(&line), "docs/rule-format.md has no row that begins with {line}");
        }
    }
}
