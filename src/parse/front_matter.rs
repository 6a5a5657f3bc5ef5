//! The YAML block at the top: data only, never items or status. This file alone names serde_saphyr.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::{MapAccess, SeqAccess, Visitor};

use crate::model::FrontValue;
use crate::text::{Source, Span};

/// The block, and where the document proper starts.
#[derive(Debug, Default)]
pub struct FrontMatter {
    /// Offset of the first byte behind it.
    pub end: usize,
    /// Its values, where it is a mapping that can be read.
    pub values: Option<BTreeMap<String, FrontValue>>,
    /// Why it can't be read.
    pub problem: Option<(Span, String)>,
}

impl FrontMatter {
    /// A scalar of the outermost mapping.
    pub fn text(&self, key: &str) -> Option<String> {
        match self.values.as_ref()?.get(key)? {
            FrontValue::Text(text) if !text.trim().is_empty() => Some(text.clone()),
            _ => None,
        }
    }
}

/// Cuts the block off: `---` on the first line, not followed by an empty line, up to the next `---` or `...`.
pub fn read(source: &Source) -> FrontMatter {
    let none = FrontMatter { end: source.body_start(), ..FrontMatter::default() };
    let first = source.slice(Span::new(source.body_start(), source.line(1).end));
    if first.trim_end() != "---" || source.slice(source.line(2)).trim().is_empty() {
        return none;
    }
    let Some(close) =
        (2..=source.line_count()).find(|line| matches!(source.slice(source.line(*line)).trim_end(), "---" | "..."))
    else {
        return none;
    };
    let inner = Span::new(source.line(2).start, source.line(close).start);
    let end = if close < source.line_count() { source.line(close + 1).start } else { source.text().len() };
    match values(source.slice(inner)) {
        Ok(values) => FrontMatter { end, values, problem: None },
        Err(message) => {
            FrontMatter { end, values: None, problem: Some((Span::new(inner.start, inner.start), message)) }
        }
    }
}

fn values(yaml: &str) -> Result<Option<BTreeMap<String, FrontValue>>, String> {
    let value: Loose = serde_saphyr::from_str(yaml)
        .map_err(|error| error.to_string().lines().next().unwrap_or_default().to_owned())?;
    Ok(match value.0 {
        FrontValue::Map(map) => Some(map),
        _ => None,
    })
}

/// Any YAML value, its scalars as text.
struct Loose(FrontValue);

impl<'de> Deserialize<'de> for Loose {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Collect).map(Loose)
    }
}

struct Collect;

impl<'de> Visitor<'de> for Collect {
    type Value = FrontValue;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a YAML value")
    }
    fn visit_bool<E>(self, value: bool) -> Result<FrontValue, E> {
        Ok(FrontValue::Text(value.to_string()))
    }
    fn visit_i64<E>(self, value: i64) -> Result<FrontValue, E> {
        Ok(FrontValue::Text(value.to_string()))
    }
    fn visit_u64<E>(self, value: u64) -> Result<FrontValue, E> {
        Ok(FrontValue::Text(value.to_string()))
    }
    fn visit_f64<E>(self, value: f64) -> Result<FrontValue, E> {
        Ok(FrontValue::Text(value.to_string()))
    }
    fn visit_str<E>(self, value: &str) -> Result<FrontValue, E> {
        Ok(FrontValue::Text(value.to_owned()))
    }
    fn visit_unit<E>(self) -> Result<FrontValue, E> {
        Ok(FrontValue::Text(String::new()))
    }
    fn visit_none<E>(self) -> Result<FrontValue, E> {
        Ok(FrontValue::Text(String::new()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<FrontValue, A::Error> {
        let mut list = Vec::new();
        while let Some(Loose(value)) = seq.next_element()? {
            list.push(value);
        }
        Ok(FrontValue::List(list))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<FrontValue, A::Error> {
        let mut out = BTreeMap::new();
        while let Some((key, Loose(value))) = map.next_entry::<String, Loose>()? {
            out.insert(key, value);
        }
        Ok(FrontValue::Map(out))
    }
}
