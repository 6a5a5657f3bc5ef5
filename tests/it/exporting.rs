//! The auditor's bundle: its script comes to the verdict of the audit, without gonogo.

use crate::record::forge::{headers, message, place, sign, text, tree, tree_with_run, with_signature};
use crate::team::Team;

/// Whether the script says that the exported record holds, and what it says.
fn script(team: &Team, folder: &str, remembered: &[&str]) -> (bool, String) {
    let mut sh = team.env.sandbox().command("sh");
    let out = sh.arg(team.env.path(folder).join("audit.sh")).args(remembered).output().unwrap();
    (out.status.success(), format!("{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr)))
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
    assert_eq!(said, "verified: 3 commits\n");
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
    let forged = [
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
        let (holds, said) = script(&team, &folder, &[]);
        assert!(audit.status == 1 && !holds, "{what}: {audit:?}\n{said}");
    }
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
    alone.gonogo(["audit", "kept.bundle"]).exit(0).stdout(&plain);
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
    sandbox.git(&["bundle", "create", "-q", "part.bundle", "gonogo/record~1..gonogo/record"]);
    team.env.gonogo(["audit", "part.bundle"]).exit(2).remarks("it builds on commits that are not in it");
}
