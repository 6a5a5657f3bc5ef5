//! Signatures of OpenPGP, made by the real gpg: only those of a key that the policy pins count, and only while it is good.

use std::path::{Path, PathBuf};

use gonogo::process::Launcher;
use gonogo::signing::Judgement;
use gonogo::signing::openpgp::{Gpg, Pinned};
use gonogo::time::Timestamp;

use crate::support::{NOW, Sandbox};
use crate::team::{PATH, Team};

/// A home of gpg with secret keys, by a clock that can be set.
struct Keys {
    home: PathBuf,
}

impl Drop for Keys {
    fn drop(&mut self) {
        // The agent of this home, and of no other.
        drop(std::process::Command::new("gpgconf").arg("--homedir").arg(&self.home).args(["--kill", "all"]).status());
    }
}

impl Keys {
    /// `None` where gpg is not installed.
    fn new(root: &Path, name: &str) -> Option<Self> {
        use std::os::unix::fs::PermissionsExt;
        std::process::Command::new("gpg").arg("--version").output().ok()?;
        let home = root.join(format!("gpg-{name}"));
        std::fs::create_dir(&home).unwrap();
        std::fs::set_permissions(&home, std::fs::Permissions::from_mode(0o700)).unwrap();
        Some(Self { home })
    }

    /// Runs gpg at this time, and gives what it printed.
    fn gpg(&self, time: &str, args: &[&str], stdin: &[u8]) -> Vec<u8> {
        use std::io::Write;
        use std::process::Stdio;
        let mut command = std::process::Command::new("gpg");
        command.arg("--homedir").arg(&self.home).args(["--no-tty", "--pinentry-mode", "loopback", "--passphrase", ""]);
        command.args(["--faked-system-time", &format!("20261121T{time}!"), "--yes"]).args(args);
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("gpg");
        child.stdin.take().unwrap().write_all(stdin).unwrap();
        let out = child.wait_with_output().unwrap();
        assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
        out.stdout
    }

    /// Makes a key at two o'clock, and gives its fingerprint.
    fn key(&self, who: &str, kind: &str, usage: &str, expires: &str) -> String {
        let before = self.fingerprints();
        self.gpg("020000", &["--batch", "--quick-gen-key", who, kind, usage, expires], b"");
        self.fingerprints().into_iter().find(|one| !before.contains(one)).unwrap()
    }

    /// Of the primary keys.
    fn fingerprints(&self) -> Vec<String> {
        let text = String::from_utf8(self.gpg("020000", &["--with-colons", "--list-keys"], b"")).unwrap();
        let after = |line: &str| line.starts_with("pub:");
        let lines: Vec<&str> = text.lines().collect();
        let found = lines.windows(2).filter(|pair| after(pair[0]));
        found.map(|pair| pair[1].split(':').nth(9).unwrap().to_owned()).collect()
    }

    fn export(&self, keys: &[&str]) -> String {
        let args: Vec<&str> = ["--armor", "--export"].into_iter().chain(keys.iter().copied()).collect();
        String::from_utf8(self.gpg("020000", &args, b"")).unwrap()
    }

    fn sign(&self, time: &str, key: &str, more: &[&str], payload: &[u8]) -> Vec<u8> {
        let args: Vec<&str> = ["--armor", "-u", key].into_iter().chain(more.iter().copied()).chain(["-b"]).collect();
        self.gpg(time, &args, payload)
    }

    /// A program that signs as git would have it, by the fixed clock.
    fn program(&self) -> PathBuf {
        let path = self.home.join("gpg.sh");
        let home = self.home.display();
        let text = format!(
            "#!/bin/sh\nexec gpg --homedir '{home}' --pinentry-mode loopback --passphrase '' --faked-system-time 20261121T030100! \"$@\"\n"
        );
        crate::support::write_program(&path, &text);
        path
    }
}

fn at(time: &str) -> Timestamp {
    Timestamp::parse_rfc3339(&format!("2026-11-21T{time}Z")).unwrap()
}

