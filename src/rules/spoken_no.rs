//! A NO-GO that is no chosen option: ticked alone, in a title, or in words below a title that asks for the decision.

use super::words::quote;
use super::{Context, decision_no_go};
use crate::diagnostic::Diagnostic;
use crate::model::{Applicability, Item, Label, State};
use crate::parse::vocabulary::AnyOf;
use crate::parse::words::{
    ADVICE, ARTICLES, BEGINS_NO_GO, CALLED_OFF, CAME_TO_BE, CANCELLED, DECIDES_AGAINST, DECIDING, DECISION_TITLES,
    GO_OR_NOT, GOES_AHEAD, IF, NO_GO, ORDERS, REFUSALS, REFUSED_ALONE, SAYS_MORE, SAYS_WHEN, TAKEN_BACK,
    UNSETTLED_RESULTS, YES,
};
use crate::parse::{Words, decided};
use crate::text::{Marks, Span};

/// The name of the rule whose findings these are.
const RULE: &str = decision_no_go::RULE.name;

/// Everything of the kind.
pub(super) fn said(context: &Context) -> Vec<Diagnostic> {
    alone(context)
        .chain(titles(context))
        .chain(headed(context))
        .chain(lines(context))
        .chain(taken_back(context))
        .chain(standing(context))
        .chain(called_off(context))
        .chain(advised(context))
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
    const JOINTS: Marks<4> = Marks::new([":", "—", "–", " - "]);
    let asked = context.asked;
    let sections = context.checklist.sections.iter().filter(|section| section.label == Label::Heading);
    let said = sections.filter(|section| {
        let title = section.title.as_str();
        let Some((start, end)) = JOINTS.last(title) else { return false };
        let (head, tail) = (title.get(..start).unwrap_or("").trim(), title.get(end..).unwrap_or("").trim());
        let branch = || section.applicability == Applicability::Alternative || IF.leading(title) == Some("if ");
        let refused = || DECIDING.has(head) && decided(tail) == Some(false);
        (begins_no(tail) && !head.is_empty() || refused()) && !branch()
    });
    said.filter(|section| asked.span_standing(section.span).is_asked()).map(|section| {
        let message = format!("{} says NO-GO in a title", quote(&section.title));
        Diagnostic::hold(RULE, section.span, message).label("not a GO").help(ALONE)
    })
}

/// A decision as the head of a table, `| Decision | Wait |`, where it is no row of it.
fn headed(context: &Context) -> impl Iterator<Item = Diagnostic> {
    let heads = context.labelled().filter(|line| line.heads && line.named.has(DECIDING));
    heads.filter(|line| decided(line.value) == Some(false) && context.is_heard(line)).map(|line| {
        let message = format!("{} is {}, at the head of a table", quote(line.label), quote(line.value));
        Diagnostic::hold(RULE, line.span, message).label("not a GO").help(ALONE)
    })
}

/// A decision in words below a title that asks for it, where no option is chosen and no GO stands alone beside it: a NO-GO,
/// or a GO under a condition.
fn lines<'a>(context: &Context<'a>) -> impl Iterator<Item = Diagnostic> + use<'a> {
    let (source, asked) = (context.source, context.asked);
    let chosen = |extent: Span| context.checklist.decisions.iter().any(|decision| extent.covers(decision.span));
    let mut said: Vec<(Span, bool)> = Vec::new();
    for section in context.checklist.sections.iter().filter(|section| DECISION_TITLES.find(&section.title).is_some()) {
        let numbers = section.line + 1..=source.line_of(section.extent.end);
        let lines = || {
            // What stands behind a label is judged as its value.
            let prose = numbers.clone().filter(|number| context.checklist.fields_on(*number).next().is_none());
            prose.map(|number| source.line(number))
        };
        let go = |span: Span| bare(source.slice(span)).eq_ignore_ascii_case("go");
        if !asked.span_standing(section.span).is_asked() || lines().any(go) {
            continue;
        }
        let open = !chosen(section.extent);
        let deciding = DECIDING.has(&section.title);
        let refused = |text: &str| deciding && !is_order(text) && decided(text) == Some(false);
        let is_no = |span: &Span| {
            let text = source.slice(*span);
            NO_GO.has(bare(text)) || open && (REFUSED_ALONE.has(bare(text)) || says_no(text) || refused(text))
        };
        let no = lines().find(is_no).map(|span| (span, true));
        let bound = || lines().find(|span| open && is_conditional(source.slice(*span))).map(|span| (span, false));
        said.extend(no.or_else(bound));
    }
    if source.text().contains(SAYS_DECISION) {
        let decides = |words: &str| words.contains(SAYS_DECISION) && says_no(words);
        said.extend(sentences(context, |_| true, decides).map(|span| (span, true)));
    }
    // A part is within the whole.
    said.sort_unstable();
    said.dedup();
    said.into_iter().map(|(span, no)| {
        if no {
            let message = "the decision is NO-GO, in words";
            return Diagnostic::hold(RULE, span, message).label("not a GO").help(ALONE);
        }
        let message = "the decision is a GO under a condition, and whether that is met is not known";
        Diagnostic::hold(RULE, span, message).undecided().label("under a condition").help(ALONE)
    })
}

