//! The guided walk: what keys do, what is on the screen, what happens when others write, and the real thing in a terminal.

#[cfg(unix)]
mod commands;
#[cfg(unix)]
mod person;
#[cfg(unix)]
mod terminal;

use std::path::Path;

use gonogo::engine::walk::{Act, Kind, Spot, Walk};
use gonogo::tui::app::{Mode, Question};
use gonogo::tui::session::Session;
use gonogo::tui::view;
use gonogo::world::World;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::cli_env::CliEnv;
use crate::support::Sandbox;

const RUN: &str = "\
# Harbour release

## Before (30 min)

- [ ] **Backup taken**
  - **Responsible:** Ops
  - Result: ____

  ```sh
  backup --all
  ```

- [ ] Notes read (if there are any)
- [ ] Freeze lifted

## Rollback

**Roll back if any of these comes true:**

- [ ] Error rate > 2%
- [ ] Data lost

### Rollback steps

- [ ] Old version started

## Sign-off

- Release Manager: ________ Date: ________
";

fn sandbox(text: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("run.md", text);
    sandbox
}

fn session(world: &mut World) -> Session {
    let walk = Walk::open(world, Path::new("run.md")).unwrap();
    Session::new(walk, world)
}

fn read(sandbox: &Sandbox) -> String {
    std::fs::read_to_string(sandbox.dir().join("run.md")).unwrap()
}

pub fn key(code: KeyCode) -> KeyEvent {
    KeyEvent::new(code, KeyModifiers::NONE)
}

/// Letters are keys; `⏎`, `⇥`, `⎋`, `↓`, `↑` and `⌫` are those keys.
fn press(world: &mut World, session: &mut Session, keys: &str) {
    for c in keys.chars() {
        let code = match c {
            '⏎' => KeyCode::Enter,
            '⇥' => KeyCode::Tab,
            '⎋' => KeyCode::Esc,
            '↓' => KeyCode::Down,
            '↑' => KeyCode::Up,
            '⌫' => KeyCode::Backspace,
            c => KeyCode::Char(c),
        };
        if let Some(request) = session.key(key(code)) {
            session.serve(world, request);
        }
    }
}

/// What is on a screen of this size.
fn screen(session: &Session, world: &World, width: u16, height: u16) -> String {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| view::draw(frame, &session.app, &session.walk, world.now())).unwrap();
    terminal.backend().to_string()
}

fn at(session: &Session) -> &str {
    session.app.stop(&session.walk).map_or("nowhere", |stop| &stop.spot.id)
}

#[test]
fn the_screen_at_two_sizes() {
    let sandbox = sandbox(RUN);
    let mut world = sandbox.world();
    let mut session = session(&mut world);
    insta::assert_snapshot!("80x24", screen(&session, &world, 80, 24));
    press(&mut world, &mut session, "t");
    insta::assert_snapshot!("120x40", screen(&session, &world, 120, 40));
    press(&mut world, &mut session, "⇥nnot needed");
    insta::assert_snapshot!("asked_why", screen(&session, &world, 80, 24));
    press(&mut world, &mut session, "⏎?");
    insta::assert_snapshot!("the_keys", screen(&session, &world, 80, 24));
}

#[test]
fn small_screens_are_drawn_too() {
    let sandbox = sandbox(RUN);
    let mut world = sandbox.world();
    let mut session = session(&mut world);
    for keys in ["", "n", "long ".repeat(100).as_str(), "⎋?", "⎋", "Gs"] {
        press(&mut world, &mut session, keys);
        for (width, height) in [(1, 1), (3, 2), (10, 3), (40, 8), (79, 5), (400, 200)] {
            screen(&session, &world, width, height);
        }
    }
}

#[test]
fn each_key_writes_what_it_says() {
    let sandbox = sandbox(RUN);
    let mut world = sandbox.world();
    let mut session = session(&mut world);
    press(&mut world, &mut session, "t");
    assert!(read(&sandbox).contains("- [x] **Backup taken**\n"));
    // Ticked is its result too; what comes next is the next that is open.
    assert!(read(&sandbox).contains("  - Result: Passed\n"));
    assert!(at(&session).contains("notes-read"), "{}", at(&session));
    press(&mut world, &mut session, "nno notes⏎");
    assert!(read(&sandbox).contains("- [x] Notes read (if there are any) — N/A: no notes\n"));
    press(&mut world, &mut session, "fstill frozen⏎");
    assert!(read(&sandbox).contains("- [ ] Freeze lifted — FAILED: still frozen\n"));
    press(&mut world, &mut session, "mwaits for the board⏎");
    assert!(read(&sandbox).contains("**Note:** waits for the board\n"));
    press(&mut world, &mut session, "t");
    assert!(read(&sandbox).contains("- [ ] Freeze lifted\n"), "{}", read(&sandbox));
    press(&mut world, &mut session, "t");
    assert!(read(&sandbox).contains("- [x] Freeze lifted\n"), "{}", read(&sandbox));
}

