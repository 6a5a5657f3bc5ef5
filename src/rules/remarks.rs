//! Remarks behind the words of an item, "Restore tested (postponed to Friday)", as far as they say that it is not done.

use super::words::mark_to_do;
use crate::parse::Words;
use crate::parse::words::{
    ALL_BUT, BEGINS_IN_VAIN, DENIALS, DOUBTS, ENDS_IN_PART, ENDS_UNSETTLED, FURTHER, IMPERATIVES, LEAVES_OUT, NOT_DONE,
    SAYS_DEFERRED, SAYS_DONE, SAYS_FAILED, SAYS_SO_BEHIND_COLON, SAYS_SO_BEHIND_COMMA, SAYS_UNDONE, SAYS_WHOLE, SHARES,
    SPARED, SPLIT, STILL_OPEN, UNSURE,
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
const BEHIND: Marks<11> = Marks::new([" - ", " -- ", "–", "—", "→", "->", "=>", "⇒", "; ", "…", "..."]);

const COMMA: Marks<1> = Marks::new([", "]);
const COLON: Marks<1> = Marks::new([": "]);

/// Marks that an answer stands behind.
const ANSWERS: Marks<3> = Marks::new([": ", "? ", " = "]);

/// What a remark at the end of a text says, and by which word. `line` is the text as it is written: what is emphasised at
/// its end is a remark too.
pub(super) fn read(text: &str, line: &str) -> Option<Said> {
    let bracketed = [('(', ')'), ('[', ']')].into_iter().find_map(|(open, close)| {
        let inner = text.strip_suffix(close)?;
        inner.get(inner.rfind(open)? + 1..)
    });
    let last = |mark: &Marks<1>, words: Words| {
        let tail = mark.last_end(text).and_then(|end| text.get(end..));
        tail.and_then(said).filter(|(_, word)| words.has(word))
    };
    let (comma, colon) = (|| last(&COMMA, SAYS_SO_BEHIND_COMMA), || last(&COLON, SAYS_SO_BEHIND_COLON));
    let remark = bracketed.or_else(|| text.get(BEHIND.last_end(text)?..));
    let told = remark.and_then(|remark| said(remark).or_else(|| denied(text, remark)));
    let answer = || text.split_at_checked(ANSWERS.last_end(text)?).and_then(|(_, answer)| denied(text, answer));
    told.or_else(comma).or_else(colon).or_else(answer).or_else(|| emphasised(line).and_then(said))
}

/// The word by which a remark denies that what stands before it is done.
fn denied(text: &str, remark: &str) -> Option<Said> {
    let word = DENIALS.leading_to(remark.trim(), |_, rest| rest.is_empty() || rest.starts_with(','))?;
    let head = text.get(..text.rfind(remark)?)?.trim_end_matches(|c: char| !c.is_alphanumeric());
    says_done(head).then_some((Remark::Undone, word))
}

/// The words by which what ends as something done is not, or not all of it: "Ropes not yet tested", "Ropes tested: 50%", "1 of 2
/// ropes tested". What begins with something to do may be about just that.
pub(super) fn ends_denied(text: &str) -> Option<&str> {
    let first = text.split(' ').next().unwrap_or("");
    if IMPERATIVES.has(first) {
        return None;
    }
    let head = SAYS_DONE.ending(text).map(|(head, _)| head.trim_end());
    let taken_back =
        || NOT_DONE.ending(head?).map(|(_, word)| word).filter(|word| !is_spared(head.unwrap_or(""), word));
    let share = || {
        let (head, said) = text.rsplit_once(": ")?;
        let percent: u64 = said.strip_suffix('%')?.trim_end().parse().ok()?;
        (percent < 100 && says_done(head)).then_some(said)
    };
    let counted = || of_words(text).filter(|(_, part, whole)| part < whole && head.is_some()).map(|(said, ..)| said);
    taken_back().or_else(share).or_else(counted)
}

/// Whether a text says at its end that something is done, or by whom: "Approved by security".
fn says_done(text: &str) -> bool {
    let text = text.rsplit_once(" by ").filter(|(_, name)| name.split(' ').count() < 4).map_or(text, |(head, _)| head);
    SAYS_DONE.ending(text).is_some()
}

/// The words by which something that stands alone, as in a comment, says that what it stands beside is not done.
pub(super) fn whole(text: &str) -> Option<&str> {
    let text = text.trim();
    let unsure = || [UNSURE, DOUBTS].iter().any(|list| list.has(text.trim_matches(['.', '!'])));
    (said(text).is_some() || unsure()).then_some(text)
}

/// The tag that a text begins with and by which it is not done, in parentheses or brackets: `[pending] Restore tested`.
fn tag(text: &str) -> Option<&str> {
    let inner =
        [('(', ')'), ('[', ']')].into_iter().find_map(|(open, close)| text.strip_prefix(open)?.split_once(close));
    let (tag, _) = inner.filter(|(_, rest)| rest.trim_start().starts_with(char::is_alphanumeric))?;
    SAYINGS.iter().any(|(_, list)| list.has(tag)).then_some(tag)
}

/// The words at the end of a text by which only a part of it is done: "Backup half done".
pub(super) fn ends_in_part(text: &str) -> Option<&'static str> {
    ENDS_IN_PART.trailing(text).filter(|word| !is_spared(text, word))
}

