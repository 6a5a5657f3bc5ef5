//! A team with a record: Ana, who leads and began it, Ben and Cy for quality; each works with a key of their own.

use std::collections::BTreeMap;

use gonogo::record::layout;

use crate::cli_env::{CliEnv, Done};
use crate::record::forge;
use crate::support::Sandbox;

/// A run in which all is done but the signing.
pub const RUN: &str = "# Release 1.2.0\n\n- [x] Backup taken\n- [x] Tests pass\n\n## Decision\n\n- [x] GO\n- [ ] NO-GO\n\n\
                       ## Sign-off\n\n- Release Manager: ________ Date: ________\n- QA Lead: ________ Date: ________\n";

/// Where it lies.
pub const PATH: &str = "releases/v1.2.0.md";

const CHECKLISTS: &str = "[[checklist]]\npaths = [\"releases/**/*.md\"]\nstage = \"run\"\nassurance = \"signed\"\n";
const ROLES: &str =
    "[roles]\n\"Release Manager\" = [\"ana@example.org\"]\n\"QA Lead\" = [\"ben@example.org\", \"cy@example.org\"]\n";

pub struct Team {
    pub env: CliEnv,
}

impl Team {
    /// A record that has begun, with these lines more in the policy, and the run.
    pub fn with(policy: &str) -> Self {
        Self::within(Sandbox::new(), policy)
    }

    /// The same in this repository.
    pub fn within(sandbox: Sandbox, policy: &str) -> Self {
        for name in ["ben", "cy"] {
            sandbox.key(name, &["-t", "ed25519"]);
        }
        sandbox.git(&["config", "gpg.format", "ssh"]);
        let signers = ["ben", "cy"]
            .map(|name| format!("{name}@example.org={}", sandbox.key_path(name).with_extension("pub").display()));
        let roles = if policy.contains("[roles]") { "" } else { ROLES };
        sandbox.write("gonogo.toml", format!("{CHECKLISTS}{roles}{policy}"));
        let env = CliEnv::of(sandbox).file(PATH, RUN);
        let team = Self { env };
        team.works("ana");
        team.env.gonogo(["init", "--no-hook", "--signer", &signers[0], "--signer", &signers[1]]).exit(0);
        team
    }

    pub fn new() -> Self {
        Self::with("")
    }

    /// From now on this person works here.
    pub fn works(&self, name: &str) {
        let full = match name {
            "ana" => "Ana Doe",
            "ben" => "Ben Ito",
            _ => "Cy Roe",
        };
        let sandbox = self.env.sandbox();
        sandbox.git(&["config", "user.name", full]);
        sandbox.git(&["config", "user.email", &format!("{name}@example.org")]);
        sandbox.git(&["config", "user.signingkey", sandbox.key_path(name).to_str().unwrap()]);
    }

    /// This person signs the run as `role`, with these arguments more.
    pub fn sign<const N: usize>(&self, name: &str, role: &str, more: [&str; N]) -> Done {
        self.works(name);
        self.env.words(["sign", PATH, "--role", role].into_iter().chain(more))
    }

    /// Both sign for going ahead.
    pub fn sign_all(&self) {
        self.sign("ben", "QA Lead", []).exit(0);
        self.sign("ana", "Release Manager", []).exit(0);
    }

    pub fn check(&self) -> Done {
        self.env.gonogo(["check", "--concise", PATH])
    }

    pub fn record(&self) -> Done {
        self.works("ana");
        self.env.gonogo(["record", PATH])
    }

    pub fn audit(&self) -> Done {
        self.env.gonogo(["audit"])
    }

    /// Changes the run's text.
    pub fn edit(&self, from: &str, to: &str) {
        let text = self.env.read(PATH);
        assert!(text.contains(from), "{text}");
        std::fs::write(self.env.path(PATH), text.replacen(from, to, 1)).unwrap();
    }

