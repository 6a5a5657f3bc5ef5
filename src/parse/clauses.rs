//! What stands around a clause such as `if the pump is new`, and whether that makes it no condition.

use super::vocabulary::{self, Words};
use super::words;

/// Whether a word is the name of something, `**PUMP_KEY** if the pump is used`, and none of a sentence.
pub fn is_named(words: &str) -> bool {
    let name = words.trim_matches(['*', '`']);
    name.len() < words.len() || name.contains(['_', '.', '/']) || name.len() > 1 && !name.contains(char::is_lowercase)
}

/// Whether a clause says what a word before it means: `git pull mill main, where mill is the name of the remote`.
pub fn defines(word: &str, clause: &str) -> bool {
    let Some((name, rest)) = clause.trim_start().split_once(' ') else { return false };
    word.trim() == "where" && !words::PRONOUNS.has(name) && words::DEFINITIONS.leading(rest).is_some()
}

/// Whether words are a clause of SQL, `IF NOT EXISTS`, with or without its first word.
pub fn is_sql(clause: &str) -> bool {
    let rest = clause.strip_prefix("IF ").unwrap_or(clause);
    rest.strip_prefix("NOT ").unwrap_or(rest).starts_with("EXISTS")
}

/// Whether words lead to a question, "Check with the porter if", and not to a condition.
pub fn asks_whether(head: &str) -> bool {
    let start = head.trim_start_matches(|c: char| !c.is_alphanumeric());
    words::QUESTIONS.beginning(start).is_some() || words::QUESTIONS.ending(start).is_some()
}

/// Whether a clause behind what is tried tells what is in use or done, `Try the lift if using it`, and no question: it has no
/// one who does it.
pub fn is_in_use(head: &str, clause: &str) -> bool {
    let told =
        goes_on(clause) || words::IN_USE.has(clause) || words::ACCOMPLISHED.has(clause) || words::READY.has(clause);
    told && head.split_whitespace().count() > 2 && vocabulary::at(head, " with ").is_none()
}

/// Whether "se" is no "if" there: `se genera cada hora`, but not `se gerado`.
pub fn is_reflexive(text: &str) -> bool {
    words::REFLEXIVES.leading_to(text, |_, rest| !rest.starts_with("do") && !rest.starts_with("da")).is_some()
}

/// Whether what follows stands in parentheses, behind what is to be done: `Drain the tank (open the lower valve if needed)`.
pub fn is_aside(head: &str) -> bool {
    head.rfind('(').is_some_and(|open| head.get(open..).is_some_and(|inner| inner.len() > 1 && !inner.contains(')')))
}

/// A text without the number it starts with: `9. Optional …`.
pub fn numberless(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let behind = rest.strip_prefix(')').unwrap_or(rest).strip_prefix(' ');
    let number =
        text.get(..text.len() - rest.len()).is_some_and(|number| number.contains('.') || rest.starts_with(')'));
    behind.filter(|_| number).map_or(text, |behind| behind.trim_start_matches(|c: char| !c.is_alphanumeric()))
}

/// Whether words begin with what is going on, `opening the gate`.
pub fn goes_on(words: &str) -> bool {
    words.split(' ').next().is_some_and(|verb| verb.len() > 4 && verb.ends_with("ing"))
}

/// Whether a clause says what the reader does, `you open the gate`, behind "when".
pub fn you_do(clause: &str) -> bool {
    let verb = clause.strip_prefix("you ").and_then(|rest| rest.split(' ').next());
    verb.is_some_and(|verb| words::IMPERATIVES.has(verb) || words::TASKS.has(verb))
}

/// The first sentence of a text.
pub fn sentence(text: &str) -> &str {
    let ends = |at: &usize| text.get(at + 1..).is_some_and(|rest| rest.trim_start_matches(['*', '_']).starts_with(' '));
    let stops = text.bytes().enumerate().filter(|(_, byte)| matches!(byte, b'.' | b'?' | b'!'));
    // `4. npm, if …` is one sentence behind its number.
    let numbered = |at: usize| text.get(..at).is_some_and(|head| !head.contains(char::is_alphabetic));
    let shortened = |at: usize| text.get(..at).is_some_and(|head| words::ABBREVIATIONS.trailing(head).is_some());
    let end = stops.map(|(at, _)| at).find(|at| ends(at) && !numbered(*at) && !shortened(*at));
    let end = end.into_iter().chain(text.find('。').filter(|at| text.len() > at + '。'.len_utf8())).min();
    let first = end.and_then(|end| text.get(..end)).unwrap_or(text).trim();
    first.trim_end_matches(['.', '?', '!'])
}

/// Whether a sentence behind the first one starts with a word.
pub fn starts_sentence(text: &str, list: Words) -> bool {
    let starts = |place: vocabulary::Place<'_>| {
        let head = text.get(..place.start).unwrap_or("").trim_end();
        head.ends_with(['.', ';', '!', '。', '；', '！', '，'])
    };
    list.places(text).any(starts)
}

/// Whether a condition is how something came out: all of what stands above, a decision.
pub fn names_outcome(condition: &str) -> bool {
    let condition = condition.trim_matches('*');
    // `If any pump is new` is about pumps.
    let first = |rest: &str| rest.trim_start().split(' ').next().is_some_and(|first| words::ANY_OF.has(first));
    let whole = |rest: &str| {
        let any = vocabulary::prefix(condition, "any ").is_some();
        !rest.starts_with(char::is_alphanumeric) && (!any || first(rest))
    };
    words::QUANTIFIERS.strip_from(condition).is_some_and(whole)
        || [words::POSITIVE, words::NEGATIVE, words::VERDICTS].iter().any(|list| list.has(condition))
}
