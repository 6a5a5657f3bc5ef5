//! The frame that every recogniser stands in: which lines are entries, which entry and which section owns a line.
//!
//! Ownership is what a reader sees: by the indentation of the source, not by CommonMark's laziness.

use super::boxes::{self, BoxMark};
use super::conditions::conditional;
use super::lines::{Line, LineKind, Marker};
use super::markdown::{Markdown, Task};
use super::vocabulary::{Lists, Spoken};
use super::{inline, labels, words};
use crate::model::Label;
use crate::text::{Source, Span};

/// A line that starts something: it has a list marker, a box, or both.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Index of its line.
    pub line: usize,
    /// Index of the last line below it.
    pub last_line: usize,
    /// Columns before it.
    pub indent: usize,
    /// The entry it is below of.
    pub parent: Option<usize>,
    /// Its list marker.
    pub marker: Option<Marker>,
    /// Its box.
    pub mark: Option<BoxMark>,
    /// Its text behind marker and box, on the first line.
    pub content: Span,
    /// Whether an entry with a box is below it.
    pub has_boxes_below: bool,
    /// Whether anything is below it.
    pub has_entries_below: bool,
}

/// The title of a section, before its words are read.
#[derive(Clone, Debug)]
pub struct Title {
    /// Index of its line; of a setext heading the first one.
    pub line: usize,
    /// Index of the first line behind it.
    pub next_line: usize,
    /// What makes it a title.
    pub label: Label,
    /// Depth.
    pub level: u8,
    /// The words.
    pub text: Span,
    /// The entry it is, for bullets.
    pub entry: Option<usize>,
    /// The title it stands under itself.
    pub above: Option<usize>,
}

/// Lines, entries and titles.
pub struct Frame {
    /// Every line.
    pub lines: Vec<Line>,
    /// In document order.
    pub entries: Vec<Entry>,
    /// For each line the innermost entry it belongs to.
    pub owner: Vec<Option<usize>>,
    /// In document order.
    pub titles: Vec<Title>,
    /// For each line the title it stands under; a title's own line is under itself.
    pub title_of: Vec<Option<usize>>,
    /// For each line what starts at it.
    starts: Vec<Starts>,
}

/// What starts at a line.
#[derive(Clone, Copy, Default)]
struct Starts {
    entry: Option<usize>,
    title: Option<usize>,
}

/// Builds the frame.
pub fn build(source: &Source, markdown: &Markdown, lines: Vec<Line>) -> Frame {
    let mut frame = Frame {
        owner: vec![None; lines.len()],
        title_of: vec![None; lines.len()],
        starts: vec![Starts::default(); lines.len()],
        lines,
        entries: Vec::with_capacity(2 * markdown.tasks.len()),
        titles: Vec::with_capacity(2 * markdown.headings.len()),
    };
    frame.find_entries(source, &markdown.tasks);
    frame.find_titles(source, markdown);
    frame
}

impl Frame {
    /// The line of an index.
    pub fn line(&self, index: usize) -> Option<&Line> {
        self.lines.get(index)
    }

    /// The index of the first line after `index` that is not blank.
    pub fn next_filled(&self, index: usize) -> Option<usize> {
        (index + 1..self.lines.len()).find(|next| self.lines.get(*next).is_some_and(|l| l.kind != LineKind::Blank))
    }

