//! Choices of which no option was taken.

use super::words::quote;
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::FieldKind;
use crate::parse::several;
use crate::parse::words::{EITHER_OR, VERSION_LABELS};

pub(super) const RULE: Rule = Rule {
    name: "undecided-choice",
    summary: "A choice has been left open: all its options still stand there.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/undecided-choice.md"),
    check,
};

/// Labels of a line that says what signs mean.
const LEGENDS: [&str; 9] = ["legend", "key", "legende", "zeichen", "légende", "leyenda", "legenda", "signs", "symbols"];

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let run = &context.run();
    for field in context.fields().filter(|field| field.kind == FieldKind::Choice && field.value.is_none()) {
        if LEGENDS.iter().any(|legend| legend.eq_ignore_ascii_case(&field.label)) {
            continue;
        }
        let (ticked, may_be_several) = several(&field.label, context.source.slice(field.span));
        if ticked > 1 && may_be_several {
            continue;
        }
        let item = context.item_of(field);
        let of = item.map(|item| format!(" of {}", quote(&item.text))).unwrap_or_default();
        let what = if field.label.is_empty() { "one of these".to_owned() } else { quote(&field.label) };
        let options = field.options.join(" / ");
        let message = match ticked {
            0 | 1 => format!("{what}{of} is not chosen: {options}"),
            _ => format!("of {what}{of} {ticked} are chosen: {options}"),
        };
        let help = format!("keep one option and delete the others, or `gonogo fill {run} --set '{}=…'`", field.id);
        let found = Diagnostic::hold(RULE.name, field.span, message).label("one of these").help(help);
        out.push(found.part_of(field.item.as_ref()));
    }
    for field in context.fields().filter(|field| VERSION_LABELS.has(&field.label)) {
        let Some(value) = field.value.as_deref().filter(|value| is_either(value)) else { continue };
        let message = format!("{} is not chosen: {}", quote(&field.label), quote(value));
        let found = Diagnostic::hold(RULE.name, field.span, message).label("one of these");
        out.push(found.help("write the one that it is").part_of(field.item.as_ref()));
    }
}

/// Whether a value names one version or another: `3.8.0 or 3.8.1`.
fn is_either(value: &str) -> bool {
    let number = |word: &str| word.trim_start_matches(['v', 'V']).starts_with(|c: char| c.is_ascii_digit());
    let words: Vec<&str> = value.split(' ').map(|word| word.trim_matches([',', '`', '*'])).collect();
    let between = words
        .windows(3)
        .any(|three| matches!(three, [one, or, other] if number(one) && EITHER_OR.has(or) && number(other)));
    between && words.iter().all(|word| number(word) || EITHER_OR.has(word))
}
