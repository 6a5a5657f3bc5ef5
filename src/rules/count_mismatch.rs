//! Stated numbers that are not the real ones.

use foldhash::{HashMap, HashMapExt};

use super::words::quote;
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Count, CountKind, Field, FieldKind, Role, State};

pub(super) const RULE: Rule = Rule {
    name: "count-mismatch",
    summary: "A number stated in the text is not the number there is.",
    severity: Severity::Hold,
    on_templates: true,
    page: include_str!("../../docs/rules/count-mismatch.md"),
    check,
};

const UNCLEAR: &str =
    "state it in the title of what is counted, such as \"Database (3 items)\", or see that it is right";
const HELP: &str = "correct the number, or add or remove what makes the difference";

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let ratios = context.checklist.fields.iter().filter(|field| field.kind == FieldKind::Ratio);
    let ratios: HashMap<usize, &Field> = ratios.map(|field| (field.span.start, field)).collect();
    // A title and a summary that state the same wrong number of the same section are one finding.
    let mut said: HashMap<(Option<usize>, u64), usize> = HashMap::new();
    // Totals have a rule of their own.
    for count in context.checklist.counts.iter().filter(|count| count.kind != CountKind::Total) {
        let found = |message: String, there: u64| {
            Diagnostic::hold(RULE.name, count.span, message).label(format!("there are {there}")).help(HELP)
        };
        let text = quote(&count.text);
        if let Some(actual) = mismatch(count) {
            let key = (count.section.as_ref().map(|section| section.index), count.declared);
            let earlier = said.get(&key).copied().filter(|_| key.0.is_some()).and_then(|at| out.get_mut(at));
            if let Some(earlier) = earlier {
                earlier.related.push((count.span, "stated here too".to_owned()));
                continue;
            }
            said.insert(key, out.len());
            out.push(found(format!("{text} states {}, but there are {actual}", count.declared), actual));
        } else if let Some((stated, done)) =
            stated(count, ratios.get(&count.span.start).copied()).and_then(|stated| complete(context, count, stated))
        {
            out.push(found(format!("{text} states {stated} complete, but {done} are"), done));
        } else if count.actual.is_none() {
            let message = format!("{text} states {}, but what is counted can't be told", count.declared);
            out.push(Diagnostic::hold(RULE.name, count.span, message).warning().help(UNCLEAR));
        }
    }
}

/// The real number, where another is stated.
pub(super) fn mismatch(count: &Count) -> Option<u64> {
    count.actual.filter(|actual| *actual != count.declared)
}

/// Whether every stated number but the totals is the real one.
pub(super) fn parts_agree(counts: &[Count]) -> bool {
    counts.iter().all(|count| count.kind == CountKind::Total || mismatch(count).is_none())
}

/// How many a summary line such as `7/8 items complete` states, or a title such as `Database (7/8)`.
fn stated(count: &Count, field: Option<&Field>) -> Option<u64> {
    let title = || count.text.trim_end().strip_suffix(')')?.rsplit_once('(').map(|(_, numbers)| numbers);
    let numbers = field.and_then(|field| field.value.as_deref()).or_else(title)?;
    numbers.split_once('/')?.0.trim().parse().ok()
}

/// How many are said to be complete, and how many are, where too few are said.
/// Where it states too many, what is open is reported as open.
fn complete(context: &Context, count: &Count, stated: u64) -> Option<(u64, u64)> {
    let section = context.checklist.section(count.section.as_ref()?)?;
    let items = || {
        let inside = |item: &&crate::model::Item| section.extent.covers(item.span);
        context
            .checklist
            .items_in(section.extent)
            .iter()
            .filter(inside)
            .filter(|item| matches!(item.role, Role::Action | Role::SignOff))
    };
    let flat = items().count() as u64 == count.declared;
    let counted = items().filter(|item| flat || item.parent.is_none());
    let done = counted.filter(|item| matches!(item.state, State::Done | State::NotApplicable)).count() as u64;
    (stated < done).then_some((stated, done))
}
