//! libyaml's complaints as findings that say what to do, and how to read on behind each.

use std::fmt::Display;

use super::events::SyntaxError;
use super::repair::{Cure, block, line};
use crate::diagnostic::told;
use crate::{Diagnostic, Fix, Place, Refusal, Span, codes};

/// Which of the two places of a complaint a person should look at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    /// Where it was noticed.
    There,
    /// Where what was being read began.
    Begin,
}

/// How to read on: without the rest of the line looked at, without the rest of the line where it began, without the
/// whole block.
#[derive(Clone, Copy)]
enum Skip {
    Rest,
    Begin,
    Block,
}

/// A complaint by how its problem and its context begin, in libyaml's words, and what it means.
struct Complaint {
    problem: &'static str,
    context: &'static str,
    look: Look,
    skip: Skip,
    message: &'static str,
    help: &'static str,
}

/// The first row that fits counts.
const COMPLAINTS: [Complaint; 12] = [
    Complaint {
        problem: "found unexpected",
        context: "while scanning a quoted scalar",
        look: Look::Begin,
        skip: Skip::Rest,
        message: told("the quote that opens here is never closed"),
        help: told("close it on this line"),
    },
    Complaint {
        problem: "did not find expected '-' indicator",
        context: "",
        look: Look::There,
        skip: Skip::Block,
        message: told("this line does not fit the list it stands in"),
        help: told("begin it with `- ` as its siblings, or indent it under one of them"),
    },
    Complaint {
        problem: "block sequence entries are not allowed",
        context: "",
        look: Look::There,
        skip: Skip::Block,
        message: told("a list item cannot begin here"),
        help: told("begin the list on a line of its own, below its key"),
    },
    Complaint {
        problem: "found unknown escape character",
        context: "",
        look: Look::There,
        skip: Skip::Begin,
        message: told("not an escape that YAML knows"),
        help: told("write `\\\\` for a backslash, or use single quotes, where nothing is escaped"),
    },
    Complaint {
        problem: "did not find expected alphabetic or numeric",
        context: "while scanning an a",
        look: Look::Begin,
        skip: Skip::Rest,
        message: told("a value cannot begin with this sign: `*` and `&` are YAML's own"),
        help: told("put the value in quotes"),
    },
    Complaint {
        problem: "did not find expected comment or line break",
        context: "while scanning a block scalar",
        look: Look::There,
        skip: Skip::Rest,
        message: told("nothing may follow `|` or `>` on its line"),
        help: told("begin the text on the next line, indented"),
    },
    Complaint {
        problem: "",
        context: "while scanning a block scalar",
        look: Look::There,
        skip: Skip::Rest,
        message: told("the text does not begin as `|` or `>` asks"),
        help: told("indent all its lines by the same number of spaces"),
    },
    Complaint {
        problem: "",
        context: "while parsing a tag",
        look: Look::Begin,
        skip: Skip::Rest,
        message: told("a value that begins with `!` is a YAML tag"),
        help: told("put the value in quotes"),
    },
    Complaint {
        problem: "",
        context: "while scanning a tag",
        look: Look::Begin,
        skip: Skip::Rest,
        message: told("a value that begins with `!` is a YAML tag"),
        help: told("put the value in quotes"),
    },
    Complaint {
        problem: "",
        context: "while scanning a directive",
        look: Look::Begin,
        skip: Skip::Rest,
        message: told("a line that begins with `%` is a YAML directive"),
        help: told("put the value in quotes, or indent the line"),
    },
    Complaint {
        problem: "did not find expected <document start>",
        context: "",
        look: Look::There,
        skip: Skip::Block,
        message: told("this does not continue what stands above it"),
        help: told("indent it exactly as its siblings"),
    },
    Complaint {
        problem: "did not find expected node content",
        context: "",
        look: Look::There,
        skip: Skip::Rest,
        message: told("a value is missing here"),
        help: told("write one, or remove the comma"),
    },
];

