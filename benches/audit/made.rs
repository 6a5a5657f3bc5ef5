//! A record of many runs, each signed by four people, written in a few seconds by keys that are nobody's.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use git2::Oid;
use gonogo::digest::Sha256;
use gonogo::parse::parse;
use gonogo::record::{PolicyFiles, layout};
use gonogo::signing::statement::{Decision, Meaning, NAMESPACE, Scope, Statement};
use gonogo::text::Source;
use gonogo::time::Timestamp;
use gonogo::{fill, output};
use ssh_key::private::{Ed25519Keypair, KeypairData};
use ssh_key::{HashAlg, LineEnding, PrivateKey};

use super::pack::{Growing, Pack};

/// 2026-11-21T03:01:00Z.
const NOW: i64 = 1_795_230_060;

const PEOPLE: [(&str, &str, &str, &str); 4] = [
    ("Release Manager", "release-manager", "ana@example.org", "Ana Doe"),
    ("QA Lead", "qa-lead", "ben@example.org", "Ben Ito"),
    ("Security Lead", "security-lead", "cy@example.org", "Cy Roe"),
    ("Operations Lead", "operations-lead", "dee@example.org", "Dee Fox"),
];

/// A record on disk.
pub struct Made {
    _folder: tempfile::TempDir,
    pub repo: PathBuf,
    /// How many commits it has.
    pub commits: usize,
}

pub fn key(seed: u8) -> PrivateKey {
    let pair = Ed25519Keypair::from_seed(&[seed + 1; 32]);
    PrivateKey::new(KeypairData::from(pair), "").expect("a key")
}

fn sign(key: &PrivateKey, namespace: &str, text: &[u8]) -> String {
    let signature = key.sign(namespace, HashAlg::Sha512, text).expect("a signature");
    signature.to_pem(LineEnding::LF).expect("an armour")
}

fn policy() -> PolicyFiles {
    let mut signers = String::new();
    let mut roles =
        String::from("[[checklist]]\npaths = [\"releases/**\"]\nstage = \"run\"\nassurance = \"signed\"\n[roles]\n");
    for (seed, (role, slug, email, _)) in PEOPLE.iter().enumerate() {
        let public = key(seed as u8).public_key().to_openssh().expect("a public key");
        let spaces = format!("git,{NAMESPACE},gonogo-policy@v1");
        signers += &format!("{email},{slug}/{email} namespaces=\"{spaces}\" {}\n", public.trim());
        roles += &format!("\"{role}\" = [\"{email}\"]\n");
    }
    let (policy_toml, allowed_signers) = (roles.into_bytes(), signers.into_bytes());
    PolicyFiles { policy_toml, allowed_signers, revoked_keys: Vec::new(), signatures: Vec::new() }
}

fn checklist() -> String {
    let mut text = String::from("# Release\n\n");
    for section in ["Before", "During", "After"] {
        text += &format!("## {section}\n\n");
        (1..9).for_each(|n| text += &format!("- [x] Step {n} of what is done {}\n", section.to_lowercase()));
        text.push('\n');
    }
    text += "## Decision\n\n- [x] GO\n- [ ] NO-GO\n\n## Sign-off\n\n";
    for (role, _, _, name) in PEOPLE {
        text += &format!("- {role}: {name} Date: 2026-11-21\n");
    }
    text
}

