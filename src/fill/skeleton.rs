//! The skeleton of run data: every key that a checklist can take, with what is known about it.

use std::fmt::Write as _;

use serde_json::json;

use super::slots::{Slots, Target};
use crate::model::{Checklist, FieldShape};
use crate::text::{self, escape_line};

/// A key that a checklist can take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkeletonEntry {
    /// The shortest key that names the slot.
    pub key: String,
    /// What it is the value of.
    pub what: String,
    /// The lines where it stands, 1-based.
    pub lines: Vec<usize>,
    /// The value that stands there.
    pub current: Option<String>,
    /// The options of a choice.
    pub options: Vec<String>,
    /// What the value has to reach, in words.
    pub target: Option<String>,
}

/// The keys of a checklist, in document order.
pub fn data_skeleton(checklist: &Checklist) -> Vec<SkeletonEntry> {
    let slots = Slots::new(checklist);
    let mut out = Vec::new();
    for (index, group) in slots.placeholders().iter().enumerate() {
        out.push(SkeletonEntry {
            key: slots.key(&Target::Placeholder(index)),
            what: format!("placeholder {}", group.name),
            lines: group.places.iter().map(|place| place.at.line).collect(),
            current: None,
            options: Vec::new(),
            target: None,
        });
    }
    for (index, field) in checklist.fields.iter().enumerate() {
        if field.shape == FieldShape::Placeholder {
            continue;
        }
        let item = field.item.as_ref().and_then(|item| checklist.item(item)).map(|item| item.text.as_str());
        let section = field.section.as_ref().and_then(|section| checklist.section(section)).map(|s| s.title.as_str());
        let place = item.or(section).map_or_else(String::new, |place| format!(" — {place}"));
        out.push(SkeletonEntry {
            key: slots.key(&Target::Fields(vec![index])),
            what: format!("{}{place}", field.label),
            lines: vec![field.at.line],
            current: field.value.clone(),
            options: field.options.clone(),
            target: field.target.as_ref().map(|target| {
                let of = target.of.map_or_else(String::new, |of| format!("/{of}"));
                format!("{} {}{of}{}", target.op, target.value, target.unit.as_deref().unwrap_or(""))
            }),
        });
    }
    out.sort_by_key(|entry| entry.lines.first().copied());
    out
}

impl SkeletonEntry {
    /// What a reader needs to know to give the value, on one line.
    pub fn comment(&self) -> String {
        let mut text = one_line(&self.what);
        let lines: Vec<String> = self.lines.iter().take(6).map(usize::to_string).collect();
        let more = if self.lines.len() > 6 { " …" } else { "" };
        let noun = if self.lines.len() == 1 { "line" } else { "lines" };
        // Writing to a string can't fail.
        let _ = write!(text, ", {noun} {}{more}", lines.join(", "));
        if !self.options.is_empty() {
            let _ = write!(text, "; one of {}", one_line(&self.options.join(", ")));
        }
        if let Some(target) = &self.target {
            let _ = write!(text, "; target {target}");
        }
        if let Some(current) = &self.current {
            let _ = write!(text, "; now \"{}\"", one_line(current));
        }
        text
    }
}

fn one_line(text: &str) -> String {
    let blanks: String = text.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }).collect();
    escape_line(&blanks).into_owned()
}

/// The skeleton as TOML: a comment for each key, the empty ones to be filled in and uncommented.
pub fn skeleton_toml(entries: &[SkeletonEntry]) -> String {
    let mut out = String::from("# Uncomment the keys you want to fill in. Each value is kept as it is written.\n");
    for entry in entries {
        let value = entry.current.as_deref().unwrap_or("");
        let _ = write!(out, "\n# {}\n# {} = {}\n", entry.comment(), quoted(&entry.key), quoted(value));
    }
    out
}

/// The skeleton as JSON: `null` for what is not given yet.
pub fn skeleton_json(entries: &[SkeletonEntry]) -> String {
    let members: serde_json::Map<String, serde_json::Value> = entries
        .iter()
        .map(|entry| (entry.key.clone(), entry.current.clone().map_or(serde_json::Value::Null, Into::into)))
        .collect();
    text::json(&members).unwrap_or_default()
}

/// The skeleton as YAML: a comment for each key, the empty ones to be filled in and uncommented.
pub fn skeleton_yaml(entries: &[SkeletonEntry]) -> String {
    let mut out = String::from("# Uncomment the keys you want to fill in. Each value is kept as it is written.\n");
    for entry in entries {
        let value = entry.current.as_deref().unwrap_or("");
        let _ = write!(out, "\n# {}\n# {}: {}\n", entry.comment(), quoted(&entry.key), quoted(value));
    }
    out
}

/// The JSON Schema, draft 2020-12, of the run data that a checklist takes, for editors.
///
/// Only the keys that the skeleton names are listed; other spellings of them are taken too, so none is forbidden.
pub fn skeleton_schema(title: &str, entries: &[SkeletonEntry]) -> String {
    let mut properties = serde_json::Map::new();
    for entry in entries {
        let mut one = json!({"type": ["string", "number", "boolean", "null"]});
        if !entry.options.is_empty() {
            one = json!({"enum": entry.options.iter().map(String::as_str).map(Some).chain([None]).collect::<Vec<_>>()});
        }
        let value = match entry.lines.len() {
            0 | 1 => one,
            places => json!({"anyOf": [one, {"type": "array", "items": one, "minItems": places, "maxItems": places}]}),
        };
        let mut property = json!({"description": entry.comment()});
        if let (Some(property), Some(value)) = (property.as_object_mut(), value.as_object()) {
            property.extend(value.clone());
        }
        properties.insert(entry.key.clone(), property);
    }
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("Run data of {}", one_line(title)),
        "type": "object",
        "properties": properties,
    });
    text::json(&schema).unwrap_or_default()
}

/// A basic string of TOML or YAML, which JSON's escapes are all valid in; what would steer a terminal is escaped too.
fn quoted(text: &str) -> String {
    let json = serde_json::to_string(text).unwrap_or_default();
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        // Writing to a string can't fail.
        let _ = match u32::from(c) {
            _ if escape_line(c.encode_utf8(&mut [0; 4])).starts_with(c) => write!(out, "{c}"),
            code @ ..=0xffff => write!(out, "\\u{code:04x}"),
            code => write!(out, "\\U{code:08x}"),
        };
    }
    out
}
