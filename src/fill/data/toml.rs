//! Run data from TOML: numbers, booleans and dates keep the text they are written as.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{DataError, RunData, Value, joined, nested};
use crate::text::{Source, Span};

pub(super) fn read(source: &Source) -> Result<RunData, DataError> {
    let base = source.body_start();
    let text = source.text().get(base..).unwrap_or("");
    let table = DeTable::parse(text).map_err(|error| {
        let at = source.position(base + error.span().map_or(0, |span| span.start));
        let message = error.message().to_owned();
        DataError::Syntax { path: source.path().to_owned(), line: at.line, column: at.column, message }
    })?;
    let mut found = Vec::new();
    Reader { source, base }.table(table.get_ref(), "", &mut found)?;
    found.sort_by_key(|(_, _, offset)| *offset);
    let mut data = RunData::default();
    for (key, value, offset) in found {
        data.add(source, key, value, offset)?;
    }
    Ok(data)
}

struct Reader<'s> {
    source: &'s Source,
    base: usize,
}

impl Reader<'_> {
    fn table(&self, table: &DeTable<'_>, prefix: &str, out: &mut Vec<(String, Value, usize)>) -> Result<(), DataError> {
        for (name, value) in table {
            let key = joined(prefix, name.get_ref());
            let value = match value.get_ref() {
                DeValue::Table(inner) => {
                    self.table(inner, &key, out)?;
                    continue;
                }
                DeValue::Array(values) => {
                    let texts = values.iter().map(|value| {
                        self.scalar(value).ok_or_else(|| nested(self.source, &key, self.base + value.span().start))
                    });
                    Value::Many(texts.collect::<Result<_, _>>()?)
                }
                _ => Value::One(self.scalar(value).unwrap_or_default()),
            };
            out.push((key, value, self.base + name.span().start));
        }
        Ok(())
    }

    /// A text without its quotes and escapes; anything else as written. `None` for tables and lists.
    fn scalar(&self, value: &Spanned<DeValue<'_>>) -> Option<String> {
        match value.get_ref() {
            DeValue::String(text) => Some(text.clone().into_owned()),
            DeValue::Table(_) | DeValue::Array(_) => None,
            _ => Some(self.written(value.span())),
        }
    }

    fn written(&self, range: Range<usize>) -> String {
        self.source.slice(Span::new(self.base + range.start, self.base + range.end)).to_owned()
    }
}