    /// The entries from `entry` outwards, itself first.
    pub fn outwards(&self, entry: Option<usize>) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(entry, |entry| self.entries.get(*entry).and_then(|e| e.parent))
    }

    fn find_entries(&mut self, source: &Source, tasks: &[Task]) {
        let mut tasks = tasks.iter().peekable();
        let mut stack: Vec<usize> = Vec::new();
        let texts = self.lines.iter().filter(|line| line.kind == LineKind::Text);
        let marks = boxes::Marks::among(texts.map(|line| source.slice(line.content)));
        let mut after_blank = true;
        for index in 0..self.lines.len() {
            let Some(line) = self.lines.get(index) else { break };
            let mut task = None;
            while let Some(next) = tasks.next_if(|task| task.span.start < line.span.end) {
                task = Some(*next);
            }
            match line.kind {
                LineKind::Blank => {
                    after_blank = true;
                    continue;
                }
                LineKind::Heading(_) | LineKind::FrontMatter => stack.clear(),
                LineKind::Break if line.indent == 0 => stack.clear(),
                _ => {}
            }
            let mark = match task {
                Some(task) => Some(BoxMark::task(&task)),
                None if line.kind == LineKind::Text => {
                    // Right below an entry with a box, a tick or a cross is one too.
                    let beside = |entry: &Entry| {
                        entry.mark.is_some() && entry.indent == line.indent && entry.last_line + 1 == index
                    };
                    let ticks = marks.ticks || line.marker.is_some() && self.entries.last().is_some_and(beside);
                    boxes::at_start(source, line.content, line.marker.is_some(), boxes::Marks { ticks, ..marks })
                }
                None => None,
            };
            let starts = line.kind == LineKind::Text && (line.marker.is_some() || mark.is_some());
            // A plain line no deeper than an entry ends it, unless it runs on from the line before.
            let deep =
                |entry: &Entry| entry.indent < line.indent || (!starts && !after_blank && entry.indent == line.indent);
            let runs_on =
                !starts && !after_blank && line.kind == LineKind::Text && !is_label(source.slice(line.content));
            if !(runs_on && line.indent == 0) {
                while stack
                    .last()
                    .and_then(|top| self.entries.get(*top))
                    .is_some_and(|top| !deep(top) || (starts && top.indent >= line.indent))
                {
                    stack.pop();
                }
            }
            if starts {
                let content = match &mark {
                    Some(mark) => trimmed(source, Span::new(mark.span.end, line.content.end)),
                    None => line.content,
                };
                let entry = Entry {
                    line: index,
                    last_line: index,
                    indent: line.indent,
                    parent: stack.last().copied(),
                    marker: line.marker,
                    has_boxes_below: false,
                    has_entries_below: false,
                    mark,
                    content,
                };
                for above in &stack {
                    if let Some(above) = self.entries.get_mut(*above) {
                        above.has_entries_below = true;
                        above.has_boxes_below |= entry.mark.is_some();
                    }
                }
                if let Some(starts) = self.starts.get_mut(index) {
                    starts.entry = Some(self.entries.len());
                }
                stack.push(self.entries.len());
                self.entries.push(entry);
            }
            for entry in &stack {
                if let Some(entry) = self.entries.get_mut(*entry) {
                    entry.last_line = index;
                }
            }
            if let Some(owner) = self.owner.get_mut(index) {
                *owner = stack.last().copied();
            }
            after_blank = false;
        }
    }

    fn find_titles(&mut self, source: &Source, markdown: &Markdown) {
        let mut heading_level = 0;
        let mut bullet_floor = 0;
        let mut index = 0;
        while let Some(line) = self.lines.get(index) {
            let title = match line.kind {
                LineKind::Heading(heading) => markdown.headings.get(heading).map(|heading| {
                    heading_level = heading.level;
                    bullet_floor = 0;
                    let (text, lines) = heading_text(source, heading.span);
                    Title {
                        line: index,
                        next_line: index + lines,
                        label: Label::Heading,
                        level: heading.level,
                        text,
                        entry: None,
                        above: None,
                    }
                }),
                LineKind::Text => match self.entry_at(index) {
                    Some(at) => self.bullet_title(source, at, heading_level.max(bullet_floor)),
                    None => self.label_title(source, index, heading_level).inspect(|title| bullet_floor = title.level),
                },
                _ => None,
            };
            let next = title.as_ref().map_or(index + 1, |title| title.next_line.max(index + 1));
            if let Some(mut title) = title {
                title.above = self.enclosing(self.titles.len().checked_sub(1), index);
                if let Some(starts) = self.starts.get_mut(index) {
                    starts.title = Some(self.titles.len());
                }
                self.titles.push(title);
            }
            let under = self.titles.len().checked_sub(1);
            for line in index..next {
                let title = self.enclosing(under, line);
                if let Some(slot) = self.title_of.get_mut(line) {
                    *slot = title;
                }
            }
            index = next;
        }
    }

    /// The innermost title at or before `title` that still covers `line`: a bullet's title ends with the bullet.
    fn enclosing(&self, title: Option<usize>, line: usize) -> Option<usize> {
        let mut at = title?;
        loop {
            let candidate = self.titles.get(at)?;
            match candidate.entry.and_then(|entry| self.entries.get(entry)) {
                Some(entry) if entry.last_line < line => at = candidate.above?,
                _ => return Some(at),
            }
        }
    }

    /// A bullet without a box that has boxes below it titles them; below an item it does where they have a condition by it.
    fn bullet_title(&self, source: &Source, at: usize, above: u8) -> Option<Title> {
        let entry = self.entries.get(at)?;
        let inside_item = self.outwards(entry.parent).any(|e| self.entries.get(e).is_some_and(|e| e.mark.is_some()));
        let words = source.slice(entry.content);
        let titles = entry.mark.is_none()
            && entry.has_boxes_below
            && !words.is_empty()
            && (!inside_item || conditional(&Spoken::of(words)).is_some());
        let depth = u8::try_from(self.outwards(entry.parent).count()).unwrap_or(u8::MAX);
        titles.then(|| Title {
            line: entry.line,
            next_line: entry.line + 1,
            label: Label::Bullet,
            level: above.saturating_add(1).saturating_add(depth),
            text: entry.content,
            entry: Some(at),
            above: None,
        })
    }

    /// A line of a paragraph that titles what follows it.
    fn label_title(&self, source: &Source, index: usize, heading_level: u8) -> Option<Title> {
        let line = self.lines.get(index)?;
        if line.indent > 3 || self.owner.get(index)?.is_some() {
            return None;
        }
        let text = source.slice(line.content);
        let bold = labels::is_bold_label(text);
        let colon = text.trim_end_matches(['*', '_', ' ']).ends_with([':', '：']);
        let next = self.next_filled(index)?;
        if colon && self.boxed_at(next) && labels::asks_value(text, self.above(source, index)) {
            return None;
        }
        // A label may stand between two rules.
        let rule = self.lines.get(next).is_some_and(|line| line.kind == LineKind::Break) && (colon || bold);
        let next = if rule { self.next_filled(next)? } else { next };
        let (follows, touching) = (self.lines.get(next)?, next == index + 1);
        let list = follows.kind == LineKind::Text && (follows.marker.is_some() || self.entry_at(next).is_some());
        let block = matches!(follows.kind, LineKind::Code(_) | LineKind::Table(_));
        let before = index.checked_sub(1).and_then(|before| self.lines.get(before));
        let starts_paragraph = before.is_none_or(|line| line.kind != LineKind::Text || line.marker.is_some());
        let titles = if bold {
            list || block
                || (follows.kind == LineKind::Text
                    && (text.contains(":**") || text.contains("**:"))
                    && self.leads_roster(source, next, touching))
        } else {
            let short = (text.len() <= 90 || text.chars().count() <= 90) && !text.ends_with(['.', ',', ';', '!', '?']);
            // Who signs may stand above the lines for name, signature and date.
            let signer = || touching && short && starts_paragraph && !text.contains([':', '：', '|', '[', '_']);
            (follows.kind == LineKind::Text
                && follows.marker.is_none()
                && signer()
                && labels::starts_roster(source.slice(follows.content), true))
                || list
                    && short
                    && starts_paragraph
                    && (colon
                        || labels::is_emphasised(text)
                        || (touching && !labels::has_value(text) && follows.indent <= 3))
                    && !text.contains("___")
                    && !text.starts_with(['|', '[', '<', '>'])
        };
        titles.then(|| Title {
            line: index,
            next_line: index + 1,
            label: if bold { Label::Bold } else { Label::Paragraph },
            level: heading_level.saturating_add(1),
            text: line.content,
            entry: None,
            above: None,
        })
    }

    /// Whether an entry with a box begins at a line.
    pub fn boxed_at(&self, line: usize) -> bool {
        self.entry_at(line).and_then(|entry| self.entries.get(entry)).is_some_and(|entry| entry.mark.is_some())
    }

    /// The filled line above one.
    pub fn above<'s>(&self, source: &'s Source, index: usize) -> &'s str {
        let above = self.lines.get(..index).unwrap_or(&[]).iter().rev().find(|line| line.kind != LineKind::Blank);
        above.filter(|line| line.kind == LineKind::Text).map_or("", |line| source.slice(line.content))
    }

    /// Whether a role's block begins at a line: its name or signature, or a day above one of them. A day alone says of nobody
    /// that they signed.
    fn leads_roster(&self, source: &Source, line: usize, touching: bool) -> bool {
        let text = |line: usize| self.lines.get(line).map_or("", |line| source.slice(line.content));
        let below = || self.next_filled(line).is_some_and(|below| labels::starts_roster(text(below), false));
        labels::starts_roster(text(line), touching)
            || !touching && labels::first_is(text(line), words::DATE_LABELS) && below()
    }

    /// The title that starts at a line.
    #[inline]
    pub fn title_at(&self, line: usize) -> Option<&Title> {
        self.titles.get(self.starts.get(line)?.title?)
    }

    /// The entry that starts at a line.
    #[inline]
    pub fn entry_at(&self, line: usize) -> Option<usize> {
        self.starts.get(line)?.entry
    }
}

