//! Signatures against real ssh-keygen, and everything that must be refused.

use gonogo::digest::Sha256;
use gonogo::signing::allowed_signers::{AllowedSigners, RevokedKeys};
use gonogo::signing::fake::FakeSigner;
use gonogo::signing::ssh_keygen::SshKeygen;
use gonogo::signing::sshsig::{self, Key, Signature};
use gonogo::signing::statement::{self, Decision, Meaning, NAMESPACE, Scope, Statement};
use gonogo::signing::{Judgement, SignError, Signer};
use gonogo::time::Timestamp;

use crate::support::{NOW, Sandbox, now};

pub fn sample(record: Option<String>, run: &str, role: &str, signer: &str, content: &[u8]) -> Statement {
    Statement {
        record,
        run: run.into(),
        template: None,
        policy: None,
        tree: Some("a".repeat(40)),
        oci: None,
        scope: Scope::Whole,
        content: Sha256::of(content),
        includes: None,
        role: role.into(),
        signer: signer.into(),
        name: "Ana Doe".into(),
        meaning: Meaning::Approved,
        decision: Decision::Go,
        reason: None,
        time: now(),
        nonce: statement::fresh_nonce().unwrap(),
    }
}

fn plain() -> Statement {
    sample(Some("b".repeat(40)), "v1.50.0-prod", "engineering-lead", "ana@example.org", b"page")
}

#[test]
fn our_signature_passes_ssh_keygen_for_role_and_address() {
    let sandbox = Sandbox::new();
    let text = plain().write().unwrap();
    let signature = sandbox.signer("ana").sign(NAMESPACE, text.as_bytes()).unwrap();
    let allowed = format!("engineering-lead/ana@example.org {}\n", sandbox.public("ana"));
    let who = plain().principal();
    assert!(sandbox.ssh_verify(&allowed, &who, NAMESPACE, &signature, text.as_bytes()));
    assert!(!sandbox.ssh_verify(&allowed, "security/ana@example.org", NAMESPACE, &signature, text.as_bytes()));
    let list = AllowedSigners::parse(allowed.as_bytes()).unwrap();
    let none = RevokedKeys::default();
    assert!(list.verify(signature.as_bytes(), &who, NAMESPACE, text.as_bytes(), now(), &none).is_good());
    let revoked = RevokedKeys::parse(sandbox.public("ana").as_bytes()).unwrap();
    let judgement = list.verify(signature.as_bytes(), &who, NAMESPACE, text.as_bytes(), now(), &revoked);
    assert!(matches!(judgement, Judgement::Lapsed(_)), "{judgement}");
}

#[test]
fn signatures_of_every_kind_of_key_verify_in_process() {
    let sandbox = Sandbox::empty();
    let kinds: [(&str, &[&str]); 6] = [
        ("ed25519", &["-t", "ed25519"]),
        ("p256", &["-t", "ecdsa", "-b", "256"]),
        ("p384", &["-t", "ecdsa", "-b", "384"]),
        ("p521", &["-t", "ecdsa", "-b", "521"]),
        ("rsa2048", &["-t", "rsa", "-b", "2048"]),
        ("rsa3072", &["-t", "rsa", "-b", "3072"]),
    ];
    for (name, args) in kinds {
        sandbox.key(name, args);
        let signature = sandbox.sign_by_hand(name, "git", b"payload");
        let key = sshsig::verify(signature.as_bytes(), "git", b"payload").unwrap();
        assert_eq!(key.fingerprint(), sandbox.signer(name).read_key().unwrap().fingerprint());
        assert_eq!(key.openssh(), sandbox.public(name));
        assert!(matches!(sshsig::verify(signature.as_bytes(), "git", b"payloaD"), Err(Judgement::Bad(_))), "{name}");
        assert!(matches!(sshsig::verify(signature.as_bytes(), "file", b"payload"), Err(Judgement::Bad(_))), "{name}");
    }
}

