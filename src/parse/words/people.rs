//! Words about people: who they are, and what they do.

super::words! {
    people;

    /// Labels of a name within a sign-off.
    NAME_LABELS = [
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
        "nome completo", "nombre completo", "nombre y apellidos", "nom complet", "nom prénom", "nome e cognome",
        "cognome", "vor- und nachname", "imię i nazwisko", "jméno a příjmení", "фио", "ф.и.о.", "имя и фамилия",
        "ім'я", "піб", "이름", "성명", "성함", "担当者名", "ad soyad", "isim", "navn", "namn", "nama", "họ tên",
        "họ và tên",
        "github handle", "github id", "github user", "github username", "slack handle",
    ];

    /// Labels of a signature within a sign-off.
    SIGNATURE_LABELS = [
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
        "簽字",
        "簽名",
        "e-signature", "electronic signature", "signature électronique", "firma digital", "rubrica", "signatur",
        "підпис", "서명", "사인", "imza", "underskrift", "namnteckning", "tanda tangan", "chữ ký", "签章", "簽章", "押印", "捺印",
    ];

    /// Labels of a date within a sign-off.
    DATE_LABELS = [
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
        "日付",
        "承認日",
        "確認日",
        "签字日期",
        "审批日期",
        "approval date",
        "date approved",
        "date signed",
        "sign-off date",
        "簽字日期",
        "審批日期",
        "datum/uhrzeit", "datum / uhrzeit", "datum und uhrzeit", "date et heure", "date/heure", "fecha y hora",
        "fecha/hora", "fecha / hora", "data/hora", "data / hora", "data e ora", "data/ora", "data / ora",
        "datum a čas", "дата и время", "дата/время", "날짜", "일자", "일시", "날짜/시간", "日時", "時間", "时间", "年月日",
        "data i godzina", "tarih", "tarih/saat", "tanggal", "ngày",
    ];

    /// Words before one of [`ROLES`] that make a role of both, and begin no name: "Release Manager".
    CALLINGS = [
        "release", "test", "build", "deployment", "project", "delivery", "support", "service", "platform", "data",
        "quality", "change", "incident", "software", "system", "site", "reliability", "technical", "tech", "it",
        "program", "database", "network", "senior", "chief", "on-call", "duty",
    ];

    /// Ends of what somebody with a role makes or has, and is not.
    MADE_BY_ROLES = [
        "report", "reports", "plan", "plans", "test", "tests", "results", "checklist", "document", "documents", "documentation", "guide",
        "notes", "runbook", "environment", "scan", "scans", "audit", "bericht", "rapport", "informe", "relatório", "rapporto", "rapportage",
    ];

    /// Words that end the title of a person: a role.
    ROLES = [
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
        "qa", "qm",
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
        "chair", "chairman", "chairwoman", "chairperson", "representative", "représentant", "représentante", "vertreter", "vertreterin",
        "dev",
        "development",
        "engineering",
        "operations",
        "ops",
        "business",
        "legal",
        "compliance",
        "finance",
        "marketing",
        "dba",
        "pm",
        "ba",
        "pmo",
        "entwicklung",
        "betrieb",
        "fachbereich",
        "operaciones",
        "negocio",
        "operações",
        "negócio",
        "exploitation",
        "métier",
        "担当",
        "担当者",
        "責任者",
        "レビュー",
        "レビュアー",
        "承認",
        "承認者",
        "负责人",
        "审批人",
        "审核人",
        "经理",
        "負責人",
        "審批人",
        "審核人",
        "經理",
        "chef", "cheffe", "directeur", "directrice", "développeur", "développeuse", "testeur", "testeuse", "pilote",
        "architecte", "ingénieur", "ingénieure", "gestionnaire", "administrateur", "administratrice", "exploitant", "jefe",
        "jefa", "líder", "gerente", "directora", "desarrollador", "desarrolladora", "arquitecto", "arquitecta", "ingeniero",
        "ingeniera", "administrador", "administradora", "analista", "patrocinador", "coordinador", "coordinadora", "diretor",
        "diretora", "desenvolvedor", "desenvolvedora", "arquiteto", "arquiteta", "engenheiro", "engenheira", "coordenador",
        "coordenadora", "gestor", "gestora", "direttore", "direttrice", "sviluppatore", "sviluppatrice", "ingegnere",
        "architetto", "amministratore", "leiter", "leiterin", "leitung", "projektleiter", "projektleiterin",
        "projektleitung", "betriebsleiter", "betriebsleitung", "testleiter", "teamleiter", "teamleitung", "entwickler",
        "entwicklerin", "geschäftsführer", "geschäftsführung", "architekt", "kierownik", "dyrektor", "vedoucí", "ředitel",
        "vývojář", "руководитель", "директор", "менеджер", "разработчик", "архитектор", "инженер", "тестировщик",
        "администратор", "müdür", "müdürü", "yönetici", "yöneticisi", "lider", "lideri", "geliştirici", "팀장", "담당자", "검토자", "승인자", "책임자",
        "개발자", "관리자", "部長", "課長", "マネージャー", "リーダー", "開発責任者", "運用責任者", "主管", "总监", "總監", "工程师", "工程師", "项目经理", "項目經理", "專案經理", "测试负责人", "測試負責人",
    ];

    /// Labels of who is to do an item.
    RESPONSIBLE = ["responsible", "owner", "assignee", "assigned to", "responsable", "verantwortlich", "responsável"];

    /// Labels of how an item is shown to be done.
    VERIFICATION = ["verification", "evidence", "verify", "proof", "acceptance"];

    /// Labels of somebody's name that name no role.
    PEOPLE = [
        "on-call",
        "primary on-call",
        "secondary on-call",
        "backup on-call",
        "contact",
        "escalation contact",
        "primary",
        "secondary",
    ];

    /// Those who sign for one side of an agreement.
    PARTIES = [
        "client", "customer", "supplier", "vendor", "contractor", "provider", "agency", "end user", "kunde", "auftraggeber",
        "auftragnehmer", "lieferant", "dienstleister", "fournisseur", "prestataire", "agence", "maître d'ouvrage",
        "maître d'œuvre", "cliente", "proveedor", "contratista", "agencia", "fornecedor", "prestador", "contratante",
        "contratada", "agência", "fornitore", "committente", "klant", "leverancier", "klient", "dostawca", "wykonawca",
        "заказчик", "исполнитель", "müşteri", "tedarikçi", "お客様", "顧客", "発注者", "受注者", "고객", "공급사", "甲方", "乙方",
        "客户", "客戶", "供应商", "供應商",
    ];

    /// Small words within a name.
    PARTICLES = [
        "van", "der", "den", "de", "het", "ten", "ter", "von", "zu", "zum", "zur", "di", "da", "do", "dos", "das", "del",
        "della", "la", "le", "du", "des", "el", "al", "bin", "ibn", "y", "e", "af", "av",
    ];

    /// Words in a slot that nobody has filled.
    NO_VALUE = ["tbd", "tba", "todo", "n/a", "xxx", "none", "pending", "name", "date", "signature"];

    /// Headers of a table's column that names who is to sign.
    ROLE_HEADERS = [
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
        "role/team", "role / team", "ruolo", "papel", "puesto", "fonction / rôle", "rolle/funktion",
        "rolle / funktion", "функция", "роль", "должность", "роль/должность", "rola", "stanowisko", "funkcja",
        "funkce", "pozice", "역할", "직책", "직무", "담당", "职位", "职务", "职责", "岗位", "職位", "職務", "職稱", "役職", "担当", "görev",
        "unvan", "rol / görev", "funzione", "peran", "jabatan", "vai trò", "chức vụ", "посада",
        "partner", "signatory", "party", "department", "function", "representative", "discipline", "unterzeichner", "abteilung",
        "signataire", "département", "firmante", "departamento", "signatário", "firmatario", "dipartimento", "ondertekenaar",
        "afdeling", "oddělení", "dział", "отдел", "подразделение", "签字方", "部门", "部門", "부서",
    ];

    /// Those of [`ROLE_HEADERS`] that beside a role's column head the one for the name.
    PERSON_HEADERS = ["stakeholder", "approver"];

    /// Headers that name who is to sign where they head the first column; further on they name who looks at what the row is about.
    SIGNER_ROWS = [
        "reviewer", "approvers", "reviewers", "signer", "signee", "prüfer", "freigeber", "valideur", "approbateur", "revisor", "aprobador",
        "aprovador", "approvatore", "审批人", "审核人", "審批人", "審核人", "承認者", "검토자", "승인자",
    ];

    /// Those of [`ROLE_HEADERS`] that head nothing but people: beside a column of votes they make a roster anywhere.
    VOTERS = [
        "role", "roles", "rolle", "rôle", "rol", "função", "ruolo", "approver", "approver role", "stakeholder", "reviewer",
        "роль", "역할", "角色", "役割", "rola", "görev", "papel",
    ];
}