/// The words at the end of a text by which nobody knows how it stands: "Backup in progress", "Scan waived by Ana". What
/// begins with something to do goes on with it: "Announce that work is in progress".
pub(super) fn ends_unsettled(text: &str) -> Option<&str> {
    let named = text.rsplit_once(" by ").filter(|(head, name)| {
        head.ends_with("waived") && name.split(' ').count() < 4 && name.starts_with(char::is_uppercase)
    });
    let text = named.map_or(text, |(head, _)| head);
    let first = text.split(' ').next().unwrap_or("");
    let (_, word) = ENDS_UNSETTLED.ending(text)?;
    (!is_spared(text, word) && !IMPERATIVES.has(first)).then_some(word)
}

/// The words at the start of a text by which it was tried in vain: "Could not restore the backup".
pub(super) fn begins_in_vain(text: &str) -> Option<&'static str> {
    // "Skipped: test the ropes", and not "Skipped tests".
    let bracketed = text.starts_with(['(', '[']);
    let apart = |word: &str, rest: &str| {
        let sentence = word.contains([' ', '\'', '’']) && !bracketed && !rest.starts_with(char::is_alphanumeric);
        sentence || rest.trim_start().starts_with([':', ')', ']', '—', '–', '-'])
    };
    BEGINS_IN_VAIN.leading_to(text.trim_start_matches(['(', '[', '*']), apart)
}

/// Whether the words before those at the end say of what they are, or that it is not so.
fn is_spared(text: &str, end: &str) -> bool {
    let head = text.get(..text.len().saturating_sub(end.len())).unwrap_or("");
    // "Status page: work in progress" says what is shown there; "Backup: in progress" how it stands.
    let shown = head.rsplit_once(": ").is_some_and(|(_, shown)| !shown.trim().is_empty());
    let spares = |word: &str| SPARED.has(word.trim_end_matches([':', ',']));
    head.trim().is_empty() || shown || head.split(' ').any(spares)
}

/// A part of a whole behind words that say that it is done, `All scenarios passed (10/15 scenarios)`, `Replicas ready: 5/6`.
pub(super) fn falls_short(text: &str) -> Option<&str> {
    let behind = || text.rsplit_once(": ").and_then(|(head, said)| ratio(head, said));
    in_parentheses(text).or_else(behind).filter(|(_, part, whole)| part < whole).map(|(ratio, ..)| ratio)
}

/// A part of a whole behind an item's words that says what became of it, where nothing says whether all have to: `Run the
/// tests (47/48 passed)`, `Smoke test: 47 of 48 passed`, `Apply the migrations (2 remaining)`.
pub(super) fn leaves_open(text: &str) -> Option<&str> {
    let bracketed = || text.strip_suffix(')')?.rsplit_once('(');
    let behind = || text.split_at_checked(BEHIND.last_end(text).max(COLON.last_end(text))?);
    let (head, said) = bracketed().or_else(behind)?;
    let said = said.trim_start();
    let open = || {
        let (number, of_what) = said.split_once(' ')?;
        let some = number.parse::<u64>().is_ok_and(|number| number > 0);
        (some && STILL_OPEN.has(of_what)).then_some(said)
    };
    let part = || counted(said).filter(|(_, part, whole)| part < whole && !is_compared(head)).map(|_| said);
    open().or_else(part).or_else(|| alone(text))
}

