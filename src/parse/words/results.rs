//! Words about how something came out.

super::words! {
    results;

    /// Ends of a label that names how something came out.
    RESULT_LABELS = ["result", "status", "outcome", "health", "verdict", "approval", "overall"];

    /// Words of a label that names what a machine runs.
    RUNS = ["tests", "test", "build", "builds", "ci", "pipeline", "checks", "scan", "deployment"];

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

    /// What begins with one does not deny what its label asks for.
    SPARES = ["not required", "not needed", "not necessary", "not applicable"];

    /// What begins with one denies what its label asks for.
    DENIED = ["not ", "denied", "declined", "refused"];

    /// What somebody says who does not sign.
    WILL_NOT_SIGN = [
        "do not approve", "don't approve", "don’t approve", "does not approve", "cannot approve", "can't approve",
        "can’t approve", "will not approve", "won't sign", "won’t sign", "will not sign",
    ];
}
