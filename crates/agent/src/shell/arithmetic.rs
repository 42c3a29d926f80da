//! Arithmetic expansion: C's integer expressions over shell variables, 64 bits, wrapping.

use super::parse::is_name;
use super::state::{Flow, Shell};
use crate::Text;

/// How deep brackets and chains of operators may go.
const DEEPEST: u32 = 100;

/// Operators between two operands with how tightly they bind; longer ones first.
const BINARY: [(&str, u8); 19] = [
    ("**", 12),
    ("<<", 9),
    (">>", 9),
    ("<=", 8),
    (">=", 8),
    ("==", 7),
    ("!=", 7),
    ("&&", 3),
    ("||", 2),
    ("*", 11),
    ("/", 11),
    ("%", 11),
    ("+", 10),
    ("-", 10),
    ("<", 8),
    (">", 8),
    ("&", 6),
    ("^", 5),
    ("|", 4),
];

/// Operators that assign; longer ones first.
const ASSIGNING: [&str; 11] = ["<<=", ">>=", "+=", "-=", "*=", "/=", "%=", "&=", "^=", "|=", "="];

struct Reader<'a, 'b> {
    shell: &'a mut Shell,
    text: &'b str,
    at: usize,
    depth: u32,
    /// Greater than 0 in a branch that is not taken: nothing is assigned there.
    skipped: u32,
}

/// The value of an expression in which `$` has been expanded.
pub(crate) fn evaluate(shell: &mut Shell, text: &str) -> Result<i64, Flow> {
    evaluate_at(shell, text, 0)
}

fn evaluate_at(shell: &mut Shell, text: &str, depth: u32) -> Result<i64, Flow> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Ok(0);
    }
    let mut reader = Reader { shell, text: trimmed, at: 0, depth, skipped: 0 };
    let value = reader.comma()?;
    reader.blanks();
    if reader.at < reader.text.len() {
        return reader.error("arithmetic expression: expecting EOF");
    }
    Ok(value)
}