/// A part of a whole that is all of what stands in parentheses at the end: `Documentation (0/8)`, `Restore tested (80%)`. A
/// wave of several may be "(1/3)", and a status of HTTP "(401/403)".
fn alone(text: &str) -> Option<&str> {
    let (head, said) = text.strip_suffix(')')?.rsplit_once(" (")?;
    let (part, whole): (u64, u64) = match said.strip_suffix('%') {
        Some(percent) => (percent.trim_end().parse().ok()?, 100),
        None => said.split_once('/').and_then(|(part, whole)| Some((part.parse().ok()?, whole.parse().ok()?)))?,
    };
    let split = || head.split(|c: char| !c.is_alphanumeric()).any(|word| SPLIT.has(word));
    let code = [part, whole].iter().all(|number| (100..600).contains(number));
    (part < whole && !code && (part == 0 || !split()) && !is_compared(head)).then_some(said)
}

/// A remark at either end of an item's words that leaves open whether it is done, where it is nothing else: `Restore tested
/// (flaky)`, `Restore tested — dry run`, "Restore tested. Not done.", `Restore tested TBD`, `[pending] Restore tested`.
pub(super) fn leaves_unsure(text: &str) -> Option<&str> {
    let bracketed = || text.strip_suffix([')', ']'])?.rsplit_once(['(', '[']).map(|(_, said)| said);
    let behind = || text.get(BEHIND.last_end(text)?..);
    let last = || text.rsplit_once(". ").map(|(_, said)| said);
    let is = |said: &str, list: Words| list.has(said.trim_matches([' ', '.', '!', '*', '_']));
    let unsure = |said: &&str| is(said, UNSURE) || is(said, DOUBTS);
    let denied = |said: &&str| SAYINGS.iter().any(|(_, list)| is(said, *list));
    let loud = || {
        let (_, last) = text.rsplit_once(' ')?;
        Some(last).filter(|last| matches!(*last, "TBD" | "TBC" | "tbd" | "tbc" | "WIP" | "??" | "???"))
    };
    let doubted = || DOUBTS.trailing(text);
    // "Commit found - reverted" tells of the commit; "Address added → verify" says what to do.
    let apart = |said: &&str| unsure(said) && !is(said, DENIALS) && !is(said, IMPERATIVES);
    let said = bracketed().filter(unsure).or_else(|| behind().filter(apart)).or_else(|| last().filter(denied));
    said.map(str::trim).or_else(loud).or_else(doubted).or_else(|| tag(text))
}

/// The words by which what is said to be done leaves something out: "All services deployed (except orders)", "All but one
/// database migrated". What begins with something to do may be just that.
pub(super) fn leaves_out(text: &str) -> Option<&'static str> {
    let done = |head: &str| {
        let head = head.trim_end_matches(|c: char| !c.is_alphanumeric());
        (says_done(head) || SAYS_WHOLE.ending(head).is_some()) && !head.split(' ').any(|word| SPARED.has(word))
    };
    let begins = ALL_BUT.beginning(text).filter(|_| done(text));
    let behind = || LEAVES_OUT.places(text).find(|place| text.get(..place.start).is_some_and(done));
    begins.or_else(|| behind().map(|place| place.word)).filter(|_| {
        let first = text.split(' ').next().unwrap_or("");
        !IMPERATIVES.has(first)
    })
}

/// A ratio with words behind it that say what became of the part, `49/48 passed`.
fn counted(said: &str) -> Option<(&str, u64, u64)> {
    let (ratio, part, whole) = of_words(said).or_else(|| {
        let (ratio, _) = said.split_once(' ')?;
        if let Some(percent) = ratio.strip_suffix('%') {
            return Some((ratio, percent.parse().ok()?, 100));
        }
        let (part, whole) = ratio.split_once('/')?;
        Some((ratio, part.parse().ok()?, whole.parse().ok()?))
    })?;
    let words = said.get(ratio.len()..)?.trim_start();
    (SAYS_WHOLE.beginning(words).is_some() && !is_compared(words)).then_some((ratio, part, whole))
}

