//! YAML files: rule files, the configuration, and the front matter of notes.
//!
//! A text is read once, into a tree of [`Node`]s. Rule files and the configuration are then taken apart into records:
//! each value that can be wrong carries its place, an unknown key is refused, and every key is optional, so that one
//! walk over the tree finds every fault of a file. A record is declared once, with a sentence for each key, and
//! describes itself to editors from there: under test, the `schema` module turns it into a JSON Schema. The program
//! contains none of that.
//!
//! The library, the binary and the build script each compile this folder, since each has records of its own or reads
//! those of another. Reading through serde would compile the shape of every record three times over, and would end at
//! the first fault.

mod fault;
mod node;
mod shape;

pub use fault::{Fault, Kind};
pub use node::{Node, Value, tree};
pub use shape::{Fields, FromYaml, Reader, Written, read, shaped};

use std::ops::Range;

/// A value with its place.
#[derive(Clone, Debug, Default)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    place: Range<usize>,
}

impl<T> Spanned<T> {
    /// A value at a place in bytes.
    pub fn new(value: T, place: Range<usize>) -> Self {
        Spanned { value, place }
    }

    /// Its bytes in the text, quotes included; for a mapping or list, where it begins.
    pub fn place(&self) -> Range<usize> {
        self.place.clone()
    }
}

/// A word or sentence of the author, with its place.
pub type Text = Spanned<String>;
/// A list of words, with the places of the list and of each word.
pub type Texts = Spanned<Vec<Text>>;

/// A mapping whose keys are names that the author chooses, in the order of the file.
#[derive(Debug)]
pub struct Entries<V>(pub Vec<(Text, V)>);

impl<V> Default for Entries<V> {
    fn default() -> Self {
        Entries(Vec::new())
    }
}

/// A record: its keys in kebab-case, each with a sentence for authors.
///
/// The value after `=` narrows the schema of one key, the value after `where` that of the whole record. Both are
/// values of JSON Schema, and are compiled for tests only. After `..` is a part, which is a record that is declared
/// elsewhere: its keys are written among those of this one.
macro_rules! record {
    (
        $(#[doc = $doc:literal])*
        $name:ident { $(
            $(..$part:ident: $($of:ident)::+)?
            $($(#[doc = $about:literal])* $key:ident: $type:ty $(= $narrowed:expr)?)?
        ,)+ }
        $(where $clauses:expr)?
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Default)]
        pub(super) struct $name { $(
            $($part: $($of)::+,)?
            $($(#[doc = $about])* pub $key: Option<$type>,)?
        )+ }

        impl $name {
            /// Takes its keys from a mapping.
            pub fn take(fields: &mut crate::yaml::Fields, reader: &mut crate::yaml::Reader) -> Self {
                $name { $(
                    $($part: $($of)::+::take(fields, reader),)?
                    $($key: fields.take(stringify!($key), reader),)?
                )+ }
            }

            /// Its keys, for editors.
            #[cfg(test)]
            pub fn keys() -> Vec<crate::schema::Key> {
                let keys = [$(
                    $($($of)::+::keys(),)?
                    $(vec![crate::schema::Key {
                        name: stringify!($key),
                        about: &[$($about),*],
                        schema: <$type as crate::schema::Described>::schema,
                        narrowed: vec![$($narrowed)?],
                    }],)?
                )+];
                keys.into_iter().flatten().collect()
            }
        }

        impl crate::yaml::FromYaml for $name {
            fn from_yaml(node: crate::yaml::Node, reader: &mut crate::yaml::Reader) -> Option<Self> {
                reader.record(node, $name::take)
            }
        }

        #[cfg(test)]
        impl crate::schema::Described for $name {
            fn schema(defs: &mut crate::schema::Defs) -> serde_json::Value {
                crate::schema::of_record(defs, stringify!($name), &[$($doc),*], $name::keys(), vec![$($clauses)?])
            }
        }
    };
}
pub(crate) use record;

#[cfg(test)]
mod tests;
