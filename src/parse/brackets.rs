//! Words in brackets that stand for a value: by how they are written, or because nothing stands beside them.

use super::tokens::Sure;
use super::{choices, stand_ins, statuses, words};

/// How long the words in brackets may be: a sentence or two that say what to write.
const LONGEST: usize = 320;

/// `[VERSION]`, `[URL or path]`, `[TODO: owner]`, `[List the known issues]`; not the text of a link.
/// What stands before it on the line is `head`.
pub fn bracket(head: &str, text: &str, code: bool) -> Option<usize> {
    let end = text.find(']')?;
    let inner = text.get(1..end)?;
    let after = text.get(end + 1..)?;
    if inner.is_empty()
        || inner.len() > LONGEST
        || after.starts_with(['(', '[', ':']) && !after.starts_with(": ") && !after.starts_with(":4")
    {
        return None;
    }
    // `[Minor / Major]` is a choice, and `[1]` a footnote.
    let choice = || choices::choice(text.get(..=end).unwrap_or("")).is_some();
    let word = inner.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or("");
    // A word in capitals before others may name anything: `[USB hub]`.
    let loud = word.chars().any(char::is_uppercase)
        && !word.chars().any(char::is_lowercase)
        && !inner.get(word.len()..)?.contains(|c: char| c.is_lowercase());
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '/' | '.' | '\'' | ',');
    let named = || loud && inner.len() <= 60 && inner.chars().all(fits) && !inner.ends_with(' ');
    // What looks like a tick is none but in a command.
    let named = || {
        named()
            && (code || !matches!(inner, "X" | "x"))
            && !is_tag(inner)
            && !words::CHANGELOG_PARTS.has(inner)
            && !words::NOT_APPLICABLE.has(inner)
    };
    // `[Choose one]` says what to do with the options around it.
    let asked = || words::INSTRUCTIONS.leading(inner).is_some() && (!inner.contains(['[', '|']) || word == "TODO");
    let asked = || asked() && words::CHOOSE_ONE.find(inner).is_none();
    let noun = || !code && words::SLOT_NOUNS.has(inner) && !is_route(head, inner);
    let number = || matches!(word, "X" | "N" | "Y") && stand_ins::measures(inner.get(1..).unwrap_or(""));
    // `AAT-[YYYY]-[###]`
    let digits = inner.len() > 1 && inner.bytes().all(|byte| byte == b'#') && !code;
    ((named() || asked() || noun() || number() || digits) && !choice()).then_some(end + 1)
}

/// Whether a name in brackets is a part of the address of a page: `/doors/[id]`.
fn is_route(head: &str, inner: &str) -> bool {
    let way = head.rsplit([' ', '`', '(', '"']).next().unwrap_or("");
    let routed = || ["app/", "pages/", "src/", "routes/"].iter().any(|folder| way.contains(folder));
    way.ends_with('/') && words::ROUTE_PARTS.has(inner) && (way.starts_with('/') || routed())
}

/// `[MANUAL]`, `[P0]`: what marks an entry, whoever fills it in.
fn is_tag(inner: &str) -> bool {
    let kind = inner.trim_end_matches(|c: char| c.is_ascii_digit());
    words::TAGS.has(inner) || kind.len() + 1 == inner.len() && matches!(kind, "P" | "S" | "SEV" | "PRIO" | "TIER")
}

/// `[Mitigation plan]`, whatever the words, where nothing else stands; `from` is where the slot before it ends.
pub fn slot(text: &str, from: usize, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let end = rest.find(']')?;
    let inner = rest.get(1..end)?;
    if !is_worded(inner) {
        return None;
    }
    let told = || says_something(inner) && !is_asked_for(text.get(..at).unwrap_or(""), inner);
    let fits = (alone(text, from, at, end + 1) || is_detailed(text, at, end + 1)) && !told();
    (fits && choices::choice(rest.get(..=end)?).is_none()).then_some(end + 1)
}

