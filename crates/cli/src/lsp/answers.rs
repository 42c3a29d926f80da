//! What the core says of a text, in the protocol's types.

use std::collections::HashMap;

use hotplate_hot::{self as hot, CompletionKind, Edit, Fix, Part, Path, Place, Severity, Span, occurrences};
use hotplate_plan::read_environment;
use lsp_types::{
    CodeAction, CodeActionKind, CodeDescription, CompletionItem, CompletionItemKind, Diagnostic,
    DiagnosticRelatedInformation, DiagnosticSeverity, DocumentSymbol, Hover, Location, MarkupContent,
    MarkupKind, Position, Range, SymbolKind, TextEdit, Uri, WorkspaceEdit,
};

use super::text::Text;
use crate::check::page_of;
use crate::finding::words;

/// What is wrong, in this document; what is wrong in a file that it names is told when that is opened.
pub(super) fn diagnostics(text: &Text, base: &str) -> Vec<Diagnostic> {
    let found = text.loaded().diagnostics.iter().filter(|found| is_here(text, &found.labels[0]));
    found.map(|found| diagnostic(text, found, base)).collect()
}

/// What is wrong in an environment by itself.
pub(super) fn environment_diagnostics(text: &Text, base: &str) -> Vec<Diagnostic> {
    let found = read_environment(text.source()).diagnostics;
    found.iter().map(|found| diagnostic(text, found, base)).collect()
}

fn is_here(text: &Text, label: &hot::Label) -> bool {
    label.source.as_ref().is_none_or(|name| *name == text.source().name)
}

fn diagnostic(text: &Text, found: &hot::Diagnostic, base: &str) -> Diagnostic {
    let related = found.labels[1..].iter().filter(|label| is_here(text, label) && !label.text.is_empty());
    let related = related.map(|label| DiagnosticRelatedInformation {
        location: location(text, text.loaded().span(&label.place)),
        message: label.text.clone(),
    });
    Diagnostic {
        range: text.range(text.loaded().span(found.place())),
        severity: Some(match found.severity {
            Severity::Error => DiagnosticSeverity::Error,
            Severity::Warning => DiagnosticSeverity::Warning,
            Severity::Note => DiagnosticSeverity::Information,
        }),
        code: Some(found.code.0.to_owned().into()),
        code_description: (!base.is_empty())
            .then(|| CodeDescription { href: Uri(page_of(found.code, base)) }),
        source: Some("hotplate".to_owned()),
        message: words(&found.message, found.help.as_deref()).into(),
        related_information: Some(related.collect()),
        ..Diagnostic::default()
    }
}

/// What may stand at a position.
pub(super) fn complete(text: &Text, at: Position) -> Vec<CompletionItem> {
    let reading = &text.loaded().reading;
    let (span, offers) = hot::complete(text.source(), reading, text.catalog(), text.byte(at));
    let range = text.range(span);
    let item = |offer: hot::Completion| CompletionItem {
        label: offer.label,
        kind: Some(match offer.kind {
            CompletionKind::Key => CompletionItemKind::Keyword,
            CompletionKind::Function => CompletionItemKind::Function,
            CompletionKind::Parameter => CompletionItemKind::Variable,
            CompletionKind::Resource => CompletionItemKind::Module,
            CompletionKind::Type => CompletionItemKind::Class,
            CompletionKind::Property => CompletionItemKind::Property,
            CompletionKind::Attribute => CompletionItemKind::Field,
            CompletionKind::Value => CompletionItemKind::EnumMember,
            CompletionKind::Condition => CompletionItemKind::Constant,
        }),
        detail: (!offer.detail.is_empty()).then_some(offer.detail),
        text_edit: Some(TextEdit { range, new_text: offer.insert }.into()),
        ..CompletionItem::default()
    };
    offers.into_iter().map(item).collect()
}

/// What is known of the thing at a position.
pub(super) fn hover(text: &Text, at: Position) -> Option<Hover> {
    let known = hot::hover(&text.loaded().reading, text.catalog(), text.byte(at))?;
    let value = [vec![known.title], known.lines].concat().join("\n");
    let contents = MarkupContent { kind: MarkupKind::PlainText, value }.into();
    Some(Hover { contents, range: Some(text.range(known.span)) })
}

