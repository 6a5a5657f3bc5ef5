//! The words by which something is only asked for under a condition: in parentheses, at the start, or at the end.
//!
//! An action that is conditional within an item, `Check the version - if there is a newer one, open a request`, makes no
//! condition of the item.

use super::clauses::{
    asks_whether, defines, goes_on, is_aside, is_in_use, is_named, is_reflexive, is_sql, names_outcome, numberless,
    sentence, starts_sentence, you_do,
};
use super::releases::{for_a_kind, orders_at_once, stage};
use super::signs::Signs;
use super::vocabulary::{AnyOf, Said, Spoken, Words};
use super::{remarks, words};

/// The condition in the words of an item, a title, a step or a role.
pub fn conditional(words: &Spoken<'_>) -> Option<String> {
    let text = words.text();
    let signs = Signs::of(text.as_bytes());
    let bracketed = signs.any(Signs::BRACKET).then(|| remarks::condition(text)).flatten();
    let led = || at_start(words, signs.any(Signs::COLON.or(Signs::COMMA))).or_else(|| behind_label(words));
    let staged = || signs.any(Signs::BRACKET).then(|| stage(text)).flatten();
    let told = || remarks::states_and_explains(text);
    let behind = || at_end(words).or_else(|| within(words)).filter(|_| !told());
    bracketed.or_else(staged).or_else(led).or_else(behind).or_else(|| remarks::behind_dash(words))
}

/// The lists that a label is asked for whether they say something anywhere in it.
static IN_LABELS: AnyOf =
    AnyOf::of([words::CONDITION_CLAUSES, words::WHOLE_CONDITIONS, words::CLAUSE_LEADS, words::OPTIONAL_LEADS]);

/// A label with what it says of conditions: most are a word or two.
pub fn label(text: &str) -> Spoken<'_> {
    if IN_LABELS.says(text) { Spoken::of(text) } else { Spoken::known(text, Said::default()) }
}

/// The condition in the label of a value, or behind it. What came out is one here, `Reason if rejected: ____`; when or where
/// something was done is what is asked, `Checked (when done): ____`.
pub fn of_label(words: &Spoken<'_>) -> Option<String> {
    let signed = Signs::of(words.text().as_bytes()).any(Signs::BRACKET);
    let bracketed = signed
        .then(|| remarks::condition(words.text()))
        .flatten()
        .filter(|words| words::TELLS_WHEN.leading(words).is_none() || words::CONDITIONAL.has(words));
    bracketed.or_else(|| at_end_of(words, true)).or_else(|| within(words))
}

/// `If yes, since`, `Downtime? If yes: since`: a clause that starts the last sentence of a label.
pub fn leading_clause(words: &Spoken<'_>) -> Option<String> {
    if !words.says(words::CLAUSE_LEADS) && !words.says(words::OPTIONAL_LEADS) {
        return None;
    }
    let text = words.text();
    let last = text.trim_end_matches([' ', ':', '*', '：']);
    let from =
        [". ", "? ", "; ", " - ", "? **", "。", "？"].iter().filter_map(|end| Some(last.rfind(end)? + end.len())).max();
    let start = text.get(from.unwrap_or(0)..)?.trim_start_matches(|c: char| !c.is_alphanumeric());
    words::OPTIONAL_LEADS.leading(start).or_else(|| words::CLAUSE_LEADS.leading(start))?;
    let clause = start.split([',', ':', '，', '：', '*']).next()?.trim();
    let short = clause.split_whitespace().count() <= 8 && clause.len() < start.len();
    short.then(|| clause.to_lowercase())
}

