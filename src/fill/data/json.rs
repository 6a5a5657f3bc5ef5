//! Run data from JSON: each scalar keeps the text it is written as, so `1.10` stays `1.10`.

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{DataError, RunData, Value, joined, nested};
use crate::text::Source;

pub(super) fn read(source: &Source) -> Result<RunData, DataError> {
    let text = source.text().get(source.body_start()..).unwrap_or("");
    let syntax = |error: &serde_json::Error| DataError::Syntax {
        path: source.path().to_owned(),
        line: error.line().max(1),
        column: error.column().max(1),
        message: message(error),
    };
    serde_json::from_str::<IgnoredAny>(text).map_err(|error| syntax(&error))?;
    let mut data = RunData::default();
    let reader = Reader { source };
    reader.object(text, "", &mut data).map_err(|error| match error {
        Failed::Syntax(error) => syntax(&error),
        Failed::Data(error) => error,
    })?;
    Ok(data)
}

/// What serde_json says, without the place.
fn message(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(message, _)| message.to_owned())
}

enum Failed {
    Syntax(serde_json::Error),
    Data(DataError),
}

impl From<serde_json::Error> for Failed {
    fn from(error: serde_json::Error) -> Self {
        Self::Syntax(error)
    }
}

impl From<DataError> for Failed {
    fn from(error: DataError) -> Self {
        Self::Data(error)
    }
}

struct Reader<'s> {
    source: &'s Source,
}

impl Reader<'_> {
    fn object(&self, text: &str, prefix: &str, data: &mut RunData) -> Result<(), Failed> {
        let Pairs(pairs) = serde_json::from_str(text)?;
        for (name, raw) in pairs {
            let (key, raw) = (joined(prefix, &name), raw.get());
            let value = match raw.as_bytes().first() {
                Some(b'{') => {
                    self.object(raw, &key, data)?;
                    continue;
                }
                // `null` is a key of the skeleton that nobody has filled in yet.
                Some(b'n') => continue,
                Some(b'[') => {
                    let parts: Vec<&RawValue> = serde_json::from_str(raw)?;
                    let texts = parts.iter().map(|part| match part.get().as_bytes().first() {
                        Some(b'{' | b'[' | b'n') => Err(nested(self.source, &key, self.offset(part.get())).into()),
                        _ => Ok(scalar(part.get())?),
                    });
                    Value::Many(texts.collect::<Result<_, Failed>>()?)
                }
                _ => Value::One(scalar(raw)?),
            };
            data.add(self.source, key, value, self.key_offset(raw))?;
        }
        Ok(())
    }

    /// Where a part of the source's text starts in it.
    fn offset(&self, part: &str) -> usize {
        (part.as_ptr() as usize).saturating_sub(self.source.text().as_ptr() as usize)
    }

    /// Where the key of a value starts.
    fn key_offset(&self, value: &str) -> usize {
        let head = self.source.text().get(..self.offset(value)).unwrap_or("").trim_end();
        let head = head.strip_suffix(':').unwrap_or(head).trim_end();
        let mut start = head.len().saturating_sub(1);
        while let Some(quote) = head.get(..start).and_then(|text| text.rfind('"')) {
            let slashes = head.get(..quote).map_or(0, |text| text.len() - text.trim_end_matches('\\').len());
            start = quote;
            if slashes % 2 == 0 {
                break;
            }
        }
        start
    }
}

/// A text without its quotes and escapes; anything else as written.
fn scalar(raw: &str) -> Result<String, serde_json::Error> {
    if raw.starts_with('"') { serde_json::from_str(raw) } else { Ok(raw.to_owned()) }
}

/// The members of an object in order, repeated ones too.
struct Pairs<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Pairs<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;
        impl<'de> Visitor<'de> for Members {
            type Value = Vec<(String, &'de RawValue)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of keys and values")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(members)
            }
        }
        deserializer.deserialize_map(Members).map(Pairs)
    }
}
