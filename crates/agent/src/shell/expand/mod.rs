//! Words to fields: expansions, field splitting, pathname expansion, in the order that POSIX gives (2.6).

mod fields;
mod glob;
mod parameter;
mod substitute;

pub(crate) use fields::Field;
use fields::Fields;
pub(crate) use substitute::run_readers;

use super::pattern::Pattern;
use super::state::{Flow, Shell};
use super::syntax::{Part, Word};
use crate::Text;

/// How the text of a word is treated where it is not quoted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Context {
    /// Whether this is between double quotes.
    quoted: bool,
    /// Whether text written in the script is split too: in the word of `${x:-word}`.
    split_bare: bool,
}

const OUTSIDE: Context = Context { quoted: false, split_bare: false };

/// All fields of the words, ready to be arguments.
pub(crate) fn expand_words(shell: &mut Shell, words: &[Word]) -> Result<Vec<Text>, Flow> {
    let mut arguments = Vec::new();
    for word in words {
        expand_word(shell, word, &mut arguments)?;
    }
    Ok(arguments)
}

/// The fields of one word, added to the arguments.
pub(crate) fn expand_word(shell: &mut Shell, word: &Word, arguments: &mut Vec<Text>) -> Result<(), Flow> {
    let mut fields = Fields::splitting(shell);
    expand_parts(shell, &word.0, OUTSIDE, &mut fields)?;
    for field in fields.finish() {
        shell.world.meter.hold(field.len())?;
        glob::expand(shell, &field, arguments)?;
    }
    Ok(())
}

/// The text of a word where there is no splitting: an assignment, a here-document, the subject of a `case`.
pub(crate) fn expand_text(shell: &mut Shell, word: &Word) -> Result<Text, Flow> {
    let field = expand_whole(shell, word)?;
    shell.world.meter.hold(field.len())?;
    Ok(field.text())
}

/// The pattern that a word stands for: what is quoted in it matches itself.
pub(crate) fn expand_pattern(shell: &mut Shell, word: &Word) -> Result<Pattern, Flow> {
    let field = expand_whole(shell, word)?;
    Ok(Pattern::new(&field))
}

/// A word without splitting, with what was quoted in it.
pub(crate) fn expand_whole(shell: &mut Shell, word: &Word) -> Result<Field, Flow> {
    let mut fields = Fields::whole(shell);
    shell.world.meter.nest()?;
    let expanded = expand_parts(shell, &word.0, OUTSIDE, &mut fields);
    shell.world.meter.unnest();
    expanded?;
    Ok(fields.finish().into_iter().next().unwrap_or_default())
}

/// The integer value of an arithmetic expression.
pub(crate) fn expand_arithmetic(shell: &mut Shell, word: &Word) -> Result<i64, Flow> {
    let expression = expand_text(shell, word)?;
    super::arithmetic::evaluate(shell, expression.as_str())
}

pub(super) fn expand_parts(
    shell: &mut Shell,
    parts: &[Part],
    context: Context,
    fields: &mut Fields,
) -> Result<(), Flow> {
    for part in parts {
        match part {
            Part::Bare(text) if context.split_bare && !context.quoted => {
                fields.push_split(&text.as_str().into())
            }
            Part::Bare(text) if context.quoted => fields.push_quoted(&text.as_str().into()),
            Part::Bare(text) => fields.push_bare(&text.as_str().into()),
            Part::Quoted(text) => fields.push_quoted(&text.as_str().into()),
            Part::Double(inside) => {
                if inside.is_empty() {
                    fields.push_quoted(&Text::default());
                }
                expand_parts(shell, inside, Context { quoted: true, ..context }, fields)?;
            }
            Part::Tilde(name) => {
                let home = tilde(shell, name);
                fields.push_quoted(&home);
            }
            Part::Parameter(parameter) => parameter::expand(shell, parameter, context, fields)?,
            Part::Command(program) => {
                let text = substitute::output_of(shell, program)?;
                fields.push_result(&text, context.quoted);
            }
            Part::Arithmetic(word) => {
                let value = expand_arithmetic(shell, word)?;
                fields.push_result(&value.to_string().into(), context.quoted);
            }
            Part::Process(program) => {
                let path = substitute::file_of(shell, program)?;
                fields.push_quoted(&path);
            }
            Part::Reader(program) => {
                let path = substitute::reader(shell, program)?;
                fields.push_quoted(&path);
            }
            // Handled by the commands that declare; elsewhere it cannot stand.
            Part::Declaration(_) => {}
        }
    }
    Ok(())
}

fn tilde(shell: &Shell, name: &str) -> Text {
    match name {
        "" => shell.variable("HOME").cloned().unwrap_or_else(|| "/root".into()),
        "root" => "/root".into(),
        "+" if shell.bash() => shell.state.directory.as_str().into(),
        name => format!("/home/{name}").into(),
    }
}
