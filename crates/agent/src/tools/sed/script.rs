//! A sed script to commands.

use std::rc::Rc;

use super::substitute::{Substitution, replacement};
use crate::Text;
use crate::regex::Regex;

/// One command with the lines it applies to.
#[derive(Debug)]
pub(super) struct Command {
    pub from: Option<Address>,
    pub to: Option<Address>,
    pub negated: bool,
    pub action: Action,
}

#[derive(Clone, Debug)]
pub(super) enum Address {
    Line(usize),
    Last,
    /// `None` is the empty expression: the last one used.
    Match(Option<Rc<Regex>>),
    /// `first~step`
    Step(usize, usize),
    /// `+n`, as an end
    After(usize),
}

#[derive(Debug)]
pub(super) enum Action {
    Substitute(Box<Substitution>),
    Translate(Vec<char>, Vec<char>),
    Append(Text),
    Insert(Text),
    Change(Text),
    Read(String),
    Write(String),
    /// Goes on behind this command: a label's place, or the end.
    Branch(usize),
    BranchIf(usize),
    BranchUnless(usize),
    /// Skips to this place unless the address matches: `{`
    Block(usize),
    Quit(i32),
    QuitQuietly(i32),
    /// `d D p P n N g G h H x = l` and what has nothing to do: labels, `}`.
    Plain(char),
}

struct Reader<'a> {
    text: &'a Text,
    source: &'a str,
    at: usize,
    extended: bool,
}