#[test]
fn short_rsa_keys_are_refused() {
    let sandbox = Sandbox::empty();
    sandbox.key("weak", &["-t", "rsa", "-b", "1024"]);
    let out = std::fs::write(sandbox.dir().join("m"), "payload");
    out.unwrap();
    let mut command = sandbox.command("ssh-keygen");
    command.args(["-Y", "sign", "-n", "git", "-f"]).arg(sandbox.key_path("weak")).arg("m");
    if !command.output().unwrap().status.success() {
        return; // A newer ssh-keygen refuses to make one.
    }
    let signature = std::fs::read(sandbox.dir().join("m.sig")).unwrap();
    assert!(matches!(sshsig::verify(&signature, "git", b"payload"), Err(Judgement::Bad(_))));
}

#[test]
fn every_flipped_byte_of_a_signature_is_refused() {
    let sandbox = Sandbox::new();
    let good = sandbox.sign_by_hand("ana", "git", b"payload").into_bytes();
    // The final line feed may be there or not, and nothing else may change.
    for at in 0..good.len() - 1 {
        for bit in [0x01, 0x20, 0x80] {
            let mut bad = good.clone();
            bad[at] ^= bit;
            assert!(sshsig::verify(&bad, "git", b"payload").is_err(), "byte {at}");
        }
    }
    for cut in 0..good.len() - 1 {
        assert!(sshsig::verify(&good[..cut], "git", b"payload").is_err(), "cut at {cut}");
    }
}

#[test]
fn armour_has_nothing_around_it_and_one_spelling() {
    let sandbox = Sandbox::new();
    let good = sandbox.sign_by_hand("ana", "git", b"payload");
    assert!(Signature::parse(good.as_bytes()).is_ok());
    assert!(Signature::parse(good.trim_end().as_bytes()).is_ok());
    for bad in [
        format!("{good}{good}"),
        format!("{good}tail"),
        format!("{good}\n"),
        format!(" {good}"),
        format!("head\n{good}"),
        good.replace('\n', "\r\n"),
        good.replacen('\n', "\n\n", 2),
        good.replace("SSH SIGNATURE", "SSH  SIGNATURE"),
        good.replace("-----END", "-----End"),
        String::new(),
    ] {
        assert!(Signature::parse(bad.as_bytes()).is_err(), "{bad:?}");
    }
}

#[test]
fn certificates_are_refused() {
    let sandbox = Sandbox::new();
    sandbox.key("ca", &["-t", "ed25519"]);
    let mut command = sandbox.command("ssh-keygen");
    let ana = sandbox.key_path("ana").with_extension("pub");
    command.args(["-q", "-s"]).arg(sandbox.key_path("ca")).args(["-I", "ana", "-n", "ana@example.org"]).arg(&ana);
    assert!(command.status().unwrap().success());
    let cert = sandbox.root().join("keys/ana-cert.pub");
    let text = std::fs::read_to_string(&cert).unwrap();
    assert!(Key::parse(&text).is_err());
    std::fs::write(sandbox.dir().join("m"), "payload").unwrap();
    let mut command = sandbox.command("ssh-keygen");
    command.args(["-Y", "sign", "-n", "git", "-f"]).arg(&cert).arg("m");
    if command.output().unwrap().status.success() {
        let signature = std::fs::read(sandbox.dir().join("m.sig")).unwrap();
        assert!(sshsig::verify(&signature, "git", b"payload").is_err());
    }
    let list = format!("ana@example.org cert-authority {}\n", sandbox.public("ca"));
    let list = AllowedSigners::parse(list.as_bytes()).unwrap();
    let key = Key::parse(&sandbox.public("ana")).unwrap();
    assert!(matches!(list.judge("ana@example.org", &key, "git", now()), Judgement::Unchecked(_)));
}

