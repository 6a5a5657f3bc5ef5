//! Amendments: what is added to a recorded run, and what may not be passed off as one.

use gonogo::record::layout;

use crate::record::forge::{place, sign, text, tree};
use crate::support::branch;
use crate::team::{PATH, Team};

fn recorded() -> Team {
    let team = Team::new();
    team.sign_all();
    team.record().exit(0);
    team
}

#[test]
fn an_amendment_stands_beside_the_run_and_changes_nothing() {
    let team = recorded();
    team.env.sandbox().write("incident.txt", "at 04:10 the cache was cold\n");
    let words = ["amend", "v1.2.0", "-m", "The cache was cold for an hour.", "--file", "incident.txt"];
    let [name, run, ..] = words;
    let dry = team.env.gonogo([name, run, "-m", words[3], "--file", words[5], "--dry-run"]).exit(0);
    dry.says("would amend the run v1.2.0\n")
        .says("  amendment.md (32 bytes)\n")
        .says("  evidence/incident.txt (28 bytes)\n");
    team.audit().exit(0).says("verified: 2 commits");
    team.env.gonogo(words).exit(0).says("amended: v1.2.0 in refs/heads/gonogo/record as ");
    team.env.gonogo(words).exit(0).says("amended already: ");
    team.env.gonogo(["amend", "v1.2.0", "-m", "Mended by 2.4.1."]).exit(0).says("amended: ");
    team.audit().exit(0).says("verified: 4 commits, 1 runs");
    team.env.gonogo(["log"]).exit(0).says("v1.2.0  amendment");
    let shown = team.env.gonogo(["show", "v1.2.0"]).exit(0);
    shown.says("  amendments/001/evidence/incident.txt\n").says("  amendments/002/amendment.md\n");
    let said = team.env.gonogo(["show", "v1.2.0", "amendments/002/amendment.md"]);
    said.exit(0).stdout("Mended by 2.4.1.\n");
    // The run is recorded already, amended or not.
    team.record().exit(0).says("recorded already");
    team.env.gonogo(["report", PATH]).exit(0).says("v1.2.0");
    team.env.gonogo(["amend", "v9", "-m", "Nothing."]).exit(2).remarks("there is no run \"v9\"");
    team.env.gonogo(["amend", "v1.2.0", "-m", " "]).exit(2);
    team.env.gonogo(["amend", "v1.2.0", "-m", " ", "--dry-run"]).exit(2);
    team.env.gonogo(["amend", "v1.2.0", "-m", "\u{1b}[2J"]).exit(2);
    team.env.gonogo(["amend", "../v1.2.0", "-m", "Up."]).exit(2);
    team.works("cy");
    team.env.sandbox().key("eve", &["-t", "ed25519"]);
    team.env.sandbox().git(&["config", "user.signingkey", team.env.sandbox().key_path("eve").to_str().unwrap()]);
    team.env.gonogo(["amend", "v1.2.0", "-m", "By nobody."]).exit(2).remarks("untrusted-signer");
}

#[test]
fn only_the_next_folder_of_amendments_is_one() {
    let team = recorded();
    let sandbox = team.env.sandbox();
    let tip = sandbox.git(&["rev-parse", "gonogo/record"]).trim().to_owned();
    let amendment = |run: &str, number: &str, more: &[(&str, &[u8])]| {
        let mut files = vec![("amendment.md", &b"So it was.\n"[..])];
        files.extend(more);
        let manifest = layout::manifest(files.clone());
        files.push(("manifest.sha256", manifest.as_bytes()));
        let paths: Vec<(String, Vec<u8>)> = files
            .iter()
            .map(|(name, bytes)| (format!("runs/{run}/amendments/{number}/{name}"), bytes.to_vec()))
            .collect();
        let changes: Vec<_> = paths.iter().map(|(p, b)| (p.as_str(), "100644", Some(b.as_slice()))).collect();
        tree(sandbox, &tip, &changes)
    };
    let found = |tree: &str, message: &str| {
        place(sandbox, &sign(sandbox, &text(tree, &[&tip], message), "ana"));
        let options = gonogo::record::AuditOptions::default();
        let gonogo::record::Audited::Record(audit) =
            gonogo::record::audit(&sandbox.repo(), &branch(), &options).unwrap()
        else {
            panic!("nothing recorded")
        };
        let mut rules: Vec<_> = audit.findings.into_iter().map(|finding| finding.rule).collect();
        rules.dedup();
        rules
    };
    let kind = |kind: &str, run: &str, more: &str| {
        format!("Amend {run}\n\nGonogo-Seq: 2\nGonogo-Kind: {kind}\nGonogo-Run: {run}\n{more}")
    };
    let amends = kind("amendment", "v1.2.0", "");
    assert_eq!(found(&amendment("v1.2.0", "001", &[]), &amends), [""; 0]);
    assert_eq!(found(&amendment("v1.2.0", "001", &[("evidence/x.txt", b"x")]), &amends), [""; 0]);
    assert!(found(&amendment("v1.2.0", "002", &[]), &amends).contains(&"wrong-run"));
    assert!(found(&amendment("v1.2.0", "1", &[]), &amends).contains(&"wrong-run"));
    assert!(found(&amendment("v9", "001", &[]), &kind("amendment", "v9", "")).contains(&"wrong-run"));
    assert!(found(&amendment("v9", "001", &[]), &amends).contains(&"wrong-run"));
    assert!(
        found(&amendment("v1.2.0", "001", &[]), &kind("amendment", "v1.2.0", "Gonogo-Outcome: go\n"))
            .contains(&"sequence")
    );
    assert!(found(&amendment("v1.2.0", "001", &[]), &kind("policy", "v1.2.0", "")).contains(&"sequence"));
    let as_run = kind("run", "v1.2.0", "Gonogo-Outcome: go\n");
    assert!(found(&amendment("v1.2.0", "001", &[]), &as_run).contains(&"record-layout"));
    // Beside an amendment nothing else comes in.
    let good = amendment("v1.2.0", "001", &[]);
    for (path, rule) in [
        ("runs/v1.2.0/notes.md", "record-edited"),
        ("runs/v1.2.0/amendments/notes.md", "record-edited"),
        ("runs/v1.2.0/content.md", "record-edited"),
        ("runs/v1.2.0/amendments/001/more.md", "manifest"),
        ("policy/000002/policy.toml", "wrong-run"),
    ] {
        let rules = found(&tree(sandbox, &good, &[(path, "100644", Some(b"x"))]), &amends);
        assert!(rules.contains(&rule), "{path}: {rules:?}");
    }
}
