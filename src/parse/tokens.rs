//! Tokens on a line that may stand for a value to come.

use super::{bare_words, brackets, choices, stand_ins, ticket_numbers, words};
use crate::model::PlaceholderStyle;
use crate::text::Span;

/// A token that was found on a line.
pub struct Token {
    /// How it is written.
    pub style: PlaceholderStyle,
    /// What is between the brackets.
    pub inner: Span,
    /// All of it.
    pub span: Span,
    /// What it needs to stand for a value.
    pub sure: Sure,
    /// Whether it is in brackets and nothing stands beside it.
    pub alone: bool,
}

/// What a token needs to stand for a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sure {
    /// Nothing else.
    Alone,
    /// To stand there more than once: once, it may be meant literally.
    Repeated,
    /// The same token elsewhere that is sure.
    Elsewhere,
    /// Others of its style, different ones, that are sure.
    Usual,
}

/// The tokens of a line.
pub fn tokens(text: &str, offset: usize, code: bool) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    let mut from = 0;
    while let Some(skip) = bytes.get(at..).and_then(|rest| rest.iter().position(is_sign)) {
        at += skip;
        // Most brackets are boxes.
        if matches!(bytes.get(at..at + 3), Some(b"[ ]" | b"[x]")) {
            at += 3;
            continue;
        }
        if is_word(text, from, at, code) {
            at += 1;
            continue;
        }
        let rest = text.get(at..).unwrap_or("");
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        let mut sure = Sure::Alone;
        let read = match rest.as_bytes().first() {
            Some(b'\\') if !code && let Some((end, len)) = brackets::escaped(text, from, at) => {
                Some((PlaceholderStyle::Bracket, at, 2, end, len))
            }
            Some(b'\\') if !code && let Some((end, len)) = escaped_angle(text, at) => {
                Some((PlaceholderStyle::Angle, at, 2, end, len))
            }
            Some(b'\\') => {
                at += 1 + rest.get(1..).and_then(|tail| tail.chars().next()).map_or(0, char::len_utf8);
                continue;
            }
            Some(b'[') => brackets::bracket(text.get(..at).unwrap_or(""), rest, code)
                .or_else(|| if code { brackets::set(text, at) } else { brackets::slot(text, from, at) })
                .or_else(|| {
                    let (len, needs) = brackets::named(text, at).or_else(|| brackets::sample(text, from, at))?;
                    sure = if code { Sure::Usual } else { needs };
                    Some(len)
                })
                .map(|len| (PlaceholderStyle::Bracket, at, 1, len - 1, len)),
            Some(b'(') if !code => {
                brackets::asks(text, from, at).map(|len| (PlaceholderStyle::Bare, at, 1, len - 1, len))
            }
            Some(b'<') => angle(text, from, at, code).map(|len| (PlaceholderStyle::Angle, at, 1, len - 1, len)),
            Some(b'&') if !code => {
                entity_angle(rest).map(|(start, end, len)| (PlaceholderStyle::Angle, at, start, end, len))
            }
            Some(b'{') if rest.starts_with("{{") => rest
                .find("}}")
                .filter(|end| {
                    let inner = rest.get(2..*end).unwrap_or("");
                    // `${{ inputs.version }}` is put in by what runs it.
                    !(code && before == Some(&b'$') && inner.contains('.'))
                        && (is_name(inner, " _-.") && !inner.contains(" .") || !code && is_said(inner))
                })
                .map(|end| (PlaceholderStyle::Mustache, at, 2, end, end + 2)),
            // `{YYYY-MM-DD}`
            Some(b'{') if bare_words::is_date(rest.get(1..rest.find('}').unwrap_or(0)).unwrap_or("")) => {
                rest.find('}').map(|end| (PlaceholderStyle::Shell, at, 1, end, end + 1))
            }
            Some(b'{') if !code => rest
                .find('}')
                .filter(|end| is_upper(rest.get(1..*end).unwrap_or("")) || brackets::braced(text, from, at, *end))
                .map(|end| (PlaceholderStyle::Shell, at, 1, end, end + 1)),
            Some(b'$') if rest.starts_with("${") => rest
                .find('}')
                .filter(|end| is_name(rest.get(2..*end).unwrap_or(""), "_"))
                .map(|end| (PlaceholderStyle::Shell, at, 2, end, end + 1)),
            Some(b'$') => variable(text, at).map(|len| (PlaceholderStyle::Shell, at, 1, len, len)),
            Some(b'_') if before.is_none_or(|sign| sign.is_ascii() && !sign.is_ascii_alphanumeric()) => {
                asked(rest).map(|len| (PlaceholderStyle::Bare, at, 1, len - 1, len))
            }
            Some(b'T') if !code => undecided(text, from, at).map(|len| (PlaceholderStyle::Bare, at, 0, len, len)),
            Some(b'#' | b'0') => ticket_numbers::around(text, from, at)
                .map(|range| (PlaceholderStyle::Bare, range.start, 0, range.len(), range.len())),
            Some(b'@') => handle(text, at).map(|len| (PlaceholderStyle::Bare, at, 0, len, len)),
            _ if !code
                && bytes.get(from..).is_some_and(|rest| stand_ins::may_be(rest, at - from))
                && let Some(range) = stand_ins::around(text, from, at) =>
            {
                Some((PlaceholderStyle::Bare, range.start, 0, range.len(), range.len()))
            }
            _ if bare_words::may_be(text, at) => bare_words::around(text, from, at).map(|found| {
                if found.weak {
                    sure = Sure::Elsewhere;
                }
                let len = found.range.len();
                (PlaceholderStyle::Bare, found.range.start, 0, len, len)
            }),
            _ => None,
        };
        match read {
            Some((style, first, start, end, len)) => {
                let place = |start: usize, end: usize| Span::new(offset + first + start, offset + first + end);
                let alone = style == PlaceholderStyle::Bracket && brackets::slot(text, from, first).is_some();
                out.push(Token { style, inner: place(start, end), span: place(0, len), sure, alone });
                at = first + len;
                from = at;
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    out
}

/// Whether a token may start with a byte, or a bare word have it; asked of every byte.
fn is_sign(byte: &u8) -> bool {
    const SIGNS: [bool; 256] = {
        let (mut table, mut signs) = ([false; 256], b"([<{$\\_XYxyNADJMT@-&/.#0".as_slice());
        while let [sign, rest @ ..] = signs {
            table[*sign as usize] = true;
            signs = rest;
        }
        table
    };
    SIGNS.get(usize::from(*byte)).is_some_and(|sign| *sign)
}

/// Whether a sign is but a letter or a hyphen of a word, or part of a blank, as most are.
fn is_word(text: &str, from: usize, at: usize, code: bool) -> bool {
    let bytes = text.as_bytes();
    let stands_in = || bytes.get(from..).is_some_and(|rest| stand_ins::may_be(rest, at - from));
    match bytes.get(at) {
        Some(b'X' | b'Y' | b'x' | b'y' | b'N' | b'A' | b'D' | b'J' | b'M' | b'-' | b'/' | b'.') => {
            !bare_words::may_be(text, at) && (code || !stands_in())
        }
        Some(b'T') => code || bytes.get(at + 1).is_none_or(|next| !matches!(next, b'B' | b'O')),
        // A run of them is a blank.
        Some(b'_') => bytes.get(at + 1) == Some(&b'_'),
        Some(b'#' | b'0') => !ticket_numbers::may_be(bytes, at),
        _ => false,
    }
}

/// Whether words between double braces are said to people: no expression of a template language.
fn is_said(inner: &str) -> bool {
    let inner = inner.trim();
    inner.len() <= 80
        && inner.starts_with(char::is_alphanumeric)
        && !inner.contains(['{', '}', '|', '(', '"', '$', '='])
        && !inner.contains(" .")
        && (!inner.contains('.') || inner.contains(' '))
}

/// `<version>`, `<START TIME>`: no element of HTML, no address.
fn angle(line: &str, from: usize, at: usize, code: bool) -> Option<usize> {
    let text = line.get(at..)?;
    let end = text.find('>')?;
    let inner = text.get(1..end)?;
    // `<@handle>`; what a chat writes for somebody is in capitals.
    let starts = inner.starts_with(|c: char| c.is_alphabetic())
        || inner.strip_prefix('@').is_some_and(|name| name.starts_with(|c: char| c.is_ascii_lowercase()));
    // `<yyyy/mm/dd>`, `<path/to/it>`
    let joins = !inner.ends_with('/') && !inner.contains("//");
    let free = |c: char| {
        matches!(c, '/' | ':' | ',' | '+') && line.get(..at).is_some_and(|head| head.ends_with('`'))
            || c == '/' && joins
    };
    let own = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.' | '|' | '#');
    let short = inner.len() <= 60 && inner.trim_start_matches('@').chars().all(|c| own(c) || free(c));
    let fits = (short || !code && is_remark(line.get(..at)?, inner)) && !inner.contains("://");
    let first = inner.split([' ', '.']).next().unwrap_or("");
    // Where a value stands, `<link>` is one.
    let value = || words::SLOT_NOUNS.has(inner) && brackets::alone(line, from, at, end + 1);
    let element = words::is_html_element(inner) && !value() && !is_argument(line, at, end)
        || words::is_html_element(first) && inner.split(' ').nth(1).is_some_and(|next| words::ATTRIBUTES.has(next));
    let spaced = code && inner.contains(' ') && inner.chars().any(char::is_lowercase) && inner.split(' ').count() > 4;
    // `<PumpChart />` draws one.
    let closed = inner.ends_with([' ', '/']);
    let fine = starts
        && fits
        && !element
        && !words::WITHHELD.has(inner)
        && !closed
        && !spaced
        && !is_parameter(line.get(from..at)?, inner);
    // Options where a value stands are a choice.
    let choice = || choices::choice(text.get(..=end)?);
    (fine && (choice().is_none() || inner.contains('|') && !brackets::alone(line, from, at, end + 1)))
        .then_some(end + 1)
}

/// Whether what stands in angle brackets right behind `head` is the parameter of a type: `Map<string>`, `Promise<Boat>`.
fn is_parameter(head: &str, inner: &str) -> bool {
    const TYPES: [&str; 10] =
        ["string", "number", "boolean", "bool", "int", "void", "any", "unknown", "object", "never"];
    let cased = |name: &str| name.starts_with(|c: char| c.is_ascii_uppercase()) && !name.contains(' ');
    let name = |name: &str| cased(name) && name.contains(|c: char| c.is_ascii_lowercase());
    let first = inner.split([' ', '|']).next().unwrap_or("");
    let of = head.get(head.trim_end_matches(char::is_alphanumeric).len()..).unwrap_or("");
    // `Hoist<Version>.zip`
    name(of)
        && !words::SLOT_NOUNS.has(inner)
        && (TYPES.contains(&first) || name(first) || cased(first) && first.len() == 1)
}

/// Whether what stands in angle brackets is an argument of a command in a code span: `crane lift --from <dir>`.
fn is_argument(line: &str, at: usize, end: usize) -> bool {
    let (head, tail) = (line.get(..at).unwrap_or(""), line.get(at + end + 1..).unwrap_or(""));
    let Some((before, own)) = head.rsplit_once('`') else { return false };
    let opened = before.matches('`').count() % 2 == 0;
    let span = tail.split('`').next().unwrap_or("");
    opened
        && own.starts_with(|c: char| c.is_ascii_lowercase())
        && own.contains(' ')
        && own.ends_with([' ', '=', '/'])
        && !span.contains("</")
        && !own.contains("</")
}

/// Whether words in angle brackets are said to people, `<who may be asked — desk, porter?>`: several, as one writes them.
fn is_remark(head: &str, inner: &str) -> bool {
    let apart = !head.ends_with(|c: char| c.is_alphanumeric());
    let fits = |c: char| c.is_alphanumeric() || " _-.,:;?!()+/'’\"`&%#—–…，。、：；？！（）「」".contains(c);
    apart && inner.len() <= 160 && inner.contains(' ') && inner.chars().all(fits)
}

/// `&lt;version&gt;`: angle brackets that are written so that no browser takes them for an element. Gives where the words
/// start and end, and where all of it does.
fn entity_angle(text: &str) -> Option<(usize, usize, usize)> {
    let open = ["&lt;", "&#x3C;", "&#x3c;", "&#60;"].into_iter().find(|open| text.starts_with(open))?;
    let rest = text.get(open.len()..)?;
    let (end, close) = [">", "&gt;", "&#x3E;", "&#x3e;", "&#62;"]
        .into_iter()
        .filter_map(|close| Some((rest.find(close)?, close.len())))
        .min()?;
    let inner = rest.get(..end)?;
    let own = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.');
    let first = inner.split([' ', '.']).next().unwrap_or("");
    let fits = inner.starts_with(char::is_alphabetic) && inner.len() <= 60 && inner.chars().all(own);
    // An element is named to be shown: `&lt;details&gt;`.
    let fine = fits && !inner.ends_with(' ') && !words::is_html_element(first) && !words::WITHHELD.has(inner);
    fine.then_some((open.len(), open.len() + end, open.len() + end + close))
}

/// `\\<new version\\>`: angle brackets that are escaped, so that no browser takes them for an element. Gives where the words end,
/// and where all of it does. What stands right behind a name is its parameter.
fn escaped_angle(text: &str, at: usize) -> Option<(usize, usize)> {
    let own = text.get(at..)?.strip_prefix("\\<")?;
    let end = own.find('>')?;
    let inner = own.get(..end)?;
    let bare = inner.strip_suffix('\\').unwrap_or(inner);
    let first = bare.split([' ', '.']).next().unwrap_or("");
    let fits = |c: char| c.is_alphanumeric() || " _-.,:'’".contains(c);
    let words = bare.starts_with(char::is_alphabetic) && bare.len() <= 80 && bare.chars().all(fits);
    let apart = !text.get(..at)?.ends_with(|c: char| c.is_alphanumeric());
    let fine = words && apart && !words::is_html_element(first) && !words::WITHHELD.has(bare) && !bare.ends_with(' ');
    fine.then_some((2 + bare.len(), 2 + end + 1))
}

/// `$VERSION`, in capitals.
fn variable(text: &str, at: usize) -> Option<usize> {
    let own = text.get(at..)?;
    let name = own.get(1..)?;
    let name = name.get(..name.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(name.len()))?;
    // `the $LEVEL variable` names it.
    let (head, behind) = (text.get(..at)?.trim_end_matches(['`', '*']), own.get(1 + name.len()..)?);
    let behind = behind.trim_start_matches(['`', '*']).trim_start_matches([' ', '-']);
    let named = || words::VARIABLES.leading(behind).or_else(|| words::VARIABLES.trailing(head.trim_end())).is_some();
    (name.len() > 1 && is_upper(name) && !named()).then_some(1 + name.len())
}

/// `_describe_` at the end of a line, emphasised where the words themselves are to stand.
fn asked(text: &str) -> Option<usize> {
    let own = text.trim_end();
    let inner = own.strip_prefix('_')?.strip_suffix('_')?;
    words::INSTRUCTIONS.leading(inner)?;
    (inner.starts_with(char::is_lowercase) && !inner.contains('_')).then_some(own.len())
}

/// `TBD` where a value stands; `TODO` may head a remark or be a state, and is one only behind a label.
fn undecided(text: &str, from: usize, at: usize) -> Option<usize> {
    let own = text.get(at..)?;
    let word = ["TBD", "TBA", "TBC", "TODO"].into_iter().find(|word| own.starts_with(word))?;
    let (head, behind) = (text.get(..at)?, own.get(word.len()..)?);
    let apart = !head.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '[' | '<' | '('));
    let ends = !behind.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | ':' | ']' | '>' | ')'));
    let labelled = || head.trim_end_matches(['*', '_', '`', ' ']).ends_with([':', '：']);
    let fits = || brackets::alone(text, from, at, word.len()) && (word != "TODO" || labelled());
    (apart && ends && fits()).then_some(word.len())
}

