//! Choices as they stand in the source: words between slashes, in brackets, behind boxes, or explained in parentheses.

use std::ops::Range;

use memchr::{memchr, memchr2};

use super::{bare_words, vocabulary, words};

/// The options of a choice, and the one that is chosen.
pub type Choice = (Vec<String>, Option<String>);

/// The options of a choice, where `text` is one: `PASS/FAIL`, `Yes / No`, `☐ Yes ☐ No`, `[None / Minor]`, `<GO|NO-GO>`.
/// The second value is the option that is chosen by a box.
pub fn choice(text: &str) -> Option<Choice> {
    sign_choice(text).or_else(|| boxed_choice(text)).or_else(|| {
        let or = || text.len() > " or ".len() && vocabulary::at(text, " or ").is_some();
        if memchr2(b'/', b'|', text.as_bytes()).is_none() && !or() {
            return None;
        }
        let text = text.strip_prefix('`').and_then(|inner| inner.strip_suffix('`')).unwrap_or(text);
        let bold = text.strip_prefix("**").and_then(|inner| inner.strip_suffix("**"));
        let text = bold.filter(|inner| !inner.contains("**")).unwrap_or(text);
        // `_staging|production_` is a hint like one in brackets.
        let emphasised = ['_', '*'].iter().find_map(|mark| text.strip_prefix(*mark)?.strip_suffix(*mark));
        let emphasised = emphasised.filter(|inner| !inner.is_empty() && !inner.contains(['_', '*']));
        // `_(one / two / three)_`
        let text = emphasised.filter(|inner| inner.starts_with('(')).unwrap_or(text);
        let bracketed = text
            .strip_prefix('[')
            .and_then(|inner| inner.strip_suffix(']'))
            .or_else(|| text.strip_prefix('<').and_then(|inner| inner.strip_suffix('>')))
            .or_else(|| text.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')))
            .or(emphasised.filter(|inner| inner.contains('|')));
        let inner = bracketed.or(emphasised).unwrap_or(text);
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
                && !option.contains([':', '.', '(', '@', '`', ',', '？', '。', '，'])
        });
        // "Report complete / N/A" are words of something else.
        let said = |option: &&String| is_known(option) && !words::NOT_APPLICABLE.has(option);
        let known = options.iter().any(|option| said(&option));
        let all_known = options.iter().all(|option| is_known(option));
        // "MAJOR/MINOR" alone could be anything; in brackets or capitals a known word among them tells.
        let loud = options.iter().all(|option| !option.chars().any(char::is_lowercase));
        // Where letters are neither large nor small, none is small.
        let large = |c: char| c.is_alphabetic() && !c.is_lowercase();
        let titled = options.iter().all(|option| option.starts_with(large));
        // Whatever is offered: `<0|1>`, `[Successful / Rolled back / Partly]`, `(Small / Middling / Large)`.
        let apart = match bracketed {
            Some(_) if text.starts_with(['<', '_', '*']) => separator == "|",
            Some(_) => {
                // `[System/Change]` names one thing, and `(a or b)` may be a remark.
                let alike =
                    if text.starts_with('(') { matches!(separator, " / " | "|") } else { separator != "/" || titled };
                let date = || bare_words::may_be_date(inner);
                options.len() > 2 && alike && !date() && !options.iter().any(|o| words::SLOT_NOUNS.has(o))
            }
            None => false,
        };
        // `[IN FORCE / NOT IN FORCE]`
        let denied = bracketed.is_some()
            && matches!(options.as_slice(), [one, other] if vocabulary::prefix(other, "not ").and_then(|len| other.get(len..)) == Some(one));
        let offered = denied || apart && options.iter().all(|option| is_option(option));
        // `[Support/Success]` names one team.
        let several = || options.len() > 2 || options.iter().filter(|option| is_known(option)).count() > 1;
        // `N/A` is one word, behind a sign too.
        let applies_not = words::NOT_APPLICABLE.has(inner.trim_start_matches(|c: char| !c.is_alphanumeric()));
        // Of `FAIL/P0` the second says how bad it is; of `P1/P2` one is chosen.
        let graded = matches!(options.as_slice(), [one, grade] if is_grade(grade) && !is_grade(one));
        let fine = options.len() >= 2
            && !graded
            && (offered
                || is_signed(&options)
                || short
                    && !applies_not
                    && known
                    && (all_known
                        || loud
                        || titled && separator == " / "
                        || bracketed.is_some() && (titled && several() || separator == " / ")));
        fine.then_some((options, None))
    })
}

