//! Placeholders: tokens that stand for a value to come, in prose and in code.

use std::sync::LazyLock;

use foldhash::{HashMap, HashMapExt};
use regex::Regex;

use super::draft::Draft;
use super::lines::{LineKind, MAX_LINE};
use super::{Recogniser, slots, words};
use crate::model::{Occurrence, Placeholder, PlaceholderStyle};
use crate::text::Span;

pub const RECOGNISER: Recogniser =
    Recogniser { name: "placeholders", summary: "[VERSION], <version>, {{ version }}, ${VERSION}, X.Y.Z", recognise };

fn recognise(draft: &mut Draft<'_>) {
    let mut found: Vec<(PlaceholderStyle, String, Span, LineKind)> = Vec::new();
    for line in &draft.frame.lines {
        if matches!(
            line.kind,
            LineKind::Blank
                | LineKind::Comment
                | LineKind::FrontMatter
                | LineKind::Html
                | LineKind::Definition
                | LineKind::Break
        ) {
            continue;
        }
        if line.span.len() > MAX_LINE {
            continue;
        }
        let code = matches!(line.kind, LineKind::Code(_));
        for (style, inner, span) in tokens(draft.source.slice(line.span), line.span.start, code) {
            let name = draft.source.slice(inner).trim().to_owned();
            if !code && (draft.in_comment(span.start) || is_reference(draft, span) || is_box(draft, span)) {
                continue;
            }
            found.push((style, name, span, line.kind));
        }
    }
    drop_elements(draft, &mut found);
    let mut places: HashMap<(PlaceholderStyle, String), usize> = HashMap::new();
    for (style, name, span, kind) in found {
        let line = draft.source.line_of(span.start) - 1;
        let in_block = matches!(kind, LineKind::Code(_));
        let occurrence = Occurrence {
            at: draft.source.position(span.start),
            span,
            in_code: in_block || draft.in_code_span(span.start),
            in_block,
            item: draft.item_of_line(line).and_then(|item| draft.item_ref(item)),
            section: draft.section_of_line(line).and_then(|section| draft.section_ref(section)),
        };
        draft.places.push(span);
        let index = *places.entry((style, name.clone())).or_insert(draft.placeholders.len());
        match draft.placeholders.get_mut(index) {
            Some(placeholder) => placeholder.occurrences.push(occurrence),
            None => draft.placeholders.push(Placeholder { name, style, occurrences: vec![occurrence] }),
        }
    }
}

/// Whether a bracketed token is (part of) a link that resolves.
fn is_reference(draft: &Draft<'_>, span: Span) -> bool {
    draft.markdown.links.binary_search_by_key(&span.start, |link| link.start).is_ok()
}

/// Whether a bracketed token is a box that an entry starts with.
fn is_box(draft: &Draft<'_>, span: Span) -> bool {
    let line = draft.source.line_of(span.start) - 1;
    draft
        .frame
        .entry_at(line)
        .and_then(|entry| draft.frame.entries.get(entry))
        .and_then(|entry| entry.mark.as_ref())
        .is_some_and(|mark| mark.span.overlaps(span))
}

/// Angle brackets around a name that is closed somewhere, `<version>1</version>`, are markup.
fn drop_elements(draft: &Draft<'_>, found: &mut Vec<(PlaceholderStyle, String, Span, LineKind)>) {
    let mut names: HashMap<String, bool> = HashMap::new();
    found.retain(|(style, name, ..)| {
        *style != PlaceholderStyle::Angle
            || !*names.entry(name.clone()).or_insert_with(|| draft.source.text().contains(&format!("</{name}")))
    });
}

