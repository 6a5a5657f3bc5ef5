//! Remarks behind the words of an item, "Restore tested (postponed to Friday)", as far as they say that it is not done.

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

/// What words say in any letters, where they are a whole remark or begin it; separated by commas. A door may be open, an
/// order rejected, a port blocked and a job cancelled, and all of it as it should be: such words are not among them.
const SAYINGS: [(Remark, &str); 3] = [(Remark::Failed, FAILED), (Remark::Undone, UNDONE), (Remark::Deferred, DEFERRED)];

/// It was tried in vain.
const FAILED: &str = "failed, failing, test failed, tests failed, broken, did not work, didn't work, does not work, doesn't work, did \
    not pass, didn't pass, does not pass, doesn't pass, without success, fehlgeschlagen, nicht bestanden, hat nicht \
    funktioniert, funktioniert nicht, échoué, a échoué, en échec, falló, fallido, fallida, no funcionó, no funciona, \
    falhou, não funcionou, não funciona, fallito, fallita, non funziona";

/// It is not done.
const UNDONE: &str = "pending, awaiting, waiting, to do, todo, to be done, tbd, tba, wip, work in progress, in progress, skipped, left \
    out, omitted, untested, incomplete, not done, not done yet, not yet done, not yet, not started, not started yet, \
    not run, not run yet, not executed, not performed, not tested, not tested yet, not verified, not checked, not \
    finished, not complete, not completed, not possible, was not done, wasn't done, has not been done, hasn't been \
    done, could not be done, couldn't be done, did not do, didn't do, did not run, didn't run, partially done, \
    partly done, half done, only partially, will do, will be done, later, tomorrow, next week, next sprint, next \
    release, next time, still open, still to do, still missing, ?, ausstehend, steht aus, steht noch aus, noch \
    offen, noch nicht, noch nicht erledigt, noch zu tun, nicht erledigt, nicht gemacht, nicht getestet, nicht \
    geprüft, nicht durchgeführt, nicht möglich, übersprungen, ausgelassen, in arbeit, teilweise erledigt, später, \
    morgen, folgt noch, à faire, en attente, en cours, non fait, non faite, pas fait, pas faite, pas encore, non \
    testé, ignoré, sauté, plus tard, demain, pendiente, por hacer, en curso, omitido, omitida, saltado, no hecho, \
    sin hacer, no probado, más tarde, mañana, pendente, por fazer, a fazer, em andamento, não feito, não feita, não \
    testado, ignorado, pulado, mais tarde, amanhã, da fare, in sospeso, in corso, non fatto, non fatta, non testato, \
    saltato, omesso, più tardi, domani";

/// It was put off.
const DEFERRED: &str = "deferred, postponed, rescheduled, put off, verschoben, vertagt, zurückgestellt, aufgeschoben, reporté, reportée, \
    repoussé, repoussée, aplazado, aplazada, pospuesto, pospuesta, postergado, adiado, adiada, rimandato, rimandata, \
    rinviato, rinviata, posticipato";

/// Words that say more of such a word, where others make another noun of it: "postponed to Friday", "pending migrations".
const FURTHER: &str = "until, till, to, because, due, since, for, as, and, but, this, again, today, tomorrow, next, review, approval, \
    sign-off, confirmation, qa, on, by, in, bis, wegen, auf, weil, und, jusqu, au, à, en, car, hasta, a, al, para, \
    por, porque, até, fino, per, perché";

/// Marks that a remark stands behind, whatever it says.
const BEHIND: [&str; 10] = [" - ", "–", "—", "→", "->", "=>", "⇒", "; ", "…", "..."];

/// Words that say so behind a comma too, where others go on with the sentence.
const BEHIND_COMMA: [&str; 5] = ["postponed", "deferred", "skipped", "not done", "not yet"];

/// Words that say so behind a colon, where others may be what is shown there.
const BEHIND_COLON: [&str; 2] = ["tbd", "tba"];

/// Words that deny what is said to be done, and are no remark behind other words: "Restore tested — no".
const DENIALS: &str = "no, nope, cancelled, canceled, aborted, partial, partially, open, nein, abgebrochen, teilweise, offen, non, \
    annulé, partiel, cancelado, parcial, não, annullato, parziale, interrotto";

/// Words that end what is said to be done.
const ACCOMPLISHED: &str = "tested, verified, checked, completed, done, executed, performed, confirmed, reviewed, validated, rehearsed, \
    getestet, geprüft, erledigt, durchgeführt, testé, testée, vérifié, vérifiée, probado, probada, verificado, \
    verificada, testado, testada, testato, testata, verificato, eseguito";

