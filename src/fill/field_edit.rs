//! Writing one value: what it looks like in its context and in the form of its slot.

use super::encode::{Place, encode};
use super::values::{FillOptions, Wanted};
use super::{FillError, choice};
use crate::model::{Field, FieldKind};
use crate::parse::{Context, plain};
use crate::text::{Edit, Source, Span};

/// What `value` is written as at `span`.
pub fn written(source: &Source, span: Span, value: &str, context: Context) -> Result<String, super::Refusal> {
    encode(value, place(source, span, context))
}

/// The surroundings of `span`.
fn place(source: &Source, span: Span, context: Context) -> Place {
    let line = source.line(source.line_of(span.start));
    let head = source.slice(Span::new(line.start.max(source.body_start()), span.start));
    let tail = source.slice(Span::new(span.end, line.end.max(span.end)));
    let marks = |c: char| matches!(c, ' ' | '\t' | '>' | '-' | '*' | '+' | '.' | ')' | '0'..='9');
    Place {
        context,
        starts_line: head.chars().all(marks),
        before: head.chars().next_back(),
        after: tail.chars().next(),
    }
}

/// The edit that makes a field hold a value; `None` where it does already.
pub(super) fn field_edit(
    source: &Source,
    field: &Field,
    wanted: &Wanted<'_>,
    context: Context,
    options: FillOptions,
) -> Result<Option<Edit>, FillError> {
    let (key, line) = (wanted.key.to_owned(), field.at.line);
    let refused = |refusal| FillError::Value { key: wanted.key.to_owned(), line, refusal };
    super::encode::check(wanted.value).map_err(refused)?;
    if let Some(value) = field.value.as_ref().filter(|value| !value.is_empty()) {
        if holds(field, value, wanted.value) || stands_at(source, field.span, wanted.value, context) {
            return Ok(None);
        }
        if !options.overwrite {
            return Err(FillError::AlreadyFilled { key, line, value: value.clone() });
        }
    }
    if field.kind == FieldKind::Choice && !field.options.is_empty() {
        let Some(option) = field.options.iter().find(|option| same(option, wanted.value)) else {
            let (value, options) = (wanted.value.to_owned(), field.options.clone());
            return Err(FillError::NotAnOption { key, line, value, options });
        };
        if let Some(edit) = choice::tick(source, field.span, option) {
            return Ok(Some(edit));
        }
        let text = written(source, field.span, option, context).map_err(refused)?;
        return Ok(Some(Edit { span: field.span, text }));
    }
    let value = formed(source, field, wanted.value);
    let value = value.ok_or_else(|| FillError::WrongForm {
        key,
        line,
        form: source.slice(field.span).to_owned(),
        value: wanted.value.to_owned(),
    })?;
    let mut text = written(source, field.span, &value, context).map_err(refused)?;
    let head = source.slice(Span::new(0, field.span.start));
    if field.span.is_empty() && !head.ends_with([' ', '\t']) {
        text.insert(0, ' ');
    }
    Ok(Some(Edit { span: field.span, text }))
}

/// Whether two texts are the same to a reader.
fn same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

/// Whether a field's value is `wanted`, the unit left out or a total left out.
fn holds(field: &Field, value: &str, wanted: &str) -> bool {
    let bare = field.unit.as_deref().and_then(|unit| wanted.strip_suffix(unit)).map_or(wanted, str::trim_end);
    let part = value.split_once('/').filter(|_| field.kind == FieldKind::Ratio).map_or("", |(part, _)| part);
    [value, part].iter().any(|value| same(value, wanted) || same(value, bare) || same(value, &plain(wanted)))
}

/// Whether the very bytes of `wanted` stand in a slot already, of which only the first word may have been read.
fn stands_at(source: &Source, slot: Span, wanted: &str, context: Context) -> bool {
    let line = source.line(source.line_of(slot.start));
    let there = source.slice(Span::new(slot.start, line.end.max(slot.end)));
    let text = written(source, slot, wanted, context).unwrap_or_default();
    let rest = [wanted, text.as_str()].into_iter().find_map(|text| there.strip_prefix(text));
    !text.is_empty() && rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// A value in the form of its slot: the total of `____/48` kept, and no unit that stands behind the slot anyway.
fn formed(source: &Source, field: &Field, value: &str) -> Option<String> {
    let tail = source.slice(Span::new(field.span.end, source.text().len())).trim_start_matches(' ');
    let unit = field.unit.as_deref().filter(|unit| tail.starts_with(unit));
    let value =
        unit.and_then(|unit| value.strip_suffix(unit)).map(str::trim_end).filter(|v| !v.is_empty()).unwrap_or(value);
    let slot = source.slice(field.span);
    if field.kind != FieldKind::Ratio || field.value.is_some() || !slot.contains('/') {
        return Some(value.to_owned());
    }
    let is_blank = |part: &str| part.chars().all(|c| matches!(c, '_' | '\\'));
    let (slots, values): (Vec<&str>, Vec<&str>) = (slot.split('/').collect(), value.split('/').collect());
    let one = slots.iter().filter(|part| is_blank(part)).count() == 1;
    if values.len() == 1 && one {
        return Some(slots.iter().map(|part| if is_blank(part) { value } else { part }).collect::<Vec<_>>().join("/"));
    }
    let fits = slots.len() == values.len()
        && slots.iter().zip(&values).all(|(slot, value)| is_blank(slot) && !value.is_empty() || slot == value);
    fits.then(|| value.to_owned())
}
