//! Generated cases against `ssh-keygen -Y verify`: what we call good it calls good, and where it does and we do not, the
//! reason is one of those that are meant.
//!
//! A few hundred by default; `GONOGO_TEST_CASES=10000` for the whole.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::Stdio;

use gonogo::signing::Judgement;
use gonogo::signing::allowed_signers::{AllowedSigners, RevokedKeys};
use gonogo::time::Timestamp;

use crate::support::{NOW, Sandbox};

const KEYS: [(&str, &[&str]); 5] = [
    ("ed", &["-t", "ed25519"]),
    ("p256", &["-t", "ecdsa", "-b", "256"]),
    ("p384", &["-t", "ecdsa", "-b", "384"]),
    ("rsa", &["-t", "rsa", "-b", "2048"]),
    ("other", &["-t", "ed25519"]),
];
const SPACES: [&str; 4] = ["gonogo-signoff@v1", "git", "file", "gonogo-policy@v1"];
const PRINCIPALS: [&str; 4] = ["lead/ana@example.org", "qa/ana@example.org", "ana@example.org", "lead/eve@example.org"];
const LISTED: [&str; 8] = [
    "lead/ana@example.org",
    "ana@example.org,lead/ana@example.org",
    "\"lead/ana@example.org\"",
    "lead/*",
    "*@example.org",
    "*,!lead/ana@example.org",
    "lead/ana@example.or?",
    "LEAD/ana@example.org",
];
const OPTIONS: [&str; 14] = [
    "",
    "",
    "namespaces=\"gonogo-signoff@v1\"",
    "namespaces=\"git,gonogo-signoff@v1\"",
    "namespaces=\"gonogo-*\"",
    "namespaces=\"*,!git\"",
    "namespaces=\"\"",
    "valid-after=\"20261121Z\"",
    "valid-before=\"20261121Z\"",
    "valid-after=\"20261121\",valid-before=\"20261122\"",
    "valid-after=\"202611210301Z\",valid-before=\"20261121030100Z\"",
    "valid-before=\"202611210301\"",
    "cert-authority",
    "NAMESPACES=\"gonogo-signoff@v1\",valid-before=\"20270101Z\"",
];
const ZONES: [&str; 4] = ["UTC", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Kiritimati"];

/// A small generator, so that a case can be had again by its number.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.roll(from.len())]
    }
}

/// What is done to an armoured signature.
fn armoured(dice: &mut Dice, signature: &str) -> String {
    match dice.roll(20) {
        0 => signature.replace('\n', "\r\n"),
        1 => format!("{signature}trailing\n"),
        2 => format!("leading\n{signature}"),
        3 => format!("{signature}{signature}"),
        4 => signature.trim_end().to_owned(),
        5 => signature.replacen("-----BEGIN", "----BEGIN", 1),
        6 => {
            let at = 40 + dice.roll(signature.len() - 80);
            let mut bytes = signature.as_bytes().to_vec();
            bytes[at] ^= 1;
            String::from_utf8(bytes).unwrap_or_else(|_| signature.to_owned())
        }
        7 => {
            // Wrapped otherwise.
            let lines: Vec<&str> = signature.lines().collect();
            let inner = lines[1..lines.len() - 1].concat();
            format!("{}\n{inner}\n{}\n", lines[0], lines[lines.len() - 1])
        }
        _ => signature.to_owned(),
    }
}

/// The reasons for which we are stricter.
const STRICTER: [&str; 6] =
    ["policy-wildcard", "time zone", "certificate authority", "malformed", "armour", "line 1: "];

