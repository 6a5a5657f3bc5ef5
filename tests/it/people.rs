//! Who may sign: roles, quorum, roles held apart, and the author of what is released.

use crate::cli_env::CliEnv;
use crate::support::Sandbox;

const CONFIG: &str = "[roles]\n\"Release Lead\" = [\"ana@example.org\"]\n\"QA Lead\" = { people = [\"cy@example.org\", \"dee@example.org\"], quorum = 2 }\n[policy]\ndistinct = [[\"Release Lead\", \"QA Lead\"]]\n";

fn run(lead: &str, first: &str, second: &str) -> String {
    let place = |role: &str, name: &str| format!("- {role}: {name} Date: 2026-11-20\n");
    let places = [place("Release Lead", lead), place("QA Lead", first), place("QA Lead", second)].concat();
    format!("# Release\n\n- [x] Backup taken\n\n## Approvals\n\n{places}")
}

#[test]
fn the_configuration_says_who_may_sign() {
    let check = |text: String| {
        CliEnv::new().file("gonogo.toml", CONFIG).file("r.md", text).gonogo(["check", "--concise", "r.md"])
    };
    check(run("Ana Doe", "Cy Roe", "Dee Poe")).exit(0).stdout("GO  r.md: nothing holds — 1 of 1 action done\n");
    check(run("Ana <ana@example.org>", "Cy <Cy@Example.org>", "dee@example.org")).exit(0);
    check(run("Eve <eve@example.org>", "Cy Roe", "Dee Poe"))
        .exit(1)
        .says("r.md:7:1: hold[unauthorised-signer]")
        .says("1 hold —");
    check(run("Ana Doe", "Cy Roe", "cy  roe")).exit(1).says("hold[quorum-not-met]: 1 of 2 people").says("1 hold —");
    check(run("Ana Doe", "Cy Roe", "ana doe")).exit(1).says("r.md:9:1: hold[same-person-twice]").says("1 hold —");
    check(run("Ana Doe", "Cy Roe", "________")).exit(1).says("hold[missing-sign-off]").says("1 hold —");
    let odd = run("Ana Doe", "Cy Roe", "Dee Poe") + "- QA Laed: Eve Moe Date: 2026-11-20\n";
    check(odd).exit(0).says("warning[unknown-role]").says("did you mean “QA Lead”?");
}

#[test]
fn the_author_of_what_is_released_may_not_approve_it() {
    let sandbox = Sandbox::new();
    let commit = sandbox.git(&["rev-parse", "HEAD"]).trim().to_owned();
    sandbox.write("gonogo.toml", "[policy]\nauthor-may-not-approve = true\n");
    let env = CliEnv::of(sandbox);
    let text = |commit: &str, name: &str| {
        format!(
            "# Release\n\n- [x] Backup taken\n\n**Commit:** {commit}\n\n## Approvals\n\n- Release Lead: {name} Date: 2026-11-20\n"
        )
    };
    let check = |commit: &str, name: &str| {
        std::fs::write(env.path("r.md"), text(commit, name)).unwrap();
        env.gonogo(["check", "--concise", "r.md"])
    };
    check(&commit, "Cy Roe").exit(0);
    check(&commit, "Ana Doe").exit(1).says("hold[author-approves]: “Ana Doe” has signed as “Release Lead”");
    check(commit.get(..12).unwrap(), "A. D. <Ana@example.org>").exit(1).says("author-approves");
    // An id names an object: neither a branch nor a tag of that name stands for somebody else's commit.
    let sandbox = env.sandbox();
    sandbox.git(&["commit", "-q", "--allow-empty", "--author", "Nob <nob@example.org>", "-m", "another"]);
    for name in [format!("refs/heads/{}", &commit[..12]), format!("refs/tags/{}", &commit[..13])] {
        sandbox.git(&["update-ref", &name, "HEAD"]);
    }
    for id in [&commit[..12], &commit[..13], &commit[..12].to_uppercase()] {
        check(id, "Ana Doe").exit(1).says("author-approves");
    }
    check("main", "Cy Roe").exit(3).says("undecided[author-approves]").says("the checklist names no commit");
    check(&"0123456789".repeat(4), "Cy Roe").exit(3).says("undecided[author-approves]");
}
