//! The files that templates name: on the disk, or as somebody has them open.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf, absolute};
use std::rc::Rc;
use std::sync::Arc;

use hotplate_hot::Source;
use hotplate_plan::Files;
use hotplate_schema::IndexMap;

/// Texts that count instead of what stands at their paths, as those in an editor do before they are saved. Clones share
/// them.
#[derive(Clone, Debug, Default)]
pub(crate) struct OpenTexts(Rc<RefCell<BTreeMap<PathBuf, Arc<str>>>>);

impl OpenTexts {
    /// From now on this text counts at a path.
    pub(crate) fn put(&self, path: &Path, text: Arc<str>) {
        if let Some(path) = settled(path) {
            self.0.borrow_mut().insert(path, text);
        }
    }

    /// From now on the disk counts at a path.
    pub(crate) fn forget(&self, path: &Path) {
        if let Some(path) = settled(path) {
            self.0.borrow_mut().remove(&path);
        }
    }

    /// The text that counts at a path, if one does.
    pub(crate) fn get(&self, path: &Path) -> Option<Arc<str>> {
        self.0.borrow().get(&settled(path)?).cloned()
    }
}

/// Files by the name a template gives them, relative to a folder.
#[derive(Clone, Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    open: OpenTexts,
    /// What was asked for, and what is there of it.
    asked: RefCell<IndexMap<String, Option<Source>>>,
}

impl Folder {
    /// That folder.
    pub(crate) fn new(path: &Path) -> Self {
        Self { path: path.to_owned(), open: OpenTexts::default(), asked: RefCell::default() }
    }

    /// The same, with texts that count instead of what is there.
    pub(crate) fn with(self, open: &OpenTexts) -> Self {
        Self { open: open.clone(), ..self }
    }

    /// The folder that a template stands in; for standard input, the folder at hand.
    pub(crate) fn around(template: &Path) -> Self {
        Self::new(folder_of(template))
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// A file as a person finds it: named by its path, not as the template names it.
    pub(crate) fn named(&self, name: &str) -> Option<Source> {
        Some(Source::new(&self.path_of(name).to_string_lossy(), &self.get(name)?.text))
    }

    /// The files that were asked for and are there, in that order.
    pub(crate) fn given(&self) -> Vec<Source> {
        self.asked.borrow().values().flatten().cloned().collect()
    }

    /// Whether a file was asked for, be it there or not.
    pub(crate) fn was_asked_for(&self, path: &Path) -> bool {
        let path = settled(path);
        self.asked.borrow().keys().any(|name| settled(&self.path_of(name)) == path)
    }

    /// Where a file stands that a template names.
    fn path_of(&self, name: &str) -> PathBuf {
        self.path.join(name.strip_prefix("file://").unwrap_or(name))
    }
}

/// A path from the root, with no step back in it; nothing if the system does not say where it is.
pub(crate) fn settled(path: &Path) -> Option<PathBuf> {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    let mut settled = PathBuf::new();
    for step in absolute(path).ok()?.components() {
        match step {
            Component::ParentDir => drop(settled.pop()),
            _ => settled.push(step),
        }
    }
    Some(settled)
}

/// Whether a name leads to a file inside the template's folder. A template may name any file of this machine; whoever
/// gets what is made of it need not know that one.
pub(crate) fn is_inside(name: &str) -> bool {
    Path::new(name).components().all(|step| matches!(step, Component::Normal(_) | Component::CurDir))
}

/// The folder that a file stands in.
pub(crate) fn folder_of(file: &Path) -> &Path {
    file.parent().unwrap_or(Path::new(""))
}

impl Files for Folder {
    fn get(&self, name: &str) -> Option<Source> {
        let path = self.path_of(name);
        let source = match self.open.get(&path) {
            Some(text) => Some(Source::new(name, &text)),
            None => std::fs::read(path).ok().map(|bytes| Source::new(name, &String::from_utf8_lossy(&bytes))),
        };
        self.asked.borrow_mut().insert(name.to_owned(), source.clone());
        source
    }
}
