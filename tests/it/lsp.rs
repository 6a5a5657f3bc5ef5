//! The editor server: it shows what `check` and `lint` say of the same text, where the protocol counts it, and keeps to the
//! protocol.

use std::io::{BufReader, Write as _};
use std::process::Stdio;

use gen_lsp_types::{
    CodeAction, Diagnostic, DiagnosticSeverity, DocumentChange, DocumentSymbol, Edit, Hover, InitializeResult,
    Message as Said, PublishDiagnosticsParams, TextEdit,
};
use gonogo::text::Source;
use lsp_server::{Message, Notification, Request, Response};
use serde_json::{Value, json};

use crate::cli_env::{CliEnv, Done};
use crate::team::{PATH, RUN as RUN_OF_TEAM, Team};

/// What an editor says, from the first word to the last.
struct Editor {
    env: CliEnv,
    said: Vec<Message>,
    asked: i32,
}

impl Editor {
    /// One that has said hello.
    fn new(env: CliEnv) -> Self {
        let capabilities = json!({"textDocument": {"publishDiagnostics": {"relatedInformation": true}}});
        Self { env, said: Vec::new(), asked: 0 }
            .asks("initialize", json!({"processId": null, "rootUri": null, "capabilities": capabilities}))
            .tells("initialized", json!({}))
    }

    fn silent(env: CliEnv) -> Self {
        Self { env, said: Vec::new(), asked: 0 }
    }

    fn asks(mut self, method: &str, params: Value) -> Self {
        self.asked += 1;
        self.said.push(Request { id: self.asked.into(), method: method.to_owned(), params }.into());
        self
    }

    fn tells(mut self, method: &str, params: Value) -> Self {
        self.said.push(Notification { method: method.to_owned(), params }.into());
        self
    }

    fn uri(&self, path: &str) -> String {
        let path = self.env.path(path).display().to_string().replace('\\', "/");
        // A drive has a slash before it.
        format!("file://{}{path}", if path.starts_with('/') { "" } else { "/" })
    }

    fn opens(self, path: &str, text: &str) -> Self {
        let document = json!({"uri": self.uri(path), "languageId": "markdown", "version": 1, "text": text});
        self.tells("textDocument/didOpen", json!({"textDocument": document}))
    }

    fn changes(self, path: &str, version: i32, text: &str) -> Self {
        let document = json!({"uri": self.uri(path), "version": version});
        self.tells("textDocument/didChange", json!({"textDocument": document, "contentChanges": [{"text": text}]}))
    }

    fn asks_of(self, method: &str, path: &str, more: Value) -> Self {
        let mut params = json!({"textDocument": {"uri": self.uri(path)}});
        params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.asks(method, params)
    }

    fn asks_for_fixes(self, path: &str, lines: (u32, u32)) -> Self {
        let range = json!({"start": {"line": lines.0, "character": 0}, "end": {"line": lines.1, "character": 0}});
        self.asks_of("textDocument/codeAction", path, json!({"range": range, "context": {"diagnostics": []}}))
    }

    fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.said.iter().for_each(|message| message.clone().write(&mut bytes).unwrap());
        bytes
    }

    /// Says all of it at once, and what comes back.
    fn ends_with(self, status: u8) -> Heard {
        let bytes = self.bytes();
        let Done { status: left, stdout, stderr } = self.env.stdin(bytes).gonogo(["lsp", "--stdio"]);
        assert_eq!(left, status, "{stderr}");
        let mut input = stdout.as_bytes();
        let heard = std::iter::from_fn(|| Message::read(&mut input).unwrap()).collect();
        Heard { heard, stderr }
    }

    fn leaves(self) -> Heard {
        self.asks("shutdown", Value::Null).tells("exit", Value::Null).ends_with(0)
    }
}

/// What the server said.
struct Heard {
    heard: Vec<Message>,
    stderr: String,
}

impl Heard {
    fn published(&self) -> Vec<PublishDiagnosticsParams> {
        let told = self.heard.iter().filter_map(|message| match message {
            Message::Notification(told) if told.method == "textDocument/publishDiagnostics" => {
                Some(serde_json::from_value(told.params.clone()).unwrap())
            }
            Message::Notification(_) | Message::Request(_) => panic!("{message:?}"),
            Message::Response(_) => None,
        });
        told.collect()
    }

    fn diagnostics(&self) -> Vec<Diagnostic> {
        self.published().pop().unwrap().diagnostics
    }

    fn answer<T: serde::de::DeserializeOwned>(&self, to: i32) -> T {
        let result = self.response(to).response_result.clone().unwrap();
        serde_json::from_value(result).unwrap()
    }

