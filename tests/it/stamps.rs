//! Time-stamps by RFC 3161, made and checked by the real openssl.

use std::path::PathBuf;

use crate::record::forge;
use crate::support::NOW;
use crate::team::{PATH, Team};

/// An authority that gives time-stamps, in a folder of its own; `None` where openssl is not installed.
struct Authority {
    folder: PathBuf,
}

impl Authority {
    fn new(folder: PathBuf, name: &str) -> Option<Self> {
        std::process::Command::new("openssl").arg("version").output().ok()?;
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(folder.join("serial"), "01\n").unwrap();
        std::fs::write(folder.join("ext"), "extendedKeyUsage=critical,timeStamping\n").unwrap();
        let settings = "[tsa]\ndefault_tsa = t\n[t]\nserial = ./serial\nsigner_digest = sha256\n\
                        default_policy = 1.2.3.4.1\ndigests = sha256\ness_cert_id_alg = sha256\n";
        std::fs::write(folder.join("tsa.cnf"), settings).unwrap();
        let authority = Self { folder };
        let (ca, tsa) = (format!("/CN={name}"), format!("/CN={name} stamps"));
        let key = ["-newkey", "rsa:2048", "-nodes", "-keyout"];
        authority.openssl(
            &[&["req", "-x509"], &key[..], &["ca.key", "-out", "ca.pem", "-days", "3650", "-subj", &ca]].concat(),
        );
        authority.openssl(&[&["req"], &key[..], &["tsa.key", "-out", "tsa.csr", "-subj", &tsa]].concat());
        let sign = ["x509", "-req", "-in", "tsa.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial"];
        authority.openssl(&[&sign[..], &["-days", "3650", "-extfile", "ext", "-out", "tsa.pem"]].concat());
        Some(authority)
    }

    fn openssl(&self, args: &[&str]) {
        let out = std::process::Command::new("openssl").args(args).current_dir(&self.folder).output().unwrap();
        assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
    }

    fn certificate(&self) -> String {
        std::fs::read_to_string(self.folder.join("ca.pem")).unwrap()
    }

    /// A token over these bytes.
    fn stamp(&self, data: &[u8]) -> Vec<u8> {
        std::fs::write(self.folder.join("data"), data).unwrap();
        self.openssl(&["ts", "-query", "-data", "data", "-sha256", "-cert", "-out", "query"]);
        let reply = ["ts", "-reply", "-config", "tsa.cnf", "-queryfile", "query", "-signer", "tsa.pem"];
        self.openssl(&[&reply[..], &["-inkey", "tsa.key", "-out", "token"]].concat());
        std::fs::read(self.folder.join("token")).unwrap()
    }
}

/// A team whose policy pins this authority.
fn team(certificate: &str, required: bool) -> Team {
    let required = if required { "required = true\n" } else { "" };
    Team::with(&format!("[time-stamps]\nauthorities = \"\"\"\n{certificate}\"\"\"\n{required}"))
}

/// The signature's file of this role.
fn signature(team: &Team, role: &str) -> PathBuf {
    let name = team.statements().into_iter().find(|name| name.starts_with(role)).unwrap();
    team.env.path("releases/v1.2.0.signoffs").join(format!("{name}.sig"))
}

fn token_of(signature: &std::path::Path) -> PathBuf {
    format!("{}.tsr", signature.display()).into()
}

/// The real program, by the real clock, which the authority has too; its status and what it says.
fn real(team: &Team, words: &[&str], path: Option<&std::path::Path>) -> (i32, String) {
    let mut command = team.env.program([]);
    command.args(words);
    if let Some(path) = path {
        command.env("PATH", path);
    }
    let out = command.output().unwrap();
    let said = [out.stdout, out.stderr].concat();
    (out.status.code().unwrap(), String::from_utf8(said).unwrap())
}

