//! Run data from YAML: scalars keep the text they are written as, so that `1.10`, `no` and `017` stay what they are.
//!
//! Only the parser's events are used: no value is ever given a type.

use serde_saphyr::granit_parser::{Event, Marker, Parser, ScalarStyle, ScanError};

use super::{DataError, RunData, Value, joined, nested};
use crate::text::Source;

pub(super) fn read(source: &Source) -> Result<RunData, DataError> {
    let base = source.body_start();
    let mut reader = Reader { source, base, data: RunData::default(), open: Vec::new(), documents: 0 };
    for event in Parser::new_from_str(source.text().get(base..).unwrap_or("")) {
        let (event, span) = event.map_err(|error| reader.broken(&error))?;
        reader.take(event, &span.start)?;
    }
    Ok(reader.data)
}

/// A mapping or sequence that is being read.
enum Open {
    /// Its keys, joined, and the key that waits for its value.
    Map { prefix: String, key: Option<(String, usize)> },
    /// Its key and where that starts, and the texts so far.
    List { key: String, at: usize, texts: Vec<String> },
}

struct Reader<'s> {
    source: &'s Source,
    base: usize,
    data: RunData,
    open: Vec<Open>,
    documents: usize,
}

impl Reader<'_> {
    fn offset(&self, marker: &Marker) -> usize {
        self.base + marker.byte_offset().unwrap_or(0)
    }

    fn refuse(&self, marker: &Marker, message: &str) -> DataError {
        let at = self.source.position(self.offset(marker));
        let (line, column) = (at.line, at.column);
        DataError::Syntax { path: self.source.path().to_owned(), line, column, message: message.to_owned() }
    }

    fn broken(&self, error: &ScanError) -> DataError {
        self.refuse(error.marker(), error.info().lines().next().unwrap_or("this is no YAML"))
    }

    fn take(&mut self, event: Event<'_>, start: &Marker) -> Result<(), DataError> {
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(self.refuse(start, "a second document begins here; put all values into one"));
                }
            }
            Event::Scalar(text, style, ..) => self.scalar(text.into_owned(), style, start)?,
            Event::MappingStart(..) => {
                let prefix = self.begin(start)?;
                self.open.push(Open::Map { prefix: prefix.map(|(key, _)| key).unwrap_or_default(), key: None });
            }
            Event::SequenceStart(..) => match self.begin(start)? {
                Some((key, at)) => self.open.push(Open::List { key, at, texts: Vec::new() }),
                None => return Err(self.refuse(start, "run data is a mapping of keys to values, not a list")),
            },
            Event::MappingEnd => drop(self.open.pop()),
            Event::SequenceEnd => {
                if let Some(Open::List { key, at, texts }) = self.open.pop() {
                    self.data.add(self.source, key, Value::Many(texts), at)?;
                }
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                return Err(self.refuse(start, "an alias can't be used in run data; write the value out"));
            }
            _ => {}
        }
        Ok(())
    }

    /// The key that a mapping or sequence begins under, and where it starts; `None` for the outermost.
    fn begin(&mut self, start: &Marker) -> Result<Option<(String, usize)>, DataError> {
        match self.open.last_mut() {
            None => Ok(None),
            Some(Open::Map { key: waiting, .. }) => match waiting.take() {
                Some(key) => Ok(Some(key)),
                None => Err(self.refuse(start, "a key has to be one word or text")),
            },
            Some(Open::List { key, .. }) => {
                let key = key.clone();
                Err(nested(self.source, &key, self.offset(start)))
            }
        }
    }

    fn scalar(&mut self, text: String, style: ScalarStyle, start: &Marker) -> Result<(), DataError> {
        let offset = self.offset(start);
        let absent =
            matches!(style, ScalarStyle::Plain) && matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL");
        match self.open.last_mut() {
            // A document without anything in it.
            None if absent => Ok(()),
            None => Err(self.refuse(start, "run data is a mapping of keys to values")),
            Some(Open::List { key, .. }) if absent => {
                let key = key.clone();
                Err(nested(self.source, &key, offset))
            }
            Some(Open::List { texts, .. }) => {
                texts.push(text);
                Ok(())
            }
            Some(Open::Map { prefix, key }) => match key.take() {
                None => {
                    *key = Some((joined(prefix, &text), offset));
                    Ok(())
                }
                // A key of the skeleton that nobody has filled in yet.
                Some(_) if absent => Ok(()),
                Some((key, at)) => self.data.add(self.source, key, Value::One(text), at),
            },
        }
    }
}