    fn error(&self, to: i32) -> i32 {
        self.response(to).response_result.clone().unwrap_err().code
    }

    fn response(&self, to: i32) -> &Response {
        let is = |message: &&Message| matches!(message, Message::Response(response) if response.id == to.into());
        match self.heard.iter().find(is) {
            Some(Message::Response(response)) => response,
            _ => panic!("no answer to {to}"),
        }
    }
}

fn words(message: &Said) -> &str {
    match message {
        Said::String(words) => words,
        Said::MarkupContent(_) => panic!(),
    }
}

fn severities(found: &[Diagnostic]) -> Vec<DiagnosticSeverity> {
    found.iter().map(|found| found.severity.unwrap()).collect()
}

const RUN: &str = "# Release\n\n- [x] Backup taken\n- [ ] Tests pass\n\n## Decision\n\n- [ ] GO\n- [ ] NO-GO\n";

/// Everything is a run, whatever it looks like.
const ALL_RUNS: &str = "[[checklist]]\npaths = [\"*.md\"]\nstage = \"run\"\nassurance = \"typed\"\n";

#[test]
fn it_says_where_it_counts_from_and_what_it_can() {
    let hello: InitializeResult = Editor::new(CliEnv::new()).leaves().answer(1);
    assert_eq!(hello.server_info.unwrap().name, "gonogo");
    let can = serde_json::to_value(hello.capabilities).unwrap();
    assert_eq!(can["positionEncoding"], "utf-16");
    assert_eq!(can["textDocumentSync"], json!({"openClose": true, "change": 1, "save": true}));
}

#[test]
fn what_is_shown_is_what_check_says() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut seen = 0;
    for kind in ["go", "labelled"] {
        for entry in std::fs::read_dir(folder.join(kind)).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.extension().is_none_or(|end| end != "md") {
                continue;
            }
            let text = std::fs::read_to_string(&entry).unwrap();
            let env = CliEnv::new().file("gonogo.toml", ALL_RUNS).file("run.md", &text);
            let said: Value =
                serde_json::from_str(&env.gonogo(["check", "run.md", "--format", "json"]).stdout).unwrap();
            let said = said["files"][0]["diagnostics"].as_array().unwrap();
            let said: Vec<_> = said
                .iter()
                .map(|found| {
                    let rule = found["rule"].as_str().unwrap().to_owned();
                    (rule, found["line"].as_u64().unwrap() - 1, found["message"].as_str().unwrap().to_owned())
                })
                .collect();
            let shown = Editor::new(env).opens("run.md", &text).leaves().diagnostics();
            let shown: Vec<_> = shown
                .iter()
                .map(|found| {
                    let code = serde_json::to_value(&found.code).unwrap().as_str().unwrap().to_owned();
                    let message = words(&found.message).split("\nhelp: ").next().unwrap().to_owned();
                    (code, u64::from(found.range.start.line), message)
                })
                .collect();
            assert_eq!(shown, said, "{}", entry.display());
            seen += shown.len();
        }
    }
    assert!(seen > 100, "{seen}");
}

#[test]
fn what_is_still_to_be_done_is_no_fault_until_somebody_says_that_it_is_done() {
    let shown = |text: &str| severities(&Editor::new(CliEnv::new()).opens("run.md", text).leaves().diagnostics());
    let [error, information] = [DiagnosticSeverity::Error, DiagnosticSeverity::Information];
    assert_eq!(shown(RUN), [information; 2]);
    assert_eq!(shown(&RUN.replace("[ ] GO", "[x] GO")), [error]);
    // A no is one at once.
    assert_eq!(shown(&RUN.replace("Backup taken", "Backup taken - FAILED"))[0], error);
    // Nobody has begun: it is a master.
    assert_eq!(shown(&RUN.replace("[x]", "[ ]")), []);
    assert_eq!(shown(&RUN.replace("[x]", "[ ]").replace("[ ] Tests", "[ ]Tests")), [error]);
}

