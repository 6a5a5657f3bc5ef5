//! The readable outline of a checklist: what gonogo sees in it, in the order it stands there.

use std::io::{self, Write};

use super::escape::line as escaped;
use super::{Style, counted};
use crate::model::{Checklist, Field, Item, Ref, Role, Section, SignOff, State};

/// One line of the outline. Entries of one source line keep the order they are added in.
struct Entry {
    line: usize,
    depth: usize,
    text: String,
}

/// Writes the outline of a checklist.
///
/// # Errors
/// When `out` can't be written to.
pub fn write(checklist: &Checklist, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let (bold, plain) = if style.color { ("\u{1b}[1m", "\u{1b}[0m") } else { ("", "") };
    writeln!(out, "{bold}{}{plain}\n", escaped(&checklist.path))?;
    let mut entries = entries(checklist);
    entries.sort_by_key(|entry| entry.line);
    for entry in entries {
        writeln!(out, "{:>5}  {}{}", entry.line, "  ".repeat(entry.depth), escaped(&entry.text))?;
    }
    tail(checklist, out)
}

fn entries(checklist: &Checklist) -> Vec<Entry> {
    let mut entries = Vec::new();
    let depth = |section: Option<&Ref>| checklist.section_path(section).count();
    let item_depth = |item: &Item| depth(item.section.as_ref()) + checklist.ancestors(item).count();
    let inside = |item: Option<&Ref>, section: Option<&Ref>| {
        item.and_then(|item| checklist.item(item)).map_or_else(|| depth(section), |item| item_depth(item) + 1)
    };
    let mut add = |line, depth, text| entries.push(Entry { line, depth, text });
    for section in &checklist.sections {
        add(section.line, depth(section.parent.as_ref()), section_text(section));
    }
    for step in &checklist.steps {
        let titles = |section: &&Section| section.line == step.line;
        if step.item.is_none() && !checklist.sections.iter().any(|section| titles(&section)) {
            add(step.line, depth(step.section.as_ref()), format!("{}. {}", step.number, step.title));
        }
    }
    for item in &checklist.items {
        let signs = |sign_off: &SignOff| sign_off.box_span.is_some() && sign_off.box_span == item.box_span;
        if item.role != Role::Option && !checklist.sign_offs.iter().any(signs) {
            add(item.at.line, item_depth(item), item_text(item));
        }
    }
    for decision in &checklist.decisions {
        let options: Vec<&str> = decision.options.iter().map(|option| option.text.as_str()).collect();
        let chosen: Vec<&str> = decision.chosen().map(|option| option.text.as_str()).collect();
        let chosen = if chosen.is_empty() { "____".to_owned() } else { chosen.join(" and ") };
        let text = format!("decision {} ({}): {chosen}", decision.label, options.join(" / "));
        add(decision.line, depth(decision.section.as_ref()), text);
    }
    for criterion in checklist.criteria.iter().filter(|criterion| criterion.item.is_none()) {
        add(criterion.line, depth(criterion.section.as_ref()), format!("criterion: {}", criterion.text));
    }
    for field in &checklist.fields {
        add(field.at.line, inside(field.item.as_ref(), field.section.as_ref()), field_text(field));
    }
    for sign_off in &checklist.sign_offs {
        let section = checklist.sections.iter().filter(|section| section.extent.covers(sign_off.span));
        add(sign_off.line, section.count(), sign_off_text(sign_off));
    }
    for command in &checklist.commands {
        let language = command.language.as_deref().unwrap_or("code");
        let lines = counted(command.text.lines().count(), "line");
        let depth = inside(command.item.as_ref(), command.section.as_ref());
        add(command.line, depth, format!("$ {language}, {lines}"));
    }
    entries
}

fn section_text(section: &Section) -> String {
    let marks = "#".repeat(usize::from(section.level));
    let said_already = |words: &&String| section.title.to_lowercase().contains(&words.to_lowercase());
    let condition = section.condition.as_ref().filter(|words| !said_already(words));
    let condition = condition.map(|words| format!("  ({words})")).unwrap_or_default();
    let declared = section.declared_items.map(|items| format!("  {items} stated")).unwrap_or_default();
    format!("{marks} {}{declared}{condition}", section.title)
}

fn item_text(item: &Item) -> String {
    let mark = match item.state {
        State::Open => "[ ]",
        State::Done => "[x]",
        State::NotApplicable => "[-]",
        State::Failed => "[!]",
    };
    let role = match item.role {
        Role::Action => "",
        Role::Criterion => " criterion:",
        Role::Option => " option:",
        Role::SignOff => " sign-off:",
        Role::Index => " index:",
    };
    let mut text = format!("{mark}{role} {}", item.text);
    let parts = [
        ("", &item.condition),
        ("by ", &item.responsible),
        ("shown by ", &item.verification),
        ("because ", &item.reason),
    ];
    for (lead, words) in parts {
        if let Some(words) = words.as_ref().filter(|words| !item.text.contains(words.as_str())) {
            text += &format!("  ({lead}{words})");
        }
    }
    text
}

fn field_text(field: &Field) -> String {
    let value = field.value.as_deref().unwrap_or("____");
    let unit = field.unit.as_ref().filter(|unit| !value.ends_with(unit.as_str()));
    let mut text = format!("{}: {value}{}", field.label, unit.map(|unit| format!(" {unit}")).unwrap_or_default());
    if !field.options.is_empty() {
        text += &format!("  ({})", field.options.join(" / "));
    }
    if let Some(target) = &field.target {
        let of = target.of.map(|of| format!("/{of}")).unwrap_or_default();
        text += &format!("  (target {} {}{of}{})", target.op, target.value, target.unit.as_deref().unwrap_or(""));
    }
    text
}

fn sign_off_text(sign_off: &SignOff) -> String {
    let name = sign_off.name.as_deref().unwrap_or(if sign_off.is_filled() { "ticked" } else { "____" });
    let date = sign_off.date.as_ref().map(|date| format!(", {date}")).unwrap_or_default();
    format!("sign-off {}: {name}{date}", sign_off.role)
}

/// What has no one place in the document: counts, placeholders, problems, numbers.
fn tail(checklist: &Checklist, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out)?;
    for count in &checklist.counts {
        let actual = count.actual.map_or("not countable".to_owned(), |actual| format!("{actual} there"));
        writeln!(out, "count, line {}: {}: {} stated, {actual}", count.line, escaped(&count.text), count.declared)?;
    }
    for placeholder in &checklist.placeholders {
        let lines: Vec<String> = placeholder.occurrences.iter().map(|place| place.at.line.to_string()).collect();
        let s = if lines.len() == 1 { "" } else { "s" };
        writeln!(out, "placeholder {}: line{s} {}", escaped(&placeholder.name), lines.join(", "))?;
    }
    for problem in &checklist.problems {
        writeln!(out, "problem, line {}: {}: {}", problem.at.line, problem.rule, escaped(&problem.message))?;
    }
    let n = &checklist.summary;
    writeln!(
        out,
        "{}, {} of {} done; {}, {}, {}, {}, {}, {}, {}",
        counted(n.items, "item"),
        n.done,
        counted(n.actions, "action"),
        counted(n.sections, "section"),
        counted(n.fields, "field"),
        counted(n.blanks, "blank"),
        counted(n.placeholders, "placeholder"),
        counted(n.sign_offs, "sign-off"),
        counted(n.decisions, "decision"),
        counted(n.steps, "step"),
    )
}
