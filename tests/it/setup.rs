//! Setting up: for a team of three in one go, up to a first sign-off; shown before, and overwriting nothing.

use crate::cli_env::CliEnv;
use crate::pty::Pty;
use crate::support::{NOW, Sandbox};

const RUN: &str = "releases/setup.md";

/// Three people with keys, and nothing else.
fn team() -> CliEnv {
    let sandbox = Sandbox::new();
    for name in ["ben", "cy"] {
        sandbox.key(name, &["-t", "ed25519"]);
    }
    CliEnv::of(sandbox)
}

fn works(env: &CliEnv, name: &str, full: &str) {
    let sandbox = env.sandbox();
    sandbox.git(&["config", "user.name", full]);
    sandbox.git(&["config", "user.email", &format!("{name}@example.org")]);
    sandbox.git(&["config", "user.signingkey", sandbox.key_path(name).to_str().unwrap()]);
}

fn set_up(env: &CliEnv, more: &[&str]) -> crate::cli_env::Done {
    let sandbox = env.sandbox();
    let ben = format!("ben@example.org={}", sandbox.key_path("ben").with_extension("pub").display());
    let cy = format!("cy@example.org={}", sandbox.public("cy"));
    let roles = ["Release Manager=ana@example.org", "QA Lead=ben@example.org", "Ops=cy@example.org"];
    let roles = roles.iter().flat_map(|role| ["--role", *role]);
    env.words(["init"].into_iter().chain(roles).chain(["--signer", &ben, "--signer", &cy]).chain(more.iter().copied()))
}

/// Every file of the work tree, and git's own settings.
fn stands(env: &CliEnv) -> String {
    let mut find = env.sandbox().command("sh");
    find.args([
        "-c",
        "find . -path ./.git -prune -o -type f -print | sort | xargs sha256sum; cat .git/config; ls .git/hooks",
    ]);
    String::from_utf8(find.output().unwrap().stdout).unwrap()
}

#[test]
fn a_team_of_three_is_set_up_and_signs() {
    let mut env = team();
    works(&env, "ana", "Ana Doe");
    env.answers("yes\n");
    let done = set_up(&env, &[]).exit(0);
    for line in [
        "git config gpg.format: git and gonogo sign with SSH keys",
        "gonogo.toml: which files are what, and who may sign",
        ".gonogo/allowed_signers: whose keys count",
        "refs/heads/gonogo/record: the record, begun with ",
        "git config gonogo.genesis: ",
        "hooks/pre-commit: refuses false claims",
        "git config merge.gonogo.driver: ",
        ".gitattributes: ",
        "releases/setup.md: a first run",
        "1 of 1: line 13, as Release Manager",
        "you have not signed here before",
        "signed: releases/setup.signoffs/release-manager--",
        "gonogo record releases/setup.md",
    ] {
        assert!(done.stderr.contains(line), "{line}: {done:?}");
    }
    assert!(!done.stderr.contains("look at:"), "{done:?}");
    env.gonogo(["policy", "check"]).exit(0).stdout("the policy is sound\n");
    // The others sign, and it is recorded.
    for (name, full) in [("ben", "Ben Ito"), ("cy", "Cy Roe")] {
        works(&env, name, full);
        env.gonogo(["check", RUN]).exit(1);
        env.answers("yes\n");
        env.gonogo(["sign", RUN, "--all-mine"]).exit(0).remarks("1 of 1: line ");
    }
    env.gonogo(["check", RUN]).exit(0);
    works(&env, "ana", "Ana Doe");
    env.gonogo(["record", RUN]).exit(0);
    env.gonogo(["audit"]).exit(0).says("verified: 2 commits, 1 runs");
    // The driver and the hook are those that git runs.
    let sandbox = env.sandbox();
    assert!(sandbox.git(&["check-attr", "merge", RUN]).contains("merge: gonogo"));
    // Once more there is nothing to do.
    let before = stands(&env);
    let again = env.gonogo(["init"]).exit(0).remarks("is there already, begun with");
    assert!(!again.stderr.contains("a first run"), "{again:?}");
    assert_eq!(stands(&env), before);
}

#[test]
fn a_dry_run_shows_every_file_and_writes_none() {
    let env = team();
    works(&env, "ana", "Ana Doe");
    let before = stands(&env);
    let shown = set_up(&env, &["--dry-run"]).exit(0);
    for line in [
        "gonogo.toml: which files are what",
        "  | \"QA Lead\" = [\"ben@example.org\"]",
        ".gonogo/allowed_signers: whose keys count",
        "  | ana@example.org,release-manager/ana@example.org namespaces=\"git,gonogo-signoff@v1,gonogo-policy@v1\" ssh-ed25519 ",
        "refs/heads/gonogo/record: the record",
        "  | releases/**/*.md merge=gonogo",
        "  | - Release Manager: ________ Date: ________",
    ] {
        assert!(shown.stdout.contains(line), "{line}: {shown:?}");
    }
    assert_eq!(stands(&env), before);
    let unknown = env.gonogo(["init", "--dry-run", "--role", "QA Lead=ben@example.org"]).exit(0);
    unknown.says("look at: gonogo.toml:").says(
        ":1: 0 of the 1 people that 'QA Lead' needs have a key to sign with; name qa-lead/ben@example.org before a key in \
         .gonogo/allowed_signers",
    );
}

