//! Labelled segments of a line: `**Result:** PASS/FAIL **Time:** ____` has two.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter, memchr2_iter};

use super::signs::Signs;
use super::vocabulary::{Lists, Words};
use super::{brackets, inline, words};
use crate::text::{Source, Span};

/// A label and what stands behind it.
#[derive(Clone, Debug)]
pub struct Segment<'s> {
    /// The label's words; `None` for what stands before any label.
    pub label: Option<Cow<'s, str>>,
    /// From the first byte of the label, markup included.
    pub start: usize,
    /// What stands behind the label, without blanks at its ends.
    pub value: Span,
    /// Offset right behind the label's markup, where a value may be written.
    pub after_label: usize,
    /// Whether the label is bold.
    pub bold: bool,
    /// Whether it stands in parentheses within another segment.
    pub inner: bool,
    /// The lists that the label is a word of.
    pub named: Lists,
}

impl<'s> Segment<'s> {
    fn new(label: Option<Cow<'s, str>>, start: usize, value: Span, after_label: usize) -> Self {
        let named = label.as_deref().map_or_else(Lists::default, Lists::of);
        Self { label, start, value, after_label, bold: false, inner: false, named }
    }

    /// Whether it has a label, which is one of some words.
    pub fn is(&self, words: Words) -> bool {
        self.named.has(words)
    }
}

/// A label found: where it starts, where its words are, where it ends.
struct Found {
    start: usize,
    words: Span,
    end: usize,
    bold: bool,
}

/// The segments of `span`, in order; those in parentheses follow the one they are in.
pub fn segments(source: &Source, span: Span) -> Vec<Segment<'_>> {
    let text = source.slice(span);
    let signs = Signs::of(text.as_bytes());
    // Without a colon there is no label, but for one of a number in parentheses.
    let labelled = signs.any(Signs::COLON) || signs.any(Signs::BRACKET) && signs.any(Signs::DIGIT);
    if !labelled {
        let value = super::frame::trimmed(source, span);
        let bare = || Segment::new(None, span.start, value, span.start);
        return if value.is_empty() { Vec::new() } else { vec![bare()] };
    }
    let mut found = if signs.any(Signs::STAR) { bold_labels(text) } else { Vec::new() };
    let limit = found.first().map_or(text.len(), |first| first.start);
    if let Some(head) = plain_head(text.get(..limit).unwrap_or("")) {
        found.insert(0, head);
    }
    let inner = known_inner(text, &found);
    if !inner.is_empty() {
        found.extend(inner);
        found.sort_by_key(|label| label.start);
    }
    let mut out = Vec::with_capacity(found.len() + 1);
    let first = found.first().map_or(text.len(), |label| label.start);
    if !inline::trim(text.get(..first).unwrap_or("")).is_empty() {
        push(source, &mut out, None, span.start, Span::new(span.start, span.start + first), span.start, false);
    }
    for (index, label) in found.iter().enumerate() {
        let end = found.get(index + 1).map_or(text.len(), |next| next.start);
        let words = inline::bare(text.get(label.words.range()).unwrap_or(""));
        let words = match words.strip_suffix([':', '：']) {
            Some(words) => Cow::Owned(inline::trim(words.trim_end_matches([':', '：'])).to_owned()),
            None => words,
        };
        let value = Span::new(span.start + label.end, span.start + end);
        push(source, &mut out, Some(words), span.start + label.start, value, span.start + label.end, label.bold);
    }
    out
}

fn push<'s>(
    source: &'s Source,
    out: &mut Vec<Segment<'s>>,
    label: Option<Cow<'s, str>>,
    start: usize,
    value: Span,
    after: usize,
    bold: bool,
) {
    let value = super::frame::trimmed(source, value);
    out.push(Segment { bold, ..Segment::new(label, start, value, after) });
    // `(verified: ____/48)` within the value is a segment of its own.
    let text = source.slice(value);
    for open in memchr_iter(b'(', text.as_bytes()) {
        let Some(inside) = text.get(open + 1..) else { continue };
        let Some(close) = memchr(b')', inside.as_bytes()) else { break };
        let inside = inside.get(..close).unwrap_or("");
        let Some((words, behind)) = inner_label(inside) else { continue };
        let at = value.start + open + 1;
        let value = super::frame::trimmed(source, Span::new(at + behind, at + close));
        out.push(Segment { inner: true, ..Segment::new(Some(inline::bare(words)), at, value, at + behind) });
    }
}

