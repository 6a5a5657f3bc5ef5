//! Signing: a name, a date and a time into the slots that a sign-off offers.

use super::content::content;
use super::field_edit::written;
use super::outline::{Allowed, Change};
use super::{FillError, items};
use crate::model::{Checklist, Item, ItemShape, SignOff, SignOffShape, Slot, State};
use crate::parse::{Context, contexts};
use crate::text::{Edit, EditSet, Source, Span};
use crate::time::Timestamp;

/// Who signs, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer<'a> {
    /// The name, as people read it.
    pub name: &'a str,
    /// The e-mail address.
    pub email: &'a str,
    /// When.
    pub time: Timestamp,
    /// The short id of the signed statement, which goes into a slot for a signature.
    pub statement: Option<&'a str>,
}

/// Writes a name, and a date where there is a place for one, into an unsigned sign-off.
///
/// # Errors
/// When somebody has signed already, there is no place for a name, or the name can't be written there.
pub fn sign(
    source: &Source,
    checklist: &Checklist,
    sign_off: &SignOff,
    signer: &Signer<'_>,
) -> Result<Change, FillError> {
    if sign_off.is_filled() {
        let who = sign_off.name.clone().unwrap_or_else(|| "a tick without a name".to_owned());
        return Err(FillError::AlreadySigned { line: sign_off.line, role: sign_off.role.clone(), who });
    }
    let mut pen = Pen { source, sign_off, edits: Vec::new() };
    let mut allowed = Allowed { links: true, ..Allowed::default() };
    allowed.sign_offs.extend(checklist.sign_offs.iter().position(|known| known.id == sign_off.id));
    pen.write(signer)?;
    if let Some(item) = ticked_item(checklist, sign_off) {
        pen.edits.push(items::ticked(source, item)?);
        let index = checklist.items.iter().position(|known| known.id == item.id);
        allowed.items.extend(index.map(|index| (index, State::Done)));
    } else if let Some(mark) = sign_off.box_span {
        pen.edits.extend(items::tick_box(source, mark, ItemShape::Glyph));
    }
    let change = Change { edits: EditSet::new(source, pen.edits)?, allowed };
    let (after, compiled) = change.compile(source, checklist)?;
    // What is signed is the content; writing the signer's name must not change it.
    if content(source, checklist) != content(&after, &compiled) {
        let what = "signing here would change more than the slots of the sign-off".to_owned();
        return Err(FillError::ChangesStructure { what, line: sign_off.line });
    }
    Ok(change)
}

/// The item that a checkbox sign-off is.
fn ticked_item<'c>(checklist: &'c Checklist, sign_off: &SignOff) -> Option<&'c Item> {
    let span = sign_off.box_span?;
    checklist.items.iter().find(|item| item.box_span == Some(span))
}

struct Pen<'a> {
    source: &'a Source,
    sign_off: &'a SignOff,
    edits: Vec<Edit>,
}

impl Pen<'_> {
    fn write(&mut self, signer: &Signer<'_>) -> Result<(), FillError> {
        let name_slot = self.sign_off.name_slot.or(self.sign_off.signature_slot);
        let Some(slot) = name_slot else {
            return Err(FillError::NoSlot { line: self.sign_off.line, role: self.sign_off.role.clone() });
        };
        let date = self.sign_off.date_slot;
        if self.sign_off.shape == SignOffShape::Checkbox && slot.span.is_empty() {
            let name = self.encoded("name", slot.span, signer.name)?;
            let email = self.address(signer.email)?;
            let text = format!(" — {name} <{email}>, {}", signer.time);
            self.edits.push(Edit { span: slot.span, text });
        } else {
            let mut name = self.encoded("name", slot.span, signer.name)?;
            if date.is_none() {
                name = format!("{name}, {}", signer.time);
            }
            self.push(slot, &name);
        }
        if let Some(date) = date {
            let timed = wants_time(self.source, date.span);
            self.push(date, &if timed { signer.time.to_string() } else { signer.time.date() });
        }
        if let (Some(slot), Some(id), Some(_)) =
            (self.sign_off.signature_slot, signer.statement, self.sign_off.name_slot)
        {
            let text = self.encoded("signature", slot.span, &format!("see {id}"))?;
            self.push(slot, &text);
        }
        Ok(())
    }

    fn push(&mut self, slot: Slot, text: &str) {
        let text = if slot.space { format!(" {text}") } else { text.to_owned() };
        self.edits.push(Edit { span: slot.span, text });
    }

    fn encoded(&self, what: &str, span: Span, text: &str) -> Result<String, FillError> {
        let context = contexts(self.source, &[span]).first().copied().unwrap_or(Context::Text);
        let (key, line) = (what.to_owned(), self.sign_off.line);
        written(self.source, span, text, context).map_err(|refusal| FillError::Value { key, line, refusal })
    }

    /// An address that Markdown reads as one between angle brackets.
    fn address<'e>(&self, email: &'e str) -> Result<&'e str, FillError> {
        let local = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
        let host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
        let parts = email.split_once('@').filter(|(name, domain)| !name.is_empty() && !domain.is_empty());
        match parts {
            Some((name, domain)) if name.chars().all(local) && domain.chars().all(host) => Ok(email),
            _ => Err(FillError::NotAnAddress { email: email.to_owned() }),
        }
    }
}

/// Whether the label or the column's title of a date slot asks for the time too.
fn wants_time(source: &Source, slot: Span) -> bool {
    let line = source.position(slot.start).line;
    let head = source.slice(Span::new(source.line(line).start, slot.start));
    if head.trim_start().starts_with('|') {
        let column = bars(head);
        let is_row = |line: &usize| source.slice(source.line(*line)).trim_start().starts_with('|');
        let top = (1..line).rev().take_while(is_row).last();
        let title = top.map(|top| cell(source.slice(source.line(top)), column)).unwrap_or_default();
        return title.to_lowercase().contains("time");
    }
    let label = head.trim_end_matches([' ', '\t', '*', ':', '_']).to_lowercase();
    label.ends_with("time")
}

/// The number of bars in a row that part cells.
fn bars(row: &str) -> usize {
    row.replace("\\|", "").matches('|').count()
}

/// The text behind the `column`th bar of a row.
fn cell(row: &str, column: usize) -> String {
    row.replace("\\|", "").split('|').nth(column).unwrap_or("").to_owned()
}
