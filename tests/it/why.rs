//! `gonogo compile --why`.

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
