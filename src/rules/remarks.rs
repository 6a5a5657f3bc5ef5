//! Remarks behind the words of an item, "Restore tested (postponed to Friday)", as far as they say that it is not done.

use super::ends::{self, says_done};
use super::words::{flows, mark_to_do};
use crate::parse::Words;
use crate::parse::words::{
    DENIALS, DOUBTS, EITHER_OR, FURTHER, IMPERATIVES, IN_SHARE, MENDED, NONE_OF, SAYS_DEFERRED, SAYS_FAILED,
    SAYS_SO_BEHIND_COLON, SAYS_SO_BEHIND_COMMA, SAYS_UNDONE, UNSURE,
};
use crate::text::Marks;

/// What a remark says of its item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Remark {
    /// It was tried, and did not succeed.
    Failed,
    /// It is not done, or not yet.
    Undone,
    /// It was put off.
    Deferred,
}

/// What a remark says, and by which word.
pub(super) type Said = (Remark, &'static str);

/// What words say in any letters, where they are a whole remark or begin it. A door may be open, an order rejected, a port
/// blocked and a job cancelled, and all of it as it should be: such words are not among them.
const SAYINGS: [(Remark, Words); 3] =
    [(Remark::Failed, SAYS_FAILED), (Remark::Undone, SAYS_UNDONE), (Remark::Deferred, SAYS_DEFERRED)];

/// Marks that a remark stands behind, whatever it says.
pub(super) const BEHIND: Marks<11> = Marks::new([" - ", " -- ", "–", "—", "→", "->", "=>", "⇒", "; ", "…", "..."]);

const COMMA: Marks<1> = Marks::new([", "]);
pub(super) const COLON: Marks<1> = Marks::new([": "]);

/// Marks that an answer stands behind.
pub(super) const ANSWERS: Marks<3> = Marks::new([": ", "? ", " = "]);

/// What a remark at the end of a text says, and by which word. `line` is the text as it is written: what is emphasised at
/// its end is a remark too.
pub(super) fn read(text: &str, line: &str) -> Option<Said> {
    let bracketed = [('(', ')'), ('[', ']'), ('（', '）'), ('【', '】')].into_iter().find_map(|(open, close)| {
        let inner = text.strip_suffix(close)?;
        inner.get(inner.rfind(open)? + open.len_utf8()..)
    });
    let last = |mark: &Marks<1>, words: Words| {
        let tail = mark.last_end(text).and_then(|end| text.get(end..));
        tail.and_then(said).filter(|(_, word)| words.has(word))
    };
    let comma = || last(&COMMA, SAYS_SO_BEHIND_COMMA);
    let colon = || last(&COLON, SAYS_SO_BEHIND_COLON).or_else(|| said(outcome(text)?));
    let remark = bracketed.or_else(|| behind_mark(text));
    let told = remark.and_then(|remark| said(remark).or_else(|| denied(text, remark)));
    let answer = || text.split_at_checked(ANSWERS.last_end(text)?).and_then(|(_, answer)| denied(text, answer));
    told.or_else(comma).or_else(colon).or_else(answer).or_else(|| emphasised(line).and_then(said))
}

/// What stands behind the last mark of a remark.
fn behind_mark(text: &str) -> Option<&str> {
    text.get(BEHIND.last_end(text).filter(|_| !flows(text))?..)
}

/// What stands behind the colon of something that is said to be done: "Ropes tested: failed".
fn outcome(text: &str) -> Option<&str> {
    let (done, outcome) = text.split_at_checked(ANSWERS.last_end(text)?)?;
    says_done(done.trim_end_matches([':', '?', '=', ' '])).then_some(outcome)
}

/// The word by which a remark denies that what stands before it is done.
fn denied(text: &str, remark: &str) -> Option<Said> {
    let word = DENIALS.leading_to(remark.trim(), |_, rest| rest.is_empty() || rest.starts_with(','))?;
    let head = text.get(..text.rfind(remark)?)?.trim_end_matches(|c: char| !c.is_alphanumeric());
    says_done(head).then_some((Remark::Undone, word))
}

/// The words by which something that stands alone, as in a comment, says that what it stands beside is not done.
pub(super) fn whole(text: &str) -> Option<&str> {
    let text = text.trim();
    let unsure = || [UNSURE, DOUBTS].iter().any(|list| list.has(text.trim_matches(['.', '!'])));
    (said(text).is_some() || unsure()).then_some(text)
}

/// Whether words say of what they stand beside that it failed, is not done or was put off, and perhaps why: "skipped (no
/// wind)".
pub(super) fn is_undone(words: &str) -> bool {
    said(words).is_some()
}

/// Whether words say nothing but that.
pub(super) fn is_only_undone(words: &str) -> bool {
    SAYINGS.iter().any(|(_, list)| list.has(words))
}

/// The tag that a text begins with and by which it is not done, in parentheses, brackets or before a colon: `[pending] Restore
/// tested`, `Failed: restore tested`; "Failed: none" says how many did.
fn tag(text: &str) -> Option<&str> {
    let inner =
        [('(', ')'), ('[', ']')].into_iter().find_map(|(open, close)| text.strip_prefix(open)?.split_once(close));
    let led = || text.split_once(": ").filter(|(_, rest)| NONE_OF.beginning(rest).is_none() && rest.contains(' '));
    let inner = inner.or_else(led);
    let (tag, _) = inner.filter(|(_, rest)| rest.trim_start().starts_with(char::is_alphabetic))?;
    SAYINGS.iter().any(|(_, list)| list.has(tag)).then_some(tag)
}

/// A remark at either end of an item's words that leaves open whether it is done, where it is nothing else: `Restore tested
/// (flaky)`, `Restore tested — dry run`, `Restore tested: simulated`, "Restore tested. Not done.", `Restore tested TBD`,
/// `[pending] Restore tested`.
pub(super) fn leaves_unsure(text: &str) -> Option<&str> {
    let bracketed =
        || text.strip_suffix([')', ']', '）', '】'])?.rsplit_once(['(', '[', '（', '【']).map(|(_, said)| said);
    let behind = || behind_mark(text);
    let last = || text.rsplit_once(". ").map(|(_, said)| said);
    let is = |said: &str, list: Words| list.has(said.trim_matches([' ', '.', '!', '*', '_']));
    let unsure = |said: &&str| is(said, UNSURE) || is(said, DOUBTS);
    let denied = |said: &&str| SAYINGS.iter().any(|(_, list)| is(said, *list));
    let loud = || {
        let (_, last) = text.rsplit_once(' ')?;
        Some(last).filter(|last| matches!(*last, "TBD" | "TBC" | "tbd" | "tbc" | "WIP") || last.ends_with("??"))
    };
    let doubted = || DOUBTS.trailing(text);
    // "Commit found - reverted" tells of the commit; "Address added → verify" says what to do.
    let apart = |said: &&str| unsure(said) && !is(said, DENIALS) && !is(said, IMPERATIVES);
    // "partially handled", in whatever way.
    let in_share = |said: &&str| {
        let words = said.trim_matches([' ', '.', '*', '_']);
        IN_SHARE
            .leading_to(words, |_, rest| rest.is_empty() || rest.starts_with(' ') && rest.split(' ').count() == 2)
            .is_some()
    };
    // "(mobile pending)" says it of a part.
    let of_part = |said: &&str| {
        let listed = said.contains([',', ';', ':', '/', '→']) || EITHER_OR.alone_in(said).is_some();
        // "(3 skipped)" counts what was.
        let counts = said.starts_with(|c: char| c.is_ascii_digit());
        !listed && !counts && (2..=4).contains(&said.split(' ').count()) && ends::unsettled(said).is_some()
    };
    let said = bracketed().or_else(|| outcome(text)).filter(|said| unsure(said) || in_share(said) || of_part(said));
    let said = said.or_else(|| behind().filter(|said| apart(said) || in_share(said)));
    let said = said.or_else(|| last().filter(denied));
    said.map(str::trim).or_else(loud).or_else(doubted).or_else(|| tag(text))
}

/// The words by which a line of its own below an item says that it failed, "failed on node 3", "this did not work", or is
/// not done, "not done yet", "still to be repeated".
pub(super) fn takes_back(line: &str) -> Option<&'static str> {
    // "Pending jobs are retried" tells of jobs.
    let sure = |(says, word): &Said| {
        *says == Remark::Failed || word.contains(' ') || line.trim_end_matches('.').len() == word.len()
    };
    let begins = said(line).filter(sure).map(|(_, word)| word);
    // "Two tests failed at first" goes on to say how it came out.
    let denies = |word: &&str| ["not ", "n't ", "nicht ", "no ", "não ", "non "].iter().any(|no| word.contains(no));
    let sentence = || SAYS_FAILED.places(line).map(|place| place.word).find(denies);
    begins.or_else(sentence).filter(|_| MENDED.alone_in(line).is_none())
}

