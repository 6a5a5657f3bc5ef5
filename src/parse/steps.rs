//! Steps: numbered actions, and titles that call themselves steps.

use foldhash::{HashMap, HashMapExt};

use super::conditions::conditional;
use super::draft::Draft;
use super::frame::Entry;
use super::lines::{Line, LineKind, Marker};
use super::vocabulary::{Spoken, Words};
use super::{Recogniser, inline, words};
use crate::model::{Applicability, ItemShape, Step};
use crate::text::Span;

pub const RECOGNISER: Recogniser =
    Recogniser { name: "steps", summary: "numbered list items, and labels such as \"Step 2.1: …\"", recognise };

fn recognise(draft: &mut Draft<'_>) {
    let lists = Lists::of(draft);
    for index in 0..draft.frame.entries.len() {
        let Some(entry) = draft.frame.entries.get(index) else { break };
        let Some(Marker::Number(digits)) = entry.marker else { continue };
        let titles = draft.frame.title_at(entry.line).is_some();
        // A step that ends in the boxes of its result is an item and stays a step.
        let item = draft.item_of_entry.get(index).copied().flatten().and_then(|item| draft.items.get(item));
        let is_task = item.is_some_and(|item| item.shape != ItemShape::Bullet);
        // A numbered note below an item is a detail of it.
        let inside =
            draft.frame.outwards(entry.parent).any(|above| draft.item_of_entry.get(above).copied().flatten().is_some());
        if titles && !lists.are_phases(draft, entry)
            || is_task
            || inside
            || lists.are_no_steps(draft, entry)
            || is_slot(draft, entry)
        {
            continue;
        }
        let (line, number) = (entry.line, draft.source.slice(digits).to_owned());
        let title = inline::plain(draft.source.slice(entry.content));
        let section = draft.section_of_line(line);
        push(draft, section, number, title, line);
    }
    for index in 0..draft.sections.len() {
        let Some(section) = draft.sections.get(index) else { break };
        let Some((number, title)) = label(&section.title) else { continue };
        let line = section.line - 1;
        push(draft, Some(index), number, title, line);
    }
    draft.steps.sort_by_key(|step| step.line);
}

/// Whether an entry is a line to fill in: a label with nothing behind it, `Detection:`, or outside of a procedure a
/// placeholder and nothing else, `[Issue to be resolved]`.
fn is_slot(draft: &Draft<'_>, entry: &Entry) -> bool {
    let text = draft.source.slice(entry.content);
    if is_label(text) {
        return is_open(draft, entry);
    }
    let bare = text.trim_matches(['*', '_', ' ']);
    let start = entry.content.start + text.find(bare).unwrap_or(0);
    draft.has_placeholder(Span::new(start, start + bare.len()), true) && {
        // With numbers behind it that have nothing beside them, the whole list is one to fill in.
        let next = draft.frame.entry_at(entry.last_line + 1).and_then(|next| draft.frame.entries.get(next));
        let empty = next.is_some_and(|next| {
            matches!(next.marker, Some(Marker::Number(_))) && draft.source.slice(next.content).trim().is_empty()
        });
        let own = draft.section_of_line(entry.line);
        let says = |list: Words| draft.titles_outwards(own).any(|(_, title)| title.says(list));
        empty || !says(words::STEPS) && !says(words::PROCEDURES)
    }
}

fn is_label(text: &str) -> bool {
    text.trim_end_matches(['*', '_']).ends_with([':', '：'])
}

/// Whether nothing stands below an entry.
fn is_open(draft: &Draft<'_>, entry: &Entry) -> bool {
    let below = || draft.frame.next_filled(entry.line).and_then(|next| draft.frame.line(next));
    let code = || below().is_some_and(|line| matches!(line.kind, LineKind::Code(_)));
    entry.last_line == entry.line && !draft.frame.line(entry.line + 1).is_some_and(is_more) && !code()
}

/// Whether a line goes on with the one before it.
fn is_more(line: &Line) -> bool {
    matches!(line.kind, LineKind::Code(_) | LineKind::Table(_)) || line.kind == LineKind::Text && line.marker.is_none()
}

/// The numbered entries of one list, by the section and the entry that they stand in.
type List = (Option<usize>, Option<usize>);

