//! The words that people use, by what they mean. Data, in one place.

use super::vocabulary::Words;

/// Names of HTML elements that may start a block or stand in prose; anything else in angle brackets is a placeholder.
const HTML: &[&str] = &[
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "b",
    "blockquote",
    "body",
    "br",
    "button",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "em",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "frame",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "legend",
    "li",
    "link",
    "main",
    "mark",
    "menu",
    "meta",
    "nav",
    "object",
    "ol",
    "optgroup",
    "option",
    "p",
    "param",
    "picture",
    "pre",
    "q",
    "s",
    "samp",
    "script",
    "search",
    "section",
    "select",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "track",
    "tt",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];

/// Whether `name` is an element of HTML.
pub fn is_html_element(name: &str) -> bool {
    HTML.binary_search(&name.to_ascii_lowercase().as_str()).is_ok()
}

/// Marks an item, label or heading as conditional, wherever it stands in it. Lower case.
pub const CONDITIONAL: &Words = &Words::new(&[
    "if applicable",
    "if needed",
    "if required",
    "if any",
    "if necessary",
    "if configured",
    "if enabled",
    "if used",
    "if relevant",
    "if possible",
    "if available",
    "if supported",
    "if changed",
    "as needed",
    "as applicable",
    "where applicable",
    "when applicable",
    "when needed",
    "optional",
    "se aplicável",
    "si aplica",
    "si applicable",
    "si nécessaire",
    "si besoin",
    "falls erforderlich",
    "falls zutreffend",
    "falls nötig",
    "wenn nötig",
    "volitelné",
    "pokud",
    "opcional",
    "optionnel",
    "indien nodig",
    "indien van toepassing",
    "se necessario",
    "se necessário",
    "如有",
    "如适用",
    "可选",
    "必要に応じて",
    "該当する場合",
    "при необходимости",
    "если применимо",
    "опционально",
]);

/// Leads the words in parentheses that are a condition: "(if migrations ran)".
pub const CONDITION_LEADS: &Words = &Words::new(&[
    "if ",
    "when ",
    "unless ",
    "only if ",
    "only for ",
    "for major ",
    "si ",
    "se ",
    "falls ",
    "wenn ",
    "если ",
    "optional",
]);

/// Titles of what is only asked for when something went wrong.
pub const CONTINGENT: &Words = &Words::new(&[
    "rollback",
    "roll back",
    "roll-back",
    "back-out",
    "backout",
    "contingency",
    "incident response",
    "disaster recovery",
    "retour arrière",
    "rücksetz",
    "reversión",
    "откат",
    "回滚",
    "ロールバック",
]);

/// Next to a word of [`CONTINGENT`]: the readiness for it, which is asked for always.
pub const READINESS: &Words = &Words::new(&[
    "readiness",
    "ready",
    "prepar",
    "plan review",
    "test",
    "drill",
    "verification",
    "validat",
    "pre-rollback",
]);

/// Next to a word of [`CONTINGENT`]: what is done then, whatever its entries say.
pub const PROCEDURES: &Words = &Words::new(&[
    "procedure",
    "step",
    "execut",
    "action",
    "runbook",
    "recover",
    "post-",
    "after ",
    "trigger",
    "criteria",
    " if ",
]);

/// Words of an entry that something is ready, and not that something is to be done.
pub const READY: &Words = &Words::new(&[
    "tested",
    "documented",
    "available",
    "verified",
    "ready",
    "identified",
    "reviewed",
    "prepared",
    "rehearsed",
    "defined",
    "agreed",
    "in place",
    "accessible",
    "validated",
    "confirmed",
    "approved",
    "known",
    "assigned",
]);

/// Words that an entry starts with when it says what to do.
pub const IMPERATIVES: &Words = &Words::new(&[
    "verify",
    "confirm",
    "ensure",
    "check",
    "run",
    "execute",
    "revert",
    "restore",
    "deploy",
    "redeploy",
    "stop",
    "start",
    "switch",
    "notify",
    "scale",
    "disable",
    "enable",
    "restart",
    "drop",
    "reset",
    "monitor",
    "update",
    "inform",
    "trigger",
    "page",
    "create",
    "open",
    "announce",
    "roll",
    "post",
    "test",
    "document",
    "investigate",
    "identify",
]);

/// Titles of conditions that call for an action when they come true.
pub const CRITERIA: &Words =
    &Words::new(&["trigger", "criteria", "immediately if", "rollback if", "roll back if", "abort if", "rollback when"]);

/// In a label under a title of [`CRITERIA`]: it runs on into the conditions, rather than saying something else.
pub const LEADS_ON: &Words = &Words::new(&[
    "following",
    "any of",
    "one of",
    "if any",
    "is true",
    "folgende",
    "suivant",
    "siguiente",
    "seguinte",
]);

