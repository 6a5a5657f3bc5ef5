//! Deciding: one option of a decision, ticked or written in the place of all of them.

use super::find::SelectError;
use super::outline::{Allowed, Change};
use super::values::{Wanted, put};
use super::{FillError, FillOptions, choice, items};
use crate::model::{Checklist, Decision, DecisionOption};
use crate::parse::slug;
use crate::text::{Edit, EditSet, Source};

/// Chooses `option` of a decision; `of` names the decision by its id, its label or `:LINE` where several have the option.
///
/// # Errors
/// When no decision has the option, several may be meant, or another option is chosen and `options` doesn't let it go.
pub fn decide(
    source: &Source,
    checklist: &Checklist,
    option: &str,
    of: Option<&str>,
    options: FillOptions,
) -> Result<Change, FillError> {
    let (index, decision, option) = find(checklist, option, of)?;
    let others: Vec<&DecisionOption> = decision.chosen().filter(|chosen| chosen.span != option.span).collect();
    if let (Some(other), false) = (others.first(), options.overwrite) {
        let (key, value) = (decision.label.clone(), other.text.clone());
        return Err(FillError::AlreadyFilled { key, line: decision.line, value });
    }
    let boxed = option.item.as_ref().and_then(|item| checklist.item(item));
    let mut change = match boxed {
        Some(item) => {
            let mut change = items::tick(source, checklist, item)?;
            for other in others.iter().filter_map(|other| checklist.item(other.item.as_ref()?)) {
                change = joined(source, change, items::untick(source, checklist, other)?)?;
            }
            change
        }
        None if option.chosen && others.is_empty() => {
            Change { edits: EditSet::new(source, Vec::new())?, allowed: Allowed::default() }
        }
        None => written(source, checklist, decision, option)?,
    };
    change.allowed.decisions.insert(index);
    Ok(change)
}

/// The option where the options stand as text.
fn written(
    source: &Source,
    checklist: &Checklist,
    decision: &Decision,
    option: &DecisionOption,
) -> Result<Change, FillError> {
    let field = checklist.fields.iter().position(|field| field.span.overlaps(decision.span));
    if let Some(field) = field {
        let wanted = Wanted { key: &decision.label, value: &option.text };
        return put(source, checklist, [(field, wanted)].into(), FillOptions { overwrite: true });
    }
    let edit = choice::tick(source, decision.span, &option.text)
        .unwrap_or_else(|| Edit { span: decision.span, text: source.slice(option.span).to_owned() });
    Ok(Change { edits: EditSet::new(source, vec![edit])?, allowed: Allowed::default() })
}

fn joined(source: &Source, one: Change, other: Change) -> Result<Change, FillError> {
    let mut allowed = one.allowed;
    allowed.items.extend(other.allowed.items);
    allowed.sign_offs.extend(other.allowed.sign_offs);
    allowed.decisions.extend(other.allowed.decisions);
    let edits = one.edits.edits().iter().chain(other.edits.edits()).cloned().collect();
    Ok(Change { edits: EditSet::new(source, edits)?, allowed })
}

type Found<'c> = (usize, &'c Decision, &'c DecisionOption);

fn find<'c>(checklist: &'c Checklist, what: &str, of: Option<&str>) -> Result<Found<'c>, SelectError> {
    let wanted = slug(what);
    let longer = format!("{wanted}-");
    let tiers: [&dyn Fn(&str) -> bool; 2] = [&|text| text == wanted, &|text| text.starts_with(&longer)];
    for fits in tiers {
        let mut found: Vec<Found<'c>> = Vec::new();
        for (index, decision) in checklist.decisions.iter().enumerate().filter(|(_, decision)| is_at(decision, of)) {
            let options = decision.options.iter().filter(|option| fits(&slug(&option.text)));
            found.extend(options.map(|option| (index, decision, option)));
        }
        let open: Vec<_> =
            found.iter().copied().filter(|(_, decision, _)| decision.chosen().next().is_none()).collect();
        match (found.as_slice(), open.as_slice()) {
            ([], _) => {}
            ([one], _) | (_, [one]) => return Ok(*one),
            (many, _) => {
                let shown = |(_, decision, option): &Found<'_>| {
                    format!("{} of `{}` (:{})", option.text, decision.id, decision.line)
                };
                let candidates = many.iter().map(shown).collect();
                return Err(SelectError::ManyOptions { what: what.to_owned(), candidates });
            }
        }
    }
    let options: Vec<String> =
        checklist.decisions.iter().filter(|d| is_at(d, of)).flat_map(|d| &d.options).map(|o| o.text.clone()).collect();
    Err(SelectError::NoOption { what: what.to_owned(), options })
}

/// Whether a decision is the one that is named.
fn is_at(decision: &Decision, of: Option<&str>) -> bool {
    of.is_none_or(|of| {
        let line = of.strip_prefix(':').and_then(|line| line.parse::<usize>().ok());
        *decision.id == *of || slug(&decision.label) == slug(of) || line == Some(decision.line)
    })
}
