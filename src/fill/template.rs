//! Whole templates, `*.md.j2`: rendered with the run data, strictly, and with every value escaped for Markdown.
//!
//! A template is rendered a second time with a plain word in the place of every value that is printed. Both texts must have
//! the same outline: no value opens a heading, ticks an item, decides or signs.

use std::fmt;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value as Jinja, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior};
use serde_json::{Map, Value as Json};

use super::data::{RunData, Value};
use super::encode::{Place, check, encode};
use crate::model::Checklist;
use crate::parse::{Context, parse, structure};
use crate::text::{Source, SourceError, escape};

/// The longest template, and the longest text that one may give, in bytes.
const MAX_BYTES: usize = 4 * 1024 * 1024;

/// Steps that a template may take.
const FUEL: u64 = 5_000_000;

/// What stands for every value in the second rendering.
const PLAIN: &str = "word";

/// A template or a part that it includes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its name, as `include` says it.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// A rendered template.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// The text.
    pub source: Source,
    /// Its model.
    pub checklist: Checklist,
    /// Keys of the data that no template names.
    pub unused: Vec<String>,
}

/// Why a template gave no checklist.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// A template that is none, names what is not there, or does not come to an end.
    #[error("{name}:{line}:{column}: {message}")]
    At {
        /// The template.
        name: String,
        /// Line in it, 1-based.
        line: usize,
        /// Column in characters, 1-based.
        column: usize,
        /// What is wrong.
        message: String,
    },
    /// A template or its text is too long.
    #[error("{name}: has more than {MAX_BYTES} bytes, or makes a text that has")]
    TooLong {
        /// The template.
        name: String,
    },
    /// A key that is a text and a table.
    #[error("the keys `{0}` and `{0}.…` can't both be given; remove one of the two")]
    TextAndTable(String),
    /// A value that would be more than a value.
    #[error("a value would change {0}; use another value, or print it where it is only text")]
    ChangesOutline(&'static str),
    /// A sign-off that would be signed by rendering.
    #[error("the template would sign for {0}; leave the place blank, so that the person signs")]
    Signs(String),
    /// A text that can't be a checklist.
    #[error(transparent)]
    Source(#[from] SourceError),
}

/// Renders the first of `parts`; the others are what it may include. `path` is what the text will be called.
///
/// # Errors
/// When the template names what the data doesn't have, is wrong or too long, or a value would be more than a value.
pub fn render(path: &str, parts: &[Part], data: &RunData) -> Result<Rendered, TemplateError> {
    let values = nested(data)?;
    let (text, named) = pass(parts, &values, false)?;
    let source = Source::new(path, text.into_bytes())?;
    let checklist = parse(&source);
    let plain = Source::new(path, pass(parts, &values, true)?.0.into_bytes())?;
    same_outline((&plain, &parse(&plain)), (&source, &checklist))?;
    if let Some(signed) = checklist.sign_offs.iter().find(|sign_off| sign_off.is_filled()) {
        return Err(TemplateError::Signs(signed.role.clone()));
    }
    let is_named = |key: &str| {
        let within = |outer: &str, inner: &str| inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('.'));
        named.iter().any(|name| name == key || within(name, key) || within(key, name))
    };
    let unused = data.entries().iter().map(|entry| entry.key.clone()).filter(|key| !is_named(key)).collect();
    Ok(Rendered { source, checklist, unused })
}

/// The data as tables within tables.
fn nested(data: &RunData) -> Result<Json, TemplateError> {
    let mut root = Map::new();
    for entry in data.entries() {
        let value = match &entry.value {
            Value::One(text) => Json::String(text.clone()),
            Value::Many(texts) => Json::Array(texts.iter().cloned().map(Json::String).collect()),
        };
        let (tables, name) =
            entry.key.rsplit_once('.').map_or((None, entry.key.as_str()), |(head, name)| (Some(head), name));
        let mut table = &mut root;
        for part in tables.into_iter().flat_map(|tables| tables.split('.')) {
            let inner = table.entry(part).or_insert_with(|| Json::Object(Map::new()));
            let Json::Object(inner) = inner else { return Err(TemplateError::TextAndTable(part.to_owned())) };
            table = inner;
        }
        if table.insert(name.to_owned(), value).is_some() {
            return Err(TemplateError::TextAndTable(entry.key.clone()));
        }
    }
    Ok(Json::Object(root))
}

/// One rendering, and the names that the templates ask for; with `plain`, a word stands for every value.
fn pass(parts: &[Part], values: &Json, plain: bool) -> Result<(String, Vec<String>), TemplateError> {
    let Some(first) = parts.first() else { return Ok((String::new(), Vec::new())) };
    let mut environment = environment(plain);
    for part in parts {
        if part.text.len() > MAX_BYTES {
            return Err(TemplateError::TooLong { name: part.name.clone() });
        }
        environment.add_template(&part.name, &part.text).map_err(|error| located(parts, first, &error))?;
    }
    let mut named: Vec<String> = Vec::new();
    for part in parts {
        let template = environment.get_template(&part.name).map_err(|error| located(parts, first, &error))?;
        named.extend(template.undeclared_variables(true));
    }
    let template = environment.get_template(&first.name).map_err(|error| located(parts, first, &error))?;
    let text = template.render(Jinja::from(Serde(values))).map_err(|error| located(parts, first, &error))?;
    if text.len() > MAX_BYTES {
        return Err(TemplateError::TooLong { name: first.name.clone() });
    }
    Ok((text, named))
}

