//! `python2-only-call`: a Python script that only Python 2 can run. Images of today have Python 3, where such a script
//! ends with an error, and its deployment fails.

use std::ops::Range;

use super::deployment::config;
use super::script::Script;
use super::subject::{Definition, Subject};
use crate::{Diagnostic, Fix, codes};

/// What Python 3 lacks.
struct Finding {
    /// Where it stands in its line.
    piece: Range<usize>,
    message: String,
    /// What it becomes, if that is certain.
    instead: Option<String>,
}

pub(super) fn check(definition: &Definition<'_>, subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let Some(config) = config(definition) else { return };
    let Some(script) = Script::of(&config) else { return };
    let first = script.text.lines().next().unwrap_or_default();
    if !first.starts_with("#!") || !first.contains("python") || first.contains("python2") {
        return;
    }
    let mut quote = None;
    for (start, line) in script.lines().skip(1) {
        let in_text = quote.is_some();
        quote = open_text(line, quote);
        if in_text || line.trim_start().starts_with('#') {
            continue;
        }
        for finding in findings(line) {
            let piece = start + finding.piece.start..start + finding.piece.end;
            let place = script.place(&piece, subject.document);
            let diagnostic = Diagnostic::warning(codes::PYTHON2_ONLY_CALL, place.clone(), finding.message);
            found.push(match finding.instead {
                Some(instead) if script.is_exact(&place) => diagnostic
                    .help(format!("write `{instead}`"))
                    .fix(Fix::replace(place, &instead, format_args!("change to {instead}"))),
                Some(instead) => diagnostic.help(format!("write `{instead}`")),
                None => diagnostic.help("rewrite it for Python 3, or name `python2` in the first line"),
            });
        }
    }
}

/// What texts stand between; those of three go on over lines.
const QUOTES: [&str; 4] = ["\"\"\"", "'''", "\"", "'"];

/// The quotes of a text that goes on after a line, if one does; `open` are those of one that was open before it.
fn open_text(line: &str, mut open: Option<&'static str>) -> Option<&'static str> {
    let mut rest = line;
    while let Some(char) = rest.chars().next() {
        let mut known = QUOTES.into_iter().filter(|quotes| open.is_none_or(|open| open == *quotes));
        let length = match known.find(|quotes| rest.starts_with(quotes)) {
            Some(quotes) => {
                open = if open.is_some() { None } else { Some(quotes) };
                quotes.len()
            }
            None if char == '#' && open.is_none() => break,
            // What is escaped closes nothing.
            None if char == '\\' => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            None => char.len_utf8(),
        };
        rest = &rest[length..];
    }
    open.filter(|quotes| quotes.len() == 3)
}

fn findings(line: &str) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    found.extend(print_statement(line));
    found.extend(except_comma(line));
    for function in STRING_FUNCTIONS {
        found.extend(string_function(line, function));
    }
    for (old, new) in RENAMED {
        for (at, _) in line.match_indices(old) {
            // A method is behind a dot, a function is not behind a letter or a dot.
            let own = old.starts_with('.')
                || !line[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '.'));
            if own {
                let name = old.trim_start_matches('.').trim_end_matches(['(', ')']);
                let message = format!("Python 3 has no `{name}`");
                found.push(Finding { piece: at..at + old.len(), message, instead: new.map(str::to_owned) });
            }
        }
    }
    found
}

const RENAMED: [(&str, Option<&str>); 9] = [
    (".iteritems()", Some(".items()")),
    (".itervalues()", Some(".values()")),
    (".iterkeys()", Some(".keys()")),
    (".has_key(", None),
    ("raw_input(", Some("input(")),
    ("xrange(", Some("range(")),
    ("unicode(", Some("str(")),
    ("urllib2", None),
    ("ConfigParser", None),
];

/// Functions of the module `string` that became methods of text; the text is their first argument.
const STRING_FUNCTIONS: [&str; 9] =
    ["replace", "split", "strip", "lstrip", "rstrip", "lower", "upper", "find", "join"];

/// `string.replace(text, a, b)`: `text.replace(a, b)`; `string.join(words, between)`: `between.join(words)`.
fn string_function(line: &str, function: &str) -> Option<Finding> {
    let called = format!("string.{function}(");
    let start = line.find(&called)?;
    if line[..start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '.')) {
        return None;
    }
    let message = format!("Python 3 has no `string.{function}`");
    let (arguments, end) = match arguments(&line[start + called.len()..]) {
        Some((arguments, length)) => (arguments, start + called.len() + length),
        None => return Some(Finding { piece: start..start + called.len() - 1, message, instead: None }),
    };
    let simple = |text: &str| {
        let name = text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '[' | ']'));
        let quoted = text.starts_with(['\'', '"'])
            && text[1..].find(['\'', '"']) == Some(text.len().saturating_sub(2));
        !text.is_empty() && (name || quoted)
    };
    let instead = match (function, arguments.as_slice()) {
        ("join", [words, between]) if simple(between) => Some(format!("{between}.join({words})")),
        ("join", [words]) => Some(format!("' '.join({words})")),
        ("join", _) => None,
        (_, [text, rest @ ..]) if simple(text) => Some(format!("{text}.{function}({})", rest.join(", "))),
        _ => None,
    };
    Some(Finding { piece: start..end, message, instead })
}