#[test]
fn a_time_stamp_of_a_pinned_authority_is_checked() {
    let folder = tempfile::tempdir().unwrap();
    let Some(authority) = Authority::new(folder.path().join("one"), "One") else { return };
    let other = Authority::new(folder.path().join("other"), "Other").unwrap();
    if gonogo::time::Timestamp::system_now().unix() < NOW {
        return;
    }
    let team = team(&authority.certificate(), true);
    team.sign_all();
    let check = || real(&team, &["check", "--concise", PATH], None);
    let (status, said) = check();
    assert!(status == 1 && said.contains("it has no time-stamp, and the policy asks for one (time-stamp)"), "{said}");
    let (qa, lead) = (signature(&team, "qa-lead"), signature(&team, "release-manager"));
    let bytes = |path: &PathBuf| std::fs::read(path).unwrap();
    std::fs::write(token_of(&lead), authority.stamp(&bytes(&lead))).unwrap();
    let good = authority.stamp(&bytes(&qa));
    let middle = good.len() / 2;
    let flipped: Vec<u8> = good.iter().enumerate().map(|(at, b)| if at == middle { b ^ 1 } else { *b }).collect();
    for (what, token) in [
        ("over another signature", authority.stamp(&bytes(&lead))),
        ("over the statement", authority.stamp(&bytes(&qa.with_extension("")))),
        ("of another authority", other.stamp(&bytes(&qa))),
        ("cut", good[..good.len() - 1].to_vec()),
        ("changed", flipped),
        ("empty", Vec::new()),
    ] {
        std::fs::write(token_of(&qa), token).unwrap();
        let (status, said) = check();
        assert!(status == 1 && said.contains("(time-stamp)"), "{what}: {said}");
    }
    std::fs::write(token_of(&qa), &good).unwrap();
    assert_eq!(check(), (0, "GO  releases/v1.2.0.md: nothing holds — 2 of 2 actions done\n".to_owned()));
    // By a clock that is behind, neither the authority nor its time-stamp is there yet.
    if gonogo::time::Timestamp::system_now().unix() > NOW + 301 {
        team.check().exit(1).says("(time-stamp)");
    }
    // It goes into the record, and is checked there.
    team.works("ana");
    let (status, said) = real(&team, &["record", PATH], None);
    assert_eq!(status, 0, "{said}");
    let files = team.env.sandbox().git(&["ls-tree", "-r", "--name-only", "gonogo/record", "runs/v1.2.0/stamps"]);
    assert_eq!(files.lines().count(), 2, "{files}");
    assert_eq!(real(&team, &["audit"], None).0, 0);
    // Without openssl nobody says that it holds.
    let bin = team.env.path("bin");
    std::fs::create_dir(&bin).unwrap();
    let path = std::env::var_os("PATH").unwrap();
    for program in ["git", "ssh-keygen"] {
        let found = std::env::split_paths(&path).map(|dir| dir.join(program)).find(|path| path.exists());
        std::os::unix::fs::symlink(found.unwrap(), bin.join(program)).unwrap();
    }
    for words in [&["check", PATH][..], &["audit"]] {
        let (status, said) = real(&team, words, Some(&bin));
        assert!(status == 3 && said.contains("time-stamps are checked by OpenSSL"), "{words:?}: {said}");
    }
    // Nor does a script that was exported where it could not be told.
    for (folder, path, status) in [("with", None, 0), ("without", Some(bin.as_path()), 3)] {
        assert_eq!(real(&team, &["audit", "--export", folder], path).0, status);
        let (came, said) = crate::exporting::verdict(&team, folder, &[]);
        assert!(came == status && said.contains("OpenSSL") == (status == 3), "{folder}: {said}");
    }
}

#[test]
fn a_time_stamp_over_a_commit_of_the_record_is_checked() {
    let folder = tempfile::tempdir().unwrap();
    let Some(authority) = Authority::new(folder.path().join("one"), "One") else { return };
    let other = Authority::new(folder.path().join("other"), "Other").unwrap();
    if gonogo::time::Timestamp::system_now().unix() < NOW {
        return;
    }
    let team = team(&authority.certificate(), false);
    team.sign_all();
    team.works("ana");
    assert_eq!(real(&team, &["record", PATH], None).0, 0);
    let sandbox = team.env.sandbox();
    let id = |of: &str| sandbox.git(&["rev-parse", of]).trim().to_owned();
    let (entry, main) = (id("gonogo/record"), id("main"));
    let bytes = |of: &str| sandbox.git(&["cat-file", "commit", of]).into_bytes();
    let amend = |commit: &str, token: &[u8], path: Option<&std::path::Path>| {
        sandbox.write(&format!("{commit}.tsr"), token);
        real(&team, &["amend", "v1.2.0", "-m", "Time-stamped.", "--file", &format!("{commit}.tsr")], path)
    };
    for (commit, token, says) in [
        (&*entry, other.stamp(&bytes(&entry)), "authority of the policy (time-stamp)"),
        (&*entry, authority.stamp(&bytes(&main)), "authority of the policy (time-stamp)"),
        (&*entry, Vec::new(), "authority of the policy (time-stamp)"),
        (&*main, authority.stamp(&bytes(&main)), "which is no earlier entry of the record (time-stamp)"),
        ("commit", authority.stamp(&bytes(&entry)), "is named after it"),
    ] {
        let (status, said) = amend(commit, &token, None);
        assert!(status == 2 && said.contains(says), "{commit}: {status} {said}");
    }
    let good = authority.stamp(&bytes(&entry));
    // Where nobody can tell, it is not added, and later not said to hold.
    let without = team.env.path("nothing");
    std::fs::create_dir(&without).unwrap();
    let path = std::env::var_os("PATH").unwrap();
    for program in ["git", "ssh-keygen"] {
        let found = std::env::split_paths(&path).map(|dir| dir.join(program)).find(|path| path.exists());
        std::os::unix::fs::symlink(found.unwrap(), without.join(program)).unwrap();
    }
    let (status, said) = amend(&entry, &good, Some(&without));
    assert!(status == 2 && said.contains("checked by OpenSSL"), "{said}");
    let (status, said) = amend(&entry, &good, None);
    assert!(status == 0, "{said}");
    assert_eq!(real(&team, &["audit"], None).0, 0);
    let (status, said) = real(&team, &["audit"], Some(&without));
    assert!(status == 3 && said.contains("checked by OpenSSL"), "{said}");
    // Put there by hand, one that does not hold is found.
    let name = format!("runs/v1.2.0/amendments/001/evidence/{entry}.tsr");
    let wrong = other.stamp(&bytes(&entry));
    let list = sandbox.git(&["show", "gonogo/record:runs/v1.2.0/amendments/001/manifest.sha256"]);
    let digest = |bytes: &[u8]| gonogo::digest::Sha256::of(bytes).hex();
    let list = list.replace(&digest(&good), &digest(&wrong));
    let changes = [
        (name.as_str(), "100644", Some(wrong.as_slice())),
        ("runs/v1.2.0/amendments/001/manifest.sha256", "100644", Some(list.as_bytes())),
    ];
    let tree = forge::tree(sandbox, "gonogo/record", &changes);
    let message = sandbox.git(&["log", "-1", "--format=%B", "gonogo/record"]);
    let time = gonogo::time::Timestamp::system_now().unix();
    let text = forge::text_by(&tree, &[&entry], message.trim_end(), "Ana Doe <ana@example.org>", time);
    forge::place(sandbox, &forge::sign(sandbox, &format!("{text}\n"), "ana"));
    let (status, said) = real(&team, &["audit"], None);
    assert!(status == 1 && said.contains("time-stamp"), "{said}");
}

