//! Words about values: labels, units of what is filled in, choices, and what stands in for a value.

super::words! {
    values;

    /// Labels of what is attached to an item.
    ATTACHED = ["evidence", "attachment", "proof"];

    /// Labels whose value may stay empty.
    OPTIONAL_LABELS = [
        "備考",
        "备注",
        "コメント",
        "comment",
        "comments",
        "note",
        "notes",
        "remark",
        "remarks",
        "commentaires",
        "bemerkungen",
        "observações",
    ];

    /// Labels of how many entries stand in a section.
    COUNT_LABELS = ["total tests", "total items", "total tasks", "total checks"];

    /// Labels that are fields even when nothing but a line end follows.
    FIELD_LABELS = [
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
    ];

    /// Labels of a value that is held against the words before it: "pass rate ≥98% (verified: 99%)".
    MEASURED_LABELS = [
        "verified",
        "actual",
        "actually",
        "measured",
        "current",
        "currently",
        "result",
        "observed",
        "got",
        "now",
        "aktuell",
        "gemessen",
        "actuel",
        "mesuré",
        "medido",
        "misurato",
    ];

    /// Words before what a value has to reach.
    TARGET_LABELS = ["target", "goal", "ziel", "objectif", "objetivo", "цель"];

    /// Words before a number that another one is held against.
    COMPARED = ["baseline", "e.g."];

    /// Words before the least that a value may be.
    LEAST = ["minimum", "min.", "min", "mindestens"];

    /// Words before the most that a value may be.
    MOST = ["maximum", "max.", "max", "limit", "höchstens"];

    /// Labels of a time of day, or of a date with one.
    TIME_LABELS = ["time", "date/time", "start time", "end time", "decision time", "timestamp"];

    /// Last words of a label whose value is an address on the web.
    URL_ENDINGS = ["url", "link"];

    /// Last words of a label whose value is a time.
    TIME_ENDINGS = ["timestamp"];

    /// Last words of a label whose value is a day.
    DATE_ENDINGS = ["date"];

    /// Last words of a label whose value is a length of time.
    DURATION_ENDINGS = ["duration"];

    /// Labels of a number.
    NUMBER_LABELS = ["count"];

    /// The words of a choice; at least one of them must be among the options.
    CHOICES = [
        "y",
        "n",
        "j",
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
        "dev",
        "prod",
        "test",
        "med",
        "ready",
        "not ready",
        "open",
        "closed",
        "draft",
        "in progress",
        "completed",
        "automatic",
        "manual",
        "hoch",
        "mittel",
        "niedrig",
        "offen",
        "erledigt",
        "haute",
        "moyenne",
        "basse",
        "haut",
        "moyen",
        "bas",
        "élevé",
        "faible",
        "prêt",
        "en cours",
        "bloqué",
        "terminé",
        "alta",
        "media",
        "baja",
        "alto",
        "medio",
        "bajo",
        "média",
        "médio",
        "baixa",
        "baixo",
        "aprovado",
        "reprovado",
        "aprobado",
        "rechazado",
        "pendiente",
        "pendente",
        "concluído",
        "是",
        "否",
        "有",
        "无",
        "高",
        "中",
        "低",
        "通过",
        "不通过",
        "成功",
        "失败",
        "はい",
        "いいえ",
        "無",
        "合格",
        "不合格",
        "済",
        "未",
        "да",
        "нет",
    ];

    /// Starts of a word that stands for the reader's own: `your-name`.
    YOURS = ["your-", "your_"];

    /// Between brackets in place of what was taken out, which is not to be put back.
    WITHHELD = ["redacted", "hidden", "omitted", "removed"];

    /// Ends of a word in capitals that is to be replaced: `TEMPLATE_UPDATEME`.
    REPLACE_ME = ["updateme", "update_me", "changeme", "change_me", "replaceme", "replace_me"];

    /// What a name of a value ends with: `[RELEASE_VERSION]`, `TRACKING-ISSUE-LINK`, `[date]`.
    SLOT_NOUNS = [
        "version",
        "name",
        "date",
        "time",
        "datum",
        "url",
        "link",
        "number",
        "id",
        "hash",
        "commit",
        "tag",
        "branch",
        "todo",
        "tbd",
        "owner",
        "person",
        "role",
        "email",
        "e-mail",
        "amount",
        "count",
        "percent",
        "ticket",
        "environment",
        "nom",
        "nombre",
        "nome",
        "fecha",
        "data",
        "versión",
        "versão",
        "名称",
        "日期",
        "版本",
    ];

    /// First words in brackets of what is to be written there, `[List any known issues]`, or behind a label, `_describe_`.
    INSTRUCTIONS = [
        "your ",
        "insert ",
        "enter ",
        "fill in",
        "list ",
        "describe",
        "specify",
        "explain ",
        "state ",
        "provide ",
        "summarise",
        "summarize",
        "write ",
        "link to ",
        "name of ",
        "date of ",
        "number of ",
        "todo",
        "tbd",
        "to be ",
        "bitte ",
        "hier ",
        "préciser",
        "décrire",
        "indicar",
        "describir",
        "descrever",
        "описать",
        "填写",
    ];

    /// Units of time that a letter in place of a number may have.
    UNITS_OF_TIME = [
        "second",
        "seconds",
        "sec",
        "min",
        "mins",
        "minute",
        "minutes",
        "hour",
        "hours",
        "hrs",
        "day",
        "days",
        "week",
        "weeks",
        "month",
        "months",
        "minuten",
        "stunden",
        "tage",
        "heures",
        "jours",
        "minutos",
        "horas",
        "dias",
        "días",
    ];

    /// Ends of a label whose value is one of several kinds.
    KINDS = [
        "type",
        "category",
        "class",
        "classification",
        "level",
        "severity",
        "priority",
        "strategy",
        "method",
        "status",
        "typ",
        "art",
        "kategorie",
        "priorität",
        "tipo",
        "categoría",
        "categoria",
        "prioridad",
        "prioridade",
        "catégorie",
        "priorité",
        "тип",
        "类型",
        "類型",
        "種別",
        "유형",
    ];

    /// Behind an `@` where somebody's handle is to stand.
    HANDLES = [
        "username",
        "user-name",
        "user_name",
        "user",
        "handle",
        "github-handle",
        "github-username",
        "your-handle",
        "name",
        "owner",
        "mention",
        "person",
        "assignee",
        "team",
    ];
}
