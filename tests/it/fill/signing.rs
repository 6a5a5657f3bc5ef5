//! Signing each shape of sign-off, and the content that is signed.

use gonogo::fill::{Signer, block_content, content, find, sign, tick};
use gonogo::time::Timestamp;

use super::compiled;

fn signer(name: &str) -> Signer<'_> {
    let time = Timestamp::parse_rfc3339("2026-11-21T10:32:05Z").expect("a time");
    Signer { name, email: "ana_l@example.org", time, statement: None }
}

/// The text after `role` has signed, or why not; the content stays the same.
fn signed(text: &str, role: &str, at: Option<&str>, signer: &Signer<'_>) -> Result<String, String> {
    let (source, checklist) = compiled(text);
    let sign_off = find(&checklist, role, at).map_err(|error| error.to_string())?;
    let change = sign(&source, &checklist, sign_off, signer).map_err(|error| error.to_string())?;
    let (after, compiled) = change.compile(&source, &checklist).map_err(|error| error.to_string())?;
    assert_eq!(content(&source, &checklist), content(&after, &compiled));
    let same = compiled.sign_offs.iter().find(|one| one.line == sign_off.line).expect("the same sign-off");
    assert!(sign(&after, &compiled, same, signer).is_err(), "nobody signs twice");
    Ok(after.text().to_owned())
}

