//! Decisions against going ahead.

use super::words::quote;
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Applicability, Decision, DecisionOption, Item, Label, State};
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    name: "decision-no-go",
    summary: "A decision was made, and it was not to go ahead.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/decision-no-go.md"),
    check,
};

/// Words of a decision against going ahead, by themselves.
const NO_GO: [&str; 3] = ["no-go", "no go", "nogo"];

/// Words that make a condition of a decision to go ahead.
const CONDITIONS: [&str; 18] = [
    "or",
    "conditional",
    "conditionally",
    "conditions",
    "but",
    "if",
    "only",
    "except",
    "unless",
    "after",
    "once",
    "when",
    "until",
    "subject",
    "provided",
    "pending",
    "awaiting",
    "waiting",
];

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
    out.extend(alone(context));
    out.extend(titles(context));
    out.extend(lines(context));
}

/// A GO under a condition: whether it is met is not known.
fn condition(context: &Context, decision: &Decision, option: &DecisionOption) -> Option<Diagnostic> {
    let text = match option.item.as_ref().and_then(|item| context.checklist.item(item)) {
        Some(item) => &item.text,
        None => &option.text,
    };
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let bound = words.any(|word| CONDITIONS.iter().any(|condition| condition.eq_ignore_ascii_case(word)));
    // Words behind a dash say what follows from it: "GO — deploy only after 22:00" is the work, not a condition.
    let explained = option.item.is_some() && !option.text.to_lowercase().starts_with("conditional");
    if !text.contains('?') && (!bound || explained) {
        return None;
    }
    let message =
        format!("{} is decided: {}, and whether that is met is not known", quote(&decision.label), quote(text));
    let found = Diagnostic::hold(RULE.name, option.span, message).undecided().label("under a condition");
    Some(found.help("when the condition is met, write GO; until then it is a NO-GO"))
}

/// A ticked NO-GO with no option beside it.
fn alone<'a>(context: &Context<'a>) -> impl Iterator<Item = Diagnostic> + use<'a> {
    let ticked: Vec<&Item> = context
        .items()
        .map(|(_, item)| item)
        .filter(|item| item.state == State::Done && is_no_go(&item.text))
        .collect();
    ticked.into_iter().map(|item| {
        let message = format!("{} is ticked", quote(&item.text));
        Diagnostic::hold(RULE.name, item.span, message).label("not a GO").help(ALONE).item(&item.id)
    })
}

/// A title that ends in a NO-GO, "Decision: NO-GO", other than that of a branch, "If the verdict is: NO-GO".
fn titles<'a>(context: &Context<'a>) -> impl Iterator<Item = Diagnostic> + use<'a> {
    let asked = context.asked;
    let sections = context.checklist.sections.iter().filter(|section| section.label == Label::Heading);
    let said = sections.filter(|section| {
        let tail = section.title.rsplit_once([':', '—', '–']);
        let branch =
            section.applicability == Applicability::Alternative || section.title.to_lowercase().starts_with("if ");
        tail.is_some_and(|(head, tail)| is_no_go(tail) && !head.trim().is_empty()) && !branch
    });
    said.filter(|section| asked.span_standing(section.span).is_asked()).map(|section| {
        let message = format!("{} says NO-GO in a title", quote(&section.title));
        Diagnostic::hold(RULE.name, section.span, message).label("not a GO").help(ALONE)
    })
}

/// A NO-GO alone on a line below a title that asks for the decision, where no GO stands alone beside it.
fn lines<'a>(context: &Context<'a>) -> impl Iterator<Item = Diagnostic> + use<'a> {
    const TITLES: [&str; 4] = ["decision", "go/no-go", "go / no-go", "verdict"];
    let source = context.source;
    let asks = |title: &str| TITLES.iter().any(|word| title.to_lowercase().contains(word));
    let sections = context.checklist.sections.iter().filter(move |section| asks(&section.title));
    let asked = sections.filter(|section| context.asked.span_standing(section.span).is_asked());
    let mut said: Vec<Span> = asked
        .filter_map(|section| {
            let numbers = section.line + 1..=source.line_of(section.extent.end);
            let words =
                |span: &Span| source.slice(*span).trim_matches(['*', '_', '`', ' ', '\t', '.', '!']).to_lowercase();
            let alone = |wanted: &[&str]| {
                let lines = numbers.clone().map(|number| source.line(number));
                lines.into_iter().find(|span| wanted.contains(&words(span).as_str()))
            };
            alone(&NO_GO).filter(|_| alone(&["go"]).is_none())
        })
        .collect();
    // A part is within the whole.
    said.sort_unstable();
    said.dedup();
    said.into_iter().map(|span| {
        Diagnostic::hold(RULE.name, span, "the decision is NO-GO, on a line of its own").label("not a GO").help(ALONE)
    })
}

const ALONE: &str = "write it as a decision with its options, `- [ ] GO` and `- [x] NO-GO`, or take it out";

fn is_no_go(text: &str) -> bool {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    NO_GO.iter().any(|word| word.eq_ignore_ascii_case(text))
}
