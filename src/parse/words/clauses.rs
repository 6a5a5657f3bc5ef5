//! Words by which the label of a value says when it is asked for.

super::words! {
    clauses;

    /// Leads a clause before what is asked for: "If yes, since".
    CLAUSE_LEADS = [
        "if ",
        "unless ",
        "only if ",
        "in case of ",
        "in the event of ",
        "si ",
        "se ",
        "falls ",
        "wenn ",
        "sofern ",
        "bei ja",
        "bei nein",
        "im falle ",
        "en cas de ",
        "en caso de ",
        "em caso de ",
        "caso sim",
        "caso não",
        "pokud ",
        "v případě ",
        "indien ",
        "jeśli ",
        "hvis ",
        "jika ",
        "nếu ",
        "если ",
        "в случае ",
        "якщо ",
        "如果",
        "若",
        "如有",
        "如是",
        "如否",
        "如非",
        "如未",
        "如无",
        "如需",
        "如涉及",
        "如执行",
        "如失败",
        "如發生",
        "如发生",
        "はいの場合",
        "いいえの場合",
        "如無",
        "如執行",
        "如失敗",
    ];

    /// Of [`CONDITION_LEADS`](super::CONDITION_LEADS) those that in the label of a value tell when or where, or name it.
    TELLS_WHEN = ["optional ", "when ", "where ", "depending on ", "caso ", "涉及"];

    /// In a line that runs on into what somebody declares to be so: "The parties declare that:".
    DECLARES = [
        "certifies", "certify", "declares", "declare", "attests", "attest", "hereby", "i confirm", "we confirm", "bescheinigt",
        "bestätigt", "bestätigen", "erklären", "erklärt", "certifie", "atteste", "déclare", "déclarent", "certifica", "certifico",
        "declara", "declaran", "declaram", "declaro", "atesta", "dichiara", "dichiarano", "dichiaro", "attesta", "potvrzuje",
        "potvrzuji", "prohlašuje", "oświadcza", "oświadczam", "potwierdza", "удостоверяет", "подтверждает", "подтверждаю",
        "verklaart", "acknowledges", "acknowledge", "agree that", "agrees that", "bekräftigt", "reconnaît", "reconnaissent", "reconoce",
        "reconocen", "reconhece", "reconhecem", "riconosce", "riconoscono", "erkent", "bere na vědomí", "confirms that", "confirm that", "conferma che",
        "confermano che", "confermiamo che", "si conferma che", "confirma que", "confirman que", "confirmam que", "confirmamos que",
        "confirme que", "confirment que", "confirmons que", "bevestigt dat", "bevestigen dat", "potwierdzają", "potwierdzamy",
        "подтверждают", "подтверждаем", "підтверджує", "підтверджують", "确认以下", "確認以下", "以下を確認", "兹证明", "特此声明", "声明如下", "다음을 확인",
    ];

    /// Words with a dot behind them that ends no sentence: "bolt vs. chain".
    ABBREVIATIONS = [
        "vs", "e.g", "i.e", "incl", "excl", "approx", "cf", "z.b", "d.h", "bzw", "inkl", "exkl", "zzgl", "p.ex", "p. ex", "c.-à-d",
        "p. ej", "p.ej", "ej", "ad es", "bijv", "d.w.z", "např", "tzn", "tj", "напр", "т.е",
    ];
}
