//! The model while it is being made, and the frame it is made in.

use std::cell::OnceCell;
use std::rc::Rc;
use std::sync::Arc;

use foldhash::{HashMap, HashMapExt, HashSet};

use super::frame::{self, Frame};
use super::front_matter::FrontMatter;
use super::labels::{self, Segment};
use super::lines::{self, LineKind, MAX_LINE};
use super::markdown::Markdown;
use super::signs::Signs;
use super::unboxed::Found;
use super::vocabulary::{Said, Spoken};
use super::{inline, summary, words};
use crate::model::{
    Checklist, Command, Count, Criterion, Decision, Field, Item, Pin, Placeholder, Problem, Ref, Section, SignOff,
    Slot, Step, Summary,
};
use crate::text::{Source, Span};

/// What the recognisers work on.
pub struct Draft<'s> {
    pub source: &'s Source,
    pub markdown: Markdown,
    pub frame: Frame,
    pub front: FrontMatter,
    pub sections: Vec<Section>,
    pub items: Vec<Item>,
    pub fields: Vec<Field>,
    pub placeholders: Vec<Placeholder>,
    pub sign_offs: Vec<SignOff>,
    pub decisions: Vec<Decision>,
    pub criteria: Vec<Criterion>,
    pub steps: Vec<Step>,
    pub commands: Vec<Command>,
    pub counts: Vec<Count>,
    pub problems: Vec<Problem>,
    pub template: Option<Pin>,
    /// For each entry of the frame the item it became.
    pub item_of_entry: Vec<Option<usize>>,
    /// For each line of an item that is no entry, that item.
    pub item_of_row: HashMap<usize, usize>,
    /// Lines of a table's rows that are left empty below others that are not.
    pub spare_rows: HashSet<usize>,
    /// Items that are no entries with a box, until the items are numbered.
    pub unboxed: Vec<Found>,
    /// The placeholders, in document order.
    pub places: Vec<Span>,
    /// For each section the slug of its title.
    pub slugs: Vec<String>,
    /// For each section what its title says.
    pub said: Vec<Said>,
    /// For each section the one at or above it whose title says that people attest there.
    pub attesting: Vec<Option<usize>>,
    /// For each section whether any title outwards, its own included, says so.
    pub below_sign_offs: Vec<bool>,
    /// The signs of each line, and of what of it is read.
    signs: Vec<(Signs, Signs)>,
    segments: Vec<OnceCell<Rc<[Segment<'s>]>>>,
    /// Bytes that are a sign-off's, sorted; later recognisers leave them alone.
    taken: Vec<Span>,
    ids: HashMap<(char, Arc<str>), usize>,
    /// Where an id is put together.
    id: String,
}

impl<'s> Draft<'s> {
    pub fn new(source: &'s Source, mut markdown: Markdown, front: FrontMatter) -> Self {
        let lines = lines::read(source, &markdown, front.end);
        // A table with a line that is too long to be read is not read at all; the line is reported.
        for table in markdown.tables.iter_mut().filter(|table| table.rows.iter().any(|row| row.span.len() > MAX_LINE)) {
            table.rows.clear();
        }
        let frame = frame::build(source, &markdown, lines);
        let count = frame.lines.len();
        let segments = vec![OnceCell::new(); count];
        let mut draft = Self {
            source,
            markdown,
            item_of_entry: vec![None; frame.entries.len()],
            frame,
            front,
            sections: Vec::new(),
            items: Vec::new(),
            fields: Vec::new(),
            placeholders: Vec::new(),
            sign_offs: Vec::new(),
            decisions: Vec::new(),
            criteria: Vec::new(),
            steps: Vec::new(),
            commands: Vec::new(),
            counts: Vec::new(),
            problems: Vec::new(),
            template: None,
            item_of_row: HashMap::new(),
            spare_rows: HashSet::default(),
            unboxed: Vec::new(),
            places: Vec::new(),
            slugs: Vec::new(),
            said: Vec::new(),
            attesting: Vec::new(),
            below_sign_offs: Vec::new(),
            segments,
            signs: Vec::new(),
            taken: Vec::new(),
            ids: HashMap::with_capacity(count),
            id: String::new(),
        };
        draft.signs = draft.frame.lines.iter().enumerate().map(|(at, line)| draft.signs_of(at, line.span)).collect();
        draft
    }

    /// `place`, `sign` and `name` as one, with `~2`, `~3` … behind it where that is taken; `kind` keeps kinds apart.
    pub fn id(&mut self, kind: char, place: &str, sign: &str, name: &str) -> Arc<str> {
        self.id.clear();
        [place, sign, name].iter().for_each(|part| self.id.push_str(part));
        let wanted: Arc<str> = self.id.as_str().into();
        let seen = self.ids.entry((kind, wanted.clone())).or_insert(0);
        *seen += 1;
        if *seen == 1 { wanted } else { format!("{wanted}~{seen}").into() }
    }

