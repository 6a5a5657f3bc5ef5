//! Renders a report with a template; the one file that names minijinja.
//!
//! Whatever a template prints is escaped here, by the flavour of the page, and there is no way to print it raw: the
//! filters that would are taken out.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, HtmlEscape, UndefinedBehavior};

use super::view::Report;
use crate::text::{csv, escape, markdown};

/// The longest template that is accepted.
pub const MAX_TEMPLATE_BYTES: usize = 256 * 1024;

/// Steps a template may take.
const FUEL: u64 = 20_000_000;

/// What kind of page a template makes, and so how values are escaped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Flavour {
    /// HTML text and quoted attributes.
    Html,
    /// Markdown, on one line.
    Markdown,
    /// Comma-separated values: a value is a cell.
    Csv,
    /// Plain text: only controls are made visible.
    Plain,
}

/// A report template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Template<'a> {
    /// Its name on the command line, or its file name.
    pub name: &'a str,
    /// What it is good for, in one line.
    pub summary: &'a str,
    /// How values are escaped.
    pub flavour: Flavour,
    /// Its text.
    pub source: &'a str,
}

/// The templates that gonogo brings along; the first is the default.
pub static TEMPLATES: &[Template<'static>] = &[
    Template {
        name: "html",
        summary: "one page for the browser and for paper",
        flavour: Flavour::Html,
        source: include_str!("../../templates/report.html.j2"),
    },
    Template {
        name: "markdown",
        summary: "for release notes, pull requests and wikis",
        flavour: Flavour::Markdown,
        source: include_str!("../../templates/report.md.j2"),
    },
    Template {
        name: "csv",
        summary: "a row for each item, value, sign-off and finding, for spreadsheets",
        flavour: Flavour::Csv,
        source: include_str!("../../templates/report.csv.j2"),
    },
];

/// The built-in template of this name.
pub fn find(name: &str) -> Option<&'static Template<'static>> {
    TEMPLATES.iter().find(|template| template.name == name)
}

/// Why a template gave no page.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{}:{line}:{column}: {message}", escape(.name))]
pub struct RenderError {
    /// The template.
    pub name: String,
    /// Line in it, 1-based.
    pub line: usize,
    /// Column in characters, 1-based.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

impl<'a> Template<'a> {
    /// Somebody's own template; the flavour is told from the name, a last `.j2` or `.jinja` aside.
    pub fn own(name: &'a str, source: &'a str) -> Self {
        let page = name.strip_suffix(".j2").or_else(|| name.strip_suffix(".jinja")).unwrap_or(name);
        let flavour = match page.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).as_deref() {
            Some("html" | "htm" | "xhtml" | "xml" | "svg") => Flavour::Html,
            Some("md" | "markdown") => Flavour::Markdown,
            Some("csv") => Flavour::Csv,
            _ => Flavour::Plain,
        };
        Self { name, summary: "your own template", flavour, source }
    }

    /// The page.
    ///
    /// # Errors
    /// When the template is too long, is no template, names what is not there, or does not come to an end.
    pub fn render(&self, report: &Report) -> Result<String, RenderError> {
        if self.source.len() > MAX_TEMPLATE_BYTES {
            let message = format!("the template has more than {MAX_TEMPLATE_BYTES} bytes");
            return Err(RenderError { name: self.name.to_owned(), line: 1, column: 1, message });
        }
        let environment = environment(self.flavour);
        let template =
            environment.template_from_named_str(self.name, self.source).map_err(|error| self.error(&error))?;
        template.render(Value::from(Serde(report))).map_err(|error| self.error(&error))
    }

    fn error(&self, error: &Error) -> RenderError {
        let start = error.range().map_or(0, |range| range.start);
        let before = self.source.get(..start).unwrap_or("");
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        let kind = error.kind();
        let message = error.detail().map_or_else(|| kind.to_string(), |detail| format!("{kind}: {detail}"));
        RenderError {
            name: self.name.to_owned(),
            line: error.line().unwrap_or(1),
            column,
            message: escape(&message).into(),
        }
    }
}

fn environment(flavour: Flavour) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_debug(true);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build();
    environment.set_syntax(syntax.unwrap_or_default());
    // A name of our own: captured blocks count as escaped already, and no built-in escaping takes part.
    environment.set_auto_escape_callback(|_| AutoEscape::Custom("gonogo".into()));
    environment.set_formatter(move |out, _, value| {
        if value.is_safe() {
            return out.write_str(value.as_str().unwrap_or("")).map_err(Error::from);
        }
        match value.kind() {
            ValueKind::String | ValueKind::Number | ValueKind::Bool => {}
            kind => {
                return Err(Error::new(
                    ErrorKind::InvalidOperation,
                    format!("a value of kind {kind} can't be printed"),
                ));
            }
        }
        let text = value.to_string();
        let text = match flavour {
            Flavour::Html => HtmlEscape(&escape(&text)).to_string(),
            Flavour::Markdown => markdown::inline(&text),
            Flavour::Csv => csv::cell(&text),
            Flavour::Plain => escape(&text).into_owned(),
        };
        out.write_str(&text).map_err(Error::from)
    });
    for raw in ["safe", "escape", "e", "tojson", "urlencode"] {
        environment.remove_filter(raw);
    }
    if flavour == Flavour::Markdown {
        environment.add_filter("fenced", |text: String| Value::from_safe_string(markdown::fenced(&text)));
    }
    environment
}