const BEN: &str = "Ben Ito <ben@example.org>";
const PAYLOAD: &[u8] = b"gonogo-signoff: v1\n";

/// A judgement in one word, and whether the reason says this.
fn is(judgement: &Judgement, word: &str, reason: &str) -> bool {
    let said = judgement.to_string();
    said.starts_with(&format!("{word}: ")) && said.contains(reason)
}

#[test]
fn only_one_good_signature_of_the_pinned_key_counts() {
    let sandbox = Sandbox::empty();
    let Some(keys) = Keys::new(sandbox.root(), "table") else { return };
    let gpg = Gpg::new(&Launcher::new(&sandbox.world()));
    let judge = |fingerprint: &str, key: &str, signature: &[u8], payload: &[u8], time: &str| {
        let from = at("030000").unix();
        gpg.verify(Pinned { fingerprint, key }, "qa/ben@example.org", signature, payload, from, at(time))
    };
    let ben = keys.key(BEN, "ed25519", "sign", "0");
    let block = keys.export(&[&ben]);
    let good = keys.sign("030000", &ben, &[], PAYLOAD);
    let judged = |signature: &[u8]| judge(&ben, &block, signature, PAYLOAD, "03:01:00");
    let answer = judged(&good);
    assert_eq!(answer.to_string(), format!("good: qa/ben@example.org with OpenPGP:{ben}"));
    // Other bytes, other armour.
    let answer = judge(&ben, &block, &good, b"gonogo-signoff: v2\n", "03:01:00");
    assert!(is(&answer, "bad", "does not match these bytes"), "{answer}");
    let text = String::from_utf8(good.clone()).unwrap();
    let clear = String::from_utf8(keys.gpg("030000", &["-u", &ben, "--clear-sign"], PAYLOAD)).unwrap();
    for odd in [
        format!("{text}{text}"),
        format!(" {text}"),
        format!("{text}tail"),
        text.replace('\n', "\r\n"),
        format!("# note\n{text}"),
        clear,
        text.replace("END PGP", "END  PGP"),
        String::new(),
    ] {
        let answer = judged(odd.as_bytes());
        assert!(is(&answer, "bad", "malformed"), "{odd}: {answer}");
    }
    let middle = text.len() / 2;
    let changed = text.chars().enumerate().map(|(n, c)| if n == middle { if c == 'A' { 'B' } else { 'A' } } else { c });
    let answer = judged(changed.collect::<String>().as_bytes());
    assert!(!answer.is_good(), "{answer}");
    // Two signatures in one armour; text instead of bytes; SHA-1.
    let cy = keys.key("Cy Roe <cy@example.org>", "ed25519", "sign", "0");
    let two = keys.sign("030000", &ben, &["-u", &cy], PAYLOAD);
    assert!(is(&judged(&two), "bad", "more than one signature"), "{}", judged(&two));
    assert!(is(&judged(&keys.sign("030000", &ben, &["--textmode"], PAYLOAD)), "bad", "not accepted"));
    let sha1 = judged(&keys.sign("030000", &ben, &["--digest-algo", "SHA1", "--allow-weak-digest-algos"], PAYLOAD));
    assert!(!sha1.is_good(), "{sha1}");
    // Made too early for what it signs, or in a time to come.
    assert!(is(&judged(&keys.sign("025959", &ben, &[], PAYLOAD)), "bad", "before the time"));
    assert!(is(&judged(&keys.sign("030601", &ben, &[], PAYLOAD)), "bad", "had not come"));
    assert!(judged(&keys.sign("030600", &ben, &[], PAYLOAD)).is_good());
    // Another key of the same name, one that is short, and one that is there beside the pinned one.
    let twin = keys.key("Ben Ito <ben@example.org>", "rsa1024", "sign", "0");
    let answer = judged(&keys.sign("030000", &twin, &[], PAYLOAD));
    assert!(is(&answer, "untrusted", "which the policy does not pin"), "{answer}");
    let answer = judge(&ben, &keys.export(&[&ben, &twin]), &good, PAYLOAD, "03:01:00");
    assert!(is(&answer, "unchecked", "is not that of"), "{answer}");
    let answer = judge(&ben, &keys.export(&[&twin]), &good, PAYLOAD, "03:01:00");
    assert!(is(&answer, "unchecked", "is not that of"), "{answer}");
    let short = judge(&twin, &keys.export(&[&twin]), &keys.sign("030000", &twin, &[], PAYLOAD), PAYLOAD, "03:01:00");
    assert!(is(&short, "bad", "less than 2048 bits"), "{short}");
    let long = keys.key("Long <long@example.org>", "rsa2048", "sign", "0");
    assert!(
        judge(&long, &keys.export(&[&long]), &keys.sign("030000", &long, &[], PAYLOAD), PAYLOAD, "03:01:00").is_good()
    );
}

