//! What is not asked for, or only under a condition: by which words that was guessed, and how to say otherwise.

use std::io::{self, Write};

use super::tally::plural;
use crate::asked::{Asked, Standing, Why};
use crate::model::{Applicability, Checklist, Section};
use crate::text::{escape, escape_line};
use crate::verdict::Judged;

/// How to say otherwise where the words misled.
const HELP: &str = "To have any of it asked for like all the rest, write `<!-- gonogo: required -->` at the end of its line; a part can also be \
named under [sections] in gonogo.toml: \"Title\" = \"required\".";

/// What was set by a comment in the text has this for its words.
const DIRECTIVE: &str = "directive";

/// Writes the verdict and the reasons, in the order of the document; a part stands for all that is in it.
pub fn reasons(judged: &Judged<'_>, out: &mut dyn Write) -> io::Result<()> {
    let checklist = judged.checklist;
    let asked = Asked::of(checklist);
    let mut lines: Vec<(usize, String)> = Vec::new();
    lines.extend(checklist.sections.iter().filter_map(|section| Some((section.line, of_section(section, checklist)?))));
    let own = |inner: Standing, outer: Standing| match inner {
        Standing::Not(why) if inner != outer && why != Why::NotWork => Some(why),
        _ => None,
    };
    for item in &checklist.items {
        let outer = asked.section_standing(item.section.as_ref());
        let standing = own(asked.item_standing(item), outer);
        let said = in_words(item.applicability, item.condition.as_deref());
        let line = match (standing, said) {
            (None, None) => continue,
            (Some(why), None) => format!("not asked for: {}", why.words()),
            (None, Some(said)) => said,
            (Some(why), Some(said)) => format!("{said}; not asked for: {}", why.words()),
        };
        lines.push((item.at.line, entry("item", &item.text, &line)));
    }
    for field in &checklist.fields {
        let outer = asked.place_standing(field.item.as_ref(), field.section.as_ref());
        if let Some(why) = own(asked.field_standing(field), outer) {
            let by = field.condition.as_deref().filter(|_| why == Why::Unless);
            let by = by.map(|words| format!(", by the words “{}”", escape_line(words))).unwrap_or_default();
            lines.push((field.at.line, entry("field", &field.label, &format!("not asked for: {}{by}", why.words()))));
        }
    }
    for sign_off in &checklist.sign_offs {
        if let Standing::Not(why) = asked.sign_off_standing(sign_off) {
            let line = format!("not asked for: {}", why.words());
            lines.push((sign_off.line, entry("sign-off", &sign_off.role, &line)));
        }
    }
    lines.sort_by_key(|(line, _)| *line);
    let path = escape(judged.source.path());
    writeln!(out, "{}  {path}: {} not asked for, or under a condition", judged.verdict, plural(lines.len(), "thing"))?;
    lines.iter().try_for_each(|(line, text)| writeln!(out, "  {line}: {text}"))?;
    if lines.is_empty() { Ok(()) } else { writeln!(out, "\n{HELP}") }
}

/// A part whose words say more than that it has to be done.
fn of_section(section: &Section, checklist: &Checklist) -> Option<String> {
    let said = in_words(section.applicability, section.condition.as_deref())?;
    let items = checklist.items.iter().filter(|item| section.extent.covers(item.span)).count();
    let fields = checklist.fields.iter().filter(|field| section.extent.covers(field.span)).count();
    let said = format!("{said}; {} and {} in it", plural(items, "item"), plural(fields, "field"));
    Some(entry("part", &section.title, &said))
}

/// The applicability, and the words that it was read from.
fn in_words(applicability: Applicability, condition: Option<&str>) -> Option<String> {
    let what = match applicability {
        Applicability::Required => return None,
        Applicability::Conditional => "under a condition: to be done, or N/A with a reason",
        Applicability::Alternative => "one of several, of which one is to be done",
        Applicability::Contingent => "only asked for once something has happened",
        Applicability::Reference => "there to be looked up",
    };
    Some(match condition {
        Some(DIRECTIVE) => format!("{what}, by the comment at it"),
        Some(words) => format!("{what}, by the words “{}”", escape_line(words)),
        None => format!("{what}, by gonogo.toml or what it stands in"),
    })
}

fn entry(kind: &str, words: &str, said: &str) -> String {
    format!("{kind} “{}” — {said}", escape_line(words))
}