/// What is emphasised at the end of a line, and not the whole of it.
fn emphasised(line: &str) -> Option<&str> {
    let line = line.trim_end();
    let mark = ["**", "__", "*", "_"].into_iter().find(|mark| line.ends_with(mark))?;
    let inner = line.strip_suffix(mark)?;
    let at = inner.rfind(mark)?;
    let head = inner.get(..at)?.trim_end();
    let words = head.rsplit([']', ' ']).next().is_some_and(|word| word.contains(char::is_alphanumeric));
    inner.get(at + mark.len()..).filter(|_| words)
}

/// What a remark says, and by which word.
fn said(remark: &str) -> Option<Said> {
    let remark = remark.trim().trim_matches(|c: char| matches!(c, '*' | '_' | '"' | '“' | '”' | '.' | '!' | ' '));
    // "⚪ Not started"
    let remark = remark.trim_start_matches(|c: char| !(c.is_alphanumeric() || c.is_ascii()) || c == ' ');
    let mark = remark.split_once(' ').and_then(|(first, _)| mark_to_do(first.trim_end_matches(':')));
    if let Some(mark) = mark {
        return Some((Remark::Undone, mark));
    }
    // "pending Ana", "awaiting QA"; "Pending Jobs" is a name itself.
    let small = remark.starts_with(char::is_lowercase);
    let told = |word: &str, rest: &str| goes_on(word, rest) || small && names_somebody(rest);
    SAYINGS.iter().find_map(|(says, words)| Some((*says, words.leading_to(remark, told)?)))
}

