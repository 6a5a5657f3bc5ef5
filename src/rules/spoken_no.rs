//! A NO-GO that is no chosen option: ticked alone, in a title, or in words below a title that asks for the decision.

use std::collections::HashSet;

use super::words::quote;
use super::{Context, decision_no_go, labelled};
use crate::diagnostic::Diagnostic;
use crate::model::{Applicability, Item, Label, State};
use crate::parse::decided;
use crate::parse::words::DECIDING;
use crate::text::Span;

/// The name of the rule whose findings these are.
const RULE: &str = decision_no_go::RULE.name;

/// Words of a decision against going ahead, by themselves.
const NO_GO: [&str; 3] = ["no-go", "no go", "nogo"];

/// Words that decide so alone on a line, where no option is chosen.
const REFUSED: [&str; 16] = [
    "rejected",
    "refused",
    "wait",
    "hold",
    "on hold",
    "stop",
    "postponed",
    "deferred",
    "delayed",
    "declined",
    "not approved",
    "aborted",
    "cancelled",
    "abgelehnt",
    "verschoben",
    "refusé",
];

/// More of them, where they begin what is decided.
const NOT_GO: [&str; 3] = ["not go", "not yet go", "not a go"];

/// Words of a sentence by which people decide against it.
const AGAINST: [&str; 16] = [
    "decided against",
    "decided not to",
    "do not go",
    "don't go",
    "does not go",
    "will not go",
    "won't go",
    "not going live",
    "not going ahead",
    "do not proceed",
    "not proceeding",
    "gehen nicht live",
    "nicht freigegeben",
    "wird verschoben",
    "is postponed",
    "is called off",
];

/// Words that say more of a NO-GO.
const GOES_ON: [&str; 16] = [
    "because", "due", "as", "since", "for", "until", "yet", "now", "today", "by", "from", "on", "in", "wegen", "bis",
    "weil",
];

/// Words by which a sentence says when to decide so, and does not decide.
const WHEN: [&str; 18] = [
    "if", "when", "or", "unless", "whether", "means", "must", "should", "any", "either", "case", "wenn", "falls",
    "oder", "si", "se", "quand", "cuando",
];

/// Everything of the kind.
pub(super) fn said(context: &Context) -> Vec<Diagnostic> {
    alone(context)
        .chain(titles(context))
        .chain(headed(context))
        .chain(lines(context))
        .chain(taken_back(context))
        .collect()
}

/// Whether a line of prose decides to go ahead, under a condition: "GO on Monday".
fn is_conditional(line: &str) -> bool {
    let text = line.trim_matches(['>', '*', '_', ' ', '\t']);
    let bound = text.starts_with("GO ") && decision_no_go::is_bound(text);
    bound && !["means", "NO-GO", "if any", "if all"].iter().any(|word| text.contains(word))
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
        Diagnostic::hold(RULE, item.span, message).label("not a GO").help(ALONE).item(&item.id)
    })
}

/// A title that says NO-GO behind a colon, "Decision: NO-GO for now", other than that of a branch, "If the verdict is: NO-GO".
fn titles<'a>(context: &Context<'a>) -> impl Iterator<Item = Diagnostic> + use<'a> {
    let asked = context.asked;
    let sections = context.checklist.sections.iter().filter(|section| section.label == Label::Heading);
    let said = sections.filter(|section| {
        let tail = section.title.rsplit_once([':', '—', '–']).or_else(|| section.title.rsplit_once(" - "));
        let branch =
            section.applicability == Applicability::Alternative || section.title.to_lowercase().starts_with("if ");
        let refused = |head: &str, tail: &str| DECIDING.has(head) && decided(tail) == Some(false);
        tail.is_some_and(|(head, tail)| begins_no(tail) && !head.trim().is_empty() || refused(head.trim(), tail.trim()))
            && !branch
    });
    said.filter(|section| asked.span_standing(section.span).is_asked()).map(|section| {
        let message = format!("{} says NO-GO in a title", quote(&section.title));
        Diagnostic::hold(RULE, section.span, message).label("not a GO").help(ALONE)
    })
}

