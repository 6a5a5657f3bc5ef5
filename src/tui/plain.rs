//! The same walk as lines of text, for terminals that can't draw and for screen readers: a stop, a prompt, an answer.

use std::io::{Read, Write as _};
use std::time::Duration;

use anyhow::Result;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::app::{KEYS, Mode, Request};
use super::lines;
use super::session::Session;
use crate::text::{escape, printed};
use crate::world::World;

/// How long to wait for what commands write.
const WAIT: Duration = Duration::from_millis(200);

/// The longest line of theirs, in bytes, that is shown as one.
const LONGEST: usize = 8 * 1024;

/// Works through a run until the person leaves, or nothing more is read.
///
/// # Errors
/// When standard input or output fails.
pub fn run(world: &mut World, session: &mut Session) -> Result<()> {
    let walk = &session.walk;
    writeln!(world.stdout, "{}\n{}\n? lists what can be typed.", lines::title(walk), lines::standing(walk))?;
    loop {
        show(world, session)?;
        let Some(line) = read_line(&mut world.stdin)? else { return Ok(()) };
        session.look(world);
        if let Some(request) = typed(session, &line)
            && !session.serve(world, request)
        {
            return Ok(());
        }
        follow(world, session)?;
    }
}

/// Shows what commands write, line by line, until they have ended.
fn follow(world: &mut World, session: &mut Session) -> Result<()> {
    let mut line = Vec::new();
    while session.is_running() {
        for byte in session.pump(world, WAIT) {
            line.push(byte);
            if byte == b'\n' || line.len() >= LONGEST {
                tell(world, &mut line)?;
            }
        }
    }
    tell(world, &mut line)
}

/// Shows a line of what was written.
fn tell(world: &mut World, line: &mut Vec<u8>) -> Result<()> {
    if !line.is_empty() {
        writeln!(world.stdout, "  | {}", printed(String::from_utf8_lossy(line).trim_end()))?;
        line.clear();
    }
    Ok(world.stdout.flush()?)
}

/// A line as the keys it stands for.
fn typed(session: &mut Session, line: &str) -> Option<Request> {
    let key = |code| KeyEvent::new(code, KeyModifiers::NONE);
    if let Mode::Ask(question, _) = session.app.mode {
        session.app.mode = Mode::Ask(question, line.to_owned());
        return session.key(key(KeyCode::Enter));
    }
    let code = match (line.trim(), &session.app.mode) {
        ("", Mode::Walk) => KeyCode::Down,
        ("", _) => KeyCode::Esc,
        ("tab", _) => KeyCode::Tab,
        (word, _) => word.chars().next().map_or(KeyCode::Esc, KeyCode::Char),
    };
    session.key(key(code))
}

/// The stop they are at, or what they are being asked.
fn show(world: &mut World, session: &mut Session) -> Result<()> {
    let Session { app, walk, .. } = session;
    let out = &mut world.stdout;
    if let Mode::Notice(title, text) = &app.mode {
        // The output of commands was shown as it came.
        match app.message {
            Some(_) => writeln!(out, "{}", escape(title))?,
            None => writeln!(out, "{}: {}", escape(title), escape(text))?,
        }
        app.mode = Mode::Walk;
    }
    if let Some((_, message)) = app.message.take() {
        writeln!(out, "{}", escape(&message))?;
    }
    match &app.mode {
        Mode::Ask(question, _) => write!(out, "{} ", question.words())?,
        Mode::Statement(text) => write!(out, "\n{}\nType y to sign this: ", escape(text.trim_end()))?,
        Mode::NoStatement(why) => {
            write!(out, "Nothing can be signed here: {}\nType t to only type your name: ", escape(why))?;
        }
        Mode::Commands(blocks, at) => {
            let count = blocks.len();
            let (text, what) = match blocks.get(*at) {
                Some(Ok(text)) => (text.as_str(), "y runs this"),
                Some(Err(why)) => (why.as_str(), "This is not run"),
                None => ("", "There is nothing"),
            };
            let next = if count > 1 { ", tab shows the next" } else { "" };
            write!(out, "\n{}\n{} of {count}: {what}{next}, an empty line does not: ", escape(text), at + 1)?;
        }
        Mode::Running(..) | Mode::Notice(..) => {}
        Mode::Help => {
            for (keys, what) in KEYS {
                writeln!(out, "{keys:<16}  {what}")?;
            }
            writeln!(out, "{:<16}  the next one", "an empty line")?;
            write!(out, "> ")?;
        }
        Mode::Walk => {
            for (fired, criterion) in lines::criteria(walk) {
                if fired {
                    writeln!(out, "ROLL BACK: {criterion}")?;
                }
            }
            let all = walk.stops().len();
            let Some(stop) = app.stop(walk) else {
                write!(out, "There is nothing to be done in this document.\n> ")?;
                return Ok(out.flush()?);
            };
            let section = stop.section.and_then(|section| walk.checked().checklist.sections.get(section));
            let section = section.map(|section| format!("{} | ", crate::text::escape_line(&section.title)));
            writeln!(out, "\n{}{} of {all}", section.unwrap_or_default(), app.at + 1)?;
            writeln!(out, "{}", lines::stop(walk, stop).trim_start())?;
            // The first line of the details repeats the stop.
            for (label, text) in lines::details(walk, stop).into_iter().skip(1) {
                let sign = if label.is_empty() { "  " } else { ": " };
                writeln!(out, "  {label}{sign}{text}")?;
            }
            write!(out, "> ")?;
        }
    }
    Ok(out.flush()?)
}

/// The next line, without its end; `None` when there is none.
fn read_line(input: &mut dyn Read) -> Result<Option<String>> {
    let mut line = Vec::new();
    let mut byte = [0_u8];
    loop {
        match input.read(&mut byte)? {
            0 if line.is_empty() => return Ok(None),
            0 => break,
            _ if byte == *b"\n" => break,
            _ => line.extend(byte),
        }
    }
    Ok(Some(String::from_utf8_lossy(&line).trim_end_matches('\r').to_owned()))
}
