//! What people read: errors, remarks and texts with everything visible that a terminal would obey.

use std::borrow::Cow;
use std::io::{ErrorKind, Write as _};

use anyhow::Result;

use super::Ui;
use crate::git::GitError;
use crate::record::RecordError;
use crate::signing::SignError;
use crate::text;
use crate::world::World;

/// `text` on one line, with control and direction characters written out.
pub(super) fn visible(line: &str) -> Cow<'_, str> {
    text::escape_line(line)
}

/// The same, but line ends and tabs stay.
pub(super) fn visible_lines(lines: &str) -> Cow<'_, str> {
    text::escape(lines)
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
    let chain: Vec<String> = error.chain().map(|cause| visible(&cause.to_string()).into_owned()).collect();
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
        let record = || cause.downcast_ref::<RecordError>().and_then(RecordError::hint);
        git.or_else(record).or_else(|| cause.downcast_ref::<SignError>().map(SignError::hint))
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