/// A decision as the head of a table, `| Decision | Wait |`, where it is no row of it.
fn headed<'a>(context: &Context<'a>) -> impl Iterator<Item = Diagnostic> + use<'a> {
    let heads = labelled::lines(context).filter(|line| line.heads && DECIDING.has(line.label));
    heads.filter(|line| decided(line.value) == Some(false)).map(|line| {
        let message = format!("{} is {}, at the head of a table", quote(line.label), quote(line.value));
        Diagnostic::hold(RULE, line.span, message).label("not a GO").help(ALONE)
    })
}

/// A decision in words below a title that asks for it, where no option is chosen and no GO stands alone beside it: a NO-GO,
/// or a GO under a condition.
fn lines<'a>(context: &Context<'a>) -> impl Iterator<Item = Diagnostic> + use<'a> {
    const TITLES: [&str; 6] = ["decision", "go/no-go", "go / no-go", "verdict", "entscheidung", "décision"];
    let (source, asked) = (context.source, context.asked);
    let asks = |title: &str| TITLES.iter().any(|word| title.to_lowercase().contains(word));
    let chosen = |extent: Span| context.checklist.decisions.iter().any(|decision| extent.covers(decision.span));
    // What stands behind a label is judged as its value.
    let labelled: HashSet<usize> = context.checklist.fields.iter().map(|field| field.at.line).collect();
    let mut said: Vec<(Span, bool)> = Vec::new();
    for section in context.checklist.sections.iter().filter(|section| asks(&section.title)) {
        let numbers = section.line + 1..=source.line_of(section.extent.end);
        let lines = || {
            let prose = numbers.clone().filter(|number| !labelled.contains(number));
            prose.map(|number| source.line(number))
        };
        let alone = |span: &Span, wanted: &[&str]| wanted.contains(&bare(source.slice(*span)).as_str());
        if !asked.span_standing(section.span).is_asked() || lines().any(|span| alone(&span, &["go"])) {
            continue;
        }
        let open = !chosen(section.extent);
        let deciding = DECIDING.has(&section.title);
        let refused = |text: &str| deciding && !is_order(text) && decided(text) == Some(false);
        let is_no = |span: &Span| {
            let text = source.slice(*span);
            alone(span, &NO_GO) || open && (alone(span, &REFUSED) || says_no(text) || refused(text))
        };
        let no = lines().find(is_no).map(|span| (span, true));
        let bound = || lines().find(|span| open && is_conditional(source.slice(*span))).map(|span| (span, false));
        said.extend(no.or_else(bound));
    }
    if context.checklist.decisions.is_empty() && source.text().contains("decision is ") {
        let all = (1..=source.line_of(source.text().len())).map(|number| source.line(number));
        let is_said = |span: &Span| source.slice(*span).contains("decision is ") && says_no(source.slice(*span));
        said.extend(all.filter(is_said).filter(|span| asked.span_standing(*span).is_asked()).map(|span| (span, true)));
    }
    // A part is within the whole.
    said.sort_unstable();
    said.dedup();
    said.into_iter().map(|(span, no)| {
        if no {
            let message = "the decision is NO-GO, on a line of its own";
            return Diagnostic::hold(RULE, span, message).label("not a GO").help(ALONE);
        }
        let message = "the decision is a GO under a condition, and whether that is met is not known";
        Diagnostic::hold(RULE, span, message).undecided().label("under a condition").help(ALONE)
    })
}

/// Questions whose yes says that it was taken back, or has to be.
const TAKEN_BACK: [&str; 9] = [
    "rolled back",
    "was it rolled back",
    "rollback needed",
    "rollback required",
    "rollback necessary",
    "rollback performed",
    "rollback executed",
    "rollback initiated",
    "rollback triggered",
];

