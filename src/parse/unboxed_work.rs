//! Work without boxes beside work that has them: entries of a list that say what to do, or that something is done, in a
//! section where nothing can be ticked, and tables of who does what.

use memchr::memchr;

use super::boxes::{self, Tick};
use super::draft::Draft;
use super::frame::Entry;
use super::markdown::Row;
use super::vocabulary::Words;
use super::{Recogniser, vocabulary, words};
use crate::model::{Applicability, Label};
use crate::text::Span;

pub const RECOGNISER: Recogniser =
    Recogniser { name: "unboxed-work", summary: "lists that read like work and have no boxes", recognise };

/// The lists of one section: how many entries, how many of them read like work, and where the first of those stands.
#[derive(Clone, Copy, Default)]
struct Lists {
    /// Whether it has items, attests, or tells steps: then it is read already, but for signs beside what is no item.
    read: bool,
    entries: usize,
    work: usize,
    first: Option<Span>,
    /// Where an entry begins with a sign for what is done.
    ticked: Option<Span>,
    /// Where one begins with a sign for what has failed, or is not done yet.
    crossed: Option<Span>,
}

fn recognise(draft: &mut Draft<'_>) {
    if draft.items.iter().all(|item| item.box_span.is_none()) {
        return;
    }
    let items = draft.items.iter().filter_map(|item| item.section.as_ref()).map(|section| section.index);
    let attests = draft.sign_offs.iter().filter_map(|sign_off| draft.section_of_line(sign_off.line - 1));
    let steps = draft.steps.iter().filter_map(|step| step.section.as_ref()).map(|section| section.index);
    let mut lists = vec![Lists::default(); draft.sections.len()];
    for section in items.chain(attests).chain(steps) {
        lists.get_mut(section).into_iter().for_each(|own| own.read = true);
    }
    let outer =
        |entry: &&Entry| entry.parent.is_none() && entry.marker.is_some() && draft.item_of_line(entry.line).is_none();
    for entry in draft.frame.entries.iter().filter(outer) {
        let own = draft.section_of_line(entry.line).and_then(|section| lists.get_mut(section));
        let Some(own) = own else { continue };
        own.entries += 1;
        match sign(draft.source.slice(entry.content)) {
            Some((at, Tick::Done)) => {
                own.ticked = own.ticked.or(Some(Span::new(entry.content.start + at, entry.content.end)))
            }
            // What begins with a sign of what is still to come says so by itself.
            Some((0, Tick::Open)) if own.read => {}
            Some((at, _)) => own.crossed = own.crossed.or(Some(Span::new(entry.content.start + at, entry.content.end))),
            None => {}
        }
        if reads_like_work(draft.source.slice(entry.content)) {
            own.work += 1;
            own.first = own.first.or(Some(entry.content));
        }
    }
    let mut found = Vec::new();
    for (section, own) in draft.sections.iter().zip(lists) {
        let asked = !matches!(section.applicability, Applicability::Reference | Applicability::Contingent);
        let titled = matches!(section.label, Label::Heading | Label::Bold);
        // Signs of both kinds say how it stands; of one kind they adorn what is listed.
        if let (Some(_), Some(crossed), true) = (own.ticked, own.crossed, asked) {
            found.push((
                crossed,
                "signs tell here what is done and what is not, and are no boxes beside those".to_owned(),
            ));
        } else if let Some(first) =
            own.first.filter(|_| asked && titled && !own.read && own.work > 1 && own.work * 2 >= own.entries)
        {
            found.push((first, format!("{} entries here read like work, and have no box to tick", own.entries)));
        }
    }
    found.extend(tables(draft));
    for (span, message) in found {
        draft.problem("unboxed-work", span, message);
    }
}

/// Tables that say who does what, and of no row how far it is. What comes round again and again is a calendar.
fn tables(draft: &Draft<'_>) -> Vec<(Span, String)> {
    let mut found = Vec::new();
    for table in &draft.markdown.tables {
        let Some((header, rows)) = table.rows.split_first() else { continue };
        let line = |row: &Row| draft.source.line_of(row.span.start) - 1;
        let says =
            |list: Words| header.cells.iter().any(|cell| list.has(draft.source.slice(*cell).trim_matches(['*', ' '])));
        if !says(words::RESPONSIBLE) || says(words::RECURRING_HEADERS) {
            continue;
        }
        let own = rows.first().and_then(|row| draft.section_of_line(line(row))).and_then(|own| draft.sections.get(own));
        let asked =
            own.is_none_or(|own| !matches!(own.applicability, Applicability::Reference | Applicability::Contingent));
        let work = |row: &&Row| row.cells.iter().take(2).any(|cell| reads_like_work(draft.source.slice(*cell).trim()));
        let mut work = rows.iter().filter(work);
        let first = work.next().filter(|_| asked && rows.iter().all(|row| !draft.item_of_row.contains_key(&line(row))));
        let count = 1 + work.count();
        if let Some(first) = first.filter(|_| count > 1 && count * 2 >= rows.len()) {
            let message =
                format!("{} rows here read like work, and have no column that says how far they are", rows.len());
            found.push((first.span, message));
        }
    }
    found
}

/// The sign for what is done, has failed or is still to come at either end of an entry, and where it stands.
fn sign(text: &str) -> Option<(usize, Tick)> {
    let text = text.trim_end();
    let read = |(at, c): (usize, char)| {
        let waits = words::UNDONE.has(text.get(at..at + c.len_utf8())?).then_some(Tick::Open);
        let tick = if c.is_ascii() { None } else { boxes::glyph(c).or(waits) };
        tick.map(|tick| (at, tick))
    };
    read(text.char_indices().next()?).or_else(|| {
        let bare = text.trim_end_matches('\u{fe0f}');
        let last = bare.char_indices().next_back()?;
        read(last).filter(|_| bare.get(..last.0).is_some_and(|head| head.ends_with(' ')))
    })
}

/// Whether an entry begins with what to do, or ends with what is done. A label with its value or blank is no work.
fn reads_like_work(text: &str) -> bool {
    if text.starts_with('[') || memchr(b':', text.as_bytes()).is_some() || vocabulary::at(text, "__").is_some() {
        return false;
    }
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    let first = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    words::IMPERATIVES.has(first)
        || words::TASKS.has(first)
        || words::READY.trailing(text).or_else(|| words::ACCOMPLISHED.trailing(text)).is_some()
}