    /// An id from the words of something, within its section where it has one.
    pub fn id_within(&mut self, kind: char, section: Option<&Ref>, words: &str) -> Arc<str> {
        let (place, sign) = section.map_or(("", ""), |section| (&*section.id, "/"));
        self.id(kind, place, sign, &inline::slug(words))
    }

    pub fn section_ref(&self, index: usize) -> Option<Ref> {
        self.sections.get(index).map(|section| Ref { index, id: section.id.clone() })
    }

    pub fn item_ref(&self, index: usize) -> Option<Ref> {
        self.items.get(index).map(|item| Ref { index, id: item.id.clone() })
    }

    /// What of a line is read: behind the list marker, and behind a box.
    #[inline]
    pub fn content(&self, line: usize) -> Option<Span> {
        let entry = self.frame.entry_at(line).and_then(|entry| self.frame.entries.get(entry));
        entry.map(|entry| entry.content).or_else(|| self.frame.line(line).map(|line| line.content))
    }

    fn signs_of(&self, line: usize, whole: Span) -> (Signs, Signs) {
        if whole.is_empty() {
            return Default::default();
        }
        let text = self.source.text().as_bytes();
        let of = |start: usize, end: usize| Signs::of(text.get(start..end).unwrap_or_default());
        let Some(read) = self.content(line) else { return Default::default() };
        let own = of(read.start, read.end);
        (own.or(of(whole.start, read.start)).or(of(read.end, whole.end)), own)
    }

    /// Whether what of a line is read has one of these signs, or any that is not ASCII.
    #[inline]
    pub fn has_sign(&self, line: usize, signs: Signs) -> bool {
        self.signs.get(line).is_some_and(|(_, own)| own.any(signs))
    }

    /// Whether a line has one of these signs anywhere, or any that is not ASCII.
    pub fn has_sign_anywhere(&self, line: usize, signs: Signs) -> bool {
        self.signs.get(line).is_some_and(|(whole, _)| whole.any(signs))
    }

    /// The labelled segments of that; several recognisers ask, so they are worked out once.
    pub fn segments(&self, line: usize) -> Rc<[Segment<'s>]> {
        let read =
            || self.content(line).map(|content| labels::segments(self.source, content)).unwrap_or_default().into();
        self.segments.get(line).map_or_else(read, |cell| cell.get_or_init(read).clone())
    }

    /// The section that a line (0-based index) stands in.
    pub fn section_of_line(&self, line: usize) -> Option<usize> {
        self.frame.title_of.get(line).copied().flatten()
    }

    /// The item that a line (0-based index) belongs to, as a reader sees it.
    pub fn item_of_line(&self, line: usize) -> Option<usize> {
        if let Some(item) = self.item_of_row.get(&line) {
            return Some(*item);
        }
        let owner = self.frame.owner.get(line).copied().flatten();
        self.frame.outwards(owner).find_map(|entry| self.item_of_entry.get(entry).copied().flatten())
    }

    /// The id of the section a line stands in; empty where it stands in none.
    pub fn section_id(&self, line: usize) -> Arc<str> {
        self.section_of_line(line).and_then(|at| self.sections.get(at)).map_or_else(|| Arc::from(""), |s| s.id.clone())
    }

    /// The id of what a line belongs to: its item, else its section.
    pub fn place_id(&self, line: usize) -> Arc<str> {
        match self.item_of_line(line).and_then(|at| self.items.get(at)) {
            Some(item) => item.id.clone(),
            None => self.section_id(line),
        }
    }

    /// The title of the whole.
    pub fn title(&self) -> Option<String> {
        title(self)
    }

