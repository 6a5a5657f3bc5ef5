//! Evidence that is asked for, or said to be attached, and is not there.

use super::blank_field::{is_blank, name};
use super::words::{quote, says_nothing};
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Field, Item, State};
use crate::parse::words::{EVIDENCE_HEADERS, UNDONE};

pub(super) const RULE: Rule = Rule {
    name: "missing-evidence",
    summary: "Evidence that is asked for, or said to be attached, is not there.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/missing-evidence.md"),
    check,
};

/// Labels of the place for evidence.
const LABELS: [&str; 9] =
    ["evidence", "proof", "attachment", "screenshot", "nachweis", "beleg", "preuve", "evidencia", "prueba"];

/// What a word says that evidence is there.
const ATTACHED: &str = "attached";

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let help = "link the file or page that shows it, or write where it is kept";
    out.extend(context.fields().filter(|field| is_evidence(field) && is_blank(field)).map(|field| {
        let message = format!("{} is not there", name(context, field));
        let found = Diagnostic::hold(RULE.name, field.span, message).label("nothing attached").help(help);
        found.part_of(field.item.as_ref())
    }));
    out.extend(in_columns(context, help));
    // Many items may say so, where the template did: one remark for all of them.
    let done = context.items().map(|(_, item)| item).filter(|item| item.state == State::Done);
    let mut bare =
        done.filter(|item| item.verification.as_deref().is_some_and(says_attached) && !has_evidence(context, item));
    if let Some(first) = bare.next() {
        let says = quote(first.verification.as_deref().unwrap_or_default());
        let message = format!("{} says {says}, and nothing is attached", quote(&first.text));
        let found = Diagnostic::hold(RULE.name, first.span, message).warning().item(&first.id).help(help);
        out.push(bare.fold(found, |found, item| found.related(item.span, "nor here")));
    }
}

/// Cells below "Evidence" that say, in a row that is done, that there is none yet: `TODO`, `pending`.
fn in_columns(context: &Context, help: &str) -> impl Iterator<Item = Diagnostic> {
    let columns = context.tables().iter().filter_map(|table| Some((table, table.column(EVIDENCE_HEADERS)?)));
    let to_come = |cell: &str| {
        !cell.is_empty() && cell.contains(char::is_alphanumeric) && (says_nothing(cell) || UNDONE.has(cell))
    };
    let cells = columns.flat_map(|(table, at)| table.pairs(0, at)).filter(move |(_, _, cell, _)| to_come(cell));
    cells.filter_map(move |(_, _, cell, span)| {
        let item = context.checklist.item_on(context.source.line_of(span.start));
        let item = item.filter(|item| item.state == State::Done && context.is_due(span))?;
        let message = format!("the evidence of {} is {}", quote(&item.text), quote(cell));
        let found = Diagnostic::hold(RULE.name, span, message).undecided().label("still to come?");
        Some(found.help(help).item(&item.id))
    })
}

/// Whether a field is the place for evidence.
pub(super) fn is_evidence(field: &Field) -> bool {
    let label = field.label.split(['(', ':']).next().unwrap_or("").trim().trim_end_matches(['s', 'S']);
    LABELS.iter().any(|word| word.eq_ignore_ascii_case(label))
}

fn says_attached(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|word| word.eq_ignore_ascii_case(ATTACHED))
}

/// Whether an item names something that could be looked at: a link, an address, or a line of evidence.
fn has_evidence(context: &Context, item: &Item) -> bool {
    let block = context.source.slice(item.block);
    // Fields are in the order of the document.
    let fields = &context.checklist.fields;
    let first = fields.partition_point(|field| field.span.start < item.block.start);
    let below = || fields.iter().skip(first).take_while(|field| field.span.start < item.block.end);
    block.contains("](") || block.contains("://") || below().any(is_evidence)
}
