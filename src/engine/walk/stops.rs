//! Where a person stops who works through a run: items, fields and sign-offs, in document order.

use std::sync::Arc;

use crate::asked::{Asked, Standing, Why};
use crate::diagnostic::Severity;
use crate::engine::check::Checked;
use crate::fill::Slots;
use crate::model::{Checklist, FieldShape, Item, Occurrence, Ref, Role, State};
use crate::text::Span;

/// What kind of thing a stop is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An item, an option of a decision, or a criterion.
    Item,
    /// A field.
    Field,
    /// A placeholder, wherever it stands.
    Placeholder,
    /// A sign-off.
    SignOff,
}

/// What a stop is about, whatever line it moves to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// What kind of thing it is.
    pub kind: Kind,
    /// Its id among its kind, or the name of a placeholder.
    pub id: Arc<str>,
}

impl Spot {
    /// Whether this is the thing of that kind and id.
    pub fn is(&self, kind: Kind, id: &str) -> bool {
        self.kind == kind && *self.id == *id
    }
}

/// A stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// What it is about.
    pub spot: Spot,
    /// Index into the checklist's list of its kind; of placeholders, into their first with this name.
    pub index: usize,
    /// Index of the section it stands in.
    pub section: Option<usize>,
    /// How many items it stands in.
    pub depth: usize,
    /// Its bytes.
    pub span: Span,
    /// Whether something is to be done here now.
    pub open: bool,
    /// Why nothing is asked here, where nothing is.
    pub why: Option<Why>,
}

/// The stops of a run.
pub(super) fn of(checked: &Checked) -> Vec<Stop> {
    let checklist = &checked.checklist;
    let asked = Asked::of(checklist);
    let mut stops = Vec::new();
    for (index, item) in checklist.items.iter().enumerate() {
        if matches!(item.role, Role::SignOff | Role::Index) {
            continue;
        }
        let why = not(asked.item_standing(item)).filter(|why| item.role == Role::Action || *why != Why::NotWork);
        stops.push(Stop {
            spot: Spot { kind: Kind::Item, id: item.id.clone() },
            index,
            section: item.section.as_ref().map(|section| section.index),
            depth: depth(checklist, item.parent.as_ref()),
            span: item.span,
            open: item.role == Role::Action && why.is_none() && matches!(item.state, State::Open | State::Failed),
            why,
        });
    }
    for (index, field) in checklist.fields.iter().enumerate() {
        // What is written in code is filled with the whole template, and what is written out is only read.
        let only_read = field.shape == FieldShape::Written && field.item.is_none() && field.value.is_some();
        if field.in_code || only_read {
            continue;
        }
        let why = not(asked.field_standing(field));
        stops.push(Stop {
            spot: Spot { kind: Kind::Field, id: field.id.clone() },
            index,
            section: field.section.as_ref().map(|section| section.index),
            depth: depth(checklist, field.item.as_ref()),
            span: field.span,
            open: why.is_none() && field.value.is_none(),
            why,
        });
    }
    let fields: Vec<Span> = stops.iter().filter(|stop| stop.spot.kind == Kind::Field).map(|stop| stop.span).collect();
    stops.extend(placeholders(checklist, &asked, &fields));
    for (index, sign_off) in checklist.sign_offs.iter().enumerate() {
        let why = not(asked.sign_off_standing(sign_off));
        let item = sign_off.scope_id.as_ref().and_then(|id| asked.index_of(id));
        let within = item.and_then(|item| checklist.items.get(item));
        stops.push(Stop {
            spot: Spot { kind: Kind::SignOff, id: sign_off.id.clone() },
            index,
            section: section_at(checklist, sign_off.span),
            depth: within.map_or(0, |item| 1 + depth(checklist, item.parent.as_ref())),
            span: sign_off.span,
            // Of a name without the signature that goes with it, the rules say so.
            open: why.is_none() && (!sign_off.is_filled() || is_held(checked, sign_off.span)),
            why,
        });
    }
    stops.sort_by_key(|stop| (stop.span.start, stop.depth));
    stops
}

fn is_held(checked: &Checked, span: Span) -> bool {
    checked.diagnostics.iter().any(|found| found.severity != Severity::Warning && found.span == span)
}

/// Placeholders that stand elsewhere than in a field, where they stand first.
fn placeholders(checklist: &Checklist, asked: &Asked, fields: &[Span]) -> Vec<Stop> {
    let slots = Slots::new(checklist);
    let standing = |place: &Occurrence| asked.place_standing(place.item.as_ref(), place.section.as_ref());
    let stop = |group: &crate::fill::Group<'_>| {
        let mut own = group.places.iter().filter(|place| !fields.iter().any(|field| field.overlaps(place.span)));
        let first = *own.clone().next()?;
        Some(Stop {
            spot: Spot { kind: Kind::Placeholder, id: group.name.into() },
            index: checklist.placeholders.iter().position(|placeholder| placeholder.name == group.name)?,
            section: first.section.as_ref().map(|section| section.index),
            depth: depth(checklist, first.item.as_ref()),
            span: first.span,
            open: own.any(|place| !place.in_block && standing(place) == Standing::Asked),
            why: not(standing(first)),
        })
    };
    slots.placeholders().iter().filter_map(stop).collect()
}

fn not(standing: Standing) -> Option<Why> {
    match standing {
        Standing::Not(why) => Some(why),
        Standing::Asked | Standing::Triggered => None,
    }
}

/// How many items something stands in whose innermost is `item`.
fn depth(checklist: &Checklist, item: Option<&Ref>) -> usize {
    let innermost: Option<&Item> = item.and_then(|item| checklist.item(item));
    innermost.map_or(0, |item| 1 + checklist.ancestors(item).count())
}

/// The innermost section around some bytes: sections are in document order, and inner ones come later.
fn section_at(checklist: &Checklist, span: Span) -> Option<usize> {
    checklist.sections.iter().rposition(|section| section.extent.contains(span.start))
}
