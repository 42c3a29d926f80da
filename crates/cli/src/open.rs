//! `hotplate open`: a link as files. A link comes from anywhere, so no name in it leads out of the folder, and nothing
//! that is there is written over unasked.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Component, Path, PathBuf};

use hotplate_link::{Payload, Role, Supposition, decode, point};

use crate::load::Fault;
use crate::words::plain;

/// The environment in which the link's parameters are written.
const PARAMETERS: &str = "parameters.yaml";

/// Unpacks a link into a folder, and tells what there is now and how to look at it.
pub fn open(link: &str, folder: &Path, force: bool) -> Result<String, Fault> {
    if let Some(pointer) = point(link) {
        let pointer = pointer.map_err(|damage| Fault(damage.to_string()))?;
        let sum =
            pointer.sha256.map_or_else(String::new, |sum| format!(", and see that its SHA-256 is {sum}"));
        let (address, host) = (plain(&pointer.address), plain(&pointer.host));
        return Err(Fault(format!(
            "the link names a template at {host}, which is not asked from here: fetch {address} yourself{sum}"
        )));
    }
    let payload = decode(link).map_err(|damage| Fault(damage.to_string()))?;
    let files = files(&payload);
    fs::create_dir_all(folder).map_err(|error| Fault::of(folder, &error))?;
    // All are looked at before the first is written.
    let mut places = Vec::new();
    for (name, _) in &files {
        let place = place(folder, name, force)?;
        if places.contains(&place) {
            return Err(Fault(format!(
                "`{}`: two files of the link have this name: nothing was written",
                plain(name)
            )));
        }
        places.push(place);
    }
    let mut told = String::new();
    for ((_, text), path) in files.iter().zip(&places) {
        write(path, text, force).map_err(|error| Fault::of(path, &error))?;
        told += &format!("{}\n", plain(&path.display().to_string()));
    }
    for fact in &payload.facts {
        let fact = format!("supposed of {}: {} is {}", fact.instance, fact.name, fact.value);
        told += &format!("{}\n", plain(&fact));
    }
    for Supposition { whose, what, value } in &payload.suppositions {
        let whose = if whose.is_empty() { "the stack" } else { whose };
        let supposed = format!("supposed of {whose}: {what} {value}");
        told += &format!("{}\n", plain(supposed.trim_end()));
    }
    Ok(told)
}

/// The files of a link and their texts; the parameters as one more. An environment without a word is none.
fn files(payload: &Payload) -> Vec<(String, String)> {
    let worth = |role, text: &str| role != Role::Environment || !text.trim().is_empty();
    let files = payload.files.iter().filter(|file| worth(file.role, &file.text));
    let mut files: Vec<(String, String)> =
        files.map(|file| (with_ending(file.role, &file.name), file.text.clone())).collect();
    if !payload.parameters.is_empty() {
        let mut text = "parameters:\n".to_owned();
        for (name, value) in &payload.parameters {
            text += &format!("  {}: {}\n", quoted(name), quoted(value));
        }
        files.push((PARAMETERS.to_owned(), text));
    }
    files
}

/// The page's environment has a name without an ending.
fn with_ending(role: Role, name: &str) -> String {
    let bare = role == Role::Environment && !name.contains('.');
    if bare { format!("{name}.yaml") } else { name.to_owned() }
}

/// A text as JSON writes it, which YAML reads too.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Where a file of that name goes, if that is inside the folder and free.
fn place(folder: &Path, name: &str, force: bool) -> Result<PathBuf, Fault> {
    let refuse = |why: &str| Err(Fault(format!("`{}`: {why}", plain(name))));
    let steps: Vec<Component> = Path::new(name).components().collect();
    let inside = steps.iter().all(|step| matches!(step, Component::Normal(_)));
    if !inside || steps.is_empty() || name.contains(['\\', ':']) || name.chars().any(char::is_control) {
        return refuse("this name leads out of the folder, or is none: nothing was written");
    }
    let mut path = folder.to_owned();
    for (at, step) in steps.iter().enumerate() {
        path.push(step);
        let Ok(there) = fs::symlink_metadata(&path) else { continue };
        let last = at + 1 == steps.len();
        if there.is_symlink() || there.is_dir() == last {
            return refuse("something else is in its place: nothing was written");
        }
        if last && !force {
            return refuse("it is there already: nothing was written. `--force` writes over it");
        }
    }
    Ok(path)
}

fn write(path: &Path, text: &str, force: bool) -> std::io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    let mut file =
        OpenOptions::new().write(true).truncate(true).create(force).create_new(!force).open(path)?;
    file.write_all(text.as_bytes())
}
