//! A sign-off of the whole includes the sign-offs of items and the evidence that stood there: others than the signer saw
//! kill it, beside the run, in the record, and for the exported script. What is released is named by every sign-off.

use gonogo::digest::Sha256;

use crate::exporting::script;
use crate::record::forge::tree;
use crate::team::{PATH, RUN, Team};

const ITEMS: &str = "# Release 1.2.0\n\n- [x] Backup taken\n  - **Responsible:** QA Lead\n  - **Sign-off:** ________\n\
                     - [x] Tests pass\n  - **Responsible:** QA Lead\n  - **Sign-off:** ________\n\n\
                     ## Sign-off\n\n- Release Manager: ________ Date: ________\n";
const FOLDER: &str = "releases/v1.2.0.signoffs";
const GONE: &str = "sign-offs of items, or evidence, are others than the signer saw";

/// A run of which the items are signed, with evidence for one of them.
fn items_signed() -> Team {
    let team = Team::new();
    std::fs::write(team.env.path(PATH), ITEMS).unwrap();
    std::fs::write(team.env.path("test.log"), "48 of 48\n").unwrap();
    team.env.gonogo(["attach", PATH, "Tests pass", "test.log"]).exit(0);
    team.sign("ben", "QA Lead", ["--at", ":5"]).exit(0);
    team.sign("ben", "QA Lead", ["--at", ":8"]).exit(0);
    team
}

fn includes(team: &Team, role: &str) -> String {
    let name = team.statements().into_iter().find(|name| name.starts_with(role)).unwrap();
    let text = team.env.read(&format!("{FOLDER}/{name}"));
    text.lines().find_map(|line| line.strip_prefix("includes: ")).unwrap().to_owned()
}

#[test]
fn a_sign_off_of_an_item_made_later_is_not_what_the_whole_was_signed_with() {
    let team = items_signed();
    team.sign("ana", "Release Manager", []).exit(0);
    assert!(includes(&team, "release-manager--").starts_with("sha256:"));
    assert_eq!(includes(&team, "qa-lead--"), "none");
    team.check().exit(0);
    // Ben takes the first one back, and signs it anew: what Ana saw is not what stands there.
    team.sign("ben", "QA Lead", ["--at", ":5", "--reason", "looked at once more"]).exit(0);
    let said = team.check().exit(1).says("what “Release Manager” signed has changed since: ").says(GONE);
    assert_eq!(said.stdout.matches("stale-sign-off").count(), 1, "{said:?}");
    team.sign("ana", "Release Manager", []).exit(0);
    team.check().exit(0);
    // One that is taken away.
    let first = team.statements().into_iter().find(|name| name.starts_with("qa-lead--")).unwrap();
    for ending in ["", ".sig"] {
        std::fs::remove_file(team.env.path(&format!("{FOLDER}/{first}{ending}"))).unwrap();
    }
    team.check().exit(1).says(GONE);
}

#[test]
fn without_items_or_evidence_it_includes_none() {
    let team = Team::new();
    team.sign_all();
    assert_eq!(includes(&team, "release-manager--"), "none");
    // Another signer of the whole changes nothing for the first.
    team.check().exit(0);
}

#[test]
fn the_report_shows_each_signature_at_the_place_it_was_made_for() {
    let team = items_signed();
    team.sign("ben", "QA Lead", ["--at", ":8", "--reason", "looked at once more"]).exit(0);
    team.sign("ana", "Release Manager", ["--decision", "GO"]).exit(0);
    team.record().exit(0);
    let page = team.env.gonogo(["report", "v1.2.0", "--template", "markdown"]).exit(0).stdout;
    let rows: Vec<Vec<&str>> = page
        .lines()
        .skip_while(|line| *line != "## Sign-offs")
        .skip_while(|line| !line.starts_with('|'))
        .take_while(|line| line.starts_with('|'))
        .filter(|line| !line.starts_with("|-"))
        .map(|line| line.split(" | ").collect())
        .collect();
    let row = |about: &str, meaning: &str, assurance: &str| {
        let fits = |row: &&Vec<&str>| row[5].starts_with(about) && row[3] == meaning && row[4] == assurance;
        assert_eq!(rows.iter().filter(fits).count(), 1, "{about}, {meaning}: {page}");
    };
    row("Backup taken", "approved", "signature verified");
    row("Tests pass", "approved (looked at once more)", "signature verified");
    row("Tests pass", "approved", "does not count any more: its signer has said otherwise later");
    row("the whole checklist", "approved GO", "signature verified");
}

