//! What somebody with a valid key may try: records that say more than was done, and policies made weaker on the way.

use std::collections::BTreeMap;

use gonogo::digest::Sha256;
use gonogo::engine::auditing;
use gonogo::record::{Doubt, Outcome, Recorded, SignedStatement, read_run, state};

use crate::support::{branch, now};
use crate::team::{PATH, RUN, Team};

type Files = BTreeMap<String, Vec<u8>>;

/// A run that stands in the record, in order, to be put there otherwise.
struct Kept {
    team: Team,
    files: Files,
}

impl Kept {
    fn of(team: Team) -> Self {
        team.sign_all();
        team.record().exit(0);
        let files = read_run(&team.env.sandbox().repo(), &branch(), "v1.2.0").unwrap().unwrap();
        Self { team, files }
    }

    /// What is found of it with other files.
    fn judged(&self, files: &Files, outcome: Outcome) -> Vec<&'static str> {
        let repo = self.team.env.sandbox().repo();
        let state = state(&repo, &branch()).unwrap();
        let bytes = |path: &str| files.get(path).map(Vec::as_slice);
        let signoffs: Vec<SignedStatement> = files
            .iter()
            .filter(|(path, _)| path.starts_with("signoffs/") && path.ends_with(".txt"))
            .map(|(path, bytes)| SignedStatement {
                statement: bytes.clone(),
                signature: files.get(&format!("{path}.sig")).cloned().unwrap_or_default(),
            })
            .collect();
        let template = bytes("template.md").map(Sha256::of);
        let about = state.about("v1.2.0", template, now());
        let policy_toml = state.files.policy_toml.as_slice();
        let run = Recorded { outcome, signoffs: &signoffs, about: &about, policy_toml, files: &bytes };
        let rule = |doubt| match doubt {
            Doubt::Fault(_, fault) => fault.rule,
            Doubt::Unchecked(_) => "unchecked",
        };
        let mut rules: Vec<_> = auditing::judge(&repo, &run).into_iter().map(rule).collect();
        rules.dedup();
        rules
    }

    fn with(&self, change: impl FnOnce(&mut Files)) -> Vec<&'static str> {
        let mut files = self.files.clone();
        change(&mut files);
        self.judged(&files, Outcome::Go)
    }

    /// Another checklist, with content and model made anew for it.
    fn rewritten(&self, text: &str) -> Vec<&'static str> {
        self.with(|files| {
            let source = gonogo::text::Source::new(PATH, text.into()).unwrap();
            let checklist = gonogo::parse::parse(&source);
            let mut model = Vec::new();
            gonogo::output::model::write(&checklist, &mut model).unwrap();
            files.insert("content.md".into(), gonogo::fill::content(&source, &checklist).into_bytes());
            files.insert("model.json".into(), model);
            files.insert("checklist.md".into(), text.into());
        })
    }

    fn text(&self) -> String {
        String::from_utf8(self.files["checklist.md"].clone()).unwrap()
    }
}

#[test]
fn a_recorded_checklist_is_what_was_signed_line_by_line() {
    let kept = Kept::of(Team::new());
    assert_eq!(kept.with(|_| ()), [""; 0]);
    let text = kept.text();
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    for at in 0..lines.len() {
        let mut gone = lines.clone();
        gone.remove(at);
        let mut other = lines.clone();
        let changed = lines[at].replacen(['a', 'e', 'x', '#', '-'], "o", 1);
        other[at] = &changed;
        for forged in [gone.concat(), other.concat()] {
            if forged == text {
                continue;
            }
            let found = kept.with(|files| drop(files.insert("checklist.md".into(), forged.clone().into_bytes())));
            assert!(found.contains(&"render-differs"), "{forged}: {found:?}");
            // With everything derived from it made anew the signatures do not hold.
            let found = kept.rewritten(&forged);
            let only_blank = forged.replace('\n', "") == text.replace('\n', "");
            assert!(found.contains(&"outcome-differs") || only_blank, "{forged}: {found:?}");
        }
    }
}

#[test]
fn a_run_comes_to_the_outcome_it_is_recorded_with() {
    let kept = Kept::of(Team::new());
    for outcome in [Outcome::NoGo, Outcome::RolledBack, Outcome::Partial] {
        assert_eq!(kept.judged(&kept.files, outcome), ["outcome-differs"]);
    }
    let without = |what: &str| kept.with(|files| files.retain(|path, _| !path.contains(what)));
    assert_eq!(without("signoffs/qa-lead"), ["outcome-differs"]);
    assert_eq!(without("signoffs/"), ["outcome-differs"]);
    assert_eq!(without("model.json"), ["render-differs"]);
    assert_eq!(without("content.md"), ["render-differs"]);
    // A blank run, and one with the box of another run ticked.
    assert_eq!(kept.rewritten(RUN), ["outcome-differs"]);
    assert_eq!(kept.rewritten(&kept.text().replace("[x] Tests", "[ ] Tests")), ["outcome-differs"]);
    assert_eq!(kept.rewritten(&kept.text().replace("Ben Ito", "Cy Roe")), ["outcome-differs"]);
}

#[test]
fn the_model_is_that_of_the_checklist() {
    let kept = Kept::of(Team::new());
    let model = |from: &str, to: &str| {
        kept.with(|files| {
            let text = String::from_utf8(files["model.json"].clone()).unwrap();
            assert!(text.contains(from));
            files.insert("model.json".into(), text.replacen(from, to, 1).into_bytes());
        })
    };
    assert_eq!(model("sha256:", "sha256:0"), ["render-differs"]);
    for path in ["", "/etc/v1.2.0.md", "releases/../v1.2.0.md", "releases/v1.3.0.md", "x"] {
        assert_eq!(model(PATH, path), ["render-differs"], "{path}");
    }
    assert_eq!(kept.with(|files| drop(files.insert("model.json".into(), b"{".to_vec()))), ["render-differs"]);
}

