//! The files that setting up writes: the configuration, who may sign, and a first run to try it all on.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, bail};

use crate::config::{self, Config};
use crate::record::POLICY_NAMESPACE;
use crate::signing::statement::{self, role_slug};

/// What the keys may sign: commits of the record, and statements.
const NAMESPACES: &str = "git,gonogo-signoff@v1";

/// The starter configuration with these roles in it.
pub(super) fn starter(roles: &[(String, String)]) -> String {
    let mut people: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (role, email) in roles {
        people.entry(role).or_default().push(email);
    }
    let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    let lines: String = people
        .iter()
        .map(|(role, emails)| {
            let emails: Vec<String> = emails.iter().map(|email| quoted(&email.to_lowercase())).collect();
            format!("{} = [{}]\n", quoted(role), emails.join(", "))
        })
        .collect();
    // Whoever sets up a record has a key to sign with, so signatures are asked for from the start.
    config::default_toml().replace("[roles]\n", &format!("[roles]\n{lines}")).replace("# assurance = ", "assurance = ")
}

/// For each person the slugs of their roles.
pub(super) fn people(config: &Config) -> Result<BTreeMap<String, Vec<String>>> {
    let mut out: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (role, people) in config.roles() {
        let slug =
            role_slug(role).with_context(|| format!("the role '{role}' has no letters a-z or digits to name it by"))?;
        for email in people.people() {
            let email = email.to_lowercase();
            if !statement::is_email(&email) {
                bail!("'{email}', who is to sign as '{role}', is no address that a statement can have");
            }
            out.entry(email).or_default().push(slug.clone());
        }
    }
    Ok(out)
}

/// OpenSSH's list of allowed signers: each key for its owner's address and for each role of theirs. Only the one who
/// begins the record may change its policy.
pub(super) fn signers(keys: &BTreeMap<String, String>, people: &BTreeMap<String, Vec<String>>, first: &str) -> String {
    let mut out =
        String::from("# Whose signatures count, as what. The format is that of ssh-keygen's ALLOWED SIGNERS.\n");
    for (email, key) in keys {
        let roles = people.get(email).map_or(&[] as &[String], Vec::as_slice);
        let principals: Vec<String> =
            std::iter::once(email.clone()).chain(roles.iter().map(|role| format!("{role}/{email}"))).collect();
        let more = if email == first { format!(",{POLICY_NAMESPACE}") } else { String::new() };
        out.push_str(&format!("{} namespaces=\"{NAMESPACES}{more}\" {key}\n", principals.join(",")));
    }
    out
}

/// A run to try it all on: what it lists has been done by setting up, and each role signs it.
pub(super) fn first_run(config: &Config) -> String {
    let mut text = String::from(
        "# Setting up gonogo\n\nEach of the team signs here once: then the keys, the roles and the record are known to work.\n\n\
         - [x] `gonogo.toml` says who may sign as what\n- [x] `.gonogo/allowed_signers` says whose keys count\n\
         - [x] The record has begun\n\n## Sign-off\n\n",
    );
    for (role, people) in config.roles() {
        for _ in 0..people.quorum() {
            text.push_str(&format!("- {role}: ________ Date: ________\n"));
        }
    }
    text
}
