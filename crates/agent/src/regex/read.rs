//! The source of an expression to its steps, by descent.

use super::Syntax;
use super::code::{Assertion, Code, Set, Step};

/// An expression of more steps is refused: each character of a text may have to do with all of them.
const MOST_STEPS: usize = 20_000;

/// How deep groups may stand in each other.
const DEEPEST: u32 = 100;

/// Named sets: pairs of first and last characters, in order.
const CLASSES: [(&str, &str); 13] = [
    ("alnum", "09AZaz"),
    ("alpha", "AZaz"),
    ("blank", "\t\t  "),
    ("cntrl", "\0\u{1f}\u{7f}\u{7f}"),
    ("digit", "09"),
    ("graph", "!~"),
    ("lower", "az"),
    ("print", " ~"),
    ("punct", "!/:@[`{~"),
    ("space", "\t\r  "),
    ("upper", "AZ"),
    ("word", "09AZ__az"),
    ("xdigit", "09AFaf"),
];

/// Adds a named set, or all that is not in it.
fn push_class(ranges: &mut Vec<(char, char)>, name: &str, negated: bool) -> Option<()> {
    let (_, pairs) = CLASSES.iter().find(|(known, _)| *known == name)?;
    let mut chars = pairs.chars();
    let mut next = '\0';
    while let (Some(first), Some(last)) = (chars.next(), chars.next()) {
        if !negated {
            ranges.push((first, last));
        } else if next < first {
            ranges.push((next, char::from(first as u8 - 1)));
        }
        next = char::from(last as u8 + 1);
    }
    if negated {
        ranges.push((next, char::MAX));
    }
    Some(())
}

/// The class that `\w`, `\s`, `\d` or their capitals stand for, and whether it is negated.
fn letter_class(letter: char) -> Option<(&'static str, bool)> {
    let name = match letter.to_ascii_lowercase() {
        'w' => "word",
        's' => "space",
        'd' => "digit",
        _ => return None,
    };
    Some((name, letter.is_ascii_uppercase()))
}

pub(super) struct Reader<'a> {
    source: &'a str,
    at: usize,
    syntax: Syntax,
    code: Code,
    depth: u32,
}

type Read<T> = Result<T, String>;

/// Reads an expression; its steps are added to the code.
pub(super) fn read(source: &str, syntax: Syntax, code: Code) -> Read<Code> {
    if syntax == Syntax::Plain {
        let mut code = code;
        code.steps.extend(source.chars().map(Step::Char));
        return Ok(code);
    }
    let mut reader = Reader { source, at: 0, syntax, code, depth: 0 };
    reader.alternatives()?;
    if reader.at < source.len() {
        return Err("a regular expression with an unmatched `)`".to_owned());
    }
    Ok(reader.code)
}

