//! Kinds and stages of releases at which alone something is asked for.

use super::words;

/// `[FINAL] Close the milestone`: the kind of release that alone something is asked for at.
pub fn stage(text: &str) -> Option<String> {
    let (tag, rest) = text.trim_start_matches(['*', '#', ' ']).strip_prefix('[')?.split_once(']')?;
    let behind = rest.trim_start_matches(['*', ':']);
    (is_stage(tag) && behind.starts_with(' ')).then(|| tag.to_lowercase())
}

/// Whether a tag names a kind or a stage of releases: `FINAL`, `RC1`.
pub fn is_stage(tag: &str) -> bool {
    let name = tag.trim_end_matches(|c: char| c.is_ascii_digit());
    words::RELEASE_KINDS.has(name) || words::RELEASE_STAGES.has(name)
}

/// `For major releases`, and not `For all releases`: a kind of release or change.
pub fn for_a_kind(words: &str) -> Option<&'static str> {
    let every = || words::FOR.strip_from(words).is_some_and(|rest| words::EVERY.leading(rest).is_some());
    words::FOR.leading(words).filter(|_| words::RELEASE_KINDS.find(words).is_some() && !every())
}

/// Whether an order stands right behind the releases that it is for: `For new minor versions update the map`.
pub fn orders_at_once(words: &str) -> bool {
    let mut rest = words.split(' ');
    let released = rest.by_ref().take(5).any(|word| matches!(word, "release" | "releases" | "version" | "versions"));
    released && rest.next().is_some_and(|verb| words::IMPERATIVES.has(verb) || words::TASKS.has(verb))
}
