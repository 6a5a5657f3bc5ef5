//! Blanks that only the page shows.

use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::parse::{Context as Place, contexts};
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    name: "invisible-blank",
    summary: "A blank to be filled in is made of something that can't be seen in the text.",
    severity: Severity::Hold,
    on_templates: true,
    page: include_str!("../../docs/rules/invisible-blank.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let source = context.source;
    let spans = blanks(source.text());
    if spans.is_empty() {
        return;
    }
    let places = contexts(source, &spans);
    let read = |place: Place| matches!(place, Place::Text | Place::TableCell);
    for (span, _) in spans.iter().zip(places).filter(|(_, place)| read(*place)) {
        let message = "a blank is drawn by underlined spaces, so that nothing can be filled in here";
        let help = "write the blank as `____`, or put the value there";
        out.push(Diagnostic::hold(RULE.name, *span, message).label("an underlined space").help(help));
    }
}

/// What stands between `<u>` and `</u>` where that is only spaces.
fn blanks(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text.get(from..).and_then(|rest| rest.find("<u>")).map(|at| from + at + 3) {
        let Some(len) = text.get(start..).and_then(|rest| rest.find("</u>")) else { break };
        let span = Span::new(start, start + len);
        if text.get(span.range()).is_some_and(|inner| !inner.is_empty() && is_space(inner)) {
            found.push(span);
        }
        from = span.end;
    }
    found
}

fn is_space(inner: &str) -> bool {
    let plain = ["&nbsp;", "&emsp;", "&ensp;", "&thinsp;", "&#160;"]
        .iter()
        .fold(inner.to_owned(), |text, entity| text.replace(entity, " "));
    plain.chars().all(char::is_whitespace) && !plain.contains('\n')
}