/// Where the thing at a position is defined.
pub(super) fn definition(text: &Text, at: Position) -> Option<Location> {
    let span = hot::definition(&text.loaded().reading, text.byte(at))?;
    Some(location(text, span))
}

/// Everywhere that the thing at a position is named.
pub(super) fn references(text: &Text, at: Position, with_definition: bool) -> Vec<Location> {
    let Some(found) = occurrences(&text.loaded().reading, text.byte(at)) else { return Vec::new() };
    let definition = found.definition.filter(|_| with_definition);
    definition.into_iter().chain(found.uses).map(|span| location(text, span)).collect()
}

/// The name at a position, if it can be another.
pub(super) fn can_rename(text: &Text, at: Position) -> Option<Range> {
    let byte = text.byte(at);
    let found = occurrences(&text.loaded().reading, byte)?;
    let mut places = found.definition.into_iter().chain(found.uses);
    places.find(|span| span.start <= byte && byte <= span.end).map(|span| text.range(span))
}

/// What another name changes.
pub(super) fn rename(text: &Text, at: Position, name: &str) -> Result<WorkspaceEdit, String> {
    hot::rename(&text.loaded().reading, text.byte(at), name).map(|edits| change(text, &edits))
}

/// The fixes of what is wrong in a range.
pub(super) fn fixes(text: &Text, range: Range) -> Vec<CodeAction> {
    let (start, end) = (text.byte(range.start), text.byte(range.end));
    let near = |found: &&hot::Diagnostic| {
        let span = text.loaded().span(found.place());
        is_here(text, &found.labels[0]) && span.start <= end && start <= span.end
    };
    let action = |found: &hot::Diagnostic, fix: &Fix| CodeAction {
        title: fix.title.clone(),
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(vec![diagnostic(text, found, "")]),
        is_preferred: Some(true),
        edit: Some(change(text, &fix.edits)),
        ..CodeAction::default()
    };
    let found = text.loaded().diagnostics.iter().filter(near);
    found.filter_map(|found| Some(action(found, found.fix.as_ref()?))).collect()
}

fn change(text: &Text, edits: &[Edit]) -> WorkspaceEdit {
    let document = &text.loaded().reading.document;
    let edits = edits
        .iter()
        .map(|edit| document.settle(edit))
        .map(|edit| TextEdit { range: text.range(document.span(&edit.place)), new_text: edit.text });
    let changes = HashMap::from([(text.uri().clone(), edits.collect())]);
    WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }
}

/// The sections, and what each defines.
pub(super) fn symbols(text: &Text) -> Vec<DocumentSymbol> {
    let root = text.loaded().reading.document.root().and_then(|root| root.as_mapping());
    let sections = root.unwrap_or_default().iter().map(|(key, _, section)| {
        let name = key.to_value().python_str();
        let kind = match name.as_str() {
            "parameters" | "Parameters" => SymbolKind::Variable,
            "resources" | "Resources" => SymbolKind::Object,
            "outputs" | "Outputs" => SymbolKind::Field,
            "conditions" | "Conditions" => SymbolKind::Boolean,
            _ => return symbol(text, &Path::keys([&*name]), &name, SymbolKind::Property),
        };
        let entries = section.as_mapping().unwrap_or_default().iter().map(|(key, _, entry)| {
            let entry_name = key.to_value().python_str();
            let detail = entry.get("type").or_else(|| entry.get("Type")).and_then(|kind| kind.as_str());
            let path = Path::keys([&*name, &*entry_name]);
            DocumentSymbol { detail: detail.map(str::to_owned), ..symbol(text, &path, &entry_name, kind) }
        });
        let mut section = symbol(text, &Path::keys([&*name]), &name, SymbolKind::Namespace);
        section.children = Some(entries.collect());
        section
    });
    sections.collect()
}

fn symbol(text: &Text, path: &Path, name: &str, kind: SymbolKind) -> DocumentSymbol {
    let range = |part| text.range(text.loaded().span(&Place::Path(path.clone(), part)));
    DocumentSymbol {
        // The protocol takes no empty name.
        name: if name.is_empty() { "\"\"".to_owned() } else { name.to_owned() },
        range: range(Part::Entry),
        selection_range: range(Part::Key),
        ..DocumentSymbol::new(String::new(), None, kind, None, None, Range::default(), Range::default(), None)
    }
}

fn location(text: &Text, span: Span) -> Location {
    Location { uri: text.uri().clone(), range: text.range(span) }
}
