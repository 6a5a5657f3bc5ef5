//! The outline guard: edits may change what they are meant to change, and nothing else that a reader or GFM sees.

use std::collections::{BTreeMap, BTreeSet};

use super::FillError;
use crate::model::{Applicability, Checklist, Item, ItemShape, State};
use crate::parse::{Layout, Mark, parse_with_layout};
use crate::text::{EditSet, Source, Span};

/// What edits are meant to change, by index into the checklist's lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Allowed {
    /// Items that get a new state, and which.
    pub items: BTreeMap<usize, State>,
    /// Items whose state is what one of their fields says, where that field gets a value.
    pub results: BTreeSet<usize>,
    /// Sign-offs that are signed or taken back.
    pub sign_offs: BTreeSet<usize>,
    /// Decisions that are taken.
    pub decisions: BTreeSet<usize>,
    /// Whether what is written may hold an address in angle brackets.
    pub links: bool,
    /// Whether what only looks like a box may become one that Markdown sees too.
    pub boxes: bool,
    /// Whether what is written may be a row of a table.
    pub rows: bool,
}

/// Edits, and what they are meant to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The edits.
    pub edits: EditSet,
    /// What may change.
    pub allowed: Allowed,
}

impl Change {
    /// The text after the edits.
    ///
    /// # Errors
    /// When the edits are for another text, or change more than they are meant to.
    pub fn apply(&self, source: &Source) -> Result<Source, FillError> {
        apply(source, &self.edits, &self.allowed)
    }

    /// The text after the edits, and its model; `before` is the model of `source`.
    ///
    /// # Errors
    /// When the edits are for another text, or change more than they are meant to.
    pub fn compile(&self, source: &Source, before: &Checklist) -> Result<(Source, Checklist), FillError> {
        let done = self.compile_on(source, before, &Layout::of(source))?;
        Ok((done.source, done.checklist))
    }

    /// The same, where it is known how Markdown sees `source`.
    pub(super) fn compile_on(
        &self,
        source: &Source,
        before: &Checklist,
        layout: &Layout,
    ) -> Result<Compiled, FillError> {
        compile(source, before, layout, &self.edits, &self.allowed)
    }
}

/// Applies `edits`, compiles the text again and compares.
///
/// # Errors
/// When the edits are for another text, or change more than `allowed` names.
pub fn apply(source: &Source, edits: &EditSet, allowed: &Allowed) -> Result<Source, FillError> {
    if edits.is_empty() {
        edits.apply(source)?;
        return Ok(source.clone());
    }
    let (before, layout) = parse_with_layout(source);
    compile(source, &before, &layout, edits, allowed).map(|done| done.source)
}

/// A text after edits, its model, and how Markdown sees it; `None` where nothing was edited.
pub(super) struct Compiled {
    pub source: Source,
    pub checklist: Checklist,
    pub layout: Option<Layout>,
}

fn compile(
    source: &Source,
    before: &Checklist,
    layout: &Layout,
    edits: &EditSet,
    allowed: &Allowed,
) -> Result<Compiled, FillError> {
    let text = edits.apply(source)?;
    if edits.is_empty() {
        return Ok(Compiled { source: source.clone(), checklist: before.clone(), layout: None });
    }
    let after = Source::new(source.path(), text.into_bytes())?;
    let (checklist, new_layout) = parse_with_layout(&after);
    let lines = edits.edits().iter().map(|edit| source.line_of(edit.span.start)).collect();
    let guard = Guard { before: source, after: &after, edits, allowed, written: edits.written(), lines };
    guard.structure(layout.marks(), new_layout.marks())?;
    guard.model(before, &checklist)?;
    Ok(Compiled { source: after, checklist, layout: Some(new_layout) })
}

struct Guard<'a> {
    before: &'a Source,
    after: &'a Source,
    edits: &'a EditSet,
    allowed: &'a Allowed,
    written: Vec<Span>,
    /// The lines of the old text that are edited.
    lines: BTreeSet<usize>,
}

