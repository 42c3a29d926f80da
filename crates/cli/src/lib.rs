//! The `hotplate` command: the calls of the core on files and lines. One file per subcommand.

mod answer;
pub mod arguments;
pub mod check;
mod disk;
pub mod draw;
pub mod exchange;
pub mod finding;
mod json;
pub mod link;
pub mod load;
mod located;
mod lsp;
pub mod open;
pub mod plan;
pub mod python;
pub mod relay;
mod run;
pub mod scenario;
mod serve;
mod words;

pub use answer::answer;
pub use run::run;