/// Options at the end of a text, behind what they answer: `it holds? Yes / No`, `Close enough (5 %): yes / no`. Gives
/// where they start.
pub fn choice_at_end(text: &str) -> Option<(usize, Choice)> {
    memchr2(b'/', b'|', text.as_bytes())?;
    let bare = text.trim_end_matches(['*', ' ', '.']);
    let opened = || bare.ends_with(']').then(|| bare.rfind('[')).flatten();
    let bracket = opened().or_else(|| bare.ends_with('>').then(|| bare.rfind('<')).flatten());
    let answer = || {
        // Most texts with a slash end in something else.
        let last = bare.rsplit(['/', '|']).next()?;
        if !words::CHOICES.has(last) && !last.contains(['.', '?', ':']) {
            return None;
        }
        let ends = ["? ", "? **", "?** ", ". ", ".** ", "): ", "):** "]
            .into_iter()
            .filter_map(|end| Some(bare.rfind(end)? + end.len()));
        ends.max()
            .filter(|at| bare.get(*at..).is_some_and(|rest| rest.split(['/', '|']).all(|o| words::CHOICES.has(o))))
    };
    let at = bracket.or_else(answer).filter(|at| *at > 0)?;
    Some((at, choice(bare.get(at..)?).filter(|_| !has_box(bare.get(at..).unwrap_or("")))?))
}

/// Options with a remark behind them that one is to be picked, `North · South · both (pick one)`, and their length.
pub fn picked_choice(text: &str) -> Option<(usize, Choice)> {
    let open = text.ends_with(')').then(|| text.rfind(" (")).flatten()?;
    let head = text.get(..open)?.trim_end();
    words::CHOOSE_ONE.find(text.get(head.len()..)?)?;
    let separator = [" · ", " | ", " / ", "/", ", "].into_iter().find(|separator| head.contains(separator))?;
    let options: Vec<String> =
        head.split(separator).map(|option| super::inline::plain(option).trim().to_owned()).collect();
    let short = |option: &String| !option.is_empty() && option.split(' ').count() <= 4;
    options.iter().all(short).then_some((head.len(), (options, None)))
}

/// Options with what each means in parentheses: `Low (nobody sees it) / High (all do)`.
pub fn explained_choice(text: &str) -> Option<Choice> {
    if !text.contains(" (") {
        return None;
    }
    let (mut plain, mut depth) = (String::with_capacity(text.len()), 0_usize);
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            c if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    // `Go/No-Go Checklist (ten points)` names one thing.
    let apart = if plain.contains(" / ") || plain.contains(") /") { " / " } else { "/" };
    let plain = plain.replace(" / ", "/");
    let plain: Vec<&str> = plain.split('/').map(str::trim).collect();
    (depth == 0 && plain.len() > 1).then(|| choice(&plain.join(apart))).flatten()
}

/// Whether a word says how bad something is, and is no option beside another: `P0`, `SEV2`.
pub fn is_grade(word: &str) -> bool {
    let number = ["SEV-", "SEV", "P"].iter().find_map(|lead| word.strip_prefix(lead));
    matches!(number.map(str::as_bytes), Some([b'0'..=b'5']))
}

/// Whether an option is one that people offer, perhaps behind its sign: `✅ Pass`.
fn is_known(option: &str) -> bool {
    let sign = option.split_once(' ').filter(|(sign, _)| !sign.is_ascii() && !sign.contains(char::is_alphanumeric));
    words::CHOICES.has(option) || sign.is_some_and(|(_, word)| words::CHOICES.has(word))
}

/// How many options are ticked, and whether more than one may be, as the label asks for things and none is a plain answer:
/// `Platforms: [x] Linux [x] macOS [ ] Windows`.
pub fn several(label: &str, text: &str) -> (usize, bool) {
    let last = label.trim_end_matches(|c: char| !c.is_alphanumeric()).rsplit(' ').next().unwrap_or("");
    let plural = last.ends_with('s') && !["ss", "us", "is"].iter().any(|end| last.ends_with(end));
    let asks = plural || words::OF_SEVERAL.ending(label).is_some();
    let boxes = boxes(text);
    let plain = boxes.iter().any(|(_, _, option)| is_known(option) && !words::NOT_APPLICABLE.has(option));
    (boxes.iter().filter(|(_, ticked, _)| *ticked).count(), asks && !plain)
}

