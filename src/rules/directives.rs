//! Directives: comments in which the text says what not to report, and why.

use super::words::says_nothing;
use super::{RULES, Rule, find};
use crate::diagnostic::{Diagnostic, Severity};
use crate::parse::{Context, contexts};
use crate::text::{Source, Span, nearest};
use crate::time::is_iso_date;

/// Holds that may be ignored for good: they speak of how the document is written, and nothing is left undone by it.
pub(super) const IGNORABLE: [&str; 2] = ["count-mismatch", "total-mismatch"];

/// What nobody can waive in the text: what people decide and attest, and what keeps readers from seeing the text.
pub(super) const NEVER: [&str; 23] = [
    "assurance-too-low",
    "author-approves",
    "conflicting-decisions",
    "criterion-fired",
    "decision-no-go",
    "expired-waiver",
    "future-date",
    "hidden-text",
    "invalid-signature",
    "missing-date",
    "missing-sign-off",
    "no-decision",
    "no-items",
    "quorum-not-met",
    "refused-sign-off",
    "same-person-twice",
    "stale-sign-off",
    "unauthorised-signer",
    "unclear-text",
    "unclosed-comment",
    "unclosed-fence",
    "unfinished-children",
    "wrong-directive",
];

/// The words that say whether something has to be done; they are read elsewhere.
const APPLICABILITY: [&str; 5] = ["required", "conditional", "alternative", "contingent", "reference"];

/// How findings of a rule may be silenced, as a part of its page.
pub fn silenced(rule: &Rule) -> String {
    let name = rule.name;
    let in_text = if rule.severity == Severity::Warning || IGNORABLE.contains(&name) {
        format!("Behind the line, or on a line of its own below it: `<!-- gonogo: ignore {name}: reason -->`.")
    } else if NEVER.contains(&name) {
        "Nothing in the text silences it: it speaks of what people decide and attest, or of what keeps readers from seeing the\n\
         text."
            .to_owned()
    } else {
        format!(
            "For a time, behind the line or on a line of its own below it:\n\
             `<!-- gonogo: waive {name} until 2026-12-31 by NAME: reason -->`. The day after, that is a hold itself."
        )
    };
    format!(
        "\n## How to silence it\n\n{in_text}\n\nFor whole files, `gonogo.toml` says what the rule does, under `[rules]`: `{name} = \"warning\"`.\n"
    )
}

/// What a directive says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Says<'a> {
    /// Whether something has to be done, or the template: the parser reads it.
    ReadElsewhere,
    /// Findings of this rule here are none.
    Ignore { rule: &'static str },
    /// Findings of this rule here don't count up to and with this day.
    Waive { rule: &'static str, until: &'a str, by: &'a str, reason: &'a str },
    /// Nothing that is understood, and why.
    Unclear(String),
}

/// A comment `<!-- gonogo: … -->`.
#[derive(Clone, Debug)]
pub(super) struct Directive<'a> {
    /// The comment.
    pub span: Span,
    /// The line it is about, 1-based: its own, or where it has one to itself, the last line above that says something.
    pub line: usize,
    /// What it says.
    pub says: Says<'a>,
}

/// Every directive of the text that is not read elsewhere, in order.
pub(super) fn read(source: &Source) -> Vec<Directive<'_>> {
    let text = source.text();
    // Few documents have any.
    if !text.contains("gonogo:") {
        return Vec::new();
    }
    let mut spans = Vec::new();
    let mut from = 0;
    while let Some(start) = text.get(from..).and_then(|rest| rest.find("<!--")).map(|at| from + at) {
        let Some(end) = text.get(start..).and_then(|rest| rest.find("-->")).map(|at| start + at + 3) else { break };
        spans.push(Span::new(start, end));
        from = end;
    }
    let read = spans.into_iter().filter_map(|span| Some((span, said(body(source.slice(span))?))));
    let (spans, says): (Vec<Span>, Vec<Says<'_>>) = read.filter(|(_, says)| *says != Says::ReadElsewhere).unzip();
    if spans.is_empty() {
        return Vec::new();
    }
    let places = contexts(source, &spans);
    let read = spans.into_iter().zip(says).zip(places).filter(|(_, place)| *place == Context::Opaque);
    read.map(|((span, says), _)| Directive { span, line: about(source, span), says }).collect()
}