/// `If plans changed: …`, `For major releases, …`, `Optional quick fix`; `parted` says whether there is a sign behind which
/// something else may follow.
fn at_start(words: &Spoken<'_>, parted: bool) -> Option<String> {
    const LEADS: [Words; 5] =
        [words::OPTIONAL_LEADS, words::CONDITION_LEADS, words::CONDITIONAL, words::FOR, words::RELEASE_KINDS];
    if !LEADS.iter().any(|list| words.says(*list)) {
        return None;
    }
    let text = words.text();
    let start = numberless(text.trim_start_matches(|c: char| !c.is_alphanumeric()));
    if remarks::is_quoted(text) {
        return None;
    }
    // `If it leaks — ring the bell`
    let dashed = || start.split_once(" — ");
    let split = parted.then(|| start.split_once([',', ':', '，', '：'])).flatten().or_else(dashed);
    // "If the hall is let" is the condition, not "if".
    let whole = |head: &str| head.trim_end_matches(['*', '_', ' ']).to_lowercase();
    if let Some(word) = words::OPTIONAL_LEADS.leading(start) {
        let clause = split.filter(|_| word.ends_with(' '));
        return Some(clause.map_or_else(|| word.trim().to_owned(), |(head, _)| whole(head)));
    }
    let Some((head, behind)) = split else {
        // `For pre-releases only`, `For new minor versions update the map`
        let alone = || remarks::only(start) || start.split(' ').count() <= 4 || orders_at_once(start);
        if let Some(word) = for_a_kind(start).filter(|_| alone()) {
            return Some(word.trim().to_owned());
        }
        let asks = || start.ends_with(['?', '？']) || start.split_whitespace().take(5).count() < 5;
        let (word, rest) = words::BARE_LEADS.leading(start).zip(words::BARE_LEADS.strip_from(start))?;
        return (!names_outcome(rest) && !asks()).then(|| word.trim().to_owned());
    };
    // `**Patch only:** notes`
    let kind = head.trim_end_matches(['*', '_', ' ']);
    if remarks::only(kind) && words::RELEASE_KINDS.find(kind).is_some() {
        return Some(kind.to_lowercase());
    }
    // `If all pass:`, `If NO-GO:`: what follows from what came out. `When to stop:` tells when.
    // But `If rollback: write down why` is only asked for then.
    let undone = |rest: &str| words::CONTINGENT.has(rest) && behind.contains(char::is_alphanumeric);
    let outcome = |rest: &str| names_outcome(rest) && !undone(rest) || rest.starts_with("to ");
    // `Depending on your shell, pick one:` tells which.
    if words::CONDITION_LEADS.strip_from(head).is_some_and(outcome)
        || words::TELLS_WHICH.leading(head).is_some()
        || is_reflexive(start)
    {
        return None;
    }
    // `When the gate is shut, ring`, `When opening the gate:` and the like tell when.
    let ended = || words::ACCOMPLISHED.trailing(head).or_else(|| words::READY.trailing(head)).is_some();
    let titles = |rest: &str| !behind.contains(char::is_alphanumeric) && goes_on(rest);
    if words::WHEN_DONE.strip_from(start).is_some_and(|rest| ended() || titles(rest) || you_do(rest)) {
        return None;
    }
    // `If there is a key, take it. Otherwise, ring.`
    if starts_sentence(behind, words::OTHERWISE) {
        return None;
    }
    if [words::CONDITION_LEADS, words::CONDITIONAL].iter().any(|list| list.leading(start).is_some()) {
        return Some(whole(head));
    }
    for_a_kind(head).map(|word| word.trim().to_owned())
}

/// `**Polish:** If needed, polish it`, `**Pump:** If using the pump, oil it`: words that are a whole condition, behind a label.
fn behind_label(words: &Spoken<'_>) -> Option<String> {
    let leads = || words.says(words::CONDITIONAL) || words.says(words::IF);
    let (_, rest) = leads().then(|| words.text().split_once(':')).flatten()?;
    let rest = rest.trim_start_matches(['*', '_', ' ']);
    if words::IF.strip_from(rest).is_some_and(|clause| goes_on(clause) && clause.contains(", ")) {
        return rest.split(',').next().map(str::to_lowercase);
    }
    let word = words::CONDITIONAL.leading(rest)?;
    rest.get(word.len()..)?.starts_with([',', ' ']).then(|| word.to_owned())
}