#[test]
fn a_key_that_has_ended_counts_for_nothing() {
    let sandbox = Sandbox::empty();
    let Some(keys) = Keys::new(sandbox.root(), "ended") else { return };
    let gpg = Gpg::new(&Launcher::new(&sandbox.world()));
    let judge = |fingerprint: &str, signature: &[u8], time: &str| {
        let key = keys.export(&[fingerprint]);
        let pinned = Pinned { fingerprint, key: &key };
        gpg.verify(pinned, "qa/ben@example.org", signature, PAYLOAD, at("02:00:00").unix(), at(time))
    };
    // Ended an hour after it began: good when it was recorded before, and no more.
    let brief = keys.key(BEN, "ed25519", "sign", "seconds=3600");
    let signature = keys.sign("023000", &brief, &[], PAYLOAD);
    assert!(judge(&brief, &signature, "02:30:00").is_good());
    assert!(is(&judge(&brief, &signature, "03:01:00"), "lapsed", "expired"));
    assert!(!judge(&brief, &signature, "01:00:00").is_good());
    // A subkey signs for its primary key, until it is revoked.
    let main = keys.key(BEN, "ed25519", "cert", "0");
    keys.gpg("020000", &["--batch", "--quick-add-key", &main, "ed25519", "sign", "0"], b"");
    let signature = keys.sign("023000", &main, &[], PAYLOAD);
    let answer = judge(&main, &signature, "03:01:00");
    assert_eq!(answer.to_string(), format!("good: qa/ben@example.org with OpenPGP:{main}"));
    let edit = ["--command-fd", "0", "--edit-key", &main];
    keys.gpg("024000", &edit, b"key 1\nrevkey\ny\n0\n\ny\nsave\n");
    assert!(is(&judge(&main, &signature, "03:01:00"), "lapsed", "revoked"));
    // The whole key revoked, by the certificate that gpg keeps.
    let gone = keys.key(BEN, "ed25519", "sign", "0");
    let signature = keys.sign("023000", &gone, &[], PAYLOAD);
    assert!(judge(&gone, &signature, "03:01:00").is_good());
    let kept = std::fs::read_to_string(keys.home.join(format!("openpgp-revocs.d/{gone}.rev"))).unwrap();
    keys.gpg("024000", &["--batch", "--import"], kept.replace(":-----BEGIN", "-----BEGIN").as_bytes());
    assert!(is(&judge(&gone, &signature, "03:01:00"), "lapsed", "revoked"));
}

