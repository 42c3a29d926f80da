//! One document: read and planned with what stands beside it, its positions turned into bytes and back.

use std::path::{Path, PathBuf};

use hotplate_hot::{LineIndex, Source, Span};
use hotplate_schema::{Catalog, Release};
use lsp_types::{Position, Range, Uri};

use crate::arguments::Given;
use crate::disk::{Folder, OpenTexts, settled};
use crate::load::{Loaded, catalog, load_text, read_source};

/// What is the same for all documents.
pub(super) struct Settings {
    /// The testbed's Heat.
    pub(super) release: Release,
    /// The environments that every template is read with.
    pub(super) environments: Vec<PathBuf>,
    /// The address of Hotplate's page, or nothing.
    pub(super) base: String,
    /// The documents that are open in the editor, as they stand there.
    pub(super) open: OpenTexts,
}

impl Settings {
    /// Whether a file is one of the environments.
    pub(super) fn is_environment(&self, path: &Path) -> bool {
        let path = settled(path);
        self.environments.iter().any(|environment| settled(environment) == path)
    }
}

/// A document of the editor.
pub(super) struct Text {
    uri: Uri,
    given: Given,
    loaded: Loaded,
    lines: LineIndex,
}

impl Text {
    /// Reads and plans a text that stands at a path.
    pub(super) fn new(uri: &Uri, path: &Path, text: &str, settings: &Settings) -> Self {
        let source = Source::new(&path.to_string_lossy(), text);
        let given = Given { template: path.to_owned(), release: settings.release, ..Given::default() };
        let (lines, loaded) = (LineIndex::new(&source.text), read(&given, source, settings));
        Self { uri: uri.clone(), given, loaded, lines }
    }

    /// Whether a file counts here: the text names it, or it is an environment.
    pub(super) fn depends_on(&self, path: &Path, settings: &Settings) -> bool {
        self.loaded.files.was_asked_for(path) || settings.is_environment(path)
    }

    /// Reads the same text again: what it names may have changed.
    pub(super) fn read_again(&mut self, settings: &Settings) {
        self.loaded = read(&self.given, self.source().clone(), settings);
    }

    /// The address that the editor knows it by.
    pub(super) fn uri(&self) -> &Uri {
        &self.uri
    }

    /// Where it stands.
    pub(super) fn path(&self) -> &Path {
        &self.given.template
    }

    /// The text.
    pub(super) fn source(&self) -> &Source {
        &self.loaded.source
    }

    /// What came of reading it.
    pub(super) fn loaded(&self) -> &Loaded {
        &self.loaded
    }

    /// The resource types that count.
    pub(super) fn catalog(&self) -> &'static Catalog {
        catalog(self.given.release)
    }

    /// The byte at a position; one behind a line's end counts as its end.
    pub(super) fn byte(&self, at: Position) -> u32 {
        let start = self.lines.line_start(at.line);
        let line = self.source().text[start as usize..].split(['\r', '\n']).next().unwrap_or_default();
        let byte = self.lines.byte(self.lines.utf16(start).saturating_add(at.character));
        byte.min(start + line.len() as u32)
    }

    /// The positions of a range of bytes.
    pub(super) fn range(&self, span: Span) -> Range {
        let position = |byte| {
            let at = self.lines.line_column(byte);
            Position { line: at.line, character: at.column }
        };
        Range { start: position(span.start), end: position(span.end) }
    }
}

/// What is open counts as it stands in the editor, everything else as it stands on the disk. Environments that cannot be
/// read (any more) are not there.
fn read(given: &Given, source: Source, settings: &Settings) -> Loaded {
    let Settings { environments, open, .. } = settings;
    let environment = |path: &PathBuf| match open.get(path) {
        Some(text) => Some(Source::new(&path.to_string_lossy(), &text)),
        None => read_source(path).ok(),
    };
    let environments = environments.iter().filter_map(|path| Some((path.as_path(), environment(path)?)));
    let files = Folder::around(&given.template).with(open);
    load_text(given, source, environments.collect(), files, &[])
}

#[cfg(test)]
mod tests {
    use super::*;

    const NESTING: &str = "heat_template_version: 2021-04-16
resources:
  a: { type: lib/../node.yaml, properties: { size: 1 } }
";

    fn codes(text: &Text) -> Vec<&str> {
        text.loaded().diagnostics.iter().map(|found| found.code.0).collect()
    }

    #[test]
    fn what_is_open_counts_as_it_stands_there() {
        let path = |name: &str| Path::new("/nowhere").join(name);
        let settings = Settings {
            release: Release::default(),
            environments: vec![path("env.yaml")],
            base: String::new(),
            open: OpenTexts::default(),
        };
        let mut text = Text::new(&Uri(String::new()), &path("top.yaml"), NESTING, &settings);
        assert_eq!(codes(&text), ["missing-file"]);
        let depends = |name| text.depends_on(&path(name), &settings);
        assert_eq!(["node.yaml", "env.yaml", "other.yaml"].map(depends), [true, true, false]);

        settings.open.put(&path("node.yaml"), "heat_template_version: 2021-04-16\n".into());
        settings.open.put(&path("env.yaml"), "params: {}\n".into());
        text.read_again(&settings);
        assert_eq!(codes(&text), ["unknown-property", "unknown-environment-section"]);

        settings.open.forget(&path("node.yaml"));
        settings.open.forget(&path("env.yaml"));
        text.read_again(&settings);
        assert_eq!(codes(&text), ["missing-file"]);
    }
}
