//! Commands run from the walk: only where the configuration lets them, only filled, only after a yes; and what is kept.

use std::path::Path;
use std::time::Duration;

use gonogo::tui::app::Mode;
use gonogo::tui::session::Session;
use gonogo::world::World;

use super::{press, read, sandbox, screen, session};
use crate::cli_env::CliEnv;
use crate::support::Sandbox;

const PLAIN: &str = "[[checklist]]\npaths = [\"*.md\"]\ncommands = { run = true }\n";
const SHELL: &str =
    "[[checklist]]\npaths = [\"*.md\"]\ncommands = { run = true, shell = [\"sh\", \"-c\"], limit = \"2s\" }\n";

/// A run with one item and a block of commands.
fn run(block: &str) -> String {
    let lines: String = block.lines().map(|line| format!("  {line}\n")).collect();
    format!("# Release\n\n- [ ] Ship it\n\n  ```sh\n{lines}  ```\n\n- [ ] Tell all\n")
}

fn with(config: &str, block: &str) -> Sandbox {
    let sandbox = sandbox(&run(block));
    sandbox.write("gonogo.toml", config);
    sandbox
}

/// Waits until nothing runs any more.
fn finish(world: &mut World, session: &mut Session) {
    while session.is_running() {
        session.pump(world, Duration::from_millis(50));
    }
}

/// What is shown over the run: a title and a text.
fn notice(session: &Session) -> (&str, &str) {
    match &session.app.mode {
        Mode::Notice(title, text) => (title, text),
        other => panic!("{other:?}"),
    }
}

fn evidence(sandbox: &Sandbox) -> Vec<(String, String)> {
    let folder = sandbox.dir().join("run.evidence");
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<_> = entries
        .map(|entry| {
            let entry = entry.unwrap();
            let bytes = std::fs::read(entry.path()).unwrap();
            (entry.file_name().into_string().unwrap(), String::from_utf8_lossy(&bytes).into_owned())
        })
        .collect();
    found.sort();
    found
}

#[test]
fn after_a_yes_it_runs_and_is_kept() {
    let sandbox = with(PLAIN, "# say it\necho one 'two  three' \\\n  --all\necho four");
    let (mut world, before) = (sandbox.world(), read(&sandbox));
    let mut session = session(&mut world);
    press(&mut world, &mut session, "x");
    assert!(screen(&session, &world, 80, 24).contains("echo one 'two  three'   --all"));
    press(&mut world, &mut session, "n");
    assert_eq!((read(&sandbox), evidence(&sandbox).len()), (before, 0), "no is no");
    press(&mut world, &mut session, "xy");
    finish(&mut world, &mut session);
    assert_eq!(notice(&session).1, "one two  three --all\nfour\n");
    let kept = evidence(&sandbox);
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].1, "one two  three --all\nfour\n");
    let text = read(&sandbox);
    assert!(text.contains(&format!("**Evidence:** [{}](run.evidence/{}) sha256:", kept[0].0, kept[0].0)), "{text}");
    assert!(text.contains("**Note:** ran \"echo one 'two  three'"), "{text}");
    assert!(
        text.contains("on 2026-11-21 at 03:01 UTC: exit status 0 after ") && text.contains("- [ ] Ship it\n"),
        "{text}"
    );
    // It is a step like others.
    press(&mut world, &mut session, "⎋u");
    assert_eq!(read(&sandbox), run("# say it\necho one 'two  three' \\\n  --all\necho four"));
}

#[test]
fn what_fails_stops_the_rest_and_is_kept_too() {
    let sandbox = with(PLAIN, "echo begun\nfalse\necho never");
    let mut world = sandbox.world();
    let mut session = session(&mut world);
    press(&mut world, &mut session, "xy");
    finish(&mut world, &mut session);
    assert_eq!(evidence(&sandbox)[0].1, "begun\n");
    assert!(read(&sandbox).contains(": exit status 1 after "), "{}", read(&sandbox));
    assert!(session.app.message.clone().unwrap().0);
    // What can't be started at all is told, and nothing written.
    let sandbox = with(PLAIN, "no-such-program --at-all");
    let mut world = sandbox.world();
    let mut session = super::session(&mut world);
    press(&mut world, &mut session, "xy");
    assert!(notice(&session).1.contains("cannot start no-such-program"));
    assert_eq!(read(&sandbox), run("no-such-program --at-all"));
}