    /// The statement of this role, changed and signed anew by hand with this key.
    pub fn forge(&self, role: &str, key: &str, changes: &[(&str, &str)]) {
        let folder = self.env.path("releases/v1.2.0.signoffs");
        let name = self.statements().into_iter().find(|name| name.starts_with(&format!("{role}--"))).unwrap();
        let mut text = std::fs::read_to_string(folder.join(&name)).unwrap();
        for (from, to) in changes {
            assert!(text.contains(from), "{from}: {text}");
            text = text.replace(from, to);
        }
        let signature = self.env.sandbox().sign_by_hand(key, "gonogo-signoff@v1", text.as_bytes());
        for ending in ["", ".sig"] {
            std::fs::remove_file(folder.join(format!("{name}{ending}"))).unwrap();
        }
        let digest = gonogo::digest::Sha256::of(text.as_bytes()).hex();
        let name = format!("{role}--{}.txt", &digest[..12]);
        std::fs::write(folder.join(format!("{name}.sig")), signature).unwrap();
        std::fs::write(folder.join(name), text).unwrap();
    }

    /// The last entry of the record as Ana would have made it by hand, with other files in the run's folder and a manifest that
    /// fits.
    pub fn recorded_otherwise(&self, change: impl FnOnce(&mut BTreeMap<String, Vec<u8>>)) {
        let sandbox = self.env.sandbox();
        let git = |args: &[&str]| sandbox.git(args).trim().to_owned();
        let (tip, run) = (git(&["rev-parse", "gonogo/record"]), "runs/v1.2.0/");
        let names = git(&["ls-tree", "-r", "--name-only", &tip, run]);
        let bytes = |name: &str| sandbox.git(&["cat-file", "blob", &format!("{tip}:{name}")]).into_bytes();
        let file = |name: &str| (name.strip_prefix(run).unwrap().to_owned(), bytes(name));
        let mut files: BTreeMap<_, _> = names.lines().map(file).collect();
        change(&mut files);
        files.remove(layout::MANIFEST);
        let listed = layout::manifest(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())));
        files.insert(layout::MANIFEST.to_owned(), listed.into_bytes());
        let files: BTreeMap<_, _> = files.into_iter().map(|(name, bytes)| (format!("{run}{name}"), bytes)).collect();
        let gone = names.lines().filter(|name| !files.contains_key(*name)).map(|name| (name, "100644", None));
        let there = files.iter().map(|(name, bytes)| (name.as_str(), "100644", Some(bytes.as_slice())));
        let tree = forge::tree(sandbox, &tip, &gone.chain(there).collect::<Vec<_>>());
        let parent = git(&["rev-parse", &format!("{tip}~1")]);
        let message = format!("{}\n", git(&["log", "-1", "--format=%B", &tip]));
        let time = git(&["log", "-1", "--format=%ct", &tip]).parse().unwrap();
        let text = forge::text_by(&tree, &[&parent], &message, "Ana Doe <ana@example.org>", time);
        forge::place(sandbox, &forge::sign(sandbox, &text, "ana"));
    }

    /// The policy is changed so many seconds later: other signers, and this list of revoked keys.
    pub fn changes_policy(&self, seconds: i64, signers: impl Fn(String) -> String, revoked: &str) {
        let (repo, branch) = (self.env.sandbox().repo(), crate::support::branch());
        let files = gonogo::record::state(&repo, &branch).unwrap().files;
        let allowed_signers = signers(String::from_utf8(files.allowed_signers).unwrap()).into_bytes();
        let files = gonogo::record::PolicyFiles { allowed_signers, revoked_keys: revoked.as_bytes().to_vec(), ..files };
        let clock = || gonogo::time::Timestamp::from_unix(crate::support::NOW + seconds).unwrap();
        let (signer, ana) = (self.env.sandbox().signer("ana"), crate::support::ana());
        crate::support::add_policy(&repo, &branch, &files, &signer, &ana, &clock).unwrap();
    }

    /// The statements beside the run, by the names of their files.
    pub fn statements(&self) -> Vec<String> {
        let folder = std::fs::read_dir(self.env.path("releases/v1.2.0.signoffs")).unwrap();
        let mut names: Vec<String> = folder.flatten().map(|e| e.file_name().into_string().unwrap()).collect();
        names.retain(|name| name.ends_with(".txt"));
        names.sort();
        names
    }
}
