//! What somebody with a valid key may try: records that say more than was done, and policies made weaker on the way.

use std::collections::BTreeMap;
use std::process::Command;

use gonogo::digest::Sha256;
use gonogo::engine::{people, rejudging};
use gonogo::record::{Doubt, Grounds, Outcome, Recorded, SignedStatement, includes, read_run, state};

use crate::support::{branch, now};
use crate::team::{PATH, RUN, Team};

type Files = BTreeMap<String, Vec<u8>>;

/// A run that stands in the record, in order, to be put there otherwise.
pub struct Kept {
    pub team: Team,
    pub files: Files,
}

impl Kept {
    pub fn of(team: Team) -> Self {
        team.sign_all();
        team.record().exit(0);
        let files = read_run(&team.env.sandbox().repo(), &branch(), "v1.2.0").unwrap().unwrap();
        Self { team, files }
    }

    /// What is found of it with other files, by name.
    fn judged(&self, files: &Files, outcome: Outcome) -> Vec<&'static str> {
        let rule = |doubt| match doubt {
            Doubt::Fault(_, fault) => fault.rule,
            Doubt::Unchecked(_) => "unchecked",
        };
        let mut rules: Vec<_> = self.doubts(files, outcome).into_iter().map(rule).collect();
        rules.dedup();
        rules
    }

    /// What is found of it with other files.
    pub fn doubts(&self, files: &Files, outcome: Outcome) -> Vec<Doubt> {
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
        let statements = signoffs.iter().map(|signed| signed.statement.as_slice());
        let evidence =
            files.iter().filter(|(path, _)| path.starts_with("evidence/")).map(|(_, bytes)| Sha256::of(bytes));
        let grounds = Grounds {
            template: bytes("template.md").map(Sha256::of),
            includes: includes(statements, evidence),
            ..Grounds::default()
        };
        let about = state.about("v1.2.0", grounds, now());
        let policy_toml = state.files.policy_toml.as_slice();
        let run = Recorded { outcome, signoffs: &signoffs, about: &about, policy_toml, files: &bytes };
        let author = |checklist: &_| people::author_in(&repo, checklist);
        let outside = rejudging::Outside { author: &author, other_version: &|_, _| (), openssl: repo.openssl() };
        rejudging::judge(&outside, &run)
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
    // What it says of the checklist is what the version that made it reads there.
    for (from, to) in [
        ("Backup taken", "Backup made"),
        ("\"state\": \"done\"", "\"state\": \"open\""),
        ("\n}", ",\n  \"more\": 1\n}"),
    ] {
        assert_eq!(model(from, to), ["render-differs"], "{from}");
    }
    // Of another version that can't be told here, and the audit says so.
    let version = format!("\"gonogo\": \"{}\"", env!("CARGO_PKG_VERSION"));
    assert_eq!(model(&version, "\"gonogo\": \"0.0.1\""), [""; 0]);
    kept.team.audit().exit(0).stderr("no pin was given, so that nothing was dropped from the end is not checked\n");
    kept.team.recorded_otherwise(|files| {
        let text = String::from_utf8(files["model.json"].clone()).unwrap();
        let other = text.replacen(&version, "\"gonogo\": \"0.0.1\"", 1).replacen("Backup taken", "Backup made", 1);
        files.insert("model.json".into(), other.into_bytes());
    });
    kept.team.audit().exit(0).remarks("what v1.2.0 says in model.json was not compared: it is of gonogo 0.0.1");
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
        team.sign(second, "QA Lead", ["--reason", "as it is"]).exit(0);
        team.sign("ana", "Release Manager", ["--reason", "as it is"]).exit(0);
        for judged in [team.check(), team.record()] {
            assert!(judged.status == 1 || judged.status == 3, "{policy}{beside}: {judged:?}");
            judged.says(finding);
        }
    }
    // More may be asked beside the run than by the policy.
    let team = Team::new();
    team.sign_all();
    let config = team.env.read("gonogo.toml") + "[rules]\nfuture-date = \"hold\"\nduplicate-item = \"hold\"\n";
    std::fs::write(team.env.path("gonogo.toml"), config).unwrap();
    team.edit("- [x] Tests pass", "- [x] Tests pass\n- [x] Tests pass");
    team.sign("ben", "QA Lead", ["--reason", "as it is"]).exit(0);
    team.sign("ana", "Release Manager", ["--reason", "as it is"]).exit(0);
    team.record().exit(1).says("duplicate-item");
}

