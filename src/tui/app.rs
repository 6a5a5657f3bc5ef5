//! What the person at the keyboard is doing: where they are, what they are being asked, and what a key means there.

use std::cell::Cell;
use std::collections::BTreeMap;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::lines;
pub use super::mode::{KEYS, Mode, Question, Request};
use crate::engine::walk::{Act, Kind, Spot, Stop, Told, Walk};
use crate::model::{Applicability, Role, State};
use crate::time::Timestamp;

/// The person's side of a run.
#[derive(Debug)]
pub struct App {
    /// Index of the stop they are at.
    pub at: usize,
    /// What they are being asked.
    pub mode: Mode,
    /// The last thing said, and whether it is bad news.
    pub message: Option<(bool, String)>,
    /// When they began.
    pub started: Timestamp,
    /// When they first came to each section that has a time budget.
    pub entered: BTreeMap<usize, Timestamp>,
    /// How far what is shown over the run is scrolled, in lines.
    pub scroll: u16,
    /// Whether the end of it was on the screen when it was last drawn.
    pub whole: Cell<bool>,
    needle: String,
}

impl App {
    /// At the first stop where something is to be done.
    pub fn new(walk: &Walk, now: Timestamp) -> Self {
        let at = walk.stops().iter().position(|stop| stop.open).unwrap_or(0);
        let mut app = Self {
            at,
            mode: Mode::Walk,
            message: None,
            started: now,
            entered: BTreeMap::new(),
            scroll: 0,
            whole: Cell::new(true),
            needle: String::new(),
        };
        app.arrive(walk, now);
        app
    }

