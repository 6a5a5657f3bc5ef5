//! Words of a decision against going ahead.

super::words! {
    refusals;

    /// The decision itself.
    NO_GO = ["no-go", "no go", "nogo"];

    /// A text that begins with one decides so.
    BEGINS_NO_GO = ["no-go", "no go", "nogo", "not go", "not yet go", "not a go"];

    /// They decide so alone on a line, where no option is chosen.
    REFUSED_ALONE = [
        "rejected", "refused", "wait", "hold", "on hold", "stop", "postponed", "deferred", "delayed", "declined",
        "not approved", "aborted", "cancelled", "abgelehnt", "verschoben", "refusé",
    ];

    /// Words of a sentence by which people decide so.
    DECIDES_AGAINST = [
        "decided against", "decided not to", "do not go", "do not ship", "do not release", "do not deploy", "do not launch", "don't go", "don’t go", "does not go", "will not go", "won't go",
        "won’t go", "not going live", "not going ahead","do not proceed", "not proceeding", "gehen nicht live",
        "nicht freigegeben", "wird verschoben", "is postponed", "is called off",
    ];

    /// They say more of such a decision.
    SAYS_MORE = [
        "because", "due", "as", "since", "for", "until", "yet", "now", "today", "by", "from", "on", "in", "wegen", "bis",
        "weil",
    ];

    /// By them a sentence says when to decide so, and does not decide.
    SAYS_WHEN = [
        "if", "when", "or", "unless", "whether", "means", "must", "should", "any", "either", "case", "wenn", "falls",
        "oder", "si", "se", "quand", "cuando",
    ];

    /// Labels of what those advise who do not decide.
    ADVICE = [
        "recommendation", "our recommendation", "qa recommendation", "release recommendation", "go/no-go recommendation",
        "launch recommendation", "empfehlung", "recommandation", "recomendación", "recomendação", "raccomandazione", "aanbeveling",
    ];

    /// In any sentence they say that something does not go ahead.
    CALLED_OFF = [
        "not going live", "not going ahead", "not ready for production", "not production-ready", "not production ready",
        "not ready for release", "not ready to release", "not ready for launch", "not ready to launch", "not ready for deployment",
        "not ready to deploy", "not ready for go-live", "not ready to ship", "do not deploy yet", "do not release yet",
        "do not ship yet", "do not launch yet", "nicht produktionsreif", "noch nicht bereit", "pas prêt pour la production",
        "no está listo para", "não está pronto para", "non è pronto per", "is postponed", "is called off", "gehen nicht live", "wird verschoben", "est reporté",
        "est reportée", "queda aplazado", "foi adiado", "è rimandato", "decided not to go", "decided not to release",
        "decided not to deploy", "decided not to ship", "decided not to launch", "decided not to proceed", "decided to postpone",
        "decided to cancel", "decided to abort", "decided to hold off", "agreed to postpone", "agreed not to go",
    ];

    /// Behind what is released they say that it did not come about: "The release was cancelled".
    CANCELLED = [
        "cancelled", "canceled", "called off", "aborted", "postponed", "deferred", "put off", "on hold", "abgesagt", "abgebrochen",
        "verschoben", "annulé", "annulée", "reporté", "reportée", "cancelado", "cancelada", "aplazado", "aplazada", "adiado",
        "adiada", "annullato", "annullata", "rimandato", "rimandata",
    ];

    /// In front of it.
    ARTICLES = ["the", "this", "our", "today's", "die", "das", "der", "le", "la", "el", "o", "a", "il", "lo"];

    /// What is released, or goes ahead.
    GOES_AHEAD = [
        "release", "deployment", "deploy", "launch", "go-live", "go live", "rollout", "roll-out", "cutover", "cut-over", "migration",
        "upgrade", "change", "einführung", "umstellung", "freigabe", "livraison", "déploiement", "mise en production", "lanzamiento",
        "despliegue", "lançamento", "implantação", "rilascio",
    ];

    /// Between the two.
    CAME_TO_BE = [
        "is now", "is", "was", "has been", "had to be", "got", "ist", "wurde", "wird", "est", "a été", "está", "fue", "foi", "è stato",
        "è stata", "è",
    ];

    /// A line that begins with one says what to do, and not what was decided.
    ORDERS = ["hold", "wait", "stop", "halt", "abort", "defer", "delay", "postpone", "reject", "do"];

    /// Words of a title below which a decision stands.
    DECISION_TITLES = [
        "decision", "go/no-go", "go / no-go", "verdict", "entscheidung", "freigabeentscheidung", "releaseentscheidung",
        "décision",
    ];

    /// Questions whose yes says that the run was taken back, or has to be.
    TAKEN_BACK = [
        "rolled back", "was it rolled back", "rollback needed", "rollback required", "rollback necessary",
        "rollback performed", "rollback executed", "rollback initiated", "rollback triggered",
    ];

    /// They say yes.
    YES = ["yes", "y", "ja", "oui", "sí", "sim", "sì"];
}
