//! Why each item, field and sign-off was seen: a line for each, from how it is written.

use std::io::{self, Write};

use crate::model::{
    Applicability, Checklist, Field, FieldShape, Item, ItemShape, Polarity, Role, Scope, SignOff, SignOffShape,
};
use crate::text::escape_line;

/// Writes the lines, in the order of the document.
pub fn why(checklist: &Checklist, out: &mut dyn Write) -> io::Result<()> {
    lines(checklist).iter().try_for_each(|(line, text)| writeln!(out, "{line}: {text}"))
}

/// The lines, each with the number of that which it speaks of, in the order of the document; safe to print.
pub fn lines(checklist: &Checklist) -> Vec<(usize, String)> {
    let items = checklist.items.iter().map(|item| (item.at.line, of_item(item)));
    let fields = checklist.fields.iter().map(|field| (field.at.line, of_field(field)));
    let sign_offs = checklist.sign_offs.iter().map(|sign_off| (sign_off.line, of_sign_off(sign_off)));
    let mut lines: Vec<(usize, String)> = items.chain(fields).chain(sign_offs).collect();
    lines.sort_by_key(|(line, _)| *line);
    lines
}

fn of_item(item: &Item) -> String {
    let shape = match item.shape {
        ItemShape::Task => "a GFM task",
        ItemShape::TableRow => "a row of a table",
        ItemShape::Glyph => "a box drawn as a character",
        ItemShape::Malformed => "a box that GFM does not see",
        ItemShape::Bullet => "an entry of a list without boxes",
        ItemShape::Form => "a block of labelled lines",
    };
    let role = match item.role {
        Role::Action => None,
        Role::Criterion => Some("a criterion"),
        Role::Option => Some("an option of a choice"),
        Role::SignOff => Some("a place to sign off"),
        Role::Index => Some("points at a part of the checklist"),
    };
    let mut line = said("item", &item.text, shape);
    if let Some(role) = role {
        line.push_str(&format!("; {role}"));
    }
    if item.polarity == Polarity::Inverse {
        line.push_str("; a tick is bad");
    }
    under(line, item.applicability, item.condition.as_deref())
}

/// Says behind a line what is asked for only sometimes, and by which words.
fn under(mut line: String, applicability: Applicability, condition: Option<&str>) -> String {
    let applicability = match applicability {
        Applicability::Required => return line,
        Applicability::Conditional => "conditional",
        Applicability::Alternative => "one of several",
        Applicability::Contingent => "only if something happens",
        Applicability::Reference => "there to be looked up",
    };
    line.push_str(&format!("; {applicability}"));
    if let Some(condition) = condition {
        line.push_str(&format!(" by “{}”", escape_line(condition)));
    }
    line
}

fn of_field(field: &Field) -> String {
    let shape = match field.shape {
        FieldShape::Blank => "a run of underscores",
        FieldShape::Placeholder => "a placeholder as the whole value",
        FieldShape::EmptyLabel => "a label with nothing behind it",
        FieldShape::TableCell => "a cell of a table",
        FieldShape::Damaged => "a blank that a formatter has rewritten",
        FieldShape::Written if field.options.is_empty() => "a label with a value behind it",
        FieldShape::Written => "a label with options to choose from",
    };
    let mut line = said("field", &field.label, shape);
    if field.in_code {
        line.push_str(", in code");
    }
    if let Some(target) = &field.target {
        line.push_str(&format!("; has to reach {}", escape_line(&target.to_string())));
    }
    under(line, field.applicability, field.condition.as_deref())
}

fn of_sign_off(sign_off: &SignOff) -> String {
    let shape = match sign_off.shape {
        SignOffShape::Line => "labelled lines of a role",
        SignOffShape::Table => "a row of a table of roles",
        SignOffShape::Bullet => "a bullet of a role",
        SignOffShape::Checkbox => "a box of a role",
        SignOffShape::Item => "a line inside an item",
    };
    let scope = match sign_off.scope {
        Scope::Item => "about one item",
        Scope::Section => "about its section",
        Scope::Document => "about all of it",
    };
    format!("{}; {scope}", said("sign-off", &sign_off.role, shape))
}

fn said(kind: &str, words: &str, shape: &str) -> String {
    format!("{kind} “{}” — {shape}", escape_line(words))
}
