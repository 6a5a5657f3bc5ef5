//! Items that were copied and not changed.

use foldhash::{HashMap, HashMapExt};
use std::collections::hash_map::Entry;

use super::words::quote;
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{ItemShape, Ref, Role};
use crate::text::{Source, Span};

pub(super) const RULE: Rule = Rule {
    name: "duplicate-item",
    summary: "The same item stands twice in one place.",
    severity: Severity::Warning,
    on_templates: true,
    page: include_str!("../../docs/rules/duplicate-item.md"),
    check,
};

/// The words of an item, with its section and the item that it is part of.
type Words<'t> = (Option<usize>, Option<usize>, &'t str);

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    // Where each stood first, and last.
    let mut stood: HashMap<Words<'_>, (Span, Span)> = HashMap::new();
    let boxes = context.checklist.items.iter().filter(|item| item.role == Role::Action && item.box_span.is_some());
    for item in boxes {
        let place = |place: &Option<Ref>| place.as_ref().map(|place| place.index);
        let mark = item.box_span.unwrap_or(Span::at(item.span.start));
        let [before, behind] = [Span::new(item.span.start, mark.start), Span::new(mark.end, item.span.end)];
        let before = context.source.slice(before);
        // The whole row tells one row of a table from another, and the whole line where its box ends it.
        let whole = item.shape == ItemShape::TableRow || before.contains(char::is_alphabetic);
        let words = context.source.slice(if whole { item.span } else { behind });
        match stood.entry((place(&item.section), place(&item.parent), words.trim())) {
            Entry::Vacant(entry) => drop(entry.insert((item.span, item.span))),
            // A bullet without a box between the two titles the second.
            Entry::Occupied(mut entry) if steps_out(context.source, entry.get().1, item.span) => {
                entry.insert((item.span, item.span));
            }
            Entry::Occupied(mut entry) => {
                let (first, last) = entry.get_mut();
                *last = item.span;
                let message = format!("{} stands here twice", quote(&item.text));
                let found = Diagnostic::hold(RULE.name, item.span, message).warning().label("again").item(&item.id);
                let found = found.help("say what tells the two apart, or delete one");
                out.push(found.related(*first, "here first"));
            }
        }
    }
}

/// Whether a line between the two is indented less than the second.
fn steps_out(source: &Source, first: Span, second: Span) -> bool {
    let indent = |line: usize| {
        let text = source.slice(source.line(line));
        text.len() - text.trim_start().len()
    };
    let (from, to) = (source.line_of(first.start) + 1, source.line_of(second.start));
    let own = indent(to);
    (from..to).any(|line| indent(line) < own && !source.slice(source.line(line)).trim().is_empty())
}