#[test]
fn without_gpg_nothing_is_said_to_be_good() {
    let sandbox = Sandbox::empty();
    let Some(keys) = Keys::new(sandbox.root(), "none") else { return };
    let ben = keys.key(BEN, "ed25519", "sign", "0");
    let (key, signature) = (keys.export(&[&ben]), keys.sign("030000", &ben, &[], PAYLOAD));
    let mut world = sandbox.world();
    let judge = |world: &gonogo::world::World| {
        let pinned = Pinned { fingerprint: &ben, key: &key };
        Gpg::new(&Launcher::new(world)).verify(pinned, "x/y@z", &signature, PAYLOAD, NOW - 300, at("03:01:00"))
    };
    assert!(judge(&world).is_good());
    world.env.insert("PATH".into(), sandbox.dir().into());
    let answer = judge(&world);
    assert!(is(&answer, "unchecked", "OpenPGP signatures are checked by GnuPG"), "{answer}");
    // A program that says too much, too little, or nothing.
    let program = sandbox.dir().join("gpg");
    let import = format!("[GNUPG:] IMPORT_OK 1 {ben}");
    let valid = format!("[GNUPG:] VALIDSIG {ben} 2026-11-21 {NOW} 0 4 0 22 8 00 {ben}");
    for (said, good) in [
        (format!("{import}\n[GNUPG:] NEWSIG\n[GNUPG:] GOODSIG X Ben\n{valid}"), true),
        (format!("{import}\n[GNUPG:] NEWSIG\n[GNUPG:] GOODSIG X Ben\n{valid}\n{valid}"), false),
        (format!("{import}\n[GNUPG:] NEWSIG\n[GNUPG:] GOODSIG X Ben\n{valid} more"), false),
        (format!("{import}\n[GNUPG:] NEWSIG\n{valid}"), false),
        (format!("{import}\n[GNUPG:] GOODSIG X Ben\n{valid}"), false),
        (format!("{import}\n[GNUPG:] NEWSIG\n[GNUPG:] GOODSIG X Ben\n{valid}\n[GNUPG:] BRANDNEW x"), false),
        (format!("{import}\nGOODSIG X Ben\n{valid}"), false),
        (import.clone(), false),
        (String::new(), false),
    ] {
        // An import adds a word that is not one of verifying; a program that says both at once is odd, so it is asked.
        let lines = said.split_once('\n').unwrap_or((&said, ""));
        let text = format!(
            "#!/bin/sh\ncase \"$*\" in *--import*) cat <<'X'\n{}\nX\n;; *) cat <<'X'\n{}\nX\n;; esac\n",
            lines.0, lines.1
        );
        crate::support::write_program(&program, &text);
        let path = format!("{}:/bin:/usr/bin", sandbox.dir().display());
        world.env.insert("PATH".into(), path.into());
        assert_eq!(judge(&world).is_good(), good, "{said}: {}", judge(&world));
    }
}

/// A team in which Ben has a key of OpenPGP that the policy pins for this, and works with it.
fn team(signs_as: &str) -> Option<(Team, Keys, String)> {
    let sandbox = Sandbox::empty();
    let keys = Keys::new(sandbox.root(), "ben")?;
    let ben = keys.key(BEN, "ed25519", "sign", "0");
    let spaced: String = ben.as_bytes().chunks(4).map(|part| format!("{} ", String::from_utf8_lossy(part))).collect();
    let (fingerprint, key) = (spaced.trim(), keys.export(&[&ben]));
    let team = Team::with(&format!(
        "[[openpgp]]\nfingerprint = \"{fingerprint}\"\nsigns-as = {signs_as}\nkey = \"\"\"\n{key}\"\"\"\n"
    ));
    // The home moves into the team's sandbox, which stays; its agent must have gone by then.
    let home = keys.home.clone();
    drop(keys);
    let keys = Keys { home: team.env.sandbox().root().join("gpg-ben") };
    std::fs::rename(home, &keys.home).unwrap();
    Some((team, keys, ben))
}

/// Ben works here, with gpg.
fn with_gpg(team: &Team, keys: &Keys, ben: &str) {
    team.works("ben");
    let sandbox = team.env.sandbox();
    sandbox.git(&["config", "gpg.format", "openpgp"]);
    sandbox.git(&["config", "gpg.program", keys.program().to_str().unwrap()]);
    sandbox.git(&["config", "user.signingkey", ben]);
}

fn with_ssh(team: &Team) {
    team.env.sandbox().git(&["config", "gpg.format", "ssh"]);
}

