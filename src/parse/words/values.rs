//! Words about values: labels, units of what is filled in, choices, and what stands in for a value.

super::words! {
    values;

    /// Labels of what is attached to an item.
    ATTACHED = ["evidence", "attachment", "proof"];

    /// Attributes that elements of HTML have without a value: `<details open>`.
    ATTRIBUTES = [
        "async", "autofocus", "autoplay", "checked", "class", "controls", "defer", "disabled", "download", "hidden", "href", "inert",
        "loop", "multiple", "muted", "nomodule", "novalidate", "open", "readonly", "required", "reversed", "selected", "src",
    ];

    /// Parts of the address of a page that its program puts in: `/doors/[id]`.
    ROUTE_PARTS = ["id", "slug", "uuid", "locale", "lang", "handle"];

    /// Labels of the one version that is released.
    VERSION_LABELS = ["version", "release", "release version", "product version", "new version", "versión", "versione"];

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
        "kommentar",
        "kommentare",
        "anmerkung",
        "anmerkungen",
        "notizen",
        "commentaire",
        "remarques",
        "comentario",
        "comentarios",
        "comentário",
        "comentários",
        "notas",
        "commenti",
        "poznámky",
        "備注",
        "備註",
    ];

    /// Said of what is made up for a test, `an invalid serial XXXXX`.
    MADE_UP = [
        "invalid",
        "fake",
        "dummy",
        "bogus",
        "made-up",
        "non-existent",
        "nonexistent",
        "ungültige",
        "ungültiger",
        "ungültigen",
        "invalide",
        "inválido",
        "inválida",
    ];

    /// Labels of how many entries stand in a section.
    COUNT_LABELS = [
        "total tests", "total items", "total tasks", "total checks", "total checklist items", "total test cases", "total steps",
        "total points", "number of items", "number of checks", "number of tasks", "total tâches", "total des tâches", "total des points",
        "total de tareas", "total de puntos", "total de ítems", "total de tarefas", "total de itens", "total de pontos", "aufgaben gesamt",
        "punkte gesamt", "prüfpunkte gesamt", "anzahl punkte", "totale attività", "totale voci", "celkem úkolů", "celkem položek",
        "всего пунктов", "всего задач", "检查项总数", "总项数", "總項數", "総項目数", "項目数", "총 항목",
    ];

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

    /// Starts of a word that stands for the reader's own: `your-name`.
    YOURS = [
        "your-",
        "your_",
        "your.",
        "yourdomain",
        "yourcompany",
        "yourorg",
        "yourproject",
        "yourapp",
        "yourname",
        "yourusername",
        "yourrepo",
        "yoursite",
        "yourservice",
        "yourteam",
        "yourhost",
        "votredomaine", "votresite", "tudominio", "tusitio", "sudominio", "seudominio", "seusite", "tuodominio", "tuosito",
        "deinedomain", "ihredomain", "votre-", "votre_", "dein-", "dein_", "deine-", "deine_", "ihre-", "ihre_",
        // Behind a hyphen some of them are names and ids too, `TU-123`.
        "tu_", "seu_", "sua_", "tuo_", "tua_", "tu-dominio", "tu-proyecto", "tu-empresa", "tu-usuario", "tu-servidor",
        "seu-dominio", "seu-projeto", "seu-usuario", "seu-site", "sua-empresa", "sua-conta", "tuo-dominio", "tuo-progetto",
        "ваш-", "ваш_", "ваша-", "ваша_", "ваше-", "ваше_", "твой-", "твой_", "ваш-домен", "вашдомен",
        "tua-azienda", "twoja-domena", "twoja-firma", "twoj-projekt", "vase-domena",
    ];

    /// In brackets they mark what they stand in front of: `[MANUAL] Turn the key`. No value is to be put there. What says how far
    /// something is, `[DONE]`, is none of them.
    TAGS = [
        "required",
        "mandatory",
        "optional",
        "recommended",
        "blocker",
        "blocking",
        "critical",
        "important",
        "manual",
        "automated",
        "automatic",
        "auto",
        "new",
        "experimental",
        "breaking",
        "internal",
        "external",
        "must",
        "should",
        "could",
        "high",
        "medium",
        "low",
        "prod",
        "production",
        "staging",
        "dev",
        "qa",
        "ops",
        "devops",
        "security",
        "legal",
        "ui",
        "ux",
        "api",
        "db",
        "fe",
        "be",
        "frontend",
        "backend",
        "infra",
        "info",
        "debug",
        "note",
        "tip",
        "caution",
        "ci",
        "human",
        "bot",
        "agent",
        "bug",
        "feature",
        "fix",
        "chore",
        "hotfix",
        "gate",
        "ios",
        "android",
        "web",
        "windows",
        "linux",
        "macos",
        "live",
        "canary",
        "beta",
        "alpha",
        "ga",
        "lts",
        "obligatorio",
        "opcional",
        "obligatoire",
        "optionnel",
        "pflicht",
        "kritisch",
        "wichtig",
        "必須",
        "任意",
        "必选",
        "可选",
        "必選",
        "可選",
        "bugfix", "task", "test", "tests", "doc", "docs", "documentation", "wip", "refactor", "refactoring", "perf",
        "performance", "revert", "deps", "dependencies", "breaking change", "enhancement", "improvement",
        "cleanup", "i18n", "a11y",
    ];

    /// Titles in brackets that a changelog has as they stand.
    CHANGELOG_PARTS = ["unreleased", "yanked", "sin publicar", "non publié", "não publicado", "unveröffentlicht"];

    /// Between brackets in place of what was taken out, which is not to be put back.
    WITHHELD = ["redacted", "hidden", "omitted", "removed", "na", "nan", "nil", "null", "none", "undefined", "eof"];

    /// Ends of a word in capitals that is to be replaced: `TEMPLATE_UPDATEME`.
    REPLACE_ME = [
        "change_this_to_", "change_this_", "change_to_", "replace_with_", "replace_this_", "insert_your_", "put_your_", "enter_your_", "add_your_",
        "updateme", "update_me", "changeme", "change_me", "replaceme", "replace_me",
    ];

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
        "名稱",
        "序号", "编号", "版本号", "姓名", "时间", "负责人", "序號", "編號", "版本號", "時間", "負責人", "名前", "氏名", "日時", "番号", "担当者",
        "バージョン", "이름", "날짜", "버전", "번호", "담당자", "имя", "дата", "версия", "номер", "jméno", "verze", "číslo", "numéro",
        "número", "numero", "nummer", "naam", "versie", "wersja", "numer", "versione", "heure", "hora", "uhrzeit", "adresse",
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
        "paste ",
        "attach ",
        "include the ",
        "brief ",
        "short description",
        "one-line ",
        "indiquer ",
        "renseigner ",
        "insérer ",
        "compléter ",
        "beschreiben",
        "angeben",
        "eintragen",
        "einfügen",
        "insertar ",
        "especificar ",
        "completar ",
        "rellenar ",
        "informar ",
        "inserir ",
        "preencher ",
        "inserire ",
        "descrivere",
        "indicare ",
        "beschrijf ",
        "vul ",
        "wpisz ",
        "opisz ",
        "podaj ",
        "укажите",
        "опишите",
        "вставьте",
        "заполнить",
        "描述",
        "请填写",
        "請填寫",
        "記入",
        "입력",
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