impl Made {
    /// A record of so many runs.
    pub fn new(runs: usize) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let repo = folder.path().join("repo");
        git(folder.path(), &["init", "-q", "repo"]);
        let mut made = Self { _folder: folder, repo, commits: 0 };
        let (mut pack, policy) = (Pack::new(), policy());
        let attributes = pack.blob(layout::ATTRIBUTES.1.as_bytes());
        let files: Vec<(&str, &str, Oid)> =
            policy.files().iter().map(|(name, bytes)| ("100644", *name, pack.blob(bytes))).collect();
        let first = pack.tree(&files);
        let policies = pack.tree(&[("40000", "000001", first)]);
        let begin = [("100644", layout::ATTRIBUTES.0, attributes), ("40000", "policy", policies)];
        let tree = pack.tree(&begin);
        let message = "Begin the record\n\nGonogo-Seq: 0\nGonogo-Kind: genesis\n";
        let genesis = made.commit(&mut pack, tree, None, 0, message);
        let (mut tip, mut folder) = (genesis, Growing::default());
        for n in 1..=runs {
            let name = format!("v{n:06}");
            let run = run(&mut pack, &name, genesis, &policy);
            let all = pack.grow(&mut folder, ("40000", &name, run));
            let tree = pack.tree(&[begin[0], begin[1], ("40000", "runs", all)]);
            let message = format!(
                "Record {name}: go\n\nGonogo-Seq: {n}\nGonogo-Kind: run\nGonogo-Run: {name}\nGonogo-Outcome: go\n"
            );
            tip = made.commit(&mut pack, tree, Some(tip), n as i64, &message);
        }
        pack.write(&made.repo.join(".git"));
        git(&made.repo, &["update-ref", "refs/heads/gonogo/record", &tip.to_string()]);
        made
    }

    fn commit(&mut self, pack: &mut Pack, tree: Oid, parent: Option<Oid>, at: i64, message: &str) -> Oid {
        let parent = parent.map(|id| format!("parent {id}\n")).unwrap_or_default();
        let person = format!("Ana Doe <ana@example.org> {} +0000", NOW + at);
        let head = format!("tree {tree}\n{parent}author {person}\ncommitter {person}\n");
        let payload = format!("{head}\n{message}");
        let armour = sign(&key(0), "git", payload.as_bytes());
        let header = armour.trim_end().replace('\n', "\n ");
        self.commits += 1;
        pack.commit(format!("{head}gpgsig {header}\n\n{message}").as_bytes())
    }
}

fn run(pack: &mut Pack, name: &str, genesis: Oid, policy: &PolicyFiles) -> Oid {
    let source = Source::new(format!("releases/{name}.md"), checklist().into_bytes()).expect("a text");
    let checklist = parse(&source);
    let content = fill::content(&source, &checklist);
    let mut model = Vec::new();
    output::model::write(&checklist, &mut model).expect("a model");
    let mut files = BTreeMap::from([
        (layout::CHECKLIST.to_owned(), source.text().as_bytes().to_vec()),
        (layout::CONTENT.to_owned(), content.clone().into_bytes()),
        (layout::MODEL.to_owned(), model),
    ]);
    for (seed, (_, role, signer, printed)) in PEOPLE.iter().enumerate() {
        let statement = Statement {
            record: Some(genesis.to_string()),
            run: name.to_owned(),
            template: None,
            policy: Some((1, policy.digest())),
            tree: None,
            oci: None,
            scope: Scope::Whole,
            content: Sha256::of(content.as_bytes()),
            includes: None,
            role: (*role).to_owned(),
            signer: (*signer).to_owned(),
            name: (*printed).to_owned(),
            meaning: Meaning::Approved,
            decision: Decision::Go,
            reason: None,
            time: Timestamp::from_unix(NOW).expect("a time"),
            nonce: format!("{:032x}", seed),
        };
        let text = statement.write().expect("a statement").into_bytes();
        let path = layout::statement_path(role, &text);
        files.insert(format!("{path}.sig"), sign(&key(seed as u8), NAMESPACE, &text).into_bytes());
        files.insert(path, text);
    }
    let manifest = layout::manifest(files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
    files.insert(layout::MANIFEST.to_owned(), manifest.into_bytes());
    let ids: Vec<(&str, Oid)> = files.iter().map(|(path, bytes)| (path.as_str(), pack.blob(bytes))).collect();
    let signed: Vec<(&str, &str, Oid)> =
        ids.iter().filter_map(|(path, id)| Some(("100644", path.strip_prefix("signoffs/")?, *id))).collect();
    let signed = pack.tree(&signed);
    let mut plain: Vec<(&str, &str, Oid)> =
        ids.iter().filter(|(path, _)| !path.contains('/')).map(|(path, id)| ("100644", *path, *id)).collect();
    plain.push(("40000", layout::SIGNOFFS, signed));
    pack.tree(&plain)
}

pub fn git(folder: &Path, args: &[&str]) {
    let done = Command::new("git").args(args).current_dir(folder).status().expect("git");
    assert!(done.success(), "git {args:?}");
}