/// The label at the start of words in parentheses, and where it ends: `verified: ____/48`, `measured 3%`.
fn inner_label(inside: &str) -> Option<(&str, usize)> {
    if let Some((word, rest)) = inside.split_once(' ')
        && words::MEASURED_LABELS.has(word)
        && rest.starts_with(|c: char| c.is_ascii_digit())
    {
        return Some((word, word.len()));
    }
    let colon = super::vocabulary::at(inside, ": ")?;
    let label = inside.get(..colon)?;
    let states = [words::TARGET_LABELS, words::LEAST, words::MOST, words::COMPARED];
    let states = states.iter().any(|list| list.has(label)) && !inside.contains("__");
    (!label.is_empty() && !label.contains(['(', '[', '_', '/', '*']) && !states).then_some((label, colon + 1))
}

/// `**Label:**` and `**Label**:`; a target or a bold word that is no label is left in the value.
fn bold_labels(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text.get(from..).and_then(|rest| super::vocabulary::at(rest, "**")) {
        let start = from + open;
        let Some(len) = text.get(start + 2..).and_then(|rest| super::vocabulary::at(rest, "**")) else { break };
        let (inner_start, inner_end) = (start + 2, start + 2 + len);
        let inner = text.get(inner_start..inner_end).unwrap_or("");
        let close = inner_end + 2;
        // In French a blank stands before the colon.
        let behind = text.get(close..).unwrap_or("");
        let gap = conditional_remark(behind).unwrap_or(usize::from(behind.starts_with(" :")));
        let colon_after = gap > 0 || behind.starts_with([':', '：']);
        let colon_inside = inner.trim_end().ends_with([':', '：']);
        // A wide colon is longer than a byte.
        let sign = behind.get(gap..).and_then(|rest| rest.chars().next()).filter(|_| colon_after);
        let end = close + gap + sign.map_or(0, char::len_utf8);
        let is_target = start > 0 && words::TARGET_LABELS.has(inline::bare(inner).trim_end_matches(':'));
        if (colon_after || colon_inside)
            && !inner.starts_with(' ')
            && !inner.is_empty()
            && !is_target
            && super::vocabulary::at(inner, "__").is_none()
        {
            found.push(Found { start, words: Span::new(inner_start, inner_end), end, bold: true });
        } else if let Some(colon) = super::vocabulary::at(inner, ": ").filter(|_| inner.contains("__") && start == 0) {
            // `**TOTAL: ____/48 items complete**`
            found.push(Found {
                start,
                words: Span::new(inner_start, inner_start + colon),
                end: inner_start + colon + 1,
                bold: true,
            });
        }
        from = close;
    }
    found
}

/// How long a remark is that says when what its label asks for is asked for, `**Cloud** (if any): ____`.
fn conditional_remark(behind: &str) -> Option<usize> {
    let rest = behind.strip_prefix(" (")?;
    let inner = rest.get(..rest.find("):")?)?;
    let lead = words::CONDITIONAL.leading(inner).or_else(|| words::CONDITION_LEADS.leading(inner));
    lead.filter(|_| !inner.contains(['(', '_', '*'])).map(|_| " ()".len() + inner.len())
}

/// A text that is a label with a condition behind it and nothing else, `Cloud (if any):`.
pub fn conditional(source: &Source, content: Span) -> Option<Segment<'static>> {
    let text = source.slice(content);
    let label = text.strip_suffix([':', '：'])?;
    let inner = label.strip_suffix(')')?.split_once(" (")?.1;
    words::CONDITIONAL.leading(inner)?;
    let end = Span::at(content.end);
    Some(Segment::new(Some(Cow::Owned(label.to_owned())), content.start, end, content.end))
}

/// What may stand around a label at the start of a line, besides two stars.
const AROUND: [(&str, &str); 6] =
    [("__", "__"), ("*", "*"), ("_", "_"), ("`", "`"), ("<b>", "</b>"), ("<strong>", "</strong>")];

