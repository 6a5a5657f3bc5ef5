//! Items from bullets without boxes: of a list whose title says that it is a checklist, or next to bullets with boxes.

use super::draft::Draft;
use super::frame::Entry;
use super::lines::{LineKind, Marker};
use super::signs::Signs;
use super::unboxed::Found;
use super::vocabulary::{Spoken, Words};
use super::{Recogniser, choices, criteria, inline, items, slots, words};
use crate::model::{ItemShape, Label, Section, State};

pub const RECOGNISER: Recogniser = Recogniser {
    name: "plain-lists",
    summary: "bullets without boxes under a title that says checklist, or between bullets that have them",
    recognise,
};

fn recognise(draft: &mut Draft<'_>) {
    let bullet = |entry: &Entry| entry.mark.is_none() && entry.marker == Some(Marker::Bullet);
    if !draft.frame.entries.iter().any(bullet) {
        return;
    }
    let checklists = Checklists::of(draft);
    let mut found = Vec::new();
    for (at, entry) in draft.frame.entries.iter().enumerate() {
        let asks = || match draft.section_of_line(entry.line) {
            Some(section) => checklists.sections.get(section).copied().unwrap_or(false),
            None => checklists.untitled,
        };
        if bullet(entry)
            && (asks() || is_among_boxes(draft, at))
            && is_work(draft, entry)
            && !draft.explains_signs(entry.line)
        {
            found.push(read(draft, entry));
        }
    }
    draft.unboxed.extend(found);
}

fn read(draft: &Draft<'_>, entry: &Entry) -> Found {
    let text = items::text(draft, entry.line, entry.content);
    let (text, said, reason) = items::wording(text);
    let sign = |list: Words| ends(&text).into_iter().flatten().any(|end| list.has(end));
    let state = match said {
        Some(state) => state,
        None if sign(words::FAILED) => State::Failed,
        None if sign(words::UNDONE) => State::Open,
        None if sign(words::DONE) => State::Done,
        None => State::Open,
    };
    Found { line: entry.line, last: entry.last_line, mark: None, text, state, reason, shape: ItemShape::Bullet }
}

/// The signs, apart from words, that stand at either end of a text.
fn ends(text: &str) -> [Option<&str>; 2] {
    let ends = [text.split(' ').next(), text.rsplit(' ').next()];
    ends.map(|end| end.filter(|end| !end.is_empty() && !end.contains(char::is_alphanumeric)))
}

/// A text without the signs at its ends.
fn inner(text: &str) -> &str {
    let [first, last] = ends(text);
    let text = first.and_then(|sign| text.strip_prefix(sign)).unwrap_or(text);
    last.and_then(|sign| text.strip_suffix(sign)).unwrap_or(text)
}

/// Whether the words of a bullet may be something to do: no label, no field, no title of boxes, nothing below a box.
fn is_work(draft: &Draft<'_>, entry: &Entry) -> bool {
    let text = draft.source.slice(entry.content);
    let words = text.chars().filter(|c| c.is_alphabetic()).take(3).count() == 3;
    let above = || draft.frame.outwards(entry.parent).filter_map(|above| draft.frame.entries.get(above));
    let detail = || above().any(|above| above.mark.is_some() || matches!(above.marker, Some(Marker::Number(_))));
    let ends_open = text.trim_end_matches(['*', '_', ' ']).ends_with([':', '：']);
    let titles = || entry.has_entries_below || leads_code(draft, entry);
    if !words || entry.has_boxes_below || ends_open && !titles() || detail() {
        return false;
    }
    // A file or an address by itself is something to look at; any name is, below a bullet that says what for.
    let code = text.strip_prefix('`').and_then(|rest| rest.strip_suffix('`'));
    let nested = || entry.parent.is_some();
    if code.is_some_and(|code| !code.contains(['`', ' ']) && (code.contains(['/', '.']) || nested())) {
        return false;
    }
    // `` `LEVEL_MAX`: how high the water may stand`` says what a name means.
    let defines = || {
        let named = text.strip_prefix('`').and_then(|rest| rest.split_once('`'));
        named.is_some_and(|(name, behind)| !name.contains(' ') && behind.starts_with([':', '：']))
    };
    // `plan.md - how it is planned`
    let names_file = || {
        let (name, behind) = text.split_once(' ').unwrap_or_default();
        name.trim_matches(['`', '*']).ends_with(".md") && behind.starts_with(['-', '–', '—', ':'])
    };
    if defines() || names_file() {
        return false;
    }
    let field = || slots::count_runs(text) > 0 || choices::has_box(inner(text)) || is_field(draft, entry.line);
    !draft.has_sign(entry.line, Signs::COLON.or(Signs::UNDERSCORE).or(Signs::BRACKET))
        || !field() && !text.contains("](#")
}

/// Whether code follows an entry: `Start the pump:` and how.
fn leads_code(draft: &Draft<'_>, entry: &Entry) -> bool {
    let next = draft.frame.next_filled(entry.last_line).and_then(|next| draft.frame.line(next));
    next.is_some_and(|line| matches!(line.kind, LineKind::Code(_)))
}

