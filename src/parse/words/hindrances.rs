//! Words about what stands in the way.

super::words! {
    hindrances;

    /// Labels of what must not be there.
    BLOCKERS = [
        "blocked by", "blocked on", "waiting for", "waiting on", "incident opened", "incidents opened", "incident open",
        "sev1 open", "sev-1 open", "open sev1", "open sev-1", "p0 open", "p1 open", "open p0", "open p1", "blockiert durch",
        "bloqué par", "bloqueado por",
        "blocking", "blocker", "blockers", "open blockers", "blocking issues", "open blocking issues",
        "release blockers", "showstoppers", "critical defects", "critical defects open", "open critical defects",
        "critical bugs", "open critical bugs", "critical vulnerabilities", "active incidents", "open incidents",
        "known blockers", "current blockers", "remaining blockers", "offene blocker", "blockierer",
        "points bloquants", "bloquants", "bloqueos", "bloqueantes", "bloqueios", "impedimentos", "bloccanti",
    ];

    /// Labels of what is still open; only a person can tell whether it may be.
    OPEN_ISSUES = [
        "open issues", "open issue", "outstanding issues", "unresolved issues", "remaining issues", "open problems",
        "open defects", "open bugs", "open points", "outstanding items", "offene punkte", "offene probleme",
        "offene fehler", "points ouverts", "problèmes ouverts", "problemas abiertos", "puntos abiertos",
        "problemas em aberto", "pontos em aberto", "problemi aperti", "punti aperti",
    ];

    /// Labels of what is not done yet.
    LEFT_TO_DO = [
        "remaining", "remaining work", "remaining tasks", "remaining items", "outstanding", "left to do", "still to do",
        "still open", "still pending", "pending approval", "pending approvals", "pending items", "pending tasks", "pending work", "pending checks", "unfinished", "unfinished work", "not done", "not done yet",
        "not yet done", "open work", "open tasks", "noch offen", "noch zu tun", "offene arbeiten", "offene aufgaben", "travail restant",
        "trabajo pendiente", "tareas pendientes", "trabalho pendente", "tarefas pendentes", "lavoro rimanente", "openstaand", "verbleibend", "reste à faire", "restant", "pendiente", "pendientes", "pendentes",
        "rimanente", "rimanenti", "not ready", "not ready for", "what needs work", "what is missing", "was fehlt", "ce qui manque",
        "lo que falta", "o que falta", "cosa manca", "требуется", "осталось",
    ];

    /// Before words they are labels of the same; before a number they count what came out so, and as titles they may plan it.
    WORDS_LEFT = [
        "to do", "pending", "missing", "still missing", "not tested", "not verified", "not checked", "not finished", "incomplete",
        "ausstehend", "fehlt", "es fehlt", "nicht getestet", "nicht geprüft", "manque", "en attente", "non testé", "pendiente",
        "pendientes", "falta", "faltan", "no probado", "pendente", "pendentes", "faltam", "não testado", "manca", "in sospeso",
        "non testato",
    ];

    /// Before a number they are labels of the same; before words they may say where something is.
    NUMBER_LEFT = [
        "left", "to go", "missing", "still missing", "übrig", "fehlend", "es fehlen", "manquants", "faltan", "faltam", "mancano",
    ];

    /// They say that nothing stands in the way, or nothing any more.
    SETTLED = [
        "none", "nobody", "no one", "nil", "nothing", "n/a", "resolved", "closed", "cleared", "fixed", "mitigated", "accepted", "solved",
        "settled", "keiner", "keines", "nichts", "behoben", "gelöst", "erledigt", "akzeptiert", "néant", "résolu",
        "résolus", "corrigé", "ninguno", "ninguna", "resuelto", "resueltos", "nenhum", "nenhuma", "resolvido",
        "resolvidos", "nessuno", "nessuna", "risolto", "risolti",
    ];

    /// Titles of what is known to be left out, or was learnt.
    SET_ASIDE = [
        "out of scope", "not in scope", "outside the scope", "non-goals", "limitations", "known issues", "lessons learned", "future work",
        "roadmap", "changes", "changelog", "legend", "außerhalb des umfangs", "nicht im umfang", "hors périmètre", "fuera de alcance", "fora do escopo",
        "fuori ambito",
    ];

    /// Titles of what is not to be done.
    PROHIBITIONS = [
        "don't", "don’t", "don'ts", "don’ts", "do not", "never", "avoid", "not allowed", "anti-pattern", "anti-patterns", "bad", "wrong",
        "nicht", "vermeiden", "verboten", "ne pas", "à éviter", "interdit", "no hacer", "evitar", "não fazer", "da evitare", "не делать",
        "плохо", "нельзя", "禁止", "不要",
    ];
}
