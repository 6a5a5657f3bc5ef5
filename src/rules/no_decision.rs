//! Decisions that nobody has made.

use super::answers::asks;
use super::reading::{below, is_question};
use super::words::{quote, says_nothing};
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{FieldKind, Label, Section};
use crate::parse::words::{DECIDED_NO, DECIDED_YES, DECIDING, NEGATIVE, POSITIVE};
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    name: "no-decision",
    summary: "A decision has not been made: none of its options is chosen.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/no-decision.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let run = &context.run();
    for decision in context.decisions().filter(|decision| decision.chosen().next().is_none()) {
        let options: Vec<&str> = decision.options.iter().map(|option| option.text.as_str()).collect();
        let message = format!("{} is not decided: {}", quote(&decision.label), options.join(" / "));
        let help = match decision.options.iter().find_map(|option| option.item.as_ref()) {
            Some(item) => format!("tick one option, as with `gonogo tick {run} {}`", item.id),
            None if options.len() == 1 => "write GO or NO-GO, and nothing that leaves it open".to_owned(),
            None => "keep one option and delete the others".to_owned(),
        };
        out.push(Diagnostic::hold(RULE.name, decision.span, message).label("one of these").help(help));
    }
    for field in context.fields().filter(|field| field.kind != FieldKind::Choice && is_label(&field.label)) {
        let Some(value) = field.value.as_deref().filter(|value| !says_nothing(value)) else { continue };
        let message = format!("{} is {}, which is neither GO nor NO-GO", quote(&field.label), quote(value));
        let found = Diagnostic::hold(RULE.name, field.span, message).undecided();
        out.push(found.label("not decided").help("write GO or NO-GO"));
    }
    let titled =
        context.checklist.sections.iter().filter(|section| section.level > 1 && section.label == Label::Heading);
    out.extend(titled.filter_map(|section| undecided(context, section)));
    out.extend(unanswered(context));
}

/// Questions in bold or in a title that ask for a yes, and have nothing below them: "**Ready for release?**".
fn unanswered(context: &Context) -> impl Iterator<Item = Diagnostic> {
    let source = context.source;
    let asked = context.labelled().filter(|line| line.value.is_empty() && asks(line.label) && context.is_heard(line));
    asked.filter_map(move |line| {
        let span = source.line(line.number);
        let text = source.slice(span).trim();
        let level = |text: &str| text.bytes().take_while(|byte| *byte == b'#').count();
        let ends = |below: &str| level(below) > 0 && (level(text) == 0 || level(below) <= level(text));
        let bare = !context.is_read(line.number) && text.starts_with(['#', '*', '_']) && is_question(text);
        if !bare || !below(source, line.number).is_none_or(|(_, below)| ends(below)) {
            return None;
        }
        let message = format!("{} has no answer", quote(text));
        let found = Diagnostic::hold(RULE.name, span, message).undecided().label("yes or no?");
        Some(found.help("write the answer behind it"))
    })
}

/// A part whose title asks for the decision, and whose words decide nothing: "We talk again on Friday."
fn undecided(context: &Context, section: &Section) -> Option<Diagnostic> {
    if !DECIDING.has(&section.title) {
        return None;
    }
    let checklist = context.checklist;
    let inside = |span: Span| section.extent.covers(span);
    let read = checklist.decisions.iter().any(|decision| inside(decision.span))
        || checklist.fields.iter().any(|field| inside(field.span))
        || checklist.items.iter().any(|item| inside(item.span))
        || checklist.sections.iter().any(|other| other.span != section.span && inside(other.span))
        || checklist.sign_offs.iter().any(|sign_off| inside(sign_off.span));
    if read || !context.asked.span_standing(section.span).is_asked() {
        return None;
    }
    let text = context.source.slice(Span::new(section.span.end, section.extent.end));
    let lines: Vec<&str> =
        text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("<!--")).collect();
    let lists = [DECIDED_YES, DECIDED_NO, POSITIVE, NEGATIVE];
    let says = lines.iter().any(|line| lists.iter().any(|list| list.find(line).is_some()));
    let said = match lines.iter().find(|line| line.starts_with(char::is_alphabetic)) {
        Some(prose) => format!(": {}", quote(prose)),
        None if lines.is_empty() => String::new(),
        None => return None,
    };
    let message = format!("below {} nobody says GO or NO-GO{said}", quote(&section.title));
    let found = Diagnostic::hold(RULE.name, section.span, message).undecided().label("not decided");
    (!says).then(|| found.help("write GO or NO-GO"))
}

/// Whether a label asks for the decision itself, and not for who makes it or when. What is written there and can be read
/// is a decision, and no field any more.
fn is_label(label: &str) -> bool {
    // "Release decision (CAB)"
    DECIDING.has(label.split(" (").next().unwrap_or(label))
}