#[test]
fn the_configuration_says_what_is_a_checklist() {
    let config = "[[checklist]]\npaths = [\"releases/*.md\"]\nstage = \"run\"\n[[checklist]]\npaths = [\"masters/*.md\"]\nstage = \"template\"\n";
    let shown = |config: &str, path: &str| {
        Editor::new(CliEnv::new().file("gonogo.toml", config)).opens(path, RUN).leaves().diagnostics()
    };
    assert_eq!(shown(config, "releases/v1.md").len(), 2);
    assert_eq!(shown(config, "masters/release.md").len(), 0);
    assert_eq!(shown(config, "README.md").len(), 0);
    assert_eq!(shown("", "README.md").len(), 2);
    assert_eq!(shown("", "notes.txt").len(), 0);
    let broken = shown("[[checklist]\n", "README.md");
    assert_eq!(severities(&broken), [DiagnosticSeverity::Error]);
    assert!(words(&broken[0].message).contains("gonogo.toml"), "{broken:?}");
    // Saving anything has all of them looked at once more.
    let editor = Editor::new(CliEnv::new().file("gonogo.toml", config)).opens("releases/v1.md", RUN);
    let editor =
        editor.asks("x", json!({})).tells("textDocument/didSave", json!({"textDocument": {"uri": "file:///x"}}));
    assert_eq!(editor.leaves().published().len(), 2);
}

#[test]
fn places_are_counted_in_utf_16() {
    let text = "# R\r\n\r\n- [x] A\r\n- [ ] \u{1f680}\u{1f680} é: ____ h\r\n";
    let found = Editor::new(CliEnv::new()).opens("a b/ü.md", text);
    let uri = found.uri("a b/ü.md");
    let encoded = uri.replace(' ', "%20").replace('ü', "%C3%BC");
    assert_ne!(uri, encoded);
    let found = found.opens("x.md", "").tells(
        "textDocument/didOpen",
        json!({"textDocument": {"uri": encoded, "languageId": "markdown", "version": 7, "text": text}}),
    );
    let published = found.leaves().published();
    for of in published.iter().filter(|of| !of.diagnostics.is_empty()) {
        let blank = of.diagnostics.iter().find(|found| found.code == Some("blank-field".to_owned().into())).unwrap();
        let (start, end) = (&blank.range.start, &blank.range.end);
        assert_eq!((start.line, start.character, end.line, end.character), (3, 14, 3, 18), "{blank:?}");
    }
    let all: Vec<_> = published.iter().map(|of| (of.uri.0.as_str(), of.version, of.diagnostics.len())).collect();
    assert!(all.contains(&(&encoded, Some(7), 2)) && all.contains(&(&uri, Some(1), 2)), "{all:?}");
}

#[test]
fn only_the_last_of_several_changes_is_looked_at_and_closing_clears() {
    let editor = Editor::new(CliEnv::new()).opens("run.md", RUN).changes("run.md", 2, "").changes(
        "run.md",
        3,
        "- [x] A\n- [ ] B\n",
    );
    let closed = json!({"textDocument": {"uri": editor.uri("run.md")}});
    let published = editor.asks("x", json!({})).tells("textDocument/didClose", closed).leaves().published();
    let all: Vec<_> = published.iter().map(|of| (of.version, of.diagnostics.len())).collect();
    assert_eq!(all, [(Some(3), 1), (None, 0)]);
}

/// The text after edits as an editor makes them.
fn edited(text: &str, edits: &[TextEdit]) -> String {
    let source = Source::new("x.md", text.as_bytes().to_vec()).unwrap();
    let offset = |at: &gen_lsp_types::Position| {
        let line = source.line(at.line as usize + 1);
        let mut units = 0;
        let before = source.slice(line).chars().take_while(|c| {
            let within = units < at.character as usize;
            units += c.len_utf16();
            within
        });
        line.start + before.map(char::len_utf8).sum::<usize>()
    };
    let mut text = text.to_owned();
    let mut spans: Vec<_> =
        edits.iter().map(|edit| (offset(&edit.range.start)..offset(&edit.range.end), edit)).collect();
    spans.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    spans.into_iter().for_each(|(span, edit)| text.replace_range(span, &edit.new_text));
    text
}

