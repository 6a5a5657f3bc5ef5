//! Boxes that only look like boxes.

use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Stage;
use crate::text::{Edit, Span};

pub(super) const RULE: Rule = Rule {
    name: "near-miss-box",
    summary: "Something looks like a box to tick, and Markdown does not see one.",
    severity: Severity::Hold,
    on_templates: true,
    page: include_str!("../../docs/rules/near-miss-box.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let found = context.problems(RULE.name, "write the box as `- [ ]` or `- [x]`, with a space behind it");
    // What stands in a part of a run that nobody asks for, an item does not hold either.
    let is_master = context.checklist.stage == Some(Stage::Template);
    let counts = |span: Span| is_master || context.asked.span_standing(span).is_asked();
    out.extend(found.map(|found| if counts(found.span) { found } else { found.warning() }).map(|found| {
        match mended(context, found.span) {
            Some(edit) => found.fix(edit),
            None => found,
        }
    }));
}

/// The box as it was meant, where that is beyond doubt: empty or an x, behind a list marker.
fn mended(context: &Context, span: Span) -> Option<Edit> {
    let line = context.source.line(context.source.position(span.start).line);
    let lead = context.source.slice(Span::new(line.start, span.start));
    let apart = lead.ends_with([' ', '\t']);
    let lead = lead.trim();
    let listed =
        matches!(lead, "-" | "*" | "+") || lead.ends_with(['.', ')']) && lead.starts_with(|c: char| c.is_ascii_digit());
    let written = context.source.slice(span);
    let inside = written.strip_prefix('[')?.strip_suffix(']')?.trim();
    let meant = match inside {
        "" => "[ ]",
        "x" | "X" => "[x]",
        _ => return None,
    };
    let after = context.source.slice(Span::new(span.end, line.end));
    let space = if after.is_empty() || after.starts_with([' ', '\t']) { "" } else { " " };
    let text = format!("{meant}{space}");
    (apart && listed && text != written).then_some(Edit { span, text })
}
