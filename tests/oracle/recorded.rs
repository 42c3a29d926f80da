//! The recorded requests and answers.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value as Json};

/// A request and what Heat said to it.
pub(crate) struct Case {
    /// The request's id.
    pub(crate) id: String,
    /// The request as a line for `hotplate answer`.
    pub(crate) request: String,
    /// Heat's answer, as record.py cuts it down.
    pub(crate) heat: Map<String, Json>,
}

/// This folder.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("oracle")
}

/// All cases, file by file.
pub(crate) fn recorded() -> Vec<Case> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "jsonl"));
    files.sort();
    assert!(!files.is_empty());
    files
        .iter()
        .flat_map(|path| fs::read_to_string(path).unwrap().lines().map(case).collect::<Vec<_>>())
        .collect()
}

fn case(line: &str) -> Case {
    let mut request: Map<String, Json> = serde_json::from_str(line).unwrap();
    let Some(Json::Object(heat)) = request.remove("heat") else { panic!("no answer recorded in {line}") };
    if let Some(Json::Array(parts)) = request.remove("template_parts") {
        let text: String = parts.iter().map(part).collect();
        request.insert("template_text".to_owned(), text.into());
    }
    if let Some(Json::String(path)) = request.get_mut("template") {
        *path = folder().join(&*path).to_string_lossy().into_owned();
    }
    Case { id: request["id"].as_str().unwrap().to_owned(), request: Json::Object(request).to_string(), heat }
}

/// A part of a template: a text, or `{"repeat": [text, times]}`.
fn part(part: &Json) -> String {
    match part.as_str() {
        Some(text) => text.to_owned(),
        None => {
            let repeat = &part["repeat"];
            repeat[0].as_str().unwrap().repeat(repeat[1].as_u64().unwrap() as usize)
        }
    }
}
