//! Words of tables' headers, and of sums.

super::words! {
    tables;

    /// Headers of a column that says why.
    REASON_HEADERS = ["reason", "why", "justification", "rationale", "grund", "begründung", "raison", "motif", "motivo", "justificación"];

    /// Headers of a table column that says how far a row has come.
    STATUS_HEADERS = [
        "status", "done", "complete", "completed", "☐", "✓", "✔", "✅", "☑", "result", "pass/fail", "[ ]", "done?",
        "ok", "ok?", "state", "health", "rag", "rag status", "traffic light", "ampel", "progress", "completion",
        "% complete", "% done", "percent complete", "fortschritt", "avancement", "progreso", "progresso", "statut",
        "estado", "erledigt", "y/n", "yes/no", "yes / no", "pass / fail", "p/f", "ok/nok", "ok / nok", "completed?",
        "complete?", "passed?", "pass?", "works", "works?", "working?", "good?", "correct?", "as expected", "as expected?", "successful?", "success?", "functional?", "funktioniert?", "in ordnung?", "met", "met?", "fulfilled", "satisfied", "accepted?", "verdict", "fulfilled?", "verified?", "checked?", "approved?", "outcome",
        "erfüllt", "erfüllt?", "geprüft", "ergebnis", "fait", "fait ?", "résultat", "hecho", "resultado", "cumple",
        "feito", "concluído", "hotovo", "stav", "výsledek", "выполнено", "статус", "результат", "状态", "完成", "结果",
        "完成状态", "状況", "完了", "結果", "実施結果", "記録欄", "判定", "检查结果", "是否完成", "是否通过", "상태", "완료", "결과", "狀態", "完成狀態", "狀況",
        "檢查結果", "是否通過", "stato", "esito", "completato", "fatto", "superato", "raggiunto", "stan", "wynik",
        "status testu", "zrealizowano", "wykonano", "durum", "sonuç", "완료 여부", "완료여부", "진행 상태", "진행상태",
        "ステータス", "状態", "進捗", "実施状況", "完成情况", "检查状态", "测试结果", "測試結果", "состояние", "готово", "итог", "splněno",
        "realizado", "cumplido", "¿cumple?", "état", "ok/ko", "ok / ko", "si/no", "sì/no", "sí/no", "oui/non",
        "oui / non", "ja/nein", "ja / nein", "sim/não", "да/нет", "tak/nie", "예/아니오", "стан",
        "готовність", "uitkomst", "resultaat", "uitslag", "gereed", "klaar", "klaar?", "voltooid", "afgerond", "gedaan", "gedaan?",
        "resultat", "utfall", "klart", "färdig", "færdig", "ferdig", "tila", "tulos", "situação", "risultato", "是/否", "合否", "validé",
        "validé ?", "validado", "abgehakt", "erl.", "i.o.", "n.i.o.", "conforme ?", "compliant", "compliant?", "met", "implemented",
        "implemented?", "in place?", "satisfied?", "resolved?", "ready?", "tested?", "confirmed?", "reviewed?", "fixed?",
        "test result", "actual result", "actual results", "actual outcome", "resultado obtenido", "resultado obtido",
        "résultat obtenu", "risultato ottenuto", "tatsächliches ergebnis", "фактический результат", "实际结果", "實際結果", "実際の結果",
        "실제 결과", "通过", "通過", "確認結果", "検査結果", "검사 결과", "점검 결과", "확인 결과", "пройдено", "пройден", "сделано", "отметка о выполнении",
    ];

    /// What a header ends in that says whose status it is: "Retest status".
    STATUSES = ["status", "state", "statut", "estado", "stato", "stav", "durum", "статус", "状态", "狀態", "ステータス", "상태"];

    /// Those among them below which a share of the whole says so.
    PROGRESS_HEADERS = [
        "progress",
        "completion",
        "% complete",
        "% done",
        "percent complete",
        "complete",
        "done",
        "status",
        "fortschritt",
        "avancement",
        "progreso",
        "progresso",
    ];

    /// Headers that say how far a row has come where states stand below them, and what is to be checked where words do.
    CHECK_HEADERS = [
        "check", "checked", "checks", "verified", "confirmed", "확인", "체크", "確認", "チェック", "检查", "核对", "核對",
        "проверено", "verificato", "controllato", "sprawdzono", "zkontrolováno", "kontrol", "kontrol edildi",
        "vérifié", "verificado", "conforme",
    ];

    /// Headers of a column for what shows that a row is so.
    EVIDENCE_HEADERS = [
        "evidence",
        "proof",
        "evidence / link",
        "evidence link",
        "nachweis",
        "nachweise",
        "nachweis/link",
        "beleg",
        "preuve",
        "preuves",
        "evidencia",
        "evidencias",
        "evidência",
        "evidências",
        "證據",
        "证据",
        "証跡",
        "エビデンス",
    ];

    /// Headers of a column of how often something is done.
    RECURRING_HEADERS = [
        "frequency",
        "cadence",
        "interval",
        "schedule",
        "häufigkeit",
        "turnus",
        "fréquence",
        "frecuencia",
        "frequência",
        "频率",
        "頻度",
        "頻率",
    ];

    /// Headers over what a sign or a state means.
    MEANING_HEADERS = ["meaning", "bedeutung", "signification", "significado", "significato", "betekenis", "含义", "意味"];

    /// Headers of a column of a document's versions.
    REVISION_HEADERS = ["version", "revision", "rev", "rev.", "versión", "versão", "版本", "版"];

    /// Headers of a column of numbers; beside it "passed" and "failed" head numbers too.
    TOTAL_HEADERS = [
        "total",
        "count",
        "sum",
        "number",
        "gesamt",
        "summe",
        "anzahl",
        "somme",
        "suma",
        "celkem",
        "quantidade",
        "cantidad",
        "aantal",
        "liczba",
        "количество",
        "всего",
        "合计",
        "合計",
        "总数",
        "總數",
        "总项目数",
        "總項目數",
        "项目数",
        "項目數",
        "项数",
        "件数",
        "項數",
        "件數",
        "totale", "totaal", "toplam", "razem", "łącznie", "итого", "합계", "총계", "총", "jumlah", "# tests", "tests",
        "test count", "test cases", "numero", "número", "nombre de tests",
    ];

    /// Headers of the labels of a form, before a column of those.
    FIELD_HEADERS = [
        "field", "fields", "attribute", "attributes", "property", "properties", "item", "key", "parameter", "info", "feld",
        "merkmal", "eigenschaft", "champ", "attribut", "attributs", "campo", "atributo", "propiedad", "propriedade", "attributo",
        "information", "question", "frage", "pregunta", "pergunta", "domanda", "voce", "veld", "pole", "поле", "alan", "項目", "项目", "字段", "필드", "항목",
    ];

    /// Headers that only say that something stands below: the first cell of its row names it.
    VALUE_HEADERS = [
        "value",
        "values",
        "details",
        "detail",
        "information",
        "info",
        "entry", "response", "answer", "antwort", "réponse", "respuesta", "resposta", "risposta",
        "eintrag",
        "información",
        "informação",
        "informazione",
        "renseignement",
        "wert",
        "angabe",
        "valor",
        "valeur",
        "valore",
        "waarde",
        "hodnota",
        "wartość",
        "значение",
        "内容",
        "內容",
        "記録",
        "记录",
        "記錄",
        "値",
        "值",
        "값",
    ];

    /// Headers of a column of how many entries the part that a row names has, besides [`TOTAL_HEADERS`].
    ENTRY_HEADERS = [
        "items",
        "total items",
        "# items",
        "checks",
        "total checks",
        "tasks",
        "total tasks",
        "tests",
        "total tests",
        "checkpoints",
        "itens",
        "total de itens",
        "ítems",
        "elementos",
        "total de elementos",
        "éléments",
        "nombre",
        "elementi",
        "punkte",
        "prüfpunkte",
        "aufgaben",
        "položky",
        "pozycje",
        "пункты",
        "пунктов",
        "항목 수",
    ];

    /// Ends of a label of how many entries are so far.
    PROGRESS = [
        "tested",
        "passed",
        "passing",
        "failed",
        "failing",
        "done",
        "complete",
        "completed",
        "checked",
        "ticked",
        "verified",
        "erledigt",
        "geprüft",
        "terminés",
        "completados",
        "concluídos",
        "完成",
        "完了",
    ];

    /// Words of a title that is one of several: `Part 2 (2/3)`.
    SERIES = [
        "part", "phase", "wave", "step", "batch", "stage", "day", "week", "page", "round", "sprint", "iteration",
        "teil", "welle", "schritt", "tag", "woche", "seite", "partie", "étape", "vague", "jour", "parte", "fase",
        "etapa", "paso", "ola", "onda", "passo", "día", "dia", "giorno",
    ];

    /// What is run elsewhere, and counted there.
    TESTS = ["test", "tests", "trials", "scenarios", "cases", "suites", "specs", "测试", "テスト", "測試"];

    /// What heads a row that adds up those above it.
    TOTALS = [
        "total",
        "totals",
        "grand total",
        "subtotal",
        "sub-total",
        "sum",
        "gesamt",
        "insgesamt",
        "summe",
        "zwischensumme",
        "somme",
        "totale",
        "sous-total",
        "suma",
        "celkem",
        "razem",
        "totaal",
        "итого",
        "всего",
        "合计",
        "合計",
        "总计",
        "總計",
        "小计",
        "小計",
        "합계",
    ];

    /// Headers of a column whose ticks say what a thing is, and not how far it has come.
    PROPERTY_HEADERS = [
        "required",
        "required?",
        "mandatory",
        "optional",
        "supported",
        "default",
        "required in production", "rollback?", "roll back?", "revert?", "abort?", "escalate?", "page?", "¿rollback?", "¿revertir?",
        "reverter?", "zurückrollen?", "retour arrière ?", "annuler ?", "回滚？", "回滚?", "是否回滚",
        "必填",
        "必须",
        "必須",
        "obligatoire",
        "requis",
        "obligatorio",
        "requerido",
        "obrigatório",
        "pflicht",
        "erforderlich",
        "povinné",
        "обязательно",
    ];

    /// Headers of a column that says what happened when: the rows are a log, and nothing to be done.
    LOG_HEADERS = ["event", "events", "timestamp"];

    /// Headers of a register of risks: two of them, and its rows are nothing to be done.
    RISK_HEADERS = [
        "risk",
        "impact",
        "likelihood",
        "probability",
        "mitigation",
        "severity",
        "risiko",
        "auswirkung",
        "wahrscheinlichkeit",
        "maßnahme",
        "risque",
        "probabilité",
        "riesgo",
        "impacto",
        "probabilidad",
        "mitigación",
        "risco",
        "probabilidade",
        "mitigação",
        "风险",
        "影响",
        "リスク",
        "影響",
    ];

    /// Beginnings of the header below which a tick says that a row is as it should be: "Fully met".
    IN_FULL = [
        "fully ",
        "totally ",
        "completely ",
        "entirely ",
        "voll ",
        "vollständig ",
        "totalement ",
        "totalmente ",
    ];

    /// Of the header below which it says that this is partly so.
    IN_PART = ["partially ", "partly ", "in part", "teilweise", "partiellement ", "parcialmente "];

    /// Of the header below which it says that this is not so.
    NOT_AT_ALL = ["not ", "nicht ", "non ", "no ", "não "];

    /// Headers of the column that numbers the rows.
    NUMBER_HEADERS = [
        "no", "no.", "nr", "nr.", "id", "lfd. nr.", "num", "num.", "n.", "n°", "č.", "lp.", "lp", "№", "п/п", "№ п/п", "序号",
        "序號", "编号", "番号", "번호", "#", "item #", "item no", "item no.", "item id", "ref", "ref.", "ref #", "defect #", "issue #",
    ];

    /// In the first cell of a row: there is nothing to be listed.
    NO_ENTRY = [
        "none", "none known", "none yet", "none so far", "no issues", "nothing", "n/a", "(none)", "keine", "keiner", "nichts", "aucun",
        "aucune", "rien", "ninguno", "ninguna", "nada", "nenhum", "nenhuma", "nessuno", "nessuna", "geen", "žádné", "žádný", "brak",
        "нет", "отсутствует", "无", "暂无", "無", "なし", "特になし", "없음", "yok", "ingen", "inga",
    ];
}
