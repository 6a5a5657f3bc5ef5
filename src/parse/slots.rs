//! Blanks as they stand in the source: runs of underscores, also escaped, split by `/`, or rewritten by a formatter.

use memchr::{memchr, memchr2};

use super::{bare_words, quantity, vocabulary, words};
use crate::text::{Source, Span};

/// A blank to be filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct Blank {
    /// All of it: in `____/48` the total too.
    pub span: Span,
    /// How many runs of underscores it has.
    pub runs: usize,
    /// Of `____/48` the total.
    pub of: Option<f64>,
    /// Whether two or more parts are joined by `/`.
    pub ratio: bool,
    /// Whether it is a date, `__/__/____`.
    pub date: bool,
    /// Whether a formatter has escaped it.
    pub damaged: bool,
}

/// The options of a choice, and the one that is chosen.
pub type Choice = (Vec<String>, Option<String>);

/// A run of underscores in a text: bytes, number of underscores, and whether any is escaped.
fn run(text: &str) -> Option<(usize, usize, bool)> {
    let bytes = text.as_bytes();
    let (mut at, mut count, mut escaped) = (0, 0, false);
    loop {
        match (bytes.get(at), bytes.get(at + 1)) {
            (Some(b'_'), _) => at += 1,
            (Some(b'\\'), Some(b'_')) => {
                at += 2;
                escaped = true;
            }
            _ => break,
        }
        count += 1;
    }
    (count > 0).then_some((at, count, escaped))
}

/// Where the next run of underscores may start.
fn next_run(text: &str) -> Option<usize> {
    memchr2(b'_', b'\\', text.as_bytes())
}

/// The blanks in `span`; runs of fewer than three underscores count only as part of a date.
pub fn blanks(source: &Source, span: Span) -> Vec<Blank> {
    let text = source.slice(span);
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(skip) = text.get(at..).and_then(next_run) {
        at += skip;
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        let rest = text.get(at..).unwrap_or("");
        let Some((len, count, escaped)) = run(rest) else {
            at += 1;
            continue;
        };
        // `snake__case` and `__init__` are words.
        let in_word = count < 3 && before.is_some_and(char::is_alphanumeric);
        let mut blank = Blank {
            span: Span::at(span.start + at),
            runs: usize::from(count >= 3),
            of: None,
            ratio: false,
            date: false,
            damaged: escaped,
        };
        let mut end = at + len;
        while let Some(next) = text.get(end..).and_then(|tail| tail.strip_prefix('/')) {
            if let Some((len, count, escaped)) = run(next) {
                blank.runs += usize::from(count >= 3);
                blank.date |= count == 2 || blank.ratio;
                blank.damaged |= escaped;
                end += 1 + len;
            } else if let Some((total, len)) = quantity::number(next) {
                blank.of = Some(total);
                end += 1 + len;
            } else {
                break;
            }
            blank.ratio = true;
        }
        // `2/____`
        let filled = text
            .get(..at)
            .and_then(|head| head.strip_suffix('/'))
            .map(|head| head.len() - head.trim_end_matches(|c: char| c.is_ascii_digit()).len());
        if let Some(digits) = filled.filter(|digits| *digits > 0) {
            blank.span.start -= digits + 1;
            blank.ratio = true;
        }
        blank.date &= blank.ratio && blank.of.is_none();
        blank.ratio &= !blank.date;
        blank.span = Span::new(blank.span.start, span.start + end);
        if (count >= 3 || blank.runs > 0) && !in_word {
            out.push(blank);
        }
        at = end;
    }
    out
}

/// How many runs of three or more underscores `text` has; an escaped run counts once.
pub fn count_runs(text: &str) -> usize {
    let mut runs = 0;
    let mut rest = text;
    while let Some(skip) = next_run(rest) {
        let tail = rest.get(skip..).unwrap_or("");
        let (len, count, _) = run(tail).unwrap_or((1, 0, false));
        runs += usize::from(count >= 3);
        rest = tail.get(len..).unwrap_or("");
    }
    runs
}

