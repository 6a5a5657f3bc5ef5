//! Placeholders: tokens that stand for a value to come, in prose and in code.

use foldhash::{HashMap, HashMapExt, HashSet};

use super::bare_words::form;
use super::draft::Draft;
use super::lines::{LineKind, MAX_LINE};
use super::tokens::{Sure, Token, tokens};
use super::{Recogniser, releases, stand_ins, words};
use crate::model::{Occurrence, Placeholder, PlaceholderStyle};
use crate::text::Span;

pub const RECOGNISER: Recogniser =
    Recogniser { name: "placeholders", summary: "[VERSION], <version>, {{ version }}, ${VERSION}, X.Y.Z", recognise };

fn recognise(draft: &mut Draft<'_>) {
    let mut found: Vec<(String, Token, LineKind)> = Vec::new();
    for line in &draft.frame.lines {
        let passed = matches!(
            line.kind,
            LineKind::Blank | LineKind::Comment | LineKind::FrontMatter | LineKind::Html | LineKind::Break
        );
        if passed || line.span.len() > MAX_LINE {
            continue;
        }
        // A template in a fence is written like the prose around it.
        let code = matches!(line.kind, LineKind::Code(block) if !is_markdown(draft, block));
        for mut token in tokens(draft.source.slice(line.span), line.span.start, code) {
            let name = draft.source.slice(token.inner).trim().to_owned();
            let reference =
                matches!(token.style, PlaceholderStyle::Bracket) && is_reference(draft, token.span, line.kind);
            if !code && (draft.in_comment(token.span.start) || reference || is_box(draft, token.span)) {
                continue;
            }
            // A code span may quote anything, and so may code, but for a letter or a form to be copied.
            let quoted = || match line.kind {
                LineKind::Code(block) => !(name.contains(' ') || token.alone) || !is_text(draft, block),
                _ => draft.in_code_span(token.span.start),
            };
            if token.sure == Sure::Usual && quoted() {
                continue;
            }
            if let Some(sure) = standing(draft, line.kind, &name, &token) {
                token.sure = sure;
                found.push((name, token, line.kind));
            }
        }
    }
    drop_elements(draft, &mut found);
    drop_made_up(draft, &mut found);
    drop_unsure(draft, &mut found);
    let mut places: HashMap<(PlaceholderStyle, String), usize> = HashMap::new();
    for (name, Token { style, span, .. }, kind) in found {
        let line = draft.source.line_of(span.start) - 1;
        let in_block = matches!(kind, LineKind::Code(_));
        let occurrence = Occurrence {
            at: draft.source.position(span.start),
            span,
            in_code: in_block || draft.in_code_span(span.start),
            in_block,
            item: draft.item_of_line(line).and_then(|item| draft.item_ref(item)),
            section: draft.section_of_line(line).and_then(|section| draft.section_ref(section)),
        };
        draft.places.push(span);
        let index = *places.entry((style, name.clone())).or_insert(draft.placeholders.len());
        match draft.placeholders.get_mut(index) {
            Some(placeholder) => placeholder.occurrences.push(occurrence),
            None => draft.placeholders.push(Placeholder { name, style, occurrences: vec![occurrence] }),
        }
    }
}

/// Whether an empty box stands on the line of a token.
fn has_open_box(draft: &Draft<'_>, token: &Token) -> bool {
    draft.source.slice(draft.source.line(draft.source.line_of(token.span.start))).contains("[ ] ")
}

