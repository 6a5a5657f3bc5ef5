//! Words of sentences by which work was not done, or did not succeed.

super::words! {
    denials;

    /// Somebody did not do what follows, or it did not come about.
    DID_NOT = [
        "did not", "didn't", "didn’t", "have not", "haven't", "haven’t", "has not", "hasn't", "hasn’t", "had not", "hadn't", "hadn’t",
        "could not", "couldn't", "couldn’t", "was not able to", "were not able to", "not been able to", "unable to", "never",
        "nobody", "no one", "niemand", "nadie", "nothing was", "nothing has been", "nothing is", "nothing", "nichts", "rien",
    ];

    /// Something was not done that is said behind it.
    WAS_NOT = [
        "was not", "wasn't", "wasn’t", "were not", "weren't", "weren’t", "has not been", "hasn't been", "have not been", "haven't been",
        "was never", "were never", "was not yet", "were not yet", "has not yet been", "have not yet been", "could not be", "couldn't be",
        "wurde nicht", "wurden nicht", "wurde noch nicht", "n'a pas été", "n'ont pas été", "no fue", "no se ha", "não foi", "não foram", "non è stato",
        "non è stata",
    ];

    /// At the end of a sentence about a test, a build or an approval they say that it stands badly.
    STANDS_BADLY = [
        "has failed", "have failed", "failed", "is failing", "are failing", "is red", "are red", "is broken", "are broken", "did not pass",
        "didn't pass", "didn’t pass", "is pending", "are pending", "is missing", "was skipped", "were skipped", "was rolled back", "were rolled back", "was aborted", "were aborted",
        "was postponed", "were postponed", "was cancelled", "was canceled", "is incomplete", "are incomplete", "is outstanding",
        "are outstanding", "still outstanding", "is on hold", "is blocked", "was unsuccessful", "were unsuccessful", "was not successful",
        "were not successful", "wurde übersprungen", "wurde abgebrochen", "steht noch aus", "stehen noch aus", "ist fehlgeschlagen", "sind fehlgeschlagen", "a échoué",
        "ont échoué", "falló", "fallaron", "falhou", "falharam", "è fallito", "sono falliti",
    ];

    /// It came about; of "checked" or "sent" that is done already where others say so.
    HAPPENED = [
        "run", "rerun", "re-run", "made", "taken", "carried out", "performed", "executed", "done", "created", "held", "given", "received",
        "obtained", "granted", "possible", "durchgeführt", "gemacht", "ausgeführt", "erteilt", "effectué", "effectuée", "effectués",
        "réalisé", "réalisée", "realizado", "realizada", "hecho", "feito", "feita", "eseguito", "eseguita", "fatto",
    ];

    /// A sentence that begins with one waits for what it names.
    AWAITS = [
        "we are still waiting for", "we are still waiting on", "we're still waiting for", "we're still waiting on", "we are waiting for",
        "we are waiting on", "we're waiting for", "still waiting for", "still waiting on", "waiting for", "waiting on", "awaiting", "pending",
        "wir warten noch auf", "wir warten auf", "nous attendons", "en attente de", "en espera de", "aguardando", "in attesa di",
    ];

    /// What may stand between that and the work.
    YET = ["yet", "has", "has yet", "been", "even", "fully", "actually", "yet been", "been fully"];

    /// Work that no checklist wants undone: of "change" or "log" it may.
    PROVES = [
        "test", "tested", "verify", "verified", "check", "checked", "review", "reviewed", "validate", "validated", "rehearse",
        "rehearsed", "finish", "finished", "complete", "completed", "pass", "passed", "work", "worked", "succeed", "succeeded", "approve",
        "approved", "sign off", "signed off", "get to", "got to", "manage", "managed", "get it", "get around", "got around",
    ];

    /// Something was tried and failed.
    FAILED_AT = [
        "failed the", "failed its", "failed their", "failed our", "failed to", "failed on", "failed at", "failed during", "failed with", "failed once", "failed twice", "failed again", "failed several", "failed repeatedly",
        "failed because", "failed due", "ran out of time", "no time for", "no time to",
    ];

    /// Ends by which something does not do what it is there for.
    ENDS_FAILING = [
        "does not work", "doesn't work", "doesn’t work", "do not work", "don't work", "don’t work", "does not pass", "doesn't pass",
        "doesn’t pass", "do not pass", "don't pass", "don’t pass", "did not work", "didn't work", "didn’t work", "did not pass",
        "didn't pass", "didn’t pass", "does not agree", "do not agree", "disagrees", "disagree", "not ok", "not okay", "not ready", "not passing", "with problems", "with failures", "with defects",
        "without success", "unsuccessfully", "was a failure", "timed out", "partially", "missing", "outstanding", "needs work", "need work", "needs testing",
        "need testing", "needs review", "need review", "needs fixing", "need fixing", "unhealthy", "degraded", "breached",
        "exhausted", "unpatched", "above target", "below target", "mostly pass", "mostly passed", "pass locally only", "pass only locally",
        "passed locally only", "passed only locally", "on my machine", "funktioniert nicht", "fehlt", "fehlen", "ohne erfolg",
        "ne fonctionne pas", "sans succès", "manque", "no funciona", "sin éxito", "falta", "não funciona", "sem sucesso", "non funziona",
        "senza successo", "manca",
    ];

    /// Beside them it is meant to: "Old password does not work".
    MEANT = [
        "old", "wrong", "invalid", "expired", "revoked", "unknown", "deleted", "removed", "disabled", "forged", "failed", "failing", "flaky", "skipped", "open", "outstanding", "alt", "alte", "altes",
        "falsch", "falsche", "falsches", "abgelaufen", "ancien", "ancienne", "faux", "fausse", "expiré", "antiguo", "antigua", "incorrecta",
        "incorrecto", "antigo", "antiga", "errado", "errada", "vecchio", "vecchia", "errato", "errata",
    ];

    /// Somebody is still at it.
    STILL_AT = [
        "still firing", "still alerting", "still down", "still testing", "still checking", "still verifying", "still reviewing", "still waiting", "still investigating", "still fixing",
        "still need to", "still needs to", "still have to", "still has to",
    ];

    /// In front of a provision or a judgement they say that there is none.
    NONE_OF = ["no", "zero", "without", "kein", "keine", "aucun", "aucune", "sans", "sin", "sem", "senza", "nessun", "nessuna"];

    /// They say of a judgement that it is missing only behind a mark: "PR for review open", "Wrong sign-off rejected".
    ALSO_MEANT = ["open", "none", "rejected", "denied", "offen", "keine", "keiner"];

    /// Behind their label a number may be that of one of them: "Issues: 123".
    ALSO_NUMBERED = ["issues", "issue"];

    /// In front of what says done: "Ropes hardly tested".
    HARDLY = [
        "half", "almost", "nearly", "barely", "hardly", "scarcely", "somewhat", "probably", "badly", "poorly", "insufficiently",
        "incompletely", "allegedly", "supposedly", "halb", "fast", "kaum", "wohl", "vermutlich", "presque", "à moitié", "casi", "quase", "quasi",
    ];

    /// What failed once was mended since.
    MENDED = [
        "mended", "fixed", "resolved", "again", "repeated", "rerun", "re-run", "retried", "then passed", "passed on", "behoben",
        "corrigé", "corregido", "corrigido",
    ];
}