#[test]
fn no_configuration_of_a_proposal_hides_what_the_policy_asks_for() {
    let team = Team::new();
    let typed = RUN.replace("Release Manager: ________ Date: ________", "Release Manager: Ana Doe Date: 2026-11-20");
    let typed = typed.replace("QA Lead: ________ Date: ________", "QA Lead: Ben Ito Date: 2026-11-20");
    std::fs::write(team.env.path(crate::team::PATH), typed).unwrap();
    let config = team.env.read("gonogo.toml");
    let lax = config.replace("\"signed\"", "\"typed\"");
    let place = |name: &str, text: &str| std::fs::write(team.env.path(name), text).unwrap();
    // Where the signatures can't be judged, nothing is GO either.
    let holds = || {
        let judged = team.check().says("assurance-too-low").says("by the policy on the record");
        assert!(judged.status == 1 || judged.status == 3, "{judged:?}");
    };
    place("gonogo.toml", &lax);
    holds();
    place("gonogo.toml", &format!("{lax}[record]\nbranch = \"main/record\"\n"));
    holds();
    let renamed = |from: &str, to: &str| place("gonogo.toml", &config.replace(from, to));
    for (from, to) in [("releases/**", "notes/**"), ("stage = \"run\"", "stage = \"template\"")] {
        renamed(from, to);
        team.env.words(["check", "releases"]).exit(1).says("assurance-too-low");
    }
    place("gonogo.toml", &config);
    place("releases/gonogo.toml", "");
    holds();
    std::fs::remove_file(team.env.path("releases/gonogo.toml")).unwrap();
    std::fs::remove_file(team.env.path("gonogo.toml")).unwrap();
    holds();
    team.env.sandbox().git(&["add", "releases"]);
    team.env.words(["check", "--staged", crate::team::PATH]).exit(1).says("assurance-too-low");
    // As a clone has it that has only fetched.
    let sandbox = team.env.sandbox();
    sandbox.git(&["update-ref", "refs/remotes/origin/gonogo/record", "gonogo/record"]);
    sandbox.git(&["update-ref", "-d", "refs/heads/gonogo/record"]);
    sandbox.git(&["pack-refs", "--all"]);
    holds();
    // What is no record can't say what it asks for, and nothing is GO by it.
    place("gonogo.toml", &format!("{lax}[record]\nbranch = \"main\"\n"));
    team.check().exit(2).remarks("what the policy on the record asks for");
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
        signatures: Vec::new(),
    };
    let branch = gonogo::git::RefName::new("release/record").unwrap();
    crate::support::genesis(&sandbox.repo(), &branch, &files, &sandbox.signer("ben"), &ben, &now).unwrap();
    for args in [["check", PATH], ["record", PATH], ["audit", "."]] {
        let refused = team.env.gonogo(args);
        assert!(refused.status > 0 && format!("{refused:?}").contains("wrong-record"), "{refused:?}");
    }
    // Nor one in a folder below.
    std::fs::write(team.env.path("gonogo.toml"), config).unwrap();
    std::fs::write(team.env.path("releases/gonogo.toml"), mine).unwrap();
    team.env.gonogo(["record", PATH]).exit(2).remarks("wrong-record");
}

/// How many of a run's bytes are changed in turn; all of them where the variable is set.
fn stride() -> usize {
    if std::env::var_os("GONOGO_TEST_ALL").is_some() { 1 } else { 7 }
}