/// `(Insert the date)` where nothing else stands behind a label, in a cell or on a line: what to write there.
pub fn asks(text: &str, from: usize, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let inner = rest.get(1..rest.find(')')?)?;
    let head = text.get(..at)?.trim_end_matches(['*', '_', ' ']);
    let behind = head.is_empty() || head.ends_with([':', '：', '|']);
    (behind && instructs(inner) && alone(text, from, at, inner.len() + 2)).then_some(inner.len() + 2)
}

/// Whether words in parentheses say what to write there; "to be opened by hand" tells more of what stands before it.
pub fn instructs(inner: &str) -> bool {
    let lead = words::INSTRUCTIONS.leading(inner);
    lead.is_some_and(|lead| lead != "to be " && lead.len() < inner.len() && is_worded(inner))
}

/// `GATE_URL=[where it is]` in code: words that a variable is set to, and nothing behind them.
pub fn set(text: &str, at: usize) -> Option<usize> {
    let name = text.get(..at)?.strip_suffix('=')?;
    let name = name.rsplit(' ').next()?;
    let variable = name.len() > 1
        && name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
    let inner = text.get(at + 1..)?.trim_end().strip_suffix(']')?;
    let worded = is_worded(inner) && inner.contains(['-', '_', ' ']) && !inner.contains([']', '"', '\'', ',']);
    (variable && worded).then_some(inner.len() + 2)
}

/// `[v1.0.0]`, `[#12345]` where nothing else stands: a value as an example, where the others are in brackets too.
pub fn sample(text: &str, from: usize, at: usize) -> Option<(usize, Sure)> {
    let end = text.get(at..)?.find(']')?;
    let inner = text.get(at + 1..at + end)?;
    let digits = inner.trim_start_matches(['v', 'V', '#']).trim_end_matches('%');
    let number = digits.len() > 1 && digits.starts_with(|c: char| c.is_ascii_digit());
    let fits = number && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    (fits && alone(text, from, at, end + 1)).then_some((end + 1, Sure::Usual))
}

/// Whether words may name a value.
fn is_worded(inner: &str) -> bool {
    // `[+/- N days]`, `[€ amount]`
    inner.trim_start_matches(['+', '-', '/', '±', '~', '€', '£', ' ']).starts_with(char::is_alphanumeric)
        && inner.len() <= LONGEST
        && inner.chars().filter(|c| c.is_alphabetic()).take(2).count() == 2
        && !inner.contains(['[', '<', '`'])
}

/// Whether words are a state or a condition themselves.
fn says_something(inner: &str) -> bool {
    let state = inner.split(' ').count() <= 2 && statuses::cell_state(inner).is_some();
    state
        || inner.split([' ', ':']).next().is_some_and(|first| words::NOT_APPLICABLE.has(first))
        || words::UNDONE.has(inner)
        || words::CHANGELOG_PARTS.has(inner)
        || words::CONDITIONAL.leading(inner).is_some()
        || words::OPTIONAL_LEADS.leading(inner).is_some()
        || words::CHOOSE_ONE.leading(inner).is_some()
}

/// Whether words are asked for behind a label, if only sometimes: `Remarks: [Optional remarks]`.
fn is_asked_for(head: &str, inner: &str) -> bool {
    // `[If applicable, say what it takes]` in a line of its own is a prompt, and so is `[Optional remarks or special terms]`.
    let several = || inner.split(' ').count() > 2 && words::OPTIONAL_LEADS.leading(inner).is_some();
    let prompt = || inner.split_once(", ").is_some_and(|(_, asked)| asked.contains(' ')) || several();
    if head.trim().is_empty() && prompt() {
        return true;
    }
    let labelled = head.trim_end_matches(['*', '_', ' ']).ends_with([':', '：']);
    labelled && inner.contains(' ') && words::OPTIONAL_LEADS.leading(inner).is_some() && !words::CONDITIONAL.has(inner)
}

