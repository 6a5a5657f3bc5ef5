//! What follows "done" and takes it back: "Passed (1 failed)", "Done 3/5", "Approved by: ____".

use super::{quantity, slots, words};

/// Whether the words behind one that says done leave open whether it is; what is open is asked for, never taken as done.
pub fn takes_back(behind: &str) -> bool {
    falls_short(behind) || slots::has_blank(behind) || words(behind) || leaves_some(behind)
}

/// Whether some of it is counted that is left: `(2 open)`.
fn leaves_some(behind: &str) -> bool {
    let mut words = behind.split(|c| !is_word(c)).filter(|word| !word.is_empty());
    let some = |word: &str| word.parse::<u64>().is_ok_and(|number| number > 0);
    let counted =
        |(number, what): (&str, Option<&str>)| some(number) && what.is_some_and(|what| words::STILL_OPEN.has(what));
    words.next().is_some_and(|number| counted((number, words.next())))
}

/// Whether a part of a whole, or a share of it, stands right behind: `3/5`, `3 of 5`, `: 50%`.
pub fn falls_short(behind: &str) -> bool {
    let text = behind.trim_start_matches([' ', ':', '(', '-', '–', '—', '*']);
    let Some((value, len)) = quantity::number(text) else { return false };
    let rest = text.get(len..).unwrap_or("").trim_start();
    if rest.starts_with('%') {
        return value < 100.0;
    }
    let whole = rest.strip_prefix('/').or_else(|| rest.strip_prefix("of ")).map(str::trim_start);
    let Some((whole, len, tail)) = whole.and_then(|text| quantity::number(text).map(|(whole, len)| (whole, len, text)))
    else {
        return false;
    };
    // `12/03/2026` is a day.
    value < whole && !tail.get(len..).is_some_and(|rest| rest.starts_with('/'))
}

/// Whether the words behind a sign that says done begin by saying that it is not yet: "✅ (pending)".
pub fn begins(behind: &str) -> bool {
    begins_with(behind.trim_start_matches(|c| !is_word(c)))
}

/// Whether a text starts with words that say that something is not done, or not all of it.
pub fn begins_with(text: &str) -> bool {
    words::HEDGES.leading(text).is_some_and(|hedge| {
        // Chinese and Japanese put no space behind a word.
        hedge.ends_with(|c| c > '\u{3000}') || !text.get(hedge.len()..).is_some_and(|tail| tail.starts_with(is_word))
    })
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether any of the words says so, that something went wrong, or at last "no".
fn words(behind: &str) -> bool {
    let mut cleared = false;
    let mut at = 0;
    while let Some(rest) = behind.get(at..) {
        let start = at + rest.find(is_word).unwrap_or(rest.len());
        let Some(rest) = behind.get(start..).filter(|rest| !rest.is_empty()) else { break };
        let len = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        let (word, tail) = rest.split_at_checked(len).unwrap_or((rest, ""));
        let last = !tail.contains(is_word);
        // "Passed, no errors", "see issue 12", "error rate 0.02 %".
        let next = tail.trim_start_matches([' ', '#']).chars().next();
        let names = next.is_some_and(|c| c.is_ascii_digit())
            || tail.starts_with(' ') && next.is_some_and(char::is_alphabetic) && words::TROUBLE.has(word);
        let trouble = [words::TROUBLE, words::TROUBLES].iter().any(|list| list.has(word)) && !names;
        let denied = last && words::FAILED.has(word);
        if begins_with(rest) || !cleared && (trouble || denied) {
            return true;
        }
        cleared = words::WITHOUT.has(word);
        at = start + len;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::takes_back;

    #[test]
    fn what_leaves_it_open() {
        for behind in [
            " (1 failed)",
            " with issues",
            " except the lift",
            " 3/5",
            ": 50%",
            " 3 of 5",
            " by: ____",
            " — pending approval",
            ": no",
            " or fail",
            " not yet",
            ", aber Heizung ausstehend",
            " sauf le garage",
            " (待确认)",
            " (2 open)",
        ] {
            assert!(takes_back(behind), "{behind}");
        }
    }

    #[test]
    fn what_only_says_more() {
        for behind in [
            "",
            " (Ana, 12:00)",
            ", no errors",
            " (0 failed)",
            " without issues",
            " 5/5",
            ": 100%",
            " 12/03/2026",
            " see issue 12",
            " in 3 minutes",
            " - error rate 0.02%",
            " ohne Fehler",
            " (not public)",
            " (0 open)",
        ] {
            assert!(!takes_back(behind), "{behind}");
        }
    }
}
