//! Links that lead nowhere, where what they lead to is what was asked for.

use super::blank_field::is_blank;
use super::words::{quote, says_nothing};
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::State;
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    name: "empty-link",
    summary: "What was asked for is a link, and the link leads nowhere.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/empty-link.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    // Few documents have any.
    if !context.source.text().contains("](") {
        return;
    }
    // Of a field that is empty another rule speaks.
    let fields: Vec<Span> = context.fields().filter(|field| !is_blank(field)).map(|field| field.span).collect();
    let ticked = context.items().filter(|(_, item)| item.state == State::Done).map(|(_, item)| item.span);
    let mut found: Vec<(Span, bool)> = fields.into_iter().flat_map(|span| links(context, span, true)).collect();
    found.extend(ticked.flat_map(|span| links(context, span, false)));
    found.sort_by_key(|(span, asked)| (span.start, !asked));
    found.dedup_by_key(|(span, _)| span.start);
    out.extend(found.into_iter().map(|(span, asked)| {
        let message = format!("{} leads nowhere", quote(context.source.slice(span)));
        let found = Diagnostic::hold(RULE.name, span, message).label("no address");
        let found = found.help("write the address between the parentheses, or take the link away");
        if asked { found } else { found.warning() }
    }));
}

/// The links of a span that lead nowhere, and whether each stands where a value is asked for: in a field, or behind a label.
fn links(context: &Context, span: Span, field: bool) -> Vec<(Span, bool)> {
    let text = context.source.slice(span);
    let mut out = Vec::new();
    let (mut from, mut quoted) = (0, false);
    while let Some((head, (address, _))) = text
        .get(from..)
        .and_then(|rest| rest.split_once("]("))
        .and_then(|(head, tail)| Some((head, tail.split_once(')')?)))
    {
        let (start, end) = (from, from + head.len() + "](".len() + address.len() + ")".len());
        // `` `[notes]()` `` shows how one writes it.
        quoted ^= head.matches('`').count() % 2 == 1;
        if let Some((before, _)) = head.rsplit_once('[').filter(|_| !quoted && is_nowhere(address))
            && !before.ends_with('!')
        {
            let labelled = before.trim_end_matches(['*', '_', ' ']).ends_with([':', '：']);
            out.push((Span::new(span.start + start + before.len(), span.start + end), field || labelled));
        }
        quoted ^= address.matches('`').count() % 2 == 1;
        from = end;
    }
    out
}

/// Whether an address is none: empty, `#`, `https://`, `url`, `TODO`.
fn is_nowhere(address: &str) -> bool {
    let bare = address.trim().trim_matches(['<', '>']);
    // `./` is a folder, and so is `..`.
    !bare.starts_with(['.', '/']) && says_nothing(bare)
}
