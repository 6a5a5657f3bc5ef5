//! Sections: the frame's titles with their words read.

use memchr::memchr;

use super::draft::Draft;
use super::frame::Title;
use super::vocabulary::{self, Said};
use super::{Recogniser, inline, quantity};
use crate::model::{Applicability, Ref, Section};
use crate::text::Span;

pub const RECOGNISER: Recogniser =
    Recogniser { name: "sections", summary: "headings, bold and plain labels, bullets that title boxes", recognise };

fn recognise(draft: &mut Draft<'_>) {
    let titles = draft.frame.titles.clone();
    draft.sections.reserve(titles.len());
    draft.slugs.reserve(titles.len());
    draft.said.reserve(titles.len());
    // A sole H1 titles the document and is no part of anybody's path.
    let h1 = draft.markdown.headings.iter().filter(|heading| heading.level == 1).count();
    let mut open: Vec<usize> = Vec::new();
    for (index, title) in titles.iter().enumerate() {
        while open.last().and_then(|last| titles.get(*last)).is_some_and(|last| last.level >= title.level) {
            open.pop();
        }
        let parent = open.last().and_then(|parent| draft.section_ref(*parent));
        let section = section(draft, title, parent, h1 == 1);
        draft.said.push(Said::of(&section.title));
        draft.sections.push(section);
        open.push(index);
    }
    close(draft, &titles);
}

fn section(draft: &mut Draft<'_>, title: &Title, parent: Option<Ref>, sole_h1: bool) -> Section {
    let parts = parts(&inline::bare(draft.source.slice(title.text)));
    let outer = parent.as_ref().filter(|parent| {
        let root = draft.sections.get(parent.index);
        !(sole_h1 && root.is_some_and(|root| root.level == 1 && root.parent.is_none()))
    });
    let slug = inline::slug(&parts.title);
    let (place, sign) = outer.map_or(("", ""), |outer| (&*outer.id, "/"));
    let id = draft.id('s', place, sign, &slug);
    draft.slugs.push(slug);
    let span = draft.frame.line(title.line).map_or(title.text, |line| line.span);
    Section {
        id,
        title: parts.title,
        label: title.label,
        level: title.level,
        parent,
        line: title.line + 1,
        applicability: Applicability::Required,
        condition: None,
        declared_items: parts.items,
        time_budget_seconds: parts.seconds,
        span: Span::new(span.start, title.text.end.max(span.start)),
        extent: Span::at(span.start),
    }
}

/// Ends each section where the next of the same or a higher level starts.
fn close(draft: &mut Draft<'_>, titles: &[Title]) {
    let end = draft.source.text().len();
    let starts: Vec<usize> = draft.sections.iter().map(|section| section.span.start).collect();
    let mut open: Vec<usize> = Vec::new();
    let mut ends = vec![end; titles.len()];
    for (index, title) in titles.iter().enumerate() {
        while let Some(last) = open.last().copied()
            && titles.get(last).is_some_and(|last| last.level >= title.level)
        {
            if let (Some(slot), Some(start)) = (ends.get_mut(last), starts.get(index)) {
                *slot = *start;
            }
            open.pop();
        }
        open.push(index);
    }
    for ((section, end), title) in draft.sections.iter_mut().zip(ends).zip(titles) {
        let own = title
            .entry
            .and_then(|entry| draft.frame.entries.get(entry))
            .and_then(|entry| draft.frame.lines.get(entry.last_line));
        section.extent = Span::new(section.span.start, own.map_or(end, |line| line.span.end.min(end)));
    }
}

/// A title taken apart.
pub struct Parts {
    /// What is left when counts and lengths of time are read out of it.
    pub title: String,
    /// "(8 items)"
    pub items: Option<u64>,
    /// "(15 minutes)", in seconds.
    pub seconds: Option<u64>,
}

/// Reads counts and lengths of time in parentheses out of a title.
pub fn parts(text: &str) -> Parts {
    let mut parts = Parts { title: String::new(), items: None, seconds: None };
    let mut rest = text;
    while let Some(open) = memchr(b'(', rest.as_bytes()) {
        let (before, group) = rest.split_at(open);
        let Some(close) = memchr(b')', group.as_bytes()) else { break };
        let (group, after) = group.split_at(close + 1);
        let inner = group.trim_start_matches('(').trim_end_matches(')');
        parts.title.push_str(before);
        let left: Vec<&str> = inner.split(',').map(str::trim).filter(|part| !parts.read(part)).collect();
        if left.len() == inner.split(',').count() {
            parts.title.push_str(group);
        } else if !left.is_empty() {
            parts.title.push_str(&format!("({})", left.join(", ")));
        }
        rest = after;
    }
    let told = rest.len() < text.len();
    let whole = if told {
        parts.title.push_str(rest);
        parts.title.as_str()
    } else {
        text
    };
    let title = whole.trim().trim_end_matches([':', '：']).trim();
    let title = title
        .trim_start_matches(|c: char| {
            !c.is_alphanumeric() && !matches!(c, '(' | '[' | '<' | '{' | '"' | '\'' | '`' | '/' | '.' | '$')
        })
        .trim();
    // What was read out leaves two blanks in a row.
    parts.title = match told && vocabulary::at(title, "  ").is_some() {
        true => title.split_whitespace().collect::<Vec<_>>().join(" "),
        false => title.to_owned(),
    };
    parts
}

impl Parts {
    /// Whether a part in parentheses is a count, a length of time, or a place on the schedule.
    fn read(&mut self, part: &str) -> bool {
        let lower = part.to_lowercase();
        if let Some(after) =
            lower.strip_prefix("t-").or_else(|| lower.strip_prefix("t+")).or_else(|| lower.strip_prefix("t −"))
        {
            return after.trim_start().starts_with(|c: char| c.is_ascii_digit());
        }
        let lower = lower.strip_prefix("target:").unwrap_or(&lower).trim_start_matches([' ', '<', '≤', '~', '≈']);
        let Some(read) = quantity::quantity(lower).filter(|read| read.of.is_none()) else { return false };
        if read.len < lower.len()
            && !read.unit.is_empty()
            && lower.get(read.len..).is_some_and(|rest| !rest.trim().is_empty())
        {
            return false;
        }
        if matches!(
            read.unit.as_str(),
            "items" | "item" | "checks" | "tests" | "tasks" | "steps" | "points" | "éléments" | "itens" | "punkte"
        ) {
            self.items = Some(read.value as u64);
            return true;
        }
        match quantity::unit_seconds(&read.unit) {
            Some(unit) => {
                self.seconds = Some((read.value * unit as f64) as u64);
                true
            }
            None => false,
        }
    }
}