/// Whether each option stands behind a sign of its own, whatever the words: `✅ Held / ⚠️ Leaks / ❌ Burst`.
fn is_signed(options: &[String]) -> bool {
    let sign = |option: &String| {
        let (sign, word) = option.split_once(' ')?;
        let fits = !sign.is_ascii() && !sign.contains(char::is_alphanumeric) && is_option(word);
        fits.then(|| sign.to_owned())
    };
    let Some(signs) = options.iter().map(sign).collect::<Option<Vec<String>>>() else { return false };
    signs.iter().enumerate().all(|(at, sign)| !signs.iter().skip(at + 1).any(|other| other == sign))
}

/// Whether words may be one of several options: few, and nothing but words.
fn is_option(option: &str) -> bool {
    !option.is_empty()
        && option.split(' ').count() <= 3
        && option.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '–'))
}

/// `✅/❌`, `🟢 | 🔴`, `✅ / N/A`: signs of which one is to be left, or that nothing applies.
pub fn sign_choice(text: &str) -> Option<Choice> {
    if memchr2(b'/', b'|', text.as_bytes()).is_none() || text.is_ascii() {
        return None;
    }
    let text = text.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')).unwrap_or(text);
    // `N/A` is one word.
    let apart = [" / ", " | "].into_iter().find(|apart| text.contains(apart));
    let options: Vec<&str> = match apart {
        Some(apart) => text.split(apart).map(str::trim).collect(),
        None => text.split(['/', '|']).map(str::trim).collect(),
    };
    let lists = [words::DONE, words::FAILED, words::NOT_APPLICABLE, words::UNDONE, words::BARRED];
    let light = |option: &str| matches!(option, "🟢" | "🟡" | "🟠" | "🔴" | "⚪");
    let sign = |option: &str| {
        light(option) || !option.contains(char::is_alphanumeric) && lists.iter().any(|list| list.has(option))
    };
    let fits = options.iter().all(|option| sign(option) || words::NOT_APPLICABLE.has(option));
    let fits = fits && options.len() > 1 && options.iter().any(|option| sign(option));
    fits.then(|| (options.into_iter().map(str::to_owned).collect(), None))
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

/// Whether a text has only letters, numbers and signs of ASCII.
fn has_no_sign(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii() || c.is_alphanumeric())
}

/// Whether no box can be in a text, as in most.
fn is_plain(text: &str) -> bool {
    memchr2(b'[', b'(', text.as_bytes()).is_none() && text.is_ascii()
}

/// Where a box or radio button may start: at a bracket, and at what is not ASCII.
fn signs(text: &str) -> impl Iterator<Item = usize> {
    let first = |byte: u8| matches!(byte, b'[' | b'(' | 0xc0..);
    text.bytes().enumerate().filter(move |(_, byte)| first(*byte)).map(|(at, _)| at)
}

/// The boxes and radio buttons in a text: start, end, and whether each is ticked.
fn marks(text: &str) -> impl Iterator<Item = (usize, usize, bool)> {
    let mark = |at| {
        let rest = text.get(at..)?;
        // Most brackets hold words.
        if matches!(rest.as_bytes(), [b'[' | b'(', _, behind, ..] if behind.is_ascii() && !matches!(behind, b']' | b')'))
        {
            return None;
        }
        let starts = |(mark, ticked): &(&str, bool)| rest.starts_with(mark).then_some((at, at + mark.len(), *ticked));
        // `f(x)` is no radio button.
        let apart = |(start, end, _): &(usize, usize, bool)| {
            let before = text.get(..*start).and_then(|head| head.chars().next_back());
            let behind = text.get(*end..).and_then(|tail| tail.chars().next());
            before.is_none_or(char::is_whitespace) && behind.is_none_or(char::is_whitespace)
        };
        // `([X]ms)`, `V[x].[x]` are no ticks.
        let glued = rest.starts_with(['[']) && !rest.starts_with("[ ]") && {
            let before = text.get(..at).and_then(|head| head.chars().next_back());
            let behind = rest.get(3..).and_then(|tail| tail.chars().next());
            before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '~' | '<' | '>' | '≤' | '≥' | '#'))
                || before == Some('(') && behind.is_some_and(char::is_alphanumeric)
                || behind.is_some_and(|c| matches!(c, '.' | '%'))
        };
        if glued {
            return None;
        }
        BOXES.iter().find_map(starts).or_else(|| super::boxes::RADIOS.iter().find_map(starts).filter(apart))
    };
    signs(text).filter_map(mark)
}

