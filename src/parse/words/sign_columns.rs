//! Headers of the columns of a table in which people sign, vote or are named for it.

super::words! {
    sign_columns;

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
        "signature",
        "签名",
        "簽名",
        "签字",
        "簽字",
        "unterschrift",
        "firma",
        "assinatura",
        "podpis",
        "подпись",
        "署名",
        "サイン",
        "서명",
        "確認人",
    ];

    /// Headers of a column for who has done what stands in a row.
    DONE_BY = [
        "by", "done by", "completed by", "checked by", "verified by", "tested by", "executed by", "performed by", "initials",
        "erledigt von", "geprüft von", "fait par", "vérifié par", "hecho por", "verificado por", "feito por", "fatto da",
    ];

    /// Said by headers of columns in which a row need not say anything.
    RARELY_FILLED = [
        "note", "comment", "remark", "observation", "detail", "description", "example", "hint", "tip", "reason", "why", "justification",
        "issue", "defect", "bug", "blocker", "risk", "impact", "severity", "deviation", "exception", "finding", "error", "failure",
        "problem", "incident", "action", "follow-up", "followup", "workaround", "mitigation", "fix", "resolution", "remediation",
        "retest", "next step", "change", "link", "ref", "source", "see ", "document", "doc", "evidence", "ticket", "jira", "pr",
        "depend", "require", "prerequisite", "after", "before", "blocked", "alternate", "alternative", "backup", "secondary", "deputy",
        "fallback", "phone", "tel", "mobile", "email", "e-mail", "mail", "slack", "pager", "contact", "location", "path", "command",
        "parameter", "argument", "option", "default", "unit", "tag", "label", "if ", "only", "previous", "old", "exclu", "limit", "gap",
        "delta", "owner", "assignee", "eta", "due",
        "bemerkung", "anmerkung", "hinweis", "notiz", "kommentar", "grund", "fehler", "mangel", "maßnahme", "beschreibung", "stellvertret",
        "remarque", "commentaire", "observ", "raison", "motif", "défaut", "anomalie", "lien",
        "nota", "comentario", "comentário", "motivo", "defecto", "defeito", "incidencia", "enlace", "commenti", "difetto", "poznám",
        "uwagi", "примечан", "комментар", "замечан", "备注", "備註", "備考", "说明", "說明", "問題", "问题", "缺陷", "비고", "메모",
    ];

    /// Headers of a column in which who is named says yes or no.
    VOTE_HEADERS = [
        "recommendation", "recommendations", "votum", "empfehlung", "recommandation", "recomendación", "recomendação",
        "vote",
        "decision",
        "go/no-go",
        "go / no-go",
        "verdict",
        "approved (y/n)", "approved y/n", "approved (yes/no)", "approve?", "approval (y/n)", "go (y/n)", "agree?", "agreed?",
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

    /// Headers of how people are reached in languages in which `Firma` heads a column of companies.
    BESIDE_COMPANIES = [
        "telefon", "telefonnummer", "telefon-nr.", "tel.-nr.", "rufnummer", "handy", "mobil", "kontakt", "erreichbarkeit",
        "ansprechpartner", "telefon / e-mail", "telefon/e-mail", "komórka", "e-posta", "iletişim",
    ];
}