#[test]
fn what_is_there_stays_as_it_is() {
    let env = team().file(".gitattributes", "*.png binary").file("releases/v1.md", "# Release\n");
    works(&env, "ana", "Ana Doe");
    let hooks = env.path(".git/hooks/pre-commit");
    std::fs::create_dir_all(hooks.parent().unwrap()).unwrap();
    std::fs::write(&hooks, "#!/bin/sh\nexit 0\n").unwrap();
    let done = set_up(&env, &[]).exit(0).remarks("no hook: ").remarks("another hook is there");
    assert_eq!(env.read(".gitattributes"), "*.png binary\nreleases/**/*.md merge=gonogo\n");
    assert_eq!(std::fs::read_to_string(&hooks).unwrap(), "#!/bin/sh\nexit 0\n");
    assert!(!done.stderr.contains("first run") && !env.path(RUN).exists(), "{done:?}");
    set_up(&env, &[]).exit(2).remarks("gonogo.toml is there already; add the roles");
    env.gonogo(["init", "--signer", "x@y.z=ssh-ed25519 AAAA"]).exit(2).remarks("add the keys to it by hand");
    // Nobody at the terminal: the first run is left to be signed.
    let env = team();
    works(&env, "ana", "Ana Doe");
    set_up(&env, &[]).exit(0).remarks("sign it: gonogo sign releases/setup.md --all-mine");
    assert!(!env.path("releases/setup.signoffs").exists());
}

#[test]
fn what_is_missing_is_told_before_anything_is_written() {
    let env = team();
    let before = stands(&env);
    set_up(&env, &[]).exit(2).remarks("no signing key is configured, and there is none in ~/.ssh; make one with");
    env.git(&["config", "gpg.format", "x509"]);
    set_up(&env, &[]).exit(2).remarks("git signs with x509 here");
    env.git(&["config", "--unset", "gpg.format"]);
    works(&env, "ana", "Ana Doe");
    env.gonogo(["init", "--role", "QA Lead=ben"]).exit(2).remarks("is no address");
    env.gonogo(["init", "--role", "QA Lead"]).exit(2).remarks("is no pair; write for example");
    env.gonogo(["init", "--signer", "ben@example.org=nowhere.pub"]).exit(2).remarks("can't read the key nowhere.pub");
    env.gonogo(["init", "--signer", "ben@example.org=ssh-ed25519 AAAA"]).exit(2).remarks("is no public key");
    env.git(&["config", "--unset", "user.signingkey"]);
    assert_eq!(stands(&env).replace("[gpg]\n", ""), before);
}

#[test]
fn in_a_terminal_it_asks_who_signs() {
    // The program has the real clock, and the commits of the sandbox the fixed one.
    if gonogo::time::Timestamp::system_now().unix() < NOW {
        return;
    }
    let env = team();
    let sandbox = env.sandbox();
    // The key that OpenSSH would find; git is told of none.
    let ssh = sandbox.home().join(".ssh");
    std::fs::create_dir(&ssh).unwrap();
    for ending in ["", ".pub"] {
        std::fs::copy(
            format!("{}{ending}", sandbox.key_path("ana").display()),
            ssh.join(format!("id_ed25519{ending}")),
        )
        .unwrap();
    }
    let mut terminal = Pty::open(sandbox, (40, 200), &["init"]);
    let (ben, cy) = (sandbox.public("ben"), format!("{}.pub", sandbox.key_path("cy").display()));
    let mut said = String::new();
    let mut heard = 0;
    for (question, answer) in [
        ("Role, e.g. Release Manager: ", "Release Manager"),
        ("E-mail of who signs as Release Manager: ", "ana@example.org"),
        ("comes later: ", ""),
        ("Role, e.g. Release Manager: ", "QA Lead"),
        ("E-mail of who signs as QA Lead: ", "ben@example.org"),
        ("comes later: ", &ben),
        ("Role, e.g. Release Manager: ", "Ops"),
        ("E-mail of who signs as Ops: ", "cy@example.org"),
        ("comes later: ", &cy),
        ("Role, e.g. Release Manager: ", ""),
        ("Sign this as Release Manager? Type yes, no, or quit: ", "yes"),
    ] {
        terminal.hear(&mut said, |said| said[heard..].contains(question));
        heard = said.len();
        terminal.answer(answer);
    }
    assert_eq!(terminal.child.wait().unwrap().exit_code(), 0, "{said}");
    assert!(env.read(RUN).contains("- Release Manager: Ana Doe"), "{said}");
    let signers = env.read(".gonogo/allowed_signers");
    assert!(
        signers
            .contains(&format!("ben@example.org,qa-lead/ben@example.org namespaces=\"git,gonogo-signoff@v1\" {ben}"))
    );
    assert!(signers.contains(&sandbox.public("cy")), "{signers}");
    let check = env.program(["check", "--concise", RUN]).output().unwrap();
    let check = String::from_utf8(check.stdout).unwrap();
    assert!(check.contains("“QA Lead” is missing") && !check.contains("“Release Manager”"), "{check}");
}