#[test]
fn every_changed_byte_of_what_was_signed_is_refused() {
    let kept = Kept::of(Team::new());
    let mut tried = 0;
    for (path, bytes) in &kept.files {
        // The model is held to the digest and the path that it states; the manifest is checked where it is committed.
        if path == "model.json" || path == "manifest.sha256" {
            continue;
        }
        // The last line end of a signature is not signed, and may be there or not.
        let end = if path.ends_with(".sig") { bytes.len() - 1 } else { bytes.len() };
        for at in (tried % stride()..end).step_by(stride()) {
            let mut changed = bytes.clone();
            changed[at] ^= 1 << (at % 7);
            let found = kept.with(|files| drop(files.insert(path.clone(), changed)));
            assert!(!found.is_empty(), "byte {at} of {path}");
            tried += 1;
        }
    }
    assert!(tried > 1500 / stride(), "{tried}");
}

#[test]
fn two_keys_or_two_statements_are_one_person() {
    let quorum = "[roles]\n\"Release Manager\" = [\"ana@example.org\"]\n\
                  \"QA Lead\" = { people = [\"ben@example.org\", \"cy@example.org\"], quorum = 2 }\n";
    let team = Team::with(quorum);
    team.edit(
        "- QA Lead: ________ Date: ________\n",
        "- QA Lead: ________ Date: ________\n- QA Lead: ________ Date: ________\n",
    );
    team.sign("ana", "Release Manager", []).exit(0);
    let line = |nth: usize| {
        let text = team.env.read(PATH);
        let lines = text.lines().enumerate().filter(|(_, line)| line.starts_with("- QA Lead"));
        format!(":{}", lines.map(|(at, _)| at + 1).nth(nth).unwrap())
    };
    team.sign("ben", "QA Lead", ["--at", &line(0)]).exit(0);
    // The same statement stands for a second place, and Ben has a second key.
    team.edit("- QA Lead: ________ Date: ________", "- QA Lead: Ben Ito Date: 2026-11-21");
    team.check().exit(1).says("quorum-not-met");
    let sandbox = team.env.sandbox();
    sandbox.key("ben2", &["-t", "ed25519"]);
    let mut files = state(&sandbox.repo(), &branch()).unwrap().files;
    files.allowed_signers.extend(format!("qa-lead/ben@example.org {}\n", sandbox.public("ben2")).into_bytes());
    crate::support::add_policy(
        &sandbox.repo(),
        &branch(),
        &files,
        &sandbox.signer("ana"),
        &crate::support::ana(),
        &now,
    )
    .unwrap();
    sandbox.git(&["config", "user.signingkey", sandbox.key_path("ben2").to_str().unwrap()]);
    sandbox.git(&["config", "user.email", "ben@example.org"]);
    sandbox.git(&["config", "user.name", "Ben Ito"]);
    team.env.gonogo(["sign", PATH, "--role", "QA Lead", "--at", &line(1), "--decision", "GO"]).exit(0);
    team.check().exit(1).says("quorum-not-met");
    team.edit("- QA Lead: Ben Ito Date: 2026-11-21", "- QA Lead: ________ Date: ________");
    team.sign("cy", "QA Lead", ["--at", &line(0)]).exit(0);
    team.check().exit(0);
    team.record().exit(0);
    team.audit().exit(0);
}

