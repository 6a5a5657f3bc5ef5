//! What stands in the place of a name and is none: "not signed", "to be signed by Ana", "~~Ana~~", "Ana (pending)".

use super::super::{hedges, statuses, words};
use crate::model::State;

/// Whether what is written in the place of a name, its markup included, leaves open whether anybody has signed.
pub fn leaves_open(written: &str) -> bool {
    let written = written.trim_matches(['*', ' ', '\t']);
    let boxed = statuses::cell_box(written).is_some_and(|(.., state)| state == State::Open);
    let words = written.trim_start_matches(|c: char| !c.is_alphanumeric());
    let refused = words::UNSIGNED.leading(words).is_some_and(|word| {
        words.get(word.len()..).is_none_or(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '.'))
    });
    boxed
        || written.starts_with("~~")
        || written.ends_with('?')
        || refused
        || words::NOBODY.has(words)
        || is_hedged(written)
}

/// Whether a word behind the name takes it back. Somebody may be called Mas.
fn is_hedged(written: &str) -> bool {
    written.match_indices([' ', '(', ',', '-', '–', '—', ':']).any(|(at, sign)| {
        let rest = written.get(at + sign.len()..).unwrap_or("");
        let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let mut letters = word.chars();
        let name = letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase);
        !name && hedges::begins_with(rest)
    })
}

#[cfg(test)]
mod tests {
    use super::leaves_open;

    #[test]
    fn nobody_has_signed() {
        for written in [
            "not signed",
            "NOT APPROVED",
            "to be signed by Ana",
            "declined",
            "rejected",
            "refused – see ticket",
            "unsigned",
            "awaiting",
            "Ana (pending)",
            "Ana - pending",
            "Ana, not yet",
            "Ana?",
            "~~Ana~~",
            "☐ Ana",
            "[ ] Ana",
            "yes",
            "No",
            "nobody",
            "ausstehend",
            "**declined**",
        ] {
            assert!(leaves_open(written), "{written}");
        }
    }

    #[test]
    fn somebody_has() {
        for written in [
            "Ana Doe",
            "Noah Mas",
            "Artur Mas",
            "@ana",
            "ana.doe@example.org",
            "N. Otis",
            "Yesenia",
            "☑ Ana",
            "Nobel, A.",
        ] {
            assert!(!leaves_open(written), "{written}");
        }
    }
}