    /// The title of a section.
    pub fn title_of(&self, section: usize) -> Spoken<'_> {
        let title = self.sections.get(section).map_or("", |section| section.title.as_str());
        Spoken::known(title, self.said.get(section).copied().unwrap_or_default())
    }

    /// The sections from one outwards, itself first, and their titles.
    pub fn titles_outwards(&self, section: Option<usize>) -> impl Iterator<Item = (&Section, Spoken<'_>)> {
        let parent = |at: &usize| Some(self.sections.get(*at)?.parent.as_ref()?.index);
        std::iter::successors(section, parent).filter_map(|at| Some((self.sections.get(at)?, self.title_of(at))))
    }

    /// Whether a line (0-based index) stands right under a title such as "Legend": its signs are explained there, and ask for nothing.
    pub fn explains_signs(&self, line: usize) -> bool {
        self.section_of_line(line).is_some_and(|own| self.title_of(own).says(words::LEGENDS))
    }

    /// Whether bytes are read for good already.
    pub fn is_taken(&self, span: Span) -> bool {
        // An empty span is taken where a value may be inserted.
        let end = span.end.max(span.start + 1);
        let before = self.taken.partition_point(|taken| taken.start < end).checked_sub(1);
        before
            .and_then(|at| self.taken.get(at))
            .is_some_and(|taken| taken.end > span.start || taken.start == span.start)
    }

    /// Keeps the slots of a sign-off from being read as fields.
    pub fn take(&mut self, sign_off: &SignOff) {
        for Slot { span, .. } in sign_off.slots() {
            // Of those that start at one place the last one counts.
            let at = self.taken.partition_point(|taken| taken.start < span.start);
            match self.taken.get_mut(at).filter(|taken| taken.start == span.start) {
                Some(taken) => *taken = span,
                None => self.taken.insert(at, span),
            }
        }
    }

    /// Whether a placeholder stands within bytes, or is all of them.
    pub fn has_placeholder(&self, span: Span, exactly: bool) -> bool {
        let first = self.places.partition_point(|place| place.start < span.start);
        self.places.get(first).is_some_and(|place| if exactly { *place == span } else { span.covers(*place) })
    }

    /// Whether bytes stand in a comment.
    pub fn in_comment(&self, offset: usize) -> bool {
        within(&self.markdown.comments, offset)
    }

    /// Whether bytes stand in a code span.
    pub fn in_code_span(&self, offset: usize) -> bool {
        within(&self.markdown.code_spans, offset)
    }

    /// Reports something that is not what it seems.
    pub fn problem(&mut self, rule: &'static str, span: Span, message: impl Into<String>) {
        self.problems.push(Problem { rule, message: message.into(), at: self.source.position(span.start), span });
    }

    /// Indices of the lines whose content has one of these signs, or any that is not ASCII.
    pub fn lines_with(&self, signs: Signs) -> impl Iterator<Item = usize> + '_ {
        (0..self.frame.lines.len()).filter(move |line| self.has_sign(*line, signs))
    }

    /// Indices of the lines that hold running text.
    pub fn text_lines(&self) -> impl Iterator<Item = usize> + '_ {
        let lines = self.frame.lines.iter().enumerate();
        lines.filter(|(_, line)| line.kind == LineKind::Text).map(|(at, _)| at)
    }

    pub fn finish(mut self) -> (Checklist, Markdown) {
        self.fields.sort_by_key(|field| (field.span.start, field.span.end));
        self.criteria.sort_by_key(|criterion| criterion.span.start);
        self.sign_offs.sort_by_key(|sign_off| (sign_off.line, sign_off.span.start));
        self.problems.sort_by_key(|problem| (problem.span.start, problem.rule));
        let blanks = summary::blanks(&self);
        let mut checklist = Checklist {
            path: self.source.path().to_owned(),
            sha256: self.source.sha256().to_string(),
            title: title(&self),
            stage: None,
            template: self.template,
            front_matter: self.front.values,
            sections: self.sections,
            items: self.items,
            fields: self.fields,
            placeholders: self.placeholders,
            sign_offs: self.sign_offs,
            decisions: self.decisions,
            criteria: self.criteria,
            steps: self.steps,
            commands: self.commands,
            comments: self.markdown.comments.clone(),
            counts: self.counts,
            problems: self.problems,
            summary: Summary::default(),
        };
        checklist.summary = summary::summarise(&checklist, &self.markdown, blanks);
        (checklist, self.markdown)
    }
}

/// Whether one of `spans`, which are sorted and disjoint, holds `offset`.
fn within(spans: &[Span], offset: usize) -> bool {
    let after = spans.partition_point(|span| span.start <= offset);
    after.checked_sub(1).and_then(|at| spans.get(at)).is_some_and(|span| span.contains(offset))
}

/// The first H1; else the front matter's title or name; else a first heading that stands before everything else.
fn title(draft: &Draft<'_>) -> Option<String> {
    let heading = |level: u8| draft.markdown.headings.iter().position(|heading| heading.level == level);
    let words = |at: usize| {
        draft
            .frame
            .titles
            .iter()
            .filter(|title| title.label == crate::model::Label::Heading)
            .nth(at)
            .map(|title| inline::plain(draft.source.slice(title.text)))
    };
    if let Some(title) = heading(1).and_then(words).filter(|title| !title.is_empty()) {
        return Some(title);
    }
    let first_titles_all = draft.markdown.headings.first().is_some_and(|first| {
        draft.markdown.headings.iter().skip(1).all(|other| other.level > first.level)
            && draft.items.first().is_none_or(|item| item.span.start > first.span.start)
    });
    if first_titles_all {
        return words(0);
    }
    draft.front.text("title").or_else(|| draft.front.text("name"))
}