/// Next to a word of [`CRITERIA`]: conditions that are good when they come true.
pub const GOOD_CRITERIA: &Words = &Words::new(&[
    "success",
    "acceptance",
    "entry",
    "exit",
    "completion",
    "go criteria",
    "readiness",
    "definition of done",
    "pass",
]);

/// Titles of what is there to be looked up.
pub const REFERENCE: &Words = &Words::new(&[
    "contact",
    "reference",
    "appendi",
    "glossary",
    "resources",
    "useful links",
    "related doc",
    "further reading",
    "see also",
    "slo target",
    "sla target",
    "slo/sla target",
    "legend",
    "annexe",
    "anhang",
]);

/// Titles of groups of which one applies, be it a part or a single entry.
pub const CHOOSE_ONE: &Words = &Words::new(&[
    "choose one",
    "choose exactly one",
    "select one",
    "select exactly one",
    "pick one",
    "tick one",
    "check one",
    "one of the following",
    "eine auswählen",
    "choisir une",
    "elegir una",
]);

/// With these next to them, more than one may apply.
pub const OR_MORE: &Words = &Words::new(&["or more", "at least one", "any one"]);

/// Titles of groups of parts of which one applies.
pub const ALTERNATIVES: &Words = &Words::new(&["environment-specific", "environment specific", "platform-specific"]);

/// Titles of places where people attest.
pub const SIGN_OFF_TITLES: &Words = &Words::new(&[
    "sign-off",
    "sign off",
    "signoff",
    "sign-offs",
    "approvals",
    "approval",
    "approvers",
    "signatures",
    "final sign-off",
    "freigabe",
    "genehmigung",
    "genehmigungen",
    "unterschrift",
    "aprobaciones",
    "aprovação",
    "signatures",
    "validation finale",
    "подписи",
    "утверждение",
    "firmas",
    "assinaturas",
    "审批",
    "签字",
    "承認",
    "schválení",
]);

/// Labels of a line on which a person attests.
pub const SIGN_OFF_LABELS: &Words = &Words::new(&[
    "sign-off",
    "sign off",
    "signoff",
    "signed off by",
    "signed by",
    "approved by",
    "approver",
    "signature",
    "signed",
    "freigegeben durch",
    "approuvé par",
    "validé par",
    "aprobado por",
    "aprovado por",
    "geprüft und freigegeben",
    "tester signature",
    "schválil",
    "承認者",
    "审批人",
]);

/// Labels of who did the work; behind everything else that is to be done they attest to it.
pub const PERFORMERS: &Words = &Words::new(&[
    "performed by",
    "carried out by",
    "released by",
    "executed by",
    "tested by",
    "tester",
    "completed by",
    "deployed by",
    "verified by",
    "checked by",
    "provedl",
    "durchgeführt von",
    "ausgeführt von",
    "geprüft von",
    "réalisé par",
    "effectué par",
    "realizado por",
    "ejecutado por",
    "executado por",
    "responsável pelo deploy",
    "responsable del despliegue",
    "執行者",
    "実施者",
    "执行人",
]);

/// Behind a role and a box: what a tick says.
pub const APPROVED: &Words = &Words::new(&[
    "approved",
    "approve",
    "approves",
    "signed",
    "signed off",
    "agreed",
    "accepted",
    "confirmed",
    "ok",
    "freigegeben",
    "approuvé",
    "aprobado",
    "aprovado",
    "schváleno",
    "批准",
    "同意",
    "承認",
]);

/// Labels of a name within a sign-off.
pub const NAME_LABELS: &Words = &Words::new(&[
    "name",
    "printed name",
    "full name",
    "nom",
    "nombre",
    "nome",
    "имя",
    "jméno",
    "naam",
    "imię",
    "nom et prénom",
    "姓名",
    "氏名",
    "名前",
]);

/// Labels of a signature within a sign-off.
pub const SIGNATURE_LABELS: &Words = &Words::new(&[
    "signature",
    "signed",
    "sign",
    "firma",
    "assinatura",
    "unterschrift",
    "подпись",
    "podpis",
    "handtekening",
    "签字",
    "签名",
    "署名",
    "サイン",
]);

/// Labels of a date within a sign-off.
pub const DATE_LABELS: &Words = &Words::new(&[
    "date",
    "date/time",
    "date / time",
    "date & time",
    "time",
    "datum",
    "fecha",
    "data",
    "дата",
    "日期",
    "data e hora",
    "dato",
]);

/// Words that end the title of a person: a role.
pub const ROLES: &Words = &Words::new(&[
    "lead",
    "manager",
    "engineer",
    "owner",
    "officer",
    "director",
    "administrator",
    "admin",
    "architect",
    "developer",
    "head",
    "cto",
    "cio",
    "ciso",
    "ceo",
    "vp",
    "team",
    "sre",
    "devops",
    "qa",
    "security",
    "product",
    "tester",
    "analyst",
    "responsible",
    "approver",
    "sponsor",
    "coordinator",
    "commander",
    "reviewer",
]);

