//! What is wrong with a text that is YAML and still not what Heat's loader takes.

use std::fmt;

use hotplate_schema::Key;

use crate::{Code, Diagnostic, Fix, Place, Refusal, Span, codes};

fn refused(code: Code, span: Span, message: impl fmt::Display, help: impl fmt::Display) -> Diagnostic {
    Diagnostic::error(code, Place::Span(span), message).help(help).refused_by(Refusal::Validate)
}

pub(super) fn second_document(span: Span) -> Diagnostic {
    let message = "a second document begins here, and Heat reads just one";
    let help = "remove this `---` and what follows, or keep it in a file of its own";
    refused(codes::SEVERAL_DOCUMENTS, span, message, help)
}

pub(super) fn too_deep(span: Span, levels: usize) -> Diagnostic {
    let message = format_args!("nested deeper than {levels} levels");
    refused(codes::NESTING_TOO_DEEP, span, message, "flatten the value; nothing below this place is read")
}

pub(super) fn too_large(span: Span) -> Diagnostic {
    let help = "write fewer aliases of aliases; from here on they are read as null";
    refused(codes::EXPANSION_TOO_LARGE, span, "the aliases grow beyond what can be read", help)
}

pub(super) fn unknown_anchor(name: &str, span: Span) -> Diagnostic {
    let message = format_args!("no anchor `&{name}` stands before `*{name}`");
    let help = "define it above, or put the value in quotes if the `*` belongs to the text";
    refused(codes::UNKNOWN_ANCHOR, span, message, help)
}

pub(super) fn duplicate_anchor(name: &str, first: Span, second: Span) -> Diagnostic {
    let message = format_args!("the anchor `&{name}` is given twice");
    let diagnostic = refused(codes::DUPLICATE_ANCHOR, second, message, "give each anchor a name of its own");
    diagnostic.also(Place::Span(first), "first here")
}

pub(super) fn recursive_alias(name: &str, span: Span) -> Diagnostic {
    let message = format_args!("`*{name}` stands inside what it names");
    refused(codes::RECURSIVE_ALIAS, span, message, "a value cannot contain itself")
}

pub(super) fn bad_tag(tag: &str, span: Span) -> Diagnostic {
    let own = tag.strip_prefix("tag:yaml.org,2002:").map(|name| format!("!!{name}"));
    let message = format_args!("the tag `{}` cannot be used here", own.as_deref().unwrap_or(tag));
    let help = "remove the tag; a text that begins with `!` needs quotes";
    refused(codes::INVALID_TAG, span, message, help)
}

pub(super) fn bare_sign(sign: &str, span: Span) -> Diagnostic {
    let message = format_args!("a bare `{sign}` is not a value");
    let help = format_args!("write `\"{sign}\"`");
    let quoted = format_args!("\"{sign}\"");
    refused(codes::BARE_SIGN, span, message, help).fix(Fix::replace(
        Place::Span(span),
        quoted,
        "put it in quotes",
    ))
}

pub(super) fn bad_merge(span: Span) -> Diagnostic {
    let message = "`<<` merges a mapping or a list of mappings, and this is neither";
    refused(codes::INVALID_MERGE, span, message, "name a mapping, as in `<<: *defaults`")
}

/// A key that is a collection; `braces` if it looks like `{{ name }}`.
pub(super) fn unhashable_key(braces: bool, span: Span) -> Diagnostic {
    let help = match braces {
        true => {
            "`{{ … }}` is not replaced by anything in a template: use a parameter and `get_param`, or put it in quotes"
        }
        false => "put the key in quotes",
    };
    refused(codes::UNHASHABLE_KEY, span, "a key must be one word, not a collection", help)
}

/// Heat takes it in silence, so nothing is refused.
pub(super) fn duplicate_key(key: &Key, first: Span, second: Span) -> Diagnostic {
    let name = key.python_str();
    let message = format_args!("the key `{name}` is given twice, and only the second counts");
    Diagnostic::warning(codes::DUPLICATE_KEY, Place::Span(second), message)
        .also(Place::Span(first), "this one is lost")
        .help("rename one of them, or merge the two")
}
