//! The files of an instance while a script runs: a tree of files, directories and links, all text.

use std::collections::BTreeMap;

use hotplate_schema::IndexMap;

use crate::{FileTree, Text};

/// How many links are followed before a path is given up.
const MOST_LINKS: usize = 16;

/// Directories that every instance has.
const DIRECTORIES: [&str; 30] = [
    "/",
    "/bin",
    "/boot",
    "/dev",
    "/etc",
    "/etc/cron.d",
    "/etc/profile.d",
    "/etc/ssh",
    "/etc/sudoers.d",
    "/etc/systemd",
    "/etc/systemd/system",
    "/home",
    "/lib",
    "/media",
    "/mnt",
    "/opt",
    "/root",
    "/run",
    "/sbin",
    "/srv",
    "/tmp",
    "/usr",
    "/usr/bin",
    "/usr/local",
    "/usr/local/bin",
    "/usr/sbin",
    "/var",
    "/var/lib",
    "/var/log",
    "/var/tmp",
];

/// What a path leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    File { text: Text, mode: u32 },
    Directory { mode: u32 },
    Link(String),
}

/// All files of an instance.
#[derive(Clone, Debug)]
pub(crate) struct Disk {
    nodes: BTreeMap<String, Node>,
}

/// The system's words for what can go wrong.
pub(crate) const NO_SUCH: &str = "No such file or directory";
pub(crate) const IS_DIRECTORY: &str = "Is a directory";
pub(crate) const NOT_DIRECTORY: &str = "Not a directory";
pub(crate) const EXISTS: &str = "File exists";

impl Disk {
    /// The disk of an instance with these files. A path that ends with a slash is a directory.
    pub(crate) fn new(files: &FileTree) -> Self {
        let mut nodes = BTreeMap::new();
        for path in DIRECTORIES {
            nodes.insert(path.to_owned(), Node::Directory { mode: 0o755 });
        }
        nodes.insert("/tmp".to_owned(), Node::Directory { mode: 0o1777 });
        for special in [
            "/dev/null",
            "/dev/stdin",
            "/dev/stdout",
            "/dev/stderr",
            "/dev/urandom",
            "/dev/random",
            "/dev/zero",
        ] {
            nodes.insert(special.to_owned(), Node::File { text: Text::default(), mode: 0o666 });
        }
        let mut disk = Self { nodes };
        for (path, text) in files {
            let plain = absolute("/", path);
            if path.ends_with('/') {
                disk.make_directories(&plain);
                continue;
            }
            disk.make_parents(&plain);
            // A file that is a script may be run: modes are not kept between runs.
            let mode = if text.as_str().starts_with("#!") { 0o755 } else { 0o644 };
            disk.nodes.insert(plain, Node::File { text: text.clone(), mode });
        }
        disk
    }

    /// The files, and the directories that were made and hold nothing, as they are kept between runs.
    pub(crate) fn files(&self) -> FileTree {
        let mut files = IndexMap::default();
        for (path, node) in &self.nodes {
            match node {
                Node::File { text, .. } if !path.starts_with("/dev/") => {
                    files.insert(path.clone(), text.clone());
                }
                Node::Link(_) => {
                    if let Ok(text) = self.read(path) {
                        files.insert(path.clone(), text);
                    }
                }
                Node::Directory { .. } if !DIRECTORIES.contains(&path.as_str()) && self.is_empty(path) => {
                    files.insert(format!("{path}/"), Text::default());
                }
                Node::File { .. } | Node::Directory { .. } => {}
            }
        }
        files
    }