#[test]
fn we_are_never_laxer_than_ssh_keygen() {
    let cases: u64 = std::env::var("GONOGO_TEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(240);
    let sandbox = Sandbox::empty();
    let payload = b"gonogo-signoff: v1\n";
    let mut signatures = BTreeMap::new();
    for (name, args) in KEYS {
        sandbox.key(name, args);
        for space in SPACES {
            signatures.insert((name, space), sandbox.sign_by_hand(name, space, payload));
        }
    }
    let (list, sig, revoked_list) =
        (sandbox.root().join("list"), sandbox.root().join("sig"), sandbox.root().join("no"));
    let (mut both, mut stricter) = (0, 0);
    for case in 0..cases {
        let mut dice = Dice(case.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let names = KEYS.map(|(name, _)| name);
        let signer = dice.pick(&names);
        let signed_in = if dice.roll(8) == 0 { dice.pick(&SPACES) } else { SPACES[0] };
        let asked_in = if dice.roll(8) == 0 { dice.pick(&SPACES) } else { SPACES[0] };
        let who = if dice.roll(5) == 0 { dice.pick(&PRINCIPALS) } else { PRINCIPALS[0] };
        let lines = 1 + dice.roll(2);
        let line = |dice: &mut Dice| {
            let key = if dice.roll(4) == 0 { dice.pick(&names) } else { signer };
            // Most dimensions are as they should be, so that what is odd is seen by itself.
            let listed = if dice.roll(2) == 0 { LISTED[1] } else { dice.pick(&LISTED) };
            let options = if dice.roll(2) == 0 { OPTIONS[3] } else { dice.pick(&OPTIONS) };
            format!("{listed} {options} {}\n", sandbox.public(key)).replace("  ", " ")
        };
        let text: String = (0..lines).map(|_| line(&mut dice)).collect();
        let revoked = match dice.roll(8) {
            0 => format!("{}\n", sandbox.public(signer)),
            1 => format!("{}\n", sandbox.public("other")),
            _ => String::new(),
        };
        let time = NOW + [0, 0, -86_400, 86_400, 20_000, -12_000, 1, -1][dice.roll(8)];
        let zone = dice.pick(&ZONES);
        let armour = armoured(&mut dice, &signatures[&(signer, signed_in)]);

        let at = Timestamp::from_unix(time).unwrap();
        let judgement = match (AllowedSigners::parse(text.as_bytes()), RevokedKeys::parse(revoked.as_bytes())) {
            (Ok(allowed), Ok(revoked)) => allowed.verify(armour.as_bytes(), who, asked_in, payload, at, &revoked),
            (Err(error), _) | (_, Err(error)) => Judgement::Unchecked(format!("the list: {error}")),
        };
        std::fs::write(&list, &text).unwrap();
        std::fs::write(&sig, &armour).unwrap();
        std::fs::write(&revoked_list, &revoked).unwrap();
        let stamp = at.rfc3339().replace(['-', ':', 'T'], "");
        let mut verify = sandbox.command("ssh-keygen");
        verify.env("TZ", zone).args(["-Y", "verify", "-n", asked_in, "-I", who, "-f"]).arg(&list).arg("-s").arg(&sig);
        verify.arg(format!("-Overify-time={stamp}"));
        if !revoked.is_empty() {
            verify.arg("-r").arg(&revoked_list);
        }
        let mut child = verify.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        // It may end before it has read all.
        drop(child.stdin.take().unwrap().write_all(payload));
        let out = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        let about =
            || format!("case {case}: {who} in {asked_in} at {stamp} ({zone})\n{text}{armour}{judgement}\n{said}");
        assert!(!said.contains("Invalid"), "{}", about());
        match (judgement.is_good(), out.status.success()) {
            (true, true) => both += 1,
            (true, false) => panic!("laxer: {}", about()),
            (false, true) => {
                stricter += 1;
                // Of several lines only the nearest answer is told, so each is asked by itself.
                let alone = |line: &str| match AllowedSigners::parse(line.as_bytes()) {
                    Ok(list) => {
                        list.verify(armour.as_bytes(), who, asked_in, payload, at, &RevokedKeys::default()).to_string()
                    }
                    Err(error) => error.to_string(),
                };
                let reason: String = text.lines().map(alone).collect();
                assert!(STRICTER.iter().any(|meant| reason.contains(meant)), "{}", about());
            }
            (false, false) => {}
        }
    }
    assert!(both * 8 > cases, "only {both} of {cases} were good");
    println!("{cases} cases: {both} good by both, {stricter} by ssh-keygen alone");
}