/// What the program says when it is fed these bytes.
fn piped(sandbox: &Sandbox, program: &str, args: &[&str], bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    use std::process::Stdio;
    let mut child =
        sandbox.command(program).args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("a program");
    child.stdin.take().unwrap().write_all(bytes).unwrap();
    child.wait_with_output().unwrap().stdout
}

#[test]
fn frames_and_algorithms_that_are_not_the_right_ones_are_refused() {
    let sandbox = Sandbox::new();
    sandbox.key("rsa", &["-t", "rsa", "-b", "2048"]);
    let string = |text: &[u8]| [&u32::try_from(text.len()).unwrap().to_be_bytes(), text].concat();
    let frame = |armour: &str| {
        let lines: Vec<&str> = armour.lines().collect();
        piped(&sandbox, "base64", &["-d"], lines[1..lines.len() - 1].join("\n").as_bytes())
    };
    let armour = |frame: &[u8]| {
        let body = String::from_utf8(piped(&sandbox, "base64", &["-w", "70"], frame)).unwrap();
        format!("-----BEGIN SSH SIGNATURE-----\n{}\n-----END SSH SIGNATURE-----\n", body.trim_end())
    };
    let put = |frame: &[u8], from: &[u8], to: &[u8]| {
        let at = frame.windows(from.len()).rposition(|window| window == from).expect("to be there");
        [&frame[..at], to, &frame[at + from.len()..]].concat()
    };
    let ed = frame(&sandbox.sign_by_hand("ana", "git", b"payload"));
    let rsa = frame(&sandbox.sign_by_hand("rsa", "git", b"payload"));
    assert!(sshsig::verify(armour(&ed).as_bytes(), "git", b"payload").is_ok());
    assert!(sshsig::verify(armour(&rsa).as_bytes(), "git", b"payload").is_ok());
    // The namespace, the reserved field behind it, and the hash behind that.
    let spaces = [string(b"git"), string(b""), string(b"sha512")].concat();
    let with = |parts: [&[u8]; 3]| put(&ed, &spaces, &parts.map(string).concat());
    for (what, forged) in [
        ("version 2", put(&ed, b"SSHSIG\0\0\0\x01", b"SSHSIG\0\0\0\x02")),
        ("version 0", put(&ed, b"SSHSIG\0\0\0\x01", b"SSHSIG\0\0\0\0")),
        ("another magic", put(&ed, b"SSHSIG", b"SSHSIH")),
        ("reserved", with([b"git", b"x", b"sha512"])),
        ("no namespace", with([b"", b"", b"sha512"])),
        ("another namespace", with([b"file", b"", b"sha512"])),
        ("sha1 as hash", with([b"git", b"", b"sha1"])),
        ("md5 as hash", with([b"git", b"", b"md5"])),
        ("the other hash", with([b"git", b"", b"sha256"])),
        ("RSA with SHA-1", put(&rsa, &string(b"rsa-sha2-512"), &string(b"ssh-rsa"))),
        ("RSA with the other hash", put(&rsa, &string(b"rsa-sha2-512"), &string(b"rsa-sha2-256"))),
        ("DSA", put(&rsa, &string(b"rsa-sha2-512"), &string(b"ssh-dss"))),
        ("a signature of another kind", put(&ed, &string(b"ssh-ed25519"), &string(b"ssh-rsa"))),
        ("bytes behind", [&ed[..], b"x"].concat()),
        ("cut", ed[..ed.len() - 1].to_vec()),
        ("nothing", Vec::new()),
    ] {
        let judgement = sshsig::verify(armour(&forged).as_bytes(), "git", b"payload");
        assert!(matches!(judgement, Err(Judgement::Bad(_))), "{what}: {judgement:?}");
    }
}

#[test]
fn fake_signatures_never_verify() {
    let signature = FakeSigner.sign("git", b"payload").unwrap();
    assert_eq!(signature, FakeSigner.sign("git", b"payload").unwrap());
    assert!(sshsig::verify(signature.as_bytes(), "git", b"payload").is_err());
}