/// `__Label:__ value`, `*Label*: value` and `<b>Label:</b>` at the start of a line.
fn marked_head(text: &str) -> Option<Found> {
    let (open, close) = AROUND.iter().find(|(open, _)| text.starts_with(open))?;
    let len = super::vocabulary::at(text.get(open.len()..)?, close)?;
    let words = Span::new(open.len(), open.len() + len);
    let inner = text.get(words.range())?;
    let end = words.end + close.len();
    let colon = text.get(end..)?.chars().next().filter(|c| matches!(c, ':' | '：'));
    let label = inner.strip_suffix([':', '：']).or_else(|| colon.map(|_| inner))?;
    let fine = label.starts_with(char::is_alphabetic) && !label.contains([':', '_', '*', '`', '<', '[', '(']);
    let found = || Found { start: 0, words, end: end + colon.map_or(0, char::len_utf8), bold: open.len() > 1 };
    fine.then(found)
}

/// `Label: value` at the start of a line.
fn plain_head(text: &str) -> Option<Found> {
    if text.starts_with(['_', '*', '`', '<'])
        && let Some(found) = marked_head(text)
    {
        return Some(found);
    }
    let colon = colons(text).next()?;
    let head = text.get(..colon)?;
    let sign = text.get(colon..)?.chars().next()?;
    let end = colon + sign.len_utf8();
    // Behind a wide colon no space is put.
    let wide = sign == '：';
    let ends =
        text.get(end..).is_none_or(|rest| wide || rest.is_empty() || rest.starts_with([' ', '\t', '_', '\\', '[']));
    // `Lead - Ana Doe Date: ____`: the label is the last word alone.
    let dated = || [" — ", " – ", " - "].iter().any(|dash| super::vocabulary::at(head, dash).is_some());
    let dated = || words::DATE_LABELS.trailing(head).is_some() && dated();
    let fine = ends
        && head.len() <= 80
        && !head.bytes().any(|byte| matches!(byte, b'[' | b'(' | b'|' | b'"'))
        && (1..=9).contains(&head.split_whitespace().count())
        && head.bytes().filter(|byte| *byte == b'`').count() % 2 == 0
        && !dated()
        && (head.is_ascii() || !super::choices::has_box(head));
    (fine && super::vocabulary::at(head, "__").is_none()).then_some(Found {
        start: 0,
        words: Span::new(0, colon),
        end,
        bold: false,
    })
}

/// Labels that people put behind a value: `____ Date: ____`.
fn known_inner(text: &str, known: &[Found]) -> Vec<Found> {
    let mut out = Vec::new();
    let first = known.first().filter(|first| first.start == 0).map_or(0, |first| first.end);
    for colon in colons(text).filter(|at| *at >= first) {
        let before = text.get(..colon).unwrap_or("");
        let Some(start) = label_start(before) else { continue };
        let taken = known.iter().any(|label| label.start <= start && start < label.end);
        if start > 0 && start >= first && !taken && !before.get(..start).unwrap_or("").contains("](") {
            let end = colon + text.get(colon..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            out.push(Found { start, words: Span::new(start, colon), end, bold: false });
        }
    }
    out
}

/// Where colons stand, those of Chinese and Japanese too.
fn colons(text: &str) -> impl Iterator<Item = usize> {
    // The first byte of the wide one.
    const WIDE: u8 = 0xef;
    memchr2_iter(b':', WIDE, text.as_bytes())
        .filter(|at| text.get(*at..).is_some_and(|rest| rest.starts_with([':', '：'])))
}

/// Where a known label that ends `before` starts.
fn label_start(before: &str) -> Option<usize> {
    let fits = |start: usize| {
        let (head, tail) = before.split_at_checked(start).unwrap_or_default();
        head.ends_with([' ', '_', '|', '\t']) && !tail.starts_with(char::is_lowercase)
    };
    let mut first = None::<usize>;
    for list in [words::DATE_LABELS, words::TIME_LABELS, words::NAME_LABELS, words::SIGNATURE_LABELS] {
        list.endings(before, |start| {
            if fits(start) {
                first = Some(first.map_or(start, |first| first.min(start)));
            }
        });
    }
    first
}

/// Whether a line is the first of a role's block: a name, or where a blank line stands before it a signature.
pub fn starts_roster(text: &str, touching: bool) -> bool {
    let named = |list: Words| first_is(text, list);
    named(words::NAME_LABELS) || !touching && named(words::SIGNATURE_LABELS)
}

/// Whether the first label of a line is one of some words.
pub fn first_is(text: &str, list: Words) -> bool {
    first(text).is_some_and(|label| list.has(&label))
}

/// The words of the label that a line starts with.
fn first(text: &str) -> Option<Cow<'_, str>> {
    let first = bold_labels(text).into_iter().next().filter(|label| label.start == 0).or_else(|| plain_head(text))?;
    let words = inline::bare(text.get(first.words.range())?);
    Some(match words.strip_suffix([':', '：']) {
        Some(bare) => Cow::Owned(bare.trim_end().to_owned()),
        None => words,
    })
}