/// What the entries of a list have in common.
#[derive(Clone, Copy)]
struct Kind {
    /// Each is a name and nothing else.
    names: bool,
    /// Each is a few words that ask for nothing.
    points: bool,
    /// Each is ticked off in front.
    achieved: bool,
    /// Each is a question.
    questions: bool,
    /// Each leads to another place of the document.
    index: bool,
    /// Each is the path of a file, or says what becomes of one.
    paths: bool,
    /// Each is a constant in code.
    constants: bool,
    /// Each says that something is done already.
    states: bool,
    /// Each is a label, and no label asks for something.
    labels: bool,
    /// None begins with a verb that asks for something.
    tells: bool,
    /// Each begins with what something does by itself: `Parses the list`.
    does: bool,
    /// Each is a numbered label that is no step, and its words: `Level 1: the porter`.
    ranks: bool,
    /// Behind and below one of these labels nothing stands.
    open: bool,
    /// The line above runs on into them and says that they are so: `The parties declare that:`.
    declared: bool,
}

/// The kinds of all numbered lists.
struct Lists(HashMap<List, Kind>);

impl Lists {
    fn of(draft: &Draft<'_>) -> Self {
        let mut lists = HashMap::new();
        for entry in draft.frame.entries.iter().filter(|entry| matches!(entry.marker, Some(Marker::Number(_)))) {
            let text = draft.source.slice(entry.content);
            let kind = lists.entry(Self::list(draft, entry)).or_insert_with(|| Kind {
                names: true,
                points: true,
                achieved: true,
                questions: true,
                index: true,
                paths: true,
                constants: true,
                states: true,
                labels: true,
                tells: true,
                does: true,
                ranks: true,
                open: false,
                declared: is_declared(draft, entry),
            });
            let bare = text.trim_end_matches(['*', '_', '.', ' ']);
            kind.names = kind.names && is_name(text);
            kind.points = kind.points && is_point(text);
            kind.questions = kind.questions && bare.ends_with(['?', '？']);
            kind.achieved = kind.achieved && is_achieved(text);
            kind.constants = kind.constants && is_constant(bare);
            kind.states = kind.states && says_done(bare);
            kind.labels = kind.labels && is_labelled(bare);
            kind.tells = kind.tells && (!asks(text) || ends_done(bare));
            kind.does = kind.does && does(text);
            kind.ranks = kind.ranks && is_rank(bare);
            kind.open = kind.open || is_label(bare) && is_open(draft, entry);
            kind.paths = kind.paths && (is_path(text) || is_place(text));
            kind.index = kind.index && text.starts_with('[') && text.contains("](#");
        }
        Self(lists)
    }

    fn list(draft: &Draft<'_>, entry: &Entry) -> List {
        // What titles boxes stands under itself.
        let section = match draft.frame.title_at(entry.line) {
            Some(title) => title.above,
            None => draft.section_of_line(entry.line),
        };
        (section, entry.parent)
    }

    /// Whether the entries of a list that title boxes are worked through one after the other, and are no parts of the work.
    fn are_phases(&self, draft: &Draft<'_>, entry: &Entry) -> bool {
        let list = Self::list(draft, entry);
        let title = list.0.map_or(Spoken::of(""), |section| draft.title_of(section));
        let asks = || self.0.get(&list).is_some_and(|kind| !kind.tells);
        title.says(words::STEPS) || title.says(words::SEQUENCES) || asks()
    }

    /// Whether the list of an entry is an agenda, a list of names, or of what has been achieved, and no procedure.
    fn are_no_steps(&self, draft: &Draft<'_>, entry: &Entry) -> bool {
        let list = Self::list(draft, entry);
        let Some(kind) = self.0.get(&list) else { return false };
        let title = list.0.map_or(Spoken::of(""), |section| draft.title_of(section));
        // "Accepted" may stand under "Known issues".
        let mut above = draft.titles_outwards(list.0).take(2);
        let cautions = || {
            title
                .text()
                .split([':', '：'])
                .next()
                .is_some_and(|head| words::CAUTIONS.has(head.trim_matches(|c: char| !c.is_alphanumeric())))
        };
        if kind.index || cautions() || above.any(|(_, title)| title.says(words::AGENDAS) || title.ends(words::AGENDAS))
        {
            return true;
        }
        let own = list.0;
        let titled =
            |list: Words| draft.titles_outwards(own).take(2).any(|(_, title)| title.says(list) || title.ends(list));
        let procedure = || title.says(words::STEPS) || title.says(words::PROCEDURES);
        let explained = || title.says(words::EXPLAINED) || title.ends(words::EXPLAINED_AT_END);
        kind.constants
            || kind.paths
            || kind.ranks
            || kind.tells && (kind.declared || titled(words::STATEMENTS) || explained() && !procedure())
            || kind.does
            || (kind.achieved || kind.states || kind.questions || kind.labels && kind.open) && !procedure()
            || (kind.names || kind.points) && title.ends(words::LISTED)
            || kind.points && (title.says(words::MEETINGS) || title.ends(words::MEETINGS))
    }
}