/// The arguments of a call whose opening bracket has just been read, and how long they are with the closing one.
fn arguments(text: &str) -> Option<(Vec<&str>, usize)> {
    let mut found = Vec::new();
    let (mut depth, mut start, mut quote, mut escaped) = (0, 0, None, false);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            _ if escaped => escaped = false,
            (Some(_), '\\') => escaped = true,
            (Some(open), _) if open == c => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(c),
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')') if depth == 0 => {
                found.push(text[start..at].trim());
                return Some((found, at + 1));
            }
            (None, ')' | ']' | '}') => depth -= 1,
            (None, ',') if depth == 0 => {
                found.push(text[start..at].trim());
                start = at + 1;
            }
            (None, _) => {}
        }
    }
    None
}

/// `print words`
fn print_statement(line: &str) -> Option<Finding> {
    let start = line.len() - line.trim_start().len();
    let rest = line[start..].strip_prefix("print")?;
    let words = rest.trim();
    let statement = rest.starts_with(' ') && !words.starts_with(['(', '=', '.']) && !words.is_empty();
    if !statement {
        return None;
    }
    let plain = !words.contains(['#', ';']) && !words.starts_with(">>") && !words.ends_with([',', '\\', ':']);
    let instead = plain.then(|| format!("print({words})"));
    let message = "in Python 3 `print` is a function and needs brackets".to_owned();
    Some(Finding { piece: start..line.trim_end().len(), message, instead })
}

/// `except Error, name:`
fn except_comma(line: &str) -> Option<Finding> {
    let start = line.len() - line.trim_start().len();
    let clause = line[start..].strip_prefix("except ")?;
    let (error, name) = clause.split_once(':')?.0.split_once(',')?;
    let name = name.trim();
    let plain = !error.contains(['(', ')']) && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    plain.then(|| Finding {
        piece: start..start + "except ".len() + clause.find(':').unwrap_or(clause.len()),
        message: "Python 3 writes `as` here".to_owned(),
        instead: Some(format!("except {} as {name}", error.trim())),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &[(&str, Option<&str>)]) {
        let found = findings(line);
        let shown: Vec<_> =
            found.iter().map(|finding| (&line[finding.piece.clone()], finding.instead.as_deref())).collect();
        assert_eq!(shown, expected, "{line}");
    }

    #[test]
    fn a_text_may_go_on_over_lines() {
        assert_eq!(open_text("x = \"\"\"one", None), Some("\"\"\""));
        assert_eq!(open_text("print this", Some("\"\"\"")), Some("\"\"\""));
        assert_eq!(open_text("end\"\"\" + '''x", Some("\"\"\"")), Some("'''"));
        assert_eq!(open_text("'''one'''", None), None);
        assert_eq!(open_text("x = 1 # '''", None), None);
        assert_eq!(open_text("sep = \"#\" + \"\"\"", None), Some("\"\"\""));
        assert_eq!(open_text("x = '\"\"\"'", None), None);
        assert_eq!(open_text(r#"x = '\'"""'"#, None), None);
        assert_eq!(open_text("x = '' + '''", None), Some("'''"));
        assert_eq!(open_text("it's", None), None, "a short text ends with its line");
        assert_eq!(open_text("it's # \\\"\"\"", Some("\"\"\"")), Some("\"\"\""));
    }

    #[test]
    fn what_python_3_lacks() {
        check(
            r"    hosts = ast.literal_eval(string.replace(hosts, '\n', '\\n'))",
            &[(r"string.replace(hosts, '\n', '\\n')", Some(r"hosts.replace('\n', '\\n')"))],
        );
        check("x = string.join(words, ', ')", &[("string.join(words, ', ')", Some("', '.join(words)"))]);
        check("x = string.upper(a + b)", &[("string.upper(a + b)", None)]);
        check("x = string.split(f(a, b))", &[("string.split(f(a, b))", None)]);
        check("x = string.replace(a,", &[("string.replace", None)]);
        check("x = mystring.replace(a, b)", &[]);
        check("  print 'a', b", &[("print 'a', b", Some("print('a', b)"))]);
        check("print >>sys.stderr, x", &[("print >>sys.stderr, x", None)]);
        check("print('a')", &[]);
        check("print (a)", &[]);
        check("for k, v in d.iteritems():", &[(".iteritems()", Some(".items()"))]);
        check("except IOError, e:", &[("except IOError, e", Some("except IOError as e"))]);
        check("except (A, B):", &[]);
        check("import urllib2", &[("urllib2", None)]);
    }
}