/// Whether a line is a well-known label and its value, `Owner: Ana`, or any label and a number, `Done: 8/8 items`, `Least: >90 %`.
fn is_field(draft: &Draft<'_>, line: usize) -> bool {
    let lists = [
        words::FIELD_LABELS,
        words::RESPONSIBLE,
        words::VERIFICATION,
        words::SIGN_OFF_LABELS,
        words::PERFORMERS,
        words::NAME_LABELS,
        words::PEOPLE,
        words::OPTIONAL_LABELS,
    ];
    let segments = draft.segments(line);
    let Some(segment) = segments.first() else { return false };
    let value = || draft.source.slice(segment.value).trim_start_matches(['<', '>', '≤', '≥', '=', '~', ' ']);
    let number = || value().starts_with(|c: char| c.is_ascii_digit());
    // `gauges: https://…` says where they are.
    let address = || value().starts_with("http") && value().contains("://") && !value().contains(' ');
    segment.label.is_some() && (lists.iter().any(|list| segment.is(*list)) || number() || address())
}

/// How many entries up and down the next one of the same list may be.
const NEAR: usize = 64;

/// Whether a bullet stands in one list with bullets that have boxes: between two, or right behind or before several.
fn is_among_boxes(draft: &Draft<'_>, at: usize) -> bool {
    let entries = &draft.frame.entries;
    let Some(own) = entries.get(at) else { return false };
    let alike = |entry: &&Entry| entry.parent == own.parent && entry.indent == own.indent;
    let after = || entries.iter().skip(at + 1).take(NEAR).filter(alike);
    let before = || entries.iter().take(at).rev().take(NEAR).filter(alike);
    let boxed = |entry: Option<&Entry>| entry.is_some_and(|entry| entry.mark.is_some());
    let [above, below] = [boxed(before().next()), boxed(after().next())];
    let stopped = is_stopped(draft, own);
    if !(above || below || stopped) {
        return false;
    }
    let between = |above: Option<&Entry>, below: Option<&Entry>| Some(above?.last_line + 1..below?.line);
    let blank = |line: usize| draft.frame.line(line).is_some_and(|line| line.kind == LineKind::Blank);
    let gaps = [between(before().next(), Some(own)), between(Some(own), after().next())];
    let [joined_above, joined_below] = gaps.clone().map(|gap| gap.is_some_and(|mut lines| lines.all(blank)));
    let [touching_above, touching_below] = gaps.map(|gap| gap.is_some_and(|lines| lines.is_empty()));
    joined_above && above && joined_below && below
        || touching_above && above && boxed(before().nth(1))
        || touching_below && below && boxed(after().nth(1))
        || stopped && (is_in_a_row(before(), own) || is_in_a_row(after(), own))
}

/// Whether a bullet begins with a sign that what follows is barred, or not done yet.
fn is_stopped(draft: &Draft<'_>, entry: &Entry) -> bool {
    let first = draft.source.slice(entry.content).split(' ').next().unwrap_or("").trim_end_matches('\u{fe0f}');
    !first.is_ascii() && words::STOPS.has(first)
}

/// Whether a bullet with a box is among those that follow each other from `own` without a line between.
fn is_in_a_row<'e>(others: impl Iterator<Item = &'e Entry>, own: &'e Entry) -> bool {
    let mut last = own;
    for next in others {
        let (upper, lower) = if next.line < last.line { (next, last) } else { (last, next) };
        if upper.last_line + 1 != lower.line || next.mark.is_some() {
            return upper.last_line + 1 == lower.line;
        }
        last = next;
    }
    false
}

/// Where bullets are items by what stands above them.
struct Checklists {
    /// For each section.
    sections: Vec<bool>,
    /// What stands in no section.
    untitled: bool,
}

