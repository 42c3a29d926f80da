//! `newer-function`, `removed-function`, `unknown-function`: maps that look like calls of functions that the version
//! does not have. To Heat the first and the last are plain data, without a word.

use hotplate_schema::Key;

use super::subject::{Subject, key, suggest};
use super::values::Site;
use crate::{Diagnostic, Function, Path, Refusal, codes};

/// How many keys are remembered.
const REMEMBERED: usize = 32;

/// `plain` are keys of which nothing is to be said: the same few come again and again.
pub(super) fn check<'a>(
    site: &Site<'_, 'a>,
    subject: &Subject<'_>,
    plain: &mut Vec<&'a str>,
    found: &mut Vec<Diagnostic>,
) {
    let [(Key::String(name), _, _)] = site.entries else { return };
    if site.named != [None; 2] || plain.contains(&&**name) {
        return;
    }
    let judged = judge(name, site, subject);
    if judged.is_none() && plain.len() < REMEMBERED {
        plain.push(name);
    }
    found.extend(judged);
}

fn judge(name: &str, site: &Site<'_, '_>, subject: &Subject<'_>) -> Option<Diagnostic> {
    let path = || -> Path { site.path().key(name) };
    if let Some(instead) = Function::removed(name, subject.version) {
        let message = format!("`{name}` is gone from version {}", subject.version);
        let diagnostic = Diagnostic::error(codes::REMOVED_FUNCTION, key(&path()), message);
        return Some(diagnostic.help(format!("use {instead}")).refused_by(Refusal::Validate));
    }
    if let Some(since) = Function::since(name) {
        let message =
            format!("`{name}` came with version {since}; here it is plain data, passed on as it stands");
        let diagnostic = Diagnostic::warning(codes::NEWER_FUNCTION, key(&path()), message);
        return Some(diagnostic.help(format!("say `heat_template_version: {since}` or a later one")));
    }
    let meant = Function::meant_by(name, subject.version)?;
    let message = format!("`{name}` is not a function; here it is plain data, passed on as it stands");
    let diagnostic = Diagnostic::warning(codes::UNKNOWN_FUNCTION, key(&path()), message);
    Some(suggest(diagnostic, key(&path()), Some(meant)))
}