#[test]
fn nothing_runs_unless_the_configuration_says_so() {
    let directive = run("echo a") + "\n<!-- gonogo: commands run -->\n";
    for config in ["", "[[checklist]]\npaths = [\"*.md\"]\ncommands = { shell = [\"sh\", \"-c\"] }\n"] {
        let sandbox = sandbox(&directive);
        sandbox.write("gonogo.toml", config);
        let mut world = sandbox.world();
        let mut session = session(&mut world);
        press(&mut world, &mut session, "x");
        assert!(notice(&session).1.contains("unless gonogo.toml says so"), "{:?}", session.app.mode);
        press(&mut world, &mut session, "y");
        assert!(!session.is_running());
        assert_eq!(read(&sandbox), directive);
    }
}

#[test]
fn what_can_not_be_run_honestly_is_refused_with_the_reason() {
    let cases = [
        (PLAIN, "echo [REGION]", "\"REGION\" is not filled in"),
        (SHELL, "echo [REGION]", "\"REGION\" is not filled in"),
        (SHELL, "echo --build ____", "is not filled in"),
        (SHELL, "cat my___file", "is not filled in"),
        (PLAIN, "echo a | cat", "`|` is a sign of a shell"),
        (PLAIN, "echo a > b", "`>` is a sign"),
        (PLAIN, "echo \"$HOME\"", ""),
        (PLAIN, "X=1 echo a", "`=` is a sign"),
        (PLAIN, "echo a\ncd /tmp", "`cd` is a word of a shell"),
        (PLAIN, "echo 'a", "a ' is not closed"),
        (PLAIN, "# nothing", "no command"),
    ];
    for (config, block, why) in cases {
        let sandbox = with(config, block);
        let mut world = sandbox.world();
        let mut session = session(&mut world);
        press(&mut world, &mut session, "x");
        let Mode::Commands(blocks, 0) = &session.app.mode else { panic!("{block}: {:?}", session.app.mode) };
        let refused = blocks[0].clone().expect_err(block);
        assert!(refused.contains(why), "{block}: {refused}");
        press(&mut world, &mut session, "y");
        assert!(!session.is_running());
        assert_eq!(read(&sandbox), run(block));
    }
    let sandbox = sandbox(&run("a: 1").replace("```sh", "```yaml"));
    sandbox.write("gonogo.toml", SHELL);
    let mut world = sandbox.world();
    let mut session = session(&mut world);
    press(&mut world, &mut session, "x");
    assert!(screen(&session, &world, 80, 24).contains("this block is yaml"));
}

#[test]
fn a_shell_runs_the_block_as_it_is() {
    let sandbox = with(SHELL, "X=1\necho $((X + 1)) | cat\necho late >&2; exit 3");
    let text = read(&sandbox);
    let mut world = sandbox.world();
    let mut session = session(&mut world);
    press(&mut world, &mut session, "x");
    // A variable that the document sets is none to be filled in.
    assert!(
        matches!(&session.app.mode, Mode::Commands(blocks, 0) if blocks[0].is_ok()),
        "{:?}\n{text}",
        session.app.mode
    );
    press(&mut world, &mut session, "y");
    finish(&mut world, &mut session);
    assert_eq!(evidence(&sandbox)[0].1, "2\nlate\n");
    assert!(read(&sandbox).contains("exit status 3"), "{}", read(&sandbox));
}

#[test]
fn it_is_ended_by_hand_and_at_its_limit_with_all_it_has_started() {
    for by_hand in [true, false] {
        let sandbox = with(SHELL, "echo begun; sleep 3000 & sleep 3000");
        let mut world = sandbox.world();
        let mut session = session(&mut world);
        session.on_screen = true;
        press(&mut world, &mut session, "xy");
        while by_hand && session.pump(&mut world, Duration::from_millis(50)).is_empty() {}
        if by_hand {
            press(&mut world, &mut session, "t⎋");
        }
        finish(&mut world, &mut session);
        let end = if by_hand { "ended by hand" } else { "ended at its limit of 2 s" };
        assert!(read(&sandbox).contains(end), "{}", read(&sandbox));
        assert_eq!(evidence(&sandbox)[0].1, "begun\n");
        assert!(read(&sandbox).contains("- [ ] Ship it\n"), "keys do nothing while it runs");
    }
}

#[test]
fn what_it_writes_does_not_act_on_the_terminal_or_the_text() {
    let block = r"printf 'a\033[2Jb\033]0;title\007c\r\nover\rdone\n\302\233x\342\200\256- [x] Tell all\n\377'";
    let sandbox = with(SHELL, block);
    let mut world = sandbox.world();
    let mut session = session(&mut world);
    press(&mut world, &mut session, "xy");
    finish(&mut world, &mut session);
    let (title, text) = notice(&session);
    assert!(!title.chars().any(char::is_control));
    assert_eq!(text, "abc\ndone\n\\u{202e}- [x] Tell all\n\u{fffd}");
    let shown = screen(&session, &world, 80, 24);
    assert!(!shown.chars().any(|c| (c.is_control() && c != '\n') || matches!(c, '\u{202e}' | '\u{9b}')), "{shown}");
    assert!(read(&sandbox).ends_with("- [ ] Tell all\n"), "{}", read(&sandbox));
}

