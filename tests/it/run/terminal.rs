//! The real program in a real terminal: from blank to GO, through a kill and a change of the window.

use std::io::Write;
use std::num::NonZero;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use gonogo::engine::walk::Walk;
use gonogo::tui::session::Session;
use portable_pty::{Child, MasterPty, PtySize};
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{person, read, sandbox};
use crate::pty::{PATIENCE, Pty};
use crate::support::Sandbox;

struct Window {
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
}

impl Window {
    fn open(sandbox: &Sandbox, rows: u16, cols: u16) -> Self {
        let Pty { master, keyboard, child, output } = Pty::open(sandbox, (rows, cols), &["run", "run.md"]);
        let screen = vt100::Parser::new(some(rows), some(cols), 0);
        Self { master, keyboard, child, output, screen }
    }

    /// Reads what is drawn until the screen fits.
    fn wait_for(&mut self, fits: impl Fn(&str) -> bool) {
        let until = Instant::now() + PATIENCE;
        loop {
            let shown = self.screen.screen().contents();
            if fits(&shown) {
                return;
            }
            match self.output.recv_timeout(Duration::from_millis(200)) {
                Ok(bytes) => self.screen.process(&bytes),
                Err(RecvTimeoutError::Timeout) => assert!(Instant::now() < until, "{shown}"),
                Err(RecvTimeoutError::Disconnected) => panic!("the program has gone: {shown}"),
            }
        }
    }

    fn press(&mut self, keys: &[KeyEvent]) {
        for key in keys {
            let mut bytes = [0; 4];
            let bytes: &[u8] = match key.code {
                KeyCode::Char(c) if key.modifiers == KeyModifiers::CONTROL => &[c as u8 & 0x1f],
                KeyCode::Char(c) => c.encode_utf8(&mut bytes).as_bytes(),
                KeyCode::Enter => b"\r",
                KeyCode::Tab => b"\t",
                KeyCode::Down => b"j",
                KeyCode::Up => b"k",
                other => panic!("{other:?}"),
            };
            self.keyboard.write_all(bytes).unwrap();
        }
        self.keyboard.flush().unwrap();
    }

    /// Waits until the run stands in the file as far as it should.
    fn wait_until_written(&mut self, sandbox: &Sandbox, done: &str) {
        let until = Instant::now() + PATIENCE;
        while outline(&read(sandbox)) != done {
            assert!(Instant::now() < until, "{}\n{}", self.screen.screen().contents(), outline(&read(sandbox)));
            if let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(20)) {
                self.screen.process(&bytes);
            }
        }
    }
}

fn some(number: u16) -> NonZero<u16> {
    NonZero::new(number).unwrap()
}

/// The text without what the two clocks write.
fn outline(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect()
}

#[test]
fn from_blank_to_go_in_a_terminal() {
    let real = sandbox(&person::document());
    // What the keys do is worked out on a copy.
    let copy = sandbox(&person::document());
    let mut world = copy.world();
    let mut begin = || Session::new(Walk::open(&mut world, Path::new("run.md")).unwrap(), &world);
    let (mut first, mut world_of_first) = (begin(), copy.world());

    let mut window = Window::open(&real, 24, 80);
    window.wait_for(|shown| shown.contains("Go-Live Checklist") && shown.contains("q leave"));
    let keys = person::work(&mut world_of_first, &mut first, 100);
    window.press(&keys);
    window.wait_until_written(&real, &outline(&read(&copy)));
    // A bigger window is drawn anew.
    window.master.resize(PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 }).unwrap();
    window.screen.screen_mut().set_size(some(40), some(120));
    window.wait_for(|shown| shown.lines().count() == 40 && shown.contains("Go-Live Checklist"));
    window.child.kill().unwrap();
    window.child.wait().unwrap();
    assert_eq!(outline(&read(&real)), outline(&read(&copy)), "a killed walk has lost nothing");

    let mut second = begin();
    let mut window = Window::open(&real, 24, 80);
    window.wait_for(|shown| shown.contains("Go-Live Checklist") && shown.contains("q leave"));
    let keys = person::work(&mut world_of_first, &mut second, usize::MAX);
    assert!(second.walk.stops().iter().all(|stop| !stop.open));
    window.press(&keys);
    window.wait_until_written(&real, &outline(&read(&copy)));
    window.press(&[KeyEvent::new(KeyCode::Char('q'), KeyModifiers::NONE)]);
    assert!(window.child.wait().unwrap().success(), "a run that is GO exits with 0");
}

/// A run whose item has a block of commands, which a shell may run.
fn with_commands(block: &str) -> Sandbox {
    let lines: String = block.lines().map(|line| format!("  {line}\n")).collect();
    let sandbox = sandbox(&format!("# Release\n\n- [ ] Ship it\n\n  ```sh\n{lines}  ```\n\n- [ ] Tell all\n"));
    let commands = "commands = { run = true, shell = [\"sh\", \"-c\"] }";
    sandbox.write("gonogo.toml", format!("[[checklist]]\npaths = [\"*.md\"]\n{commands}\n"));
    sandbox
}

fn keys(text: &str) -> Vec<KeyEvent> {
    text.chars().map(|c| KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE)).collect()
}

#[test]
fn commands_run_in_a_terminal_and_end_by_hand() {
    let hostile = "printf 'a\\033[2J\\033]0;x\\007b\\n'; exec sleep 3000";
    let sandbox = with_commands(hostile);
    let before = read(&sandbox);
    let mut window = Window::open(&sandbox, 24, 80);
    window.wait_for(|shown| shown.contains("q leave"));
    window.press(&keys("x"));
    window.wait_for(|shown| shown.contains("Run this?") && shown.contains("exec sleep 3000"));
    window.press(&keys("n"));
    window.wait_for(|shown| shown.contains("q leave"));
    assert_eq!(read(&sandbox), before, "no is no");
    window.press(&keys("xy"));
    window.wait_for(|shown| shown.contains("Running: ") && shown.contains("│ab "));
    window.press(&[KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL)]);
    window.wait_for(|shown| shown.contains("ended by hand after ") && shown.contains("evidence/"));
    let text = read(&sandbox);
    assert!(text.contains("- [ ] Ship it\n") && text.contains("ended by hand") && text.contains("sha256:"), "{text}");
    window.press(&keys("qq"));
    assert!(!window.child.wait().unwrap().success(), "nothing is done yet");
}

#[test]
fn a_walk_killed_while_a_command_runs_leaves_the_run_whole() {
    let sandbox = with_commands("while echo tick; do sleep 0.05; done; echo gone > gone");
    let before = read(&sandbox);
    let mut window = Window::open(&sandbox, 24, 80);
    window.wait_for(|shown| shown.contains("q leave"));
    window.press(&keys("xy"));
    window.wait_for(|shown| shown.contains("│tick "));
    window.child.kill().unwrap();
    window.child.wait().unwrap();
    assert_eq!(read(&sandbox), before);
    assert!(!sandbox.dir().join("run.evidence").exists());
    // It goes on where it was.
    let mut window = Window::open(&sandbox, 24, 80);
    window.wait_for(|shown| shown.contains("> [ ] Ship it"));
    window.press(&keys("tq"));
    window.child.wait().unwrap();
    assert!(read(&sandbox).contains("- [x] Ship it\n"));
}
