//! Run data: keys and their values, each the very text it was written as.

mod json;
mod pairs;
mod toml;
mod yaml;

use std::collections::{HashMap, HashSet};

use crate::text::{Position, Source};

/// A value of the run data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// One text.
    One(String),
    /// Several, for the places of one name in document order.
    Many(Vec<String>),
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Keys of nested tables are joined by `.`.
    pub key: String,
    /// Its value.
    pub value: Value,
    /// Where it stands in the data file; `None` where it came from the command line.
    pub at: Option<Position>,
}

/// Run data, in the order it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunData {
    entries: Vec<Entry>,
    /// The place of each key among the entries.
    places: HashMap<String, usize>,
}

/// Why run data can't be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DataError {
    /// Text that is no JSON, TOML or YAML.
    #[error("{path}:{line}:{column}: {message}")]
    Syntax {
        /// The file, as it was named.
        path: String,
        /// Line, 1-based.
        line: usize,
        /// Column, 1-based.
        column: usize,
        /// What is wrong.
        message: String,
    },
    /// A key that stands there twice, perhaps in another spelling: `a.b` and a table `a` with `b`.
    #[error("{path}:{line}:{column}: the key `{key}` is given twice; remove one of the two")]
    Duplicate {
        /// The file, as it was named.
        path: String,
        /// Line, 1-based.
        line: usize,
        /// Column, 1-based.
        column: usize,
        /// The key.
        key: String,
    },
    /// A table or list within a list.
    #[error("{path}:{line}:{column}: the list `{key}` may only hold texts and numbers")]
    Nested {
        /// The file, as it was named.
        path: String,
        /// Line, 1-based.
        line: usize,
        /// Column, 1-based.
        column: usize,
        /// The key of the list.
        key: String,
    },
    /// An argument that is no pair.
    #[error("\"{0}\" is no key=value pair; write for example VERSION=1.10")]
    NotAPair(String),
    /// A key that is given twice on the command line.
    #[error("the key `{0}` is given twice; remove one of the two")]
    PairTwice(String),
}

impl RunData {
    /// Reads a JSON object.
    ///
    /// # Errors
    /// When it is no JSON object of texts, numbers, lists and objects, or a key stands there twice.
    pub fn from_json(source: &Source) -> Result<Self, DataError> {
        json::read(source)
    }

    /// Reads a TOML document.
    ///
    /// # Errors
    /// When it is no TOML, or a key stands there twice.
    pub fn from_toml(source: &Source) -> Result<Self, DataError> {
        toml::read(source)
    }

    /// Reads a YAML document.
    ///
    /// # Errors
    /// When it is no YAML mapping of texts, lists and mappings, has an alias, or a key stands there twice.
    pub fn from_yaml(source: &Source) -> Result<Self, DataError> {
        yaml::read(source)
    }

    /// Reads `key=value` arguments; a key of the form `key[]` adds to a list.
    ///
    /// # Errors
    /// When one has no `=`, or a key is given twice.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = &'a str>) -> Result<Self, DataError> {
        pairs::read(pairs)
    }

    /// The entries, in order.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Puts `later` on top: of a key that both have, its value counts.
    pub fn overlay(&mut self, later: RunData) {
        for entry in later.entries {
            match self.get_mut(&entry.key) {
                Some(known) => *known = entry,
                None => self.push(entry),
            }
        }
    }

    /// The same, where two keys count as one when `same` gives one name for both.
    pub fn overlay_by(&mut self, later: RunData, same: impl Fn(&str) -> String) {
        if self.is_empty() || later.is_empty() {
            return self.overlay(later);
        }
        let names: HashSet<String> = later.entries.iter().map(|entry| same(&entry.key)).collect();
        let kept = std::mem::take(self).entries.into_iter().filter(|entry| !names.contains(&same(&entry.key)));
        for entry in kept {
            self.push(entry);
        }
        self.overlay(later);
    }

    /// Adds one value that comes from no file.
    pub fn give(&mut self, key: impl Into<String>, value: impl Into<String>) {
        self.push(Entry { key: key.into(), value: Value::One(value.into()), at: None });
    }

    /// Adds an entry of the file `source` that starts at `offset`.
    fn add(&mut self, source: &Source, key: String, value: Value, offset: usize) -> Result<(), DataError> {
        let at = source.position(offset);
        if self.places.contains_key(&key) {
            let (line, column) = (at.line, at.column);
            return Err(DataError::Duplicate { path: source.path().to_owned(), line, column, key });
        }
        self.push(Entry { key, value, at: Some(at) });
        Ok(())
    }

    fn push(&mut self, entry: Entry) {
        self.places.insert(entry.key.clone(), self.entries.len());
        self.entries.push(entry);
    }

    fn get_mut(&mut self, key: &str) -> Option<&mut Entry> {
        self.places.get(key).and_then(|place| self.entries.get_mut(*place))
    }
}

/// `prefix.key`, or `key` where there is no prefix.
fn joined(prefix: &str, key: &str) -> String {
    if prefix.is_empty() { key.to_owned() } else { format!("{prefix}.{key}") }
}

/// The error for a list that holds something else than scalars.
fn nested(source: &Source, key: &str, offset: usize) -> DataError {
    let at = source.position(offset);
    DataError::Nested { path: source.path().to_owned(), line: at.line, column: at.column, key: key.to_owned() }
}
