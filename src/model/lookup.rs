//! What stands where in a checklist.

use super::{Checklist, Field, Item, Ref, Section};
use crate::text::Span;

impl Checklist {
    /// The item a reference names.
    pub fn item(&self, item: &Ref) -> Option<&Item> {
        self.items.get(item.index)
    }

    /// The section a reference names.
    pub fn section(&self, section: &Ref) -> Option<&Section> {
        self.sections.get(section.index)
    }

    /// The sections from `section` outwards, itself first.
    pub fn section_path<'a>(&'a self, section: Option<&'a Ref>) -> impl Iterator<Item = &'a Section> {
        std::iter::successors(section.and_then(|s| self.section(s)), |s| {
            s.parent.as_ref().and_then(|parent| self.section(parent))
        })
    }

    /// The first item on a line.
    pub fn item_on(&self, line: usize) -> Option<&Item> {
        let before = self.items.partition_point(|item| item.at.line < line);
        self.items.get(before).filter(|item| item.at.line == line)
    }

    /// The innermost item in whose block a byte stands.
    pub fn item_around(&self, at: usize) -> Option<&Item> {
        let before = self.items.partition_point(|item| item.span.start <= at);
        let last = self.items.get(before.checked_sub(1)?)?;
        std::iter::once(last).chain(self.ancestors(last)).find(|item| item.block.contains(at))
    }

    /// The fields on a line.
    pub fn fields_on(&self, line: usize) -> impl Iterator<Item = &Field> {
        let before = self.fields.partition_point(|field| field.at.line < line);
        self.fields.iter().skip(before).take_while(move |field| field.at.line == line)
    }

    /// The fields that begin within a span.
    pub fn fields_in(&self, span: Span) -> &[Field] {
        let before = |at: usize| self.fields.partition_point(|field| field.span.start < at);
        self.fields.get(before(span.start)..before(span.end)).unwrap_or(&[])
    }

    /// The items that begin within a span.
    pub fn items_in(&self, span: Span) -> &[Item] {
        let before = |at: usize| self.items.partition_point(|item| item.span.start < at);
        self.items.get(before(span.start)..before(span.end)).unwrap_or(&[])
    }

    /// Whether a byte stands in a block of code.
    pub fn is_in_code(&self, at: usize) -> bool {
        let before = self.commands.partition_point(|command| command.span.start <= at);
        let last = before.checked_sub(1).and_then(|last| self.commands.get(last));
        last.is_some_and(|command| command.span.contains(at))
    }

    /// Whether a span is hidden in a comment.
    pub fn is_in_comment(&self, span: Span) -> bool {
        let before = self.comments.partition_point(|comment| comment.start <= span.start);
        let last = before.checked_sub(1).and_then(|last| self.comments.get(last));
        last.is_some_and(|comment| comment.covers(span))
    }

    /// The items from `item`'s parent outwards.
    pub fn ancestors<'a>(&'a self, item: &'a Item) -> impl Iterator<Item = &'a Item> {
        std::iter::successors(item.parent.as_ref().and_then(|p| self.item(p)), |i| {
            i.parent.as_ref().and_then(|parent| self.item(parent))
        })
    }
}