/// The exported script does not know, and says so.
fn exported(team: &Team) {
    team.env.gonogo(["audit", "--export", "out"]).exit(0);
    let (status, said) = crate::exporting::verdict(team, "out", &[]);
    assert!(status == 3 && said.contains("is signed with OpenPGP; gonogo audit verifies that"), "{said}");
}

#[test]
fn a_sign_off_by_gpg_counts_where_its_key_is_pinned() {
    let Some((team, keys, ben)) = team("[\"qa-lead/ben@example.org\"]") else { return };
    with_gpg(&team, &keys, &ben);
    team.env.gonogo(["sign", PATH, "--role", "QA Lead"]).exit(0).remarks("signed: releases");
    team.env
        .gonogo(["sign", PATH, "--role", "Release Manager"])
        .exit(3)
        .remarks("it lists the key for: qa-lead/ben@example.org");
    // Any gpg verifies it.
    let name = team.statements().remove(0);
    let folder = team.env.path("releases/v1.2.0.signoffs");
    let signature = folder.join(format!("{name}.sig"));
    let file = folder.join(&name);
    keys.gpg("030200", &["--verify", signature.to_str().unwrap(), file.to_str().unwrap()], b"");
    // To commit to the record it is not pinned.
    with_ssh(&team);
    team.sign("ana", "Release Manager", []).exit(0);
    team.check().exit(0);
    with_gpg(&team, &keys, &ben);
    team.env.gonogo(["record", PATH]).exit(2).remarks("no OpenPGP key is pinned for ben@example.org");
    with_ssh(&team);
    team.record().exit(0);
    team.audit().exit(0).says("verified: 2 commits");
    exported(&team);
    // Where gpg is not to be had, nobody says that it holds.
    let mut world = team.env.sandbox().world();
    let bin = team.env.path("bin");
    std::fs::create_dir(&bin).unwrap();
    for program in ["git", "ssh-keygen"] {
        let path = std::env::var_os("PATH").unwrap();
        let found = std::env::split_paths(&path).map(|dir| dir.join(program)).find(|path| path.exists());
        std::os::unix::fs::symlink(found.unwrap(), bin.join(program)).unwrap();
    }
    world.env.insert("PATH".into(), bin.into());
    let mut run = |args: &[&str]| {
        gonogo::cli::run(
            std::iter::once("gonogo").chain(args.iter().copied()).map(std::ffi::OsString::from),
            &mut world,
        )
    };
    assert_eq!(run(&["audit"]), 3);
    assert_eq!(run(&["check", PATH]), 3);
}

#[test]
fn a_word_against_that_cannot_be_checked_is_not_passed_over() {
    let Some((team, keys, ben)) = team("[\"qa-lead/ben@example.org\"]") else { return };
    with_gpg(&team, &keys, &ben);
    team.env.gonogo(["sign", PATH, "--role", "QA Lead", "--decision", "NO-GO", "--reason", "no restore"]).exit(0);
    with_ssh(&team);
    team.edit("- QA Lead: Ben Ito", "- QA Lead: ________");
    team.sign("cy", "QA Lead", []).exit(0);
    team.sign("ana", "Release Manager", []).exit(0);
    team.check().exit(1).says("(decision-contradiction)");
    let mut world = team.env.sandbox().world();
    world.env.insert("PATH".into(), team.env.path("releases").into());
    assert_eq!(gonogo::cli::run(["gonogo", "check", PATH].map(std::ffi::OsString::from), &mut world), 3);
}

