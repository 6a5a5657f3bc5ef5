//! Questions to whoever sits at the terminal, on standard error, answered line by line.

use std::io::{Read as _, Write as _};

use anyhow::Result;

use super::show;
use crate::world::World;

/// The longest answer, in bytes: a public key of RSA fits.
const LONGEST: usize = 4_000;

/// What somebody answered.
pub(super) enum Answer {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Neither, and no further question.
    Quit,
}

/// Asks until a whole word is typed; whatever else asks again, and the end of the input is no answer.
pub(super) fn whole_word(world: &mut World, question: &str) -> Result<Answer> {
    loop {
        let (text, ended) = read(world, question)?;
        match text.trim() {
            "yes" => return Ok(Answer::Yes),
            "no" => return Ok(Answer::No),
            "quit" => return Ok(Answer::Quit),
            _ if ended => return Ok(Answer::Quit),
            _ => {}
        }
    }
}

/// A line without the blanks around it; `None` where nothing is typed.
pub(super) fn line(world: &mut World, question: &str) -> Result<Option<String>> {
    let (text, _) = read(world, question)?;
    Ok(Some(text.trim().to_owned()).filter(|text| !text.is_empty()))
}

/// Shows something before a question.
pub(super) fn say(world: &mut World, text: &str) -> Result<()> {
    write!(world.stderr, "{}", show::visible_lines(text))?;
    Ok(world.stderr.flush()?)
}

/// A line, and whether the input has ended with it.
fn read(world: &mut World, question: &str) -> Result<(String, bool)> {
    say(world, question)?;
    let mut line = Vec::new();
    let mut byte = [0];
    loop {
        if world.stdin.read(&mut byte)? == 0 || line.len() == LONGEST {
            return Ok((String::from_utf8_lossy(&line).into_owned(), true));
        }
        if byte == *b"\n" {
            return Ok((String::from_utf8_lossy(&line).into_owned(), false));
        }
        line.extend(byte);
    }
}