/// What is wrong, in words that a person can act on, and how to read on.
pub(super) fn explain(error: &SyntaxError, text: &str) -> (Diagnostic, Cure) {
    let begin = error.context.as_ref().map_or(error.at, |(_, at)| *at);
    match error.problem.as_str() {
        _ if error.quote.is_some() => open_quote(error.quote.unwrap_or_default(), text),
        "could not find expected ':'" => no_colon(begin, text),
        "mapping values are not allowed in this context" => stray_colon(error.at, text),
        "did not find expected key" => misfit(error.at, text),
        "did not find expected ',' or ']'" => open_bracket(begin, error.at, "list", ']', text),
        "did not find expected ',' or '}'" => open_bracket(begin, error.at, "mapping", '}', text),
        "found character that cannot start any token" => sign(error.at, text),
        problem if problem.contains("a tab character") => sign(error.at, text),
        problem => complaint(problem, error, begin, text),
    }
}

fn complaint(problem: &str, error: &SyntaxError, begin: u32, text: &str) -> (Diagnostic, Cure) {
    let context = error.context.as_ref().map_or("", |(words, _)| words);
    let fits = |row: &&Complaint| problem.starts_with(row.problem) && context.starts_with(row.context);
    let Some(row) = COMPLAINTS.iter().find(fits) else {
        return (refused(rest(text, error.at), problem), Cure::Block(error.at));
    };
    let at = if row.look == Look::Begin { begin } else { error.at };
    let cure = match row.skip {
        Skip::Rest => Cure::Rest(at),
        Skip::Begin => Cure::Rest(begin),
        Skip::Block => Cure::Block(at),
    };
    (refused(rest(text, at), row.message).help(row.help), cure)
}

/// A quoted text of several lines, right before something that cannot follow it: most likely its first line lacks the
/// closing quote.
fn open_quote(quote: Span, text: &str) -> (Diagnostic, Cure) {
    let span = Span { start: quote.start, end: rest(text, quote.start).end.min(quote.end) };
    let end = Place::Span(Span { start: quote.end.saturating_sub(1), end: quote.end });
    let diagnostic = refused(span, "the quote that opens here is not closed on this line")
        .also(end, "so it is taken to end here")
        .help("close it where its text ends");
    (diagnostic, Cure::Rest(quote.start))
}

/// A line that is nothing but a word.
fn no_colon(at: u32, text: &str) -> (Diagnostic, Cure) {
    let span = rest(text, at);
    let word = &text[span.range()];
    let is_key =
        !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    if is_key && block(text, at).end > line(text, at).end {
        let diagnostic = refused(span, format_args!("`{word}` lacks its colon"))
            .help(format_args!("write `{word}:`"))
            .fix(insert(span.end, ":", "put a colon after it"));
        return (diagnostic, Cure::Add(span.end, b':'));
    }
    let diagnostic = refused(span, "this line is no `key: value`")
        .help("put `:` after the key, or indent the line under what it belongs to");
    (diagnostic, Cure::Rest(at))
}

/// A `: ` where a value is being read already.
fn stray_colon(at: u32, text: &str) -> (Diagnostic, Cure) {
    let whole = line(text, at);
    let before = &text[whole.start as usize..at as usize];
    if let Some(key) = before.find(": ") {
        let value = rest(text, whole.start + key as u32 + 2);
        let words = text[value.range()].trim_start();
        let value = Span { start: value.end - words.len() as u32, end: value.end };
        let diagnostic = refused(Span { start: at, end: value.end }, "a second `: ` on one line")
            .help("if it belongs to the value, put the value in quotes; otherwise begin a new line");
        let plain = !words.contains(['"', '\\', '#'])
            && !words.starts_with(['{', '[', '\'', '&', '*', '!', '|', '>']);
        let fix = replace(value, format_args!("\"{words}\""), "put the value in quotes");
        return (if plain { diagnostic.fix(fix) } else { diagnostic }, Cure::Rest(value.start));
    }
    let above = above(text, whole);
    let words = &text[above.range()];
    if let Some(colon) = words.trim_start_matches([' ', '-']).find(':').filter(|_| !words.contains(": ")) {
        let colon =
            above.start + (words.len() - words.trim_start_matches([' ', '-']).len() + colon) as u32 + 1;
        if colon < above.end {
            let diagnostic =
                refused(Span { start: colon - 1, end: above.end }, "a space is missing after the `:`")
                    .help("put a space after it")
                    .fix(insert(colon, " ", "put a space after it"));
            return (diagnostic, Cure::Add(colon, b' '));
        }
    }
    let key = Span { start: whole.end - text[whole.range()].trim_start().len() as u32, end: at };
    let diagnostic = refused(key, "this line is indented as if it continued the value above it")
        .also(Place::Span(above), "this value")
        .help("indent it exactly as its siblings");
    (diagnostic, Cure::Block(at))
}

