//! Values of the wrong kind.

use super::words::{quote, says_nothing};
use super::{Context, Rule, calendar, measure, parts, possible, signers};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Field, FieldKind, State};

pub(super) const RULE: Rule = Rule {
    name: "wrong-kind",
    summary: "A value is not of the kind that its field takes.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/wrong-kind.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let run = &context.run();
    for field in context.fields() {
        let Some(value) = context.value(field).filter(|value| !says_nothing(value)) else { continue };
        let Err(why) = kind(field, value) else { continue };
        let message = format!("{} is {}, which {why}", quote(&field.label), quote(value));
        let help = format!("`gonogo fill {run} --set '{}=…'` with a value of the right kind", field.id);
        let found = Diagnostic::hold(RULE.name, field.span, message).label("of the wrong kind").help(help);
        out.push(found.part_of(field.item.as_ref()));
    }
    for (_, item) in context.items().filter(|(_, item)| item.state == State::Done) {
        let Some(ratio) = parts::goes_beyond(&item.text) else { continue };
        let message = format!("{} says {}, which is more than the whole", quote(&item.text), quote(ratio));
        let found = Diagnostic::hold(RULE.name, item.span, message).label("more than the whole");
        out.push(found.help("count again, and correct the number").item(&item.id));
    }
    for sign_off in signers::asked(context).filter(|sign_off| sign_off.is_filled()) {
        let Some(value) = sign_off.date.as_deref().filter(|value| !says_nothing(value)) else { continue };
        let Err(why) = date(value) else { continue };
        let message = format!("date of the sign-off of {} is {}, which {why}", quote(&sign_off.role), quote(value));
        let help = "write the day on which it was signed";
        out.push(Diagnostic::hold(RULE.name, sign_off.span, message).label("of the wrong kind").help(help));
    }
}

/// Whether `value` is of the field's kind, or why it is not.
fn kind(field: &Field, value: &str) -> Result<(), String> {
    match field.kind {
        FieldKind::Text if field.target.is_none() => Ok(()),
        // "2-4 weeks" is a length of time too, as long as nothing has to be compared with it.
        FieldKind::Duration if field.target.is_none() => duration(value),
        FieldKind::Text | FieldKind::Number | FieldKind::Percent | FieldKind::Ratio | FieldKind::Duration => {
            let measured = measure::of(field, value)?;
            match field.kind {
                FieldKind::Ratio if measured.of.is_none() && field.target.is_none() => {
                    Err("is not a ratio such as 19/20".to_owned())
                }
                _ => possible::refuse(field, &measured).map_or(Ok(()), |why| Err(why.to_owned())),
            }
        }
        FieldKind::Date => date(value),
        FieldKind::Time => time(value),
        FieldKind::Url => url(value),
        FieldKind::Choice => choice(field, value),
    }
}

fn duration(value: &str) -> Result<(), String> {
    let plain = |c: char| !c.is_numeric() || c.is_ascii_digit();
    let below_zero = value.strip_prefix(['-', '−']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    // "A full day" is one as well.
    if value.contains(char::is_alphanumeric) && value.chars().all(plain) && !below_zero {
        Ok(())
    } else {
        Err("is not a length of time in plain digits".to_owned())
    }
}

fn date(value: &str) -> Result<(), String> {
    match calendar::days(value) {
        Some(days) if days.is_empty() => Err("is no day of the calendar".to_owned()),
        Some(_) => Ok(()),
        None if value.bytes().any(|byte| byte.is_ascii_digit()) => Ok(()),
        None => Err("is not a date".to_owned()),
    }
}

fn time(value: &str) -> Result<(), String> {
    date(value).map_err(|_| "is not a time".to_owned())?;
    let clock = value.split([' ', 'T']).find(|word| word.contains(':'));
    let Some((hours, rest)) = clock.and_then(|clock| clock.split_once(':')) else { return Ok(()) };
    let minutes: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let within = |text: &str, limit: u32| text.parse::<u32>().is_ok_and(|number| number < limit);
    if within(hours, 24) && within(&minutes, 60) { Ok(()) } else { Err("is not a time of day".to_owned()) }
}

fn url(value: &str) -> Result<(), String> {
    // `https://example.org (if you may)`
    let value = value.split_once(" (").filter(|_| value.ends_with(')')).map_or(value, |(link, _)| link);
    let bare = value.trim_start_matches('<').trim_end_matches('>');
    let linked = value.starts_with('[') && value.contains("](");
    let plain = !bare.contains(char::is_whitespace) && bare.contains(['/', '.', ':', '#']);
    if bare.ends_with("...") || bare.ends_with('…') {
        return Err("is cut off".to_owned());
    }
    if linked || plain { Ok(()) } else { Err("is not a link".to_owned()) }
}

fn choice(field: &Field, value: &str) -> Result<(), String> {
    let same = |option: &String| option.trim().to_lowercase() == value.to_lowercase();
    if field.options.is_empty() || field.options.iter().any(same) {
        Ok(())
    } else {
        Err(format!("is none of {}", field.options.join(" / ")))
    }
}