#[test]
fn nothing_typed_is_nothing_written() {
    let sandbox = sandbox(RUN);
    let mut world = sandbox.world();
    let mut session = session(&mut world);
    press(&mut world, &mut session, "n⏎fsome words⎋m   ⏎a⎋?⎋jkzZ");
    assert_eq!(read(&sandbox), RUN);
}

#[test]
fn a_criterion_that_comes_true_leads_to_the_rollback() {
    let sandbox = sandbox(RUN);
    let mut world = sandbox.world();
    let mut session = session(&mut world);
    press(&mut world, &mut session, "/error rate⏎t");
    assert!(read(&sandbox).contains("- [x] Error rate > 2%\n"));
    assert!(at(&session).contains("old-version-started"), "{}", at(&session));
    assert!(screen(&session, &world, 80, 24).contains("ROLL BACK: Error rate > 2%"));
}

#[test]
fn the_last_step_is_taken_back_unless_others_wrote_since() {
    let sandbox = sandbox(RUN);
    let mut world = sandbox.world();
    let mut session = session(&mut world);
    press(&mut world, &mut session, "ttuu");
    assert_eq!(read(&sandbox), RUN);
    press(&mut world, &mut session, "t");
    let theirs = read(&sandbox).replace("# Harbour", "# Harbor");
    sandbox.write("run.md", &theirs);
    press(&mut world, &mut session, "u");
    assert_eq!(read(&sandbox), theirs);
}

#[test]
fn what_others_wrote_elsewhere_is_kept() {
    let sandbox = sandbox(RUN);
    let mut world = sandbox.world();
    let mut session = session(&mut world);
    sandbox.write("run.md", RUN.replace("- [ ] Freeze lifted", "- [x] Freeze lifted"));
    press(&mut world, &mut session, "t");
    let text = read(&sandbox);
    assert!(text.contains("- [x] **Backup taken**") && text.contains("- [x] Freeze lifted"), "{text}");
}

#[test]
fn what_others_did_to_the_same_thing_is_shown_and_stays() {
    let changes: [(&str, &str, &str); 4] = [
        ("- [ ] **Backup taken**", "- [x] **Backup taken**", "somebody else was here first"),
        ("- [ ] **Backup taken**", "- [ ] **Backup taken** — FAILED: disk full", "somebody else was here first"),
        ("**Backup taken**", "**Backup taken twice**", "somebody took this out of the run"),
        (
            "- [ ] **Backup taken**\n  - **Responsible:** Ops\n  - Result: ____\n",
            "",
            "somebody took this out of the run",
        ),
    ];
    for (before, after, words) in changes {
        let sandbox = sandbox(RUN);
        let mut world = sandbox.world();
        let mut session = session(&mut world);
        let theirs = RUN.replace(before, after);
        sandbox.write("run.md", &theirs);
        press(&mut world, &mut session, "t");
        assert_eq!(read(&sandbox), theirs);
        let message = session.app.message.clone().unwrap();
        assert!(message.0 && message.1.contains(words), "{message:?}");
    }
}

#[test]
fn what_can_not_be_written_is_said() {
    let sandbox = sandbox(RUN);
    let mut world = sandbox.world();
    let mut walk = Walk::open(&mut world, Path::new("run.md")).unwrap();
    let spot = walk.stops().first().unwrap().spot.clone();
    // Two lines, which no key can type.
    let error = walk.act(&mut world, &spot, &Act::Fail("a\n- [x] b".into())).unwrap_err();
    assert!(error.to_string().contains("line"), "{error}");
    let nowhere = Spot { kind: Kind::Item, id: "none".into() };
    assert!(walk.act(&mut world, &nowhere, &Act::Tick).is_err());
    std::fs::remove_file(sandbox.dir().join("run.md")).unwrap();
    assert!(walk.act(&mut world, &spot, &Act::Tick).unwrap_err().to_string().contains("no such file"));
}

#[test]
fn a_name_is_typed_where_nothing_can_be_signed() {
    let sandbox = sandbox(RUN);
    let mut world = sandbox.world();
    let mut session = session(&mut world);
    press(&mut world, &mut session, "/sign-off release⏎s");
    assert!(matches!(session.app.mode, Mode::NoStatement(_)), "{:?}", session.app.mode);
    press(&mut world, &mut session, "y");
    assert_eq!(read(&sandbox), RUN);
    press(&mut world, &mut session, "t");
    assert!(read(&sandbox).contains("- Release Manager: Ana Doe Date: 2026-11-21\n"), "{}", read(&sandbox));
}