/// What stands behind `gonogo:` in a comment.
fn body(comment: &str) -> Option<&str> {
    Some(comment.strip_prefix("<!--")?.strip_suffix("-->")?.trim().strip_prefix("gonogo:")?.trim())
}

fn about(source: &Source, span: Span) -> usize {
    let own = source.line_of(span.start);
    let alone = |line: usize| {
        let text = source.slice(source.line(line)).trim();
        text.is_empty() || (text.starts_with("<!--") && text.ends_with("-->"))
    };
    (1..=own).rev().find(|line| !alone(*line)).unwrap_or(own)
}

fn said(body: &str) -> Says<'_> {
    let (word, rest) = body.split_once(char::is_whitespace).unwrap_or((body, ""));
    let read = match word {
        _ if APPLICABILITY.contains(&body) => Ok(Says::ReadElsewhere),
        "template" => Ok(Says::ReadElsewhere),
        "ignore" => ignore(rest.trim()),
        "waive" => waive(rest.trim()),
        _ => {
            let known = APPLICABILITY.into_iter().chain(["ignore", "template", "waive"]);
            let meant = nearest(word, known).map(|word| format!("; did you mean `{word}`?")).unwrap_or_default();
            Err(format!("`{word}` is no directive{meant}"))
        }
    };
    read.unwrap_or_else(Says::Unclear)
}

/// `RULE: reason`.
fn ignore(text: &str) -> Result<Says<'_>, String> {
    let (name, reason) = text.split_once(':').unwrap_or((text, ""));
    let rule = rule(name.trim())?;
    let warns = find(rule).is_some_and(|rule| rule.severity == Severity::Warning);
    if !warns && !IGNORABLE.contains(&rule) {
        return Err(format!("{rule} can't be ignored for good; waive it: `waive {rule} until DATE by NAME: reason`"));
    }
    if says_nothing(reason) {
        return Err(format!("it says to ignore {rule}, and not why; write `ignore {rule}: reason`"));
    }
    Ok(Says::Ignore { rule })
}

/// `RULE until DATE by NAME: reason`.
fn waive(text: &str) -> Result<Says<'_>, String> {
    let shape = |what: &str| format!("a waiver needs {what}; write `waive RULE until DATE by NAME: reason`");
    let (head, reason) = text.split_once(':').ok_or_else(|| shape("a reason"))?;
    let (head, by) = head.split_once(" by ").ok_or_else(|| shape("a name"))?;
    let (name, until) = head.split_once(" until ").ok_or_else(|| shape("a day until which it holds"))?;
    let (rule, until, by, reason) = (rule(name.trim())?, until.trim(), by.trim(), reason.trim());
    if NEVER.contains(&rule) {
        return Err(format!("{rule} can't be waived"));
    }
    if !is_iso_date(until) {
        return Err(shape("a day YYYY-MM-DD until which it holds"));
    }
    if says_nothing(by) {
        return Err(shape("a name"));
    }
    if says_nothing(reason) {
        return Err(shape("a reason"));
    }
    Ok(Says::Waive { rule, until, by, reason })
}

fn rule(name: &str) -> Result<&'static str, String> {
    find(name).map(|rule| rule.name).ok_or_else(|| {
        let meant = nearest(name, RULES.iter().map(|rule| rule.name));
        let meant = meant.map(|name| format!("; did you mean `{name}`?")).unwrap_or_default();
        format!("there is no rule `{name}`{meant}")
    })
}

/// The findings as the directives have them: what is ignored is gone, what is waived on the day `today` (as `YYYY-MM-DD`)
/// is a warning that says so.
pub(super) fn heed(source: &Source, found: Vec<Diagnostic>, today: &str) -> Vec<Diagnostic> {
    let directives = read(source);
    if directives.is_empty() {
        return found;
    }
    let heeded = |found: Diagnostic| {
        let line = source.line_of(found.span.start);
        for directive in directives.iter().filter(|directive| directive.line == line) {
            match &directive.says {
                Says::Ignore { rule } if *rule == found.rule => return None,
                // Days written this way sort as they follow each other.
                Says::Waive { rule, until, by, reason } if *rule == found.rule && today <= *until => {
                    let message = format!("{} (waived until {until} by {by}: {reason})", found.message);
                    return Some(Diagnostic { message, waived: true, ..found }.warning());
                }
                _ => {}
            }
        }
        Some(found)
    };
    found.into_iter().filter_map(heeded).collect()
}
