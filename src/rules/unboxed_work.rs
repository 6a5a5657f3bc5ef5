//! Lists that read like work and have no boxes.

use super::words::{mark_to_do, quote};
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Applicability, Label};
use crate::parse::words::{LEFT_TO_DO, OBLIGES, WORK_TITLES};
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    name: "unboxed-work",
    summary: "A list beside boxed ones reads like work, and has no boxes to tick.",
    severity: Severity::Warning,
    on_templates: true,
    page: include_str!("../../docs/rules/unboxed-work.md"),
    check,
};

const HELP: &str =
    "give each a box, `- [ ] …`; or say that nobody ticks them: `<!-- gonogo: reference -->` below the title";

/// Words of a title by which what stands below it has to be done.
const MUST: [&str; 22] = [
    "must",
    "mandatory",
    "required",
    "requirement to",
    "obligatory",
    "to do",
    "todo",
    "to-do",
    "to be done",
    "remaining work",
    "open work",
    "open tasks",
    "pflicht",
    "zwingend",
    "obligatoire",
    "à faire",
    "obligatorio",
    "por hacer",
    "obrigatório",
    "a fazer",
    "obbligatorio",
    "da fare",
];

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    out.extend(noted(context));
    let listed: Vec<Diagnostic> = context.problems(RULE.name, HELP).collect();
    let told = |found: &Diagnostic| listed.iter().any(|listed| listed.span.overlaps(found.span));
    out.extend(obliged(context).into_iter().filter(|found| !told(found)));
    out.extend(listed.into_iter().map(|found| {
        let found = found.label("no box");
        // Whether it was done is a fact that is needed then, and nothing says.
        if is_told(context, &found) || is_due(context, &found) { found.undecided() } else { found.warning() }
    }));
}

/// Parts of the work without a box in which a sentence, an entry or a row says that something has to be done: whether it was
/// is a fact that is needed, and nothing says.
fn obliged(context: &Context) -> Vec<Diagnostic> {
    let (source, checklist) = (context.source, context.checklist);
    if checklist.items.iter().all(|item| item.box_span.is_none()) {
        return Vec::new();
    }
    let sections = &checklist.sections;
    let ticked = |own: Span| {
        checklist.items_in(own).iter().any(|item| own.covers(item.span))
            || checklist.sign_offs.iter().any(|sign_off| own.covers(sign_off.span))
            || checklist.commands.iter().any(|command| own.covers(command.span))
    };
    let mut out = Vec::new();
    for (at, section) in sections.iter().enumerate().filter(|(_, section)| section.level > 1) {
        let end = sections.get(at + 1).map_or(section.extent.end, |next| next.span.start.min(section.extent.end));
        let own = Span::new(section.span.end, end.max(section.span.end));
        let titled = section.label == Label::Heading && WORK_TITLES.find(&section.title).is_some();
        let required = section.applicability == Applicability::Required;
        if !titled || !required || !context.asked.span_standing(section.span).is_asked() {
            continue;
        }
        let lines = source.line_of(own.start) + 1..=source.line_of(own.end);
        let due = lines.map(|line| source.line(line)).find(|line| own.covers(*line) && obliges(source.slice(*line)));
        // What stands above boxed parts of its own speaks of those.
        out.extend(due.filter(|_| !ticked(section.extent)).map(|line| {
            let message = format!("below {} something has to be done, and has no box to tick", quote(&section.title));
            Diagnostic::hold(RULE.name, line, message).undecided().label("no box").help(HELP)
        }));
    }
    out
}

/// Lines that begin with `TODO:`, `FIXME:` or `**TODO** test …` outside of code.
fn noted(context: &Context) -> impl Iterator<Item = Diagnostic> {
    let (source, checklist) = (context.source, context.checklist);
    let labelled = context.labelled().filter(|line| {
        mark_to_do(line.label).is_some() && line.value.contains(char::is_alphabetic) && context.is_heard(line)
    });
    let bare = (1..=source.line_count()).filter(move |number| {
        let line = source.line(*number);
        let led = source.slice(line).trim_start_matches(['>', '-', '*', '+', '_', ' ', '\t']).split_once(' ');
        let marked = led.is_some_and(|(mark, rest)| {
            mark_to_do(mark.trim_matches(['*', '_'])).is_some() && rest.starts_with(char::is_lowercase)
        });
        let apart = || !context.is_title(*number) && checklist.item_around(line.start).is_none();
        marked && apart() && !checklist.is_in_comment(line) && context.is_due(line)
    });
    labelled.map(|line| line.number).chain(bare).map(|number| {
        let span = source.line(number);
        let message = format!("something is still to be done: {}", quote(source.slice(span).trim()));
        Diagnostic::hold(RULE.name, span, message).undecided().label("no box").help(HELP)
    })
}

/// Whether a line says of something that it has to be done; what the reader must not do, or must have, is no work.
fn obliges(line: &str) -> bool {
    let text = line.trim_start_matches(|c: char| !c.is_alphabetic());
    if OBLIGES.find(text).is_none() {
        return false;
    }
    let addressed = ["you ", "sie ", "du ", "vous ", "if ", "wenn ", "si ", "note", "warning"];
    let lower = text.to_lowercase();
    let denied =
        ["not ", "nicht", "kein", "never", " pas ", "no debe", "não", "non deve"].iter().any(|no| lower.contains(no));
    !denied && !addressed.iter().any(|lead| lower.starts_with(lead)) && !line.trim_start().starts_with(['>', '<'])
}

/// Whether the entry begins with a sign, and so says itself how it stands.
fn is_told(context: &Context, found: &Diagnostic) -> bool {
    context.source.slice(found.span).starts_with(|c: char| !c.is_ascii() && !c.is_alphanumeric())
}

/// Whether the title above says that all of it has to be done.
fn is_due(context: &Context, found: &Diagnostic) -> bool {
    context.section_at(found.span).is_some_and(|section| {
        let title = section.title.to_lowercase();
        let words = title.trim_matches(|c: char| !c.is_alphanumeric());
        LEFT_TO_DO.has(words) || MUST.iter().any(|must| title.contains(must))
    })
}