/// The tokens of a line: style, what is between the brackets, and all of it.
fn tokens(text: &str, offset: usize, code: bool) -> Vec<(PlaceholderStyle, Span, Span)> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(skip) = text.get(at..).and_then(|rest| {
        rest.bytes().position(|byte| matches!(byte, b'[' | b'<' | b'{' | b'$' | b'\\' | b'X' | b'Y' | b'x' | b'v'))
    }) {
        at += skip;
        let rest = text.get(at..).unwrap_or("");
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        let read = match rest.as_bytes().first() {
            Some(b'\\') => {
                at += 1 + rest.get(1..).and_then(|tail| tail.chars().next()).map_or(0, char::len_utf8);
                continue;
            }
            Some(b'[') => bracket(rest).map(|len| (PlaceholderStyle::Bracket, 1, len - 1, len)),
            Some(b'<') => angle(rest, code).map(|len| (PlaceholderStyle::Angle, 1, len - 1, len)),
            Some(b'{') if rest.starts_with("{{") => rest
                .find("}}")
                .filter(|end| is_name(rest.get(2..*end).unwrap_or(""), " _-."))
                .map(|end| (PlaceholderStyle::Mustache, 2, end, end + 2)),
            Some(b'{') if !code => rest
                .find('}')
                .filter(|end| is_upper(rest.get(1..*end).unwrap_or("")))
                .map(|end| (PlaceholderStyle::Shell, 1, end, end + 1)),
            Some(b'$') if !code && rest.starts_with("${") => rest
                .find('}')
                .filter(|end| is_name(rest.get(2..*end).unwrap_or(""), "_"))
                .map(|end| (PlaceholderStyle::Shell, 2, end, end + 1)),
            Some(b'$' | b'{') => None,
            _ if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '[' | '<' | '-')) => None,
            _ => bare(rest).filter(|_| !code).map(|len| (PlaceholderStyle::Bare, 0, len, len)),
        };
        match read {
            Some((style, start, end, len)) => {
                out.push((
                    style,
                    Span::new(offset + at + start, offset + at + end),
                    Span::new(offset + at, offset + at + len),
                ));
                at += len;
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    out
}

/// `[VERSION]`, `[URL or path]`: capitals first, and not the text of a link.
fn bracket(text: &str) -> Option<usize> {
    let end = text.find(']')?;
    let inner = text.get(1..end)?;
    let after = text.get(end + 1..)?;
    if inner.is_empty()
        || inner.len() > 60
        || after.starts_with(['(', '[', ':']) && !after.starts_with(": ") && !after.starts_with(":4")
    {
        return None;
    }
    let word: String = inner.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    let loud = word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase);
    let fits = inner.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '/' | '.' | '\'' | ','));
    // `[Minor / Major]` is a choice, and `[1]` a footnote.
    let fits = fits && loud && slots::choice(&format!("[{inner}]")).is_none() && !inner.ends_with(' ');
    fits.then_some(end + 1)
}

/// `<version>`, `<START TIME>`: no element of HTML, no address.
fn angle(text: &str, code: bool) -> Option<usize> {
    let end = text.find('>')?;
    let inner = text.get(1..end)?;
    let starts = inner.starts_with(|c: char| c.is_alphabetic());
    let fits = inner.len() <= 40 && inner.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.'));
    let first = inner.split([' ', '.']).next().unwrap_or("");
    let element = words::is_html_element(inner) || (words::is_html_element(first) && inner.contains(' '));
    let spaced = code && inner.contains(' ') && inner.chars().any(char::is_lowercase) && inner.split(' ').count() > 4;
    (starts && fits && !element && !inner.ends_with(' ') && !spaced && slots::choice(&format!("<{inner}>")).is_none())
        .then_some(end + 1)
}

/// `X.Y.Z`, `vX.Y`, `YYYY-MM-DD`, `XXX`.
fn bare(text: &str) -> Option<usize> {
    static BARE: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^(?:v?[XYZxyz](?:\.[XYZxyz])+|YYYY(?:[-/.](?:MM?|DD?))*|XXX+)$").ok());
    let word: &str = text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '/'))).next()?;
    let word = word.trim_end_matches(['.', '-', '/']);
    // Compiling the expression is dear, so it is only asked about words that can be one.
    let possible = word.len() >= 3 && word.bytes().all(|byte| b"XYZxyzvMD.-/".contains(&byte));
    (possible && BARE.as_ref().is_some_and(|bare| bare.is_match(word))).then_some(word.len())
}

fn is_upper(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 40
        && text.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
        && text.starts_with(|c: char| c.is_ascii_uppercase())
}

fn is_name(text: &str, extra: &str) -> bool {
    let text = text.trim();
    !text.is_empty()
        && text.len() <= 60
        && text.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_alphanumeric() || extra.contains(c))
}
