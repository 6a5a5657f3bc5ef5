//! Stated counts: "(8 items)" in a title, "8/8 items complete" for a section, and the totals that sum them up.

mod parts;
mod tables;

use foldhash::HashSet;

use super::draft::Draft;
use super::signs::Signs;
use super::{Recogniser, words};
use crate::model::{Count, CountKind, FieldKind, Item, ItemShape, Role, Scope, State};
use crate::text::Span;

pub const RECOGNISER: Recogniser =
    Recogniser { name: "counts", summary: "stated numbers of items and tests, tied to what they count", recognise };

/// What stands behind a number of entries.
const COUNTED: &[&str] = &["items", "tasks", "checks", "éléments", "punkte"];
/// What stands behind a total of them besides.
const SETTLED: &[&str] = &["passed", "done", "complete", "tests", "tâches"];

fn recognise(draft: &mut Draft<'_>) {
    for index in 0..draft.sections.len() {
        let Some(section) = draft.sections.get(index) else { break };
        let Some(declared) = section.declared_items else { continue };
        let (line, span, extent, title) = (section.line, section.span, section.extent, section.title.clone());
        let kind = if title.to_lowercase().contains("test") { CountKind::Tests } else { CountKind::Items };
        let actual = count(draft, index, declared);
        if actual != Some(declared) && is_of_others(draft, extent, span, declared) {
            continue;
        }
        let section = draft.section_ref(index);
        draft.counts.push(Count { text: title, kind, declared, actual, line, section, span });
    }
    of_progress(draft);
    of_nouns(draft);
    of_lines(draft);
    let titled = there(draft.counts.iter());
    let whole = whole(draft);
    let is_whole = |declared: u64| whole.contains(&declared).then_some(declared);
    let mut sizes = None;
    for index in 0..draft.fields.len() {
        let Some(field) = draft.fields.get(index) else { break };
        let after = draft.source.slice(Span::new(field.span.end, draft.source.line(field.at.line).end)).trim_start();
        if field.kind != FieldKind::Ratio && !after.starts_with('/') {
            continue;
        }
        let after = after.to_lowercase();
        let after = after.as_str();
        let ratio = || declared(draft.source.slice(field.span)).map(|declared| (declared, after));
        // The slash may stand apart from the blank: `____ / 63 passed`.
        let apart = || after.strip_prefix('/')?.trim_start().split_once(' ');
        let apart = || apart().and_then(|(number, after)| Some((number.parse().ok()?, after)));
        let Some((declared, after)) = (if field.kind == FieldKind::Ratio { ratio() } else { apart() }) else {
            continue;
        };
        let (label, line, span) = (field.label.clone(), field.at.line, field.span);
        let is_total = label.to_lowercase().contains("total");
        let counts = |words: &[&str]| words.iter().any(|word| after.starts_with(word));
        let counts_items = counts(COUNTED) || (is_total && counts(SETTLED));
        if !counts_items {
            // `Scales tested: 0 / 8` says how far the entries of some part are.
            if words::PROGRESS.trailing(&label).is_some() && after.is_empty() {
                let sizes = sizes.get_or_insert_with(|| sizes_of_parts(draft));
                let actual = is_whole(declared).or_else(|| sizes.contains(&declared).then_some(declared));
                // Tests may well be counted outside of the document.
                let of_tests =
                    || words::OUTCOMES_PASSED.has(&label) || label.split(' ').any(|word| words::TESTS.has(word));
                if actual.is_some() || !of_tests() {
                    let (text, kind, section) = (label, CountKind::Items, None);
                    draft.counts.push(Count { text, kind, declared, actual, line, section, span });
                }
            }
            continue;
        }
        if is_total {
            // A total repeats what the counts above it count, whatever they state themselves.
            let above = draft.counts.iter().filter(|count| count.line < line && count.section.is_some());
            let sum = there(above.filter(|count| repeats(draft, count, line)));
            let actual = [sum, titled].into_iter().find(|sum| *sum > 0);
            // Not every part states its own number: then the whole is what it counts.
            let actual = actual.filter(|actual| *actual == declared).or_else(|| is_whole(declared)).or(actual);
            draft.counts.push(Count {
                text: label,
                kind: CountKind::Total,
                declared,
                actual,
                line,
                section: None,
                span,
            });
        } else if let Some(section) = named(draft, &label) {
            let actual = count(draft, section, declared);
            let section = draft.section_ref(section);
            draft.counts.push(Count { text: label, kind: CountKind::Items, declared, actual, line, section, span });
        }
    }
    tables::recognise(draft, &is_whole);
    parts::recognise(draft);
    draft.counts.sort_by_key(|count| (count.line, count.span.start));
}