#[test]
fn the_record_and_the_script_hold_it_too() {
    let team = items_signed();
    team.sign("ana", "Release Manager", []).exit(0);
    team.record().exit(0);
    team.audit().exit(0);
    team.env.gonogo(["audit", "--export", "whole"]).exit(0);
    let (holds, said) = script(&team, "whole", &[]);
    assert!(holds, "{said}");
    // Whoever records leaves one sign-off out, with a manifest that fits.
    team.recorded_otherwise(|files| {
        let dropped = files.keys().find(|name| name.starts_with("signoffs/qa-lead--")).unwrap().clone();
        files.retain(|name, _| !name.starts_with(&dropped));
    });
    team.audit().exit(1).says("finding[stale]: ").says(GONE);
    team.env.gonogo(["audit", "--export", "less"]);
    let (holds, said) = script(&team, "less", &[]);
    assert!(!holds && said.contains("is stale"), "{said}");
}

#[test]
fn what_is_released_is_part_of_what_is_signed() {
    let team = Team::new();
    let sandbox = team.env.sandbox();
    let image = |digit: &str| format!("registry.example/app@sha256:{}", digit.repeat(64));
    let commit = |text: &str| {
        sandbox.write("src/app.txt", text);
        sandbox.git(&["add", "src", PATH]);
        sandbox.git(&["commit", "-q", "-m", text]);
        sandbox.git(&["rev-parse", "--short=12", "HEAD"]).trim().to_owned()
    };
    let (first, second) = (commit("one"), commit("two"));
    let fields = format!("# Release 1.2.0\n\n**Git commit:** {first}\n**Image:** {}\n", image("a"));
    std::fs::write(team.env.path(PATH), RUN.replace("# Release 1.2.0\n", &fields)).unwrap();
    team.sign_all();
    let name = team.statements().remove(0);
    let text = team.env.read(&format!("{FOLDER}/{name}"));
    // The tree as git itself makes it without the folder of the runs.
    let without = tree(sandbox, &first, &[(PATH, "100644", None)]);
    assert!(text.contains(&format!("subject: tree:{without} oci:sha256:{}\n", "a".repeat(64))), "{text}");
    team.check().exit(0);
    // What is committed after that is another matter; what is kept of runs is no part of what is released.
    commit("three");
    team.check().exit(0);
    let signed = team.env.read(PATH);
    team.record().exit(0);
    team.audit().exit(0);
    let recorded = sandbox.git(&["rev-parse", "gonogo/record"]).trim().to_owned();
    for (was, is) in [(&first, &second), (&image("a"), &image("b"))] {
        team.edit(was, is);
        team.check().exit(1).says("stale-sign-off");
        std::fs::write(team.env.path(PATH), &signed).unwrap();
    }
    // A statement that names another tree than its text does.
    let other = tree(sandbox, &second, &[(PATH, "100644", None)]);
    team.forge("qa-lead", "ben", &[(without.as_str(), other.as_str())]);
    team.check().exit(1).says("what “QA Lead” signed has changed since: what is released is not what the signer saw");
    // Nor in the record, where that is who records it too.
    for (was, is) in [(&without, &other), (&"a".repeat(64), &"b".repeat(64))] {
        team.recorded_otherwise(|files| {
            let name = files.keys().find(|name| name.starts_with("signoffs/qa-lead--")).unwrap().clone();
            let statement = String::from_utf8(files.remove(&name).unwrap()).unwrap();
            files.remove(&format!("{name}.sig")).unwrap();
            let forged = statement.replace(was.as_str(), is);
            assert_ne!(forged, statement);
            let digest = Sha256::of(forged.as_bytes()).hex();
            let name = format!("signoffs/qa-lead--{}.txt", &digest[..12]);
            let signature = sandbox.sign_by_hand("ben", "gonogo-signoff@v1", forged.as_bytes());
            files.insert(format!("{name}.sig"), signature.into_bytes());
            files.insert(name, forged.into_bytes());
        });
        team.audit().exit(1).says("finding[stale]: ").says("what is released is not what the signer saw");
        sandbox.git(&["update-ref", "refs/heads/gonogo/record", &recorded]);
        team.audit().exit(0);
    }
    // Where the commit is not, it is said that nothing was compared.
    team.env.gonogo(["audit", "--export", "whole"]).exit(0);
    let bundle = team.env.gonogo(["audit", "whole/record.bundle"]).exit(0);
    bundle.remarks("the tree that v1.2.0 released was not compared: its commit is not here");
}