/// Something in a block mapping that is no entry of it.
fn misfit(at: u32, text: &str) -> (Diagnostic, Cure) {
    let span = rest(text, at);
    match text[span.range()].chars().next() {
        Some(bracket @ ('}' | ']')) => {
            let span = Span { start: at, end: at + 1 };
            let diagnostic = refused(span, format_args!("nothing opened this `{bracket}`"))
                .help("remove it")
                .fix(replace(span, "", "remove it"));
            (diagnostic, Cure::Rest(at))
        }
        _ => {
            let diagnostic = refused(span, "this line does not fit the mapping it stands in")
                .help("indent it exactly as its siblings");
            (diagnostic, Cure::Block(at))
        }
    }
}

/// A bracket that is open where something stands that cannot be inside.
fn open_bracket(begin: u32, at: u32, what: &str, bracket: char, text: &str) -> (Diagnostic, Cure) {
    let end = Place::Span(Span { start: at, end: at });
    let diagnostic = refused(rest(text, begin), format_args!("the {what} that opens here is not closed"))
        .also(end, "it should have ended before this")
        .help(format_args!("put a `{bracket}` at its end, and commas between its parts"));
    let same_line = line(text, begin) == line(text, at);
    let cure = match text[at as usize..].chars().next() {
        Some('}' | ']') if same_line => Cure::Range(begin, at),
        _ if same_line => Cure::Rest(begin),
        _ => Cure::Range(begin, line(text, at).start),
    };
    (diagnostic, cure)
}

/// A character that cannot begin a value.
fn sign(at: u32, text: &str) -> (Diagnostic, Cure) {
    let span = rest(text, at);
    let value = &text[span.range()];
    let indent = &text[line(text, at).start as usize..at as usize];
    let diagnostic = match value.chars().next() {
        Some(first @ ('%' | '@' | '`')) => {
            let diagnostic = refused(span, format_args!("a value cannot begin with `{first}`"));
            let diagnostic = diagnostic.help("put the value in quotes");
            let fix = replace(span, format_args!("\"{value}\""), "put it in quotes");
            let plain = !value.contains(['"', '\\', '#', ',', '}', ']']);
            if plain { diagnostic.fix(fix) } else { diagnostic }
        }
        _ if value.starts_with('\t') || indent.contains('\t') => {
            refused(span, "a tab cannot indent a line").help("indent with spaces")
        }
        first => {
            let first = first.map(String::from).unwrap_or_default();
            refused(span, format_args!("nothing can begin with `{first}` here"))
                .help("put the value in quotes")
        }
    };
    (diagnostic, Cure::Rest(at))
}

/// A character that YAML does not take anywhere, not even in quotes (libyaml's `reader.c`).
pub(super) fn is_refused(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' | '\u{85}' => false,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => true,
        _ => false,
    }
}

/// The finding for such a character.
pub(super) fn refused_character(c: char, at: u32) -> Diagnostic {
    let span = Span { start: at, end: at + c.len_utf8() as u32 };
    let message = format_args!("the invisible character U+{:04X} cannot stand in YAML", u32::from(c));
    refused(span, message).help("remove it").fix(replace(span, "", "remove it"))
}

fn refused(span: Span, message: impl Display) -> Diagnostic {
    Diagnostic::error(codes::INVALID_YAML, Place::Span(span), message).refused_by(Refusal::Validate)
}

/// From a byte to the end of its line, or the whole line if nothing follows the byte.
fn rest(text: &str, at: u32) -> Span {
    let whole = line(text, at);
    let end = whole.start + text.get(whole.range()).unwrap_or_default().trim_end().len() as u32;
    Span { start: at.min(end), end }
}

/// The last line above a line that is not empty; the line itself if there is none.
fn above(text: &str, below: Span) -> Span {
    let mut above = below;
    while above.start > 0 {
        above = line(text, above.start - 1);
        let words = text[above.range()].trim_end();
        if !words.is_empty() {
            return Span { start: above.start, end: above.start + words.len() as u32 };
        }
    }
    below
}

fn insert(at: u32, text: &str, title: &str) -> Fix {
    replace(Span { start: at, end: at }, text, title)
}

fn replace(span: Span, text: impl Display, title: &str) -> Fix {
    Fix::replace(Place::Span(span), text, title)
}
