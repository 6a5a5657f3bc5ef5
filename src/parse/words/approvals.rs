//! Words of places where people attest, and of what they say there.

super::words! {
    approvals;

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
        "freigabe durch",
        "freigabe von",
        "unterschrift",
        "datum, unterschrift",
        "datum/unterschrift",
        "unterschrift, datum",
        "name, datum, unterschrift",
        "name, date, signature",
        "name / signature / date",
        "signature / date",
        "signature/date",
        "date et signature",
        "nom, date et signature",
        "firma",
        "nombre y firma",
        "assinatura",
        "nome e assinatura",
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

    /// Headers of a table's column that people sign in.
    SIGN_OFF_HEADERS = ["sign-off", "approval", "approved", "signed off", "initials", "kürzel", "visa", "iniciales", "rubrica"];

    /// Headers of a table's column in which somebody signs for each row.
    ROW_SIGN_HEADERS = [
        "sign-off",
        "sign off",
        "signoff",
        "signed off",
        "signed off by",
        "initials",
        "completed by",
        "done by",
        "verified by",
        "checked by",
        "kürzel",
        "erledigt von",
        "geprüft von",
        "visa",
        "fait par",
        "vérifié par",
        "iniciales",
        "hecho por",
        "verificado por",
        "feito por",
        "担当者印",
        "确认人",
    ];

    /// Labels of who has written what others sign.
    AUTHORS = [
        "prepared by",
        "written by",
        "author",
        "erstellt von",
        "rédigé par",
        "préparé par",
        "elaborado por",
        "preparado por",
        "作成者",
        "编制人",
    ];

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
