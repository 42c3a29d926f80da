//! Messages of the protocol in and out, and the documents that are open.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use lsp_server::{Connection, ErrorCode, Message, Notification, ProtocolError, Request, Response};
use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionParams, CompletionOptions, CompletionParams,
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, DocumentSymbolParams,
    PositionEncodingKind, PublishDiagnosticsParams, ReferenceParams, RenameOptions, RenameParams, Save,
    ServerCapabilities, TextDocumentContentChangeEvent, TextDocumentPositionParams, TextDocumentSyncKind,
    TextDocumentSyncOptions, Uri,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use super::answers;
use super::text::{Settings, Text};
use crate::arguments::Lsp;
use crate::disk::OpenTexts;
use crate::load::Fault;

/// What opens a template, in either format: only such texts are read, whatever else the editor calls YAML.
const MARKS: [&str; 3] = ["heat_template_version", "HeatTemplateFormatVersion", "AWSTemplateFormatVersion"];

/// What an editor says when files became others.
const WATCHED: &str = "workspace/didChangeWatchedFiles";

/// Serves one editor until it says goodbye.
pub(crate) fn lsp(asked: &Lsp) -> Result<(), Fault> {
    for path in &asked.environments {
        std::fs::metadata(path).map_err(|error| Fault::of(path, &error))?;
    }
    let (connection, threads) = Connection::stdio();
    let served = serve(&connection, asked);
    // The threads end when nobody holds their other ends.
    drop(connection);
    threads.join().map_err(|error| Fault(error.to_string()))?;
    served.map_err(|error| Fault(error.to_string()))
}

fn serve(connection: &Connection, asked: &Lsp) -> Result<(), ProtocolError> {
    let (id, editor) = connection.initialize_start()?;
    let about = json!({
        "capabilities": capabilities(),
        "serverInfo": { "name": "hotplate", "version": env!("CARGO_PKG_VERSION") },
    });
    connection.initialize_finish(id, about)?;
    let settings = Settings {
        release: asked.release,
        environments: asked.environments.clone(),
        base: asked.base.clone(),
        open: OpenTexts::default(),
    };
    let mut session = Session { connection, settings, texts: BTreeMap::new() };
    if editor.pointer("/capabilities/workspace/didChangeWatchedFiles/dynamicRegistration")
        == Some(&json!(true))
    {
        session.watch();
    }
    for message in &connection.receiver {
        match message {
            Message::Request(request) => {
                if connection.handle_shutdown(&request)? {
                    break;
                }
                session.freshen();
                session.send(session.answer(request).into());
            }
            Message::Notification(notification) => session.take(notification),
            Message::Response(_) => {}
        }
        // While more is typed than was read, nobody looks at what is wrong yet.
        if connection.receiver.is_empty() {
            session.publish();
        }
    }
    Ok(())
}

fn capabilities() -> ServerCapabilities {
    let signs = [":", " ", "[", "{", ","].map(str::to_owned).to_vec();
    ServerCapabilities {
        position_encoding: Some(PositionEncodingKind::UTF16),
        text_document_sync: Some(
            TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::Full),
                save: Some(Save::Bool(true)),
                ..TextDocumentSyncOptions::default()
            }
            .into(),
        ),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(signs),
            ..CompletionOptions::default()
        }),
        hover_provider: Some(true.into()),
        definition_provider: Some(true.into()),
        references_provider: Some(true.into()),
        document_symbol_provider: Some(true.into()),
        rename_provider: Some(
            RenameOptions { prepare_provider: Some(true), ..RenameOptions::default() }.into(),
        ),
        code_action_provider: Some(
            CodeActionOptions {
                code_action_kinds: Some(vec![CodeActionKind::QuickFix]),
                ..CodeActionOptions::default()
            }
            .into(),
        ),
        ..ServerCapabilities::default()
    }
}

/// An open document.
struct Open {
    version: i32,
    text: Text,
    /// Whether what it names may have changed since it was read.
    stale: bool,
    /// Whether the editor has been told what is wrong with it.
    told: bool,
}

