//! Words at an end of what is said to be done that say otherwise.

super::words! {
    ends;

    /// At the end of what is ticked, with no sign before it, they say that only a part of it is done.
    ENDS_IN_PART = [
        "half done", "half-done", "half finished", "half-finished", "half complete", "half way through",
        "halfway through", "halfway done", "partly done", "partly complete", "partly completed", "partly finished",
        "partially done", "partially complete", "partially completed", "partially finished", "mostly done",
        "mostly complete", "mostly completed", "mostly finished", "almost done", "almost complete", "almost completed",
        "almost finished", "nearly done", "nearly complete", "nearly completed", "nearly finished", "not fully done",
        "not fully complete", "not quite done", "halb fertig", "halb erledigt", "zur hälfte erledigt",
        "teilweise erledigt", "größtenteils erledigt", "fast fertig", "fast erledigt", "à moitié fait",
        "à moitié terminé", "partiellement fait", "presque fini", "presque terminé", "a medias", "parcialmente hecho",
        "parcialmente hecha", "casi terminado", "casi listo", "parcialmente feito", "parcialmente concluído",
        "quase pronto", "quase concluído", "parzialmente fatto", "quasi finito", "quasi fatto",
    ];

    /// There they say that it is still going on, or that somebody let it go; only a person can tell whether that is the work.
    ENDS_UNSETTLED = [
        "in progress", "under way", "underway", "still running", "waived", "failed", "skipped", "pending", "still broken",
        "failing", "still failing", "unsuccessful", "incomplete", "not working", "with errors", "is broken", "are broken", "is red",
        "are red", "did not finish", "didn't finish", "did not complete", "didn't complete", "did not succeed", "didn't succeed",
        "untested", "unresolved", "unverified", "unfinished", "unconfirmed", "undone", "stalled", "ongoing", "not started",
        "aborted", "postponed", "tomorrow", "next week", "fails", "broken",
        "still open", "still missing", "todo", "fixme", "not run", "not done", "not yet done", "not tested",
        "not verified", "not checked", "not finished", "not completed", "in arbeit", "läuft noch", "fehlgeschlagen",
        "übersprungen", "ausstehend", "nicht erledigt", "nicht gemacht", "nicht getestet", "nicht geprüft", "en cours",
        "échoué", "pas fait", "pas faite", "non fait", "non testé", "en curso", "fallido", "fallida", "pendiente",
        "no hecho", "em andamento", "falhou", "pendente", "não feito", "não testado", "in corso", "fallito",
        "in sospeso", "non fatto", "non testato",
    ];

    /// What a ticked item begins with that was tried in vain.
    BEGINS_IN_VAIN = [
        "did not", "didn't", "didn’t", "unable to", "not able to", "failed to", "forgot to", "skipped", "not done", "nicht gemacht",
        "not yet", "noch nicht", "pas encore", "todavía no", "aún no", "ainda não", "non ancora",
        "übersprungen", "vergessen", "pas fait", "oublié", "no hecho", "não feito", "non fatto", "could not", "couldn't", "was not able to", "were not able to", "konnte nicht", "konnten nicht", "no se pudo",
        "não foi possível", "still need to", "still needs to", "still have to", "still has to", "still waiting", "blocked on", "blocked by", "waiting on", "waiting for", "do later", "skip", "skipped because",
        "skipped due to", "skipped for now", "awaiting approval", "awaiting review", "awaiting sign-off",
    ];

    /// Words before such an end by which it is what was looked at, not how the item stands: "no migration is in progress".
    SPARED = [
        "no", "0", "zero", "any", "what", "why", "which", "where", "who", "whose", "how", "after", "because", "until", "marked", "first", "expected", "not", "none", "nothing", "never", "without", "if", "whether", "that", "being", "while", "when", "as", "to", "says", "shows", "shown", "reads", "kein", "keine", "nichts", "ob", "dass", "als",
        "auf", "aucun", "aucune", "sans", "rien", "ningún", "ninguna", "sin", "nada", "nenhum", "nenhuma", "sem",
        "nessun", "nessuna", "senza", "nulla",
    ];

    /// They name work, where they do not order it: "Deploy failed".
    NAMES_OF_WORK = [
        "deploy", "test", "restore", "update", "check", "monitor", "release", "review", "build", "backup", "upgrade", "patch", "scan",
        "import", "export", "load", "sync", "restart", "rollback", "push", "merge", "run", "plan", "audit", "copy", "switch", "start",
        "stop", "reset", "drop", "launch", "install", "scale",
    ];

    /// Behind the name of work they say of what it is.
    OF_WORK = ["to", "of", "for", "on", "in", "into", "from"];

    /// Behind the name of work they begin what is said of it.
    SAYS_OF_IT = ["is", "was", "has", "had", "will", "would", "should", "could", "can", "did", "does"];

    /// Behind them a word in capitals is the name of a state: "set to FAILED", "PASS or FAIL".
    BEHIND_WHICH_NAMED = [
        "to", "as", "or", "and", "from", "of", "for", "with", "in", "the", "a", "status", "state", "auf", "als", "oder", "und", "von",
        "mit", "à", "ou", "et", "de", "a", "o", "y", "e", "con", "com", "is", "=", "==",
    ];

    /// They take back what follows them, that something is done: "Ropes have not been tested", "Ropes to be tested".
    NOT_DONE = [
        "not", "never", "not yet", "not been", "never been", "not fully", "not yet been", "yet to be", "to be", "must be", "will be",
        "should be", "needs to be", "need to be", "being", "cannot be", "could not be", "can't be", "can’t be", "couldn't be", "couldn’t be",
        "isn't", "isn’t", "aren't", "aren’t", "wasn't", "wasn’t", "weren't", "weren’t", "hasn't been", "hasn’t been", "haven't been",
        "haven’t been", "nicht", "noch nicht", "nie", "pas", "pas encore", "jamais", "no", "aún no", "todavía no", "nunca", "não",
        "ainda não", "non", "non ancora", "mai",
    ];

    /// What begins with one of them is to wait, or let something run.
    WAITING = [
        "wait", "allow", "let ", "pause", "sleep", "soak", "monitor", "watch", "observe", "wart", "gewartet", "beobacht",
        "attend", "surveill", "esper", "aguard", "attes", "待", "等",
    ];

    /// Of what there are several one after another, each with its number: "Rollout, wave two (2/3)".
    SPLIT = [
        "wave", "batch", "part", "step", "stage", "phase", "ring", "round", "shard", "group", "slice", "pass", "region", "node",
        "welle", "teil", "schritt", "stufe", "runde", "gruppe", "vague", "étape", "partie", "lot", "etapa", "parte", "fase", "lote", "onda", "ronda",
    ];
}
