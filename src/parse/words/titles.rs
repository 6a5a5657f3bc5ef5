//! Words of titles that say whether, and when, what stands below them is asked for.

super::words! {
    titles;

    /// Titles of what is only asked for when something went wrong.
    CONTINGENT = [
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
        "回滾",
    ];

    /// Beside a word of [`CONTINGENT`]: what goes with it, and is no work of another kind.
    CONTINGENT_TOO = [
        "recover",
        "restor",
        "revert",
        "incident",
        "emergency",
        "notfall",
        "contingen",
        "abort",
        "escalat",
        "fallback",
        "fall back",
        "hotfix",
        "procedure",
        "plan",
        "trigger",
        "criteria",
        "step",
    ];

    /// Next to a word of [`CONTINGENT`]: the readiness for it, which is asked for always.
    READINESS = [
        "readiness",
        "ready",
        "prepar",
        "plan review",
        "test",
        "drill",
        "verification",
        "validat",
        "pre-rollback",
    ];

    /// Next to a word of [`CONTINGENT`]: what is done then, whatever its entries say.
    PROCEDURES = [
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
        "procédure",
        "prozedur",
        "vorgehen",
        "ablauf",
        "procedimiento",
        "procedimento",
        "postup",
        "процедура",
        "步骤",
        "流程",
        "手順",
        "절차",
    ];

    /// Titles of conditions by which a run is called off or taken back, whatever else they say.
    ADVERSE_CRITERIA = [
        "no-go criteri", "no go criteri", "nogo criteri", "no-go condition", "rollback criteri", "rollback decision criteri",
        "roll back criteri", "rollback condition", "backout condition", "back-out condition", "abort criteri", "abort condition",
        "stop criteri", "stop condition", "halt criteri", "fail criteri", "failure criteri", "escalation criteri", "rejection criteri",
        "red flag", "warning sign", "deal breaker", "dealbreaker", "conditions for no-go", "conditions for a no-go", "criteria for no-go",
        "criteria for a no-go", "reasons to abort", "reasons to roll back", "reasons for rollback", "rollback reasons", "must not be true",
        "must not happen", "must not be present", "should not be present", "conditions for rollback", "conditions for rolling back", "criteria for rollback", "criteria for rolling back",
        "when to roll back", "when to rollback", "when to abort", "when to stop", "when to revert", "roll back when", "abort when",
        "stop when", "stop if", "halt when", "revert when", "rollback-kriteri", "rollbackkriteri", "rollback-beding", "abbruchkriteri",
        "abbruchbeding", "no-go-kriteri", "ausschlusskriteri", "kriterien für den rollback", "rollback, wenn", "rollback wenn",
        "critère de rollback", "critères de rollback", "critère rollback", "critères rollback", "critères de retour arrière",
        "critères d'arrêt", "critères d’arrêt", "critères d'abandon", "critères de rejet", "critères de déclenchement", "critères no-go",
        "conditions de rollback", "conditions de retour arrière", "conditions d'arrêt", "déclencheur", "rollback si", "no-go si",
        "criterios de rollback", "criterios rollback", "criterios de reversión", "criterios no-go", "criterios de no-go",
        "criterio de rollback", "condiciones de rollback", "condiciones de reversión", "disparador", "critérios de rollback",
        "critérios para rollback", "critérios de reversão", "critérios no-go", "condições de rollback", "condições para rollback",
        "gatilho", "rollback se", "rollback quando", "criteri di rollback", "criteri no-go", "condizioni di rollback",
        "rollbackcriteri", "rollback-criteri", "no-go-criteri", "kritéria rollback", "kritéria pro rollback", "kryteria rollback",
        "kryteria wycofania", "критерии отката", "критерий отката", "условия отката", "критерии остановки", "критерии отмены",
        "回滚标准", "回滚条件", "回滚触发", "回滾標準", "回滾條件", "中止条件", "终止条件", "ロールバック基準", "ロールバック条件", "切り戻し基準",
        "切り戻し条件", "中止基準", "롤백 기준", "롤백 조건", "중단 기준",
    ];

    /// Titles of both kinds at once, which are good when they come true.
    EITHER_CRITERIA = [
        "go/no-go", "go / no-go", "go/no go", "go/nogo", "go or no-go", "go-no-go", "go–no-go", "go oder no-go", "go ou no-go", "go o no-go",
    ];

    /// Of [`CRITERIA`], where it is no verb: "Trigger the deployment".
    TRIGGERS = ["trigger"];

    /// Next to a word of [`TRIGGERS`]: one that sets off a program, "Database triggers", and calls nobody off.
    PROGRAMS = [
        "database", "stored procedure", "sql", "etl", "cron", "webhook", "lambda", "datenbank", "base de données", "base de datos",
        "banco de dados", "baza danych", "bazy danych", "databáze", "база данных", "базы данных", "数据库", "データベース",
    ];

    /// What makes a noun of the word before it: "Trigger conditions".
    TRIGGER_NOUNS = ["condition", "criteri", "event", "rollback", "point", "threshold", "if", "when", "for", "of", "de"];

    /// Titles of conditions that call for an action when they come true.
    CRITERIA = [
        "criteria",
        "immediately if",
        "rollback if",
        "roll back if",
        "abort if",
        "rollback when",
        "fail if",
        "fails if",
        "no-go if",
        "no go if",
        "do not deploy if",
        "do not release if",
        "do not proceed if",
        "do not cut over if",
        "do not launch if",
        "do not ship if",
        "do not publish if",
        "do not go live if",
        "do not merge if",
        "do not start if", "do not continue if", "halt if", "revert if", "nicht fortfahren, wenn", "abbrechen, wenn", "ne pas déployer si",
        "annuler si", "no desplegar si", "abortar si", "não implantar se", "abortar se", "non rilasciare se", "nenasazovat, pokud",
    ];

    /// In a label under a title of [`CRITERIA`]: it runs on into the conditions, rather than saying something else.
    LEADS_ON = [
        "following",
        "any of",
        "one of",
        "if any",
        "is true",
        "folgende",
        "suivant",
        "siguiente",
        "seguinte",
    ];

    /// Titles of conditions to go ahead, where none of [`CALLS_OFF`] stands beside them.
    FAVOURABLE_CRITERIA = [
        "launch criteri", "go-live criteri", "go live criteri", "release criteri", "merge criteri", "review criteri", "validation criteri",
        "verification criteri", "must-have criteri", "must have criteri", "should-have criteri", "approval criteri", "promotion criteri",
        "quality criteri", "deployment criteri", "production criteri", "all criteria", "must be met", "must be true", "green light",
    ];

    /// Words for calling a run off or taking it back.
    CALLS_OFF = [
        "rollback", "roll back", "roll-back", "rolling back", "backout", "back out", "back-out", "abort", "revert", "stop", "halt",
        "cancel", "no-go", "no go", "nogo", "escalat", "fail", "reject", "zurück", "abbruch", "abbrechen", "annul", "arrêt", "retour",
        "откат", "回滚", "回滾", "ロールバック", "切り戻し", "롤백",
    ];

    /// Next to a word of [`CRITERIA`]: conditions that are good when they come true.
    GOOD_CRITERIA = [
        "success",
        "acceptance",
        "entry",
        "exit",
        "completion",
        "go criteria",
        "readiness",
        "definition of done",
        "pass",
        "unticked",
        "unchecked",
        "not ticked",
        "not checked",
        "not done",
        "not met",
        "missing",
    ];

    /// Titles of what is there to be looked up.
    REFERENCE = [
        "contact",
        "kontakt",
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
        "legend", "legende", "légende", "leyenda", "legenda", "zeichenerklärung", "凡例", "图例", "圖例", "범례", "обозначения",
        "status key", "symbol key", "emoji key", "icon key", "color key", "colour key", "status markers", "status symbols", "status icons", "checkbox markers",
        "annexe",
        "anhang",
    ];

    /// Those of [`REFERENCE`] that explain boxes.
    LEGENDS = [
        "legend", "glossary", "legende", "légende", "leyenda", "legenda", "zeichenerklärung", "凡例", "图例", "圖例", "범례", "обозначения",
        "status key", "symbol key", "emoji key", "icon key", "color key", "colour key", "status markers", "status symbols", "status icons", "checkbox markers",
    ];

    /// Titles of groups of which one applies, be it a part or a single entry.
    CHOOSE_ONE = [
        "choose one",
        "choose exactly one",
        "select one",
        "select exactly one",
        "pick one",
        "tick one",
        "check one",
        "one of the following",
        "one of the two",
        "eine auswählen",
        "choisir une",
        "elegir una",
    ];

    /// First words of the titles of two branches.
    EITHER_OR = ["either", "or", "entweder", "oder", "soit", "ou", "bien", "o"];

    /// First words of the title of a branch that has a letter or a number.
    OPTION_WORDS = ["option", "variant", "alternative", "variante", "opción", "opção", "volba"];

    /// Titles of boxes that are the degrees of a scale or the kinds of a thing.
    SCALES = [
        "severity",
        "priority",
        "urgency",
        "confidence level",
        "confidence",
        "risk level",
        "impact level",
        "type of change",
        "kind of change",
        "change type",
        "release type",
        "update type",
        "schweregrad",
        "priorität",
        "dringlichkeit",
        "sévérité",
        "priorité",
        "gravité",
        "gravedad",
        "prioridad",
        "severidade",
        "prioridade",
    ];

    /// Titles of boxes that say how something came out, where they are words of [`ENDINGS`].
    OUTCOMES = ["outcome", "result", "status", "state", "ergebnis", "résultat", "resultado"];

    /// First words of a state that something has come to.
    ENDINGS = [
        "closed",
        "open",
        "stays",
        "remains",
        "resolved",
        "unresolved",
        "success",
        "successful",
        "partial",
        "partially",
        "failed",
        "failure",
        "rolled",
        "completed",
        "cancelled",
        "canceled",
        "postponed",
        "escalated",
        "accepted",
        "approved",
        "rejected",
        "deferred",
        "submitted",
        "draft",
        "under",
        "implemented",
        "pending",
        "in",
        "not",
        "pass",
        "passed",
        "fail",
        "conditional",
    ];

    /// Titles of boxes that say how much is touched, where one says that nothing is.
    IMPACTS = ["impact", "changes", "downtime", "auswirkung", "impacto"];

    /// First words of the box that says that there is nothing.
    NOTHING = ["none", "no", "n/a", "not applicable", "nothing", "keine", "aucun", "aucune", "ninguno", "nenhum"];

    /// With these next to them, more than one may apply.
    OR_MORE = ["or more", "at least one", "any one"];

    /// Titles of groups of parts of which one applies.
    ALTERNATIVES = ["environment-specific", "environment specific", "platform-specific"];

    /// Variables that are there already wherever commands run.
    ENVIRONMENT = [
        "home",
        "path",
        "user",
        "pwd",
        "shell",
        "hostname",
        "tmpdir",
        "tmp",
        "editor",
        "lang",
        "term",
        "pager",
        "uid",
        "random",
        "host",
    ];

    /// Beside a name with a dollar sign: what it names is meant, and nothing is to stand in its place.
    VARIABLES = [
        "variable", "variables", "env var", "environment variable", "umgebungsvariable", "variable d'environnement", "variável",
        "variabile", "variabele", "omgevingsvariabele", "proměnná", "proměnnou", "zmienna", "zmienną", "переменная", "переменную",
        "变量", "變數", "環境変数", "変数", "변수",
    ];

    /// Words of a title of numbered remarks on how things are, where none of them asks for something: "Root causes".
    EXPLAINED = [
        "prerequisite", "benefit", "advantage", "drawback", "risk", "highlight", "metric", "reason", "rationale", "root cause", "cause",
        "finding", "edge case", "footgun", "pitfall", "common error", "common mistake", "common issue", "what works", "works well",
        "what still needs", "what is missing", "what's missing", "what’s missing", "how it works", "what it does", "what this ", "overview", "data flow", "architecture", "datenfluss",
        "architektur", "flux de données", "flujo de datos", "arquitectura", "fluxo de dados", "arquitetura", "flusso dei dati",
        "includes", "because", "categories", "priorities", "inventory", "refer to", "gaps", "automatically", "achievement", "don'ts",
        "anti-pattern", "hypothes", "dimensions", "signals", "themes", "recommendation", "vorteile", "nachteile", "risiken", "gründe",
        "ursachen", "häufige fehler", "kennzahlen", "überblick", "übersicht", "funktionsweise", "avantages", "bénéfices",
        "risques", "raisons", "causes", "erreurs courantes", "erreurs fréquentes", "aperçu", "ce qui fonctionne",
        "ce qui manque", "hypothèses", "ventajas", "beneficios", "riesgos", "razones", "causas", "errores comunes",
        "lo que funciona", "lo que falta", "hipótesis", "vantagens", "benefícios", "riscos", "razões",
        "motivos", "erros comuns", "o que funciona", "o que falta", "hipóteses", "vantaggi", "benefici", "rischi",
        "ragioni", "errori comuni", "cosa manca", "výhody", "rizika", "důvody", "příčiny", "časté chyby", "zalety",
        "korzyści", "ryzyka", "przyczyny", "częste błędy", "voordelen", "nadelen", "risico", "redenen", "oorzaken", "преимущества", "риски",
        "причины", "частые ошибки",
    ];

    /// The same at the end of a title, in scripts that put no space between words.
    EXPLAINED_AT_END = [
        "常见问题", "常见错误", "优势", "风险", "指标", "亮点", "理由", "成果", "常見問題", "常見錯誤", "優勢", "風險", "指標", "亮點", "よくある問題",
        "よくあるエラー", "メリット", "リスク", "장점", "위험", "지표", "이유", "성과",
    ];
}
