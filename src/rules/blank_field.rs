//! Fields that are still to be filled.

use std::borrow::Cow;

use super::missing_evidence::is_evidence;
use super::strokes::written_among;
use super::words::{entry, quote, says_nothing};
use super::{Context, Rule, empty_cells};
use crate::asked::{Standing, Why};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Field, FieldKind, FieldShape};
use crate::parse::words::{SIGN_OFF_TITLES, VERSION_LABELS};
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    name: "blank-field",
    summary: "A field that is asked for is empty, or its value says nothing.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/blank-field.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let run = &context.run();
    // Of evidence another rule speaks.
    let blank = |field: &&Field| is_blank(field) || is_struck(context, field);
    let blank = context.fields().filter(blank).filter(|field| !is_evidence(field) && !is_spare(context, field));
    let mut told: Option<usize> = None;
    for field in blank {
        // A value among the strokes leaves a run of them on either side: one blank, and one finding.
        let among = written_among(context, field);
        let between = told.filter(|end| *end <= field.span.start);
        let between = between.map(|end| context.source.slice(Span::new(end, field.span.start)));
        let again = between.is_some_and(|text| text.trim().is_empty());
        told = among.map(|text| text.end);
        if again {
            continue;
        }
        let message = match field.value.as_deref().map(str::trim).filter(|value| !value.is_empty()) {
            Some(value) => format!("{} says nothing: {}", name(context, field), quote(value)),
            None => match among {
                Some(text) => {
                    let text = quote(context.source.slice(text));
                    format!("{} still has strokes of its blank around {text}", name(context, field))
                }
                None => format!("{} is blank", name(context, field)),
            },
        };
        let help = match among {
            Some(_) => "take the strokes away on both sides of the value".to_owned(),
            None => format!("`gonogo fill {run} --set '{}=…'`", field.id),
        };
        let found = Diagnostic::hold(RULE.name, field.span, message).label("to be filled").help(help);
        let found = if field.in_code { found.warning() } else { found };
        out.push(found.part_of(field.item.as_ref()));
    }
    out.extend(empty_cells::told(context, RULE.name));
    let looked_up = |field: &&Field| context.asked.field_standing(field) == Standing::Not(Why::Reference);
    out.extend(context.checklist.fields.iter().filter(looked_up).filter(|field| is_blank(field)).map(|field| {
        let message = format!("{} is blank, in a part that is only there to be looked up", name(context, field));
        Diagnostic::hold(RULE.name, field.span, message).warning().label("blank")
    }));
}

/// Whether a field is one more line of blanks below another, or of a list that has something: room, of which no more is
/// asked for than is needed. Where people sign each line is asked for.
fn is_spare(context: &Context, field: &Field) -> bool {
    let section = field.section.as_ref().and_then(|section| context.checklist.section(section));
    if section.is_some_and(|section| SIGN_OFF_TITLES.ending(&section.title).is_some()) {
        return false;
    }
    let line = |at: usize| context.source.slice(context.source.line(at)).trim();
    let alone = |text: &str| text.contains("___") && text.trim_matches(['_', '\\', ' ']).is_empty();
    let (own, above) = (line(field.at.line), field.at.line.checked_sub(1).filter(|at| *at > 0).map_or("", line));
    match (entry(own), entry(above)) {
        (None, None) => alone(own) && alone(above),
        (Some(own), Some(above)) => alone(own) && !above.is_empty() && !above.contains('[') && !above.ends_with(':'),
        _ => false,
    }
}

/// Blanks of other kinds have rules of their own.
pub(super) fn is_blank(field: &Field) -> bool {
    let own_rule =
        field.kind == FieldKind::Choice || matches!(field.shape, FieldShape::Placeholder | FieldShape::Damaged);
    match field.value.as_deref() {
        None => !own_rule,
        Some(value) => says_nothing(value) && !is_status(field) || repeats(field, value) || is_family(field, value),
    }
}

/// Whether the whole of a value is struck out; the model has it without the marks.
fn is_struck(context: &Context, field: &Field) -> bool {
    field.value.is_some() && says_nothing(context.source.slice(field.span)) && !is_status(field)
}

/// Whether a value is no more than the label again.
fn repeats(field: &Field, value: &str) -> bool {
    let bare = match value.contains('&') {
        true => Cow::Owned(value.replace("&lt;", "").replace("&gt;", "")),
        false => Cow::Borrowed(value),
    };
    let bare = bare.trim_matches(|c: char| c.is_whitespace() || "{}()@%«»“”\"'`".contains(c));
    field.kind != FieldKind::Choice && bare.eq_ignore_ascii_case(field.label.trim())
}

/// Whether no version stands where one is asked for: a family of them, `1.2.x`, or nothing behind the letter, `v`.
fn is_family(field: &Field, value: &str) -> bool {
    let own = value.trim_start_matches(['v', 'V']);
    let parts = || own.split('.');
    let number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let open = |part: &str| part.eq_ignore_ascii_case("x");
    let family = || {
        value.ends_with(['x', 'X'])
            && parts().next().is_some_and(number)
            && parts().next_back().is_some_and(open)
            && parts().all(|part| number(part) || open(part))
    };
    VERSION_LABELS.has(&field.label) && (parts().all(|part| part.is_empty() || open(part)) || family())
}

/// Whether a field says how something stands: "pending" is an answer then, of which other rules speak.
fn is_status(field: &Field) -> bool {
    let pending = field.value.as_deref().is_some_and(|value| value.trim().eq_ignore_ascii_case("pending"));
    pending && field.label.to_lowercase().contains("stat")
}

/// The field by its label, and the item where it is part of one.
pub(super) fn name(context: &Context, field: &Field) -> String {
    let label = quote(&field.label);
    match context.item_of(field) {
        Some(item) if item.at.line != field.at.line => format!("{label} of {}", quote(&item.text)),
        Some(item) if item.text.starts_with(&field.label) => quote(&item.text),
        Some(item) => format!("{label} in {}", quote(&item.text)),
        None => label,
    }
}