/// Whether the number of a title is not that of its entries: points say how much work it is, and what the entries count
/// themselves it sums up, "Tests (74 tests)" above "Locks - 23 tests".
fn is_of_others(draft: &Draft<'_>, extent: Span, title: Span, declared: u64) -> bool {
    let title = draft.source.slice(title);
    let behind = title.rsplit_once(&format!("{declared} ")).map_or("", |(_, behind)| behind);
    let noun = behind.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let stem = noun.trim_end_matches('s');
    let counts = |item: &Item| {
        let mut words = item.text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
        std::iter::from_fn(|| Some((words.next()?, *words.peek()?)))
            .any(|(number, of)| number.parse::<u64>().is_ok() && of.trim_end_matches('s').eq_ignore_ascii_case(stem))
    };
    let first = draft.items.partition_point(|item| item.span.start < extent.start);
    let mut within = draft.items.get(first..).unwrap_or(&[]).iter().take_while(|item| item.span.start < extent.end);
    !stem.is_empty() && (stem.eq_ignore_ascii_case("point") || within.any(counts))
}

/// How many entries there are of what some counts state; what can't be counted is taken at its word.
fn there<'c>(counts: impl Iterator<Item = &'c Count>) -> u64 {
    counts.map(|count| count.actual.unwrap_or(count.declared)).fold(0, u64::saturating_add)
}

/// Titles, and entries of an index, that say how far a section is: `Phase 1 (0/15)`, as long as the first number is how much
/// of it is done.
fn of_progress(draft: &mut Draft<'_>) {
    let titles = draft.sections.iter().enumerate().filter(|(_, section)| section.declared_items.is_none());
    let titles = titles.map(|(index, section)| (index, section.line, section.span));
    let index = draft.items.iter().filter(|item| item.role == Role::Index);
    let index = index.filter_map(|item| Some((named(draft, item.text.rsplit_once(" (")?.0)?, item.at.line, item.span)));
    let places: Vec<(usize, usize, Span)> = titles.chain(index).collect();
    for (index, line, span) in places {
        let text = draft.source.slice(span).trim_end_matches(['*', '#', ' ', '\n', '\r']);
        let numbers = text.strip_suffix(')').and_then(|text| text.rsplit_once('(')?.1.split_once('/'));
        let number = |text: &str| text.trim().parse::<u64>().ok();
        let Some((Some(done), Some(declared))) = numbers.map(|(done, all)| (number(done), number(all))) else {
            continue;
        };
        let Some(extent) = draft.sections.get(index).map(|section| section.extent) else { continue };
        let settled = draft.items.iter().filter(|item| extent.contains(item.span.start) && item.state == State::Done);
        // An entry of an index names what it counts; a title may have its numbers from elsewhere.
        let indexes = draft.items.iter().any(|item| item.role == Role::Index && item.span == span);
        let so_far = settled.count() as u64 == done;
        let told =
            if indexes { so_far || done == declared } else { is_of_boxes(draft, index, (done, declared), so_far) };
        if declared == 0 || !told {
            continue;
        }
        let text = draft.sections.get(index).map(|section| section.title.clone()).unwrap_or_default();
        let actual = count(draft, index, declared);
        let section = draft.section_ref(index);
        draft.counts.push(Count { text, kind: CountKind::Items, declared, actual, line, section, span });
    }
}