struct Session<'a> {
    connection: &'a Connection,
    settings: Settings,
    texts: BTreeMap<String, Open>,
}

impl Session<'_> {
    /// An editor that no longer listens says nothing either, which ends the session.
    fn send(&self, message: Message) {
        let _ = self.connection.sender.send(message);
    }

    /// Asks to be told when a file becomes another: a template may name any, and an environment is one.
    fn watch(&self) {
        let all = json!({ "watchers": [{ "globPattern": "**/*" }] });
        let wish = json!({ "id": "files", "method": WATCHED, "registerOptions": all });
        let (id, method) = ("files".to_owned(), "client/registerCapability".to_owned());
        self.send(Request::new(id.into(), method, json!({ "registrations": [wish] })).into());
    }

    fn answer(&self, request: Request) -> Response {
        match request.method.as_str() {
            "textDocument/completion" => self.ask(request, |asked: CompletionParams| {
                let at = asked.text_document_position_params;
                Ok(self.text(&at.text_document.uri).map(|text| answers::complete(text, at.position)))
            }),
            "textDocument/hover" => self.ask(request, |at: TextDocumentPositionParams| {
                Ok(self.text(&at.text_document.uri).and_then(|text| answers::hover(text, at.position)))
            }),
            "textDocument/definition" => self.ask(request, |at: TextDocumentPositionParams| {
                Ok(self.text(&at.text_document.uri).and_then(|text| answers::definition(text, at.position)))
            }),
            "textDocument/references" => self.ask(request, |asked: ReferenceParams| {
                let at = asked.text_document_position_params;
                let text = self.text(&at.text_document.uri);
                Ok(text.map(|text| answers::references(text, at.position, asked.context.include_declaration)))
            }),
            "textDocument/prepareRename" => self.ask(request, |at: TextDocumentPositionParams| {
                Ok(self.text(&at.text_document.uri).and_then(|text| answers::can_rename(text, at.position)))
            }),
            "textDocument/rename" => self.ask(request, |asked: RenameParams| {
                let at = asked.text_document_position_params;
                let text = self.text(&at.text_document.uri);
                text.map(|text| answers::rename(text, at.position, &asked.new_name)).transpose()
            }),
            "textDocument/documentSymbol" => self.ask(request, |asked: DocumentSymbolParams| {
                Ok(self.text(&asked.text_document.uri).map(answers::symbols))
            }),
            "textDocument/codeAction" => self.ask(request, |asked: CodeActionParams| {
                Ok(self.text(&asked.text_document.uri).map(|text| answers::fixes(text, asked.range)))
            }),
            method => {
                let why = format!("`{method}` is not served");
                Response::new_err(request.id, ErrorCode::MethodNotFound as i32, why)
            }
        }
    }

    /// Reads what a request asks, and writes the answer.
    fn ask<P: DeserializeOwned, R: Serialize>(
        &self,
        request: Request,
        answer: impl FnOnce(P) -> Result<R, String>,
    ) -> Response {
        match serde_json::from_value(request.params) {
            Err(error) => Response::new_err(request.id, ErrorCode::InvalidParams as i32, error.to_string()),
            Ok(asked) => match answer(asked) {
                Ok(answer) => Response::new_ok(request.id, answer),
                Err(why) => Response::new_err(request.id, ErrorCode::RequestFailed as i32, why),
            },
        }
    }

    fn text(&self, uri: &Uri) -> Option<&Text> {
        self.texts.get(&uri.0).map(|open| &open.text)
    }

    /// Takes in what became of a document. What is no such message is nothing that an editor waits for.
    fn take(&mut self, notification: Notification) {
        fn read<P: DeserializeOwned>(notification: Notification) -> Option<P> {
            serde_json::from_value(notification.params).ok()
        }
        match notification.method.as_str() {
            "textDocument/didOpen" => {
                let opened: Option<DidOpenTextDocumentParams> = read(notification);
                if let Some(document) = opened.map(|opened| opened.text_document) {
                    self.put(document.uri, document.version, &document.text);
                }
            }
            "textDocument/didChange" => {
                let changed: Option<DidChangeTextDocumentParams> = read(notification);
                let Some(mut changed) = changed else { return };
                if let Some(TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole)) =
                    changed.content_changes.pop()
                {
                    let document = changed.text_document;
                    self.put(document.text_document_identifier.uri, document.version, &whole.text);
                }
            }
            // Any file may have become another.
            "textDocument/didSave" | WATCHED => self.texts.values_mut().for_each(|open| open.stale = true),
            "textDocument/didClose" => {
                let closed: Option<DidCloseTextDocumentParams> = read(notification);
                if let Some(uri) = closed.map(|closed| closed.text_document.uri) {
                    self.texts.remove(&uri.0);
                    let path = path_of(&uri);
                    self.settings.open.forget(&path);
                    self.mark_stale(&path);
                    self.tell(PublishDiagnosticsParams { uri, version: None, diagnostics: Vec::new() });
                }
            }
            _ => {}
        }
    }

    fn put(&mut self, uri: Uri, version: i32, text: &str) {
        let path = path_of(&uri);
        // A text that stands in no file yet is no file of another.
        if path.is_absolute() {
            self.settings.open.put(&path, text.into());
            self.mark_stale(&path);
        }
        let text = Text::new(&uri, &path, text, &self.settings);
        self.texts.insert(uri.0, Open { version, text, stale: false, told: false });
    }

    /// Notes that a file has become another for all documents for which it counts.
    fn mark_stale(&mut self, path: &Path) {
        for open in self.texts.values_mut() {
            open.stale |= open.text.depends_on(path, &self.settings);
        }
    }

    /// Reads the documents again that name what has changed.
    fn freshen(&mut self) {
        for open in self.texts.values_mut().filter(|open| open.stale) {
            open.text.read_again(&self.settings);
            (open.stale, open.told) = (false, false);
        }
    }

    /// Tells what is wrong with every document that changed.
    fn publish(&mut self) {
        self.freshen();
        let mut news = Vec::new();
        for (uri, open) in self.texts.iter_mut().filter(|(_, open)| !open.told) {
            open.told = true;
            let is_template =
                open.text.source().text.lines().any(|line| MARKS.iter().any(|mark| line.contains(mark)));
            let (text, base) = (&open.text, &self.settings.base);
            let diagnostics = if is_template {
                answers::diagnostics(text, base)
            } else if self.settings.is_environment(text.path()) {
                answers::environment_diagnostics(text, base)
            } else {
                Vec::new()
            };
            news.push(PublishDiagnosticsParams {
                uri: Uri(uri.clone()),
                version: Some(open.version),
                diagnostics,
            });
        }
        news.into_iter().for_each(|told| self.tell(told));
    }

    fn tell(&self, told: PublishDiagnosticsParams) {
        self.send(Notification::new("textDocument/publishDiagnostics".to_owned(), told).into());
    }
}

/// The file of an address; of one that is no file's, its last part.
fn path_of(uri: &Uri) -> PathBuf {
    let Some(path) = uri.0.strip_prefix("file://") else {
        return PathBuf::from(uri.0.rsplit(['/', ':']).next().unwrap_or_default());
    };
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        let sign = after.get(..2).filter(|_| *first == b'%').and_then(|two| std::str::from_utf8(two).ok());
        match sign.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    Path::new(&*String::from_utf8_lossy(&bytes)).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_path() {
        let check = |uri: &str, path: &str| assert_eq!(path_of(&Uri(uri.to_owned())), Path::new(path));
        check("file:///a%20b/%C3%BC.yaml", "/a b/ü.yaml");
        check("file:///100%/%zz", "/100%/%zz");
        check("untitled:Untitled-1", "Untitled-1");
    }
}
