//! bash's brace expansion: `{a,b}` and `{1..3}` make several words of one, before anything else is expanded.

use super::super::syntax::{Part, Word};

/// The most words that one word may become.
const MOST: usize = 10_000;

/// How deep braces may stand in each other.
const DEEPEST: usize = 20;

/// A character outside of quotes, or a part that braces do not reach into.
#[derive(Clone)]
enum Token {
    Char(char),
    Whole(Part),
}

/// Whether a word may hold a brace expansion.
pub(super) fn any(word: &Word) -> bool {
    word.0.iter().any(|part| matches!(part, Part::Bare(text) if text.contains('{')))
}

/// The words that a word stands for; `None` if there are too many.
pub(super) fn expand(word: &Word) -> Option<Vec<Word>> {
    let mut tokens = Vec::new();
    for part in &word.0 {
        match part {
            Part::Bare(text) => tokens.extend(text.chars().map(Token::Char)),
            whole => tokens.push(Token::Whole(whole.clone())),
        }
    }
    let words = expand_tokens(&tokens, DEEPEST)?;
    Some(words.into_iter().map(to_word).collect())
}

fn expand_tokens(tokens: &[Token], depth: usize) -> Option<Vec<Vec<Token>>> {
    let depth = depth.checked_sub(1)?;
    let mut words = vec![Vec::new()];
    let closers = closers(tokens);
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let inside = closers[at].map(|end| &tokens[at + 1..end]);
        let choices = match inside {
            Some(inside) => choices(inside, depth)?,
            None => Vec::new(),
        };
        if choices.is_empty() {
            words.iter_mut().for_each(|word| word.push(token.clone()));
            at += 1;
            continue;
        }
        if words.len() * choices.len() > MOST {
            return None;
        }
        let mut longer = Vec::new();
        for word in &words {
            for choice in &choices {
                let mut word = word.clone();
                word.extend_from_slice(choice);
                longer.push(word);
            }
        }
        words = longer;
        at = closers[at].map_or(at, |end| end) + 1;
    }
    Some(words)
}

/// For each opening brace, where it is closed.
fn closers(tokens: &[Token]) -> Vec<Option<usize>> {
    let mut closers = vec![None; tokens.len()];
    let mut open = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Char('{') => open.push(at),
            Token::Char('}') => {
                if let Some(start) = open.pop() {
                    closers[start] = Some(at);
                }
            }
            _ => {}
        }
    }
    closers
}

/// What the inside of braces offers: nothing if it is neither a list nor a sequence. `None` if it is too much.
fn choices(inside: &[Token], depth: usize) -> Option<Vec<Vec<Token>>> {
    let closers = closers(inside);
    let mut pieces = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < inside.len() {
        if let Some(end) = closers[at] {
            at = end;
        } else if matches!(inside[at], Token::Char(',')) {
            pieces.push(&inside[start..at]);
            start = at + 1;
        }
        at += 1;
    }
    if pieces.is_empty() {
        return sequence(inside);
    }
    pieces.push(&inside[start..]);
    let mut choices = Vec::new();
    for piece in pieces {
        choices.extend(expand_tokens(piece, depth)?);
    }
    Some(choices)
}

/// `1..5`, `01..10`, `a..e`, with a step if a third number follows.
fn sequence(inside: &[Token]) -> Option<Vec<Vec<Token>>> {
    let mut text = String::new();
    for token in inside {
        match token {
            Token::Char(c) => text.push(*c),
            Token::Whole(_) => return Some(Vec::new()),
        }
    }
    let ends: Vec<&str> = text.split("..").collect();
    let (first, last, step) = match ends.as_slice() {
        [first, last] => (*first, *last, 1),
        [first, last, step] => match step.parse::<i64>() {
            Ok(step) => (*first, *last, step.saturating_abs().max(1)),
            Err(_) => return Some(Vec::new()),
        },
        _ => return Some(Vec::new()),
    };
    let one = |text: &str| {
        let mut chars = text.chars();
        chars
            .next()
            .filter(|c| c.is_ascii_alphabetic() && chars.next().is_none())
            .map(|c| i64::from(u32::from(c)))
    };
    let letters = one(first).zip(one(last));
    let numbers = first.parse::<i64>().ok().zip(last.parse::<i64>().ok());
    let Some((from, to)) = letters.or(numbers) else {
        return Some(Vec::new());
    };
    let count = usize::try_from(from.abs_diff(to) / step.unsigned_abs()).ok()?;
    if count >= MOST {
        return None;
    }
    let padded =
        |text: &str| text.trim_start_matches('-').len() > 1 && text.trim_start_matches('-').starts_with('0');
    let width = if padded(first) || padded(last) { first.len().max(last.len()) } else { 0 };
    let step = if from <= to { step } else { -step };
    let words = (0..=count).map(|index| {
        let value = from + step * index as i64;
        let shown = match letters {
            Some(_) => {
                u32::try_from(value).ok().and_then(char::from_u32).map(String::from).unwrap_or_default()
            }
            None => format!("{value:0width$}"),
        };
        shown.chars().map(Token::Char).collect()
    });
    Some(words.collect())
}

fn to_word(tokens: Vec<Token>) -> Word {
    let mut parts = Vec::new();
    for token in tokens {
        match (token, parts.last_mut()) {
            (Token::Char(c), Some(Part::Bare(text))) => text.push(c),
            (Token::Char(c), _) => parts.push(Part::Bare(c.to_string())),
            (Token::Whole(part), _) => parts.push(part),
        }
    }
    Word(parts)
}