/// `… where applicable`, and a clause that ends the sentence: `… restarted, if its schema changed`.
fn at_end(words: &Spoken<'_>) -> Option<String> {
    at_end_of(words, false)
}

/// The same; of a `label` one word is enough before the clause, which may be about what came out.
fn at_end_of(words: &Spoken<'_>, label: bool) -> Option<String> {
    let trimmed = words.text().trim_end_matches([':', '.', '?', '*', '。', ' ']).trim_start();
    let word = words::CONDITIONAL.trailing(trimmed).filter(|word| label || !words::TO_A_DEGREE.has(word));
    let word = word.filter(|word| !word.starts_with("for ") || words::LOOKS_FOR.leading(trimmed).is_none());
    let clause = words.says(words::CONDITION_CLAUSES);
    if word.is_none() && !clause {
        return None;
    }
    let first = sentence(trimmed);
    // `Marked as tight, leaking, or N/A`
    let listed = || word.is_some_and(|word| word.starts_with("or ")) && first.matches(", ").count() > 1;
    if listed() || afterthought(first).is_some() || !label && first.contains("; ") {
        return None;
    }
    if let Some(word) = word.filter(|_| first.len() == trimmed.len()) {
        return Some(word.trim().to_owned());
    }
    if !clause {
        return None;
    }
    let sentence = sentence(words.text());
    let place = words::CONDITION_CLAUSES.places(sentence).last()?;
    let head = sentence.get(..place.start)?.trim_end();
    let clause = place.rest.trim_end_matches([' ', ':', '*']);
    // `… if there is none yet (as in May)`
    let clause =
        clause.strip_suffix(')').and_then(|inner| inner.rsplit_once(" (")).map_or(clause, |(clause, _)| clause);
    let goes_on =
        clause.contains([',', ':', ';']) || clause.contains(" - ") || clause.split_whitespace().next().is_none();
    let ends = head.trim_end_matches(['*', '`', ',']);
    // `**Tell the press**: if a pump is new`
    let told = ends.ends_with(':') && clause.split(' ').count() <= 5;
    let apart = ends.ends_with(['-', '–', '—', ';', ':']) && !told
        || ends.split_whitespace().count() < if label || is_named(head) { 1 } else { 2 };
    // ", si " starts a condition, " si " may be anything; but "si incident" is one.
    let small = words::COMMA_CLAUSES.iter().any(|word| word == place.word)
        && !head.ends_with(',')
        && words::OCCURRENCES.leading(clause).is_none();
    // `No gap unless justified`
    let excepts = place.word == "unless " && words::NO.leading(sentence).is_some();
    // `Push it - this can't be undone if the gate is shut`
    let remark = [" - ", " – ", " — "].iter().filter_map(|dash| head.rsplit_once(dash)).map(|(_, rest)| rest);
    let remark = remark.min_by_key(|rest| rest.len()).unwrap_or("").trim_start_matches(['*', '_', ' ']);
    let explains = words::PRONOUNS.has(remark.split(' ').next().unwrap_or(""));
    let about = explains
        || !label && names_outcome(clause)
        || excepts
        || is_sql(clause)
        || defines(place.word, clause)
        || clause.starts_with(['>', '<', '≥', '≤'])
        || asks_whether(ends) && !is_in_use(ends, clause)
        || words::EVENTS.ending(ends).is_some()
        || words::BEHAVES.leading(sentence).is_some();
    (!goes_on && !apart && !small && !about && !is_aside(head))
        .then(|| format!("{} {}", place.word.trim(), clause.trim()).to_lowercase())
}

/// Where at the end of a sentence something else is asked for too: `Draft the notes, mark them if needed`.
fn afterthought(sentence: &str) -> Option<usize> {
    let comma = sentence.rfind(", ")?;
    let first = sentence.get(comma + 2..)?.split(' ').next()?;
    (words::IMPERATIVES.has(first) || words::TASKS.has(first)).then_some(comma)
}