/// The options of a choice, where `text` is one: `PASS/FAIL`, `Yes / No`, `☐ Yes ☐ No`, `[None / Minor]`, `<GO|NO-GO>`.
/// The second value is the option that is chosen by a box.
pub fn choice(text: &str) -> Option<Choice> {
    sign_choice(text).or_else(|| boxed_choice(text)).or_else(|| {
        let or = || vocabulary::at(text, " or ").is_some();
        if memchr2(b'/', b'|', text.as_bytes()).is_none() && !or() {
            return None;
        }
        let text = text.strip_prefix('`').and_then(|inner| inner.strip_suffix('`')).unwrap_or(text);
        let bracketed = text
            .strip_prefix('[')
            .and_then(|inner| inner.strip_suffix(']'))
            .or_else(|| text.strip_prefix('<').and_then(|inner| inner.strip_suffix('>')));
        let inner = bracketed.unwrap_or(text);
        let separator = if inner.contains(" / ") {
            " / "
        } else if inner.contains('|') {
            "|"
        } else if inner.contains('/') {
            "/"
        } else {
            " or "
        };
        let options: Vec<String> =
            inner.split(separator).map(|option| super::inline::plain(option).trim().to_owned()).collect();
        let short = options.iter().all(|option| {
            !option.is_empty()
                && option.split(' ').count() <= 4
                && option.chars().any(char::is_alphabetic)
                && !option.contains([':', '.', '(', '@', '`', ','])
        });
        // "Report complete / N/A" are words of something else.
        let said = |option: &&String| words::CHOICES.has(option) && !words::NOT_APPLICABLE.has(option);
        let known = options.iter().any(|option| said(&option));
        let all_known = options.iter().all(|option| words::CHOICES.has(option));
        // "MAJOR/MINOR" alone could be anything; in brackets or capitals a known word among them tells.
        let loud = options.iter().all(|option| !option.chars().any(char::is_lowercase));
        let titled = options.iter().all(|option| option.starts_with(char::is_uppercase));
        // Whatever is offered: `<0|1>`, `[Successful / Rolled back / Partly]`.
        let apart = match bracketed {
            Some(_) if text.starts_with('<') => separator == "|",
            Some(_) => {
                // `[System/Change]` names one thing.
                let alike = separator != "/" || titled && !inner.contains(' ');
                let date = bare_words::may_be_date(inner);
                options.len() > 2 && alike && !date && !options.iter().any(|o| words::SLOT_NOUNS.has(o))
            }
            None => false,
        };
        let offered = apart && options.iter().all(|option| is_option(option));
        let fine = options.len() >= 2
            && (offered
                || short
                    && known
                    && (all_known
                        || loud
                        || titled && separator == " / "
                        || bracketed.is_some() && (titled || separator == " / ")));
        fine.then_some((options, None))
    })
}

/// Whether words may be one of several options: few, and nothing but words.
fn is_option(option: &str) -> bool {
    !option.is_empty()
        && option.split(' ').count() <= 3
        && option.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-'))
}

/// `✅/❌`, `🟢 | 🔴`: signs of which one is to be left.
pub fn sign_choice(text: &str) -> Option<Choice> {
    if memchr2(b'/', b'|', text.as_bytes()).is_none() || text.is_ascii() || text.contains(char::is_alphanumeric) {
        return None;
    }
    let lists = [words::DONE, words::FAILED, words::NOT_APPLICABLE, words::UNDONE, words::BARRED];
    let options: Vec<&str> = text.split(['/', '|']).map(str::trim).collect();
    let light = |option: &str| matches!(option, "🟢" | "🟡" | "🟠" | "🔴" | "⚪");
    let signs = options.iter().all(|option| light(option) || lists.iter().any(|list| list.has(option)));
    (options.len() > 1 && signs).then(|| (options.into_iter().map(str::to_owned).collect(), None))
}

