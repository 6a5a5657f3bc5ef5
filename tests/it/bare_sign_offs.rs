//! Places to sign without a label in front of them: behind a dash or parentheses, above a role, behind an answer.

use gonogo::evidence::Evidence;
use gonogo::parse::parse;
use gonogo::rules;
use gonogo::text::Source;
use gonogo::time::Timestamp;

/// The sign-offs below a title: role, name, date.
fn read(lines: &str) -> Vec<(String, Option<String>, Option<String>)> {
    let text = format!("# Lock\n\n- [x] Gate shut\n\n## Sign-off\n\n{lines}\n");
    let read = parse(&Source::new("t.md", text.into()).expect("a text"));
    read.sign_offs.into_iter().map(|sign_off| (sign_off.role, sign_off.name, sign_off.date)).collect()
}

fn signed(role: &str, name: &str, date: Option<&str>) -> (String, Option<String>, Option<String>) {
    (role.to_owned(), Some(name.to_owned()).filter(|name| !name.is_empty()), date.map(str::to_owned))
}

#[test]
fn each_stays_one_when_it_is_signed() {
    let day = Some("2026-11-20");
    for (open, given, role, date) in [
        ("- Lock Lead — ____", "- Lock Lead — Ana Doe", "Lock Lead", None),
        ("- **Lock Lead** — _name, date_", "- **Lock Lead** — Ana Doe, 2026-11-20", "Lock Lead", day),
        ("Lock Lead: [NAME]", "Lock Lead: Ana Doe", "Lock Lead", None),
        ("Prepared by: ____ Date: ____", "Prepared by: Ana Doe Date: 2026-11-20", "Prepared by", day),
        ("- Prepared by:", "- Prepared by: Ana Doe", "Prepared by", None),
        ("**Final approval:** `____`", "**Final approval:** `Ana Doe`", "Final approval", None),
        ("**Final sign-off:** ____ Date: ____", "**Final sign-off:** Ana Doe Date: 2026-11-20", "Final sign-off", day),
        (
            "Responsável técnico: ____ Data: ____",
            "Responsável técnico: Ana Doe Data: 2026-11-20",
            "Responsável técnico",
            day,
        ),
        ("**Guild chair:** ____ **Date:** ____", "**Guild chair:** Ana Doe **Date:** 2026-11-20", "Guild chair", day),
        ("负责人签字：____ 日期：____", "负责人签字：Ana Doe 日期：2026-11-20", "负责人", day),
        ("Firma y fecha: ____", "Firma y fecha: Ana Doe, 2026-11-20", "Firma y fecha", day),
        ("Signature du gardien : ____", "Signature du gardien : Ana Doe", "Signature du gardien", None),
        ("Lock Lead - ____ Date: ____", "Lock Lead - Ana Doe Date: 2026-11-20", "Lock Lead", day),
        ("Lead (name/date): ____", "Lead (name/date): Ana Doe, 2026-11-20", "Lead", day),
        ("**QA** (name, date): ____", "**QA** (name, date): Ana Doe, 2026-11-20", "QA", day),
        ("____\nLock Manager", "Ana Doe\nLock Manager", "Lock Manager", None),
        (
            "QA sign-off: ☐ Yes ☐ No Name: ____ Date: ____",
            "QA sign-off: ☑ Yes ☐ No Name: Ana Doe Date: 2026-11-20",
            "QA",
            day,
        ),
    ] {
        assert_eq!(read(open), [signed(role, "", None)], "{open}");
        assert_eq!(read(given), [signed(role, "Ana Doe", date)], "{given}");
    }
}