/// A NO-GO that is all of a line, `> **NO-GO**`, in a part that no decision is asked for in, and that titles nothing.
fn standing(context: &Context) -> impl Iterator<Item = Diagnostic> {
    let (source, sections) = (context.source, &context.checklist.sections);
    let lines = (1..=source.line_count()).map(|number| (number, source.line(number)));
    let said = lines.filter(|(number, line)| {
        let titles = || sections.iter().any(|section| section.line == *number);
        NO_GO.has(bare(source.slice(*line).trim_start_matches(['>', ' ']))) && !titles() && context.is_due(*line)
    });
    let decides = |line: Span| context.section_at(line).is_some_and(|at| DECISION_TITLES.find(&at.title).is_some());
    let said = said.filter(move |(_, line)| !context.checklist.is_in_code(line.start) && !decides(*line));
    said.map(|(_, span)| {
        let message = "a NO-GO stands here by itself, and whether that is the decision is not known";
        Diagnostic::hold(RULE, span, message).undecided().label("not a GO?").help(ALONE).unless_told()
    })
}

/// Sentences by which something does not go ahead: "The launch is postponed.", "Do not deploy.", "BLOCKED until Ana is back".
fn called_off(context: &Context) -> impl Iterator<Item = Diagnostic> {
    static MAY: AnyOf = AnyOf::of([CALLED_OFF, DECIDES_AGAINST, REFUSALS, CANCELLED]);
    let may = |line: &str| MAY.says(line);
    let off = |words: &str| {
        let against = CALLED_OFF.find(words).is_some() || DECIDES_AGAINST.has(bare(words));
        let said = against || is_refused(words) || is_cancelled(bare(words));
        said && SAYS_WHEN.alone_in(words).is_none()
    };
    sentences(context, may, off).map(|span| {
        let message = "something does not go ahead by these words, and whether all of it is meant is not known";
        let help = "write the decision down; what is postponed besides belongs to a checklist of its own";
        Diagnostic::hold(RULE, span, message).undecided().label("not a GO?").help(help).unless_told()
    })
}

/// Whether a sentence says of what is released that it did not come about: "The release was cancelled", "Deployment aborted".
fn is_cancelled(words: &str) -> bool {
    let words = behind(words, ARTICLES).unwrap_or(words);
    let said = || {
        let rest = behind(words, GOES_AHEAD)?;
        CANCELLED.beginning(behind(rest, CAME_TO_BE).unwrap_or(rest))
    };
    said().is_some()
}

/// What stands behind a word of a list at the start of a text, and a blank.
fn behind(text: &str, list: Words) -> Option<&str> {
    list.strip_from(text)?.strip_prefix(' ')
}

/// Whether a sentence begins with a refusal in capitals, and says more of that; in other letters it may be what it is about.
fn is_refused(words: &str) -> bool {
    let more = |_: &str, rest: &str| {
        let next = rest.trim_start_matches(['*', '_']).strip_prefix(' ').and_then(|rest| rest.split(' ').next());
        next.is_some_and(|next| SAYS_MORE.has(next))
    };
    let word = REFUSALS.leading_to(words, more);
    word.and_then(|word| words.get(..word.len())).is_some_and(|word| !word.contains(char::is_lowercase))
}

/// Advice against going ahead, `Recommendation: do not ship`; who decides may have gone ahead all the same.
fn advised(context: &Context) -> impl Iterator<Item = Diagnostic> {
    let advice = context.labelled().filter(|line| line.named.has(ADVICE) && context.is_heard(line));
    advice.filter(|line| decided(line.value) == Some(false) || DECIDES_AGAINST.find(line.value).is_some()).map(|line| {
        let message =
            format!("{} is {}, and whether that was heeded is not known", quote(line.label), quote(line.value));
        let help = "write down beside it why it went ahead all the same; or decide NO-GO";
        Diagnostic::hold(RULE, line.span, message).undecided().label("advice against it").help(help)
    })
}