#[test]
fn a_time_stamp_before_what_it_stamps_is_refused() {
    use gonogo::engine::stamps::{Stamped, Stamps};
    use gonogo::signing::statement::Statement;
    let folder = tempfile::tempdir().unwrap();
    let Some(authority) = Authority::new(folder.path().join("one"), "One") else { return };
    let team = team(&authority.certificate(), false);
    team.sign("ben", "QA Lead", []).exit(0);
    // One that nobody asks for may be missing.
    team.sign("ana", "Release Manager", []).exit(0);
    team.check().exit(0);
    let signature = signature(&team, "qa-lead");
    let statement = std::fs::read(signature.with_extension("")).unwrap();
    let made = Statement::parse(&statement).unwrap();
    let signed = gonogo::record::SignedStatement { statement, signature: std::fs::read(&signature).unwrap() };
    let token = authority.stamp(&signed.signature);
    let state = gonogo::record::state(&team.env.sandbox().repo(), &crate::support::branch()).unwrap();
    let at = gonogo::time::Timestamp::from_unix(gonogo::time::Timestamp::system_now().unix() + 5).unwrap();
    let policy = state.rules().time_stamps.as_ref();
    let stamps = Stamps { policy, openssl: team.env.sandbox().repo().openssl(), at };
    let with = |seconds: i64| {
        let time = gonogo::time::Timestamp::from_unix(at.unix() + seconds).unwrap();
        stamps.judge(&signed, &Statement { time, ..made.clone() }, Some(&token))
    };
    assert_eq!(with(0), Stamped::Fine);
    assert!(matches!(with(3_600), Stamped::Refused(why) if why.contains("before the time that it states")));
    // The authority's certificate has ended by then.
    let late = gonogo::time::Timestamp::from_unix(at.unix() + 20 * 365 * 86_400).unwrap();
    let ended = Stamps { at: late, openssl: team.env.sandbox().repo().openssl(), ..stamps };
    assert!(matches!(ended.judge(&signed, &made, Some(&token)), Stamped::Refused(_)));
}

#[test]
fn an_authority_is_a_certificate() {
    let team = Team::new();
    let config = team.env.read("gonogo.toml");
    for (stamps, says) in [
        ("authorities = \"x\"\n", "`authorities` holds no certificate in PEM"),
        ("required = true\n", "missing field `authorities`"),
        ("authorities = \"-----BEGIN CERTIFICATE-----\"\nrequird = true\n", "did you mean `required`?"),
    ] {
        std::fs::write(team.env.path("gonogo.toml"), format!("{config}\n[time-stamps]\n{stamps}")).unwrap();
        let said = team.env.gonogo(["policy", "check"]);
        let text = format!("{}{}", said.stdout, said.stderr);
        assert!(said.status > 0 && text.contains(says) && text.contains("gonogo.toml:"), "{stamps}: {said:?}");
    }
}