#[test]
fn what_lint_mends_the_editor_can_mend_too() {
    let text = "# R\r\n\r\n- [x] A\r\n- []  \u{1f680} B\r\n- [X ] C\r\nName: \\_\\_\\_\\_\r\n";
    let env = CliEnv::new().file("run.md", text);
    env.gonogo(["lint", "--fix", "run.md"]);
    let mended = env.read("run.md");
    assert_ne!(mended, text);
    let heard = Editor::new(env)
        .opens("run.md", text)
        .asks_for_fixes("run.md", (0, 99))
        .asks_for_fixes("run.md", (3, 3))
        .leaves();
    let actions: Vec<CodeAction> = heard.answer(2);
    let edits: Vec<TextEdit> = actions
        .iter()
        .flat_map(|action| action.edit.as_ref().unwrap().changes.as_ref().unwrap().values().flatten().cloned())
        .collect();
    assert_eq!(edited(text, &edits), mended);
    let here: Vec<CodeAction> = heard.answer(3);
    assert_eq!(here.len(), 1);
    assert_eq!(
        here[0].diagnostics.as_ref().unwrap()[0],
        heard.diagnostics().into_iter().find(|found| found.range.start.line == 3).unwrap()
    );

    // An editor that knows versions is told for which the edit is meant; who asks for other actions gets none.
    let editor = Editor::silent(CliEnv::new()).asks(
        "initialize",
        json!({"processId": null, "rootUri": null, "capabilities": {"workspace": {"workspaceEdit": {"documentChanges": true}}}}),
    );
    let editor = editor.opens("run.md", text).changes("run.md", 8, text).asks_for_fixes("run.md", (3, 3));
    let other = json!({
        "range": {"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}},
        "context": {"diagnostics": [], "only": ["refactor"]}
    });
    let heard = editor.asks_of("textDocument/codeAction", "run.md", other).leaves();
    let actions: Vec<CodeAction> = heard.answer(2);
    let changes = actions[0].edit.as_ref().unwrap().document_changes.clone().unwrap();
    let [DocumentChange::TextDocumentEdit(change)] = changes.as_slice() else { panic!("{changes:?}") };
    assert_eq!(change.text_document.version, Some(8));
    assert!(matches!(change.edits.as_slice(), [Edit::TextEdit(_)]), "{change:?}");
    assert_eq!(heard.answer::<Vec<CodeAction>>(3), []);
}

fn nested(symbols: &[DocumentSymbol], within: Option<&DocumentSymbol>, depth: usize) -> usize {
    assert!(depth < 30);
    let each = symbols.iter().map(|symbol| {
        assert!(!symbol.name.is_empty());
        assert!(symbol.range.start <= symbol.selection_range.start && symbol.selection_range.end <= symbol.range.end);
        if let Some(outer) = within {
            assert!(outer.range.start <= symbol.range.start && symbol.range.end <= outer.range.end, "{symbol:?}");
        }
        1 + nested(symbol.children.as_deref().unwrap_or_default(), Some(symbol), depth + 1)
    });
    each.sum()
}

#[test]
fn the_outline_has_every_section_and_item_once_in_what_it_stands_in() {
    let symbols = |text: &str| -> Vec<DocumentSymbol> {
        let editor = Editor::new(CliEnv::new().file("gonogo.toml", ALL_RUNS)).opens("run.md", text);
        editor.asks_of("textDocument/documentSymbol", "run.md", json!({})).leaves().answer(2)
    };
    let shown = symbols(RUN);
    assert_eq!(shown[0].name, "Release");
    let parts = shown[0].children.as_ref().unwrap();
    let told: Vec<_> = parts.iter().map(|part| (part.name.as_str(), part.detail.as_deref())).collect();
    assert_eq!(told, [("Backup taken", Some("done")), ("Tests pass", Some("open")), ("Decision", None)]);
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/labelled");
    let documents = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let texts = documents.filter(|path| path.extension().is_some_and(|end| end == "md"));
    let deep: String = (0..1_000).map(|depth| format!("{}- Part {depth}\n", "  ".repeat(depth))).collect();
    let deepest = format!("{deep}{}- [ ] x\n", "  ".repeat(1_000));
    for text in texts.map(|path| std::fs::read_to_string(path).unwrap()).chain([deepest]) {
        let checklist = gonogo::parse::parse(&Source::new("run.md", text.clone().into_bytes()).unwrap());
        let all = checklist.items.len() + checklist.sections.len();
        assert_eq!(nested(&symbols(&text), None, 0), all, "{text}");
    }
}

#[test]
fn a_line_says_why_it_was_read_as_it_was() {
    let hover = |line: u32| -> Option<Hover> {
        let editor = Editor::new(CliEnv::new()).opens("run.md", RUN);
        let at = json!({"position": {"line": line, "character": 3}});
        editor.asks_of("textDocument/hover", "run.md", at).leaves().answer(2)
    };
    let said = serde_json::to_value(hover(2).unwrap().contents).unwrap();
    assert_eq!(said["value"], "item “Backup taken” — a GFM task\nid: release/backup-taken");
    assert_eq!(hover(1), None);
    assert_eq!(hover(99), None);
}

#[test]
fn a_byte_order_mark_that_the_editor_leaves_out_is_still_there() {
    let team = Team::new();
    let run = RUN_OF_TEAM.replacen("# Release", "\u{feff}# Release", 1);
    std::fs::write(team.env.path(PATH), run).unwrap();
    team.sign_all();
    team.check().exit(0);
    let signed = std::fs::read_to_string(team.env.path(PATH)).unwrap();
    let text = signed.strip_prefix('\u{feff}').unwrap();
    assert_eq!(Editor::new(team.env).opens(PATH, text).leaves().diagnostics(), []);
}

#[test]
fn what_is_no_file_here_is_left_alone() {
    for uri in
        ["untitled:Untitled-1", "file://elsewhere/run.md", "file:///%FF.md", "file:///a%00.md", "git:/run.md", ""]
    {
        let document = json!({"uri": uri, "languageId": "markdown", "version": 1, "text": RUN});
        let heard =
            Editor::new(CliEnv::new()).tells("textDocument/didOpen", json!({"textDocument": document})).leaves();
        assert_eq!(heard.diagnostics(), [], "{uri}");
    }
    let unknown = Editor::new(CliEnv::new()).asks_for_fixes("never-opened.md", (0, 9)).leaves();
    assert_eq!(unknown.answer::<Option<Vec<CodeAction>>>(2), None);
}

#[test]
fn nothing_of_a_checklist_acts_on_who_reads_it() {
    let text = crate::terminal_escapes::document();
    let lines = u32::try_from(text.lines().count()).unwrap();
    let mut editor = Editor::new(CliEnv::new().file("gonogo.toml", ALL_RUNS)).opens("run.md", &text);
    editor = editor.asks_for_fixes("run.md", (0, lines)).asks_of("textDocument/documentSymbol", "run.md", json!({}));
    for line in 0..lines {
        let at = json!({"position": {"line": line, "character": 0}});
        editor = editor.asks_of("textDocument/hover", "run.md", at);
    }
    let heard = editor.leaves();
    let mut seen = 0;
    let mut parts: Vec<Value> = heard.heard.iter().map(|message| serde_json::to_value(message).unwrap()).collect();
    while let Some(part) = parts.pop() {
        match part {
            Value::Array(more) => parts.extend(more),
            Value::Object(more) => parts.extend(more.into_iter().map(|(_, part)| part)),
            Value::String(said) => {
                seen += 1;
                assert_eq!(gonogo::text::escape(&said), said);
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    assert!(seen > 100, "{seen}");
}

#[test]
fn the_protocol_is_kept() {
    let heard = Editor::silent(CliEnv::new()).opens("run.md", RUN).asks("textDocument/hover", json!({})).ends_with(2);
    assert_eq!((heard.error(1), heard.published().len()), (-32002, 0));
    assert!(heard.stderr.contains("the editor went away"), "{}", heard.stderr);
    let editor =
        Editor::new(CliEnv::new()).asks("textDocument/rename", json!({})).asks("textDocument/hover", json!({"x": 1}));
    let editor = editor
        .asks("initialize", json!({}))
        .tells("$/cancelRequest", json!({"id": 1}))
        .tells("textDocument/didOpen", json!([]));
    let heard = editor
        .asks("shutdown", Value::Null)
        .asks("textDocument/hover", json!({}))
        .tells("exit", Value::Null)
        .ends_with(0);
    assert_eq!([2, 3, 4, 6].map(|to| heard.error(to)), [-32601, -32602, -32600, -32600]);
    assert_eq!(heard.answer::<Value>(5), Value::Null);
    Editor::new(CliEnv::new()).tells("exit", Value::Null).ends_with(2);
    for broken in ["", "Content-Length: 5\r\n\r\n{}", "Content-Length: 2\r\n\r\n{}", "hello\n", "\r\n\r\n"] {
        let done = CliEnv::new().stdin(broken).gonogo(["lsp"]);
        assert_eq!(done.status, 2, "{broken:?}: {done:?}");
    }
}

#[test]
fn the_real_program_answers_before_it_is_told_more() {
    let env = CliEnv::new();
    let mut child = env.program(["lsp"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let (mut stdin, mut stdout) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
    let mut editor = Editor::new(env);
    stdin.write_all(&editor.bytes()).unwrap();
    assert!(matches!(Message::read(&mut stdout).unwrap(), Some(Message::Response(_))));
    for version in 1..4 {
        editor.said.clear();
        editor = match version {
            1 => editor.opens("run.md", RUN),
            _ => editor.changes("run.md", version, RUN),
        };
        stdin.write_all(&editor.bytes()).unwrap();
        let told = Message::read(&mut stdout).unwrap();
        assert!(matches!(&told, Some(Message::Notification(told)) if told.params["version"] == version), "{told:?}");
    }
    editor.said.clear();
    editor = editor.asks("shutdown", Value::Null).tells("exit", Value::Null);
    stdin.write_all(&editor.bytes()).unwrap();
    assert!(child.wait().unwrap().success());
}
