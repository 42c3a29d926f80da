//! Commands that are part of the shell.

mod cd;
mod control;
mod declare;
mod echo;
#[cfg(feature = "whole")]
mod getopts;
mod locate;
mod printf;
mod read;
mod set;
mod test;

pub(crate) use locate::place_of;
pub(crate) use printf::formatted;
pub(crate) use test::{compare, unary};

#[cfg(not(feature = "whole"))]
use crate::tools::left_out as getopts;
#[cfg(feature = "whole")]
use getopts::getopts;

use crate::Text;
use crate::shell::{Dialect, Shell, Status};

/// A command that is played here. The first of the arguments is its name.
pub(crate) type Command = fn(&mut Shell, &[Text]) -> Status;

/// Commands of both shells, in order.
const BOTH: [(&str, Command); 34] = [
    (".", control::source),
    (":", control::nothing),
    ("[", test::bracket),
    ("break", control::leave_loop),
    ("cd", cd::cd),
    ("command", locate::command),
    ("continue", control::leave_loop),
    ("echo", echo::echo),
    ("eval", control::eval),
    ("exec", control::exec),
    ("exit", control::exit),
    ("export", declare::export),
    ("false", control::fail),
    ("getopts", getopts),
    ("hash", control::nothing),
    ("jobs", control::nothing),
    ("kill", control::nothing),
    ("local", declare::local),
    ("printf", printf::printf),
    ("pwd", cd::pwd),
    ("read", read::read),
    ("readonly", declare::readonly),
    ("return", control::leave_function),
    ("set", set::set),
    ("shift", set::shift),
    ("test", test::test),
    ("times", control::nothing),
    ("trap", control::trap),
    ("true", control::nothing),
    ("type", locate::type_of),
    ("ulimit", control::nothing),
    ("umask", control::nothing),
    ("unset", declare::unset),
    ("wait", control::nothing),
];

/// Commands that only bash has, in order.
const BASH: [(&str, Command); 9] = [
    ("declare", declare::declare),
    ("let", control::let_expression),
    ("mapfile", read::mapfile),
    ("popd", cd::popd),
    ("pushd", cd::pushd),
    ("readarray", read::mapfile),
    ("shopt", control::nothing),
    ("source", control::source),
    ("typeset", declare::declare),
];

/// POSIX's special builtins: an assignment before one stays, and a redirection that fails ends the shell.
const SPECIAL: [&str; 15] = [
    ".", ":", "break", "continue", "eval", "exec", "exit", "export", "readonly", "return", "set", "shift",
    "times", "trap", "unset",
];

/// The builtin of that name in a shell.
pub(crate) fn find(name: &str, dialect: Dialect) -> Option<Command> {
    let look = |table: &[(&str, Command)]| {
        table.binary_search_by_key(&name, |(known, _)| known).ok().map(|index| table[index].1)
    };
    look(&BOTH).or_else(|| look(&BASH).filter(|_| dialect == Dialect::Bash))
}

/// Whether a name is a special builtin's.
pub(crate) fn is_special(name: &str) -> bool {
    SPECIAL.contains(&name)
}