    /// Whether there is something at a path, without links on the way: a quick look.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.nodes.contains_key(path)
    }

    /// The directories, in order.
    pub(crate) fn directories(&self) -> impl Iterator<Item = &str> {
        let all = self.nodes.iter().filter(|(_, node)| matches!(node, Node::Directory { .. }));
        all.map(|(path, _)| path.as_str()).filter(|path| *path != "/" && !path.starts_with("/dev"))
    }

    /// The node at a path, links not followed in its last name.
    pub(crate) fn node(&self, path: &str) -> Option<&Node> {
        self.nodes.get(self.resolve_parent(path)?.as_str())
    }

    /// The node at a path, links followed.
    pub(crate) fn target(&self, path: &str) -> Option<&Node> {
        self.nodes.get(self.resolve(path)?.as_str())
    }

    pub(crate) fn target_mut(&mut self, path: &str) -> Option<&mut Node> {
        let path = self.resolve(path)?;
        self.nodes.get_mut(&path)
    }

    pub(crate) fn is_directory(&self, path: &str) -> bool {
        matches!(self.target(path), Some(Node::Directory { .. }))
    }

    /// The path with every link in it followed; its last name need not exist.
    pub(crate) fn resolve(&self, path: &str) -> Option<String> {
        let mut path = path.to_owned();
        for _ in 0..MOST_LINKS {
            path = self.resolve_parent(&path)?;
            match self.nodes.get(&path) {
                Some(Node::Link(target)) => path = absolute(parent(&path), target),
                _ => return Some(path),
            }
        }
        None
    }

    /// The path with links followed in all names but the last.
    fn resolve_parent(&self, path: &str) -> Option<String> {
        let mut resolved = String::new();
        let mut links = 0;
        let mut names: Vec<String> =
            path.rsplit('/').filter(|name| !name.is_empty()).map(str::to_owned).collect();
        while let Some(name) = names.pop() {
            let next = format!("{resolved}/{name}");
            match self.nodes.get(&next) {
                Some(Node::Link(target)) if !names.is_empty() => {
                    links += 1;
                    if links > MOST_LINKS {
                        return None;
                    }
                    let target = absolute(parent(&next), target);
                    names.extend(target.rsplit('/').filter(|name| !name.is_empty()).map(str::to_owned));
                    resolved.clear();
                }
                _ => resolved = next,
            }
        }
        Some(if resolved.is_empty() { "/".to_owned() } else { resolved })
    }

    pub(crate) fn read(&self, path: &str) -> Result<Text, &'static str> {
        match self.target(path) {
            Some(Node::File { text, .. }) => Ok(text.clone()),
            Some(Node::Directory { .. }) => Err(IS_DIRECTORY),
            Some(Node::Link(_)) | None => Err(NO_SUCH),
        }
    }

    /// Whether a file could be written at a path; if not, why.
    fn check_place(&self, path: &str) -> Result<String, &'static str> {
        let path = self.resolve(path).ok_or(NO_SUCH)?;
        match self.nodes.get(parent(&path)) {
            Some(Node::Directory { .. }) => {}
            Some(_) => return Err(NOT_DIRECTORY),
            None => return Err(NO_SUCH),
        }
        match self.nodes.get(&path) {
            Some(Node::Directory { .. }) => Err(IS_DIRECTORY),
            _ => Ok(path),
        }
    }

    /// Puts a whole file at a path; an old one keeps its mode.
    pub(crate) fn write(&mut self, path: &str, text: Text) -> Result<(), &'static str> {
        let path = self.check_place(path)?;
        match self.nodes.get_mut(&path) {
            Some(Node::File { text: old, .. }) => *old = text,
            _ => {
                self.nodes.insert(path, Node::File { text, mode: 0o644 });
            }
        }
        Ok(())
    }

    /// Opens a file for writing: made if it is not there, emptied if asked. Gives the path that it really has.
    pub(crate) fn open(&mut self, path: &str, truncate: bool) -> Result<String, &'static str> {
        let path = self.check_place(path)?;
        match self.nodes.get_mut(&path) {
            Some(Node::File { text, .. }) if truncate => *text = Text::default(),
            Some(_) => {}
            None => {
                self.nodes.insert(path.clone(), Node::File { text: Text::default(), mode: 0o644 });
            }
        }
        Ok(path)
    }

    /// Adds to a file that is open. One that has been removed takes no more.
    pub(crate) fn append(&mut self, path: &str, text: &Text) {
        if let Some(Node::File { text: old, .. }) = self.nodes.get_mut(path) {
            old.push(text);
        }
    }

    /// Puts a node where a file may stand.
    pub(crate) fn insert(&mut self, path: &str, node: Node) -> Result<(), &'static str> {
        let path = self.check_place(path)?;
        self.nodes.insert(path, node);
        Ok(())
    }

    /// Makes one directory.
    pub(crate) fn make_directory(&mut self, path: &str, mode: u32) -> Result<(), &'static str> {
        let path = self.resolve(path).ok_or(NO_SUCH)?;
        if self.nodes.contains_key(&path) {
            return Err(EXISTS);
        }
        match self.nodes.get(parent(&path)) {
            Some(Node::Directory { .. }) => {
                self.nodes.insert(path, Node::Directory { mode });
                Ok(())
            }
            Some(_) => Err(NOT_DIRECTORY),
            None => Err(NO_SUCH),
        }
    }

    /// Makes the directories above a path.
    fn make_parents(&mut self, path: &str) {
        for (at, _) in path.match_indices('/').skip(1) {
            self.nodes.entry(path[..at].to_owned()).or_insert(Node::Directory { mode: 0o755 });
        }
    }

    /// Makes a directory and those above it, as far as they are not there.
    pub(crate) fn make_directories(&mut self, path: &str) {
        self.make_parents(&format!("{path}/"));
    }

    /// Takes away what is at a path, with all that is below it.
    pub(crate) fn remove(&mut self, path: &str) {
        let Some(path) = self.resolve_parent(path) else {
            return;
        };
        let below = format!("{path}/");
        // Whatever takes out of a tree puts it right again; a new one needs no such code.
        for (name, node) in std::mem::take(&mut self.nodes) {
            if name != path && !name.starts_with(&below) {
                self.nodes.insert(name, node);
            }
        }
    }

    /// The names in a directory, in order.
    pub(crate) fn names<'a>(&'a self, directory: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        let mut above = self.resolve(directory).unwrap_or_default();
        if !above.ends_with('/') {
            above.push('/');
        }
        let length = above.len();
        self.nodes
            .range(above.clone()..)
            .map(|(path, _)| path.as_str())
            .take_while(move |path| path.starts_with(&above))
            .map(move |path| &path[length..])
            .filter(|name| !name.is_empty() && !name.contains('/'))
    }

    /// Every path below a directory with its node, in order.
    pub(crate) fn below<'a>(
        &'a self,
        directory: &str,
    ) -> impl Iterator<Item = (&'a str, &'a Node)> + use<'a> {
        let above = format!("{}/", self.resolve(directory).unwrap_or_default().trim_end_matches('/'));
        self.nodes
            .range(above.clone()..)
            .take_while(move |(path, _)| path.starts_with(&above))
            .map(|(path, node)| (path.as_str(), node))
    }

    fn is_empty(&self, directory: &str) -> bool {
        self.below(directory).next().is_none()
    }
}

/// The path of the directory that a path is in.
pub(crate) fn parent(path: &str) -> &str {
    match path.rfind('/') {
        Some(0) | None => "/",
        Some(at) => &path[..at],
    }
}

/// A path from a directory, without `.`, `..` and doubled slashes.
pub(crate) fn absolute(directory: &str, path: &str) -> String {
    let mut names: Vec<&str> = Vec::new();
    let start = if path.starts_with('/') { "" } else { directory };
    for name in start.split('/').chain(path.split('/')) {
        match name {
            "" | "." => {}
            ".." => {
                names.pop();
            }
            name => names.push(name),
        }
    }
    format!("/{}", names.join("/"))
}