#[test]
fn nothing_in_a_checklist_acts_on_the_terminal() {
    let hostile = RUN.replace("Freeze lifted", "Fr\u{1b}[2Jee\u{202e}ze \u{9b}lifted\u{7}");
    let sandbox = sandbox(&hostile);
    let mut world = sandbox.world();
    let mut session = session(&mut world);
    press(&mut world, &mut session, "⇥⇥f\u{202e}\u{9b}x");
    session.app.paste("a\u{1b}[2Jb\nq");
    for (width, height) in [(80, 24), (200, 60), (30, 10)] {
        let shown = screen(&session, &world, width, height);
        let bad = shown.chars().find(|c| (c.is_control() && *c != '\n') || matches!(c, '\u{202e}' | '\u{9b}'));
        assert_eq!(bad, None, "{shown}");
    }
}

#[test]
fn line_by_line_it_is_the_same_walk() {
    let env = CliEnv::of(Sandbox::new()).file("run.md", RUN).stdin("?\nt\nn\nno notes\n\n\nq\n");
    let done = env.gonogo(["run", "--plain", "run.md"]).exit(1);
    assert!(env.read("run.md").contains("- [x] **Backup taken**"), "{}", done.stdout);
    assert!(env.read("run.md").contains("— N/A: no notes"), "{}", done.stdout);
    insta::assert_snapshot!("plain", done.stdout);
    // Whoever hangs up has lost nothing.
    let env = CliEnv::of(Sandbox::new()).file("run.md", RUN).stdin("t");
    env.gonogo(["run", "run.md"]).exit(1);
    assert!(env.read("run.md").contains("- [x] **Backup taken**"));
}

#[test]
fn what_was_typed_in_vain_is_there_to_be_mended() {
    let sandbox = sandbox(&RUN.replace("Result: ____", "Disk: ____/20"));
    let mut world = sandbox.world();
    let mut session = session(&mut world);
    session.on_screen = true;
    press(&mut world, &mut session, "↓e18/30⏎");
    assert_eq!(session.app.mode, Mode::Ask(Question::Value, "18/30".into()));
    let shown = screen(&session, &world, 80, 24);
    assert!(shown.contains("Value: 18/30") && shown.contains("in that form"), "{shown}");
    press(&mut world, &mut session, "⌫⌫20⏎");
    assert!(read(&sandbox).contains("Disk: 18/20\n"), "{}", read(&sandbox));
}

#[test]
fn sections_are_found_by_their_titles() {
    let sandbox = sandbox(RUN);
    let mut world = sandbox.world();
    let mut session = session(&mut world);
    press(&mut world, &mut session, "/rollback steps⏎");
    assert!(at(&session).contains("old-version-started"), "{}", at(&session));
    press(&mut world, &mut session, "/before⏎");
    assert!(at(&session).contains("backup-taken"), "{}", at(&session));
}

#[cfg(unix)]
#[test]
fn a_run_that_is_read_only_is_said_to_be_at_once() {
    use std::os::unix::fs::PermissionsExt as _;
    let sandbox = sandbox(RUN);
    std::fs::set_permissions(sandbox.dir().join("run.md"), std::fs::Permissions::from_mode(0o444)).unwrap();
    let mut world = sandbox.world();
    let mut session = session(&mut world);
    assert!(screen(&session, &world, 80, 24).contains("run.md is read-only"));
    press(&mut world, &mut session, "t");
    assert_eq!(read(&sandbox), RUN);
    assert!(session.app.message.clone().unwrap().1.contains("permission denied"));
}

#[test]
fn a_tiny_screen_shows_where_one_is() {
    let sandbox = sandbox(RUN);
    let mut world = sandbox.world();
    let mut session = session(&mut world);
    let shown = screen(&session, &world, 20, 5);
    assert!(shown.contains("> [ ] Backup taken") && !shown.contains("Roll back if"), "{shown}");
    press(&mut world, &mut session, "?");
    assert!(screen(&session, &world, 20, 5).contains("↓ more"));
    press(&mut world, &mut session, "↓↓↓↓");
    assert!(screen(&session, &world, 20, 5).contains("t / space"), "{}", screen(&session, &world, 20, 5));
}

#[test]
fn standard_input_can_not_be_worked_through() {
    CliEnv::new().gonogo(["run", "-"]).exit(2).remarks("has to be a file");
}
