//! Decisions against going ahead.

use super::words::quote;
use super::{Context, Rule, parts, spoken_no};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Decision, DecisionOption};
use crate::parse::words::{BINDS, DECIDES_AGAINST, UNBINDS};
use crate::text::Marks;

pub(super) const RULE: Rule = Rule {
    name: "decision-no-go",
    summary: "A decision was made, and it was not to go ahead.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/decision-no-go.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let run = &context.run();
    for decision in context.decisions() {
        let mut chosen = decision.chosen();
        let (Some(option), None) = (chosen.next(), chosen.next()) else { continue };
        if option.positive {
            out.extend(condition(context, decision, option));
            continue;
        }
        let message = format!("{} is decided: {}", quote(&decision.label), option.text);
        let help =
            format!("this is a legitimate outcome: complete what it asks for and keep it with `gonogo record {run}`");
        out.push(Diagnostic::hold(RULE.name, option.span, message).label("not a GO").help(help));
    }
    out.extend(spoken_no::said(context));
}

/// A GO under a condition: whether it is met is not known.
fn condition(context: &Context, decision: &Decision, option: &DecisionOption) -> Option<Diagnostic> {
    let item = option.item.as_ref().and_then(|item| context.checklist.item(item));
    let text = item.map_or(&option.text, |item| &item.text);
    // Beside a box words behind a dash say what follows from it, "GO — deploy only after 22:00", and where the other
    // option has its conditions too, these say when to choose which.
    let explained = |option: &DecisionOption| {
        let item = option.item.as_ref().and_then(|item| context.checklist.item(item));
        item.is_some_and(|item| is_bound(before_dash(&item.text)))
    };
    let others = decision.options.iter().filter(|other| !other.chosen && other.item.is_some() && !other.positive);
    let bound = match item {
        Some(item) => is_bound(before_dash(&item.text)) && !others.clone().any(explained),
        None => is_bound(text),
    };
    // "GO - Do not proceed" is neither.
    if !text.contains('?') && !bound && DECIDES_AGAINST.find(text).is_none() {
        return None;
    }
    let message =
        format!("{} is decided: {}, and whether that is met is not known", quote(&decision.label), quote(text));
    let found = Diagnostic::hold(RULE.name, option.span, message).undecided().label("under a condition");
    Some(found.help("when the condition is met, write GO; until then it is a NO-GO"))
}

/// The words before a dash or a colon.
fn before_dash(text: &str) -> &str {
    const BEHIND: Marks<4> = Marks::new([" - ", "—", "–", ": "]);
    let end = BEHIND.first(text).map_or(text.len(), |(start, ..)| start);
    text.get(..end).unwrap_or(text)
}

/// Whether words make a condition of what they decide: "GO on Monday", "GO at risk", "GO 50%", "GO with conditions".
pub(super) fn is_bound(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    let mut last = "";
    while let Some(word) = words.next() {
        // "GO on 2026-11-20" says when it was decided.
        let day =
            word.eq_ignore_ascii_case("on") && words.peek().is_some_and(|next| next.starts_with(char::is_alphabetic));
        if (day || BINDS.has(word)) && !UNBINDS.has(last) {
            return true;
        }
        last = word;
    }
    text.contains('%') || parts::is_part(text)
}