#[test]
fn each_shape_of_sign_off_takes_a_name_and_a_date() {
    let cases = [
        (
            "- [ ] Gate\n  - **Responsible:** QA Lead\n  - **Sign-off:** ________\n",
            "- [ ] Gate\n  - **Responsible:** QA Lead\n  - **Sign-off:** Ana Li, 2026-11-21 10:32 UTC\n",
        ),
        (
            "## Sign-off\n\n- QA Lead: ____ Date: ____\n- Owner: ____ Date: ____\n",
            "## Sign-off\n\n- QA Lead: Ana Li Date: 2026-11-21\n- Owner: ____ Date: ____\n",
        ),
        (
            "## Sign-off\n\n- QA Lead: ____ Date/Time: ____\n",
            "## Sign-off\n\n- QA Lead: Ana Li Date/Time: 2026-11-21 10:32 UTC\n",
        ),
        (
            "## Sign-off\n\n- [ ] QA Lead approval\n- [ ] Owner approval\n",
            "## Sign-off\n\n- [x] QA Lead approval — Ana Li <ana_l@example.org>, 2026-11-21 10:32 UTC\n- [ ] Owner approval\n",
        ),
        (
            "## Sign-offs\n\n**QA Lead:**\n- Name: ____\n- Signature: ____\n- Date/Time: ____\n- Comments: ____\n",
            "## Sign-offs\n\n**QA Lead:**\n- Name: Ana Li\n- Signature: ____\n- Date/Time: 2026-11-21 10:32 UTC\n- Comments: ____\n",
        ),
        (
            "## Sign-off\n\n| Role | Name | Date |\n|---|---|---|\n| QA Lead |  |  |\n",
            "## Sign-off\n\n| Role | Name | Date |\n|---|---|---|\n| QA Lead | Ana Li | 2026-11-21 |\n",
        ),
        (
            "## Sign-off\n\n| Role | Name | Date/Time |\n|---|---|---|\n| QA Lead | ____ | ____ |\n",
            "## Sign-off\n\n| Role | Name | Date/Time |\n|---|---|---|\n| QA Lead | Ana Li | 2026-11-21 10:32 UTC |\n",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(signed(text, "qa lead", None, &signer("Ana Li")).as_deref(), Ok(expected));
        let crlf = |text: &str| text.replace('\n', "\r\n");
        assert_eq!(signed(&crlf(text), "QA Lead", None, &signer("Ana Li")), Ok(crlf(expected)));
    }
}

#[test]
fn a_signature_slot_names_the_statement() {
    let text = "## Sign-offs\n\n**QA Lead:**\n- Name: ____\n- Signature: ____\n- Date: ____\n";
    let signer = Signer { statement: Some("3f9c01aa77de"), ..signer("Ana Li") };
    let after = signed(text, "QA Lead", None, &signer).expect("signed");
    assert!(after.contains("- Signature: see 3f9c01aa77de\n"), "{after}");
}

#[test]
fn hostile_names_are_written_as_they_are_or_refused() {
    let text = "## Sign-off\n\n- QA Lead: ____ Date: ____\n\n- [ ] a\n";
    let written = signed(text, "QA Lead", None, &signer("Ana *Li* <b> [x]")).expect("escaped");
    assert!(written.contains("Ana \\*Li\\* \\<b> \\[x\\] Date:"), "{written}");
    for name in ["Ana\n- [x] a", "", " Ana", "____", "[NAME]", "A\u{202e}na", "A\u{1b}[31m"] {
        let error = signed(text, "QA Lead", None, &signer(name)).expect_err(name);
        assert!(error.starts_with("the value of `name` can't be written on line 3"), "{error}");
    }
    let boxes = "## Sign-off\n\n- [ ] QA Lead approval\n";
    let stranger = Signer { email: "x> - [x] <y", ..signer("Ana") };
    assert!(signed(boxes, "QA Lead", None, &stranger).expect_err("no address").contains("is no e-mail address"));
}

#[test]
fn the_place_is_told_or_asked_for() {
    let text = "## Gates\n\n- [ ] One\n  - **Responsible:** QA Lead\n  - **Sign-off:** ____\n\n- [ ] Two\n  - **Responsible:** QA Lead\n  - **Sign-off:** ____\n";
    let error = signed(text, "QA Lead", None, &signer("Ana")).expect_err("two places");
    assert!(error.contains("(:5)") && error.contains("(:9)") && error.contains("--at :LINE"), "{error}");
    let one = signed(text, "QA Lead", Some("two"), &signer("Ana")).expect("by item");
    assert!(one.ends_with("- **Sign-off:** Ana, 2026-11-21 10:32 UTC\n"), "{one}");
    assert_eq!(signed(text, "QA Lead", Some(":9"), &signer("Ana")), Ok(one.clone()));
    assert_eq!(signed(text, "QA Lead", Some(":7"), &signer("Ana")), Ok(one.clone()));
    let both = format!("{one}\n## Sign-off\n\n- QA Lead: ____ Date: ____\n");
    let whole = signed(&both, "QA Lead", None, &signer("Ana")).expect("the one of the document");
    assert!(whole.ends_with("- QA Lead: Ana Date: 2026-11-21\n"), "{whole}");
    let nobody = signed(text, "Pilot", None, &signer("Ana")).expect_err("no such role");
    assert_eq!(nobody, "nobody is asked to sign as \"Pilot\"; the roles are QA Lead");
    let taken = "## Sign-off\n\n- QA Lead: Ben Date: 2026-11-20\n";
    let taken = signed(taken, "QA Lead", None, &signer("Ana")).expect_err("taken");
    assert_eq!(taken, "line 3: QA Lead is already signed by Ben");
}

#[test]
fn anything_but_a_sign_off_changes_the_content() {
    let text = "# Go\r\n\r\n- [ ] One\r\n  - **Sign-off:** ____\r\n- [ ] Two\r\n\r\n## Sign-off\r\n\r\n- [ ] QA Lead approval\r\n";
    let (source, checklist) = compiled(text);
    let before = content(&source, &checklist);
    assert!(!before.contains('\r'));
    let item = |at: usize| block_content(&source, &checklist, checklist.items[at].block);
    assert_eq!(item(1), "- [ ] Two");
    let change = tick(&source, &checklist, &checklist.items[1]).expect("a tick");
    let (after, compiled) = change.compile(&source, &checklist).expect("ticked");
    assert_ne!(content(&after, &compiled), before);
    assert_eq!(block_content(&after, &compiled, compiled.items[0].block), item(0));
    assert_ne!(block_content(&after, &compiled, compiled.items[1].block), item(1));
    let sign_off = checklist.sign_offs.iter().position(|one| one.role.contains("QA")).expect("a sign-off");
    let signed = sign(&source, &checklist, &checklist.sign_offs[sign_off], &signer("Ana")).expect("signed");
    let (after, compiled) = signed.compile(&source, &checklist).expect("signed");
    assert_eq!(content(&after, &compiled), before);
}
