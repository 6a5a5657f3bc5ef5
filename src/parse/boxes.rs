//! Boxes at the start of an entry, as people write them: GFM's, glyphs, and near misses.

use super::markdown::Task;
use super::words;
use crate::model::ItemShape;
use crate::text::{Source, Span, is_invisible};

/// What a box says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tick {
    /// Empty.
    Open,
    /// Ticked.
    Done,
    /// Crossed out, or a dash: given up.
    Failed,
    /// `[-]`: not applicable.
    NotApplicable,
}

/// A box at the start of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoxMark {
    /// The box.
    pub span: Span,
    /// What it says.
    pub tick: Tick,
    /// How it is written.
    pub shape: ItemShape,
    /// Why it is no box to GFM, where it looks like one.
    pub near_miss: Option<String>,
}

impl BoxMark {
    /// A box of a task.
    pub fn task(task: &Task) -> Self {
        let tick = if task.checked { Tick::Done } else { Tick::Open };
        // In a fence GFM sees none.
        let shape = if task.fenced { ItemShape::Malformed } else { ItemShape::Task };
        Self { span: task.span, tick, shape, near_miss: None }
    }
}

/// The glyphs that are boxes by themselves.
const GLYPHS: &[(char, Tick)] = &[
    ('☐', Tick::Open),
    ('□', Tick::Open),
    ('⬜', Tick::Open),
    ('▢', Tick::Open),
    ('◻', Tick::Open),
    ('❏', Tick::Open),
    ('❐', Tick::Open),
    ('❑', Tick::Open),
    ('❒', Tick::Open),
    ('🔲', Tick::Open),
    ('🔳', Tick::Open),
    ('○', Tick::Open),
    ('◯', Tick::Open),
    ('⚪', Tick::Open),
    ('☑', Tick::Done),
    ('☒', Tick::Done),
    ('✅', Tick::Done),
    ('✓', Tick::Done),
    ('✔', Tick::Done),
    ('❌', Tick::Failed),
    ('✗', Tick::Failed),
    ('✘', Tick::Failed),
];

/// What a glyph says as a box.
pub fn glyph(c: char) -> Option<Tick> {
    GLYPHS.iter().find(|(glyph, _)| *glyph == c).map(|(_, tick)| *tick)
}

/// Glyphs that are boxes wherever they stand; ticks and crosses are so only in a document that has these too.
pub const SQUARES: [char; 13] = ['☐', '☑', '☒', '□', '⬜', '▢', '◻', '❏', '❐', '❑', '❒', '🔲', '🔳'];

/// Glyphs that are boxes behind a list marker, and elsewhere decoration.
const ROUNDS: [char; 3] = ['○', '◯', '⚪'];

/// Empty boxes behind a list marker that no tool knows, in other brackets.
const FOREIGN: &[&str] = &["()", "(_)", "{ }", "{}", "[ )", "[ }", "[[ ]]", "|_|", "【 】", "【】", "〔 〕"];

/// Empty boxes by name: what is shown is a box, and what is written is none.
pub const NAMED: &[&str] = &[
    "&#9744;",
    "&#x2610;",
    "&#9633;",
    "&#x25a1;",
    "&#x25A1;",
    "&square;",
    "&squ;",
    ":white_large_square:",
    ":white_square_button:",
    ":black_square_button:",
];

/// An empty radio button; `(x)` and its kin are so only in a document that has such a one.
pub const RADIO: &str = "( )";

/// Radio buttons, and whether each is chosen.
pub const RADIOS: &[(&str, bool)] = &[(RADIO, false), ("(x)", true), ("(X)", true), ("(•)", true), ("(*)", true)];

/// The marks that are boxes in one document and decoration in another.
#[derive(Clone, Copy, Debug)]
pub struct Marks {
    /// Whether ticks and crosses are boxes.
    pub ticks: bool,
    /// Whether `(x)` is a radio button.
    pub radios: bool,
}

impl Marks {
    /// What the starts of the lines of a document say.
    pub fn among<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let mut marks = Self { ticks: false, radios: false };
        for text in texts {
            match text.as_bytes().first() {
                Some(b'(') => marks.radios |= text.starts_with(RADIO),
                Some(0x80..) => marks.ticks |= text.starts_with(SQUARES),
                _ => {}
            }
        }
        marks
    }
}