/// Whether the whole in the title of a part is that of its boxes: as many as there are, or where as many are done, or all of
/// what is not tests that may run elsewhere. In `Wave 2 (2/3)` it is that of the parts.
fn is_of_boxes(draft: &Draft<'_>, index: usize, (done, declared): (u64, u64), so_far: bool) -> bool {
    let Some(section) = draft.sections.get(index) else { return false };
    let words = || section.title.split(|c: char| !c.is_alphanumeric());
    let end = format!("/{declared})");
    let alike = || draft.sections.iter().filter(|other| other.title.ends_with(&end)).take(2).count();
    let series = || done > 0 && (words().any(|word| words::SERIES.has(word)) || alike() > 1);
    let boxed = |item: &Item| item.box_span.is_some() && section.extent.covers(item.span);
    let all = || done == declared && !words().any(|word| words::TESTS.has(word)) && draft.items.iter().any(boxed);
    count(draft, index, declared) == Some(declared) || (so_far || all()) && !series()
}

/// Titles that count what they name: `Hosts (5 hosts)`. Whether the entries below are what is meant only shows by their
/// being as many; of what they do not name, `Weir (6 gates)`, nothing else tells.
fn of_nouns(draft: &mut Draft<'_>) {
    for index in 0..draft.sections.len() {
        let Some(section) = draft.sections.get(index).filter(|section| section.title.ends_with(')')) else { continue };
        let Some((name, group)) = section.title.trim_end_matches(')').rsplit_once('(') else { continue };
        let Some((number, noun)) = group.trim().split_once(' ') else { continue };
        let noun = noun.trim();
        let named = name.split_whitespace().any(|word| word.eq_ignore_ascii_case(noun));
        // `Round (3 days)` says how long it takes.
        let counted = || noun.chars().all(char::is_alphabetic) && !words::UNITS_OF_TIME.has(noun);
        let declared = number.parse().ok().filter(|declared| named || *declared > 1 && counted());
        let Some(declared) = declared else { continue };
        let (text, line, span) = (section.title.clone(), section.line, section.span);
        let actual = count(draft, index, declared).filter(|actual| *actual == declared);
        if actual.is_none() && !named {
            continue;
        }
        let section = draft.section_ref(index);
        draft.counts.push(Count { text, kind: CountKind::Items, declared, actual, line, section, span });
    }
}

/// Lines in a section that say how much stands in it: `Total Tests: 6`.
fn of_lines(draft: &mut Draft<'_>) {
    // Without a digit there is no number.
    for line in draft.lines_with(Signs::DIGIT).collect::<Vec<_>>() {
        let Some(content) = draft.content(line) else { continue };
        let text = draft.source.slice(content);
        let Some(rest) = words::COUNT_LABELS.strip_from(text.trim_start_matches(['*', '-', ' '])) else { continue };
        let Some(number) =
            rest.trim_start_matches([':', '*', ' ']).split(' ').next().map(|number| number.trim_end_matches('*'))
        else {
            continue;
        };
        let (Ok(declared), Some(index)) = (number.parse(), draft.section_of_line(line)) else { continue };
        // What is summed up in a section of its own is somewhere else, and tests that were run are no boxes.
        let label = text.get(..text.len() - rest.len()).unwrap_or("");
        let own =
            words::TEST_COUNTS.leading(label.trim_start_matches(['*', '-', ' '])).is_none() || has_tests(draft, index);
        // Where nothing else stands, all there is may be meant.
        let all = || (own && whole(draft).contains(&declared)).then_some(declared);
        let actual =
            count(draft, index, declared).map_or_else(all, |actual| (own || actual == declared).then_some(actual));
        let Some(actual) = actual else { continue };
        let section = draft.section_ref(index);
        draft.counts.push(Count {
            text: text.trim_matches(['*', ' ']).to_owned(),
            kind: CountKind::Tests,
            declared,
            actual: Some(actual),
            line: line + 1,
            section,
            span: content,
        });
    }
}

/// Whether a section has tests as its entries: blocks of a form, or what is numbered as tests.
fn has_tests(draft: &Draft<'_>, index: usize) -> bool {
    let Some(extent) = draft.sections.get(index).map(|section| section.extent) else { return false };
    let numbered = |text: &str| {
        let rest = text.get(..4).filter(|head| head.eq_ignore_ascii_case("test")).and_then(|_| text.get(4..));
        rest.is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
    };
    let mut own = draft.items.iter().filter(|item| extent.covers(item.span));
    own.any(|item| item.shape == ItemShape::Form || numbered(&item.text))
}