#[test]
fn gpg_commits_to_the_record_where_its_key_is_pinned_for_that() {
    let Some((team, keys, ben)) = team("[\"qa-lead/ben@example.org\", \"ben@example.org\"]") else { return };
    with_gpg(&team, &keys, &ben);
    team.env.gonogo(["sign", PATH, "--role", "QA Lead"]).exit(0);
    with_ssh(&team);
    team.sign("ana", "Release Manager", []).exit(0);
    with_gpg(&team, &keys, &ben);
    team.env.gonogo(["record", PATH]).exit(0);
    team.audit().exit(0).says("verified: 2 commits");
    exported(&team);
    let mut verify = team.env.sandbox().command("git");
    verify.args(["verify-commit", "gonogo/record"]).env("GNUPGHOME", &keys.home);
    assert!(verify.output().unwrap().status.success());
    // A policy is changed with SSH keys.
    team.works("ben");
    let config =
        team.env.read("gonogo.toml").replace("\"cy@example.org\"]", "\"cy@example.org\", \"ana@example.org\"]");
    std::fs::write(team.env.path("gonogo.toml"), config).unwrap();
    with_gpg(&team, &keys, &ben);
    team.env.gonogo(["policy", "approve"]).exit(2);
    team.audit().exit(0).says("verified: 2 commits");
}

#[test]
fn a_pinned_key_that_ends_is_told() {
    let Some((team, keys, ben)) = team("[\"qa-lead/ben@example.org\"]") else { return };
    let check = |key: &str| {
        let config = team.env.read("gonogo.toml");
        let old = config.split("key = \"\"\"\n").nth(1).unwrap().split("\"\"\"").next().unwrap();
        std::fs::write(team.env.path("gonogo.toml"), config.replace(old, key)).unwrap();
        team.env.gonogo(["policy", "check"])
    };
    check(&keys.export(&[&ben])).exit(0).stdout("the policy is sound\n");
    keys.gpg("021000", &["--batch", "--quick-set-expire", &ben, "20d"], b"");
    check(&keys.export(&[&ben])).exit(0).says("warning: gonogo.toml: the OpenPGP key").says("ends soon, on 2026-12-11");
    keys.gpg("022000", &["--batch", "--quick-set-expire", &ben, "seconds=600"], b"");
    check(&keys.export(&[&ben])).exit(0).says("has ended");
    let other = keys.key("Cy Roe <cy@example.org>", "ed25519", "sign", "0");
    check(&keys.export(&[&other])).exit(0).says("the policy's key block is not that of");
}

#[test]
fn a_pin_is_whole() {
    let team = Team::new();
    let config = team.env.read("gonogo.toml");
    let block = "key = \"-----BEGIN PGP PUBLIC KEY BLOCK-----\\nx\\n-----END PGP PUBLIC KEY BLOCK-----\"\n";
    let full = "fingerprint = \"9FF7FB26BC0C10E8236B4E3AA6094D6866B07CCF\"\n";
    for (pin, says) in [
        (
            format!("fingerprint = \"66B07CCF\"\nsigns-as = []\n{block}"),
            ":10:15: a key is pinned by its full fingerprint",
        ),
        (format!("fingerprint = \"A6094D6866B07CCF\"\nsigns-as = []\n{block}"), ":10:15: a key is pinned by its"),
        (format!("{full}signs-as = [\"*@example.org\"]\n{block}"), ":11:13: write role/address or address"),
        (format!("{full}signs-as = [\"qa-lead\"]\n{block}"), ":11:13: write role/address"),
        (
            format!("{full}signs-as = [\"qa-lead/ben@example.org\", \"qa-lead/cy@example.org\"]\n{block}"),
            "gonogo.toml: the key is listed for ben@example.org and for cy@example.org; a key is one person's",
        ),
        (format!("{full}signs-as = []\nkey = \"x\"\n"), ":12:7: is no block of one public key"),
        (format!("{full}{block}"), "missing field `signs-as`"),
        (
            format!("{full}signs-as = []\n{block}[[openpgp]]\n{full}signs-as = []\n{block}"),
            ":14:15: this key stands there",
        ),
    ] {
        std::fs::write(team.env.path("gonogo.toml"), format!("{config}\n[[openpgp]]\n{pin}")).unwrap();
        let said = team.env.gonogo(["policy", "check"]);
        assert!(said.status > 0 && format!("{}{}", said.stdout, said.stderr).contains(says), "{pin}: {said:?}");
    }
}