/// What a remark at the end of a text says, and by which word. `line` is the text as it is written: what is emphasised at
/// its end is a remark too.
pub(super) fn read(text: &str, line: &str) -> Option<(Remark, &'static str)> {
    let bracketed = [('(', ')'), ('[', ']')].into_iter().find_map(|(open, close)| {
        let inner = text.strip_suffix(close)?;
        inner.get(inner.rfind(open)? + 1..)
    });
    let dashed = || BEHIND.iter().filter_map(|mark| Some(text.rfind(mark)? + mark.len())).max();
    let comma =
        || text.rsplit_once(", ").and_then(|(_, tail)| said(tail)).filter(|(_, word)| BEHIND_COMMA.contains(word));
    let colon =
        || text.rsplit_once(": ").and_then(|(_, tail)| said(tail)).filter(|(_, word)| BEHIND_COLON.contains(word));
    let remark = bracketed.or_else(|| text.get(dashed()?..));
    let told = remark.and_then(|remark| said(remark).or_else(|| denied(text, remark)));
    told.or_else(comma).or_else(colon).or_else(|| emphasised(line).and_then(said))
}

/// The word by which a remark denies that what stands before it is done.
fn denied(text: &str, remark: &str) -> Option<(Remark, &'static str)> {
    let word = DENIALS.split(", ").find(|word| word.eq_ignore_ascii_case(remark.trim()))?;
    let head = text.get(..text.rfind(remark)?)?.trim_end_matches(|c: char| !c.is_alphanumeric());
    let last = head.rsplit(|c: char| !c.is_alphanumeric()).next()?.to_lowercase();
    has(ACCOMPLISHED, &last).then_some((Remark::Undone, word))
}

/// Words of which a part of the whole is not all that a tick says.
const WHOLE: &str = "passed, accepted, ready, complete, completed, done, confirmed, healthy, running, green, verified, tested, \
    approved, migrated, deployed, executed, resolved, closed, successful, bestanden, fertig, bereit, réussis, réussies, \
    prêts, prêtes, superados, superadas, listos, listas, aprovados, aprovadas, prontos, prontas, superati, superate, pronti";

/// A part of a whole behind words that say that it is done, `All scenarios passed (10/15 scenarios)`, `Replicas ready: 5/6`.
pub(super) fn falls_short(text: &str) -> Option<&str> {
    // What has a target is compared with that; and a wave may be "(1/3)".
    if !text.contains('/') || text.contains(['≥', '≤', '<', '>']) || text.to_lowercase().contains("target") {
        return None;
    }
    let inner = text.strip_suffix(')').and_then(|head| head.rsplit_once(" (")).filter(|(_, said)| said.contains(' '));
    let (head, said) = inner.or_else(|| text.rsplit_once(": "))?;
    let ratio = said.split(' ').next()?;
    let (part, whole) = ratio.split_once('/')?;
    let (part, whole): (u64, u64) = (part.parse().ok()?, whole.parse().ok()?);
    let last = head.rsplit(|c: char| !c.is_alphanumeric()).next()?.to_lowercase();
    (part < whole && has(WHOLE, &last)).then_some(ratio)
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
fn said(remark: &str) -> Option<(Remark, &'static str)> {
    let remark = remark.trim().to_lowercase();
    let remark = remark.trim_matches(|c: char| matches!(c, '*' | '_' | '"' | '“' | '”' | '.' | '!' | ' '));
    let begins = |word: &&str| remark.strip_prefix(*word).is_some_and(|rest| goes_on(word, rest));
    SAYINGS.iter().find_map(|(says, words)| words.split(", ").find(begins).map(|word| (*says, word)))
}

/// Whether a list has a word.
fn has(list: &str, word: &str) -> bool {
    list.split(", ").any(|own| own == word)
}

/// Whether what follows a word leaves it what it says.
fn goes_on(word: &str, rest: &str) -> bool {
    let tail = rest.trim_start();
    let next = tail.split(|c: char| !(c.is_alphanumeric() || c == '-')).next().unwrap_or("");
    let spaced = tail.len() < rest.len();
    match tail.chars().next() {
        None => true,
        // "waiting for 10 minutes" is what was done.
        Some(c) if spaced && c.is_alphanumeric() => {
            has(FURTHER, next) && !(word == "waiting" && tail.contains(|c: char| c.is_ascii_digit()))
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
