//! A checklist being worked on: acts one after the other, each checked, each with what it wrote besides.

use std::collections::BTreeMap;

use super::outline::{Allowed, Change};
use super::slots_of_item::{Actor, nameless, to_empty, to_fill};
use super::values::{Wanted, put};
use super::{
    Attachment, FillError, FillOptions, SelectError, attach, fail, not_applicable, note, numbers, select, tick, untick,
};
use crate::model::{Checklist, State};
use crate::parse::parse;
use crate::text::{Edit, EditSet, Source};

/// What is done about an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act<'a> {
    /// It is done.
    Tick,
    /// It is open again.
    Untick,
    /// It does not apply, for a reason.
    NotApplicable(&'a str),
    /// It has failed, for a reason.
    Fail(&'a str),
    /// There is something to say about it.
    Note(&'a str),
    /// Something shows that it is done.
    Attach(&'a Attachment),
}

/// A slot that an act has filled or emptied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The field's label.
    pub label: String,
    /// Its line, 1-based.
    pub line: usize,
    /// What stands there now.
    pub value: String,
}

/// What has been done about an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The item's id.
    pub id: String,
    /// Its number, where it has one.
    pub number: Option<String>,
    /// Its line, 1-based.
    pub line: usize,
    /// Its text.
    pub text: String,
    /// How it stands now.
    pub state: State,
    /// The slots that were written besides.
    pub slots: Vec<Written>,
    /// Labels of slots that stay empty because nobody says who acts.
    pub nameless: Vec<String>,
}

/// A text with its model, changed act by act.
#[derive(Clone, Debug)]
pub struct Desk {
    source: Source,
    checklist: Checklist,
    /// The template, which knows what stood in a slot before it was filled.
    template: Option<(Source, Checklist)>,
}

impl Desk {
    /// Starts from a text; `checklist` is its model as it is written, whatever a configuration makes of it.
    pub fn new(source: Source, checklist: Checklist) -> Self {
        Self { source, checklist, template: None }
    }

    /// The same with the template that the text was made from.
    pub fn remembering(self, template: Source) -> Self {
        let checklist = parse(&template);
        Self { template: Some((template, checklist)), ..self }
    }

    /// The text as it is now.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Its model.
    pub fn checklist(&self) -> &Checklist {
        &self.checklist
    }

    /// The text as it is now, and its model.
    pub fn into_parts(self) -> (Source, Checklist) {
        (self.source, self.checklist)
    }

    /// Makes a change.
    ///
    /// # Errors
    /// When it would change more than it is meant to; the text stays as it was then.
    pub fn make(&mut self, change: &Change) -> Result<(), FillError> {
        let (source, checklist) = change.compile(&self.source, &self.checklist)?;
        (self.source, self.checklist) = (source, checklist);
        Ok(())
    }

    /// Index of the item that `what` names, as [`select`] finds it.
    ///
    /// # Errors
    /// When none fits, or several do.
    pub fn find(&self, what: &str) -> Result<usize, SelectError> {
        let found = select(&self.checklist, what)?;
        let index = self.checklist.items.iter().position(|item| std::ptr::eq(item, found));
        index.ok_or_else(|| SelectError::NoItem(what.to_owned()))
    }

    /// Acts on the item at `index`; with `actor`, the slots for time, person and result are written too.
    ///
    /// # Errors
    /// When the item doesn't allow it, or a text can't be written; the text stays as it was then.
    pub fn act(&mut self, index: usize, act: Act<'_>, actor: Option<&Actor<'_>>) -> Result<Done, FillError> {
        let mut next = self.clone();
        let slots = next.step(index, act, actor)?;
        let nameless = match (act, actor) {
            (Act::Tick | Act::Fail(_), Some(Actor { name: None, .. })) => nameless(&next.checklist, index),
            _ => Vec::new(),
        };
        *self = next;
        let number = numbers(&self.checklist).into_iter().nth(index).flatten();
        let Some(item) = self.checklist.items.get(index) else { return Err(gone(index)) };
        let (id, text) = (item.id.to_string(), item.text.clone());
        Ok(Done { id, number, line: item.at.line, text, state: item.state, slots, nameless })
    }

    fn step(&mut self, index: usize, act: Act<'_>, actor: Option<&Actor<'_>>) -> Result<Vec<Written>, FillError> {
        let (source, checklist) = (&self.source, &self.checklist);
        let item = checklist.items.get(index).ok_or_else(|| gone(index))?;
        let before = item.state;
        let change = match act {
            Act::Tick => tick(source, checklist, item)?,
            Act::Untick => untick(source, checklist, item)?,
            Act::NotApplicable(reason) => not_applicable(source, checklist, item, reason)?,
            Act::Fail(reason) => fail(source, checklist, item, reason)?,
            Act::Note(text) => note(source, checklist, item, text)?,
            Act::Attach(what) => attach(source, checklist, item, what)?,
        };
        let emptied = match (act, actor) {
            (Act::Untick, Some(_)) if before != State::Open => {
                to_empty(source, checklist, item, self.template.as_ref())?
            }
            _ => Vec::new(),
        };
        self.make(&change)?;
        match (act, actor) {
            (Act::Tick | Act::Fail(_), Some(actor)) => {
                let values = to_fill(&self.checklist, index, actor);
                self.fill(&values)
            }
            _ => self.empty(emptied),
        }
    }

    fn fill(&mut self, values: &[(usize, String)]) -> Result<Vec<Written>, FillError> {
        let labels: Vec<String> = values.iter().map(|(at, _)| self.label(*at)).collect();
        let wanted = values.iter().zip(&labels);
        let fields: BTreeMap<usize, Wanted<'_>> =
            wanted.map(|((at, value), label)| (*at, Wanted { key: label, value })).collect();
        let written = values.iter().map(|(at, value)| self.written(*at, value)).collect();
        let change = put(&self.source, &self.checklist, fields, FillOptions::default())?;
        self.make(&change)?;
        Ok(written)
    }

    /// Puts blanks in the place of values.
    fn empty(&mut self, blanks: Vec<(usize, String)>) -> Result<Vec<Written>, FillError> {
        let written = blanks.iter().map(|(at, _)| self.written(*at, "")).collect();
        let span = |at: usize| self.checklist.fields.get(at).map(|field| field.span);
        let edits = blanks.into_iter().filter_map(|(at, text)| Some(Edit { span: span(at)?, text })).collect();
        let change = Change { edits: EditSet::new(&self.source, edits)?, allowed: Allowed::default() };
        self.make(&change)?;
        Ok(written)
    }

    fn label(&self, field: usize) -> String {
        self.checklist.fields.get(field).map(|field| field.label.clone()).unwrap_or_default()
    }

    fn written(&self, field: usize, value: &str) -> Written {
        let line = self.checklist.fields.get(field).map_or(0, |field| field.at.line);
        Written { label: self.label(field), line, value: value.to_owned() }
    }
}

fn gone(index: usize) -> FillError {
    super::SelectError::NoItem(format!("item {}", index + 1)).into()
}