/// Whether words compare a value with a target, which is judged with it.
fn is_compared(text: &str) -> bool {
    text.contains(['≥', '≤', '<', '>']) || text.to_lowercase().contains("target")
}

/// A part that is more than its whole in the same place, `All scenarios passed (16/15 scenarios)`.
pub(super) fn goes_beyond(text: &str) -> Option<&str> {
    let beyond = |(ratio, part, whole): &(&str, u64, u64)| part > whole && *ratio != "24/7";
    let said = || counted(text.strip_suffix(')')?.rsplit_once('(')?.1);
    in_parentheses(text).or_else(said).filter(beyond).map(|(ratio, ..)| ratio).or_else(|| share(text))
}

/// More than all of what has a whole: `Coverage: 110%`.
fn share(text: &str) -> Option<&str> {
    let (label, value) = text.rsplit_once(": ")?;
    let number: u64 = value.strip_suffix('%')?.trim_end().parse().ok()?;
    (number > 100 && SHARES.ending(label).is_some()).then_some(value)
}

/// The ratio in parentheses at the end of a text; a wave may be "(1/3)".
fn in_parentheses(text: &str) -> Option<(&str, u64, u64)> {
    let (head, said) = text.strip_suffix(')').and_then(|head| head.rsplit_once(" ("))?;
    // A wave may be "(1/3)"; tests that passed are all of them.
    let passed = ["passed", "green", "bestanden"].iter().any(|word| head.ends_with(word));
    (passed || said.contains(' ')).then(|| ratio(head, said)).flatten()
}

/// The ratio at the start of `said`, behind words of which a part of the whole is not all that they say.
fn ratio<'t>(head: &str, said: &'t str) -> Option<(&'t str, u64, u64)> {
    let (ratio, part, whole) = of_words(said).or_else(|| {
        let ratio = said.split(' ').next()?;
        let (part, whole) = ratio.split_once('/')?;
        Some((ratio, part.parse().ok()?, whole.parse().ok()?))
    })?;
    // What has a target is compared with that.
    (SAYS_WHOLE.ending(head).is_some() && !is_compared(head) && !is_compared(said)).then_some((ratio, part, whole))
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
    let mended = ["mended", "fixed", "resolved", "again", "repeated", "behoben", "corrigé", "corregido", "corrigido"];
    let lower = line.to_lowercase();
    begins.or_else(sentence).filter(|_| !mended.iter().any(|word| lower.contains(word)))
}

/// `9 of 10` at the start of words.
fn of_words(text: &str) -> Option<(&str, u64, u64)> {
    let mut words = text.split(' ');
    let (part, of, whole) = (words.next()?, words.next()?, words.next()?);
    let joins = ["of", "von", "sur", "de", "di"].contains(&of);
    let number = |text: &str| text.replace(',', "").parse().ok();
    let said = text.get(..part.len() + of.len() + whole.len() + 2)?;
    joins.then_some(())?;
    Some((said, number(part)?, number(whole.trim_matches(|c: char| !c.is_ascii_digit()))?))
}

/// Whether words say somewhere that only a part of a whole agrees: "GO (2 of 3 votes)".
pub(super) fn is_part(text: &str) -> bool {
    let starts = text.char_indices().filter(|(at, c)| {
        c.is_ascii_digit() && !text.get(..*at).is_some_and(|head| head.ends_with(|c: char| c.is_alphanumeric()))
    });
    let mut parts = starts.filter_map(|(at, _)| of_words(text.get(at..)?));
    parts.any(|(_, part, whole)| part < whole)
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
    SAYINGS.iter().find_map(|(says, words)| Some((*says, words.leading_to(remark, goes_on)?)))
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
            FURTHER.has(next) && !(word == "waiting" && tail.contains(|c: char| c.is_ascii_digit()))
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
            ("Restauration testée (à faire)", Remark::Undone),
            ("Restore tested (partially)", Remark::Undone),
            ("Restore tested — no", Remark::Undone),
            ("Restore tested - didn't work", Remark::Failed),
            ("Restore tested (failed: no space)", Remark::Failed),
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
            "Queue drained — deferred queue too",
            "Tickets triaged, closed, rejected",
            "Login with a wrong password (rejected)",
            "Port 22 — blocked",
            "Doors — open",
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