/// Whether a line is bold from end to end, but for a remark in parentheses or a colon.
pub fn is_bold_label(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("**") else { return false };
    let Some(end) = super::vocabulary::at(rest, "**") else { return false };
    let tail = rest.get(end + 2..).unwrap_or("").trim().trim_start_matches(['*', ':']).trim();
    // `**Opened:** (Insert the date)` has its value there.
    let asks = |inner: &str| inner.strip_suffix(')').is_some_and(brackets::instructs);
    let remark = |inner: &str| inner.trim_end_matches(':').ends_with(')') && !asks(inner);
    end > 0 && (tail.is_empty() || tail == ":" || tail.strip_prefix('(').is_some_and(remark))
}

/// Whether a line is emphasised from end to end: `*After the release*`.
pub fn is_emphasised(text: &str) -> bool {
    ['*', '_'].iter().any(|mark| {
        let inner = text.strip_prefix(*mark).and_then(|rest| rest.strip_suffix(*mark));
        inner.is_some_and(|inner| !inner.is_empty() && !inner.contains(*mark) && !inner.ends_with('.'))
    })
}

/// Whether a label has its value behind it, `Version: 2.1`, `**Version:** 2.1`; a number ends the label of a part of the
/// work, `**Phase 1:** Build`.
pub fn has_value(text: &str) -> bool {
    let numbered = |label: &str| label.ends_with(|c: char| c.is_ascii_digit());
    text.contains(": ") || text.split_once(":** ").is_some_and(|(label, _)| !numbered(label))
}

/// Whether the last word of a label names a value: `Build number`, `Ticketnummer`; "on" does in `Approved on`, and not in
/// "Validation".
pub fn names_value(label: &str) -> bool {
    words::VALUE_NOUNS.ending(label).is_some() || words::VALUE_NOUNS.trailing(label).is_some_and(|word| word.len() > 3)
}

/// Whether a label is short, starts with a capital, and neither numbers an entry nor decides anything.
pub fn is_value_label(label: &str) -> bool {
    let first = label.split_whitespace().next().unwrap_or("");
    let numbers = label.split_whitespace().last().is_some_and(|word| word.contains(|c: char| c.is_ascii_digit()));
    (1..=5).contains(&label.split_whitespace().count())
        && label.starts_with(char::is_uppercase)
        && !numbers
        && !words::IMPERATIVES.has(first)
        && words::DECISION_LABELS.find(label).is_none()
}

/// Whether a line starts with a label that may have a value: `Host: h1`, and not "Step 1: start it".
pub fn is_labelled(text: &str) -> bool {
    first(text).is_some_and(|label| is_value_label(&label))
}

/// Whether a label with nothing behind it asks for a value, and titles nothing that stands below it: a day anywhere, and in a
/// row of labels any other value. `above` is the filled line before it.
pub fn asks_value(text: &str, above: &str) -> bool {
    let label = inline::bare(text);
    let label = label.trim_end_matches([':', '：', ' ']);
    let day = || words::DATE_LABELS.has(label) || words::DATE_ENDINGS.trailing(label).is_some();
    let value = || names_value(label) && !words::SIGN_OFF_LABELS.has(label);
    label.split(' ').count() <= 4 && (day() || value() && starts_with_label(above))
}

/// Whether a line starts with a label that is bold or well known.
pub fn starts_with_label(text: &str) -> bool {
    let bold = bold_labels(text).first().is_some_and(|label| label.start == 0);
    bold || plain_head(text).is_some_and(|label| {
        let words = text.get(label.words.range()).unwrap_or("");
        [words::FIELD_LABELS, words::SIGN_OFF_LABELS, words::RESPONSIBLE, words::VERIFICATION]
            .iter()
            .any(|list| list.has(words))
    })
}
