//! CommonMark and GFM as contexts and masks: where headings, code, tables, HTML and task markers are.
//!
//! This file alone names pulldown_cmark. Metadata blocks are cut off before, since the parser would see them anywhere.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::text::Span;

/// A GFM task list marker.
#[derive(Clone, Copy, Debug)]
pub struct Task {
    /// The three bytes `[ ]`.
    pub span: Span,
    /// Whether it is ticked.
    pub checked: bool,
    /// 1 for a task that is in no other task.
    pub depth: usize,
    /// Whether it stands in a fence that is the checklist, so that GFM does not see it.
    pub fenced: bool,
    /// Whether the line ends right behind it: cmark-gfm, which GitHub renders with, then takes it for words.
    pub bare: bool,
}

/// A heading.
#[derive(Clone, Debug)]
pub struct Heading {
    /// The whole of it, markers included.
    pub span: Span,
    /// 1 to 6.
    pub level: u8,
}

/// A block of code.
#[derive(Clone, Debug)]
pub struct CodeBlock {
    /// The whole of it, fences included.
    pub span: Span,
    /// Whether it has fences, rather than being indented.
    pub fenced: bool,
    /// The fence's info string.
    pub info: String,
    /// The code without the indentation of what it stands in.
    pub text: String,
    /// The lines between the fences, where these are a checklist to be read.
    pub checklist: Option<Span>,
}

/// A row of a table, the header included.
#[derive(Clone, Debug)]
pub struct Row {
    /// The row's line.
    pub span: Span,
    /// The cells, blanks at their ends included. Cells that the row lacks are empty spans at its end.
    pub cells: Vec<Span>,
}

/// A GFM table.
#[derive(Clone, Debug)]
pub struct Table {
    /// The whole of it.
    pub span: Span,
    /// The header first.
    pub rows: Vec<Row>,
}