#[test]
fn a_table_that_asks_whom_its_title_names_stays_one_when_it_is_signed() {
    let day = Some("2026-11-20");
    for (open, given, role) in [
        (
            "| Name | Signature | Date |\n|---|---|---|\n| | | |\n| | | |",
            "| Name | Signature | Date |\n|---|---|---|\n| Ana Doe | AD | 2026-11-20 |\n| | | |",
            "Sign-off",
        ),
        ("| Name | Date |\n|---|---|\n| | |", "| Name | Date |\n|---|---|\n| Ana Doe | 2026-11-20 |", "Sign-off"),
        (
            "### Lock Lead\n\n| Name | Date |\n|---|---|\n| | |",
            "### Lock Lead\n\n| Name | Date |\n|---|---|\n| Ana Doe | 2026-11-20 |",
            "Lock Lead",
        ),
        (
            "| Signature | Date |\n|---|---|\n| | |",
            "| Signature | Date |\n|---|---|\n| Ana Doe | 2026-11-20 |",
            "Sign-off",
        ),
        (
            "| Approver | Date |\n|---|---|\n| | |",
            "| Approver | Date |\n|---|---|\n| Ana Doe | 2026-11-20 |",
            "Sign-off",
        ),
        (
            "| Approved by | Date |\n|---|---|\n| | |",
            "| Approved by | Date |\n|---|---|\n| Ana Doe | 2026-11-20 |",
            "Approver",
        ),
        (
            "| Field | Value |\n|---|---|\n| Title | |\n| Name | |\n| Date | |\n| Signature | |",
            "| Field | Value |\n|---|---|\n| Title | Lock Lead |\n| Name | Ana Doe |\n| Date | 2026-11-20 |\n| Signature | AD |",
            "Sign-off",
        ),
        (
            "| Role | Name | Date |\n|---|---|---|\n| Lock Lead | | |",
            "| Role | Name | Date |\n|---|---|---|\n| Lock Lead | Ana Doe | 2026-11-20 |",
            "Lock Lead",
        ),
    ] {
        assert_eq!(read(open), [signed(role, "", None)], "{open}");
        assert_eq!(read(given), [signed(role, "Ana Doe", day)], "{given}");
    }
    let roles = |lines: &str| read(lines).into_iter().map(|(role, ..)| role).collect::<Vec<_>>();
    assert_eq!(roles("| Role | Name |\n|---|---|\n| Lead | |\n| Owner | |"), ["Lead", "Owner"]);
    assert_eq!(roles("| | QA Lead | Owner |\n|---|---|---|\n| Name | | |\n| Date | | |"), ["QA Lead", "Owner"]);
    assert_eq!(roles("| | QA Lead | Owner |\n|---|---|---|\n| Signature | | |"), ["QA Lead", "Owner"]);
    assert_eq!(roles("| Prepared by | Approved by |\n|---|---|\n| | |"), ["Prepared by", "Approved by"]);
    let history = "### History\n\n| Name | Date | Change |\n|---|---|---|\n| | | |";
    assert_eq!(roles(history), [""; 0], "a log of changes");
}

#[test]
fn who_did_it_and_who_is_only_asked_sometimes_sign_beside_roles() {
    let roles =
        read("- Tested by:\n- Reviewed by:\n- Owner of the lock:\n- Guild (if there is one):\n- Guild (if needed):\n");
    let roles: Vec<&str> = roles.iter().map(|(role, ..)| role.as_str()).collect();
    assert_eq!(roles, ["Tested by", "Reviewed by", "Owner of the lock", "Guild (if needed)"]);
}

#[test]
fn the_name_of_a_role_that_signs_below_is_no_second_place() {
    let text = "**Lock Owner Name:** ____\n**Lock Owner Signature:** ____\n**Date:** ____";
    assert_eq!(read(text), [signed("Lock Owner", "", None)]);
}

#[test]
fn who_did_it_signs_beside_others_who_did_at_the_end() {
    let read = |lines: &str| {
        let text = format!("# Lock\n\n- [x] Gate shut\n\n---\n\n{lines}\n");
        parse(&Source::new("t.md", text.into()).expect("a text")).sign_offs.len()
    };
    assert_eq!(read("Deployed by: ____\nVerified by: ____"), 2);
    assert_eq!(read("Deployed by: ____\nHost: ____"), 0);
    assert_eq!(read("Prepared by: ____"), 0, "that tells of the page");
}