#[test]
fn evidence_is_what_was_attached() {
    let team = Team::new();
    team.env.sandbox().write("log (1).txt", "all well\n");
    let attach = ["attach", PATH, "Tests pass", "log (1).txt"];
    team.env.gonogo(attach).exit(0);
    let name = "releases/v1.2.0.evidence/log--1-.txt";
    std::fs::write(team.env.path(name), "all is well\n").unwrap();
    team.sign("ben", "QA Lead", ["--reason", "whatever"])
        .exit(2)
        .remarks("is not what was attached")
        .remarks("(evidence)");
    std::fs::remove_file(team.env.path(name)).unwrap();
    team.sign("ben", "QA Lead", []).exit(2).remarks("(evidence)");
    std::fs::write(team.env.path(name), "all well\n").unwrap();
    team.sign_all();
    std::fs::write(team.env.path(name), "all is well\n").unwrap();
    team.record().exit(2).remarks("(evidence)");
    std::fs::write(team.env.path(name), "all well\n").unwrap();
    let kept = {
        team.record().exit(0);
        team.audit().exit(0);
        let files = read_run(&team.env.sandbox().repo(), &branch(), "v1.2.0").unwrap().unwrap();
        Kept { team, files }
    };
    let digest = Sha256::of(b"all well\n").hex();
    assert_eq!(kept.files[&format!("evidence/{digest}")], b"all well\n");
    assert_eq!(
        kept.with(|files| files.retain(|path, _| !path.starts_with("evidence/"))),
        ["evidence", "outcome-differs"]
    );
    // Put into a commit otherwise, with a manifest that says so.
    assert!(format!("{:?}", put(&kept.team, &digest, b"all is well\n").unwrap_err()).contains("rule: \"evidence\""));
    assert!(put(&kept.team, &digest, b"all well\n").is_ok());
}

/// Puts a run with one file of evidence into the record, by hand, under a digest that may be another's.
fn put(team: &Team, digest: &str, bytes: &[u8]) -> Result<(), gonogo::record::RecordError> {
    let file = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
    let mut files = Files::from([file("content.md", "#\n"), file("checklist.md", "#\n"), file("model.json", "{}")]);
    files.insert(format!("evidence/{digest}"), bytes.to_vec());
    let entry = gonogo::record::RunEntry { run: "v9".into(), outcome: Outcome::Go, files, signoffs: Vec::new() };
    let (sandbox, ana) = (team.env.sandbox(), crate::support::ana());
    crate::support::add_run(&sandbox.repo(), &branch(), &entry, &sandbox.signer("ana"), &ana, &now).map(drop)
}

/// What two files begin with that have one SHA-1: the first 320 bytes of the two published by Stevens and others, The First
/// Collision for Full SHA-1 (2017), shattered.io.
const SHATTERED: &str = "\
    255044462d312e330a25e2e3cfd30a0a0a312030206f626a0a3c3c2f57696474682032203020522f4865696768742033203020522f547970\
    652034203020522f537562747970652035203020522f46696c7465722036203020522f436f6c6f7253706163652037203020522f4c656e67\
    74682038203020522f42697473506572436f6d706f6e656e7420383e3e0a73747265616d0affd8fffe00245348412d312069732064656164\
    2121212121852fec092339759c39b1a1c63c4c97e1fffe01";
/// How the one goes on.
const ONE: &str = "\
    7346dc9166b67e118f029ab621b2560ff9ca67cca8c7f85ba84c79030c2b3de218f86db3a90901d5df45c14f26fedfb3dc38e96ac22fe7bd\
    728f0e45bce046d23c570feb141398bb552ef5a0a82be331fea48037b8b5d71f0e332edf93ac3500eb4ddc0decc1a864790c782c76215660\
    dd309791d06bd0af3f98cda4bc4629b1";
/// How the other goes on.
const OTHER: &str = "\
    7f46dc93a6b67e013b029aaa1db2560b45ca67d688c7f84b8c4c791fe02b3df614f86db1690901c56b45c1530afedfb76038e972722fe7ad\
    728f0e4904e046c230570fe9d41398abe12ef5bc942be33542a4802d98b5d70f2a332ec37fac3514e74ddc0f2cc1a874cd0c78305a215664\
    61309789606bd0bf3f98cda8044629a1";