/// What a sentence in which a decision is told begins with.
const SAYS_DECISION: &str = "decision is ";

/// Lines with a sentence, of whatever title or paragraph, that `says` something; questions, boxes and rows are left out. Of a
/// line with such a sentence all `may`.
fn sentences(context: &Context, may: impl Fn(&str) -> bool, says: impl Fn(&str) -> bool) -> impl Iterator<Item = Span> {
    const ENDS: [char; 3] = ['.', '!', '?'];
    let (source, asked) = (context.source, context.asked);
    let lines = (1..=source.line_count()).map(|number| source.line(number));
    lines.filter(move |line| {
        let text = source.slice(*line);
        let mut sentences = may(text).then(|| text.split_inclusive(ENDS)).into_iter().flatten();
        let said = sentences.any(|sentence| {
            let words = sentence.trim_start_matches(['#', '>', '-', '*', '+', '_', ' ', '\t']);
            !words.ends_with('?') && !words.starts_with(['[', '|', '`', '<']) && says(words)
        });
        said && asked.span_standing(*line).is_asked()
    })
}

/// "Rollback needed? Yes": the run was taken back, or is to be; or nobody knows yet, "Rollback needed: maybe".
fn taken_back(context: &Context) -> impl Iterator<Item = Diagnostic> {
    let said = context.labelled().filter(|line| line.named.has(TAKEN_BACK) && context.is_heard(line));
    said.filter_map(|line| {
        let span = context.source.line(line.number);
        let told = quote(context.source.slice(span).trim());
        let help = "write the decision down that called for it";
        if YES.beginning(line.value).is_some() {
            let message = format!("{told} says that it is taken back");
            return Some(Diagnostic::hold(RULE, span, message).label("not a GO").help(help));
        }
        UNSETTLED_RESULTS.beginning(line.value)?;
        let message = format!("{told} leaves open whether it is taken back");
        Some(Diagnostic::hold(RULE, span, message).undecided().label("yes or no?").help(help))
    })
}

/// Whether a line says what to do, "Hold the meeting an hour before", and not what was decided.
fn is_order(line: &str) -> bool {
    !line.starts_with(char::is_alphanumeric) || ORDERS.beginning(line).is_some()
}

/// A line without the signs around its words.
fn bare(line: &str) -> &str {
    line.trim_matches(['*', '_', '`', ' ', '\t', '.', '!'])
}

/// Whether a line of prose decides against it: "**NO-GO** because of the load test", "We are NO-GO.", "❌ GO".
fn says_no(line: &str) -> bool {
    // An entry of a list or a row of a table is read with its box or label.
    let text = line.trim_start_matches(['>', ' ', '\t']);
    if text.starts_with(['-', '+', '|', '#', '<', '`', '[']) || text.starts_with("* ") || text.contains('?') {
        return false;
    }
    let text = bare(text);
    if SAYS_WHEN.alone_in(text).is_some() || GO_OR_NOT.places(text).any(|place| !NO_GO.has(place.word)) {
        return false;
    }
    let crossed = text.strip_prefix(['❌', '✗', '✘', '⛔', '🚫', '🔴']).map(str::trim);
    NO_GO.trailing(text).is_some()
        || begins_no(text)
        || crossed.is_some_and(|rest| rest.eq_ignore_ascii_case("go") || begins_no(rest))
        || DECIDES_AGAINST.find(text).is_some()
}

/// Whether a text begins with a decision against it: "NO-GO for now", "not GO".
fn begins_no(text: &str) -> bool {
    let ends = |_: &str, rest: &str| {
        let rest = rest.trim_start_matches(['*', '_']);
        // "No-go areas" are something else.
        let next = rest.split_whitespace().next().filter(|next| next.starts_with(char::is_alphabetic));
        !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | ':' | '/'))
            && next.is_none_or(|next| SAYS_MORE.has(next))
    };
    BEGINS_NO_GO.leading_to(text.trim_start_matches(|c: char| !c.is_alphanumeric()), ends).is_some()
}

const ALONE: &str = "write it as a decision with its options, `- [ ] GO` and `- [x] NO-GO`, or take it out";

fn is_no_go(text: &str) -> bool {
    NO_GO.has(text.trim_matches(|c: char| !c.is_alphanumeric()))
}
