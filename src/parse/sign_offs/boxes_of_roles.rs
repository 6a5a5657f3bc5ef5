//! GFM boxes and glyphs under a sign-off title: one per role.

use std::cell::LazyCell;

use foldhash::HashSet;

use super::super::conditions::conditional;
use super::super::draft::Draft;
use super::super::lines::LineKind;
use super::super::vocabulary::{self, Spoken, Words};
use super::super::{choices, inline, labels, slots, words};
use super::{Read, is_below_sign_offs, is_role, is_role_alone, sign_off_section, strip_suffixes, value};
use crate::model::{Applicability, Assurance, Item, ItemShape, Role, Scope, SignOff, SignOffShape, Slot, State};
use crate::text::Span;

/// GFM boxes and glyphs under a sign-off title: one per role.
pub(super) fn read(draft: &mut Draft<'_>) {
    let mut rosters = None;
    for index in 0..draft.items.len() {
        let Some(item) = draft.items.get(index) else { break };
        let Some(box_span) = item.box_span else { continue };
        // Below "approved by:" stand those who do.
        let asked = item.parent.as_ref().map(|above| above.index);
        let signer = asked.is_some_and(|above| asks_for_signers(draft, above)) && is_name(&item.text);
        if asked.is_some() && !signer {
            continue;
        }
        let line = item.at.line - 1;
        if draft.sign_offs.iter().any(|read| read.box_span == Some(box_span)) {
            continue;
        }
        if item.shape == ItemShape::TableRow {
            continue;
        }
        let words = item.text.clone();
        // `- [ ] Approved by: ____` says itself what it is, below "Sign-off" however deep.
        let label = words.split_once(':').map_or("", |(label, _)| label);
        let head = words.split([':', '—', '–']).next().unwrap_or(&words);
        let head = LazyCell::new(|| head.split(" - ").next().unwrap_or(&words).trim());
        let said = LazyCell::new(|| {
            // `- [ ] Keeper approval - water is level`
            let role = strip_suffixes(&head);
            [words::SIGN_OFF_LABELS, words::PERFORMERS].iter().any(|list| list.has(label))
                || is_role_alone(label)
                || role.len() < head.len() && is_role_alone(role)
        });
        let below = || is_below_sign_offs(draft, line) && *said;
        // `Porter approval: ____` asks who, wherever it stands.
        let approves =
            || !label.is_empty() && is_approval(label) && slots::count_runs(draft.source.slice(item.span)) > 0;
        let place = sign_off_section(draft, line)
            .or_else(|| (below() || signer || approves()).then_some((Scope::Document, None)));
        let Some((scope, scope_id)) = place.filter(|_| !is_signed_below(draft, item)) else { continue };
        let rosters = rosters.get_or_insert_with(|| find_rosters(draft));
        let listed = item.section.as_ref().is_some_and(|section| rosters.contains(&section.index));
        let done = item.state == State::Done;
        let (span, state) = (item.span, item.state);
        // `— Name <email>, date` is what signing adds.
        let content = Span::new(box_span.end, span.end);
        let text = draft.source.slice(content);
        let signed = (state == State::Done)
            .then(|| text.rfind(" — "))
            .flatten()
            .map(|at| (content.start + at, text.get(at + " — ".len()..).unwrap_or("")))
            .filter(|(_, tail)| !choices::has_box(tail));
        let (name, date) = match signed {
            Some((_, tail)) => match tail.rsplit_once(", ") {
                Some((name, date)) => (Some(inline::plain(name)), Some(date.trim().to_owned())),
                None => (Some(inline::plain(tail)), None),
            },
            None => (None, None),
        };
        let segments = labels::segments(draft.source, content);
        let labelled = segments.iter().filter(|segment| segment.label.is_some());
        let is_date = |segment: &labels::Segment| segment.is(words::DATE_LABELS);
        let dated = segments.iter().find(|segment| is_date(segment));
        let is_blank = |segment: &&labels::Segment| !slots::blanks(draft.source, segment.value).is_empty();
        let blank = labelled.clone().find(|segment| !is_date(segment) && is_blank(segment));
        // `Role: Name, date` is what signing makes of `Role: ____`; before the blank of a date stands a name.
        let blank = blank.or_else(|| {
            let named = |s: &&labels::Segment| dated.is_some() && !is_date(s) || value(draft, s).date.is_some();
            let open = done || dated.as_ref().is_some_and(is_blank);
            labelled.clone().find(|s| open && signed.is_none() && !s.inner && named(s))
        });
        let role = words.split(" — ").next().unwrap_or(&words).split(" - ").next().unwrap_or(&words);
        let role = role.split(':').next().unwrap_or(role);
        // `Product manager (if a feature changed)`
        let condition = conditional(&Spoken::of(role));
        let role = role.split(" (").next().filter(|_| condition.is_some()).unwrap_or(role);
        let role = strip_suffixes(role);
        // `Day confirmed: ____` says what, and not who.
        let says_done = || words::READY.trailing(role).or_else(|| words::ACCOMPLISHED.trailing(role)).is_some();
        // `Day of the test: ____` asks when.
        let dates = role.rsplit(' ').next().is_some_and(|last| words::DATE_LABELS.has(last));
        let attests = listed
            || *said
            || signer
            || is_role_alone(role)
            || role.len() < head.len() && !asks(role) && (is_role(role) || !is_approved(&head))
            || blank.is_some() && !says_done() && !dates;
        if !attests {
            continue;
        }
        let (name, date_slot) = match blank {
            Some(first) => (value(draft, first), dated.map(|dated| value(draft, dated))),
            None => {
                let at = signed.map_or(span.end, |(at, _)| at);
                (Read { slot: Slot { span: Span::new(at, span.end), space: false }, value: name, date }, None)
            }
        };
        let assurance = done.then_some(Assurance::Typed);
        let date = date_slot.as_ref().and_then(|read| read.value.clone()).or(name.date);
        let sign_off = SignOff {
            id: draft.id('o', &draft.section_id(line), "/", &inline::slug(role)),
            role: role.to_owned(),
            shape: SignOffShape::Checkbox,
            scope,
            scope_id,
            applicability: Applicability::Required,
            condition,
            not_applicable: None,
            name: name.value,
            date,
            signature: None,
            assurance,
            line: line + 1,
            name_slot: Some(name.slot),
            date_slot: date_slot.map(|read| read.slot),
            signature_slot: None,
            box_span: Some(box_span),
            span,
        };
        draft.take(&sign_off);
        draft.sign_offs.push(sign_off);
        if let Some(item) = draft.items.get_mut(index) {
            item.role = Role::SignOff;
            if let Some((at, _)) = signed {
                item.text = inline::plain(draft.source.slice(Span::new(box_span.end, at)));
            }
        }
    }
}