/// Whether what follows a word is a name or two, and nothing else.
fn names_somebody(rest: &str) -> bool {
    let Some(names) = rest.strip_prefix(' ') else { return false };
    names.split(' ').count() <= 2 && names.split(' ').all(|name| name.starts_with(char::is_uppercase))
}

/// Whether what follows a word leaves it what it says.
fn goes_on(word: &str, rest: &str) -> bool {
    let tail = rest.trim_start();
    // "pending → running" is how something goes on.
    if ["→", "->", "=>", "⇒", "/", "|"].iter().any(|sign| tail.starts_with(sign)) {
        return false;
    }
    let next = tail.split(|c: char| !(c.is_alphanumeric() || c == '-')).next().unwrap_or("");
    let spaced = tail.len() < rest.len();
    match tail.chars().next() {
        None => true,
        // "waiting for 10 minutes" is what was done.
        Some(c) if spaced && c.is_alphanumeric() => {
            let times = || tail.split(' ').any(|word| word.starts_with(|c: char| c.is_ascii_digit()));
            FURTHER.has(next) && !(word == "waiting" && times())
        }
        Some(c) => !c.is_alphanumeric() && c != '-' && c != '\'',
    }
}

#[cfg(test)]
mod tests {
    use super::{Remark, read};

    #[test]
    fn remarks_that_take_a_tick_back() {
        for (text, says) in [
            ("Restore tested → postponed", Remark::Deferred),
            ("Restore tested (postponed to Friday)", Remark::Deferred),
            ("Restore geprobt — verschoben auf Montag", Remark::Deferred),
            ("Restore tested, skipped", Remark::Undone),
            ("Restore tested [pending]", Remark::Undone),
            ("Restore tested (pending review)", Remark::Undone),
            ("Restore tested (waiting for Ben)", Remark::Undone),
            ("Restore tested (pending Ben)", Remark::Undone),
            ("Restore tested - awaiting Quality Assurance", Remark::Undone),
            ("Restauration testée (à faire)", Remark::Undone),
            ("Restore tested (partially)", Remark::Undone),
            ("Restore tested — no", Remark::Undone),
            ("Restore tested - didn't work", Remark::Failed),
            ("Restore tested (failed: no space)", Remark::Failed),
            ("Restore → check → failed", Remark::Failed),
        ] {
            assert_eq!(read(text, text).map(|(says, _)| says), Some(says), "{text}");
        }
        assert!(read("Restore tested SKIPPED", "- [x] Restore tested **SKIPPED**").is_some());
    }

    #[test]
    fn remarks_that_say_something_else() {
        for text in [
            "Restore tested",
            "Migrations (pending migrations applied)",
            "Nodes replaced (failed nodes only)",
            "Queues drained (Pending Jobs)",
            "Queues drained (pending Kafka jobs)",
            "Queue drained — deferred queue too",
            "Tickets triaged, closed, rejected",
            "Login with a wrong password (rejected)",
            "Port 22 — blocked",
            "Doors — open",
            "Restore → check → skipped",
            "Status page says: in progress",
            "Queue drained — waiting for 10 minutes",
            "Breaking changes? — no",
            "Cron jobs — cancelled",
            "Postponed tickets moved to the next sprint",
        ] {
            assert_eq!(read(text, text), None, "{text}");
        }
        assert_eq!(read("skipped", "- [x] **skipped**"), None);
    }
}
