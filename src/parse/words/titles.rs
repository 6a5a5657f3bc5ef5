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

    /// Titles of conditions that call for an action when they come true.
    CRITERIA = [
        "trigger",
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

    /// Words of a title of numbered remarks on how things are, where none of them asks for something: "Root causes".
    EXPLAINED = [
        "prerequisite", "benefit", "advantage", "drawback", "risk", "highlight", "metric", "reason", "rationale", "root cause", "cause",
        "finding", "edge case", "footgun", "pitfall", "common error", "common mistake", "common issue", "what works", "works well",
        "what still needs", "what is missing", "what's missing", "what’s missing", "how it works", "what it does", "what this ", "overview",
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