/// Labels of who is to do an item.
pub const RESPONSIBLE: &Words =
    &Words::new(&["responsible", "owner", "assignee", "assigned to", "responsable", "verantwortlich", "responsável"]);

/// Labels of how an item is shown to be done.
pub const VERIFICATION: &Words = &Words::new(&["verification", "evidence", "verify", "proof", "acceptance"]);

/// Labels of what is attached to an item.
pub const ATTACHED: &Words = &Words::new(&["evidence", "attachment", "proof"]);

/// Words that make what stands behind a label a sentence and no value.
pub const VERBS: &Words = &Words::new(&[
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "has",
    "have",
    "had",
    "can",
    "must",
    "should",
    "will",
    "may",
    "not",
    "no",
    "all",
    "every",
    "each",
    "any",
    "passes",
    "works",
    "exists",
    "runs",
    "returns",
    "shows",
    "up-to-date",
    "if",
    "when",
    "that",
    "then",
    "ok",
    "done",
]);

/// Labels of somebody's name that name no role.
pub const PEOPLE: &Words = &Words::new(&[
    "on-call",
    "primary on-call",
    "secondary on-call",
    "backup on-call",
    "contact",
    "escalation contact",
    "primary",
    "secondary",
]);

/// Labels whose value may stay empty.
pub const OPTIONAL_LABELS: &Words = &Words::new(&[
    "comment",
    "comments",
    "note",
    "notes",
    "remark",
    "remarks",
    "commentaires",
    "bemerkungen",
    "observações",
]);

/// Labels that are fields even when nothing but a line end follows.
pub const FIELD_LABELS: &Words = &Words::new(&[
    "name",
    "date",
    "time",
    "signature",
    "result",
    "version",
    "status",
    "completed by",
    "verified by",
    "performed by",
    "started",
    "finished",
    "duration",
    "start time",
    "end time",
    "commit",
    "git commit",
    "ticket",
    "url",
    "environment",
    "deployed by",
    "reviewed by",
    "comments",
    "notes",
    "build",
    "branch",
    "tag",
    "release date",
    "deployment date",
]);

/// Labels of a value that is held against the words before it: "pass rate ≥98% (verified: 99%)".
pub const MEASURED_LABELS: &Words =
    &Words::new(&["verified", "actual", "actually", "measured", "current", "currently", "result", "observed", "got"]);

/// Words before what a value has to reach.
pub const TARGET_LABELS: &Words = &Words::new(&["target", "goal", "ziel", "objectif", "objetivo", "цель"]);

/// Words before a number that another one is held against.
pub const COMPARED: &Words = &Words::new(&["baseline", "e.g."]);

/// Words before the least that a value may be.
pub const LEAST: &Words = &Words::new(&["minimum", "min.", "min", "mindestens"]);

/// Words before the most that a value may be.
pub const MOST: &Words = &Words::new(&["maximum", "max.", "max", "limit", "höchstens"]);

/// Labels of a time of day, or of a date with one.
pub const TIME_LABELS: &Words =
    &Words::new(&["time", "date/time", "start time", "end time", "decision time", "timestamp"]);

/// Last words of a label whose value is an address on the web.
pub const URL_ENDINGS: &Words = &Words::new(&["url", "link"]);

/// Last words of a label whose value is a time.
pub const TIME_ENDINGS: &Words = &Words::new(&["timestamp"]);

/// Last words of a label whose value is a day.
pub const DATE_ENDINGS: &Words = &Words::new(&["date"]);

/// Last words of a label whose value is a length of time.
pub const DURATION_ENDINGS: &Words = &Words::new(&["duration"]);

/// Labels of a number.
pub const NUMBER_LABELS: &Words = &Words::new(&["count"]);

/// Units that only a number has.
pub const UNITS: &[&str] = &["GB", "MB", "TB", "KB", "GiB", "MiB", "vCPUs", "ms"];

/// The words of a choice; at least one of them must be among the options.
pub const CHOICES: &Words = &Words::new(&[
    "pass",
    "fail",
    "yes",
    "no",
    "ok",
    "ko",
    "success",
    "failure",
    "rollback",
    "partial",
    "healthy",
    "degraded",
    "critical",
    "high",
    "medium",
    "low",
    "none",
    "minor",
    "major",
    "go",
    "no-go",
    "n/a",
    "na",
    "done",
    "pending",
    "approved",
    "rejected",
    "complete",
    "incomplete",
    "enabled",
    "disabled",
    "up",
    "down",
    "passed",
    "failed",
    "blocked",
    "conditional",
    "oui",
    "non",
    "ja",
    "nein",
    "sí",
    "sim",
    "não",
    "true",
    "false",
    "staging",
    "production",
]);