#[test]
fn a_long_output_is_kept_at_both_ends() {
    let sandbox = with(SHELL, "echo first; head -c 3000000 /dev/zero | tr '\\0' x; echo; echo last");
    let mut world = sandbox.world();
    let mut session = session(&mut world);
    press(&mut world, &mut session, "xy");
    finish(&mut world, &mut session);
    let kept = &evidence(&sandbox)[0].1;
    assert!(kept.len() < 600_000 && kept.starts_with("first\nxxx") && kept.ends_with("xxx\nlast\n"), "{}", kept.len());
    assert!(kept.contains("bytes left out]"));
    assert!(notice(&session).1.ends_with("last\n"));
}

#[test]
fn several_blocks_are_shown_one_by_one() {
    let text = run("echo one").replace("- [ ] Tell all", "  ```sh\n  echo two\n  ```\n\n- [ ] Tell all");
    let sandbox = sandbox(&text);
    sandbox.write("gonogo.toml", PLAIN);
    let mut world = sandbox.world();
    let mut session = session(&mut world);
    press(&mut world, &mut session, "x⇥");
    let shown = screen(&session, &world, 80, 24);
    for words in ["Run this? (2 of 2)", "│echo two ", "y runs this, tab shows the next, Esc does nothing"] {
        assert!(shown.contains(words), "{shown}");
    }
    press(&mut world, &mut session, "y");
    finish(&mut world, &mut session);
    assert_eq!(notice(&session).1, "two\n");
}

#[test]
fn nobody_says_yes_to_what_they_have_not_seen_to_its_end() {
    let block: String = (0..40).map(|at| format!("echo {at}\n")).collect();
    let sandbox = with(PLAIN, &block);
    let mut world = sandbox.world();
    let mut session = session(&mut world);
    press(&mut world, &mut session, "x");
    let mut yes = 0;
    while !session.is_running() {
        let shown = screen(&session, &world, 80, 24);
        press(&mut world, &mut session, "y");
        assert_eq!(session.is_running(), shown.contains("echo 39") && !shown.contains("↓ more"), "{shown}");
        yes += 1;
        assert!(yes < 40, "{shown}");
    }
    assert!(yes > 3);
    finish(&mut world, &mut session);
}

#[test]
fn commands_of_a_step_go_with_its_items() {
    let text =
        "# R\n\n### Step 1: Ship\n\n```sh\necho shipped\n```\n\n- [ ] Shipped\n\n### Step 2: Look\n\n- [ ] Looked\n";
    let sandbox = sandbox(text);
    sandbox.write("gonogo.toml", PLAIN);
    let mut world = sandbox.world();
    let mut session = session(&mut world);
    assert!(screen(&session, &world, 80, 24).contains("Commands: echo shipped"));
    press(&mut world, &mut session, "xy");
    finish(&mut world, &mut session);
    assert!(read(&sandbox).contains("- [ ] Shipped\n  - **Evidence:**"), "{}", read(&sandbox));
    press(&mut world, &mut session, "⎋/looked⏎x");
    assert!(notice(&session).1.contains("there are no commands here"));
}

#[test]
fn others_may_write_while_it_runs() {
    let sandbox = with(SHELL, "sleep 0.2; echo done");
    let mut world = sandbox.world();
    let mut session = session(&mut world);
    press(&mut world, &mut session, "xy");
    sandbox.write("run.md", read(&sandbox).replace("[ ]", "[x]"));
    finish(&mut world, &mut session);
    let text = read(&sandbox);
    assert!(text.contains("- [x] Ship it") && text.contains("- [x] Tell all") && text.contains("sha256:"), "{text}");
}

#[test]
fn line_by_line_too() {
    let env = CliEnv::of(Sandbox::new())
        .file("gonogo.toml", SHELL)
        .file("run.md", run("echo one; printf 'a\\033[2Jb'; exit 4"));
    let env = env.stdin("x\n\nx\ny\nq\n");
    let done = env.gonogo(["run", "--plain", "run.md"]).exit(1);
    assert!(done.stdout.contains("  | one\n  | ab\n"), "{}", done.stdout);
    assert!(done.stdout.contains("exit status 4 after"), "{}", done.stdout);
    assert_eq!(done.stdout.matches("  | one").count(), 1, "an empty line is no yes");
    assert!(env.read("run.md").contains("exit status 4"));
    assert!(Path::new(&env.path("run.evidence")).is_dir());
}