/// Whether the line above the first entry of a list runs on into what somebody declares.
fn is_declared(draft: &Draft<'_>, first: &Entry) -> bool {
    let above =
        (0..first.line).rev().find(|line| draft.frame.line(*line).is_some_and(|own| own.kind != LineKind::Blank));
    let Some(line) = above.and_then(|line| draft.frame.line(line)).filter(|line| line.kind == LineKind::Text) else {
        return false;
    };
    let text = draft.source.slice(line.span).trim().trim_matches(['*', '_', '>', ' ']);
    let clause = text.strip_suffix([':', '：']).unwrap_or("").trim_end_matches(['*', '_', ' ']);
    let start = clause.trim_start_matches(|c: char| !c.is_alphanumeric());
    !asks(start) && words::DECLARES.find(clause).is_some()
}

/// Whether the first word of a text asks for something.
fn asks(text: &str) -> bool {
    // What stands in code is a name, or a word to be said: `GO`.
    if text.starts_with('`') {
        return false;
    }
    let apart = |c: char| !(c.is_alphanumeric() || c == '-');
    let first = text.split(apart).find(|word| !word.is_empty()).unwrap_or("");
    words::IMPERATIVES.has(first) || words::TASKS.has(first)
}

/// Whether the first word of a text is what something does by itself: `Checks the lock`, of a program.
fn does(text: &str) -> bool {
    let first = text.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or("");
    let verb = |verb: &str| words::IMPERATIVES.has(verb) || words::TASKS.has(verb);
    let stem = first.strip_suffix('s').filter(|stem| !verb(first) && stem.len() > 2);
    // `Fetches`, `Verifies`
    let longer = |stem: &str| {
        stem.strip_suffix("ie").is_some_and(|stem| verb(&format!("{stem}y")))
            || stem.strip_suffix('e').is_some_and(verb)
    };
    stem.is_some_and(|stem| verb(stem) || longer(stem))
}

/// Whether a text is ticked off in front; `✅ Open the gate` adorns what is to be done.
fn is_achieved(text: &str) -> bool {
    let sign = text.split(' ').next();
    sign.is_some_and(|sign| !sign.contains(char::is_alphanumeric) && words::DONE.has(sign)) && !asks(text)
}

/// Whether a text ends with what has been done: `Backup taken`.
fn ends_done(text: &str) -> bool {
    words::ACCOMPLISHED.trailing(text).or_else(|| words::READY.trailing(text)).is_some()
}

/// Whether a text says that something is so already: `Way back rehearsed`.
fn says_done(text: &str) -> bool {
    let done = || words::ACCOMPLISHED.trailing(text).or_else(|| words::READY.find(text)).is_some();
    (words::CONTINGENT.leading(text).is_some() || !asks(text)) && done()
}

/// Whether a text is a few words and a colon, with a value or without; no verb that asks for something leads them.
fn is_labelled(text: &str) -> bool {
    let label = text.split_once(": ").map(|(label, _)| label).or_else(|| text.strip_suffix([':', '：']));
    label.is_some_and(|label| label.split(' ').take(6).count() < 6 && !asks(label))
}

/// Whether a text is a rank and who or what has it: `**Level 1:** the porter`.
fn is_rank(text: &str) -> bool {
    let Some((label, rest)) = text.split_once(':') else { return false };
    let label = label.trim_matches(['*', '_', ' ']);
    let (word, number) = label.split_once(' ').unwrap_or((label, ""));
    let behind = rest.trim_start_matches(['*', '_', ' ']);
    number.bytes().all(|byte| byte.is_ascii_digit())
        && !number.is_empty()
        && !words::STEPS.has(word)
        && behind.split_whitespace().take(6).count() < 6
        && !asks(behind)
}

