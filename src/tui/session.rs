//! A person and a run: what they ask for is done, and they are told what came of it.

use std::time::Duration;

use ratatui::crossterm::event::KeyEvent;

use super::app::{App, Mode, Question, Request};
use crate::engine::command::{Job, Plan, Ran};
use crate::engine::sign::Ready;
use crate::engine::walk::{Act, Spot, Told, Walk};
use crate::text::{escape_line, printed};
use crate::world::World;

/// How much of the end of an output is shown while it comes, in bytes.
const SHOWN: usize = 16 * 1024;

/// A run that somebody works through.
pub struct Session {
    /// The run.
    pub walk: Walk,
    /// The person's side.
    pub app: App,
    /// Whether there is a full screen: interrupts are keys there, and what was typed in vain is kept to be mended.
    pub on_screen: bool,
    ready: Option<Ready>,
    plans: Vec<Result<Plan, String>>,
    /// What runs for which item, and the end of what it has written.
    job: Option<(Spot, Job, Vec<u8>)>,
}

impl Session {
    /// Begins where something is to be done.
    pub fn new(walk: Walk, world: &World) -> Self {
        let mut app = App::new(&walk, world.now());
        if let Some(why) = walk.locked(world) {
            app.message = Some((true, why));
        }
        Self { walk, app, on_screen: false, ready: None, plans: Vec::new(), job: None }
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
        let mut typed = None;
        let told = match request {
            Request::Quit => return false,
            Request::Undo => self.walk.undo(world),
            Request::Act(spot, act) => {
                typed = self.on_screen.then(|| asked_for(act.clone())).flatten();
                self.walk.act(world, &spot, &act)
            }
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
            Request::Commands(spot) => {
                match self.walk.plans(world, &spot) {
                    Ok(plans) => {
                        let words = |plan: &Result<Plan, String>| plan.as_ref().map(Plan::words).map_err(Clone::clone);
                        self.app.mode = Mode::Commands(plans.iter().map(words).collect(), 0);
                        self.plans = plans;
                    }
                    Err(error) => self.app.mode = Mode::Notice("Nothing can be run here".into(), format!("{error:#}")),
                }
                return true;
            }
            Request::Run(index) => {
                self.begin(world, index);
                return true;
            }
            Request::Cancel => {
                if let Some((spot, mut job, written)) = self.job.take() {
                    let ran = job.cancel();
                    self.finish(world, &spot, &ran, &written);
                }
                return true;
            }
            Request::Sign => match self.ready.take() {
                Some(ready) => self.walk.sign(world, ready),
                None => return true,
            },
        };
        if let (Ok(Told::Conflict(_)) | Err(_), Some((question, line))) = (&told, typed) {
            self.app.mode = Mode::Ask(question, line);
        }
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

    /// Whether commands are running.
    pub fn is_running(&self) -> bool {
        self.job.is_some()
    }

    /// Begins what was shown, and nothing else.
    fn begin(&mut self, world: &World, index: usize) {
        let plan = std::mem::take(&mut self.plans).into_iter().nth(index);
        let (Some(Ok(plan)), Some(spot)) = (plan, self.spot()) else { return };
        let name = plan.name.clone();
        match Job::begin(world, plan, self.on_screen) {
            Ok(job) => {
                self.app.mode = Mode::Running(name, String::new());
                self.job = Some((spot, job, Vec::new()));
            }
            Err(why) => self.app.mode = Mode::Notice("It could not be run".into(), why),
        }
    }

    /// Reads what the commands write within `wait`; keeps it, once they have ended.
    pub fn pump(&mut self, world: &mut World, wait: Duration) -> Vec<u8> {
        let Some((_, job, written)) = &mut self.job else { return Vec::new() };
        let (bytes, ran) = job.step(wait);
        written.extend_from_slice(&bytes);
        written.drain(..written.len().saturating_sub(SHOWN));
        if let Mode::Running(_, shown) = &mut self.app.mode
            && !bytes.is_empty()
        {
            *shown = printed(&String::from_utf8_lossy(written));
        }
        if let Some(ran) = ran
            && let Some((spot, _, written)) = self.job.take()
        {
            self.finish(world, &spot, &ran, &written);
        }
        bytes
    }

    /// Keeps what was run, and says how it ended.
    fn finish(&mut self, world: &mut World, spot: &Spot, ran: &Ran, written: &[u8]) {
        let told = self.walk.keep(world, spot, ran);
        self.app.stay(&self.walk, Some(spot));
        let (bad, words) = match told {
            Ok(Told::Done(words)) => (!ran.success, words),
            Ok(Told::Conflict(why)) => (true, why),
            Err(error) => (true, format!("{} after {}, and not noted: {error:#}", ran.end, ran.took)),
        };
        let title = format!("{}: {} after {}", escape_line(&ran.name), ran.end, ran.took);
        self.app.mode = Mode::Notice(title, printed(&String::from_utf8_lossy(written)));
        self.app.message = Some((bad, words));
    }

    fn spot(&self) -> Option<Spot> {
        self.app.stop(&self.walk).map(|stop| stop.spot.clone())
    }
}

/// What was asked, and typed, for an act.
fn asked_for(act: Act) -> Option<(Question, String)> {
    match act {
        Act::NotApplicable(line) => Some((Question::NotApplicable, line)),
        Act::Fail(line) => Some((Question::Fail, line)),
        Act::Note(line) => Some((Question::Note, line)),
        Act::Attach(line) => Some((Question::Attach, line)),
        Act::Fill(line) => Some((Question::Value, line)),
        Act::Tick | Act::Untick | Act::TypeName => None,
    }
}