#[test]
fn reviewers_sign_in_the_first_column_alone() {
    let rows = "|---|---|---|\n| Lock Lead | | |\n";
    assert_eq!(read(&format!("### Round\n\n| Reviewer | Signature | Date |\n{rows}")), [signed("Lock Lead", "", None)]);
    let gates = "## Gates\n\n| Gate | State | Reviewer |\n|---|---|---|\n| North | | |\n";
    assert!(read(gates).is_empty());
}

#[test]
fn below_a_title_in_the_sign_off_roles_sign_in_a_table() {
    let roles = read("### Trial done\n\n| Role | Status | Date |\n|---|---|---|\n| Lock Lead | Pending | - |\n");
    assert_eq!(roles, [signed("Lock Lead", "", None)]);
    assert!(read("### Trial done\n\n| Role | Status |\n|---|---|\n| Gate 4 | Shut |\n").is_empty());
}

#[test]
fn a_box_of_a_role_signs_in_whatever_part_of_the_sign_off_it_stands() {
    let boxes = "### After a week\n\n- [ ] **Lock Manager**: Gate watched\n- [ ] Gate watched: all week";
    assert_eq!(read(boxes), [signed("Lock Manager", "", None)]);
}

#[test]
fn each_box_of_several_roles_on_a_line_is_one() {
    let open = ["Dev", "QA", "Product Owner"].map(|role| signed(role, "", None));
    for line in ["[ ] Dev [ ] QA [ ] Product Owner", "- [ ] Dev [ ] QA [ ] Product Owner", "☐ Dev ☐ QA ☐ Product Owner"]
    {
        assert_eq!(read(line), open, "{line}");
    }
    let [dev, _, owner] = open;
    for line in
        ["[ ] Dev [x] QA — Ana, 2026-11-20 [ ] Product Owner", "- [ ] Dev [x] QA — Ana, 2026-11-20 [ ] Product Owner"]
    {
        assert_eq!(read(line), [dev.clone(), signed("QA", "Ana", Some("2026-11-20")), owner.clone()], "{line}");
    }
    for line in ["[ ] Yes [ ] No", "[ ] QA [ ] Staging [ ] Production"] {
        assert_eq!(read(line), [], "{line}");
    }
}

#[test]
fn what_only_looks_like_one_is_none() {
    for text in [
        "The lock manager signs below.\n____",
        "- Lead time — 4 days",
        "- Lock Lead — signs once the water is level",
        "Water level — ____",
        "Lead (see the roster): ____ %",
    ] {
        assert_eq!(read(text), [], "{text}");
    }
}

#[test]
fn an_answer_of_no_is_a_refusal() {
    let text = "# Lock\n\n- [x] Gate shut\n\n## Sign-off\n\nQA sign-off: ☐ Yes ☑ No Name: Ana Doe Date: 2026-11-20\n";
    let source = Source::new("t.md", text.into()).expect("a text");
    let now = Timestamp::parse_rfc3339("2026-11-21T10:00:00Z").expect("a time");
    let found = rules::judge(&source, &parse(&source), &Evidence::at(now));
    assert_eq!(found.iter().map(|found| found.rule).collect::<Vec<_>>(), ["refused-sign-off"]);
}

