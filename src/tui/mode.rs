//! What can be on the screen besides the run, what can be asked of it, and the keys.

use crate::engine::walk::{Act, Spot};

/// What is on the screen besides the run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Nothing: keys act on the run.
    #[default]
    Walk,
    /// A line is being typed.
    Ask(Question, String),
    /// A statement is shown; it may be signed.
    Statement(String),
    /// Nothing can be signed, and why; the name may be typed.
    NoStatement(String),
    /// Blocks of commands, each as it would be run, or why it is not; the one that is shown is at this index.
    Commands(Vec<Result<String, String>>, usize),
    /// Commands are running: what they are, and the end of what they have written.
    Running(String, String),
    /// Something to be read: a title and a text.
    Notice(String, String),
    /// The keys.
    Help,
}

/// What a line is typed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Why an item does not apply.
    NotApplicable,
    /// What went wrong.
    Fail,
    /// Something to say about an item.
    Note,
    /// A file or link that shows that an item is done.
    Attach,
    /// The value of a field.
    Value,
    /// Words to look for.
    Search,
}

impl Question {
    /// The prompt.
    pub const fn words(self) -> &'static str {
        match self {
            Self::NotApplicable => "Why does it not apply?",
            Self::Fail => "What went wrong?",
            Self::Note => "Note:",
            Self::Attach => "File or https:// link:",
            Self::Value => "Value:",
            Self::Search => "Find:",
        }
    }
}

/// What the run has to be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Do something at a stop.
    Act(Spot, Act),
    /// Take the last step back.
    Undo,
    /// Show what would be signed.
    Statement(Spot),
    /// Sign what is shown.
    Sign,
    /// Show what would be run.
    Commands(Spot),
    /// Run the block of this index of those that were shown.
    Run(usize),
    /// End what runs.
    Cancel,
    /// Leave.
    Quit,
}

/// The keys, and what they do.
pub const KEYS: [(&str, &str); 16] = [
    ("↑ ↓ / k j", "previous, next"),
    ("PgUp PgDn / [ ]", "previous, next section"),
    ("t / space", "tick, or open again"),
    ("n", "not applicable, with a reason"),
    ("f", "failed, with a reason"),
    ("m", "write a note below it"),
    ("a", "attach a file or link as evidence"),
    ("e / enter", "fill in a field or placeholder"),
    ("s", "sign"),
    ("x", "run the commands, shown first"),
    ("tab", "skip to what is open next"),
    ("h", "skip to what holds next"),
    ("/", "find; again with an empty line"),
    ("u", "take the last step back"),
    ("?", "these keys"),
    ("q", "leave; everything is written already"),
];