/// "Rollback needed? Yes": the run was taken back, or is to be.
fn taken_back<'a>(context: &Context<'a>) -> impl Iterator<Item = Diagnostic> + use<'a> {
    let (source, asked) = (context.source, context.asked);
    let yes = |line: &str| {
        let text = line.trim_start_matches(['-', '*', '+', '>', ' ']);
        let (asks, answer) = text.split_once(['?', ':'])?;
        let asks = asks.trim_matches(['*', ' ']).to_lowercase();
        let answer = answer.trim_start_matches(['?', ':', '*', ' ']);
        let word = answer.split(|c: char| !c.is_alphabetic()).next().unwrap_or("").to_lowercase();
        (TAKEN_BACK.contains(&asks.as_str()) && ["yes", "ja", "oui", "sí", "sim", "sì"].contains(&word.as_str()))
            .then_some(())
    };
    let said = source.lines().filter(move |line| {
        let text = source.slice(*line);
        let may = text.contains("oll") && yes(text).is_some();
        may && asked.span_standing(*line).is_asked()
    });
    said.map(move |line| {
        let message = format!("{} says that it is taken back", quote(source.slice(line).trim()));
        Diagnostic::hold(RULE, line, message).label("not a GO").help("write the decision down that called for it")
    })
}

/// Whether a line says what to do, "Hold the meeting an hour before", and not what was decided.
fn is_order(line: &str) -> bool {
    const ORDERS: [&str; 10] = ["hold", "wait", "stop", "halt", "abort", "defer", "delay", "postpone", "reject", "do"];
    let first = line.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    first.is_empty() || ORDERS.iter().any(|order| order.eq_ignore_ascii_case(first))
}

/// A line without the signs around its words, in lower case.
fn bare(line: &str) -> String {
    line.trim_matches(['*', '_', '`', ' ', '\t', '.', '!']).to_lowercase()
}

/// Whether a line of prose decides against it: "**NO-GO** because of the load test", "We are NO-GO.", "❌ GO".
fn says_no(line: &str) -> bool {
    // An entry of a list or a row of a table is read with its box or label.
    let text = line.trim_start_matches(['>', ' ', '\t']);
    if text.starts_with(['-', '+', '|', '#', '<', '`', '[']) || text.starts_with("* ") || text.contains('?') {
        return false;
    }
    let text = bare(&text.replace('’', "'"));
    let words: Vec<&str> = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '\''))).collect();
    if words.iter().any(|word| WHEN.contains(word)) || text.contains("go/no-go") || text.contains("go / no-go") {
        return false;
    }
    let crossed = text.strip_prefix(['❌', '✗', '✘', '⛔', '🚫', '🔴']).map(str::trim);
    let ends = NO_GO.iter().any(|no| text.ends_with(no));
    ends || begins_no(&text)
        || crossed.is_some_and(|rest| rest == "go" || begins_no(rest))
        || AGAINST.iter().any(|against| text.contains(against))
}

/// Whether a text begins with a decision against it: "NO-GO for now", "not GO".
fn begins_no(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    NO_GO.iter().chain(&NOT_GO).any(|word| {
        let rest = text.strip_prefix(word).map(|rest| rest.trim_start_matches(['*', '_']));
        let next =
            rest.and_then(|rest| rest.split_whitespace().next()).filter(|next| next.starts_with(char::is_alphabetic));
        let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | ':' | '/'));
        // "No-go areas" are something else.
        rest.is_some_and(ends) && next.is_none_or(|next| GOES_ON.contains(&next))
    })
}

const ALONE: &str = "write it as a decision with its options, `- [ ] GO` and `- [x] NO-GO`, or take it out";

fn is_no_go(text: &str) -> bool {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    NO_GO.iter().any(|word| word.eq_ignore_ascii_case(text))
}
