//! The files of one folder.

use std::fs;
use std::path::{Path, PathBuf};

use crate::http::{Reply, Request};

/// Answers with the file that is asked for, or says that there is none.
pub fn file(request: &Request, folder: &Path) -> Reply {
    if !matches!(request.method.as_str(), "GET" | "HEAD") {
        return Reply::text(405, "only GET and HEAD\n");
    }
    let found = file_of(&request.target, folder).and_then(|file| Some((mime(&file), fs::read(&file).ok()?)));
    match found {
        Some((mime, body)) => Reply::new(200, mime, body),
        None => Reply::text(404, "not found\n"),
    }
}

/// The file that a request's target names: never outside the folder, never a hidden one.
fn file_of(target: &str, folder: &Path) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let path =
        if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte);
    let inside =
        path.bytes().all(plain) && path.split('/').all(|step| !step.is_empty() && !step.starts_with('.'));
    inside.then(|| folder.join(path)).filter(|file| file.is_file())
}

fn mime(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "ico" => "image/x-icon",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "txt" | "md" | "yaml" | "yml" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{file_of, mime};

    #[test]
    fn a_target_names_a_file_inside_the_folder_or_nothing() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let found = |target| file_of(target, folder).map(|file| mime(&file));
        assert_eq!(found("/Cargo.toml?v=1"), Some("application/octet-stream"));
        assert_eq!(found("/src/lib.rs"), Some("application/octet-stream"));
        for target in
            ["/", "Cargo.toml", "/../cli/Cargo.toml", "/src//lib.rs", "/%2e%2e/x", "/.hidden", "/src", "*"]
        {
            assert_eq!(found(target), None, "{target}");
        }
    }
}