/// Options that let the work go ahead, or say that it did.
pub const POSITIVE: &Words = &Words::new(&[
    "go",
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
    "conditional",
    "continue",
    "accept",
    "accepted",
]);

/// Options that stop the work, or say that it failed.
pub const NEGATIVE: &Words = &Words::new(&[
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
    "failed",
    "failure",
    "defer",
]);

/// Words of a label that something is decided under.
pub const DECISION_LABELS: &Words =
    &Words::new(&["decision", "go/no-go", "go / no-go", "verdict", "deployment status", "outcome", "release status"]);

/// Headers of a table column that says how far a row has come.
pub const STATUS_HEADERS: &Words = &Words::new(&[
    "status",
    "done",
    "complete",
    "completed",
    "☐",
    "✓",
    "✔",
    "result",
    "pass/fail",
    "[ ]",
    "done?",
    "ok",
    "ok?",
    "state",
    "statut",
    "estado",
    "erledigt",
]);

/// Labels of the line of a form that says how it came out.
pub const OUTCOME_LABELS: &Words = &Words::new(&[
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
]);

/// Headers that say how far a row has come where states stand below them, and what is to be checked where words do.
pub const CHECK_HEADERS: &Words = &Words::new(&["check", "checked", "checks", "verified", "confirmed"]);

/// Words in a status cell that mean neither done nor given up.
pub const UNDONE: &Words = &Words::new(&[
    "pending",
    "open",
    "todo",
    "to do",
    "not started",
    "in progress",
    "tbd",
    "⏳",
    "🔄",
    "⬜",
    "🔲",
    "⏸",
    "⏸️",
    "⌛",
    "🚧",
    "🕐",
    "⚪",
    "🟡",
    ":hourglass:",
    ":hourglass_flowing_sand:",
    ":pause_button:",
    ":white_large_square:",
    ":construction:",
    ":arrows_counterclockwise:",
    ":white_circle:",
    ":yellow_circle:",
    ":soon:",
]);

/// Signs in a status cell that something is not planned, or stopped; which of them only a person can tell.
pub const BARRED: &Words = &Words::new(&["⛔", "🚫", ":no_entry:", ":no_entry_sign:", ":stop_sign:"]);

/// Words in a status cell that mean done.
pub const DONE: &Words = &Words::new(&[
    "done",
    "complete",
    "completed",
    "pass",
    "passed",
    "ok",
    "yes",
    "verified",
    "approved",
    "✅",
    "✓",
    "✔",
    "☑",
    "☒",
    "[x]",
    ":white_check_mark:",
    ":heavy_check_mark:",
]);

/// Words in a status cell that mean failed.
pub const FAILED: &Words = &Words::new(&["fail", "failed", "no", "❌", "✗", "✘", ":x:", "blocked", "rejected"]);

/// Words in a status cell that mean not applicable.
pub const NOT_APPLICABLE: &Words = &Words::new(&["n/a", "na", "not applicable", "n.a.", "skipped", "skip"]);

/// Headers of a column that says what happened when: the rows are a log, and nothing to be done.
pub const LOG_HEADERS: &Words = &Words::new(&["event", "events", "timestamp"]);

/// Words before the number of a step.
pub const STEPS: &Words = &Words::new(&["step", "schritt", "étape", "paso", "passo", "шаг"]);

/// Words in a slot that nobody has filled.
pub const NO_VALUE: &Words =
    &Words::new(&["tbd", "tba", "todo", "n/a", "xxx", "none", "pending", "name", "date", "signature"]);

/// With these next to a word of [`SIGN_OFF_TITLES`] nobody attests.
pub const NO_SIGN_OFF_TITLES: &Words = &Words::new(&["attendee", "criteria", "process", "policy"]);

/// Labels of a sign-off line whose role is that of an approver.
pub const APPROVER_LABELS: &Words = &Words::new(&["approved by", "approver"]);

/// Headers of a table's column that names who is to sign.
pub const ROLE_HEADERS: &Words = &Words::new(&[
    "role",
    "position",
    "approver",
    "title",
    "rôle",
    "rolle",
    "rol",
    "função",
    "roles",
    "stakeholder",
    "team",
    "approver role",
    "cargo",
    "funktion",
    "fonction",
    "role / name",
    "角色",
    "役割",
]);

/// Headers of a table's column that people sign in.
pub const SIGN_OFF_HEADERS: &Words = &Words::new(&["sign-off", "approval", "approved", "signed off"]);

/// Options of which one alone says that something is decided.
pub const VERDICTS: &Words = &Words::new(&["go", "no-go", "rollback"]);