/// The number of all entries of the document, and of those in no other.
fn whole(draft: &Draft<'_>) -> [u64; 2] {
    let entries = || draft.items.iter().filter(|item| item.role == Role::Action);
    [entries().count() as u64, entries().filter(|item| item.parent.is_none()).count() as u64]
}

/// How many entries the parts of the document have, all of them and those in no other.
fn sizes_of_parts(draft: &Draft<'_>) -> HashSet<u64> {
    let mut sizes = vec![(0, 0); draft.sections.len()];
    for item in draft.items.iter().filter(|item| matches!(item.role, Role::Action | Role::SignOff)) {
        let mut above = item.section.as_ref().map(|section| section.index);
        while let Some((all, top)) = above.and_then(|section| sizes.get_mut(section)) {
            *all += 1;
            *top += u64::from(item.parent.is_none());
            let section = above.and_then(|section| draft.sections.get(section));
            above = section.and_then(|section| section.parent.as_ref()).map(|parent| parent.index);
        }
    }
    sizes.into_iter().flat_map(|(all, top)| [all, top]).filter(|size| *size > 0).collect()
}

/// Whether a count stands on a line of the summary that a total ends, rather than in a section's own title.
fn repeats(draft: &Draft<'_>, count: &Count, total: usize) -> bool {
    let in_summary = draft.counts.iter().any(|other| {
        other.line < total && other.line != count.line && other.section == count.section && other.line > count.line
    });
    !in_summary && draft.counts.iter().filter(|other| other.section == count.section).count() > 1
}

/// The second number of `____/48`.
fn declared(text: &str) -> Option<u64> {
    let digits = text.rsplit('/').next()?.trim();
    digits.parse().ok()
}

/// The section that a label names.
fn named(draft: &Draft<'_>, label: &str) -> Option<usize> {
    let label = label.to_lowercase();
    draft.sections.iter().position(|section| {
        let title = section.title.to_lowercase();
        title == label
            || title.strip_prefix(&label).is_some_and(|rest| rest.starts_with([' ', ':', '(']))
                && section.declared_items.is_some()
    })
}

/// The number of entries of a section: those that are in no other, all, or all and who signs there, whichever is the number
/// stated.
fn count(draft: &Draft<'_>, index: usize, declared: u64) -> Option<u64> {
    let extent = draft.sections.get(index)?.extent;
    // Items and steps are in document order.
    let first = draft.items.partition_point(|item| item.span.start < extent.start);
    let counted = || {
        let within = draft.items.get(first..).unwrap_or(&[]).iter().take_while(|item| item.span.start < extent.end);
        within.filter(|item| matches!(item.role, Role::Action | Role::SignOff))
    };
    let all = counted().count() as u64;
    let top = counted().filter(|item| item.parent.is_none()).count() as u64;
    let lines = draft.source.line_of(extent.start)..=draft.source.line_of(extent.end);
    let first = draft.steps.partition_point(|step| step.line < *lines.start());
    let steps =
        draft.steps.get(first..).unwrap_or(&[]).iter().take_while(|step| lines.contains(&step.line)).count() as u64;
    match (all, top) {
        (0, _) => (steps > 0).then_some(steps),
        (all, _) if all == declared => Some(all),
        (all, top) if top != declared && all + signed(draft, index) == declared => Some(declared),
        (_, top) => Some(top),
    }
}

/// How many sign in a section in places that are no items themselves.
fn signed(draft: &Draft<'_>, index: usize) -> u64 {
    let extent = draft.sections.get(index).map(|section| section.extent);
    let own = draft.sign_offs.iter().filter(|sign_off| {
        let apart = sign_off.scope != Scope::Item && draft.items.iter().all(|item| item.at.line != sign_off.line);
        apart && extent.is_some_and(|extent| extent.covers(sign_off.span))
    });
    own.count() as u64
}