/// The box at the start of `content` that GFM does not see; `listed` says whether a list marker leads it.
pub fn at_start(source: &Source, content: Span, listed: bool, marks: Marks) -> Option<BoxMark> {
    let text = source.slice(content);
    // Most entries begin with a letter.
    if text.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let radio = || RADIOS.iter().find(|(mark, _)| text.starts_with(mark));
    if marks.radios
        && let Some((mark, chosen)) = radio()
    {
        let spaced = text.get(mark.len()..).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
        return spaced.then(|| BoxMark {
            span: Span::new(content.start, content.start + mark.len()),
            tick: if *chosen { Tick::Done } else { Tick::Open },
            shape: ItemShape::Glyph,
            near_miss: None,
        });
    }
    let first = text.chars().next()?;
    if !first.is_ascii()
        && let Some(tick) = glyph(first)
    {
        // Ticks and crosses decorate prose.
        let square = SQUARES.contains(&first);
        let is_box = square || listed && (marks.ticks || ROUNDS.contains(&first));
        if !is_box {
            return None;
        }
        let variation = text.get(first.len_utf8()..).is_some_and(|rest| rest.starts_with('\u{fe0f}'));
        let len = first.len_utf8() + if variation { '\u{fe0f}'.len_utf8() } else { 0 };
        let rest = text.get(len..).unwrap_or("");
        let alone = rest.is_empty() || rest.starts_with(char::is_whitespace);
        return (alone || square && listed).then(|| BoxMark {
            span: Span::new(content.start, content.start + len),
            tick,
            shape: ItemShape::Glyph,
            near_miss: (!alone).then(|| "no space follows the box".to_owned()),
        });
    }
    if listed && let Some((len, tick)) = input(text) {
        return Some(BoxMark {
            span: Span::new(content.start, content.start + len),
            tick,
            shape: ItemShape::Malformed,
            near_miss: Some("an HTML input is no box to Markdown".to_owned()),
        });
    }
    if listed && let Some(len) = foreign(text) {
        return Some(BoxMark {
            span: Span::new(content.start, content.start + len),
            tick: Tick::Open,
            shape: ItemShape::Malformed,
            near_miss: Some("this is no box to Markdown".to_owned()),
        });
    }
    bracketed(text, listed).map(|(len, tick, why)| BoxMark {
        span: Span::new(content.start, content.start + len),
        tick,
        shape: ItemShape::Malformed,
        near_miss: Some(why),
    })
}

/// How long an HTML checkbox at the start of a text is, its label's tag with it, and whether it is ticked.
fn input(text: &str) -> Option<(usize, Tick)> {
    if !text.trim_start().starts_with('<') {
        return None;
    }
    let tag = |text: &str, name: &str| {
        let named = text.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name));
        text.find('>').filter(|_| named).map(|end| end + 1)
    };
    let label = tag(text, "<label").unwrap_or(0);
    let rest = text.get(label..)?;
    let start = text.len() - rest.trim_start().len();
    let len = tag(rest.trim_start(), "<input")?;
    let written = text.get(start..start + len)?.to_ascii_lowercase();
    let checked = written.split([' ', '/', '>']).any(|word| word == "checked" || word.starts_with("checked="));
    let tick = if checked { Tick::Done } else { Tick::Open };
    written.contains("checkbox").then_some((start + len, tick))
}

/// How long a foreign box at the start of a text is, or a bracket that nothing closes.
fn foreign(text: &str) -> Option<usize> {
    if text.starts_with(['*', '_', '`', '<']) {
        return None;
    }
    let apart = |mark: &&&str| text.strip_prefix(**mark).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    let unclosed = || (text.starts_with("[ ") && !text.contains(CLOSINGS_START)).then_some(1);
    FOREIGN.iter().chain(NAMED).find(apart).map(|mark| mark.len()).or_else(unclosed)
}

/// What a bracket may be written as, besides itself, and what that does to the box.
const OPENINGS: &[(&str, &str)] = &[
    ("\\[", "a backslash before the box makes it plain text"),
    ("&#91;", "an entity for the bracket makes it plain text"),
    ("&#x5b;", "an entity for the bracket makes it plain text"),
    ("&#x5B;", "an entity for the bracket makes it plain text"),
    ("&lbrack;", "an entity for the bracket makes it plain text"),
    ("&lsqb;", "an entity for the bracket makes it plain text"),
    ("［", "a full-width bracket makes no box"),
    ("**[", "emphasis around the box makes it plain text"),
    ("__[", "emphasis around the box makes it plain text"),
    ("*[", "emphasis around the box makes it plain text"),
    ("_[", "emphasis around the box makes it plain text"),
    ("~~[", "strikethrough around the box makes it plain text"),
    ("`[", "code around the box makes it plain text"),
    ("[", ""),
];

/// What closes a box.
const CLOSINGS: &[&str] = &["]", "］", "&#93;", "&#x5d;", "&#x5D;", "&rbrack;", "&rsqb;"];

/// With what any of these starts.
const CLOSINGS_START: [char; 3] = [']', '］', '&'];

