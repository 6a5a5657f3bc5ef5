//! Text to model: never fails, never panics; what it can't make out is a problem in the model, not silence.

use crate::model::{Checklist, Summary};
use crate::text::Source;

/// Compiles a document.
pub fn parse(source: &Source) -> Checklist {
    Checklist {
        path: source.path().to_owned(),
        sha256: source.sha256().to_string(),
        title: None,
        stage: None,
        front_matter: None,
        sections: Vec::new(),
        items: Vec::new(),
        fields: Vec::new(),
        placeholders: Vec::new(),
        sign_offs: Vec::new(),
        decisions: Vec::new(),
        criteria: Vec::new(),
        steps: Vec::new(),
        commands: Vec::new(),
        counts: Vec::new(),
        problems: Vec::new(),
        summary: Summary::default(),
    }
}
