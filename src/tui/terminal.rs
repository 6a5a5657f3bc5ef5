//! The full screen: keys in, pictures out. What is drawn and what a key means is elsewhere.

use std::io::stdout;
use std::time::{Duration, Instant};

use anyhow::Result;
use ratatui::crossterm::event::{self, DisableBracketedPaste, EnableBracketedPaste, Event, KeyEventKind};
use ratatui::crossterm::execute;
use ratatui::{DefaultTerminal, Frame};

use super::app::Request;
use super::session::Session;
use super::view;
use crate::world::World;

/// How long to wait for a key before the clock is drawn again and the file looked at.
const TICK: Duration = Duration::from_millis(500);

/// How long to read what commands write before it is drawn.
const FRAME: Duration = Duration::from_millis(50);

/// Works through a run until the person leaves; the terminal is left as it was found.
///
/// # Errors
/// When the terminal can't be used.
pub fn run(world: &mut World, session: &mut Session) -> Result<()> {
    let mut screen = Screen::enter()?;
    // The terminal gives interrupts as keys while it is ours.
    session.on_screen = true;
    loop {
        let now = world.now();
        screen.draw(|frame| view::draw(frame, &session.app, &session.walk, now))?;
        if session.is_running() {
            let until = Instant::now() + FRAME;
            while session.is_running() && Instant::now() < until {
                session.pump(world, FRAME);
            }
        }
        if !event::poll(if session.is_running() { Duration::ZERO } else { TICK })? {
            if !session.is_running() {
                session.look(world);
            }
            continue;
        }
        let request = match event::read()? {
            Event::Key(key) if key.kind != KeyEventKind::Release => session.key(key),
            Event::Paste(text) => {
                session.app.paste(&text);
                None
            }
            _ => None,
        };
        let Some(request) = request else {
            session.app.arrive(&session.walk, world.now());
            continue;
        };
        // Whoever signs may be asked for a passphrase, or to touch a key: the terminal is theirs meanwhile.
        let stays = match request {
            Request::Sign => screen.aside(|| session.serve(world, request))?,
            request => session.serve(world, request),
        };
        if !stays {
            return Ok(());
        }
    }
}

/// The terminal while it shows the run; given back when this is dropped.
struct Screen {
    terminal: DefaultTerminal,
}

impl Screen {
    fn enter() -> Result<Self> {
        let terminal = ratatui::try_init()?;
        execute!(stdout(), EnableBracketedPaste)?;
        Ok(Self { terminal })
    }

    fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> Result<()> {
        self.terminal.draw(draw)?;
        Ok(())
    }

    /// Gives the terminal back for a while.
    fn aside<T>(&mut self, work: impl FnOnce() -> T) -> Result<T> {
        leave();
        let made = work();
        *self = Self::enter()?;
        self.terminal.clear()?;
        Ok(made)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        leave();
    }
}

fn leave() {
    // There is nobody left to tell when the terminal itself is gone.
    drop(execute!(stdout(), DisableBracketedPaste));
    drop(ratatui::try_restore());
}
