//! Words by which something is only asked for under a condition.

super::words! {
    conditions;

    /// Leads words that are a condition: "(if migrations ran)", "If migrations ran: …".
    CONDITION_LEADS = [
        "if ",
        "when ",
        "unless ",
        "only if ",
        "in case of ",
        "in the event of ",
        "depending on ",
        "si ",
        "se ",
        "falls ",
        "wenn ",
        "sofern ",
        "im falle ",
        "en cas de ", "en cas d'", "en cas d’", "s'il ", "s’il ", "s'ils ", "s’ils ", "si l'", "si l’",
        "bei schemaänderung", "bei migration", "bei hotfix", "bei major", "bei breaking", "bei neuen ", "bei neuer ", "bei aktiviert", "bei verwendung ", "bei nutzung ", "bei einsatz ", "bei änderung", "no caso de ", "en el caso de ",
        "en caso de ",
        "em caso de ",
        "caso ",
        "pokud ",
        "v případě ",
        "indien ",
        "jeśli ",
        "hvis ", "jika ", "bila ", "apabila ", "nếu ", "eğer ",
        "если ",
        "в случае ",
        "如果",
        "若",
        "如涉及",
        "如执行",
        "如非",
        "如未",
        "如发生",
        "如失败",
        "涉及",
        "optional",
        "where ",
        "in the case of ",
        "provided that ",
        "qualora ",
        "nel caso ",
        "in caso di ",
        "jeżeli ",
        "w przypadku ",
        "jika ",
        "nếu ",
        "якщо ",
        "у разі ",
        "in geval van ",
        "dacă ",
        "如 no-go",
        "如不",
        "如使用",
        "如執行",
        "如發生",
        "如失敗",
        "如本", "如该", "如為", "如为", "如是", "如已", "如无", "如無", "如需", "如有", "如项目", "如項目", "如系统", "如系統", "如存在", "如采用", "如採用",
        "如启用", "如啟用", "如新增", "如修改", "如变更", "如變更", "如包含", "如影响", "如影響", "如遇", "如出现", "如出現", "如发现", "如發現", "如超过", "如超過",
        "如必要", "如果有", "若有", "凡涉及", "如引入", "如接入", "如集成", "如部署", "如升级", "如整合", "如升級",
    ];

    /// Of [`CONDITION_LEADS`] those behind which nothing has to part the condition from what is done: "If on a boat ring the bell".
    BARE_LEADS = ["if ", "falls ", "sofern ", "pokud ", "indien ", "jeśli ", "jeżeli ", "если ", "якщо "];

    /// Of [`CONDITION_LEADS`] those that at the start tell which, not whether: "Depending on your shell, pick one:".
    TELLS_WHICH = ["depending on "];

    /// Of [`CONDITION_LEADS`] those that tell when, not whether, where what follows ends in what is done: "When the gate is shut, …".
    WHEN_DONE = ["when ", "wenn "];

    /// Leads words of which [`CONDITION_LEADS`] knows the first, and that tell when, not whether: "(when all of that is done)".
    TELLS_ORDER = [
        "when everything ", "when all ", "when both ", "when you are done", "when done", "when finished", "when complete",
        "when ready", "wenn alles ", "wenn alle ",
    ];

    /// Leads words that say what alone something is asked for: "(not for drafts)".
    RESTRICTIONS = [
        "only for ",
        "only needed ",
        "only required ",
        "not needed for ",
        "not needed if ",
        "not required for ",
        "not required if ",
        "n/a if ",
        "n/a for ",
        "skip if ",
        "skip for ",
        "skip unless ",
        "can be skipped ",
        "not for ",
        "only when ",
        "only on ",
        "nur für ",
        "nur bei ",
        "nicht für ",
        "seulement pour ",
        "solo para ",
        "solo si ",
        "sólo si ",
        "apenas se ",
        "somente se ",
        "seulement si ",
        "uniquement si ",
        "nur wenn ",
        "nur falls ",
        "apenas para ",
        "jen pro ",
        "только для ",
        "only applicable ",
        "only applies ",
        "required only ",
        "needed only ",
        "sólo para ",
        "somente para ",
        "uniquement pour ",
        "alleen voor ",
        "alleen bij ",
        "alleen als ",
        "solo per ",
        "solo se ",
        "tylko dla ",
        "tylko jeśli ",
        "только если ",
        "仅限",
        "僅限",
        "仅当",
        "僅當",
        "仅在",
        "僅在",
    ];

    /// Before those of [`FOR`]: "(required for breaking changes)".
    ASKED = [
        "required ", "mandatory ", "needed ", "necessary ", "erforderlich ", "obligatoire ", "requis ", "obligatorio ", "obrigatório ",
        "obbligatorio ", "verplicht ", "povinné ", "wymagane ", "обязательно ",
    ];

    /// Leads words that tell when, unless one of [`IN_USE`] ends them: "(cuando esté activado)".
    WHEN = ["cuando ", "quando ", "lorsque ", "quand ", "když ", "wanneer ", "gdy ", "когда "];

    /// What something is that others do without.
    IN_USE = [
        "enabled", "configured", "used", "in use", "applicable", "present", "supported", "installed", "aktiviert", "activé",
        "activée", "activado", "ativado", "attivo", "ingeschakeld", "povoleno", "włączone", "включено",
        "habilitado", "habilitada", "habilitados", "habilitadas", "activados", "activada", "activadas", "ativada", "ativados", "ativadas",
        "configurado", "configurada", "configuré", "configurée", "installé", "installée", "instalado", "instalada", "attivato", "attivata",
    ];

    /// Leads words that do so where a word of [`RELEASE_KINDS`] is among them: "For major releases: …".
    FOR = ["for ", "on ", "bei ", "für ", "pour ", "para ", "pro ", "для "];

    /// Ends words in parentheses that say what alone something is asked for: "(major releases only)".
    ONLY = [
        "なら必須", "なら不要", "なら任意",
        " only",
        "場合のみ",
        "場合",
        "ときのみ",
        " 경우",
        "時のみ",
        "以外",
        "の場合",
        "경우에만",
        "인 경우",
        "時填寫",
        "时填写",
        "时填",
        "時填",
        "場合に記入",
        "場合に入力",
        "時に記入",
    ];

    /// Before one of [`ONLY`], what of something is meant, and not when it is asked for: "(public files only)".
    PARTS = [
        "file", "files", "field", "fields", "data", "text", "server", "client", "backend", "frontend", "admin", "admins",
        "read", "write", "view", "local", "internal", "https", "key", "keys", "id", "ids", "name", "names", "metadata",
        "minimal changes", "user", "users", "owner", "owners", "members", "images", "pages", "paths", "side", "apis", "keyboard", "features", "metrics", "logs", "aggregates", "numbers", "digits", "headers",
    ];

    /// Kinds of releases; what is for one of them is not asked for at the others.
    RELEASE_KINDS = [
        "major",
        "minor",
        "patch",
        "hotfix",
        "hotfixes",
        "non",
        "rc",
        "beta",
        "prerelease",
        "pre-release", "prereleases", "pre-releases", "candidates", "patches", "betas",
        "vorabversionen", "hauptversionen", "préversions", "correctifs",
        "stable",
        "lts",
        "breaking",
        "emergency",
        "changes",
        "änderungen",
        "changements",
        "cambios",
        "mudanças",
        "majeure",
        "mineure",
        "mayor",
        "menor",
        "maior",
        "migrations", "upgrades", "rollbacks", "migrationen", "migraciones", "migrações", "migrazioni", "migraties",
    ];

    /// Behind a word of [`FOR`] in parentheses, what some of many are: "(for critical components)".
    SOME_OF_MANY = [
        "critical ", "high-risk ", "high risk ", "large ", "complex ", "significant ", "sensitive ", "external ", "third-party ", "kritische ",
        "große ", "externe ",
    ];

    /// Stages of a release, as tags in front of what is only done at them: `[FINAL] …`.
    RELEASE_STAGES = ["final", "alpha", "ga", "snapshot", "nightly", "preview", "feature release", "point release"];

    /// Behind a word of [`FOR`]: what is for each of them is asked for always.
    EVERY = ["example", "instance", "all ", "each ", "every ", "any ", "alle ", "jede", "tous ", "toutes ", "chaque ", "todos ", "todas ", "cada "];

    /// Starts of a clause that is a condition where it ends the sentence.
    CONDITION_CLAUSES = [
        "if ", "in case the ", "in case there ", "provided that ", "provided the ",
        "unless ",
        "falls ",
        "sofern ",
        "pokud ",
        "если ",
        "where ",
        "wenn ",
        "si le ", "si la ", "si les ", "si l'", "si l’", "si un ", "si une ", "si des ", "si aucun", "si vous ", "si el ", "si los ",
        "si las ", "si hay ", "si es ", "si no ", "si se ", "si existe", "si está ", "se o ", "se a ", "se os ", "se as ", "se houver ",
        "se não ", "se nao ", "se um ", "se uma ", "se houve ", "se foi ", "quando houver ", "quando existir ", "si persiste", "se for ", "se existir", "se il ", "se non ", "se i ", "se gli ", "als er ", "jeśli ", "jeżeli ", "s'il ", "s’il ",
        "si ",
        "se ",
        "indien ",
    ];

    /// Those of [`CONDITION_CLAUSES`] that are a condition only behind a comma.
    COMMA_CLAUSES = ["where ", "wenn ", "si ", "se "];

    /// What may happen or come anew: behind it "si" and "se" are a condition without a comma.
    OCCURRENCES = [
        "breaking", "incident", "problème", "erreur", "échec", "changement", "modification", "nouveau", "nouvel", "migration",
        "feature", "fonctionnalité", "anomalie", "bug", "retard", "blocage", "régression", "impact", "downtime", "rollback",
        "hotfix", "nuevo", "nueva", "cambio", "problema", "error", "fallo", "migraci", "incidencia", "novo", "nova ", "novas",
        "pas encore", "pas déjà", "taux", "data breach", "absent", "manquant", "échéant", "mudança", "alteraç", "erro", "falha", "migraç", "incidente", "nuovo", "nuova", "nuovi", "nuove", "modific", "errori",
        "migrazion", "guasto", "persist", "categoria", "categoría", "crescer",
    ];

    /// What begins with one of them looks for something: "Search the changelog for breaking changes".
    LOOKS_FOR = [
        "check", "search", "skim", "scan", "look", "read", "review", "inspect", "test", "watch", "monitor", "audit", "verify", "grep",
        "examine", "browse",
    ];

    /// Conditions that at the end of what is done say how much of it, or where, and not whether: "Hinges oiled as needed".
    TO_A_DEGREE = [
        "as needed", "as required", "as necessary", "as appropriate", "where needed", "where required", "where necessary",
        "where appropriate",
    ];

    /// Starts of what must not be: behind it "unless" names an exception.
    NO = ["no ", "never ", "do not ", "don't ", "none "];

    /// Behind "where" and a name: what the name means.
    DEFINITIONS = [
        "is the ", "is your ", "is our ", "are the ", "are your ", "stands for ", "refers to ", "denotes ", "represents ",
        "means ",
    ];

    /// Behind "where" no names.
    PRONOUNS = ["it", "this", "that", "there", "they", "these", "those", "one", "he", "she", "what"];

    /// Starts of words in which "se" is no "if": what one does oneself, or what is done.
    REFLEXIVES = [
        "se connecter", "se déconnecter", "se référer", "se reporter", "se rendre", "se baser", "se coordonner",
        "se positionner", "se placer", "se souvenir", "se trouve", "se fait", "se lance", "se recomienda", "se requiere",
        "se debe", "se deben", "se puede", "se pueden", "se usa para", "se usan para", "se utiliza para", "se realiza", "se ejecuta",
        "se genera", "se envía", "se crea ", "se actualiza", "se hace ", "se encuentra", "se adjunta", "se configura",
        "se despliega", "se instala", "se publica", "se revisa", "se valida", "se verifica",
    ];

    /// Behind "any" in such a condition: what stands around it.
    ANY_OF = [
        "of", "is", "are", "fail", "fails", "failed", "box", "boxes", "item", "items", "check", "checks", "test", "tests", "step",
        "steps", "criteria", "criterion", "condition", "conditions", "one", "answer", "answers", "red", "no", "gate", "gates",
        "trigger", "triggers", "above", "issue", "issues", "error", "errors", "problem", "problems", "blocker", "blockers",
    ];

    /// Starts of a condition that is about what stands around it.
    QUANTIFIERS = [
        "all", "any", "both", "one of", "one or more of", "at least one of", "the following", "none", "alle", "eines der", "einer der",
        "eine der", "tous", "l'un d", "l'une d", "au moins un", "todos", "todas", "alguno de", "alguna de", "cualquiera de", "algum d",
        "alguma d", "qualquer um d", "qualquer uma d", "uno dei", "una delle", "een van de", "některý z", "některá z", "любой из", "любое из",
    ];

    /// Words behind which "if" asks a question.
    QUESTIONS = [
        "check", "checks", "checking", "verifying", "confirms", "verifique", "verifiquen",
        "vérifiez", "confirme", "confirmez", "compruebe", "comprueba", "revise", "checar", "confira", "avalie", "evalúe", "prüfe",
        "überprüfen", "überprüfe", "überprüft", "testez", "veja", "voyez", "controlla", "controllate", "verificate", "zkontrolujte", "ověřte",
        "avisa", "verifies", "detects", "detect", "tells", "shows", "reports", "prüft", "erkennt", "zeigt", "détecte",
        "vérifie", "indique", "detecta", "verifica", "indica", "controleert", "kontroluje", "zjišťuje", "определяет", "проверяет",
        "verify",
        "see",
        "determine",
        "decide",
        "confirm",
        "ask",
        "know",
        "test",
        "find out",
        "evaluate",
        "assess",
        "review",
        "prüfen",
        "vérifier",
        "verificar",
        "ověřit",
        "zkontrolovat",
        "проверить",
        "comprobar", "revisar", "confirmar", "confirmer", "contrôler", "tester", "probar", "validar", "valider", "evaluar", "évaluer",
        "determinar", "déterminer", "ver", "voir", "decidir", "décider", "savoir", "saber", "preguntar", "demander", "avaliar",
        "verificare", "controllare", "valutare", "decidere", "controleer", "controleren", "sprawdź", "sprawdzić",
        "measure",
        "even",
        "as",
        "what",
        "how",
        "which",
        "who",
    ];

    /// What something does by itself; "if" behind it says when.
    EVENTS = [
        "fires",
        "triggers",
        "fails",
        "fail",
        "works",
        "alerts",
        "breaks",
        "stops",
        "happens",
        "rollback",
        "roll back",
        "abort",
        "pass",
        "shown", "displayed", "appears", "appear", "visible", "hidden", "shows error", "show error", "error message", "returned",
        "impact", "impacts", "risk", "risks", "consequence", "consequences", "effect", "effects", "cost", "what happens", "auswirkung",
        "auswirkungen", "folgen", "risiko", "conséquences", "risque", "risques", "impacto", "riesgo", "riesgos", "consecuencias", "risco",
        "riscos", "consequências", "impatto", "rischio", "conseguenze", "gevolgen",
        "rejected", "redirected", "denied", "paginated", "greyed out", "highlighted", "error", "message", "warning",
    ];

    /// What starts words on how something behaves; "if" behind them says when.
    BEHAVES = [
        "returns ", "shows ", "displays ", "throws ", "rejects ", "redirects ", "responds ", "falls back ", "users can", "affiche ",
        "retourne ", "renvoie ", "muestra ", "devuelve ", "redirige ", "exibe ", "retorna ", "zeigt ", "liefert ", "toont ", "mostra ",
        "vrací ", "zwraca ", "возвращает ", "показывает ",
    ];

    /// Before the decision that a branch is for.
    IF = [
        "if ", "when ", "bei ", "falls ", "si ", "se ", "wenn ", "sofern ", "pokud ", "indien ", "als er ", "jeśli ", "jeżeli ", "если ",
        "lorsque ", "quando ", "cuando ", "когда ",
    ];

    /// Ends of a title that is a condition, where nothing is put between words: "ポンプが止まった場合".
    IF_BEHIND = [
        "した場合", "する場合", "ない場合", "った場合", "の場合", "問題発生時", "障害発生時", "障害時", "異常時", "失敗時", "问题时", "失败时", "异常时", "故障时",
        "出错时", "報錯時", "故障時", "問題時", "문제 발생 시", "문제 발생시", "장애 발생 시", "장애 발생시", "오류 발생 시", "오류 발생시", "실패 시", "실패시", "장애 시",
        "는 경우", "한 경우", "된 경우", "할 경우", "될 경우",
    ];

    /// What says what is done in the other case: with it, one or the other is asked for always.
    OTHERWISE = [
        "otherwise", "if not", "sonst", "andernfalls", "ansonsten", "sinon", "de lo contrario", "si no,", "caso contrário",
        "senão", "altrimenti", "jinak", "w przeciwnym razie", "anders", "иначе", "в противном случае", "否则", "否則",
        "そうでない場合", "그렇지 않으면", "aksi halde", "aksi takdirde",
    ];
}
