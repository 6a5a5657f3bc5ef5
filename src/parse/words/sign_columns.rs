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

    /// Headers of a column of when each was done.
    DONE_AT = [
        "completed on", "completed at", "completion date", "date completed", "completion time", "done on", "done at", "finished at",
        "finished on", "executed at", "executed on", "performed on", "tested on", "verified on", "checked on", "actual time",
        "actual start", "actual end", "actual date", "actual duration", "time done", "erledigt am", "abgeschlossen am", "durchgeführt am",
        "geprüft am", "terminé le", "effectué le", "testé le", "completado el", "fecha de finalización", "concluído em", "completato il",
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
