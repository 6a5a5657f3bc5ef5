//! A person and a run: what they ask for is done, and they are told what came of it.

use ratatui::crossterm::event::KeyEvent;

use super::app::{App, Mode, Request};
use crate::engine::sign::Ready;
use crate::engine::walk::{Spot, Walk};
use crate::world::World;

/// A run that somebody works through.
pub struct Session {
    /// The run.
    pub walk: Walk,
    /// The person's side.
    pub app: App,
    ready: Option<Ready>,
}

impl Session {
    /// Begins where something is to be done.
    pub fn new(walk: Walk, world: &World) -> Self {
        let app = App::new(&walk, world.now());
        Self { walk, app, ready: None }
    }

    /// What a key asks for.
    pub fn key(&mut self, key: KeyEvent) -> Option<Request> {
        self.app.key(key, &self.walk)
    }

    /// Reads the run again, in case others have written to it.
    pub fn look(&mut self, world: &mut World) {
        let spot = self.spot();
        match self.walk.refresh(world) {
            Ok(false) => {}
            Ok(true) => {
                self.app.stay(&self.walk, spot.as_ref());
                self.app.message = Some((false, "the run was changed by somebody else, and read again".into()));
            }
            Err(error) => self.app.message = Some((true, format!("{error:#}"))),
        }
    }

    /// Does what is asked for; whether the person stays.
    pub fn serve(&mut self, world: &mut World, request: Request) -> bool {
        let spot = self.spot();
        let told = match request {
            Request::Quit => return false,
            Request::Undo => self.walk.undo(world),
            Request::Act(spot, act) => self.walk.act(world, &spot, &act),
            Request::Statement(spot) => {
                match self.walk.statement(world, &spot) {
                    Ok(ready) => {
                        self.app.mode = Mode::Statement(ready.text.clone());
                        self.ready = Some(ready);
                    }
                    Err(error) => self.app.mode = Mode::NoStatement(format!("{error:#}")),
                }
                return true;
            }
            Request::Sign => match self.ready.take() {
                Some(ready) => self.walk.sign(world, ready),
                None => return true,
            },
        };
        match (told, spot) {
            (Ok(told), Some(spot)) => self.app.told(&self.walk, &spot, &told),
            (Ok(_), None) => {}
            (Err(error), spot) => {
                self.app.stay(&self.walk, spot.as_ref());
                self.app.message = Some((true, format!("{error:#}")));
            }
        }
        self.app.arrive(&self.walk, world.now());
        true
    }

    fn spot(&self) -> Option<Spot> {
        self.app.stop(&self.walk).map(|stop| stop.spot.clone())
    }
}
