//! Problems: what is not what it seems, so that nothing the parser can't see passes silently.

use super::Recogniser;
use super::draft::Draft;
use super::lines::{Line, LineKind};
use super::signs::Signs;
use crate::model::{Item, ItemShape};
use crate::text::{Span, is_invisible};

pub const RECOGNISER: Recogniser = Recogniser {
    name: "problems",
    summary: "boxes in code and HTML, unclosed fences and comments, hidden characters",
    recognise,
};

fn recognise(draft: &mut Draft<'_>) {
    if let Some((span, message)) = draft.front.problem.clone() {
        draft.problem("front-matter", span, format!("the front matter can't be read: {message}"));
    }
    unclosed(draft);
    for line in 0..draft.frame.lines.len() {
        let Some(at) = draft.frame.line(line).copied() else { break };
        // Most lines are seen, and have neither a tag nor a character that could be hidden.
        let seen = matches!(at.kind, LineKind::Blank | LineKind::Text | LineKind::Heading(_) | LineKind::Table(_));
        if seen && !draft.has_sign_anywhere(line, Signs::LESS) {
            continue;
        }
        hidden(draft, at.span);
        if let Some((rule, span, message)) = unseen(draft, &at) {
            draft.problem(rule, span, message);
        }
    }
    empty_tasks(draft);
}

/// A box on a line that is no text to CommonMark, though it may be one to a reader.
fn unseen(draft: &Draft<'_>, line: &Line) -> Option<(&'static str, Span, &'static str)> {
    let text = draft.source.slice(line.span);
    let found = || box_of(text, line.span.start);
    match line.kind {
        LineKind::Html => {
            let input = || text.to_lowercase().contains("type=\"checkbox\"").then_some(line.span);
            let why = "a box in raw HTML is no item; leave an empty line behind the tag, or take it out";
            found().or_else(input).map(|span| ("near-miss-box", span, why))
        }
        LineKind::Comment => found().map(|span| ("hidden-task", span, "this box stands in a comment and is no item")),
        LineKind::Definition => {
            found().map(|span| ("near-miss-box", span, "a colon behind the box makes the line a link definition"))
        }
        LineKind::Code(block) => {
            let block = draft.markdown.code_blocks.get(block)?;
            if !block.fenced {
                return found().map(|span| ("near-miss-box", span, "this box is indented so deep that it is code"));
            }
            let plain = matches!(block.info.trim(), "" | "md" | "markdown" | "text" | "txt");
            let why = "this box stands in a block of code and is no item";
            let found = || found().or_else(|| bare_box(text, line.span.start));
            plain.then(found).flatten().map(|span| ("box-in-code", span, why))
        }
        LineKind::TooLong => Some(("long-line", line.span, "this line is too long to be read; break it up")),
        LineKind::Text | LineKind::Heading(_) | LineKind::Table(_) => {
            let comment = text.find("<!--").and_then(|at| box_of(text.get(at..)?, line.span.start + at));
            if let Some(span) = comment.filter(|span| draft.in_comment(span.start)) {
                return Some(("hidden-task", span, "this box stands in a comment and is no item"));
            }
            let is_input = |at: &usize| {
                let tag = text.as_bytes().get(*at..*at + "<input".len());
                tag.is_some_and(|tag| tag.eq_ignore_ascii_case(b"<input"))
            };
            let start = text.match_indices('<').map(|(at, _)| at).find(is_input)?;
            let input = text.to_ascii_lowercase().get(start..)?.contains("checkbox");
            let span = Span::new(line.span.start + start, line.span.end);
            // The one that leads an entry is its box, and said to be none already.
            let at = draft.frame.entry_at(draft.source.line_of(line.span.start) - 1);
            let mark = at.and_then(|at| draft.frame.entries.get(at)).and_then(|entry| entry.mark.as_ref());
            (input && mark.is_none()).then_some(("near-miss-box", span, "an HTML input is no item; write `- [ ]`"))
        }
        _ => None,
    }
}