/// `[System Name]`, `[what failed]` within a sentence, and what they need: nothing where they name a kind of value, another
/// one where each word starts with a capital. In front of an entry they may mark it.
pub fn named(text: &str, at: usize) -> Option<(usize, Sure)> {
    let rest = text.get(at..)?;
    let end = rest.find(']')?;
    let inner = rest.get(1..end)?;
    // `[X]%`, and then `| [X] |` too.
    if inner == "X" {
        let measured = stand_ins::measures(rest.get(end + 1..)?);
        return Some((end + 1, if measured { Sure::Alone } else { Sure::Elsewhere }));
    }
    let titled = inner.contains(' ') && inner.split(' ').all(|word| word.starts_with(char::is_uppercase));
    let behind = rest.get(end + 1..)?;
    let labels = behind.starts_with(": ");
    let linked = behind.starts_with(['(', '[', ':']) && !labels;
    let leads = || {
        let leads = leads_entry(text.get(..at).unwrap_or("").trim_end_matches(['*', '_', '`', ' ']));
        // `[Issue/PR link] What it is about` asks for one, `[Keeper] Shut the gate` says whose it is.
        leads
            && !labels
            && !is_numbered(inner)
            && words::URL_ENDINGS.trailing(inner).is_none()
            && !behind.trim().is_empty()
            && !is_detailed(text, at, end + 1)
    };
    let fits = !linked && is_worded(inner) && !says_something(inner) && !is_tag(inner) && !leads();
    let quoted = || behind.starts_with('`') && text.get(..at).is_some_and(|head| head.ends_with('`'));
    let sure = match titled {
        // `[whose gate it is]` in a code span
        _ if inner.contains(' ') && quoted() && !inner.contains(['=', '(', '"', ',']) => Sure::Alone,
        true if words::SLOT_NOUNS.trailing(inner).is_some() => Sure::Alone,
        true => Sure::Repeated,
        false => Sure::Usual,
    };
    (fits && choices::choice(rest.get(..=end)?).is_none()).then_some((end + 1, sure))
}

/// `\\[System Name\\]`: brackets that an editor has escaped, around words of which each starts with a capital, that name a
/// kind of value, or beside which nothing stands. Gives where the words end, and where all of it does.
pub fn escaped(text: &str, from: usize, at: usize) -> Option<(usize, usize)> {
    let own = text.get(at..)?.strip_prefix("\\[")?;
    let end = own.find(']')?;
    let inner = own.get(..end)?;
    let bare = inner.strip_suffix('\\').unwrap_or(inner);
    let titled = || bare.split(' ').all(|word| word.starts_with(char::is_uppercase));
    let told = || titled() || words::SLOT_NOUNS.trailing(bare).is_some() || alone(text, from, at, end + 3);
    // A single word is escaped by somebody who wants it to stay.
    (bare.contains(' ') && is_worded(bare) && !says_something(bare) && told()).then_some((2 + bare.len(), 2 + end + 1))
}

/// Whether braces hold words, `{+ reviewer name +}`, and nothing stands beside them; `end` is that of the words.
pub fn braced(text: &str, from: usize, at: usize, end: usize) -> bool {
    let inner = text.get(at + 1..at + end).unwrap_or("").trim_matches(['+', ' ']);
    is_worded(inner)
        && !inner.contains(['{', '"', '=', '$', ':', ';', '(', '|'])
        && alone(text, from, at, end + 1)
        && !says_something(inner)
}

