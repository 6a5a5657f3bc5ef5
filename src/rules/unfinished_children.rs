//! Ticks that claim more than what stands below them.

use super::words::{count, quote};
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::State;

pub(super) const RULE: Rule = Rule {
    name: "unfinished-children",
    summary: "A ticked item has items below it that are still open.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/unfinished-children.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let run = &context.run();
    let items = &context.checklist.items;
    let ticked = context.ticked_ancestors();
    // Where the box is a near miss, that is what has to be mended.
    let near = context.near_miss_lines();
    let mut open: Vec<(usize, usize)> = context
        .items()
        .filter(|(_, item)| item.state == State::Open && !near.contains(&item.at.line))
        .filter_map(|(at, _)| ticked.get(at).copied().flatten().map(|parent| (parent, at)))
        .collect();
    open.sort_unstable();
    for family in open.chunk_by(|a, b| a.0 == b.0) {
        let Some(parent) = family.first().and_then(|(parent, _)| items.get(*parent)) else { continue };
        let children = || family.iter().filter_map(|(_, child)| items.get(*child));
        let first = children().next().map(|child| quote(&child.text)).unwrap_or_default();
        let message = match family.len() {
            1 => format!("{} is ticked, but {first} below it is open", quote(&parent.text)),
            n => {
                format!("{} is ticked, but {} below it are open, {first} first", quote(&parent.text), count(n, "item"))
            }
        };
        let id = children().next().map_or(&parent.id, |child| &child.id);
        let help = format!("do what is open, then `gonogo tick {run} {id}`; or untick the parent until then");
        let found =
            Diagnostic::hold(RULE.name, parent.span, message).label("ticked too early").help(help).item(&parent.id);
        out.push(
            children().fold(found, |found, child| found.related(child.span, format!("{} is open", quote(&child.text)))),
        );
    }
}
