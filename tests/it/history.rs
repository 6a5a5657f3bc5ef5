//! What the history of a run in git tells: boxes that were all ticked in one commit, just before somebody signed.

use crate::cli_env::CliEnv;
use crate::support::Sandbox;

/// A run of twelve items of which the first so many are ticked, signed or not.
fn run(ticked: usize, signed: bool) -> String {
    let items: String = (1..=12).map(|n| format!("- [{}] Step {n}\n", if n <= ticked { 'x' } else { ' ' })).collect();
    let name = if signed { "Bo Lind Date: 2026-11-20" } else { "________ Date: ________" };
    format!("# Release\n\n{items}\n## Sign-off\n- Release Manager: {name}\n")
}

/// A repository whose configuration asks for the history.
fn repository() -> CliEnv {
    CliEnv::of(Sandbox::new()).file("gonogo.toml", "[rules]\nbulk-tick = \"warning\"\n")
}

fn commit(env: &CliEnv, text: &str, time: &str) {
    env.sandbox().write("r.md", text);
    env.git(&["add", "r.md"]);
    env.sandbox().git_at(time, &["commit", "-q", "-m", "work"]);
}

#[test]
fn boxes_ticked_at_once_and_signed_at_once_are_a_warning() {
    let env = repository();
    commit(&env, &run(0, false), "2026-11-20T08:00:00Z");
    commit(&env, &run(12, false), "2026-11-20T10:00:00Z");
    commit(&env, &run(12, true), "2026-11-20T10:04:00Z");
    env.gonogo(["check", "--concise", "r.md"])
        .exit(0)
        .says("warning[bulk-tick]: 12 items of 12 were ticked in one commit")
        .says("4 minutes before the sign-off of “Release Manager”");
}

#[test]
fn work_in_steps_or_long_before_the_sign_off_is_none() {
    let env = repository();
    for (ticked, time) in [(4, "08:00"), (9, "09:00"), (12, "10:00")] {
        commit(&env, &run(ticked, false), &format!("2026-11-20T{time}:00Z"));
    }
    commit(&env, &run(12, true), "2026-11-20T10:04:00Z");
    env.gonogo(["check", "--concise", "r.md"]).exit(0).stdout("GO  r.md: nothing holds — 12 of 12 actions done\n");
    let env = repository();
    commit(&env, &run(0, false), "2026-11-20T06:00:00Z");
    commit(&env, &run(12, false), "2026-11-20T07:00:00Z");
    commit(&env, &run(12, true), "2026-11-20T10:04:00Z");
    env.gonogo(["check", "--concise", "r.md"]).exit(0).stdout("GO  r.md: nothing holds — 12 of 12 actions done\n");
}

#[test]
fn a_merge_is_no_commit_that_ticks() {
    let env = repository();
    commit(&env, &run(0, false), "2026-11-20T06:00:00Z");
    env.git(&["checkout", "-q", "-b", "work"]);
    for (ticked, time) in [(4, "08:00"), (9, "09:00"), (12, "10:00")] {
        commit(&env, &run(ticked, false), &format!("2026-11-20T{time}:00Z"));
    }
    env.git(&["checkout", "-q", "main"]);
    env.sandbox().git_at("2026-11-20T10:05:00Z", &["merge", "-q", "--no-ff", "-m", "merge", "work"]);
    commit(&env, &run(12, true), "2026-11-20T10:10:00Z");
    env.gonogo(["check", "--concise", "r.md"]).exit(0).stdout("GO  r.md: nothing holds — 12 of 12 actions done\n");
}

#[test]
fn without_a_history_nothing_is_said() {
    let env = CliEnv::new().file("gonogo.toml", "[rules]\nbulk-tick = \"warning\"\n").file("r.md", run(12, true));
    env.gonogo(["check", "--concise", "r.md"]).exit(0).stdout("GO  r.md: nothing holds — 12 of 12 actions done\n");
}