fn environment(plain: bool) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_debug(true);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    environment.set_recursion_limit(32);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build();
    environment.set_syntax(syntax.unwrap_or_default());
    // A name of our own: no built-in escaping takes part.
    environment.set_auto_escape_callback(|_| AutoEscape::Custom("gonogo".into()));
    environment.set_formatter(move |out, _, value| {
        if value.is_safe() {
            return out.write_str(value.as_str().unwrap_or("")).map_err(Error::from);
        }
        let text = printable(value)?;
        let place = Place { context: Context::TableCell, starts_line: true, before: None, after: None };
        let written = encode(&text, place).map_err(|refusal| refused(&refusal))?;
        out.write_str(if plain { PLAIN } else { &written }).map_err(Error::from)
    });
    for raw in ["safe", "escape", "e", "tojson", "urlencode", "pprint"] {
        environment.remove_filter(raw);
    }
    environment.add_filter("code", move |value: &Jinja| {
        let text = printable(value)?;
        check(&text).map_err(|refusal| refused(&refusal))?;
        if text.contains('`') || text.starts_with("~~~") {
            return Err(Error::new(
                ErrorKind::InvalidOperation,
                "a value with a backtick or fence can't stand in code",
            ));
        }
        Ok(Jinja::from_safe_string(if plain { PLAIN.to_owned() } else { text }))
    });
    environment
}

/// The text of a value that may be printed.
fn printable(value: &Jinja) -> Result<String, Error> {
    match value.kind() {
        ValueKind::String | ValueKind::Number => Ok(value.to_string()),
        kind => Err(Error::new(ErrorKind::InvalidOperation, format!("a value of kind {kind} can't be printed"))),
    }
}

fn refused(refusal: &dyn fmt::Display) -> Error {
    Error::new(ErrorKind::InvalidOperation, format!("the value can't be written: {refusal}"))
}

/// An error with its place in the template that it is in.
fn located(parts: &[Part], first: &Part, error: &Error) -> TemplateError {
    let part = parts.iter().find(|part| error.name() == Some(part.name.as_str())).unwrap_or(first);
    let start = error.range().map_or(0, |range| range.start);
    let before = part.text.get(..start).unwrap_or("");
    let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
    let kind = error.kind();
    let message = error.detail().map_or_else(|| kind.to_string(), |detail| format!("{kind}: {detail}"));
    let line = error.line().unwrap_or(1);
    TemplateError::At { name: part.name.clone(), line, column, message: escape(&message).into() }
}

/// Whether two renderings are one document with other values.
fn same_outline(plain: (&Source, &Checklist), real: (&Source, &Checklist)) -> Result<(), TemplateError> {
    let differ = |what| Err(TemplateError::ChangesOutline(what));
    let marks =
        |source: &Source| -> Vec<&'static str> { structure(source).into_iter().map(|(kind, _)| kind).collect() };
    if marks(plain.0) != marks(real.0) {
        return differ("the structure of the document");
    }
    let sections = |c: &Checklist| -> Vec<_> {
        c.sections.iter().map(|s| (s.label, s.level, s.applicability, s.parent.as_ref().map(|p| p.index))).collect()
    };
    if sections(plain.1) != sections(real.1) {
        return differ("the sections");
    }
    let items = |c: &Checklist| -> Vec<_> {
        let place =
            |item: &crate::model::Item| (item.parent.as_ref().map(|p| p.index), item.section.as_ref().map(|s| s.index));
        c.items.iter().map(|i| (i.state, i.shape, i.role, i.polarity, i.applicability, place(i))).collect()
    };
    if items(plain.1) != items(real.1) {
        return differ("an item");
    }
    let signed = |c: &Checklist| -> Vec<_> { c.sign_offs.iter().map(|s| (s.shape, s.scope, s.is_filled())).collect() };
    if signed(plain.1) != signed(real.1) {
        return differ("a sign-off");
    }
    let decided = |c: &Checklist| -> Vec<Vec<bool>> {
        c.decisions.iter().map(|decision| decision.options.iter().map(|option| option.chosen).collect()).collect()
    };
    if decided(plain.1) != decided(real.1) {
        return differ("a decision");
    }
    let rest = |c: &Checklist| {
        let fired: Vec<_> = c.criteria.iter().map(|criterion| criterion.fired).collect();
        let keys: Option<Vec<String>> = c.front_matter.as_ref().map(|front| front.keys().cloned().collect());
        (fired, c.commands.len(), c.steps.len(), c.problems.len(), keys, c.template.is_some())
    };
    if rest(plain.1) != rest(real.1) {
        return differ("what the document says besides");
    }
    Ok(())
}
