//! bash's `[[ ]]`.

use super::super::expand::{expand_pattern, expand_text, expand_whole};
use super::super::state::{Flow, Shell};
use super::super::syntax::Test;
use super::super::variables::{Array, Content};
use crate::Text;
use crate::builtins;
use crate::regex::{Regex, quote};

/// Whether the expression holds.
pub(super) fn evaluate(shell: &mut Shell, test: &Test) -> Result<bool, Flow> {
    match test {
        Test::Not(test) => Ok(!evaluate(shell, test)?),
        Test::And(left, right) => Ok(evaluate(shell, left)? && evaluate(shell, right)?),
        Test::Or(left, right) => Ok(evaluate(shell, left)? || evaluate(shell, right)?),
        Test::Word(word) => Ok(!expand_text(shell, word)?.is_empty()),
        Test::Unary(operator, word) => {
            let operand = expand_text(shell, word)?;
            match builtins::unary(shell, operator, operand.as_str()) {
                Some(holds) => Ok(holds),
                None => shell.refuse(shell.state.line, format!("`[[ {operator} ]]`")),
            }
        }
        Test::Binary(left, operator, right) => {
            let left = expand_text(shell, left)?;
            match operator.as_str() {
                "=" | "==" | "!=" => {
                    let pattern = expand_pattern(shell, right)?;
                    Ok(pattern.matches(left.as_str(), &mut shell.world.meter)? == (operator != "!="))
                }
                "=~" => {
                    let pattern = expand_whole(shell, right)?;
                    matches_regex(shell, &left, &pattern)
                }
                "<" | ">" => {
                    let right = expand_text(shell, right)?;
                    Ok(if operator == "<" {
                        left.as_str() < right.as_str()
                    } else {
                        left.as_str() > right.as_str()
                    })
                }
                _ => {
                    let right = expand_text(shell, right)?;
                    let numbers = (
                        super::super::arithmetic::evaluate(shell, left.as_str())?,
                        super::super::arithmetic::evaluate(shell, right.as_str())?,
                    );
                    Ok(builtins::compare(operator, numbers.0, numbers.1).unwrap_or(false))
                }
            }
        }
    }
}

/// `=~`: a match leaves its groups in `BASH_REMATCH`.
fn matches_regex(
    shell: &mut Shell,
    text: &Text,
    pattern: &super::super::expand::Field,
) -> Result<bool, Flow> {
    let mut source = String::new();
    for (piece, quoted) in &pattern.pieces {
        if *quoted {
            source.push_str(&quote(piece.as_str()));
        } else {
            source.push_str(piece.as_str());
        }
    }
    let regex = match Regex::extended(&source, false) {
        Ok(regex) => regex,
        Err(reason) => return shell.refuse(shell.state.line, reason),
    };
    let Some(groups) = regex.groups(text.as_str(), 0, &mut shell.world.meter)? else {
        return Ok(false);
    };
    let texts = groups.into_iter().map(|range| range.map(|range| text.slice(range)).unwrap_or_default());
    shell.assign_content("BASH_REMATCH", Content::Array(Array::of(texts)))?;
    Ok(true)
}