/// What a token needs where it stands; none where it stands for itself.
fn standing(draft: &Draft<'_>, kind: LineKind, name: &str, token: &Token) -> Option<Sure> {
    let block = match kind {
        LineKind::Code(block) => draft.markdown.code_blocks.get(block),
        _ => None,
    };
    let in_span = block.is_none() && draft.in_code_span(token.span.start);
    match token.style {
        // `[FINAL] Close the milestone`
        PlaceholderStyle::Bracket if releases::is_stage(name) && leads_line(draft, token) => None,
        // Beside another box it is a tick: `Kind: [X] Own [ ] Hired`.
        PlaceholderStyle::Bracket if name == "X" && has_open_box(draft, token) => None,
        PlaceholderStyle::Bracket if name == "X" && stand_ins::crosses_are_numbers(draft.source.text()) => {
            Some(Sure::Alone)
        }
        // A tag leads what it marks: `[CLS]` in a code span.
        PlaceholderStyle::Bracket
            if block.is_none()
                && words::SLOT_NOUNS.trailing(name).is_none()
                && leads_code(draft, token.span)
                && !(token.alone && ends_code(draft, token.span)) =>
        {
            Some(Sure::Elsewhere)
        }
        PlaceholderStyle::Shell if !draft.source.slice(token.span).starts_with('$') => Some(Sure::Alone),
        PlaceholderStyle::Shell if words::ENVIRONMENT.has(name) || is_defined(draft.source.text(), name) => None,
        // What runs is given its variables; a file of another kind, and a name in small letters, is filled in.
        PlaceholderStyle::Shell => Some(match block {
            Some(block) if SHELLS.contains(&block.info.trim()) && name.contains(char::is_uppercase) => Sure::Elsewhere,
            Some(_) if !draft.source.slice(token.span).starts_with("${") => Sure::Elsewhere,
            None if in_span => Sure::Repeated,
            _ => Sure::Alone,
        }),
        // On a line of its own `(Insert the date)` may tell of what follows it.
        PlaceholderStyle::Bare if leads_with_parenthesis(draft, token) => {
            is_below_label(draft, token).then_some(token.sure)
        }
        // `git clone YOUR_REPO_URL` asks for one anywhere.
        PlaceholderStyle::Bare if words::YOURS.leading(name).or_else(|| words::REPLACE_ME.leading(name)).is_some() => {
            Some(token.sure)
        }
        // In code, small letters are names, and dates say how a date is written.
        PlaceholderStyle::Bare
            if block.is_some()
                && (!name.contains('X') || name.contains("YY"))
                && !name.starts_with("vA.")
                && !name.starts_with("vD.") =>
        {
            Some(Sure::Elsewhere)
        }
        _ => Some(token.sure),
    }
}

/// Whether a block holds Markdown.
fn is_markdown(draft: &Draft<'_>, block: usize) -> bool {
    let block = draft.markdown.code_blocks.get(block);
    block.is_some_and(|block| matches!(block.info.trim(), "md" | "markdown"))
}

/// Whether a block holds words rather than a language.
fn is_text(draft: &Draft<'_>, block: usize) -> bool {
    let block = draft.markdown.code_blocks.get(block);
    block.is_some_and(|block| matches!(block.info.trim(), "" | "text" | "txt" | "md" | "markdown"))
}

/// The languages of blocks that are run.
const SHELLS: &[&str] = &["", "sh", "bash", "zsh", "shell", "console", "fish"];

/// Whether a token is the first of what is read of its line, and something follows it.
fn leads_line(draft: &Draft<'_>, token: &Token) -> bool {
    let content = draft.content(draft.source.line_of(token.span.start) - 1);
    content.is_some_and(|content| {
        let before = draft.source.slice(Span::new(content.start, token.span.start.max(content.start)));
        !token.alone && before.bytes().all(|byte| matches!(byte, b'*' | b'_'))
    })
}

/// Whether a line starts with a token in parentheses.
fn leads_with_parenthesis(draft: &Draft<'_>, token: &Token) -> bool {
    let line = draft.source.slice(draft.source.line(draft.source.line_of(token.span.start)));
    draft.source.slice(token.span).starts_with('(') && line.trim_start_matches(['*', '_', ' ']).starts_with('(')
}

/// Whether a token is all that stands below a label that has nothing behind it.
fn is_below_label(draft: &Draft<'_>, token: &Token) -> bool {
    let number = draft.source.line_of(token.span.start);
    let line = |number: usize| {
        let there = (1..=draft.source.line_count()).contains(&number);
        if there { draft.source.slice(draft.source.line(number)).trim() } else { "" }
    };
    let label = line(number - 1).trim_end_matches(['*', '_', '\\']);
    label.ends_with([':', '：']) && line(number + 1).is_empty()
}

/// Whether a token starts a code span.
fn leads_code(draft: &Draft<'_>, token: Span) -> bool {
    draft.in_code_span(token.start) && draft.source.text().get(..token.start).is_some_and(|head| head.ends_with('`'))
}

/// Whether a token ends a code span.
fn ends_code(draft: &Draft<'_>, token: Span) -> bool {
    draft.source.text().get(token.end..).is_some_and(|tail| tail.starts_with('`'))
}