/// `@username`: the handle of nobody; `@NAME_OF_BUDDY` is one too.
fn handle(text: &str, at: usize) -> Option<usize> {
    let own = text.get(at..)?;
    let len = own.get(1..)?.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.')));
    let own = own.get(..len.map_or(own.len(), |len| len + 1))?;
    let address = text.get(..at)?.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '/'));
    let name = own.get(1..)?;
    // `@LAW_151` is a reference.
    let numbered = |part: &str| part.len() > 1 && part.contains(|c: char| c.is_ascii_digit());
    let loud = || name.contains('_') && is_upper(name) && !name.split('_').any(numbered);
    let nobody = words::HANDLES.has(name.trim_end_matches(|c: char| c.is_ascii_digit())) || loud();
    (!address && nobody).then_some(own.len())
}

fn is_upper(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 40
        && text.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
        && text.starts_with(|c: char| c.is_ascii_uppercase())
}

fn is_name(text: &str, extra: &str) -> bool {
    let text = text.trim();
    !text.is_empty()
        && text.len() <= 60
        && text.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_alphanumeric() || extra.contains(c))
}

#[cfg(test)]
mod tests {
    use super::tokens;

    fn all(text: &str) -> Vec<&str> {
        tokens(text, 0, false).iter().filter_map(|token| text.get(token.span.range())).collect()
    }

