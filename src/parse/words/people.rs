//! Words about people: who attests, who does, who decides.

super::words! {
    people;

    /// Titles of places where people attest.
    SIGN_OFF_TITLES = [
        "sign-off",
        "sign off",
        "signoff",
        "sign-offs",
        "approvals",
        "approval",
        "approvers",
        "signatures",
        "final sign-off",
        "freigabe",
        "genehmigung",
        "genehmigungen",
        "unterschrift",
        "aprobaciones",
        "aprovação",
        "signatures",
        "validation finale",
        "подписи",
        "утверждение",
        "firmas",
        "assinaturas",
        "サインオフ",
        "签核",
        "签署",
        "审批",
        "签字",
        "承認",
        "schválení",
    ];

    /// Labels of a line on which a person attests.
    SIGN_OFF_LABELS = [
        "sign-off",
        "sign off",
        "signoff",
        "signed off by",
        "signed by",
        "approved by",
        "approver",
        "signature",
        "signed",
        "freigegeben durch",
        "freigegeben von",
        "abgenommen von",
        "approval by",
        "final approval by",
        "authorized by",
        "authorised by",
        "accepted by",
        "autorisé par",
        "approuvée par",
        "validée par",
        "autorizado por",
        "autorizada por",
        "validado por",
        "批准人",
        "签字人",
        "approuvé par",
        "validé par",
        "aprobado por",
        "aprovado por",
        "geprüft und freigegeben",
        "tester signature",
        "schválil",
        "承認者",
        "审批人",
    ];

    /// Labels of who did the work; behind everything else that is to be done they attest to it.
    PERFORMERS = [
        "performed by",
        "carried out by",
        "released by",
        "executed by",
        "tested by",
        "tester",
        "completed by",
        "deployed by",
        "verified by",
        "checked by",
        "reviewed by",
        "provedl",
        "durchgeführt von",
        "ausgeführt von",
        "geprüft von",
        "revu par",
        "revisado por",
        "réalisé par",
        "effectué par",
        "realizado por",
        "ejecutado por",
        "executado por",
        "responsável pelo deploy",
        "responsable del despliegue",
        "執行者",
        "実施者",
        "执行人",
    ];

    /// Before one of those: who has looked after the page, and not who did what it asks for.
    LATEST = ["last ", "zuletzt ", "dernière ", "última ", "última vez ", "上次", "最終"];

    /// Behind a role and a box: what a tick says.
    APPROVED = [
        "approved",
        "approve",
        "approves",
        "signed",
        "signed off",
        "agreed",
        "accepted",
        "confirmed",
        "ok",
        "freigegeben",
        "approuvé",
        "aprobado",
        "aprovado",
        "schváleno",
        "批准",
        "同意",
        "承認",
    ];

    /// In the place of a status, beside a role: it says yes.
    AGREES = ["go", "agreed", "accepted", "einverstanden", "d'accord", "de acuerdo", "de acordo", "同意"];

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
        "qa",
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

    /// Small words within a name.
    PARTICLES = [
        "van", "der", "den", "de", "het", "ten", "ter", "von", "zu", "zum", "zur", "di", "da", "do", "dos", "das", "del",
        "della", "la", "le", "du", "des", "el", "al", "bin", "ibn", "y", "e", "af", "av",
    ];

    /// Words in a slot that nobody has filled.
    NO_VALUE = ["tbd", "tba", "todo", "n/a", "xxx", "none", "pending", "name", "date", "signature"];

    /// In the place of a name they say that somebody will not sign, or has not.
    REFUSED = [
        "declined",
        "refused",
        "denied",
        "withheld",
        "withdrawn",
        "not approved",
        "not signed",
        "unsigned",
        "abgelehnt",
        "refusé",
        "rechazado",
        "recusado",
    ];

    /// With these next to a word of [`SIGN_OFF_TITLES`] nobody attests.
    NO_SIGN_OFF_TITLES = ["attendee", "criteria", "process", "policy"];

    /// Labels of a sign-off line whose role is that of an approver.
    APPROVER_LABELS = ["approved by", "approver"];

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
    ];

    /// Those of [`ROLE_HEADERS`] that beside a role's column head the one for the name.
    PERSON_HEADERS = ["stakeholder", "approver"];

    /// Headers of a table's column that people sign in.
    SIGN_OFF_HEADERS = ["sign-off", "approval", "approved", "signed off"];

    /// Those of [`ROLE_HEADERS`] that head nothing but people: beside a column of votes they make a roster anywhere.
    VOTERS = ["role", "roles", "rolle", "rôle", "rol", "função", "ruolo", "approver", "approver role", "stakeholder", "reviewer"];

    /// Headers of a column in which who is named says yes or no.
    VOTE_HEADERS = [
        "vote",
        "decision",
        "go/no-go",
        "go / no-go",
        "verdict",
        "approved?",
        "freigabe",
        "freigegeben",
        "genehmigt",
        "entscheidung",
        "approbation",
        "approuvé",
        "décision",
        "aprobación",
        "aprobado",
        "decisión",
        "aprovação",
        "aprovado",
        "decisão",
        "approvazione",
        "approvato",
        "decisione",
    ];

    /// Headers of a column for who signs.
    SIGNER_HEADERS = [
        "approver",
        "signer",
        "signed by",
        "signed off by",
        "approved by",
        "freigegeben von",
        "unterzeichnet von",
        "signé par",
        "approuvé par",
        "firmado por",
        "aprobado por",
        "assinado por",
        "aprovado por",
        "firmato da",
        "approvato da",
    ];
}
