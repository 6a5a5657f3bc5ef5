//! Somebody who works through a whole run by keys, looking only at what the walk shows.

use std::path::Path;

use gonogo::engine::walk::{Kind, Stop, Walk};
use gonogo::model::{Role, State};
use gonogo::tui::session::Session;
use gonogo::verdict::Verdict;
use gonogo::world::World;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::key;
use crate::mutations;

/// A long document: teams, sign-offs below items, a decision, steps with commands, criteria and a rollback.
pub fn document() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/shapes/go-live-day.md");
    let text = std::fs::read_to_string(path).unwrap();
    // Nobody can type a signature.
    text.lines().filter(|line| !line.contains("Signature")).map(|line| format!("{line}\n")).collect()
}

/// Works until it is GO, or so many acts are done; the keys that were pressed.
pub fn work(world: &mut World, session: &mut Session, acts: usize) -> Vec<KeyEvent> {
    let mut keys = Vec::new();
    for _ in 0..acts.min(900) {
        if session.walk.checked().verdict == Verdict::Go {
            return keys;
        }
        let next = next(session);
        for key in next {
            keys.push(key);
            if let Some(request) = session.key(key) {
                session.serve(world, request);
            }
        }
    }
    assert!(
        acts != usize::MAX,
        "it is never finished: {:?}, {:?}",
        session.app.stop(&session.walk),
        session.app.message
    );
    keys
}

/// The keys for the next act.
fn next(session: &Session) -> Vec<KeyEvent> {
    let walk = &session.walk;
    let here = session.app.stop(walk).unwrap();
    if !here.open {
        if walk.stops().iter().any(|stop| stop.open) {
            return vec![key(KeyCode::Tab)];
        }
        let go = walk.stops().iter().position(|stop| is_go(walk, stop)).expect("somebody decides");
        if session.app.at != go {
            let far = go.abs_diff(session.app.at);
            return vec![key(if go > session.app.at { KeyCode::Down } else { KeyCode::Up }); far];
        }
        assert_eq!(walk.checked().checklist.items[here.index].state, State::Open, "{:#?}", walk.checked().diagnostics);
        return vec![key(KeyCode::Char('t'))];
    }
    match here.spot.kind {
        Kind::Item => vec![key(KeyCode::Char('t'))],
        Kind::SignOff => vec![key(KeyCode::Char('s')), key(KeyCode::Char('t'))],
        Kind::Placeholder => typed(if here.spot.id.contains("DATE") { "2025-01-02" } else { "7.2.0" }),
        Kind::Field => {
            let checked = walk.checked();
            typed(&mutations::value(&checked.source, &checked.checklist.fields[here.index]))
        }
    }
}

fn typed(value: &str) -> Vec<KeyEvent> {
    let clear = KeyEvent::new(KeyCode::Char('u'), KeyModifiers::CONTROL);
    let letters = value.chars().map(|c| key(KeyCode::Char(c)));
    [key(KeyCode::Char('e')), clear].into_iter().chain(letters).chain([key(KeyCode::Enter)]).collect()
}

fn is_go(walk: &Walk, stop: &Stop) -> bool {
    let item = walk.checked().checklist.items.get(stop.index).filter(|_| stop.spot.kind == Kind::Item);
    item.is_some_and(|item| item.role == Role::Option && item.text.starts_with("GO"))
}