/// `span` without blanks at its ends.
pub fn trimmed(source: &Source, span: Span) -> Span {
    let text = source.slice(span);
    let kept = inline::trim(text);
    let lead = if kept.len() == text.len() { 0 } else { text.len() - text.trim_start().len() };
    Span::new(span.start + lead, span.start + lead + kept.len())
}

/// Whether a line begins with a label, and so belongs to whom its indentation says, not to the sentence before it.
fn is_label(text: &str) -> bool {
    text.starts_with("**") && text.contains(":**")
        || text.starts_with("**") && (text.contains("**:") || text.contains("** :"))
        || text.split_once(':').is_some_and(|(label, _)| {
            let label = Lists::of(&inline::bare(label));
            label.has(words::FIELD_LABELS) || label.has(words::SIGN_OFF_LABELS)
        })
}

/// The words of a heading, and how many lines it takes.
fn heading_text(source: &Source, span: Span) -> (Span, usize) {
    let text = source.slice(span).trim_end();
    let lines = source.line_of(span.start + text.len().saturating_sub(1)) - source.line_of(span.start) + 1;
    if let Some(rest) = text.trim_start().strip_prefix('#') {
        let rest = rest.trim_start_matches('#');
        let start = span.start + text.len() - rest.len();
        let closed = rest.trim_end_matches('#');
        let kept = if closed.len() < rest.len() && (closed.ends_with([' ', '\t']) || closed.is_empty()) {
            closed
        } else {
            rest
        };
        return (trimmed(source, Span::new(start, start + kept.len())), lines);
    }
    // Setext: all but the underline.
    let first = text.rfind(['\n', '\r']).map_or(text, |at| text.get(..at).unwrap_or(text));
    (trimmed(source, Span::new(span.start, span.start + first.len())), lines)
}