/// Whether a text is a name in capitals in a code span: `STATE_BUCKET`.
fn is_constant(text: &str) -> bool {
    let inner = text.strip_prefix('`').and_then(|rest| rest.strip_suffix('`')).unwrap_or("");
    inner.contains(char::is_uppercase)
        && inner.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
}

/// Whether a text is the path of a file, perhaps with a remark or another path behind it: `docs/ (all of it)`, `a.md -> docs/a.md`.
fn is_path(text: &str) -> bool {
    let text = text.trim_matches(['`', '*']);
    let (path, rest) = text.split_once(' ').unwrap_or((text, ""));
    let path = path.trim_matches('`');
    let ending = path.rsplit_once('.').is_some_and(|(stem, end)| {
        !stem.is_empty() && (1..=5).contains(&end.len()) && end.bytes().all(|byte| byte.is_ascii_lowercase())
    });
    let file = (path.contains('/') && !path.contains("//") || ending) && !path.ends_with(['.', ':', ',']);
    file && !asks(path) && (rest.is_empty() || rest.starts_with(['(', '→', '-', '—', '–', '=']))
}

/// Whether a text is a label and the file that it names in code: `**Beginners**: `guide.md``.
fn is_place(text: &str) -> bool {
    let Some((label, rest)) = text.split_once(':') else { return false };
    let file = rest.trim_start_matches(['*', ' ']).strip_prefix('`').and_then(|rest| rest.strip_suffix('`'));
    file.is_some_and(|file| !file.contains('`') && is_path(file)) && !asks(label)
}

/// Whether a text is a point to talk about: few words, of which the first is no verb that asks for something.
fn is_point(text: &str) -> bool {
    let text = text.split(" (").next().unwrap_or(text);
    text.split_whitespace().take(6).count() < 6 && !asks(text)
}

/// Whether a text is emphasised, code or a link from end to end, but for a remark in parentheses.
fn is_name(text: &str) -> bool {
    let head = text.trim_end_matches('.').trim_end();
    let head = match head.rfind(" (").filter(|_| head.ends_with(')')) {
        Some(open) => head.get(..open).unwrap_or(head),
        None => head,
    };
    let whole = |mark: &str| {
        head.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark)).is_some_and(|inner| !inner.contains(mark))
    };
    whole("**") || whole("`") || head.starts_with('[') && head.ends_with(')') && head.matches("](").count() == 1
}

fn push(draft: &mut Draft<'_>, section: Option<usize>, number: String, title: String, line: usize) {
    // A number with nothing but a blank behind it is a slot, and so is `1. Step 1`.
    if !title.chars().any(char::is_alphanumeric) || is_bare_step(&title) {
        return;
    }
    let id = draft.id('p', &draft.section_id(line), "/", &inline::slug(&title));
    let section = section.and_then(|section| draft.section_ref(section));
    let condition = conditional(&Spoken::of(&title));
    let applicability = if condition.is_some() { Applicability::Conditional } else { Applicability::Required };
    draft.steps.push(Step { id, section, number, title, applicability, condition, line: line + 1, item: None });
}

/// Whether a title says that it is a step, and not which.
fn is_bare_step(title: &str) -> bool {
    let (word, number) = title.trim_end_matches(['.', ':', '…']).split_once(' ').unwrap_or((title, ""));
    words::STEPS.has(word) && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// The number and the words of "Step 2.1: Check" or "Schritt 3 – Prüfen".
fn label(title: &str) -> Option<(String, String)> {
    let (word, rest) = title.split_once(' ')?;
    if !words::STEPS.has(word) {
        return None;
    }
    let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '.')).unwrap_or(rest.len());
    let number = rest.get(..end)?.trim_end_matches('.');
    let title = rest.get(end..)?.trim_start_matches([':', '.', ')', ' ', '-', '–', '—']).trim();
    (number.chars().any(|c| c.is_ascii_digit()) && !title.is_empty()).then(|| (number.to_owned(), title.to_owned()))
}
