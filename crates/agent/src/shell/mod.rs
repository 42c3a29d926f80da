//! Shell scripts: read into a tree, then played on an instance's files and facts.

mod arithmetic;
mod escapes;
mod expand;
mod parse;
mod pattern;
mod run;
mod state;
mod stream;
mod syntax;
mod variables;

pub(crate) use arithmetic::evaluate as arithmetic;
pub(crate) use escapes::{push_ansi, push_escape};
pub(crate) use parse::{is_name, parse};
pub(crate) use pattern::{Pattern, in_class};
pub(crate) use run::{
    Ended, Pythons, Script, assign_element, call, call_by_name, element, ended, evaluate, evaluate_from,
    in_subshell, new_shell, on_path, options_of_set, play, start, unknown, unknown_output,
};
pub(crate) use state::{Flow, Shell, Status, World};
pub(crate) use stream::Stream;
pub(crate) use syntax::{Dialect, Program};
pub(crate) use variables::{Array, Content, Nature, Variable};