#[test]
fn two_files_of_one_sha1_are_two_files() {
    let bytes = |end: &str| -> Vec<u8> {
        let hex = format!("{SHATTERED}{end}");
        (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
    };
    let (one, other) = (bytes(ONE), bytes(OTHER));
    assert!(one != other && one.len() == 320);
    let team = Team::new();
    let sha1 = |bytes: &[u8]| {
        std::fs::write(team.env.path("scan.pdf"), bytes).unwrap();
        let done =
            Command::new("openssl").args(["dgst", "-sha1", "-r"]).arg(team.env.path("scan.pdf")).output().ok()?;
        done.status.success().then(|| String::from_utf8_lossy(&done.stdout)[..40].to_owned())
    };
    match sha1(&other) {
        Some(digest) => assert_eq!(sha1(&one).as_ref(), Some(&digest)),
        None => eprintln!("openssl makes no SHA-1 here, and so cannot show that these are one"),
    }
    std::fs::write(team.env.path("scan.pdf"), &one).unwrap();
    team.env.gonogo(["attach", PATH, "Tests pass", "scan.pdf"]).exit(0);
    team.sign_all();
    let kept = team.env.path("releases/v1.2.0.evidence/scan.pdf");
    std::fs::write(&kept, &other).unwrap();
    team.record().exit(2).remarks("is not what was attached").remarks("(evidence)");
    std::fs::write(&kept, &one).unwrap();
    team.record().exit(0);
    let digest = Sha256::of(&one).hex();
    assert!(format!("{:?}", put(&team, &digest, &other).unwrap_err()).contains("rule: \"evidence\""));
    assert!(put(&team, &digest, &one).is_ok());
}

#[test]
#[cfg(unix)]
fn evidence_does_not_lead_out_of_the_repository() {
    let team = Team::new();
    let outside = team.env.sandbox().root().join("secret.txt");
    std::fs::write(&outside, "secret\n").unwrap();
    let digest = Sha256::of(b"secret\n");
    std::os::unix::fs::symlink(&outside, team.env.path("releases/link.txt")).unwrap();
    for target in ["../../secret.txt", outside.to_str().unwrap(), "link.txt", "%2e%2e/../../secret.txt"] {
        let text =
            RUN.replace("- [x] Tests pass\n", &format!("- [x] Tests pass\n  - **Evidence:** [x]({target}) {digest}\n"));
        std::fs::write(team.env.path(PATH), text).unwrap();
        team.sign("ben", "QA Lead", []).exit(2).remarks("(path-outside-run)");
    }
}

/// A run with a sign-off of one item, and one of the whole.
const ITEMS: &str = "# Release 1.2.0\n\n- [x] Backup taken\n  - **Responsible:** QA Lead\n  - **Sign-off:** ________\n- [x] Tests pass\n\n\
                     ## Sign-off\n\n- Release Manager: ________ Date: ________\n";

#[test]
fn a_change_elsewhere_ends_the_whole_and_not_the_item() {
    let changed = |from: &str, to: &str| {
        let team = Team::new();
        std::fs::write(team.env.path(PATH), ITEMS).unwrap();
        team.sign("ben", "QA Lead", []).exit(0);
        team.sign("ana", "Release Manager", []).exit(0);
        team.check().exit(0);
        team.edit(from, to);
        let check = team.check().exit(1);
        ["QA Lead", "Release Manager"]
            .map(|role| check.stdout.contains(&format!("what “{role}” signed has changed since")))
    };
    assert_eq!(changed("Tests pass", "Tests pass today"), [false, true]);
    assert_eq!(changed("  - **Responsible:**", "  - Note: later\n  - **Responsible:**"), [true, true]);
    assert_eq!(changed("# Release 1.2.0", "# Release 1.2.1"), [false, true]);
    assert_eq!(changed("\n## Sign-off", "\n\n## Sign-off"), [false, true]);
}

#[test]
fn recorded_values_are_those_of_the_checklist() {
    let team = Team::new();
    team.edit("# Release 1.2.0\n", "# Release 1.2.0\n\n**Version:** 1.2.0\n");
    let kept = Kept::of(team);
    let values: serde_json::Value = serde_json::from_slice(&kept.files["run-data.json"]).unwrap();
    assert_eq!(values, serde_json::json!({ "version": "1.2.0" }));
    for other in [r#"{"version": "1.3.0"}"#, r#"{"more": "GO"}"#, r#"{"version": 2}"#, "{"] {
        let found = kept.with(|files| drop(files.insert("run-data.json".into(), other.into())));
        assert_eq!(found, ["render-differs"], "{other}");
    }
}
