//! Words by which a value, a remark or a signer takes back what stands there.

super::words! {
    verdicts;

    /// It was tried in vain.
    SAYS_FAILED = [
        "failed", "failing", "nok", "ko", "not ok", "not okay", "unacceptable", "not acceptable", "inakzeptabel", "inaceptable",
        "inaceitável", "inaccettabile", "test failed", "tests failed", "broken", "did not work", "didn't work", "does not work",
        "doesn't work", "did not pass", "didn't pass", "does not pass", "doesn't pass", "without success", "fehlgeschlagen",
        "nicht bestanden", "hat nicht funktioniert", "funktioniert nicht", "échoué", "a échoué", "en échec", "falló", "fallido",
        "fallida", "no funcionó", "no funciona", "falhou", "não funcionou", "não funciona", "fallito", "fallita", "non funziona",
        "失败", "失敗", "不通过", "未通过", "不合格", "не работает", "не прошло", "не прошёл", "не прошел", "не пройдено", "провалено",
    ];

    /// It is not done.
    SAYS_UNDONE = [
        "pending", "awaiting", "waiting", "blocked by", "soon", "retest needed", "re-test needed", "retest pending", "to do", "todo", "to be done", "to be written", "to be confirmed", "to be verified", "to be tested", "needs review", "needs check", "needs checking", "needs work", "needs rework", "needs fixing", "needs confirmation", "needs testing", "needs a retest", "needs retest", "needs re-test", "needs retesting", "needs rerun", "needs re-run", "needs improvement", "needs update", "needs updating", "needs attention", "needs investigation", "needs follow-up", "tbd", "tba", "wip", "work in progress",
        "pas encore fait", "todavía no", "aún no", "ainda não", "non ancora", "noch nicht gemacht", "in progress", "skipped", "left out", "omitted", "untested", "incomplete", "not done", "not done yet",
        "not yet done", "not yet", "not started", "not started yet", "not run", "not run yet", "not executed",
        "not performed", "not tested", "not tested yet", "not verified", "not checked", "not finished",
        "not complete", "not completed", "not possible", "was not done", "wasn't done", "has not been done",
        "hasn't been done", "could not be done", "couldn't be done", "did not do", "didn't do", "did not run",
        "didn't run", "partially done", "partly done", "half done", "only partially", "will do", "will be done",
        "later", "tomorrow", "next week", "next sprint", "next release", "next time", "still open", "still to do",
        "still missing", "?", "ausstehend", "steht aus", "steht noch aus", "noch offen", "noch nicht",
        "noch nicht erledigt", "noch zu tun", "nicht erledigt", "nicht gemacht", "nicht getestet", "nicht geprüft",
        "nicht durchgeführt", "nicht möglich", "übersprungen", "ausgelassen", "in arbeit", "teilweise erledigt",
        "später", "morgen", "folgt noch", "à faire", "en attente", "en cours", "non fait", "non faite", "pas fait",
        "pas faite", "pas encore", "non testé", "ignoré", "sauté", "plus tard", "demain", "pendiente", "por hacer",
        "en curso", "omitido", "omitida", "saltado", "no hecho", "sin hacer", "no probado", "más tarde", "mañana",
        "pendente", "por fazer", "a fazer", "em andamento", "não feito", "não feita", "não testado", "ignorado",
        "pulado", "mais tarde", "amanhã", "da fare", "in sospeso", "in corso", "non fatto", "non fatta",
        "non testato", "saltato", "omesso", "più tardi", "domani", "won't do", "will not do", "can't", "cannot", "couldn't", "assumed", "not sure", "teilweise", "partiellement", "parcialmente", "parzialmente", "mostly", "almost", "nearly", "waived",
        "exempted",
        "unable", "unable to verify", "unable to check", "unable to test", "unable to confirm", "unverified",
        "did not check", "didn't check", "did not test", "didn't test", "did not verify", "didn't verify",
        "could not be tested", "couldn't be tested", "could not be verified", "could not be checked",
        "could not be confirmed", "could not test", "could not verify", "could not check", "cannot be tested",
        "cannot be verified", "cannot verify", "can't verify", "not confirmed", "not fully", "forgot", "forgotten",
        "after release", "after the release", "after go-live", "still red", "still failing", "still broken",
        "konnte nicht geprüft werden", "vergessen", "nach dem release", "oublié", "non vérifié", "olvidado",
        "sin verificar", "no verificado", "esquecido", "não verificado", "dimenticato", "non verificato",
        "in review", "under review", "not merged", "not merged yet", "not deployed", "not deployed yet", "not released yet",
        "not in prod yet", "not in production yet", "no response", "no response yet", "no reply", "no reply yet", "no answer yet",
        "no evidence", "no evidence yet", "fehlt noch", "nur staging", "à refaire", "reste à faire", "falta", "falta confirmar",
        "falta probar", "falta testar", "falta validar", "未完成", "待确认", "待定", "待处理", "待验证", "待测试", "部分完成", "跳过", "未实施",
        "未测试", "未验证", "进行中", "稍后", "下个版本", "未実施", "未完了", "未確認", "未着手", "要確認", "進行中", "対応中", "後日",
        "一部のみ", "не сделано", "не выполнено", "не проверено", "не готово", "в процессе", "частично", "позже", "пропущено",
    ];

    /// It was put off.
    SAYS_DEFERRED = [
        "deferred", "postponed", "rescheduled", "put off", "verschoben", "vertagt", "zurückgestellt",
        "aufgeschoben", "reporté", "reportée", "repoussé", "repoussée", "aplazado", "aplazada", "pospuesto",
        "pospuesta", "postergado", "adiado", "adiada", "rimandato", "rimandata", "rinviato", "rinviata",
        "posticipato", "推迟", "延期", "暂缓", "отложено", "перенесено",
    ];

    /// Words that say more of such a word, where others make another noun of it: "postponed to Friday", "pending migrations".
    FURTHER = [
        "until", "till", "to", "because", "due", "since", "for", "as", "and", "but", "this", "again", "today",
        "tomorrow", "next", "review", "approval", "sign-off", "confirmation", "qa", "on", "by", "in", "with", "bis",
        "wegen", "auf", "weil", "und", "jusqu", "au", "à", "en", "car", "hasta", "a", "al", "para", "por", "porque",
        "até", "fino", "per", "perché",
    ];

    /// Alone or before one word, they say that only a part of it is done: "partially handled".
    IN_SHARE = [
        "partial", "partially", "partly", "mostly", "teilweise", "weitgehend", "größtenteils", "partiel", "partiellement", "parcial",
        "parcialmente", "parziale", "parzialmente", "частично", "部分",
    ];

    /// Those that say so behind a comma too, where others go on with the sentence.
    SAYS_SO_BEHIND_COMMA = ["postponed", "deferred", "skipped", "not done", "not yet", "later", "waiting", "awaiting"];

    /// Those that say so behind a colon, where others may be what is shown there.
    SAYS_SO_BEHIND_COLON = ["to do", "todo", "outstanding", "tbd", "tba", "untested", "unverified", "not tested", "not verified"];

    /// Behind a label, or as a line of their own, they say that it was called off, or came to a halt.
    HALTED = [
        "on hold", "blocked", "not ready", "cancelled", "canceled", "called off", "aborted", "rolled back", "reverted",
        "timed out", "crashed", "delayed", "angehalten", "gestoppt", "gesperrt", "abgesagt", "abgebrochen", "nicht bereit",
        "nicht freigegeben", "bloqué", "annulé", "pas prêt", "bloqueado", "cancelado", "no listo", "não pronto", "bloccato",
        "annullato", "non pronto", "暂停", "已取消", "中止", "отменено",
    ];

    /// As a line of their own they say of the whole that it does not go ahead.
    SAYS_SO_ALONE = [
        "stop", "hold", "draft", "wip", "work in progress", "not go", "do not use", "not for production", "entwurf", "brouillon",
        "borrador", "rascunho", "bozza", "草稿", "下書き", "черновик", "стоп",
    ];

    /// In capitals they mark what is still to be done; in other letters they may be what it is about.
    MARKS_TO_DO = ["todo", "fixme"];

    /// Words that deny what is said to be done, and are no remark behind other words: "Restore tested — no".
    DENIALS = [
        "no", "n", "nope", "false", "cancelled", "canceled", "aborted", "partial", "partially", "open", "reverted", "rolled back", "timed out",
        "ignored", "flaky", "nein", "abgebrochen",
        "teilweise", "offen", "non", "annulé", "partiel", "cancelado", "parcial", "não", "annullato", "parziale",
        "interrotto",
    ];

    /// Words that end what is said to be done.
    SAYS_DONE = [
        "tested", "verified", "checked", "completed", "done", "executed", "performed", "taken", "confirmed", "reviewed",
        "validated", "rehearsed", "empty", "clean", "clear", "sent", "informed", "notified", "briefed", "updated", "removed",
        "restored", "created", "published", "merged", "tagged", "applied", "finished", "passed", "deployed", "migrated",
        "switched over", "cut over", "rolled out", "installed", "upgraded", "closed", "resolved", "documented", "delivered", "approved", "signed off", "accepted", "umgeschaltet", "ausgerollt", "getestet", "geprüft", "erledigt", "durchgeführt", "testé", "testée", "vérifié",
        "vérifiée", "probado", "probada", "verificado", "verificada", "testado", "testada", "testato", "testata",
        "verificato", "eseguito",
    ];

    /// Words of which a part of the whole is not all that a tick says.
    SAYS_WHOLE = [
        "passed", "pass", "passes", "met", "accepted", "ready", "complete", "completed", "done", "confirmed", "healthy", "running", "green",
        "verified", "tested", "approved", "migrated", "deployed", "executed", "resolved", "closed", "successful", "copied",
        "bestanden", "fertig", "bereit", "réussis", "réussies", "prêts", "prêtes", "superados", "superadas",
        "listos", "listas", "aprovados", "aprovadas", "prontos", "prontas", "superati", "superate", "pronti",
    ];

    /// Words that put off what they stand for, or only stand for it.
    SAYS_NOTHING = [
        "tbd", "tba", "tbc", "todo", "to do", "xxx", "pending", "to be determined", "to be confirmed",
        "to be defined", "to be done", "to be filled", "to be filled in", "fill in", "to follow", "not yet",
        "not yet known", "to be decided", "unknown", "null", "nan", "not known", "n.n.", "not known yet", "idk", "fill me",
        "fill me in", "change me", "changeme", "placeholder", "dummy", "lorem ipsum", "will be filled in later",
        "to be added", "insert here", "your name", "your-name", "first last", "firstname lastname", "someone",
        "somebody", "anyone", "anybody", "vacant", "to be appointed", "no reason", "because", "to be attached", "to be signed", "to sign", "not measured", "not measured yet", "same as last time", "as usual", "@username", "@handle", "@user", "link", "url", "http", "https", "version", "yyyy-mm-dd",
        "dd.mm.yyyy", "offen", "noch offen", "folgt", "wird nachgereicht", "unbekannt", "ausstehend", "à définir",
        "à compléter", "à remplir", "en attente", "inconnu", "por definir", "pendiente", "desconocido", "a definir",
        "pendente", "desconhecido", "da definire", "sconosciuto",
        "foo",
        "bar",
        "baz",
        "foobar",
        "sample",
        "example",
        "e.g.",
        "lorem",
        "asdf",
        "asdfasdf",
        "asdfgh",
        "qwerty",
        "xx",
        "name",
        "full name",
        "fixme",
        "replace me",
        "undefined",
        "unassigned",
        "not assigned",
        "to be assigned",
        "to be announced",
        "to be provided",
        "coming soon",
        "beispiel",
        "muster",
        "noch zu klären",
        "exemple",
        "à préciser",
        "à déterminer",
        "ejemplo",
        "por confirmar",
        "exemplo",
        "a confirmar",
        "esempio",
        "da confermare", "your name here", "name here", "enter name", "insert name",];

    /// What people write instead of signing, wherever it stands by itself.
    REFUSALS = [
        "rejected", "reject", "refused", "declined", "denied", "disapproved", "not approved", "not signed",
        "not signed off", "not yet approved", "withheld", "withdrawn", "revoked", "vetoed", "veto", "objection",
        "no-go", "no go", "blocked", "on hold", "deferred", "postponed", "abstained", "abgelehnt", "verweigert",
        "nicht freigegeben", "nicht genehmigt", "nicht zugestimmt", "refusé", "rejeté", "non approuvé", "rechazado",
        "no aprobado", "denegado", "rejeitado", "recusado", "não aprovado", "reprovado", "respinto", "rifiutato",
        "non approvato",
    ];

    /// They say that nobody has done it.
    NOBODY = [
        "nobody", "no one", "noone", "none", "nobody yet", "no one yet", "niemand", "keiner", "noch niemand", "personne",
        "nadie", "ninguém", "nessuno", "nikdo", "nikt", "никто", "なし", "无", "없음",
    ];

    /// What stands in the place of a name, and is none.
    NO_NAMES = [
        "no", "not yet", "not ready", "nein", "yes", "ok", "okay", "done", "n/a",
        "unknown", "approved", "approve", "signed", "signed off", "agreed", "accepted", "confirmed", "lgtm", "+1",
        "same", "same as above", "see above", "as above", "ditto", "team", "the team", "everyone", "everybody", "auto-approved", "auto approved", "ci bot", "n.n", "see mail", "see email", "see ticket", "all", "auto", "automatic",
        "automated", "bot", "a bot", "ci", "system", "script", "skip", "skipped", "john doe", "jane doe", "max mustermann",
        "erika mustermann", "fulano de tal",
        "me", "self", "myself", "name surname", "first last", "firstname lastname", "first name last name", "your name", "full name",
        "verbal ok", "verbal approval", "out of office", "on vacation", "on call", "vorname nachname", "prénom nom", "nombre apellido",
        "somebody", "someone", "genehmigt", "freigegeben", "ja", "approuvé", "oui", "aprobado", "sí", "aprovado",
        "sim", "approvato", "sì", "non", "não", "pp", "p.p", "i.v", "i.a", "verbally", "verbal", "orally", "in person", "by phone", "by mail", "by email", "per mail", "mündlich", "verbalement", "verbalmente",];

    /// What takes a name back behind a dash, a comma or in parentheses, where elsewhere it says something else.
    RETRACTIONS = [
        "no", "nok", "not ok", "not okay", "nein", "non", "não", "conditional", "conditionally", "with conditions",
        "with reservations", "with concerns", "under protest", "absent", "on holiday", "on leave",
        "unter vorbehalt", "mit vorbehalt", "sous réserve", "con reservas", "com ressalvas", "con riserva",
    ];

    /// What a person says no with, in a column of votes.
    NOES = [
        "no", "false", "-1", "nein", "non", "não", "nao", "nee", "nej", "nie", "нет", "against", "dagegen", "contre", "contra",
        "contro", "disagree", "disagrees", "disagreed", "objects", "objection", "oppose", "opposed", "👎",];

    /// They make a condition of a decision to go ahead, or limit it.
    BINDS = [
        "or",
        "conditional",
        "conditionally",
        "conditions",
        "condition",
        "tentative",
        "tentatively",
        "provisional",
        "provisionally",
        "but",
        "if",
        "only",
        "except",
        "unless",
        "after",
        "once",
        "when",
        "until",
        "subject",
        "provided",
        "pending",
        "awaiting",
        "waiting",
        "tomorrow",
        "later",
        "from",
        "soon",
        "next",
        "hold",
        "half",
        "soft",
        "likely",
        "probably",
        "maybe",
        "caveat",
        "caveats",
        "reservation",
        "reservations",
        "restriction",
        "restrictions",
        "exception",
        "exceptions",
        "concerns",
        "risk",
        "disagrees",
        "objects",
        "dissents",
        "against",
        "not",
        "wenn",
        "falls",
        "sobald",
        "sofern",
        "vorbehalt",
        "vorbehaltlich",
        "auflagen",
        "nur",
        "aber",
        "außer",
        "ab",
        "nach",
        "erst",
        "si",
        "sous",
        "sauf",
        "dès",
        "après",
        "quand",
        "mais",
        "seulement",
        "condiciones",
        "salvo",
        "pero",
        "cuando",
        "desde",
        "después",
        "solo",
        "reservas",
        "condições",
        "ressalvas",
        "quando",
        "mas",
        "exceto",
        "após",
        "se",
        "apenas",
        "riserva",
        "condizioni",
        "dopo",
        "appena",
        "eccetto",
        "caution",
        "vorsicht",
    ];

    /// They say of the condition behind them that there is none.
    UNBINDS = [
        "no",
        "without",
        "any",
        "zero",
        "0",
        "ohne",
        "keine",
        "sans",
        "sin",
        "sem",
    ];

    /// They say how something is written or named, and that what stands in code beside them is no value.
    FORMS = [
        "follow", "follows", "scheme", "pattern", "convention", "naming", "versioning", "semver", "the form", "format", "schema", "namensschema", "konvention", "nommage", "convención", "convenção", "convenzione",
    ];

    /// Right beside a placeholder they say that it is meant as one, or how something is written.
    FORM_NAMES = ["format", "formatting", "pattern", "placeholder", "placeholders", "platzhalter", "formato", "格式"];

    /// Words that begin so say that the placeholder behind them gives way to a value.
    REPLACES = ["replac", "ersetz", "remplac", "reemplaz", "substitu", "sostitu"];

    /// What stands before the value that it gives way to.
    REPLACED_BY = ["with", "by", "durch", "par", "por"];

    /// In front of what is but an example.
    EXAMPLES = [
        "e.g.", "e.g", "eg", "ex.", "for example", "for instance", "example", "such as", "z. b.", "z.b.", "zum beispiel", "beispiel",
        "bsp.", "p. ex.", "p.ex.", "par exemple", "exemple", "p. ej.", "p.ej.", "ej.", "por ejemplo", "ejemplo", "por exemplo",
        "exemplo", "ad es.", "es.", "per esempio", "esempio", "bijv.", "bijvoorbeeld", "напр.", "например", "例", "例如",
    ];

    /// Between such a word and a placeholder.
    EACH = ["all", "each", "every", "any", "the", "and", "or", "both", "alle", "und", "tous", "et", "todos", "y", "e"];

    /// Before a block of code they say that it is a sample, or something to be copied elsewhere.
    SAMPLES = [
        "example",
        "examples",
        "sample",
        "template",
        "templates",
        "snippet",
        "syntax",
        "format",
        "for instance",
        "e.g.",
        "such as",
        "looks like",
        "look like",
        "like this",
        "written so",
        "copy",
        "paste",
        "message",
        "comment",
        "post ",
        "issue",
        "description",
        "body",
        "output",
        "prints",
        "shows",
        "legend",
        "how to",
        "beispiel",
        "vorlage",
        "muster",
        "nachricht",
        "exemple",
        "modèle",
        "ejemplo",
        "plantilla",
        "exemplo",
        "modelo",
        "esempio",
        "modello",
    ];
}
