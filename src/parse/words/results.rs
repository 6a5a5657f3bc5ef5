//! Words about how something came out.

super::words! {
    results;

    /// Ends of a label that names how something came out.
    RESULT_LABELS = ["result", "status", "outcome", "health", "verdict", "approval", "overall"];

    /// Labels of what nothing is released without.
    PROVISIONS = [
        "backup", "backups", "database backup", "rollback plan", "rollback procedure", "monitoring",
        "runbook", "runbooks", "on-call", "on-call cover", "sicherung", "datensicherung", "rückfallplan", "überwachung",
        "sauvegarde", "plan de retour arrière", "surveillance", "copia de seguridad", "plan de reversión", "monitorización",
        "plano de rollback", "plano de reversão", "monitoramento", "piano di rollback", "monitoraggio",
    ];

    /// Words of a label that names what a machine runs.
    RUNS = ["tests", "test", "build", "builds", "ci", "pipeline", "checks", "scan", "deployment"];

    /// What labels end with that name somebody's judgement: "Security review: outstanding".
    JUDGEMENTS = [
        "review", "approval", "sign-off", "signoff", "sign off", "test", "tests", "check", "checks", "scan", "audit", "validation",
        "verification", "inspection", "assessment", "prüfung", "freigabe", "revue", "validation", "revisión", "aprobación",
        "revisão", "aprovação", "revisione", "approvazione",
    ];

    /// Of a judgement they say that it is not there.
    LACKING = [
        "none", "keine", "keiner", "aucun", "aucune", "ninguno", "ninguna", "nenhum", "nenhuma", "nessuno", "nessuna", "pending", "open", "outstanding", "missing", "awaited", "not done", "not given", "not run", "not started", "not performed",
        "not finished", "not complete", "not completed", "not received", "in review", "under review", "ongoing", "not signed", "not yet", "withheld", "refused", "rejected",
        "declined", "denied", "withdrawn", "revoked", "expired", "cancelled", "canceled", "on hold", "todo", "to do", "tbd", "incomplete", "in progress", "ausstehend", "offen", "fehlt", "nicht erfolgt",
        "en attente", "manquant", "manquante", "pendiente", "falta", "pendente", "mancante",
    ];

    /// Behind a number they say how many of what was tried went wrong: "3 failed".
    WENT_WRONG = ["failed", "failing", "fehlgeschlagen", "échoués", "fallidos", "falharam", "falliti"];

    /// Words of a label that names what would come out, not what has.
    AWAITED = ["if", "when", "expected", "expect", "expects", "example", "erwartet", "attendu", "esperado"];

    /// A result that begins with one is bad.
    BAD_RESULTS = [
        "fail", "failing", "flaky", "unstable", "crashed", "timeout", "partially", "failed", "failure", "fails",
        "degraded", "critical", "unhealthy", "rejected", "blocked", "down", "ko", "nok", "not ok", "not healthy",
        "not passed", "not approved", "broken", "incomplete", "inconclusive", "unsuccessful", "red", "fehlgeschlagen",
        "gescheitert", "échec", "échoué", "fallido", "fallida", "fallo", "falló", "falhou", "falha", "fallito",
        "fallita", "не", "失败", "🔴", "🟥", "⛔", "🚫", "🛑", "👎", "❌", "✗", "✘", ":x:",
    ];

    /// They are a bad result where they are all of it; words may go on with them otherwise, "error page shown".
    BAD_ALONE = [
        "error", "crash", "bad", "poor", "invalid", "exceeded", "misserfolg", "ungültig", "mangelhaft", "not good", "worse", "abandoned", "gave up", "never ran", "did not start", "didn't start", "nothing",
        "fehler", "abbruch", "schlecht", "erreur", "mauvais", "malo", "erro", "ruim", "errore",
    ];

    /// A result that begins with one is good, and may say less behind it.
    PASSING = [
        "success", "successful", "succeeded", "healthy", "live", "released", "deployed", "closed", "resolved", "stable",
        "erfolgreich", "erfolg", "réussi", "réussie", "succès", "éxito", "exitoso", "sucesso", "successo", "riuscito",
        "成功", "正常", "успешно",
    ];

    /// A result that begins with one is neither good nor bad.
    UNSETTLED_RESULTS = [
        "amber", "yellow", "gelb", "jaune", "orange", "amarillo", "amarelo", "giallo", "mixed", "warn", "warning", "warnings", "borderline", "marginal", "nearly", "almost", "mostly", "partial", "partly",
        "unclear", "undecided", "undetermined", "skip", "skipped", "conditional", "conditionally", "so far",
        "will be", "should be", "maybe", "perhaps", "possibly", "not sure", "under discussion", "gemischt", "unklar", "fast", "weitgehend", "mitigé", "presque", "incierto", "casi",
        "quase", "misto", "quasi",
    ];

    /// A result that begins with one is none, or was called off.
    NO_RESULTS = [
        "aborted", "cancelled", "canceled", "abgebrochen", "no-go", "no go", "rolled back", "on hold", "postponed",
        "deferred", "in progress", "not started", "not run", "not done",
    ];

    /// Behind or before an item in capitals they say that it failed.
    LOUD_FAILED = ["failed", "fail", "rejected", "blocked"];

    /// Behind or before an item in capitals, or alone behind a dash, they say that it is not done.
    LOUD_UNDONE = [
        "pending", "todo", "to do", "wip", "work in progress", "in progress", "not done", "not done yet", "not yet done",
        "not yet", "not started", "incomplete", "skipped", "partially", "partially done",
    ];

    /// Behind a target they name what has come out: "p95 < 500 ms — measured 900 ms".
    MEASURED = ["now at", "now", "currently", "derzeit", "aktuell", "actuellement", "actualmente", "attualmente", "measured", "observed", "actual", "actually", "gemessen", "mesuré", "medido", "misurato"];

    /// Behind a number in parentheses they say how many are not done: "(2 remaining)".
    STILL_OPEN = [
        "error", "errors", "failure", "failures", "fehler", "erreur", "erreurs", "errores", "erros", "errori",
        "remaining", "left", "open", "outstanding", "missing", "to go", "pending", "failed", "failing", "flaky", "offen",
        "übrig", "fehlgeschlagen", "restant", "restants", "restantes", "pendientes", "pendentes", "rimanenti",
    ];

    /// They doubt what stands before them.
    DOUBTS = [
        "i think", "i guess", "i hope", "i believe", "i suppose", "afaik", "as far as i know", "iirc", "fingers crossed", "sort of", "kind of",
        "kinda", "more or less", "🤞", "🤷", "🤔", "😬", "🙈", "hopefully", "probably", "presumably", "vermutlich", "maybe", "perhaps", "supposedly",
        "wahrscheinlich", "peut-être", "probablement", "quizás", "probablemente", "talvez", "provavelmente", "forse", "probabilmente",
    ];

    /// As a whole remark behind an item they leave open whether it is done: "(flaky)", "— rolled back".
    UNSURE = [
        "on hold", "unsure", "not sure", "assumed", "unsicher", "should be fine", "should be ok", "should be okay", "should work", "delayed",
        "stuck", "interrupted", "insufficient", "missed", "no good", "not good", "retest", "to retest", "redo", "to redo",
        "to confirm", "awaiting reply", "almost done", "in part", "no time", "out of time", "ran out of time", "open issue",
        "open issues", "issue found", "issues found", "bug found", "bugs found", "one failure", "one error", "verzögert",
        "unterbrochen", "keine zeit", "zu wiederholen", "retardé", "interrompu", "à confirmer", "retrasado", "interrumpido",
        "por confirmar", "atrasado", "interrompido", "a confirmar", "in ritardo", "da confermare", "errors", "with errors",
        "flaky", "unstable", "degraded", "crashed", "timeout", "timed out", "red", "yellow", "amber", "rolled back", "reverted",
        "aborted", "ignored", "overridden", "out of scope", "descoped", "won't fix", "wontfix", "moved to next release",
        "moved to the next release", "known issue", "known issues", "accepted risk", "partly", "partial", "partially", "half",
        "unconfirmed", "to verify", "to check", "verify", "in theory", "simulated", "simulation", "mock", "mocked",
        "not really", "not quite", "fake", "faked", "dummy", "made up", "exempt", "skip", "by whom?", "who?", "when?", "where?", "which?", "which one?", "which ones?", "how?",
        "dry run", "dry-run", "dry run only", "dry-run only", "workaround", "with workaround", "manual workaround", "tbd", "tbc",
        "abgebrochen", "zurückgerollt", "fehlerhaft", "mit fehlern", "teilweise", "simuliert", "probelauf", "avec erreurs",
        "annulé", "partiel", "simulé", "con errores", "parcial", "simulado", "com erros", "con errori", "parziale", "simulato",
    ];

    /// They leave something out of what is said to be done: "All services deployed (except orders)".
    LEAVES_OUT = [
        "except", "except for", "apart from", "other than", "excluding", "all but", "außer", "bis auf", "sauf",
        "à l'exception", "but", "however", "although", "though", "aber", "jedoch", "allerdings", "mais", "pero", "mas", "ma", "excepto", "salvo", "exceto", "tranne", "eccetto",
    ];

    /// A text that begins with one leaves something out.
    ALL_BUT = ["all but", "alle bis auf", "alle außer", "tous sauf", "toutes sauf", "todos menos", "todos salvo", "tutti tranne"];

    /// In the place of a name they attest, and say by nobody.
    ATTESTS = [
        "verbally", "verbal", "orally", "in person", "by phone", "by mail", "by email", "per mail", "mündlich",
        "verbalement", "verbalmente", "approved", "ok", "okay", "lgtm", "+1", "signed", "signed off", "agreed", "accepted",
        "genehmigt", "freigegeben", "approuvé", "aprobado", "aprovado", "approvato", "👍", "✅", "✔", "✓", "☑",
    ];

    /// Beside a role they say that it is asked for what it attests: "Approval of the QA Lead".
    SIGNING = ["sign-off", "signoff", "sign", "off", "approval", "of", "by", "the", "freigabe", "durch"];

    /// Between how many are done and how many there are: "3 of 4".
    OUT_OF = ["of", "out of", "von", "de", "di", "sur", "van", "av", "af", "из"];

    /// What a column is named that says of a condition whether it came true.
    TRIGGERED = [
        "triggered", "triggered?", "fired", "fired?", "breached", "breached?", "occurred", "occurred?", "came true",
        "ausgelöst", "ausgelöst?", "eingetreten", "eingetreten?", "déclenché", "déclenché ?", "activado", "disparado",
        "scattato",
    ];

    /// What begins with one does not deny what its label asks for.
    SPARES = ["not required", "not needed", "not necessary", "not applicable"];

    /// What begins with one denies what its label asks for.
    DENIED = ["not ", "denied", "declined", "refused"];

    /// By them a sentence says that somebody has not signed, or not any more.
    HAS_NOT_SIGNED = [
        "has not signed", "have not signed", "hasn't signed", "haven't signed", "has not approved", "have not approved",
        "hasn't approved", "haven't approved", "has not agreed", "has not been signed", "has not been approved",
        "not yet signed", "not yet approved", "still has to sign", "still has to approve", "still have to sign",
        "still have to approve", "still needs to sign", "still needs to approve", "yet to sign", "yet to approve",
        "approval withdrawn", "approvals withdrawn", "approval was withdrawn", "withdrew", "revoked the approval",
        "hat nicht unterschrieben", "hat noch nicht unterschrieben", "hat nicht zugestimmt", "hat noch nicht zugestimmt",
        "nicht freigegeben", "n'a pas signé", "n'a pas approuvé", "n'a pas encore signé", "no ha firmado", "no ha aprobado",
        "não assinou", "não aprovou", "non ha firmato", "non ha approvato",
    ];

    /// What somebody says who does not sign.
    WILL_NOT_SIGN = [
        "do not approve", "don't approve", "don’t approve", "does not approve", "cannot approve", "can't approve",
        "can’t approve", "will not approve", "won't sign", "won’t sign", "will not sign", "does not agree", "doesn't agree", "doesn’t agree", "do not agree", "disagrees",
    ];

    /// What is counted, and of which it is good to have none.
    HARMS_COUNTED = [
        "findings", "anomalies", "defects", "bugs", "regressions", "vulnerabilities", "incidents", "deviations", "discrepancies",
        "leaks", "complaints", "failing", "befunde", "auffälligkeiten", "abweichungen", "beanstandungen", "écarts", "hallazgos",
        "anomalías", "defectos", "achados", "anomalias", "defeitos", "rilievi",
    ];

    /// Behind those they say that there are some: others, "identified", may be what was to be done.
    HARM_IS_THERE = [
        "found", "detected", "open", "left", "remaining", "gefunden", "festgestellt", "offen", "constaté", "détecté", "encontrados",
        "detectados", "rilevati",
    ];

    /// In front of those they say that they may stay.
    SLIGHT = ["minor", "low", "cosmetic", "trivial", "allowed", "acceptable", "accepted", "max", "maximum", "known", "previous", "expected"];

    /// What it is good to have none of.
    HARMS = [
        "findings", "finding", "anomalies", "anomaly", "defects", "defect", "bugs", "bug", "regressions", "regression", "vulnerabilities",
        "vulnerability", "warnings", "warning", "alerts", "incidents", "incident", "deviations", "discrepancies", "conflicts", "leaks",
        "complaints", "impact", "cost", "costs", "loss", "downtime", "degradation", "overhead", "risk", "risks", "befunde", "auffälligkeiten", "abweichungen", "beanstandungen", "anomalie", "écarts", "hallazgos", "anomalías",
        "defectos", "achados", "anomalias", "defeitos", "rilievi",
    ];

    /// Behind such words they say of them that they are there.
    HARMS_THERE = [
        "found", "detected", "open", "left", "remaining", "reported", "seen", "observed", "noted", "raised", "identified", "gefunden",
        "festgestellt", "offen", "constaté", "constatée", "détectée", "détecté", "encontrados", "encontradas", "detectados", "rilevati",
    ];

    /// Ticked among options, they say that it is as it should be.
    CONFORMS = [
        "met", "ready", "valid", "as expected", "within limits", "gültig", "wie erwartet", "valide", "válido", "válida", "accepted", "acceptable", "compliant", "conforming", "satisfied", "satisfactory", "adequate", "healthy", "successful",
        "erfüllt", "eingehalten", "in ordnung", "i.o.", "konform", "conforme", "satisfait", "satisfaisant", "validé", "atteint", "cumple", "cumplido",
        "aprobado", "satisfactorio", "aprovado", "atendido", "satisfatório", "superato", "soddisfatto", "符合", "达标", "適合",
    ];

    /// Right before such a word they say that it is not.
    NOT_SO = ["not", "non", "no", "nicht", "não", "nao", "ne", "un", "in", "n.", "不", "未"];

    /// They say that a share is no part of what was done, but how much of something there is or may be.
    GAUGES = [
        "gate", "threshold", "rate", "limit", "target", "goal", "minimum", "maximum", "quota", "quorum", "discount", "tax", "vat", "traffic",
        "rollout", "canary", "sampling", "sample", "share", "schwelle", "grenzwert", "anteil", "seuil", "umbral", "limiar", "soglia",
    ];

    /// What is left out so was meant to be.
    AGREED = ["expected", "intended", "erwartete", "attendus", "esperados"];
}
