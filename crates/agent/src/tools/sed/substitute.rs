//! sed's `s`: a match replaced by text, groups and changes of case.

use std::rc::Rc;

use crate::Text;
use crate::meter::{Bound, Meter};
use crate::regex::{Groups, Regex};

/// One `s` command.
#[derive(Debug, Default)]
pub(super) struct Substitution {
    /// `None` is the empty expression: the last one used.
    pub regex: Option<Rc<Regex>>,
    pub with: Vec<Piece>,
    pub global: bool,
    /// Which match is the first to be replaced; 0 is 1.
    pub nth: usize,
    pub print: bool,
    pub write: Option<String>,
}

/// A piece of the replacement.
#[derive(Debug)]
pub(super) enum Piece {
    Text(Text),
    /// `&` is group 0.
    Group(usize),
    /// `\U \L \u \l \E`
    Case(char),
}

/// Takes a replacement apart.
pub(super) fn replacement(text: &Text) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut plain = Text::default();
    let mut chars = text.as_str().char_indices();
    while let Some((at, char)) = chars.next() {
        let piece = match char {
            '&' => Piece::Group(0),
            '\\' => match chars.next() {
                Some((_, digit @ '0'..='9')) => Piece::Group(digit.to_digit(10).unwrap_or(0) as usize),
                Some((_, case @ ('U' | 'L' | 'u' | 'l' | 'E'))) => Piece::Case(case),
                Some((_, 'n')) => {
                    plain.push_str("\n");
                    continue;
                }
                Some((_, 't')) => {
                    plain.push_str("\t");
                    continue;
                }
                Some((next, char)) => {
                    plain.push_slice(text, next..next + char.len_utf8());
                    continue;
                }
                None => continue,
            },
            char => {
                plain.push_slice(text, at..at + char.len_utf8());
                continue;
            }
        };
        pieces.push(Piece::Text(std::mem::take(&mut plain)));
        pieces.push(piece);
    }
    pieces.push(Piece::Text(plain));
    pieces
}

/// The text with its matches replaced; `None` if nothing was.
pub(super) fn substitute(
    text: &Text,
    regex: &Regex,
    substitution: &Substitution,
    meter: &mut Meter,
) -> Result<Option<Text>, Bound> {
    let source = text.as_str();
    let mut out = Text::default();
    let mut kept = 0;
    let mut from = 0;
    let mut count = 0;
    let mut replaced = false;
    let mut last_end = None;
    while from <= source.len() {
        let Some(groups) = regex.groups(source, from, meter)? else {
            break;
        };
        let Some(Some(whole)) = groups.first().cloned() else {
            break;
        };
        // An empty match right behind the last one does not count.
        if whole.is_empty() && last_end == Some(whole.start) {
            from = next_char(source, from);
            continue;
        }
        count += 1;
        last_end = Some(whole.end);
        if count >= substitution.nth.max(1) {
            out.push_slice(text, kept..whole.start);
            push_replacement(&mut out, text, &groups, &substitution.with);
            meter.fits(out.len())?;
            kept = whole.end;
            replaced = true;
            if !substitution.global {
                break;
            }
        }
        from = if whole.is_empty() { next_char(source, whole.end) } else { whole.end };
    }
    out.push_slice(text, kept..source.len());
    Ok(replaced.then_some(out))
}

fn next_char(source: &str, at: usize) -> usize {
    at + source[at.min(source.len())..].chars().next().map_or(1, char::len_utf8)
}

fn push_replacement(out: &mut Text, text: &Text, groups: &Groups, pieces: &[Piece]) {
    let mut all = None;
    let mut first = None;
    for piece in pieces {
        let new = match piece {
            Piece::Text(new) => new.clone(),
            Piece::Group(index) => match groups.get(*index) {
                Some(Some(range)) => text.slice(range.clone()),
                _ => Text::default(),
            },
            Piece::Case(case @ ('u' | 'l')) => {
                first = Some(*case);
                continue;
            }
            Piece::Case(case) => {
                all = Some(*case).filter(|case| *case != 'E');
                continue;
            }
        };
        if all.is_none() && first.is_none() {
            out.push(&new);
            continue;
        }
        let changed = new.map_chars(|char, out| match first.take().or(all) {
            Some('U' | 'u') => out.push(char.to_ascii_uppercase()),
            Some('L' | 'l') => out.push(char.to_ascii_lowercase()),
            _ => out.push(char),
        });
        out.push(&changed);
    }
}