    #[test]
    fn braces_hold_what_is_said_to_people() {
        assert_eq!(all("Above {{80}} %, {{Étape 1 : prévenir}}"), ["{{80}}", "{{Étape 1 : prévenir}}"]);
        assert_eq!(all("Run `crane lift --from <dir>`, wrap it in `<dir>` or `echo <b>loud</b>`"), ["<dir>"]);
        let code = |text: &str| tokens(text, 0, true).len();
        assert_eq!((code("Log: <link to it>, <key/sum>"), code("<details open> <br/> <a>")), (2, 0));
        assert_eq!((code("ref: ${{ inputs.version }}"), code("ref: {{ version }}")), (0, 1));
        assert_eq!(all("Door: \\<Insert the door\\>, not Vec\\<T\\> or \\<details\\>"), ["\\<Insert the door\\>"]);
        assert_eq!(all("Lift `<new load without the \"t\" behind>`"), ["<new load without the \"t\" behind>"]);
        assert_eq!(all("{{ .Values.tag }} {{#if a}} {{ a | upper }} {{ f(x) }} {{ a.b }}"), ["{{ a.b }}"]);
        assert_eq!(all("Run with <patch|minor|major>"), ["<patch|minor|major>"]);
        assert_eq!(all("Key: `<logs/pump.log>`, not <REDACTED>"), ["<logs/pump.log>"]);
        assert_eq!(all("Tag &lt;new version&gt; of &#x3C;gate>"), ["&lt;new version&gt;", "&#x3C;gate>"]);
        let remark = "<what rings first — hoist / pump, or neither?>";
        assert_eq!(all(&format!("Alarm: {remark}")), [remark]);
        assert_eq!(all("Plan: <link>"), ["<link>"]);
        assert_eq!(all("Shut on <yyyy/mm/dd> by <@porter_handle>, not <@U0123>"), ["<yyyy/mm/dd>", "<@porter_handle>"]);
        assert_eq!(all("The `<PumpChart />` of `<pump/gate>`"), ["<pump/gate>"]);
        assert_eq!(all("The <link> element, <a href=b> and <b>c</b>, Map<K, V of it>, 2 <3 and 4> 3"), [""; 0]);
        assert_eq!(all("Report: logs/{YYYY-MM-DD}-weir.md"), ["{YYYY-MM-DD}"]);
        assert_eq!(all("Levels a &lt; b &gt; c in &lt;details&gt;, Q&A, &amp;"), [""; 0]);
    }

    #[test]
    fn a_variable_that_is_named_stands_for_no_value() {
        assert_eq!(all("Tag v$MAJOR and set `$LEVEL` there"), ["$MAJOR", "$LEVEL"]);
        for text in
            ["Raise the $LEVEL variable", "Fixer la variable `$NIVEAU`", "Raise the `$LEVEL` environment variable"]
        {
            assert_eq!(all(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn what_is_not_decided_yet_stands_for_a_value() {
        for text in ["Date: TBD", "- **Weir:** _TBD_", "| North | TBD |", "- TBA", "Keeper: TODO", "Day: TBD (ask Ana)"]
        {
            assert_eq!(all(text).len(), 1, "{text}");
        }
        for text in
            ["No TODO left in the code", "| North | TODO |", "Remove all `TODO:` remarks", "TBD by nobody", "TBD-3"]
        {
            assert_eq!(all(text), [""; 0], "{text}");
        }
        assert_eq!(all("- Buddy: @NAME_OF_BUDDY and @ana_doe, by @LAW_151"), ["@NAME_OF_BUDDY"]);
    }
}
