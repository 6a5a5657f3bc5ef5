//! Words that decide, and labels of decisions.

super::words! {
    decisions;

    /// Options that let the work go ahead, or say that it did.
    POSITIVE = [
        "go",
        "go ahead",
        "proceed",
        "success",
        "successful",
        "approved",
        "approve",
        "deploy",
        "ship",
        "release",
        "conditional go",
        "go with conditions",
        "pass",
        "passed",
        "conditional pass",
        "conditional",
        "continue",
        "accept",
        "accepted",
    ];

    /// Options that stop the work, or say that it failed.
    NEGATIVE = [
        "no-go",
        "no go",
        "nogo",
        "abort",
        "rollback",
        "rolled back",
        "roll back",
        "partial",
        "rejected",
        "reject",
        "hold",
        "postpone",
        "delay",
        "stop",
        "cancel",
        "cancelled",
        "canceled",
        "aborted",
        "postponed",
        "delayed",
        "stopped",
        "deferred",
        "declined",
        "denied",
        "not approved",
        "on hold",
        "fail",
        "failed",
        "failure",
        "defer",
    ];

    /// Words of a label that something is decided under.
    DECISION_LABELS = [
        "decision",
        "go/no-go",
        "go / no-go",
        "verdict",
        "deployment status",
        "outcome",
        "release status",
        "entscheidung",
        "décision",
        "decisión",
        "decisão",
        "decisione",
    ];

    /// Labels of the line of a form that says how it came out.
    OUTCOME_LABELS = [
        "status",
        "result",
        "results",
        "outcome",
        "verdict",
        "pass/fail",
        "passed",
        "test result",
        "test status",
        "overall result",
        "ergebnis",
        "resultat",
        "résultat",
        "resultado",
        "resultaat",
        "risultato",
        "výsledek",
        "wynik",
        "результат",
        "статус",
        "statut",
        "estado",
        "stav",
        "结果",
        "状态",
        "結果",
    ];

    /// Options of which one alone says that something is decided.
    VERDICTS = ["go", "no-go", "rollback"];

    /// Words of a title of what is about going ahead or not.
    GO_OR_NOT = ["go/no-go", "go / no-go", "go/no go", "go / no go", "go-no-go", "go no-go", "go or no-go", "no-go"];

    /// Labels whose value is the decision itself, in bold or not.
    DECIDING = [
        "decision",
        "final decision",
        "release decision",
        "deployment decision",
        "launch decision",
        "go/no-go",
        "go / no-go",
        "go/no-go decision",
        "verdict",
        "entscheidung",
        "décision",
        "decisión",
        "decisão",
        "decisione",
    ];
}
