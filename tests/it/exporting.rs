//! The auditor's bundle: its script comes to the verdict of the audit, without gonogo.

use crate::cli_env::CliEnv;
use crate::record::forge::{headers, message, place, sign, text, tree, tree_with_run, with_signature};
use crate::team::Team;

/// Whether the script says that the exported record holds, and what it says.
pub fn script(team: &Team, folder: &str, remembered: &[&str]) -> (bool, String) {
    let (status, said) = verdict(team, folder, remembered);
    (status == 0, said)
}

/// The exit status of the exported script, and what it says.
pub fn verdict(team: &Team, folder: &str, remembered: &[&str]) -> (i32, String) {
    let mut sh = team.env.sandbox().command("sh");
    let out = sh.arg(team.env.path(folder).join("audit.sh")).args(remembered).output().unwrap();
    let said = [out.stdout, out.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    (out.status.code().unwrap(), said)
}

/// From now on an exported script believes that gonogo found nothing.
pub fn told_nothing(env: &CliEnv, folder: &str) {
    let pins: String = env.read(&format!("{folder}/pins")).lines().take(3).map(|line| format!("{line}\n")).collect();
    std::fs::write(env.path(folder).join("pins"), pins + "verified\n").unwrap();
}

fn recorded() -> Team {
    let team = Team::new();
    team.sign("ben", "QA Lead", ["--decision", "NO-GO", "--reason", "the restore test failed"]).exit(0);
    team.edit("Tests pass", "Tests pass, the restore too");
    team.sign("ben", "QA Lead", ["--decision", "GO"]).exit(0);
    team.sign("ana", "Release Manager", []).exit(0);
    team.record().exit(0);
    team.env.gonogo(["amend", "v1.2.0", "-m", "Later."]).exit(0);
    team
}

#[test]
fn the_script_verifies_what_the_audit_verifies() {
    let team = recorded();
    team.env.gonogo(["audit", "--export", "out"]).exit(0).remarks("sh out/audit.sh");
    let (holds, said) = script(&team, "out", &[]);
    assert!(holds, "{said}");
    assert!(said.starts_with("verified: 3 commits; "), "{said}");
    let head = team.env.sandbox().git(&["rev-parse", "gonogo/record~1"]);
    assert!(script(&team, "out", &[head.trim()]).0);
    let other = team.env.sandbox().git(&["rev-parse", "main"]);
    assert!(!script(&team, "out", &[other.trim()]).0);
    assert!(team.env.read("out/audit.sh").lines().count() <= 40);
    team.env.gonogo(["audit", "--export", "out"]).exit(2).remarks("out is there already");
}

#[test]
fn the_script_refuses_what_the_audit_refuses() {
    let team = recorded();
    let sandbox = team.env.sandbox();
    let tip = sandbox.git(&["rev-parse", "gonogo/record"]).trim().to_owned();
    let run = || tree_with_run(sandbox, &tip, "v2");
    let with = |changes: &[(&str, &str, Option<&[u8]>)]| tree(sandbox, &run(), changes);
    let signed = |tree: &str, message: &str| sign(sandbox, &text(tree, &[&tip], message), "ana");
    let plain = text(&run(), &[&tip], &message(3, "v2"));
    let statement = sandbox.git(&["ls-tree", "-r", "--name-only", &tip, "runs/v1.2.0/signoffs"]);
    let statement = statement.lines().next().unwrap();
    let bytes = sandbox.git(&["cat-file", "blob", &format!("{tip}:{statement}")]);
    sandbox.key("eve", &["-t", "ed25519"]);
    let x: Option<&[u8]> = Some(b"x");
    // A line of a manifest that sha256sum takes for a remark, and a file that it says nothing of.
    let list = sandbox.git(&["show", &format!("{}:runs/v2/manifest.sha256", run())]);
    let remark = list.replacen(|_: char| true, "#", 1);
    let unlisted = [("runs/v2/manifest.sha256", "100644", Some(remark.as_bytes()))];
    let forged = [
        ("a remark", signed(&with(&unlisted), &message(3, "v2"))),
        ("unsigned", plain.clone()),
        ("by a stranger", sign(sandbox, &plain, "eve")),
        ("by another", sign(sandbox, &plain, "ben")),
        (
            "other namespace",
            with_signature(&plain, headers(&plain)[0], &sandbox.sign_by_hand("ana", "file", plain.as_bytes())),
        ),
        ("number", signed(&run(), &message(4, "v2"))),
        ("changed", signed(&with(&[("runs/v1.2.0/content.md", "100644", x)]), &message(3, "v2"))),
        ("gone", signed(&with(&[("runs/v1.2.0/content.md", "100644", None)]), &message(3, "v2"))),
        ("mode", signed(&with(&[("runs/v2/x", "100755", x)]), &message(3, "v2"))),
        ("not listed", signed(&with(&[("runs/v2/x", "100644", x)]), &message(3, "v2"))),
        ("not as listed", signed(&with(&[("runs/v2/content.md", "100644", x)]), &message(3, "v2"))),
        (
            "statement alone",
            signed(&with(&[("runs/v2/signoffs/a--0.txt", "100644", Some(bytes.as_bytes()))]), &message(3, "v2")),
        ),
        (
            "merge",
            sign(sandbox, &text(&run(), &[&tip, sandbox.git(&["rev-parse", "main"]).trim()], &message(3, "v2")), "ana"),
        ),
    ];
    for (what, commit) in &forged {
        place(sandbox, commit);
        let folder = format!("out-{}", what.replace(' ', "-"));
        let audit = team.env.gonogo(["audit", "--export", &folder]);
        told_nothing(&team.env, &folder);
        let (holds, said) = script(&team, &folder, &[]);
        assert!(audit.status == 1 && !holds, "{what}: {audit:?}\n{said}");
    }
}

#[test]
fn what_the_script_cannot_judge_it_says_as_gonogo_found_it() {
    // Who records has approved, and the policy is against it.
    let team = Team::with("[policy]\nrecorder-may-not-approve = true\n");
    team.sign_all();
    team.works("cy");
    team.env.gonogo(["record", crate::team::PATH]).exit(0);
    let sandbox = team.env.sandbox();
    let ask = |of: &str| sandbox.git(&["rev-parse", of]).trim().to_owned();
    let (tree, parent) = (ask("gonogo/record^{tree}"), ask("gonogo/record^"));
    place(sandbox, &sign(sandbox, &text(&tree, &[&parent], &message(1, "v1.2.0")), "ana"));
    team.env.gonogo(["audit", "--export", "out"]).exit(1).says("not-distinct");
    let (status, said) = verdict(&team, "out", &[]);
    assert!(status == 1 && said.contains("may not record it (not-distinct)"), "{said}");
    told_nothing(&team.env, "out");
    assert_eq!(verdict(&team, "out", &[]).0, 0, "it has learnt more: say so where it is said what it judges");
    // It says nothing without it.
    let pins = team.env.read("out/pins");
    std::fs::write(team.env.path("out/pins"), pins.lines().take(3).map(|line| format!("{line}\n")).collect::<String>())
        .unwrap();
    assert_ne!(verdict(&team, "out", &[]).0, 0);
}

#[test]
fn no_changed_byte_of_the_bundle_passes() {
    let team = recorded();
    team.env.gonogo(["audit", "--export", "out"]).exit(0);
    let path = team.env.path("out/record.bundle");
    let bytes = std::fs::read(&path).unwrap();
    // A few by default; so many where the variable says so.
    let tries: usize = std::env::var("GONOGO_TEST_FLIPS").ok().and_then(|n| n.parse().ok()).unwrap_or(12);
    for n in 0..tries {
        let mut changed = bytes.clone();
        let at = n * (bytes.len() - 1) / tries;
        changed[at] ^= 1 << (n % 8);
        // An id in the header is the same one in capital letters.
        if at < 80 && changed.eq_ignore_ascii_case(&bytes) {
            continue;
        }
        std::fs::write(&path, changed).unwrap();
        let (holds, said) = script(&team, "out", &[]);
        assert!(!holds, "byte {at}: {said}");
    }
}

#[test]
fn a_bundle_is_audited_by_itself_and_only_as_a_whole() {
    let team = recorded();
    let sandbox = team.env.sandbox();
    let plain = team.env.gonogo(["audit", "--export", "out"]).exit(0).stdout;
    team.env.gonogo(["audit", "out/record.bundle"]).exit(0).stdout(&plain);
    let log = team.env.gonogo(["log"]).exit(0).stdout;
    team.env.gonogo(["log", "out/record.bundle"]).exit(0).stdout(&log);
    let tip = sandbox.git(&["rev-parse", "gonogo/record"]);
    team.env.gonogo(["audit", "out/record.bundle", "--pin", tip.trim()]).exit(0);
    let other = sandbox.git(&["rev-parse", "main"]);
    team.env.gonogo(["audit", "out/record.bundle", "--pin", other.trim()]).exit(1).says("rollback");
    // Elsewhere, where there is no repository and nothing is configured.
    let bytes = std::fs::read(team.env.path("out/record.bundle")).unwrap();
    let alone = crate::cli_env::CliEnv::new().file("kept.bundle", &bytes);
    alone.gonogo(["audit", "kept.bundle"]).exit(0).stdout(&plain).remarks("nobody said how the record begins");
    for cut in (0..bytes.len()).step_by(1024).chain([20, 200, bytes.len() - 1]) {
        sandbox.write("cut.bundle", &bytes[..cut]);
        let done = team.env.gonogo(["audit", "cut.bundle"]);
        assert!(matches!(done.status, 2 | 3) && !done.stderr.is_empty(), "cut at {cut}: {done:?}");
    }
    for at in (0..bytes.len() - 1).step_by(bytes.len() / 24) {
        let mut flipped = bytes.clone();
        flipped[at] ^= 1;
        sandbox.write("flipped.bundle", flipped);
        let done = team.env.gonogo(["audit", "flipped.bundle"]);
        assert!(matches!(done.status, 1..=3), "flipped at {at}: {done:?}");
    }
    // A head that promises less than all, something unknown, or what is not there, and bytes behind the end.
    let begun = sandbox.git(&["rev-list", "--max-parents=0", "gonogo/record"]);
    let line = bytes.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    let end = bytes.windows(2).position(|pair| pair == b"\n\n").unwrap() + 1;
    let (first, heads, rest) = (&bytes[..line], &bytes[line..end], &bytes[end..]);
    let more = format!("-{} before\n", other.trim());
    let lost = format!("{} refs/heads/gonogo/record\n", other.trim());
    let twice = format!("{} refs/heads/gonogo/record\n", begun.trim());
    for (what, odd) in [
        ("filter", [b"# v3 git bundle\n@filter=blob:none\n", heads, rest].concat()),
        ("unknown", [b"# v3 git bundle\n@more\n", heads, rest].concat()),
        ("kind", [b"# v4 git bundle\n", heads, rest].concat()),
        ("before", [first, more.as_bytes(), heads, rest].concat()),
        ("lost", [first, lost.as_bytes(), rest].concat()),
        ("below", [first, heads, twice.replace("/record", "").as_bytes(), rest].concat()),
        ("behind", [&bytes, &b"more"[..]].concat()),
    ] {
        sandbox.write("odd.bundle", odd);
        let done = team.env.gonogo(["audit", "odd.bundle"]);
        assert!(matches!(done.status, 2 | 3) && !done.stderr.is_empty(), "{what}: {done:?}");
    }
    sandbox.git(&["bundle", "create", "-q", "part.bundle", "gonogo/record~1..gonogo/record"]);
    team.env.gonogo(["audit", "part.bundle"]).exit(3).remarks("it builds on commits that are not in it");
}
