//! Words about what was measured and counted: what a number can be, and how tests came out.

super::words! {
    measures;

    /// Words of what may be below zero, and of shares that compare with something else.
    MAY_BE_NEGATIVE = [
        "change",
        "delta",
        "diff",
        "difference",
        "drift",
        "offset",
        "skew",
        "deviation",
        "growth",
        "trend",
        "variance",
        "variation",
        "balance",
        "margin",
        "temperature",
        "temp",
        "gain",
        "loss",
        "level",
        "score",
        "improvement",
        "regression",
        "reduction",
        "increase",
        "decrease",
        "slack",
        "headroom",
        "impact",
        "profit",
        "correction",
        "gradient",
        "latitude",
        "longitude",
        "altitude",
        "utc",
        "veränderung",
        "abweichung",
        "differenz",
        "temperatur",
        "écart",
        "variación",
        "variação",
        "variazione",
        "température",
        "temperatura",
    ];

    /// Words of shares that are never more than the whole.
    SHARES = [
        "coverage",
        "availability",
        "uptime",
        "completion",
        "complete",
        "completed",
        "passed",
        "pass",
        "success",
        "accuracy",
        "disk",
        "abdeckung",
        "verfügbarkeit",
        "erfolgsquote",
        "couverture",
        "disponibilité",
        "cobertura",
        "disponibilidad",
        "disponibilidade",
        "copertura",
        "disponibilità",
    ];

    /// Words of lengths of time that are never nothing.
    LATENCIES = [
        "latency",
        "p50",
        "p90",
        "p95",
        "p99",
        "latenz",
        "antwortzeit",
        "latence",
        "latencia",
        "latência",
        "latenza",
    ];

    /// Labels of how many tests passed.
    OUTCOMES_PASSED = [
        "passed", "pass", "tests passed", "test passed", "checks passed", "passed tests", "bestanden", "réussis", "superados", "superadas", "aprovados", "superati",
    ];

    /// Ends of labels of what there are several of, where fewer than all are too few: of attendees a few may stay away.
    ALL_NEEDED = [
        "pods", "replicas", "nodes", "instances", "servers", "hosts", "services", "containers", "workers", "brokers", "shards",
        "databases", "tests", "checks", "scenarios", "endpoints", "alerts", "knoten", "server", "dienste", "nœuds", "serveurs", "nodos",
        "servidores", "nós", "nodi",
    ];

    /// Labels of what has to pass as a whole, before a part of it.
    PASSES_WHOLE = [
        "tests", "checks", "test cases", "scenarios", "health checks", "pass rate", "passing rate", "prüfungen", "testfälle",
        "bestehensquote", "essais", "taux de réussite", "pruebas", "tasa de éxito", "testes", "taxa de sucesso", "prove",
    ];

    /// Labels of how many came out otherwise.
    OUTCOMES_OTHER = [
        "failed",
        "fail",
        "failures",
        "tests failed",
        "failed tests",
        "blocked",
        "skipped",
        "not run",
        "fehlgeschlagen",
        "blockiert",
        "übersprungen",
        "échoués",
        "bloqués",
        "ignorés",
        "fallidos",
        "fallidas",
        "bloqueados",
        "bloqueadas",
        "omitidos",
        "reprovados",
        "falhados",
        "falliti",
        "bloccati",
    ];

    /// Labels of how many there are.
    OUTCOMES_TOTAL = [
        "total",
        "total tests",
        "tests",
        "tests run",
        "tests total",
        "executed",
        "gesamt",
        "insgesamt",
        "totale",
    ];

    /// Labels of how many tests there are; they may have been run elsewhere.
    TEST_COUNTS = ["total tests", "total test cases"];

    /// Last words of a label whose value may be a day without its year, `20/11`.
    DAYS_OF = [
        "released",
        "deployed",
        "shipped",
        "published",
        "frozen",
        "freeze",
        "signed",
        "due",
        "deadline",
        "on",
        "since",
        "until",
        "from",
        "started",
        "finished",
        "created",
        "updated",
        "stand",
        "datum",
        "am",
        "fecha",
        "data",
        "le",
    ];

    /// Labels of how a part of the work stands.
    STATUS_LABELS = [
        "status", "current status", "test status", "statut", "état", "estado", "stato", "stav", "zustand", "stand", "статус",
        "状态", "ステータス",
        "狀態",
    ];

    /// Titles of forms that are filled in where there is something to report.
    REPORT_TITLES = ["bug", "bug report", "bug reports", "defect", "defect report"];

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

    /// Headers of a column of what has to be reached.
    TARGET_HEADERS = [
        "target", "targets", "goal", "threshold", "limit", "required", "requirement", "criterion", "criteria",
        "acceptance", "acceptance criterion", "acceptance criteria", "slo", "sla", "max", "maximum", "min", "minimum",
        "target value", "ziel", "zielwert", "soll", "sollwert", "grenzwert", "objectif", "cible", "seuil", "objetivo",
        "umbral", "meta", "limite", "obiettivo", "soglia",
    ];

    /// Words in the name of what should be little.
    LESS_IS_BETTER = [
        "error", "errors", "failure", "failures", "latency", "lag", "loss", "duration", "time", "downtime", "usage",
        "cpu", "memory", "defects", "bugs", "fehler", "fehlerrate", "latenz", "dauer", "erreurs", "latence", "durée",
        "errores", "latencia", "erros", "latência", "errori", "latenza",
    ];

    /// In front of a number that is near the one that was measured.
    ROUGHLY = [
        "about", "approx.", "approx", "approximately", "around", "roughly", "circa", "ca.", "ca", "c.", "some", "nearly", "almost", "etwa",
        "rund", "ungefähr", "environ", "aprox.", "aproximadamente", "alrededor de", "cerca de", "unos", "около", "约", "大约", "約",
    ];

    /// Words before a number that another one is held against.
    COMPARED = ["baseline", "e.g."];

    /// Words before the least that a value may be.
    LEAST = ["minimum", "min.", "min", "mindestens", "at least", "no less than", "required",];

    /// Words before the most that a value may be.
    MOST = [
        "maximum", "max.", "max", "limit", "budget", "allowed", "höchstens", "at most", "no more than", "erlaubt", "zulässig",
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
        "secs", "hr", "hour(s)", "sek", "sekunden", "minuti", "ore", "giorni", "gg", "settimane", "secondes",
        "semaines", "mois", "segundos", "semanas", "meses", "wochen", "monate", "sekund", "minut", "hodin", "dní",
        "dni", "godzin", "секунд", "минут", "часов", "часа", "дней", "분", "시간", "일", "分钟", "分鐘", "小时", "小時", "天", "分",
        "минута", "минуты", "секунда", "секунды", "час", "день", "дня", "неделя", "недели", "недель", "месяц", "месяца", "minuta",
        "minuty", "hodina", "hodiny", "dny", "týden", "týdny", "týdnů", "godzina", "godziny", "dzień", "tydzień", "tygodnie",
        "tygodni", "minuto", "hora", "día", "dia", "semana", "mes", "mês", "heure", "jour", "semaine", "stunde", "woche", "monat",
        "minuut", "uren", "week", "weken", "ora", "giorno", "settimana", "mese", "mesi", "周", "週", "个月",
        "週間", "개월", "주", "хвилин", "хвилини", "години", "годин", "днів", "sprints", "nights", "years", "quarters", "hari", "phút",
        "giờ", "ngày", "hafta", "dagar", "veckor", "uger", "dage",
        "時間", "日", "dakika", "saat", "gün", "uur", "dagen", "minuter", "timmar",
    ];

    /// Ends of a label that asks whether something may go ahead, or has gone well.
    GO_LABELS = [
        "ship it",
        "ready",
        "approved",
        "approval",
        "signed off",
        "accepted",
        "go-live",
        "passed",
        "taken",
        "tested",
        "verified",
        "completed",
        "successful",
        "working",
        "complete",
        "done",
        "empty",
        "clear",
        "clean",
        "healthy",
        "resolved",
        "mitigated",
        "addressed",
        "closed",
        "fixed",
        "implemented",
        "in place", "informed", "notified", "deployed", "released", "published", "restored", "migrated", "backed up", "announced",
        "informiert", "benachrichtigt", "veröffentlicht", "wiederhergestellt", "informés", "déployé", "restauré", "informados",
        "desplegado", "implantado", "informati", "rilasciato",
        "bestanden",
        "getestet",
        "erfolgreich",
        "freigegeben",
        "genehmigt",
        "bereit",
        "approuvé",
        "approuvée",
        "prêt",
        "aprobado",
        "aprobada",
        "listo",
        "lista",
        "aprovado",
        "aprovada",
        "pronto",
        "pronta",
        "approvato",
        "approvata",
    ];

    /// What was expected.
    EXPECTED = [
        "expected", "expected value", "expected version", "erwartet", "attendu", "esperado", "atteso",
    ];

    /// What is there.
    ACTUALS = [
        "actual", "actual value", "actual version", "actuals", "measured", "measured value", "observed", "achieved", "value",
        "current", "result", "found", "gemessen", "istwert", "messwert", "mesuré", "mesure", "medido", "medición", "medição",
        "misurato", "valore", "valor", "valeur", "ist", "tatsächlich", "réel", "real", "effettivo", "observado", "observé",
        "osservato", "实际值", "実測値", "실측값", "фактически",
    ];

    /// In words that say what was expected they lead to what is there: "expected 48, got 47".
    GOT = [
        "got", "was", "were", "found", "actual", "actually", "received", "observed", "measured", "counted", "gefunden", "war", "trouvé",
        "obtenu", "encontrado", "obtenido", "obtido", "trovato", "ottenuto",
    ];

    /// Labels of how far the whole is.
    HOW_FAR = [
        "readiness", "overall readiness", "release readiness", "launch readiness", "production readiness",
        "progress",
        "overall progress",
        "completion",
        "complete",
        "percent complete",
        "fortschritt",
        "progression",
        "avancement",
        "progreso",
        "progresso",
    ];

    /// Words before a number that has to be met.
    EQUALS = [
        "must be",
        "should be",
        "expected",
        "expected:",
        "has to be",
        "soll",
        "sollwert",
    ];

    /// Labels of how many tests failed, or could not be run.
    FAILURES = [
        "blocked", "tests blocked", "blocked tests", "not run", "not executed", "blockiert", "bloqués", "bloqueados", "bloqueadas", "bloccati",
        "阻塞", "ブロック", "заблокировано",
        "failed", "fail", "failing", "failures", "tests failed", "failed tests", "fehlgeschlagen", "échoués", "échecs", "fallidos", "fallidas", "fallados", "falladas", "falharam", "falhados", "reprovados", "falliti", "失败", "失败数", "失敗", "不合格", "не пройдено", "провалено", "실패",
    ];
}
