//! `gonogo compile --why` and `gonogo check --why`.

use crate::cli_env::CliEnv;

#[test]
fn every_item_field_and_sign_off_says_why_it_was_seen() {
    let text = "# Release\n\n- [ ] Run the suite\n- [ ] Warn the partners (if applicable)\n- [] Lost box\n\n\
                Build: ____\n\n## Sign-off\n\n| Role | Name | Date |\n|---|---|---|\n| QA Lead | | |\n";
    let run = CliEnv::new().file("a.md", text).gonogo(["compile", "a.md", "--why"]).exit(0);
    for line in [
        "3: item “Run the suite” — a GFM task\n",
        "— a GFM task; conditional by “",
        "5: item “Lost box” — a box that GFM does not see\n",
        "7: field “Build” — a run of underscores\n",
        "13: sign-off “QA Lead” — a row of a table of roles; about all of it\n",
    ] {
        assert!(run.stdout.contains(line), "{line} is not in\n{}", run.stdout);
    }
}

#[test]
fn what_is_not_asked_for_says_by_which_words_and_how_to_say_otherwise() {
    let text = "# Release\n\n- [x] Run the suite\n- [x] Warn the partners (if applicable)\n\n**Notes:** ____\n\n\
                ## Rollback\n- [ ] Previous version running\n\n## Contacts <!-- gonogo: required -->\n- [x] List read\n";
    let env = CliEnv::new().file("a.md", text);
    let run = env.gonogo(["check", "a.md", "--why"]).exit(0);
    assert_eq!(
        run.stdout,
        "GO  a.md: 3 things not asked for, or under a condition\n  \
         4: item “Warn the partners (if applicable)” — under a condition: to be done, or N/A with a reason, by the words “if applicable”\n  \
         6: field “Notes” — not asked for: optional\n  \
         8: part “Rollback” — only asked for once something has happened, by the words “rollback”; 1 item and 0 fields in it\n\n\
         To have any of it asked for like all the rest, write `<!-- gonogo: required -->` at the end of its line; a part can also be \
         named under [sections] in gonogo.toml: \"Title\" = \"required\".\n"
    );
    let said = text.replace("## Rollback\n", "## Rollback <!-- gonogo: required -->\n");
    env.file("a.md", said).gonogo(["check", "--concise", "a.md"]).exit(1).says("a.md:9:1: hold[open-item]");
}

#[test]
fn a_clause_that_is_a_condition_is_said_whole() {
    for (item, condition) in [
        ("If the hall is let: chairs counted", "if the hall is let"),
        ("**Unless it rains**, paint the gate", "unless it rains"),
        ("Only when the hall is let: chairs counted", "only when the hall is let"),
        ("If necessary, paint the gate", "if necessary"),
        ("Optional quick fix: paint the gate", "optional"),
        ("Gateway restarted, if its routes changed", "if its routes changed"),
        ("For new minor versions update the map", "for"),
    ] {
        let env = CliEnv::new().file("a.md", format!("# Release\n\n- [ ] {item}\n"));
        let run = env.gonogo(["compile", "a.md", "--why"]).exit(0);
        assert!(run.stdout.contains(&format!("conditional by “{condition}”")), "{item} in\n{}", run.stdout);
    }
}

#[test]
fn what_tells_when_or_how_much_is_no_condition() {
    let text = "# Lock\n\n- [ ] When you open the gate, ring the bell\n- [ ] Time for the way back: 5 minutes (depending on the tide)\n\n\
                If any of the following occur:\n-\n-\n";
    let run = CliEnv::new().file("a.md", text).gonogo(["compile", "a.md", "--why"]).exit(0);
    assert!(!run.stdout.contains("conditional"), "{}", run.stdout);
    let outline = CliEnv::new().file("a.md", text).gonogo(["compile", "a.md"]).exit(0);
    assert!(!outline.stdout.contains("conditional"), "{}", outline.stdout);
}

#[test]
fn a_state_and_its_opposite_in_a_status_column_are_read() {
    let rows = "| Keys counted | Ready |\n| Ropes tested | Not Ready |\n";
    for (header, rows, outline) in [
        ("Status", rows, ["[x] Keys counted", "[ ] Ropes tested"]),
        ("Status (Ready / Not Ready / N/A)", "| Keys | Ready |\n| Ropes | Ready |\n", ["[x] Keys", "[x] Ropes"]),
        // Ready for what?
        ("Status", "| Keys | Ready |\n| Ropes | Ready |\n", ["[ ] Keys", "[ ] Ropes"]),
        ("Status", "| Keys | Not Ready |\n| Ropes | Not ready |\n", ["[ ] Keys", "[ ] Ropes"]),
    ] {
        let text = format!("# Go-live\n\n## Checks\n\n| Check | {header} |\n|---|---|\n{rows}");
        let run = CliEnv::new().file("a.md", text).gonogo(["compile", "a.md"]).exit(0);
        for line in outline {
            assert!(run.stdout.contains(line), "{line} is not in\n{}", run.stdout);
        }
    }
}