impl Reader<'_, '_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn take(&mut self, text: &str) -> bool {
        self.blanks();
        let found = self.rest().starts_with(text);
        if found {
            self.at += text.len();
        }
        found
    }

    /// An error in an expression ends dash; bash gives up the line.
    fn error<T>(&mut self, message: &str) -> Result<T, Flow> {
        let message = format!("{message}: \"{}\"", self.text);
        self.shell.complain(&message)?;
        Err(if self.shell.bash() { Flow::Abandon(1) } else { Flow::Exit(2) })
    }

    fn comma(&mut self) -> Result<i64, Flow> {
        let mut value = self.assignment()?;
        while self.shell.bash() && self.take(",") {
            value = self.assignment()?;
        }
        Ok(value)
    }

    fn assignment(&mut self) -> Result<i64, Flow> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return self.error("expression nested too deeply");
        }
        let value = self.assignment_or_choice();
        self.depth -= 1;
        value
    }

    fn assignment_or_choice(&mut self) -> Result<i64, Flow> {
        self.blanks();
        let start = self.at;
        if let Some((name, index)) = self.target()? {
            for operator in ASSIGNING {
                if (operator == "=" && self.rest().trim_start().starts_with("==")) || !self.take(operator) {
                    continue;
                }
                let right = self.assignment()?;
                let value = match operator.strip_suffix('=') {
                    Some("") | None => right,
                    Some(operator) => {
                        let left = self.variable(&name, index)?;
                        self.apply(operator, left, right)?
                    }
                };
                self.store(&name, index, value)?;
                return Ok(value);
            }
        }
        self.at = start;
        self.choice()
    }

    /// A variable, perhaps with an index, if one stands here.
    fn target(&mut self) -> Result<Option<(String, Option<i64>)>, Flow> {
        let rest = self.rest();
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len());
        let name = rest[..end].to_owned();
        if !is_name(&name) {
            return Ok(None);
        }
        self.at += end;
        let mut index = None;
        if self.shell.bash() && self.rest().starts_with('[') {
            self.at += 1;
            index = Some(self.comma()?);
            if !self.take("]") {
                return self.error("syntax error: `]` expected");
            }
        }
        Ok(Some((name, index)))
    }

    fn choice(&mut self) -> Result<i64, Flow> {
        let condition = self.binary(2)?;
        if !self.take("?") {
            return Ok(condition);
        }
        let first = self.skipping(condition == 0, Self::assignment)?;
        if !self.take(":") {
            return self.error("syntax error: `:` expected");
        }
        let second = self.skipping(condition != 0, Self::assignment)?;
        Ok(if condition != 0 { first } else { second })
    }

    fn skipping(
        &mut self,
        skip: bool,
        read: impl FnOnce(&mut Self) -> Result<i64, Flow>,
    ) -> Result<i64, Flow> {
        self.skipped += u32::from(skip);
        let value = read(self);
        self.skipped -= u32::from(skip);
        value
    }

    fn operator(&mut self, tightest: u8) -> Option<(&'static str, u8)> {
        self.blanks();
        let rest = self.rest();
        let found = BINARY.into_iter().find(|(text, _)| rest.starts_with(text))?;
        let assigns = ASSIGNING.iter().any(|text| *text != "=" && rest.starts_with(text));
        (found.1 >= tightest && !assigns && (found.0 != "**" || self.shell.bash())).then_some(found)
    }

    fn binary(&mut self, tightest: u8) -> Result<i64, Flow> {
        let mut left = self.unary()?;
        while let Some((operator, binding)) = self.operator(tightest) {
            self.at += operator.len();
            self.depth += 1;
            if self.depth > DEEPEST {
                return self.error("expression nested too deeply");
            }
            left = match operator {
                "&&" => i64::from(
                    self.skipping(left == 0, |reader| reader.binary(binding + 1))? != 0 && left != 0,
                ),
                "||" => i64::from(
                    self.skipping(left != 0, |reader| reader.binary(binding + 1))? != 0 || left != 0,
                ),
                "**" => {
                    let right = self.binary(binding)?;
                    self.apply(operator, left, right)?
                }
                _ => {
                    let right = self.binary(binding + 1)?;
                    self.apply(operator, left, right)?
                }
            };
            self.depth -= 1;
        }
        Ok(left)
    }

    fn apply(&mut self, operator: &str, left: i64, right: i64) -> Result<i64, Flow> {
        let shift = u32::try_from(right & 63).unwrap_or(0);
        Ok(match operator {
            "*" => left.wrapping_mul(right),
            "/" | "%" if right == 0 => {
                if self.skipped == 0 {
                    return self.error("division by zero");
                }
                0
            }
            "/" => left.wrapping_div(right),
            "%" => left.wrapping_rem(right),
            "+" => left.wrapping_add(right),
            "-" => left.wrapping_sub(right),
            "<<" => left.wrapping_shl(shift),
            ">>" => left.wrapping_shr(shift),
            "<" => i64::from(left < right),
            ">" => i64::from(left > right),
            "<=" => i64::from(left <= right),
            ">=" => i64::from(left >= right),
            "==" => i64::from(left == right),
            "!=" => i64::from(left != right),
            "&" => left & right,
            "^" => left ^ right,
            "|" => left | right,
            _ => match u32::try_from(right) {
                Ok(power) => left.wrapping_pow(power),
                Err(_) => return self.error("exponent less than 0"),
            },
        })
    }

    fn unary(&mut self) -> Result<i64, Flow> {
        self.blanks();
        for (sign, change) in [("++", 1), ("--", -1)] {
            let start = self.at;
            if self.shell.bash() && self.take(sign) {
                self.blanks();
                if let Some((name, index)) = self.target()? {
                    let value = self.variable(&name, index)?.wrapping_add(change);
                    self.store(&name, index, value)?;
                    return Ok(value);
                }
                self.at = start;
            }
        }
        let Some(sign @ ('-' | '+' | '!' | '~')) = self.rest().chars().next() else {
            return self.primary();
        };
        self.at += 1;
        self.depth += 1;
        if self.depth > DEEPEST {
            return self.error("expression nested too deeply");
        }
        let value = self.unary()?;
        self.depth -= 1;
        Ok(match sign {
            '-' => value.wrapping_neg(),
            '!' => i64::from(value == 0),
            '~' => !value,
            _ => value,
        })
    }

    fn primary(&mut self) -> Result<i64, Flow> {
        if self.take("(") {
            let value = self.nested_comma()?;
            return if self.take(")") { Ok(value) } else { self.error("syntax error: `)` expected") };
        }
        if let Some((name, index)) = self.target()? {
            let value = self.variable(&name, index)?;
            if self.shell.bash() {
                for (sign, change) in [("++", 1), ("--", -1)] {
                    if self.take(sign) {
                        self.store(&name, index, value.wrapping_add(change))?;
                    }
                }
            }
            return Ok(value);
        }
        let rest = self.rest();
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '#')).unwrap_or(rest.len());
        let digits = rest[..end].to_owned();
        match number(&digits) {
            Some(value) => {
                self.at += end;
                Ok(value)
            }
            None => self.error("arithmetic expression: expecting primary"),
        }
    }

    fn nested_comma(&mut self) -> Result<i64, Flow> {
        let value = self.assignment()?;
        if self.shell.bash() && self.take(",") { self.comma() } else { Ok(value) }
    }

    /// The number in a variable. bash takes what it holds for an expression.
    fn variable(&mut self, name: &str, index: Option<i64>) -> Result<i64, Flow> {
        let text = match index {
            None => self.shell.variable(name).cloned(),
            Some(index) => super::run::element(self.shell, name, &index.to_string()),
        };
        let Some(text) = text else {
            if self.shell.state.options.nounset && self.skipped == 0 {
                return super::run::unset(self.shell, name);
            }
            return Ok(0);
        };
        let text = text.as_str().trim();
        match number(text.strip_prefix(['-', '+']).unwrap_or(text)) {
            Some(value) if text.starts_with('-') => Ok(value.wrapping_neg()),
            Some(value) => Ok(value),
            None if text.is_empty() => Ok(0),
            None if self.shell.bash() && self.depth < DEEPEST => {
                let text = text.to_owned();
                evaluate_at(self.shell, &text, self.depth + 10)
            }
            None => {
                let message = format!("Illegal number: {text}");
                self.shell.complain(&message)?;
                Err(Flow::Exit(2))
            }
        }
    }

    fn store(&mut self, name: &str, index: Option<i64>, value: i64) -> Result<(), Flow> {
        if self.skipped > 0 {
            return Ok(());
        }
        let text = Text::from(value.to_string());
        match index {
            None => self.shell.assign(name, text),
            Some(index) => super::run::assign_element(self.shell, name, &index.to_string(), text),
        }
    }
}

/// A decimal, octal (`017`) or hexadecimal (`0x1f`) number, or bash's `base#digits`.
fn number(text: &str) -> Option<i64> {
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if let Some((base, digits)) = text.split_once('#') {
        let base = base.parse().ok().filter(|base| (2..=36).contains(base))?;
        return i64::from_str_radix(digits, base).ok();
    }
    match text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        Some(digits) => i64::from_str_radix(digits, 16).ok(),
        None if text.len() > 1 && text.starts_with('0') => i64::from_str_radix(text, 8).ok(),
        None => text.parse().ok(),
    }
}