impl Checklists {
    fn of(draft: &Draft<'_>) -> Self {
        let named: Vec<bool> = (0..draft.sections.len()).map(|at| says_checklist(&draft.title_of(at))).collect();
        let mut titles = ["title", "name"].iter().filter_map(|key| draft.front.text(key));
        let titled = titles.any(|title| says_checklist(&Spoken::of(&title)));
        if !titled && !named.contains(&true) {
            return Self { sections: vec![false; named.len()], untitled: false };
        }
        let boxes = Boxes::of(draft);
        // The first title is that of the whole, unless others beside it are called checklists too.
        let is_top = |section: &Section| section.label == Label::Heading && section.level == 1;
        let tops = draft.sections.iter().zip(&named).enumerate().filter(|(_, (section, _))| is_top(section));
        let mut tops = tops.map(|(at, (_, named))| (at, *named));
        let first = tops.next().map(|(at, _)| at).filter(|_| !tops.any(|(_, named)| named));
        let whole: Vec<bool> = (0..draft.sections.len()).map(|at| first == Some(at)).collect();
        // Where a part is called checklist, that and not the document is.
        let parts = named.iter().zip(&whole).any(|(named, whole)| *named && !*whole);
        let all = !parts && boxes.lines.is_empty();
        // Among numbered steps bullets are details, unless they ask for something.
        let mostly_bullets = all && mostly_bullets(draft);
        let asking = if all && !mostly_bullets { asking(draft) } else { Vec::new() };
        let mut sections: Vec<bool> = Vec::with_capacity(named.len());
        for (at, section) in draft.sections.iter().enumerate() {
            let is = |list: &[bool], at: usize| list.get(at).copied().unwrap_or(false);
            let above = section.parent.as_ref().map(|parent| parent.index);
            let from_whole = above.map_or(titled, |above| is(&whole, above) && (titled || is(&sections, above)));
            let asks = if is(&named, at) {
                if is(&whole, at) { all } else { !boxes.within(draft, section) }
            } else if from_whole || is(&whole, at) {
                all && (titled || from_whole) && (mostly_bullets || is(&asking, at))
            } else {
                above.is_some_and(|above| is(&sections, above)) && !boxes.within(draft, section)
            };
            let other = || speaks_of_more(&draft.title_of(at)) || criteria::is_criteria(draft, Some(at));
            sections.push(asks && (is(&named, at) || !other()));
        }
        Self { sections, untitled: titled && all }
    }
}

/// Whether a title says that a checklist follows, and no words about one.
fn says_checklist(title: &Spoken<'_>) -> bool {
    // "This checklist is made for:" speaks of the whole.
    let speaks = || title.begins(words::THIS) || title.begins(words::ABOUT) || title.ends(words::ABOUT);
    // `CHECKLIST.md` tells what is in a file.
    let is_file = title.text().trim_end_matches(['`', '*']).ends_with(".md");
    let named = title.says(words::CHECKLISTS) || title.ends(words::CHECKLISTS);
    (named && !speaks() || lists_to_dos(title.text())) && !is_file
}

/// Whether a title says that what is to be done is listed below it, `Old host TO-DO (before the move)`; "No TODOs" says nothing.
fn lists_to_dos(title: &str) -> bool {
    let bare = |c: char| !c.is_alphanumeric();
    let title = title.rsplit_once('(').filter(|(_, remark)| remark.contains(')')).map_or(title, |(title, _)| title);
    let title = title.trim_matches(bare);
    // "What to do" says how.
    let whole = title.eq_ignore_ascii_case("to do");
    whole
        || words::TO_DOS
            .ending(title)
            .is_some_and(|(head, _)| words::WITHOUT.beginning(head.trim_matches(bare)).is_none())
}

/// Whether what stands below a title is said about the list, and is none of it.
fn speaks_of_more(title: &Spoken<'_>) -> bool {
    // "Support check" is one all the same.
    let about = title.says(words::ABOUT) && !title.ends(words::CHECK_HEADERS);
    let said = || title.says(words::CHECKLISTS) || title.ends(words::CHECKLISTS);
    about || title.ends(words::TERMS) || title.begins(words::THIS) && said()
}

/// Whether there are more bullets than numbers among the entries that are in no other.
fn mostly_bullets(draft: &Draft<'_>) -> bool {
    let outer = || draft.frame.entries.iter().filter(|entry| entry.parent.is_none());
    let bullets = outer().filter(|entry| entry.marker == Some(Marker::Bullet)).count();
    2 * bullets > outer().count()
}

/// For each section whether most of its bullets begin with a verb that asks for something.
fn asking(draft: &Draft<'_>) -> Vec<bool> {
    let mut balance = vec![0_isize; draft.sections.len()];
    for entry in draft.frame.entries.iter().filter(|entry| entry.marker == Some(Marker::Bullet)) {
        let sum = draft.section_of_line(entry.line).and_then(|section| balance.get_mut(section));
        let text = inline::plain(draft.source.slice(entry.content));
        let mut all = text.split(|c: char| !(c.is_alphanumeric() || c == '-'));
        let first = all.find(|word| !word.is_empty()).unwrap_or("");
        if let Some(sum) = sum {
            *sum += if words::IMPERATIVES.has(first) || words::TASKS.has(first) { 1 } else { -1 };
        }
    }
    balance.into_iter().map(|sum| sum > 0).collect()
}

/// The lines that have a box or are an item of another shape.
struct Boxes {
    lines: Vec<usize>,
}

impl Boxes {
    fn of(draft: &Draft<'_>) -> Self {
        let marked = draft.frame.entries.iter().filter(|entry| entry.mark.is_some()).map(|entry| entry.line);
        let mut lines: Vec<usize> = marked.chain(draft.unboxed.iter().map(|found| found.line)).collect();
        lines.sort_unstable();
        Self { lines }
    }

    /// Whether any stands in a section, or in one below it.
    fn within(&self, draft: &Draft<'_>, section: &Section) -> bool {
        let lines = draft.source.line_of(section.extent.start) - 1..draft.source.line_of(section.extent.end);
        let first = self.lines.partition_point(|line| *line < lines.start);
        self.lines.get(first).is_some_and(|line| lines.contains(line))
    }
}
