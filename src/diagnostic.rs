//! Diagnostics: what a rule has to say about a place in the text.

use std::sync::Arc;

use crate::model::Ref;
use crate::text::{Edit, Span};

/// What a diagnostic does to the verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Shown; the verdict stays.
    Warning,
    /// A needed fact is missing: the verdict can't be GO, and is UNDECIDED where nothing holds it.
    Undecided,
    /// A hold: the verdict is NO-GO.
    Hold,
}

impl Severity {
    /// The word for it, as in the JSON output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Undecided => "undecided",
            Self::Hold => "hold",
        }
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Name of the rule, in kebab-case.
    pub rule: &'static str,
    /// What it does to the verdict.
    pub severity: Severity,
    /// One line that stands alone: lower case first, no full stop. Quotes the checklist, so it is not safe to print raw.
    pub message: String,
    /// The bytes it is about.
    pub span: Span,
    /// A few words for the excerpt.
    pub label: Option<String>,
    /// What to do about it.
    pub help: Option<String>,
    /// Other places that matter.
    pub related: Vec<(Span, String)>,
    /// Id of the item it is about.
    pub item: Option<Arc<str>>,
    /// Edits that mend it, where that is safe.
    pub fix: Vec<Edit>,
    /// Whether somebody has taken it on themselves; it is a warning then, whatever the configuration says.
    pub waived: bool,
    /// Whether it is only told where nothing else speaks of the same place as gravely.
    pub spare: bool,
}

impl Diagnostic {
    /// A hold of `rule` at `span`.
    pub fn hold(rule: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity: Severity::Hold,
            message: message.into(),
            span,
            label: None,
            help: None,
            related: Vec::new(),
            item: None,
            fix: Vec::new(),
            waived: false,
            spare: false,
        }
    }

    /// The same as a warning.
    pub fn warning(self) -> Self {
        Self { severity: Severity::Warning, ..self }
    }

    /// The same as something that can't be determined.
    pub fn undecided(self) -> Self {
        Self { severity: Severity::Undecided, ..self }
    }

    /// Told only where nothing else speaks of the same place as gravely.
    pub fn unless_told(self) -> Self {
        Self { spare: true, ..self }
    }

    /// With words for the excerpt.
    pub fn label(self, label: impl Into<String>) -> Self {
        Self { label: Some(label.into()), ..self }
    }

    /// With what to do about it.
    pub fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// With another place that matters.
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push((span, label.into()));
        self
    }

    /// About an item.
    pub fn item(self, id: &Arc<str>) -> Self {
        Self { item: Some(id.clone()), ..self }
    }

    /// About the item that something is part of, where it is.
    pub fn part_of(self, item: Option<&Ref>) -> Self {
        Self { item: item.map(|item| item.id.clone()), ..self }
    }

    /// With an edit that mends it.
    pub fn fix(mut self, edit: Edit) -> Self {
        self.fix.push(edit);
        self
    }
}