/// Reads a script; an error says what is wrong with it.
pub(super) fn parse(text: &Text, extended: bool) -> Result<Vec<Command>, String> {
    let mut reader = Reader { text, source: text.as_str(), at: 0, extended };
    let mut commands = Vec::new();
    let mut labels: Vec<(String, usize)> = Vec::new();
    let mut jumps: Vec<(usize, String)> = Vec::new();
    let mut blocks = Vec::new();
    loop {
        reader.skip(|c| c.is_whitespace() || c == ';');
        if reader.rest().is_empty() {
            break;
        }
        if reader.take('#') {
            reader.line();
            continue;
        }
        let from = reader.address()?;
        reader.skip(char::is_whitespace);
        let to = if from.is_some() && reader.take(',') {
            reader.skip(char::is_whitespace);
            Some(reader.address()?.ok_or("unexpected `,'")?)
        } else {
            None
        };
        reader.skip(char::is_whitespace);
        let mut negated = false;
        while reader.take('!') {
            negated = true;
            reader.skip(char::is_whitespace);
        }
        let letter = reader.next().ok_or("missing command")?;
        let here = commands.len();
        let action = match letter {
            '{' => {
                blocks.push(here);
                Action::Block(0)
            }
            '}' => {
                let open: usize = blocks.pop().ok_or("unexpected `}'")?;
                if let Some(Command { action: Action::Block(end), .. }) = commands.get_mut(open) {
                    *end = here;
                }
                Action::Plain('}')
            }
            ':' => {
                labels.push((reader.label(), here));
                Action::Plain(':')
            }
            'b' | 't' | 'T' => {
                let label = reader.label();
                jumps.push((here, label));
                match letter {
                    'b' => Action::Branch(usize::MAX),
                    't' => Action::BranchIf(usize::MAX),
                    _ => Action::BranchUnless(usize::MAX),
                }
            }
            'q' => Action::Quit(reader.status()),
            'Q' => Action::QuitQuietly(reader.status()),
            'a' => Action::Append(reader.text()),
            'i' => Action::Insert(reader.text()),
            'c' => Action::Change(reader.text()),
            'r' => Action::Read(reader.line().trim().to_owned()),
            'w' => Action::Write(reader.line().trim().to_owned()),
            's' => Action::Substitute(Box::new(reader.substitution()?)),
            'y' => reader.translation()?,
            'd' | 'D' | 'p' | 'P' | 'n' | 'N' | 'g' | 'G' | 'h' | 'H' | 'x' | '=' | 'l' => {
                Action::Plain(letter)
            }
            letter => return Err(format!("unknown command: `{letter}'")),
        };
        if matches!(
            action,
            Action::Substitute(_)
                | Action::Translate(..)
                | Action::Plain('d' | 'D' | 'p' | 'P' | 'n' | 'N' | 'g' | 'G' | 'h' | 'H' | 'x' | '=')
        ) {
            reader.skip(|c| c == ' ' || c == '\t');
            if !(reader.rest().is_empty() || reader.rest().starts_with([';', '\n', '}', '#'])) {
                return Err("extra characters after command".to_owned());
            }
        }
        commands.push(Command { from, to, negated, action });
    }
    if !blocks.is_empty() {
        return Err("unmatched `{'".to_owned());
    }
    for (at, label) in jumps {
        let place = match labels.iter().find(|(known, _)| *known == label) {
            Some((_, place)) => *place,
            None if label.is_empty() => usize::MAX - 1,
            None => return Err(format!("can't find label for jump to `{label}'")),
        };
        if let Action::Branch(to) | Action::BranchIf(to) | Action::BranchUnless(to) = &mut commands[at].action
        {
            *to = place;
        }
    }
    Ok(commands)
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        &self.source[self.at..]
    }

    fn next(&mut self) -> Option<char> {
        let char = self.rest().chars().next()?;
        self.at += char.len_utf8();
        Some(char)
    }

    fn take(&mut self, wanted: char) -> bool {
        let found = self.rest().starts_with(wanted);
        if found {
            self.at += wanted.len_utf8();
        }
        found
    }

    fn skip(&mut self, unwanted: impl Fn(char) -> bool) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches(unwanted).len();
    }

    /// The rest of the line.
    fn line(&mut self) -> String {
        let line = self.rest().split('\n').next().unwrap_or_default().to_owned();
        self.at += line.len();
        line
    }

    fn label(&mut self) -> String {
        self.skip(|c| c == ' ' || c == '\t');
        let rest = self.rest();
        let label = rest[..rest.find([';', '\n', '}']).unwrap_or(rest.len())].to_owned();
        self.at += label.len();
        label.trim_end().to_owned()
    }

    fn number(&mut self) -> Option<usize> {
        let rest = self.rest();
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let number = rest[..digits].parse().ok();
        self.at += digits;
        number
    }

    fn status(&mut self) -> i32 {
        self.skip(|c| c == ' ');
        self.number().map_or(0, |status| (status & 255) as i32)
    }

    /// The text of `a`, `i` or `c`: up to the end of the line, or of the last of its continued lines.
    fn text(&mut self) -> Text {
        self.skip(|c| c == ' ' || c == '\t');
        if self.take('\\') {
            self.skip(|c| c == ' ' || c == '\t');
            self.take('\n');
        }
        let mut text = Text::default();
        while let Some(char) = self.next() {
            match char {
                '\n' => break,
                '\\' => {
                    if let Some(escaped) = self.next() {
                        text.push_slice(self.text, self.at - escaped.len_utf8()..self.at);
                    }
                }
                char => text.push_slice(self.text, self.at - char.len_utf8()..self.at),
            }
        }
        text.push_str("\n");
        text
    }

    fn address(&mut self) -> Result<Option<Address>, String> {
        if self.take('+') {
            return Ok(self.number().map(Address::After));
        }
        if let Some(number) = self.number() {
            return Ok(Some(if self.take('~') {
                Address::Step(number, self.number().unwrap_or(0))
            } else {
                Address::Line(number)
            }));
        }
        if self.take('$') {
            return Ok(Some(Address::Last));
        }
        let delimiter = if self.take('\\') {
            self.next()
        } else if self.take('/') {
            Some('/')
        } else {
            None
        };
        let Some(delimiter) = delimiter else {
            return Ok(None);
        };
        let source = self.delimited(delimiter, true).ok_or("unterminated address regex")?;
        let ignore_case = self.take('I');
        let regex = self.regex(source.as_str(), ignore_case)?;
        Ok(Some(Address::Match(regex)))
    }

    fn regex(&self, source: &str, ignore_case: bool) -> Result<Option<Rc<Regex>>, String> {
        if source.is_empty() {
            return Ok(None);
        }
        let regex = if self.extended {
            Regex::extended(source, ignore_case)
        } else {
            Regex::basic(source, ignore_case)
        };
        Ok(Some(Rc::new(regex?)))
    }

    /// Text up to a delimiter, which is taken; an escaped delimiter is the character itself. In a regular expression
    /// brackets hide it.
    fn delimited(&mut self, delimiter: char, regex: bool) -> Option<Text> {
        let mut text = Text::default();
        let mut bracket: Option<usize> = None;
        loop {
            let start = self.at;
            let char = self.next()?;
            match char {
                '\\' if bracket.is_none() => {
                    let escaped = self.next()?;
                    if escaped == delimiter {
                        text.push_slice(self.text, self.at - escaped.len_utf8()..self.at);
                    } else {
                        text.push_slice(self.text, start..self.at);
                    }
                    continue;
                }
                '[' if regex && bracket.is_none() => bracket = Some(text.len()),
                ']' if bracket.is_some_and(|open| !matches!(&text.as_str()[open + 1..], "" | "^")) => {
                    bracket = None
                }
                char if char == delimiter && bracket.is_none() => return Some(text),
                '\n' if regex => return None,
                _ => {}
            }
            text.push_slice(self.text, start..self.at);
        }
    }

    fn substitution(&mut self) -> Result<Substitution, String> {
        let unterminated = "unterminated `s' command";
        let delimiter = self.next().ok_or(unterminated)?;
        let pattern = self.delimited(delimiter, true).ok_or(unterminated)?;
        let with = self.delimited(delimiter, false).ok_or(unterminated)?;
        let mut substitution = Substitution { with: replacement(&with), ..Substitution::default() };
        let mut ignore_case = false;
        loop {
            if let Some(nth) = self.number() {
                substitution.nth = nth.max(1);
                continue;
            }
            if self.take('g') {
                substitution.global = true;
            } else if self.take('p') {
                substitution.print = true;
            } else if self.take('i') || self.take('I') {
                ignore_case = true;
            } else if self.take('w') {
                substitution.write = Some(self.line().trim().to_owned());
            } else if self.rest().starts_with(['e', 'm', 'M']) {
                return Err("a flag of `s' that is not played here".to_owned());
            } else {
                break;
            }
        }
        substitution.regex = self.regex(pattern.as_str(), ignore_case)?;
        Ok(substitution)
    }

    fn translation(&mut self) -> Result<Action, String> {
        let unterminated = "unterminated `y' command";
        let delimiter = self.next().ok_or(unterminated)?;
        let mut set = || {
            self.delimited(delimiter, false)
                .map(|text| text.as_str().replace("\\n", "\n").replace("\\\\", "\\"))
        };
        let from: Vec<char> = set().ok_or(unterminated)?.chars().collect();
        let to: Vec<char> = set().ok_or(unterminated)?.chars().collect();
        if from.len() != to.len() {
            return Err("strings for `y' command are different lengths".to_owned());
        }
        Ok(Action::Translate(from, to))
    }
}