/// `Update the changelog if necessary, and merge`: words that are a whole condition, in the first sentence.
fn within(words: &Spoken<'_>) -> Option<String> {
    if !words.says(words::WHOLE_CONDITIONS) {
        return None;
    }
    let sentence = sentence(words.text());
    let place = words::WHOLE_CONDITIONS.places(sentence).next()?;
    if afterthought(sentence).is_some_and(|from| from < place.start) {
        return None;
    }
    let head = sentence.get(..place.start)?;
    let apart = head.contains("; ")
        || head.trim_end().ends_with(['-', '–', '—', ';', ':', '.'])
        || asks_whether(head.trim_end())
        || is_aside(head);
    // Where no space is put between words, one is not looked for.
    let led = head.contains(' ') || !place.word.is_ascii() && !head.is_empty();
    (!apart && led).then(|| place.word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Spoken, conditional};

    #[test]
    fn conditions_at_either_end_and_in_parentheses() {
        for text in [
            "Dictionary rebuilt (if any word changed)",
            "Notes sent (public releases only)",
            "Menu printed (not for the canteen)",
            "Lift inspected (where one is fitted)",
            "Reliability reviewed (for critical parts)",
            "If the hall is let: chairs counted",
            "For minor releases, update the badge",
            "For MAJOR releases:",
            "Optional tidy-up of old branches",
            "Eventuelle Nacharbeiten",
            "Gateway restarted, if its routes changed",
            "**Update the tables** if they have moved since. See [here](x).",
            "Index rebuilt if fields added",
            "**PUMP_KEY** if the pump is used",
            "PUMP_KEY if the pump is used",
            "`pump.key` if the pump is used",
            "Update the map if necessary, and send it round",
            "Oil the pump, where it is the only one",
            "Was the insurer told, where goods were damaged?",
            "Aufzug geprüft, sofern vorhanden",
            "Kontrola výtahu, pokud je v budově",
            "Avis envoyé, le cas échéant",
            "清理缓存（如需）",
            "清理快取（選用）",
            "僅在使用電梯時需要：",
            "Testar a porta no inverno, se possível.",
            "Only when the hall is let: chairs counted",
            "If anything looks wrong, shut the gate",
            "Book more tests if cracks are found",
            "Proof (only needed for the upper gate)",
            "Proof (not required for paint)",
            "Proof (N/A if nothing moved)",
            "Proof (skip if nothing moved)",
            "Proof (opt.)",
            "Bolt chosen (iron vs. brass) if needed",
            "Wasserstand (ggf.)",
            "扉が動いた場合は記録する",
            "### 4. 掲示（公開なら必須）",
            "問題なければ水門を開ける",
            "Give out the keys [lower lock only]",
            "(水門がある場合のみ) 扉を閉める",
            "[上の門以外] 扉を開ける",
            "Proof (for gate changes)",
            "Only for gates older than the lock: oil the hinges",
            "Revisar la verja si hace falta",
            "Verrou graissé, s'il y a lieu",
            "Pumpe getauscht, sofern erforderlich",
            "Прокладка заменена (при наличии)",
            "泄水阀已开（如有需要）",
            "閉門期限（有條件通過時填寫）",
            "Kapıcıya haber verildi (varsa)",
            "Pompa değiştirildi (opsiyonel)",
            "밸브 확인 (필요 시)",
            "Čerpadlo vyměněno (v případě potřeby)",
            "Замок смазан (необязательно)",
            "Pompa diganti (jika perlu)",
            "Lucchetto cambiato, se del caso",
            "### 4. Badge, if the logo changed",
            "If rollback: write down why",
            "检查闸门（如本次改动涉及上闸）",
            "闸门记录（上闸必填，如有改动填写）",
            "If the gate leaks, mend it. Tell the porter otherwise unused keys.",
            "[FINAL] Close the milestone",
            "**[RC1]** Count the chairs",
            "## 9. Optional round of the locks",
            "3) Optional: count the chairs",
            "Gate log (required for upper gate changes)",
            "**Minor/Major only:** hang up the map",
            "Pump (when the pump is used):",
            "例外がある場合、期限を書く",
            "Bell rung (emergency only)",
            "**WAY BACK** - shut the gate if necessary",
            "Gate oiled if neccessary",
            "For migrations, count the boats",
            "Gates tried out (north, South if applicable)",
            "Badge sent (se configurado)",
            "### Clés optionnelles :",
            "Cahier (obligatoire si la porte a bougé)",
            "Test log (required for any gate change)",
            "Prévenir le port si data breach",
            "如引入新闸门：检查水位",
            "Restart the server if its key changed",
            "Assign a keeper if there is none",
            "Niveau anterior refeito apenas se for teste",
            "Try the upper gate if using it",
            "Test the lower gate if implemented",
            "**Pump:** If using the pump, oil it",
            "Atualizar o mapa se um portão novo apareceu",
            "Conferir a bomba em portões novos quando houver água",
            "Regra da bomba, quando aplicavel",
            "Notes sent (may be skipped for small gates)",
            "Pompa diganti (bila penjaga meminta)",
            "Bomba ligada (quando integrações estiverem habilitadas)",
        ] {
            assert!(conditional(&Spoken::of(text)).is_some(), "{text}");
        }
    }

    #[test]
    fn an_action_within_an_item_is_no_condition_of_it() {
        for text in [
            "If there is a key already, take it. Otherwise, ring for one.",
            "Wenn ein Schlüssel da ist, diesen nehmen; sonst läuten.",
            "Check the pump version - if there is a newer one, order it",
            "Ask the porter. If nobody answers, ring twice.",
            "Check if the gate is shut",
            "Check if tested",
            "Confirm with the porter if tested",
            "Determine whether and if so when it rains",
            "Alarm fires if smoke is blown into it",
            "Page is read only (for review)",
            "Draft kept (for example in a drawer)",
            "El número se genera solo",
            "For each room, count the chairs",
            "For all changes, tell the porter",
            "Read [for the lower lock only] and sign",
            "Execute the return if:",
            "Stop at once if any of these is true:",
            "Traffic is moved back if **any** of these is true:",
            "**If NO-GO:**",
            "When to shut the gate:",
            "Gate tight. Does it hold? (If not, drain the lock.)",
            "**If all doors hold:**",
            "Doors checked (see \"4 [Attic only]\")",
            "Once the door is shut, ring the bell",
            "Lower tank (open the second valve if required)",
            "Paint (may be done again later if necessary)",
            "What might happen if this goes wrong?",
            "Depending on the kind of gate, choose one of these:",
            "Harbour master (when everything above is done):",
            "No leak in the gate unless justified",
            "Gate tried out (the bell does so at night only)",
            "Book kept (signed files only)",
            "**If NO-GO:** tell the harbour master",
            "[GATE] Close the lock",
            "[FINAL]",
            "Tables made with CREATE TABLE IF NOT EXISTS (later)",
            "Pull from mill, where mill is the name of the remote",
            "Draft the notes, mark them as early if appropriate",
            "扉を閉める。水が多い場合は鐘を鳴らす",
            "Ouvrir un compte (se connecter avec la clé)",
            "Registro del agua (se genera cada hora)",
            "Se recomienda: engrasar la puerta",
            "Count the boats. More of them are called as needed.",
            "“If the gate opens, who is told?” has an answer",
            "Way back documented - a way back if needed",
            "**Bills** — they are paid; the contract is changed if needed",
            "**If GO LIVE:**",
            "**If NO-GO**:",
            "Returns a clear word if nobody is there",
            "Red error if not signed in",
            "Mark gates as tight, leaking, shut, or N/A",
            "Type of file checked (images only)",
            "Map kept (required for any visitor)",
            "Hinges oiled as needed",
            "**When opening the gate**:",
            "Si alguno de los siguientes fallos ocurre, cerrar la verja:",
        ] {
            assert_eq!(conditional(&Spoken::of(text)), None, "{text}");
        }
    }
}