/// Whether words are a name and its number in a list to be filled in: `[Feature 1]`.
fn is_numbered(inner: &str) -> bool {
    let Some((name, number)) = inner.rsplit_once(' ') else { return false };
    let named = !name.contains(' ') && name.chars().count() > 3 && name.chars().all(char::is_alphabetic);
    named && name.contains(char::is_lowercase) && number.len() < 3 && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether an entry starts with several words in brackets, and a label follows them: `- [What is open] - Owner: …`.
fn is_detailed(text: &str, at: usize, len: usize) -> bool {
    let inner = text.get(at..at + len).unwrap_or("");
    let tail = text.get(at + len..).unwrap_or("").trim_start();
    let behind = [" - ", "- ", "– ", "— "].iter().find_map(|dash| tail.strip_prefix(dash)).unwrap_or("");
    let label = behind.split_once(':').map_or("", |(label, _)| label);
    inner.contains(' ')
        && (1..=3).contains(&label.split(' ').filter(|word| !word.is_empty()).count())
        && leads_entry(text.get(..at).unwrap_or("").trim_end())
}

/// What stands before the start of a name whose rest is asked for: `CR` in `Change: CR[number]`, `#` in `Ticket: #[number]`.
fn unnamed(head: &str) -> &str {
    let own = head.strip_suffix(['-', '#']).unwrap_or(head);
    let rest = own.trim_end_matches(|c: char| c.is_ascii_uppercase());
    let fits = own.len() < head.len() || (2..=6).contains(&(own.len() - rest.len()));
    if fits && rest.ends_with([' ', '*', '_', '|']) { rest } else { head }
}

/// Whether nothing stands beside the `len` bytes at `at`: they are the value of a label, a cell, an entry, or a line.
pub fn alone(text: &str, from: usize, at: usize, len: usize) -> bool {
    let marks: &[char] = &[' ', '\t', '*', '_', '`', '"', '@', '\u{3000}'];
    let head = text.get(..at).unwrap_or("");
    let before = unnamed(head).trim_end_matches(marks).trim_start_matches(['>', ' ', '\t']);
    let after = text.get(at + len..).unwrap_or("");
    let tail = after.trim_start_matches(marks);
    let ends = tail.is_empty();
    let between = text.get(from..at).unwrap_or("");
    // Two in brackets one behind the other are a mark and its words; behind a date stands its zone.
    let apart = !between.trim().is_empty() || !between.is_empty() && !text.get(..from).unwrap_or("").ends_with(']');
    let joined = from > 0 && apart && between.bytes().all(|byte| b" -/,*`".contains(&byte));
    // `Site URL = [the address]`; in code a list may follow.
    let set = before.ends_with(" =") && head.matches('`').count() % 2 == 0;
    if before.ends_with([':', '：']) || set || joined {
        // A remark or another value may follow.
        (ends || tail.starts_with(['(', '（', '|', '/', '-', '–', '—', ',', '[', '.']))
            && !after.starts_with(['(', '['])
    } else if before.ends_with('|') {
        ends || tail.starts_with('|')
    } else if before.starts_with('#') {
        ends && before.ends_with(['#', '-', '–', '—'])
    } else {
        ends && leads_entry(before)
    }
}

/// Whether there is nothing, or a list marker and perhaps a box.
fn leads_entry(before: &str) -> bool {
    let before = ["[ ]", "[x]", "[X]", "☐"].iter().find_map(|mark| before.strip_suffix(mark)).unwrap_or(before);
    let before = before.trim_matches(['-', '*', '+', ' ', '\t']);
    before.is_empty() || before.trim_end_matches(['.', ')']).bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::super::tokens::{Sure, tokens};

    fn all(text: &str) -> Vec<&str> {
        let sure = |sure: Sure| !matches!(sure, Sure::Usual | Sure::Elsewhere);
        tokens(text, 0, false).iter().filter(|t| sure(t.sure)).filter_map(|t| text.get(t.span.range())).collect()
    }

    #[test]
    fn brackets_with_nothing_beside_them_are_slots() {
        for (text, slots) in [
            ("| [Risk] | High | [Plan of the house] |", &["[Risk]", "[Plan of the house]"][..]),
            ("- Contact: [Who answers] - [Phone of the desk]", &["[Who answers]", "[Phone of the desk]"]),
            ("**Betrieb**: [was auch immer] (höchstens zwei)", &["[was auch immer]"]),
            ("1. [手順一]", &["[手順一]"]),
            ("- **Change:** CR[which one]", &["[which one]"]),
            ("Write to `[whose gate it is]` today", &["[whose gate it is]"]),
            ("- Gate log: GL-[running number]", &["[running number]"]),
            ("担当：[担当の方]", &["[担当の方]"]),
            ("- [ ] Site URL = [Address of the lock]", &["[Address of the lock]"]),
            ("> [Room for remarks]", &["[Room for remarks]"]),
            ("### Trigger 1: [What sets it off]", &["[What sets it off]"]),
            ("- [ ] [Name the valve]", &["[Name the valve]"]),
            ("- Ask: `[ITEM_1 + ETA]`", &["[ITEM_1 + ETA]"]),
            ("Tell the desk [X minutes] before, every [N hours/days]", &["[X minutes]", "[N hours/days]"]),
            ("- [ ] [What is left] - Owner: @username", &["[What is left]", "@username"]),
            ("> The hoist \\[Hoist Name\\] stands at \\[Landing Number]", &["\\[Hoist Name\\]", "\\[Landing Number]"]),
            ("The [Hoist Name] stands, [what failed] does not", &["[Hoist Name]"]),
            (
                "| [Complete failure of the hoist] | [Name of it] |",
                &["[Complete failure of the hoist]", "[Name of it]"],
            ),
            ("Rate: [X]%", &["[X]"]),
            ("> [Paste the line here, e.g. `turn <key>`]", &["[Paste the line here, e.g. `turn <key>`]"]),
            ("- Porter: {+ who is there +}", &["{+ who is there +}"]),
            ("| {What it does} | {who} |", &["{What it does}", "{who}"]),
            ("**Late**: [+/- N days]", &["[+/- N days]"]),
            ("| Fee | [€ per day] |", &["[€ per day]"]),
            ("- [ ] [Issue/Plan Link] What it is about", &["[Issue/Plan Link]"]),
            ("**Remarks**: [Optional remarks]", &["[Optional remarks]"]),
            ("**Note**: [Eventuali note]", &["[Eventuali note]"]),
            ("**Opened:** (Insert the date)", &["(Insert the date)"]),
            ("| Lock | (describe it) |", &["(describe it)"]),
        ] {
            assert_eq!(all(text), slots, "{text}");
        }
    }

    #[test]
    fn in_code_a_variable_is_set_to_them() {
        let of = |text: &str| tokens(text, 0, true).iter().filter(|token| token.sure == Sure::Alone).count();
        assert_eq!(of("LOCK_KEY=[at-least-32-signs]"), 1);
        assert_eq!(of("LEVELS=[low]") + of("names = [a b, c d]") + of("X=[one-two]") + of("let a=[one-two]"), 0);
    }

    #[test]
    fn brackets_beside_other_words_are_not() {
        for text in [
            "- `#[open(gate)]`",
            "- Take out `#[shut]` first",
            "Use `[gate = 2, lock(3)]` there",
            "- [ ] [Release lead] [Close the desk]",
            "The [usual] way",
            "The lock (describe it) stands, height: 4 m (enter it twice), (list the gates)",
            "- Note: [Sentry] stays on",
            "- [x] see [Guide](guide.md)",
            "- State: [Pass]",
            "- [ ] `/doors/[id]` opens",
            "Set `locks = [upper gate]` there",
            "- [Optional]",
            "| [ ] | [x] | [1] |",
            "[^1]",
            "- [ ] Way: [Choose one]",
            "> [!IMPORTANT]",
            "- [ ] [Upper Hall] Close the desk",
            "- [ ] [P0] Close the desk",
            "- [ ] [MANUAL] Wind the clock, all [REQUIRED] turns",
            "- [ ] [BUGFIX] - The clock goes again",
            "## [Unreleased]",
            "The [$gate] of [$lock] and [$pump]",
            "Send {id} to /doors/{door}, or `f(\\[n\\])`",
            "Mail to anna@name.example, @anna knows",
        ] {
            assert_eq!(all(text), [""; 0], "{text}");
        }
    }
}
