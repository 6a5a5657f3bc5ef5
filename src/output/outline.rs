//! The outline: what was made of a document, readable, section by section.

use std::io::{self, Write};

use super::style::{Ink, Style};
use super::tally::plural;
use crate::model::{Applicability, Checklist, Field, Item, Polarity, Ref, Role, Scope, SignOff, State};
use crate::text::{escape, escape_line};

/// Writes the outline of a checklist; `numbers` are those of its items, where they are wanted.
pub fn outline(
    checklist: &Checklist,
    numbers: &[Option<String>],
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let title = checklist.title.as_deref().unwrap_or(&checklist.path);
    writeln!(out, "{}", style.paint(Ink::Strong, escape_line(title)))?;
    let mut outline = Outline { checklist, numbers, style, out };
    outline.contents(None, 1)?;
    for (at, section) in checklist.sections.iter().enumerate() {
        outline.section(at, section)?;
    }
    outline.placeholders()?;
    outline.summary()
}

struct Outline<'a> {
    checklist: &'a Checklist,
    numbers: &'a [Option<String>],
    style: &'a Style,
    out: &'a mut dyn Write,
}

impl Outline<'_> {
    fn line(&mut self, depth: usize, text: &str) -> io::Result<()> {
        writeln!(self.out, "{:1$}{text}", "", depth * 2)
    }

    fn section(&mut self, at: usize, section: &crate::model::Section) -> io::Result<()> {
        let depth = self.checklist.section_path(section.parent.as_ref()).count() + 1;
        let mut title = self.style.paint(Ink::Strong, escape_line(&section.title));
        title.push_str(&remark(section.applicability));
        writeln!(self.out)?;
        self.line(depth, &title)?;
        self.contents(Some(at), depth + 1)
    }

    /// What stands directly in a section, or before the first one.
    fn contents(&mut self, section: Option<usize>, depth: usize) -> io::Result<()> {
        let checklist = self.checklist;
        let here = |of: &Option<Ref>| of.as_ref().map(|section| section.index) == section;
        for count in checklist.counts.iter().filter(|count| section.is_some() && here(&count.section)) {
            let actual = count.actual.map_or_else(|| "not counted".to_owned(), |actual| format!("counted {actual}"));
            self.line(depth, &format!("# {} says {}, {actual}", escape_line(&count.text), count.declared))?;
        }
        for step in checklist.steps.iter().filter(|step| here(&step.section) && step.item.is_none()) {
            let line = format!("{}. {}{}", step.number, step.title, remark(step.applicability));
            self.line(depth, &escape_line(&line))?;
        }
        for (at, item) in checklist.items.iter().enumerate().filter(|(_, item)| here(&item.section)) {
            let depth = depth + checklist.ancestors(item).count();
            self.item(at, item, depth)?;
        }
        for field in checklist.fields.iter().filter(|field| field.item.is_none() && here(&field.section)) {
            self.field(field, depth)?;
        }
        let section_id = section.and_then(|at| checklist.sections.get(at)).map(|section| &*section.id);
        let here_signed: Vec<&SignOff> = checklist
            .sign_offs
            .iter()
            .filter(|sign_off| place_of(checklist, sign_off).as_deref() == section_id && !on_item(sign_off))
            .collect();
        for sign_off in here_signed {
            self.sign_off(sign_off, depth)?;
        }
        for decision in checklist.decisions.iter().filter(|decision| here(&decision.section)) {
            let options: Vec<&str> = decision.options.iter().map(|option| option.text.as_str()).collect();
            let chosen: Vec<&str> = decision.chosen().map(|option| option.text.as_str()).collect();
            let chosen = if chosen.is_empty() { "____".to_owned() } else { chosen.join(" and ") };
            let line = format!("? {}: {} → {chosen}", decision.label, options.join(" / "));
            self.line(depth, &escape_line(&line))?;
        }
        for criterion in
            checklist.criteria.iter().filter(|criterion| here(&criterion.section) && criterion.item.is_none())
        {
            let fired = if criterion.fired == Some(true) { " → FIRED" } else { "" };
            self.line(depth, &format!("! {}{fired}", escape_line(&criterion.text)))?;
        }
        for command in checklist.commands.iter().filter(|command| here(&command.section) && command.item.is_none()) {
            self.command(command, depth)?;
        }
        Ok(())
    }

    fn item(&mut self, at: usize, item: &Item, depth: usize) -> io::Result<()> {
        let mark = match (item.state, item.polarity) {
            (State::Done, Polarity::Inverse) => self.style.paint(Ink::Bad, "[!]"),
            (State::Done, Polarity::Normal) => self.style.paint(Ink::Good, "[x]"),
            (State::Failed, _) => self.style.paint(Ink::Bad, "[✗]"),
            (State::NotApplicable, _) => self.style.paint(Ink::Faint, "[-]"),
            (State::Open, _) => "[ ]".to_owned(),
        };
        let mut notes: Vec<String> = Vec::new();
        match item.role {
            Role::Action => {}
            Role::Criterion => notes.push("criterion".into()),
            Role::Option => notes.push("option".into()),
            Role::SignOff => notes.push("sign-off".into()),
            Role::Index => notes.push("index".into()),
        }
        if item.applicability != Applicability::Required {
            notes.push(item.applicability.name().into());
        }
        notes.extend(item.responsible.clone());
        notes.extend(item.reason.clone());
        let number =
            self.numbers.get(at).and_then(Option::as_deref).map(|number| format!("{number} ")).unwrap_or_default();
        let mut line = format!("{mark} {number}{}", escape_line(&item.text));
        if !notes.is_empty() {
            let notes = format!("({})", escape_line(&notes.join("; ")));
            line.push_str("  ");
            line.push_str(&self.style.paint(Ink::Faint, notes));
        }
        self.line(depth, &line)?;
        let checklist = self.checklist;
        let of = |r: &Option<Ref>| r.as_ref().is_some_and(|r| r.id == item.id);
        for field in checklist.fields.iter().filter(|field| of(&field.item)) {
            self.field(field, depth + 2)?;
        }
        let on_item = |sign_off: &&SignOff| sign_off.scope_id.as_ref() == Some(&item.id) && sign_off.box_span.is_none();
        for sign_off in checklist.sign_offs.iter().filter(on_item) {
            self.sign_off(sign_off, depth + 2)?;
        }
        for command in checklist.commands.iter().filter(|command| of(&command.item)) {
            self.command(command, depth + 2)?;
        }
        Ok(())
    }

    fn field(&mut self, field: &Field, depth: usize) -> io::Result<()> {
        let value = field.with_unit(field.value.as_deref().unwrap_or("____"));
        let mut line = format!("· {}: {value}", field.label);
        if field.value.is_none() && !field.options.is_empty() {
            line.push_str(&format!(" ({})", field.options.join(" / ")));
        }
        if let Some(target) = &field.target {
            line.push_str(&format!("  target {target}"));
        }
        line.push_str(&remark(field.applicability));
        self.line(depth, &escape_line(&line))
    }

    fn sign_off(&mut self, sign_off: &SignOff, depth: usize) -> io::Result<()> {
        let name = if sign_off.is_filled() { sign_off.name.as_deref().unwrap_or("ticked") } else { "____" };
        let date = sign_off.date.as_deref().map(|date| format!(", {date}")).unwrap_or_default();
        let remark = remark(sign_off.applicability);
        self.line(depth, &escape_line(&format!("✎ {}: {name}{date}{remark}", sign_off.role)))
    }

    fn command(&mut self, command: &crate::model::Command, depth: usize) -> io::Result<()> {
        for line in command.text.lines() {
            self.line(depth, &format!("$ {}", escape(line)))?;
        }
        Ok(())
    }

    fn placeholders(&mut self) -> io::Result<()> {
        if self.checklist.placeholders.is_empty() {
            return Ok(());
        }
        let names: Vec<String> = self
            .checklist
            .placeholders
            .iter()
            .map(|placeholder| match placeholder.occurrences.len() {
                1 => placeholder.name.clone(),
                times => format!("{} ×{times}", placeholder.name),
            })
            .collect();
        writeln!(self.out, "\nplaceholders: {}", escape_line(&names.join(", ")))
    }

    fn summary(&mut self) -> io::Result<()> {
        let summary = &self.checklist.summary;
        let parts = [
            plural(summary.items, "item"),
            format!("{} ({} done)", plural(summary.actions, "action"), summary.done),
            plural(summary.fields, "field"),
            plural(summary.placeholders, "placeholder"),
            plural(summary.sign_offs, "sign-off"),
            plural(summary.decisions, "decision"),
            if summary.criteria == 1 { "1 criterion".to_owned() } else { format!("{} criteria", summary.criteria) },
            plural(summary.steps, "step"),
        ];
        let line = format!("{}: {}", escape_line(&self.checklist.path), parts.join(", "));
        writeln!(self.out, "\n{}", self.style.paint(Ink::Strong, line))
    }
}

/// Whether the sign-off is shown with its item.
fn on_item(sign_off: &SignOff) -> bool {
    sign_off.scope == Scope::Item || sign_off.box_span.is_some()
}

/// The innermost section whose extent holds the sign-off.
fn place_of(checklist: &Checklist, sign_off: &SignOff) -> Option<String> {
    let holds = checklist.sections.iter().rev().find(|section| section.extent.contains(sign_off.span.start));
    holds.map(|section| section.id.to_string())
}

/// What is said behind something that is not always to be done.
fn remark(applicability: Applicability) -> String {
    match applicability {
        Applicability::Required => String::new(),
        other => format!("  ({})", other.name()),
    }
}
