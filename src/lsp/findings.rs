//! Findings as the editor shows them, and what it can mend.

use std::collections::HashMap;

use gen_lsp_types::{
    CodeAction, CodeActionKind, CodeActionParams, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity,
    Location, OptionalVersionedTextDocumentIdentifier, Range, TextDocumentEdit, TextDocumentIdentifier, TextEdit, Uri,
    WorkspaceEdit,
};

use super::document::{Document, Seen};
use super::place;
use crate::diagnostic;
use crate::engine::editing::{Looked, Weight};
use crate::fill;
use crate::text::escape_line;

/// Everything that is to be shown beside a text.
pub(super) fn diagnostics(document: &Document, uri: &Uri, related: bool) -> Vec<Diagnostic> {
    match document.last() {
        Seen::Checklist(looked) => {
            looked.checked.diagnostics.iter().map(|found| shown(looked, found, uri, related)).collect()
        }
        Seen::Other => Vec::new(),
        Seen::Failed(why) => vec![Diagnostic {
            severity: Some(DiagnosticSeverity::Error),
            source: Some("gonogo".to_owned()),
            message: escape_line(why).into_owned().into(),
            ..Default::default()
        }],
    }
}

fn shown(looked: &Looked, found: &diagnostic::Diagnostic, uri: &Uri, related: bool) -> Diagnostic {
    let source = &looked.checked.source;
    let mut message = escape_line(&found.message).into_owned();
    if let Some(help) = &found.help {
        message.push_str("\nhelp: ");
        message.push_str(&escape_line(help));
    }
    let elsewhere = found.related.iter().filter(|_| related).map(|(span, label)| DiagnosticRelatedInformation {
        location: Location { uri: uri.clone(), range: place::range(source, *span) },
        message: escape_line(label).into_owned(),
    });
    let elsewhere: Vec<_> = elsewhere.collect();
    Diagnostic {
        range: place::range(source, found.span),
        severity: Some(match looked.weight(found) {
            Weight::Wrong => DiagnosticSeverity::Error,
            Weight::Doubtful => DiagnosticSeverity::Warning,
            Weight::ToDo => DiagnosticSeverity::Information,
        }),
        code: Some(found.rule.to_owned().into()),
        source: Some("gonogo".to_owned()),
        message: message.into(),
        related_information: Some(elsewhere).filter(|elsewhere| !elsewhere.is_empty()),
        ..Default::default()
    }
}

/// The fixes of what was found where somebody asks, as far as they change nothing that a reader sees; whether the editor knows
/// versions, and related places.
pub(super) fn actions(
    document: &Document,
    uri: &Uri,
    params: &CodeActionParams,
    (versions, related): (bool, bool),
) -> Vec<CodeAction> {
    let wanted = params.context.only.as_ref();
    let Some(looked) = document.looked().filter(|_| wanted.is_none_or(|kinds| kinds.iter().any(covers_fixes))) else {
        return Vec::new();
    };
    let source = &looked.checked.source;
    let here = |found: &&diagnostic::Diagnostic| meet(&place::range(source, found.span), &params.range);
    let safe = |found: &&diagnostic::Diagnostic| {
        !found.fix.is_empty() && fill::mend(source, std::slice::from_ref(*found)).mended == 1
    };
    let found = looked.checked.diagnostics.iter().filter(here).filter(safe);
    let action = |found: &diagnostic::Diagnostic| {
        let edits = found
            .fix
            .iter()
            .map(|edit| TextEdit { range: place::range(source, edit.span), new_text: edit.text.clone() });
        let title = format!("Mend: {}", escape_line(&found.message));
        CodeAction {
            title,
            kind: Some(CodeActionKind::QuickFix),
            diagnostics: Some(vec![shown(looked, found, uri, related)]),
            is_preferred: Some(true),
            edit: Some(edit(uri, edits.collect(), versions.then_some(document.version))),
            ..Default::default()
        }
    };
    found.map(action).collect()
}

/// Whether who asks for this kind of action asks for fixes.
fn covers_fixes(kind: &CodeActionKind) -> bool {
    matches!(kind, CodeActionKind::Empty | CodeActionKind::QuickFix)
}

/// An edit of one text, for one version of it where that can be said.
fn edit(uri: &Uri, edits: Vec<TextEdit>, version: Option<i32>) -> WorkspaceEdit {
    match version {
        None => WorkspaceEdit { changes: Some(HashMap::from([(uri.clone(), edits)])), ..Default::default() },
        Some(version) => {
            let text_document_identifier = TextDocumentIdentifier { uri: uri.clone() };
            let text_document =
                OptionalVersionedTextDocumentIdentifier { text_document_identifier, version: Some(version) };
            let edit = TextDocumentEdit { text_document, edits: edits.into_iter().map(Into::into).collect() };
            WorkspaceEdit { document_changes: Some(vec![edit.into()]), ..Default::default() }
        }
    }
}

/// Whether two parts of a text share a line: who asks in a line wants what there is to do about it.
fn meet(one: &Range, other: &Range) -> bool {
    one.start.line <= other.end.line && other.start.line <= one.end.line
}
