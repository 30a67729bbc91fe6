//! Records: what people write in YAML files, key for key.
//!
//! Rule files and the configuration are read alike: every value that can be wrong carries its place (`Spanned`), an
//! unknown key is refused, and almost every key is optional, so that a missing one is reported together with the other
//! faults instead of ending the reading of the file. A record is declared once, with a sentence for each key, and
//! describes itself to editors from there: under test, the `schema` module turns it into a JSON Schema. None of that is
//! in the program.
//!
//! The library, the binary and the build script each compile this file, since each has records of its own or reads
//! those of another.

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_saphyr::Spanned;
use std::fmt;
use std::marker::PhantomData;

/// A word or sentence of the author, with its place.
pub type Text = Spanned<String>;
/// A list of words, with the places of the list and of each word.
pub type Texts = Spanned<Vec<Text>>;

/// A mapping whose keys are names of the author's, in the order of the file.
#[derive(Debug)]
pub struct Entries<V>(pub Vec<(Text, V)>);

impl<V> Default for Entries<V> {
    fn default() -> Self {
        Entries(Vec::new())
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Entries<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader<V>(PhantomData<V>);
        impl<'de, V: Deserialize<'de>> Visitor<'de> for Reader<V> {
            type Value = Entries<V>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a mapping")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(Reader(PhantomData))
    }
}

/// A record: its keys in kebab-case, each with a sentence for authors.
///
/// What follows `=` narrows the schema of one key, what follows `where` that of the whole record. Both are values of
/// JSON Schema, and are compiled for tests only.
macro_rules! record {
    (
        $(#[doc = $doc:literal])*
        $name:ident { $($(#[doc = $about:literal])* $key:ident: $type:ty $(= $narrowed:expr)?),+ $(,)? }
        $(where $clauses:expr)?
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Default, serde::Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case")]
        pub(super) struct $name { $($(#[doc = $about])* pub $key: Option<$type>),+ }

        #[cfg(test)]
        impl crate::schema::Described for $name {
            fn schema(defs: &mut crate::schema::Defs) -> serde_json::Value {
                let keys = [$(crate::schema::Key {
                    name: stringify!($key),
                    about: &[$($about),*],
                    schema: <$type as crate::schema::Described>::schema,
                    narrowed: vec![$($narrowed)?],
                }),+];
                crate::schema::of_record(defs, stringify!($name), &[$($doc),*], keys, vec![$($clauses)?])
            }
        }
    };
}
pub(crate) use record;