    /// The stop they are at.
    pub fn stop<'w>(&self, walk: &'w Walk) -> Option<&'w Stop> {
        walk.stops().get(self.at)
    }

    /// What a key asks for; what it changes on the screen is done.
    pub fn key(&mut self, key: KeyEvent, walk: &Walk) -> Option<Request> {
        let interrupt = key.modifiers.contains(KeyModifiers::CONTROL) && key.code == KeyCode::Char('c');
        if interrupt {
            return Some(if matches!(self.mode, Mode::Running(..)) { Request::Cancel } else { Request::Quit });
        }
        if !matches!(self.mode, Mode::Walk | Mode::Ask(..)) && self.scrolled(key.code) {
            return None;
        }
        // Nobody says yes to what they have not seen to its end; a screenful further, then.
        let yes = matches!(self.mode, Mode::Statement(_) | Mode::Commands(..)) && key.code == KeyCode::Char('y');
        if yes && !self.whole.get() {
            self.scroll = self.scroll.saturating_add(5);
            return None;
        }
        self.scroll = 0;
        match std::mem::take(&mut self.mode) {
            Mode::Walk => self.walk_key(key.code, walk),
            Mode::Ask(question, line) => self.ask_key(question, line, key, walk),
            Mode::Help | Mode::Notice(..) => None,
            Mode::Commands(blocks, at) => self.commands_key(key.code, blocks, at),
            Mode::Running(what, written) => {
                let ends = matches!(key.code, KeyCode::Esc | KeyCode::Char('q'));
                self.mode = Mode::Running(what, written);
                ends.then_some(Request::Cancel)
            }
            Mode::Statement(text) => match key.code {
                KeyCode::Char('y') => Some(Request::Sign),
                KeyCode::Esc | KeyCode::Char('q' | 'n') => None,
                _ => {
                    self.mode = Mode::Statement(text);
                    None
                }
            },
            Mode::NoStatement(why) => match key.code {
                KeyCode::Char('t') => self.act(walk, Act::TypeName),
                KeyCode::Esc | KeyCode::Char('q' | 'n') => None,
                _ => {
                    self.mode = Mode::NoStatement(why);
                    None
                }
            },
        }
    }

    /// Scrolls what is shown over the run; whether the key does that.
    fn scrolled(&mut self, code: KeyCode) -> bool {
        self.scroll = match code {
            KeyCode::Up | KeyCode::Char('k') => self.scroll.saturating_sub(1),
            KeyCode::Down | KeyCode::Char('j') => self.scroll.saturating_add(1),
            KeyCode::PageUp => self.scroll.saturating_sub(10),
            KeyCode::PageDown => self.scroll.saturating_add(10),
            _ => return false,
        };
        true
    }

    fn commands_key(&mut self, code: KeyCode, blocks: Vec<Result<String, String>>, at: usize) -> Option<Request> {
        match code {
            KeyCode::Char('y') if blocks.get(at).is_some_and(Result::is_ok) => return Some(Request::Run(at)),
            KeyCode::Esc | KeyCode::Char('q' | 'n') => {}
            KeyCode::Tab => {
                let next = if at + 1 < blocks.len() { at + 1 } else { 0 };
                self.mode = Mode::Commands(blocks, next);
            }
            _ => self.mode = Mode::Commands(blocks, at),
        }
        None
    }

    fn walk_key(&mut self, code: KeyCode, walk: &Walk) -> Option<Request> {
        self.message = None;
        let stop = self.stop(walk);
        let kind = stop.map(|stop| stop.spot.kind);
        match code {
            KeyCode::Char('q') => return Some(Request::Quit),
            KeyCode::Char('u') => return Some(Request::Undo),
            KeyCode::Char('?') => self.mode = Mode::Help,
            KeyCode::Char('/') => self.mode = Mode::Ask(Question::Search, String::new()),
            KeyCode::Up | KeyCode::Char('k') => self.at = self.at.saturating_sub(1),
            KeyCode::Down | KeyCode::Char('j') => self.at = (self.at + 1).min(walk.stops().len().saturating_sub(1)),
            KeyCode::Home => self.at = 0,
            KeyCode::End => self.at = walk.stops().len().saturating_sub(1),
            KeyCode::PageDown | KeyCode::Char(']') => self.go_to_section(walk, true),
            KeyCode::PageUp | KeyCode::Char('[') => self.go_to_section(walk, false),
            KeyCode::Tab => self.go_to_next(walk, "nothing is open any more", |_, stop| stop.open),
            KeyCode::Char('h') => {
                let elsewhere = lines::held_elsewhere(walk).unwrap_or_else(|| "nothing holds it".into());
                self.go_to_next(walk, &elsewhere, |walk, stop| lines::holds_at(walk, stop).next().is_some());
            }
            KeyCode::Char('t' | ' ') if kind == Some(Kind::Item) => {
                let item = stop.and_then(|stop| walk.checked().checklist.items.get(stop.index));
                let done = item.is_some_and(|item| item.state != State::Open);
                return self.act(walk, if done { Act::Untick } else { Act::Tick });
            }
            KeyCode::Char('n') if kind == Some(Kind::Item) => {
                self.mode = Mode::Ask(Question::NotApplicable, String::new());
            }
            KeyCode::Char('f') if kind == Some(Kind::Item) => self.mode = Mode::Ask(Question::Fail, String::new()),
            KeyCode::Char('m') if kind == Some(Kind::Item) => self.mode = Mode::Ask(Question::Note, String::new()),
            KeyCode::Char('a') if kind == Some(Kind::Item) => self.mode = Mode::Ask(Question::Attach, String::new()),
            KeyCode::Char('e') | KeyCode::Enter if matches!(kind, Some(Kind::Field | Kind::Placeholder)) => {
                let field = stop.filter(|stop| stop.spot.kind == Kind::Field);
                let field = field.and_then(|stop| walk.checked().checklist.fields.get(stop.index));
                let value = field.and_then(|field| field.value.clone()).unwrap_or_default();
                self.mode = Mode::Ask(Question::Value, value);
            }
            KeyCode::Char('s') if kind == Some(Kind::SignOff) => {
                return stop.map(|stop| Request::Statement(stop.spot.clone()));
            }
            KeyCode::Char('x') if kind == Some(Kind::Item) => {
                return stop.map(|stop| Request::Commands(stop.spot.clone()));
            }
            KeyCode::Char('t' | ' ' | 'n' | 'f' | 'm' | 'a' | 'e' | 's' | 'x') | KeyCode::Enter => {
                let words = match kind {
                    Some(Kind::Item) => "t ticks an item, n says that it does not apply, f that it has failed",
                    Some(Kind::Field | Kind::Placeholder) => "e fills it in",
                    Some(Kind::SignOff) => "s signs here",
                    None => "there is nothing to be done in this document",
                };
                self.message = Some((true, words.into()));
            }
            _ => {}
        }
        None
    }

    fn ask_key(&mut self, question: Question, mut line: String, key: KeyEvent, walk: &Walk) -> Option<Request> {
        match key.code {
            KeyCode::Esc => return None,
            KeyCode::Enter => {
                self.message = None;
                return self.answer(question, line, walk);
            }
            KeyCode::Backspace => {
                line.pop();
            }
            KeyCode::Char('u') if key.modifiers.contains(KeyModifiers::CONTROL) => line.clear(),
            KeyCode::Char(c) if !c.is_control() => line.push(c),
            _ => {}
        }
        self.mode = Mode::Ask(question, line);
        None
    }

    /// Text that was pasted: a line that is being typed takes it, up to its first line end; keys it is not.
    pub fn paste(&mut self, text: &str) {
        if let Mode::Ask(_, line) = &mut self.mode {
            line.extend(text.lines().next().unwrap_or_default().chars().filter(|c| !c.is_control()));
        }
    }

    fn answer(&mut self, question: Question, line: String, walk: &Walk) -> Option<Request> {
        let line = line.trim().to_owned();
        if question == Question::Search {
            if !line.is_empty() {
                self.needle = line.to_lowercase();
            }
            let needle = self.needle.clone();
            self.go_to_next(walk, "nothing like it is found", move |walk, stop| {
                let titles = lines::titles_above(walk, stop);
                let mut texts = titles.chain([lines::stop(walk, stop)]);
                texts.any(|text| text.to_lowercase().contains(&needle))
            });
            return None;
        }
        if line.is_empty() {
            self.message = Some((true, "nothing was typed, and nothing written".into()));
            return None;
        }
        self.act(
            walk,
            match question {
                Question::NotApplicable => Act::NotApplicable(line),
                Question::Fail => Act::Fail(line),
                Question::Note => Act::Note(line),
                Question::Attach => Act::Attach(line),
                Question::Value | Question::Search => Act::Fill(line),
            },
        )
    }

    fn act(&self, walk: &Walk, act: Act) -> Option<Request> {
        self.stop(walk).map(|stop| Request::Act(stop.spot.clone(), act))
    }

    /// Says what came of an act, and goes on to where something is to be done next.
    pub fn told(&mut self, walk: &Walk, spot: &Spot, told: &Told) {
        self.stay(walk, Some(spot));
        match told {
            Told::Conflict(why) => self.message = Some((true, why.clone())),
            Told::Done(what) => {
                if self.fired(walk) {
                    self.go_to_rollback(walk);
                    self.message = Some((true, format!("{what}; it calls for the rollback")));
                    return;
                }
                let settled = self.stop(walk).is_some_and(|stop| !stop.open);
                if settled {
                    self.go_to_next(walk, "", |_, stop| stop.open);
                }
                self.message = Some((false, what.clone()));
            }
        }
    }

    /// Stays at the same thing after the run was read again.
    pub fn stay(&mut self, walk: &Walk, spot: Option<&Spot>) {
        let found = spot.and_then(|spot| walk.stops().iter().position(|stop| stop.spot == *spot));
        self.at = found.unwrap_or(self.at).min(walk.stops().len().saturating_sub(1));
    }

    /// Notes when a section with a time budget was first come to.
    pub fn arrive(&mut self, walk: &Walk, now: Timestamp) {
        if let Some((section, _)) = self.stop(walk).and_then(|stop| lines::budget(walk, stop)) {
            self.entered.entry(section).or_insert(now);
        }
    }

    /// Whether the stop is a criterion that has come true.
    fn fired(&self, walk: &Walk) -> bool {
        let checklist = &walk.checked().checklist;
        let stop = self.stop(walk).filter(|stop| stop.spot.kind == Kind::Item);
        let item = stop.and_then(|stop| checklist.items.get(stop.index));
        item.is_some_and(|item| item.role == Role::Criterion)
            && checklist.criteria.iter().any(|criterion| {
                criterion.fired == Some(true)
                    && criterion.item.as_ref().zip(stop).is_some_and(|(own, stop)| own.id == stop.spot.id)
            })
    }

    /// To the first thing to be done for the case that has come up.
    fn go_to_rollback(&mut self, walk: &Walk) {
        let checklist = &walk.checked().checklist;
        let contingent = |stop: &Stop| {
            let section = stop.section.and_then(|section| checklist.sections.get(section));
            let item = checklist.items.get(stop.index).filter(|_| stop.spot.kind == Kind::Item);
            section.is_some_and(|section| section.applicability == Applicability::Contingent)
                && item.is_none_or(|item| item.role != Role::Criterion)
        };
        if let Some(at) = walk.stops().iter().position(contingent) {
            self.at = at;
        }
    }

    /// To the next stop that fits, from the top again after the last; `none` where there is none.
    fn go_to_next(&mut self, walk: &Walk, none: &str, fits: impl Fn(&Walk, &Stop) -> bool) {
        let stops = walk.stops();
        let after = (self.at + 1..stops.len()).chain(0..self.at.min(stops.len()));
        let mut found = after.filter(|at| stops.get(*at).is_some_and(|stop| fits(walk, stop)));
        match found.next() {
            Some(at) => self.at = at,
            None if none.is_empty() || self.stop(walk).is_some_and(|stop| fits(walk, stop)) => {}
            None => self.message = Some((false, none.into())),
        }
    }

    fn go_to_section(&mut self, walk: &Walk, forward: bool) {
        let here = self.stop(walk).and_then(|stop| stop.section);
        let other = |at: &usize| walk.stops().get(*at).is_some_and(|stop| stop.section != here);
        let found = if forward {
            (self.at..walk.stops().len()).find(other)
        } else {
            // To the first stop of the section before.
            let last = (0..self.at).rev().find(other);
            let section = last.and_then(|at| walk.stops().get(at)).map(|stop| stop.section);
            last.map(|last| {
                let same = |at: &usize| walk.stops().get(*at).map(|stop| stop.section) == section;
                (0..=last).rev().take_while(same).last().unwrap_or(last)
            })
        };
        self.at = found.unwrap_or(self.at);
    }
}
