//! What can be wrong with a configuration, with its place.

use std::ops::Range;
use std::path::PathBuf;

use crate::text::{Source, SourceError, nearest};

/// Why there is no configuration.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file can't be read.
    #[error("{}: cannot be read: {source}", path.display())]
    Read {
        /// Its path.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Something else has its name.
    #[error("{}: is no regular file; put the configuration there, or rename it", .0.display())]
    NotAFile(PathBuf),
    /// It is no text.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// It says something that is not understood.
    #[error("{path}:{line}:{column}: {message}{}", did_you_mean(suggestion.as_deref()))]
    Invalid {
        /// The file, as it was named.
        path: String,
        /// Line, 1-based.
        line: usize,
        /// Column in characters, 1-based.
        column: usize,
        /// What is wrong.
        message: String,
        /// What was probably meant.
        suggestion: Option<String>,
    },
}

fn did_you_mean(suggestion: Option<&str>) -> String {
    suggestion.map(|word| format!("; did you mean `{word}`?")).unwrap_or_default()
}

impl ConfigError {
    /// Something wrong at a place.
    pub(super) fn at(source: &Source, span: Range<usize>, message: String, suggestion: Option<String>) -> Self {
        let at = source.position(span.start);
        Self::Invalid { path: source.path().to_owned(), line: at.line, column: at.column, message, suggestion }
    }

    /// What the TOML library has to say; of an unknown word the nearest that is known.
    pub(super) fn syntax(source: &Source, error: &toml::de::Error) -> Self {
        let message: Vec<&str> = error.message().lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let message = message.join(", ");
        let mut words = message.split('`').skip(1).step_by(2);
        let unknown = message.starts_with("unknown").then(|| words.next()).flatten();
        let suggestion = unknown.and_then(|word| nearest(word, words)).map(str::to_owned);
        Self::at(source, error.span().unwrap_or(0..0), message, suggestion)
    }

    /// A name that is none of those there are.
    pub(super) fn unknown<'c>(
        source: &Source,
        span: Range<usize>,
        what: &str,
        name: &str,
        known: impl IntoIterator<Item = &'c str>,
    ) -> Self {
        let suggestion = nearest(name, known).map(str::to_owned);
        Self::at(source, span, format!("there is no {what} `{name}`"), suggestion)
    }
}
