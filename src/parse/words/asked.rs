//! Words of labels by which a value is asked for.

super::words! {
    asked;

    /// They end a label beside a box that names a value: "Build number:", "Rollback owner:".
    VALUE_NOUNS = [
        "number", "numbers", "no.", "id", "sha", "hash", "checksum", "digest", "path", "location", "owner", "contact", "assignee", "approver",
        "reviewer", "lead", "manager", "coordinator", "commander", "captain", "on-call", "oncall", "link", "url", "pr", "mr", "date", "time",
        "timestamp", "deadline", "version", "tag", "branch", "build", "name", "ticket", "issue", "count", "size", "duration", "evidence",
        "reference", "ref", "commit", "environment", "email", "e-mail", "phone", "address", "percentage", "score", "value", "cost", "budget",
        "channel", "serial", "reading", "reason", "approved", "reviewed", "tested", "verified", "checked", "signed", "confirmed", "by", "on", "at", "from",
        "with", "nummer", "datum", "uhrzeit", "verantwortlich", "ansprechpartner", "adresse", "numéro", "nom",
        "heure", "lien", "responsable", "número", "fecha", "hora", "nombre", "enlace", "versión", "versão", "responsável", "numero", "responsabile",
    ];

    /// They begin one: "Number of ropes:", "Link to the pull request:".
    VALUES_OF = [
        "number of ", "link to ", "name of ", "date of ", "time of ", "url of ", "version of ", "location of ", "path to ", "anzahl ", "link zu ",
        "nombre de ", "lien vers ", "número de ", "enlace a ",
    ];
}