impl Guard<'_> {
    fn refuse<T>(&self, offset: usize, what: impl Into<String>) -> Result<T, FillError> {
        Err(FillError::ChangesStructure { what: what.into(), line: self.before.position(offset).line })
    }

    fn map(&self, span: Span) -> Span {
        Span::new(self.edits.map(span.start), self.edits.map(span.end))
    }

    fn is_written(&self, offset: usize) -> bool {
        let next = self.written.partition_point(|span| span.start <= offset);
        next.checked_sub(1).and_then(|at| self.written.get(at)).is_some_and(|span| span.contains(offset))
    }

    /// Whether an edit replaces the bytes at `offset`, or those behind the blanks there.
    fn is_replaced(&self, offset: usize) -> bool {
        self.edits.edits().iter().any(|edit| {
            edit.span.contains(offset)
                || (offset <= edit.span.start
                    && !edit.span.is_empty()
                    && self.before.slice(Span::new(offset, edit.span.start)).chars().all(|c| c == ' '))
        })
    }

    /// Whether an edit touches any line of `span`.
    fn is_near(&self, span: Span) -> bool {
        let first = self.before.line_of(span.start);
        let last = self.before.line_of(span.end);
        self.lines.range(first..=last).next().is_some()
    }

    /// Blocks and active inlines stay where they are; only a blank or placeholder that was one itself may go.
    fn structure(&self, before: &[Mark], after: &[Mark]) -> Result<(), FillError> {
        let mut wanted: Vec<(usize, &'static str, usize)> =
            before.iter().map(|(kind, at)| (self.edits.map(*at), *kind, *at)).collect();
        let meant = |(kind, at): &Mark| {
            let may_be = match *kind {
                "link" => self.allowed.links,
                "task" => self.allowed.boxes,
                "table row" => self.allowed.rows,
                _ => false,
            };
            may_be && self.is_written(*at)
        };
        let mut found: Vec<(usize, &'static str)> =
            after.iter().filter(|mark| !meant(mark)).map(|(kind, at)| (*at, *kind)).collect();
        wanted.sort_unstable();
        found.sort_unstable();
        let mut found = found.into_iter().peekable();
        for (at, kind, old) in wanted {
            if found.next_if_eq(&(at, kind)).is_some() {
                continue;
            }
            let own = matches!(kind, "inline html" | "html block" | "thematic break" | "link");
            if !(own && self.is_replaced(old)) {
                return match found.peek() {
                    Some((new, made)) if *new <= at => self.refuse(old, format!("this would make {}", article(made))),
                    _ => self.refuse(old, format!("this would undo {}", article(kind))),
                };
            }
        }
        match found.next() {
            None => Ok(()),
            Some((_, kind)) => {
                let last = self.edits.edits().last().map_or(0, |edit| edit.span.start);
                self.refuse(last, format!("this would make {}", article(kind)))
            }
        }
    }

    fn model(&self, before: &Checklist, after: &Checklist) -> Result<(), FillError> {
        self.sections(before, after)?;
        self.items(before, after)?;
        self.sign_offs(before, after)?;
        self.decisions(before, after)?;
        self.fields(before, after)?;
        self.rest(before, after)
    }

    fn first_edit(&self) -> usize {
        self.edits.edits().first().map_or(0, |edit| edit.span.start)
    }

    fn sections(&self, before: &Checklist, after: &Checklist) -> Result<(), FillError> {
        if before.sections.len() != after.sections.len() {
            return self.refuse(self.first_edit(), "this would make or undo a section's title");
        }
        for (old, new) in before.sections.iter().zip(&after.sections) {
            let parent = |s: &crate::model::Section| s.parent.as_ref().map(|parent| parent.index);
            if (old.label, old.level, parent(old)) != (new.label, new.level, parent(new))
                || self.edits.map(old.span.start) != new.span.start
            {
                return self.refuse(old.span.start, "this would change the outline of sections");
            }
            if old.applicability != new.applicability {
                return self.refuse(old.span.start, "this would change whether the section has to be done");
            }
        }
        Ok(())
    }

    fn items(&self, before: &Checklist, after: &Checklist) -> Result<(), FillError> {
        if before.items.len() != after.items.len() {
            return self.refuse(self.first_edit(), "this would make or undo an item");
        }
        for (index, (old, new)) in before.items.iter().zip(&after.items).enumerate() {
            let wanted = self.allowed.items.get(&index).copied().unwrap_or(old.state);
            if new.state != wanted && !self.allowed.results.contains(&index) {
                let what = match new.state {
                    State::Done => "this would tick the item",
                    State::Open => "this would untick the item",
                    State::NotApplicable => "this would make the item not applicable",
                    State::Failed => "this would make the item failed",
                };
                return self.refuse(old.span.start, what);
            }
            let becomes_a_box = self.allowed.boxes && (old.shape, new.shape) == (ItemShape::Malformed, ItemShape::Task);
            let place = |item: &Item| {
                (
                    if becomes_a_box { ItemShape::Task } else { item.shape },
                    item.role,
                    item.polarity,
                    item.parent.as_ref().map(|p| p.index),
                    item.section.as_ref().map(|s| s.index),
                )
            };
            let same_box = old.box_span.map(|span| self.edits.map(span.start)) == new.box_span.map(|span| span.start);
            if place(old) != place(new) || !same_box {
                return self.refuse(old.span.start, "this would change what the item is");
            }
            if old.applicability != new.applicability && !self.allowed.items.contains_key(&index) {
                return self.refuse(old.span.start, "this would change whether the item has to be done");
            }
        }
        Ok(())
    }

    fn sign_offs(&self, before: &Checklist, after: &Checklist) -> Result<(), FillError> {
        if before.sign_offs.len() != after.sign_offs.len() {
            return self.refuse(self.first_edit(), "this would make or undo a sign-off");
        }
        for (index, (old, new)) in before.sign_offs.iter().zip(&after.sign_offs).enumerate() {
            let allowed = self.allowed.sign_offs.contains(&index);
            let said = |s: &crate::model::SignOff| (s.name.clone(), s.date.clone(), s.signature.clone(), s.assurance);
            if !allowed && said(old) != said(new) {
                return self.refuse(old.span.start, format!("this would sign for {}; use gonogo sign", old.role));
            }
            if (old.shape, old.scope) != (new.shape, new.scope) {
                return self.refuse(old.span.start, format!("this would change what {} signs for", old.role));
            }
            let block = before.items.iter().find(|item| Some(&item.id) == old.scope_id.as_ref()).map(|item| item.block);
            if old.role != new.role && !self.is_near(block.unwrap_or(old.span)) {
                return self.refuse(old.span.start, "this would change who is asked to sign");
            }
        }
        Ok(())
    }

    fn decisions(&self, before: &Checklist, after: &Checklist) -> Result<(), FillError> {
        let said = |decision: &crate::model::Decision| -> Vec<bool> {
            decision.options.iter().map(|option| option.chosen).collect()
        };
        let mut left: BTreeMap<usize, Vec<bool>> =
            after.decisions.iter().map(|decision| (decision.span.start, said(decision))).collect();
        for (index, old) in before.decisions.iter().enumerate() {
            let new = left.remove(&self.edits.map(old.span.start));
            if !self.allowed.decisions.contains(&index) && new != Some(said(old)) {
                return self.refuse(old.span.start, format!("this would decide \"{}\"", old.label));
            }
        }
        match left.keys().next() {
            Some(_) => self.refuse(self.first_edit(), "this would make a decision"),
            None => Ok(()),
        }
    }

    /// Fields that no edit touches keep their place and value; new ones are only where something was written.
    fn fields(&self, before: &Checklist, after: &Checklist) -> Result<(), FillError> {
        let found: BTreeMap<Span, &Option<String>> =
            after.fields.iter().map(|field| (field.span, &field.value)).collect();
        let asked: BTreeMap<usize, Applicability> =
            after.fields.iter().map(|field| (field.span.start, field.applicability)).collect();
        let mut known = BTreeSet::new();
        for old in &before.fields {
            let span = self.map(old.span);
            known.insert(span);
            let from = self.edits.edits().partition_point(|edit| edit.span.end < old.span.start);
            let touched =
                self.edits.edits().get(from..).unwrap_or(&[]).iter().take_while(|e| e.span.start <= old.span.end);
            let touched = touched.into_iter().any(|e| e.span.overlaps(old.span) || e.span.start == old.span.start);
            if !touched && asked.get(&span.start).is_some_and(|now| *now != old.applicability) {
                return self
                    .refuse(old.span.start, format!("this would change whether \"{}\" is asked for", old.label));
            }
            let open = old.value.is_none();
            if !touched && (open || !self.is_near(old.span)) && found.get(&span) != Some(&&old.value) {
                return self.refuse(old.span.start, format!("this would change the field \"{}\"", old.label));
            }
        }
        for new in after.fields.iter().filter(|field| !known.contains(&field.span)) {
            let line = self.after.line(new.at.line);
            let next = self.written.partition_point(|span| span.start < line.start);
            if !self.is_written(line.start) && self.written.get(next).is_none_or(|span| span.start > line.end) {
                return self.refuse(self.first_edit(), format!("this would make a field \"{}\"", new.label));
            }
        }
        Ok(())
    }

    fn rest(&self, before: &Checklist, after: &Checklist) -> Result<(), FillError> {
        let fired = |c: &Checklist| -> Vec<Option<bool>> {
            c.criteria
                .iter()
                .map(|criterion| criterion.fired.filter(|_| !self.is_allowed(criterion.item.as_ref())))
                .collect()
        };
        if fired(before) != fired(after) {
            return self.refuse(self.first_edit(), "this would change a criterion of the rollback");
        }
        let moved = |line: usize| self.after.line_of(self.edits.map(self.before.line(line).start));
        let old = before.steps.iter().map(|step| (&step.number, moved(step.line)));
        if !old.eq(after.steps.iter().map(|step| (&step.number, step.line))) {
            return self.refuse(self.first_edit(), "this would change the steps");
        }
        let old: Vec<_> = before.commands.iter().map(|c| (c.language.clone(), self.map(c.span))).collect();
        let new: Vec<_> = after.commands.iter().map(|c| (c.language.clone(), c.span)).collect();
        if old != new {
            return self.refuse(self.first_edit(), "this would open or close a block of code");
        }
        let known: BTreeSet<usize> = places(before).map(|span| self.edits.map(span.start)).collect();
        if places(after).any(|span| !known.contains(&span.start)) {
            return self.refuse(self.first_edit(), "this would make a placeholder that is still to be filled in");
        }
        let count = |c: &Checklist| {
            let mut count = BTreeMap::new();
            for problem in &c.problems {
                *count.entry(problem.rule).or_insert(0_usize) += 1;
            }
            count
        };
        let (old, new) = (count(before), count(after));
        match after.problems.iter().find(|problem| new.get(problem.rule) > old.get(problem.rule)) {
            Some(problem) => self.refuse(self.first_edit(), problem.message.clone()),
            None => Ok(()),
        }
    }

    fn is_allowed(&self, item: Option<&crate::model::Ref>) -> bool {
        item.is_some_and(|item| self.allowed.items.contains_key(&item.index))
    }
}

fn places(checklist: &Checklist) -> impl Iterator<Item = Span> + '_ {
    checklist.placeholders.iter().flat_map(|placeholder| &placeholder.occurrences).map(|place| place.span)
}

/// What a mark is, as the message names it.
fn article(kind: &str) -> String {
    match kind {
        "task" => "an item with a box".to_owned(),
        "inline html" => "raw HTML".to_owned(),
        kind => format!("a {kind}"),
    }
}