/// The boxes of a choice, and whether each is ticked.
const BOXES: &[(&str, bool)] = &[
    ("[ ]", false),
    ("[x]", true),
    ("[X]", true),
    ("☐", false),
    ("□", false),
    ("⬜", false),
    ("☑", true),
    ("☒", true),
    ("✅", true),
];

/// Whether no box can be in a text, as in most.
fn is_plain(text: &str) -> bool {
    memchr2(b'[', b'(', text.as_bytes()).is_none() && text.is_ascii()
}

/// The boxes and radio buttons in a text: start, end, and whether each is ticked.
fn marks(text: &str) -> impl Iterator<Item = (usize, usize, bool)> {
    let mark = |(at, _)| {
        let rest = text.get(at..)?;
        let starts = |(mark, ticked): &(&str, bool)| rest.starts_with(mark).then_some((at, at + mark.len(), *ticked));
        // `f(x)` is no radio button.
        let apart = |(start, end, _): &(usize, usize, bool)| {
            let before = text.get(..*start).and_then(|head| head.chars().next_back());
            let behind = text.get(*end..).and_then(|tail| tail.chars().next());
            before.is_none_or(char::is_whitespace) && behind.is_none_or(char::is_whitespace)
        };
        BOXES.iter().find_map(starts).or_else(|| super::boxes::RADIOS.iter().find_map(starts).filter(apart))
    };
    text.match_indices(|c: char| matches!(c, '[' | '(') || !c.is_ascii()).filter_map(mark)
}

/// Where the first box or radio button of a choice stands.
pub fn first_mark(text: &str) -> Option<usize> {
    if is_plain(text) {
        return None;
    }
    marks(text).next().map(|(at, ..)| at)
}

/// Where the first box stands that is none of ticks, crosses and radio buttons.
pub fn first_square(text: &str) -> Option<usize> {
    let square = |rest: &str| {
        rest.starts_with(super::boxes::SQUARES) || ["[ ]", "[x]", "[X]"].iter().any(|mark| rest.starts_with(mark))
    };
    let mut signs = text.match_indices(|c: char| c == '[' || !c.is_ascii());
    signs.find(|(at, _)| text.get(*at..).is_some_and(square)).map(|(at, _)| at)
}

/// Whether there is a box of a choice.
pub fn has_box(text: &str) -> bool {
    if memchr(b'[', text.as_bytes()).is_none() && text.is_ascii() {
        return false;
    }
    text.match_indices(|c: char| c == '[' || !c.is_ascii()).any(|(at, _)| {
        let rest = text.get(at..).unwrap_or("");
        BOXES.iter().any(|(mark, _)| rest.starts_with(mark))
    })
}

/// `☐ Yes ☐ No`, `[ ] Pass [x] Fail`, `( ) GO (x) NO-GO`.
fn boxed_choice(text: &str) -> Option<Choice> {
    if is_plain(text) {
        return None;
    }
    let mut marks: Vec<_> = marks(text).collect();
    // `[ ] ✅ Approved`: a sign right behind a box is what its tick says.
    let mut end = usize::MAX;
    marks.retain(|(start, own, _)| {
        let behind = text.get(end..*start).is_some_and(|gap| gap.trim().is_empty());
        let sign = behind && !text.get(*start..).is_some_and(|rest| rest.starts_with(['[', '(']));
        end = *own;
        !sign
    });
    if marks.len() < 2 || marks.first().is_none_or(|(at, ..)| *at != 0) {
        return None;
    }
    let mut options = Vec::new();
    let mut ticked = Vec::new();
    for (index, (_, end, is_ticked)) in marks.iter().enumerate() {
        let until = marks.get(index + 1).map_or(text.len(), |(at, ..)| *at);
        let option = text.get(*end..until)?.trim().trim_end_matches(['/', '|', ',', ' ']).to_owned();
        if option.is_empty() || option.len() > 60 {
            return None;
        }
        if *is_ticked {
            ticked.push(option.clone());
        }
        options.push(option);
    }
    // Where two are ticked, nothing is chosen.
    let chosen = if ticked.len() == 1 { ticked.pop() } else { None };
    Some((options, chosen))
}