#[test]
fn keys_are_found_as_git_finds_them() {
    let sandbox = Sandbox::new();
    let world = sandbox.world();
    std::fs::create_dir(sandbox.home().join(".ssh")).unwrap();
    for name in ["ana", "ana.pub"] {
        std::fs::copy(sandbox.root().join("keys").join(name), sandbox.home().join(".ssh").join(name)).unwrap();
    }
    for key in ["~/.ssh/ana", "~/.ssh/ana.pub"] {
        let signer = SshKeygen::new(&world, None, Some(key)).unwrap();
        let signature = signer.sign("git", b"x").unwrap();
        assert!(sshsig::verify(signature.as_bytes(), "git", b"x").is_ok());
        assert_eq!(signer.read_key().unwrap().openssh(), sandbox.public("ana"));
    }
    std::fs::remove_file(sandbox.home().join(".ssh/ana.pub")).unwrap();
    let signer = SshKeygen::new(&world, None, Some("~/.ssh/ana")).unwrap();
    assert_eq!(signer.read_key().unwrap().openssh(), sandbox.public("ana"));
    // A literal key needs an agent, and there is none.
    let literal = format!("key::{}", sandbox.public("ana"));
    let error = SshKeygen::new(&world, None, Some(&literal)).unwrap().sign("git", b"x").unwrap_err();
    assert!(matches!(error, SignError::Agent { .. }), "{error}");
    assert!(error.hint().contains("ssh-add"));
}