/// A policy, and what somebody makes of it beside the run, with the finding by which the run is kept out all the same.
const WEAKER: &[(&str, &str, &str)] = &[
    (
        "[roles]\n\"Release Manager\" = [\"ana@example.org\"]\n\
         \"QA Lead\" = { people = [\"ben@example.org\", \"cy@example.org\"], quorum = 2 }\n",
        "",
        "quorum-not-met",
    ),
    (
        "[roles]\n\"Release Manager\" = [\"ana@example.org\"]\n\"QA Lead\" = [\"ana@example.org\", \"ben@example.org\"]\n\
         [policy]\ndistinct = [[\"Release Manager\", \"QA Lead\"]]\n",
        "",
        "same-person-twice",
    ),
    ("[policy]\nauthor-may-not-approve = true\n", "", "author-approves"),
    ("[rules]\nduplicate-item = \"hold\"\n", "", "duplicate-item"),
    ("", "[sections]\n\"Open*\" = \"reference\"\n", "open-item"),
    ("", "[rules]\nopen-item = \"off\"\n", "open-item"),
];

#[test]
fn what_stands_beside_the_run_makes_the_policy_no_weaker() {
    for (policy, beside, finding) in WEAKER {
        let team = Team::with(policy);
        let config = team.env.read("gonogo.toml").replace(policy, "") + beside;
        match *finding {
            "duplicate-item" => team.edit("- [x] Tests pass", "- [x] Tests pass\n- [x] Tests pass"),
            "open-item" => team.edit("## Decision", "## Open ends\n\n- [ ] Cache warmed\n\n## Decision"),
            "author-approves" => {
                let head = team.env.sandbox().git(&["rev-parse", "HEAD"]);
                team.edit("- [x] Tests pass", &format!("- [x] Tests pass\n  Commit: {}", head.trim()));
            }
            _ => {}
        }
        std::fs::write(team.env.path("gonogo.toml"), config).unwrap();
        let second = if *finding == "same-person-twice" { "ana" } else { "ben" };
        team.sign(second, "QA Lead", []).exit(0);
        team.sign("ana", "Release Manager", []).exit(0);
        team.check().exit(0);
        let kept_out = team.record();
        assert!(kept_out.status == 1 || kept_out.status == 3, "{policy}{beside}: {kept_out:?}");
        kept_out.says(finding);
    }
    // More may be asked beside the run than by the policy.
    let team = Team::new();
    team.sign_all();
    let config = team.env.read("gonogo.toml") + "[rules]\nfuture-date = \"hold\"\nduplicate-item = \"hold\"\n";
    std::fs::write(team.env.path("gonogo.toml"), config).unwrap();
    team.edit("- [x] Tests pass", "- [x] Tests pass\n- [x] Tests pass");
    team.sign_all();
    team.record().exit(1).says("duplicate-item");
}

#[test]
fn a_file_that_the_policy_does_not_name_is_asked_for_no_less() {
    let team = Team::new();
    let typed = RUN.replace("Release Manager: ________ Date: ________", "Release Manager: Ana Doe Date: 2026-11-20");
    let typed = typed.replace("QA Lead: ________ Date: ________", "QA Lead: Ben Ito Date: 2026-11-20");
    std::fs::create_dir(team.env.path("elsewhere")).unwrap();
    std::fs::write(team.env.path("elsewhere/v1.2.0.md"), typed).unwrap();
    team.env.gonogo(["check", "elsewhere/v1.2.0.md"]).exit(0);
    team.env.gonogo(["record", "elsewhere/v1.2.0.md"]).exit(1).says("assurance-too-low");
}

#[test]
fn a_proposal_does_not_choose_another_record() {
    let team = Team::new();
    team.sign_all();
    team.record().exit(0);
    // Ben begins a record of his own, with himself as everybody, and points the configuration at it.
    team.works("ben");
    let sandbox = team.env.sandbox();
    let config = team.env.read("gonogo.toml");
    let mine = format!("{config}[record]\nbranch = \"release/record\"\n");
    std::fs::write(team.env.path("gonogo.toml"), &mine).unwrap();
    let ben = gonogo::git::Identity::new("Ben Ito", "ben@example.org").unwrap();
    let who = "ben@example.org,release-manager/ben@example.org,qa-lead/ben@example.org";
    let files = gonogo::record::PolicyFiles {
        policy_toml: Vec::new(),
        allowed_signers: format!("{who} {}\n", sandbox.public("ben")).into_bytes(),
        revoked_keys: Vec::new(),
    };
    let branch = gonogo::git::RefName::new("release/record").unwrap();
    gonogo::record::genesis(&sandbox.repo(), &branch, &files, &sandbox.signer("ben"), &ben, &now).unwrap();
    for args in [["check", PATH], ["record", PATH], ["audit", "."]] {
        let refused = team.env.gonogo(args);
        assert!(refused.status > 0 && format!("{refused:?}").contains("wrong-record"), "{refused:?}");
    }
    // Nor one in a folder below.
    std::fs::write(team.env.path("gonogo.toml"), config).unwrap();
    std::fs::write(team.env.path("releases/gonogo.toml"), mine).unwrap();
    team.env.gonogo(["record", PATH]).exit(2).remarks("wrong-record");
}