#[test]
fn a_bullet_of_a_role_that_asks_for_a_signature_is_that_roles() {
    let roles = |text: &str| {
        let read = parse(&Source::new("t.md", text.into()).expect("a text")).sign_offs.into_iter();
        read.map(|sign_off| (sign_off.line, sign_off.role, sign_off.signature_slot.is_some())).collect::<Vec<_>>()
    };
    let two = [(6, "QA Lead".to_owned(), true), (7, "Tech Lead".to_owned(), true)];
    for label in ["Final approval from", "Approved by"] {
        let text = format!(
            "# Lock\n\n- [ ] Gate shut\n\n**{label}**:\n- QA Lead: ____ Signature: ____ Date: ____\n- Tech Lead: ____ Signature: ____ Date: ____\n"
        );
        assert_eq!(roles(&text), two, "{label}");
    }
    // Who looks after a part, and when it was done, attests to nothing.
    assert_eq!(
        roles("# Lock\n\n- [ ] Gate shut\n\n**Owner**: ____ **Time**: ____\n\n## Then\n\n- [ ] Bell rung\n"),
        []
    );
    let decided = "# Lock\n\n- [ ] Gate shut\n\n**Decision made by**: [Names]\n**Date**: [Date]\n";
    assert_eq!(roles(decided), [(5, "Decision made by".to_owned(), false)]);
}

#[test]
fn in_a_table_with_signatures_parties_sign_too() {
    let table = "| Partner | Agreed? (Y/N) | Signature | Date |\n|---|---|---|---|\n| North | | | |\n| South | | | |";
    let roles: Vec<String> = read(table).into_iter().map(|(role, ..)| role).collect();
    assert_eq!(roles, ["North", "South"]);
}

#[test]
fn an_approval_of_a_role_stands_in_any_part_of_the_sign_off() {
    let approvals = "### Trials\n\n- [ ] **Lock engineer approval** - the gates hold\n- [ ] Levels fit\n- [ ] Needs a change before approval";
    let roles: Vec<String> = read(approvals).into_iter().map(|(role, ..)| role).collect();
    assert_eq!(roles, ["Lock engineer"]);
    assert_eq!(read("- [ ] Needs a change before approval"), []);
}

#[test]
fn who_did_the_work_signs_at_the_end() {
    for label in ["Validated by", "Getestet von", "Vérifié par", "Conferido por"] {
        let text = format!("# Lock\n\n- [x] Gate shut\n\n## Done\n\n**{label}:** ____\n");
        let read = parse(&Source::new("t.md", text.into()).expect("a text"));
        assert_eq!(read.sign_offs.len(), 1, "{label}");
    }
}

#[test]
fn bullets_of_roles_sign_below_whatever_says_that_they_attest() {
    for label in ["Certified By", "Endorsed by", "Zertifiziert von", "Certifié par", "Certificado por"] {
        let found = read(&format!("**Water level:** ✅ Fine\n\n**{label}:**\n- Lock Lead: ____\n- Safety Lead: ____"));
        assert_eq!(found, [signed("Lock Lead", "", None), signed("Safety Lead", "", None)], "{label}");
    }
}

#[test]
fn each_paragraph_with_a_signature_asks_one_person() {
    let text = "**Prepared by**: ____\n**Date**: ____\n**Signature**: ____\n\n**Checked by**: ____\n**Date**: ____\n**Signature**: ____\n\n**Approved for use**: ____\n**Date**: ____\n**Signature**: ____";
    let roles = ["Prepared by", "Checked by", "Approved for use"];
    assert_eq!(read(text), roles.map(|role| signed(role, "", None)));
    let day = "2026-11-20";
    let filled = text.replace("Date**: ____", "Date**: 2026-11-20").replace("by**: ____", "by**: Ana Doe");
    let filled = filled.replace("use**: ____", "use**: Ana Doe").replace("Signature**: ____", "Signature**: A. Doe");
    assert_eq!(read(&filled), roles.map(|role| signed(role, "Ana Doe", Some(day))));
    assert_eq!(read("**Aprobado para la puerta**: ____\n**Firma**: ____").len(), 1);
    // A name on a line of its own is that of the title above.
    assert_eq!(read("### Lock Lead\n\nName: ____\nDate: ____\nSignature: ____"), [signed("Lock Lead", "", None)]);
}