#[test]
fn an_agent_signs_for_a_literal_key() {
    let sandbox = Sandbox::new();
    let socket = sandbox.root().join("agent");
    let mut agent = sandbox.command("ssh-agent");
    let Ok(mut agent) = agent.arg("-D").arg("-a").arg(&socket).stdout(std::process::Stdio::null()).spawn() else {
        return;
    };
    for _ in 0..100 {
        if socket.exists() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let mut add = sandbox.command("ssh-add");
    let added = add.arg("-q").arg(sandbox.key_path("ana")).env("SSH_AUTH_SOCK", &socket).status().unwrap().success();
    let mut world = sandbox.world();
    world.env.insert("SSH_AUTH_SOCK".into(), socket.into());
    let literal = format!("key::{}", sandbox.public("ana"));
    let signature = SshKeygen::new(&world, None, Some(&literal)).unwrap().sign("git", b"x");
    agent.kill().unwrap();
    agent.wait().unwrap();
    assert!(added);
    assert!(sshsig::verify(signature.unwrap().as_bytes(), "git", b"x").is_ok());
}

#[test]
fn what_keeps_from_signing_is_told_with_the_way_out() {
    let sandbox = Sandbox::new();
    let world = sandbox.world();
    assert!(matches!(SshKeygen::new(&world, None, None), Err(SignError::NoKey)));
    assert!(matches!(SshKeygen::new(&world, None, Some("key::nonsense")), Err(SignError::BadKey { .. })));
    let error = SshKeygen::new(&world, None, Some("~/nowhere")).unwrap().sign("git", b"x").unwrap_err();
    assert!(matches!(error, SignError::BadKey { .. }), "{error}");
    sandbox.key("locked", &["-t", "ed25519", "-N", "secret words"]);
    let error = sandbox.signer("locked").sign("git", b"x").unwrap_err();
    assert!(matches!(error, SignError::Passphrase { .. }), "{error}");
    std::fs::write(sandbox.key_path("junk"), "no key\n").unwrap();
    let error = sandbox.signer("junk").sign("git", b"x").unwrap_err();
    assert!(matches!(error, SignError::BadKey { .. } | SignError::Refused { .. }), "{error}");
    let ana = sandbox.key_path("ana");
    let missing = SshKeygen::new(&world, Some("no-such-program"), ana.to_str()).unwrap().sign("git", b"x").unwrap_err();
    assert!(missing.hint().contains("OpenSSH"), "{missing}");
    // A program that does nothing and says it went well.
    let lazy = SshKeygen::new(&world, Some("true"), ana.to_str()).unwrap().sign("git", b"x").unwrap_err();
    assert!(matches!(lazy, SignError::Useless { .. }), "{lazy}");
}

#[test]
fn allowed_signers_answer_like_openssh() {
    let sandbox = Sandbox::new();
    sandbox.key("ben", &["-t", "ed25519"]);
    let (ana, ben) = (sandbox.public("ana"), sandbox.public("ben"));
    let list = format!(
        "# people\n\n\"ana@example.org,lead/ana@example.org\" namespaces=\"git,{NAMESPACE}\" {ana} ana\n\
         ben@example.org,!evil@example.org namespaces=\"git\",valid-after=\"20260101Z\",valid-before=\"20270101Z\" {ben}\n\
         old@example.org valid-before=\"20200101000000Z\" {ben}\n"
    );
    let parsed = AllowedSigners::parse(list.as_bytes()).unwrap();
    assert_eq!(parsed.entries().len(), 3);
    let payload = b"payload";
    for key in ["ana", "ben"] {
        for namespace in ["git", NAMESPACE, "file"] {
            let signature = sandbox.sign_by_hand(key, namespace, payload);
            for who in
                ["ana@example.org", "lead/ana@example.org", "ben@example.org", "old@example.org", "eve@example.org"]
            {
                let theirs = sandbox.ssh_verify(&list, who, namespace, &signature, payload);
                let time = Timestamp::from_unix(std::time::UNIX_EPOCH.elapsed().unwrap().as_secs() as i64).unwrap();
                let ours = parsed.verify(signature.as_bytes(), who, namespace, payload, time, &RevokedKeys::default());
                assert_eq!(theirs, ours.is_good(), "{key} {namespace} {who}: {ours}");
            }
        }
    }
    let key = Key::parse(&ben).unwrap();
    let judge = |who: &str, time: &str| parsed.judge(who, &key, "git", Timestamp::parse_rfc3339(time).unwrap());
    assert!(judge("ben@example.org", "2026-01-01T00:00:00Z").is_good());
    assert!(judge("ben@example.org", "2027-01-01T00:00:00Z").is_good());
    assert!(matches!(judge("ben@example.org", "2025-12-31T23:59:59Z"), Judgement::Lapsed(_)));
    assert!(matches!(judge("ben@example.org", "2027-01-01T00:00:01Z"), Judgement::Lapsed(_)));
}

#[test]
fn a_time_without_z_is_only_decided_where_every_zone_agrees() {
    let sandbox = Sandbox::new();
    let list = format!("a@b.c valid-after=\"20260102\" {}\n", sandbox.public("ana"));
    let list = AllowedSigners::parse(list.as_bytes()).unwrap();
    let key = Key::parse(&sandbox.public("ana")).unwrap();
    let judge = |time: &str| list.judge("a@b.c", &key, "git", Timestamp::parse_rfc3339(time).unwrap());
    assert!(matches!(judge("2026-01-01T09:59:59Z"), Judgement::Lapsed(_)));
    assert!(matches!(judge("2026-01-02T00:00:00Z"), Judgement::Unchecked(_)));
    assert!(judge("2026-01-02T12:00:00Z").is_good());
}

#[test]
fn wildcards_match_but_are_not_enough() {
    let sandbox = Sandbox::new();
    let key = Key::parse(&sandbox.public("ana")).unwrap();
    for (pattern, who, matches) in [
        ("*@example.org", "ana@example.org", true),
        ("*", "anybody", true),
        ("a?a@example.org", "ana@example.org", true),
        ("a?a@example.org", "anna@example.org", false),
        ("*@example.org,!eve@*", "eve@example.org", false),
        ("!eve@*,*@example.org", "eve@example.org", false),
        ("*a*b*c", "xaxbxxc", true),
        ("*a*b*c", "xaxbxx", false),
    ] {
        let list = AllowedSigners::parse(format!("{pattern} {}\n", sandbox.public("ana")).as_bytes()).unwrap();
        let judgement = list.judge(who, &key, "git", now());
        assert_eq!(matches!(judgement, Judgement::Unchecked(_)), matches, "{pattern} {who}: {judgement}");
        assert!(!judgement.is_good());
    }
}

#[test]
fn bad_lists_are_refused_with_the_line() {
    let sandbox = Sandbox::new();
    let key = sandbox.public("ana");
    for bad in [
        "ana@example.org".to_owned(),
        "ana@example.org ssh-ed25519".to_owned(),
        "ana@example.org ssh-ed25519 AAAA".to_owned(),
        format!("\"ana@example.org {key}"),
        format!("ana@example.org,, {key}"),
        format!("ana@example.org colour=\"red\" {key}"),
        format!("ana@example.org namespaces=git {key}"),
        format!("ana@example.org namespaces=\"git\",namespaces=\"file\" {key}"),
        format!("ana@example.org namespaces=\"git\", {key}"),
        format!("ana@example.org valid-after=\"2026\" {key}"),
        format!("ana@example.org valid-after=\"20261301\" {key}"),
        format!("ana@example.org valid-after=\"20270101Z\",valid-before=\"20260101Z\" {key}"),
        format!("ana@example.org\0 {key}"),
    ] {
        let text = format!("# first\nben@example.org {key}\n{bad}\n");
        let error = AllowedSigners::parse(text.as_bytes()).unwrap_err();
        assert_eq!(error.line, 3, "{bad}: {error}");
    }
    assert!(AllowedSigners::parse(b"\xff\n").is_err());
    assert!(RevokedKeys::parse(b"SSHKRL\n\0").is_err());
}

#[test]
fn a_statement_reads_back_as_it_was_written() {
    let mut all = vec![plain()];
    for &meaning in Meaning::ALL {
        for &decision in Decision::ALL {
            all.push(Statement { meaning, decision, reason: Some("because — of 🙂".into()), ..plain() });
        }
    }
    let digest = Sha256::of(b"x");
    all.push(Statement {
        template: Some(digest),
        policy: Some((3, digest)),
        oci: Some(digest),
        includes: Some(digest),
        scope: Scope::Item("prod/db-1".into()),
        ..plain()
    });
    all.push(Statement { record: None, tree: None, ..plain() });
    all.push(Statement { tree: None, oci: Some(digest), ..plain() });
    for statement in all {
        let text = statement.write().unwrap();
        assert_eq!(Statement::parse(text.as_bytes()).unwrap(), statement);
    }
}

#[test]
fn values_outside_of_the_grammar_are_not_written() {
    for bad in [
        Statement { run: "Prod".into(), ..plain() },
        Statement { run: "-x".into(), ..plain() },
        Statement { role: "lead/ana".into(), ..plain() },
        Statement { role: String::new(), ..plain() },
        Statement { signer: "Ana@example.org".into(), ..plain() },
        Statement { signer: "ana".into(), ..plain() },
        Statement { signer: "a@b@c".into(), ..plain() },
        Statement { name: "Ana\nrole: root".into(), ..plain() },
        Statement { name: " Ana".into(), ..plain() },
        Statement { name: "Ana\u{202e}".into(), ..plain() },
        Statement { name: "Ana\u{200b}".into(), ..plain() },
        Statement { name: "A".repeat(201), ..plain() },
        Statement { reason: Some("-".into()), ..plain() },
        Statement { reason: Some("x\u{1b}[0m".into()), ..plain() },
        Statement { reason: Some("x".repeat(10_000)), ..plain() },
        Statement { decision: Decision::NoGo, ..plain() },
        Statement { meaning: Meaning::Waived, ..plain() },
        Statement { nonce: "0".into(), ..plain() },
        Statement { tree: Some("abc".into()), ..plain() },
        Statement { scope: Scope::Item(String::new()), ..plain() },
        Statement { time: Timestamp::from_unix(300_000_000_000).unwrap_or(now()), nonce: "x".into(), ..plain() },
    ] {
        assert!(bad.write().is_err(), "{bad:?}");
    }
}

#[test]
fn every_change_to_a_statement_is_refused_or_another_statement() {
    let text = plain().write().unwrap();
    let lines: Vec<&str> = text.lines().collect();
    for at in 0..lines.len() {
        let mut missing = lines.clone();
        missing.remove(at);
        let mut twice = lines.clone();
        twice.insert(at, lines[at]);
        let mut swapped = lines.clone();
        swapped.swap(at, (at + 1) % lines.len());
        for changed in [missing, twice, swapped] {
            let changed = changed.join("\n") + "\n";
            assert!(Statement::parse(changed.as_bytes()).is_err(), "{changed}");
        }
    }
    for bad in [
        text.replace('\n', "\r\n"),
        text.trim_end().to_owned(),
        format!("{text}\n"),
        format!("{text}more: x\n"),
        format!("\u{feff}{text}"),
        text.replace(": v1", ": v2"),
        text.replace("run: ", "run:  "),
        text.replace("run: ", "Run: "),
        text.replace("Ana Doe", "Ana\0Doe"),
    ] {
        assert!(Statement::parse(bad.as_bytes()).is_err(), "{bad}");
    }
    for at in 0..text.len() {
        for value in [0, b'\n', b' ', b'x', b'0', 0xff, text.as_bytes()[at] ^ 1] {
            let mut changed = text.clone().into_bytes();
            changed[at] = value;
            if let Ok(other) = Statement::parse(&changed) {
                assert_eq!(other.write().unwrap().into_bytes(), changed);
            }
        }
    }
}

#[test]
fn roles_become_slugs() {
    for (role, slug) in [
        ("Engineering Manager", Some("engineering-manager")),
        ("  QA / Release  Lead ", Some("qa-release-lead")),
        ("SRE", Some("sre")),
        ("Ingénieur", None),
        ("—", None),
        ("", None),
    ] {
        assert_eq!(statement::role_slug(role).as_deref(), slug, "{role}");
    }
    assert_eq!(statement::role_slug(&"x".repeat(41)), None);
    assert_eq!(statement::fresh_nonce().unwrap().len(), 32);
    assert_eq!(NOW, now().unix());
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 200, failure_persistence: None, ..Default::default() })]

    #[test]
    fn hostile_bytes_are_answered_and_never_panic(
        noise in proptest::collection::vec(proptest::num::u8::ANY, 0..200),
        at in 0..600usize,
        cut in 0..600usize,
    ) {
        let good = [
            plain().write().unwrap(),
            "\"a@b.c,*\" namespaces=\"git\",valid-after=\"20260101\" ssh-ed25519 AAAAC3Nz\n".into(),
            "-----BEGIN SSH SIGNATURE-----\nU1NIU0lHAAAAAQAAADMAAAALc3NoLWVk\n-----END SSH SIGNATURE-----\n".into(),
            "Record v1\n\nGonogo-Seq: 1\nGonogo-Kind: run\nGonogo-Run: v1\nGonogo-Outcome: go\n".into(),
        ];
        for text in good {
            let (at, cut) = (at.min(text.len()), cut.min(text.len()));
            let bytes = [&text.as_bytes()[..at], &noise, &text.as_bytes()[at.max(cut)..]].concat();
            let _ = Statement::parse(&bytes);
            let _ = AllowedSigners::parse(&bytes);
            let _ = RevokedKeys::parse(&bytes);
            let _ = Signature::parse(&bytes);
            let _ = gonogo::record::layout::parse_manifest(&bytes);
            let _ = gonogo::record::layout::Trailers::parse(&String::from_utf8_lossy(&bytes));
            let _ = statement::role_slug(&String::from_utf8_lossy(&bytes));
        }
    }
}