/// Puts alternatives into a row, each but the last behind a choice.
pub(super) fn alternate(steps: &mut Vec<Step>, mut branches: Vec<Vec<Step>>) {
    let Some(last) = branches.pop() else { return };
    let mut rest: usize = branches.iter().map(|branch| branch.len() + 2).sum::<usize>() + last.len();
    for branch in branches {
        rest -= branch.len() + 2;
        steps.push(Step::Split(1, branch.len() as isize + 2));
        steps.extend(branch);
        steps.push(Step::Jump(rest as isize + 1));
    }
    steps.extend(last);
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.source[self.at..].chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let char = self.peek()?;
        self.at += char.len_utf8();
        Some(char)
    }

    fn take(&mut self, text: &str) -> bool {
        let found = self.source[self.at..].starts_with(text);
        self.at += if found { text.len() } else { 0 };
        found
    }

    /// Takes an operator, which basic expressions write with a backslash.
    fn operator(&mut self, sign: &str) -> bool {
        if self.syntax != Syntax::Basic {
            return self.take(sign);
        }
        let found = self.source[self.at..].strip_prefix('\\').is_some_and(|rest| rest.starts_with(sign));
        self.at += if found { 1 + sign.len() } else { 0 };
        found
    }

    /// Whether an operator stands here.
    fn ahead(&self, sign: &str) -> bool {
        let rest = &self.source[self.at..];
        match self.syntax {
            Syntax::Basic => rest.strip_prefix('\\').is_some_and(|rest| rest.starts_with(sign)),
            _ => rest.starts_with(sign),
        }
    }

    fn alternatives(&mut self) -> Read<()> {
        let start = self.code.steps.len();
        let mut branches = Vec::new();
        loop {
            self.branch()?;
            branches.push(self.code.steps.split_off(start));
            if !self.operator("|") {
                break;
            }
        }
        alternate(&mut self.code.steps, branches);
        Ok(())
    }

    fn branch(&mut self) -> Read<()> {
        // Whether an expression begins here, so that a `*` or `^` is read accordingly.
        let mut first = true;
        while self.at < self.source.len() && !self.ahead("|") && !self.ahead(")") {
            let start = self.code.steps.len();
            first = self.atom(first)?;
            while !first && self.repeated(start)? {}
            if self.code.steps.len() > MOST_STEPS {
                return Err("a regular expression that is too large".to_owned());
            }
        }
        Ok(())
    }

    /// One thing that may be repeated; whether it is as if nothing had been read yet.
    fn atom(&mut self, first: bool) -> Read<bool> {
        let basic = self.syntax == Syntax::Basic;
        if self.operator("(") {
            return self.group().map(|()| false);
        }
        let Some(char) = self.next() else { return Ok(first) };
        let step = match char {
            '^' if !basic || first => {
                self.code.steps.push(Step::Assert(Assertion::Start));
                return Ok(true);
            }
            '$' if !basic || self.at == self.source.len() || self.ahead(")") || self.ahead("|") => {
                Step::Assert(Assertion::End)
            }
            '*' | '+' | '?' if first && !basic => return Ok(true),
            '.' if self.syntax == Syntax::Perl => Step::AnyInLine,
            '.' => Step::Any,
            '[' => self.bracket()?,
            '\\' => return self.escaped().map(|()| false),
            char => Step::Char(char),
        };
        self.code.steps.push(step);
        Ok(false)
    }

    fn group(&mut self) -> Read<()> {
        let mut group = Some(self.code.groups);
        if self.syntax == Syntax::Perl && self.take("?") {
            if self.take("i)") {
                self.code.ignore_case = true;
                return Ok(());
            }
            if self.take(":") {
                group = None;
            } else {
                let name = self.source[self.at..].split_once('>').map(|(name, _)| name);
                let name =
                    name.filter(|name| name.starts_with(['<', 'P']) && !name.contains(['=', '!', ')']));
                self.at += name.ok_or("a regular expression that looks ahead or behind")?.len() + 1;
            }
        }
        self.code.groups += usize::from(group.is_some());
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err("a regular expression with groups that are nested too deeply".to_owned());
        }
        self.code.steps.extend(group.map(|group| Step::Save(2 * group)));
        self.alternatives()?;
        self.code.steps.extend(group.map(|group| Step::Save(2 * group + 1)));
        self.depth -= 1;
        match self.operator(")") {
            true => Ok(()),
            false => Err("a regular expression with an unmatched `(`".to_owned()),
        }
    }

    /// What a backslash makes of the character behind it.
    fn escaped(&mut self) -> Read<()> {
        let Some(char) = self.next() else {
            return Err("a regular expression that ends with a backslash".to_owned());
        };
        let perl = self.syntax == Syntax::Perl;
        let step = match char {
            '1'..='9' => return Err("a reference back into a regular expression's match".to_owned()),
            '<' if !perl => Step::Assert(Assertion::WordStart),
            '>' if !perl => Step::Assert(Assertion::WordEnd),
            '`' if !perl => Step::Assert(Assertion::Start),
            '\'' if !perl => Step::Assert(Assertion::End),
            'A' if perl => Step::Assert(Assertion::Start),
            'z' | 'Z' if perl => Step::Assert(Assertion::End),
            'b' => Step::Assert(Assertion::Edge),
            'B' => Step::Assert(Assertion::NoEdge),
            'n' => Step::Char('\n'),
            't' => Step::Char('\t'),
            'r' if perl => Step::Char('\r'),
            'f' if perl => Step::Char('\u{c}'),
            'v' if perl => Step::Char('\u{b}'),
            char => match letter_class(char).filter(|(name, _)| perl || *name != "digit") {
                Some((name, negated)) => {
                    let mut set = Set { negated, ranges: Vec::new() };
                    push_class(&mut set.ranges, name, false);
                    self.set(set)
                }
                None => Step::Char(char),
            },
        };
        self.code.steps.push(step);
        Ok(())
    }

    fn set(&mut self, set: Set) -> Step {
        self.code.sets.push(set);
        Step::Set(self.code.sets.len() - 1)
    }

    /// A bracket expression, the opening already taken.
    fn bracket(&mut self) -> Read<Step> {
        let mut set = Set { negated: self.take("^"), ranges: Vec::new() };
        let first = self.at;
        loop {
            let rest = &self.source[self.at..];
            if self.at > first && self.take("]") {
                return Ok(self.set(set));
            }
            if let Some(class) = rest.strip_prefix("[:")
                && let Some((name, _)) = class.split_once(":]")
            {
                push_class(&mut set.ranges, name, false)
                    .ok_or("a regular expression with an unknown class")?;
                self.at += name.len() + 4;
                continue;
            }
            let Some(low) = self.bracketed(&mut set)? else { continue };
            let rest = &self.source[self.at..];
            let mut high = low;
            if rest.starts_with('-') && !rest.starts_with("-]") {
                self.at += 1;
                high = self.bracketed(&mut set)?.unwrap_or(low);
                if high < low {
                    return Err("a regular expression with a range that ends before it begins".to_owned());
                }
            }
            set.ranges.push((low, high));
        }
    }

    /// One character between brackets; none if it was a class, which is added.
    fn bracketed(&mut self, set: &mut Set) -> Read<Option<char>> {
        let perl = self.syntax == Syntax::Perl;
        let unmatched = "a regular expression with an unmatched `[`";
        if self.take("[.") || self.take("[=") {
            return Err(unmatched.to_owned());
        }
        let char = self.next().ok_or(unmatched)?;
        let behind = self.peek();
        Ok(match (char, behind) {
            // GNU sed and awk read these escapes in brackets, and so do scripts that count on it.
            ('\\', Some(letter @ ('n' | 't'))) => {
                self.next();
                Some(if letter == 'n' { '\n' } else { '\t' })
            }
            ('\\', Some(letter)) if perl => {
                self.next();
                match letter_class(letter) {
                    Some((name, negated)) => {
                        push_class(&mut set.ranges, name, negated);
                        None
                    }
                    None => Some(if letter == 'r' { '\r' } else { letter }),
                }
            }
            _ => Some(char),
        })
    }

    /// Repeats what was read from a place on, if a sign behind it says so.
    fn repeated(&mut self, start: usize) -> Read<bool> {
        let (least, most) = if self.take("*") {
            (0, None)
        } else if self.operator("+") {
            (1, None)
        } else if self.operator("?") {
            (0, Some(1))
        } else if let Some(interval) = self.interval()? {
            interval
        } else {
            return Ok(false);
        };
        let lazy = self.syntax == Syntax::Perl && self.take("?");
        let body = self.code.steps.split_off(start);
        let copies = most.unwrap_or(least + 1).max(least);
        if copies.saturating_mul(body.len() + 2) > MOST_STEPS {
            return Err("a regular expression that is too large".to_owned());
        }
        let length = body.len() as isize;
        let choice =
            |on: isize, past: isize| if lazy { Step::Split(past, on) } else { Step::Split(on, past) };
        let steps = &mut self.code.steps;
        for _ in 0..least {
            steps.extend(&body);
        }
        match most {
            None if least > 0 => steps.push(choice(-length, 1)),
            None => {
                steps.push(choice(1, length + 2));
                steps.extend(body);
                steps.push(Step::Jump(-length - 1));
            }
            Some(most) => {
                let left = most.saturating_sub(least) as isize;
                for done in 0..left {
                    steps.push(choice(1, (left - done) * (length + 1)));
                    steps.extend(&body);
                }
            }
        }
        Ok(true)
    }

    /// `{2,3}`; in an extended expression anything else is the brace itself.
    fn interval(&mut self) -> Read<Option<(usize, Option<usize>)>> {
        let basic = self.syntax == Syntax::Basic;
        let open = self.at;
        if !self.operator("{") {
            return Ok(None);
        }
        let inside = self.source[self.at..].split_once(if basic { r"\}" } else { "}" });
        let inside = inside.map_or("", |(inside, _)| inside);
        self.at += inside.len() + if basic { 2 } else { 1 };
        let (least, most) = inside.split_once(',').unwrap_or((inside, inside));
        let number = |text: &str, other| if text.is_empty() { Some(other) } else { text.parse().ok() };
        match (number(least, 0), number(most, usize::MAX)) {
            (Some(least), Some(most)) if !inside.is_empty() => {
                Ok(Some((least, Some(most).filter(|most| *most < usize::MAX))))
            }
            _ if basic => Err("a regular expression with an unmatched `\\{`".to_owned()),
            _ => {
                self.at = open;
                Ok(None)
            }
        }
    }
}
