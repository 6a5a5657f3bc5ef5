//! The editor server: the Language Server Protocol over standard input and output, one message after another. What it shows is
//! what `gonogo lint` and `gonogo check` say of the same text.

mod document;
mod findings;
mod outline;
mod place;
mod uri;

use std::collections::BTreeMap;
use std::io::BufReader;

use anyhow::{Result, bail};
use gen_lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionParams, DidChangeTextDocumentParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, DocumentSymbolParams, HoverParams, InitializeParams, InitializeResult,
    PositionEncodingKind, PublishDiagnosticsParams, ServerCapabilities, ServerInfo, TextDocumentContentChangeEvent,
    TextDocumentSyncKind, TextDocumentSyncOptions, Uri,
};
use lsp_server::{ErrorCode, Message, Notification, Request, Response};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::engine::editing::Reach;
use crate::world::World;
use document::Document;

/// Serves one editor until it says that it is done.
///
/// # Errors
/// When what comes in is no message, or the editor goes away without a word.
pub fn serve(world: &mut World) -> Result<()> {
    let mut input = BufReader::new(std::mem::replace(&mut world.stdin, Box::new(std::io::empty())));
    let mut server = Server::default();
    while let Some(message) = Message::read(&mut input)? {
        match message {
            Message::Request(request) => {
                server.catch_up(world)?;
                let response = server.answer(request);
                Message::from(response).write(&mut world.stdout)?;
            }
            Message::Notification(Notification { method, .. }) if method == "exit" => match server.phase {
                Phase::ShutDown => return Ok(()),
                Phase::New | Phase::Ready => bail!("the editor left without asking to shut down"),
            },
            Message::Notification(notification) if server.phase == Phase::Ready => server.hear(world, notification)?,
            Message::Notification(_) | Message::Response(_) => {}
        }
        // Of several changes that came together only the last is looked at.
        if input.buffer().is_empty() {
            server.catch_up(world)?;
        }
    }
    bail!("the editor went away")
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Phase {
    #[default]
    New,
    Ready,
    ShutDown,
}

/// What is known of one editor.
#[derive(Default)]
struct Server {
    phase: Phase,
    documents: BTreeMap<String, Document>,
    /// Whether the editor can say which version of a text an edit is meant for.
    names_versions: bool,
    /// Whether it shows other places beside a finding.
    shows_related: bool,
}

impl Server {
    fn answer(&mut self, request: Request) -> Response {
        let Request { id, method, params } = request;
        let said = match (self.phase, method.as_str()) {
            (Phase::New, "initialize") => read(params).map(|params| self.begin(&params)),
            (Phase::New, _) => Err((ErrorCode::ServerNotInitialized, "initialize comes first".to_owned())),
            (Phase::Ready, "shutdown") => {
                self.phase = Phase::ShutDown;
                Ok(Value::Null)
            }
            (Phase::Ready, "textDocument/codeAction") => read(params).map(|params| self.actions(&params)),
            (Phase::Ready, "textDocument/documentSymbol") => read(params).map(|params| self.symbols(&params)),
            (Phase::Ready, "textDocument/hover") => read(params).map(|params| self.hover(&params)),
            (Phase::ShutDown, _) | (_, "initialize") => Err((ErrorCode::InvalidRequest, format!("no {method} now"))),
            (Phase::Ready, _) => Err((ErrorCode::MethodNotFound, format!("{method} is not known here"))),
        };
        match said {
            Ok(value) => Response { id, response_result: Ok(value) },
            Err((code, message)) => Response::new_err(id, code as i32, message),
        }
    }

    fn begin(&mut self, params: &InitializeParams) -> Value {
        self.phase = Phase::Ready;
        let editor = &params.capabilities;
        let edits = editor.workspace.as_ref().and_then(|workspace| workspace.workspace_edit.as_ref());
        self.names_versions = edits.and_then(|edits| edits.document_changes).unwrap_or_default();
        let texts = editor.text_document.as_ref().and_then(|texts| texts.publish_diagnostics.as_ref());
        let shown = texts.and_then(|shown| shown.diagnostics_capabilities.related_information);
        self.shows_related = shown.unwrap_or_default();
        let sync = TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::Full),
            save: Some(true.into()),
            ..Default::default()
        };
        let fixes = CodeActionOptions { code_action_kinds: Some(vec![CodeActionKind::QuickFix]), ..Default::default() };
        value(InitializeResult {
            capabilities: ServerCapabilities {
                position_encoding: Some(PositionEncodingKind::UTF16),
                text_document_sync: Some(sync.into()),
                code_action_provider: Some(fixes.into()),
                document_symbol_provider: Some(true.into()),
                hover_provider: Some(true.into()),
                ..Default::default()
            },
            server_info: Some(ServerInfo {
                name: "gonogo".to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
        })
    }

    /// Takes what the editor tells; what is not for us is passed over.
    fn hear(&mut self, world: &mut World, notification: Notification) -> Result<()> {
        let Notification { method, params } = notification;
        match method.as_str() {
            "textDocument/didOpen" => {
                let Ok(DidOpenTextDocumentParams { text_document: opened }) = read(params) else { return Ok(()) };
                let document = Document::new(opened.version, opened.text);
                self.documents.insert(opened.uri.0, document);
            }
            "textDocument/didChange" => {
                let Ok(params) = read::<DidChangeTextDocumentParams>(params) else { return Ok(()) };
                let changed = params.text_document;
                let text = params.content_changes.into_iter().rev().find_map(|change| match change {
                    TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => Some(whole.text),
                    // Nobody was offered to send parts.
                    TextDocumentContentChangeEvent::TextDocumentContentChangePartial(_) => None,
                });
                let document = self.documents.get_mut(&changed.text_document_identifier.uri.0);
                if let (Some(document), Some(text)) = (document, text) {
                    document.change(changed.version, text);
                }
            }
            // Whatever was saved, a configuration among it, may count for all of them.
            "textDocument/didSave" | "workspace/didChangeWatchedFiles" | "workspace/didChangeConfiguration" => {
                self.documents.values_mut().for_each(|document| document.ask(Reach::Outside));
            }
            "textDocument/didClose" => {
                let Ok(params) = read::<DidCloseTextDocumentParams>(params) else { return Ok(()) };
                let uri = params.text_document.uri;
                self.documents.remove(&uri.0);
                publish(world, PublishDiagnosticsParams { uri, version: None, diagnostics: Vec::new() })?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Looks at every text that has changed, and tells what was found.
    fn catch_up(&mut self, world: &mut World) -> Result<()> {
        for (name, document) in &mut self.documents {
            if document.look(world, name) {
                let uri = Uri(name.clone());
                let diagnostics = findings::diagnostics(document, &uri, self.shows_related);
                publish(world, PublishDiagnosticsParams { uri, version: Some(document.version), diagnostics })?;
            }
        }
        Ok(())
    }

    fn actions(&self, params: &CodeActionParams) -> Value {
        let uri = &params.text_document.uri;
        self.documents.get(&uri.0).map_or(Value::Null, |document| {
            value(findings::actions(document, uri, params, (self.names_versions, self.shows_related)))
        })
    }

    fn symbols(&self, params: &DocumentSymbolParams) -> Value {
        let looked = self.documents.get(&params.text_document.uri.0).and_then(Document::looked);
        looked.map_or(Value::Null, |looked| value(outline::symbols(&looked.checked)))
    }

    fn hover(&self, params: &HoverParams) -> Value {
        let at = &params.text_document_position_params;
        let looked = self.documents.get(&at.text_document.uri.0).and_then(Document::looked);
        looked.and_then(|looked| outline::hover(&looked.checked, at.position.line)).map_or(Value::Null, value)
    }
}

fn publish(world: &mut World, params: PublishDiagnosticsParams) -> Result<()> {
    let method = "textDocument/publishDiagnostics".to_owned();
    Message::from(Notification { method, params: value(params) }).write(&mut world.stdout)?;
    Ok(())
}

/// The parameters of a message.
fn read<T: DeserializeOwned>(params: Value) -> Result<T, (ErrorCode, String)> {
    serde_json::from_value(params).map_err(|error| (ErrorCode::InvalidParams, error.to_string()))
}

/// A part of a message; the protocol's own types have nothing that JSON could not say.
fn value(part: impl serde::Serialize) -> Value {
    serde_json::to_value(part).unwrap_or_default()
}