/// Whether a line of an item is to be signed: what the item says is attested there, `Signature: ____ Date: ____`.
fn is_signed_below(draft: &Draft<'_>, item: &Item) -> bool {
    let below = item.at.line..draft.source.line_of(item.block.end.saturating_sub(1));
    let mut below = below.filter(|line| draft.frame.line(*line).is_some_and(|line| line.kind == LineKind::Text));
    below.any(|line| draft.segments(line).iter().any(|segment| segment.is(words::SIGNATURE_LABELS)))
}

/// Whether words end in what is done with something, `Opening hours approved`, and not in what somebody gives.
fn is_approved(head: &str) -> bool {
    head.rsplit(' ').next().is_some_and(|last| last.eq_ignore_ascii_case("approved"))
}

/// Whether words before "approval" say what it still takes: `Needs a change before approval`.
fn asks(role: &str) -> bool {
    let (first, last) = (role.split(' ').next().unwrap_or(""), role.rsplit(' ').next().unwrap_or(""));
    words::TASKS.has(first) || words::IMPERATIVES.has(first) || words::BEFORE.has(last)
}

/// Whether a label says that somebody approves: `Porter approval`, `Approbation du gardien`; and asks for nothing else.
fn is_approval(label: &str) -> bool {
    let bare = label.split(" (").next().unwrap_or(label).trim_matches(['*', ' ']);
    let named = strip_suffixes(bare).len() < bare.len() || words::APPROVAL_OF.leading(bare).is_some();
    let first = bare.split(' ').next().unwrap_or("");
    named && bare.split(' ').count() <= 5 && !words::IMPERATIVES.has(first) && !words::TASKS.has(first)
}

/// Whether an item ends in the label of a sign-off, `Opening approved by:`.
fn asks_for_signers(draft: &Draft<'_>, item: usize) -> bool {
    let text = draft.items.get(item).map_or("", |item| item.text.trim_end_matches([':', '：', ' ']));
    words::SIGN_OFF_LABELS.trailing(text).is_some_and(|word| word.contains(' ') || !word.is_ascii())
}

/// The sections whose boxes are a list of who signs: a role among them, and none but a few words that ask for nothing and
/// say nothing.
fn find_rosters(draft: &Draft<'_>) -> HashSet<usize> {
    let section = |item: &Item| item.section.as_ref().map(|section| section.index);
    let boxed = || draft.items.iter().filter(|item| item.box_span.is_some());
    // Most items have too many words.
    let fits = |item: &Item| item.parent.is_none() && is_short(role_of(item));
    let others: HashSet<usize> = boxed().filter(|item| !fits(item)).filter_map(section).collect();
    let short = || boxed().filter(|item| section(item).is_some_and(|section| !others.contains(&section)));
    let mut rosters: HashSet<usize> = short().filter(|item| is_role_alone(role_of(item))).filter_map(section).collect();
    for item in short() {
        if let Some(section) = section(item).filter(|section| rosters.contains(section))
            && !is_name(role_of(item))
        {
            rosters.remove(&section);
        }
    }
    rosters
}

/// The words of an item before a dash: behind it stands who has signed.
fn role_of(item: &Item) -> &str {
    vocabulary::at(&item.text, " — ").and_then(|end| item.text.get(..end)).unwrap_or(&item.text)
}

/// Whether a text may name somebody: a few words, none of which asks for something or says that it is done.
fn is_name(text: &str) -> bool {
    let says = |list: Words| list.find(text).or_else(|| list.trailing(text)).is_some();
    is_short(text)
        && !text.contains(':')
        && words_of(text).next().is_some_and(|first| !words::IMPERATIVES.has(first))
        && !says(words::READY)
        && !says(words::ACCOMPLISHED)
        && !says(words::APPROVED)
        && !says(words::SIGN_OFF_TITLES)
}

/// Whether a text has one to three words.
fn is_short(text: &str) -> bool {
    (1..=3).contains(&words_of(text).take(4).count())
}

/// The words of a text, without the signs around them.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| !word.is_empty())
}
