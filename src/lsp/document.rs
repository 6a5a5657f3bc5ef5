//! A text that is open in the editor.

use std::path::Path;

use super::uri;
use crate::engine::editing::{self, Looked, Reach};
use crate::engine::files;
use crate::text::Source;
use crate::world::World;

/// The byte-order mark.
const MARK: &str = "\u{feff}";

/// An open text, and what was found in it.
pub(super) struct Document {
    /// Its version, as the editor counts.
    pub version: i32,
    text: String,
    /// How far to look at it next; `None` where nothing has changed.
    due: Option<Reach>,
    seen: Seen,
}

/// What came of the last look.
pub(super) enum Seen {
    /// A checklist.
    Checklist(Box<Looked>),
    /// Nothing to speak of.
    Other,
    /// Why it could not be looked at.
    Failed(String),
}

impl Document {
    pub fn new(version: i32, text: String) -> Self {
        Self { version, text, due: Some(Reach::Outside), seen: Seen::Other }
    }

    pub fn change(&mut self, version: i32, text: String) {
        (self.version, self.text) = (version, text);
        self.ask(Reach::Text);
    }

    /// Has it looked at once more; who asks for more is heard.
    pub fn ask(&mut self, reach: Reach) {
        self.due = Some(self.due.map_or(reach, |due| due.min(reach)));
    }

    /// Looks at it, where that is due; whether it was.
    pub fn look(&mut self, world: &World, name: &str) -> bool {
        let Some(reach) = self.due.take() else { return false };
        // What is not in a file yet has no place that a configuration could name.
        let path = uri::path(name).filter(|path| files::is_markdown(path));
        self.seen = path.map_or(Seen::Other, |path| self.seen(world, &path, reach));
        true
    }

    fn seen(&self, world: &World, path: &Path, reach: Reach) -> Seen {
        let name = path.strip_prefix(&world.cwd).unwrap_or(path);
        // Editors send a text without the mark that its file begins with, and what was signed has it.
        let mark = if files::has_byte_order_mark(path) && !self.text.starts_with(MARK) { MARK } else { "" };
        let looked = Source::new(files::name(name), format!("{mark}{}", self.text).into_bytes())
            .map_err(anyhow::Error::from)
            .and_then(|source| editing::look(world, path, source, reach));
        match looked {
            Ok(Some(looked)) => Seen::Checklist(Box::new(looked)),
            Ok(None) => Seen::Other,
            Err(error) => Seen::Failed(format!("{error:#}")),
        }
    }

    /// What came of the last look.
    pub fn last(&self) -> &Seen {
        &self.seen
    }

    /// The checklist, if it is one.
    pub fn looked(&self) -> Option<&Looked> {
        match &self.seen {
            Seen::Checklist(looked) => Some(looked),
            Seen::Other | Seen::Failed(_) => None,
        }
    }
}
