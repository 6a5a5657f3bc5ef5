//! What people read: errors, remarks and texts with everything visible that a terminal would obey.

use std::io::{ErrorKind, Write as _};

use anyhow::Result;

use super::Ui;
use crate::git::GitError;
use crate::signing::SignError;
use crate::world::World;

/// `text` on one line, with control and direction characters written out.
pub(super) fn visible(text: &str) -> String {
    escaped(text, |_| false)
}

/// The same, but line ends and tabs stay.
pub(super) fn visible_lines(text: &str) -> String {
    escaped(text, |c| matches!(c, '\n' | '\t'))
}

fn escaped(text: &str, stays: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let obeyed = c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
        if obeyed && !stays(c) { out.extend(c.escape_default()) } else { out.push(c) }
    }
    out
}

/// A remark about the run itself.
pub(super) fn remark(ui: &Ui, world: &mut World, text: &str) -> Result<()> {
    if ui.remarks {
        writeln!(world.stderr, "{}", visible(text))?;
    }
    Ok(())
}

/// An error and what to do about it.
pub(super) fn error(world: &mut World, error: &anyhow::Error) -> std::io::Result<()> {
    let chain: Vec<String> = error.chain().map(|cause| visible(&cause.to_string())).collect();
    let mut said: Vec<&str> = Vec::new();
    for cause in &chain {
        // Some errors quote their cause themselves.
        if !said.iter().any(|known| known.contains(cause.as_str())) {
            said.push(cause);
        }
    }
    writeln!(world.stderr, "error: {}", said.join(": "))?;
    let hint = error.chain().find_map(|cause| {
        let git = cause.downcast_ref::<GitError>().and_then(GitError::hint);
        git.or_else(|| cause.downcast_ref::<SignError>().and_then(|error| Some(error.hint())))
    });
    if let Some(hint) = hint {
        writeln!(world.stderr, "  help: {}", visible(&hint))?;
    }
    Ok(())
}

/// Whether the reader of our output has gone away.
pub(super) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let is_pipe = |io: &std::io::Error| io.kind() == ErrorKind::BrokenPipe;
    error.chain().filter_map(|cause| cause.downcast_ref::<std::io::Error>()).any(is_pipe)
}
