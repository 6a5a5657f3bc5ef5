//! Globs over paths and titles: `*` within a path component, `**` for any number of them, `?` and `[…]`.

use std::path::Path;

use glob::MatchOptions;

use super::ConfigError;
use crate::text::Source;

/// A glob, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    glob: glob::Pattern,
    /// Its line in the configuration, 1-based.
    pub line: usize,
}

const PATHS: MatchOptions =
    MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: false };

const TITLES: MatchOptions =
    MatchOptions { case_sensitive: false, require_literal_separator: false, require_literal_leading_dot: false };

impl Pattern {
    /// The glob that stands in `source`.
    pub fn new(source: &Source, text: &toml::Spanned<String>) -> Result<Self, ConfigError> {
        let bad = |error: glob::PatternError| {
            ConfigError::at(source, text.span(), format!("`{}` is no glob: {}", text.get_ref(), error.msg), None)
        };
        let glob = glob::Pattern::new(text.get_ref()).map_err(bad)?;
        Ok(Self { glob, line: source.line_of(text.span().start) })
    }

    /// The glob as it is written.
    pub fn text(&self) -> &str {
        self.glob.as_str()
    }

    /// Whether a path is meant.
    pub fn matches_path(&self, path: &Path) -> bool {
        self.glob.matches_path_with(path, PATHS)
    }

    /// Whether a title is meant, in upper or lower case.
    pub fn matches(&self, title: &str) -> bool {
        self.glob.matches_with(title, TITLES)
    }
}
