//! Ticked items that end where a value or a name is to come: `Launcher built: @`, `Merged as #`, `Approved by`, `Backup size: GB`.

use super::remarks::ANSWERS;
use crate::parse::is_total;
use crate::parse::words::{IMPERATIVES, INSTRUCTIONS, SAYS_DONE, SLOT_NOUNS, TASKS, UNITS, UNITS_OF_TIME};

/// What stands in the place of an answer at the end of a text, and is none.
pub(super) fn told(text: &str) -> Option<&str> {
    let behind = || {
        let (head, said) = text.split_at_checked(ANSWERS.last_end(text)?)?;
        (!said.is_empty() && (is_signs(said) || head.ends_with(": ") && is_none(head, said))).then_some(said)
    };
    // `Start: , end: 12:00`
    let between = || [": ,", ": ;", ":,"].iter().find_map(|gap| text.get(text.find(gap)?..));
    behind().or_else(|| bracketed(text)).or_else(|| dangling(text)).or_else(between)
}

/// Whether words behind a label are no answer: `GB`, `... GB`, `link`, or tell of all and not of how many: `/48`, `? of 8`.
fn is_none(label: &str, said: &str) -> bool {
    let bare = said.trim_start_matches(|c: char| "<>≤≥~-–—.…?()_ ".contains(c));
    let unit = || (UNITS.contains(&bare) || UNITS_OF_TIME.has(bare)) && !label.to_ascii_lowercase().contains("unit");
    // "Add the column: name" says what is added.
    let first = label.split(' ').next().unwrap_or("");
    let does = || IMPERATIVES.has(first) || TASKS.has(first);
    let named = || SLOT_NOUNS.has(said.trim_matches(['(', ')', '*', ' '])) && !does();
    unit() || is_total(said.trim_start_matches('?')) || named()
}

/// Whether there are only signs that a value or a name would stand behind or between.
fn is_signs(said: &str) -> bool {
    said.chars().all(|c| "@#-–—.…\"'“”{}<>%€$£ ".contains(c))
}

/// What stands in parentheses at the end: `Ropes counted ( )`, `Notes sent (@)`, `Confirmed with (name)`, `(insert name)`.
fn bracketed(text: &str) -> Option<&str> {
    let said = text.get(text.rfind(" (")? + " ".len()..)?;
    let inner = said.get(1..)?.strip_suffix(')')?;
    let head = text.get(..text.len() - said.len())?.trim_end();
    let named = || (SLOT_NOUNS.has(inner) || inner.starts_with("HH:MM")) && leads(head);
    // "(state machine, appeals, comments)" tells what there is.
    let instructs = || INSTRUCTIONS.leading(inner).is_some() && inner.matches(", ").count() < 2;
    (is_signs(inner) || instructs() || named()).then_some(said)
}

/// The last word, where something has to follow: `Merged as #`, `Approved by`, `Ticket LIFT-`; or that says so, `Ropes N/A`.
fn dangling(text: &str) -> Option<&str> {
    let last = text.get(text.rfind(' ')? + " ".len()..)?;
    let capitals =
        || last.strip_suffix('-').is_some_and(|kind| kind.len() > 1 && kind.bytes().all(|b| b.is_ascii_uppercase()));
    let head = text.get(..text.len() - last.len())?.trim_end();
    let dated = || last == "at" && SAYS_DONE.ending(head).is_some();
    let named = || matches!(last, "NAME" | "NAMES" | "DATE" | "TIME") && leads(head);
    (matches!(last, "#" | "=" | "by" | "N/A" | "n/a") || capitals() || dated() || named()).then_some(last)
}

/// Whether the last word of a text is one that a name or a time stands behind.
fn leads(head: &str) -> bool {
    head.rsplit(' ').next().is_some_and(|word| ["by", "at", "with", "from", "on"].contains(&word))
}