/// What the outline guard compares: a block or an active inline, and where it starts.
pub type Mark = (&'static str, usize);

/// The structure of a document.
#[derive(Debug, Default)]
pub struct Markdown {
    /// Task markers.
    pub tasks: Vec<Task>,
    /// Headings.
    pub headings: Vec<Heading>,
    /// Fenced and indented code.
    pub code_blocks: Vec<CodeBlock>,
    /// Code spans.
    pub code_spans: Vec<Span>,
    /// HTML comments, of blocks and inline.
    pub comments: Vec<Span>,
    /// HTML blocks.
    pub html_blocks: Vec<Span>,
    /// Inline HTML that is no comment.
    pub inline_html: Vec<Span>,
    /// Links and images.
    pub links: Vec<Span>,
    /// Thematic breaks.
    pub breaks: Vec<Span>,
    /// Tables.
    pub tables: Vec<Table>,
    /// Link reference definitions.
    pub definitions: Vec<Span>,
    /// Everything that has a structure, for comparison before and after an edit.
    pub marks: Vec<Mark>,
}

/// Reads the structure of `text` from the byte `base` on; all spans count from the start of `text`.
pub fn read(text: &str, base: usize) -> Markdown {
    let body = text.get(base..).unwrap_or("");
    let options = Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS | Options::ENABLE_STRIKETHROUGH;
    let parser = Parser::new_ext(body, options);
    let mut out = Markdown::default();
    for (_, definition) in parser.reference_definitions().iter() {
        out.definitions.push(Span::new(definition.span.start + base, definition.span.end + base));
    }
    out.definitions.sort();
    // For each open list item, whether it holds a task marker of its own.
    let mut items: Vec<bool> = Vec::new();
    let mut code: Option<CodeBlock> = None;
    for (event, range) in parser.into_offset_iter() {
        let span = Span::new(range.start + base, range.end + base);
        match event {
            Event::Start(tag) => {
                out.start(&tag, span, &mut items, &mut code);
            }
            Event::End(TagEnd::Item) => {
                items.pop();
            }
            Event::End(TagEnd::CodeBlock) => out.code_blocks.extend(code.take()),
            Event::TaskListMarker(checked) => {
                let bare = !text.as_bytes().get(span.end).is_some_and(|byte| matches!(byte, b' ' | b'\t'));
                if let Some(item) = items.last_mut() {
                    *item = !bare;
                }
                let depth = items.iter().filter(|task| **task).count().max(1);
                out.marks.push(("task", span.start));
                out.tasks.push(Task { span, checked, depth, fenced: false, bare });
            }
            Event::Code(_) => out.code_spans.push(span),
            Event::Text(part) => {
                if let Some(code) = &mut code {
                    code.text.push_str(&part);
                }
            }
            Event::InlineHtml(_) => {
                if text.get(span.range()).is_some_and(|html| html.starts_with("<!--")) {
                    out.comments.push(span);
                } else {
                    out.inline_html.push(span);
                }
                out.marks.push(("inline html", span.start));
            }
            Event::Rule => {
                out.breaks.push(span);
                out.marks.push(("thematic break", span.start));
            }
            _ => {}
        }
    }
    for block in &out.html_blocks {
        comments(text, *block, &mut out.comments);
    }
    out.comments.sort();
    out
}

impl Markdown {
    /// Adds what was found in a fence below a heading of a level; [`Self::sort`] is to follow.
    pub fn include(&mut self, found: Self, level: u8) {
        self.tasks.extend(found.tasks.into_iter().map(|task| Task { fenced: true, ..task }));
        let below = |heading: Heading| Heading { level: heading.level.saturating_add(level), ..heading };
        self.headings.extend(found.headings.into_iter().map(below));
        self.code_blocks.extend(found.code_blocks);
        self.code_spans.extend(found.code_spans);
        self.comments.extend(found.comments);
        self.html_blocks.extend(found.html_blocks);
        self.inline_html.extend(found.inline_html);
        self.links.extend(found.links);
        self.breaks.extend(found.breaks);
        self.tables.extend(found.tables);
        self.definitions.extend(found.definitions);
    }

    /// Puts everything in document order.
    pub fn sort(&mut self) {
        self.tasks.sort_by_key(|task| task.span);
        self.headings.sort_by_key(|heading| heading.span);
        self.code_blocks.sort_by_key(|block| block.span);
        self.tables.sort_by_key(|table| table.span);
        let spans = [&mut self.code_spans, &mut self.comments, &mut self.html_blocks, &mut self.inline_html];
        for spans in spans.into_iter().chain([&mut self.links, &mut self.breaks, &mut self.definitions]) {
            spans.sort();
        }
    }

    /// Whether bytes stand in a fence that is read as a checklist.
    pub fn in_checklist(&self, offset: usize) -> bool {
        self.code_blocks.iter().any(|block| block.checklist.is_some_and(|inner| inner.contains(offset)))
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span, items: &mut Vec<bool>, code: &mut Option<CodeBlock>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.headings.push(Heading { span, level: number(*level) });
                self.marks.push(("heading", span.start));
            }
            Tag::CodeBlock(kind) => {
                let (fenced, info) = match kind {
                    CodeBlockKind::Fenced(info) => (true, info.to_string()),
                    CodeBlockKind::Indented => (false, String::new()),
                };
                *code = Some(CodeBlock { span, fenced, info, text: String::new(), checklist: None });
                self.marks.push(("code block", span.start));
            }
            Tag::HtmlBlock => {
                self.html_blocks.push(span);
                self.marks.push(("html block", span.start));
            }
            Tag::Item => items.push(false),
            Tag::List(_) => {}
            Tag::Table(_) => {
                self.tables.push(Table { span, rows: Vec::new() });
                self.marks.push(("table", span.start));
            }
            Tag::TableHead | Tag::TableRow => {
                if let Some(table) = self.tables.last_mut() {
                    table.rows.push(Row { span, cells: Vec::new() });
                }
                self.marks.push(("table row", span.start));
            }
            Tag::TableCell => {
                if let Some(row) = self.tables.last_mut().and_then(|table| table.rows.last_mut()) {
                    row.cells.push(span);
                }
            }
            Tag::Link { .. } | Tag::Image { .. } => {
                self.links.push(span);
                self.marks.push(("link", span.start));
            }
            Tag::BlockQuote(_) => self.marks.push(("block quote", span.start)),
            Tag::Strikethrough => self.marks.push(("strikethrough", span.start)),
            _ => {}
        }
    }
}

fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// The comments of an HTML block; one that is never closed runs to the block's end.
fn comments(text: &str, block: Span, out: &mut Vec<Span>) {
    let mut from = block.start;
    while let Some(open) = text.get(from..block.end).and_then(|rest| rest.find("<!--")) {
        let start = from + open;
        let end = match text.get(start + 4..block.end).and_then(|rest| rest.find("-->")) {
            Some(close) => start + 4 + close + 3,
            None => block.end,
        };
        out.push(Span::new(start, end));
        from = end;
    }
}