/// Tasks without words: parsers disagree on whether they are any, and nobody knows what was done.
fn empty_tasks(draft: &mut Draft<'_>) {
    let empty = |item: &&Item| item.shape == ItemShape::Task && !item.text.chars().any(char::is_alphanumeric);
    let spans: Vec<Span> = draft.items.iter().filter(empty).map(|item| item.box_span.unwrap_or(item.span)).collect();
    for span in spans {
        draft.problem("near-miss-box", span, "no words follow the box");
    }
}

/// A list marker followed by a box, or an item of a quote.
fn box_of(line: &str, offset: usize) -> Option<Span> {
    let text = line.trim_start_matches([' ', '\t', '>']);
    let text = text.strip_prefix("<!--").unwrap_or(text).trim_start();
    let rest = text.strip_prefix(['-', '*', '+'])?.trim_start();
    let marked = ["[ ]", "[x]", "[X]"].iter().any(|mark| rest.starts_with(mark));
    let start = offset + line.len() - rest.len();
    marked.then(|| Span::new(start, start + 3))
}

/// An empty box at either end of a line, as people write it without a list.
fn bare_box(line: &str, offset: usize) -> Option<Span> {
    const BOXES: [&str; 2] = ["[ ]", "☐"];
    let (start, text) = (line.len() - line.trim_start().len(), line.trim());
    let text = text.trim_start_matches(['-', '*', '+', ' ']);
    let start = line.get(start..)?.find(text)? + start;
    let leads = |mark: &&&str| text.strip_prefix(**mark).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    let ends = |mark: &&&str| text.strip_suffix(**mark).is_some_and(|head| head.ends_with(' '));
    let led = BOXES.iter().find(leads).map(|mark| Span::new(start, start + mark.len()));
    let ended = || {
        let (end, mark) = (start + text.len(), BOXES.iter().find(ends)?);
        Some(Span::new(end - mark.len(), end))
    };
    led.or_else(ended).map(|span| Span::new(offset + span.start, offset + span.end))
}

fn unclosed(draft: &mut Draft<'_>) {
    let mut found = Vec::new();
    for block in draft.markdown.code_blocks.iter().filter(|block| block.fenced) {
        let text = draft.source.slice(block.span);
        let fence: String = text.trim_start().chars().take_while(|c| matches!(c, '`' | '~')).collect();
        let last = text.trim_end().lines().next_back().unwrap_or("").trim_start_matches([' ', '\t', '>']);
        let closed = text.trim_end().lines().count() > 1
            && last.len() >= fence.len()
            && last.starts_with(&fence)
            && last.trim_end().chars().all(|c| fence.starts_with(c));
        if !closed {
            found.push((
                Span::new(block.span.start, block.span.start + fence.len()),
                "this fence is never closed, so all that follows is code",
                "unclosed-fence",
            ));
        }
    }
    for comment in &draft.markdown.comments {
        if !draft.source.slice(*comment).trim_end().ends_with("-->") {
            found.push((
                Span::new(comment.start, comment.start + 4),
                "this comment is never closed, so all that follows is hidden",
                "unclosed-comment",
            ));
        }
    }
    for (span, message, rule) in found {
        draft.problem(rule, span, message);
    }
}

/// Characters that can't be seen, or that change the order in which others are.
fn hidden(draft: &mut Draft<'_>, line: Span) {
    let text = draft.source.slice(line);
    if text.is_ascii() {
        return;
    }
    let mut found = Vec::new();
    let mut before = None;
    for (at, c) in text.char_indices() {
        // A joiner or a tag behind an emoji, and the byte-order mark, are where they belong.
        let part = c == '\u{200d}' || matches!(c, '\u{e0020}'..='\u{e007f}');
        let joins = part && before.is_some_and(|c: char| u32::from(c) >= 0x2190);
        let mark = c == '\u{feff}' && line.start + at == 0;
        if is_invisible(c) && !joins && !mark {
            found.push((Span::new(line.start + at, line.start + at + c.len_utf8()), u32::from(c)));
        }
        before = Some(c);
    }
    for (span, code) in found {
        draft.problem("hidden-text", span, format!("an invisible character U+{code:04X} stands here"));
    }
}