/// Blanks written as entities.
const BLANKS: &[&str] = &["&nbsp;", "&#32;", "&#160;", "&ensp;", "&emsp;", "&thinsp;"];

/// A bracketed box that is none to GFM: its length in bytes, what it says, and what is wrong with it.
fn bracketed(text: &str, listed: bool) -> Option<(usize, Tick, String)> {
    // Most of what begins with a mark is emphasised words.
    let bracket = |from: &str| from.starts_with(['[', '&', '［']);
    if !bracket(text.trim_start_matches(['\\', '*', '_', '~', '`'])) {
        return None;
    }
    let (opening, lead) = OPENINGS.iter().find(|(opening, _)| text.starts_with(opening))?;
    let closing = |(at, _): (usize, &str)| {
        let rest = text.get(at..)?;
        CLOSINGS.iter().find(|closing| rest.starts_with(**closing)).map(|closing| (at, at + closing.len()))
    };
    let (close, end) = text.match_indices(CLOSINGS_START).filter(|(at, _)| *at >= opening.len()).find_map(closing)?;
    let inside = text.get(opening.len()..close)?.trim_end_matches('\\');
    let after = text.get(end..).unwrap_or("");
    // `[x](target)`, `[x][name]` and `[x]: target` are links; no link is called by a blank.
    if after.starts_with(['(', '[', ':']) && !(listed && after.starts_with(['(', ':']) && inside.trim().is_empty()) {
        return None;
    }
    let mark = inside.trim_matches(|c: char| c.is_whitespace() || is_invisible(c));
    let mut chars = mark.chars();
    let (tick, odd) = match (chars.next(), chars.next()) {
        (None, _) => (Tick::Open, false),
        (Some('x' | 'X'), None) => (Tick::Done, false),
        // `[+] gauges` in code is what something prints.
        (Some('+'), None) if opening.starts_with('`') && !after.starts_with('`') => return None,
        (Some('-' | '–' | '—'), None) => (Tick::NotApplicable, true),
        (Some('~' | '/' | '\\' | '.' | 'o' | 'O' | '>' | '<' | '?' | '!' | ' ' | '_'), None) => (Tick::Open, true),
        (
            Some(
                '✓' | '✔' | '✅' | '☑' | '×' | '✗' | '✘' | 'х' | 'Х' | 'χ' | 'Χ' | 'v' | 'V' | '*' | '+' | 'y' | 'Y'
                | '√' | 'n' | 'N',
            ),
            None,
        ) => (Tick::Open, true),
        (Some('x' | 'X' | '_'), Some('x' | 'X' | '_')) if listed && mark.len() == 2 => (Tick::Open, true),
        (Some('&'), _) if BLANKS.contains(&mark) => (Tick::Open, true),
        (Some(c), Some(_)) if listed && c.is_alphabetic() && says_how_far(mark) => (Tick::Open, true),
        // Whatever else may look like an x.
        (Some(c), None) if listed && !c.is_ascii() => (Tick::Open, true),
        _ => return None,
    };
    let spaced = after.is_empty() || after.starts_with(char::is_whitespace) || after.starts_with(is_invisible);
    if !listed
        && (!spaced
            || after.trim().is_empty()
            || odd && !inside.is_empty() && tick == Tick::Open && !matches!(mark, "~" | "_"))
    {
        return None;
    }
    if !spaced && !listed {
        return None;
    }
    let why = if !lead.is_empty() {
        (*lead).to_owned()
    } else if odd && mark.chars().count() > 1 {
        format!("`{mark}` in the box is no tick")
    } else if odd {
        let code: Vec<String> = mark.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
        format!("`{mark}` ({}) in the box is no tick", code.join(" "))
    } else if inside.is_empty() {
        "the box has nothing in it; write `[ ]`".to_owned()
    } else if inside.chars().any(|c| is_invisible(c) || c == '\u{a0}' || c == '\u{3000}') {
        "an invisible character or a no-break space is in the box".to_owned()
    } else if inside.chars().count() != 1 {
        "the box is wider than one character".to_owned()
    } else if !spaced {
        "no space follows the box".to_owned()
    } else if after.trim().is_empty() {
        "no text follows the box".to_owned()
    } else if listed {
        "the list does not start here for CommonMark, so the box is plain text".to_owned()
    } else {
        "no list marker leads the box".to_owned()
    };
    Some((end, tick, why))
}

/// Whether a word in brackets says how far an item has come, rather than what it is about.
fn says_how_far(word: &str) -> bool {
    [words::DONE, words::UNDONE, words::FAILED, words::NOT_APPLICABLE].into_iter().any(|list| list.has(word))
}