/// Whether a variable is given its value in the document.
fn is_defined(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let head = text.get(..at).unwrap_or("");
        let tail = text.get(at + name.len()..).unwrap_or("");
        let assigned =
            tail.starts_with('=') && !head.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-'));
        assigned || ["read ", "for "].iter().any(|word| head.ends_with(word))
    })
}

/// From how many different values in brackets on a document is taken to put its values in brackets.
const HABIT: usize = 3;

/// Drops what needs another one that is not there.
fn drop_unsure(draft: &Draft<'_>, found: &mut Vec<(String, Token, LineKind)>) {
    if found.iter().all(|(_, token, _)| token.sure == Sure::Alone) {
        return;
    }
    let mut known: HashMap<(PlaceholderStyle, String), (usize, bool)> = HashMap::new();
    let key = |name: &str, style: PlaceholderStyle| match style {
        PlaceholderStyle::Bare => (style, form(name)),
        _ => (style, name.to_lowercase()),
    };
    // Where several values are in brackets, so are the others.
    let brackets = || found.iter().filter(|(_, token, _)| token.style == PlaceholderStyle::Bracket);
    let sure: HashSet<&str> =
        brackets().filter(|(_, token, _)| token.sure == Sure::Alone).map(|(name, ..)| name.as_str()).collect();
    // In a form in code, `- Keeper: [Who it is]`, each stands alone behind its label.
    let asked =
        || brackets().filter(|(_, token, _)| token.alone).map(|(name, ..)| name.as_str()).collect::<HashSet<_>>();
    let usual = sure.len() >= HABIT || asked().len() >= HABIT;
    for (name, token, _) in found.iter().filter(|(_, token, _)| matches!(token.sure, Sure::Alone | Sure::Repeated)) {
        let (times, alone) = known.entry(key(name, token.style)).or_default();
        *times += 1;
        let once = token.style != PlaceholderStyle::Bracket && !draft.in_code_span(token.span.start);
        *alone |= token.sure == Sure::Alone || once;
    }
    found.retain(|(name, token, _)| {
        token.sure == Sure::Alone
            || usual && token.style == PlaceholderStyle::Bracket && matches!(token.sure, Sure::Usual | Sure::Repeated)
            || known.get(&key(name, token.style)).is_some_and(|(times, alone)| *alone || *times > 1)
    });
}

/// Whether a bracketed token is (part of) a link that resolves, or names one.
fn is_reference(draft: &Draft<'_>, span: Span, kind: LineKind) -> bool {
    kind == LineKind::Definition && draft.source.line(draft.source.line_of(span.start)).start + 3 >= span.start
        || draft.markdown.links.binary_search_by_key(&span.start, |link| link.start).is_ok()
}

/// Whether a bracketed token is a box that an entry starts with.
fn is_box(draft: &Draft<'_>, span: Span) -> bool {
    let line = draft.source.line_of(span.start) - 1;
    draft
        .frame
        .entry_at(line)
        .and_then(|entry| draft.frame.entries.get(entry))
        .and_then(|entry| entry.mark.as_ref())
        .is_some_and(|mark| mark.span.overlaps(span))
}

/// Angle brackets around a name that is closed somewhere, `<version>1</version>`, are markup.
fn drop_elements(draft: &Draft<'_>, found: &mut Vec<(String, Token, LineKind)>) {
    let mut names: HashMap<String, bool> = HashMap::new();
    found.retain(|(name, token, _)| {
        token.style != PlaceholderStyle::Angle
            || !*names.entry(name.clone()).or_insert_with(|| draft.source.text().contains(&format!("</{name}")))
    });
}

/// Crosses that are said to be a value made up for a test are meant as they stand: `Enter an invalid serial XXXXX`.
fn drop_made_up(draft: &Draft<'_>, found: &mut Vec<(String, Token, LineKind)>) {
    let crosses = |name: &str| name.bytes().all(|byte| byte == b'X');
    let is_made_up = |span: Span| {
        let line = draft.source.line(draft.source.line_of(span.start));
        let mut words = draft.source.slice(Span::new(line.start, span.start)).split_whitespace().rev();
        words.by_ref().take(2).any(|word| words::MADE_UP.has(word))
    };
    let bare = |token: &Token| token.style == PlaceholderStyle::Bare;
    let made_up = found.iter().filter(|(name, token, _)| bare(token) && crosses(name) && is_made_up(token.span));
    let made_up: Vec<String> = made_up.map(|(name, ..)| name.clone()).collect();
    found.retain(|(name, token, _)| !(bare(token) && made_up.contains(name)));
}
