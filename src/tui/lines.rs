//! What is said of a stop, a section and the whole, as plain lines; safe to print, whatever stands in the checklist.

use crate::asked::{Asked, Progress};
use crate::diagnostic::{Diagnostic, Severity};
use crate::engine::walk::{Kind, Stop, Walk, commands_of};
use crate::model::{Assurance, Field, Item, Placeholder, Role, Scope, SignOff, State};
use crate::text::{Span, escape_line};
use crate::time::Timestamp;

/// A line about a stop: what it is about, and what it says; without the former it goes on with the line above.
pub type Detail = (&'static str, String);

/// The title of the run.
pub fn title(walk: &Walk) -> String {
    let checklist = &walk.checked().checklist;
    escape_line(checklist.title.as_deref().unwrap_or(&checklist.path)).into_owned()
}

/// How far the run is: `12 of 26 done, 14 holds, NO-GO`.
pub fn standing(walk: &Walk) -> String {
    let checked = walk.checked();
    let progress = Progress::of(&checked.checklist, &Asked::of(&checked.checklist));
    let holds = checked.diagnostics.iter().filter(|found| found.severity == Severity::Hold).count();
    let holds = match holds {
        0 => String::new(),
        1 => ", 1 hold".into(),
        many => format!(", {many} holds"),
    };
    format!("{} of {} done{holds}, {}", progress.done, progress.due(), checked.verdict)
}

/// A stop in one line.
pub fn stop(walk: &Walk, stop: &Stop) -> String {
    let checklist = &walk.checked().checklist;
    let indent = "  ".repeat(stop.depth);
    let text = match stop.spot.kind {
        Kind::Item => checklist.items.get(stop.index).map(item),
        Kind::Field => checklist.fields.get(stop.index).map(field),
        Kind::Placeholder => checklist.placeholders.get(stop.index).map(placeholder),
        Kind::SignOff => checklist.sign_offs.get(stop.index).map(sign_off),
    };
    format!("{indent}{}", text.unwrap_or_default())
}

fn item(item: &Item) -> String {
    let mark = match item.state {
        State::Open => "[ ]",
        State::Done => "[x]",
        State::NotApplicable => "[-]",
        State::Failed => "[!]",
    };
    format!("{mark} {}", escape_line(&item.text))
}

fn field(field: &Field) -> String {
    let value = field.value.as_deref().map_or("____".into(), escape_line);
    format!("{}: {value}", escape_line(&field.label))
}

fn placeholder(placeholder: &Placeholder) -> String {
    format!("[{}]: ____", escape_line(&placeholder.name))
}

fn sign_off(sign_off: &SignOff) -> String {
    let signed = match (&sign_off.name, sign_off.assurance) {
        (Some(name), _) => escape_line(name).into_owned(),
        (None, Some(_)) => "signed".into(),
        (None, None) => "____".into(),
    };
    format!("Sign-off {}: {signed}", escape_line(&sign_off.role))
}

/// The titles of the sections that begin with a stop.
pub fn titles_above<'w>(walk: &'w Walk, stop: &'w Stop) -> impl Iterator<Item = String> + 'w {
    let before = walk.stops().partition_point(|other| other.span.start < stop.span.start);
    let before = before.checked_sub(1).and_then(|at| walk.stops().get(at)).map(|before| before.span.start);
    let sections = walk.checked().checklist.sections.iter();
    let begins = move |extent: Span| extent.contains(stop.span.start) && !before.is_some_and(|at| extent.contains(at));
    sections.filter(move |section| begins(section.extent)).map(|section| section.title.clone())
}

/// All there is to know about a stop.
pub fn details(walk: &Walk, stop: &Stop) -> Vec<Detail> {
    let checklist = &walk.checked().checklist;
    let mut out: Vec<Detail> = Vec::new();
    match stop.spot.kind {
        Kind::Item => out.extend(checklist.items.get(stop.index).map(of_item).into_iter().flatten()),
        Kind::Field => out.extend(checklist.fields.get(stop.index).map(of_field).into_iter().flatten()),
        Kind::Placeholder => {
            out.extend(checklist.placeholders.get(stop.index).map(of_placeholder).into_iter().flatten())
        }
        Kind::SignOff => out.extend(checklist.sign_offs.get(stop.index).map(of_sign_off).into_iter().flatten()),
    }
    if let Some(why) = stop.why {
        out.push(("Not asked", why.words().into()));
    }
    for found in holds_at(walk, stop) {
        // Its help speaks of the command line; here there are keys.
        out.push(("Holds", escape_line(&found.message).into_owned()));
    }
    if let Some(item) = checklist.items.get(stop.index).filter(|_| stop.spot.kind == Kind::Item) {
        let blocks = commands_of(checklist, item);
        let lines = blocks.iter().flat_map(|block| block.text.lines()).filter(|line| !line.trim().is_empty());
        let label = std::iter::once("Commands").chain(std::iter::repeat(""));
        out.extend(label.zip(lines).map(|(label, line)| (label, escape_line(line).into_owned())));
    }
    out
}

fn of_item(item: &Item) -> Vec<Detail> {
    let own = |label, text: &Option<String>| text.as_deref().map(|text| (label, escape_line(text).into_owned()));
    let role = match item.role {
        Role::Criterion => "Criterion",
        Role::Option => "Option",
        _ => "Item",
    };
    let mut out = vec![(role, escape_line(&item.text).into_owned()), ("State", item.state.words().into())];
    out.extend(own("Reason", &item.reason));
    out.extend(own("Responsible", &item.responsible));
    out.extend(own("Verify", &item.verification));
    out.extend(own("Applies if", &item.condition));
    out
}

fn of_field(field: &Field) -> Vec<Detail> {
    let mut out = vec![("Field", escape_line(&field.label).into_owned())];
    out.extend(field.value.as_deref().map(|value| ("Value", escape_line(value).into_owned())));
    out.extend(field.target.as_ref().map(|target| ("Target", escape_line(&target.to_string()).into_owned())));
    if !field.options.is_empty() {
        out.push(("One of", escape_line(&field.options.join(" / ")).into_owned()));
    }
    out
}

fn of_placeholder(placeholder: &Placeholder) -> Vec<Detail> {
    let lines: Vec<String> = placeholder.occurrences.iter().map(|place| place.at.line.to_string()).collect();
    vec![("Placeholder", escape_line(&placeholder.name).into_owned()), ("Lines", lines.join(", "))]
}

fn of_sign_off(sign_off: &SignOff) -> Vec<Detail> {
    let scope = match sign_off.scope {
        Scope::Item => "this item",
        Scope::Section => "this section",
        Scope::Document => "the whole run",
    };
    let mut out = vec![("Sign-off", escape_line(&sign_off.role).into_owned()), ("For", scope.into())];
    let own = |label, text: &Option<String>| text.as_deref().map(|text| (label, escape_line(text).into_owned()));
    out.extend(own("Name", &sign_off.name));
    out.extend(own("Date", &sign_off.date));
    out.extend(sign_off.assurance.map(|assurance| {
        let words = match assurance {
            Assurance::Typed => "a name that was typed",
            Assurance::Authored => "committed by the person",
            Assurance::Signed => "signed by the person",
        };
        ("Proof", words.into())
    }));
    out
}

/// What holds the run at a stop, or leaves it undecided.
pub fn holds_at<'w>(walk: &'w Walk, stop: &'w Stop) -> impl Iterator<Item = &'w Diagnostic> {
    let checked = walk.checked();
    checked.diagnostics.iter().filter(|found| found.severity != Severity::Warning).filter(move |found| {
        let own = stop.spot.kind == Kind::Item && found.item.as_ref().is_some_and(|id| *id == stop.spot.id);
        own || (found.span.start >= stop.span.start && found.span.end <= stop.span.end.max(stop.span.start + 1))
    })
}

/// What holds the run, or leaves it undecided, where there is no stop; it is mended in an editor.
pub fn held_elsewhere(walk: &Walk) -> Option<String> {
    let checked = walk.checked();
    let found = checked.diagnostics.iter().find(|found| found.severity != Severity::Warning)?;
    let line = checked.source.line_of(found.span.start);
    Some(format!("line {line}: {}", escape_line(&found.message)))
}

/// What makes people roll back, and whether it has come true.
pub fn criteria(walk: &Walk) -> Vec<(bool, String)> {
    let criteria = walk.checked().checklist.criteria.iter();
    criteria.map(|criterion| (criterion.fired == Some(true), escape_line(&criterion.text).into_owned())).collect()
}

/// A section with something in it to be done: its title, and how much of it is.
pub struct SectionLine {
    /// Index into the checklist's sections.
    pub index: usize,
    /// Its title, indented.
    pub title: String,
    /// Actions that are settled, and all that are asked.
    pub done: (usize, usize),
}

/// The sections of the run that have stops in them.
pub fn sections(walk: &Walk) -> Vec<SectionLine> {
    let checklist = &walk.checked().checklist;
    let mut lines = Vec::new();
    for (index, section) in checklist.sections.iter().enumerate() {
        let inside: Vec<&Stop> = walk.stops().iter().filter(|stop| section.extent.contains(stop.span.start)).collect();
        if inside.is_empty() {
            continue;
        }
        let actions = inside.iter().filter_map(|stop| {
            let item = checklist.items.get(stop.index).filter(|_| stop.spot.kind == Kind::Item)?;
            (item.role == Role::Action && stop.why.is_none()).then_some(stop.open)
        });
        let actions: Vec<bool> = actions.collect();
        let done = actions.iter().filter(|open| !**open).count();
        let depth = checklist.section_path(section.parent.as_ref()).count();
        let title = format!("{}{}", "  ".repeat(depth), escape_line(&section.title));
        lines.push(SectionLine { index, title, done: (done, actions.len()) });
    }
    lines
}

/// The innermost section around a stop that has a time budget, in seconds.
pub fn budget(walk: &Walk, stop: &Stop) -> Option<(usize, u64)> {
    let checklist = &walk.checked().checklist;
    let mut at = stop.section;
    while let Some(index) = at {
        let section = checklist.sections.get(index)?;
        if let Some(seconds) = section.time_budget_seconds {
            return Some((index, seconds));
        }
        at = section.parent.as_ref().map(|parent| parent.index).filter(|parent| *parent < index);
    }
    None
}

/// The time since `from` as `1:02:03` or `2:03`.
pub fn elapsed(from: Timestamp, now: Timestamp) -> String {
    let seconds = now.unix().saturating_sub(from.unix()).max(0);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}
