//! Tests that passed, failed or were left out, stated beside one another, which are more than there are: `Passed: 20/20`
//! and `Failed: 3`.

use std::collections::BTreeMap;

use super::Context;
use super::words::quote;
use crate::diagnostic::Diagnostic;
use crate::model::{Field, Ref};
use crate::parse::words::{OUTCOMES_OTHER, OUTCOMES_PASSED, OUTCOMES_TOTAL};

/// What one block states.
#[derive(Default)]
struct Block<'a> {
    total: Option<u64>,
    passed: Option<&'a Field>,
    others: Vec<(&'a Field, u64)>,
    /// The sum of what came out some way.
    sum: u64,
}

/// Blocks whose parts are more than the whole that they state.
pub(super) fn exceeding(context: &Context, rule: &'static str) -> Vec<Diagnostic> {
    let mut blocks: BTreeMap<(Option<usize>, Option<usize>), Block> = BTreeMap::new();
    let index = |of: &Option<Ref>| of.as_ref().map(|of| of.index);
    for field in context.fields() {
        let label = field.label.as_str();
        let (passed, other) = (OUTCOMES_PASSED.has(label), OUTCOMES_OTHER.has(label));
        if !(passed || other || OUTCOMES_TOTAL.has(label)) {
            continue;
        }
        let Some((part, whole)) = context.value(field).and_then(number) else { continue };
        let block = blocks.entry((index(&field.item), index(&field.section))).or_default();
        block.total = block.total.or(whole);
        match (passed, other) {
            // A second one is of something else.
            (true, _) if block.passed.is_none() => block.passed = Some(field),
            (_, true) if block.others.iter().all(|(known, _)| known.label != field.label) => {
                block.others.push((field, part))
            }
            (false, false) => {
                block.total = block.total.or(Some(part));
                continue;
            }
            _ => continue,
        }
        block.sum = block.sum.saturating_add(part);
    }
    let found = blocks.into_values().filter_map(|block| {
        let (passed, total) = (block.passed?, block.total.filter(|total| block.sum > *total)?);
        let (other, _) = block.others.iter().find(|(_, part)| *part > 0)?;
        let message = format!(
            "{} and {} come to {}, and there are {total}",
            quote(&passed.label),
            quote(&other.label),
            block.sum
        );
        let found = Diagnostic::hold(rule, other.span, message).label("more than the whole");
        Some(found.help("count again, and correct the number that is wrong").related(passed.span, "and these"))
    });
    found.collect()
}

/// The number at the start of a value, and behind a stroke that of which it is a part.
fn number(value: &str) -> Option<(u64, Option<u64>)> {
    let digits = |text: &str| {
        let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        Some((text.get(..end)?.parse().ok()?, end))
    };
    let (part, end): (u64, usize) = digits(value)?;
    let rest = value.get(end..)?.trim_start();
    // "98 %" and "1.5" count nothing.
    if rest.starts_with(['%', '.', ',', ':', '-']) {
        return None;
    }
    let whole = rest.strip_prefix('/').and_then(|whole| digits(whole.trim_start()));
    Some((part, whole.map(|(whole, _)| whole)))
}