/// The boxes of a text that starts with one: where each stands, whether it is ticked, and the words behind it.
pub fn boxes(text: &str) -> Vec<(Range<usize>, bool, &str)> {
    if is_plain(text) || !has_box(text) {
        return Vec::new();
    }
    let marks: Vec<_> = marks(text).collect();
    let words = |(index, (_, end, _)): (usize, &(usize, usize, bool))| {
        let until = marks.get(index + 1).map_or(text.len(), |(next, ..)| *next);
        text.get(*end..until).unwrap_or("").trim().trim_end_matches(['/', '|', ',', ' '])
    };
    let first = marks.first().is_some_and(|(at, ..)| *at == 0);
    let found = marks.iter().enumerate().filter(|_| first);
    found.map(|(index, mark)| (mark.0..mark.1, mark.2, words((index, mark)))).collect()
}

/// Where the first box or radio button of a choice stands.
pub fn first_mark(text: &str) -> Option<usize> {
    if is_plain(text) {
        return None;
    }
    marks(text).next().map(|(at, ..)| at)
}

/// Whether a text says what is done with boxes, `Mark what is shut with [x], or leave [ ]`, `Use [x] for shut`, or what they
/// mean, `Legend: ☐ open`. "Switch over with ☐ the script ☐ by hand" asks.
pub fn shows_boxes(text: &str) -> bool {
    let Some((at, end, _)) = marks(text).next() else { return false };
    let head = text.get(..at).unwrap_or("").trim_end();
    let last = head.rsplit(' ').next().unwrap_or("");
    let first = head.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or("");
    let behind = || text.get(end..).unwrap_or("").split(' ').nth(1).unwrap_or("");
    let means = words::MEANS.has(last) && (words::MARKING.has(first) || words::STANDS_FOR.has(behind()));
    means || head.ends_with([':', '*']) && is_legend(head)
}

/// Whether a label says that signs are explained behind it.
pub fn is_legend(label: &str) -> bool {
    words::LEGENDS.alone_in(label).is_some() && label.split_whitespace().take(4).count() < 4
}

/// Options that stand behind signs, or are signs: `✅ Held / ❌ Burst`, `✅/❌`; they say how something stands once one is left.
pub fn by_sign(text: &str) -> Option<Choice> {
    sign_choice(text).or_else(|| {
        let (options, chosen) = choice(text).filter(|_| boxed_choice(text).is_none())?;
        is_signed(&options).then_some((options, chosen))
    })
}

/// Where the options behind boxes end, if a label follows the last one: `☐ Yes ☐ No  Type: ____`.
pub fn end_of_boxes(text: &str) -> Option<usize> {
    let (_, from, _) = marks(text).last().filter(|_| marks(text).nth(1).is_some())?;
    let behind = text.get(from..)?;
    let option = behind.trim_start();
    let start = from + behind.len() - option.len();
    let word = words::CHOICES.leading_to(option, |_, rest| rest.starts_with(' ') && rest.contains([':', '：']))?;
    let gap = option.find("  ").filter(|gap| option.get(*gap..).is_some_and(|rest| rest.contains([':', '：'])));
    Some(start + gap.unwrap_or(word.len()))
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
    signs(text).any(|at| {
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
        let behind = text.get(end..*start).is_some_and(|gap| gap.trim_matches(['\u{fe0f}', ' ']).is_empty());
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
    // `✅ Tagged, ✅ published` tells what was done.
    if text.starts_with('✅') && ticked.len() == options.len() && options.iter().all(|option| has_no_sign(option)) {
        return None;
    }
    // `[x] = shut, [ ] = open` explains what each means.
    if options.iter().all(|option| option.starts_with('=')) {
        return None;
    }
    // Where two are ticked, nothing is chosen.
    let chosen = if ticked.len() == 1 { ticked.pop() } else { None };
    Some((options, chosen))
}
