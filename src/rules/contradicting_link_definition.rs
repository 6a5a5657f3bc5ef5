//! Link definitions that contradict each other.

use foldhash::{HashMap, HashMapExt};

use super::words::{plain, quote};
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::parse::{Context as Place, contexts};
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    name: "contradicting-link-definition",
    summary: "One label of a link is defined twice, with different targets.",
    severity: Severity::Warning,
    on_templates: true,
    page: include_str!("../../docs/rules/contradicting-link-definition.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let source = context.source;
    // Few documents have any.
    if !source.text().contains("]:") {
        return;
    }
    let found: Vec<(Span, String, &str)> =
        source.lines().filter_map(|line| definition(source.slice(line), line)).collect();
    let spans: Vec<Span> = found.iter().map(|(span, ..)| *span).collect();
    let places = contexts(source, &spans);
    let mut first: HashMap<&str, (Span, &str)> = HashMap::new();
    for ((span, label, target), place) in found.iter().zip(places) {
        if matches!(place, Place::CodeBlock | Place::FrontMatter) {
            continue;
        }
        let (earlier, other) = *first.entry(label).or_insert((*span, target));
        if other != *target {
            let message = format!("the link {} is defined twice, and only {} counts", quote(label), quote(other));
            let found = Diagnostic::hold(RULE.name, *span, message).warning().label("has no effect");
            out.push(found.help("delete one of the two, or give it a label of its own").related(earlier, "counts"));
        }
    }
}

/// `[label]: target`, with the label as links are looked up by; footnotes are none.
fn definition(text: &str, line: Span) -> Option<(Span, String, &str)> {
    let bare = text.trim_start_matches(' ');
    if text.len() - bare.len() > 3 {
        return None;
    }
    let (label, rest) = bare.strip_prefix('[')?.split_once("]:")?;
    let target = rest.split_whitespace().next()?;
    let is_label = !label.starts_with('^') && !label.trim().is_empty() && !label.contains(['[', ']']);
    is_label.then(|| (line, plain(label), target))
}
